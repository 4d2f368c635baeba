// SPDX-License-Identifier: Apache-2.0
/**
 * The database of one authority: a pool over `pg`, and every room's migrations in one order.
 *
 * Whole numbers of eight bytes come back as JavaScript numbers: our own counters stay far below 2^53, and amounts of money
 * are never stored in such a column. A number beyond that is a broken assumption and throws.
 */
import assert from 'node:assert/strict';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import pg from 'pg';
import type { Database, NoTables, RoomMigrations, Transaction } from '../kernel/index.ts';
import { appendGathered, gatherAudit } from '../audit/index.ts';
import { saveWays } from './pool/save-ways.ts';
import { untilItsEnd } from './pool/transaction-ends.ts';

/** Connections of one server process: enough for the calls in flight, few enough for several processes on one PostgreSQL. */
const connectionsMax = 12;

/** What `pg` takes: an address, or host, role and password. */
export type DatabaseConnection = Pick<pg.PoolConfig, 'connectionString' | 'host' | 'port' | 'database' | 'user' | 'password'>;

export interface OpenDatabase {
  readonly database: Database;
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

export function openDatabase(connection: DatabaseConnection): OpenDatabase {
  const pool = new pg.Pool({ max: connectionsMax, types: { getTypeParser: typeParser }, ...connection });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    saveWays(client);
    // One that breaks while a transaction has nothing under way there is noticed by the next statement, which fails.
    client.on('error', () => undefined);
  });
  const database = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
  logAtTheEnd(database);
  return { database, pool, close: () => database.destroy() };
}

/**
 * In every transaction the entries that rooms note are appended to the log as its last statement. So the head of the log, which all
 * transactions need, is what each of them locks last: two that wait for each other over it there are none, and nobody waits for
 * the log while another works; they go to PostgreSQL together with COMMIT. Only who must know the place of an entry, as a receipt that
 * is signed does, holds the log for a way there and back.
 */
function logAtTheEnd(database: Database): void {
  const begin = database.transaction.bind(database);
  const transaction: typeof begin = () => {
    const builder = begin();
    const execute = builder.execute.bind(builder);
    const executeLogged = <Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value> =>
      untilItsEnd((begun) =>
        execute(async (tx) => {
          begun(tx);
          gatherAudit(tx);
          const value = await work(tx);
          await appendGathered(tx);
          return value;
        }),
      );
    return Object.defineProperty(builder, 'execute', { value: executeLogged });
  };
  Object.defineProperty(database, 'transaction', { value: transaction });
}

/** Runs what is missing; throws with the migration's name when one fails. Safe to call by several processes at once. */
export async function migrate(database: Database, rooms: readonly RoomMigrations[]): Promise<readonly string[]> {
  const all: Record<string, Migration> = {};
  for (const [order, migrations] of rooms.entries()) {
    for (const [name, migration] of Object.entries(migrations)) {
      const ordered = `${String(order + 1).padStart(2, '0')}-${name}`;
      assert.ok(!(ordered in all), `two migrations are called ${ordered}`);
      all[ordered] = migration;
    }
  }
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => all }, allowUnorderedMigrations: true });
  const { error, results } = await migrator.migrateToLatest();
  const failed = results?.find((result) => result.status === 'Error');
  if (error !== undefined) throw new Error(`migration ${failed?.migrationName ?? 'set-up'} failed`, { cause: error });
  return (results ?? []).map((result) => result.migrationName);
}

const int8 = 20;
const byteaArray = 1001;

function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const plain: (value: string) => unknown = pg.types.getTypeParser(oid, format);
  if (oid === byteaArray) return (value) => listOfBytes(value) ?? plain(value);
  if (oid !== int8) return plain;
  return (value) => {
    const number = Number(value);
    assert.ok(Number.isSafeInteger(number), 'a counter in the database is beyond 2^53');
    return number;
  };
}

/**
 * The history of a peer's keys is such a list, some kilobytes of signed events, and is read with every peer: `pg` goes through its text
 * letter by letter, which took every fourteenth part of a server's work. Null for any other text than PostgreSQL's own for a plain list
 * without gaps: `{"\\x00ff","\\x"}`.
 */
function listOfBytes(text: string): Buffer[] | null {
  if (text === '{}') return [];
  if (!text.startsWith('{"') || !text.endsWith('"}')) return null;
  const list: Buffer[] = [];
  for (const entry of text.slice(2, -2).split('","')) {
    if (!entry.startsWith(hexMark)) return null;
    const digits = entry.slice(hexMark.length);
    const bytes = Buffer.from(digits, 'hex');
    // Decoding ends at the first letter that is no digit.
    if (bytes.length * 2 !== digits.length) return null;
    list.push(bytes);
  }
  return list;
}

/** What stands before the digits, as it is written within a list: two backslashes and x. */
const hexMark = String.raw`\\x`;
