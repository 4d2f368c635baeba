// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL for tests: one throw-away cluster per test process, and a fresh database for each test that wants one.
 *
 *     const database = await createTestDatabase();
 *     const pool = new Pool(database.connection);
 *     ...
 *     await pool.end();
 *     await database.drop();
 *
 * The first call starts the cluster (well under a second), later calls and other test files of the process share it.
 * Nobody has to stop it: when the process ends, however it ends, the watcher of watched-child.ts shuts the cluster down
 * and removes its folder, and until then it does not keep the process alive.
 *
 * Whoever wants the tables of rooms names their migrations. They are carried out once for each list, and every later database that
 * names the same list begins as a copy of that one: to copy a whole authority's takes a tenth of what its eighty migrations take.
 *
 * fsync is off here and only here: a test database dies with its test. It is real in every other way, the role without
 * special rights and the password included.
 */
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { issuesText, type Result, type RoomMigrations } from '../../kernel/index.ts';
import { migrate, openDatabase } from '../database.ts';
import { databaseAccount } from './account.ts';
import { locatePostgres } from './locate-postgres.ts';
import { type PostgresConnection, type RunningPostgres, startCluster } from './start-postgres.ts';

export interface TestPostgres {
  readonly running: RunningPostgres;
  /** Shuts the shared cluster down before the process ends. Test files have no need to: others may be using it. */
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly connection: PostgresConnection;
  /** Removes the database, also while connections to it are open. */
  drop(): Promise<void>;
}

let shared: Promise<TestPostgres> | undefined;
let databasesMade = 0;
/** Databases that others are copied from, by the list of migrations that made them. */
const filled = new Map<readonly RoomMigrations[], Promise<string>>();

/** The cluster of this process, started at the first call. Throws where this machine cannot run PostgreSQL. */
export async function startTestPostgres(): Promise<TestPostgres> {
  shared ??= startShared();
  return shared;
}

/**
 * A fresh database that belongs to the connection's role: empty, with the tables of these rooms and nothing in them, or with all that
 * another one holds, to which nobody is connected.
 */
export async function createTestDatabase(like: readonly RoomMigrations[] | TestDatabase | null = null): Promise<TestDatabase> {
  const { connection } = (await startTestPostgres()).running;
  const database = await copyOf(connection, await templateOf(connection, like));
  return {
    connection: { ...connection, database },
    drop: () => runStatement(connection, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  };
}

async function templateOf(connection: PostgresConnection, like: readonly RoomMigrations[] | TestDatabase | null): Promise<string> {
  if (like === null) return 'template0';
  return 'connection' in like ? like.connection.database : filledWith(connection, like);
}

async function copyOf(connection: PostgresConnection, template: string): Promise<string> {
  databasesMade += 1;
  const database = `test_${databasesMade}`;
  // Copying files is faster than logging their content where nothing waits for the disk.
  await runStatement(connection, `CREATE DATABASE ${database} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return database;
}

function filledWith(connection: PostgresConnection, rooms: readonly RoomMigrations[]): Promise<string> {
  const before = filled.get(rooms);
  if (before !== undefined) return before;
  const filling = copyOf(connection, 'template0').then(async (database) => {
    const opened = openDatabase({ ...connection, database });
    try {
      await migrate(opened.database, rooms);
    } finally {
      await opened.close();
    }
    return database;
  });
  filled.set(rooms, filling);
  return filling;
}

async function startShared(): Promise<TestPostgres> {
  const account = expectOk(await databaseAccount());
  const binaries = expectOk(await locatePostgres({ binariesOverride: process.env.COMITY_POSTGRES_BIN }));
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-test-'));
  // The watcher, which runs as the account, removes the folder at the end: so it belongs to the account.
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  const started = await startCluster({ folder, account, binaries, purpose: 'tests' }, 'tests', () => undefined);
  if (!started.ok) await rm(folder, { recursive: true, force: true });
  const running = expectOk(started);
  return {
    running,
    stop: async () => {
      shared = undefined;
      filled.clear();
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function runStatement(connection: PostgresConnection, statement: string): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function expectOk<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(issuesText(result.issues));
  return result.value;
}
