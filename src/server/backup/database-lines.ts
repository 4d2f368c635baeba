// SPDX-License-Identifier: Apache-2.0
/**
 * The whole database as lines, and back: every table of the public schema, in one snapshot, without PostgreSQL's own programs.
 *
 * Tables come in an order in which those that are referred to are first, so that an ordinary account can restore them. Triggers that
 * refuse a change of the log stay in force: restoring only inserts.
 */
import type pg from 'pg';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { BackupLine } from './backup-lines.ts';

const rowsAtOnce = 500;
/** Some tables hold files, such as scans of letters; how large their rows are is seen from the first few. */
const firstRows = 4;
/** As many letters as one line of a backup should have: what is held in memory of a table. */
const lettersAtOnce = 32 * 1024 * 1024;
/** What Kysely keeps about migrations is written by the migrations themselves. */
const notOurs = ['kysely_migration', 'kysely_migration_lock'];

/** All rows and sequences as they were at one moment. The client must be in a transaction that is REPEATABLE READ. */
export async function* databaseLines(client: pg.ClientBase): AsyncGenerator<BackupLine> {
  for (const table of await tablesInOrder(client)) {
    const name = quoted(table);
    await client.query(`declare backup_rows no scroll cursor for select row_to_json(t)::text as line from ${name} as t`);
    for (let count = firstRows; ;) {
      const { rows } = await client.query<{ line: string }>(`fetch ${count} from backup_rows`);
      if (rows.length === 0) break;
      yield { table, rows: rows.map((row) => row.line) };
      const each = rows.reduce((sum, { line }) => sum + line.length, 0) / rows.length;
      count = Math.max(1, Math.min(rowsAtOnce, Math.floor(lettersAtOnce / each)));
    }
    await client.query('close backup_rows');
  }
  const { rows } = await client.query<{ name: string; value: string | null }>(
    "select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' order by 1",
  );
  for (const { name, value } of rows) if (value !== null) yield { sequence: name, value };
}

export async function migrationsIn(client: pg.ClientBase): Promise<string[]> {
  return (await client.query<{ name: string }>('select name from kysely_migration order by name')).rows.map((row) => row.name);
}

/** Takes out what migrations put into a new database, where anything did; refuses a database that holds an authority. */
export async function emptyNewDatabase(client: pg.ClientBase): Promise<Result<null>> {
  const { rows: officers } = await client.query('select 1 from officers limit 1');
  if (officers.length > 0)
    return fail(
      'database',
      'It already holds an authority.',
      'Restore into an empty database: another DATABASE_URL, or another COMITY_FOLDER.',
    );
  for (const table of (await tablesInOrder(client)).toReversed()) {
    const { rows } = await client.query(`select 1 from ${quoted(table)} limit 1`);
    if (rows.length > 0) await client.query(`delete from ${quoted(table)}`);
  }
  return ok(null);
}

export async function insertRows(client: pg.ClientBase, table: string, rows: readonly string[]): Promise<void> {
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [quoted(table)],
  );
  const names = columns.map((column) => quoted(column.name)).join(', ');
  await client.query(
    `insert into ${quoted(table)} (${names}) overriding system value select ${names} from json_populate_recordset(null::${quoted(table)}, $1::json)`,
    [`[${rows.join(',')}]`],
  );
}

export async function setSequence(client: pg.ClientBase, sequence: string, value: string): Promise<void> {
  await client.query('select setval($1::regclass, $2::bigint)', [quoted(sequence), value]);
}

/** Each table behind those it refers to. A circle of references would never end, so it is an error of ours. */
async function tablesInOrder(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
  );
  const { rows: references } = await client.query<{ name: string; target: string }>(
    `select c.conrelid::regclass::text as name, c.confrelid::regclass::text as target from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conrelid <> c.confrelid`,
  );
  const left = new Set(tables.map((table) => table.name).filter((name) => !notOurs.includes(name)));
  const ordered: string[] = [];
  while (left.size > 0) {
    const ready = [...left].filter((name) => references.every((one) => one.name !== name || !left.has(one.target)));
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left].join(', ')}`);
    for (const name of ready) {
      ordered.push(name);
      left.delete(name);
    }
  }
  return ordered;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
