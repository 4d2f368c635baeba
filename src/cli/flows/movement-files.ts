// SPDX-License-Identifier: Apache-2.0
/**
 * Files of movements as a command is given them: which format, which mapping, and all of them as one table.
 */
import { availableParallelism, tmpdir } from 'node:os';
import { gunzipSync } from 'node:zlib';
import {
  addBitcoinBlocks,
  digestOfMovements,
  formatOfFile,
  type IngestFault,
  type IngestReport,
  type KnownCoins,
  type MovementMapping,
  movementMappingSchema,
  movementMappingsInTheBox,
  type Movements,
  type MovementsBuilder,
  movementsBuilder,
  openTextRows,
  readBitcoinBlocks,
  readBitcoinJson,
  readGoaml,
  readMovementRows,
  readPacs008,
  type TableDigest,
} from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { Given } from '../command.ts';
import { readGivenFile, readJsonFile } from '../read-file.ts';

export const movementFileOptions = { mapping: { type: 'string' } } as const;

export const movementFileHelp = `  FILE...                files of movements; several become one table. CSV, JSON lines, Parquet
  --mapping NAME|FILE    what the files are: comity (the default), mt103, amlsim, amlworld, ethereum-transactions, ethereum-tokens,
                         ethereum-internal, etherscan; pacs008 and goaml (XML), bitcoin-json, bitcoin-blocks (consensus encoding);
                         or a mapping file. For files of several kinds, one name for each, divided by commas`;

/** Blocks and payments are read whole; a day of Bitcoin has about 250 MB. */
const wholeFileBytesMax = 1024 ** 3;

export interface MovementFiles {
  readonly movements: Movements;
  readonly digest: TableDigest;
  readonly reports: readonly IngestReport[];
}

interface Reading {
  readonly builder: MovementsBuilder;
  readonly coins: KnownCoins;
  readonly tell: (sentence: string) => void;
}

/** Reads all files into one table. `tell` hears of progress. */
export async function readMovementFiles(given: Given, tell: (sentence: string) => void): Promise<Result<MovementFiles>> {
  if (given.words.length === 0) return fail('FILE', 'Name at least one file of movements.', 'See --help.');
  const names = (given.text('mapping') ?? 'comity').split(',').map((name) => name.trim());
  if (names.length !== 1 && names.length !== given.words.length) {
    return fail('--mapping', `It names ${names.length} for ${given.words.length} files.`, 'Give one for all files, or one for each.');
  }
  const reading: Reading = { builder: movementsBuilder(), coins: new Map(), tell };
  const reports: IngestReport[] = [];
  let rowsBefore = 0;
  for (const [index, file] of given.words.entries()) {
    tell(`reading ${file}`);
    const read = await readOne(reading, file, names[index] ?? names[0] ?? 'comity', rowsBefore);
    if (!read.ok) return read;
    reports.push(read.value);
    rowsBefore += read.value.rows;
  }
  const { movements, movedRows, twice, alike } = reading.builder.finish();
  const joint = jointFaults(movedRows, twice, alike);
  if (joint.length > 0) {
    reports.push({ source: 'all files together', rows: rowsBefore, kept: movements.count, faults: joint });
  }
  return ok({ movements, digest: digestOfMovements(movements), reports });
}

function jointFaults(
  movedRows: number,
  twice: readonly number[],
  alike: { readonly count: number; readonly first: readonly number[] },
): readonly IngestFault[] {
  const row = (place: number): string => `row ${place}`;
  return [
    {
      kind: 'alike',
      isLeftOut: false,
      count: alike.count,
      sentence: 'Movements that are like another in everything, with nothing that tells them apart, are kept.',
      first: alike.first.map(row),
    },
    {
      kind: 'out-of-order',
      isLeftOut: false,
      count: movedRows,
      sentence: 'Movements that came after one of a later moment were put into order of time.',
      first: [],
    },
    {
      kind: 'twice',
      isLeftOut: true,
      count: twice.length,
      sentence: 'The same line of the same transaction stands before it.',
      first: twice.slice(0, 5).map(row),
    },
  ].filter(({ count }) => count > 0);
}

async function readOne(reading: Reading, file: string, name: string, rowsBefore: number): Promise<Result<IngestReport>> {
  const { builder, coins, tell } = reading;
  if (isWhole(name)) {
    const bytes = await wholeFile(file);
    if (!bytes.ok) return bytes;
    if (name === 'pacs008' || name === 'goaml') {
      const read = name === 'goaml' ? readGoaml : readPacs008;
      return read(new TextDecoder().decode(bytes.value), builder, { source: file, rowsBefore });
    }
    const blocks =
      name === 'bitcoin-json' ? readBitcoinJson(new TextDecoder().decode(bytes.value), file) : readBitcoinBlocks(bytes.value, file);
    return blocks.ok ? ok(addBitcoinBlocks(blocks.value, builder, { source: file, coins, rowsBefore })) : blocks;
  }
  const format = formatOfFile(file);
  if (format === null) return fail(file, 'The ending of its name says no format.', 'Use .csv, .jsonl or .parquet, or see --mapping.');
  const mapping = await findMapping(name);
  if (!mapping.ok) return mapping;
  const { hasHeader } = mapping.value;
  const rows = await openTextRows({ file, format, hasHeader, threads: availableParallelism(), spillFolder: tmpdir() });
  if (!rows.ok) return rows;
  try {
    const onProgress = (count: number): void => tell(`${file}: ${count} rows`);
    return await readMovementRows(rows.value, builder, { source: file, mapping: mapping.value, rowsBefore, onProgress });
  } finally {
    rows.value.close();
  }
}

/** What is read whole, and not row by row through a mapping. */
const wholeFormats = ['pacs008', 'goaml', 'bitcoin-json', 'bitcoin-blocks'] as const;

function isWhole(name: string): name is (typeof wholeFormats)[number] {
  return wholeFormats.some((known) => known === name);
}

async function wholeFile(file: string): Promise<Result<Uint8Array>> {
  const bytes = await readGivenFile(file, wholeFileBytesMax);
  if (!bytes.ok || bytes.value[0] !== 0x1f || bytes.value[1] !== 0x8b) return bytes;
  return ok(new Uint8Array(gunzipSync(bytes.value, { maxOutputLength: wholeFileBytesMax })));
}

async function findMapping(name: string): Promise<Result<MovementMapping>> {
  const known = movementMappingsInTheBox.get(name);
  if (known !== undefined) return ok(known);
  const names = [...movementMappingsInTheBox.keys(), ...wholeFormats].join(', ');
  return readJsonFile(name, movementMappingSchema, `Give ${names}, or a file as docs/reference/movement-files.md describes.`);
}
