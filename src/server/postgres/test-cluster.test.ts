// SPDX-License-Identifier: Apache-2.0
// Tests get fresh databases, and leave nothing behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import type { RoomMigrations } from '../../kernel/index.ts';
import { migrate, openDatabase } from '../database.ts';
import { isRunning } from './leftover.ts';
import { createTestDatabase, startTestPostgres } from './test-cluster.ts';

test('each test database is empty and apart from the others', async () => {
  const databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
  for (const { connection } of databases) {
    const client = new Client(connection);
    await client.connect();
    await client.query('CREATE TABLE fact (text text)');
    await client.end();
  }
  assert.notEqual(databases[0].connection.database, databases[1].connection.database);
  for (const database of databases) await database.drop();
  assert.equal(await startTestPostgres(), await startTestPostgres(), 'one cluster serves the process');
});

test('databases with the tables of the same rooms begin alike and go on apart', async () => {
  let timesMade = 0;
  const facts: RoomMigrations = {
    '1-facts': {
      async up(db) {
        timesMade += 1;
        await sql`create table fact (text text)`.execute(db);
      },
    },
  };
  const rooms = [facts];
  const databases = await Promise.all([createTestDatabase(rooms), createTestDatabase(rooms)]);
  for (const { connection } of databases) {
    const { database, pool, close } = openDatabase(connection);
    assert.deepEqual(await migrate(database, rooms), [], 'nothing is missing');
    const { rows } = await pool.query(`WITH one AS (INSERT INTO fact VALUES ('of this one')) SELECT text FROM fact`);
    assert.deepEqual(rows, []);
    await close();
  }
  assert.equal(timesMade, 1, 'their migrations were carried out once');
  const copy = await createTestDatabase(databases[0]);
  const { pool, close } = openDatabase(copy.connection);
  assert.deepEqual((await pool.query('SELECT text FROM fact')).rows, [{ text: 'of this one' }], 'a copy of one has what it holds');
  await close();
  for (const database of [...databases, copy]) await database.drop();
});

test('a database is dropped although a connection to it is open', async () => {
  const database = await createTestDatabase();
  const client = new Client(database.connection);
  client.on('error', () => undefined);
  await client.connect();
  await database.drop();
  await client.end().catch(() => undefined);
});

const ways: readonly (readonly [string, string])[] = [
  ['ends', ''],
  ['fails', 'throw new Error("a failing test");'],
  ['is killed', 'process.kill(process.pid, "SIGKILL");'],
];
for (const [way, ending] of ways) {
  test(`nothing is left behind when the test process ${way}`, async () => {
    const { pid, folder } = await runTestProcess(ending);
    for (let waitedMs = 0; waitedMs < 5000 && (await isThere(folder)); waitedMs += 50) await delay(50);
    assert.equal(await isThere(folder), false, 'the folder is gone');
    assert.equal(await isRunning(pid), false, 'PostgreSQL has ended');
  });
}

/** A process that makes a test database and then ends in the given way, without stopping anything. */
async function runTestProcess(ending: string): Promise<{ pid: number; folder: string }> {
  const code = `import { createTestDatabase, startTestPostgres } from ${JSON.stringify(new URL('test-cluster.ts', import.meta.url).href)};
    await createTestDatabase();
    const { running } = await startTestPostgres();
    await new Promise((resolve) => process.stdout.write(JSON.stringify({ pid: running.pid, folder: running.dataFolder }), resolve));
    ${ending}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await once(child, 'close');
  const { pid, folder }: { pid: number; folder: string } = JSON.parse(said);
  return { pid, folder };
}

async function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
