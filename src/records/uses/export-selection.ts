// SPDX-License-Identifier: Apache-2.0
/**
 * Exporting several records as one file, in any format that can hold them: each is a use of its own, and one approval covers the whole.
 *
 *     12 chosen, for supervision, as a workbook
 *       10 permitted      they are the file, when a second officer has approved exactly these ten
 *        2 refused        named with the reason; the try is among their uses
 *
 * What is approved is these records with exactly this content and these conditions, in this format, for this purpose and case, by this
 * officer: a record more, or another version of one, is another file.
 */
import { purposeWords } from '../../conditions/index.ts';
import { fail, failWith, type Instant, type Issue, ok, type RandomBytes, type Result, wholeUseCase } from '../../kernel/index.ts';
import { approvalOfExport, spendOnExport } from '../../officers/index.ts';
import { digestOfJson } from '../../seals/index.ts';
import type { ExportFormat, RecordKind } from '../files/wire.ts';
import { type WrittenRecordFile, writeRecordFile } from '../files/write-record-file.ts';
import type { RecordUseAnswerWire } from '../wire.ts';
import { changedSince, currencyOtherwise, type ExportRecordDeps } from './export-record.ts';
import { type RecordUse, useRecord } from './store.ts';
import type { SelectionExportWire } from './wire.ts';

export interface SelectionExport extends Pick<RecordUse, 'purpose' | 'officer' | 'caseRef' | 'note'> {
  /** Each once, in the order of the file. */
  readonly recordIds: readonly string[];
  readonly format: ExportFormat;
}

export type ExportedSelection =
  | { readonly kind: 'answer'; readonly answer: SelectionExportWire }
  | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

type Transaction = Parameters<typeof useRecord>[0];
type Answers = readonly RecordUseAnswerWire[];
type Permitted = RecordUseAnswerWire & { readonly record: NonNullable<RecordUseAnswerWire['record']> };

export async function exportSelection(
  deps: ExportRecordDeps,
  asked: SelectionExport,
  now: Instant,
  random: RandomBytes,
): Promise<ExportedSelection> {
  const askAll = (tx: Transaction): Promise<Result<Answers>> => usesOfEach(tx, asked, deps, now, random);
  let tried: Result<Answers> = ok([]);
  await wholeUseCase(deps.db, async (tx) => {
    tried = await askAll(tx);
    return { kind: 'undone' as const };
  });
  if (!tried.ok) return { kind: 'issues', issues: tried.issues };
  const permitted = permittedOf(tried.value);
  if (permitted.length === 0) {
    const refused = await deps.db.transaction().execute(askAll);
    return refused.ok ? { kind: 'answer', answer: answerOf(refused.value, null) } : { kind: 'issues', issues: refused.issues };
  }
  const file = await fileOf(permitted, asked.format, { now, jurisdiction: deps.jurisdiction });
  if (!file.ok) return { kind: 'issues', issues: file.issues };
  const exports = { database: deps.db, approvals: deps.approvals, announce: deps.announce };
  const standing = await approvalOfExport(exports, orderOf(permitted, asked, now));
  if (standing.kind === 'waits') return standing;
  let used: Answers = [];
  const write = async (tx: Transaction): Promise<readonly Issue[]> => {
    const again = await askAll(tx);
    if (!again.ok) return again.issues;
    used = again.value;
    return digestOfJson(permittedOf(used).map(({ record }) => record)) === digestOfJson(permitted.map(({ record }) => record))
      ? []
      : [changedSince];
  };
  const issues = await spendOnExport(exports, { subject: standing.subject, now, write });
  return issues.length > 0 ? { kind: 'issues', issues } : { kind: 'answer', answer: answerOf(used, file.value) };
}

/** A use of each; fails where one is not there for this officer, and then nothing is to be kept. */
async function usesOfEach(
  tx: Transaction,
  { recordIds, purpose, officer, caseRef, note }: SelectionExport,
  deps: ExportRecordDeps,
  now: Instant,
  random: RandomBytes,
): Promise<Result<Answers>> {
  const answers: RecordUseAnswerWire[] = [];
  const absent: Issue[] = [];
  for (const [index, recordId] of recordIds.entries()) {
    const answer = await useRecord(tx, { recordId, purpose, officer, caseRef, note, manner: 'export' }, deps, now, random);
    if (answer === null) absent.push({ path: `recordIds/${index}`, problem: 'There is no such record.', remedy: 'Search again.' });
    else answers.push(answer);
  }
  return absent.length > 0 ? failWith(absent) : ok(answers);
}

function permittedOf(answers: Answers): readonly Permitted[] {
  return answers.flatMap((answer) => (answer.record === null ? [] : [{ ...answer, record: answer.record }]));
}

async function fileOf(
  permitted: readonly Permitted[],
  format: ExportFormat,
  { now, jurisdiction }: { readonly now: Instant; readonly jurisdiction: string },
): Promise<Result<WrittenRecordFile>> {
  const bodies = permitted.map(({ record }) => record.body);
  const kinds = new Set<RecordKind>(bodies.map(({ kind }) => kind));
  const [kind] = kinds;
  if (kind === undefined || kinds.size > 1)
    return fail('recordIds', 'A file holds records of one kind, and these are of several.', 'Export each kind by itself.');
  return writeRecordFile(format, { kind, bodies, now, jurisdiction, currency: currencyOtherwise });
}

function orderOf(permitted: readonly Permitted[], { purpose, officer, caseRef, note, format }: SelectionExport, now: Instant) {
  const ids = permitted.map(({ record }) => record.id);
  const references = permitted.map(({ row, record }) => row?.reference ?? record.id);
  return {
    about: digestOfJson(ids),
    caseRef: null,
    officer,
    named: { records: ids, bodies: digestOfJson(permitted.map(({ record }) => record)), purpose, officer, caseRef, format },
    shown: {
      records: references.join(', '),
      purpose: purposeWords[purpose],
      format,
      ...(caseRef === null ? {} : { case: caseRef }),
      ...(note === '' ? {} : { note }),
    },
    content: { records: ids },
    now,
  };
}

function answerOf(answers: Answers, file: WrittenRecordFile | null): SelectionExportWire {
  const withheld = answers
    .filter(({ record }) => record === null)
    .map(({ row, use }) => ({ reference: row?.reference ?? '', reason: use.reasons[0]?.sentence ?? 'Its conditions do not permit it.' }));
  if (file === null) return { file: null, withheld };
  const { bytes, mediaType, ending, notes } = file;
  const written = { fileName: `records.${ending}`, mediaType, base64: Buffer.from(bytes).toString('base64'), notes: [...notes] };
  return { file: written, withheld };
}
