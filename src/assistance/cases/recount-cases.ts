// SPDX-License-Identifier: Apache-2.0
/** Open cases under an agreement, after one of its authorities announced other holidays: their running clocks are counted again. */
import type { KnownAgreement } from '../../agreements/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { nextDueAt, recountDeadlines } from '../states/case-deadlines.ts';
import { casesWithClocks, updateCase } from '../store.ts';

/** `self`: our own authority; `party`: who announced them. Says how many cases have other dates now. */
export async function recountCases(
  tx: Transaction,
  given: { readonly self: string; readonly agreement: KnownAgreement; readonly party: string; readonly at: Instant },
): Promise<number> {
  const { self, agreement, party, at } = given;
  let count = 0;
  for (const row of await casesWithClocks(tx, agreement.digest)) {
    if (party !== self && party !== row.counterpart) continue;
    const [requested, requesting] = row.side === 'requested' ? [self, row.counterpart] : [row.counterpart, self];
    const deadlines = recountDeadlines(row.deadlines, agreement, row.request ?? row.draft, { requested, requesting, at });
    const isSame = deadlines.every(({ dueAt }, index) => dueAt === row.deadlines[index]?.dueAt);
    if (isSame) continue;
    await updateCase(tx, row.id, { deadlines, next_due_at: nextDueAt(deadlines, row.state)?.dueAt ?? null, updated_at: row.updated_at });
    count += 1;
  }
  return count;
}
