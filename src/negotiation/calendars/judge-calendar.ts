// SPDX-License-Identifier: Apache-2.0
/** Whether holidays may be announced: from a day that has not passed where the author works, dates that are dates, and days left to work. */
import type { Party } from '../../agreements/index.ts';
import { addWorkingDays, type Instant, type LocalDate, localDateOf } from '../../kernel/index.ts';
import { bad, good, type NoteJudgement } from '../notes/judge-note.ts';
import type { NoteOf } from '../wire.ts';

/** `calendar`: the author's, as it was signed. */
export function judgeCalendar(calendar: Party['calendar'], note: Pick<NoteOf<'calendar'>, 'at' | 'from' | 'holidays'>): NoteJudgement {
  const { timeZone, weekend } = calendar;
  const wrong = [note.from, ...note.holidays].find((date) => !isDate(date));
  if (wrong !== undefined) return bad('note.holidays', `${wrong} is no day.`, 'Write days as 2027-01-01.');
  if (note.from < localDateOf(note.at as Instant, timeZone))
    return bad('note.from', 'It would change days that have passed.', 'Announce it from today on, or later.');
  if (note.holidays.some((date) => date < note.from))
    return bad('note.holidays', 'A holiday lies before the day from which it holds.', 'Leave out what lies before.');
  if (note.holidays.some((date, index) => index > 0 && (note.holidays[index - 1] ?? '') >= date))
    return bad('note.holidays', 'The days are not in order, or one stands there twice.', 'Sort them.');
  try {
    addWorkingDays(`${note.from}T12:00:00.000Z` as Instant, 1, { timeZone, weekend, holidays: note.holidays as LocalDate[] });
  } catch {
    return bad('note.holidays', 'It leaves no working day in sight.', 'Leave days to work; suspend the agreement where none are left.');
  }
  return good;
}

function isDate(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}
