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
import type { MovementsBuilder } from '../build-movements.ts';
import { movementsBuilder } from '../build-movements.ts';
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

interface Reading {
  readonly threads: number;
  readonly spillFolder: string;
  /** Hears of progress. */
  readonly tell: (sentence: string) => void;
}

export async function readMovementFiles(files: readonly MovementFile[], reading: Reading): Promise<Result<ReadMovementFiles>> {
  const into = { builder: movementsBuilder(), coins: new Map() as KnownCoins };
  const reports: IngestReport[] = [];
  let rowsBefore = 0;
  for (const file of files) {
    reading.tell(`reading ${file.source}`);
    const read = await readOne(file, { ...reading, ...into, rowsBefore });
    if (!read.ok) return read;
    reports.push(read.value);
    rowsBefore += read.value.rows;
  }
  const { movements, movedRows, twice, alike } = into.builder.finish();
  const joint = jointFaults(movedRows, twice, alike);
  if (joint.length > 0) reports.push({ source: 'all files together', rows: rowsBefore, kept: movements.count, faults: joint });
  return ok({ movements, digest: digestOfMovements(movements), reports });
}

interface ReadingOne extends Reading {
  readonly builder: MovementsBuilder;
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
  const onProgress = (count: number): void => tell(`${source}: ${count} rows`);
  return withTextRows({ file, format, hasHeader, threads, spillFolder }, (rows) =>
    readMovementRows(rows, builder, { source, mapping: layout.mapping, rowsBefore, onProgress }),
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
