// SPDX-License-Identifier: Apache-2.0
/**
 * Time: an `Instant` is a moment in UTC, always written `YYYY-MM-DDTHH:MM:SS.sssZ`.
 *
 * One spelling means that comparing two instants as text compares them in time, that a digest over a document never
 * depends on how a moment was written, and that the wire, the database and the screen show the same thing.
 * A `LocalDate` (`YYYY-MM-DD`) is a day in some authority's calendar and is never compared with an instant.
 */
import type { Brand } from './brand.ts';

export type Instant = Brand<string, 'instant'>;
export type LocalDate = Brand<string, 'local-date'>;

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function isInstant(text: unknown): text is Instant {
  if (typeof text !== 'string' || !pattern.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && instantFromMs(ms) === text;
}

/** Throws when the number is no moment: the caller's own arithmetic is broken then. */
export function instantFromMs(ms: number): Instant {
  const whole = Math.trunc(ms);
  if (!(whole >= 0 && whole < year10000Ms)) return new Date(ms).toISOString() as Instant;
  const [days, rest] = [Math.floor(whole / dayMs), whole % dayMs];
  const [hours, minutes, seconds] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60, Math.floor(rest / 1000) % 60];
  return `${dayText(days)}T${two(hours)}:${two(minutes)}:${two(seconds)}.${rest % 1000 < 100 ? '0' : ''}${two(rest % 1000)}Z` as Instant;
}

const dayMs = 86_400_000;
const year10000Ms = 253_402_300_800_000;

/**
 * The day, counted from 1970-01-01 on, without a Date, whose text costs eight times as much. Years are counted from March on, so
 * that the leap day is a year's last; 400 years are one round of the calendar and have 146,097 days.
 */
function dayText(days: number): string {
  const day = days + 719_468;
  const round = Math.floor(day / 146_097);
  const dayOfRound = day - round * 146_097;
  const leapDays = Math.floor(dayOfRound / 1460) - Math.floor(dayOfRound / 36_524) + Math.floor(dayOfRound / 146_096);
  const yearOfRound = Math.floor((dayOfRound - leapDays) / 365);
  const dayOfYear = dayOfRound - (365 * yearOfRound + Math.floor(yearOfRound / 4) - Math.floor(yearOfRound / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return `${400 * round + yearOfRound + (month <= 2 ? 1 : 0)}-${two(month)}-${two(dayOfMonth)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Milliseconds since 1970-01-01T00:00:00.000Z. */
export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

export function addMs(instant: Instant, ms: number): Instant {
  return instantFromMs(msOf(instant) + ms);
}

export function msBetween(earlier: Instant, later: Instant): number {
  return msOf(later) - msOf(earlier);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day on which the instant falls in the given IANA time zone. */
export function localDateOf(instant: Instant, timeZone: string): LocalDate {
  return formatLocal(instant, timeZone).slice(0, 10) as LocalDate;
}

/** Local wall time as `YYYY-MM-DD HH:MM:SS` in the given IANA time zone. Throws a RangeError on an unknown zone. */
export function formatLocal(instant: Instant, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(msOf(instant))) part[type] = value;
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}`;
}

/** Whether the name is that of a time zone which dates can be written in, such as `Europe/Riga`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
