// SPDX-License-Identifier: Apache-2.0
/**
 * A table of texts as the bytes of a Parquet file, and back: what records are exchanged in.
 *
 * DuckDB reads and writes files, no bytes in memory. So they lie for a moment in a folder of their own that only this account can open, and
 * it is gone again before anything is returned, whatever happens.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fail, ok, type Result } from '../kernel/index.ts';
import { openDuck, quotedName } from './duck.ts';
import { openTextRows } from './text-rows.ts';

export interface TextsOfTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Empty texts are written as no value, which is what other programs take for empty. */
export async function parquetOfTexts({ columns, rows }: TextsOfTable): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    const duck = await openDuck({ threads: 1, spillFolder: folder });
    try {
      await duck.connection.run(`create table texts (${columns.map((column) => `${quotedName(column)} varchar`).join(', ')})`);
      const appender = await duck.connection.createAppender('texts');
      for (const row of rows) {
        for (const text of row) {
          if (text === '') appender.appendNull();
          else appender.appendVarchar(text);
        }
        appender.endRow();
      }
      appender.closeSync();
      const file = path.join(folder, 'table.parquet');
      await duck.connection.run(`copy texts to '${file.replaceAll("'", "''")}' (format parquet, compression zstd)`);
      return new Uint8Array(await readFile(file));
    } finally {
      duck.close();
    }
  });
}

/** The limits of the caller, which knows what it can hold. */
export interface TableLimits {
  readonly rowsMax: number;
  readonly charactersMax: number;
}

/** Every value as the text it means; an issue where the file cannot be read, or holds more than the limits. */
export async function textsOfParquet(bytes: Uint8Array, { rowsMax, charactersMax }: TableLimits): Promise<Result<TextsOfTable>> {
  const magic = 'PAR1';
  const ends = [bytes.subarray(0, 4), bytes.subarray(-4)].map((end) => Buffer.from(end).toString('latin1'));
  if (bytes.length < 12 || ends.some((end) => end !== magic)) {
    return fail('file', 'It is no Parquet file, or its end is missing.', 'Write it again as Parquet, and send it whole.');
  }
  return inFolder(async (folder) => {
    const file = path.join(folder, 'table.parquet');
    await writeFile(file, bytes, { mode: 0o600 });
    const opened = await openTextRows({ file, format: 'parquet', hasHeader: true, threads: 1, spillFolder: folder });
    if (!opened.ok) return broken;
    const { columns } = opened.value;
    const rows: string[][] = [];
    let characters = 0;
    try {
      for await (const chunk of opened.value.chunks(columns)) {
        for (const row of chunk) {
          rows.push([...row]);
          characters += row.reduce((sum, text) => sum + text.length, 0);
        }
        if (rows.length > rowsMax || characters > charactersMax) {
          const problem = `It holds more than ${rowsMax} rows or ${charactersMax} characters.`;
          return fail('file', problem, 'Divide it into several files.');
        }
      }
    } catch {
      return broken;
    } finally {
      opened.value.close();
    }
    return ok({ columns, rows });
  });
}

const broken = fail('file', 'The Parquet file is broken.', 'Write it again as Parquet, and send it whole.');

async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-parquet-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
