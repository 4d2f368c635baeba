// SPDX-License-Identifier: Apache-2.0
/** The act of each step: made from its body alone, and changed by every member that the agreement looks at. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bilateralArrangement, buildCondition, knownAgreement, refOf, replyLimits } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import type { IdOf, Instant, JsonValue } from '../../kernel/index.ts';
import { wholeDigitsMax } from '../../kernel/wire.ts';
import { realSuites } from '../../seals/index.ts';
import { actOfStep, bodySchemas, factsOfReply, keptBody, type StepBody, summaryOf, toJson } from './dispatch-bodies.ts';
import { refusalOfText } from './step-row.ts';
import { traceEntrySchema } from '../traces/wire.ts';
import { actOfDraft, bodyOfDraft } from '../cases/request-draft.ts';
import type { ReplyBodyWire, RequestBodyWire, RequestDraftWire } from '../wire.ts';

const { xa, xb } = sampleParties;
const friday = '2026-11-20T15:30:00.000Z' as Instant;
const arrangement = knownAgreement(bilateralArrangement({ parties: [xa, xb], inForceFrom: '2026-01-01T00:00:00.000Z' as Instant }));
const agreement = refOf(arrangement);
const requestId = 'req_06f0m3k4x9v2q8t7w5y1z3a6bc';
const limits = replyLimits(arrangement, friday);
const condition = buildCondition({
  agreement: arrangement,
  originator: xb.authorityId,
  limits,
  id: 'cnd_06f0m3k4x9v2q8t7w5y1z3a6bc' as IdOf<'cnd'>,
  scope: '',
});

const request: RequestBodyWire = {
  requestId,
  assistance: 'suspicious-reports',
  purpose: 'admin-enforcement',
  class: 'urgent',
  urgency: { ground: 'flight-of-assets', reason: 'The wallet is being emptied.' },
  content: { subject: 'Meridian Tide', facts: 'It sold before it told.' },
  reference: 'XA-1',
};
const record = {
  id: 'rcd_1',
  originator: xb.authorityId,
  body: {
    kind: 'compliance-record',
    reference: 'XB-1',
    firm: 'Meridian Tide',
    lei: null,
    recordType: 'warning',
    date: '2026-03-02',
    authority: 'XB',
    summary: 'Late.',
    outcome: '',
    amount: null,
  },
  provenance: [],
  conditions: [condition],
} satisfies ReplyBodyWire['records'][number];
const passing = { from: xb.authorityId, to: xa.authorityId, purpose: 'admin-enforcement', at: friday } as const;
const digest = `sha256:${'ab'.repeat(32)}`;
const noParts = { entries: [], begun: [], converted: [], ends: [], reached: [], beyond: [] };
const tracedReply = {
  relay: 'rly_1',
  passOn: 'chain',
  parts: [{ authority: xb.authorityId, askedBy: null, trace: digest, movements: digest, method: 'fifo', ...noParts }],
} satisfies ReplyBodyWire['trace'];
const reply: ReplyBodyWire = { requestId, completeness: 'complete', text: 'See the record.', records: [record] };

function actOf(step: StepBody, terms: Partial<Parameters<typeof actOfStep>[1]> = {}): string {
  const whole = { from: xb.authorityId, to: xa.authorityId, agreement, request, ...terms };
  const { from, to } = whole;
  const facts = (body: ReplyBodyWire) => factsOfReply(arrangement, { body, conditions: [condition] }, { ...passing, from, to }, realSuites);
  return JSON.stringify(actOfStep(step, whole, facts));
}

/** Each row: what is changed in the body, and whether the act must change with it. */
const ofRequest: readonly (readonly [string, Partial<RequestBodyWire>, boolean])[] = [
  ['the kind of assistance', { assistance: 'registrations' }, true],
  ['the purpose', { purpose: 'supervision' }, true],
  ['the class', { class: 'normal', urgency: null }, true],
  ['the ground of urgency', { urgency: { ground: 'loss-of-evidence', reason: 'The wallet is being emptied.' } }, true],
  ['an empty reason of urgency', { urgency: { ground: 'flight-of-assets', reason: '  ' } }, true],
  ['a field more', { content: { ...request.content, period: 'March' } }, true],
  ['a field less', { content: { subject: 'Meridian Tide' } }, true],
  ['a field of blanks', { content: { ...request.content, period: ' \n ' } }, false],
  ['the words of a field', { content: { ...request.content, facts: 'Other facts.' } }, false],
  ['the reference', { reference: 'XA-2' }, false],
];
const ofReply: readonly (readonly [string, Partial<ReplyBodyWire>, boolean])[] = [
  ['the completeness', { completeness: 'partial' }, true],
  ['the number of records', { records: [] }, true],
  ['the case', { requestId: 'req_other' }, true],
  ['a record without conditions', { records: [{ ...record, conditions: [] }] }, true],
  ['a record with a looser condition', { records: [{ ...record, conditions: [{ ...condition, handling: 'green' }] }] }, true],
  [
    'a record that may be used for longer',
    { records: [{ ...record, conditions: [{ ...condition, usableUntil: '2099-01-01T00:00:00.000Z' }] }] },
    true,
  ],
  ['a condition on a part of it only', { records: [{ ...record, conditions: [{ ...condition, scope: '/firm' }] }] }, true],
  ['a record with a stricter condition', { records: [{ ...record, conditions: [{ ...condition, handling: 'red' }] }] }, false],
  ['the text', { text: 'Other words.' }, false],
];

describe('the act that a body makes', () => {
  for (const [what, change, isChanged] of ofRequest) {
    test(`of a request: ${what} ${isChanged ? 'changes' : 'does not change'} it`, () => {
      const changed = actOf({ kind: 'request', body: { ...request, ...change } });
      assert.equal(changed !== actOf({ kind: 'request', body: request }), isChanged);
    });
  }
  for (const [what, change, isChanged] of ofReply) {
    test(`of a reply: ${what} ${isChanged ? 'changes' : 'does not change'} it`, () => {
      assert.equal(actOf({ kind: 'reply', body: { ...reply, ...change } }) !== actOf({ kind: 'reply', body: reply }), isChanged);
    });
  }

  test('of a reply: it is judged by what was asked, not by what it says', () => {
    const step: StepBody = { kind: 'reply', body: reply };
    assert.notEqual(actOf(step, { request: { ...request, purpose: 'supervision' } }), actOf(step));
    assert.notEqual(actOf(step, { request: { ...request, assistance: 'registrations' } }), actOf(step));
  });

  test('of a refusal: its ground, whether it gives reasons, and whether the requester was consulted', () => {
    const refusal = { requestId, ground: 'R03', reasons: 'An inquiry would be lost.' } as const;
    const consulted = { ...refusal, consulted: 'On the telephone, on Monday.' };
    const acts = [refusal, { ...refusal, ground: 'R01' as const }, { ...refusal, reasons: ' ' }, consulted].map((body) =>
      actOf({ kind: 'refusal', body }),
    );
    assert.equal(new Set(acts).size, 4);
    assert.equal(acts[0], actOf({ kind: 'refusal', body: { ...refusal, consulted: ' ' } }), 'blanks are no consultation');
  });

  test('of every step: who acts towards whom, and for all but the request the agreement and the case', () => {
    const steps: StepBody[] = [
      { kind: 'request', body: request },
      { kind: 'acknowledgement', body: { requestId, expectedReplyAt: null, note: '' } },
      { kind: 'question', body: { requestId, question: 'Which?' } },
      { kind: 'answer', body: { requestId, answer: 'These.' } },
      { kind: 'reply', body: reply },
      { kind: 'refusal', body: { requestId, ground: 'R01', reasons: 'So.' } },
      { kind: 'withdrawal', body: { requestId, reason: 'Closed.' } },
      { kind: 'measure', body: { requestId, measure: { kind: 'recognised', note: '' } } },
      { kind: 'instruction', body: { requestId, measure: { kind: 'release', lineIds: ['one'], reasons: 'So.' } } },
    ];
    const kinds = steps.map((step) => (JSON.parse(actOf(step)) as { kind: string }).kind);
    assert.deepEqual(kinds, ['ask', 'acknowledge', 'ask-back', 'answer-back', 'reply', 'refuse', 'withdraw', 'report-measure', 'instruct']);
    for (const step of steps) {
      assert(bodySchemas[step.kind].safeParse(step.body).success, step.kind);
      assert.notEqual(actOf(step, { to: xb.authorityId }), actOf(step));
      if (step.kind !== 'request') assert.notEqual(actOf(step, { agreement: { ...agreement, version: 2 } }), actOf(step));
    }
  });

  test('of what follows a refusal: its ground, whether it gives reasons, and which fields are supplied', () => {
    const rebuttal = { requestId, ground: 'R05', reasons: 'Another matter.' } as const;
    const rebuttals = [rebuttal, { ...rebuttal, ground: 'R04' as const }, { ...rebuttal, reasons: ' ' }];
    assert.equal(new Set(rebuttals.map((body) => actOf({ kind: 'rebuttal', body }))).size, 3);
    assert.equal(actOf({ kind: 'rebuttal', body: { ...rebuttal, facts: 'The sentence.' } }), actOf({ kind: 'rebuttal', body: rebuttal }));
    const cure = (supplied: RequestBodyWire['content'], note = ''): StepBody => ({
      kind: 'cure',
      body: { requestId, ground: 'R06', supplied, note },
    });
    assert.notEqual(actOf(cure({ facts: 'More.' })), actOf(cure({ period: 'March' })));
    assert.equal(actOf(cure({ facts: 'More.' }, 'As asked.')), actOf(cure({ facts: 'Other words.', period: ' ' })));
    assert.match(summaryOf(cure({ facts: 'More.', subject: 'Meridian' })), /facts.*, /);
    for (const kind of ['reopening', 'upholding'] as const) {
      const step = (ground: 'R04' | 'R06'): StepBody =>
        kind === 'reopening'
          ? { kind, body: { requestId, ground, reasons: 'So.', expectedReplyAt: null } }
          : { kind, body: { requestId, ground, reasons: 'So.' } };
      assert.notEqual(actOf(step('R06')), actOf(step('R04')));
    }
  });

  test('the text of a reply needs conditions like a record', () => {
    const onlyText = { ...reply, records: [] };
    const judge = (body: ReplyBodyWire, conditions: readonly unknown[]) =>
      factsOfReply(arrangement, { body, conditions }, passing, realSuites).everyDatumConditioned;
    assert.equal(judge(onlyText, [condition]), true);
    assert.equal(judge(onlyText, []), false);
    assert.equal(judge(onlyText, [{ ...condition, purposes: [...condition.purposes, 'tax'] }]), false);
    assert.equal(judge({ ...onlyText, text: '' }, []), true);
  });

  test('whatever stands under the conditions of the text needs them, and is withheld with it', () => {
    const alert = { kind: 'withdrawn', alert: digest, reason: 'Another day.' } as const;
    const { languages, trace } = { languages: { written: 'en', authentic: 'en', versions: [] }, trace: tracedReply };
    const rows: readonly Partial<ReplyBodyWire>[] = [{ text: 'So.' }, { arrives: 'By courier.' }, { languages }, { trace }, { alert }];
    for (const said of rows) {
      const body: ReplyBodyWire = { ...reply, text: '', records: [], ...said };
      const facts = (conditions: readonly unknown[]) => factsOfReply(arrangement, { body, conditions }, passing, realSuites);
      assert.equal(facts([]).everyDatumConditioned, false, JSON.stringify(said));
      assert.equal(facts([condition]).everyDatumConditioned, true);
      const refused = (conditions: readonly JsonValue[], now = friday) => {
        const step = { body: keptBody({ kind: 'reply', body }), conditions };
        return refusalOfText({ self: xa.authorityId }, { request }, { step, manner: 'read', now });
      };
      assert.equal(refused([]) === null, false, JSON.stringify(said));
      assert.equal(refused([toJson(condition)]), null);
      assert.equal(refused([{ ...condition, usableUntil: friday }], '2027-01-01T00:00:00.000Z' as Instant)?.length, 1);
    }
  });

  test('an amount of a trace is above zero and has at most as many digits as a table of movements reads', () => {
    const at = friday;
    const entry = { id: digest, party: 'acct', asset: { symbol: 'XDC', ledger: 'x' }, at, movement: '5', amount: '5' };
    const amounts = ['0', '0.00', '0.01', '9'.repeat(wholeDigitsMax), '9'.repeat(wholeDigitsMax + 1)];
    for (const name of ['movement', 'amount'] as const) {
      const accepted = amounts.map((amount) => traceEntrySchema.safeParse({ ...entry, [name]: amount }).success);
      assert.deepEqual(accepted, [false, false, true, true, false]);
    }
  });
});

describe('a draft', () => {
  const draft: RequestDraftWire = {
    counterpart: xb.authorityId,
    assistance: request.assistance,
    purpose: request.purpose,
    class: 'urgent',
    urgencyGround: 'flight-of-assets',
    urgencyReason: ' The wallet is being emptied. ',
    content: { ...request.content, period: '  ' },
    reference: ' XA-1 ',
  };

  test('when it is complete, its act is the act of the body that is sent', () => {
    const body = bodyOfDraft(draft, requestId);
    assert.deepEqual(body, request);
    const terms = { from: xa.authorityId, to: xb.authorityId };
    assert.equal(JSON.stringify(actOfDraft(draft, xa.authorityId)), actOf({ kind: 'request', body: request }, terms));
  });

  test('a normal one says nothing of urgency, whatever was chosen before', () => {
    assert.equal(bodyOfDraft({ ...draft, class: 'normal' }, requestId)?.urgency, null);
  });

  test('there is nothing to judge while counterpart or purpose is open', () => {
    assert.equal(actOfDraft({ ...draft, purpose: null }, xa.authorityId), null);
    assert.equal(actOfDraft({ ...draft, counterpart: '' }, xa.authorityId), null);
    assert.equal(bodyOfDraft({ ...draft, purpose: null }, requestId), null);
  });
});

test('what is kept of a reply names its records and holds none of them', () => {
  assert.deepEqual(keptBody({ kind: 'reply', body: reply }), {
    requestId,
    completeness: 'complete',
    text: 'See the record.',
    recordIds: ['rcd_1'],
  });
  assert.equal(summaryOf({ kind: 'reply', body: reply }), 'complete, 1 record');
});
