// SPDX-License-Identifier: Apache-2.0
/** Tests of months as weeks: whole weeks from Monday to Sunday, across ends of years and leap days. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayBefore, monthAfter, weeksOf } from './month.ts';

describe('a month as weeks', () => {
  for (const [month, weeks, first, last] of [
    ['2026-11', 6, '2026-10-26', '2026-12-06'],
    ['2026-12', 5, '2026-11-30', '2027-01-03'],
    ['2027-02', 4, '2027-02-01', '2027-02-28'],
    ['2028-02', 5, '2028-01-31', '2028-03-05'],
  ] as const) {
    it(`${month} has ${weeks} weeks, from ${first} to ${last}`, () => {
      const rows = weeksOf(month);
      assert.deepEqual([rows.length, rows[0]?.[0], rows.at(-1)?.at(-1)], [weeks, first, last]);
      assert.ok(rows.every((row) => row.length === 7 && new Date(`${row[0]}T00:00:00Z`).getUTCDay() === 1));
    });
  }

  it('goes on over the end of a year, and back', () => {
    assert.deepEqual([monthAfter('2026-12', 1), monthAfter('2026-01', -1), dayBefore('2028-03-01')], ['2027-01', '2025-12', '2028-02-29']);
  });
});
