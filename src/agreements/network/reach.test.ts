// SPDX-License-Identifier: Apache-2.0
/** Reach: where a datum could go by how many consents, compared with every way tried one by one. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { checkUse, type Condition, type Purpose } from '../../conditions/index.ts';
import { purposes } from '../../conditions/wire.ts';
import type { IdOf, Instant } from '../../kernel/index.ts';
import {
  type Act,
  type AgreementDocument,
  bilateralArrangement,
  buildCondition,
  decideUnder,
  type Facts,
  indexAgreements,
  isReplaced,
  type KnownAgreement,
  knownAgreement,
  multilateralMemorandum,
  noFacts,
  reachOf,
  refOf,
  replyLimits,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { documentBetween } from '../verdicts/arbitrary-agreement.test.ts';
import { type AssistanceKind, assistanceKinds, contentFields } from '../wire.ts';
import { reachQuestionSchema } from './wire.ts';

const { xa, xb, xc, xd } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const memorandum = multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since });
const arrangement = bilateralArrangement({ parties: [xa, xb], inForceFrom: since });
const among = (...documents: readonly AgreementDocument[]) => indexAgreements(documents.map(knownAgreement));
const own = (assistance: AssistanceKind, purpose: Purpose) => ({ assistance, purpose, originator: null, receivedFrom: null, limits: null });
const places = (index: ReturnType<typeof among>, self: string, question: Parameters<typeof reachOf>[2]) =>
  reachOf(index, self, question, now).places.map(({ authority, consents, givings }) => [authority.jurisdiction, consents, givings.length]);

suite('reach of an own datum', () => {
  test('it goes freely to every party of the memorandum', () =>
    assert.deepEqual(places(among(memorandum), xb.authorityId, own('registrations', 'supervision')), [
      ['XA', 0, 1],
      ['XC', 0, 1],
    ]));
  test('from XB under the arrangement to XA, and on to XC with one consent', () => {
    const near = bilateralArrangement({ parties: [xa, xc], inForceFrom: since });
    assert.deepEqual(places(among(arrangement, near), xb.authorityId, own('registrations', 'supervision')), [
      ['XA', 0, 1],
      ['XC', 1, 2],
    ]);
  });
  test('over three arrangements the last takes a second consent', () => {
    const chain = [
      [xa, xc],
      [xc, xd],
    ].map((parties) => bilateralArrangement({ parties, inForceFrom: since }));
    assert.deepEqual(places(among(arrangement, ...chain), xb.authorityId, own('registrations', 'supervision')), [
      ['XA', 0, 1],
      ['XC', 1, 2],
      ['XD', 2, 3],
    ]);
  });
  test('where nobody carries the question back, it ends with the first holder', () => {
    const silent = [[xa, xc]].map((parties) => {
      const document = bilateralArrangement({ parties, inForceFrom: since });
      return { ...document, terms: document.terms.filter(({ kind }) => kind !== 'onward') };
    });
    const unasked = { ...arrangement, terms: arrangement.terms.filter(({ kind }) => kind !== 'onward') };
    assert.deepEqual(places(among(unasked, ...silent), xb.authorityId, own('registrations', 'supervision')), [['XA', 0, 1]]);
  });
  test('what it cannot reach is named', () => {
    const { beyond } = reachOf(among(memorandum, arrangement), xb.authorityId, own('suspicious-reports', 'fiu-analysis'), now);
    assert.deepEqual(
      beyond.map(({ jurisdiction }) => jurisdiction),
      ['XC'],
    );
  });
});

suite('reach of a datum that another gave', () => {
  const limits = { ...replyLimits(knownAgreement(arrangement), now), usableUntil: null };
  const question = { ...own('registrations', 'supervision'), originator: xb.authorityId, limits };
  test('XA may pass it on to XC with the consent of XB', () =>
    assert.deepEqual(places(among(memorandum, arrangement), xa.authorityId, question), [['XC', 1, 1]]));
  test('once XB has consented to XC, that costs nothing, and what goes on from there is asked anew', () => {
    const near = bilateralArrangement({ parties: [xc, xd], inForceFrom: since });
    const index = among(memorandum, arrangement, near);
    const consented = [{ recipient: xc.authorityId, limits: { ...limits, recipients: [] } }];
    assert.deepEqual(places(index, xa.authorityId, question), [
      ['XC', 1, 1],
      ['XD', 2, 2],
    ]);
    assert.deepEqual(places(index, xa.authorityId, { ...question, consented }), [
      ['XC', 0, 1],
      ['XD', 1, 2],
    ]);
    const [first] = reachOf(index, xa.authorityId, { ...question, consented }, now).places;
    assert.deepEqual(
      first?.givings.map(({ isConsentNeeded, isConsentGiven }) => [isConsentNeeded, isConsentGiven]),
      [[false, true]],
    );
    const only = [{ recipient: xc.authorityId, limits: { ...limits, onward: 'never' as const, recipients: [] } }];
    assert.deepEqual(places(index, xa.authorityId, { ...question, consented: only }), [['XC', 0, 1]], 'a consent may end it there');
  });
  test('what an authority attests from a letter goes where the agreement takes that, and nowhere else', () => {
    const letter = `cl1${'a'.repeat(52)}`;
    const takes = (document: AgreementDocument): AgreementDocument => ({
      ...document,
      terms: document.terms.map((term) => (term.kind === 'onward' ? { ...term, takesAttested: true } : term)),
    });
    const listed = { ...limits, onward: 'listed' as const, recipients: [xb.authorityId, xc.authorityId] };
    const attested = { ...question, originator: letter, receivedFrom: letter, limits: listed };
    assert.deepEqual(places(among(memorandum, arrangement), xa.authorityId, attested), []);
    assert.deepEqual(places(among(memorandum, takes(arrangement)), xa.authorityId, attested), [['XB', 0, 1]]);
  });
  test('never is never', () =>
    assert.deepEqual(places(among(memorandum), xa.authorityId, { ...question, limits: { ...limits, onward: 'never' } }), []));
  test('a listed recipient needs no consent', () => {
    const listed = { ...limits, onward: 'listed' as const, recipients: [xc.authorityId] };
    assert.deepEqual(places(among(memorandum), xa.authorityId, { ...question, limits: listed }), [['XC', 0, 1]]);
  });
  test('for a purpose that its conditions do not allow it goes nowhere', () =>
    assert.deepEqual(places(among(memorandum), xa.authorityId, { ...question, purpose: 'civil-enforcement' }), []));
  test('without its conditions nothing can be said', () =>
    assert.equal(reachQuestionSchema.safeParse({ ...question, limits: null }).success, false));
});

// --- every way, tried one by one ----------------------------------------------------------------------------------------

const all = [xa, xb, xc, xd].map(({ authorityId }) => authorityId);
const approvals = ['off_a', 'off_b', 'off_c'].map((officer) => ({ officer, subject: 's', at: now as string, authenticator: null }));
const approved: Facts = { ...noFacts, preparedBy: 'off_p', stepDigest: 's', approvals };

interface World {
  readonly known: readonly KnownAgreement[];
  readonly kind: AssistanceKind;
  readonly purpose: Purpose;
}

/** The fewest consents by which the datum of `originator` comes to each authority, by trying every way without a circle. */
function tried({ known, kind, purpose }: World, originator: string): ReadonlyMap<string, number> {
  const fewest = new Map<string, number>();
  const step = (way: readonly string[], conditions: readonly Condition[], consents: number): void => {
    const holder = way.at(-1) ?? '';
    for (const to of all.filter((id) => !way.includes(id))) {
      for (const agreement of known.filter((one) => mayGive(one, { from: holder, to, kind, purpose }))) {
        const use = { manner: 'pass-on', purpose, by: holder, recipient: to, now } as const;
        const isOwn = holder === originator;
        const isFree = isOwn || checkUse(conditions, use).outcome === 'permitted';
        const consent = { recipient: to, purpose, until: null };
        if (!isFree && (checkUse(conditions, { ...use, consent }).outcome !== 'permitted' || !reaches(known, way, 'ask'))) continue;
        const sum = consents + (isFree ? 0 : 1);
        const floor = { ...replyLimits(agreement, now), usableUntil: null };
        const condition = buildCondition({
          agreement,
          originator: holder,
          limits: floor,
          id: `cnd_${'0'.repeat(26)}` as IdOf<'cnd'>,
          scope: '',
        });
        const carried = [...conditions, condition];
        if (!floor.purposes.includes(purpose)) continue;
        fewest.set(to, Math.min(sum, fewest.get(to) ?? Infinity));
        step([...way, to], carried, sum);
      }
    }
  };
  step([originator], [], 0);
  return fewest;
}

interface Giving {
  readonly from: string;
  readonly to: string;
  readonly kind: AssistanceKind;
  readonly purpose: Purpose;
}

/** On request, so that the recipient may ask for it; or unasked. As `decide` says of each. */
function mayGive(agreement: KnownAgreement, { from, to, kind, purpose }: Giving): boolean {
  const data = { dataCount: 1, everyDatumConditioned: true, passedOnCount: 0, everyPassOnAllowed: true };
  const asked: Act = {
    kind: 'ask',
    from: to,
    to: from,
    assistance: kind,
    purpose,
    class: 'normal',
    urgencyGround: null,
    urgencyReasonGiven: false,
    content: contentFields.filter((field) => field !== 'on-behalf-of'),
  };
  const unasked: Act = { kind: 'disclose', from, to, matter: 'dis_1', kinds: [kind], purpose, reasonGiven: true, ...data };
  const isReplacedNow = isReplaced(indexAgreements([agreement]), refOf(agreement).digest, now);
  return !isReplacedNow && [asked, unasked].some((act) => decideUnder(act, agreement, approved, now).permit !== null);
}

/** Whether a question at the end of this way comes to its beginning: directly, or back along the way. */
function reaches(known: readonly KnownAgreement[], way: readonly string[], how: 'ask' | 'relay'): boolean {
  const [originator = ''] = way;
  const holder = way.at(-1) ?? '';
  if (holder === originator) return true;
  const before = way.at(-2) ?? '';
  const links = (to: string): boolean =>
    known.some(
      ({ document }) =>
        document.parties.some(({ authorityId }) => authorityId === holder) &&
        document.parties.some(({ authorityId }) => authorityId === to) &&
        document.inForceFrom <= now &&
        (document.inForceUntil === null || now < document.inForceUntil) &&
        document.terms.some((term) => term.kind === 'onward' && (how === 'ask' || term.mayRelay)),
    );
  return links(originator) || (links(before) && reaches(known, way.slice(0, -1), 'relay'));
}

test('reach is every way tried one by one: the same authorities by the same fewest consents', () => {
  const onward = fc.record({ kind: fc.constant('onward' as const), clause: fc.constant('1'), mayRelay: fc.boolean() });
  const unsolicited = fc.record({ kind: fc.constant('unsolicited' as const), clause: fc.constant('1'), isAllowed: fc.boolean() });
  const anyDocument = fc
    .record({ document: documentBetween([xa, xb, xc, xd]), more: fc.array(fc.oneof(onward, unsolicited), { maxLength: 3 }) })
    .map(({ document, more }) => ({ ...document, terms: [...document.terms, ...more] }));
  fc.assert(
    fc.property(
      fc.array(anyDocument, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...assistanceKinds.slice(0, 5)),
      fc.constantFrom(...purposes),
      fc.constantFrom(...all),
      (documents, kind, purpose, originator) => {
        // Each an agreement of its own, so that none replaces another.
        const known = documents.map((document, place) => knownAgreement({ ...document, id: `agr_${String(place).padStart(26, '0')}` }));
        const answer = reachOf(indexAgreements(known), originator, own(kind, purpose), now);
        const found = new Map(answer.places.map(({ authority, consents }) => [authority.authorityId, consents]));
        assert.deepEqual(found, tried({ known, kind, purpose }, originator));
      },
    ),
    { numRuns: 300 },
  );
});

test('withdrawing an agreement never adds to the reach', () => {
  fc.assert(
    fc.property(
      fc.array(documentBetween([xa, xb, xc, xd]), { minLength: 2, maxLength: 4 }),
      fc.constantFrom(...purposes),
      (documents, purpose) => {
        const known = documents.map((document, place) => knownAgreement({ ...document, id: `agr_${String(place).padStart(26, '0')}` }));
        const question = own('information-from-files', purpose);
        const before = new Map(
          reachOf(indexAgreements(known), xa.authorityId, question, now).places.map(({ authority, consents }) => [
            authority.authorityId,
            consents,
          ]),
        );
        for (const { authority, consents } of reachOf(indexAgreements(known.slice(1)), xa.authorityId, question, now).places) {
          assert((before.get(authority.authorityId) ?? Infinity) <= consents);
        }
      },
    ),
    { numRuns: 100 },
  );
});
