// SPDX-License-Identifier: Apache-2.0
/**
 * When a request may lapse: its last question named a day for the answer, and that day has passed without one.
 *
 *     XB  asks back, answer by Friday     question-open
 *     XA  nothing
 *     XB  Monday: lets it lapse           lapsed; XA may ask again with a new request
 *
 * Both sides hold the question, so both compute it alike.
 */
import type { Instant } from '../../kernel/index.ts';
import { questionBodySchema, type StepRowWire } from '../wire.ts';

interface AskedStep {
  readonly kind: StepRowWire['kind'];
  readonly state: StepRowWire['state'];
  readonly body: unknown;
}

/** `steps` of the case, in the order in which they were made; `at` is when the lapse is said. */
export function mayLapse(steps: readonly AskedStep[], at: Instant): boolean {
  const last = steps.findLast(({ kind, state }) => kind === 'question' && (state === 'delivered' || state === 'queued'));
  const question = last === undefined ? null : questionBodySchema.safeParse(last.body);
  const answerBy = question?.success === true ? question.data.answerBy : undefined;
  return answerBy !== undefined && answerBy < at;
}
