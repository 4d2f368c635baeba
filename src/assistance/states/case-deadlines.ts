// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of a case: which deadlines run, who owes them, which were met.
 *
 * Clocks start at receipt, not at reading: the moment in the receipt that the requested server signed. Both sides compute
 * them from that moment, the agreement and the requested authority's own calendar, and so see the same dates.
 *
 *     urgency contested      the clocks of a normal request run instead, from the same receipt
 *     postponed until a day  that day takes the place of what had still to be done
 *     a delay told           meets the deadline for a first answer, whose other half it is; the date of the reply stays, and is missed
 */
import { type ClockedRequest, type Deadline, deadlinesOf, type KnownAgreement } from '../../agreements/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { CaseEvent, CaseSide } from './case-states.ts';
import type { CaseRowWire, CaseState } from '../wire.ts';

export interface CaseDeadline {
  readonly step: Deadline['step'];
  readonly dueAt: Instant;
  /** When its clock started; absent for the day that a postponement names, which counts no days. */
  readonly startedAt?: Instant;
  readonly metAt: Instant | null;
  readonly sentence: string;
  readonly clause: string;
}

/** Measures by which an order is decided. */
const decidingMeasures = ['measure-recognised', 'measure-postponed', 'measure-impossible', 'measure-executed'] as const;

/** Steps of the requested side that a deadline may ask for; each of them, once done, meets it. */
const ended = ['complete-reply', 'refusal', 'impossibility'] as const;
const metBy: Readonly<Record<CaseDeadline['step'], readonly (CaseEvent | `measure-${string}`)[]>> = {
  acknowledge: ['acknowledgement', 'question', ...decidingMeasures, 'delay-notice', 'postponement', 'partial-reply', ...ended],
  'contest-urgency': ['acknowledgement', 'partial-reply', ...ended],
  decide: [...decidingMeasures, 'partial-reply', 'postponement', ...ended],
  'provisional-measure': [...decidingMeasures, 'partial-reply', ...ended],
  'interim-reply': ['partial-reply', 'delay-notice', 'postponement', ...ended],
  reply: [...ended],
  'object-to-new-use': [],
  'answer-consent': [],
  'answer-recall': [],
  execute: [...ended],
  'confirm-in-writing': [],
  'answer-limit-request': [],
  'give-opinion': [],
  invite: [],
  'decline-invitation': [],
  launch: [],
};

/** What a request starts, none of it met yet. */
export function startDeadlines(agreement: KnownAgreement, request: ClockedRequest, receivedAt: Instant, requested: string): CaseDeadline[] {
  return deadlinesOf(agreement, request, { receivedAt, asOf: receivedAt }, requested).map(({ step, dueAt, sentence, clause }) => ({
    step,
    dueAt: dueAt as Instant,
    startedAt: receivedAt,
    metAt: null,
    sentence,
    clause: clause.clause,
  }));
}

/** What a measure says of the clocks; null for every other step, which is told by its event. */
export function meetingEvent(step: string, detail: string | null): string | null {
  return step === 'measure' ? `measure-${detail ?? ''}` : null;
}

/**
 * The same clocks after the requested authority announced other holidays at a moment: what is neither met nor was over by then is
 * counted again, with every day before the announcement as it was. What has passed does not move.
 */
export function recountDeadlines(
  deadlines: readonly CaseDeadline[],
  agreement: KnownAgreement,
  request: ClockedRequest,
  { requested, at }: { readonly requested: string; readonly at: Instant },
): CaseDeadline[] {
  return deadlines.map((deadline) => {
    const { startedAt, metAt, dueAt, step } = deadline;
    if (startedAt === undefined || metAt !== null || dueAt <= at) return deadline;
    const again = deadlinesOf(agreement, request, { receivedAt: startedAt, asOf: at }, requested).find((one) => one.step === step);
    return again === undefined ? deadline : { ...deadline, dueAt: again.dueAt as Instant };
  });
}

export function meetDeadlines(deadlines: readonly CaseDeadline[], event: string, at: Instant): CaseDeadline[] {
  return deadlines.map((deadline) =>
    deadline.metAt === null && metBy[deadline.step].some((met) => met === event) ? { ...deadline, metAt: at } : deadline,
  );
}

/** A step as far as the clocks are concerned. */
export interface ClockedEvent {
  readonly event: CaseEvent;
  readonly at: Instant;
  /** What the timeline keeps of it: that urgency is contested, or the ground of a postponement and its day. */
  readonly detail: string | null;
  readonly clause: string | null;
}

/** What acknowledging says beside itself where it contests urgency. */
export const urgencyContested = 'urgency-contested';

/** The clocks after a step; `normal` are those of the request had it not been urgent, none of them met. */
export function clocksAfter(
  deadlines: readonly CaseDeadline[],
  { event, at, detail, clause }: ClockedEvent,
  normal: readonly CaseDeadline[] | null,
): CaseDeadline[] {
  const isContested = event === 'acknowledgement' && detail === urgencyContested && normal !== null;
  const met = meetDeadlines(isContested ? normal : deadlines, meetingEvent(event, detail) ?? event, at);
  const [, until] = event === 'postponement' ? (detail ?? '').split(' until ') : [];
  if (until === undefined) return met;
  const sentence = 'The request is carried out later; this is the day that its postponement names.';
  return [
    ...met.filter(({ metAt }) => metAt !== null),
    { step: 'execute', dueAt: until as Instant, metAt: null, sentence, clause: clause ?? '' },
  ];
}

/** The nearest deadline not yet met; null when none runs or the case needs nothing more from the requested side. */
export function nextDueAt(deadlines: readonly CaseDeadline[], state: CaseState): CaseDeadline | null {
  if (withoutClocks.includes(state)) return null;
  const open = deadlines.filter((deadline) => deadline.metAt === null && deadline.step !== 'contest-urgency');
  return open.reduce<CaseDeadline | null>(
    (nearest, deadline) => (nearest === null || deadline.dueAt < nearest.dueAt ? deadline : nearest),
    null,
  );
}

const withoutClocks: readonly CaseState[] = [
  'draft',
  'awaiting-approval',
  'answered',
  'refused',
  'impossible',
  'withdrawn',
  'lapsed',
  'closed',
  'not-delivered',
];

export function nextDeadlineRow(
  deadlines: readonly CaseDeadline[],
  state: CaseState,
  side: CaseSide,
  now: Instant,
): CaseRowWire['nextDeadline'] {
  const next = nextDueAt(deadlines, state);
  return next === null ? null : { step: next.step, dueAt: next.dueAt, owedBy: owedBy(side), isOver: next.dueAt < now };
}

/** Every deadline of a case is owed by the authority that was asked. */
export function owedBy(side: CaseSide): 'us' | 'them' {
  return side === 'requested' ? 'us' : 'them';
}
