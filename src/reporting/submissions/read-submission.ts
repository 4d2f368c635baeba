// SPDX-License-Identifier: Apache-2.0
/**
 * What a firm sends, to reports that are judged: the file by its format, the form as a file of one report, and the rules that only
 * concern firms:
 *
 *     the firm of a session or key is who reports; a file that names another LEI is refused
 *     a reference stands for one report of the firm for ever; what is changed comes as a correction under a reference of its own
 *     what a report adds to must be a report of the same firm
 */
import type { Instant } from '../../kernel/index.ts';
import { asMoment, type FileRecord, type GoodRecord, readImportFile, type Rejection } from '../../records/index.ts';
import type { DraftContentWire, SubmissionRowWire } from '../wire.ts';

export interface JudgedReport {
  readonly reference: string;
  readonly line: number;
  readonly good: GoodRecord | null;
  readonly faults: readonly Rejection[];
}

export interface JudgedFile {
  /** Faults of the file as a whole: then nothing of it is taken. */
  readonly fileFaults: readonly Rejection[];
  readonly reports: readonly JudgedReport[];
}

export interface SubmittedFile {
  readonly format: SubmissionRowWire['format'];
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Of a form: its one report is known by it, whatever its faults. */
  readonly reference?: string;
}

export async function judgeFile(
  { format, bytes, reference = '' }: SubmittedFile,
  given: { readonly now: Instant; readonly jurisdiction: string; readonly lei: string | null },
): Promise<JudgedFile> {
  const reading = await readImportFile(format, { kind: 'suspicious-report', bytes, now: given.now, jurisdiction: given.jurisdiction });
  if (reading.kind === 'unreadable') return { fileFaults: reading.rejections, reports: [] };
  return { fileFaults: [], reports: reading.records.map((record) => judgedByFirm(record, reference, given.lei)) };
}

function judgedByFirm(record: FileRecord, otherwise: string, lei: string | null): JudgedReport {
  const { line } = record;
  if (!record.isGood) return { reference: referenceOf(record) ?? otherwise, line, good: null, faults: record.rejections };
  const { body } = record;
  const named = body.kind === 'suspicious-report' ? body.reporter?.lei : undefined;
  if (named === undefined || lei === null || named === lei) return { reference: body.reference, line, good: record, faults: [] };
  const fault = {
    line,
    field: 'reporter/lei',
    reason: `The report names the reporting firm ${named}; this access is that of ${lei}.`,
    remedy: "Send it with the access of the firm that it names, or correct the firm's LEI.",
  };
  return { reference: body.reference, line, good: null, faults: [fault] };
}

/** Readers of report formats know the reference of a report that has faults. */
function referenceOf(record: FileRecord): string | null {
  return 'reference' in record && typeof record.reference === 'string' ? record.reference : null;
}

/** The same report, rejected for a further fault. */
export function rejectedFor(report: JudgedReport, fault: Omit<Rejection, 'line'>): JudgedReport {
  return { ...report, good: null, faults: [{ line: report.line, ...fault }] };
}

/** A form as the file of one report in our own JSON, whose faults then name the members of the form. */
export function formFile(
  content: DraftContentWire,
  given: { readonly firm: { readonly name: string; readonly lei: string | null }; readonly person: string; readonly now: Instant },
): SubmittedFile {
  const { follows, action, indicators, parties, movements, ...rest } = content;
  const body = {
    kind: 'suspicious-report',
    ...rest,
    reportedAt: given.now,
    reportingFirm: given.firm.name,
    reporter: { person: given.person, ...(given.firm.lei === null ? {} : { lei: given.firm.lei }) },
    parties: parties.map((party) => ({ ...party, jurisdiction: orNull(party.jurisdiction), birthDate: orNull(party.birthDate) })),
    // Typed as it is in a column of a file: with or without seconds, in any zone.
    movements: movements.map((movement) => ({ ...movement, at: asMoment(movement.at) })),
    ...(follows === null ? {} : { follows }),
    ...(action.trim() === '' ? {} : { action }),
    ...(indicators.length === 0 ? {} : { indicators }),
  };
  const text = `${JSON.stringify({ format: 'comity-records/1', records: [body] }, null, 2)}\n`;
  return {
    format: 'comity-json',
    fileName: `${fileStem(content.reference)}.json`,
    bytes: new TextEncoder().encode(text),
    reference: content.reference,
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function fileStem(reference: string): string {
  return reference.replaceAll(/[^\w.-]+/g, '-').slice(0, 100) || 'form';
}
