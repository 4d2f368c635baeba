// SPDX-License-Identifier: Apache-2.0
/**
 * `exchange.dispatches_per_s` and `exchange.p99_ms`: two authorities, each a process with its own PostgreSQL (its writes reach
 * the disk), over HTTP on this machine. Each dispatch is signed, stored, sealed, posted, opened, verified, judged, admitted,
 * logged and receipted, and its receipt verified and stored. Eight at a time are queued, each in a transaction of its own, and delivered by
 * the loop of a server.
 *
 * Apart from that, urgent dispatches are sent at a steady pace while a thousand and more normal ones wait (`exchange.urgent_p99_ms`), and
 * the recipient is struck down with SIGKILL and started again while twenty are on their way (`exchange.recovery_s`: from the strike to
 * the last of their receipts, the sender's patience included).
 *
 * On a machine that others use, the clock says little; `exchange.processor_ms` is the processor time of both servers and both databases
 * for one dispatch, beside that of the primitives: their ratio is what the machine would reach without other work.
 *
 * The limit is what the processors would do if there were nothing but cryptography: cores divided by the seconds that the
 * primitives of one dispatch and its receipt take, measured in the same run. The latency is measured apart, at a steady
 * twenty dispatches a second, from queueing to the stored receipt.
 */
import { strict as assert } from 'node:assert';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { processorMs } from './exchange/processes.ts';
import type { Sent } from './exchange/sending.ts';
import { type Child, makeFriends, removeTwo, startTwo } from './exchange/two-authorities.ts';
import type { Print } from './main.ts';

/**
 * Until the programs are compiled and the pools are full, as they are in a server that has run for an hour: in thousands one after the
 * other a dispatch took 11.7, 9.3, 10.1, 10.1, 8.8, 9.8, 8.8, 8.8 ms of processor time, the primitives alike in all (under load).
 */
const warmUpCount = 4000;
const count = 1000;
const steadyCount = 100;
const steadyEveryMs = 50;
const primitiveRounds = 100;
const ratioGoal = 0.5;
const recoveryCount = 20;
const urgentCount = 100;
const urgentEveryMs = 50;
/** More than are delivered while the urgent ones go. */
const bulkCount = 2000;
/** That a freeze is never delayed by bulk: ten seconds in the worst case. */
const urgentGoalMs = 10_000;

export async function run(print: Print): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-'));
  const children: Child[] = [];
  try {
    const [xa, xb] = await startTwo({ folder }, children);
    const digest = await makeFriends(xa, xb);
    await send(xa, xb, { digest, count: warmUpCount, everyMs: 0 });
    const before = (await xa.tell({ do: 'primitives', rounds: primitiveRounds })) as number;
    const usedBefore = await usedBy([xa, xb]);
    const all = await send(xa, xb, { digest, count, everyMs: 0 });
    const usedMs = ((await usedBy([xa, xb])) - usedBefore) / count;
    const after = (await xa.tell({ do: 'primitives', rounds: primitiveRounds })) as number;
    const steady = await send(xa, xb, { digest, count: steadyCount, everyMs: steadyEveryMs });
    const value = count / (all.ms / 1000);
    const limit = availableParallelism() / ((before + after) / 2);
    print({
      name: 'exchange.dispatches_per_s',
      value: round(value),
      unit: '1/s',
      limit: round(limit),
      ratio: round(value / limit, 3),
      goal: ratioGoal,
    });
    const primitivesMs = ((before + after) / 2) * 1000;
    const ofProcessor = { value: round(usedMs, 2), unit: 'ms', limit: round(primitivesMs, 2), ratio: round(primitivesMs / usedMs, 3) };
    print({ name: 'exchange.processor_ms', ...ofProcessor, goal: ratioGoal });
    print({ name: 'exchange.p99_ms', value: p99(steady.latenciesMs), unit: 'ms' });
    print({ name: 'exchange.recovery_s', value: await recover(xa, xb, digest), unit: 's' });
    const urgent = { do: 'send-under-bulk', count: urgentCount, everyMs: urgentEveryMs, bulk: bulkCount } as const;
    const under = (await xa.tell({ ...urgent, peer: xb.made.authorityId, digest })) as Sent & { readonly bulkLeft: number };
    assert(under.bulkLeft > 0, 'normal ones waited until the last urgent one had its receipt');
    print({ name: 'exchange.urgent_p99_ms', value: p99(under.latenciesMs), unit: 'ms', goal: urgentGoalMs });
    print({ name: 'exchange.bulk_left', value: under.bulkLeft, unit: 'dispatches' });
  } finally {
    for (const child of children) await child.stop();
    await removeTwo(folder);
  }
}

/** Seconds from the moment that the recipient is struck down until everything that was on its way has its receipt. */
async function recover(xa: Child, xb: Child, digest: string): Promise<number> {
  const begun = performance.now();
  xb.strikeDown();
  const sent = send(xa, xb, { digest, count: recoveryCount, everyMs: 0 });
  await xb.ended();
  await xb.startAgain();
  await sent;
  return round((performance.now() - begun) / 1000, 1);
}

async function usedBy(children: readonly Child[]): Promise<number> {
  const used = await Promise.all(children.map((child) => processorMs(child.pid())));
  return used.reduce((sum, ms) => sum + ms, 0);
}

function p99(latenciesMs: readonly number[]): number {
  const sorted = latenciesMs.toSorted((left, right) => left - right);
  return round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN, 1);
}

async function send(xa: Child, xb: Child, order: { digest: string; count: number; everyMs: number }) {
  return (await xa.tell({ do: 'send', peer: xb.made.authorityId, ...order })) as Sent;
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
