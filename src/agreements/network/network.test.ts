// SPDX-License-Identifier: Apache-2.0
/** The network of agreements: what decide would say of every pair; gaps, what is due, contradictions. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { purposes } from '../../conditions/wire.ts';
import type { Instant } from '../../kernel/index.ts';
import {
  type AgreementDocument,
  bilateralArrangement,
  decide,
  type Facts,
  indexAgreements,
  knownAgreement,
  multilateralMemorandum,
  networkOf,
  noFacts,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { documentBetween } from '../verdicts/arbitrary-agreement.test.ts';
import { assistanceKinds, contentFields } from '../wire.ts';
import { networkSchema } from './wire.ts';

const { xa, xb, xc } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const memorandum = multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since });
const arrangement = bilateralArrangement({ parties: [xa, xb], inForceFrom: since });
const among = (...documents: readonly AgreementDocument[]) => indexAgreements(documents.map(knownAgreement));
const view = (...documents: readonly AgreementDocument[]) => networkOf(among(...documents), xa.authorityId, null, now);
const withTerm = (document: AgreementDocument, kind: string, change: object): AgreementDocument => ({
  ...document,
  terms: document.terms.map((term) => (term.kind === kind ? { ...term, ...change } : term)),
});

const approvals = ['off_a', 'off_b', 'off_c'].map((officer) => ({ officer, subject: 's', at: now as string, authenticator: null }));
const approved: Facts = { ...noFacts, preparedBy: 'off_p', stepDigest: 's', approvals };

suite('who can ask whom for what', () => {
  test('is what decide says of a complete and approved request, for every pair and purpose', () => {
    const ids = [xa, xb, xc].map(({ authorityId }) => authorityId);
    fc.assert(
      fc.property(
        fc.array(documentBetween([xa, xb, xc]), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...purposes),
        (documents, purpose) => {
          const index = among(...documents);
          const network = networkOf(index, xa.authorityId, purpose, now);
          assert(networkSchema.safeParse(network).success);
          for (const from of ids) {
            for (const to of ids.filter((id) => id !== from)) {
              const place = (id: string) => network.authorities.findIndex(({ authorityId }) => authorityId === id);
              const bits = network.asks.find(([left, right]) => left === place(from) && right === place(to))?.[2] ?? 0;
              for (const [bit, assistance] of network.kinds.entries()) {
                const act = { kind: 'ask' as const, from, to, assistance, purpose, class: 'normal' as const };
                const whole = {
                  ...act,
                  urgencyGround: null,
                  urgencyReasonGiven: false,
                  content: contentFields.filter((field) => field !== 'on-behalf-of'),
                };
                const { permit } = decide(whole, index, approved, now);
                assert.equal((bits & (1 << bit)) !== 0, permit !== null, `${from} ${to} ${assistance} ${purpose}`);
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
  test('the kinds fit into one whole number', () => assert(assistanceKinds.length <= 30));
});

suite('gaps', () => {
  test('what none of our counterparts can be asked for, and what some cannot', () => {
    const { gaps } = view(memorandum);
    assert.equal(gaps.find(({ assistance }) => assistance === 'freeze')?.sentence.startsWith('None of our 2 counterparts'), true);
    assert.deepEqual(gaps.find(({ assistance }) => assistance === 'transaction-records')?.lacking, [xb.authorityId]);
    assert.equal(
      gaps.find(({ assistance }) => assistance === 'registrations'),
      undefined,
    );
  });
});

suite('what is due', () => {
  const due = (changes: Partial<AgreementDocument>) => view({ ...arrangement, ...changes }).due.map(({ what, at }) => [what, at]);
  const rows: readonly (readonly [string, Partial<AgreementDocument>, readonly (readonly string[])[]])[] = [
    ['an agreement without an end', {}, []],
    ['one that ends within half a year', { inForceUntil: '2027-02-01T00:00:00.000Z' }, [['ends', '2027-02-01T00:00:00.000Z']]],
    ['one that ends later than that', { inForceUntil: '2027-07-01T00:00:00.000Z' }, []],
    ['one that ended last month', { inForceUntil: '2026-10-20T00:00:00.000Z' }, [['ended', '2026-10-20T00:00:00.000Z']]],
    ['one that ended long ago', { inForceUntil: '2026-02-01T00:00:00.000Z' }, []],
    ['one that has yet to begin', { inForceFrom: '2027-01-01T00:00:00.000Z' }, [['begins', '2027-01-01T00:00:00.000Z']]],
  ];
  for (const [situation, changes, expected] of rows) test(situation, () => assert.deepEqual(due(changes), expected));
  test('of an agreement with a later version nothing is due, whatever its own end says', () => {
    const later = { ...arrangement, version: 2, inForceFrom: '2026-06-01T00:00:00.000Z' };
    assert.deepEqual(view({ ...arrangement, inForceUntil: '2027-02-01T00:00:00.000Z' }, later).due, []);
  });
});

suite('contradictions', () => {
  const found = (...documents: readonly AgreementDocument[]) => view(...documents).contradictions;
  const limits = memorandum.terms.flatMap((term) => (term.kind === 'use-conditions' ? [term.limits] : []))[0];
  const memorandumWith = (changes: object) => withTerm(memorandum, 'use-conditions', { limits: { ...limits, ...changes } });
  test('between the two samples there is none: evidence with permission is no contradiction of evidence', () =>
    assert.deepEqual(found(memorandum, arrangement), []));
  test('a ground allowed here and forbidden there, the governing agreement named first', () => {
    const [one] = found(withTerm(memorandum, 'refusal-grounds', { allowed: ['R01', 'R07'], forbidden: [] }), arrangement);
    assert.deepEqual([one?.about, one?.governing.clause, one?.other.clause], ['R07', '10', '7']);
    assert.match(one?.sentence ?? '', /^Clause 7 of "Multilateral .* lets .* clause 10 of "Arrangement/);
  });
  test('evidence here and never there', () =>
    assert.deepEqual(
      found(
        memorandum,
        withTerm(arrangement, 'use-conditions', {
          limits: { ...limits, evidentialUse: 'forbidden', purposes: ['supervision'] },
        }),
      ).map(({ about }) => about),
      ['evidence'],
    ));
  test('passing on with consent here and never there', () =>
    assert.deepEqual(
      found(memorandumWith({ onward: 'never' }), arrangement).map(({ about }) => about),
      ['passing-on'],
    ));
  test('telling the person concerned here and not there', () =>
    assert.deepEqual(
      found(memorandumWith({ mayNotifySubject: true }), arrangement).map(({ about }) => about),
      ['telling'],
    ));
  test('one that binds several counterparts is said once, with all of them', () => {
    const other = { ...memorandumWith({ onward: 'never' }), title: 'Another', id: arrangement.id };
    const [one, ...others] = found(memorandum, other);
    assert.deepEqual([one?.parties.length, others.length], [3, 0]);
  });
  test('an agreement that has ended contradicts nobody', () =>
    assert.deepEqual(found({ ...memorandumWith({ onward: 'never' }), inForceUntil: '2026-11-01T00:00:00.000Z' }, arrangement), []));
});
