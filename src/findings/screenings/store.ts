// SPDX-License-Identifier: Apache-2.0
/**
 * Screenings of many subjects, and the rows of a file that is screened. A screening that a process left in the middle goes on where it
 * stopped: `at` says how far it is, and every step is one transaction.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { ListedSubject } from '../../screening/index.ts';
import type { ScreeningKind, ScreeningState } from '../wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

export interface ListAtVersion {
  readonly name: string;
  readonly version: number;
}

type ScreeningTable = {
  id: string;
  kind: ScreeningKind;
  state: ScreeningState;
  purpose: Purpose;
  file_name: string | null;
  /** The lists that are asked; of a change, the list and the version it brought. */
  lists: JsonColumn<readonly ListAtVersion[]>;
  /** Records recorded later than this; null for all. */
  since: Instant | null;
  /** Of records that came in: when the newest of them was recorded. */
  recorded_until: string | null;
  /** How far it is: the last record's identifier, or the number of the next row; null at the beginning. */
  at: string | null;
  total: number;
  done: number;
  untouched: number;
  compared: number;
  hits: number;
  quiet: number;
  leads: number;
  withheld: JsonColumn<Readonly<Record<string, number>>>;
  is_stopping: boolean;
  /** Pieces that broke off one after the other. */
  failures: number;
  /** Whether it meets suspicious reports: then it is there only for officers who may know of them. */
  with_reports: boolean;
  started_by: string;
  created_at: Instant;
  ended_at: Instant | null;
};
type RowTable = {
  screening: string;
  number: number;
  /** As the file names it. */
  row: string;
  subject: JsonColumn<ListedSubject>;
};
type ScreeningTables = { findings_screenings: ScreeningTable; findings_screening_rows: RowTable };
export type ScreeningRecord = Selectable<ScreeningTable>;
export type ScreeningRow = Selectable<RowTable>;

export const screeningMigrations: RoomMigrations = {
  'findings-003-screenings': {
    async up(db) {
      await sql`create table findings_screenings (
        id text collate "C" primary key, kind text not null, state text not null, purpose text not null, file_name text, lists jsonb not null,
        since text collate "C", at text collate "C", total integer not null, done integer not null, untouched integer not null,
        compared integer not null, hits integer not null, quiet integer not null, leads integer not null, withheld jsonb not null,
        is_stopping boolean not null, failures integer not null, started_by text not null,
        created_at text collate "C" not null, ended_at text collate "C")`.execute(db);
      await sql`create table findings_screening_rows (
        screening text collate "C" not null references findings_screenings, number integer not null, row text not null, subject jsonb not null,
        primary key (screening, number))`.execute(db);
      await sql`create index findings_screenings_open on findings_screenings (created_at) where state in ('waiting', 'running')`.execute(
        db,
      );
    },
  },
  'findings-005-recorded-until': {
    async up(db) {
      await sql`alter table findings_screenings add column recorded_until text collate "C"`.execute(db);
    },
  },
  'findings-007-with-reports': {
    async up(db) {
      await sql`alter table findings_screenings add column with_reports boolean not null default false`.execute(db);
      await sql`update findings_screenings set with_reports = true where kind <> 'file'`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<ScreeningTables>();
}

export async function insertScreening(tx: Transaction, row: ScreeningRecord): Promise<void> {
  const values = { ...row, lists: JSON.stringify(row.lists), withheld: JSON.stringify(row.withheld) };
  await tables(tx).insertInto('findings_screenings').values(values).execute();
}

/** Rows of one statement: PostgreSQL takes 65,535 values at most. */
const rowsPerStatement = 2000;

export async function insertScreeningRows(tx: Transaction, rows: readonly ScreeningRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const piece = rows.slice(at, at + rowsPerStatement).map((row) => ({ ...row, subject: JSON.stringify(row.subject) }));
    await tables(tx).insertInto('findings_screening_rows').values(piece).execute();
  }
}

export async function screeningRows(db: Database, screening: string, from: number, limit: number): Promise<ScreeningRow[]> {
  return tables(db)
    .selectFrom('findings_screening_rows')
    .selectAll()
    .where('screening', '=', screening)
    .where('number', '>=', from)
    .orderBy('number')
    .limit(limit)
    .execute();
}

/** What a file's rows said is not kept longer than they are needed: leads keep what they rest on. */
export async function removeScreeningRows(tx: Transaction, screening: string): Promise<void> {
  await tables(tx).deleteFrom('findings_screening_rows').where('screening', '=', screening).execute();
}

export async function newestScreenings(db: Database, limit: number, knowsReports: boolean): Promise<ScreeningRecord[]> {
  return tables(db)
    .selectFrom('findings_screenings')
    .selectAll()
    .where((row) => row.or([row.lit(knowsReports), row('with_reports', '=', false)]))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function findScreening(db: Database, id: string): Promise<ScreeningRecord | null> {
  return (await tables(db).selectFrom('findings_screenings').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The oldest screening that waits or runs, locked; null where there is none, or where others work on all of them. */
export async function claimScreening(tx: Transaction): Promise<ScreeningRecord | null> {
  const query = tables(tx).selectFrom('findings_screenings').selectAll().where('state', 'in', ['waiting', 'running']).orderBy('created_at');
  return (await query.orderBy('id').limit(1).forUpdate().skipLocked().executeTakeFirst()) ?? null;
}

export type ScreeningChange = Partial<Omit<ScreeningRecord, 'id' | 'kind' | 'lists'>>;

export async function updateScreening(tx: Transaction, id: string, { withheld, ...change }: ScreeningChange): Promise<void> {
  const set = withheld === undefined ? change : { ...change, withheld: JSON.stringify(withheld) };
  await tables(tx).updateTable('findings_screenings').set(set).where('id', '=', id).execute();
}

/** Counts a piece that broke off, and ends the screening with the third in a row; gives it where it was ended. */
export async function noteFailure(tx: Transaction, failuresMax: number, now: Instant): Promise<ScreeningRecord | null> {
  const open = await claimScreening(tx);
  if (open === null) return null;
  const failures = open.failures + 1;
  const isEnd = failures >= failuresMax;
  await updateScreening(tx, open.id, isEnd ? { failures, state: 'failed', ended_at: now } : { failures });
  return isEnd ? open : null;
}

/** Asks an open screening to stop; false where it is not open. */
export async function askToStop(tx: Transaction, id: string): Promise<boolean> {
  const updated = await tables(tx)
    .updateTable('findings_screenings')
    .set({ is_stopping: true })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/**
 * Up to which moment records that came in were screened. Before the first such screening it is the moment of the first screening against a
 * list, which looked at all records there were; null before that.
 */
export async function recordsScreenedUntil(db: Database): Promise<string | null> {
  const found = await tables(db)
    .selectFrom('findings_screenings')
    .select(({ fn }) => [fn.max('recorded_until').as('until'), fn.min('created_at').as('first')])
    .where('kind', 'in', ['new-records', 'list-change'])
    .executeTakeFirst();
  return found?.until ?? found?.first ?? null;
}
