// SPDX-License-Identifier: Apache-2.0
/**
 * Exporting a record: a use like any other, that leaves the server as a file, so a second officer approves it where the house asks.
 *
 *     the conditions forbid it      refused at once, and written down; nobody is asked to approve what may not be
 *     they permit it                it waits for the approvals of class `export`, and whoever asked makes the same call again
 *     approved                      asked of the conditions once more, written down, given; and the approval is spent
 *
 * A suspicious report leaves in a format of the field where that is asked: as it came where it still is what came, else written from the model.
 *
 * What is approved is this record with exactly this content and these conditions, in this format, for this purpose and case, by this officer. Another
 * version is another file.
 */
import { purposeWords } from '../../conditions/index.ts';
import {
  type Database,
  fail,
  type Instant,
  type Issue,
  ok,
  type RandomBytes,
  type Result,
  type Transaction,
  wholeUseCase,
} from '../../kernel/index.ts';
import { approvalOfExport, type HouseRules, spendOnExport } from '../../officers/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import type { ReportFormat } from '../formats/read-report-file.ts';
import { writeReports } from '../formats/write-reports.ts';
import type { RecordBodyWire, RecordUseAnswerWire } from '../wire.ts';
import { type RecordDeps, type RecordUse, useRecord } from './store.ts';

export interface ExportRecordDeps extends RecordDeps {
  readonly db: Database;
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
  readonly approvals: { readonly houseRules: HouseRules };
  /** Whose codes and clock apply to formats that have local ones. */
  readonly jurisdiction: string;
}

export interface RecordExport extends RecordUse {
  /** Absent: as our own JSON. */
  readonly format?: ReportFormat;
}

export type ExportedRecord =
  | { readonly kind: 'answer'; readonly answer: RecordUseAnswerWire | null }
  | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

export async function exportRecord(deps: ExportRecordDeps, use: RecordExport, now: Instant, random: RandomBytes): Promise<ExportedRecord> {
  const tried = await triedUse(deps, use, now, random);
  if (tried === null) return { kind: 'answer', answer: null };
  if (tried.use.outcome !== 'permitted') {
    const answer = await deps.db.transaction().execute((tx) => useRecord(tx, use, deps, now, random));
    return { kind: 'answer', answer };
  }
  const { format } = use;
  const file = format === undefined ? null : writtenAs(format, tried.record?.body, { now, jurisdiction: deps.jurisdiction });
  if (file !== null && !file.ok) return { kind: 'issues', issues: file.issues };
  const exports = { database: deps.db, approvals: deps.approvals, announce: deps.announce };
  const { recordId, purpose, officer, caseRef, note } = use;
  const standing = await approvalOfExport(exports, {
    about: recordId,
    caseRef: null,
    officer,
    named: { record: recordId, body: digestOfJson(tried.record), purpose, officer, caseRef, ...(format === undefined ? {} : { format }) },
    shown: {
      record: tried.row?.reference ?? recordId,
      purpose: purposeWords[purpose],
      ...(format === undefined ? {} : { format }),
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
  if (issues.length > 0) return { kind: 'issues', issues };
  return { kind: 'answer', answer: withFile(answer, file?.value) };
}

type ExportedFile = NonNullable<RecordUseAnswerWire['file']>;

function withFile(answer: RecordUseAnswerWire | null, file: ExportedFile | undefined): RecordUseAnswerWire | null {
  return answer === null || file === undefined ? answer : { ...answer, file };
}

/** What a report in a format without a currency of its own is written in. */
export const currencyOtherwise = 'EUR';

function writtenAs(
  format: ReportFormat,
  body: RecordBodyWire | undefined,
  { now, jurisdiction }: { readonly now: Instant; readonly jurisdiction: string },
): Result<ExportedFile> {
  if (body?.kind !== 'suspicious-report')
    return fail('format', 'Only suspicious reports are written in this format.', 'Leave the format out: the record is given as JSON.');
  const { text, notes } = writeReports(format, [body], { now, jurisdiction, currency: currencyOtherwise });
  const isXml = format !== 'stor';
  const fileName = `${body.reference.replaceAll(/[^\w.-]+/g, '-').slice(0, 100)}.${isXml ? 'xml' : 'json'}`;
  return ok({ fileName, mediaType: isXml ? 'application/xml' : 'application/json', text, notes: [...notes] });
}

export const changedSince: Issue = {
  path: 'record',
  problem: 'What may be done with it has changed since it was approved.',
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
