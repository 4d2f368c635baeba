// SPDX-License-Identifier: Apache-2.0
/**
 * One day of an archive: its files as one table, the patterns over it, and two files of what came of it.
 *
 *     2026-11-02.alerts.jsonl   one alert a line, for ./comity rerun with the same files in the same order
 *     2026-11-02.json           the report: digests of all that went in, what was left out, what did not fit in the books
 *
 * The report is written last and under its name only when it is whole, so a day has a report or is not done. Whoever asks for the same day
 * again, with the same files, patterns and parameters, gets the report that is there.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import {
  digestOfMarketEvents,
  type IngestReport,
  type MarketEvents,
  mergeMarketEvents,
  readMarketFile,
  type VenueMapping,
} from '../../../columns/index.ts';
import { fail, failWith, type Issue, ok, type ParameterValues, type Result } from '../../../kernel/index.ts';
import { digestOfJson, digestOfText } from '../../../seals/index.ts';
import { findPattern, type Pattern, runSurveillance } from '../../../surveillance/index.ts';
import { digestOfFile } from '../../read-file.ts';
import { readMoments } from '../market-files.ts';
import type { MarketDay } from './find-days.ts';

/** What holds for every day, in plain data. */
export interface DaysWish {
  readonly folder: string;
  readonly out: string;
  readonly mapping: VenueMapping;
  readonly patterns: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterValues>>;
  /** For reading Parquet. */
  readonly threads: number;
}

const dayReportSchema = z.object({
  format: z.literal('comity-market-day/1'),
  day: z.string(),
  /** Digest of files, moments, mapping, patterns with versions and parameters: of all that decides what comes out. */
  order: z.string(),
  events: z.object({ count: z.int(), digest: z.string() }),
  /** Rows of its files that were left out; `reading` says which and why. */
  leftOut: z.int(),
  alerts: z.object({ count: z.int(), digest: z.string() }),
});

export type DayDone =
  | {
      readonly kind: 'done';
      readonly day: string;
      /** Whether the report was there already. */
      readonly isKept: boolean;
      readonly events: number;
      readonly alerts: number;
      /** Rows of its files that were left out. */
      readonly leftOut: number;
    }
  | { readonly kind: 'failed'; readonly day: string; readonly issues: readonly Issue[] };

/** What a day's outcome depends on, and the order that stands for all of it. */
interface DayInput {
  readonly files: readonly { readonly name: string; readonly digest: string }[];
  readonly moments: string | null;
  readonly patterns: readonly { readonly id: string; readonly version: number }[];
  readonly order: string;
}

export async function lookAtDay(wish: DaysWish, market: MarketDay): Promise<DayDone> {
  const { day, files } = market;
  const looked = files.length === 0 ? fail(day, 'It holds no file of market events.', remedyForFiles) : await lookOrKeep(wish, market);
  return looked.ok ? looked.value : { kind: 'failed', day, issues: looked.issues };
}

const remedyForFiles = 'Put .parquet, .csv or .jsonl files there.';

async function lookOrKeep(wish: DaysWish, market: MarketDay): Promise<Result<DayDone>> {
  const patterns = wish.patterns.map(findPattern).flatMap((found) => (found.ok ? [found.value] : []));
  const input = await inputOf(wish, market, patterns).catch((error: unknown) => unreadable(market.day, error));
  if (!input.ok) return input;
  const kept = await keptReport(wish.out, market.day, input.value.order);
  if (kept === null) return look(wish, market, { patterns, input: input.value });
  const { events, alerts, leftOut } = kept;
  return ok({ kind: 'done', day: market.day, isKept: true, events: events.count, alerts: alerts.count, leftOut });
}

function unreadable(day: string, error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
  return fail(
    day,
    `One of its files cannot be read (${code}).`,
    'Check whether this account may read them, and that nobody moves them meanwhile.',
  );
}

async function inputOf(wish: DaysWish, market: MarketDay, patterns: readonly Pattern[]): Promise<Result<DayInput>> {
  const digestOf = (name: string) => digestOfFile(path.join(wish.folder, name));
  const files: DayInput['files'][number][] = [];
  for (const name of market.files) files.push({ name, digest: await digestOf(name) });
  const moments = market.moments === null ? null : await digestOf(market.moments);
  const versions = patterns.map(({ id, version }) => ({ id, version }));
  const order = digestOfJson({ files, moments, mapping: wish.mapping, patterns: versions, parameters: wish.parameters });
  return ok({ files, moments, patterns: versions, order });
}

/** The report of a day that was looked at with the same order, and whose alerts lie beside it as they were written. */
async function keptReport(out: string, day: string, order: string): Promise<z.infer<typeof dayReportSchema> | null> {
  try {
    const { success, data } = dayReportSchema.safeParse(JSON.parse(await readFile(reportFile(out, day), 'utf8')));
    if (!success || data.order !== order) return null;
    return (await digestOfFile(alertsFile(out, day))) === data.alerts.digest ? data : null;
  } catch {
    // Not there, or not to be read: the day is looked at.
    return null;
  }
}

async function look(
  wish: DaysWish,
  { day, files, moments }: MarketDay,
  { patterns, input }: { readonly patterns: readonly Pattern[]; readonly input: DayInput },
): Promise<Result<DayDone>> {
  const read = await readDay(wish, files);
  if (!read.ok) return read;
  const { events, reports } = read.value;
  const known = await readMoments(moments === null ? null : path.join(wish.folder, moments), events);
  if (!known.ok) return known;
  const order = { patterns, parameters: wish.parameters, moments: known.value, onProgress: () => undefined };
  const { alerts, faults } = runSurveillance(events, order);
  const lines = alerts.map((alert) => `${JSON.stringify(alert)}\n`).join('');
  const kept = await writeWhole(alertsFile(wish.out, day), lines);
  if (!kept.ok) return kept;
  const leftOut = reports.reduce((sum, { rows, kept }) => sum + rows - kept, 0);
  const report = {
    format: 'comity-market-day/1',
    day,
    order: input.order,
    files: input.files,
    moments: input.moments,
    patterns: input.patterns,
    parameters: wish.parameters,
    events: { count: events.count, digest: digestOfMarketEvents(events) },
    leftOut,
    reading: reports,
    orderBooks: faults,
    alerts: { count: alerts.length, digest: digestOfText(lines) },
  } satisfies z.input<typeof dayReportSchema> & Record<string, unknown>;
  const written = await writeWhole(reportFile(wish.out, day), `${JSON.stringify(report, null, 2)}\n`);
  if (!written.ok) return written;
  return ok({ kind: 'done', day, isKept: false, events: events.count, alerts: alerts.length, leftOut });
}

interface ReadDay {
  readonly events: MarketEvents;
  readonly reports: readonly IngestReport[];
}

/** The files of the day as one table: practices across instruments and venues are seen in it. */
async function readDay({ folder, mapping, threads }: DaysWish, files: readonly string[]): Promise<Result<ReadDay>> {
  const tables: MarketEvents[] = [];
  const reports: IngestReport[] = [];
  for (const name of files) {
    const reading = { file: path.join(folder, name), source: name, threads, spillFolder: tmpdir() };
    const read = await readMarketFile({ ...reading, mapping, symbol: path.parse(name).name, onProgress: () => undefined });
    if (!read.ok) return failWith(read.issues);
    tables.push(read.value.events);
    reports.push(read.value.report);
  }
  const events = mergeMarketEvents(tables);
  return events.ok ? ok({ events: events.value, reports }) : events;
}

const alertsFile = (out: string, day: string): string => path.join(out, `${day}.alerts.jsonl`);
const reportFile = (out: string, day: string): string => path.join(out, `${day}.json`);

async function writeWhole(file: string, text: string): Promise<Result<null>> {
  try {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    return ok(null);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail(file, `It cannot be written (${code}).`, 'Make room, or let this account write there, and give the command again.');
  }
}
