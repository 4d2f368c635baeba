// SPDX-License-Identifier: Apache-2.0
/**
 * `server.idle_mb`: the memory of one authority's server process, ten seconds after it is ready and without any call.
 *
 * PostgreSQL is a process of its own and is not counted. The workplace is served, so its files are counted as in earnest.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demoAuthorities } from '../src/cli/demo/authorities.ts';
import { issuesText } from '../src/kernel/index.ts';
import { initialiseAuthority, serverEnvironment, serverNodeOptions } from '../src/server/index.ts';
import { removeDataFolder } from '../src/server/postgres/index.ts';
import type { Print } from './main.ts';

const goalMb = 250;
const idleMs = 10_000;
const port = 7398;
const program = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

export async function run(print: Print): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-'));
  try {
    const [authority] = demoAuthorities;
    if (authority === undefined) throw new Error('the demonstration has an authority');
    const configuration = { folder: path.join(folder, 'authority'), databaseUrl: null, postgresBin: null };
    const made = await initialiseAuthority({ configuration, ...authority, roots: { count: 1, threshold: 1 }, onProgress: () => undefined });
    if (!made.ok) throw new Error(issuesText(made.issues));
    print({ name: 'server.idle_mb', value: await idleMb(configuration.folder), unit: 'MB', goal: goalMb });
  } finally {
    await removeDataFolder(path.join(folder, 'authority', 'postgres'));
    await rm(folder, { recursive: true, force: true });
  }
}

async function idleMb(folder: string): Promise<number> {
  const env = { ...process.env, COMITY_FOLDER: folder, COMITY_PORT: String(port), COMITY_LOG: 'warn', ...serverEnvironment };
  const child = spawn(process.execPath, [...serverNodeOptions, program, 'serve', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    const [line = ''] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended.then(() => [])])) as string[];
    if (!line.includes('"ready":true')) throw new Error(`the server did not start: ${line}`);
    await delay(idleMs);
    return Math.round((await residentKilobytes(child.pid ?? 0)) / 1024);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function residentKilobytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
}
