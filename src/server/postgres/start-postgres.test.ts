// SPDX-License-Identifier: Apache-2.0
// What an operator may rely on when a server starts its own PostgreSQL.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { issuesText, type Result } from '../../kernel/index.ts';
import { removeDataFolder } from './data-folder.ts';
import { isRunning } from './leftover.ts';
import { type PostgresConnection, type RunningPostgres, startPostgres } from './start-postgres.ts';

const base = await mkdtemp(path.join(tmpdir(), 'comity-start-'));
await chmod(base, 0o711);
after(() => rm(base, { recursive: true, force: true }));

test('data is there after a stop and a new start', async () => {
  const folder = path.join(base, 'kept');
  const sentences: string[] = [];
  const first = expectOk(await start(folder, sentences));
  await query(first.connection, "CREATE TABLE fact (text text); INSERT INTO fact VALUES ('kept')");
  await first.stop();
  assert.deepEqual(await first.exited, { code: 0, signal: undefined, isExpected: true });
  assert.equal(await isRunning(first.pid), false);

  const second = expectOk(await start(folder, sentences));
  assert.deepEqual(await query(second.connection, 'SELECT text FROM fact'), [{ text: 'kept' }]);
  assert.equal(second.dataFolder, folder);
  await second.stop();
  assert.match(sentences[0] ?? '', /^Making a new database in /);
  assert.match(sentences.at(-1) ?? '', /^Starting PostgreSQL 1\d\S* for kept$/);
  assert.equal((await stat(path.join(folder, 'password'))).mode & 0o777, 0o600);
});

test('what was committed is there after a kill -9', async () => {
  const folder = path.join(base, 'killed');
  const first = expectOk(await start(folder));
  await query(first.connection, "CREATE TABLE fact (text text); INSERT INTO fact VALUES ('committed')");
  await first.kill();
  assert.equal((await first.exited).signal, 'SIGKILL');
  const second = expectOk(await start(folder));
  assert.deepEqual(await query(second.connection, 'SELECT text FROM fact'), [{ text: 'committed' }]);
  await second.stop();
});

test('a second start on the same folder is refused and names the first; two folders run at once', async () => {
  const first = expectOk(await start(path.join(base, 'xa')));
  const again = await start(path.join(base, 'xa'));
  assert.equal(again.ok, false);
  assert.match(
    issuesText(again.ok ? [] : again.issues),
    new RegExp(`in use by another server \\(process ${process.pid}, since .*Stop that server first`),
  );
  const removed = await removeDataFolder(path.join(base, 'xa'));
  assert.equal(removed.ok, false, 'a folder in use is not removed');

  const other = expectOk(await start(path.join(base, 'xb')));
  await query(first.connection, 'CREATE TABLE only_in_xa ()');
  assert.deepEqual(await query(other.connection, "SELECT to_regclass('only_in_xa') AS found"), [{ found: null }]);
  await Promise.all([first.stop(), other.stop()]);
  expectOk(await removeDataFolder(path.join(base, 'xa')));
  await assert.rejects(stat(path.join(base, 'xa')), { code: 'ENOENT' });
});

test('nobody gets in without the password, nobody as superuser, nobody over the network', async () => {
  const running = expectOk(await start(path.join(base, 'guarded')));
  const { connection } = running;
  const refused: readonly (readonly [string, Partial<PostgresConnection>, RegExp])[] = [
    ['a wrong password', { password: 'wrong' }, /password authentication failed/],
    ['an empty password', { password: '' }, /password/],
    ['the superuser', { user: 'nobody_signs_in' }, /no pg_hba.conf entry/],
    ['another name', { user: 'postgres' }, /no pg_hba.conf entry/],
    ['TCP', { host: '127.0.0.1' }, /ECONNREFUSED|no pg_hba|does not exist|authentication failed/],
  ];
  for (const [who, change, reason] of refused) await assert.rejects(query({ ...connection, ...change }, 'SELECT 1'), reason, who);
  const [row] = await query(
    connection,
    `SELECT rolsuper, current_setting('listen_addresses') AS tcp, current_setting('fsync') AS fsync,
    current_setting('ssl') AS ssl FROM pg_roles WHERE rolname = current_user`,
  );
  assert.deepEqual(row, { rolsuper: false, tcp: '', fsync: 'on', ssl: 'off' });
  const socket = await stat(connection.host);
  assert.equal(socket.mode & 0o777, 0o700);
  await running.stop();
});

test('names are compared as letters in any script, and sorted the same everywhere', async () => {
  const running = expectOk(await start(path.join(base, 'letters')));
  await query(running.connection, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent');
  const [row] = await query(
    running.connection,
    "SELECT lower('ÉЖ') AS lower, unaccent('é') AS plain, 'b' < 'B' AS dictionary, similarity('иван', 'ивана') > 0.4 AS alike",
  );
  assert.deepEqual(row, { lower: 'éж', plain: 'e', dictionary: false, alike: true });
  await running.stop();
});

test('when the server is killed, PostgreSQL ends by itself, and a start meanwhile waits for it', async () => {
  const folder = path.join(base, 'orphan');
  for (const pauseMs of [3000, 0]) {
    const pid = await startInOtherProcessAndKillIt(folder);
    if (pauseMs > 0) {
      for (let waitedMs = 0; waitedMs < pauseMs && (await isRunning(pid)); waitedMs += 50) await delay(50);
      assert.equal(await isRunning(pid), false, 'the watcher ended it');
    }
    const next = expectOk(await start(folder));
    assert.notEqual(next.pid, pid);
    await next.stop();
  }
});

test('a stale postmaster.pid that names a stranger does not hold up the start', async () => {
  const folder = path.join(base, 'stale');
  const first = expectOk(await start(folder));
  await first.kill();
  const file = path.join(folder, 'cluster', 'postmaster.pid');
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'));
  const second = expectOk(await start(folder));
  await second.stop();
});

test('a lost password is replaced', async () => {
  const folder = path.join(base, 'lost');
  const first = expectOk(await start(folder));
  await first.stop();
  await rm(path.join(folder, 'password'));
  const second = expectOk(await start(folder));
  assert.notEqual(second.connection.password, first.connection.password);
  await second.stop();
});

test('a database of another version is refused, and what to do is said', async () => {
  const folder = path.join(base, 'older');
  const first = expectOk(await start(folder));
  await first.stop();
  await writeFile(path.join(folder, 'cluster', 'PG_VERSION'), '14\n');
  const refused = await start(folder);
  assert.match(
    issuesText(refused.ok ? [] : refused.issues),
    /made by PostgreSQL 14, but the programs are PostgreSQL 1\d.*COMITY_POSTGRES_BIN/,
  );
});

test('a first start that was broken off leaves no half database', async () => {
  const folder = path.join(base, 'broken');
  const sentences: string[] = [];
  const first = expectOk(await start(folder, sentences));
  await first.stop();
  // What a start that died in the middle of initdb leaves: the unfinished folder, and no finished one.

  await rename(path.join(folder, 'cluster'), path.join(folder, 'cluster.partial'));
  const second = expectOk(await start(folder, sentences));
  assert.deepEqual(await query(second.connection, 'SELECT 1 AS one'), [{ one: 1 }]);
  await second.stop();
  await assert.rejects(stat(path.join(folder, 'cluster.partial')), { code: 'ENOENT' });
});

test('a path too long for a socket gets a socket elsewhere', async () => {
  const folder = path.join(base, 'a-folder-with-a-rather-long-name', 'and-another-one-inside-it', 'so-that-no-socket-fits');
  const running = expectOk(await start(folder));
  assert.ok(running.connection.host.length < 80, running.connection.host);
  await running.stop();
  await assert.rejects(stat(running.connection.host), { code: 'ENOENT' });
});

async function start(folder: string, sentences: string[] = []): Promise<Result<RunningPostgres>> {
  return startPostgres({
    dataFolder: folder,
    name: path.basename(folder),
    binariesOverride: undefined,
    onProgress: (sentence) => sentences.push(sentence),
  });
}

async function query(connection: PostgresConnection, statement: string): Promise<unknown[]> {
  const client = new Client(connection);
  try {
    await client.connect();
    const answer = await client.query<Record<string, unknown>>(statement);
    return Array.isArray(answer) ? [] : answer.rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starts PostgreSQL in a process of its own, kills that process, and gives the number of the PostgreSQL left behind. */
async function startInOtherProcessAndKillIt(folder: string): Promise<number> {
  const code = `import { startPostgres } from ${JSON.stringify(new URL('start-postgres.ts', import.meta.url).href)};
    const options = { dataFolder: ${JSON.stringify(folder)}, name: 'orphan', binariesOverride: undefined, onProgress: () => undefined };
    const started = await startPostgres(options);
    console.log(started.ok ? started.value.pid : JSON.stringify(started.issues));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const pid = Number(String(said).trim());
  assert.ok(Number.isInteger(pid), String(said));
  return pid;
}

function expectOk<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, result.ok ? '' : issuesText(result.issues));
  return result.value;
}
