// SPDX-License-Identifier: Apache-2.0
/** `comity movements`: reads files of movements, says what was taken and what was not, and can write them as Comity's own file. */
import { tmpdir } from 'node:os';
import { writeMovementFile } from '../../columns/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { ingestLines } from '../ingest-lines.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';

export const movementsCommand: Command = {
  name: 'movements',
  summary: 'reads files of payments and transfers on chains, and says what is in them',
  help: `
${movementFileHelp}
  --out FILE             writes them as Comity's own file; a name that ends in .parquet gives Parquet, any other CSV
  --json                 prints everything as JSON

Needs no server. Amounts are taken exactly, in each asset's smallest unit. Exit code 0: read; 1: rows were left out; 2: wrongly
used, or a file cannot be read.

  ./comity movements examples/flows/small-layering.csv`,
  options: { ...movementFileOptions, out: { type: 'string' }, json: { type: 'boolean' } },
  async run(given, output) {
    const asJson = given.has('json');
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const { movements, digest, reports } = read.value;
    const out = given.text('out');
    if (out !== null) await writeMovementFile(movements, out, tmpdir());
    const { count, parties, assets, timeMs } = movements;
    const moment = (row: number): string | null => (count === 0 ? null : new Date(timeMs[row] ?? 0).toISOString());
    const facts = { movements: count, parties: parties.size - 1, assets, from: moment(0), until: moment(count - 1), digest };
    if (asJson) output.line(JSON.stringify({ ...facts, reports }));
    else {
      for (const line of ingestLines(reports, 'movements')) output.line(line);
      const names = assets.slice(0, 12).map(({ ledger, symbol }) => `${ledger}/${symbol}`);
      output.line(`${count} movements among ${facts.parties} parties in ${assets.length} assets (${names.join(', ')})`);
      if (count > 0) output.line(`${facts.from} to ${facts.until}, ${digest}`);
      if (out !== null) output.line(`written to ${out}`);
    }
    return reports.some(({ faults }) => faults.some(({ isLeftOut }) => isLeftOut)) ? exitCodes.no : exitCodes.done;
  },
};
