// SPDX-License-Identifier: Apache-2.0
/**
 * Clocks of a refused case: what starts at the receipt of the refusal, and at that of what answers it.
 *
 * The refusing side learns of the receipt by the other's signed receipt, and that may come after the answer itself; then the clock is
 * kept as met, so that both sides show the same dates.
 */
import type { Instant, Transaction } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { bodySchemas } from '../steps/dispatch-bodies.ts';
import { type CaseId, findCase, type StepRecord, stepsOfCases, updateCase } from '../store.ts';
import type { StepKind } from '../wire.ts';
import { nextDueAt, withClocks } from './case-deadlines.ts';
import { startedClocks } from './started-clocks.ts';

/** `at`: when it was received. Other steps start nothing. */
export async function startAtReceipt(
  tx: Transaction,
  deps: Pick<AssistanceDeps, 'agreementIndex' | 'self'>,
  received: { readonly caseId: CaseId; readonly step: Pick<StepRecord, 'kind' | 'body'>; readonly at: Instant },
): Promise<void> {
  const { caseId, at } = received;
  const { kind, body } = received.step;
  if (kind !== 'refusal' && kind !== 'rebuttal' && kind !== 'cure') return;
  const row = await findCase(tx, caseId);
  if (row === null) return;
  const started = (await startedClocks(tx, deps, row)).from({ step: kind, ground: bodySchemas[kind].parse(body).ground, at });
  if (started.length === 0) return;
  const deadlines = withClocks(row.deadlines, started, answeredAt(await stepsOfCases(tx, [caseId]), kind));
  await updateCase(tx, caseId, { deadlines, next_due_at: nextDueAt(deadlines, row.state)?.dueAt ?? null, updated_at: row.updated_at });
}

/** When the last step of the kind was answered; null while it is not. */
function answeredAt(steps: readonly StepRecord[], kind: 'refusal' | 'rebuttal' | 'cure'): Instant | null {
  const answers: readonly StepKind[] = kind === 'refusal' ? ['rebuttal', 'cure'] : ['reopening', 'upholding', 'postponement'];
  const last = steps.findLastIndex((step) => step.kind === kind && hasTravelled(step));
  return steps.slice(last + 1).find((step) => answers.includes(step.kind) && hasTravelled(step))?.sent_at ?? null;
}

function hasTravelled({ state }: StepRecord): boolean {
  return state === 'queued' || state === 'delivered';
}
