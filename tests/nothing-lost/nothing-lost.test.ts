// SPDX-License-Identifier: Apache-2.0
//
// Nothing is lost and nothing is doubled when servers and PostgreSQL are struck down (SIGKILL): once at every named step of a
// dispatch, and then at random, from a named seed. Two authorities as processes of their own, each with a PostgreSQL that writes
// to the disk; their clocks run sixty times faster, so that a lease of a minute ends within a second.
//
// `npm test` strikes the server at every step and PostgreSQL at the steps around each commit, and delivers a few tens at random;
// COMITY_NOTHING_LOST=200 strikes both at every step and delivers that many.
//
//     P1  a dispatch is admitted once, and its effect is there once
//     P2  a positive receipt is there exactly where the effect is, and both sides hold the same bytes
//     P3  everything that was queued ends
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import type { Kept } from '../../bench/exchange/kept.ts';
import { type CrashPoint, crashPoints, type CrashSide, type Strike } from '../../bench/exchange/crash-points.ts';
import { type Child, makeFriends, startChild } from '../../bench/exchange/two-authorities.ts';
import { removeDataFolder } from '../../src/server/postgres/index.ts';

const asked = process.env['COMITY_NOTHING_LOST'];
const isWhole = asked !== undefined;
const randomCount = Number(asked ?? 30);
const seed = 'nothing lost 1';
const ports = { XA: 7296, XB: 7297 } as const;
const times = 60;
/** In real time, for a machine that others use too. */
const endMsMax = 120_000;

interface Pair {
  readonly xa: Child;
  readonly xb: Child;
  readonly digest: string;
}

/** The steps at which PostgreSQL is struck down too, where not everything is asked for. */
const aroundCommits: readonly CrashPoint[] = [
  'queue: before commit',
  'end: before commit',
  'row in the inbox',
  'before commit',
  'after commit',
];

describe('nothing is lost and nothing is doubled under kill -9', () => {
  const children: Child[] = [];
  const hit = new Set<string>();
  let folder = '';
  let pair: Pair | undefined;
  const both = (): Pair => {
    assert.ok(pair !== undefined);
    return pair;
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-nothing-lost-'));
    const haste = { times, sinceMs: Date.now() };
    const place = (jurisdiction: keyof typeof ports) => ({ folder, jurisdiction, port: ports[jurisdiction], haste });
    const [xa, xb] = [await startChild(place('XA'), children), await startChild(place('XB'), children)];
    pair = { xa, xb, digest: await makeFriends(xa, xb) };
    for (const child of children) await child.tell({ do: 'run' });
  });
  after(async () => {
    for (const child of children) {
      child.strikeDown();
      await child.ended();
    }
    for (const name of Object.keys(ports)) await removeDataFolder(path.join(folder, name));
    await rm(folder, { recursive: true, force: true });
  });

  const strikes: readonly (readonly [CrashSide, Strike])[] = (['sender', 'recipient'] as const).flatMap((side) =>
    crashPoints[side].flatMap((point): (readonly [CrashSide, Strike])[] => [
      [side, { point, what: 'server' }],
      ...(isWhole || aroundCommits.includes(point) ? [[side, { point, what: 'postgres' }] as const] : []),
    ]),
  );
  for (const [side, strike] of strikes) {
    it(`${side}, ${strike.what}: ${strike.point}`, async () => {
      const { xa, xb, digest } = both();
      const struck = side === 'sender' ? xa : xb;
      await struck.tell({ do: 'arm', strike });
      const queued = xa.tell({ do: 'queue', peer: xb.made.authorityId, digest, count: 1 });
      // Where the sender is struck while it queues, nobody answers.
      queued.catch(() => undefined);
      await within(endMsMax, `${struck.invitation.jurisdiction} is struck down`, struck.ended());
      hit.add(strike.point);
      await startAgain(struck);
      assertPromises(await allEnded(both()));
    });
  }

  it('the steps that were hit are all there are', (context) => {
    const all = [...crashPoints.sender, ...crashPoints.recipient];
    context.diagnostic(`crash points hit: ${hit.size} of ${all.length}; strikes: ${strikes.length}`);
    assert.deepEqual(new Set(all), hit);
  });

  it(`${randomCount} deliveries while both servers and both PostgreSQL are struck down at random (seed "${seed}")`, async (context) => {
    const { xa, xb, digest } = both();
    const random = drawsFrom(seed);
    let queuedCount = 0;
    let strikesCount = 0;
    const before = (await keptOf(xb)).effects.length;
    while (queuedCount < randomCount) {
      const batch = Math.min(randomCount - queuedCount, 1 + Math.floor(random() * 8));
      queuedCount += batch;
      const queued = xa.tell({ do: 'queue', peer: xb.made.authorityId, digest, count: batch }).catch(() => undefined);
      await delay(random() * 250);
      const struck = random() < 0.5 ? xa : xb;
      if (random() < 0.5) struck.strikeDown();
      else await struck.tell({ do: 'strike-postgres' }).catch(() => undefined);
      strikesCount += 1;
      await within(endMsMax, 'it is struck down', struck.ended());
      await queued;
      await startAgain(struck);
    }
    const ended = await allEnded(both());
    assertPromises(ended);
    context.diagnostic(
      `${strikesCount} strikes; ${ended.xb.effects.length - before} of ${queuedCount} were queued before their sender was struck`,
    );
  });
});

async function startAgain(child: Child): Promise<void> {
  await child.startAgain();
  await child.tell({ do: 'run' });
}

async function keptOf(child: Child): Promise<Kept> {
  return (await child.tell({ do: 'kept' })) as Kept;
}

/** What both sides keep, once everything that was queued has ended. */
async function allEnded({ xa, xb }: Pair): Promise<{ xa: Kept; xb: Kept }> {
  for (const started = Date.now(); ; await delay(20)) {
    const kept = await keptOf(xa);
    if (kept.outbox.every(([, state]) => state === 'delivered')) return { xa: kept, xb: await keptOf(xb) };
    assert.ok(Date.now() - started < endMsMax, `P3: ${JSON.stringify(kept.outbox.filter(([, state]) => state !== 'delivered'))}`);
  }
}

function assertPromises({ xa, xb }: { xa: Kept; xb: Kept }): void {
  const sent = xa.outbox.map(([digest]) => digest).toSorted();
  assert.deepEqual(xb.effects, sent, 'P1: each effect is there, and once');
  assert.deepEqual(xb.admissions.toSorted(), sent, 'P1: each is admitted once in the log');
  const given = new Map(xb.inbox.map(([digest, state, receipt]) => [digest, `${state} ${receipt}`]));
  for (const [digest, state, receipt] of xa.outbox)
    assert.equal(given.get(digest), `${state} ${receipt ?? ''}`, 'P2: one receipt on both sides');
}

async function within(ms: number, what: string, work: Promise<unknown>): Promise<void> {
  const timeout = new AbortController();
  await Promise.race([
    work,
    delay(ms, undefined, { signal: timeout.signal }).then(() => assert.fail(`not within ${ms} ms: ${what}`)),
  ]).finally(() => timeout.abort());
}

function drawsFrom(name: string): () => number {
  let drawn = 0;
  return () => createHash('sha256').update(`${name} ${drawn++}`).digest().readUInt32BE() / 0x1_0000_0000;
}
