// SPDX-License-Identifier: Apache-2.0
//
// Two authorities as processes of their own, and what both keep once everything that was queued has ended.
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kept } from '../../bench/exchange/kept.ts';
import type { Child } from '../../bench/exchange/two-authorities.ts';

/** In real time, for a machine that others use too. */
export const endMsMax = 120_000;

export interface Pair {
  readonly xa: Child;
  readonly xb: Child;
  readonly digest: string;
}

export async function startAgain(child: Child): Promise<void> {
  await child.startAgain();
  await child.tell({ do: 'run' });
}

export async function keptOf(child: Child): Promise<Kept> {
  return (await child.tell({ do: 'kept' })) as Kept;
}

/** What both sides keep, once everything that was queued has ended. */
export async function allEnded({ xa, xb }: Pair): Promise<{ xa: Kept; xb: Kept }> {
  for (const started = Date.now(); ; await delay(50)) {
    const [ofXa, ofXb] = [await keptOf(xa), await keptOf(xb)];
    const open = ofXa.outbox.filter(([, state]) => state !== 'delivered');
    const ofKeys = ofXa.keys.open + ofXb.keys.open;
    if (open.length + ofKeys === 0) return { xa: ofXa, xb: ofXb };
    assert.ok(Date.now() - started < endMsMax, `P3: ${JSON.stringify(open)}, and ${ofKeys} about keys`);
  }
}

export function assertPromises({ xa, xb }: { xa: Kept; xb: Kept }): void {
  const sent = xa.outbox.map(([digest]) => digest).toSorted();
  assert.deepEqual(xb.effects, sent, 'P1: each effect is there, and once');
  assert.deepEqual(xb.admissions.toSorted(), sent, 'P1: each is admitted once in the log');
  const given = new Map(xb.inbox.map(([digest, state, receipt]) => [digest, `${state} ${receipt}`]));
  for (const [digest, state, receipt] of xa.outbox)
    assert.equal(given.get(digest), `${state} ${receipt ?? ''}`, 'P2: one receipt on both sides');
}

/** XA has replaced its key for dispatches: what both sides say of that, once. */
export function assertKeysChanged(
  before: { xa: Kept; xb: Kept },
  { xa, xb }: { xa: Kept; xb: Kept },
  { events, end }: { readonly events: number; readonly end: 'retire' | 'revoke' },
): void {
  assert.deepEqual(xa.keys.told, [...before.xa.keys.told, events], 'P8: peers are told once');
  assert.deepEqual(xb.keys.extended, [...before.xb.keys.extended, events], 'P8: it is taken in once');
  assert.deepEqual(xb.keys.peerEvents, [events], 'P8: and kept');
  const signed = before.xb.inbox.length;
  assert.ok(signed > 0, 'the key has signed something');
  if (end === 'retire') assert.equal(xb.keys.marked, before.xb.keys.marked, 'what a retired key signed is not suspect');
  else assert.ok(xb.keys.marked > before.xb.keys.marked, 'P8: what a stolen key signed is marked');
  assert.equal(xb.keys.suspect, 0, 'P8: its owner has vouched for everything that it did sign');
}

export async function within(ms: number, what: string, work: Promise<unknown>): Promise<void> {
  const timeout = new AbortController();
  await Promise.race([
    work,
    delay(ms, undefined, { signal: timeout.signal }).then(() => assert.fail(`not within ${ms} ms: ${what}`)),
  ]).finally(() => timeout.abort());
}
