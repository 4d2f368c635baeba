// SPDX-License-Identifier: Apache-2.0
/** What the requester may do against a refusal: where a clause gives it, for which ground, and until when in its own calendar. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addMs, type Instant } from '../../kernel/index.ts';
import {
  type Act,
  type AgreementDocument,
  bilateralArrangement,
  decideUnder,
  type Facts,
  knownAgreement,
  multilateralMemorandum,
  noFacts,
  refOf,
  stepsAgainstRefusal,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { type RefusalGround, refusalGrounds } from '../wire.ts';
import { documentBetween } from './arbitrary-agreement.test.ts';

const { xa, xb, xc } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
/** A Friday. */
const now = '2026-11-20T15:30:00.000Z' as Instant;
const memorandum = multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since });
const arrangement = bilateralArrangement({ parties: [xa, xb], inForceFrom: since });
const approved: Facts = {
  ...noFacts,
  preparedBy: 'off_p',
  stepDigest: 's',
  approvals: ['off_a', 'off_b'].map((officer) => ({ officer, subject: 's', at: now, authenticator: null })),
};

type Step = 'rebut' | 'cure';
function actOf(document: AgreementDocument, step: Step, ground: RefusalGround): Act {
  const on = { from: xa.authorityId, to: xb.authorityId, agreement: { ...refOf(knownAgreement(document)) }, requestId: 'req_1', ground };
  return step === 'rebut' ? { kind: 'rebut', ...on, reasonsGiven: true } : { kind: 'cure', ...on, supplied: ['facts'] };
}
const decided = (document: AgreementDocument, act: Act, facts = approved) => decideUnder(act, knownAgreement(document), facts, now);

const rows: readonly (readonly [string, AgreementDocument, Step, RefusalGround, string, string])[] = [
  ['other proceedings are pending', memorandum, 'rebut', 'R04', 'permitted', 'refusal-step'],
  ['finally judged there', memorandum, 'rebut', 'R05', 'permitted', 'refusal-step'],
  ['public order', memorandum, 'rebut', 'R02', 'refused', 'refusal-stands'],
  ['incomplete', memorandum, 'cure', 'R06', 'permitted', 'refusal-step'],
  ['incomplete, and argued about', memorandum, 'rebut', 'R06', 'refused', 'refusal-stands'],
  ['the information is not protected', arrangement, 'rebut', 'R11', 'permitted', 'refusal-step'],
  ['an inquiry there', arrangement, 'rebut', 'R03', 'refused', 'refusal-stands'],
];

suite('against a refusal', () => {
  for (const [why, document, step, ground, outcome, kind] of rows) {
    test(`${step} where it was refused because ${why} (${ground}): ${outcome}`, () => {
      const { verdict } = decided(document, actOf(document, step, ground));
      assert.deepEqual([verdict.outcome, verdict.reasons[0]?.kind], [outcome, kind]);
    });
  }
  test('it is approved as a request is; answering it, as a refusal', () => {
    const { verdict } = decided(memorandum, actOf(memorandum, 'cure', 'R06'), { ...approved, approvals: [] });
    assert.deepEqual([verdict.outcome, verdict.reasons[0]?.kind], ['needs', 'approval']);
    const on = { from: xb.authorityId, to: xa.authorityId, agreement: { ...refOf(knownAgreement(memorandum)) }, requestId: 'req_1' };
    for (const act of [
      { kind: 'reopen', ...on, ground: 'R06' },
      { kind: 'uphold', ...on, ground: 'R06', reasonsGiven: true },
    ] as const) {
      assert.equal(decided(memorandum, act).verdict.outcome, 'permitted');
      assert.equal(decided(memorandum, act, { ...approved, approvals: [] }).verdict.reasons[0]?.kind, 'approval');
    }
  });
  test('invariant 5: nothing is upheld on a ground that the agreement does not allow, or without reasons', () => {
    for (const ground of refusalGrounds) {
      const on = { from: xb.authorityId, to: xa.authorityId, agreement: { ...refOf(knownAgreement(memorandum)) }, requestId: 'req_1' };
      const upheld = decided(memorandum, { kind: 'uphold', ...on, ground, reasonsGiven: true }).verdict.outcome;
      const refused = decided(memorandum, { kind: 'refuse', ...on, ground, reasonsGiven: true, consultedFirst: true }).verdict.outcome;
      assert.equal(upheld, refused, ground);
      assert.notEqual(decided(memorandum, { kind: 'uphold', ...on, ground, reasonsGiven: false }).verdict.outcome, 'permitted', ground);
    }
  });
});

suite('the time against a refusal', () => {
  const until = (document: AgreementDocument, ground: RefusalGround, party = xa.authorityId) =>
    stepsAgainstRefusal(knownAgreement(document), ground, { receivedAt: now, asOf: now }, party);
  test('twenty working days of XA: its own holidays, its own time zone', () => {
    // 24 and 25 December and 1 January are none in XA, where it is two hours later than in UTC.
    assert.deepEqual(
      until(arrangement, 'R06').map(({ step, dueAt, clause }) => [step, dueAt, clause]),
      [['cure', '2026-12-18T21:59:59.999Z', '10']],
    );
  });
  test('the same days count longer for XB, which has a holiday in between and another time zone', () => {
    assert.equal(until(arrangement, 'R06', xb.authorityId)[0]?.dueAt, '2026-12-21T22:59:59.999Z');
  });
  test('a clause that names calendar days counts those; one that names none sets no end', () => {
    const withDays = (days: number | null): AgreementDocument => ({
      ...arrangement,
      terms: arrangement.terms.map((term) =>
        term.kind === 'refusal-step' ? { kind: term.kind, clause: term.clause, step: term.step, grounds: term.grounds, days } : term,
      ),
    });
    assert.equal(until(withDays(20), 'R06')[0]?.dueAt, '2026-12-10T21:59:59.999Z');
    assert.deepEqual(until(withDays(null), 'R06')[0]?.dueAt, null);
  });
  test('of two clauses on the same step the longer one counts, and one without an end is the longest', () => {
    const longer: AgreementDocument['terms'][number] = {
      kind: 'refusal-step',
      clause: '10',
      step: 'cure',
      grounds: ['R06'],
      days: 40,
      unit: 'working-day',
    };
    const endless: AgreementDocument['terms'][number] = { kind: 'refusal-step', clause: '7', step: 'cure', grounds: ['R06'], days: null };
    const first = until(arrangement, 'R06')[0]?.dueAt ?? '';
    const second = until({ ...arrangement, terms: [...arrangement.terms, longer] }, 'R06');
    assert(second.length === 1 && (second[0]?.dueAt ?? '') > first);
    assert.equal(until({ ...arrangement, terms: [...arrangement.terms, longer, endless] }, 'R06')[0]?.dueAt, null);
  });
  test('nobody who is no party has any', () => assert.deepEqual(until(arrangement, 'R06', xc.authorityId), []));
});

suite('invariant 21: where a final judgment or proceedings stand against a request, the requester is heard as the agreement says', () => {
  const anyStep = fc.constantFrom<Step>('rebut', 'cure');
  const anyGround = fc.constantFrom(...refusalGrounds);
  test('a step is permitted exactly where a term gives it for that ground, and then has a time or none, never another', () => {
    fc.assert(
      fc.property(documentBetween([xa, xb, xc]), anyStep, anyGround, (document, step, ground) => {
        const isGiven = document.terms.some((term) => term.kind === 'refusal-step' && term.step === step && term.grounds.includes(ground));
        const { verdict } = decided(document, actOf(document, step, ground));
        const stands = verdict.reasons.some(({ kind }) => kind === 'refusal-stands');
        const isCovered = !verdict.reasons.some(({ kind }) => kind === 'assistance-not-covered');
        if (isCovered) assert.equal(stands, !isGiven);
        const [party] = document.parties;
        const found = stepsAgainstRefusal(knownAgreement(document), ground, { receivedAt: now, asOf: now }, party?.authorityId ?? '');
        assert.equal(
          found.some((one) => one.step === step),
          isGiven,
        );
        for (const { dueAt } of found) assert(dueAt === null || dueAt > now);
      }),
    );
  });
  test('the later a refusal is received, the later its time ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (first, second) => {
        const [early, late] = [Math.min(first, second), Math.max(first, second)];
        const end = (hours: number): string => {
          const receivedAt = addMs(now, hours * 3_600_000);
          return stepsAgainstRefusal(knownAgreement(arrangement), 'R06', { receivedAt, asOf: receivedAt }, xa.authorityId)[0]?.dueAt ?? '';
        };
        assert(end(early) <= end(late));
      }),
    );
  });
});
