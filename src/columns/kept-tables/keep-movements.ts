// SPDX-License-Identifier: Apache-2.0
/**
 * Files of movements become a table on disk: the same rows in the same order with the same digest as a table in memory, and who paid whom
 * beside it. Memory stays the same whatever the number of rows; it grows with the number of different names alone (keep-names.ts).
 *
 *     FOLDER.unfinished/  arrived.records    rows as they come
 *                         *.part             rows divided, one part after the other put into order and removed
 *                         *.column           the table
 *                         parties.*, transactions.*   names
 *                         out.*, in.*        who paid whom
 *                         table.json         what it is; written last
 *     FOLDER/             the same folder under its name, once it is whole
 *
 * Stopped or failed, it leaves nothing behind. Struck down, it leaves FOLDER.unfinished, which no command takes for a table.
 */
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setImmediate as otherWork } from 'node:timers/promises';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { IngestReport } from '../ingest-report.ts';
import { jointReport, type MovementFile, readFilesInto, type Reading } from '../movement-files/read-movement-files.ts';
import { outsideWorld } from '../movements.ts';
import { type Arrivals, receiveArrivals } from './arrivals.ts';
import { openColumnFiles, writeColumnFiles } from './column-files.ts';
import { keepNames, LongName } from './keep-names.ts';
import { openMovementTable } from './open-movement-table.ts';
import { namePagesMax, type TableFacts, tableFile, tableFormat } from './table-facts.ts';
import { writePairs } from './write-pairs.ts';

export interface Keeping extends Reading {
  /** About so many rows are in memory at a time; 2 million if left out, which take 250 MB. */
  readonly partRows?: number;
}
const partRowsOtherwise = 2 ** 21;

export async function keepMovementFiles(files: readonly MovementFile[], folder: string, reading: Keeping): Promise<Result<TableFacts>> {
  const unfinished = `${folder}.unfinished`;
  const problem = await makeUnfinished(folder, unfinished);
  if (problem !== null) return problem;
  let isWhole = false;
  try {
    const facts = await keepIn(files, unfinished, reading);
    if (!facts.ok) return facts;
    await rename(unfinished, folder);
    isWhole = true;
    return facts;
  } catch (error) {
    if (reading.stop?.aborted === true)
      return fail(folder, 'It was stopped.', 'Nothing was kept. Give the same command again to begin anew.');
    if (error instanceof LongName)
      return fail(files.map(({ source }) => source).join(', '), error.message, 'See that it is of its layout.');
    if (codeOf(error) !== 'ENOSPC') throw error;
    return fail(folder, 'The disk is full.', 'Nothing was kept. A table and its making take about 200 bytes for each movement.');
  } finally {
    if (!isWhole) await rm(unfinished, { recursive: true, force: true });
  }
}

async function makeUnfinished(folder: string, unfinished: string): Promise<Result<never> | null> {
  if ((await stat(folder).catch(() => null)) !== null) {
    return fail(folder, 'Something of this name is there already.', 'Name another folder, or remove it first.');
  }
  try {
    await mkdir(unfinished, { mode: 0o700 });
    return null;
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      return fail(unfinished, 'Another import works here, or one was struck down.', 'Wait for it, or remove that folder.');
    return fail(folder, `The folder cannot be made (${codeOf(error)}).`, 'Name one in a folder that this account may write to.');
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

async function keepIn(files: readonly MovementFile[], folder: string, reading: Keeping): Promise<Result<TableFacts>> {
  const { stop, tell, partRows = partRowsOtherwise } = reading;
  const pause = async (): Promise<void> => {
    await otherWork();
    stop?.throwIfAborted();
  };
  const parties = keepNames(`${folder}/parties`, { nameOfZero: outsideWorld, pagesMax: namePagesMax });
  const transactions = keepNames(`${folder}/transactions`, { nameOfZero: '', pagesMax: namePagesMax / 4 });
  const arrivals = receiveArrivals(folder, { parties, transactions, partRows });
  const read = await readFilesInto(files, arrivals, { ...reading, spillFolder: folder });
  arrivals.close();
  const sizes = { parties: parties.size, transactions: transactions.size };
  parties.close();
  transactions.close();
  if (!read.ok) return read;
  tell(`putting ${arrivals.count} movements into order of time`);
  const rows = read.value.reduce((sum, report) => sum + report.rows, 0);
  const { count, joint } = await writeInOrder(arrivals, { folder, rows, pause });
  const isWide = arrivals.isWide;
  const columns = openColumnFiles(folder, { count, isWide });
  for (const side of ['out', 'in'] as const) {
    tell(side === 'out' ? 'filing whom each party paid' : 'filing who paid each party');
    await writePairs(folder, { side, parties: sizes.parties, columns, partRows, pause });
  }
  tell('taking the digest');
  const reports: readonly IngestReport[] = joint === null ? read.value : [...read.value, joint];
  const fileSizes: Record<string, number> = {};
  for (const name of (await readdir(folder)).toSorted()) fileSizes[name] = (await stat(`${folder}/${name}`)).size;
  const { assets } = arrivals;
  const facts: Omit<TableFacts, 'digest'> = { format: tableFormat, count, ...sizes, assets, isWide, files: fileSizes, reports };
  const digest = await digestOf(folder, facts, pause);
  await writeFile(`${folder}/${tableFile}`, `${JSON.stringify({ ...facts, digest }, null, 2)}\n`, { mode: 0o600 });
  return ok({ ...facts, digest });
}

/** Enough to look at. */
const firstMax = 5;

async function writeInOrder(
  arrivals: Arrivals,
  { folder, rows, pause }: { readonly folder: string; readonly rows: number; readonly pause: () => Promise<void> },
): Promise<{ readonly count: number; readonly joint: IngestReport | null }> {
  const columns = writeColumnFiles(folder, { isWide: arrivals.isWide });
  const twice = { count: 0, first: [] as number[] };
  const alike = { count: 0, first: [] as number[] };
  let count = 0;
  for (const part of arrivals.parts()) {
    columns.add(part.columns);
    count += part.columns.count;
    twice.count += part.twice.length;
    twice.first.push(...part.twice.slice(0, firstMax - twice.first.length));
    alike.count += part.alike.count;
    alike.first.push(...part.alike.first.slice(0, firstMax - alike.first.length));
    await pause();
  }
  columns.close();
  await rm(`${folder}/arrived.records`);
  await rm(`${folder}/arrived.wide`, { force: true });
  return { count, joint: jointReport({ rows, kept: count, movedRows: arrivals.movedRows, twice, alike }) };
}

async function digestOf(folder: string, facts: Omit<TableFacts, 'digest'>, pause: () => Promise<void>): Promise<TableFacts['digest']> {
  await pause();
  const table = openMovementTable(folder, { ...facts, digest: 'sha256:' });
  if (!table.ok) throw new Error(`What was just written is not there: ${table.issues[0]?.problem ?? ''}`);
  try {
    return table.value.digest();
  } finally {
    table.value.close();
  }
}
