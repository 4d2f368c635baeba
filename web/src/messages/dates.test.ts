// SPDX-License-Identifier: Apache-2.0
// Dates are read in the authority's time zone, and a day ends where the authority is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateReader, dayOf, endOfDay } from './dates.ts';

const ends = [
  ['2026-11-27', 'UTC', '2026-11-27T23:59:59.999Z'],
  ['2026-11-27', 'Europe/Berlin', '2026-11-27T22:59:59.999Z'],
  ['2026-07-01', 'Europe/Lisbon', '2026-07-01T22:59:59.999Z'],
  ['2026-11-27', 'America/New_York', '2026-11-28T04:59:59.999Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.999Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.999Z'],
] as const;
for (const [day, zone, expected] of ends) {
  test(`${day} ends in ${zone} at ${expected}`, () => {
    assert.equal(endOfDay(day, zone), expected);
    assert.equal(dayOf(expected, zone), day);
  });
}

test('a moment is shown in the zone of the authority and the language of the officer', () => {
  const instant = '2026-11-23T23:30:00.000Z';
  assert.equal(dateReader('en', 'Europe/Berlin').moment(instant), '24 Nov 2026, 00:30');
  assert.equal(dateReader('pt', 'UTC').moment(instant), '23/11/2026, 23:30');
});

test('what is no moment is shown as it is', () => {
  assert.equal(dateReader('en', 'UTC').day('soon'), 'soon');
});
