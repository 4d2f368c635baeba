// SPDX-License-Identifier: Apache-2.0
/**
 * One authority's server as a process of its own, with its own folder, database, port and keys.
 *
 * The child watches over us by the channel between the processes: when we are gone, however we went, it stops and shuts its
 * PostgreSQL down. What it writes goes to `server.log` in its folder.
 */
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { fail, failWith, ok, type Result } from '../../kernel/index.ts';
import { serverEnvironment, serverNodeOptions } from '../../server/index.ts';

export interface ChildServer {
  readonly address: string;
  /** Settled when the process ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  readonly stop: () => Promise<void>;
}

export interface ChildOptions {
  readonly folder: string;
  readonly port: number;
  /** For the servers of the others. */
  readonly peerPort: number;
  /** The address that officers type. */
  readonly publicUrl: string;
  readonly hasWeb: boolean;
}

const program = path.join(import.meta.dirname, '..', 'main.ts');
/** A server that does not end in this time is killed; its PostgreSQL is then shut down by its watcher. */
const stopMsMax = 45_000;
const logLinesShown = 8;
const issuesSchema = z.object({ issues: z.array(z.object({ path: z.string(), problem: z.string(), remedy: z.string() })).min(1) });

export async function startChild(options: ChildOptions): Promise<Result<ChildServer>> {
  const { folder, port, peerPort, publicUrl, hasWeb } = options;
  const logFile = path.join(folder, 'server.log');
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [...serverNodeOptions, program, 'serve', '--json', ...(hasWeb ? [] : ['--no-web'])], {
    env: childEnvironment({
      COMITY_FOLDER: folder,
      COMITY_PORT: String(port),
      COMITY_PUBLIC_URL: publicUrl,
      COMITY_PEER_PORT: String(peerPort),
    }),
    stdio: ['ignore', 'pipe', log, 'ipc'],
  });
  closeSync(log);
  const ended = once(child, 'exit');
  assert(child.stdout !== null, 'the child writes to a pipe');
  const said = await Promise.race([firstLine(child.stdout), ended.then(() => '')]);
  if (!said.includes('"ready":true')) {
    await ended;
    const issues = issuesSchema.safeParse(said === '' ? null : JSON.parse(said));
    if (issues.success) return failWith(issues.data.issues);
    const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-logLinesShown);
    return fail(folder, `Its server did not start. ${lines.join(' ')}`, `Read ${logFile}.`);
  }
  return ok({ address: loopback(port), ended, stop: () => stopChild(child, ended) });
}

/** The demonstration itself reaches it by this address, which needs no name. */
function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Nothing of our own settings, above all no DATABASE_URL: each authority has its own database. */
function childEnvironment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => name === 'COMITY_POSTGRES_BIN' || !(name.startsWith('COMITY_') || name === 'DATABASE_URL'),
  );
  // Three servers start at once while somebody waits: what was compiled before is read, though each keeps it in memory from then on.
  const { NODE_DISABLE_COMPILE_CACHE: _notHere, ...environment } = serverEnvironment;
  return { ...Object.fromEntries(kept), COMITY_LOG: 'warn', ...environment, ...own };
}

/** The line that says it is ready, or the issues; what follows is read and dropped. */
async function firstLine(stdout: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: stdout });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    stdout.resume();
  }
}

async function stopChild(child: ReturnType<typeof spawn>, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = new AbortController();
  const isOver = await Promise.race([ended.then(() => true), delay(stopMsMax, false, { signal: timer.signal })]);
  timer.abort();
  if (!isOver) child.kill('SIGKILL');
  await ended;
}
