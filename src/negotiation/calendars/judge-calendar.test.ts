// SPDX-License-Identifier: Apache-2.0
/** Which holidays may be announced: a lawyer reads each row as what an operator tries. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { judgeCalendar } from './judge-calendar.ts';

const calendar = { timeZone: 'Etc/GMT-3', weekend: [0, 6], holidays: [] };
/** Half past midnight of the next day where the authority works. */
const at = '2026-12-17T21:30:00.000Z' as Instant;

const rows: readonly (readonly [what: string, from: string, holidays: readonly string[], answer: RegExp | null])[] = [
  ['from today on', '2026-12-18', ['2026-12-18', '2026-12-24'], null],
  ['none at all', '2026-12-18', [], null],
  ['from yesterday', '2026-12-17', ['2026-12-24'], /days that have passed/],
  ['a day before the list begins', '2027-01-01', ['2026-12-24'], /lies before/],
  ['a day that is none', '2026-12-18', ['2026-02-30'], /2026-02-30 is no day/],
  ['out of order', '2026-12-18', ['2026-12-25', '2026-12-24'], /not in order/],
  ['one day twice', '2026-12-18', ['2026-12-24', '2026-12-24'], /twice/],
  ['every day for three months', '2026-12-18', everyDay('2026-12-18', 90), /no working day/],
];

function everyDay(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(`${from}T00:00:00.000Z`) + index * 86_400_000).toISOString().slice(0, 10),
  );
}

describe('announcing holidays', () => {
  for (const [what, from, holidays, answer] of rows) {
    test(`${what}: ${answer === null ? 'taken' : 'refused'}`, () => {
      const judged = judgeCalendar(calendar, { at, from, holidays: [...holidays] });
      if (answer === null) assert.equal(judged.kind, 'good');
      else assert.match(judged.kind === 'bad' ? judged.issue.problem : '', answer);
    });
  }
});
