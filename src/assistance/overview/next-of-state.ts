// SPDX-License-Identifier: Apache-2.0
/** What an officer with these roles may do next in a case of this side and state, as the table of states has it. */
import { type CaseEvent, type CaseSide, transitions } from '../states/case-states.ts';
import type { CaseDetailWire, CaseState } from '../wire.ts';

export type NextStep = CaseDetailWire['next'][number];

const nextOfEvent: Partial<Record<CaseEvent, NextStep>> = {
  edit: 'edit',
  submit: 'submit',
  'draft-sharing': 'share-draft',
  'draft-comments': 'comment-on-draft',
  acknowledgement: 'acknowledge',
  question: 'ask-back',
  answer: 'answer-back',
  'complete-reply': 'reply',
  refusal: 'refuse',
  rebuttal: 'rebut',
  cure: 'cure',
  reopening: 'reopen',
  upholding: 'uphold',
  withdrawal: 'withdraw',
  'delay-notice': 'tell-delay',
  postponement: 'postpone',
  impossibility: 'report-impossible',
  lapse: 'let-lapse',
  'confidentiality-change': 'change-confidentiality',
  'use-report': 'report-use',
  feedback: 'report-use',
};

const saidByMeasures: ReadonlySet<NextStep> = new Set(['tell-delay', 'postpone', 'report-impossible']);

/**
 * Each once, in the order of the table; letting lapse only where the caller knows that the day of the question has passed, and
 * a step against a refusal only where it knows that the agreement gives it and its time has not passed. A step
 * that waits for approval leaves nothing but editing.
 */
export function nextOfState(
  given: {
    readonly state: CaseState;
    readonly side: CaseSide;
    readonly isWaiting: boolean;
    readonly mayLapse?: boolean;
    readonly against?: readonly NextStep[];
    /** The request brings an order, whose measures say what is late, postponed or impossible. */
    readonly isOfOrder?: boolean;
    /** The draft was shown to the other authority: only then is there something to withdraw. */
    readonly isShared?: boolean;
  },
  roles: readonly string[],
): NextStep[] {
  const { state, side, isWaiting, mayLapse = false, against = [], isOfOrder = false, isShared = false } = given;
  const next = transitions
    .filter((transition) => transition.from === state && transition.by === side && transition.roles.some((role) => roles.includes(role)))
    .flatMap((transition) => nextOfEvent[transition.event] ?? [])
    .filter((step) => (!isWaiting || step === 'edit') && (step !== 'let-lapse' || mayLapse))
    .filter((step) => (step !== 'rebut' && step !== 'cure') || against.includes(step))
    .filter((step) => step !== 'withdraw' || state !== 'draft' || isShared)
    .filter((step) => !isOfOrder || (step !== 'share-draft' && !saidByMeasures.has(step)));
  return [...new Set(next)];
}
