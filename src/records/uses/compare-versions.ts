// SPDX-License-Identifier: Apache-2.0
/**
 * A record beside what it was: two readings, each a use of its own with the same purpose, and what differs between them.
 *
 * Nothing is shown that reading the two would not show: where either use is refused there is no comparison, and the refusal says why.
 * Of a received record that was corrected by its originator the former body is destroyed, so that there is nothing to compare it with.
 */
import { compareValues, type Instant, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import { type RecordDeps, type RecordUse, useRecord } from './store.ts';
import type { RecordComparisonWire } from './wire.ts';

/** Null when there is no such record for this officer, or none yet at the earlier moment. */
export async function compareVersions(
  tx: Transaction,
  given: { readonly use: Omit<RecordUse, 'asOf' | 'manner'>; readonly earlier: Instant },
  deps: RecordDeps,
  now: Instant,
  random: RandomBytes,
): Promise<RecordComparisonWire | null> {
  const use = { ...given.use, manner: 'read' } as const;
  const before = await useRecord(tx, { ...use, asOf: given.earlier }, deps, now, random);
  const after = before === null ? null : await useRecord(tx, use, deps, now, random);
  if (before === null || after === null) return null;
  const isShown = before.record !== null && after.record !== null;
  return {
    earlier: before.use,
    later: after.use,
    differences: isShown ? compareValues(before.record?.body, after.record?.body) : null,
  };
}
