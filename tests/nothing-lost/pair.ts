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
    const kept = await keptOf(xa);
    if (kept.outbox.every(([, state]) => state === 'delivered')) return { xa: kept, xb: await keptOf(xb) };
    assert.ok(Date.now() - started < endMsMax, `P3: ${JSON.stringify(kept.outbox.filter(([, state]) => state !== 'delivered'))}`);
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

export async function within(ms: number, what: string, work: Promise<unknown>): Promise<void> {
  const timeout = new AbortController();
  await Promise.race([
    work,
    delay(ms, undefined, { signal: timeout.signal }).then(() => assert.fail(`not within ${ms} ms: ${what}`)),
  ]).finally(() => timeout.abort());
}
