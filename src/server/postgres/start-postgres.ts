// SPDX-License-Identifier: Apache-2.0
/**
 * Starting PostgreSQL on a data folder, and stopping it. The order of the steps is in index.ts.
 *
 * Ready means: a connection with our role and password was made. Until then PostgreSQL answers that it is starting, for
 * as long as it takes to replay what a crash left to do.
 */
import { chmod, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type ClusterPlace, databaseName, ensureCluster, roleName } from './create-cluster.ts';
import { chooseDataFolder } from './data-folder.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { clearLeftover } from './leftover.ts';
import { locatePostgres } from './locate-postgres.ts';
import { accessRules, settingArguments } from './settings.ts';
import { makeSocketFolder, port } from './socket-folder.ts';
import { type ChildExit, spawnWatched, type WatchedChild } from './watched-child.ts';

export interface StartPostgresOptions {
  readonly dataFolder: string;
  /** A short name of the authority: letters, digits and hyphens. It is seen in the list of processes. */
  readonly name: string;
  /** The folder of other programs than the package's (COMITY_POSTGRES_BIN), if the operator named one. */
  readonly binariesOverride: string | undefined;
  /** Takes sentences for the operator, in the order of the work. */
  readonly onProgress: (sentence: string) => void;
}

/** What `pg` takes as a configuration, for one client or a pool. */
export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

export interface PostgresExit extends ChildExit {
  /** Whether we asked for it. */
  readonly isExpected: boolean;
}

export interface RunningPostgres {
  readonly connection: PostgresConnection;
  /** The folder in use, which is another than the wanted one where that could not be used. */
  readonly dataFolder: string;
  readonly version: string;
  readonly pid: number;
  /** Settled when PostgreSQL ends, for whatever reason. */
  readonly exited: Promise<PostgresExit>;
  /** Clean shutdown: open connections are ended, everything is written. */
  stop(): Promise<void>;
  /** As a crash: the next start recovers. */
  kill(): Promise<void>;
}

/** Starts PostgreSQL and gives the connection when it is ready; or the issues, each with what to do. */
export async function startPostgres(options: StartPostgresOptions): Promise<Result<RunningPostgres>> {
  const chosen = await chooseDataFolder(options.dataFolder, { name: options.name });
  if (!chosen.ok) return chosen;
  const { folder, account, notice } = chosen.value;
  if (notice !== undefined) options.onProgress(notice);
  const binaries = await locatePostgres({ binariesOverride: options.binariesOverride });
  if (!binaries.ok) return binaries;
  if (binaries.value.notice !== undefined) options.onProgress(binaries.value.notice);
  return startCluster({ folder, account, binaries: binaries.value, purpose: 'authority' }, options.name, options.onProgress);
}

/** The same for a place that is already chosen; tests start their throw-away cluster by it. */
export async function startCluster(
  place: ClusterPlace,
  name: string,
  onProgress: (sentence: string) => void,
): Promise<Result<RunningPostgres>> {
  const lock = lockFolder(place.folder);
  if (!lock.ok) return lock;
  let started: Result<RunningPostgres> | undefined;
  try {
    started = await startLocked(place, name, lock.value, onProgress);
    return started;
  } finally {
    if (started === undefined || !started.ok) lock.value.release();
  }
}

/** Recovery after a crash is bounded by `max_wal_size`; a slow disk is given five minutes for it. */
const readyMsMax = 300_000;
/** How long to go on trying while the children of a killed PostgreSQL are still ending. */
const retryMsMax = 15_000;
/** A log larger than this is set aside at the next start; one earlier log is kept. */
const logBytesMax = 8 * 1024 * 1024;

async function startLocked(
  place: ClusterPlace,
  name: string,
  lock: FolderLock,
  onProgress: (sentence: string) => void,
): Promise<Result<RunningPostgres>> {
  const cluster = path.join(place.folder, 'cluster');
  const socketFolder = await makeSocketFolder(place.folder, place.account);
  if (!socketFolder.ok) return socketFolder;
  const cleared = await clearLeftover(cluster, socketFolder.value, onProgress);
  if (!cleared.ok) return cleared;
  const password = await ensureCluster(place, onProgress);
  if (!password.ok) return password;
  await writeFile(path.join(place.folder, 'access.conf'), accessRules, { mode: 0o644 });
  await chmod(path.join(place.folder, 'access.conf'), 0o644);

  onProgress(`Starting PostgreSQL ${place.binaries.version} for ${name}`);
  const connection = { host: socketFolder.value, port, database: databaseName, user: roleName, password: password.value };
  for (let waitedMs = 0; ; waitedMs += 250) {
    const attempt = await startOnce(place, cluster, name, connection);
    if ('child' in attempt) return ok(running(place, connection, attempt.child, lock));
    if (waitedMs >= retryMsMax || !/pre-existing shared memory|lock file .* already exists/u.test(attempt.said)) return attempt.failure;
    await delay(250);
  }
}

type Attempt = { readonly child: WatchedChild } | { readonly failure: Result<RunningPostgres>; readonly said: string };

async function startOnce(place: ClusterPlace, cluster: string, name: string, connection: PostgresConnection): Promise<Attempt> {
  // A killed PostgreSQL leaves its socket and the socket's lock, which would hold up the next one.
  for (const end of ['', '.lock']) await rm(path.join(connection.host, `.s.PGSQL.${port}${end}`), { force: true });
  const log = await openLog(place.folder);
  const child = await spawnWatched({
    postgres: place.binaries.postgres,
    cluster,
    settings: settingArguments({ ...place, majorVersion: place.binaries.majorVersion, name, socketFolder: connection.host }),
    account: place.account,
    log: log.handle.fd,
    orphanSignal: place.purpose === 'tests' ? 'QUIT' : 'INT',
    orphanFolder: place.purpose === 'tests' ? place.folder : undefined,
  });
  await log.handle.close();
  if ('startError' in child) {
    const who = place.account === undefined ? '' : ` as the account ${place.account.name}`;
    const problem = `PostgreSQL could not be started${who} (${child.startError}).`;
    return {
      failure: fail(place.folder, problem, 'Start Comity as an ordinary account, or name a PostgreSQL server by DATABASE_URL.'),
      said: '',
    };
  }
  const problem = await waitUntilReady(child, connection);
  if (problem === undefined) return { child };
  child.send('SIGQUIT');
  await child.waitForExit();
  const said = (await readFile(log.file)).subarray(log.offset).toString('utf8');
  const reasons = said.split('\n').filter((line) => /FATAL|PANIC|could not/u.test(line) && !line.includes('is starting up'));
  const fatal = reasons.slice(0, 3).join(' ').trim();
  const remedy = /no space left/iu.test(said)
    ? 'Make room on that disk and start again.'
    : `Read ${log.file}, mend what it names and start again.`;
  return { failure: fail(place.folder, fatal === '' ? problem : `${problem} It says: ${fatal}`, remedy), said };
}

/** What went wrong, or `undefined` once a connection was made. */
async function waitUntilReady(child: WatchedChild, connection: PostgresConnection): Promise<string | undefined> {
  const until = performance.now() + readyMsMax;
  let pauseMs = 10;
  while (performance.now() < until) {
    if (child.hasExited()) return 'PostgreSQL ended while it was starting.';
    const code = await tryConnection(connection);
    if (code === undefined) return undefined;
    if (code === '28P01' || code === '28000') return 'PostgreSQL does not accept the password in the data folder.';
    await delay(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, 200);
  }
  return `PostgreSQL was not ready after ${readyMsMax / 60_000} minutes.`;
}

/** The code of the error, or `undefined` when a connection was made. */
async function tryConnection(connection: PostgresConnection): Promise<string | undefined> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

function running(place: ClusterPlace, connection: PostgresConnection, child: WatchedChild, lock: FolderLock): RunningPostgres {
  let isExpected = false;
  const exited = child.exited.then((exit) => {
    lock.release();
    return { ...exit, isExpected };
  });
  let stopping: Promise<void> | undefined;
  return {
    connection,
    dataFolder: place.folder,
    version: place.binaries.version,
    pid: child.pid,
    exited,
    stop: () => {
      isExpected = true;
      stopping ??= shutDown(child, exited, place.folder, connection.host);
      return stopping;
    },
    kill: async () => {
      isExpected = true;
      child.send('SIGKILL');
      await child.waitForExit();
      await exited;
    },
  };
}

/** Each signal is given its time before the harder one. */
const shutdownSteps = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 10_000],
] as const;

async function shutDown(child: WatchedChild, exited: Promise<unknown>, folder: string, socketFolder: string): Promise<void> {
  for (const [signal, msMax] of shutdownSteps) {
    if (!child.hasExited()) child.send(signal);
    const timer = new AbortController();
    const isOver = await Promise.race([exited.then(() => true), delay(msMax, false, { signal: timer.signal })]);
    timer.abort();
    if (isOver) break;
  }
  if (path.dirname(socketFolder) !== folder) await rm(socketFolder, { recursive: true, force: true });
}

async function openLog(folder: string): Promise<{ file: string; offset: number; handle: Awaited<ReturnType<typeof open>> }> {
  const file = path.join(folder, 'postgres.log');
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logBytesMax) await rename(file, `${file}.1`);
  return { file, offset: size > logBytesMax ? 0 : size, handle: await open(file, 'a', 0o600) };
}
