// SPDX-License-Identifier: Apache-2.0
/**
 * A hundred million invented payments as a CSV file, imported by the command that an analyst uses (`flows.import_*`: movements a second by
 * the clock and of processor time, the memory of that process at its highest, what lies on disk afterwards), and then 300 looks three hops
 * around parties of the table on disk (`flows.expand_p99_ms`).
 *
 * COMITY_BENCH_MOVEMENTS makes it fewer, TMPDIR says where: a hundred million take 30 GB on the way. Whoever made a table before names its
 * folder in COMITY_BENCH_KEPT, and the looks alone are measured.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openMovementTable, readTableFacts, type MovementTable } from '../src/columns/index.ts';
import { expandParty } from '../src/flows/index.ts';
import { seededRandomness } from '../src/kernel/index.ts';
import { accountName, drawAccount, writeLargeFile } from './flows/write-large-file.ts';
import type { Print } from './main.ts';

const movements = Number(process.env['COMITY_BENCH_MOVEMENTS'] ?? 100_000_000);
const accountsPerMovement = 1 / 10;
const looks = 300;
const root = path.join(import.meta.dirname, '..');

export async function run(print: Print): Promise<void> {
  const made = process.env['COMITY_BENCH_KEPT'];
  if (made !== undefined) return around(print, made);
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-scale-'));
  try {
    const file = path.join(folder, 'payments.csv');
    writeLargeFile(file, { movements, accounts: Math.round(movements * accountsPerMovement), seed: 9 });
    const kept = path.join(folder, 'payments');
    await imported(print, file, kept);
    await rm(file);
    await around(print, kept);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function imported(print: Print, file: string, kept: string): Promise<void> {
  const begun = { at: performance.now(), processorS: childrenSeconds() };
  const words = [path.join(root, 'src/cli/main.ts'), 'movements', file, '--keep', kept];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMb = 0;
  const look = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid ?? 0));
  }, 200);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(look);
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  const seconds = (performance.now() - begun.at) / 1000;
  print({ name: 'flows.import_per_s', value: Math.round(movements / seconds), unit: '1/s' });
  print({ name: 'flows.import_processor_per_s', value: Math.round(movements / (childrenSeconds() - begun.processorS)), unit: '1/s' });
  print({ name: 'flows.import_peak_mb', value: peakMb, unit: 'MB' });
  let bytes = 0;
  for (const name of await readdir(kept)) bytes += (await stat(path.join(kept, name))).size;
  print({ name: 'flows.import_bytes_per_movement', value: Math.round(bytes / movements), unit: 'B' });
}

/** The most memory that the process ever had, in megabytes; 0 once it is gone. */
function peakOf(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Processor time of all children that have ended, by the system's hundredths. */
function childrenSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function around(print: Print, kept: string): Promise<void> {
  const facts = await readTableFacts(kept);
  const table = facts.ok ? openMovementTable(kept, facts.value) : facts;
  if (!table.ok) throw new Error(table.issues.map(({ problem }) => problem).join(' '));
  const random = seededRandomness(11);
  const accounts = Math.round(table.value.facts.count * accountsPerMovement);
  const [clock, work, parties]: [number[], number[], number[]] = [[], [], []];
  for (let look = 0; look < looks; look += 1) {
    const { ms, processorMs, found } = lookAround(table.value, accountName(drawAccount(random, accounts)));
    clock.push(ms);
    work.push(processorMs);
    parties.push(found);
  }
  table.value.close();
  print({ name: 'flows.expand_p99_ms', value: percentile(clock, 0.99), unit: 'ms', goal: 200 });
  print({ name: 'flows.expand_p50_ms', value: percentile(clock, 0.5), unit: 'ms' });
  print({ name: 'flows.expand_p99_processor_ms', value: percentile(work, 0.99), unit: 'ms' });
  print({ name: 'flows.expand_parties_mean', value: Math.round(parties.reduce((sum, count) => sum + count, 0) / looks), unit: 'parties' });
}

/** As `./comity expand --hops 3` asks for it. */
function lookAround(table: MovementTable, party: string) {
  const before = { at: performance.now(), cpu: process.threadCpuUsage() };
  const [fromMs, untilMs] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const expansion = expandParty(table, { party, hopsMax: 3, way: 'both', partiesMax: 2000, degreeMax: 500, fromMs, untilMs });
  if (!expansion.ok) throw new Error(`nothing is known of ${party}`);
  const ms = performance.now() - before.at;
  const { user, system } = process.threadCpuUsage(before.cpu);
  return { ms, processorMs: (user + system) / 1000, found: expansion.value.parties.length };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10;
}
