// SPDX-License-Identifier: Apache-2.0
/**
 * Working days: how the deadlines of agreements are counted.
 *
 * The rule follows Regulation (EEC, Euratom) 1182/71, article 3: the day of the event is not counted, and a period of
 * days ends with the expiry of the last hour of its last day. Only days that are neither weekend nor holiday in the
 * calendar of the authority that owes the answer are counted. Time zone and holidays belong to that authority, so a
 * request that arrives at 23:30 in UTC may already be tomorrow there.
 */
import { formatLocal, type Instant, instantFromMs, type LocalDate, localDateOf, msOf } from './time.ts';

export interface WorkingCalendar {
  /** IANA name, e.g. `Europe/Riga` or `Etc/GMT-1`. */
  readonly timeZone: string;
  /** Days of the week that are not worked; 0 is Sunday. */
  readonly weekend: readonly number[];
  readonly holidays: readonly LocalDate[];
}

const dayMs = 86_400_000;
/** No calendar has as many closed days in a row; a calendar that does is broken, and counting must end. */
const closedDaysMax = 60;

/**
 * The last moment of the n-th working day after the day of the event, in the calendar's time zone.
 * Throws when `days` is not a positive whole number or the calendar has no working day in sight.
 */
export function addWorkingDays(from: Instant, days: number, calendar: WorkingCalendar): Instant {
  if (!Number.isSafeInteger(days) || days < 1) throw new RangeError(`a deadline needs at least one whole working day, not ${days}`);
  const closedDays = new Set(calendar.holidays.map(dayNumberOf));
  let day = dayNumberOf(localDateOf(from, calendar.timeZone));
  let left = days;
  let closed = 0;
  while (left > 0) {
    day += 1;
    if (!calendar.weekend.includes(weekdayOf(day)) && !closedDays.has(day)) {
      left -= 1;
      closed = 0;
    } else if (++closed > closedDaysMax) {
      throw new RangeError(`the calendar has no working day within ${closedDaysMax} days after ${dateOf(day)}`);
    }
  }
  return endOfLocalDay(dateOf(day), calendar.timeZone);
}

/** Days since 1970-01-01, a Thursday: counting them needs no writing and reading of dates. */
function dayNumberOf(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00.000Z`) / dayMs;
}

function dateOf(day: number): LocalDate {
  return new Date(day * dayMs).toISOString().slice(0, 10) as LocalDate;
}

function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar): boolean {
  const weekday = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  return !calendar.weekend.includes(weekday) && !calendar.holidays.includes(date);
}

/** How many working days lie after the day of `from` up to and including the day of `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Instant, to: Instant, calendar: WorkingCalendar): number {
  const last = localDateOf(to, calendar.timeZone);
  let date = localDateOf(from, calendar.timeZone);
  let count = 0;
  while (date < last) {
    date = nextDate(date);
    if (isWorkingDay(date, calendar)) count += 1;
  }
  return count;
}

/** Remembered ends of days: a bound for memory only. Few zones and dates are asked for, again and again. */
const rememberedEndsMax = 8192;
const rememberedEnds = new Map<string, Instant>();

/** The last millisecond of a local day, as an instant. Right across changes of summer time: checked or found, not computed. */
export function endOfLocalDay(date: LocalDate, timeZone: string): Instant {
  const key = `${date} ${timeZone}`;
  const known = rememberedEnds.get(key);
  if (known !== undefined) return known;
  const end = likelyEnd(date, timeZone) ?? soughtEnd(date, timeZone);
  if (rememberedEnds.size >= rememberedEndsMax) rememberedEnds.clear();
  rememberedEnds.set(key, end);
  return end;
}

/** The moment at which the clock there would show midnight if its offset did not change on that day; null where it does. */
function likelyEnd(date: LocalDate, timeZone: string): Instant | null {
  const next = nextDate(date);
  const midnight = msOf(`${next}T00:00:00.000Z` as Instant);
  const shown = Date.parse(`${formatLocal(instantFromMs(midnight), timeZone).replace(' ', 'T')}.000Z`);
  const begins = midnight - (shown - midnight);
  const isRight = localDateOf(instantFromMs(begins), timeZone) === next && localDateOf(instantFromMs(begins - 1), timeZone) === date;
  return isRight ? instantFromMs(begins - 1) : null;
}

function soughtEnd(date: LocalDate, timeZone: string): Instant {
  const next = nextDate(date);
  // Every zone lies within a day of UTC, so the moment is between these two; the local date only grows with time.
  let before = msOf(`${date}T00:00:00.000Z` as Instant) - dayMs;
  let after = msOf(`${next}T00:00:00.000Z` as Instant) + dayMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDateOf(instantFromMs(middle), timeZone) < next) before = middle;
    else after = middle;
  }
  return instantFromMs(before);
}

function nextDate(date: LocalDate): LocalDate {
  return dateOf(dayNumberOf(date) + 1);
}
