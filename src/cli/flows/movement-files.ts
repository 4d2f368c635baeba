// SPDX-License-Identifier: Apache-2.0
/**
 * Files of movements as a command is given them: which layout each has, and all of them as one table.
 */
import { availableParallelism, tmpdir } from 'node:os';
import {
  findMovementLayout,
  type MovementFile,
  movementLayouts,
  type MovementLayout,
  movementMappingSchema,
  type ReadMovementFiles,
  readMovementFiles as readFiles,
} from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { Given } from '../command.ts';
import { readJsonFile } from '../read-file.ts';

export const movementFileOptions = { mapping: { type: 'string' } } as const;

export const movementFileHelp = `  FILE...                files of movements; several become one table. CSV, JSON lines, Parquet
  --mapping NAME|FILE    what the files are: comity (the default), mt103, amlsim, amlworld, ethereum-transactions, ethereum-tokens,
                         ethereum-internal, etherscan; pacs008 and goaml (XML), bitcoin-json, bitcoin-blocks (consensus encoding);
                         or a mapping file. For files of several kinds, one name for each, divided by commas`;

export type MovementFiles = ReadMovementFiles;

/** Reads all files into one table. `tell` hears of progress. */
export async function readMovementFiles(given: Given, tell: (sentence: string) => void): Promise<Result<MovementFiles>> {
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
  return readFiles(files, { threads: availableParallelism(), spillFolder: tmpdir(), tell });
}

async function layoutOf(name: string): Promise<Result<MovementLayout>> {
  const known = findMovementLayout(name);
  if (known !== null) return ok(known);
  const remedy = `Give ${movementLayouts.join(', ')}, or a file as docs/reference/movement-files.md describes.`;
  const mapping = await readJsonFile(name, movementMappingSchema, remedy);
  return mapping.ok ? ok({ kind: 'rows', mapping: mapping.value }) : mapping;
}
