// SPDX-License-Identifier: Apache-2.0
/**
 * Writing a table as text columns, CSV or Parquet, a piece at a time.
 */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { once } from 'node:events';
import { openDuck } from './duck.ts';
import { formatOfFile } from './text-rows.ts';

const pieceCharacters = 1 << 20;

/** Rows as CSV text, the header first, in pieces of about a million characters. */
export function* csvPieces(columns: readonly string[], count: number, rowText: (row: number) => string): Generator<string> {
  let part = `${columns.join(',')}\n`;
  for (let row = 0; row < count; row += 1) {
    part += `${rowText(row)}\n`;
    if (part.length > pieceCharacters) {
      yield part;
      part = '';
    }
  }
  yield part;
}

export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes to the file; a name that ends in .parquet gives Parquet (by way of a CSV beside it, which is removed), else CSV. */
export async function writeTextTable(pieces: Iterable<string>, file: string, spillFolder: string): Promise<void> {
  if (formatOfFile(file) !== 'parquet') return writeCsv(pieces, file);
  const between = `${file}.csv`;
  await writeCsv(pieces, between);
  const duck = await openDuck({ threads: 1, spillFolder });
  try {
    const [from, to] = [between, file].map((name) => `'${name.replaceAll("'", "''")}'`);
    await duck.connection.run(
      `copy (select * from read_csv(${from}, all_varchar=true, header=true)) to ${to} (format parquet, compression zstd)`,
    );
  } finally {
    duck.close();
    await rm(between, { force: true });
  }
}

async function writeCsv(pieces: Iterable<string>, file: string): Promise<void> {
  const stream = createWriteStream(file);
  for (const part of pieces) if (!stream.write(part)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}
