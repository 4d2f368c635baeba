// SPDX-License-Identifier: Apache-2.0
/** What holds of every verdict and every permit, whatever the agreement and the act. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { purposes } from '../../conditions/wire.ts';
import { canonicalJson, type Instant } from '../../kernel/index.ts';
import { documentBetween } from './arbitrary-agreement.test.ts';
import {
  type Act,
  type AgreementDocument,
  askAct,
  bilateralArrangement,
  decide,
  decideUnder,
  demoAgreements,
  type Facts,
  filledFields,
  indexAgreements,
  isPermit,
  isVerdict,
  knownAgreement,
  multilateralMemorandum,
  noFacts,
  type Permit,
  permitDetails,
  readAct,
  reasonKinds,
  refOf,
  requiredFields,
  shareAct,
  type StepContent,
  stepDigestOf,
  verdictDigest,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { assistanceKinds, contentFields, refusalGrounds, urgencyGrounds } from '../wire.ts';

const { xa, xb, xc } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const arrangement = knownAgreement(bilateralArrangement({ parties: [xa, xb], inForceFrom: since }));
const approved: Facts = {
  ...noFacts,
  preparedBy: 'off_p',
  stepDigest: 'sha256:step',
  approvals: [{ officer: 'off_a', subject: 'sha256:step', at: now, authenticator: null }],
};
const rank = { permitted: 0, needs: 1, refused: 2 };

const ids = fc.constantFrom(xa.authorityId, xb.authorityId, xc.authorityId);
const anyAsk: fc.Arbitrary<Extract<Act, { kind: 'ask' }>> = fc.record({
  kind: fc.constant('ask' as const),
  from: ids,
  to: ids,
  assistance: fc.constantFrom(...assistanceKinds),
  purpose: fc.constantFrom(...purposes),
  class: fc.constantFrom('normal' as const, 'urgent' as const),
  urgencyGround: fc.constantFrom(null, ...urgencyGrounds),
  urgencyReasonGiven: fc.boolean(),
  content: fc.subarray([...contentFields]),
});
const anyActUnder = (document: AgreementDocument): fc.Arbitrary<Act> => {
  const onRequest = { from: ids, to: ids, agreement: fc.constant(refOf(knownAgreement(document))), requestId: fc.constant('req_1') };
  return fc.oneof(
    anyAsk,
    fc.record({
      kind: fc.constant('reply' as const),
      ...onRequest,
      completeness: fc.constantFrom('partial' as const, 'complete' as const),
      assistance: fc.constantFrom(...assistanceKinds),
      purpose: fc.constantFrom(...purposes),
      dataCount: fc.nat(3),
      everyDatumConditioned: fc.boolean(),
      passedOnCount: fc.nat(2),
      everyPassOnAllowed: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('refuse' as const),
      ...onRequest,
      ground: fc.constantFrom(...refusalGrounds),
      reasonsGiven: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom('acknowledge' as const, 'ask-back' as const, 'answer-back' as const, 'withdraw' as const),
      ...onRequest,
    }),
    fc.record({
      kind: fc.constant('peer' as const),
      from: ids,
      to: ids,
      dispatchKind: fc.constantFrom('peering' as const, 'receipt' as const),
    }),
  );
};
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  approvals: fc.array(
    fc.record({
      officer: fc.constantFrom('off_p', 'off_a', 'off_b'),
      subject: fc.constantFrom('sha256:step', 'sha256:old'),
      at: fc.constant<string>(now),
      authenticator: fc.constantFrom(null, 'key-1', 'key-2'),
    }),
    { maxLength: 4 },
  ),
  preparedBy: fc.constantFrom(null, 'off_p'),
  stepDigest: fc.constantFrom(null, 'sha256:step'),
  receivedAt: fc.constantFrom(null, now),
});
const anyMoment = fc.constantFrom('2025-06-01T00:00:00.000Z' as Instant, now, '2030-06-01T00:00:00.000Z' as Instant);
const anySituation = documentBetween([xa, xb, xc]).chain((document) =>
  fc.record({ document: fc.constant(document), act: anyActUnder(document), facts: anyFacts, at: anyMoment }),
);

suite('every verdict', () => {
  test('is plain data that the wire schema accepts, and equal inputs give equal bytes', () => {
    fc.assert(
      fc.property(anySituation, ({ document, act, facts, at }) => {
        const { verdict } = decideUnder(act, knownAgreement(document), facts, at);
        assert(isVerdict(JSON.parse(canonicalJson(verdict))));
        const again = decideUnder(structuredClone(act), knownAgreement(structuredClone(document)), structuredClone(facts), at);
        assert.equal(canonicalJson(again.verdict), canonicalJson(verdict));
      }),
    );
  });
  test('gives its reasons in the written order, and the first decides', () => {
    fc.assert(
      fc.property(anySituation, ({ document, act, facts, at }) => {
        const { verdict } = decideUnder(act, knownAgreement(document), facts, at);
        const places = verdict.reasons.map(({ kind }) => reasonKinds.findIndex((known) => known === kind));
        assert(places.length > 0 && !places.includes(-1));
        assert.deepEqual(
          places,
          places.toSorted((left, right) => left - right),
        );
      }),
    );
  });
  test('cites only clauses that the agreement has', () => {
    fc.assert(
      fc.property(anySituation, ({ document, act, facts, at }) => {
        const { verdict } = decideUnder(act, knownAgreement(document), facts, at);
        const cited = [verdict.governing, ...verdict.reasons.map(({ clause }) => clause), ...verdict.deadlines.map(({ clause }) => clause)];
        for (const clause of cited) assert(clause === null || document.clauses.some(({ number }) => number === clause.clause));
      }),
    );
  });
  test('cannot be changed by whoever holds it, nor can the next one', () => {
    const { verdict } = decideUnder(ask(), arrangement, approved, now);
    assert.throws(() => Object.assign(verdict, { outcome: 'refused' }));
    assert.throws(() => verdict.reasons.push(...verdict.reasons));
    assert.throws(() => Object.assign(verdict.reasons[0] ?? {}, { sentence: '' }));
    assert.throws(() => verdict.conditions[0]?.limits.purposes.push('commercial'));
  });
});

suite('a permit', () => {
  test('is given exactly when the verdict permits, and names what was judged', () => {
    fc.assert(
      fc.property(anySituation, ({ document, act, facts, at }) => {
        const { verdict, permit } = decideUnder(act, knownAgreement(document), facts, at);
        assert.equal(permit !== null, verdict.outcome === 'permitted');
        if (permit === null) return;
        assert(isPermit(permit));
        const details = permitDetails(permit);
        assert.equal(canonicalJson(details.act), canonicalJson(act));
        assert.deepEqual(details.agreement, refOf(knownAgreement(document)));
        assert.equal(details.verdictDigest, verdictDigest(verdict));
        assert.equal(details.mintedAt, at);
      }),
    );
  });
  test('cannot be forged', () => {
    const { permit } = decideUnder(ask(), arrangement, approved, now);
    assert(permit !== null);
    for (const forged of [
      {},
      { ...permit },
      structuredClone(permit),
      Object.create(permit),
      JSON.parse(JSON.stringify(permit)),
      permitDetails(permit),
      null,
      'permit',
    ]) {
      assert.equal(isPermit(forged), false);
      assert.throws(() => permitDetails(forged as Permit));
    }
  });
  test('keeps the act as it was judged, whatever becomes of the original', () => {
    const act = ask();
    const { permit } = decideUnder(act, arrangement, approved, now);
    assert(permit !== null);
    Object.assign(act, { to: xc.authorityId });
    act.content.pop();
    const kept = permitDetails(permit).act;
    assert.equal(kept.to, xb.authorityId);
    assert.equal(kept.kind === 'ask' && kept.content.length, 5);
  });
  test('gives out an act of which no part can be changed', () => {
    const given = { from: xb.authorityId, to: xa.authorityId, agreement: { ...refOf(arrangement) }, requestId: 'req_1' } as const;
    for (const act of [ask(), { kind: 'acknowledge', ...given }] satisfies readonly Act[]) {
      const { permit } = decideUnder(act, arrangement, approved, now);
      assert(permit !== null, `a permit to ${act.kind}`);
      const { act: kept } = permitDetails(permit);
      assert.deepEqual(kept, act);
      for (const part of [kept, ...Object.values(kept)]) assert(Object.isFrozen(part));
    }
  });
  test('from several agreements names the verdict under the one that governs, without the alternatives', () => {
    const memorandum = knownAgreement(multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since }));
    const { verdict, permit } = decide(ask(), indexAgreements([memorandum, arrangement]), approved, now);
    assert(permit !== null && verdict.alternatives.length > 0);
    assert.equal(permitDetails(permit).verdictDigest, verdictDigest(decideUnder(ask(), arrangement, approved, now).verdict));
  });
});

suite('a restriction more never permits more', () => {
  /** What another wording of the request mends. */
  const ofForm: ReadonlySet<string> = new Set(['urgency-not-provided', 'urgency-ground-not-accepted', 'oral-not-provided']);
  type Restriction = (document: AgreementDocument) => AgreementDocument;
  const clause = '1';
  const add =
    (term: AgreementDocument['terms'][number]): Restriction =>
    (document) => ({ ...document, terms: [...document.terms, term] });
  const restrictions: readonly (readonly [string, Restriction])[] = [
    ['a content field is asked for', add({ kind: 'request-content', clause, fields: ['other-authorities'] })],
    ['more approvals are asked for', add({ kind: 'approvals', clause, act: 'ask', approversMin: 3 })],
    ['more approvals of replies are asked for', add({ kind: 'approvals', clause, act: 'reply', approversMin: 3 })],
    ['every ground is forbidden', add({ kind: 'refusal-grounds', clause, allowed: [], forbidden: [...refusalGrounds] })],
    ['a deadline runs', add({ kind: 'deadline', clause, step: 'reply', class: 'urgent', amount: 2, unit: 'hour' })],
    [
      'a party declares no capability',
      (document) => ({ ...document, parties: document.parties.map((party) => ({ ...party, capabilities: [] })) }),
    ],
    [
      'no party is able to carry it out yet',
      (document) =>
        add({
          kind: 'party-status',
          clause,
          parties: document.parties.map(({ authorityId }) => authorityId),
          status: 'committed-not-yet-able',
          expectedFrom: null,
        })(document),
    ],
    ['a party asks for itself only', add({ kind: 'on-behalf', clause, of: 'nobody', needsConsentOfEachHolder: false })],
    ['reports reach prosecutors only', add({ kind: 'report-secrecy', clause, mayReach: ['prosecutor'] })],
    [
      'every refusal is talked over first',
      add({ kind: 'refusal-step', clause, step: 'consult', grounds: [...refusalGrounds], days: null }),
    ],
    [
      'violation there too is never asked for',
      add({ kind: 'dual-criminality', clause, rule: 'never-asked', kinds: [], listedOffences: [], penaltyYearsMin: null }),
    ],
    [
      'it ends',
      (document) => ({
        ...document,
        inForceUntil: '2026-06-01T00:00:00.000Z',
        terms: document.terms.filter(({ kind }) => kind !== 'withdrawal'),
      }),
    ],
    ['it begins later', (document) => ({ ...document, inForceFrom: '2029-01-01T00:00:00.000Z' })],
    ['assistance is taken out', (document) => ({ ...document, terms: document.terms.filter(({ kind }) => kind !== 'assistance') })],
    ['purposes are taken out', (document) => ({ ...document, terms: document.terms.filter(({ kind }) => kind !== 'purposes') })],
    ['urgency is taken out', (document) => ({ ...document, terms: document.terms.filter(({ kind }) => kind !== 'urgency') })],
    ['one party leaves', (document) => ({ ...document, parties: document.parties.slice(1) })],
  ];
  for (const [name, restrict] of restrictions) {
    test(name, () => {
      fc.assert(
        fc.property(anySituation, ({ document, act, facts, at }) => {
          const restricted = knownAgreement(restrict(document));
          const sameAct = 'agreement' in act ? { ...act, agreement: refOf(restricted) } : act;
          const before = decideUnder(act, knownAgreement(document), facts, at).verdict.outcome;
          assert(rank[decideUnder(sameAct, restricted, facts, at).verdict.outcome] >= rank[before]);
        }),
      );
    });
    test(`and no draft is shown where nothing may be asked: ${name}`, () => {
      fc.assert(
        fc.property(documentBetween([xa, xb, xc]), anyAsk, (document, ask) => {
          const restricted = knownAgreement(restrict(document));
          const asked = decideUnder(ask, restricted, approved, now).verdict;
          if (asked.outcome !== 'refused' || ofForm.has(asked.reasons[0]?.kind ?? '')) return;
          const content = Object.fromEntries(ask.content.map((field) => [field, 'x']));
          const draft = shareAct({ ...ask, content, agreement: refOf(restricted), requestId: 'req_1' });
          const shown = decideUnder(draft, restricted, approved, now).verdict;
          assert.deepEqual([shown.outcome, shown.reasons[0]?.kind], ['refused', asked.reasons[0]?.kind]);
        }),
        { numRuns: 20 },
      );
    });
  }
});

suite('which agreement governs', () => {
  const memorandum = knownAgreement(multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since }));
  const governing = (act: Act, agreements: Parameters<typeof indexAgreements>[0], facts: Facts = approved) =>
    decide(act, indexAgreements(agreements), facts, now).verdict.governing?.agreement.digest ?? null;

  test('the one with fewer parties, in whatever order they are given', () => {
    assert.equal(governing(ask(), [memorandum, arrangement]), arrangement.digest);
    assert.equal(governing(ask(), [arrangement, memorandum]), arrangement.digest);
  });
  test('of two between the same parties, the later', () => {
    const later = knownAgreement({
      ...arrangement.document,
      title: 'Later',
      id: memorandum.document.id,
      inForceFrom: '2026-05-01T00:00:00.000Z',
    });
    assert.equal(governing(ask(), [arrangement, later]), later.digest);
  });
  test('in the demonstration the arrangement, though both are between two', () => {
    const known = demoAgreements({ parties: [xa, xb], inForceFrom: since }).map(knownAgreement);
    assert.equal(governing(ask(), known), known[0]?.digest);
    assert.equal(governing(ask({ purpose: 'civil-enforcement' }), known), known[1]?.digest);
  });
  test('the broader one where the narrow one refuses', () =>
    assert.equal(governing(ask({ purpose: 'civil-enforcement' }), [memorandum, arrangement]), memorandum.digest));
  test('the narrow one stays while the form is incomplete, though the broader would permit at once', () => {
    assert.equal(governing(ask({ content: [] }), [memorandum, arrangement], noFacts), arrangement.digest);
  });
  test('the one that governs the case already, though another would be chosen anew', () => {
    assert.equal(governing(ask(), [memorandum, arrangement], { ...approved, caseGoverning: refOf(memorandum) }), memorandum.digest);
  });
  test('a later version replaces the earlier from its date on, even where it refuses', () => {
    const narrower: AgreementDocument = {
      ...arrangement.document,
      version: 2,
      inForceFrom: '2026-10-01T00:00:00.000Z',
      terms: arrangement.document.terms.filter(({ kind }) => kind !== 'purposes'),
    };
    const index = indexAgreements([arrangement, knownAgreement(narrower)]);
    assert.equal(decide(ask(), index, approved, now).verdict.outcome, 'refused');
    assert.equal(decide(ask(), index, approved, '2026-09-30T00:00:00.000Z' as Instant).verdict.governing?.agreement.version, 1);
    const acknowledgement: Act = {
      kind: 'acknowledge',
      from: xb.authorityId,
      to: xa.authorityId,
      agreement: refOf(arrangement),
      requestId: 'req_1',
    };
    assert.equal(decide(acknowledgement, index, noFacts, now).verdict.outcome, 'permitted');
  });
  test('deciding among agreements never permits what none of them permits', () => {
    fc.assert(
      fc.property(fc.array(documentBetween([xa, xb, xc]), { minLength: 1, maxLength: 4 }), anyAsk, anyFacts, (documents, act, facts) => {
        const known = documents.map(knownAgreement);
        const { permit } = decide(act, indexAgreements(known), facts, now);
        if (permit !== null) assert(known.some((agreement) => decideUnder(act, agreement, facts, now).permit !== null));
      }),
    );
  });
});

suite('from a form to an act', () => {
  test('blank fields do not count as filled', () => {
    assert.deepEqual(filledFields({ subject: 'A firm', facts: '  ', period: '2026', 'why-useful': '' }), ['period', 'subject']);
  });
  test('a normal request carries nothing of urgency', () => {
    const act = askAct({
      ...ask(),
      content: { subject: 'A firm' },
      urgencyGround: 'investor-harm',
      urgencyReason: 'It burns.',
      class: 'normal',
    });
    assert.deepEqual([act.urgencyGround, act.urgencyReasonGiven, act.content], [null, false, ['subject']]);
  });
  test('an urgent one carries its ground and that a reason is given', () => {
    const act = askAct({ ...ask(), content: {}, urgencyGround: 'investor-harm', urgencyReason: 'It burns.', class: 'urgent' });
    assert.deepEqual([act.urgencyGround, act.urgencyReasonGiven], ['investor-harm', true]);
  });
  test('the fields an agreement asks for come with their clause', () => {
    assert.deepEqual(requiredFields(arrangement, 'suspicious-reports')[0], { field: 'subject', clause: '7' });
  });
  test('an act from outside is read strictly', () => {
    assert.equal(readAct(ask(), 'act').ok, true);
    assert.equal(readAct({ ...ask(), more: 1 }, 'act').ok, false);
    assert.equal(readAct({ kind: 'seize' }, 'act').ok, false);
  });
  test('the digest of a step names everything an approver sees and that leaves, and nothing else', () => {
    const step: StepContent = {
      kind: 'assistance.request',
      act: ask(),
      agreement: refOf(arrangement),
      caseRef: 'req_1',
      preparedBy: 'off_p',
      bodyRoot: 'sha256:a',
      conditions: [],
    };
    assert.equal(stepDigestOf(step), stepDigestOf({ ...step, more: 1 } as StepContent));
    const others: readonly Partial<StepContent>[] = [
      { kind: 'assistance.withdrawal' },
      { act: { ...ask(), to: 'ca1xc' } },
      { agreement: { ...refOf(arrangement), version: 2 } },
      { caseRef: null },
      { preparedBy: 'off_a' },
      { bodyRoot: 'sha256:b' },
      { conditions: [{}] },
    ];
    const digests = [step, ...others.map((other) => ({ ...step, ...other }))].map(stepDigestOf);
    assert.equal(new Set(digests).size, digests.length);
  });
  test('a recall is one step for all its recipients: its digest names what is said, and neither act nor agreement', () => {
    const [kind, caseRef, preparedBy, bodyRoot] = ['onward.recall', 'rcl_1', 'off_p', 'sha256:a'] as const;
    const step: StepContent = { kind, act: ask(), agreement: refOf(arrangement), caseRef, preparedBy, bodyRoot, conditions: [] };
    const toAnother = { act: { ...ask(), to: 'ca1xc' }, agreement: { ...refOf(arrangement), version: 2 } };
    assert.equal(stepDigestOf(step), stepDigestOf({ ...step, ...toAnother }));
    for (const other of [{ kind: 'onward.disclosure' }, { caseRef: 'rcl_2' }, { preparedBy: 'off_a' }, { bodyRoot: 'sha256:b' }])
      assert.notEqual(stepDigestOf(step), stepDigestOf({ ...step, ...other }));
  });
});

function ask(changes: Partial<Extract<Act, { kind: 'ask' }>> = {}): Extract<Act, { kind: 'ask' }> {
  return {
    kind: 'ask',
    from: xa.authorityId,
    to: xb.authorityId,
    assistance: 'information-from-files',
    purpose: 'admin-enforcement',
    class: 'normal',
    urgencyGround: null,
    urgencyReasonGiven: false,
    content: ['facts', 'legal-provisions', 'precautions', 'subject', 'why-useful'],
    ...changes,
  };
}
