// SPDX-License-Identifier: Apache-2.0
/**
 * A file of reports, whatever its format, to records: every report judged by the one judge of bodies, every fault with line, path and remedy.
 *
 *     goaml        goAML 5 XML (goaml/)
 *     fincen-sar   FinCEN form 111, batch XML (fincen/)
 *     stor         market abuse forms of MiCA and MAR, as JSON or CSV (stor/)
 *
 * Two ways in, one way of judging: `readReportFile` for a file in memory, as an import takes it, and `createReportReader` for a stream,
 * as the command line takes a file of any length.
 */
import { failWith, type Instant, type Issue, limits, ok, type Result } from '../../kernel/index.ts';
import {
  type FactPlace,
  type FileQuestion,
  type FileReading,
  type FileRecord,
  type Rejection,
  unreadable,
} from '../imports/file-records.ts';
import { checkRecordBody } from '../record-body.ts';
import type { reportFormats } from '../wire.ts';
import type { PlacedFault } from '../xml/check-shape.ts';
import { createFincenReader } from './fincen/read-fincen.ts';
import type { ReaderSettings, ReadReport, ReportReader } from './format-reading.ts';
import type { GoamlLocal } from './goaml/code-lists.ts';
import { createGoamlReader } from './goaml/read-goaml.ts';
import { createStorReader } from './stor/read-stor.ts';

export type ReportFormat = (typeof reportFormats)[number];

/** A report of a file with the verdict on it. */
export type JudgedReport = FileRecord & { readonly position: number; readonly reference: string };

export interface ReportReaderSettings {
  readonly now: Instant;
  readonly jurisdiction: string;
  readonly goamlLocal?: GoamlLocal;
  readonly onReport: (report: JudgedReport) => void;
}

const readers: Readonly<Record<ReportFormat, (settings: ReaderSettings & { readonly local?: GoamlLocal }) => ReportReader>> = {
  goaml: createGoamlReader,
  'fincen-sar': createFincenReader,
  stor: createStorReader,
};

export function createReportReader(format: ReportFormat, settings: ReportReaderSettings): ReportReader {
  const { now, jurisdiction, goamlLocal, onReport } = settings;
  const local = goamlLocal === undefined ? {} : { local: goamlLocal };
  return readers[format]({ now, jurisdiction, onReport: (report) => onReport(judged(report, now)), ...local });
}

function judged(report: ReadReport, now: Instant): JudgedReport {
  const { position, reference, line, places } = report;
  if (report.body === null) return { position, reference, isGood: false, line, rejections: report.faults.map(rejectionOf) };
  const checked = checkRecordBody(report.body, now);
  if (checked.ok) return { position, reference, isGood: true, line, body: checked.value, places };
  return { position, reference, isGood: false, line, rejections: checked.issues.map((issue) => placed(issue, places, line)) };
}

function rejectionOf({ line, path, problem, remedy }: PlacedFault): Rejection {
  return { line, field: path, reason: problem, remedy };
}

/** An issue of the model at the line of the nearest thing around it that the reader gave a place. */
function placed(issue: Issue, places: readonly FactPlace[], line: number): Rejection {
  for (let at = issue.path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = places.find(({ scope }) => scope === at);
    const number = /line (\d+)/.exec(found?.place ?? '')?.[1];
    if (number !== undefined) return { line: Number(number), field: issue.path, reason: issue.problem, remedy: issue.remedy };
  }
  return { line, field: issue.path, reason: issue.problem, remedy: issue.remedy };
}

/** Every report of a file in memory, or why the file as a whole cannot be read. */
export function readReportFile(format: ReportFormat, question: FileQuestion & { readonly goamlLocal?: GoamlLocal }): FileReading {
  if (question.kind !== 'suspicious-report') {
    const reason = `Files of the format "${format}" hold suspicious reports, not records of the kind "${question.kind}".`;
    return unreadable([{ line: 1, field: 'file', reason, remedy: 'Import it as suspicious-report.' }]);
  }
  const records: FileRecord[] = [];
  let count = 0;
  const { now, jurisdiction = unknownJurisdiction, goamlLocal } = question;
  const local = goamlLocal === undefined ? {} : { goamlLocal };
  const onReport = (report: JudgedReport): void => {
    count += 1;
    if (records.length < limits.importRowsMax) records.push(report);
  };
  const reader = createReportReader(format, { now, jurisdiction, onReport, ...local });
  const read = readPieces(reader, question.bytes);
  if (!read.ok) return unreadable(read.issues.map(fileRejection));
  if (count > limits.importRowsMax)
    return unreadable([
      { line: 1, field: 'file', reason: `The file holds ${count} reports; the limit is ${limits.importRowsMax}.`, remedy: 'Split it.' },
    ]);
  // What is wrong with the file as a whole keeps all of it out; what is wrong with its reports is told in the same breath.
  if (read.value.length > 0) {
    const inside = records.flatMap((record) => (record.isGood ? [] : record.rejections));
    return unreadable([...read.value.map(rejectionOf), ...inside]);
  }
  return { kind: 'records', records };
}

function fileRejection({ path, problem, remedy }: Issue): Rejection {
  const line = /line (\d+)/.exec(path)?.[1];
  return { line: line === undefined ? 1 : Number(line), field: 'file', reason: problem, remedy };
}

const pieceBytes = 65_536;

function readPieces(reader: ReportReader, bytes: Uint8Array): Result<readonly PlacedFault[]> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const written = reader.write(bytes.subarray(at, at + pieceBytes));
    if (!written.ok) return failWith(written.issues);
  }
  const ended = reader.end();
  return ended.ok ? ok(ended.value) : ended;
}

/** No authority has this code, so no local list applies. */
export const unknownJurisdiction = 'ZZ';
