// SPDX-License-Identifier: Apache-2.0
/**
 * A PostgreSQL that outlived its server.
 *
 * The watcher (start-postgres.ts) shuts PostgreSQL down when the server dies, but the next start may come while that is
 * still going on, or the watcher may have been killed with the rest. Two postmasters on one cluster would destroy it, so
 * PostgreSQL refuses to start when the number in `postmaster.pid` belongs to a living process, whatever process that is;
 * after a restart of the machine or container it is often a stranger.
 *
 * We hold the folder's lock here, so no server of ours is using the cluster. Whether the process is this cluster's
 * postmaster is read from its working folder, which a postmaster always sets to its cluster.
 *
 *     number belongs to nobody            nothing to do
 *     to a stranger                       the stale file is removed
 *     to our postmaster, our socket       it is shut down, as if its server had stopped
 *     to a postmaster someone else began  refused: an operator is working on the cluster by hand
 */
import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../kernel/index.ts';

/** A fast shutdown writes a checkpoint; on a slow disk that takes some seconds. */
const fastMsMax = 20_000;
/** An immediate shutdown writes nothing. */
const immediateMsMax = 5_000;

/** Frees the cluster from what an earlier start left, or says who is in the way. */
export async function clearLeftover(cluster: string, socketFolder: string, onProgress: (sentence: string) => void): Promise<Result<void>> {
  const file = path.join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return ok(undefined);
  const { pid, socketFolder: itsSocketFolder } = parsePostmasterFile(text);
  if (pid === undefined || !isAlive(pid)) return ok(undefined);
  if (!(await isPostmasterOf(pid, cluster))) {
    await rm(file, { force: true });
    return ok(undefined);
  }
  // While it starts, the file does not name the socket yet: that too can only be one of ours, or a hand that was as quick.
  if (itsSocketFolder !== undefined && itsSocketFolder !== socketFolder) {
    return fail(cluster, `Another PostgreSQL (process ${pid}), not started by Comity, runs on this database.`, `Stop it first (kill -INT ${pid}), then start again.`);
  }
  onProgress('Shutting down the PostgreSQL that an earlier server left running');
  if (await endProcess(pid)) return ok(undefined);
  return fail(cluster, `A PostgreSQL that an earlier server left running (process ${pid}) does not end.`, `End it (kill -QUIT ${pid}), then start again.`);
}

/** The parts of PostgreSQL's lock file that we use: line 1 is its process, line 5 its socket folder. */
export function parsePostmasterFile(text: string): { readonly pid: number | undefined; readonly socketFolder: string | undefined } {
  const lines = text.split('\n');
  // Single-user mode writes its number as a negative one.
  const pid = Math.abs(Number(lines[0]));
  const socketFolder = lines[4]?.trim();
  return {
    pid: Number.isInteger(pid) && pid > 1 ? pid : undefined,
    socketFolder: socketFolder === undefined || socketFolder === '' ? undefined : socketFolder,
  };
}

/** Fast shutdown, then immediate shutdown. True when the process is gone. */
async function endProcess(pid: number): Promise<boolean> {
  for (const [signal, msMax] of [['SIGINT', fastMsMax], ['SIGQUIT', immediateMsMax]] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return !isAlive(pid);
    }
    for (let waitedMs = 0; waitedMs < msMax; waitedMs += 50) {
      if (!isAlive(pid)) return true;
      await delay(50);
    }
  }
  return !isAlive(pid);
}

/** Whether there is such a process, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return folder === (await realpath(cluster));
  }
  const listed = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return listed.stdout.includes(cluster);
}
