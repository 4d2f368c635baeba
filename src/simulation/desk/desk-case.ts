// SPDX-License-Identifier: Apache-2.0
/**
 * A case as a simulated desk keeps it: the steps that happened, and the state that follows from them by the table of room
 * assistance. A step that was rejected or not delivered counts as if it had not been made.
 */
import type { AgreementRef, AssistanceKind } from '../../agreements/index.ts';
import { transitions } from '../../assistance/index.ts';
import type { CaseState } from '../../assistance/wire.ts';
import type { Condition, Purpose } from '../../conditions/index.ts';
import type { MemoryState } from '../../exchange/index.ts';
import type { IdOf } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';

export type Side = 'requesting' | 'requested';
export type StepEvent =
  'request' | 'acknowledgement' | 'question' | 'answer' | 'partial-reply' | 'complete-reply' | 'refusal' | 'withdrawal';

export interface DeskStep {
  readonly event: StepEvent;
  readonly by: Side;
  readonly digest: Digest;
  readonly standing: 'on-the-way' | 'arrived' | 'failed';
}

export interface DeskCase {
  readonly id: IdOf<'req'>;
  readonly side: Side;
  readonly counterpart: string;
  readonly agreement: AgreementRef;
  readonly class: 'normal' | 'urgent';
  readonly purpose: Purpose;
  readonly assistance: AssistanceKind;
  readonly steps: readonly DeskStep[];
}

/** What an authority holds of a datum: its own, or another's under conditions. */
export interface HeldDatum {
  readonly id: IdOf<'rcd'>;
  readonly originator: string;
  readonly conditions: readonly Condition[];
}

export function casesIn(state: MemoryState): DeskCase[] {
  return [...state.effects].flatMap(([name, value]) => (name.startsWith('case ') ? [value as DeskCase] : []));
}

export function caseIn(state: MemoryState, id: string): DeskCase | null {
  return (state.effects.get(`case ${id}`) ?? null) as DeskCase | null;
}

export function keepCase(tx: MemoryState, kept: DeskCase): void {
  tx.effects.set(`case ${kept.id}`, kept);
}

export function dataIn(state: MemoryState): HeldDatum[] {
  return [...state.effects].flatMap(([name, value]) => (name.startsWith('datum ') ? [value as HeldDatum] : []));
}

export function stateOfCase({ side, steps }: DeskCase): CaseState {
  let state: CaseState = side === 'requesting' ? 'awaiting-approval' : 'received';
  let before: CaseState | null = null;
  const take = (event: string): void => {
    const to = transitions.find((transition) => transition.from === state && transition.event === event)?.to ?? state;
    const next: CaseState = to === 'resume' ? (before ?? 'acknowledged') : to;
    if (event === 'question') before = state;
    state = next;
  };
  for (const step of steps) {
    if (step.event === 'request') {
      take('request');
      if (step.standing !== 'on-the-way') take(step.standing === 'arrived' ? 'deliver' : 'fail');
    } else if (step.standing !== 'failed') take(step.event);
  }
  return state;
}

const stepEvents: readonly string[] = [
  'request',
  'acknowledgement',
  'question',
  'answer',
  'partial-reply',
  'complete-reply',
  'refusal',
  'withdrawal',
] satisfies StepEvent[];

/** What this side may do next, after the request. */
export function nextEvents(kept: DeskCase): StepEvent[] {
  const state = stateOfCase(kept);
  const mine = transitions.filter(({ from, by, event }) => from === state && by === kept.side && event !== 'request');
  return mine.flatMap(({ event }) => (stepEvents.includes(event) ? [event as StepEvent] : []));
}

/** Whether the other side may do this now. */
export function mayTake(kept: DeskCase, event: StepEvent): boolean {
  const state = stateOfCase(kept);
  return transitions.some((transition) => transition.from === state && transition.event === event && transition.by !== kept.side);
}
