// SPDX-License-Identifier: Apache-2.0
/**
 * Files of movements as one table: each read by its layout, rows counted through all of them, and what was left out or moved reported.
 *
 * A layout is a mapping of columns, for what comes in rows, or the name of a format that is read whole (payments in XML, blocks). The same
 * files in the same order give the same table and the same digest, whoever reads them: a command or a server.
 */
import { readFile, stat } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { movementsBuilder, type MovementsIntake } from '../build-movements.ts';
import { TooManyNames } from '../dictionary.ts';
import type { IngestFault, IngestReport } from '../ingest-report.ts';
import type { Movements } from '../movements.ts';
import { digestOfMovements, type TableDigest } from '../table-digest.ts';
import { formatOfFile, withTextRows } from '../text-rows.ts';
import { readBitcoinBlocks } from './bitcoin-encoding.ts';
import { readBitcoinJson } from './bitcoin-json.ts';
import { addBitcoinBlocks, type KnownCoins } from './bitcoin-movements.ts';
import { readGoaml } from './goaml.ts';
import type { MovementMapping } from './movement-mapping.ts';
import { movementMappingsInTheBox } from './movement-mappings.ts';
import { readPacs008 } from './pacs008.ts';
import { readMovementRows } from './read-movement-rows.ts';

/** What is read whole, and not row by row through a mapping. */
const wholeFormats = ['pacs008', 'goaml', 'bitcoin-json', 'bitcoin-blocks'] as const;
export type WholeFormat = (typeof wholeFormats)[number];
export type MovementLayout =
  { readonly kind: 'rows'; readonly mapping: MovementMapping } | { readonly kind: 'whole'; readonly format: WholeFormat };

/** Names of all layouts in the box. */
export const movementLayouts: readonly string[] = [...movementMappingsInTheBox.keys(), ...wholeFormats];

/** Null where nothing in the box has this name. */
export function findMovementLayout(name: string): MovementLayout | null {
  const format = wholeFormats.find((known) => known === name);
  if (format !== undefined) return { kind: 'whole', format };
  const mapping = movementMappingsInTheBox.get(name);
  return mapping === undefined ? null : { kind: 'rows', mapping };
}

export interface MovementFile {
  /** Where it lies. */
  readonly file: string;
  /** What it is called in reports. */
  readonly source: string;
  readonly layout: MovementLayout;
}

export interface ReadMovementFiles {
  readonly movements: Movements;
  readonly digest: TableDigest;
  readonly reports: readonly IngestReport[];
}

export interface Reading {
  readonly threads: number;
  readonly spillFolder: string;
  /** Hears of progress. */
  readonly tell: (sentence: string) => void;
  /** Hears how many rows of a file were read, every hundred thousand; where it is left out, `tell` hears of every million. */
  readonly tellRows?: (source: string, rows: number) => void;
  /** Once it is aborted, reading throws its reason. */
  readonly stop?: AbortSignal;
}

/** Where nobody asks for more. */
const toldEvery = 1_000_000;

export async function readMovementFiles(files: readonly MovementFile[], reading: Reading): Promise<Result<ReadMovementFiles>> {
  try {
    return await readIntoMemory(files, reading);
  } catch (error) {
    if (!(error instanceof TooManyNames)) throw error;
    const source = files.map((file) => file.source).join(', ');
    return fail(source, error.message, 'Keep them as a table on disk, with movements FILE... --keep FOLDER, and give that folder.');
  }
}

async function readIntoMemory(files: readonly MovementFile[], reading: Reading): Promise<Result<ReadMovementFiles>> {
  const builder = movementsBuilder();
  const read = await readFilesInto(files, builder, reading);
  if (!read.ok) return read;
  const { movements, movedRows, twice, alike } = builder.finish();
  const rows = read.value.reduce((sum, report) => sum + report.rows, 0);
  const taken = { count: twice.length, first: twice.slice(0, 5) };
  const joint = jointReport({ rows, kept: movements.count, movedRows, twice: taken, alike });
  return ok({ movements, digest: digestOfMovements(movements), reports: joint === null ? read.value : [...read.value, joint] });
}

/** Puts the rows of all files into one table that is being built; gives the report of each. */
export async function readFilesInto(
  files: readonly MovementFile[],
  builder: MovementsIntake,
  reading: Reading,
): Promise<Result<readonly IngestReport[]>> {
  const into = { builder, coins: new Map() as KnownCoins };
  const reports: IngestReport[] = [];
  let rowsBefore = 0;
  for (const file of files) {
    reading.tell(`reading ${file.source}`);
    const read = await readOne(file, { ...reading, ...into, rowsBefore });
    if (!read.ok) return read;
    reports.push(read.value);
    rowsBefore += read.value.rows;
  }
  return ok(reports);
}

interface ReadingOne extends Reading {
  readonly builder: MovementsIntake;
  readonly coins: KnownCoins;
  readonly rowsBefore: number;
}

async function readOne({ file, source, layout }: MovementFile, reading: ReadingOne): Promise<Result<IngestReport>> {
  const { builder, coins, rowsBefore, tell, threads, spillFolder } = reading;
  if (layout.kind === 'whole') {
    const bytes = await wholeFile(file, source);
    if (!bytes.ok) return bytes;
    const text = (): string => new TextDecoder().decode(bytes.value);
    if (layout.format === 'pacs008') return readPacs008(text(), builder, { source, rowsBefore });
    if (layout.format === 'goaml') return readGoaml(text(), builder, { source, rowsBefore });
    const blocks = layout.format === 'bitcoin-json' ? readBitcoinJson(text(), source) : readBitcoinBlocks(bytes.value, source);
    return blocks.ok ? ok(addBitcoinBlocks(blocks.value, builder, { source, coins, rowsBefore })) : blocks;
  }
  const format = formatOfFile(source);
  if (format === null) return fail(source, 'The ending of its name says no format.', 'Use .csv, .jsonl or .parquet, or name its layout.');
  const { hasHeader } = layout.mapping;
  const onProgress = (count: number): void => {
    if (reading.tellRows !== undefined) reading.tellRows(source, count);
    else if (count % toldEvery === 0) tell(`${source}: ${count} rows`);
  };
  const stop = reading.stop === undefined ? {} : { stop: reading.stop };
  return withTextRows({ file, format, hasHeader, threads, spillFolder }, (rows) =>
    readMovementRows(rows, builder, { source, mapping: layout.mapping, rowsBefore, onProgress, ...stop }),
  );
}

/** Blocks and payments are read whole; a day of Bitcoin has about 250 MB. One text holds no more than this. */
const wholeFileBytesMax = 512 * 1024 ** 2;

async function wholeFile(file: string, source: string): Promise<Result<Uint8Array>> {
  const { size } = (await stat(file).catch(() => null)) ?? { size: null };
  if (size === null)
    return fail(source, 'There is no such file, or it cannot be read.', 'Check the name and whether this account may read it.');
  if (size > wholeFileBytesMax) {
    return fail(source, `The file has ${size} bytes; ${wholeFileBytesMax} are the most.`, 'Divide it, or give the right file.');
  }
  const bytes = new Uint8Array(await readFile(file));
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return ok(bytes);
  try {
    return ok(new Uint8Array(gunzipSync(bytes, { maxOutputLength: wholeFileBytesMax })));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    const problem = `It cannot be unpacked (${reason}), or holds more than ${wholeFileBytesMax} bytes.`;
    return fail(source, problem, 'See that it came whole; divide it where it is larger.');
  }
}

interface Joint {
  readonly rows: number;
  readonly kept: number;
  readonly movedRows: number;
  readonly twice: Counted;
  readonly alike: Counted;
}
type Counted = { readonly count: number; readonly first: readonly number[] };

/** What is seen only when the rows of all files stand in order of time; null where there is nothing. */
export function jointReport({ rows, kept, movedRows, twice, alike }: Joint): IngestReport | null {
  const row = (place: number): string => `row ${place}`;
  const faults: readonly IngestFault[] = [
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
      count: twice.count,
      sentence: 'The same line of the same transaction stands before it.',
      first: twice.first.map(row),
    },
  ].filter(({ count }) => count > 0);
  return faults.length === 0 ? null : { source: 'all files together', rows, kept, faults };
}
