// SPDX-License-Identifier: Apache-2.0
/**
 * Writing a table of movements as Comity's own file, CSV or Parquet, with exact decimals; reading it back gives the same table.
 */
import { unitsText } from './exact-units.ts';
import { amountOf, movementKinds, type Movements, outsideWorld } from './movements.ts';
import { csvField, csvPieces, writeTextTable } from './write-text-table.ts';

export const movementFileColumns = ['time', 'kind', 'from', 'to', 'amount', 'asset', 'ledger', 'decimals', 'transaction', 'line'] as const;

/** The rows as CSV text, its header first, in pieces. */
export function* movementsCsv(movements: Movements): Generator<string> {
  const lines = linesOf(movements);
  yield* csvPieces(movementFileColumns, movements.count, (row) => rowText(movements, row, lines));
}

/** Writes to the file; a name that ends in .parquet gives Parquet, any other CSV. */
export async function writeMovementFile(movements: Movements, file: string, spillFolder: string): Promise<void> {
  await writeTextTable(movementsCsv(movements), file, spillFolder);
}

/** Rows of one transaction are counted, so that two alike rows of it stay two. */
function linesOf({ transactions }: Movements): Uint32Array {
  return new Uint32Array(transactions.size);
}

function rowText(movements: Movements, row: number, lines: Uint32Array): string {
  const asset = movements.assets[movements.asset[row] ?? 0];
  if (asset === undefined) throw new RangeError(`Row ${row} has an asset that the table does not hold.`);
  const transaction = movements.transaction[row] ?? 0;
  const line = (lines[transaction] ?? 0) + 1;
  lines[transaction] = line;
  return [
    new Date(movements.timeMs[row] ?? 0).toISOString(),
    movementKinds[movements.kind[row] ?? 0] ?? '',
    partyText(movements, movements.from[row] ?? 0),
    partyText(movements, movements.to[row] ?? 0),
    unitsText(amountOf(movements, row), asset.decimals),
    asset.symbol,
    asset.ledger,
    String(asset.decimals),
    movements.transactions.nameOf(transaction),
    transaction === 0 ? '' : String(line),
  ]
    .map(csvField)
    .join(',');
}

function partyText(movements: Movements, party: number): string {
  return party === 0 ? outsideWorld : movements.parties.nameOf(party);
}
