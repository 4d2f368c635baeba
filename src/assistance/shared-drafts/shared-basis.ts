// SPDX-License-Identifier: Apache-2.0
/**
 * What a draft that was shown rests on: the agreement under which it went, and what it said. Whoever drafts goes on writing, so the case
 * itself may say something else by the time that comments come, or that the draft is withdrawn; they are judged by what was shown.
 */
import type { Transaction } from '../../kernel/index.ts';
import { type CaseRecord, eventsOfCase, type StepRecord } from '../store.ts';
import { type RequestBodyWire, type RequestDraftWire, sharedDraftBodySchema, type SharedDraftWire } from '../wire.ts';

/** The case as the other side knows it from the last draft that it was shown; null where it was shown none. */
export async function sharedBasis(tx: Transaction, row: CaseRecord, steps: readonly StepRecord[]): Promise<CaseRecord | null> {
  const shown = lastShown(steps);
  if (shown === undefined) return null;
  const sent = (await eventsOfCase(tx, row.id)).find(({ facts }) => facts.kind === 'sent' && facts.dispatch === shown.dispatch);
  const agreement = sent?.facts.clause?.agreement ?? null;
  return agreement === null ? null : { ...row, agreement, request: requestOfShared(sharedDraftBodySchema.parse(shown.body)) };
}

/** The last time that a draft went to the other side; undefined where it never did. */
export function lastShown(steps: readonly StepRecord[]): StepRecord | undefined {
  return steps.findLast(({ kind, state }) => kind === 'draft-sharing' && (state === 'delivered' || state === 'queued'));
}

/** The request that it would be, as far as a step in its case needs one. */
export function requestOfShared(shared: SharedDraftWire): RequestBodyWire {
  const { wanted: _, ...said } = shared;
  return { ...said, urgency: null };
}

/** The form as its author had filled it in. */
export function formOfShared(shared: SharedDraftWire): RequestDraftWire {
  const { requestId: _, wanted: __, ...said } = shared;
  return { ...said, counterpart: '', urgencyGround: null, urgencyReason: '' };
}
