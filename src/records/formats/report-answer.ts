// SPDX-License-Identifier: Apache-2.0
/**
 * The answer to a file of reports, as the firm's own program reads it: which reports were taken, which were not, and why.
 *
 * An acknowledgement names the number under which the authority keeps the report; a rejection names each fault with line, path and
 * remedy, so that the firm mends its file and sends the reports again (naming the rejected one: goAML `prev_rejected_ref_number`).
 * JSON for programs, CSV for who opens it in a spreadsheet: one row for each fault, one for each report that was taken. The names in a report are
 * chosen by those who are suspected, so no cell of it is run by a spreadsheet (files/csv-text.ts).
 */
import type { Instant } from '../../kernel/index.ts';
import { csvText } from '../files/csv-text.ts';
import type { Rejection } from '../imports/file-records.ts';

export interface AnsweredReport {
  readonly reference: string;
  readonly outcome: 'accepted' | 'rejected' | 'unchanged';
  /** The authority's own number; null where it was not taken, or only checked. */
  readonly number: string | null;
  readonly faults: readonly Rejection[];
  /** Of a travel-rule message: what it lacks, by which article. */
  readonly lacks?: readonly { readonly source: string; readonly path: string; readonly problem: string }[];
}

export interface ReportAnswer {
  readonly fileName: string;
  readonly digest: string;
  readonly answeredAt: Instant;
  /** Faults of the file as a whole: then none of its reports was taken. */
  readonly fileFaults: readonly Rejection[];
  readonly reports: readonly AnsweredReport[];
  /** How many more records there are that are not listed: of LEI data, which come in millions, all good ones. */
  readonly unlisted?: { readonly good: number; readonly bad: number };
}

export const answerFormat = 'comity-report-answer/1';

export function answerJsonText(answer: ReportAnswer): string {
  return `${JSON.stringify({ format: answerFormat, ...answer }, null, 2)}\n`;
}

const columns = ['reference', 'outcome', 'number', 'line', 'field', 'reason', 'remedy'] as const;

export function answerCsvText(answer: ReportAnswer): string {
  const rows: (readonly string[])[] = [columns];
  for (const fault of answer.fileFaults) rows.push(['', 'rejected', '', ...faultFields(fault)]);
  for (const { reference, outcome, number, faults, lacks = [] } of answer.reports) {
    if (faults.length === 0 && lacks.length === 0) rows.push([reference, outcome, number ?? '', '', '', '', '']);
    for (const { source, path, problem } of lacks) rows.push([reference, outcome, number ?? '', '', path, problem, source]);
    for (const fault of faults) rows.push([reference, outcome, number ?? '', ...faultFields(fault)]);
  }
  return csvText(rows);
}

function faultFields({ line, field, reason, remedy }: Rejection): readonly string[] {
  return [String(line), field, reason, remedy];
}
