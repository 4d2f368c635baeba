// SPDX-License-Identifier: Apache-2.0
/** `comity records import`: takes a file of records into the authority's store, with a report of every rejected row. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, limits, ok, type Result } from '../../kernel/index.ts';
import {
  type ImportFormat,
  importManners,
  importReportSchema,
  type ImportRunWire,
  type RunFormat,
  runFormats,
} from '../../records/wire.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { digestOfLongFile, importLongFile, type LongFile } from './import-long-file.ts';
import { progressBar } from './progress-bar.ts';
import { type FormatAndFile, formatHelp, kindHelp, readFormatAndFile } from './record-format-options.ts';
import { runLine } from './records-runs.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

/** Rejected rows printed; the rest is in the report that the server keeps. */
const rowsPrintedMax = 50;

export const recordsImport: Command = {
  name: 'records import',
  summary: 'imports a file of records, all or nothing, with a report of every rejected row',
  help: `${formatHelp}${kindHelp}
  --skip-bad             admits the good rows although others are rejected
  --manner MANNER        for a file of any length of ${runFormats.join(', ')}, uploaded in ranges and read piece by piece:
                         whole      nothing is to be seen before the end, and nothing comes in where one report has a fault
                         resumable  batch by batch; what has a fault is told and left out, and a break costs one batch
${signInHelp}
  --json                 prints the report as JSON

The officer must be a records keeper. With --manner the server does the work and shows how far it is; give the same command again after a break,
and it goes on. ./comity records runs stops it. Exit code 0: imported; 1: rows were rejected, or it was stopped; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records import goaml examples/records/xb-goaml-transactions.xml \\
    --officer keeper@xb.example --code 123456`,
  options: {
    kind: { type: 'string' },
    'skip-bad': { type: 'boolean' },
    manner: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const chosen = readFormatAndFile(given);
    if (!chosen.ok) return refuse(output, chosen.issues, exitCodes.wrongUse, asJson);
    const { format, file, kind } = chosen.value;
    if (given.text('manner') !== null) return importLong(given, chosen.value, output);
    const bytes = await readGivenFile(file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const query = new URLSearchParams({ kind, format, fileName: path.basename(file), skipBad: given.has('skip-bad') ? 'yes' : 'no' });
    const answer = await session.value.sendBytes(`/api/records/imports?${query.toString()}`, bytes.value);
    await session.value.end();
    if (!answer.ok) return refuse(output, answer.issues, exitCodes.no, asJson);
    const report = importReportSchema.parse(answer.value);
    if (asJson) output.line(JSON.stringify(report));
    else {
      output.line(`${report.rows} rows: ${report.admitted} admitted, ${report.unchanged} unchanged; faults: ${report.faultCount}.`);
      for (const row of report.rejected.slice(0, rowsPrintedMax))
        output.line(`  line ${row.line}, ${row.field}: ${row.reason} ${row.remedy}`);
      if (!report.isApplied) output.line('Nothing was imported. Correct the file, or give --skip-bad to import the good rows.');
    }
    return report.rejected.length > 0 ? exitCodes.no : exitCodes.done;
  },
};

async function importLong(given: Given, chosen: FormatAndFile, output: Output): Promise<number> {
  const asJson = given.has('json');
  const asked = await readLong(given, chosen);
  if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, asJson);
  const bar = progressBar(output);
  const show: Parameters<typeof importLongFile>[2] = (doing, done, size, run) =>
    bar.show(doing, done, size, run === null ? '' : `${run.reports} read, ${run.rejectedCount} rejected`);
  const read = await digestOfLongFile(asked.value.file, show, asked.value.size);
  if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
  const session = await signInByOptions(given);
  if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
  const done = await importLongFile(session.value, { ...asked.value, ...read.value }, show);
  bar.end();
  await session.value.end();
  if (!done.ok) return refuse(output, done.issues, exitCodes.no, asJson);
  if (asJson) output.line(JSON.stringify(done.value));
  else printRun(output, done.value);
  return done.value.state === 'done' && done.value.rejectedCount === 0 ? exitCodes.done : exitCodes.no;
}

async function readLong(given: Given, { format, file }: FormatAndFile): Promise<Result<LongFile & { readonly size: number }>> {
  const manner = importManners.find((each) => each === given.text('manner'));
  if (manner === undefined) return fail('--manner', 'It is none that is known.', `Give one of: ${importManners.join(', ')}.`);
  if (!isRunFormat(format))
    return fail('--manner', `Only ${runFormats.join(', ')} are read piece by piece, and ${format} is not.`, 'Leave it out.');
  const skipBad = given.has('skip-bad');
  if (skipBad && manner === 'resumable')
    return fail('--skip-bad', 'A resumable import leaves out what has a fault anyway.', 'Leave one of the two out.');
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  return ok({ file, format, manner, skipBad, size });
}

function isRunFormat(format: ImportFormat): format is RunFormat {
  return runFormats.some((each) => each === format);
}

function printRun(output: Output, run: ImportRunWire): void {
  output.line(runLine(run));
  for (const row of run.rejected) output.line(`  line ${row.line}, ${row.field}: ${row.reason} ${row.remedy}`);
  if (run.faultCount > run.rejected.length) output.line('  The report on the page of imports holds more of them.');
  if (run.state === 'stopped') output.line('It was stopped. Give the same command again to go on.');
}
