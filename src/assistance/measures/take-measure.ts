// SPDX-License-Identifier: Apache-2.0
/** Preparing a measure or an instruction: a step of the case like every other, after the room that knows its rules was asked. */
import { agreementByDigest } from '../../agreements/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import type { AssistanceDeps, Outcome } from '../assistance-deps.ts';
import { type Preparation, prepareChecked } from '../steps/prepare-step.ts';
import { type CaseRecord, stepsOfCases } from '../store.ts';
import type { MeasureContentWire } from '../wire.ts';
import { measured } from './measured-case.ts';

export async function takeMeasure(
  deps: AssistanceDeps,
  given: Preparation,
  step: { readonly kind: 'measure' | 'instruction'; readonly content: MeasureContentWire },
): Promise<Outcome> {
  const body = { kind: step.kind, body: { requestId: given.caseId, measure: step.content } };
  return prepareChecked(deps, given, body, async (tx, row) => {
    const side = step.kind === 'measure' ? 'requested' : 'requesting';
    const facts = measured(row, await stepsOfCases(tx, [row.id]));
    const agreement = await agreementOf(tx, deps, row, given.now);
    return deps.measures.measure({ case: facts, side, content: step.content, at: given.now, agreement, self: deps.self });
  });
}

async function agreementOf(tx: Transaction, deps: AssistanceDeps, row: CaseRecord, now: Instant) {
  return row.agreement === null ? null : agreementByDigest(await deps.agreementIndex(tx, now), row.agreement.digest);
}
