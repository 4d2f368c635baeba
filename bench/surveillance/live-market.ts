// SPDX-License-Identifier: Apache-2.0
/**
 * `surveillance.live_p99_ms`: a simulated day is sent at 20,000 events a second by a process of its own through a NATS server on disk; a worker
 * takes them, with everything that it stores in an embedded PostgreSQL meanwhile. Each heartbeat says within which time 99 of 100 messages were
 * taken, from the stream to the last pattern; the figure is the worst of all heartbeats and partitions after the first ten seconds.
 * `surveillance.live_lines_per_s_1t`: lines through a partition in a second of processor time, which is also how fast a segment is opened
 * again.
 * `surveillance.live_bytes_per_instrument`: memory of a partition for each of 2,000 instruments with 50 resting orders.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type MarketEvents, marketLine, writeMarketFile } from '../../src/columns/index.ts';
import { liveStatus } from '../../src/findings/index.ts';
import { issuesText, type Result } from '../../src/kernel/index.ts';
import {
  openAuthorityDatabase,
  readConfiguration,
  readNatsSettings,
  systemClock,
  systemRandom,
  watchLiveMarket,
} from '../../src/server/index.ts';
import { freshPartition, openMarketPartition, patterns, simulateMarket } from '../../src/surveillance/index.ts';
import type { Print } from '../main.ts';

const originMs = Date.parse('2024-11-04T00:00:00.000Z');
const perSecond = 20_000;
const market = { market: 'bench', partitions: 8 } as const;
/** Starting up is no part of it. */
const warmMs = 10_000;
const linesPerMessage = 100;
const order = { patterns, parameters: {}, moments: [], partition: 0, partitions: 1, rowsMax: 500_000, graceMs: 60_000 };

export async function measureLive(print: Print): Promise<void> {
  memoryPerInstrument(print);
  const { events } = simulateMarket({ seed: 42, hours: 4, originMs, planted: [] });
  linesPerSecond(events, print);
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-live-'));
  try {
    await writeMarketFile(events, path.join(folder, 'day.csv'), folder);
    await throughNats(folder, print);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function linesPerSecond(events: MarketEvents, print: Print): void {
  const rows = Math.min(events.count, 400_000);
  const lines = Array.from({ length: rows }, (_unused, row) => marketLine(events, row));
  const partition = openMarketPartition(order, freshPartition, []);
  const before = process.cpuUsage();
  for (let from = 0, number = 1; from < rows; from += linesPerMessage, number += 1)
    partition.take(
      { sequence: number, feed: 'bench', number, body: lines.slice(from, from + linesPerMessage).join('\n') },
      originMs + 86_400_000,
    );
  const { user, system } = process.cpuUsage(before);
  const value = Math.round(rows / ((user + system) / 1e6));
  print({ name: 'surveillance.live_lines_per_s_1t', value, unit: '1/s' });
}

const instruments = 2000;
const restingPerInstrument = 50;

function memoryPerInstrument(print: Print): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    // What a first pass finds to be gone is given back by the second: tables of the measurements before this one.
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  const partition = openMarketPartition(order, freshPartition, []);
  for (let round = 0; round < restingPerInstrument; round += 1) {
    for (let from = 0; from < instruments; from += linesPerMessage) {
      const number = (round * instruments + from) / linesPerMessage + 1;
      const body = Array.from({ length: linesPerMessage }, (_unused, index) => restingOrder(round, from + index)).join('\n');
      partition.take({ sequence: number, feed: 'bench', number, body }, originMs);
    }
    partition.snapshot(originMs);
  }
  const value = Math.round((used() - before) / instruments);
  print({ name: 'surveillance.live_bytes_per_instrument', value, unit: 'B' });
  if (partition.linesTaken !== instruments * restingPerInstrument) throw new Error('not every line was taken');
}

function restingOrder(round: number, instrument: number): string {
  const number = round * instruments + instrument;
  const at = new Date(originMs + number).toISOString().replace('Z', '000000Z');
  const price = 100 + (round % 10);
  return `${at},add,XVEN,I${instrument},buy,${price},5,acc-${number % 500},,o-${number},,,,${number},spot,I${instrument},USD,,,,0,0`;
}

async function throughNats(folder: string, print: Print): Promise<void> {
  const server = spawn('nats-server', ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', '-1', '--ports_file_dir', folder], {
    stdio: 'ignore',
  });
  const isAbsent = await new Promise<boolean>(
    (resolve) => void server.once('error', () => resolve(true)).once('spawn', () => resolve(false)),
  );
  if (isAbsent) {
    process.stderr.write('surveillance.live_p99_ms is not measured: there is no nats-server (apt-get install nats-server).\n');
    return;
  }
  const url = await urlOf(folder);
  const configuration = expectOk(readConfiguration({ COMITY_FOLDER: path.join(folder, 'authority'), COMITY_LOG: 'error' }));
  const database = expectOk(await openAuthorityDatabase(configuration, () => undefined));
  const surroundings = {
    configuration,
    nats: expectOk(await readNatsSettings({ COMITY_NATS_URL: url })),
    clock: systemClock,
    random: systemRandom,
  };
  const wish = {
    ...market,
    purpose: 'supervision',
    patterns,
    areAll: true,
    parameters: {},
    moments: [],
    leaseMs: 3000,
    graceMs: 60_000,
    archive: null,
  } as const;
  const worker = expectOk(await watchLiveMarket(wish, { ...surroundings, onHeld: () => undefined }));
  try {
    const words = [
      'src/cli/main.ts',
      'market-publish',
      path.join(folder, 'day.csv'),
      '--market',
      market.market,
      '--per-second',
      String(perSecond),
    ];
    const feed = spawn(process.execPath, words, { env: { ...process.env, COMITY_NATS_URL: url }, stdio: ['ignore', 'ignore', 'inherit'] });
    const isSent = { value: false };
    const ended = new Promise<void>((resolve) => feed.once('exit', () => resolve())).then(() => void (isSent.value = true));
    const [worst, rate] = await worstOfHeartbeats(database.database, () => isSent.value);
    await ended;
    print({ name: 'surveillance.live_p99_ms', value: worst, unit: 'ms', goal: 100 });
    print({ name: 'surveillance.live_events_per_s', value: rate, unit: '1/s', goal: perSecond });
  } finally {
    await worker.stop();
    await database.close();
    server.kill();
    await new Promise((resolve) => server.once('exit', resolve));
  }
}

/** Looks at what the heartbeats said until the feed has ended; the first seconds with events do not count. */
async function worstOfHeartbeats(database: Parameters<typeof liveStatus>[0], isOver: () => boolean): Promise<readonly [number, number]> {
  let [worst, rate, firstMs] = [0, 0, 0];
  while (!isOver()) {
    await delay(500);
    const { partitions } = await liveStatus(database, systemClock());
    const taking = partitions.filter(({ figures }) => (figures?.linesPerSecond ?? 0) > 0);
    if (taking.length > 0 && firstMs === 0) firstMs = performance.now();
    if (firstMs === 0 || performance.now() - firstMs < warmMs) continue;
    worst = Math.max(worst, ...taking.map(({ figures }) => figures?.tookMsP99 ?? 0));
    rate = Math.max(
      rate,
      taking.reduce((sum, { figures }) => sum + (figures?.linesPerSecond ?? 0), 0),
    );
  }
  return [worst, rate];
}

async function urlOf(folder: string): Promise<string> {
  for (;;) {
    const file = (await readdir(folder)).find((name) => name.endsWith('.ports'));
    const url = file === undefined ? undefined : /nats:\/\/127\.0\.0\.1:\d+/.exec(await readFile(path.join(folder, file), 'utf8'))?.[0];
    if (url !== undefined) return url;
    await delay(50);
  }
}

function expectOk<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(issuesText(result.issues));
  return result.value;
}
