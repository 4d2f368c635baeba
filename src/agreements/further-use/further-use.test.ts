// SPDX-License-Identifier: Apache-2.0
/**
 * Further use as a lawyer reads it: each row is a change under the terms of an instrument, what was done, and the answer.
 *
 * The instruments are told by their terms on use alone, after the Egmont Principles (38), ITS (EU) 2024/2545 (Annex III), Delegated
 * Regulation 2025/292 (6), the IOSCO memorandum (10 and 11) and Regulation 2018/1805.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addMs, type Instant } from '../../kernel/index.ts';
import {
  type AgreementDocument,
  bilateralArrangement,
  decideUnder,
  type FurtherUseQuestionWire,
  judgeFurtherUse,
  knownAgreement,
  noFacts,
  tellBreachAct,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { personalDataCategories, useChanges, useModes } from '../terms/vocabulary.ts';
import { furtherUseAnswerSchema } from './wire.ts';

const now = '2027-03-01T09:00:00.000Z' as Instant;
const day = 86_400_000;

type Terms = AgreementDocument['terms'];
const use = (change: (typeof useChanges)[number], mode: (typeof useModes)[number]): Terms[number] => ({
  kind: 'use-mode',
  clause: '11',
  change,
  mode,
});
const bound: ['kept-confidential', 'permitted-use-only', 'no-competitive-advantage'] = [
  'kept-confidential',
  'permitted-use-only',
  'no-competitive-advantage',
];
const instruments = {
  'exchange between financial intelligence units': [
    use('recipient-named-in-request', 'presumed-consent'),
    use('other-recipient', 'prior-consent'),
    use('purpose-outside', 'prior-consent'),
    use('evidence', 'prior-consent'),
  ],
  'competent authorities of one regulation': [
    use('purpose-within', 'notify-and-object'),
    use('purpose-outside', 'prior-consent'),
    { kind: 'deadline', clause: '12', step: 'object-to-new-use', class: 'normal', amount: 10, unit: 'working-day' },
  ],
  'arrangement with a third country': [use('purpose-within', 'prior-consent'), use('purpose-outside', 'prior-consent')],
  'memorandum of securities regulators': [
    use('purpose-within', 'presumed-consent'),
    use('purpose-outside', 'prior-consent'),
    { kind: 'legal-demand', clause: '13', notice: 'before-complying', assertsPrivileges: true },
    { kind: 'self-regulatory-bodies', clause: '13', mayReceive: true, safeguards: bound },
  ],
  'mutual recognition of freezing orders': [{ kind: 'revealing-request', clause: '13', mode: 'with-consent' }],
} satisfies Record<string, Terms>;
type Instrument = keyof typeof instruments;

const base = bilateralArrangement({ parties: [sampleParties.xa, sampleParties.xb], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant });
function instrument(key: Instrument): AgreementDocument {
  const terms: Terms = base.terms.filter(
    (term) => !(term.kind === 'deadline' && term.step === 'object-to-new-use') && term.kind !== 'use-mode',
  );
  return { ...base, terms: [...terms, ...instruments[key]] };
}
const [first, second] = [sampleParties.xa.authorityId, sampleParties.xb.authorityId];
const question = (changes: Partial<FurtherUseQuestionWire>): FurtherUseQuestionWire => ({
  change: 'purpose-within',
  holder: first,
  originator: second,
  recipient: null,
  noticeAt: null,
  hasObjected: false,
  hasConsented: false,
  safeguards: [],
  fields: [],
  ...changes,
});
const ask = (document: AgreementDocument, changes: Partial<FurtherUseQuestionWire>, at = now) =>
  judgeFurtherUse(knownAgreement(document), question(changes), at);

type Row = readonly [instrument: Instrument, situation: string, changes: Partial<FurtherUseQuestionWire>, outcome: string, kind: string];
const rows: readonly Row[] = [
  [
    'exchange between financial intelligence units',
    'a recipient named in the request: consent is presumed',
    { change: 'recipient-named-in-request' },
    'permitted',
    'presumed',
  ],
  [
    'exchange between financial intelligence units',
    'the same, where the originator objected',
    { change: 'recipient-named-in-request', hasObjected: true },
    'refused',
    'objected',
  ],
  ['exchange between financial intelligence units', 'another recipient', { change: 'other-recipient' }, 'needs', 'prior-consent'],
  [
    'exchange between financial intelligence units',
    'another recipient, with consent',
    { change: 'other-recipient', hasConsented: true },
    'permitted',
    'consented',
  ],
  ['exchange between financial intelligence units', 'as evidence', { change: 'evidence' }, 'needs', 'prior-consent'],
  ['exchange between financial intelligence units', 'another purpose', { change: 'purpose-outside' }, 'needs', 'prior-consent'],
  ['competent authorities of one regulation', 'a new purpose within the regulation, not told yet', {}, 'needs', 'notice'],
  ['competent authorities of one regulation', 'told yesterday', { noticeAt: addMs(now, -day) }, 'needs', 'window-open'],
  [
    'competent authorities of one regulation',
    'told three weeks ago, no objection',
    { noticeAt: addMs(now, -21 * day) },
    'permitted',
    'not-objected',
  ],
  [
    'competent authorities of one regulation',
    'told three weeks ago, objected',
    { noticeAt: addMs(now, -21 * day), hasObjected: true },
    'refused',
    'objected',
  ],
  ['competent authorities of one regulation', 'a notice from the future is none', { noticeAt: addMs(now, day) }, 'needs', 'notice'],
  ['arrangement with a third country', 'even a purpose within needs consent before', {}, 'needs', 'prior-consent'],
  ['memorandum of securities regulators', 'a purpose within the general framework', {}, 'permitted', 'presumed'],
  ['memorandum of securities regulators', 'another purpose', { change: 'purpose-outside' }, 'needs', 'prior-consent'],
  ['memorandum of securities regulators', 'a legal demand, the originator not told', { change: 'legal-demand' }, 'needs', 'notice'],
  [
    'memorandum of securities regulators',
    'a legal demand, the originator told',
    { change: 'legal-demand', noticeAt: now },
    'permitted',
    'told',
  ],
  [
    'memorandum of securities regulators',
    'to a self-regulatory body that is not bound',
    { change: 'self-regulatory-body' },
    'needs',
    'safeguards',
  ],
  [
    'memorandum of securities regulators',
    'to one that is bound',
    { change: 'self-regulatory-body', safeguards: ['kept-confidential', 'permitted-use-only', 'no-competitive-advantage'] },
    'permitted',
    'body-bound',
  ],
  [
    'mutual recognition of freezing orders',
    'naming the requester to the holder of the assets',
    { change: 'reveal-request' },
    'needs',
    'with-consent',
  ],
  [
    'mutual recognition of freezing orders',
    'the requester does not consent: the step is not taken',
    { change: 'reveal-request', hasObjected: true },
    'refused',
    'objected',
  ],
  [
    'mutual recognition of freezing orders',
    'a change of which no clause speaks needs consent',
    { change: 'evidence' },
    'needs',
    'prior-consent',
  ],
  ['exchange between financial intelligence units', 'by somebody who is no party', { holder: 'ca1stranger' }, 'refused', 'not-a-party'],
];

suite('further use', () => {
  for (const [key, situation, changes, outcome, kind] of rows) {
    test(`${key}: ${situation}: ${outcome}`, () => {
      const answer = ask(instrument(key), changes);
      assert(furtherUseAnswerSchema.safeParse(answer).success);
      assert.deepEqual([answer.outcome, answer.steps[0]?.kind], [outcome, kind], answer.steps[0]?.sentence);
    });
  }
  test('the time to object ends after ten working days in the calendar of the originator', () => {
    const document = instrument('competent authorities of one regulation');
    const parties = document.parties.map((party) =>
      party.authorityId === second ? { ...party, calendar: { timeZone: 'Etc/GMT-1', weekend: [5, 6], holidays: ['2027-03-08'] } } : party,
    );
    assert.equal(ask({ ...document, parties }, { noticeAt: now }).objectUntil, '2027-03-16T22:59:59.999Z');
  });
  test('a stricter term more never permits more', () => {
    const document = instrument('exchange between financial intelligence units');
    const rank = { permitted: 0, needs: 1, refused: 2 };
    fc.assert(
      fc.property(
        fc.constantFrom(...useChanges),
        fc.constantFrom(...useModes),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(null, addMs(now, -30 * day)),
        (change, mode, hasObjected, hasConsented, noticeAt) => {
          const more = { ...document, terms: [...document.terms, { kind: 'use-mode' as const, clause: '1', change, mode }] };
          const has = document.terms.some((term) => term.kind === 'use-mode' && term.change === change);
          const changes = { change, hasObjected, hasConsented, noticeAt };
          // Where no clause spoke of it the careful rule held, which a term may loosen; otherwise it only adds.
          if (has) assert(rank[ask(more, changes).outcome] >= rank[ask(document, changes).outcome]);
        },
      ),
    );
  });
  test('invariant 7: the requester is never named without its consent where the agreement asks for it', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.constantFrom(null, now), (hasObjected, noticeAt) => {
        const answer = ask(instrument('mutual recognition of freezing orders'), {
          change: 'reveal-request',
          hasObjected,
          hasConsented: false,
          noticeAt,
        });
        assert.notEqual(answer.outcome, 'permitted');
      }),
    );
  });
});

suite('a breach of the protection of received data is told', () => {
  const term = (clause: string, breachNoticeHours: number): Terms[number] => ({
    kind: 'personal-data',
    clause,
    basis: 'adequacy',
    to: [],
    annex: null,
    categories: ['identity'],
    marking: '',
    breachNoticeHours,
    rights: [],
    redressContact: '',
    onward: 'never',
  });
  const known = knownAgreement({ ...base, terms: [...base.terms, term('1', 72), term('2', 24)] });
  const told = (hours: number, delay = '') => {
    const said = { from: first, to: second, matter: 'bnt_1', discoveredAt: now, delay, at: addMs(now, hours * 3_600_000) };
    const { verdict } = decideUnder(tellBreachAct(known, said), known, noFacts, said.at);
    const [why] = verdict.reasons;
    return [verdict.outcome, why?.kind, why?.clause?.clause];
  };
  test('in time by the shortest of its clauses; later only with the reasons for the delay', () => {
    assert.deepEqual(told(24), ['permitted', 'allowed', '2']);
    assert.deepEqual(told(25), ['needs', 'reason', '2']);
    assert.deepEqual(told(25, 'The scope was not known.'), ['permitted', 'allowed', '2']);
  });
});

suite('transfer of personal data', () => {
  const listed: (typeof personalDataCategories)[number][] = ['identity', 'contact', 'financial', 'movements'];
  const arrangement: Terms[number] = {
    kind: 'personal-data',
    clause: '11',
    basis: 'administrative-arrangement',
    to: [],
    annex: null,
    categories: listed,
    marking: 'EEA personal data',
    breachNoticeHours: 72,
    rights: ['access', 'rectification', 'redress'],
    redressContact: 'the data-protection officer of XB',
    onward: 'with-authorisation',
  };
  const document = { ...base, terms: [...base.terms, arrangement] };
  const retention = { kind: 'retention' as const, clause: '11', of: 'personal-data' as const, days: 1825, afterwards: 'destroy' as const };
  const fields = personalDataCategories.map((category) => ({ field: `/body/${category}`, category }));
  const consented = { recipient: second, hasConsented: true };
  test('only the fields of listed categories are proposed; the others stay, each with its reason', () => {
    const { transfer, steps } = ask({ ...document, terms: [...document.terms, retention] }, { ...consented, fields });
    assert.deepEqual(transfer?.give.toSorted(), [...new Set(listed)].map((category) => `/body/${category}`).toSorted());
    assert.equal(transfer?.withhold.length, fields.length - new Set(listed).size);
    assert(steps.some(({ kind }) => kind === 'minimise') === transfer.withhold.length > 0);
  });
  test('an agreement that names no basis lets none of them go to another country', () => {
    const answer = ask(base, { ...consented, fields });
    assert.deepEqual([answer.outcome, answer.transfer?.give], ['needs', []]);
  });
  test('within one country nothing is transferred', () => {
    const parties = document.parties.map((party) => ({ ...party, jurisdiction: 'XA' }));
    assert.deepEqual(ask({ ...document, parties }, { ...consented, fields }).transfer?.withhold, []);
  });
  test('invariant 17: without basis, mark, end of retention and redress, personal data never go abroad without more', () => {
    const anyBasis = fc.constantFrom('adequacy' as const, 'administrative-arrangement' as const, 'no-transfer' as const);
    fc.assert(
      fc.property(anyBasis, fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), (basis, hasTerm, isMarked, hasEnd, hasRedress) => {
        const kept = document.terms.filter(({ kind }) => kind !== 'personal-data' && kind !== 'retention');
        const term = {
          kind: 'personal-data' as const,
          clause: '1',
          basis,
          to: [],
          annex: null,
          categories: [...personalDataCategories],
          marking: isMarked ? 'XA personal data' : '',
          breachNoticeHours: null,
          rights: [],
          redressContact: hasRedress ? 'the officer for data protection' : '',
          onward: 'never' as const,
        };
        const terms = [...kept, ...(hasTerm ? [term] : []), ...(hasEnd ? [retention] : [])];
        const { outcome } = ask({ ...document, terms }, { ...consented, fields });
        assert.equal(outcome === 'permitted', hasTerm && basis !== 'no-transfer' && isMarked && hasEnd && hasRedress);
      }),
    );
  });
});
