// SPDX-License-Identifier: Apache-2.0
/**
 * A worker of a live market: takes its share of the partitions, reads their streams, and has stored what comes of it.
 *
 *     every third of a lease   beat: what is mine? what is too much? what is free?
 *     a message                its lines through the patterns; an alert is stored at once, with all lines before it
 *     every second             a snapshot of each partition that has something new
 *     stored                   then, and only then, the messages are acknowledged
 *
 * What breaks off in one partition (the database, the connection, a fault of ours) ends the work on that partition alone: it is given back,
 * and whoever takes it begins where the last snapshot stands.
 */
import type { LiveWork, PartitionFigures, TakenPartition } from '../../findings/index.ts';
import { instantFromMs } from '../../kernel/index.ts';
import { type MarketPartition, openMarketPartition, type PartitionOrder, type Snapshot } from '../../surveillance/index.ts';
import type { Log } from '../log.ts';
import type { MarketStream, Reading, ReadMessage } from './market-stream.ts';

/** What a power cut may cost in work done twice, and how old a snapshot is at most where all is well. */
const snapshotEveryMs = 1000;
/** Lines that wait for a snapshot: with more of them one is stored at once. Packing 20,000 would hold up those behind by a tenth of a second. */
const unstoredMax = 2000;
/** Snapshots under way: where the database takes longer, taking waits for it. */
const unstoredSnapshotsMax = 4;
/** Latencies kept for one heartbeat. */
const samplesMax = 50_000;

export interface WorkerGiven {
  readonly work: LiveWork;
  readonly stream: MarketStream;
  readonly order: Omit<PartitionOrder, 'partition'>;
  readonly leaseMs: number;
  readonly log: Log;
  readonly clockMs: () => number;
  /** Told of every snapshot before it is stored: a closed segment can be written elsewhere first. */
  readonly onSnapshot: (partition: number, snapshot: Snapshot) => Promise<void>;
  /** Told of what it holds whenever that changes. */
  readonly onHeld: (partitions: readonly number[]) => void;
}

interface Held {
  readonly number: number;
  readonly term: number;
  readonly partition: MarketPartition;
  reading: Reading | null;
  isLost: boolean;
  /** What is taken, one after the other. */
  last: Promise<void>;
  /** What is stored, one after the other, while more is taken. */
  storing: Promise<void>;
  unstored: number;
  /** Ends the work on it, whoever finds that it cannot go on. */
  readonly lose: () => Promise<void>;
  figures: { waiting: number; lines: number; since: number; took: number[] };
}

export interface MarketWorker {
  /** Stores what is under way and gives everything back. */
  readonly stop: () => Promise<void>;
}

export function startMarketWorker(given: WorkerGiven): MarketWorker {
  const held = new Map<number, Held>();
  let isStopping = false;
  let beating: Promise<void> | null = null;
  const whileStanding = (what: string, work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => given.log.error(`${what} broke off; it is tried again`, error));
  const beat = async (): Promise<void> => {
    await takeShare(given, held);
    given.onHeld([...held.keys()].toSorted((one, other) => one - other));
  };
  const beatOnce = (): void => {
    if (isStopping) return;
    beating ??= whileStanding('a heartbeat', beat).finally(() => {
      beating = null;
    });
  };
  beatOnce();
  const beats = setInterval(beatOnce, given.leaseMs / 3);
  const snapshots = setInterval(() => {
    for (const one of held.values()) void inTurn(given, held, one, () => storeSnapshot(given, one));
  }, snapshotEveryMs);
  return {
    async stop() {
      isStopping = true;
      clearInterval(beats);
      clearInterval(snapshots);
      await beating;
      for (const one of held.values()) await giveUp(given, held, one);
      await whileStanding('leaving', () => given.work.leave());
    },
  };
}

async function takeShare(given: WorkerGiven, held: Map<number, Held>): Promise<void> {
  const beat = await given.work.beat(figuresOf(given, held));
  for (const one of held.values()) if (!beat.held.includes(one.number)) await one.lose();
  for (const number of beat.giveUp) {
    const one = held.get(number);
    if (one !== undefined) await giveUp(given, held, one);
  }
  // Held by lease and not worked on: what broke off before it could be given back.
  for (const number of beat.held) if (!held.has(number) && !beat.giveUp.includes(number)) await given.work.release(number);
  for (const taken of beat.taken) await begin(given, held, taken);
}

async function begin(given: WorkerGiven, held: Map<number, Held>, taken: TakenPartition): Promise<void> {
  const { partition: number, term, place, stored } = taken;
  const partition = openMarketPartition({ ...given.order, partition: number }, place, stored);
  const figures = { waiting: 0, lines: 0, since: given.clockMs(), took: [] };
  const one: Held = {
    number,
    term,
    partition,
    reading: null,
    isLost: false,
    last: Promise.resolve(),
    storing: Promise.resolve(),
    unstored: 0,
    lose: () => end(given, held, one),
    figures,
  };
  const { sequence, lines } = place.cursor;
  const reading = await given.stream.read(number, lines === null ? sequence + 1 : sequence);
  one.reading = reading;
  held.set(number, one);
  void follow(given, held, one, reading);
}

async function follow(given: WorkerGiven, held: Map<number, Held>, one: Held, reading: Reading): Promise<void> {
  try {
    for await (const message of reading.messages) {
      if (one.isLost) break;
      await inTurn(given, held, one, () => takeMessage(given, one, message));
    }
  } catch (error) {
    if (!one.isLost) given.log.error('reading a partition broke off; it is taken again', error, { count: one.number });
  }
  await end(given, held, one);
}

/** One piece of work after the other; what breaks off ends the work on the partition. */
function inTurn(given: WorkerGiven, held: Map<number, Held>, one: Held, work: () => Promise<void>): Promise<void> {
  one.last = one.last.then(async () => {
    if (one.isLost) return;
    try {
      await work();
    } catch (error) {
      given.log.error('a partition broke off; it is taken again', error, { count: one.number });
      one.isLost = true;
    }
    if (one.isLost) void end(given, held, one);
  });
  return one.last;
}

async function takeMessage(given: WorkerGiven, one: Held, message: ReadMessage): Promise<void> {
  const { figures, partition } = one;
  const before = partition.linesTaken;
  const made = partition.take(message, given.clockMs());
  for (const snapshot of made) await store(given, one, snapshot);
  if (partition.unstored > unstoredMax) await storeSnapshot(given, one);
  figures.waiting = message.waiting;
  figures.lines += partition.linesTaken - before;
  if (figures.took.length < samplesMax) figures.took.push(given.clockMs() - message.arrivedMs);
}

async function storeSnapshot(given: WorkerGiven, one: Held): Promise<void> {
  const snapshot = one.partition.snapshot(given.clockMs());
  if (snapshot !== null) await store(given, one, snapshot);
}

/** Snapshots are stored in their order, beside the taking of what follows; nothing is acknowledged before its snapshot is stored. */
async function store(given: WorkerGiven, one: Held, snapshot: Snapshot): Promise<void> {
  one.unstored += 1;
  one.storing = one.storing.then(async () => {
    try {
      if (!one.isLost) await keep(given, one, snapshot);
    } catch (error) {
      given.log.error('a snapshot could not be stored; the partition is taken again', error, { count: one.number });
      await one.lose();
    }
    one.unstored -= 1;
  });
  if (one.unstored > unstoredSnapshotsMax) await one.storing;
}

async function keep(given: WorkerGiven, one: Held, snapshot: Snapshot): Promise<void> {
  await given.onSnapshot(one.number, snapshot);
  if (!(await given.work.keep(one.number, one.term, snapshot))) {
    given.log.warn('a partition was taken by another worker', { count: one.number });
    return one.lose();
  }
  const { sequence, lines } = snapshot.place.cursor;
  one.reading?.acknowledge(lines === null ? sequence : sequence - 1);
}

/** Ends the work on a partition that is no longer ours, or broke off; whoever is free takes it. */
async function end(given: WorkerGiven, held: Map<number, Held>, one: Held): Promise<void> {
  if (held.get(one.number) !== one) return;
  one.isLost = true;
  held.delete(one.number);
  await one.reading?.stop().catch(() => undefined);
  await given.work.release(one.number).catch(() => undefined);
}

async function giveUp(given: WorkerGiven, held: Map<number, Held>, one: Held): Promise<void> {
  await inTurn(given, held, one, async () => {
    await storeSnapshot(given, one);
    await one.storing;
    one.isLost = true;
  });
  await end(given, held, one);
}

function figuresOf({ clockMs }: WorkerGiven, held: ReadonlyMap<number, Held>): ReadonlyMap<number, PartitionFigures> {
  const now = clockMs();
  return new Map(
    [...held].map(([number, { figures }]) => {
      const { waiting, lines, since, took } = figures;
      const sorted = took.splice(0).toSorted((one, other) => one - other);
      const p99 = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))];
      Object.assign(figures, { lines: 0, since: now });
      const linesPerSecond = Math.round((lines * 1000) / Math.max(1, now - since));
      const tookMsP99 = p99 === undefined ? null : Math.max(0, Math.round(p99));
      return [number, { at: instantFromMs(now), waiting, linesPerSecond, tookMsP99 }];
    }),
  );
}
