// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of a case: which deadlines run, who owes them, which were met.
 *
 * Clocks start at receipt, not at reading: the moment in the receipt that the requested server signed. Both sides compute
 * them from that moment, the agreement and the requested authority's own calendar, and so see the same dates.
 *
 *     asked orally           the clocks run from the call (oral-requests/oral-clocks.ts)
 *     urgency contested      the clocks of a normal request run instead, from the same receipt
 *     postponed until a day  that day takes the place of what had still to be done
 *     refused                    until when the requester may rebut it or cure its request, from the receipt of the refusal
 *     rebutted or cured          until when the requested authority reconsiders, from the receipt of that
 *     reopened                   the clocks of deciding and answering start anew
 *     the decision put off   its clock runs until the day that the measure names, which its own room has held against the longest
 *     a delay told           meets the deadline for a first answer, whose other half it is; the date of the reply stays, and is missed
 */
import {
  clockAfter,
  type ClockedRequest,
  deadlinesOf,
  type KnownAgreement,
  type RefusalGround,
  stepsAgainstRefusal,
} from '../../agreements/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { CaseEvent, CaseSide } from './case-states.ts';
import { type CaseRowWire, type CaseState, type ClockStep, stepsAgainstRefusalNames } from '../wire.ts';

export interface CaseDeadline {
  readonly step: ClockStep;
  readonly dueAt: Instant;
  /** The ground of the refusal against which it runs. */
  readonly ground?: RefusalGround;
  /** When its clock started; absent for the day that a postponement names, which counts no days. */
  readonly startedAt?: Instant;
  readonly metAt: Instant | null;
  readonly sentence: string;
  readonly clause: string;
}

/** Measures by which an order is decided. */
const decidingMeasures = [
  'measure-recognised',
  'measure-postponed',
  'measure-impossible',
  'measure-executed',
  'measure-preserved',
] as const;

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
  'confirm-in-writing': ['request'],
  'answer-limit-request': [],
  reconsider: ['reopening', 'upholding', 'postponement'],
  rebut: ['rebuttal', 'cure'],
  cure: ['rebuttal', 'cure'],
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
  { at, ...between }: { readonly requested: string; readonly requesting: string; readonly at: Instant },
): CaseDeadline[] {
  return deadlines.map((deadline) => {
    const { startedAt, metAt, dueAt, step, ground } = deadline;
    if (startedAt === undefined || metAt !== null || dueAt <= at) return deadline;
    const known = { agreement, request, ...between };
    const counted =
      step === 'reconsider'
        ? reconsidering(known, startedAt, at)
        : ground === undefined
          ? deadlinesOf(agreement, request, { receivedAt: startedAt, asOf: at }, between.requested)
          : against(known, ground, startedAt, at);
    const again = counted.find((one) => one.step === step);
    return again === undefined ? deadline : { ...deadline, dueAt: again.dueAt as Instant };
  });
}

interface ClockedCase {
  readonly agreement: KnownAgreement;
  readonly request: ClockedRequest;
  readonly requested: string;
  readonly requesting: string;
}

/** What runs from the receipt of a step of a refused case: of the refusal for the requester, of its answer for the requested authority. */
export function clocksFrom(
  known: ClockedCase,
  received: { readonly step: 'refusal' | 'rebuttal' | 'cure'; readonly ground: RefusalGround; readonly at: Instant },
): CaseDeadline[] {
  const { step, ground, at } = received;
  return step === 'refusal' ? against(known, ground, at, at) : reconsidering(known, at, at);
}

/** A step without an end has no clock. */
function against({ agreement, requesting }: ClockedCase, ground: RefusalGround, startedAt: Instant, asOf: Instant): CaseDeadline[] {
  return stepsAgainstRefusal(agreement, ground, { receivedAt: startedAt, asOf }, requesting).flatMap(({ step, dueAt, sentence, clause }) =>
    dueAt === null ? [] : [{ step, ground, dueAt, startedAt, metAt: null, sentence, clause }],
  );
}

function reconsidering({ agreement, request, requested }: ClockedCase, startedAt: Instant, asOf: Instant): CaseDeadline[] {
  const clock = clockAfter(agreement, 'reconsider', request, { startedAt, asOf }, requested);
  return clock === null ? [] : [{ step: 'reconsider', startedAt, metAt: null, ...clock }];
}

/** Those that a receipt started take the place of open ones of the same steps; `metAt` where they were met before it was known. */
export function withClocks(deadlines: readonly CaseDeadline[], started: readonly CaseDeadline[], metAt: Instant | null): CaseDeadline[] {
  const isReplaced = ({ step, metAt: met }: CaseDeadline): boolean => met === null && started.some((one) => one.step === step);
  return [...deadlines.filter((deadline) => !isReplaced(deadline)), ...started.map((deadline) => ({ ...deadline, metAt }))];
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

/** The measure by which the decision on an order is put off, where the law of its room lets it. */
export const decisionPutOff = 'more-time';

/** What acknowledging says beside itself where it contests urgency. */
export const urgencyContested = 'urgency-contested';

/** Clocks that a step may start in place of those that run, none of them met. */
export interface OtherClocks {
  /** Those of the request had it not been urgent; null where it was not. */
  readonly normal: readonly CaseDeadline[] | null;
  /** Those of deciding and answering, from the moment at which a refused request is reopened. */
  readonly reopened: (at: Instant) => readonly CaseDeadline[];
}
export const noClocks: OtherClocks = { normal: null, reopened: () => [] };

/** The clocks after a step. */
export function clocksAfter(
  deadlines: readonly CaseDeadline[],
  { event, at, detail, clause }: ClockedEvent,
  { normal, reopened }: OtherClocks,
): CaseDeadline[] {
  const isContested = event === 'acknowledgement' && detail === urgencyContested && normal !== null;
  // When the call was confirmed stays true, whatever is said of its urgency.
  const confirmed = deadlines.filter(({ step }) => step === 'confirm-in-writing');
  const met = meetDeadlines(isContested ? [...confirmed, ...normal] : deadlines, meetingEvent(event, detail) ?? event, at);
  if (event === 'reopening') return [...met, ...reopened(at)];
  const [said, until] = event === 'postponement' || event === 'measure' ? (detail ?? '').split(' until ') : [];
  if (until === undefined) return met;
  if (event === 'measure') return said === decisionPutOff ? putOff(met, until as Instant) : met;
  const sentence = 'The request is carried out later; this is the day that its postponement names.';
  return [
    ...met.filter(({ metAt }) => metAt !== null),
    { step: 'execute', dueAt: until as Instant, metAt: null, sentence, clause: clause ?? '' },
  ];
}

function putOff(deadlines: readonly CaseDeadline[], until: Instant): CaseDeadline[] {
  const sentence = 'The decision was put off to this day, with reasons.';
  return deadlines.map((deadline) => {
    if (deadline.step !== 'decide' || deadline.metAt !== null) return deadline;
    // Without a start: holidays announced later do not bring the former day back.
    const { step, metAt, clause } = deadline;
    return { step, dueAt: until, metAt, sentence, clause };
  });
}

/** The nearest deadline not yet met; null when none runs or the case needs nothing more from the requested side. */
export function nextDueAt(deadlines: readonly CaseDeadline[], state: CaseState): CaseDeadline | null {
  // Before the writing goes out, the call that it confirms is all that obliges us.
  if (unsent.includes(state)) return deadlines.find(({ step, metAt }) => step === 'confirm-in-writing' && metAt === null) ?? null;
  if (withoutClocks.includes(state)) return null;
  const open = deadlines.filter(
    ({ metAt, step }) => metAt === null && step !== 'contest-urgency' && isAgainstRefusal(step) === (state === 'refused'),
  );
  return open.reduce<CaseDeadline | null>(
    (nearest, deadline) => (nearest === null || deadline.dueAt < nearest.dueAt ? deadline : nearest),
    null,
  );
}

const unsent: readonly CaseState[] = ['draft', 'awaiting-approval'];
const withoutClocks: readonly CaseState[] = [
  'draft-shared',
  'answered',
  'upheld',
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
  // A right whose time has passed is owed by nobody.
  const running = deadlines.filter(({ step, dueAt }) => !isAgainstRefusal(step) || dueAt >= now);
  const next = nextDueAt(running, state);
  return next === null ? null : { step: next.step, dueAt: next.dueAt, owedBy: owedBy(side, next.step), isOver: next.dueAt < now };
}

/** Every deadline of a case is the requested authority's, but for confirming a call and what the requester may do against a refusal. */
export function owedBy(side: CaseSide, step: ClockStep): 'us' | 'them' {
  const isOfRequester = isAgainstRefusal(step) || step === 'confirm-in-writing';
  return (side === 'requested') === isOfRequester ? 'them' : 'us';
}

/** A right of the requester, which ends when it is not used. */
export function isAgainstRefusal(step: ClockStep): step is (typeof stepsAgainstRefusalNames)[number] {
  return stepsAgainstRefusalNames.some((name) => name === step);
}
