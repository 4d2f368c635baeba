// SPDX-License-Identifier: Apache-2.0
/** What other rooms ask of evidence: whether a hold keeps records from being erased, and which loans are due. */
import { caseBrief, type CaseIds } from '../assistance/index.ts';
import type { Database, Instant, Issue } from '../kernel/index.ts';
import { heldIssues } from './check-entry.ts';
import { foldLog } from './custody.ts';
import { entriesOf, type ItemRecord, itemsLentUntil, itemsOfRecords } from './store.ts';

/** Why these records may not be erased: the holds that stand on what was taken from them. */
export async function holdsOnRecords(db: Database, recordIds: readonly string[], now: Instant): Promise<readonly Issue[]> {
  const items = await itemsOfRecords(db, recordIds);
  return (await withStates(db, items)).flatMap(({ state }) => heldIssues(state, now, 'erased'));
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
