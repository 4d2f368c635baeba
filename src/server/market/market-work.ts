// SPDX-License-Identifier: Apache-2.0
/**
 * What the market thread does: reads a file of market events into a table, runs patterns over it, looks at one alert's market again,
 * says what one participant did in it or what happened in one instrument, and proves an account's or an instrument's whole history.
 *
 * The last tables stay in memory with their digests, so that an officer who moves through the market of an alert does not wait for the
 * file each time. It is plain functions over one state, so that tests can call it without a thread.
 */
import { digestOfMarketEvents, type IngestReport, mappingsInTheBox, type MarketEvents, readMarketFile } from '../../columns/index.ts';
import type { MarketSource, Watched, WatchOrder } from '../../findings/index.ts';
import { fail, failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import {
  auditHistory,
  describeActivity,
  findPattern,
  type FoundPart,
  type HistorySubject,
  holdingOf,
  type MarketHolding,
  partOfAlert,
  type PartOrder,
  type Pattern,
  patterns,
  readMoment,
  type ReferenceMoment,
  reviewAlert,
  type ReviewWindow,
  runSurveillance,
} from '../../surveillance/index.ts';
import type { AlertReviewWire, AlertWire, MarketActivityWire, MarketHistoryWire, MarketSubjectWire } from '../../surveillance/wire.ts';
import type { EngineAnswer } from '../engines/engine-thread.ts';
import { holdTables, inOwnFiles } from '../engines/held-tables.ts';

/** The source as it goes to the thread; bytes are null where the thread is thought to hold the table. */
export type SentSource = Omit<MarketSource, 'bytes'> & { readonly bytes: Uint8Array | null };

export type MarketJob =
  | { readonly kind: 'watch'; readonly source: SentSource; readonly order: WatchOrder }
  | { readonly kind: 'review'; readonly source: SentSource; readonly alert: AlertWire; readonly window: ReviewWindow }
  | { readonly kind: 'activity'; readonly source: SentSource; readonly subject: MarketSubjectWire }
  | { readonly kind: 'history'; readonly source: SentSource; readonly subject: HistorySubject }
  | { readonly kind: 'part'; readonly source: SentSource; readonly order: PartOrder }
  | { readonly kind: 'holding'; readonly source: SentSource };

export type MarketValue =
  | Result<Watched>
  | Result<AlertReviewWire>
  | Result<MarketActivityWire>
  | Result<MarketHistoryWire>
  | Result<FoundPart>
  | Result<MarketHolding>;

interface HeldTable {
  readonly events: MarketEvents;
  readonly digest: string;
  readonly report: IngestReport;
}

/** Tables held: an alert under the eyes of one officer, and that of another. A million events take about 100 MB. */
const tablesMax = 2;

export function openMarketWork(): { readonly work: (job: MarketJob) => Promise<EngineAnswer<MarketValue>> } {
  const tableOf = holdTables<SentSource, Uint8Array, HeldTable>(tablesMax, readTable);
  return {
    async work(job) {
      const table = await tableOf(job.source);
      if (table === null) return { kind: 'bytes-needed' };
      if (!table.ok) return { kind: 'answer', value: failWith(table.issues) };
      return { kind: 'answer', value: valueOf(table.value, job) };
    },
  };
}

function valueOf(table: HeldTable, job: MarketJob): MarketValue {
  switch (job.kind) {
    case 'watch':
      return watch(table, job.order);
    case 'review':
      return reviewAlert(table.events, table.digest, { alert: job.alert, window: job.window });
    case 'activity':
      return describeActivity(table.events, job.subject);
    case 'history':
      return auditHistory(table.events, job.subject);
    case 'part':
      return partOfAlert(table.events, job.order);
    case 'holding':
      return ok(holdingOf(table.events));
  }
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

async function readTable({ name, mapping: mappingName, symbol }: SentSource, bytes: Uint8Array): Promise<Result<HeldTable>> {
  const mapping = mappingsInTheBox.get(mappingName);
  if (mapping === undefined)
    return fail('mapping', `There is no mapping "${mappingName}".`, `Choose of ${[...mappingsInTheBox.keys()].join(', ')}.`);
  return inOwnFiles([{ name, bytes }], async ([file = ''], spillFolder) => {
    const read = await readMarketFile({ file, threads: 1, spillFolder, source: name, mapping, symbol, onProgress: () => undefined });
    if (!read.ok) return read;
    const { events, report } = read.value;
    if (events.count === 0)
      return fail(name, 'No event could be read from it.', 'Look at the mapping: another venue writes other columns.');
    return ok({ events, digest: digestOfMarketEvents(events), report });
  });
}
