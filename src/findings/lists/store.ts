// SPDX-License-Identifier: Apache-2.0
/**
 * Lists and their versions. A subject of a list is one row for as long as it stays the same: `since` the version in which it came, `until`
 * the one in which it changed or went. So every version can be read again, and a new one costs what it changes.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant, Issue, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { ListedSubject } from '../../screening/index.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

type ListTable = {
  name: string;
  purpose: Purpose;
  threshold: number;
  /** The newest version's number; 0 before the first. */
  version: number;
  created_at: Instant;
};
type VersionTable = {
  list: string;
  number: number;
  digest: string;
  file_digest: string;
  file_name: string;
  layout: string;
  subjects: number;
  added: number;
  removed: number;
  changed: number;
  notes: JsonColumn<readonly Issue[]>;
  notes_count: number;
  imported_by: string;
  imported_at: Instant;
};
type SubjectTable = {
  list: string;
  subject: string;
  since: number;
  until: number | null;
  digest: string;
  body: JsonColumn<ListedSubject>;
};
type ListTables = { findings_lists: ListTable; findings_list_versions: VersionTable; findings_list_subjects: SubjectTable };
export type ListRow = Selectable<ListTable>;
export type VersionRow = Selectable<VersionTable>;
export type StoredSubject = Selectable<SubjectTable>;

export const listMigrations: RoomMigrations = {
  'findings-001-lists': {
    async up(db) {
      await sql`create table findings_lists (
        name text collate "C" primary key, purpose text not null, threshold double precision not null, version integer not null,
        created_at text collate "C" not null)`.execute(db);
      await sql`create table findings_list_versions (
        list text collate "C" not null references findings_lists, number integer not null, digest text not null, file_digest text not null,
        file_name text not null, layout text not null, subjects integer not null, added integer not null, removed integer not null,
        changed integer not null, notes jsonb not null, notes_count integer not null, imported_by text not null,
        imported_at text collate "C" not null, primary key (list, number))`.execute(db);
      await sql`create table findings_list_subjects (
        list text collate "C" not null references findings_lists, subject text collate "C" not null, since integer not null, until integer,
        digest text not null, body jsonb not null, primary key (list, subject, since))`.execute(db);
      await sql`create index findings_list_subjects_now on findings_list_subjects (list, subject) where until is null`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<ListTables>();
}

export async function allLists(db: Database): Promise<ListRow[]> {
  return tables(db).selectFrom('findings_lists').selectAll().orderBy('name').execute();
}

export async function findList(db: Database, name: string): Promise<ListRow | null> {
  return (await tables(db).selectFrom('findings_lists').selectAll().where('name', '=', name).executeTakeFirst()) ?? null;
}

/** The list, made if there is none, and locked until the transaction ends; null where it would have to be made without a purpose. */
export async function lockList(
  tx: Transaction,
  given: { readonly name: string; readonly purpose: Purpose | null; readonly threshold: number; readonly now: Instant },
): Promise<ListRow | null> {
  const { name, purpose, threshold, now } = given;
  if (purpose !== null) {
    await tables(tx)
      .insertInto('findings_lists')
      .values({ name, purpose, threshold, version: 0, created_at: now })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
  }
  return (await tables(tx).selectFrom('findings_lists').selectAll().where('name', '=', name).forUpdate().executeTakeFirst()) ?? null;
}

export async function updateList(tx: Transaction, name: string, change: Partial<Omit<ListRow, 'name' | 'created_at'>>): Promise<boolean> {
  const updated = await tables(tx).updateTable('findings_lists').set(change).where('name', '=', name).executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

export async function versionsOf(db: Database, list: string): Promise<VersionRow[]> {
  return tables(db).selectFrom('findings_list_versions').selectAll().where('list', '=', list).orderBy('number', 'desc').execute();
}

export async function versionNumbered(db: Database, list: string, number: number): Promise<VersionRow | null> {
  const query = tables(db).selectFrom('findings_list_versions').selectAll().where('list', '=', list).where('number', '=', number);
  return (await query.executeTakeFirst()) ?? null;
}

/** The newest version of each list that has one. */
export async function newestVersions(db: Database): Promise<VersionRow[]> {
  return tables(db)
    .selectFrom('findings_list_versions')
    .innerJoin('findings_lists', (join) =>
      join
        .onRef('findings_lists.name', '=', 'findings_list_versions.list')
        .onRef('findings_lists.version', '=', 'findings_list_versions.number'),
    )
    .selectAll('findings_list_versions')
    .orderBy('list')
    .execute();
}

export async function insertVersion(tx: Transaction, row: VersionRow): Promise<void> {
  await tables(tx)
    .insertInto('findings_list_versions')
    .values({ ...row, notes: JSON.stringify(row.notes) })
    .execute();
}

/** Identifier and digest of every subject of the newest version: enough to tell what a new one changes. */
export async function digestsOf(db: Database, list: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(db)
    .selectFrom('findings_list_subjects')
    .select(['subject', 'digest'])
    .where('list', '=', list)
    .where('until', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.subject, row.digest]));
}

/** Rows of one statement: PostgreSQL takes 65,535 values at most. */
const rowsPerStatement = 1000;

export async function endSubjects(tx: Transaction, list: string, subjects: readonly string[], until: number): Promise<void> {
  for (let at = 0; at < subjects.length; at += rowsPerStatement) {
    await tables(tx)
      .updateTable('findings_list_subjects')
      .set({ until })
      .where('list', '=', list)
      .where('until', 'is', null)
      .where('subject', 'in', subjects.slice(at, at + rowsPerStatement))
      .execute();
  }
}

export async function insertSubjects(tx: Transaction, rows: readonly StoredSubject[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const piece = rows.slice(at, at + rowsPerStatement).map((row) => ({ ...row, body: JSON.stringify(row.body) }));
    await tables(tx).insertInto('findings_list_subjects').values(piece).execute();
  }
}

/** A page of the subjects of a version, by identifier. */
export async function subjectsOfVersion(
  db: Database,
  at: { readonly list: string; readonly version: number; readonly after: string; readonly limit: number },
): Promise<ListedSubject[]> {
  const rows = await tables(db)
    .selectFrom('findings_list_subjects')
    .select('body')
    .where('list', '=', at.list)
    .where('since', '<=', at.version)
    .where((test) => test.or([test('until', 'is', null), test('until', '>', at.version)]))
    .where('subject', '>', at.after)
    .orderBy('subject')
    .limit(at.limit)
    .execute();
  return rows.map((row) => row.body);
}

/** Every row that came or went behind version `from` and up to version `to`: all that differs between the two. */
export async function movedSubjects(db: Database, list: string, from: number, to: number): Promise<StoredSubject[]> {
  return tables(db)
    .selectFrom('findings_list_subjects')
    .selectAll()
    .where('list', '=', list)
    .where('since', '<=', to)
    .where((test) => test.or([test('since', '>', from), test.and([test('until', '>', from), test('until', '<=', to)])]))
    .orderBy('subject')
    .orderBy('since')
    .execute();
}

/** The newest row of a subject, still on the list or not; null where it never was. */
/** Addresses of all wallets that stand on a list now, each once. */
export async function walletsOnList(db: Database, list: string): Promise<string[]> {
  const rows = await sql<{ address: string }>`select distinct wallet ->> 'address' as address
    from findings_list_subjects, jsonb_array_elements(body -> 'wallets') as wallet
    where list = ${list} and until is null order by 1`.execute(db);
  return rows.rows.map(({ address }) => address);
}

export async function listedSubject(db: Database, list: string, subject: string): Promise<StoredSubject | null> {
  const query = tables(db).selectFrom('findings_list_subjects').selectAll().where('list', '=', list).where('subject', '=', subject);
  return (await query.orderBy('since', 'desc').limit(1).executeTakeFirst()) ?? null;
}
