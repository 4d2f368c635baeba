// SPDX-License-Identifier: Apache-2.0
/**
 * How a case ended, and what became of its refusals, as statistics count them. Pure.
 *
 *     refused on R06, cured, reopened, answered      ending answered; one refusal on R06, contested and reopened
 *     refused on R05, rebutted, upheld, closed       ending refused; one refusal on R05, contested and upheld
 */
import type { CaseState, StepKind } from '../wire.ts';

/** A step that says how a case ends or goes on, in the order of sending. */
export interface EndingStep {
  readonly kind: StepKind;
  /** The ground of a refusal. */
  readonly ground: string | null;
}

export type CaseEnding = 'open' | 'answered' | 'refused' | 'not-done' | 'withdrawn' | 'not-delivered';

export interface CountedRefusal {
  readonly ground: string;
  readonly contested: 'rebutted' | 'cured' | null;
  /** What the refusing authority answered; a postponement reopens as much as a reopening does. */
  readonly answer: 'reopened' | 'upheld' | null;
}

const endings: Partial<Record<CaseState, CaseEnding>> = {
  answered: 'answered',
  refused: 'refused',
  upheld: 'refused',
  impossible: 'not-done',
  lapsed: 'not-done',
  withdrawn: 'withdrawn',
  'not-delivered': 'not-delivered',
};

/** A closed case ended with the last step before its report. */
export function endingOf(state: CaseState, steps: readonly EndingStep[]): CaseEnding {
  if (state !== 'closed') return endings[state] ?? 'open';
  const last = steps.findLast(({ kind }) => ['reply', 'refusal', 'upholding', 'impossibility'].includes(kind))?.kind;
  return last === 'impossibility' ? 'not-done' : last === 'refusal' || last === 'upholding' ? 'refused' : 'answered';
}

export function refusalsOf(steps: readonly EndingStep[]): readonly CountedRefusal[] {
  const refusals: CountedRefusal[] = [];
  for (const { kind, ground } of steps) {
    const last = refusals.at(-1);
    if (kind === 'refusal') refusals.push({ ground: ground ?? '', contested: null, answer: null });
    if (last === undefined) continue;
    const replace = (change: Partial<CountedRefusal>): void => void refusals.splice(-1, 1, { ...last, ...change });
    if (kind === 'rebuttal') replace({ contested: 'rebutted' });
    if (kind === 'cure') replace({ contested: 'cured' });
    const isPending = last.contested !== null && last.answer === null;
    if (isPending && (kind === 'reopening' || kind === 'postponement')) replace({ answer: 'reopened' });
    if (isPending && kind === 'upholding') replace({ answer: 'upheld' });
  }
  return refusals;
}
