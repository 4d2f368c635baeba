// SPDX-License-Identifier: Apache-2.0
/** Matters of personal data and their entries; entries are only ever added. The room's only SQL. */
import { type Selectable, type ColumnType, type Generated, sql } from 'kysely';
import type { Database, Instant, JsonValue, RoomMigrations, Transaction } from '../kernel/index.ts';

export type MatterKind = 'request' | 'breach';
type MatterTable = { id: string; kind: MatterKind; opening: ColumnType<JsonValue, string, never>; opened_by: string; opened_at: Instant };
type EntryTable = {
  position: Generated<string>;
  matter: string;
  at: Instant;
  officer: string;
  said: ColumnType<JsonValue, string, never>;
};
type Tables = { data_protection_matters: MatterTable; data_protection_entries: EntryTable };
export type MatterRecord = Selectable<MatterTable>;
export type EntryRecord = Selectable<EntryTable>;

export const dataProtectionMigrations: RoomMigrations = {
  'data-protection-001-matters': {
    async up(db) {
      await sql`create table data_protection_matters (
        id text collate "C" primary key, kind text not null check (kind in ('request', 'breach')), opening jsonb not null,
        opened_by text not null, opened_at text collate "C" not null)`.execute(db);
      await sql`create table data_protection_entries (
        position bigint generated always as identity primary key, matter text collate "C" not null references data_protection_matters,
        at text collate "C" not null, officer text not null, said jsonb not null)`.execute(db);
      await sql`create index data_protection_entries_by_matter on data_protection_entries (matter, position)`.execute(db);
    },
  },
};

export async function insertMatter(tx: Transaction, row: Omit<MatterRecord, 'opening'> & { readonly opening: unknown }): Promise<void> {
  await tables(tx)
    .insertInto('data_protection_matters')
    .values({ ...row, opening: JSON.stringify(row.opening) })
    .execute();
}

export async function insertEntry(
  tx: Transaction,
  row: { readonly matter: string; readonly at: Instant; readonly officer: string; readonly said: unknown },
): Promise<void> {
  await tables(tx)
    .insertInto('data_protection_entries')
    .values({ ...row, said: JSON.stringify(row.said) })
    .execute();
}

/** The matter, locked until the transaction ends, so that two officers cannot both take the same step. */
export async function lockMatter(tx: Transaction, id: string, kind: MatterKind): Promise<MatterRecord | null> {
  const query = tables(tx).selectFrom('data_protection_matters').selectAll().where('id', '=', id).where('kind', '=', kind);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export async function findMatter(db: Database, id: string, kind: MatterKind): Promise<MatterRecord | null> {
  const query = tables(db).selectFrom('data_protection_matters').selectAll().where('id', '=', id).where('kind', '=', kind);
  return (await query.executeTakeFirst()) ?? null;
}

/** The newest first. */
export async function listMatters(db: Database, limit: number): Promise<MatterRecord[]> {
  return tables(db).selectFrom('data_protection_matters').selectAll().orderBy('opened_at', 'desc').orderBy('id').limit(limit).execute();
}

/** In their order. */
export async function entriesOf(db: Database, matters: readonly string[]): Promise<EntryRecord[]> {
  if (matters.length === 0) return [];
  return tables(db)
    .selectFrom('data_protection_entries')
    .selectAll()
    .where('matter', 'in', [...matters])
    .orderBy('position')
    .execute();
}

/** No cases beside those whose words are searched. */
export const noOtherCases = sql<string>`select null::text where false`;

function tables(db: Database) {
  return db.withTables<Tables>();
}
