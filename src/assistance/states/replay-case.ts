// SPDX-License-Identifier: Apache-2.0
/**
 * Replaying a case: its state and met deadlines computed again from its timeline, without the steps that came to nothing.
 *
 * A step counts here from the moment it is sent. When the other side then rejects it, or never gets it, it has happened on one
 * side only, and the two would go apart. So the case is played again without it:
 *
 *     XA  withdrawal sent      withdrawn          XB  reply sent           answered
 *     XB  does not admit it: state-conflict       XA  does not admit it: state-conflict
 *     XA  played again         acknowledged       XB  played again         acknowledged
 *
 * Both stand where they stood before the two crossed, each with the other's signed reason, and either may try again.
 */
import type { RefusalGround } from '../../agreements/index.ts';
import { type CaseDeadline, clocksAfter, type clocksFrom, type OtherClocks, withClocks } from './case-deadlines.ts';
import { type CaseEvent, stateAfter, transitionOf } from './case-states.ts';
import type { Instant } from '../../kernel/index.ts';
import { besideSteps, type EventFacts } from '../cases/timeline.ts';
import type { CaseState } from '../wire.ts';

export interface PlayedCase {
  readonly state: CaseState;
  readonly resumeState: CaseState | null;
  readonly deadlines: readonly CaseDeadline[];
}

/** The clocks as they started, and those that later steps and their receipts start. */
export interface StartedClocks extends OtherClocks {
  readonly own: readonly CaseDeadline[];
  readonly from: (received: Parameters<typeof clocksFrom>[1]) => readonly CaseDeadline[];
}

interface PlacedEvent {
  readonly at: Instant;
  readonly facts: EventFacts;
}

/** Dispatches that came to nothing. */
export function failedDispatches(events: readonly PlacedEvent[]): ReadonlySet<string | null> {
  return new Set(
    events.filter(({ facts }) => facts.kind === 'rejected' || facts.kind === 'not-delivered').map(({ facts }) => facts.dispatch),
  );
}

/** `events` in the order in which they took effect here; the request has been received. Events that no longer fit are passed over. */
export function replayCase(events: readonly PlacedEvent[], clocks: StartedClocks): PlayedCase {
  const failed = failedDispatches(events);
  const receivedAt = new Map(events.flatMap(({ at, facts }) => (facts.kind === 'delivered' ? [[facts.dispatch, at] as const] : [])));
  let played: PlayedCase = {
    state: 'received',
    resumeState: null,
    deadlines: clocks.own.map((deadline) => ({ ...deadline, metAt: deadline.step === 'confirm-in-writing' ? deadline.metAt : null })),
  };
  // What happened on paper before the request was sent anew to a server is no part of what both servers hold.
  const last = events.findLastIndex(({ facts }) => facts.kind === 'sent' && facts.step === 'request');
  for (const { at, facts } of events.slice(last + 1)) {
    if (facts.kind !== 'sent' || facts.step === 'request' || failed.has(facts.dispatch)) continue;
    played = play(played, facts, { at, receivedAt: receivedAt.get(facts.dispatch) ?? null }, clocks);
  }
  return played;
}

function play(
  played: PlayedCase,
  facts: EventFacts,
  { at, receivedAt }: { readonly at: Instant; readonly receivedAt: Instant | null },
  clocks: StartedClocks,
): PlayedCase {
  const event = eventOfFacts(facts);
  const transition = event === null ? null : transitionOf(played.state, event);
  if (event === null || transition === null) return played;
  const deadlines = clocksAfter(played.deadlines, { event, at, detail: facts.detail, clause: facts.clause?.clause ?? null }, clocks);
  const { step, detail } = facts;
  const starts = step === 'refusal' || step === 'rebuttal' || step === 'cure';
  const started = starts && receivedAt !== null ? clocks.from({ step, ground: detail as RefusalGround, at: receivedAt }) : [];
  return {
    state: stateAfter(transition, played.resumeState),
    resumeState: event === 'question' ? played.state : played.resumeState,
    deadlines: withClocks(deadlines, started, null),
  };
}

/** Null for what moves no state. */
function eventOfFacts(facts: EventFacts): CaseEvent | null {
  if (isBeside(facts.step)) return null;
  if (facts.step === 'feedback') return facts.detail === 'last' ? 'feedback' : 'use-report';
  if (facts.step !== 'reply') return facts.step;
  return facts.detail === 'partial' ? 'partial-reply' : 'complete-reply';
}

function isBeside(step: EventFacts['step']): step is (typeof besideSteps)[number] {
  return besideSteps.some((one) => one === step);
}
