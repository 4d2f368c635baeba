// SPDX-License-Identifier: Apache-2.0
/**
 * What is true of a joint operation, computed from its notes.
 *
 *     stage        from the notes                                    what servers do
 *     planning     a plan, no decision, not every needed one ready   nothing
 *     ready        every needed participant is ready for this plan   nothing; the lead may commit
 *     committed    the lead's decision, over the readiness of all    at the instant each releases its own steps
 *     aborted      the lead's decision, with its reason              nothing
 *     lapsed       no decision by the moment it was due              nothing; a decision that was taken in time may still arrive
 *     contradicted an author wrote two notes for one place           nothing; both notes are the evidence
 *     concluded    the lead's last word                              nothing
 *
 * Only `lapsed` depends on the clock, and it does nothing: silence means that nobody acts. A decision names the readiness of every
 * needed participant, so nobody has to believe the lead; and it is one note, so all who hold it hold the same. Whoever says after the
 * decision that it cannot act changes its own steps alone: others may have acted already, and a second decision would only be
 * known to some of them.
 */
import { contradictionIn } from '../../seals/index.ts';
import { type Notes, type Said, saidOf } from '../notes/joint-note.ts';
import type { PlanStepWire, PlanWire } from '../wire.ts';
import { stepsAtInstant } from './plan.ts';

export const operationStages = ['planning', 'ready', 'committed', 'aborted', 'lapsed', 'contradicted', 'concluded'] as const;
export type OperationStage = (typeof operationStages)[number];

export interface Standing {
  readonly note: Said<'plan'>['digest'];
  readonly version: number;
  readonly plan: PlanWire;
  readonly author: string;
}

export interface Readiness {
  readonly authorityId: string;
  readonly isNeeded: boolean;
  /** Its last word on the plan that stands. */
  readonly state: 'silent' | 'ready' | 'unready';
  /** Its note of readiness; null where there is none, or it was taken back. */
  readonly ready: Said<'ready'> | null;
  readonly reason: string;
  readonly at: string | null;
}

export interface StepState {
  readonly step: PlanStepWire;
  readonly last: Said<'report'> | null;
}

export interface OperationState {
  readonly stage: OperationStage;
  readonly standing: Standing;
  readonly readiness: readonly Readiness[];
  readonly decision: Said<'decide'> | null;
  readonly steps: readonly StepState[];
  readonly conclusion: Said<'conclude'> | null;
  /** Whose turn it is. */
  readonly turn: readonly string[];
  readonly dueAt: string | null;
}

/** Null where no plan is held yet. `now` null: without the clock, as a note is judged. */
export function operationState(notes: Notes, now: string | null): OperationState | null {
  const standing = standingPlan(notes);
  if (standing === null) return null;
  const [decision = null] = saidOf(notes, 'decide');
  const readiness = standing.plan.participants.map((one) => readinessOf(notes, standing, one));
  const [conclusion = null] = saidOf(notes, 'conclude');
  const reports = saidOf(notes, 'report');
  const steps = standing.plan.steps.map((step) => ({ step, last: reports.findLast(({ said }) => said.step === step.id) ?? null }));
  const stage = stageOf(notes, { decision, conclusion, readiness, standing, now });
  return { stage, standing, readiness, decision, conclusion, steps, ...whoIsNext(stage, { readiness, steps, standing }) };
}

function standingPlan(notes: Notes): Standing | null {
  const latest = saidOf(notes, 'plan').reduce<Said<'plan'> | null>(
    (best, one) => (best === null || one.said.version > best.said.version ? one : best),
    null,
  );
  return latest === null ? null : { note: latest.digest, version: latest.said.version, plan: latest.said.plan, author: latest.author };
}

function readinessOf(notes: Notes, standing: Standing, who: PlanWire['participants'][number]): Readiness {
  const own = [...saidOf(notes, 'ready'), ...saidOf(notes, 'unready')]
    .filter(({ author, said }) => author === who.authorityId && said.plan === standing.note)
    .toSorted((left, right) => (placeOf(notes, left.digest) < placeOf(notes, right.digest) ? -1 : 1));
  const last = own.at(-1);
  if (last === undefined) return { ...who, state: 'silent', ready: null, reason: '', at: null };
  if (last.said.kind === 'ready') return { ...who, state: 'ready', ready: last as Said<'ready'>, reason: '', at: last.at };
  return { ...who, state: 'unready', ready: null, reason: last.said.reason, at: last.at };
}

function placeOf(notes: Notes, digest: Said<'ready'>['digest']): number {
  return notes.get(digest)?.note.place ?? 0;
}

interface Facts {
  readonly decision: Said<'decide'> | null;
  readonly conclusion: Said<'conclude'> | null;
  readonly readiness: readonly Readiness[];
  readonly standing: Standing;
  readonly now: string | null;
}

function stageOf(notes: Notes, { decision, conclusion, readiness, standing, now }: Facts): OperationStage {
  if (contradictionIn(notes) !== null) return 'contradicted';
  if (conclusion !== null) return 'concluded';
  if (decision !== null) return decision.said.outcome === 'commit' ? 'committed' : 'aborted';
  if (now !== null && now > standing.plan.decideBy) return 'lapsed';
  return isEveryNeededReady(readiness) ? 'ready' : 'planning';
}

export function isEveryNeededReady(readiness: readonly Readiness[]): boolean {
  return readiness.every(({ isNeeded, state }) => !isNeeded || state === 'ready');
}

/** The notes that a decision to commit names: the readiness of every needed participant, sorted. */
export function readinessNamed(readiness: readonly Readiness[]): string[] {
  return readiness.flatMap(({ isNeeded, ready }) => (isNeeded && ready !== null ? [ready.digest] : [])).toSorted();
}

function whoIsNext(
  stage: OperationStage,
  { readiness, steps, standing }: { readiness: readonly Readiness[]; steps: readonly StepState[]; standing: Standing },
): { readonly turn: readonly string[]; readonly dueAt: string | null } {
  const { decideBy, instant, lead } = standing.plan;
  if (stage === 'planning') {
    return { turn: readiness.filter(({ state }) => state !== 'ready').map(({ authorityId }) => authorityId), dueAt: decideBy };
  }
  if (stage === 'ready') return { turn: [lead], dueAt: decideBy };
  if (stage !== 'committed') return { turn: [], dueAt: null };
  const open = steps.filter(({ last }) => last === null || last.said.outcome === 'released').map(({ step }) => step.owner);
  return { turn: open.length === 0 ? [lead] : [...new Set(open)], dueAt: instant };
}

/** Whether this server releases the step now, by itself: decided, ready, at the instant or in the window after it. */
export function stepsToRelease(state: OperationState, self: string, now: string): readonly PlanStepWire[] {
  const { plan } = state.standing;
  const isReady = state.readiness.some(({ authorityId, state: own }) => authorityId === self && own === 'ready');
  const endOfWindow = new Date(Date.parse(plan.instant) + plan.windowMinutes * 60_000).toISOString();
  if (state.stage !== 'committed' || !isReady || now < plan.instant || now > endOfWindow) return [];
  const open = new Set(state.steps.filter(({ last }) => last === null).map(({ step }) => step.id));
  return stepsAtInstant(plan, self).filter(({ id }) => open.has(id));
}
