// SPDX-License-Identifier: Apache-2.0
/**
 * Rows of a file as text, whatever the file is: CSV, JSON lines or Parquet, chunk by chunk.
 *
 * Everything is read as the text it was written as, so that no reader on the way rounds a price to a binary fraction. A number in a
 * Parquet file comes as the shortest decimal that means it. A column that the file does not have is an issue that names those it has.
 */
import path from 'node:path';
import { stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../kernel/index.ts';
import { type Duck, openDuck, quotedName } from './duck.ts';

export const fileFormats = ['csv', 'jsonl', 'parquet'] as const;
export type FileFormat = (typeof fileFormats)[number];

export interface TextRows {
  readonly columns: readonly string[];
  /** Chunks of rows: of each row the texts of the wanted columns, '' where the file holds nothing. */
  chunks(wanted: readonly string[]): AsyncGenerator<readonly (readonly string[])[]>;
  close(): void;
}

const formatOfEnding: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/** By the ending of the name, `.gz` left out of account; null for another. */
export function formatOfFile(file: string): FileFormat | null {
  return formatOfEnding[path.extname(file.replace(/\.gz$/, '')).toLowerCase()] ?? null;
}

export interface OpenTextRows {
  readonly file: string;
  readonly format: FileFormat;
  /** Whether the first row of a CSV file holds the names; otherwise its columns are column0, column1 and so on. */
  readonly hasHeader: boolean;
  readonly threads: number;
  readonly spillFolder: string;
}

/** Opens a file; an issue where it is absent or cannot be read as its format. */
export async function openTextRows(given: OpenTextRows): Promise<Result<TextRows>> {
  const { file } = given;
  if (!(await stat(file).catch(() => null))?.isFile()) return fail(file, 'There is no such file.', 'Give the path of a file.');
  const duck = await openDuck(given);
  const source = sourceOf(given);
  const columns = await columnsOf(duck, source, file);
  if (!columns.ok) {
    duck.close();
    return columns;
  }
  return ok({
    columns: columns.value,
    chunks: (wanted) => textChunks(duck, source, wanted),
    close: () => duck.close(),
  });
}

/** Opens a file for as long as `read` takes; an issue where it is absent, or turns out on the way not to be of its format. */
export async function withTextRows<Value>(given: OpenTextRows, read: (rows: TextRows) => Promise<Result<Value>>): Promise<Result<Value>> {
  const rows = await openTextRows(given);
  if (!rows.ok) return rows;
  try {
    return await read(rows.value);
  } catch (error) {
    if (error instanceof BrokenRows) return unreadable(given.file, error.message);
    throw error;
  } finally {
    rows.value.close();
  }
}

/** A fault of the file, met after its first rows. */
class BrokenRows extends Error {}

function unreadable(file: string, reason: string): Result<never> {
  const problem = `It cannot be read: ${(reason.split('\n')[0] ?? '').slice(0, 300)}`;
  return fail(file, problem, 'See that it is whole and of the format its name ends in.');
}

async function columnsOf(duck: Duck, source: string, file: string): Promise<Result<readonly string[]>> {
  try {
    const described = await duck.connection.runAndReadAll(`describe select * from ${source}`);
    return ok(described.getRows().map((row) => String(row[0])));
  } catch (error) {
    return unreadable(file, error instanceof Error ? error.message : 'unknown');
  }
}

function sourceOf({ file, format, hasHeader }: OpenTextRows): string {
  const name = `'${file.replaceAll("'", "''")}'`;
  switch (format) {
    case 'csv':
      return `read_csv(${name}, all_varchar=true, header=${hasHeader}, null_padding=true)`;
    case 'jsonl':
      return `read_json(${name}, format='newline_delimited', sample_size=1000)`;
    case 'parquet':
      return `read_parquet(${name})`;
  }
}

/**
 * A row comes out of DuckDB as one text and is taken apart here: a text for each of its fields costs three times as much. So what stands
 * between fields is written otherwise where it stands in one; that is looked for in the whole row, since hardly any has it.
 */
async function* textChunks(duck: Duck, source: string, wanted: readonly string[]): AsyncGenerator<readonly (readonly string[])[]> {
  const texts = wanted.map((column) => `coalesce(cast(${quotedName(column)} as varchar), '')`);
  const escaped = texts.map((text) => `replace(replace(${text}, '${escape}', '${escape}0'), '${between}', '${escape}1')`);
  const joined = (fields: readonly string[]): string => `concat_ws('${between}', ${fields.join(', ')})`;
  const columns = wanted.map(quotedName);
  // Longer than the name of any column, so it is that of none.
  const row = quotedName(`row ${wanted.join(' ')}`);
  const separators = `strlen(${row}) - strlen(replace(${row}, '${between}', ''))`;
  const isOdd = `contains(${row}, '${escape}') or ${separators} <> ${wanted.length - 1}`;
  const rows = `select ${columns.join(', ')}, ${joined(texts)} as ${row} from ${source}`;
  const chunks = duck.chunks(`select case when ${isOdd} then ${joined(escaped)} else ${row} end from (${rows})`);
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw new BrokenRows(error instanceof Error ? error.message : 'unknown');
    });
    if (next.done === true) return;
    yield (next.value[0] ?? []).map((line) => fieldsOf(String(line)));
  }
}

/** The unit separator of ASCII, and the record separator, which no field has much use for. */
const between = '\u001f';
const escape = '\u001e';

function fieldsOf(line: string): readonly string[] {
  const fields = line.split(between);
  return line.includes(escape) ? fields.map((field) => field.replaceAll(`${escape}1`, between).replaceAll(`${escape}0`, escape)) : fields;
}
