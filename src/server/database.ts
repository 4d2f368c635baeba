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
import type { Database, NoTables, RoomMigrations } from '../kernel/index.ts';

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
  pool.on('connect', prepareRepeated);
  const database = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
  return { database, pool, close: () => database.destroy() };
}

/** A statement that a connection has met so often is prepared there, and from then on parsed and planned no more. */
const preparedFrom = 3;
/** Prepared statements of one connection, each of some kilobytes in PostgreSQL: all that we repeat, and room besides. */
const preparedMax = 256;
/** Texts that are counted at a time; those with lists of any length in them are many, and are forgotten together. */
const countedMax = 2048;

/**
 * Makes a connection prepare by itself what it is asked again and again. Only statements with parameters: the others are few. A
 * plan that no longer fits, since a column was added meanwhile, is an error of that statement and not a wrong answer.
 */
function prepareRepeated(client: pg.PoolClient): void {
  const plain = client.query.bind(client);
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= preparedMax) return known;
    const count = (counts.get(text) ?? 0) + 1;
    if (counts.size >= countedMax) counts.clear();
    counts.set(text, count);
    if (count < preparedFrom) return undefined;
    const name = `comity_${names.size}`;
    names.set(text, name);
    counts.delete(text);
    return name;
  };
  const query = (...given: readonly unknown[]): unknown => {
    const [text, values] = given;
    const isPlain = given.length === 2 && typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const name = isPlain ? nameOf(text) : undefined;
    return name === undefined ? Reflect.apply(plain, client, given) : plain({ name, text: String(text), values: values as unknown[] });
  };
  Object.defineProperty(client, 'query', { value: query, configurable: true });
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

function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid !== int8) return pg.types.getTypeParser(oid, format);
  return (value) => {
    const number = Number(value);
    assert.ok(Number.isSafeInteger(number), 'a counter in the database is beyond 2^53');
    return number;
  };
}
