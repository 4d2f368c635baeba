// SPDX-License-Identifier: Apache-2.0
/**
 * Which identifiers lead to a suspicious report: the record's own, and that of every case, disclosure, consent or recall in which one
 * is given, received or asked about.
 *
 * `report_matters` is written when a report enters a matter: at the first step that names it, before anybody approves it.
 *
 * Everything but reports has indexes of its own. A search by somebody who may not know of reports reads those, so that it neither
 * meets a report nor takes longer because there is one.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { RecordTables } from '../store.ts';

const knowing: Migration = {
  up: async (db) => {
    await sql`create table report_matters (matter text collate "C" primary key)`.execute(db);
    await sql`insert into report_matters
      select case_ref from records where kind = 'suspicious-report' and case_ref is not null
      union select matter from record_holders join records on records.id = record_id where kind = 'suspicious-report'`.execute(db);
    await sql`create index records_newest_others on records (recorded_at desc, id desc) where kind <> 'suspicious-report'`.execute(db);
    await sql`create index records_words_others on records using gin (search_vector) where kind <> 'suspicious-report'`.execute(db);
    await sql`create index records_identifiers_others on records using gin (identifiers) where kind <> 'suspicious-report'`.execute(db);
    const found = await sql<{ has: boolean }>`select exists (select 1 from pg_extension where extname = 'pg_trgm') as has`.execute(db);
    if (found.rows[0]?.has !== true) return;
    await sql`create index records_names_others on records using gin (names_text gin_trgm_ops) where kind <> 'suspicious-report'`.execute(
      db,
    );
  },
};
/**
 * Kept up at once, as the index over all records is (reports/): one whose new entries wait in a list would be the dearer of the two, and
 * PostgreSQL would answer whoever may not know of reports from the one that holds them.
 */
const identifiersOfOthers: Migration = {
  up: async (db) => {
    await sql`alter index records_identifiers_others set (fastupdate = off)`.execute(db);
    await sql`select gin_clean_pending_list('records_identifiers_others'::regclass)`.execute(db);
  },
};
export const knowingMigrations: RoomMigrations = {
  'records-004-knowing': knowing,
  'records-030-identifiers-of-others': identifiersOfOthers,
};

/** Spelt as the indexes spell it, so that PostgreSQL sees that they answer the question. */
export const isNoReport = sql<boolean>`kind <> 'suspicious-report'`;
/**
 * Reports that are met by permission too, which is asked of each. Both conditions stand here in so many words: the index of what was received
 * finds them, where "not what is no report" is looked for among all reports.
 */
export const isReceivedReport = sql<boolean>`(kind = 'suspicious-report' and is_received)`;
export const isReceivedOther = sql<boolean>`(kind <> 'suspicious-report' and is_received)`;

/** Which of these records are suspicious reports. */
export async function reportsAmong(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('records')
    .select('id')
    .where('kind', '=', 'suspicious-report')
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** The matter is hidden from who may not know of reports, where one of the records is a report. Call it when they enter the matter. */
export async function noteReportMatter(tx: Transaction, matter: string, recordIds: readonly string[]): Promise<void> {
  if ((await reportsAmong(tx, recordIds)).size === 0) return;
  await sql`insert into report_matters (matter) values (${matter}) on conflict do nothing`.execute(tx);
}

/** A query that gives every matter in which there is a report, as `case_id`: they may be most, so none of them is carried about. */
export function reportMatters(): RawBuilder<{ case_id: string }> {
  return sql<{ case_id: string }>`select matter as case_id from report_matters`;
}

/** Which of these identifiers, of records or of matters, lead to a report. */
export async function leadingToReports(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const asked = [...ids];
  const found = await sql<{ id: string }>`
    select id from records where kind = 'suspicious-report' and id = any(${asked}::text[])
    union all select matter as id from report_matters where matter = any(${asked}::text[])`.execute(db);
  return new Set(found.rows.map((row) => row.id));
}
