// SPDX-License-Identifier: Apache-2.0
/**
 * What the market thread does: reads a file of market events into a table, runs patterns over it, and looks at one alert's market again.
 *
 * The last tables stay in memory with their digests, so that an officer who moves through the market of an alert does not wait for the
 * file each time. It is plain functions over one state, so that tests can call it without a thread.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digestOfMarketEvents, type IngestReport, mappingsInTheBox, type MarketEvents, readMarketFile } from '../../columns/index.ts';
import type { MarketSource, Watched, WatchOrder } from '../../findings/index.ts';
import { fail, failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import {
  findPattern,
  type Pattern,
  patterns,
  readMoment,
  type ReferenceMoment,
  reviewAlert,
  type ReviewWindow,
  runSurveillance,
} from '../../surveillance/index.ts';
import type { AlertReviewWire, AlertWire } from '../../surveillance/wire.ts';
import type { EngineAnswer } from '../engines/engine-thread.ts';

/** The source as it goes to the thread; bytes are null where the thread is thought to hold the table. */
export type SentSource = Omit<MarketSource, 'bytes'> & { readonly bytes: Uint8Array | null };

export type MarketJob =
  | { readonly kind: 'watch'; readonly source: SentSource; readonly order: WatchOrder }
  | { readonly kind: 'review'; readonly source: SentSource; readonly alert: AlertWire; readonly window: ReviewWindow };

export type MarketValue = Result<Watched> | Result<AlertReviewWire>;

interface HeldTable {
  readonly id: string;
  readonly events: MarketEvents;
  readonly digest: string;
  readonly report: IngestReport;
}

/** Tables held: an alert under the eyes of one officer, and that of another. A million events take about 100 MB. */
const tablesMax = 2;

export function openMarketWork(): { readonly work: (job: MarketJob) => Promise<EngineAnswer<MarketValue>> } {
  const held: HeldTable[] = [];
  const tableOf = async (source: SentSource): Promise<Result<HeldTable> | null> => {
    const known = held.find(({ id }) => id === source.id);
    if (known !== undefined) return ok(known);
    if (source.bytes === null) return null;
    const read = await readTable(source, source.bytes);
    if (!read.ok) return read;
    held.unshift(read.value);
    held.splice(tablesMax);
    return read;
  };
  return {
    async work(job) {
      const table = await tableOf(job.source);
      if (table === null) return { kind: 'bytes-needed' };
      if (!table.ok) return { kind: 'answer', value: failWith(table.issues) };
      return { kind: 'answer', value: job.kind === 'watch' ? watch(table.value, job.order) : reviewOf(table.value, job) };
    },
  };
}

function reviewOf({ events, digest }: HeldTable, { alert, window }: Extract<MarketJob, { kind: 'review' }>): Result<AlertReviewWire> {
  return reviewAlert(events, digest, { alert, window });
}

function watch({ events, digest, report }: HeldTable, { patterns: named, parameters, moments }: WatchOrder): Result<Watched> {
  const issues: Issue[] = [];
  const chosen: Pattern[] = [];
  for (const id of named ?? patterns.map((pattern) => pattern.id)) {
    const found = findPattern(id);
    if (found.ok) chosen.push(found.value);
    else issues.push(...found.issues);
  }
  const read: ReferenceMoment[] = [];
  for (const moment of moments) {
    const found = readMoment(events, moment);
    if (found.ok) read.push(found.value);
    else issues.push(...found.issues);
  }
  if (issues.length > 0) return failWith(issues);
  const { alerts, faults } = runSurveillance(events, { patterns: chosen, parameters, moments: read, onProgress: () => undefined });
  return ok({ eventsDigest: digest, events: events.count, noticed: report.faults, faults, alerts });
}

/** Into a file of our own first: the reader of Parquet and CSV reads files. */
async function readTable({ id, name, mapping: mappingName, symbol }: SentSource, bytes: Uint8Array): Promise<Result<HeldTable>> {
  const mapping = mappingsInTheBox.get(mappingName);
  if (mapping === undefined)
    return fail('mapping', `There is no mapping "${mappingName}".`, `Choose of ${[...mappingsInTheBox.keys()].join(', ')}.`);
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-market-'));
  try {
    const file = path.join(folder, `events${endingOf(name)}`);
    await writeFile(file, bytes, { mode: 0o600 });
    const reading = { file, threads: 1, spillFolder: folder, source: name, mapping, symbol, onProgress: () => undefined };
    const read = await readMarketFile(reading);
    if (!read.ok)
      return failWith(
        read.issues.map((issue) => ({ ...issue, path: issue.path.replaceAll(file, name), problem: issue.problem.replaceAll(file, name) })),
      );
    const { events, report } = read.value;
    if (events.count === 0)
      return fail(name, 'No event could be read from it.', 'Look at the mapping: another venue writes other columns.');
    return ok({ id, events, digest: digestOfMarketEvents(events), report });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `.csv.gz` and the like: by it the reader knows the format. */
function endingOf(name: string): string {
  const zipped = name.toLowerCase().endsWith('.gz') ? '.gz' : '';
  return `${path.extname(name.slice(0, name.length - zipped.length)).toLowerCase()}${zipped}`;
}
