// SPDX-License-Identifier: Apache-2.0
/**
 * Verdicts on what concerns a datum after it was given, as a lawyer reads them: consent to pass it on, giving unasked, recall.
 *
 * XB gave XA something under the arrangement; XA, XB and XC are parties to the memorandum; XD is party to nothing.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import {
  type Act,
  bilateralArrangement,
  decide,
  decideUnder,
  type Facts,
  indexAgreements,
  knownAgreement,
  multilateralMemorandum,
  noFacts,
  refOf,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';

const [xa, xb, xc, xd] = [sampleParties.xa, sampleParties.xb, sampleParties.xc, sampleParties.xd].map((party) => party.authorityId) as [
  string,
  string,
  string,
  string,
];
const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const parties = [sampleParties.xa, sampleParties.xb];
const arrangement = knownAgreement(bilateralArrangement({ parties, inForceFrom: since }));
const memorandum = knownAgreement(multilateralMemorandum({ parties: [...parties, sampleParties.xc], inForceFrom: since }));
const without = (kind: string) =>
  knownAgreement({ ...arrangement.document, terms: arrangement.document.terms.filter((term) => term.kind !== kind) });
const changed = (change: object, kind: string) =>
  knownAgreement({
    ...arrangement.document,
    terms: arrangement.document.terms.map((term) => (term.kind === kind ? { ...term, ...change } : term)),
  });
const ended = knownAgreement({ ...arrangement.document, inForceUntil: '2026-11-01T00:00:00.000Z' });

const step = 'sha256:step';
const approved: Facts = {
  ...noFacts,
  preparedBy: 'off_p',
  stepDigest: step,
  approvals: [{ officer: 'off_a', subject: step, at: now, authenticator: null }],
};

type OfKind<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;
const matter = 'cns_1';
const ask = (changes: Partial<OfKind<'ask-consent'>> = {}): Act => ({
  kind: 'ask-consent',
  from: xa,
  to: xb,
  matter,
  onBehalfOf: xa,
  originator: xb,
  recipient: xc,
  purpose: 'admin-enforcement',
  reasonGiven: true,
  ...changes,
});
const answer = (changes: Partial<OfKind<'answer-consent'>> = {}): Act => ({
  kind: 'answer-consent',
  from: xb,
  to: xa,
  agreement: refOf(arrangement),
  matter,
  onBehalfOf: xb,
  answer: 'granted',
  ground: null,
  reasonsGiven: false,
  ...changes,
});
const deny = (ground: OfKind<'answer-consent'>['ground'], reasonsGiven = true): Act => answer({ answer: 'denied', ground, reasonsGiven });
const disclose = (changes: Partial<OfKind<'disclose'>> = {}): Act => ({
  kind: 'disclose',
  from: xa,
  to: xc,
  matter: 'dis_1',
  kinds: ['compliance-records'],
  purpose: 'admin-enforcement',
  reasonGiven: true,
  dataCount: 1,
  everyDatumConditioned: true,
  passedOnCount: 0,
  everyPassOnAllowed: true,
  ...changes,
});
const recall = (changes: Partial<OfKind<'recall'>> = {}): Act => ({
  kind: 'recall',
  from: xb,
  to: xa,
  agreement: refOf(arrangement),
  matter: 'rcl_1',
  onBehalfOf: xb,
  change: 'withdrawal',
  reasonGiven: true,
  ...changes,
});
const answerRecall = (changes: Partial<OfKind<'answer-recall'>> = {}): Act => ({
  kind: 'answer-recall',
  from: xa,
  to: xb,
  agreement: refOf(arrangement),
  matter: 'rcl_1',
  onBehalfOf: xa,
  outcome: 'executed',
  ground: null,
  reasonsGiven: false,
  ...changes,
});

const tellNewUse = (changes: Partial<OfKind<'tell-new-use'>> = {}): Act => ({
  kind: 'tell-new-use',
  from: xa,
  to: xb,
  matter: 'nus_1',
  change: 'purpose-within',
  purpose: 'supervision',
  reasonGiven: true,
  ...changes,
});
const answerNewUse = (changes: Partial<OfKind<'answer-new-use'>> = {}): Act => ({
  kind: 'answer-new-use',
  from: xb,
  to: xa,
  agreement: refOf(arrangement),
  matter: 'nus_1',
  change: 'purpose-within',
  answer: 'objected',
  isInTime: true,
  reasonsGiven: true,
  ...changes,
});

const tellBreach = (changes: Partial<OfKind<'tell-breach'>> = {}): Act => ({
  kind: 'tell-breach',
  from: xa,
  to: xb,
  agreement: refOf(arrangement),
  matter: 'bnt_1',
  isInTime: true,
  delayExplained: false,
  ...changes,
});

type Row = readonly [situation: string, act: Act, outcome: string, kind: string, clause: string | null, facts?: Facts];
const rows: readonly Row[] = [
  // --- a new use
  ['Telling XB of a new use for a purpose of the arrangement', tellNewUse(), 'permitted', 'allowed', '12', noFacts],
  [
    'Asking XB about a purpose of which no clause speaks',
    tellNewUse({ change: 'purpose-outside', purpose: 'tax' }),
    'permitted',
    'allowed',
    '1',
    noFacts,
  ],
  ['Telling of it without a reason', tellNewUse({ reasonGiven: false }), 'needs', 'reason', '12', noFacts],
  [
    'A new use that is commercial',
    tellNewUse({ change: 'purpose-outside', purpose: 'commercial' }),
    'refused',
    'purpose-never',
    null,
    noFacts,
  ],
  ['Objecting in time takes one officer', answerNewUse(), 'permitted', 'allowed', '12', noFacts],
  ['Objecting without saying why', answerNewUse({ reasonsGiven: false }), 'needs', 'reason', '12', noFacts],
  ['Objecting after the time', answerNewUse({ isInTime: false }), 'refused', 'objection-late', '12', noFacts],
  ['Consenting waits for a second officer', answerNewUse({ answer: 'consented', reasonsGiven: false }), 'needs', 'approval', '17', noFacts],
  ['Consenting, approved', answerNewUse({ answer: 'consented', reasonsGiven: false }), 'permitted', 'allowed', '12'],
  // --- a breach of what was given
  ['Telling XB of a breach, of which no clause speaks', tellBreach(), 'permitted', 'allowed', '1', noFacts],
  ['It needs no approval, and no clause that provides for it', tellBreach({ isInTime: false }), 'permitted', 'allowed', '1', noFacts],
  ['Telling one that is no party to the agreement', tellBreach({ to: xd }), 'refused', 'not-a-party', null, noFacts],
  // --- asking the originator
  ['Asking XB whether XC may get it', ask(), 'permitted', 'allowed', '17', noFacts],
  ['Asking without a reason', ask({ reasonGiven: false }), 'needs', 'reason', '17', noFacts],
  ['Asking for a commercial purpose', ask({ purpose: 'commercial' }), 'refused', 'purpose-never', null, noFacts],
  ['Asking one with whom no agreement is in force', ask({ to: xd }), 'refused', 'no-agreement', null, noFacts],
  ['Carrying the question of XC to XB', ask({ onBehalfOf: xc, reasonGiven: false }), 'permitted', 'allowed', '17', noFacts],
  ['Under the memorandum, asking XC', ask({ to: xc, originator: xc, recipient: xb }), 'permitted', 'allowed', '14', noFacts],
  // --- answering
  ['Granting, approved by a second officer', answer(), 'permitted', 'allowed', '17'],
  ['Granting what nobody has approved', answer(), 'needs', 'approval', '17', noFacts],
  [
    'Carrying the answer of XB on needs no approval of ours',
    answer({ from: xa, to: xb, onBehalfOf: xc }),
    'permitted',
    'allowed',
    '17',
    noFacts,
  ],
  ['Denying because an own investigation would be harmed', deny('R03'), 'permitted', 'allowed', '17'],
  ['Denying without reasons in words', deny('R03', false), 'needs', 'refusal-reasons', '10'],
  ['Denying because it is no violation here', deny('R07'), 'refused', 'ground-forbidden', '10'],
  ['Denying because a bank owes secrecy', deny('X2'), 'refused', 'ground-never-accepted', '10'],
  [
    'Denying under the memorandum, which has the parties consult before a request is refused: not before a consent is denied',
    answer({ agreement: refOf(memorandum), answer: 'denied', ground: 'R01', reasonsGiven: true }),
    'permitted',
    'allowed',
    '14',
  ],
  ['Denying on no ground', deny(null), 'refused', 'ground-not-allowed', '10'],
  [
    'Answering under an agreement that is not in force here',
    answer({ agreement: { ...refOf(arrangement), digest: 'sha256:x' } }),
    'refused',
    'agreement-unknown',
    null,
  ],
  // --- giving unasked
  ['Giving an own compliance record unasked', disclose(), 'permitted', 'allowed', '11'],
  ['Giving it without saying why', disclose({ reasonGiven: false }), 'needs', 'reason', '11'],
  ['Giving what nobody has approved', disclose(), 'needs', 'approval', '14', noFacts],
  [
    'Giving a report that the memorandum does not cover',
    disclose({ kinds: ['suspicious-reports'] }),
    'refused',
    'assistance-not-covered',
    null,
  ],
  ['Giving for tax', disclose({ purpose: 'tax' }), 'refused', 'purpose-not-allowed', '8'],
  ['Giving a datum under looser conditions', disclose({ everyDatumConditioned: false }), 'refused', 'conditions-too-loose', '9'],
  ['Passing on with the leave of its originator', disclose({ passedOnCount: 1 }), 'permitted', 'allowed', '11'],
  ['Passing on without it', disclose({ passedOnCount: 1, everyPassOnAllowed: false }), 'refused', 'pass-on-not-allowed', '14'],
  [
    'Passing on what another authority attests from a letter',
    disclose({ passedOnCount: 1, attestedCount: 1 }),
    'refused',
    'attested-not-taken',
    '14',
  ],
  ['To one with whom no agreement is in force', disclose({ to: xd }), 'refused', 'no-agreement', null],
  // --- recalling
  ['Withdrawing what was given, approved', recall(), 'permitted', 'allowed', '18'],
  ['Correcting what was given, approved', recall({ change: 'correction' }), 'permitted', 'allowed', '18'],
  ['Recalling without a reason', recall({ reasonGiven: false }), 'needs', 'reason', '18'],
  ['Recalling what nobody has approved', recall(), 'needs', 'approval', '18', noFacts],
  ['Carrying the recall of XB to a later holder', recall({ from: xa, to: xb, onBehalfOf: xc }), 'permitted', 'allowed', '18', noFacts],
  ['Having carried it out', answerRecall(), 'permitted', 'allowed', '18', noFacts],
  [
    'Keeping it because of a legal hold',
    answerRecall({ outcome: 'refused', ground: 'legal-hold', reasonsGiven: true }),
    'permitted',
    'allowed',
    '18',
    noFacts,
  ],
  [
    'Keeping it without reasons in words',
    answerRecall({ outcome: 'refused', ground: 'legal-hold' }),
    'needs',
    'refusal-reasons',
    '18',
    noFacts,
  ],
  [
    'Keeping it on a ground that the arrangement does not accept',
    answerRecall({ outcome: 'refused', ground: 'duty-to-keep', reasonsGiven: true }),
    'refused',
    'recall-ground-not-accepted',
    '18',
    noFacts,
  ],
  [
    'Keeping it on no ground',
    answerRecall({ outcome: 'refused', reasonsGiven: true }),
    'refused',
    'recall-ground-not-accepted',
    '18',
    noFacts,
  ],
];

suite('what concerns a datum after it was given', () => {
  const index = indexAgreements([memorandum, arrangement]);
  for (const [situation, act, outcome, kind, clause, facts = approved] of rows) {
    test(`${situation}: ${outcome}`, () => {
      const { verdict, permit } = decide(act, index, facts, now);
      const [first] = verdict.reasons;
      assert.deepEqual([verdict.outcome, first?.kind, first?.clause?.clause ?? null], [outcome, kind, clause], first?.sentence);
      assert.equal(permit !== null, outcome === 'permitted');
    });
  }
});

suite('under one agreement', () => {
  const single: readonly (readonly [...Row, agreement: typeof arrangement])[] = [
    ['Asking where no clause provides for it', ask(), 'refused', 'onward-not-covered', null, noFacts, without('onward')],
    [
      'Answering where no clause provides for it',
      answer({ agreement: refOf(without('onward')) }),
      'refused',
      'onward-not-covered',
      null,
      approved,
      without('onward'),
    ],
    [
      'Carrying a question where holders do not',
      ask({ onBehalfOf: xc }),
      'refused',
      'onward-not-covered',
      '17',
      noFacts,
      changed({ mayRelay: false }, 'onward'),
    ],
    [
      'Giving unasked where no clause allows it',
      disclose({ to: xb }),
      'refused',
      'unsolicited-not-allowed',
      null,
      approved,
      without('unsolicited'),
    ],
    [
      'Giving unasked where a clause rules it out',
      disclose({ to: xb }),
      'refused',
      'unsolicited-not-allowed',
      null,
      approved,
      changed({ isAllowed: false }, 'unsolicited'),
    ],
    [
      'Passing on what another authority attests, where the clause takes it',
      disclose({ to: xb, passedOnCount: 1, attestedCount: 1 }),
      'permitted',
      'allowed',
      '14',
      approved,
      changed({ takesAttested: true }, 'onward'),
    ],
    [
      'Recalling where no clause provides for it',
      recall({ agreement: refOf(without('recall')) }),
      'refused',
      'recall-not-covered',
      null,
      approved,
      without('recall'),
    ],
    ['Asking anew after the end', ask(), 'refused', 'ended', null, noFacts, ended],
    ['Giving unasked after the end', disclose({ to: xb }), 'refused', 'ended', null, approved, ended],
    ['Recalling after the end what was given before', recall({ agreement: refOf(ended) }), 'permitted', 'allowed', '18', approved, ended],
    ['Answering after the end what was asked before', answer({ agreement: refOf(ended) }), 'permitted', 'allowed', '17', approved, ended],
  ];
  for (const [situation, act, outcome, kind, clause, facts = approved, agreement] of single) {
    test(`${situation}: ${outcome}`, () => {
      const { verdict } = decideUnder(act, agreement, facts, now);
      const [first] = verdict.reasons;
      assert.deepEqual([verdict.outcome, first?.kind, first?.clause?.clause ?? null], [outcome, kind, clause], first?.sentence);
    });
  }

  test('the deadline to answer runs in the calendar of the authority asked', () => {
    const asked = decideUnder(ask(), arrangement, noFacts, now).verdict;
    assert.deepEqual(
      asked.deadlines.map(({ step: what, sentence }) => [what, sentence]),
      [
        [
          'answer-consent',
          'Clause 17: Financial Intelligence Unit of XB answers whether it may be passed on within 5 working days of receipt.',
        ],
      ],
    );
    assert.deepEqual(
      decideUnder(recall(), arrangement, approved, now).verdict.deadlines.map(({ step: what }) => what),
      ['answer-recall'],
    );
  });
});
