// SPDX-License-Identifier: Apache-2.0
/** `comity records convert`: a file of records written again in another format, without a server; all of it or nothing. */
import { fail, failWith, instantFromMs, isCurrency, isJurisdiction, limits, ok, type Result } from '../../kernel/index.ts';
import {
  type FileReading,
  type GoamlLocal,
  isFirmDataFormat,
  isVenueListFormat,
  readImportFile,
  readReportFile,
  unknownJurisdiction,
  writeRecordFile,
  type WritingSettings,
} from '../../records/index.ts';
import { type ExportFormat, exportFormats } from '../../records/wire.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { writeNewFile } from '../write-file.ts';
import {
  type FormatAndFile,
  formatHelp,
  formatLines,
  isReportFormat,
  kindHelp,
  noFormat,
  readFormatAndFile,
  readLocal,
} from './record-format-options.ts';

export const recordsConvert: Command = {
  name: 'records convert',
  summary: 'writes a file of records in another format, without a server',
  help: `${formatHelp}
  --to FORMAT            what it becomes, one of these:${formatLines(exportFormats)}
  --out FILE             where it is written; an existing file is left alone${kindHelp}
  --jurisdiction CODE    whose lists of codes and whose clock apply to goAML
  --lists FILE           the lists of codes in a file (comity-goaml-lists/1)
  --currency CODE        the local money of goAML; EUR where it is not said

Nothing is written while one record has a fault; ./comity records validate tells them. What the new format demands and the
records do not tell, or cannot hold, is noted line by line. Exit code 0: written; 1: faults; 2: wrongly used, or the file cannot be read.

  ./comity records convert goaml examples/records/xb-goaml-activity.xml --to fincen-sar --out sar.xml`,
  options: {
    kind: { type: 'string' },
    to: { type: 'string' },
    out: { type: 'string' },
    jurisdiction: { type: 'string' },
    lists: { type: 'string' },
    currency: { type: 'string' },
  },
  async run(given, output) {
    const asked = readAsked(given);
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, false);
    const { to, out, settings, chosen } = asked.value;
    const local = await readLocal(given);
    if (!local.ok) return refuse(output, local.issues, exitCodes.wrongUse, false);
    const bytes = await readGivenFile(chosen.file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, false);
    const reading = await readRecords(chosen, bytes.value, { settings, local: local.value });
    const faults =
      reading.kind === 'unreadable' ? reading.rejections : reading.records.flatMap((record) => (record.isGood ? [] : record.rejections));
    for (const { line, field, reason, remedy } of faults) output.problem(`line ${line}, ${field}: ${reason} ${remedy}`);
    if (reading.kind === 'unreadable' || faults.length > 0) return exitCodes.no;
    const bodies = reading.records.flatMap((record) => (record.isGood ? [record.body] : []));
    const made = await writeRecordFile(to, { kind: chosen.kind, bodies, ...settings });
    if (!made.ok) return refuse(output, made.issues, exitCodes.wrongUse, false);
    const written = await writeNewFile(out, made.value.bytes);
    if (!written.ok) return refuse(output, written.issues, exitCodes.wrongUse, false);
    for (const { reference, path, note } of made.value.notes) output.line(`${reference}, ${path}: ${note}`);
    output.line(`${bodies.length} ${bodies.length === 1 ? 'record' : 'records'} written as ${to}: ${out}`);
    return exitCodes.done;
  },
};

/** Reports of a format with local codes are read by those that were named. */
async function readRecords(
  { format, kind }: FormatAndFile,
  bytes: Uint8Array,
  { settings, local }: { readonly settings: WritingSettings; readonly local: GoamlLocal | null },
): Promise<FileReading> {
  const { now, jurisdiction } = settings;
  if (isFirmDataFormat(format) || isVenueListFormat(format)) throw new Error('refused before');
  if (!isReportFormat(format)) return readImportFile(format, { kind, bytes, now });
  return readReportFile(format, { kind, bytes, now, jurisdiction, ...(local === null ? {} : { goamlLocal: local }) });
}

interface Asked {
  readonly chosen: FormatAndFile;
  readonly to: ExportFormat;
  readonly out: string;
  readonly settings: WritingSettings;
}

function readAsked(given: Given): Result<Asked> {
  const chosen = readFormatAndFile(given);
  if (!chosen.ok) return failWith(chosen.issues);
  const { format } = chosen.value;
  if (isFirmDataFormat(format) || isVenueListFormat(format)) {
    return fail('FORMAT', `What a file of the format "${format}" holds are no records.`, 'Give a format of records.');
  }
  const named = given.text('to');
  if (named === null) return fail('--to', 'No format is named.', `Give one of: ${exportFormats.join(', ')}.`);
  const to = exportFormats.find((each) => each === named);
  if (to === undefined) return noFormat('--to', named, exportFormats);
  const out = given.text('out');
  if (out === null) return fail('--out', 'Nothing says where to write.', 'Name a file that is not there yet.');
  const [code, currency] = [given.text('jurisdiction'), given.text('currency') ?? 'EUR'];
  if (code !== null && !isJurisdiction(code)) return fail('--jurisdiction', 'It is not a jurisdiction.', 'Give two letters, such as AE.');
  if (!isCurrency(currency)) return fail('--currency', 'It is not a currency.', 'Give a code of ISO 4217, such as EUR.');
  return ok({
    chosen: chosen.value,
    to,
    out,
    settings: { now: instantFromMs(Date.now()), jurisdiction: code ?? unknownJurisdiction, currency },
  });
}
