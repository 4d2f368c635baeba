// SPDX-License-Identifier: Apache-2.0
/** When something is owed in a joint matter, row by row: whose calendar, which agreement, what was announced. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type AgreementInForce,
  bilateralArrangement,
  indexAgreements,
  knownAgreement,
  multilateralMemorandum,
  type Party,
} from '../agreements/index.ts';
import type { Instant } from '../kernel/index.ts';
import { dueByAgreements } from './periods.ts';

const since = '2026-01-01T00:00:00.000Z' as Instant;
/** A Thursday. */
const thursday = '2026-10-29T09:00:00.000Z' as Instant;

function party(letters: string, calendar: Party['calendar']): Party {
  const identity = { authorityId: `ca1${letters}`, name: `Authority of ${letters}`, jurisdiction: letters.toUpperCase() };
  return { ...identity, kind: 'securities-regulator', capabilities: ['files'], contact: 'desk', calendar };
}
const xa = party('xa', { timeZone: 'Etc/GMT-2', weekend: [0, 6], holidays: [] });
const xb = party('xb', { timeZone: 'Etc/GMT-1', weekend: [0, 6], holidays: ['2026-11-02'] });
const xc = party('xc', { timeZone: 'Etc/GMT+3', weekend: [5, 6], holidays: ['2026-11-03'] });

const memorandum: AgreementInForce = knownAgreement(multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since }));
const index = indexAgreements([memorandum]);

const rows: readonly (readonly [what: string, owedBy: string, days: number, dueAt: string])[] = [
  ['the weekend is not worked', 'ca1xa', 2, '2026-11-02T21:59:59.999Z'],
  ['a holiday of its own is not counted', 'ca1xb', 2, '2026-11-03T22:59:59.999Z'],
  ['another weekend', 'ca1xc', 2, '2026-11-03T02:59:59.999Z'],
  ['another weekend and a holiday', 'ca1xc', 3, '2026-11-05T02:59:59.999Z'],
  ['whom no agreement names: Monday to Friday in UTC', 'ca1xd', 2, '2026-11-02T23:59:59.999Z'],
];

describe('what is owed in a joint matter falls due by the calendar of whoever owes it', () => {
  for (const [what, owedBy, days, dueAt] of rows) {
    test(what, () => assert.equal(dueByAgreements(index, 'ca1xa', thursday)(owedBy, days, thursday), dueAt));
  }
  test('a holiday announced since counts, and one announced later does not yet', () => {
    const announced = { party: 'ca1xa', at: '2026-10-30T08:00:00.000Z', from: '2026-10-30', holidays: ['2026-11-02'] };
    const life = { ...memorandum.life, calendars: [announced] } as never;
    const told = indexAgreements([{ ...memorandum, life }]);
    assert.equal(dueByAgreements(told, 'ca1xb', thursday)('ca1xa', 2, thursday), '2026-11-02T21:59:59.999Z');
    const later = '2026-10-30T09:00:00.000Z' as Instant;
    assert.equal(dueByAgreements(told, 'ca1xb', later)('ca1xa', 2, thursday), '2026-11-03T21:59:59.999Z');
  });
  test('the calendar of the agreement with the opener goes before that of another', () => {
    const moved = { ...xa, calendar: { ...xa.calendar, holidays: ['2026-10-30'] } };
    const both = indexAgreements([memorandum, knownAgreement(bilateralArrangement({ parties: [moved, xb], inForceFrom: since }))]);
    assert.equal(dueByAgreements(both, 'ca1xc', thursday)('ca1xa', 1, thursday), '2026-10-30T21:59:59.999Z');
    assert.equal(dueByAgreements(both, 'ca1xb', thursday)('ca1xa', 1, thursday), '2026-11-02T21:59:59.999Z');
  });
});
