// SPDX-License-Identifier: Apache-2.0
/** `comity records convert`: a file of suspicious reports written again in another format, without a server; all of it or nothing. */
import { fail, failWith, instantFromMs, isCurrency, isJurisdiction, limits, ok, type Result } from '../../kernel/index.ts';
import {
  readReportFile,
  type ReportFormat,
  reportFormats,
  unknownJurisdiction,
  writeReports,
  type WritingSettings,
} from '../../records/index.ts';
import type { SuspiciousReport } from '../../records/wire.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { writeNewFile } from '../write-file.ts';
import { isReportFormat, readFormatAndFile, readLocal } from './record-format-options.ts';

export const recordsConvert: Command = {
  name: 'records convert',
  summary: 'writes a file of suspicious reports in another format, without a server',
  help: `
  FORMAT                 what the file is in: goaml, fincen-sar or stor (docs/reference/report-formats.md)
  FILE                   the file
  --to FORMAT            what it becomes
  --out FILE             where it is written; an existing file is left alone
  --jurisdiction CODE    whose lists of codes and whose clock apply to goAML
  --lists FILE           the lists of codes in a file (comity-goaml-lists/1)
  --currency CODE        the local money of goAML; EUR where it is not said

Nothing is written while one report has a fault; ./comity records validate tells them. What the new format demands and the
reports do not tell is noted line by line. Exit code 0: written; 1: faults; 2: wrongly used, or the file cannot be read.

  ./comity records convert goaml examples/records/xb-goaml-activity.xml --to fincen-sar --out sar.xml`,
  options: {
    to: { type: 'string' },
    out: { type: 'string' },
    jurisdiction: { type: 'string' },
    lists: { type: 'string' },
    currency: { type: 'string' },
  },
  async run(given, output) {
    const asked = readAsked(given);
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, false);
    const { from, file, to, out, settings } = asked.value;
    const local = await readLocal(given);
    if (!local.ok) return refuse(output, local.issues, exitCodes.wrongUse, false);
    const bytes = await readGivenFile(file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, false);
    const { now, jurisdiction } = settings;
    const goamlLocal = local.value === null ? {} : { goamlLocal: local.value };
    const question = { kind: 'suspicious-report', bytes: bytes.value, now, jurisdiction, ...goamlLocal } as const;
    const reading = readReportFile(from, question);
    const faults =
      reading.kind === 'unreadable' ? reading.rejections : reading.records.flatMap((record) => (record.isGood ? [] : record.rejections));
    for (const { line, field, reason, remedy } of faults) output.problem(`line ${line}, ${field}: ${reason} ${remedy}`);
    if (reading.kind === 'unreadable' || faults.length > 0) return exitCodes.no;
    const reports = reading.records.flatMap((record) => (record.isGood ? [record.body as SuspiciousReport] : []));
    const made = writeReports(to, reports, settings);
    const written = await writeNewFile(out, new TextEncoder().encode(made.text));
    if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, false);
    for (const { reference, path, note } of made.notes) output.line(`${reference}, ${path}: ${note}`);
    output.line(`${reports.length} ${reports.length === 1 ? 'report' : 'reports'} written as ${to}: ${out}`);
    return exitCodes.done;
  },
};

interface Asked {
  readonly from: ReportFormat;
  readonly file: string;
  readonly to: ReportFormat;
  readonly out: string;
  readonly settings: WritingSettings;
}

function readAsked(given: Given): Result<Asked> {
  const chosen = readFormatAndFile(given);
  if (!chosen.ok) return failWith(chosen.issues);
  const { format: from, file } = chosen.value;
  const remedy = `Give one of: ${reportFormats.join(', ')}.`;
  if (!isReportFormat(from)) return fail('FORMAT', `"${from}" is no format of suspicious reports.`, remedy);
  const to = reportFormats.find((format) => format === given.text('to'));
  if (to === undefined) return fail('--to', 'It names no format of suspicious reports.', remedy);
  const out = given.text('out');
  if (out === null) return fail('--out', 'Nothing says where to write.', 'Name a file that is not there yet.');
  const [named, currency] = [given.text('jurisdiction'), given.text('currency') ?? 'EUR'];
  if (named !== null && !isJurisdiction(named)) return fail('--jurisdiction', 'It is not a jurisdiction.', 'Give two letters, such as AE.');
  if (!isCurrency(currency)) return fail('--currency', 'It is not a currency.', 'Give a code of ISO 4217, such as EUR.');
  return ok({ from, file, to, out, settings: { now: instantFromMs(Date.now()), jurisdiction: named ?? unknownJurisdiction, currency } });
}
