// SPDX-License-Identifier: Apache-2.0
//
// Nothing is lost and nothing is doubled when servers and PostgreSQL are struck down (SIGKILL): once at every named step of a
// dispatch, and then at random, from a named seed. Two authorities as processes of their own, each with a PostgreSQL that writes
// to the disk; their clocks run sixty times faster, so that a lease of a minute ends within a second.
//
// `npm test` strikes both servers at every step of a dispatch and of a pouch, some of them while a key is retired and one declared
// stolen, and goes on at random until a few deliveries were queued under strikes; COMITY_NOTHING_LOST=200 strikes PostgreSQL at every
// step too, and goes on until there are so many.
//
//     P1  a dispatch is admitted once, and its effect is there once
//     P2  a positive receipt is there exactly where the effect is, and both sides hold the same bytes
//     P3  everything that was queued ends
//     P8  a change of keys is told once and taken in once; what a stolen key signed is marked, and vouched for by its owner's list
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { type CrashPoint, crashPoints, type Strike } from '../../bench/exchange/crash-points.ts';
import { type Child, makeFriends, removeTwo, startTwo } from '../../bench/exchange/two-authorities.ts';
import { allEnded, assertKeysChanged, assertPromises, endMsMax, keptOf, type Pair, startAgain, within } from './pair.ts';

const asked = process.env['COMITY_NOTHING_LOST'];
const isWhole = asked !== undefined;
const deliveriesMin = Number(asked ?? 12);
const seed = 'nothing lost 1';
const times = 60;

/** One step of each side at which it is struck in the same round; null where a side is left alone. */
type Round = readonly [sender: CrashPoint | null, recipient: CrashPoint | null];

const isOfPouch = (point: CrashPoint): boolean => point.startsWith('pouch');

/**
 * How a key ends, and where each side is struck on the way of that: what tells the peer is a dispatch like any other, so its steps are
 * theirs. The peer is told and it is not noted; noted, and not committed. There the history is longer, and nothing else is done yet; what
 * the stolen key signed is marked, and not committed.
 */
const keyRounds = [
  ['retire', 'queue: row in the outbox', 'entry in the log'],
  ['revoke', 'queue: before commit', 'before commit'],
] as const satisfies readonly (readonly ['retire' | 'revoke', CrashPoint, CrashPoint])[];
/** Struck there, each of these steps is struck; with a request too only where PostgreSQL is struck as well. */
const isStruckByKeys = (point: CrashPoint): boolean => !isWhole && keyRounds.some(([, ...points]) => points.some((one) => one === point));

const pairs = (senders: readonly CrashPoint[], recipients: readonly CrashPoint[]): Round[] =>
  Array.from({ length: Math.max(senders.length, recipients.length) }, (_, at) => [senders[at] ?? null, recipients[at] ?? null]);

/**
 * Two strikes cost one round where neither keeps the other side from its step. A receipt that stands already is only asked for, and
 * nothing is posted; and what came apart over a strike of the recipient goes on one by one, so that nothing ends as a pouch any more.
 */
function allRounds(): readonly Round[] {
  const sender = crashPoints.sender.filter((point) => !isStruckByKeys(point));
  const recipient = crashPoints.recipient.filter((point) => !isStruckByKeys(point));
  const ofPouch = sender.filter(isOfPouch);
  const ofOne = sender.filter((point) => !point.startsWith('queue') && !isOfPouch(point));
  const beforeAnswers = ofPouch.slice(0, ofPouch.indexOf('pouch: answers read'));
  return [
    ...pairs(ofOne, recipient.filter((point) => !isOfPouch(point)).toReversed()),
    ...pairs([...sender.filter((point) => point.startsWith('queue')), ...beforeAnswers], recipient.filter(isOfPouch)),
    ...pairs(ofPouch.slice(beforeAnswers.length), []),
  ];
}
const rounds = allRounds();
const pouchSize = 5;

describe('nothing is lost and nothing is doubled under kill -9', () => {
  const children: Child[] = [];
  const hit = new Set<string>();
  let strikesAtSteps = 0;
  let folder = '';
  let pair: Pair | undefined;
  const both = (): Pair => {
    assert.ok(pair !== undefined);
    return pair;
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-nothing-lost-'));
    const haste = { times, sinceMs: Date.now() };
    const [xa, xb] = await startTwo({ folder, haste }, children);
    pair = { xa, xb, digest: await makeFriends(xa, xb) };
    for (const child of children) await child.tell({ do: 'run' });
    // Both have told the other of their first events: no strike falls on that.
    await allEnded(pair);
  });
  after(async () => {
    for (const child of children) {
      child.strikeDown();
      await child.ended();
    }
    await removeTwo(folder);
  });

  for (const what of isWhole ? (['server', 'postgres'] as const) : (['server'] as const)) {
    for (const [ofSender, ofRecipient] of rounds) {
      it(`${what} struck at: ${[ofSender ?? [], ofRecipient ?? []].flat().join('; ')}`, async () => {
        const { xa, xb, digest } = both();
        const isTogether = [ofSender, ofRecipient].some((point) => point !== null && isOfPouch(point));
        const queued = { do: 'queue', peer: xb.made.authorityId, digest, count: isTogether ? pouchSize : 1 } as const;
        const order = isTogether ? ({ ...queued, isTogether } as const) : queued;
        const before = (await keptOf(xa)).outbox.length;
        const struck = [
          ...(ofSender === null ? [] : [struckAt(xa, { point: ofSender, what })]),
          ...(ofRecipient === null ? [] : [struckAt(xb, { point: ofRecipient, what })]),
        ];
        await Promise.all(struck.map(({ armed }) => armed));
        // Where the sender is struck while it queues, nobody answers, and what was not committed is queued by whoever wanted it.
        await xa.tell(order).catch(() => undefined);
        if (ofSender?.startsWith('queue') === true) {
          await struck[0]?.isBack;
          if ((await keptOf(xa)).outbox.length === before) await xa.tell(order);
        }
        await Promise.all(struck.map(({ isBack }) => isBack));
        for (const point of [ofSender, ofRecipient]) if (point !== null) hit.add(point);
        strikesAtSteps += struck.length;
        assertPromises(await allEnded(both()));
      });
    }
  }

  for (const what of isWhole ? (['server', 'postgres'] as const) : (['server'] as const)) {
    for (const [end, ofSender, ofRecipient] of keyRounds) {
      it(`${what} struck as a key is ${end}d, at: ${ofSender}; ${ofRecipient}`, async () => {
        const { xa, xb, digest } = both();
        // Something that the key has signed.
        await xa.tell({ do: 'queue', peer: xb.made.authorityId, digest, count: 1 });
        const before = await allEnded(both());
        const struck = [struckAt(xa, { point: ofSender, what }), struckAt(xb, { point: ofRecipient, what })];
        await Promise.all(struck.map(({ armed }) => armed));
        // Nobody answers: it is struck while it tells its peers. What its roots have signed is there when it starts again.
        await xa.changeKeys(end, before.xa.keys.logSize).catch(() => undefined);
        await Promise.all(struck.map(({ isBack }) => isBack));
        for (const point of [ofSender, ofRecipient]) hit.add(point);
        strikesAtSteps += struck.length;
        const after = await allEnded(both());
        assertPromises(after);
        assertKeysChanged(before, after, { events: xa.keyEvents(), end });
      });
    }
  }

  it('the steps that were hit are all there are', (context) => {
    const all = [...crashPoints.sender, ...crashPoints.recipient];
    const ofPouches = all.filter(isOfPouch).length;
    context.diagnostic(`crash points hit: ${hit.size} of ${all.length} (${ofPouches} of pouches); strikes: ${strikesAtSteps}`);
    assert.deepEqual(new Set(all), hit);
  });

  it(`${deliveriesMin} deliveries and more while both servers and both PostgreSQL are struck down at random (seed "${seed}")`, async (context) => {
    const { xa, xb, digest } = both();
    const random = drawsFrom(seed);
    const [sentBefore, effectsBefore] = [(await keptOf(xa)).outbox.length, (await keptOf(xb)).effects.length];
    let [wanted, queuedCount, struckUnderWay, strikes] = [0, 0, 0, 0];
    while (queuedCount < deliveriesMin) {
      const count = 1 + Math.floor(random() * 8);
      wanted += count;
      const queued = xa.tell({ do: 'queue', peer: xb.made.authorityId, digest, count }).catch(() => undefined);
      await delay(random() * 250);
      const struck = random() < 0.5 ? xa : xb;
      if (random() < 0.5) struck.strikeDown();
      else await struck.tell({ do: 'strike-postgres' }).catch(() => undefined);
      strikes += 1;
      await within(endMsMax, 'it is struck down', struck.ended());
      // Of the sender that was struck this is read before it goes on, so as the strike left it.
      if (struck === xa) await xa.startAgain();
      struckUnderWay += (await keptOf(xa)).outbox.filter(([, state]) => state !== 'delivered').length;
      await queued;
      if (struck === xa) await xa.tell({ do: 'run' });
      else await startAgain(struck);
      // What was not committed when its sender was struck is no delivery: only what was is counted, and the run goes on until it is enough.
      queuedCount = (await allEnded(both())).xa.outbox.length - sentBefore;
    }
    const ended = await allEnded(both());
    assertPromises(ended);
    assert.equal(ended.xb.effects.length - effectsBefore, queuedCount, 'whatever was queued has its effect');
    context.diagnostic(
      [
        `${strikes} strikes on ${queuedCount} deliveries (${wanted - queuedCount} more were not queued yet)`,
        `${struckUnderWay} of them under way at a strike; 0 lost, 0 doubled`,
      ].join(', '),
    );
  });
});

/** Armed, and then struck and started again; fails where it does not come to that step. */
function struckAt(child: Child, strike: Strike): { readonly armed: Promise<unknown>; readonly isBack: Promise<void> } {
  const armed = child.tell({ do: 'arm', strike });
  const isBack = (async () => {
    await armed;
    await within(endMsMax, `${child.invitation.jurisdiction} is struck down at "${strike.point}"`, child.ended());
    await startAgain(child);
  })();
  // It is awaited by whoever armed it, maybe after something else has failed.
  isBack.catch(() => undefined);
  return { armed, isBack };
}

function drawsFrom(name: string): () => number {
  let drawn = 0;
  return () => createHash('sha256').update(`${name} ${drawn++}`).digest().readUInt32BE() / 0x1_0000_0000;
}
