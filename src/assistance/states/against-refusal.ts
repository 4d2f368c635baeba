// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done against a refusal, and what may be said to that: the rules beside the table of states, alike on both sides.
 *
 *     XB  refuses on R06; the facts lack something    refused; XA has 20 working days from its receipt, in XA's calendar
 *     XA  supplies the facts                          reconsidering; XB has its own days to answer
 *     XB  reopens                                     acknowledged; the clocks of deciding and answering start anew
 *
 * Whether the agreement gives the step at all, the verdict says; here stands that it comes in time, names the ground of the refusal, and
 * supplies all that was named as lacking. Each refusal is answered once: one that was upheld stands.
 *
 * Source: IOSCO memorandum, paragraph 6(e); Regulation (EU) 2018/1805, article 8, on certificates that are cured after consultation.
 */
import { type ContentField, contentFieldLabel, type RefusalGround } from '../../agreements/index.ts';
import type { Instant, Issue } from '../../kernel/index.ts';
import type { StepBody } from '../steps/dispatch-bodies.ts';
import { cureBodySchema, refusalBodySchema, type StepRowWire } from '../wire.ts';
import type { CaseDeadline } from './case-deadlines.ts';

interface MadeStep {
  readonly kind: StepRowWire['kind'];
  readonly state: StepRowWire['state'];
  readonly body: unknown;
  readonly dispatch: string | null;
}

export interface StandingRefusal {
  readonly ground: RefusalGround;
  /** Fields that it names as lacking. */
  readonly lacking: readonly ContentField[];
  readonly dispatch: string | null;
}

/** The last refusal of a case, `steps` in the order in which they were made; null where there is none. */
export function lastRefusal(steps: readonly MadeStep[]): StandingRefusal | null {
  const last = steps.findLast((step) => step.kind === 'refusal' && hasTravelled(step));
  const refusal = last === undefined ? null : refusalBodySchema.safeParse(last.body);
  if (last === undefined || refusal?.success !== true) return null;
  const { ground, lacking = [] } = refusal.data;
  return { ground, lacking, dispatch: last.dispatch };
}

/** Whether a step against the refusal is still in time; one without a clock has no end. */
export function isInTime(step: 'rebut' | 'cure', deadlines: readonly CaseDeadline[], at: Instant): boolean {
  const clock = deadlines.findLast((deadline) => deadline.step === step && deadline.metAt === null);
  return clock === undefined || at <= clock.dueAt;
}

/** What stands against a step that follows a refusal, made `at` this moment; nothing against any other. */
export function issuesAfterRefusal(
  step: StepBody,
  given: { readonly steps: readonly MadeStep[]; readonly deadlines: readonly CaseDeadline[]; readonly at: Instant },
): readonly Issue[] {
  if (step.kind !== 'rebuttal' && step.kind !== 'cure' && step.kind !== 'reopening' && step.kind !== 'upholding') return [];
  const refusal = lastRefusal(given.steps);
  if (refusal === null) return [notRefused];
  if (step.body.ground !== refusal.ground) return [otherGround(refusal.ground)];
  if (step.kind === 'reopening' || step.kind === 'upholding') return [];
  const name = step.kind === 'rebuttal' ? 'rebut' : 'cure';
  if (!isInTime(name, given.deadlines, given.at)) return [tooLate(given.deadlines.findLast((deadline) => deadline.step === name))];
  if (step.kind === 'rebuttal') return [];
  const { supplied } = step.body;
  return refusal.lacking.filter((field) => (supplied[field] ?? '').trim() === '').map(stillLacking);
}

/** What was supplied after refusals, the last word on each field; it stands in the place of what the request said there. */
export function suppliedContent(steps: readonly MadeStep[]): Partial<Record<ContentField, string>> {
  const supplied = steps
    .filter((step) => step.kind === 'cure' && hasTravelled(step))
    .flatMap((step) => Object.entries(cureBodySchema.safeParse(step.body).data?.supplied ?? {}));
  return Object.fromEntries(supplied);
}

function hasTravelled({ state }: MadeStep): boolean {
  return state === 'delivered' || state === 'queued';
}

const notRefused: Issue = { path: 'state', problem: 'No refusal stands in this case.', remedy: 'Load the case again.' };

function otherGround(ground: RefusalGround): Issue {
  return { path: 'ground', problem: `The request was refused on ${ground}, and no other ground.`, remedy: 'Load the case again.' };
}

function tooLate(clock: CaseDeadline | undefined): Issue {
  const until = clock === undefined ? '' : ` on ${clock.dueAt} (clause ${clock.clause})`;
  return { path: 'state', problem: `The time for this ended${until}.`, remedy: 'Close the case, or make a new request.' };
}

function stillLacking(field: ContentField): Issue {
  const label = contentFieldLabel(field);
  return { path: `supplied.${field}`, problem: `The refusal says that ${label} lacks something.`, remedy: 'Write it here, whole.' };
}
