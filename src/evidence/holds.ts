// SPDX-License-Identifier: Apache-2.0
/** What other rooms ask of evidence: whether it keeps records or canvases from being erased, and which loans are due. */
import { caseBrief, type CaseIds } from '../assistance/index.ts';
import type { Database, Instant, Issue } from '../kernel/index.ts';
import { heldIssues } from './check-entry.ts';
import { foldLog, type ItemState } from './custody.ts';
import { entriesOf, type ItemRecord, itemsLentUntil, itemsOfSource } from './store.ts';

/** Why these records may not be erased: the holds that stand on what was taken from them. */
export async function holdsOnRecords(db: Database, recordIds: readonly string[], now: Instant): Promise<readonly Issue[]> {
  const items = await itemsOfSource(db, 'record', recordIds);
  return (await withStates(db, items)).flatMap(({ state }) => heldIssues(state, now, 'erased'));
}

/**
 * Why these editions of canvases may not be erased. An item that was made of one rests on its document, which lies nowhere else: as long as the
 * item is here, or was only lent, so is the document. Once it was handed over, released or destroyed by its own rule, only a hold keeps it.
 */
export async function holdsOnEditions(db: Database, editions: readonly string[], now: Instant): Promise<readonly Issue[]> {
  const items = await itemsOfSource(db, 'canvas', editions);
  return (await withStates(db, items)).flatMap(({ item, state }): readonly Issue[] => {
    const held = heldIssues(state, now, 'erased');
    if (held.length > 0 || isGone(state.state)) return held;
    const problem = `It is an item of evidence: ${item.title}.`;
    return [{ path: 'evidence', problem, remedy: 'Have the item released or destroyed first, by the rules of its custody.' }];
  });
}

function isGone(state: ItemState['state']): boolean {
  return state === 'handed-over' || state === 'released' || state === 'destroyed';
}

/** An item on loan: `us` where it was lent to us, and we owe it back. */
export interface LoanClock {
  readonly id: string;
  readonly caseId: string;
  readonly title: string;
  readonly to: string;
  readonly dueAt: string;
  readonly counterpart: string;
  readonly owedBy: 'us' | 'them';
}

/** Items on loan, by us or to us, whose day to come back lies in the span, of cases that may be seen. */
export async function loansDue(
  db: Database,
  wanted: { readonly from: Instant; readonly to: Instant; readonly hidden: CaseIds | null },
): Promise<LoanClock[]> {
  const { from, to } = wanted;
  const items = await itemsLentUntil(db, wanted);
  const clocks: LoanClock[] = [];
  for (const { item, state } of await withStates(db, items)) {
    const loan = state.loan ?? (state.state === 'in-custody' ? state.owed : null);
    if (loan === null || loan.dueAt < from || loan.dueAt >= to) continue;
    const owedBy = state.loan === null ? ('us' as const) : ('them' as const);
    const counterpart = (await caseBrief(db, item.case_id))?.counterpart ?? '';
    clocks.push({ id: item.id, caseId: item.case_id, title: item.title, to: loan.to, dueAt: loan.dueAt, counterpart, owedBy });
  }
  return clocks;
}

async function withStates(db: Database, items: readonly ItemRecord[]) {
  const logs = await entriesOf(
    db,
    items.map(({ id }) => id),
  );
  return items.map((item) => ({ item, state: foldLog(logs.get(item.id) ?? []) }));
}
