// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a record may be used as evidence, asked without using it: the answer of its conditions, and the digest of the version that is known now.
 * No body leaves by this way; the use itself is written down by `useRecord`.
 */
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import { versionOf } from '../store.ts';
import { judgedUse, type RecordDeps } from './store.ts';

export interface JudgedEvidence {
  readonly digest: string;
  readonly verdict: {
    readonly outcome: 'permitted' | 'needs' | 'refused';
    readonly reasons: readonly { readonly sentence: string; readonly clause: string | null; readonly agreement: string | null }[];
  };
}

/** Null where there is no such record. */
export async function judgeEvidence(
  db: Database,
  { recordId, purpose }: { readonly recordId: string; readonly purpose: Purpose },
  deps: Pick<RecordDeps, 'self' | 'ownPurposes'>,
  now: Instant,
): Promise<JudgedEvidence | null> {
  const judged = await judgedUse(db, recordId, { purpose, manner: 'evidence' }, deps, now);
  const stored = judged === null ? undefined : await versionOf(db, recordId, null);
  if (judged === null || stored === undefined) return null;
  const { outcome, reasons } = judged.verdict;
  const cited = reasons.map(({ sentence, clause, agreement }) => ({ sentence, clause, agreement: agreement?.id ?? null }));
  return { digest: stored.body_digest, verdict: { outcome, reasons: cited } };
}
