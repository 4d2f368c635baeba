// SPDX-License-Identifier: Apache-2.0
/**
 * The life of a case as a table: from which state, by which event, to which state, and whose event it is.
 *
 * Both authorities hold the same table, so that both sides of a case are always in the same state once a dispatch was
 * delivered. An event that the table does not allow is refused here, and by the other side as `state-conflict`.
 * `resume` means: back to the state before the question. Held equal to docs/reference/case-states.md by a test.
 */
import { type CaseState, caseStates, type StepKind } from '../wire.ts';

export type CaseSide = 'requesting' | 'requested';
export type CaseEvent =
  | 'submit'
  | 'edit'
  | 'return'
  | 'deliver'
  | 'fail'
  | Exclude<StepKind, 'reply' | 'feedback'>
  | 'partial-reply'
  | 'complete-reply'
  | 'use-report'
  | 'feedback';

export interface Transition {
  readonly from: CaseState;
  readonly event: CaseEvent;
  readonly to: CaseState | 'resume';
  /** Whose event it is; `server`: follows from a receipt or its absence. */
  readonly by: CaseSide | 'server';
  /** Roles of which the officer needs one; empty for events of the server. */
  readonly roles: readonly string[];
}

const preparing = ['preparer'] as const;
const answering = ['preparer', 'records-keeper'] as const;

const open: readonly CaseState[] = ['received', 'acknowledged', 'question-open', 'partly-answered', 'postponed'];

export const transitions: readonly Transition[] = [
  { from: 'draft', event: 'edit', to: 'draft', by: 'requesting', roles: preparing },
  // Before the request: its draft is shown, and commented on. The other side holds it in a state of its own, and neither owes anything.
  { from: 'draft', event: 'draft-sharing', to: 'draft', by: 'requesting', roles: preparing },
  { from: 'draft', event: 'draft-comments', to: 'draft', by: 'requested', roles: answering },
  { from: 'draft', event: 'withdrawal', to: 'withdrawn', by: 'requesting', roles: preparing },
  { from: 'draft-shared', event: 'draft-sharing', to: 'draft-shared', by: 'requesting', roles: preparing },
  { from: 'draft-shared', event: 'draft-comments', to: 'draft-shared', by: 'requested', roles: answering },
  { from: 'draft-shared', event: 'withdrawal', to: 'withdrawn', by: 'requesting', roles: preparing },
  { from: 'draft-shared', event: 'request', to: 'received', by: 'requesting', roles: ['approver'] },
  { from: 'awaiting-approval', event: 'draft-comments', to: 'awaiting-approval', by: 'requested', roles: answering },
  { from: 'draft', event: 'submit', to: 'awaiting-approval', by: 'requesting', roles: preparing },
  { from: 'awaiting-approval', event: 'edit', to: 'draft', by: 'requesting', roles: preparing },
  { from: 'awaiting-approval', event: 'return', to: 'draft', by: 'requesting', roles: ['approver'] },
  { from: 'awaiting-approval', event: 'request', to: 'sent', by: 'requesting', roles: ['approver'] },
  { from: 'sent', event: 'deliver', to: 'received', by: 'server', roles: [] },
  { from: 'sent', event: 'fail', to: 'not-delivered', by: 'server', roles: [] },
  { from: 'received', event: 'acknowledgement', to: 'acknowledged', by: 'requested', roles: answering },
  ...(['received', 'acknowledged', 'partly-answered', 'postponed'] as const).map((from): Transition => ({
    from,
    event: 'question',
    to: 'question-open',
    by: 'requested',
    roles: answering,
  })),
  { from: 'question-open', event: 'answer', to: 'resume', by: 'requesting', roles: preparing },
  ...open.flatMap((from): Transition[] => [
    { from, event: 'partial-reply', to: 'partly-answered', by: 'requested', roles: answering },
    { from, event: 'complete-reply', to: 'answered', by: 'requested', roles: answering },
    { from, event: 'delay-notice', to: from, by: 'requested', roles: answering },
    { from, event: 'postponement', to: 'postponed', by: 'requested', roles: answering },
    { from, event: 'impossibility', to: 'impossible', by: 'requested', roles: answering },
    { from, event: 'refusal', to: 'refused', by: 'requested', roles: answering },
    { from, event: 'withdrawal', to: 'withdrawn', by: 'requesting', roles: preparing },
    // What is done about an order is a story of its own (room freezing); the case stays open as long as it lasts.
    { from, event: 'measure', to: from, by: 'requested', roles: answering },
    { from, event: 'instruction', to: from, by: 'requesting', roles: preparing },
    { from, event: 'confidentiality-change', to: from, by: 'requesting', roles: preparing },
  ]),
  // Where the agreement gives the requester a step against the refusal, and in time (against-refusal.ts).
  ...(['rebuttal', 'cure'] as const).map((event): Transition => ({
    from: 'refused',
    event,
    to: 'reconsidering',
    by: 'requesting',
    roles: preparing,
  })),
  { from: 'reconsidering', event: 'reopening', to: 'acknowledged', by: 'requested', roles: answering },
  { from: 'reconsidering', event: 'upholding', to: 'upheld', by: 'requested', roles: answering },
  { from: 'reconsidering', event: 'postponement', to: 'postponed', by: 'requested', roles: answering },
  { from: 'reconsidering', event: 'withdrawal', to: 'withdrawn', by: 'requesting', roles: preparing },
  { from: 'reconsidering', event: 'confidentiality-change', to: 'reconsidering', by: 'requesting', roles: preparing },
  { from: 'question-open', event: 'lapse', to: 'lapsed', by: 'requested', roles: answering },
  { from: 'partly-answered', event: 'use-report', to: 'partly-answered', by: 'requesting', roles: preparing },
  ...(['answered', 'refused', 'upheld', 'impossible'] as const).flatMap((from): Transition[] => [
    { from, event: 'confidentiality-change', to: from, by: 'requesting', roles: preparing },
    { from, event: 'use-report', to: from, by: 'requesting', roles: preparing },
    { from, event: 'feedback', to: 'closed', by: 'requesting', roles: preparing },
  ]),
];

/** Which side makes which step. */
export const sideOfStep: Readonly<Record<StepKind, CaseSide>> = {
  'draft-sharing': 'requesting',
  'draft-comments': 'requested',
  request: 'requesting',
  acknowledgement: 'requested',
  question: 'requested',
  answer: 'requesting',
  reply: 'requested',
  refusal: 'requested',
  rebuttal: 'requesting',
  cure: 'requesting',
  reopening: 'requested',
  upholding: 'requested',
  withdrawal: 'requesting',
  measure: 'requested',
  instruction: 'requesting',
  'delay-notice': 'requested',
  postponement: 'requested',
  impossibility: 'requested',
  lapse: 'requested',
  'confidentiality-change': 'requesting',
  feedback: 'requesting',
};

/** The transition, or null when the event is not allowed in this state. */
export function transitionOf(from: CaseState, event: CaseEvent): Transition | null {
  return transitions.find((transition) => transition.from === from && transition.event === event) ?? null;
}

/** The state after it; `before` is the state in which the open question was asked. */
export function stateAfter(transition: Transition, before: CaseState | null): CaseState {
  if (transition.to !== 'resume') return transition.to;
  return before ?? 'acknowledged';
}

/** Nothing more can be sent in these. */
export function isClosed(state: CaseState): boolean {
  return !transitions.some((transition) => transition.from === state);
}

/** The table as a page for people, state after state. */
export function caseStatesReference(): string {
  const byState = transitions.toSorted((left, right) => caseStates.indexOf(left.from) - caseStates.indexOf(right.from));
  const rows = byState.map(({ from, event, to, by, roles }) => `| ${from} | ${event} | ${to} | ${by} | ${roles.join(' or ') || 'none'} |`);
  return [
    '# States of a case',
    '',
    'For officers and lawyers. Made from `src/assistance/states/case-states.ts`: both authorities of a case apply the same table, and an',
    'event that it does not hold is refused, by the other side with a signed `state-conflict`.',
    '',
    'A request may lapse (`lapse`) only once the day has passed that its open question names for the answer. A `postponement` rests on a',
    'ground that the agreement allows. A `rebuttal` or a `cure` rests on a term `refusal-step` of the agreement for the ground of the',
    'refusal, and comes within its period; a refusal is answered once, and one that is upheld stands. `use-report` and `feedback` are',
    'reports on what came of an answer; the last of them closes the case. While property is frozen under the order that a request brought,',
    'neither side withdraws it, refuses it, lets it lapse or answers it completely: no step could release the property afterwards.',
    '',
    'A draft may be shown before the request (`draft-sharing`): the requesting authority holds it as `draft`, the other as `draft-shared`, until',
    'the request is made or the draft withdrawn. No clock runs, and nothing need be answered.',
    '',
    'An event counts from the moment its dispatch is made. When the other side does not admit the dispatch, or never gets it, the',
    'case goes back to where it stood without it. `resume` leads back to the state in which the question was asked. `server` events',
    'follow from a receipt or from its absence; no officer makes them.',
    '',
    '| from | event | to | by | role |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Nothing follows these: ${caseStates.filter(isClosed).join(', ')}.`,
    '',
  ].join('\n');
}
