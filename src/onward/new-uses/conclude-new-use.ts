// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes of a new use after it was told: the time to object begins with the originator's receipt and ends by itself; an answer
 * ends it sooner; what could not be told gives no leave.
 *
 *     holder        sent -> noticed (receipt)  -> unobjected (time over) | objected | granted
 *     originator    received                   -> unobjected (time over) | objected | granted
 *
 * That the time is over is written down by the server's schedule; the leave itself opens at its moment, whether or not that has run.
 */
import { objectUntil } from '../../agreements/index.ts';
import { addMs, type Instant, type Transaction } from '../../kernel/index.ts';
import { changeLeave } from '../../records/index.ts';
import { moveMatter } from '../conclude-step.ts';
import { changeMatter, type OnwardDeps } from '../onward-deps.ts';
import { agreementOf } from '../send-step.ts';
import { lockMatter, type MatterRecord, overdueNewUses, updateMatter } from '../store.ts';

/** The originator received our notice, did not admit it, or could not be reached. */
export async function noteTold(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  { state, at }: { readonly state: 'delivered' | 'rejected' | 'not-delivered'; readonly at: Instant },
): Promise<void> {
  const { newUse } = row.facts;
  if (row.state !== 'sent' || newUse === null || newUse === undefined) return;
  if (state !== 'delivered') {
    await changeLeave(tx, row.id, { is_denied: true });
    return moveMatter(tx, deps, row, state, at, { dueAt: null });
  }
  const agreement = await agreementOf(tx, deps, row.facts.agreement, at);
  const { change, originator } = newUse;
  const until = agreement === null ? null : objectUntil(agreement, change, { noticeAt: at, originator });
  const facts = { ...row.facts, newUse: { ...newUse, noticeAt: at, objectUntil: until } };
  await updateMatter(tx, row.id, { facts, updated_at: at });
  if (until === null) return;
  // An objection of the last moment is in time; the use opens after it.
  await changeLeave(tx, row.id, { opens_at: addMs(until, 1) });
  await moveMatter(tx, deps, row, 'noticed', at, { dueAt: until });
}

/** Writes down of each new use whose time to object has passed that nobody objected; says of how many. */
export async function tendNewUses(deps: OnwardDeps, now: Instant): Promise<number> {
  const due = await overdueNewUses(deps.database, now);
  for (const id of due) {
    await changeMatter(deps, async (tx) => {
      const row = await lockMatter(tx, id);
      const isDue = row !== null && (row.state === 'noticed' || row.state === 'received') && row.due_at !== null && row.due_at < now;
      if (isDue) await moveMatter(tx, deps, row, 'unobjected', now, { dueAt: null });
      return { kind: 'done', matter: id };
    });
  }
  return due.length;
}
