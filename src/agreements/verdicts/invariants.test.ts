// SPDX-License-Identifier: Apache-2.0
/**
 * The invariants that every instrument of the field shares, as far as they are the agreement's to hold. Each test bears the number
 * under which the house's catalogue keeps it (1, 2, 5, 7 to 9, 11 to 13, 16, 17, 19 to 21, 24); the others are held where a case or a
 * server is (src/assistance/invariants.test.ts, rooms freezing, evidence and desk).
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { checkUse, type Condition, type ConditionLimits, isAtLeastAsStrict, meet, type Purpose } from '../../conditions/index.ts';
import { evidentialUses, handlingLevels, onwardModes, purposes } from '../../conditions/wire.ts';
import { addMs, type IdOf, type Instant } from '../../kernel/index.ts';
import { makeAuthority, realSuites } from '../../seals/index.ts';
import {
  type Act,
  type AgreementDocument,
  buildCondition,
  datumDigest,
  decide,
  decideUnder,
  type Facts,
  filledFields,
  indexAgreements,
  judgePassOn,
  knownAgreement,
  multilateralMemorandum,
  networkOf,
  noFacts,
  permitDetails,
  refOf,
  replyLimits,
  signConsent,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { isNeverAccepted } from '../terms/ground-words.ts';
import { assistanceKinds, type ContentField, contentFields, refusalGrounds, urgencyGrounds } from '../wire.ts';
import { documentBetween } from './arbitrary-agreement.test.ts';

const { xa, xb, xc } = sampleParties;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const approvals = ['off_a', 'off_b', 'off_c'].map((officer) => ({ officer, subject: 's', at: now as string, authenticator: null }));
const approved: Facts = { ...noFacts, preparedBy: 'off_p', stepDigest: 's', approvals };
const anyDocument = documentBetween([xa, xb, xc]);
const anyParty = fc.constantFrom(xa, xb, xc);
const anyLimits: fc.Arbitrary<ConditionLimits> = fc.record({
  purposes: fc.subarray([...purposes], { minLength: 1 }),
  handling: fc.constantFrom(...handlingLevels),
  onward: fc.constantFrom(...onwardModes),
  recipients: fc.subarray([xa.authorityId, xb.authorityId, xc.authorityId]),
  evidentialUse: fc.constantFrom(...evidentialUses),
  mayNotifySubject: fc.boolean(),
  usableUntil: fc.constantFrom(null, now),
  note: fc.constant(''),
});
const conditionOf = (limits: ConditionLimits, originator: string): Condition => ({
  ...limits,
  id: `cnd_${'0'.repeat(26)}` as IdOf<'cnd'>,
  originator,
  agreement: { id: 'agr_1', version: 1, digest: 'sha256:1' },
  clause: '9',
  scope: '',
});
const withTerm = (document: AgreementDocument, term: AgreementDocument['terms'][number]): AgreementDocument => ({
  ...document,
  terms: [...document.terms, term],
});

/** Any agreement between two that is in force, so that many acts are permitted and what is said of permits says something. */
const documentInForce = documentBetween([xa, xb]).map((document) => ({ ...document, inForceFrom: '2020-01-01T00:00:00.000Z' }));
/** A request of any kind, with any of the content fields filled. */
const anyRequest: fc.Arbitrary<Extract<Act, { kind: 'ask' }>> = fc.record({
  kind: fc.constant('ask' as const),
  from: fc.constant(xa.authorityId),
  to: fc.constant(xb.authorityId),
  assistance: fc.constantFrom(...assistanceKinds),
  purpose: fc.constantFrom(...purposes),
  class: fc.constantFrom('normal' as const, 'urgent' as const),
  urgencyGround: fc.constantFrom(null, ...urgencyGrounds),
  urgencyReasonGiven: fc.boolean(),
  content: fc.subarray([...contentFields]).map((fields) => fields.toSorted()),
});
const termsOf = <Kind extends AgreementDocument['terms'][number]['kind']>(document: AgreementDocument, kind: Kind) =>
  document.terms.filter((term): term is Extract<AgreementDocument['terms'][number], { kind: Kind }> => term.kind === kind);

suite('invariant 1: nothing is asked without a clause, facts, a purpose and why it helps', () => {
  test('whatever the agreement leaves out, a request that goes out states its case and all that the clauses ask', () => {
    let permitted = 0;
    fc.assert(
      fc.property(documentInForce, anyRequest, (document, ask) => {
        const { permit } = decideUnder(ask, knownAgreement(document), approved, now);
        if (permit === null) return;
        permitted += 1;
        const { agreement, clause, purpose } = permitDetails(permit);
        assert.equal(agreement.id, document.id);
        assert(document.clauses.some(({ number }) => number === clause));
        assert.equal(purpose, ask.purpose);
        assert(ask.purpose !== 'commercial' && termsOf(document, 'purposes').some((term) => term.purposes.includes(ask.purpose)));
        assert(termsOf(document, 'assistance').some((term) => term.kinds.includes(ask.assistance)));
        assert(['facts', 'why-useful', 'domestic-order'].some((field) => ask.content.some((given) => given === field)));
        const asked = termsOf(document, 'request-content').filter((term) => term.for?.includes(ask.assistance) ?? true);
        assert(asked.every((term) => term.fields.every((field) => ask.content.includes(field))));
      }),
      { numRuns: 1000 },
    );
    assert(permitted > 0, 'the property is about permits, and met none');
  });
  test('blanks fill no field', () => {
    fc.assert(
      fc.property(fc.subarray([...contentFields]), fc.stringMatching(/^[ \t\n\u00a0]*$/), (fields, blank) => {
        const content = Object.fromEntries(contentFields.map((field) => [field, fields.includes(field) ? 'Said.' : blank]));
        assert.deepEqual(filledFields(content), fields.toSorted());
      }),
    );
  });
});

suite('invariant 2: what is urgent says why', () => {
  test('an urgent request goes out only on a ground that a clause accepts, with the reason in words', () => {
    fc.assert(
      fc.property(documentInForce, anyRequest, (document, request) => {
        const ask = { ...request, class: 'urgent' as const, content: [...contentFields].toSorted() };
        const { permit } = decideUnder(ask, knownAgreement(document), approved, now);
        const { urgencyGround } = ask;
        if (permit === null) return;
        assert(ask.urgencyReasonGiven && urgencyGround !== null);
        assert(termsOf(document, 'urgency').some((term) => term.grounds.includes(urgencyGround)));
      }),
      { numRuns: 500 },
    );
  });
});

suite('invariant 5: nobody refuses without a ground that the agreement allows, or before consulting where it asks to', () => {
  const anyRefusal = fc.record({
    from: fc.constant(xb.authorityId),
    to: fc.constant(xa.authorityId),
    requestId: fc.constant('req_1'),
    ground: fc.constantFrom(...refusalGrounds),
    reasonsGiven: fc.boolean(),
  });
  test('refused, postponed or upheld: allowed, not forbidden, with reasons; and consulted first', () => {
    let permitted = 0;
    fc.assert(
      fc.property(
        documentInForce,
        anyRefusal,
        fc.boolean(),
        fc.constantFrom('refuse', 'postpone', 'uphold'),
        (document, refusal, consultedFirst, kind) => {
          const known = knownAgreement(document);
          const common = { ...refusal, agreement: refOf(known) };
          const act = (kind === 'refuse' ? { kind, ...common, consultedFirst } : { kind, ...common }) as Act;
          if (decideUnder(act, known, approved, now).permit === null) return;
          permitted += 1;
          const { ground } = refusal;
          const grounds = termsOf(document, 'refusal-grounds');
          const steps = termsOf(document, 'refusal-step').filter((term) => term.grounds.includes(ground));
          const mayPostpone = kind === 'postpone' && steps.some(({ step }) => step === 'postpone');
          assert(mayPostpone || grounds.some(({ allowed }) => allowed.includes(ground)), `${kind} on ${ground}`);
          assert(!grounds.some(({ forbidden }) => forbidden.includes(ground)));
          assert(!isNeverAccepted(ground) && refusal.reasonsGiven);
          assert(kind !== 'refuse' || consultedFirst || !steps.some(({ step }) => step === 'consult'));
        },
      ),
      { numRuns: 1000 },
    );
    assert(permitted > 0, 'the property is about permits, and met none');
  });
});

suite('invariant 11: what is given unasked needs a clause, a reason and terms too', () => {
  test('for any agreement and anything given', () => {
    const anyDisclosure = fc.record({
      kind: fc.constant('disclose' as const),
      from: fc.constant(xa.authorityId),
      to: fc.constant(xb.authorityId),
      matter: fc.constant('dsc_1'),
      kinds: fc.subarray([...assistanceKinds], { minLength: 1, maxLength: 2 }).map((kinds) => kinds.toSorted()),
      purpose: fc.constantFrom(...purposes),
      reasonGiven: fc.boolean(),
      dataCount: fc.integer({ min: 1, max: 5 }),
      everyDatumConditioned: fc.boolean(),
      passedOnCount: fc.integer({ min: 0, max: 2 }),
      everyPassOnAllowed: fc.boolean(),
    });
    let permitted = 0;
    fc.assert(
      fc.property(documentInForce, anyDisclosure, fc.constantFrom(null, true, false), (document, disclosure, isAllowed) => {
        const unsolicited = isAllowed === null ? [] : [{ kind: 'unsolicited' as const, clause: '2', isAllowed }];
        const known = knownAgreement({ ...document, terms: [...document.terms, ...unsolicited] });
        const { permit } = decideUnder({ ...disclosure, agreement: refOf(known) } as Act, known, approved, now);
        if (permit === null) return;
        permitted += 1;
        assert(isAllowed === true && disclosure.reasonGiven && disclosure.everyDatumConditioned);
        assert(disclosure.passedOnCount === 0 || disclosure.everyPassOnAllowed);
        assert.equal(permitDetails(permit).purpose, disclosure.purpose);
        assert(termsOf(document, 'purposes').some((term) => term.purposes.includes(disclosure.purpose)));
        assert(disclosure.kinds.every((kind) => termsOf(document, 'assistance').some((term) => term.kinds.includes(kind))));
      }),
      { numRuns: 1000 },
    );
    assert(permitted > 0, 'the property is about permits, and met none');
  });
});

suite('invariant 24: who asks for another says for whom, and only where the agreement lets it', () => {
  test('an agreement for its parties alone is used for nobody else, whatever else is in order', () => {
    fc.assert(
      fc.property(documentInForce, anyRequest, (document, request) => {
        const ask = { ...request, content: contentFields.toSorted() };
        const closed = withTerm(document, { kind: 'on-behalf', clause: '1', of: 'nobody', needsConsentOfEachHolder: true });
        assert.equal(decideUnder(ask, knownAgreement(closed), approved, now).permit, null);
        const own = { ...ask, content: ask.content.filter((field) => field !== 'on-behalf-of') };
        const { verdict } = decideUnder(own, knownAgreement(closed), approved, now);
        assert(!verdict.reasons.some(({ kind }) => kind === 'on-behalf-not-covered'));
      }),
    );
  });
});

suite('invariant 7: what would tell the person concerned', () => {
  test('a datum given under terms that do not let its subject be told never becomes one that may be', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const closed = { kind: 'use-conditions' as const, clause: '1', retentionDays: null };
        const limits = { purposes: [...purposes], handling: 'amber', onward: 'consent', evidentialUse: 'allowed', note: '' } as const;
        const known = knownAgreement(
          withTerm(document, { ...closed, limits: { ...limits, purposes: [...purposes], mayNotifySubject: false } }),
        );
        assert.equal(replyLimits(known, now).mayNotifySubject, false);
      }),
    );
  });
});

suite('invariant 8: every use names a purpose that its conditions allow, or there is none', () => {
  test('for every set of conditions, manner and purpose', () => {
    fc.assert(
      fc.property(
        fc.array(anyLimits, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...purposes),
        fc.constantFrom('read', 'search', 'export', 'print'),
        (limits, purpose, manner) => {
          const conditions = limits.map((one) => conditionOf(one, xb.authorityId));
          const verdict = checkUse(conditions, { manner, purpose, by: xa.authorityId, recipient: null, now });
          if (verdict.outcome === 'permitted') assert(limits.every((one) => one.purposes.includes(purpose)) && purpose !== 'commercial');
        },
      ),
    );
  });
});

suite('invariant 9: consent follows the datum to its originator, and marks only grow stricter', () => {
  const originator = makeAuthority({ ...realSuites, random: (length) => new Uint8Array(randomBytes(length)), createdAt: now });
  const holders = ['ca1h1', 'ca1h2', 'ca1h3', 'ca1h4'];
  const [salt, body] = ['c2FsdA==', { kind: 'compliance-record' }];
  const given = (purpose: Purpose, limits: Partial<ConditionLimits> = {}): Condition =>
    conditionOf(
      {
        purposes: [purpose],
        handling: 'amber',
        onward: 'consent',
        recipients: [],
        evidentialUse: 'allowed',
        mayNotifySubject: false,
        usableUntil: null,
        note: '',
        ...limits,
      },
      originator.authorityId,
    );
  test('over any number of holders, only a consent that the originator signed for this holder and recipient lets it go on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(...purposes.filter((purpose) => purpose !== 'commercial')),
        fc.constantFrom('its own', 'another holder', 'another recipient', 'none', 'a holder signed it'),
        (hops, purpose, consentIs) => {
          const way = [originator.authorityId, ...holders.slice(0, hops)];
          const chain = way.slice(1).map((to, place) => ({ from: way[place] ?? '', to, dispatch: 'sha256:d' }));
          const [from, to] = [way.at(-1) ?? '', holders[hops] ?? ''];
          const condition = given(purpose);
          const stranger = makeAuthority({ ...realSuites, random: (length) => new Uint8Array(randomBytes(length)), createdAt: now });
          const signer = consentIs === 'a holder signed it' ? stranger : originator;
          const consent = signConsent(
            {
              v: 1,
              matter: `cns_${'0'.repeat(26)}`,
              originator: signer.authorityId,
              holder: consentIs === 'another holder' ? 'ca1hx' : from,
              recipient: consentIs === 'another recipient' ? 'ca1hx' : to,
              purpose,
              answer: 'granted',
              datum: { recordId: 'rcd_b', version: 1, digest: datumDigest(salt, body) },
              condition,
              until: null,
              agreement: condition.agreement,
              clause: '17',
              ground: null,
              reasons: '',
              question: 'sha256:d',
              at: now,
            },
            salt,
            { suite: realSuites.suite, key: signer.keys.dispatch, history: signer.history },
          );
          const passedOn = { origin: { recordId: 'rcd_b' }, chain, consent: consentIs === 'none' ? null : consent };
          const datum = { originator: originator.authorityId, body, conditions: [condition], passedOn };
          const verdict = judgePassOn(datum, { from, to, purpose, at: addMs(now, 1) }, realSuites);
          assert.equal(verdict.outcome === 'permitted', consentIs === 'its own', `${consentIs} over ${hops}`);
        },
      ),
      { numRuns: 40 },
    );
  });
  test('what is made of several data carries limits at least as strict as each of them', () => {
    fc.assert(
      fc.property(fc.array(anyLimits, { minLength: 1, maxLength: 5 }), (limits) => {
        const together = meet(limits);
        assert(limits.every((one) => isAtLeastAsStrict(together, one)));
      }),
    );
  });
});

suite('invariant 12: that a report exists is shown to nobody whom the agreement does not name', () => {
  test('asked for, given in a reply or unasked', () => {
    fc.assert(
      fc.property(anyDocument, anyParty, anyParty, fc.constantFrom(...purposes), (document, from, to, purpose) => {
        const mayReach: AgreementDocument['parties'][number]['kind'][] = ['prosecutor'];
        const known = knownAgreement(withTerm(document, { kind: 'report-secrecy', clause: '1', mayReach }));
        const data = { dataCount: 1, everyDatumConditioned: true, passedOnCount: 0, everyPassOnAllowed: true };
        const between = { from: from.authorityId, to: to.authorityId };
        const acts: Act[] = [
          {
            kind: 'ask',
            ...between,
            assistance: 'suspicious-reports',
            purpose,
            class: 'normal',
            urgencyGround: null,
            urgencyReasonGiven: false,
            content: ['subject', 'facts', 'why-useful'],
          },
          { kind: 'share-draft', ...between, agreement: refOf(known), requestId: 'req_1', assistance: 'suspicious-reports', purpose },
          {
            kind: 'reply',
            ...between,
            agreement: refOf(known),
            requestId: 'req_1',
            completeness: 'complete',
            assistance: 'suspicious-reports',
            purpose,
            ...data,
          },
          { kind: 'disclose', ...between, matter: 'dis_1', kinds: ['suspicious-reports'], purpose, reasonGiven: true, ...data },
        ];
        for (const act of acts) assert.equal(decideUnder(act, known, approved, now).permit, null);
      }),
    );
  });
});

suite('invariant 13: a lead is no evidence', () => {
  test('no kind of assistance is blind matching, and data given without a request carry conditions like any other', () => {
    assert(!assistanceKinds.some((kind) => kind.includes('match')));
    fc.assert(
      fc.property(anyDocument, fc.constantFrom(...assistanceKinds), fc.constantFrom(...purposes), (document, kind, purpose) => {
        const act: Act = {
          kind: 'disclose',
          from: xa.authorityId,
          to: xb.authorityId,
          matter: 'dis_1',
          kinds: [kind],
          purpose,
          reasonGiven: true,
          dataCount: 1,
          everyDatumConditioned: false,
          passedOnCount: 0,
          everyPassOnAllowed: true,
        };
        assert.equal(decideUnder(act, knownAgreement(document), approved, now).permit, null);
      }),
    );
  });
  test('what may not be evidence is never permitted as evidence, whoever else allows it', () => {
    fc.assert(
      fc.property(fc.array(anyLimits, { maxLength: 3 }), anyLimits, fc.constantFrom(...purposes), (others, one, purpose) => {
        const conditions = [...others, { ...one, evidentialUse: 'forbidden' as const }].map((limits) =>
          conditionOf(limits, xb.authorityId),
        );
        const verdict = checkUse(conditions, { manner: 'evidence', purpose, by: xa.authorityId, recipient: null, now });
        assert.equal(verdict.outcome, 'refused');
      }),
    );
  });
});

suite('invariant 16: the end of an agreement keeps confidentiality and what is under way', () => {
  test('nothing new after the end; what follows a request is carried on exactly where a clause says so', () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom(...refusalGrounds), (document, ground) => {
        const ended = knownAgreement({ ...document, inForceFrom: '2020-01-01T00:00:00.000Z', inForceUntil: '2026-06-01T00:00:00.000Z' });
        const running = knownAgreement({ ...ended.document, inForceUntil: null });
        const onRequest = { from: xa.authorityId, to: xb.authorityId, requestId: 'req_1', ground, reasonsGiven: true };
        const refuse = (agreement: typeof ended): Act => ({
          kind: 'refuse',
          ...onRequest,
          agreement: refOf(agreement),
          consultedFirst: true,
        });
        const hasTail = document.terms.some(({ kind }) => kind === 'withdrawal');
        const before = decideUnder(refuse(running), running, approved, now).permit !== null;
        assert.equal(decideUnder(refuse(ended), ended, approved, now).permit !== null, before && hasTail);
        const ask = decide(newRequest(), indexAgreements([ended]), approved, now);
        assert.equal(ask.permit, null);
      }),
    );
  });
  test('the conditions of what was given do not end with the agreement', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const at = '2025-01-01T00:00:00.000Z' as Instant;
        const limits = replyLimits(knownAgreement({ ...document, inForceFrom: '2020-01-01T00:00:00.000Z' }), at);
        const agreement = knownAgreement({ ...document, inForceUntil: '2026-06-01T00:00:00.000Z' });
        const condition = buildCondition({
          agreement,
          originator: xb.authorityId,
          limits,
          id: `cnd_${'0'.repeat(26)}` as IdOf<'cnd'>,
          scope: '',
        });
        const after = checkUse([condition], { manner: 'evidence', purpose: 'tax', by: xa.authorityId, recipient: null, now });
        if (after.outcome === 'permitted') assert(limits.purposes.includes('tax') && limits.evidentialUse === 'allowed');
      }),
    );
  });
});

suite('invariant 19: who is concerned has no say in it', () => {
  test('a party that is suspended from use of the agreement by its status cannot act, whatever it says of itself', () => {
    fc.assert(
      fc.property(anyDocument, anyParty, anyParty, (document, from, to) => {
        const parties = [from.authorityId];
        const term = { kind: 'party-status' as const, clause: '1', parties, status: 'committed-not-yet-able' as const, expectedFrom: null };
        const own = { ...term, status: 'able' as const };
        const known = knownAgreement(withTerm(withTerm(document, term), own));
        const { verdict } = decideUnder({ ...newRequest(), from: from.authorityId, to: to.authorityId }, known, approved, now);
        assert.equal(verdict.outcome, 'refused');
      }),
    );
  });
});

suite('invariant 20: what has an end is shown before it comes, and ends by itself', () => {
  test('an agreement that ends within half a year is due, and nothing is asked under it a millisecond after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 180 }), (days) => {
        const end = addMs(now, days * 86_400_000);
        const document = multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant });
        const index = indexAgreements([knownAgreement({ ...document, inForceUntil: end })]);
        assert(networkOf(index, xa.authorityId, null, now).due.some(({ what, at }) => what === 'ends' && at === end));
        const late = { ...approved, approvals: approvals.map((approval) => ({ ...approval, at: end })) };
        assert.equal(decide(newRequest(), index, late, end).permit, null);
        assert.equal(networkOf(index, xa.authorityId, null, end).asks.length, 0);
      }),
    );
  });
});

function newRequest(): Extract<Act, { kind: 'ask' }> {
  return {
    kind: 'ask',
    from: xa.authorityId,
    to: xb.authorityId,
    assistance: 'information-from-files',
    purpose: 'supervision',
    class: 'normal',
    urgencyGround: null,
    urgencyReasonGiven: false,
    content: ['facts', 'legal-provisions', 'precautions', 'subject', 'why-useful'],
  };
}

suite('invariant 21: nobody is tried twice for the same acts', () => {
  const anyAsk = fc.record({
    kind: fc.constant('ask' as const),
    from: fc.constant(xa.authorityId),
    to: fc.constant(xb.authorityId),
    assistance: fc.constantFrom(...assistanceKinds),
    purpose: fc.constantFrom(...purposes),
    class: fc.constant('normal' as const),
    urgencyGround: fc.constant(null),
    urgencyReasonGiven: fc.constant(false),
    content: fc.constant(contentFields.filter((field) => field !== 'on-behalf-of' && field !== 'earlier-proceedings').toSorted()),
  });
  const decided = (act: Act, document: AgreementDocument) => decideUnder(act, knownAgreement(document), approved, now);

  test('what is known of proceedings is said where a clause lets them stand against the request, and changes nothing else', () => {
    fc.assert(
      fc.property(anyDocument, anyAsk, fc.constantFrom('pending' as const, 'final' as const), (document, ask, judgedBefore) => {
        const ground = judgedBefore === 'final' ? 'R05' : 'R04';
        const named = (side: 'allowed' | 'forbidden'): boolean =>
          document.terms.some((term) => term.kind === 'refusal-grounds' && term[side].includes(ground));
        const isAsked = named('allowed') && !named('forbidden');
        const plain = decided(ask, document);
        const silent = decided({ ...ask, judgedBefore }, document);
        const content = [...ask.content, 'earlier-proceedings' as const].toSorted();
        const said = decided({ ...ask, judgedBefore, content }, document);
        assert.equal(silent.permit !== null, plain.permit !== null && !isAsked);
        assert.equal(said.permit !== null, plain.permit !== null, 'once it is said, it is as any other request');
        const asked = silent.verdict.reasons.some(({ kind, field }) => kind === 'judged-before' && field === 'earlier-proceedings');
        assert(!asked || isAsked);
      }),
    );
  });
  test('it is asked under the memorandum for both grounds, citing the clause on refusal', () => {
    const document = multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant });
    for (const [judgedBefore, ground] of [
      ['pending', 'R04'],
      ['final', 'R05'],
    ] as const) {
      const content: ContentField[] = ['facts', 'legal-provisions', 'precautions', 'subject', 'why-useful'];
      const ask = { kind: 'ask', from: xa.authorityId, to: xb.authorityId, assistance: 'registrations', purpose: 'supervision' } as const;
      const rest = { class: 'normal', urgencyGround: null, urgencyReasonGiven: false, judgedBefore } as const;
      const [reason] = decided({ ...ask, ...rest, content }, document).verdict.reasons;
      assert.deepEqual([reason?.kind, reason?.clause?.clause], ['judged-before', '7']);
      assert(reason?.sentence.includes(`(${ground})`));
    }
  });
});
