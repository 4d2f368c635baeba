// SPDX-License-Identifier: Apache-2.0
/**
 * The end of a dispatch that we sent, as far as its matter is concerned: received, not admitted, or never delivered.
 *
 * The receipt of a question, or of a recall, starts the clock in the calendar of the authority that answers it. A holder that cannot be
 * told of a recall stands in the tree as not delivered, here and above.
 */
import { deadlineOfStep } from '../agreements/index.ts';
import type { DispatchOutcome, SentDispatch } from '../exchange/index.ts';
import type { Instant, Transaction } from '../kernel/index.ts';
import { holdingsOf, settleHoldings } from '../records/index.ts';
import { moveMatter } from './conclude-step.ts';
import type { OnwardDeps } from './onward-deps.ts';
import { noteBreachTold } from './breaches/tell-breach.ts';
import { noteTold } from './new-uses/conclude-new-use.ts';
import { isSettled, reportNode } from './recalls/receive-recall.ts';
import { recipientsOf } from './recalls/parts-of-recall.ts';
import { agreementOf, noteEvent } from './send-step.ts';
import { type DispatchRecord, findDispatch, lockMatter, type MatterRecord, nodesOf, putNode, updateMatter } from './store.ts';

export async function noteOutcome(tx: Transaction, deps: OnwardDeps, sent: SentDispatch, outcome: DispatchOutcome): Promise<void> {
  const found = await findDispatch(tx, sent.digest);
  const row = found === null ? null : await lockMatter(tx, found.matter);
  if (found === null || row === null) return;
  const { state, at } = outcome;
  // Nothing here depends on whether an officer of the other side has looked at it yet.
  if (state === 'opened') return;
  const authority = state === 'not-delivered' ? deps.self : found.peer;
  const detail = outcome.receipt?.code ?? null;
  await noteEvent(tx, deps, row.id, at, {
    kind: state,
    step: found.kind,
    authority,
    peer: found.peer,
    officer: null,
    dispatch: found.digest,
    clause: null,
    detail,
  });
  if (found.kind === 'consent-request') await endQuestion(tx, deps, row, found, { ...outcome, state });
  if (found.kind === 'new-use') await noteTold(tx, deps, row, { state, at });
  if (found.kind === 'breach-notice') await noteBreachTold(tx, deps, row, { state, at });
  if (found.kind === 'disclosure') {
    await settleHoldings(tx, found.digest, state === 'delivered');
    await moveMatter(tx, deps, row, state === 'delivered' ? 'given' : state, at);
  }
  if (found.kind === 'recall' && found.node !== null) await endTelling(tx, deps, row, found.node, outcome);
  await deps.announce(tx, 'onward');
}

type Ending = DispatchOutcome & { readonly state: Exclude<DispatchOutcome['state'], 'opened'> };

async function endQuestion(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  found: DispatchRecord,
  { state, at }: Ending,
): Promise<void> {
  if (row.state !== 'sent' && row.state !== 'carried') return;
  if (state !== 'delivered') return moveMatter(tx, deps, row, state, at, { dueAt: null });
  const agreement = row.part === 'asking' ? await agreementOf(tx, deps, row.facts.agreement, at) : null;
  const due = agreement === null ? null : deadlineOfStep(agreement, 'answer-consent', at, found.peer);
  await updateMatter(tx, row.id, { updated_at: at, due_at: (due?.dueAt ?? row.due_at) as Instant | null });
}

async function endTelling(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  holder: string,
  { state, at, receipt }: DispatchOutcome,
): Promise<void> {
  const node = (await nodesOf(tx, row.id)).find((candidate) => candidate.holder === holder);
  if (node === undefined || isSettled(node.state)) return;
  const isTold = state === 'delivered';
  const dueAt = isTold ? await dueOfHolder(tx, deps, row, holder, at) : null;
  const due_at = dueAt ?? node.due_at;
  await putNode(tx, {
    ...node,
    due_at,
    state: isTold ? 'told' : 'not-delivered',
    reasons: isTold ? '' : (receipt?.reason ?? ''),
    updated_at: at,
  });
  if (!isTold) await reportNode(tx, deps, row, holder, at);
  const isOwn = row.part !== 'holding';
  if (isOwn && dueAt !== null && (row.due_at === null || dueAt > row.due_at))
    await updateMatter(tx, row.id, { updated_at: at, due_at: dueAt });
}

/** By when the holder answers, from its receipt on: the same day that it sees itself. Null where its agreement sets none. */
async function dueOfHolder(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  holder: string,
  receivedAt: Instant,
): Promise<Instant | null> {
  const holdings = [];
  for (const id of row.record_ids) holdings.push(...(await holdingsOf(tx, id)));
  const known = (await recipientsOf(tx, deps, holdings, receivedAt)).find(({ to }) => to === holder);
  const due = known === undefined ? null : deadlineOfStep(known.agreement, 'answer-recall', receivedAt, holder);
  return (due?.dueAt ?? null) as Instant | null;
}
