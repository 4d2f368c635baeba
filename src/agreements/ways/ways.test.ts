// SPDX-License-Identifier: Apache-2.0
/** Lawful ways: those that `decide` leaves open and no others, in their order, with what each needs. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { purposes } from '../../conditions/wire.ts';
import { canonicalJson, type Instant } from '../../kernel/index.ts';
import {
  type AgreementDocument,
  bilateralArrangement,
  decide,
  type Facts,
  findWays,
  indexAgreements,
  knownAgreement,
  multilateralMemorandum,
  noFacts,
  replyLimits,
  type WayQuestion,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { documentBetween } from '../verdicts/arbitrary-agreement.test.ts';
import { assistanceKinds, contentFields } from '../wire.ts';
import { wayAims, waysAnswerSchema } from './wire.ts';

const { xa, xb, xc, xd } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const telecom: AgreementDocument['parties'][number] = { ...xd, jurisdiction: 'XC', name: 'Communications Authority of XC' };

/** XA and XB have an arrangement, XB and an authority of XC another; XA and that authority have none. */
const nearer = bilateralArrangement({ parties: [xa, { ...xb, capabilities: ['files', 'telephone-records'] }], inForceFrom: since });
const farther = bilateralArrangement({ parties: [xb, { ...telecom, capabilities: ['files', 'telephone-records'] }], inForceFrom: since });
const withTelephone = (document: AgreementDocument): AgreementDocument => ({
  ...document,
  terms: document.terms.map((term) => (term.kind === 'assistance' ? { ...term, kinds: [...term.kinds, 'telephone-records'] } : term)),
});
const chain = [nearer, farther].map(withTelephone);

const question = (changes: Partial<WayQuestion> = {}): WayQuestion => ({
  from: xa.authorityId,
  assistance: 'information-from-files',
  jurisdiction: 'XB',
  counterpart: null,
  purpose: 'admin-enforcement',
  isForCourt: false,
  withinDays: null,
  first: 'time',
  ...changes,
});
const memorandum = multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since });
const arrangement = bilateralArrangement({ parties: [xa, xb], inForceFrom: since });
const among = (...documents: readonly AgreementDocument[]) => indexAgreements(documents.map(knownAgreement));
const ways = (changes: Partial<WayQuestion>, ...documents: readonly AgreementDocument[]) =>
  findWays(among(...documents), question(changes), now);

suite('direct ways', () => {
  test('every agreement between the two opens one, and an urgent track another where it is sooner', () => {
    const found = ways({}, memorandum, arrangement).ways.map((way) => [way.class, way.legs[0]?.clause.title.slice(0, 11), way.days]);
    assert.deepEqual(found, [
      ['urgent', 'Arrangement', 32],
      ['normal', 'Arrangement', 47],
      ['normal', 'Multilatera', 89],
    ]);
  });
  test('what must be evidence puts the agreement first that allows it, when evidence is the aim', () => {
    const [first] = ways({ isForCourt: true, first: 'evidence' }, memorandum, arrangement).ways;
    assert.deepEqual([first?.evidentialUse, first?.isForCourt], ['allowed', true]);
  });
  test('a way that is in time stands before one that is sooner wished for otherwise', () => {
    const found = ways({ withinDays: 50, first: 'evidence' }, memorandum, arrangement).ways;
    assert.deepEqual(
      found.map(({ isInTime }) => isInTime),
      [true, true, false],
    );
  });
  test('what the form will ask for stands among the needs, with the field and the clause', () => {
    const way = ways({}, arrangement).ways.find((one) => one.class === 'normal');
    assert.deepEqual(
      way?.needs.map(({ kind, field, clause }) => [kind, field, clause?.clause]),
      [
        ['content', 'subject', '7'],
        ['content', 'facts', '7'],
        ['content', 'why-useful', '7'],
        ['content', 'legal-provisions', '7'],
        ['approval', null, '5'],
      ],
    );
  });
  test('a closed way says which clause stands against it', () => {
    const { ways: open, closed } = ways({ purpose: 'tax' }, arrangement);
    assert.deepEqual([open.length, closed.map(({ clause }) => clause?.clause)], [0, ['6']]);
  });
  test('a purpose that can be asked for but not used is no way', () => {
    const narrow: AgreementDocument = {
      ...arrangement,
      terms: arrangement.terms.map((term) =>
        term.kind === 'use-conditions' ? { ...term, limits: { ...term.limits, purposes: ['supervision'] } } : term,
      ),
    };
    const { ways: open, closed } = ways({}, narrow);
    assert.deepEqual([open.length, closed[0]?.clause?.clause], [0, '11']);
  });
  test('an agreement that ends before the answer is a doubt, and one that has ended no way', () => {
    const soon = { ...arrangement, inForceUntil: '2026-12-01T00:00:00.000Z' };
    assert(ways({}, soon).ways.every(({ doubts }) => doubts.some(({ kind }) => kind === 'ends-before-the-answer')));
    assert.equal(ways({}, { ...soon, inForceUntil: '2026-11-01T00:00:00.000Z' }).ways.length, 0);
  });
});

suite('through another authority', () => {
  const asked = { assistance: 'telephone-records', jurisdiction: 'XC' } as const;
  test('XB asks in XC on behalf of XA, and XC consents before XB passes it on', () => {
    const found = ways(asked, ...chain).ways;
    assert(found.length > 0);
    const normal = found.find((way) => way.class === 'normal');
    assert.deepEqual(
      normal?.legs.map((leg) => [leg.from, leg.to, leg.onBehalfOf]),
      [
        [xa.authorityId, xb.authorityId, null],
        [xb.authorityId, telecom.authorityId, xa.authorityId],
      ],
    );
    const far = normal?.needs.filter(({ leg }) => leg === 1).map(({ kind, clause }) => [kind, clause?.clause ?? null]);
    assert.deepEqual(far, [
      ['on-behalf', null],
      ['consent', '17'],
    ]);
  });
  test('its time is counted along the way, so it is later than either leg alone', () => {
    const indirect = ways(asked, ...chain).ways.find((way) => way.class === 'normal');
    const own = ways({ assistance: 'telephone-records', jurisdiction: 'XB' }, ...chain).ways.find((way) => way.class === 'normal');
    assert((indirect?.days ?? 0) > (own?.days ?? 0));
  });
  test('where the last agreement never lets it be passed on, there is no such way', () => {
    const never = chain.map((document) => ({
      ...document,
      terms: document.terms.map((term) =>
        term.kind === 'use-conditions' ? { ...term, limits: { ...term.limits, onward: 'never' as const } } : term,
      ),
    }));
    assert.equal(ways(asked, ...never).ways.length, 0);
  });
  test('where no clause lets its consent be asked, there is no such way', () => {
    const silent = chain.map((document) => ({ ...document, terms: document.terms.filter(({ kind }) => kind !== 'onward') }));
    assert.equal(ways(asked, ...silent).ways.length, 0);
  });
  test('where a direct way is as good in everything, it is left out', () => {
    const own = withTelephone(
      bilateralArrangement({ parties: [xa, { ...telecom, capabilities: ['files', 'telephone-records'] }], inForceFrom: since }),
    );
    assert(ways(asked, ...chain, own).ways.every(({ legs }) => legs.length === 1));
  });
  test('an own agreement with the last authority is never used through another', () => {
    assert(ways({ jurisdiction: 'XC' }, memorandum).ways.every(({ legs }) => legs.length === 1));
  });
});

suite('advice before anything is sent', () => {
  test('whom to call stands first, with the contact of the agreement', () => {
    const [first] = ways({}, arrangement).advice;
    assert.equal(first?.kind, 'call-first');
    assert.match(first?.sentence ?? '', /Foreign requests/);
  });
  test('where nothing is open, it says so and nobody is named to call', () => {
    assert.deepEqual(
      ways({ jurisdiction: 'XD' }, arrangement).advice.map(({ kind }) => kind),
      ['no-way'],
    );
  });
  test('freezing asks first who is told there', () => {
    assert(ways({ assistance: 'freeze' }, arrangement).advice.some(({ kind }) => kind === 'who-is-told'));
  });
});

suite('every answer', () => {
  const ids = [xa, xb, xc].map(({ authorityId }) => authorityId);
  const anyWorld = fc.array(documentBetween([xa, xb, xc]), { minLength: 1, maxLength: 5 });
  const anyQuestion = fc.record({
    from: fc.constantFrom(...ids),
    assistance: fc.constantFrom(...assistanceKinds),
    jurisdiction: fc.constantFrom(null, 'XA', 'XB', 'XC'),
    counterpart: fc.constantFrom(null, ...ids),
    purpose: fc.constantFrom(...purposes),
    isForCourt: fc.boolean(),
    withinDays: fc.constantFrom(null, 20, 200),
    first: fc.constantFrom(...wayAims),
  });
  const approvals = ['off_a', 'off_b', 'off_c'].map((officer) => ({ officer, subject: 's', at: now as string, authenticator: null }));
  const approved: Facts = { ...noFacts, preparedBy: 'off_p', stepDigest: 's', approvals };

  test('is one that the schema accepts, and equal questions give equal bytes', () => {
    fc.assert(
      fc.property(anyWorld, anyQuestion, (documents, asked) => {
        const answer = findWays(among(...documents), asked, now);
        assert(waysAnswerSchema.safeParse(answer).success);
        assert.equal(canonicalJson(findWays(among(...documents.toReversed()), asked, now)), canonicalJson(answer));
      }),
    );
  });
  test('names a direct way exactly where decide permits the complete request and its use', () => {
    fc.assert(
      fc.property(anyWorld, anyQuestion, (documents, asked) => {
        const known = documents.map(knownAgreement);
        const answer = findWays(indexAgreements(known), asked, now);
        const named = new Set(answer.ways.filter(({ legs }) => legs.length === 1).map(({ legs }) => legs[0]?.to ?? ''));
        for (const to of ids) {
          if (to === asked.from) continue;
          const isAsked =
            asked.counterpart === null
              ? asked.jurisdiction === null || partyOf(to).jurisdiction === asked.jurisdiction
              : asked.counterpart === to;
          const isOpen = known.some((agreement) => {
            const { assistance, purpose } = asked;
            const act = {
              kind: 'ask' as const,
              from: asked.from,
              to,
              assistance,
              purpose,
              class: 'normal' as const,
              urgencyGround: null,
              urgencyReasonGiven: false,
              content: contentFields.filter((field) => field !== 'on-behalf-of'),
            };
            const isUsable = replyLimits(agreement, now).purposes.includes(purpose);
            return isUsable && decide(act, indexAgreements(newestOf(known, agreement)), approved, now).permit !== null;
          });
          assert.equal(named.has(to), isAsked && isOpen, to);
        }
      }),
      { numRuns: 200 },
    );
  });
  test('withdrawing an agreement never opens a way', () => {
    fc.assert(
      fc.property(anyWorld, anyQuestion, ([first, ...rest], asked) => {
        const all = among(first as AgreementDocument, ...rest);
        const open = (index: ReturnType<typeof among>) => new Set(findWays(index, asked, now).ways.map((way) => key(way)));
        const before = open(all);
        const gone = { ...(first as AgreementDocument), inForceUntil: '2026-01-01T00:00:00.000Z' };
        const after = open(among(gone, ...rest));
        // A way through another may be shown now, which a direct one as good had hidden; the legs were lawful before.
        for (const one of after) if (!one.includes('>')) assert(before.has(one), one);
      }),
      { numRuns: 200 },
    );
  });
});

/** The agreement alone, unless a later version of it has replaced it. */
function newestOf(known: readonly ReturnType<typeof knownAgreement>[], agreement: ReturnType<typeof knownAgreement>) {
  const isLater = known.some((other) => other.document.version > agreement.document.version && other.document.inForceFrom <= now);
  return isLater ? [] : [agreement];
}

function key({ legs, class: requestClass }: ReturnType<typeof findWays>['ways'][number]): string {
  return `${requestClass} ${legs.map((leg) => `${leg.to} ${leg.clause.agreement.digest}`).join(' > ')}`;
}

function partyOf(id: string) {
  return [xa, xb, xc].find(({ authorityId }) => authorityId === id) ?? xa;
}
