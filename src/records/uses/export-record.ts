// SPDX-License-Identifier: Apache-2.0
/**
 * Exporting a record: a use like any other, that leaves the server as a file, so a second officer approves it where the house asks.
 *
 *     the conditions forbid it      refused at once, and written down; nobody is asked to approve what may not be
 *     they permit it                it waits for the approvals of class `export`, and whoever asked makes the same call again
 *     approved                      asked of the conditions once more, written down, given; and the approval is spent
 *
 * What is approved is this record with exactly this content and these conditions, for this purpose and case, by this officer. Another
 * version is another file.
 */
import { purposeWords } from '../../conditions/index.ts';
import { type Database, type Instant, type Issue, type RandomBytes, type Transaction, wholeUseCase } from '../../kernel/index.ts';
import { approvalOfExport, type HouseRules, spendOnExport } from '../../officers/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import type { RecordUseAnswerWire } from '../wire.ts';
import { type RecordDeps, type RecordUse, useRecord } from './store.ts';

export interface ExportRecordDeps extends RecordDeps {
  readonly db: Database;
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
  readonly approvals: { readonly houseRules: HouseRules };
}

export type ExportedRecord =
  | { readonly kind: 'answer'; readonly answer: RecordUseAnswerWire | null }
  | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

export async function exportRecord(deps: ExportRecordDeps, use: RecordUse, now: Instant, random: RandomBytes): Promise<ExportedRecord> {
  const tried = await triedUse(deps, use, now, random);
  if (tried === null) return { kind: 'answer', answer: null };
  if (tried.use.outcome !== 'permitted') {
    const answer = await deps.db.transaction().execute((tx) => useRecord(tx, use, deps, now, random));
    return { kind: 'answer', answer };
  }
  const exports = { database: deps.db, approvals: deps.approvals, announce: deps.announce };
  const { recordId, purpose, officer, caseRef, note } = use;
  const standing = await approvalOfExport(exports, {
    about: recordId,
    caseRef: null,
    officer,
    named: { record: recordId, body: digestOfJson(tried.record), purpose, officer, caseRef },
    shown: {
      record: tried.row?.reference ?? recordId,
      purpose: purposeWords[purpose],
      ...(caseRef === null ? {} : { case: caseRef }),
      ...(note === '' ? {} : { note }),
    },
    content: { record: recordId },
    now,
  });
  if (standing.kind === 'waits') return standing;
  let answer: RecordUseAnswerWire | null = null;
  const write = async (tx: Transaction): Promise<readonly Issue[]> => {
    answer = await useRecord(tx, use, deps, now, random);
    return answer?.use.outcome === 'permitted' ? [] : [changedSince];
  };
  const issues = await spendOnExport(exports, { subject: standing.subject, now, write });
  return issues.length > 0 ? { kind: 'issues', issues } : { kind: 'answer', answer };
}

const changedSince: Issue = {
  path: 'record',
  problem: 'What may be done with this record has changed since it was approved.',
  remedy: 'Open it again and read why.',
};

/** What the use would be answered; nothing of it is kept. */
async function triedUse(deps: ExportRecordDeps, use: RecordUse, now: Instant, random: RandomBytes): Promise<RecordUseAnswerWire | null> {
  let answer: RecordUseAnswerWire | null = null;
  await wholeUseCase(deps.db, async (tx) => {
    answer = await useRecord(tx, use, deps, now, random);
    return { kind: 'undone' as const };
  });
  return answer;
}
