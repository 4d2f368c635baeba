// SPDX-License-Identifier: Apache-2.0
/**
 * The tables that the thread of an engine holds, and the files of officers from which they are read.
 *
 * The readers of CSV and Parquet read files by name, and take some signs in a name for patterns: so whatever an officer's file is called, it
 * lies under a name of ours, in a folder of ours, for as long as it is read; what is wrong with it is told by its own name.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatOfFile } from '../../columns/index.ts';
import { failWith, ok, type Result } from '../../kernel/index.ts';

/** Holds the last tables, `most` of them. Gives null where a table is not held and came without bytes: they are asked for. */
export function holdTables<Source extends { readonly id: string }, Bytes, Table>(
  most: number,
  read: (source: Source, bytes: Bytes) => Promise<Result<Table>>,
): (source: Source & { readonly bytes: Bytes | null }) => Promise<Result<Table> | null> {
  const held: { readonly id: string; readonly table: Table }[] = [];
  return async (source) => {
    const known = held.find(({ id }) => id === source.id);
    if (known !== undefined) return ok(known.table);
    if (source.bytes === null) return null;
    const table = await read(source, source.bytes);
    if (!table.ok) return table;
    held.unshift({ id: source.id, table: table.value });
    held.splice(most);
    return table;
  };
}

export interface GivenFile {
  /** As whoever gave it calls it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `read` hears where each file lies, in their order, and of the folder, which it may use; all of it is removed afterwards. */
export async function inOwnFiles<Value>(
  given: readonly GivenFile[],
  read: (files: readonly string[], folder: string) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-engine-'));
  try {
    const files = given.map(({ name }, index) => path.join(folder, `file-${index}${endingOf(name)}`));
    for (const [index, file] of files.entries()) await writeFile(file, given[index]?.bytes ?? new Uint8Array(), { mode: 0o600 });
    const done = await read(files, folder);
    if (done.ok) return done;
    const byOwnName = (text: string): string => files.reduce((told, file, index) => told.replaceAll(file, given[index]?.name ?? ''), text);
    return failWith(done.issues.map((issue) => ({ ...issue, path: byOwnName(issue.path), problem: byOwnName(issue.problem) })));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `.csv.gz` and the like, by which the reader knows the format; nothing where it says none. */
function endingOf(name: string): string {
  if (formatOfFile(name) === null) return '';
  const zipped = name.endsWith('.gz') ? '.gz' : '';
  return `${path.extname(name.slice(0, name.length - zipped.length)).toLowerCase()}${zipped}`;
}
