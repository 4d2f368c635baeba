// SPDX-License-Identifier: Apache-2.0
/** `comity movements`: reads files of movements, says what was taken and what was not, and can write them as Comity's own file. */
import { tmpdir } from 'node:os';
import { writeMovementFile } from '../../columns/index.ts';
import { valueMovements } from '../../flows/index.ts';
import type { ValuationWire } from '../../flows/wire.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { type Command, exitCodes, type Given, refuse } from '../command.ts';
import { ingestLines } from '../ingest-lines.ts';
import { keepMovements } from './keep-movements.ts';
import { keptTable, type MovementFiles, movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { priceHelp, priceOptions, readPrices } from './read-prices.ts';

export const movementsCommand: Command = {
  name: 'movements',
  summary: 'reads files of payments and transfers on chains, and says what is in them',
  help: `
${movementFileHelp}
  --keep FOLDER          keeps them as a table on disk, made in bounded memory however many there are; every command on flows takes the
                         folder in the place of files, and expand reads of it only what it shows. Ctrl-C stops it, and leaves nothing
  --out FILE             writes them as Comity's own file; a name that ends in .parquet gives Parquet, any other CSV
${priceHelp}
  --json                 prints everything as JSON

Needs no server. Amounts are taken exactly, in each asset's smallest unit. Of a table that was kept, the digest is taken again. Exit
code 0: read; 1: rows were left out, a digest differs, or it was stopped; 2: wrongly used, or a file cannot be read.

  ./comity movements examples/flows/small-layering.csv --prices examples/flows/prices.csv`,
  options: {
    ...movementFileOptions,
    keep: { type: 'string' },
    out: { type: 'string' },
    ...priceOptions,
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    if (given.text('keep') !== null) return keepMovements(given, output);
    const kept = await keptTable(given);
    if (kept?.ok === true && kept.value.digest() !== kept.value.facts.digest) return refuse(output, [changed], exitCodes.no, asJson);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const { movements, digest, reports } = read.value;
    const valued = await valuationOf(given, read.value);
    if (!valued.ok) return refuse(output, valued.issues, exitCodes.wrongUse, asJson);
    const out = given.text('out');
    if (out !== null) await writeMovementFile(movements, out, tmpdir());
    const { count, parties, assets, timeMs } = movements;
    const moment = (row: number): string | null => (count === 0 ? null : new Date(timeMs[row] ?? 0).toISOString());
    const facts = { movements: count, parties: parties.size - 1, assets, from: moment(0), until: moment(count - 1), digest };
    if (asJson) output.line(JSON.stringify({ ...facts, reports, ...(valued.value === null ? {} : { valuation: valued.value }) }));
    else {
      for (const line of ingestLines(reports, 'movements')) output.line(line);
      const names = assets.slice(0, 12).map(({ ledger, symbol }) => `${ledger}/${symbol}`);
      output.line(`${count} movements among ${facts.parties} parties in ${assets.length} assets (${names.join(', ')})`);
      if (count > 0) output.line(`${facts.from} to ${facts.until}, ${digest}`);
      for (const line of valuationLines(valued.value)) output.line(line);
      if (out !== null) output.line(`written to ${out}`);
    }
    return reports.some(({ faults }) => faults.some(({ isLeftOut }) => isLeftOut)) ? exitCodes.no : exitCodes.done;
  },
};

const changed = {
  path: 'FILE',
  problem: 'The table is not the one that was kept: its digest differs.',
  remedy: 'Import the files again; find out who wrote to the folder.',
};

/** The movements by the prices that are given, or null where none are. */
async function valuationOf(given: Given, files: MovementFiles): Promise<Result<ValuationWire | null>> {
  const prices = await readPrices(given);
  if (!prices.ok || prices.value === null) return prices.ok ? ok(null) : prices;
  return valueMovements(files, { prices: prices.value.rows, ageDaysMax: prices.value.ageDaysMax });
}

function valuationLines(valuation: ValuationWire | null): readonly string[] {
  if (valuation === null) return [];
  return valuation.assets.map(
    ({ asset, valuedAmount, amount, value, withoutPrice }) =>
      `${valuedAmount} of ${amount} ${asset.symbol} were worth ${value.replace(/\.?0+$/, '')} ${valuation.currency}` +
      (withoutPrice.count > 0 ? `; ${withoutPrice.count} movements have no price, first: row ${withoutPrice.firstRows.join(', ')}` : ''),
  );
}
