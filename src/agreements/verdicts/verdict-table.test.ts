// SPDX-License-Identifier: Apache-2.0
/**
 * Verdicts as a lawyer reads them: each row is a situation, the act, the outcome, the first reason and the clause it cites.
 *
 * XA (a securities commission), XB (a financial intelligence unit) and XC (a market authority) are parties to a memorandum;
 * XA and XB also have an arrangement. XD is party to nothing. Both agreements have been in force since 2026.
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
  peeringInstrument,
  refOf,
  verdictDigest,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';

const { xa, xb, xc, xd } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const arrangement = knownAgreement(bilateralArrangement({ parties: [xa, xb], inForceFrom: since }));
const memorandum = knownAgreement(multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: since }));
const endedArrangement = knownAgreement({ ...arrangement.document, inForceUntil: '2026-11-01T00:00:00.000Z' });
const endedWithoutTail = knownAgreement({
  ...endedArrangement.document,
  terms: endedArrangement.document.terms.filter((term) => term.kind !== 'withdrawal'),
});
const future = knownAgreement({ ...arrangement.document, inForceFrom: '2027-01-01T00:00:00.000Z' });
const twoApprovers = knownAgreement({
  ...arrangement.document,
  terms: [...arrangement.document.terms, { kind: 'approvals', clause: '5', act: 'ask', approversMin: 2 }],
});
const instrument = peeringInstrument(xa, xb);

const step = 'sha256:step';
const approved: Facts = {
  ...noFacts,
  preparedBy: 'off_p',
  stepDigest: step,
  approvals: [{ officer: 'off_a', subject: step, at: now, authenticator: null }],
};
const givenBy = (...officers: string[]): Facts => ({
  ...approved,
  approvals: officers.map((officer) => ({ officer, subject: step, at: now, authenticator: null })),
});

type Ask = Extract<Act, { kind: 'ask' }>;
const complete: Ask['content'] = ['facts', 'legal-provisions', 'precautions', 'subject', 'why-useful'];
function ask(changes: Partial<Ask> = {}): Ask {
  return {
    kind: 'ask',
    from: xa.authorityId,
    to: xb.authorityId,
    assistance: 'information-from-files',
    purpose: 'admin-enforcement',
    class: 'normal',
    urgencyGround: null,
    urgencyReasonGiven: false,
    content: complete,
    ...changes,
  };
}
const urgent = (changes: Partial<Ask> = {}): Ask =>
  ask({ class: 'urgent', urgencyGround: 'loss-of-evidence', urgencyReasonGiven: true, ...changes });
const answering = { from: xb.authorityId, to: xa.authorityId, agreement: refOf(arrangement), requestId: 'req_1' };
const asking = { from: xa.authorityId, to: xb.authorityId, agreement: refOf(arrangement), requestId: 'req_1' };
function reply(changes: Partial<Extract<Act, { kind: 'reply' }>> = {}): Act {
  return {
    kind: 'reply',
    ...answering,
    completeness: 'complete',
    assistance: 'suspicious-reports',
    purpose: 'fiu-analysis',
    dataCount: 2,
    everyDatumConditioned: true,
    passedOnCount: 0,
    everyPassOnAllowed: true,
    ...changes,
  };
}
function refuse(ground: Extract<Act, { kind: 'refuse' }>['ground'], reasonsGiven = true): Act {
  return { kind: 'refuse', ...answering, ground, reasonsGiven };
}
const without = (...fields: Ask['content']): Ask => ask({ content: complete.filter((field) => !fields.includes(field)) });
const toXc = { to: xc.authorityId };

type Row = readonly [
  situation: string,
  act: Act,
  outcome: 'permitted' | 'needs' | 'refused',
  kind: string,
  clause: string | null,
  facts?: Facts,
];

const inForce: readonly Row[] = [
  // --- asking under the arrangement
  ['A complete request, approved by a second officer', ask(), 'permitted', 'allowed', '4'],
  [
    'Suspicious-transaction reports for tracing assets',
    ask({ assistance: 'suspicious-reports', purpose: 'asset-tracing' }),
    'permitted',
    'allowed',
    '4',
  ],
  ['Registrations for supervision', ask({ assistance: 'registrations', purpose: 'supervision' }), 'permitted', 'allowed', '4'],
  [
    'Compliance records for a criminal investigation',
    ask({ assistance: 'compliance-records', purpose: 'criminal-investigation' }),
    'permitted',
    'allowed',
    '4',
  ],
  ['The unit asks the commission for the same', ask({ from: xb.authorityId, to: xa.authorityId }), 'permitted', 'allowed', '4'],
  ['Nobody has approved', ask(), 'needs', 'approval', '5', { ...approved, approvals: [] }],
  ['The preparer approves his own request', ask(), 'needs', 'approval', '5', givenBy('off_p')],
  ['The approval was given for an earlier draft', ask(), 'needs', 'approval', '5', { ...approved, stepDigest: 'sha256:edited' }],
  [
    'The approval is a day and a minute old',
    ask(),
    'needs',
    'approval',
    '5',
    { ...approved, approvals: [{ officer: 'off_a', subject: step, at: '2026-11-19T15:29:00.000Z', authenticator: null }] },
  ],
  [
    'The approval is dated after the act',
    ask(),
    'needs',
    'approval',
    '5',
    { ...approved, approvals: [{ officer: 'off_a', subject: step, at: '2026-11-20T15:30:00.001Z', authenticator: null }] },
  ],
  ['It is not known who prepared it', ask(), 'needs', 'approval', '5', { ...approved, preparedBy: null }],
  ['The facts are missing', without('facts'), 'needs', 'content', '7'],
  ['The subject is missing', without('subject'), 'needs', 'content', '7'],
  ['Why it helps is missing', without('why-useful'), 'needs', 'content', '7'],
  ['The provisions are missing', without('legal-provisions'), 'needs', 'content', '7'],
  ['Precautions are missing, which only the memorandum asks for', without('precautions'), 'permitted', 'allowed', '4'],
  ['Facts and approval are missing', without('facts'), 'needs', 'content', '7', noFacts],
  // --- urgency
  ['An urgent request with ground and reason', urgent(), 'permitted', 'allowed', '4'],
  ['Urgent because assets may flee', urgent({ urgencyGround: 'flight-of-assets' }), 'permitted', 'allowed', '4'],
  ['Urgent without a ground', urgent({ urgencyGround: null }), 'needs', 'urgency-ground', '8'],
  ['Urgent without a reason in words', urgent({ urgencyReasonGiven: false }), 'needs', 'urgency-reason', '8'],
  [
    'Urgent on a ground that the arrangement does not accept: the memorandum has no urgent track either',
    urgent({ urgencyGround: 'market-stability' }),
    'refused',
    'urgency-ground-not-accepted',
    '8',
  ],
  ['Urgent towards XC, with whom only the memorandum is in force', urgent(toXc), 'refused', 'urgency-not-provided', null],
  // --- what the arrangement does not cover and the memorandum does
  ['Asked of XC, under the memorandum', ask(toXc), 'permitted', 'allowed', '3'],
  ['Transaction records of XC', ask({ ...toXc, assistance: 'transaction-records' }), 'permitted', 'allowed', '3'],
  ['Civil enforcement, which only the memorandum serves', ask({ purpose: 'civil-enforcement' }), 'permitted', 'allowed', '3'],
  [
    'Checking compliance, which only the memorandum serves, without precautions',
    { ...without('precautions'), purpose: 'compliance-check' },
    'needs',
    'content',
    '5',
  ],
  [
    'Transaction records of XB, which has not declared that it can provide them',
    ask({ assistance: 'transaction-records' }),
    'refused',
    'assistance-not-covered',
    null,
  ],
  [
    'A statement taken by XC, which has not declared that it can',
    ask({ ...toXc, assistance: 'statement' }),
    'refused',
    'capability-lacking',
    '3',
  ],
  [
    'XC asks XA to take a statement',
    ask({ from: xc.authorityId, to: xa.authorityId, assistance: 'statement' }),
    'permitted',
    'allowed',
    '3',
  ],
  // --- refused
  ['Freezing, which no agreement covers', ask({ assistance: 'freeze' }), 'refused', 'assistance-not-covered', null],
  ['Telephone records of XC', ask({ ...toXc, assistance: 'telephone-records' }), 'refused', 'assistance-not-covered', null],
  [
    'Suspicious-transaction reports of XC, outside the memorandum',
    ask({ ...toXc, assistance: 'suspicious-reports' }),
    'refused',
    'assistance-not-covered',
    null,
  ],
  ['Tax', ask({ purpose: 'tax' }), 'refused', 'purpose-not-allowed', '6'],
  ['Immigration control', ask({ purpose: 'immigration' }), 'refused', 'purpose-not-allowed', '6'],
  ['Sanctions', ask({ purpose: 'sanctions' }), 'refused', 'purpose-not-allowed', '6'],
  ['Analysis by a unit, asked of XC', ask({ ...toXc, purpose: 'fiu-analysis' }), 'refused', 'purpose-not-allowed', '8'],
  ['A commercial end', ask({ purpose: 'commercial' }), 'refused', 'purpose-never', null],
  ['An authority asks itself', ask({ to: xa.authorityId }), 'refused', 'same-authority', null],
  ['XD, party to nothing, is asked', ask({ to: xd.authorityId }), 'refused', 'no-agreement', null],
  ['XD, party to nothing, asks', ask({ from: xd.authorityId }), 'refused', 'no-agreement', null],
  [
    'Freezing for tax, with nothing filled in: what no one can mend comes first',
    ask({ assistance: 'freeze', purpose: 'tax', content: [] }),
    'refused',
    'assistance-not-covered',
    null,
  ],
  // --- in a case
  ['Acknowledging', { kind: 'acknowledge', ...answering }, 'permitted', 'allowed', '9.1', noFacts],
  [
    'Showing a draft',
    { kind: 'share-draft', ...asking, assistance: 'suspicious-reports', purpose: 'fiu-analysis' },
    'permitted',
    'allowed',
    '4',
  ],
  [
    'Showing a draft that nobody has approved',
    { kind: 'share-draft', ...asking, assistance: 'suspicious-reports', purpose: 'fiu-analysis' },
    'needs',
    'approval',
    '5',
    noFacts,
  ],
  [
    'Showing the draft of what the agreement does not cover',
    { kind: 'share-draft', ...asking, assistance: 'statement', purpose: 'fiu-analysis' },
    'refused',
    'assistance-not-covered',
    null,
  ],
  ['Saying what a draft lacks', { kind: 'comment-on-draft', ...answering }, 'permitted', 'allowed', '4', noFacts],
  ['A request that was made orally, where no clause lets it', urgent({ askedOrally: true }), 'refused', 'oral-not-provided', null],
  ['Asking back', { kind: 'ask-back', ...answering }, 'permitted', 'allowed', '7', noFacts],
  ['Answering a question', { kind: 'answer-back', ...asking }, 'permitted', 'allowed', '7', noFacts],
  ['Withdrawing', { kind: 'withdraw', ...asking }, 'permitted', 'allowed', '4', noFacts],
  ['Telling a delay', { kind: 'tell-delay', ...answering }, 'permitted', 'allowed', '4', noFacts],
  ['Telling that it cannot be done', { kind: 'report-impossible', ...answering }, 'permitted', 'allowed', '4'],
  ['Letting it lapse', { kind: 'let-lapse', ...answering }, 'permitted', 'allowed', '4', noFacts],
  ['Telling what came of it', { kind: 'report-use', ...asking }, 'permitted', 'allowed', '4', noFacts],
  ['Telling that it is confidential no more', { kind: 'change-confidentiality', ...asking }, 'permitted', 'allowed', '4', noFacts],
  [
    'Postponing for an inquiry of its own',
    { kind: 'postpone', ...answering, ground: 'R03', reasonsGiven: true },
    'permitted',
    'ground-allowed',
    '10',
  ],
  ['Postponing without reasons', { kind: 'postpone', ...answering, ground: 'R03', reasonsGiven: false }, 'needs', 'refusal-reasons', '10'],
  [
    'Postponing for bank secrecy',
    { kind: 'postpone', ...answering, ground: 'X2', reasonsGiven: true },
    'refused',
    'ground-never-accepted',
    '10',
  ],
  ['A reply with conditioned data, approved', reply(), 'permitted', 'allowed', '4'],
  ['A partial reply', reply({ completeness: 'partial' }), 'permitted', 'allowed', '4'],
  ['A reply in words alone', reply({ dataCount: 0, everyDatumConditioned: false }), 'permitted', 'allowed', '4'],
  ['A reply nobody has approved', reply(), 'needs', 'approval', '5', noFacts],
  ['A reply with one datum without the conditions', reply({ everyDatumConditioned: false }), 'refused', 'conditions-too-loose', '11'],
  [
    'A reply of a kind the arrangement does not cover',
    reply({ assistance: 'transaction-records' }),
    'refused',
    'assistance-not-covered',
    null,
  ],
  ['A reply for a purpose the arrangement does not serve', reply({ purpose: 'tax' }), 'refused', 'purpose-not-allowed', '6'],
  [
    'An act that names an agreement that is not in force here',
    { kind: 'acknowledge', ...answering, agreement: { ...answering.agreement, digest: 'sha256:other' } },
    'refused',
    'agreement-unknown',
    null,
  ],
  [
    'An acknowledgement by one who is not a party',
    { kind: 'acknowledge', ...answering, from: xc.authorityId },
    'refused',
    'not-a-party',
    null,
  ],
  ['A reply to one who is not a party', reply({ to: xc.authorityId }), 'refused', 'not-a-party', null],
  // --- refusing
  ['Refusal because domestic law would be breached', refuse('R01'), 'permitted', 'ground-allowed', '10'],
  ['Refusal because an own investigation would be harmed', refuse('R03'), 'permitted', 'ground-allowed', '10'],
  ['Refusal because the request is incomplete', refuse('R06'), 'permitted', 'ground-allowed', '10'],
  ['Refusal because a privilege stands against it', refuse('R08'), 'permitted', 'ground-allowed', '10'],
  ['Refusal without reasons in words', refuse('R01', false), 'needs', 'refusal-reasons', '10'],
  ['Refusal nobody has approved', refuse('R01'), 'needs', 'approval', '5', noFacts],
  ['Refusal because it is no violation here', refuse('R07'), 'refused', 'ground-forbidden', '10'],
  ['Refusal on a ground the arrangement does not list: pending proceedings', refuse('R04'), 'refused', 'ground-not-allowed', '10'],
  ['Refusal because the act took place abroad', refuse('R12'), 'refused', 'ground-not-allowed', '10'],
  ['Refusal because the matter is fiscal', refuse('X1'), 'refused', 'ground-never-accepted', '10'],
  ['Refusal because a bank owes secrecy', refuse('X2'), 'refused', 'ground-never-accepted', '10'],
  ['Refusal because the requester is of another kind', refuse('X3'), 'refused', 'ground-never-accepted', '10'],
  ['Refusal because of a domestic inquiry not impeded', refuse('X4'), 'refused', 'ground-never-accepted', '10'],
  [
    'Under the memorandum, pending proceedings are a ground, once the parties have consulted',
    { ...refuse('R04'), agreement: refOf(memorandum), consultedFirst: true } as Act,
    'permitted',
    'ground-allowed',
    '7',
  ],
  [
    'Under the memorandum, refusing without having consulted',
    { ...refuse('R04'), agreement: refOf(memorandum) } as Act,
    'needs',
    'consultation',
    '7',
  ],
  // --- joining servers is for the peering instrument alone
  [
    'Receipts under an agreement on assistance',
    { kind: 'peer', from: xa.authorityId, to: xb.authorityId, dispatchKind: 'receipt' },
    'refused',
    'dispatch-kind-not-covered',
    null,
  ],
];

suite('under the agreements in force', () => {
  const index = indexAgreements([memorandum, arrangement]);
  for (const [situation, act, outcome, kind, clause, facts = approved] of inForce) {
    test(`${situation}: ${outcome}`, () => {
      const { verdict, permit } = decide(act, index, facts, now);
      const [first] = verdict.reasons;
      assert.deepEqual([verdict.outcome, first?.kind, first?.clause?.clause ?? null], [outcome, kind, clause], first?.sentence);
      assert.equal(permit !== null, outcome === 'permitted');
    });
  }
  test('the table is large and says no often enough', () => {
    assert(inForce.length >= 60);
    assert(inForce.filter(([, , outcome]) => outcome !== 'permitted').length * 3 >= inForce.length);
  });
});

suite('under one agreement', () => {
  const rows: readonly (readonly [...Row, agreement: typeof arrangement])[] = [
    ['Asking before the agreement is in force', ask(), 'refused', 'not-yet-in-force', null, approved, future],
    ['Asking after it has ended', ask(), 'refused', 'ended', null, approved, endedArrangement],
    [
      'Replying after it has ended: requests under way are carried on',
      reply({ agreement: refOf(endedArrangement) }),
      'permitted',
      'allowed',
      '4',
      approved,
      endedArrangement,
    ],
    [
      'Replying after the end of an agreement without a clause on withdrawal',
      reply({ agreement: refOf(endedWithoutTail) }),
      'refused',
      'ended',
      null,
      approved,
      endedWithoutTail,
    ],
    [
      'A reply that names another agreement',
      reply({ agreement: refOf(memorandum) }),
      'refused',
      'other-agreement',
      null,
      approved,
      arrangement,
    ],
    ['One approval where a term asks for two', ask(), 'needs', 'approval', '5', givenBy('off_a'), twoApprovers],
    ['The same officer twice where a term asks for two', ask(), 'needs', 'approval', '5', givenBy('off_a', 'off_a'), twoApprovers],
    ['Two officers where a term asks for two', ask(), 'permitted', 'allowed', '4', givenBy('off_a', 'off_b'), twoApprovers],
    ['Asking for anything under the peering instrument', ask(), 'refused', 'assistance-not-covered', null, approved, instrument],
    [
      'Replying under the peering instrument',
      reply({ agreement: refOf(instrument) }),
      'refused',
      'assistance-not-covered',
      null,
      approved,
      instrument,
    ],
  ];
  const peering = (['peering', 'keys', 'receipt', 'negotiation'] as const).map(
    (dispatchKind): readonly [...Row, agreement: typeof arrangement] => [
      `A dispatch about ${dispatchKind} under the peering instrument`,
      { kind: 'peer', from: xa.authorityId, to: xb.authorityId, dispatchKind },
      'permitted',
      'allowed',
      '2',
      noFacts,
      instrument,
    ],
  );
  for (const [situation, act, outcome, kind, clause, facts = approved, agreement] of [...rows, ...peering]) {
    test(`${situation}: ${outcome}`, () => {
      const { verdict } = decideUnder(act, agreement, facts, now);
      const [first] = verdict.reasons;
      assert.deepEqual([verdict.outcome, first?.kind, first?.clause?.clause ?? null], [outcome, kind, clause], first?.sentence);
    });
  }
});

suite('a verdict reads like a letter', () => {
  const index = indexAgreements([memorandum, arrangement]);
  test('a permitted request', () => {
    const { verdict } = decide(urgent({ assistance: 'suspicious-reports' }), index, approved, now);
    assert.deepEqual(
      verdict.reasons.map((reason) => reason.sentence),
      [
        'Clause 4 allows suspicious-transaction reports.',
        'Clause 6 allows it for administrative enforcement.',
        'Clause 8 accepts urgency for loss of evidence.',
        'Clause 11 sets the conditions that whatever is given will carry and lets it be used for 1,825 days.',
        'The approval that clause 5 asks for is given (1 of 1).',
      ],
    );
    assert.deepEqual(
      verdict.deadlines.map(({ step, dueAt, sentence }) => [step, dueAt, sentence]),
      [
        [
          'acknowledge',
          '2026-11-25T22:59:59.999Z',
          'Clause 9.2: Financial Intelligence Unit of XB acknowledges the request within 3 working days of receipt.',
        ],
        [
          'contest-urgency',
          '2026-11-25T22:59:59.999Z',
          'Clause 9.2: Financial Intelligence Unit of XB may contest the urgency within 3 working days of receipt.',
        ],
        [
          'interim-reply',
          '2026-12-07T22:59:59.999Z',
          'Clause 9.2: Financial Intelligence Unit of XB gives an interim reply within 10 working days of receipt.',
        ],
        ['reply', '2026-12-21T22:59:59.999Z', 'Clause 9.2: Financial Intelligence Unit of XB replies within 20 working days of receipt.'],
      ],
    );
  });
  test('a request that lacks things, with every field to mend', () => {
    const { verdict } = decide({ ...without('facts', 'subject'), class: 'urgent' }, index, noFacts, now);
    assert.deepEqual(
      verdict.reasons.map(({ field, sentence }) => [field, sentence]),
      [
        [
          'urgencyGround',
          'Clause 8 asks what makes the request urgent; it accepts flight of assets, loss of evidence and significant harm to investors.',
        ],
        [
          'urgencyReason',
          'Clause 8 asks for the reason of the urgency in words. The test: A prompt answer is needed to stop or prevent ' +
            "significant harm, and the urgency does not come from the requester's own delay.",
        ],
        ['subject', 'Clause 7 asks for the subject: who or what the request is about; it is still empty.'],
        ['facts', 'Clause 7 asks for the facts underlying the request; it is still empty.'],
        [null, 'Clause 5 asks for the approval of one officer other than the one who prepared it; 0 of 1 given.'],
      ],
    );
  });
  test('a refused request, and which agreement would need what', () => {
    const { verdict } = decide(ask({ purpose: 'tax' }), index, approved, now);
    assert.equal(
      verdict.reasons[0]?.sentence,
      'Clause 6 allows administrative enforcement, analysis by a financial intelligence unit, criminal investigation, ' +
        'supervision and tracing assets, not tax.',
    );
    assert.equal(verdict.alternatives[0]?.title, 'Multilateral Memorandum on Enforcement and Supervision');
  });
  test('a permitted request names the memorandum as an alternative and what it lacks there', () => {
    const { verdict } = decide(without('precautions'), index, approved, now);
    assert.equal(verdict.governing?.title, 'Arrangement XA-XB on Suspicious Transactions in Digital Assets');
    assert.deepEqual(
      verdict.alternatives.map(({ outcome, sentence }) => [outcome, sentence]),
      [['needs', 'Clause 5 asks for its sensitivity and the precautions wished; it is still empty.']],
    );
  });
  test('where no agreement joins the two, it names one that would if the other were a party', () => {
    const { verdict } = decide(ask({ to: xd.authorityId, purpose: 'civil-enforcement' }), index, approved, now);
    assert.deepEqual(
      verdict.alternatives.map(({ title, sentence }) => [title, sentence]),
      [
        [
          'Multilateral Memorandum on Enforcement and Supervision',
          'Clause 3 would allow information from files for this purpose, but the authority asked is not a party.',
        ],
      ],
    );
  });
  test('its digest is fixed: what one server signs, another computes', () => {
    const { verdict } = decideUnder(ask(), arrangement, approved, now);
    assert.equal(
      verdictDigest(verdict),
      verdictDigest(decideUnder(structuredClone(ask()), structuredClone(arrangement), structuredClone(approved), now).verdict),
    );
  });
});
