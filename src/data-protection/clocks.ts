// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of personal data. Pure.
 *
 *     a request that arrived on 31 January 2027 is answered by 1 March: the month has no day 31, its last is a Sunday, so the next working day
 *     a breach discovered on Friday 17:00 is told to the supervisor by Monday 17:00: 72 hours run through nights and weekends
 *
 * Source: Regulation (EU) 2016/679, articles 12(3) and 33(1); Regulation 1182/71, article 3(2)(c) and (4) for months. That regulation
 * would let 72 hours hold two working days (3(5)); supervisors do not count on it, so the shorter reading is ours.
 */
import {
  addMs,
  addWorkingDays,
  endOfLocalDay,
  type Instant,
  isWorkingDay,
  type LocalDate,
  localDateOf,
  type WorkingCalendar,
} from '../kernel/index.ts';

const hourMs = 3_600_000;
export const supervisorHours = 72;

/** The end of the same day so many months later, or of the month's last day; of the next working day where that one is none. */
export function monthsAfter(from: Instant, months: number, calendar: WorkingCalendar): Instant {
  const [year = 0, month = 1, day = 1] = localDateOf(from, calendar.timeZone).split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const due = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10) as LocalDate;
  const end = endOfLocalDay(due, calendar.timeZone);
  return isWorkingDay(due, calendar) ? end : addWorkingDays(end, 1, calendar);
}

export function hoursAfter(from: Instant, hours: number): Instant {
  return addMs(from, hours * hourMs);
}
