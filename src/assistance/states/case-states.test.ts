// SPDX-License-Identifier: Apache-2.0
/** The life of a case, row by row as a lawyer reads it; the page made from it; and playing a case again without what failed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addMs, type Instant } from '../../kernel/index.ts';
import { type CaseDeadline, noClocks } from './case-deadlines.ts';
import { type CaseEvent, caseStatesReference, isClosed, stateAfter, transitionOf, transitions } from './case-states.ts';
import { nextOfState, type NextStep } from '../overview/next-of-state.ts';
import { replayCase } from './replay-case.ts';
import { roles } from '../../officers/wire.ts';
import type { EventFacts } from '../cases/timeline.ts';
import { type CaseState, caseStates, type StepKind, stepKinds } from '../wire.ts';

type Row = readonly [from: CaseState, event: CaseEvent, to: CaseState | 'resume', by: 'requesting' | 'requested' | 'server'];

/** Everything that may happen to a case; what is not here may not. */
const rows: Row[] = [
  ['draft', 'edit', 'draft', 'requesting'],
  ['draft', 'draft-sharing', 'draft', 'requesting'],
  ['draft', 'draft-comments', 'draft', 'requested'],
  ['draft', 'withdrawal', 'withdrawn', 'requesting'],
  ['draft-shared', 'draft-sharing', 'draft-shared', 'requesting'],
  ['draft-shared', 'draft-comments', 'draft-shared', 'requested'],
  ['draft-shared', 'withdrawal', 'withdrawn', 'requesting'],
  ['draft-shared', 'request', 'received', 'requesting'],
  ['awaiting-approval', 'draft-comments', 'awaiting-approval', 'requested'],
  ['draft', 'submit', 'awaiting-approval', 'requesting'],
  ['awaiting-approval', 'edit', 'draft', 'requesting'],
  ['awaiting-approval', 'return', 'draft', 'requesting'],
  ['awaiting-approval', 'request', 'sent', 'requesting'],
  ['sent', 'deliver', 'received', 'server'],
  ['sent', 'fail', 'not-delivered', 'server'],
  ['received', 'acknowledgement', 'acknowledged', 'requested'],
  ['received', 'question', 'question-open', 'requested'],
  ['received', 'partial-reply', 'partly-answered', 'requested'],
  ['received', 'complete-reply', 'answered', 'requested'],
  ['received', 'refusal', 'refused', 'requested'],
  ['received', 'withdrawal', 'withdrawn', 'requesting'],
  ['acknowledged', 'question', 'question-open', 'requested'],
  ['acknowledged', 'partial-reply', 'partly-answered', 'requested'],
  ['acknowledged', 'complete-reply', 'answered', 'requested'],
  ['acknowledged', 'refusal', 'refused', 'requested'],
  ['acknowledged', 'withdrawal', 'withdrawn', 'requesting'],
  ['question-open', 'answer', 'resume', 'requesting'],
  ['question-open', 'partial-reply', 'partly-answered', 'requested'],
  ['question-open', 'complete-reply', 'answered', 'requested'],
  ['question-open', 'refusal', 'refused', 'requested'],
  ['question-open', 'withdrawal', 'withdrawn', 'requesting'],
  ['partly-answered', 'question', 'question-open', 'requested'],
  ['partly-answered', 'partial-reply', 'partly-answered', 'requested'],
  ['partly-answered', 'complete-reply', 'answered', 'requested'],
  ['partly-answered', 'refusal', 'refused', 'requested'],
  ['partly-answered', 'withdrawal', 'withdrawn', 'requesting'],
  ['received', 'delay-notice', 'received', 'requested'],
  ['received', 'postponement', 'postponed', 'requested'],
  ['received', 'impossibility', 'impossible', 'requested'],
  ['received', 'confidentiality-change', 'received', 'requesting'],
  ['acknowledged', 'delay-notice', 'acknowledged', 'requested'],
  ['acknowledged', 'postponement', 'postponed', 'requested'],
  ['acknowledged', 'impossibility', 'impossible', 'requested'],
  ['acknowledged', 'confidentiality-change', 'acknowledged', 'requesting'],
  ['question-open', 'delay-notice', 'question-open', 'requested'],
  ['question-open', 'postponement', 'postponed', 'requested'],
  ['question-open', 'impossibility', 'impossible', 'requested'],
  ['question-open', 'confidentiality-change', 'question-open', 'requesting'],
  ['partly-answered', 'delay-notice', 'partly-answered', 'requested'],
  ['partly-answered', 'postponement', 'postponed', 'requested'],
  ['partly-answered', 'impossibility', 'impossible', 'requested'],
  ['partly-answered', 'confidentiality-change', 'partly-answered', 'requesting'],
  ['postponed', 'delay-notice', 'postponed', 'requested'],
  ['postponed', 'postponement', 'postponed', 'requested'],
  ['postponed', 'impossibility', 'impossible', 'requested'],
  ['postponed', 'confidentiality-change', 'postponed', 'requesting'],
  ['postponed', 'measure', 'postponed', 'requested'],
  ['postponed', 'instruction', 'postponed', 'requesting'],
  ['postponed', 'question', 'question-open', 'requested'],
  ['postponed', 'partial-reply', 'partly-answered', 'requested'],
  ['postponed', 'complete-reply', 'answered', 'requested'],
  ['postponed', 'refusal', 'refused', 'requested'],
  ['postponed', 'withdrawal', 'withdrawn', 'requesting'],
  ['question-open', 'lapse', 'lapsed', 'requested'],
  ['partly-answered', 'use-report', 'partly-answered', 'requesting'],
  ['answered', 'confidentiality-change', 'answered', 'requesting'],
  ['answered', 'use-report', 'answered', 'requesting'],
  ['answered', 'feedback', 'closed', 'requesting'],
  ['refused', 'confidentiality-change', 'refused', 'requesting'],
  ['refused', 'use-report', 'refused', 'requesting'],
  ['refused', 'feedback', 'closed', 'requesting'],
  ['refused', 'rebuttal', 'reconsidering', 'requesting'],
  ['refused', 'cure', 'reconsidering', 'requesting'],
  ['reconsidering', 'reopening', 'acknowledged', 'requested'],
  ['reconsidering', 'upholding', 'upheld', 'requested'],
  ['reconsidering', 'postponement', 'postponed', 'requested'],
  ['reconsidering', 'withdrawal', 'withdrawn', 'requesting'],
  ['reconsidering', 'confidentiality-change', 'reconsidering', 'requesting'],
  ['upheld', 'confidentiality-change', 'upheld', 'requesting'],
  ['upheld', 'use-report', 'upheld', 'requesting'],
  ['upheld', 'feedback', 'closed', 'requesting'],
  ['impossible', 'confidentiality-change', 'impossible', 'requesting'],
  ['impossible', 'use-report', 'impossible', 'requesting'],
  ['impossible', 'feedback', 'closed', 'requesting'],
];

for (const from of ['received', 'acknowledged', 'question-open', 'partly-answered'] as const) {
  rows.push([from, 'measure', from, 'requested'], [from, 'instruction', from, 'requesting']);
}

const events: readonly CaseEvent[] = [
  ...(['submit', 'edit', 'return', 'deliver', 'fail', 'partial-reply', 'complete-reply', 'use-report'] as const),
  ...stepKinds.filter((kind): kind is Exclude<StepKind, 'reply'> => kind !== 'reply'),
];

/** The steps of the procedure of the implementing standards, in its order: from which state, whose, and with which of the roles. */
const answering = ['preparer', 'records-keeper'];
const whoMay: readonly (readonly [
  step: NextStep,
  from: CaseState,
  event: CaseEvent,
  side: 'requesting' | 'requested',
  who: readonly string[],
])[] = [
  ['edit', 'draft', 'edit', 'requesting', ['preparer']],
  ['share-draft', 'draft', 'draft-sharing', 'requesting', ['preparer']],
  ['comment-on-draft', 'draft-shared', 'draft-comments', 'requested', answering],
  ['submit', 'draft', 'submit', 'requesting', ['preparer']],
  ['acknowledge', 'received', 'acknowledgement', 'requested', answering],
  ['ask-back', 'acknowledged', 'question', 'requested', answering],
  ['answer-back', 'question-open', 'answer', 'requesting', ['preparer']],
  ['reply', 'acknowledged', 'complete-reply', 'requested', answering],
  ['reply', 'acknowledged', 'partial-reply', 'requested', answering],
  ['tell-delay', 'acknowledged', 'delay-notice', 'requested', answering],
  ['refuse', 'acknowledged', 'refusal', 'requested', answering],
  ['postpone', 'acknowledged', 'postponement', 'requested', answering],
  ['report-impossible', 'acknowledged', 'impossibility', 'requested', answering],
  ['withdraw', 'acknowledged', 'withdrawal', 'requesting', ['preparer']],
  ['withdraw', 'draft', 'withdrawal', 'requesting', ['preparer']],
  ['let-lapse', 'question-open', 'lapse', 'requested', answering],
  ['rebut', 'refused', 'rebuttal', 'requesting', ['preparer']],
  ['cure', 'refused', 'cure', 'requesting', ['preparer']],
  ['reopen', 'reconsidering', 'reopening', 'requested', answering],
  ['uphold', 'reconsidering', 'upholding', 'requested', answering],
  ['report-use', 'partly-answered', 'use-report', 'requesting', ['preparer']],
  ['report-use', 'answered', 'feedback', 'requesting', ['preparer']],
  ['change-confidentiality', 'answered', 'confidentiality-change', 'requesting', ['preparer']],
];
/** Offered on the page of an order, by the rules of its room. */
const saidElsewhere: ReadonlySet<string> = new Set(['measure', 'instruction']);

describe('the states of a case', () => {
  for (const [from, event, to, by] of rows) {
    test(`${from}: ${event} by the ${by} side leads to ${to === 'resume' ? 'where the question was asked' : to}`, () => {
      const found = transitionOf(from, event);
      assert.deepEqual([found?.to, found?.by], [to, by]);
    });
  }

  test('what is not in the table cannot happen', () => {
    const allowed = new Set(rows.map(([from, event]) => `${from} ${event}`));
    for (const from of caseStates) {
      for (const event of events) assert.equal(transitionOf(from, event) !== null, allowed.has(`${from} ${event}`), `${from} ${event}`);
    }
    assert.equal(transitions.length, rows.length);
  });

  test('every event of a person needs a role, and no event of the server has one', () => {
    for (const { by, roles, event } of transitions) assert.equal(roles.length > 0, by !== 'server', event);
  });

  for (const [step, from, event, side, who] of whoMay) {
    test(`${step}: ${who.join(' or ')} of the ${side} side, and nobody else`, () => {
      const row = { state: from, mayLapse: true, against: ['rebut', 'cure'], isShared: true, isWaiting: false } as const;
      for (const role of roles) {
        const asked = (of: 'requesting' | 'requested') => nextOfState({ ...row, side: of }, [role]).includes(step);
        assert.equal(asked(side), who.includes(role), `${role} of the ${side} side`);
        assert.equal(asked(side === 'requesting' ? 'requested' : 'requesting'), false, `${role} of the other side`);
      }
      const transition = transitionOf(from, event);
      assert.deepEqual([transition?.by, transition?.roles], [side, who]);
    });
  }

  test("every step that an officer is offered is in that list; approving and returning are an approver's", () => {
    const listed = new Set<string>(whoMay.map(([, , event]) => event));
    const left = transitions.filter(({ by, event }) => by !== 'server' && !listed.has(event) && !saidElsewhere.has(event));
    assert.deepEqual(
      [...new Set(left.map(({ event, roles: allowed }) => `${event}: ${allowed.join(' or ')}`))],
      ['request: approver', 'return: approver'],
    );
  });

  test('nothing follows a withdrawal, a lapse, the last report or a failed delivery', () => {
    assert.deepEqual(caseStates.filter(isClosed), ['withdrawn', 'lapsed', 'closed', 'not-delivered']);
  });

  test('an answer leads back to the state in which the question was asked', () => {
    const answer = transitionOf('question-open', 'answer');
    assert(answer !== null);
    for (const before of ['received', 'acknowledged', 'partly-answered', 'postponed'] as const)
      assert.equal(stateAfter(answer, before), before);
  });

  test('the page docs/reference/case-states.md is the table', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../../docs/reference/case-states.md'), 'utf8');
    assert.equal(page, caseStatesReference());
  });
});

const friday = '2026-11-20T15:30:00.000Z' as Instant;
const clock: CaseDeadline = { step: 'reply', dueAt: addMs(friday, 86_400_000), metAt: null, sentence: '', clause: '9.1' };

const clocksOf = (own: readonly CaseDeadline[]) => ({ own, ...noClocks, from: () => [] });

let made = 0;
function sent(step: StepKind, detail: string | null = null): { at: Instant; facts: EventFacts } {
  made += 1;
  const facts = { kind: 'sent', step, authority: '', officer: null, dispatch: `dispatch ${made}`, clause: null, detail } as const;
  return { at: addMs(friday, made * 1000), facts };
}
const rejected = (of: { facts: EventFacts }) => ({
  at: friday,
  facts: { ...of.facts, kind: 'rejected' as const, detail: 'state-conflict' },
});

describe('a case played again', () => {
  test('a reply that was rejected leaves the case as it was, and its deadline unmet', () => {
    const reply = sent('reply', 'complete');
    const played = replayCase(
      [sent('request'), sent('acknowledgement'), reply, rejected(reply)],
      clocksOf([{ ...clock, metAt: reply.at }]),
    );
    assert.equal(played.state, 'acknowledged');
    assert.equal(played.deadlines[0]?.metAt, null);
  });

  test('what followed a rejected step and fits without it stays', () => {
    const part = sent('reply', 'partial');
    const question = sent('question');
    const played = replayCase([part, question, rejected(part)], clocksOf([clock]));
    assert.deepEqual([played.state, played.resumeState], ['question-open', 'received']);
  });

  test('a cure that was rejected leaves the refusal as it stood, with the time that runs from its receipt', () => {
    const refusal = sent('refusal', 'R06');
    const receipt = { at: addMs(refusal.at, 60_000), facts: { ...refusal.facts, kind: 'delivered' as const, detail: null } };
    const right: CaseDeadline = { step: 'cure', ground: 'R06', dueAt: addMs(friday, 9e8), metAt: null, sentence: '', clause: '10' };
    const received: unknown[] = [];
    const clocks = {
      own: [clock],
      ...noClocks,
      from: (step: { readonly at: Instant }) => {
        received.push(step);
        return [right];
      },
    };
    const cure = sent('cure', 'R06');
    const played = replayCase([refusal, receipt, cure, rejected(cure)], clocks);
    assert.equal(played.state, 'refused');
    assert.deepEqual(played.deadlines, [{ ...clock, metAt: refusal.at }, right]);
    assert.deepEqual(received, [{ step: 'refusal', ground: 'R06', at: receipt.at }]);
    assert.equal(replayCase([refusal, receipt, sent('cure', 'R06')], clocks).state, 'reconsidering');
  });

  test('without a rejection it comes to the state that the steps led to, whatever they were', () => {
    const step = fc.constantFrom<readonly [StepKind, string | null, CaseEvent]>(
      ['acknowledgement', null, 'acknowledgement'],
      ['question', null, 'question'],
      ['answer', null, 'answer'],
      ['reply', 'partial', 'partial-reply'],
      ['reply', 'complete', 'complete-reply'],
      ['refusal', 'R01', 'refusal'],
      ['rebuttal', 'R04', 'rebuttal'],
      ['cure', 'R06', 'cure'],
      ['reopening', 'R06', 'reopening'],
      ['upholding', 'R04', 'upholding'],
      ['withdrawal', null, 'withdrawal'],
      ['delay-notice', null, 'delay-notice'],
      ['postponement', 'R03', 'postponement'],
      ['impossibility', 'destroyed', 'impossibility'],
      ['lapse', null, 'lapse'],
      ['confidentiality-change', 'open', 'confidentiality-change'],
      ['feedback', 'on-the-way', 'use-report'],
      ['feedback', 'last', 'feedback'],
    );
    const property = fc.property(fc.array(step, { maxLength: 12 }), (tried) => {
      let state: CaseState = 'received';
      let before: CaseState | null = null;
      const happened: { at: Instant; facts: EventFacts }[] = [];
      for (const [kind, detail, event] of tried) {
        const transition = transitionOf(state, event);
        if (transition === null) continue;
        const next: CaseState = stateAfter(transition, before);
        if (event === 'question') before = state;
        state = next;
        happened.push(sent(kind, detail));
      }
      assert.equal(replayCase(happened, clocksOf([])).state, state);
    });
    fc.assert(property, { verbose: 1 });
  });
});
