// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL as our direct child, with a watcher that ends it when we are gone.
 *
 * Node cannot ask the system to end a child together with its parent. So the child starts as a small shell script that
 * holds one end of a pipe of ours; it leaves a watcher behind and then becomes PostgreSQL itself (`exec`), keeping its
 * process number:
 *
 *     server ---pipe---> watcher (waits for the pipe's end)
 *        \
 *         `--child----> sh, then postgres
 *
 * When the server ends, however it ends, `kill -9` included, the system closes the pipe, the watcher wakes, makes sure by
 * `postmaster.pid` that the number still is PostgreSQL's, and sends it the signal for a shutdown. The watcher is not
 * PostgreSQL's child (it is started from a shell that ends at once), since PostgreSQL expects to know all its children.
 *
 * The child has a session of its own: Ctrl-C in the terminal reaches the server alone, which then shuts down in its
 * order. Neither the child nor the pipe keeps the server's event loop alive.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { Account } from './account.ts';
import { asAccount, bareEnvironment } from './command.ts';

export interface ChildOptions {
  readonly postgres: string;
  readonly cluster: string;
  readonly settings: readonly string[];
  readonly account: Account | undefined;
  /** A file descriptor that takes both output streams. */
  readonly log: number;
  /** How the watcher shuts PostgreSQL down: INT writes a checkpoint first, QUIT does not. */
  readonly orphanSignal: 'INT' | 'QUIT';
  /** A folder that the watcher removes afterwards; for tests. */
  readonly orphanFolder: string | undefined;
}

export interface ChildExit {
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

export interface WatchedChild {
  readonly pid: number;
  /** Settled when the process ends. It does not keep the server's event loop alive; `waitForExit` does. */
  readonly exited: Promise<ChildExit>;
  waitForExit(): Promise<ChildExit>;
  hasExited(): boolean;
  send(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void;
}

/** `$$` is the number of the first shell, thus of PostgreSQL. For up to five seconds the file may not be there yet. */
const script = `
postgres=$1 cluster=$2 signal=$3 folder=$4
shift 4
( (
  trap '' HUP INT
  read -r nothing <&3
  tries=0
  while [ "$tries" -lt 50 ] && kill -0 "$$" 2>/dev/null; do
    owner=
    { read -r owner < "$cluster/postmaster.pid"; } 2>/dev/null
    [ "$owner" = "$$" ] && kill "-$signal" "$$" 2>/dev/null && break
    tries=$((tries + 1))
    sleep 0.1
  done
  [ -n "$folder" ] || exit 0
  tries=0
  while [ "$tries" -lt 50 ] && [ -e "$cluster/postmaster.pid" ]; do tries=$((tries + 1)); sleep 0.1; done
  rm -rf -- "$folder"
) & )
exec "$postgres" -D "$cluster" "$@" 3<&-
`;

/** Starts it; the error's code when the system refuses to. */
export async function spawnWatched(options: ChildOptions): Promise<WatchedChild | { readonly startError: string }> {
  const { postgres, cluster, orphanSignal, orphanFolder, settings } = options;
  const child = spawn('/bin/sh', ['-c', script, 'comity-postgres', postgres, cluster, orphanSignal, orphanFolder ?? '', ...settings], {
    ...asAccount(options.account),
    cwd: '/',
    detached: true,
    env: bareEnvironment(),
    stdio: ['ignore', options.log, options.log, 'pipe'],
  });
  const exited = new Promise<ChildExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
  });
  const startError = await new Promise<string | undefined>((resolve) => {
    child.once('spawn', () => resolve(undefined));
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  if (startError !== undefined || child.pid === undefined) return { startError: startError ?? 'no process' };
  detach(child);
  return {
    pid: child.pid,
    exited,
    waitForExit: () => {
      child.ref();
      return exited;
    },
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    send: (signal) => {
      child.kill(signal);
    },
  };
}

/** Takes the child and the watcher's pipe out of the event loop; closes the pipe when the child has ended. */
function detach(child: ChildProcess): void {
  child.unref();
  const pipe = child.stdio[3];
  if (!(pipe instanceof Socket)) return;
  pipe.unref();
  // The watcher only ever ends; an error on its pipe says no more than that.
  pipe.on('error', () => undefined);
  child.once('exit', () => pipe.destroy());
}
