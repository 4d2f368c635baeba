// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of evidence and every statement on them.
 *
 *     evidence_items      what an item is; nothing of it changes afterwards
 *     evidence_entries    the custody logs: only added to, and the database refuses anything else
 *
 * An item's row is locked by whoever writes into its log, so that two officers cannot both be the next.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import { type CaseIds, noneOf } from '../assistance/index.ts';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../kernel/index.ts';
import type { ContentWire, ItemRowWire, SourceWire } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;
type ItemTable = {
  id: IdOf<'evi'>;
  case_id: string;
  number: number;
  form: ItemRowWire['form'];
  title: string;
  description: string;
  digest: string | null;
  source: JsonColumn<SourceWire>;
  derived_from: string | null;
  entered_at: Instant;
};
type EntryTable = {
  item_id: string;
  number: number;
  at: Instant;
  recorded_at: Instant;
  officer: string;
  content: JsonColumn<ContentWire>;
  digest: string;
  log_index: ColumnType<string, number, never>;
};
type EvidenceTables = { evidence_items: ItemTable; evidence_entries: EntryTable };
export type ItemRecord = Selectable<ItemTable>;
export type EntryRecord = Omit<Selectable<EntryTable>, 'log_index'> & { readonly log_index: number };

export const itemMigrations: RoomMigrations = {
  'evidence-001-items': {
    async up(db) {
      await sql`create table evidence_items (
        id text collate "C" primary key, case_id text collate "C" not null, number integer not null, form text not null, title text not null,
        description text not null, digest text, source jsonb not null, derived_from text collate "C" references evidence_items,
        entered_at text collate "C" not null, unique (case_id, number))`.execute(db);
      await sql`create index evidence_items_by_source on evidence_items ((source->>'id')) where source->>'id' is not null`.execute(db);
      await sql`create table evidence_entries (
        item_id text collate "C" not null references evidence_items, number integer not null, at text collate "C" not null,
        recorded_at text collate "C" not null, officer text not null, content jsonb not null, digest text not null, log_index bigint not null,
        primary key (item_id, number))`.execute(db);
      await sql`create index evidence_loans on evidence_entries ((content->>'dueAt')) where content->>'kind' = 'loaned'`.execute(db);
      await sql`create function evidence_refuse_change() returns trigger language plpgsql as $$
        begin raise exception 'a custody log only grows: % on % is refused', tg_op, tg_table_name; end $$`.execute(db);
      for (const table of ['evidence_items', 'evidence_entries']) {
        await sql`create trigger ${sql.raw(`${table}_only_grows`)} before update or delete or truncate on ${sql.table(table)}
          for each statement execute function evidence_refuse_change()`.execute(db);
      }
    },
  },
};

export async function insertItem(tx: Transaction, row: ItemRecord): Promise<void> {
  await tables(tx)
    .insertInto('evidence_items')
    .values({ ...row, source: JSON.stringify(row.source) })
    .execute();
}

export async function insertEntry(tx: Transaction, row: EntryRecord): Promise<void> {
  await tables(tx)
    .insertInto('evidence_entries')
    .values({ ...row, content: JSON.stringify(row.content) })
    .execute();
}

/** The number of the next item of the case; whoever asks keeps others from asking until the transaction ends. */
export async function nextNumber(tx: Transaction, caseId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evidence of ${caseId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ last: number | null }>`select max(number) as last from evidence_items where case_id = ${caseId}`.execute(tx);
  return (rows[0]?.last ?? 0) + 1;
}

export async function lockItem(tx: Transaction, id: string): Promise<ItemRecord | null> {
  return (
    (await tables(tx)
      .selectFrom('evidence_items')
      .selectAll()
      .where('id', '=', id as IdOf<'evi'>)
      .forUpdate()
      .executeTakeFirst()) ?? null
  );
}

export async function findItem(db: Database, id: string): Promise<ItemRecord | null> {
  return (
    (await tables(db)
      .selectFrom('evidence_items')
      .selectAll()
      .where('id', '=', id as IdOf<'evi'>)
      .executeTakeFirst()) ?? null
  );
}

export async function itemsOfCase(db: Database, caseId: string): Promise<ItemRecord[]> {
  return tables(db).selectFrom('evidence_items').selectAll().where('case_id', '=', caseId).orderBy('number').execute();
}

/** Items whose limits come from one of these records. */
export async function itemsOfSource(db: Database, kind: 'record' | 'canvas', ids: readonly string[]): Promise<ItemRecord[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('evidence_items')
    .selectAll()
    .where(sql<boolean>`source->>'kind' = ${kind} and source->>'id' = any(${[...ids]}::text[])`)
    .orderBy('id')
    .execute();
}

/** Items that were ever lent, by us or to us, with a day to come back in the span. */
export async function itemsLentUntil(
  db: Database,
  wanted: { readonly from: Instant; readonly to: Instant; readonly hidden: CaseIds | null },
): Promise<ItemRecord[]> {
  const { from, to, hidden } = wanted;
  const lent = sql<string>`(select item_id from evidence_entries where content->>'kind' in ('loaned', 'lent-there', 'taken-over')
    and content->>'dueAt' >= ${from} and content->>'dueAt' < ${to})`;
  return tables(db)
    .selectFrom('evidence_items')
    .selectAll()
    .where(sql<boolean>`id in ${lent}`)
    .where(sql<boolean>`${noneOf(hidden, sql`evidence_items.case_id`)}`)
    .orderBy('id')
    .execute();
}

/** By item, in the order of the log. */
export async function entriesOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, EntryRecord[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('evidence_entries')
    .selectAll()
    .where('item_id', 'in', [...ids])
    .orderBy('number')
    .execute();
  return Map.groupBy(
    rows.map((row) => ({ ...row, log_index: Number(row.log_index) })),
    (row) => row.item_id,
  );
}

function tables(db: Database) {
  return db.withTables<EvidenceTables>();
}
