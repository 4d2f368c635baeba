// SPDX-License-Identifier: Apache-2.0
/** `comity records import`: takes a file of records into the authority's store, with a report of every rejected row. */
import path from 'node:path';
import { limits } from '../../kernel/index.ts';
import { importReportSchema } from '../../records/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { formatHelp, kindHelp, readFormatAndFile } from './record-format-options.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

/** Rejected rows printed; the rest is in the report that the server keeps. */
const rowsPrintedMax = 50;

export const recordsImport: Command = {
  name: 'records import',
  summary: 'imports a file of records, all or nothing, with a report of every rejected row',
  help: `${formatHelp}${kindHelp}
  --skip-bad             admits the good rows although others are rejected
${signInHelp}
  --json                 prints the report as JSON

The officer must be a records keeper. Exit code 0: imported; 1: rows were rejected; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records import goaml examples/records/xb-goaml-transactions.xml \\
    --officer keeper@xb.example --code 123456`,
  options: {
    kind: { type: 'string' },
    'skip-bad': { type: 'boolean' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const chosen = readFormatAndFile(given);
    if (!chosen.ok) return refuse(output, chosen.issues, exitCodes.wrongUse, asJson);
    const { format, file, kind } = chosen.value;
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
      output.line(`${report.rows} rows: ${report.admitted} admitted, ${report.unchanged} unchanged, ${report.rejected.length} rejected.`);
      for (const row of report.rejected.slice(0, rowsPrintedMax))
        output.line(`  line ${row.line}, ${row.field}: ${row.reason} ${row.remedy}`);
      if (!report.isApplied) output.line('Nothing was imported. Correct the file, or give --skip-bad to import the good rows.');
    }
    return report.rejected.length > 0 ? exitCodes.no : exitCodes.done;
  },
};
