// SPDX-License-Identifier: Apache-2.0
/** `comity party-history`: a party's movements replayed to its balances, with the gaps named. */
import { z } from 'zod';
import { partyHistory } from '../../flows/index.ts';
import { type PartyHistoryWire, statedBalanceSchema } from '../../flows/wire.ts';
import { ok } from '../../kernel/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { readJsonFile } from '../read-file.ts';
import { movementFileHelp, movementFileOptions, readMovementFiles } from './movement-files.ts';
import { numberOptions } from './numbers.ts';
import { giveDocument } from './print-out.ts';

const rowsOtherwise = 1000;

export const partyHistoryCommand: Command = {
  name: 'party-history',
  summary: "replays a party's movements to its balances, and names what they do not explain",
  help: `
${movementFileHelp}
  --party NAME           the party, as the files write it
  --stated FILE          balances that somebody states: [{ "party", "asset", "at", "amount" }] (JSON)
  --show NUMBER          how many movements to show; ${rowsOtherwise} if left out. All are counted
  --out FILE             writes the document as JSON
  --json                 prints it as JSON

Needs no server. Exit code 0: everything stated is explained; 1: there are gaps; 2: wrongly used, or a file cannot be read.

  ./comity party-history examples/flows/small-layering.csv --party XA-3003`,
  options: {
    ...movementFileOptions,
    party: { type: 'string' },
    stated: { type: 'string' },
    show: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const numbers = numberOptions(given);
    const rowsMax = numbers.whole('show', 0, 1_000_000, rowsOtherwise);
    const file = given.text('stated');
    const stated = file === null ? ok([]) : await readJsonFile(file, z.array(statedBalanceSchema), 'Give a list of stated balances.');
    if (!stated.ok || numbers.issues.length > 0)
      return refuse(output, stated.ok ? numbers.issues : stated.issues, exitCodes.wrongUse, asJson);
    const read = await readMovementFiles(given, (sentence) => (asJson ? undefined : output.problem(sentence)));
    if (!read.ok) return refuse(output, read.issues, exitCodes.wrongUse, asJson);
    const history = partyHistory(read.value, { party: given.text('party') ?? '', stated: stated.value, rowsMax });
    if (!history.ok) return refuse(output, history.issues, exitCodes.wrongUse, asJson);
    await giveDocument(given, output, { document: history.value, reports: read.value.reports, lines: linesOf(history.value) });
    return history.value.assets.some(({ gaps }) => gaps.length > 0) ? exitCodes.no : exitCodes.done;
  },
};

function linesOf({ party, assets }: PartyHistoryWire): readonly string[] {
  return assets.flatMap(({ asset, opening, received, paid, closing, movements, gaps }) => [
    `\n${party}, ${asset.ledger}/${asset.symbol}: opening ${opening} + received ${received} - paid ${paid} = ${closing}`,
    ...movements.first
      .slice(0, 40)
      .map(
        ({ at, kind, other, change, balance }) =>
          `  ${at} ${kind.padEnd(9)} ${other.padEnd(32)} ${change.padStart(16)} ${balance.padStart(16)}`,
      ),
    ...gaps.map(
      ({ at, stated, computed, missing }) => `  GAP at ${at}: ${stated} is stated, the movements give ${computed}; ${missing} is missing`,
    ),
  ]);
}
