// SPDX-License-Identifier: Apache-2.0
//
// A live market for a story: a real NATS server, workers as processes of their own that can be killed, and a small day of four instruments in
// which one owner each trades with itself. Two partitions hold one instrument or two; what is to be found is found here by the engine alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { marketFileColumns, openMarketLines } from '../../src/columns/index.ts';
import type { LiveStatus } from '../../src/findings/index.ts';
import { partitionOf, patterns, runSurveillance } from '../../src/surveillance/index.ts';
import { type Authority, eventually } from './federation.ts';
import { typed } from './command-line.ts';

const partitions = 4;
const dayMs = Date.parse('2024-11-04T00:00:00.000Z');

/** One for each partition. */
export const liveSymbols: readonly string[] = Array.from({ length: partitions }, (_unused, partition) => {
  const names = Array.from({ length: 200 }, (_other, index) => `X${index}`);
  return names.find((name) => partitionOf(name, partitions) === partition) ?? '';
});

/** Trades of an owner with itself among trades of others, one of each a minute; in all instruments in turn. */
function minuteOf(minute: number): readonly string[] {
  return liveSymbols.flatMap((symbol, place) => {
    const at = (second: number): string =>
      new Date(dayMs + minute * 60_000 + place * 1000 + second * 100).toISOString().replace('Z', '000000Z');
    const trade = (second: number, one: string, other: string): string =>
      `${at(second)},trade,XVEN,${symbol},buy,101.5,2,${one},,,${other},,,${minute * 10 + second},spot,${symbol},USD,,,,1,0`;
    return [trade(1, `own-${symbol}`, `own-${symbol}`), trade(2, 'acc-1', `acc-${2 + (minute % 3)}`)];
  });
}

const minutes = (from: number, until: number): readonly string[] =>
  Array.from({ length: until - from }, (_unused, index) => minuteOf(from + index)).flat();
export const earlyLines = minutes(0, 5);
const restOfDay = minutes(5, 12);
/** The rest of the day, and the next one's first minute, with which it is over. */
export const lateLines = [...restOfDay, ...minutes(24 * 60, 24 * 60 + 1)];

const tableOf = (symbol: string, lines: readonly string[]) => {
  const taking = openMarketLines(dayMs);
  for (const line of lines) if (line.includes(`,${symbol},`)) taking.take(line, '');
  return taking.builder.finish().events;
};
const digestsOf = (symbol: string, lines: readonly string[]): string[] =>
  runSurveillance(tableOf(symbol, lines), { patterns, parameters: {}, moments: [], onProgress: () => undefined }).alerts.map(
    ({ digest }) => digest,
  );

/** The alert of a run over the events up to the third trade of its owner with itself. */
export function earlyAlert(symbol: string): string {
  const own = earlyLines.filter((line) => line.includes(`,${symbol},`));
  return digestsOf(symbol, own.slice(0, 5))[0] ?? '';
}

/** Those of a run over the whole day. */
export const wholeAlerts = (symbol: string): string[] => digestsOf(symbol, [...earlyLines, ...restOfDay]);

export interface StartedNats {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A NATS server with JetStream on a free port of this machine; null where the machine has none. */
export async function startNats(): Promise<StartedNats | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-nats-'));
  const server = spawn('nats-server', ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', '-1', '--ports_file_dir', folder], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const isAbsent = await new Promise<boolean>((resolve) => {
    server.once('spawn', () => resolve(false));
    server.once('error', () => resolve(true));
  });
  if (isAbsent) {
    await rm(folder, { recursive: true, force: true });
    return null;
  }
  const url = await eventually('nats-server says its port', 60_000, async () => {
    const file = (await readdir(folder)).find((name) => name.endsWith('.ports'));
    const text = file === undefined ? '' : await readFile(path.join(folder, file), 'utf8');
    return /nats:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
  });
  return {
    url,
    async stop() {
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Worker {
  held(): readonly number[];
  name(): string;
  kill(): void;
}

export function liveMarketAt(authority: Authority, nats: StartedNats) {
  const { user, password, database, host } = authority.connection;
  const address = `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@localhost/${database}?host=${encodeURIComponent(host)}`;
  const environment = { COMITY_FOLDER: authority.folder, COMITY_NATS_URL: nats.url, DATABASE_URL: address, COMITY_LOG: 'error' };
  const running: { child: ChildProcess; ended: Promise<void> }[] = [];
  const inEnvironment = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, environment);
    try {
      return await work();
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  };
  return {
    startWorker(): Worker {
      const words = ['surveil-live', '--market', 'trial', '--partitions', String(partitions), '--lease', '2', '--json'];
      const child = spawn(process.execPath, ['src/cli/main.ts', ...words], {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running.push({ child, ended: new Promise((resolve) => child.once('exit', () => resolve())) });
      let [held, name]: [readonly number[], string] = [[], ''];
      createInterface({ input: child.stdout }).on('line', (line) => {
        const told = JSON.parse(line) as { partitions?: readonly number[]; worker?: string };
        held = told.partitions ?? held;
        name = told.worker ?? name;
      });
      return { held: () => held, name: () => name, kill: () => void child.kill('SIGKILL') };
    },
    async publish(lines: readonly string[]): Promise<void> {
      const file = path.join(authority.folder, 'trial.csv');
      await writeFile(file, `${[marketFileColumns.join(','), ...lines].join('\n')}\n`);
      await inEnvironment(() => typed(0, 'market-publish', file, '--market', 'trial', '--partitions', String(partitions)));
    },
    status: async (): Promise<LiveStatus> => JSON.parse(await inEnvironment(() => typed(0, 'market-status', '--json'))) as LiveStatus,
    async rerun(digest: string): Promise<string> {
      const { answers } = JSON.parse(await inEnvironment(() => typed(0, 'rerun', '--kept', digest, '--json'))) as {
        answers: { answer: { value: { kind: string } } }[];
      };
      return answers[0]?.answer.value.kind ?? 'none';
    },
    async stop(): Promise<void> {
      for (const { child } of running) child.kill();
      await Promise.all(running.map(({ ended }) => ended));
      await nats.stop();
    },
  };
}
