// SPDX-License-Identifier: Apache-2.0
/** What suspensions, withdrawals and reservations do to verdicts, as a lawyer may read it; and that they only ever refuse. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addMs, canonicalJson, type Instant } from '../../kernel/index.ts';
import {
  type Act,
  type AgreementLife,
  askAct,
  decide,
  decideUnder,
  isInForceFor,
  indexAgreements,
  knownAgreement,
  multilateralMemorandum,
  noFacts,
  noLife,
  type Party,
  refOf,
  tellBreachAct,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { contentFields } from '../wire.ts';

const [xa, xb, xc]: [Party, Party, Party] = [sampleParties.xa, sampleParties.xb, sampleParties.xc];
const dayMs = 86_400_000;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const written = multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since });
/** Without a clause on approvals, so that what is asked here is life alone. */
const memorandum = knownAgreement({ ...written, terms: written.terms.filter(({ kind }) => kind !== 'approvals') });
const withTail = knownAgreement({
  ...memorandum.document,
  terms: memorandum.document.terms.map((term) => (term.kind === 'withdrawal' ? { ...term, tailDays: 90 } : term)),
});

const ask = (from = xa, to = xb): Act =>
  askAct({
    from: from.authorityId,
    to: to.authorityId,
    assistance: 'information-from-files',
    purpose: 'admin-enforcement',
    class: 'normal',
    urgencyGround: null,
    urgencyReason: '',
    content: Object.fromEntries(contentFields.map((field) => [field, 'x'])),
  });
const acknowledge = (agreement = memorandum, from = xb, to = xa): Act => ({
  kind: 'acknowledge',
  from: from.authorityId,
  to: to.authorityId,
  agreement: refOf(agreement),
  requestId: 'req_1',
});
const share = (): Act => ({
  kind: 'share-draft',
  from: xa.authorityId,
  to: xb.authorityId,
  agreement: refOf(memorandum),
  requestId: 'req_1',
  assistance: 'information-from-files',
  purpose: 'admin-enforcement',
});
const tellBreach = (agreement = memorandum): Act => {
  const said = { from: xa.authorityId, to: xb.authorityId, matter: 'bnt_1', discoveredAt: now, delay: '', at: now };
  return tellBreachAct(agreement, said);
};
const ago = (days: number): Instant => addMs(now, -days * dayMs);

const suspended = (party = xb, until: string | null = null, by: 'itself' | 'the-others' = 'itself'): AgreementLife => ({
  ...noLife,
  suspensions: [{ party: party.authorityId, by, from: ago(3), until, reason: 'A court has stayed the law.' }],
});
const withdrawn = (endedDaysAgo: number, party = xb): AgreementLife => ({
  ...noLife,
  withdrawals: [{ party: party.authorityId, noticeAt: ago(endedDaysAgo + 30), endsAt: ago(endedDaysAgo), reason: 'New law.' }],
});
const reserved = (party = xb): AgreementLife => ({
  ...noLife,
  reservations: [{ party: party.authorityId, from: ago(1), clause: '1', assistance: ['information-from-files'], text: 'No files.' }],
});

const rows: readonly (readonly [sentence: string, act: Act, life: AgreementLife, first: string, agreement?: typeof memorandum])[] = [
  ['a draft is shown as long as it may be asked', share(), noLife, 'permitted'],
  ['nor is its draft shown under a suspension', share(), suspended(xb), 'suspended'],
  ['nor after a withdrawal, whatever goes on of what was begun', share(), withdrawn(5), 'withdrawn'],
  ['nor where it is reserved', share(), reserved(xb), 'reserved'],
  ['a breach is told under a suspension', tellBreach(), suspended(xb), 'permitted'],
  ['and after a withdrawal, however long ago', tellBreach(withTail), withdrawn(91), 'permitted', withTail],
  ['nothing was declared', ask(), noLife, 'permitted'],
  ['the party asked has suspended', ask(), suspended(xb), 'suspended'],
  ['the asking party has suspended', ask(), suspended(xa), 'suspended'],
  ['a third party has suspended', ask(), suspended(xc), 'permitted'],
  ['the suspension has ended', ask(), suspended(xb, ago(1)), 'permitted'],
  ['the suspension ends at this moment', ask(), suspended(xb, now), 'permitted'],
  ['the suspension ends tomorrow', ask(), suspended(xb, addMs(now, dayMs)), 'suspended'],
  ['work under way goes on under a suspension', acknowledge(), suspended(xb), 'permitted'],
  ['the others have suspended the party asked', ask(), suspended(xb, null, 'the-others'), 'suspended'],
  ['the others have suspended the one that asks', ask(), suspended(xa, null, 'the-others'), 'suspended'],
  ['the others have suspended a third party', ask(), suspended(xc, null, 'the-others'), 'permitted'],
  ['the others have ended the suspension', ask(), suspended(xb, ago(1), 'the-others'), 'permitted'],
  ['work under way goes on where the others suspended', acknowledge(), suspended(xb, null, 'the-others'), 'permitted'],
  ['notice was given, and has not run out', ask(), withdrawn(-5), 'permitted'],
  ['notice has run out', ask(), withdrawn(5), 'withdrawn'],
  ['notice has run out at this moment', ask(), withdrawn(0), 'withdrawn'],
  ['the one that asks has left', ask(), withdrawn(5, xa), 'withdrawn'],
  ['a third party has left', ask(), withdrawn(5, xc), 'permitted'],
  ['work under way goes on after a withdrawal', acknowledge(), withdrawn(5), 'permitted'],
  ['and for as long as the clause says', acknowledge(withTail), withdrawn(89), 'permitted', withTail],
  ['and no longer', acknowledge(withTail), withdrawn(91), 'withdrawn', withTail],
  ['what is reserved is not asked of its author', ask(), reserved(xb), 'reserved'],
  ['nor by its author', ask(), reserved(xa), 'reserved'],
  ['a reservation of a third party is no matter of these two', ask(), reserved(xc), 'permitted'],
  ['a withdrawal comes before a suspension', ask(), { ...suspended(xb), withdrawals: withdrawn(5).withdrawals }, 'withdrawn'],
];

suite('the life of an agreement', () => {
  for (const [sentence, act, life, first, agreement = memorandum] of rows) {
    test(`${sentence}: ${first}`, () => {
      const { verdict } = decideUnder(act, { ...agreement, life }, noFacts, now);
      assert.equal(isInForceFor(act, { ...agreement, life }, now), first !== 'suspended' && first !== 'withdrawn');
      assert.equal(verdict.outcome === 'permitted' ? 'permitted' : verdict.reasons[0]?.kind, first, verdict.reasons[0]?.sentence);
    });
  }

  test('a suspension by the others names the clause that lets them', () => {
    const { verdict } = decideUnder(ask(), { ...memorandum, life: suspended(xb, null, 'the-others') }, noFacts, now);
    assert.match(verdict.reasons[0]?.sentence ?? '', /The other parties have suspended/);
    assert.equal(verdict.reasons[0]?.clause?.clause, '16');
  });

  test('a changed life is followed at once, though the agreement was prepared before', () => {
    const index = (life: AgreementLife) => indexAgreements([{ ...memorandum, life }]);
    assert.equal(decide(ask(), index(noLife), noFacts, now).verdict.outcome, 'permitted');
    assert.equal(decide(ask(), index(suspended(xb)), noFacts, now).verdict.outcome, 'refused');
    assert.equal(decide(ask(), index(noLife), noFacts, now).verdict.outcome, 'permitted');
  });

  test('invariant 16: whatever is declared never permits more, and leaves a verdict that permits as it is', () => {
    const party = fc.constantFrom(xa, xb, xc).map(({ authorityId }) => authorityId);
    const by = fc.constantFrom('itself' as const, 'the-others' as const);
    const moment = fc.integer({ min: -400, max: 400 }).map((days) => addMs(now, days * dayMs));
    const life: fc.Arbitrary<AgreementLife> = fc.record({
      suspensions: fc.array(fc.record({ party, by, from: moment, until: fc.option(moment), reason: fc.constant('x') }), { maxLength: 3 }),
      calendars: fc.constant([]),
      withdrawals: fc.array(fc.record({ party, noticeAt: moment, endsAt: moment, reason: fc.constant('x') }), { maxLength: 2 }),
      reservations: fc.array(
        fc.record({
          party,
          from: moment,
          clause: fc.constant('1'),
          assistance: fc.constant(['information-from-files'] as const),
          text: fc.constant('x'),
        }),
        { maxLength: 2 },
      ),
    });
    const acts = fc.constantFrom(ask(), ask(xb, xa), ask(xa, xc), acknowledge(), acknowledge(memorandum, xc, xa));
    const rank = { permitted: 0, needs: 1, refused: 2 };
    fc.assert(
      fc.property(acts, life, moment, (act, declared, at) => {
        const plain = decideUnder(act, memorandum, noFacts, at).verdict;
        const alive = decideUnder(act, { ...memorandum, life: declared }, noFacts, at).verdict;
        assert.ok(rank[alive.outcome] >= rank[plain.outcome]);
        if (alive.outcome === 'permitted') assert.equal(canonicalJson(alive), canonicalJson(plain));
      }),
    );
  });
});
