// SPDX-License-Identifier: Apache-2.0
/** `comity records validate`: a file of records checked as the authority would check it, without a server; and the answer to its sender. */
import path from 'node:path';
import { instantFromMs, type Instant, limits, ok, type Result } from '../../kernel/index.ts';
import {
  answerCsvText,
  type AnsweredReport,
  answerJsonText,
  createReportReader,
  type GoamlLocal,
  isFirmDataFormat,
  isVenueListFormat,
  judgeMessage,
  readFirmDataFile,
  readMicList,
  readImportFile,
  type Rejection,
  type ReportAnswer,
  unknownJurisdiction,
} from '../../records/index.ts';
import type { RecordBodyWire } from '../../records/wire.ts';
import { digestOf } from '../../seals/index.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { writeNewFile } from '../write-file.ts';
import { checkBySchema } from './check-by-schema.ts';
import { checkLeiData, fileFault } from './check-lei-data.ts';
import { readInPieces } from './read-in-pieces.ts';
import { type FormatAndFile, formatHelp, isReportFormat, kindHelp, readFormatAndFile, readLocal } from './record-format-options.ts';

/** Faults printed; an answer file holds all of them up to the second number. */
const faultsPrintedMax = 50;
const faultsKeptMax = 10_000;
const progressEvery = 10_000;

export const recordsValidate: Command = {
  name: 'records validate',
  summary: 'checks a file of records without a server: every fault with line, path and remedy',
  help: `${formatHelp}${kindHelp}
  --jurisdiction CODE    whose lists of codes and whose clock apply to goAML; without it only what every installation demands
  --lists FILE           the lists of codes in a file (comity-goaml-lists/1)
  --schema FILE.xsd      asks the official schema of an XML format too
  --answer FILE          writes the answer for the sender: .json for its program, .csv for a spreadsheet
  --json                 prints the answer as JSON

A file of suspicious reports or of LEI data (gleif) may have any length; it is read piece by piece, and progress goes to standard error.
Of LEI data the answer lists what has a fault, and counts what is good. Every other format is read up to 64 MiB. Ctrl+C stops it.
Of travel-rule messages (ivms101) it says beside that what each lacks, and by which article; a deficient message is a good record.
Exit code 0: every record is good; 1: faults; 2: wrongly used, or the file cannot be read.

  ./comity records validate goaml examples/records/xb-goaml-transactions.xml --jurisdiction XB`,
  options: {
    kind: { type: 'string' },
    jurisdiction: { type: 'string' },
    lists: { type: 'string' },
    schema: { type: 'string' },
    answer: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const chosen = readFormatAndFile(given);
    if (!chosen.ok) return refuse(output, chosen.issues, exitCodes.wrongUse, asJson);
    const local = await readLocal(given);
    if (!local.ok) return refuse(output, local.issues, exitCodes.wrongUse, asJson);
    const now = instantFromMs(Date.now());
    const checked = await checkFile(chosen.value, { local: local.value, now, output });
    if (!checked.ok) return refuse(output, checked.issues, exitCodes.wrongUse, asJson);
    const found = await withSchema(checked.value, given, chosen.value.file);
    if (!found.ok) return refuse(output, found.issues, exitCodes.wrongUse, asJson);
    const written = await writeAnswer(found.value, given);
    if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, asJson);
    if (asJson) output.line(answerJsonText(found.value).trimEnd());
    else {
      print(found.value, output);
      printLacking(found.value, output);
    }
    const isGood = found.value.fileFaults.length === 0 && found.value.reports.every(({ outcome }) => outcome === 'accepted');
    return isGood ? exitCodes.done : exitCodes.no;
  },
};

interface Checking {
  readonly local: GoamlLocal | null;
  readonly now: Instant;
  readonly output: Output;
}

async function checkFile(chosen: FormatAndFile, checking: Checking): Promise<Result<ReportAnswer>> {
  if (chosen.format === 'gleif') {
    const { now, output } = checking;
    const checked = await checkLeiData(chosen.file, { now, output, faultsKeptMax });
    return checked.ok ? ok({ fileName: path.basename(chosen.file), answeredAt: now, ...checked.value }) : checked;
  }
  return isReportFormat(chosen.format) ? checkReports(chosen, checking) : checkRecords(chosen, checking);
}

/** Reports one by one: a good one is counted and forgotten, so that memory does not grow with the file. */
async function checkReports({ format, file }: FormatAndFile, { local, now, output }: Checking): Promise<Result<ReportAnswer>> {
  if (!isReportFormat(format)) throw new Error('this format is not one of suspicious reports');
  const reports: AnsweredReport[] = [];
  const references = new Map<string, number>();
  let faults = 0;
  const reader = createReportReader(format, {
    now,
    jurisdiction: local?.jurisdiction ?? unknownJurisdiction,
    ...(local === null ? {} : { goamlLocal: local }),
    onReport(report) {
      const { reference, line, position } = report;
      const earlier = references.get(reference);
      if (report.isGood && earlier === undefined) references.set(reference, line);
      const rejections = report.isGood ? (earlier === undefined ? [] : [doubled(reference, line, earlier)]) : report.rejections;
      faults += rejections.length;
      const kept = faults > faultsKeptMax ? rejections.slice(0, 1) : rejections;
      reports.push({ reference, outcome: rejections.length === 0 ? 'accepted' : 'rejected', number: null, faults: kept });
      if (position % progressEvery === 0) output.problem(`${position} reports read, ${faults} faults`);
    },
  });
  const read = await readInPieces(file, reader.write);
  if (!read.ok) return unreadable(read.issues, { file, now, reports });
  const ended = reader.end();
  if (!ended.ok) return unreadable(ended.issues, { file, now, reports });
  const fileFaults = ended.value.map(({ line, path: at, problem, remedy }) => ({ line, field: at, reason: problem, remedy }));
  return ok({ fileName: path.basename(file), digest: read.value.digest, answeredAt: now, fileFaults, reports });
}

function doubled(reference: string, line: number, earlier: number): Rejection {
  const reason = `The reference "${reference}" stands already at ${earlier}.`;
  return { line, field: 'reference', reason, remedy: 'Keep one of the two, or give each its own.' };
}

/** What is wrong with the content is an answer; that there is no such file is not. */
function unreadable(
  issues: readonly { readonly path: string; readonly problem: string; readonly remedy: string }[],
  { file, now, reports }: { file: string; now: Instant; reports: readonly AnsweredReport[] },
): Result<ReportAnswer> {
  if (issues.some((issue) => issue.path === file)) return { ok: false, issues };
  const fileFaults = issues.map(fileFault);
  return ok({ fileName: path.basename(file), digest: '', answeredAt: now, fileFaults, reports });
}

async function checkRecords({ format, file, kind }: FormatAndFile, { now }: Checking): Promise<Result<ReportAnswer>> {
  const bytes = await readGivenFile(file, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  const head = { fileName: path.basename(file), digest: digestOf(bytes.value), answeredAt: now };
  if (isFirmDataFormat(format)) {
    const { statements, rejected, isReadable } = readFirmDataFile(format, { kind, bytes: bytes.value, now });
    if (!isReadable) return ok({ ...head, fileFaults: rejected, reports: [] });
    const good = statements.map((one): AnsweredReport => ({
      reference: `${one.kind} ${one.lei}`,
      outcome: 'accepted',
      number: null,
      faults: [],
    }));
    const bad = rejected.map((fault): AnsweredReport => ({ reference: '', outcome: 'rejected', number: null, faults: [fault] }));
    return ok({ ...head, fileFaults: [], reports: [...good, ...bad] });
  }
  if (isVenueListFormat(format)) {
    const { codes, rejected, isReadable } = readMicList(bytes.value);
    if (!isReadable) return ok({ ...head, fileFaults: rejected, reports: [] });
    const good = codes.map(({ mic }): AnsweredReport => ({ reference: mic, outcome: 'accepted', number: null, faults: [] }));
    const bad = rejected.map((fault): AnsweredReport => ({ reference: '', outcome: 'rejected', number: null, faults: [fault] }));
    return ok({ ...head, fileFaults: [], reports: [...good, ...bad] });
  }
  const reading = await readImportFile(format, { kind, bytes: bytes.value, now });
  if (reading.kind === 'unreadable') return ok({ ...head, fileFaults: reading.rejections, reports: [] });
  const reports = reading.records.map((record): AnsweredReport =>
    record.isGood
      ? { reference: record.body.reference, outcome: 'accepted', number: null, faults: [], ...lackingOf(record.body, now) }
      : { reference: '', outcome: 'rejected', number: null, faults: record.rejections },
  );
  return ok({ ...head, fileFaults: [], reports });
}

/** What a travel-rule message lacks: it is a good record all the same. */
function lackingOf(body: RecordBodyWire, now: Instant): Pick<AnsweredReport, 'lacks'> {
  if (body.kind !== 'travel-rule-message') return {};
  const missing = judgeMessage(body, now).filter(({ outcome }) => outcome === 'missing');
  return { lacks: missing.flatMap(({ source, gaps }) => gaps.map(({ path: at, problem }) => ({ source, path: at, problem }))) };
}

async function withSchema(answer: ReportAnswer, given: Given, file: string): Promise<Result<ReportAnswer>> {
  const schema = given.text('schema');
  if (schema === null) return ok(answer);
  const found = await checkBySchema(file, schema);
  if (!found.ok) return found;
  const faults = found.value.map(({ line, path: at, problem }) => ({
    line,
    field: at,
    reason: problem,
    remedy: 'The official schema demands it.',
  }));
  return ok({ ...answer, fileFaults: [...answer.fileFaults, ...faults] });
}

async function writeAnswer(answer: ReportAnswer, given: Given): Promise<Result<null>> {
  const file = given.text('answer');
  if (file === null) return ok(null);
  const text = file.endsWith('.csv') ? answerCsvText(answer) : answerJsonText(answer);
  return writeNewFile(file, new TextEncoder().encode(text));
}

function printLacking({ reports }: ReportAnswer, output: Output): void {
  const lacking = reports.flatMap(({ reference, lacks = [] }) => (lacks.length === 0 ? [] : [{ reference, lacks }]));
  for (const { reference, lacks } of lacking.slice(0, faultsPrintedMax))
    for (const { source, path: at, problem } of lacks) output.line(`${reference}, ${at}: ${problem} ${source}.`);
  if (lacking.length > faultsPrintedMax) output.line(`${lacking.length - faultsPrintedMax} more; --answer FILE writes them down.`);
  if (reports.some(({ lacks }) => lacks !== undefined))
    output.line(`${lacking.length} of them lack something that the travel rule demands.`);
}

function print({ fileFaults, reports, unlisted = { good: 0, bad: 0 } }: ReportAnswer, output: Output): void {
  const listed = reports.filter(({ outcome }) => outcome !== 'accepted');
  const faults = [...fileFaults, ...listed.flatMap((report) => report.faults)];
  for (const { line, field, reason, remedy } of faults.slice(0, faultsPrintedMax))
    output.line(`line ${line}, ${field}: ${reason} ${remedy}`);
  if (faults.length > faultsPrintedMax) output.line(`${faults.length - faultsPrintedMax} more faults; --answer FILE writes them down.`);
  if (unlisted.bad > 0)
    output.line(`${unlisted.bad} more entries with faults are counted only: --answer FILE holds ${faultsKeptMax} at most.`);
  const whole = fileFaults.length > 0 ? ' The file as a whole has faults, so nothing of it would be taken.' : '';
  const [count, bad] = [reports.length + unlisted.good + unlisted.bad, listed.length + unlisted.bad];
  output.line(`${count} ${count === 1 ? 'record' : 'records'}: ${count - bad} good, ${bad} with faults.${whole}`);
}
