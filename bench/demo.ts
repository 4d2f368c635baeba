// SPDX-License-Identifier: Apache-2.0
/**
 * `demo.ready_s`: from typing `npm run demo` for the first time to the line that says it is ready. `demo.restart_s`: the same
 * once everything was made.
 *
 * The workplace is built before, as `npm ci && npm run demo` does it once; what is measured is keys, databases, servers,
 * peering, agreements and records.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { demoAuthorities } from '../src/cli/demo/authorities.ts';
import { removeDemo } from '../src/cli/demo/run-demo.ts';
import { ensureWebBuild } from '../src/server/index.ts';
import type { Print } from './main.ts';

const goalSeconds = 30;
const portBase = 7390;
const program = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

export async function run(print: Print): Promise<void> {
  await ensureWebBuild(() => undefined);
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-bench-'));
  try {
    print({ name: 'demo.ready_s', value: await readySeconds(folder), unit: 's', goal: goalSeconds });
    print({ name: 'demo.restart_s', value: await readySeconds(folder), unit: 's', goal: goalSeconds });
  } finally {
    await removeDemo(folder, demoAuthorities);
    await rm(folder, { recursive: true, force: true });
  }
}

async function readySeconds(folder: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program, 'demo', '--json', '--folder', folder, '--port-base', String(portBase)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line = ''] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended.then(() => [])])) as string[];
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  child.kill('SIGINT');
  await ended;
  if (!line.includes('"ready":true')) throw new Error(`the demonstration did not start: ${line}`);
  return seconds;
}
