// SPDX-License-Identifier: Apache-2.0
/**
 * Files of market events as a command is given them: which format, which mapping, and all of them as one table.
 */
import { availableParallelism, tmpdir } from 'node:os';
import { gunzipSync } from 'node:zlib';
import {
  formatOfFile,
  type IngestReport,
  mappingsInTheBox,
  type MarketEvents,
  mergeMarketEvents,
  openTextRows,
  readItch50,
  readLobster,
  readMarketFile,
  type VenueMapping,
  venueMappingSchema,
} from '../../columns/index.ts';
import { fail, failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { readMoment, type ReferenceMoment } from '../../surveillance/index.ts';
import { referenceMomentSchema } from '../../surveillance/wire.ts';
import type { Given } from '../command.ts';
import { readGivenFile, readJsonFile } from '../read-file.ts';
import { z } from 'zod';

export const marketFileOptions = {
  format: { type: 'string' },
  mapping: { type: 'string' },
  symbol: { type: 'string' },
  venue: { type: 'string' },
  day: { type: 'string' },
} as const;

export const marketFileHelp = `  FILE...                files of market events; several become one table. CSV, JSON lines, Parquet; ITCH and LOBSTER by --format
  --format NAME          itch50 or lobster; otherwise the ending of the file's name says it
  --mapping NAME|FILE    how the columns are named: comity (the default), binance, coinbase, deribit, or a mapping file
  --symbol NAME          the instrument, for files that do not name it
  --venue NAME           the venue, for ITCH and LOBSTER files
  --day YYYY-MM-DD       the day, for ITCH and LOBSTER files, which write only the time`;

/** An ITCH file is read whole; a day of one exchange has about 10 GB, so cut it by instrument first. */
const itchBytesMax = 2 * 1024 ** 3;

export interface MarketFiles {
  readonly events: MarketEvents;
  readonly reports: readonly IngestReport[];
}

/** Reads all files into one table. `tell` hears of progress. */
export async function readMarketFiles(given: Given, tell: (sentence: string) => void): Promise<Result<MarketFiles>> {
  if (given.words.length === 0) return fail('FILE', 'Name at least one file of market events.', 'See --help.');
  const tables: MarketEvents[] = [];
  const reports: IngestReport[] = [];
  for (const file of given.words) {
    tell(`reading ${file}`);
    const read = await readOne(given, file, tell);
    if (!read.ok) return read;
    tables.push(read.value.events);
    reports.push(read.value.report);
  }
  const events = mergeMarketEvents(tables);
  return events.ok ? ok({ events: events.value, reports }) : events;
}

async function readOne(
  given: Given,
  file: string,
  tell: (sentence: string) => void,
): Promise<Result<{ events: MarketEvents; report: IngestReport }>> {
  const format = given.text('format');
  if (format === 'itch50') return readItchFile(given, file);
  const isLobster = format === 'lobster';
  const kind = isLobster ? 'csv' : formatOfFile(file);
  if (kind === null) return fail(file, 'The ending of its name says no format.', 'Use .csv, .jsonl or .parquet, or give --format.');
  const reading = { file, threads: availableParallelism(), spillFolder: tmpdir() };
  if (!isLobster) {
    const mapping = await findMapping(given.text('mapping') ?? 'comity');
    if (!mapping.ok) return mapping;
    const onProgress = (count: number): void => tell(`${file}: ${count} rows`);
    return readMarketFile({ ...reading, source: file, mapping: mapping.value, symbol: given.text('symbol') ?? '', onProgress });
  }
  const day = dayOf(given);
  if (!day.ok) return day;
  const rows = await openTextRows({ ...reading, format: kind, hasHeader: false });
  if (!rows.ok) return rows;
  try {
    const symbol = given.text('symbol') ?? file;
    const venue = given.text('venue') ?? 'NASDAQ';
    return ok(await readLobster(rows.value, { name: file, symbol, venue, quoteCurrency: 'USD', midnightMs: day.value }));
  } finally {
    rows.value.close();
  }
}

async function readItchFile(given: Given, file: string): Promise<Result<{ events: MarketEvents; report: IngestReport }>> {
  const day = dayOf(given);
  if (!day.ok) return day;
  const bytes = await readGivenFile(file, itchBytesMax);
  if (!bytes.ok) return bytes;
  const isZipped = bytes.value[0] === 0x1f && bytes.value[1] === 0x8b;
  const plain = isZipped ? new Uint8Array(gunzipSync(bytes.value, { maxOutputLength: itchBytesMax })) : bytes.value;
  return ok(readItch50({ bytes: plain, name: file, midnightMs: day.value, venue: given.text('venue') ?? 'NASDAQ' }));
}

function dayOf(given: Given): Result<number> {
  const text = given.text('day') ?? '';
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isNaN(ms) || !/^\d{4}-\d{2}-\d{2}$/.test(text)
    ? fail('--day', text === '' ? 'It is missing.' : `"${text.slice(0, 20)}" is no day.`, 'Give the day of the file, such as 2026-11-02.')
    : ok(ms);
}

export async function findMapping(name: string): Promise<Result<VenueMapping>> {
  const known = mappingsInTheBox.get(name);
  if (known !== undefined) return ok(known);
  return readJsonFile(
    name,
    venueMappingSchema,
    `Give ${[...mappingsInTheBox.keys()].join(', ')}, or a file as docs/reference/market-files.md describes.`,
  );
}

/** Reference moments of a file: closes, fixings, settlements, announcements. */
export async function readMoments(file: string | null, events: MarketEvents): Promise<Result<readonly ReferenceMoment[]>> {
  if (file === null) return ok([]);
  const read = await readJsonFile(
    file,
    z.array(referenceMomentSchema),
    'Give a list of { kind, at, underlying }; see docs/reference/market-files.md.',
  );
  if (!read.ok) return read;
  const moments: ReferenceMoment[] = [];
  const issues: Issue[] = [];
  for (const wire of read.value) {
    const moment = readMoment(events, wire);
    if (moment.ok) moments.push(moment.value);
    else issues.push(...moment.issues);
  }
  return issues.length > 0 ? failWith(issues) : ok(moments);
}
