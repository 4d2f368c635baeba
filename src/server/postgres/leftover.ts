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
 *     number belongs to nobody            nothing to do: PostgreSQL sees that itself
 *     to a stranger, or to a dead process
 *     that nobody has collected           the stale file is removed, once no process works in the cluster any more
 *     to our postmaster, our socket       it is shut down, as if its server had stopped
 *     to a postmaster someone else began  refused: an operator is working on the cluster by hand
 */
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
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
  if (pid === undefined || !isListed(pid)) return ok(undefined);
  if (!(await isPostmasterOf(pid, cluster))) return removeStale(file, cluster);
  // While it starts, the file does not name the socket yet: that too can only be one of ours, or a hand that was as quick.
  if (itsSocketFolder !== undefined && itsSocketFolder !== socketFolder) {
    return fail(
      cluster,
      `Another PostgreSQL (process ${pid}), not started by Comity, runs on this database.`,
      `Stop it first (kill -INT ${pid}), then start again.`,
    );
  }
  onProgress('Shutting down the PostgreSQL that an earlier server left running');
  if (await endProcess(pid)) return ok(undefined);
  return fail(
    cluster,
    `A PostgreSQL that an earlier server left running (process ${pid}) does not end.`,
    `End it (kill -QUIT ${pid}), then start again.`,
  );
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
  for (const [signal, msMax] of [
    ['SIGINT', fastMsMax],
    ['SIGQUIT', immediateMsMax],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return !(await isRunning(pid));
    }
    for (let waitedMs = 0; waitedMs < msMax; waitedMs += 50) {
      if (!(await isRunning(pid))) return true;
      await delay(50);
    }
  }
  return !(await isRunning(pid));
}

/**
 * Removes the file of a postmaster that is gone. Not before its children are: the file holds the key by which PostgreSQL
 * itself would notice them, and they still write.
 */
async function removeStale(file: string, cluster: string): Promise<Result<void>> {
  for (let waitedMs = 0; waitedMs < immediateMsMax; waitedMs += 50) {
    const working = await processesIn(cluster);
    if (working.length === 0) {
      await rm(file, { force: true });
      return ok(undefined);
    }
    await delay(50);
  }
  return fail(
    cluster,
    'Processes of a PostgreSQL that was killed still work on this database.',
    'End them (pgrep -f postgres lists them), then start again.',
  );
}

/** The processes whose working folder is the cluster: a postmaster and its children. Known on Linux only. */
async function processesIn(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const wanted = await realpath(cluster);
  const numbers = (await readdir('/proc')).map(Number).filter((pid) => Number.isInteger(pid));
  const folders = await Promise.all(numbers.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)));
  return numbers.filter((_, index) => folders[index] === wanted);
}

/** Whether the system has a process of this number, ours or not, collected or not. */
function isListed(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether the process still does anything: a dead one that its parent has not collected is listed but does not. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!isListed(pid)) return false;
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return state === undefined || !/\) [ZX] /u.test(state);
}

async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return folder === (await realpath(cluster));
  }
  const listed = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return listed.stdout.includes(cluster);
}
