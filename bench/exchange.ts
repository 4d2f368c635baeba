// SPDX-License-Identifier: Apache-2.0
/**
 * `exchange.dispatches_per_s` and `exchange.p99_ms`: two authorities, each a process with its own PostgreSQL (its writes reach
 * the disk), over HTTP on this machine. Each dispatch is signed, stored, sealed, posted, opened, verified, judged, admitted,
 * logged and receipted, and its receipt verified and stored.
 *
 * The limit is what the processors would do if there were nothing but cryptography: cores divided by the seconds that the
 * primitives of one dispatch and its receipt take, measured in the same run. The latency is measured apart, at a steady
 * twenty dispatches a second, from queueing to the stored receipt.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { removeDataFolder } from '../src/server/postgres/index.ts';
import { type Child, makeFriends, startChild } from './exchange/two-authorities.ts';
import type { Print } from './main.ts';

const ports = { XA: 7396, XB: 7397 } as const;
const warmUpCount = 200;
const count = 800;
const steadyCount = 100;
const steadyEveryMs = 50;
const primitiveRounds = 100;
const ratioGoal = 0.5;

export async function run(print: Print): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-'));
  const children: Child[] = [];
  try {
    const [xa, xb] = [await startChild(placeOf(folder, 'XA'), children), await startChild(placeOf(folder, 'XB'), children)];
    const digest = await makeFriends(xa, xb);
    await send(xa, xb, { digest, count: warmUpCount, everyMs: 0 });
    const before = (await xa.tell({ do: 'primitives', rounds: primitiveRounds })) as number;
    const all = await send(xa, xb, { digest, count, everyMs: 0 });
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
    const sorted = steady.latenciesMs.toSorted((left, right) => left - right);
    print({ name: 'exchange.p99_ms', value: round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN, 1), unit: 'ms' });
  } finally {
    for (const child of children) await child.stop();
    for (const name of Object.keys(ports)) await removeDataFolder(path.join(folder, name));
    await rm(folder, { recursive: true, force: true });
  }
}

function placeOf(folder: string, jurisdiction: keyof typeof ports) {
  return { folder, jurisdiction, port: ports[jurisdiction] };
}

async function send(xa: Child, xb: Child, order: { digest: string; count: number; everyMs: number }) {
  return (await xa.tell({ do: 'send', peer: xb.made.authorityId, ...order })) as { ms: number; latenciesMs: readonly number[] };
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
