// SPDX-License-Identifier: Apache-2.0
/**
 * `attachments.mb_per_s` and its sisters: files that travel with dispatches between two authorities, each a process with its own
 * PostgreSQL and its own disk, over mutual TLS on this machine.
 *
 * One file goes undisturbed and is timed, from the receipt of the dispatch that announces it until the recipient has checked both
 * digests and said so. Then a large one (2 GiB; COMITY_BENCH_MB names another size) goes, and the recipient is struck down with SIGKILL
 * in the middle and started again. Meanwhile the memory of both servers is looked at, above what each takes when idle.
 */
import { strict as assert } from 'node:assert';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FilesOfBench } from './exchange/files.ts';
import { residentMb } from './exchange/processes.ts';
import { type Child, makeFriends, removeTwo, startTwo } from './exchange/two-authorities.ts';
import type { Print } from './main.ts';

const megabyte = 1_048_576;
const timedMb = 256;
const largeMb = Number(process.env['COMITY_BENCH_MB'] ?? 2048);
const memoryGoalMb = 200;
const idleMs = 3000;
const lookEveryMs = 100;

export async function run(print: Print): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-'));
  const children: Child[] = [];
  try {
    const [xa, xb] = await startTwo({ folder }, children);
    const wanted = { peer: xb.made.authorityId, digest: await makeFriends(xa, xb) };
    await delay(idleMs);
    const memory = await watchMemory([xa, xb]);
    const timed = await passFile(xa, wanted, timedMb);
    print({ name: 'attachments.keep_mb_per_s', value: round(timedMb / timed.keepS), unit: 'MB/s' });
    print({ name: 'attachments.mb_per_s', value: round(timedMb / timed.passS), unit: 'MB/s' });
    let resumeS = Number.NaN;
    const large = await passFile(xa, wanted, largeMb, async () => {
      xb.strikeDown();
      await xb.ended();
      await xb.startAgain();
      memory.watch(xb);
      const before = performance.now();
      const { pushed } = await standingOf(xa);
      while ((await standingOf(xa)).pushed <= pushed) await delay(lookEveryMs);
      resumeS = (performance.now() - before) / 1000;
    });
    const peakMb = memory.stop();
    print({ name: 'attachments.large_mb', value: largeMb, unit: 'MB' });
    print({ name: 'attachments.large_s', value: round(large.passS), unit: 's' });
    print({ name: 'attachments.resume_s', value: round(resumeS), unit: 's' });
    print({ name: 'attachments.peak_mb_above_idle', value: round(peakMb), unit: 'MB', goal: memoryGoalMb });
  } finally {
    for (const child of children) await child.stop();
    await removeTwo(folder);
  }
}

/** Keeps a file and sends it; `halfWay` is called once, when half of it is there. */
async function passFile(
  xa: Child,
  wanted: { readonly peer: string; readonly digest: string },
  mb: number,
  halfWay: () => Promise<void> = async () => undefined,
): Promise<{ keepS: number; passS: number }> {
  const begun = performance.now();
  await xa.tell({ do: 'keep-file', bytes: mb * megabyte });
  const kept = performance.now();
  await xa.tell({ do: 'send-file', ...wanted });
  for (let isDisturbed = false; ; await delay(lookEveryMs)) {
    const { pushed, pushState } = await standingOf(xa);
    assert(pushState !== 'refused', 'the recipient has taken it');
    if (pushState === 'pushed') break;
    if (isDisturbed || pushed < (mb * megabyte) / 2) continue;
    isDisturbed = true;
    await halfWay();
  }
  return { keepS: (kept - begun) / 1000, passS: (performance.now() - kept) / 1000 };
}

async function standingOf(xa: Child) {
  return (await xa.tell({ do: 'file-standing' })) as Awaited<ReturnType<FilesOfBench['standing']>>;
}

/** The most memory that any of the processes has taken above its idle one. A process that is started again has begun from nothing. */
async function watchMemory(servers: readonly Child[]): Promise<{ watch: (again: Child) => void; stop: () => number }> {
  const idle = new Map<Child, number>();
  for (const child of servers) idle.set(child, await residentMb(child.pid()));
  let peak = 0;
  const look = async (): Promise<void> => {
    for (const [child, mb] of idle) peak = Math.max(peak, (await residentMb(child.pid())) - mb);
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  return {
    watch: (again) => void idle.set(again, idle.get(again) ?? 0),
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
