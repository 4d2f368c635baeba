// SPDX-License-Identifier: Apache-2.0
/** Which clocks run from a call: of a confirmation that comes in time, late, or without a clause, row by row. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demoAgreement, type AgreementDocument, bilateralArrangement, knownAgreement, oralClause } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import type { Instant } from '../../kernel/index.ts';
import { nextDeadlineRow, nextDueAt } from '../states/case-deadlines.ts';
import { clocksOfCall, clocksOfRequest, confirmationClock } from './oral-clocks.ts';

const at = (text: string): Instant => `2026-11-${text}:00.000Z` as Instant;
const { xa, xb } = sampleParties;
const parties = [xa, xb];
const inForceFrom = '2026-01-01T00:00:00.000Z' as Instant;
const known = (document: AgreementDocument) => knownAgreement(document);
const oral = known(demoAgreement({ parties, inForceFrom }));
const written = known(bilateralArrangement({ parties, inForceFrom }));
const withoutPeriod = known({
  ...oral.document,
  terms: oral.document.terms.filter((term) => term.kind !== 'deadline' || term.step !== 'confirm-in-writing'),
});
const between = { requesting: xa.authorityId, requested: xb.authorityId };
const urgent = { class: 'urgent', assistance: 'suspicious-reports' } as const;
/** A Tuesday. */
const askedAt = at('24T10:00');

describe('clocks of a request that was made orally first', () => {
  const rows: readonly (readonly [name: string, sentAt: Instant, receivedAt: Instant, from: Instant])[] = [
    ['the writing is made the next day', at('25T09:00'), at('25T09:05'), askedAt],
    ['it is made in time and received later', at('26T15:00'), at('30T09:00'), askedAt],
    ['it is made after its time', at('30T09:00'), at('30T09:05'), at('30T09:05')],
  ];
  for (const [name, sentAt, receivedAt, from] of rows) {
    test(`${name}: they run from ${from}`, () => {
      const clocks = clocksOfRequest(oral, { ...urgent, oral: { askedAt } }, { sentAt, receivedAt }, between);
      const [confirmation, ...others] = clocks;
      assert.deepEqual([confirmation?.step, confirmation?.metAt, confirmation?.clause], ['confirm-in-writing', sentAt, '20']);
      assert.deepEqual(
        others.map(({ step, startedAt }) => [step, startedAt]),
        ['acknowledge', 'contest-urgency', 'interim-reply', 'reply'].map((step) => [step, from]),
      );
    });
  }

  test('one that was never made orally starts at its receipt', () => {
    const clocks = clocksOfRequest(oral, urgent, { sentAt: askedAt, receivedAt: at('25T09:00') }, between);
    assert(clocks.every(({ step, startedAt }) => step !== 'confirm-in-writing' && startedAt === at('25T09:00')));
  });

  test('the confirmation is owed by whoever called, in its own working days', () => {
    const clock = confirmationClock(oral, urgent, askedAt, between.requesting);
    assert(clock !== null);
    assert.match(clock.dueAt, /^2026-11-26T/);
    assert.deepEqual(
      [nextDeadlineRow([clock], 'draft', 'requesting', askedAt)?.owedBy, nextDeadlineRow([clock], 'draft', 'requested', askedAt)?.owedBy],
      ['us', 'them'],
    );
    // A draft waits for nothing else, though what the other owes runs beside it.
    const running = clocksOfCall(oral, urgent, askedAt, between);
    assert.equal(running.length, 5);
    assert.equal(nextDueAt(running, 'draft')?.step, 'confirm-in-writing');
    assert.equal(nextDueAt(running, 'awaiting-approval')?.step, 'confirm-in-writing');
    assert.equal(nextDueAt(running.slice(1), 'draft'), null);
  });

  test('where no clause sets a period, it comes without undue delay; where none lets it be made orally, nothing runs', () => {
    assert.equal(confirmationClock(withoutPeriod, urgent, askedAt, between.requesting)?.dueAt.slice(0, 10), '2026-11-26');
    assert.equal(oralClause(written), null);
    assert.deepEqual(clocksOfCall(written, urgent, askedAt, between), []);
    assert.equal(confirmationClock(oral, urgent, askedAt, 'ca1nobody'), null);
  });
});
