// SPDX-License-Identifier: Apache-2.0
/**
 * Files of movements as a command is given them: which layout each has, and all of them as one table.
 */
import { stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import {
  findMovementLayout,
  type MovementFile,
  movementLayouts,
  type MovementLayout,
  movementMappingSchema,
  type MovementTable,
  openMovementTable,
  type ReadMovementFiles,
  readMovementFiles as readFiles,
  readTableFacts,
} from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { Given } from '../command.ts';
import { readJsonFile } from '../read-file.ts';

export const movementFileOptions = { mapping: { type: 'string' } } as const;

export const movementFileHelp = `  FILE...                files of movements; several become one table. CSV, JSON lines, Parquet;
                         or the folder of a table that was kept by movements --keep
  --mapping NAME|FILE    what the files are: comity (the default), mt103, amlsim, amlworld, ethereum-transactions, ethereum-tokens,
                         ethereum-internal, etherscan; pacs008 and goaml (XML), bitcoin-json, bitcoin-blocks (consensus encoding);
                         or a mapping file. For files of several kinds, one name for each, divided by commas`;

export type MovementFiles = ReadMovementFiles;

/** Reads all files into one table, or the table that was kept. `tell` hears of progress. */
export async function readMovementFiles(given: Given, tell: (sentence: string) => void): Promise<Result<MovementFiles>> {
  const kept = await keptTable(given);
  if (kept === null) {
    const files = await namedFiles(given);
    return files.ok ? readFiles(files.value, { threads: availableParallelism(), spillFolder: tmpdir(), tell }) : files;
  }
  if (!kept.ok) return kept;
  const { digest, reports, count } = kept.value.facts;
  tell(`loading ${count} movements`);
  return ok({ movements: kept.value.load(), digest, reports });
}

/** The table in the one folder that is given, or null where files are. It stays open as long as the command runs. */
export async function keptTable(given: Given): Promise<Result<MovementTable> | null> {
  const folders: string[] = [];
  for (const word of given.words) if ((await stat(word).catch(() => null))?.isDirectory() === true) folders.push(word);
  const [folder] = folders;
  if (folder === undefined) return null;
  if (given.words.length > 1)
    return fail(folder, 'It is a folder: a table that is kept is read alone.', 'Import all files together with --keep.');
  if (given.text('mapping') !== null) return fail('--mapping', 'A table that is kept has been read already.', 'Leave --mapping out.');
  const facts = await readTableFacts(folder);
  return facts.ok ? openMovementTable(folder, facts.value) : facts;
}

/** The files that are given, each with its layout. */
export async function namedFiles(given: Given): Promise<Result<readonly MovementFile[]>> {
  if (given.words.length === 0) return fail('FILE', 'Name at least one file of movements.', 'See --help.');
  const names = (given.text('mapping') ?? 'comity').split(',').map((name) => name.trim());
  if (names.length !== 1 && names.length !== given.words.length) {
    return fail('--mapping', `It names ${names.length} for ${given.words.length} files.`, 'Give one for all files, or one for each.');
  }
  const files: MovementFile[] = [];
  for (const [index, file] of given.words.entries()) {
    const layout = await layoutOf(names[index] ?? names[0] ?? 'comity');
    if (!layout.ok) return layout;
    files.push({ file, source: file, layout: layout.value });
  }
  return ok(files);
}

async function layoutOf(name: string): Promise<Result<MovementLayout>> {
  const known = findMovementLayout(name);
  if (known !== null) return ok(known);
  const remedy = `Give ${movementLayouts.join(', ')}, or a file as docs/reference/movement-files.md describes.`;
  const mapping = await readJsonFile(name, movementMappingSchema, remedy);
  return mapping.ok ? ok({ kind: 'rows', mapping: mapping.value }) : mapping;
}
