// SPDX-License-Identifier: Apache-2.0
/** A process that watches a market while it runs: the authority's database, the stream, and a worker between them. */
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeMarketFile } from '../../columns/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { editionsFor, openLiveWork, publishedEditions, withEditions } from '../../findings/index.ts';
import { fail, type Instant, newId, ok, type ParameterValues, type RandomBytes, type Result } from '../../kernel/index.ts';
import { type Pattern, segmentRowsMax, type Snapshot } from '../../surveillance/index.ts';
import type { ReferenceMomentWire } from '../../surveillance/wire.ts';
import { openBesideServer } from '../backup/write-backup.ts';
import type { Configuration } from '../configuration.ts';
import { openLog } from '../log.ts';
import { announce } from '../pool/announce.ts';
import { openMarketStream } from './market-stream.ts';
import { startMarketWorker } from './market-worker.ts';
import type { NatsSettings } from './nats-settings.ts';

export interface LiveMarketOrder {
  readonly market: string;
  readonly partitions: number;
  readonly purpose: Purpose;
  readonly patterns: readonly Pattern[];
  /** Whether they are all there are. */
  readonly areAll: boolean;
  readonly parameters: Readonly<Record<string, ParameterValues>>;
  readonly moments: readonly ReferenceMomentWire[];
  readonly leaseMs: number;
  readonly graceMs: number;
  /** Where closed segments are written as an archive by day; null: nowhere. */
  readonly archive: string | null;
}

export interface WatchedMarket {
  readonly worker: string;
  readonly stop: () => Promise<void>;
}

interface Surroundings {
  readonly configuration: Configuration;
  readonly nats: NatsSettings;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly onHeld: (partitions: readonly number[]) => void;
}

export async function watchLiveMarket(order: LiveMarketOrder, given: Surroundings): Promise<Result<WatchedMarket>> {
  const { configuration, nats, clock, random } = given;
  const { market: name, partitions, purpose, parameters, moments, leaseMs, graceMs, archive } = order;
  const opened = await openBesideServer(configuration);
  if (!opened.ok) return opened;
  const { database, close } = opened.value;
  const { rows } = await opened.value.pool.query<{ there: boolean }>(
    "select to_regclass('findings_detector_editions') is not null as there",
  );
  if (rows[0]?.there !== true) {
    await close();
    return fail('database', 'It has no place for live markets yet.', 'Start the server of this version once, then the worker.');
  }
  const stream = await openMarketStream(nats, { market: name, partitions });
  if (!stream.ok) {
    await close();
    return stream;
  }
  const worker = newId('lse', clock(), random);
  const patterns = order.areAll ? null : order.patterns.map(({ id }) => id);
  // What is published while it runs holds for workers that start afterwards: a stretch is watched with the same values to its end.
  const editions = editionsFor({ patterns }, await publishedEditions(database));
  const work = openLiveWork(
    { database, announce, random, clock },
    { market: `${name}/${partitions}`, partitions, worker, leaseMs, purpose, order: { patterns, parameters, moments }, editions },
  );
  const started = startMarketWorker({
    work,
    stream: stream.value,
    order: {
      patterns: order.patterns,
      parameters: withEditions(editions, parameters),
      moments,
      partitions,
      graceMs,
      rowsMax: segmentRowsMax,
    },
    leaseMs,
    log: openLog(configuration.logLevel),
    clockMs: () => performance.timeOrigin + performance.now(),
    onHeld: given.onHeld,
    onSnapshot: (partition, snapshot) => (archive === null ? Promise.resolve() : writeToArchive(archive, partition, snapshot)),
  });
  return ok({
    worker,
    async stop() {
      await started.stop();
      await stream.value.close();
      await close();
    },
  });
}

/**
 * As `surveil-days` reads it: a folder for each day. The file stands under its name when it is whole; the same segment again, by a worker that
 * goes on after another died, is the same file.
 */
async function writeToArchive(archive: string, partition: number, { segment, whole }: Snapshot): Promise<void> {
  if (whole === null || segment === null || whole.events === 0) return;
  const folder = path.join(archive, segment.day);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `p${String(partition).padStart(4, '0')}-${String(segment.part).padStart(3, '0')}.parquet`);
  const between = file.replace(/\.parquet$/, '.new.parquet');
  await writeMarketFile(whole.table, between, tmpdir());
  await rename(between, file);
}
