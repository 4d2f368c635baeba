// SPDX-License-Identifier: Apache-2.0
/** What processes of this machine use, as Linux counts it: the memory of one, the processor time of one with all that it started. */
import { readdir, readFile } from 'node:fs/promises';

export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Own time, and that of children that have ended and were waited for: each in the program and in the kernel. */
function usedOf(words: readonly string[]): number {
  return words.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * tickMs, 0);
}

/** A tick of the processor time in /proc is a hundredth of a second on every Linux that Node runs on. */
const tickMs = 10;

/** Processor time in milliseconds, of the process and of everything below it, also of what has ended meanwhile. */
export async function processorMs(pid: number): Promise<number> {
  const stats = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')),
  );
  // The name of a program stands in brackets and may hold anything.
  const rows = stats.flatMap((stat) => {
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const own = Number.parseInt(stat, 10);
    return Number.isNaN(own) ? [] : [{ pid: own, parent: Number(words[1]), ms: usedOf(words) }];
  });
  const below = (parent: number): number =>
    rows.filter((row) => row.parent === parent).reduce((sum, row) => sum + row.ms + below(row.pid), 0);
  return (rows.find((row) => row.pid === pid)?.ms ?? 0) + below(pid);
}
