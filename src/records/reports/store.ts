// SPDX-License-Identifier: Apache-2.0
/**
 * Own suspicious reports for whoever queues them: what two of them have in common.
 *
 * Two reports are related where an account, a wallet, a number of a payment or another identifier stands in both. That is found in
 * the index of identifiers, one look for each report; identifiers that stand in very many reports (a house bank's own account) say
 * nothing, and the number of reports that is looked at ends the search.
 */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database, RoomMigrations } from '../../kernel/index.ts';
import type { SuspiciousReport } from '../wire.ts';

const firms: Migration = {
  up: async (db) => {
    await sql`alter table records add column reporting_firm text not null default ''`.execute(db);
    await sql`drop index records_own`.execute(db);
    await sql`create unique index records_own on records (kind, reporting_firm, reference) where not is_received`.execute(db);
  },
};
/**
 * What is added goes into the index at once. By PostgreSQL's own habit it waits in a list that every look reads from end to end: with a long
 * file each report looks for what it has in common with the others, and most of the time went by in that list.
 */
const identifiersAtOnce: Migration = {
  up: async (db) => {
    await sql`alter index records_identifiers set (fastupdate = off)`.execute(db);
    await sql`select gin_clean_pending_list('records_identifiers'::regclass)`.execute(db);
  },
};
export const firmReportMigrations: RoomMigrations = { 'records-005-firms': firms, 'records-011-identifiers-at-once': identifiersAtOnce };

export interface RelatedReport {
  readonly recordId: string;
  readonly firm: string;
  /** Identifiers that stand in both, in the spelling of the index. */
  readonly common: readonly string[];
  readonly body: SuspiciousReport;
}

/** As many as a person compares with one report; the newest. */
const relatedMax = 20;
/** Reports with a common identifier that are looked at for the newest: an identifier that stands in more of them says nothing. */
const lookedAtMax = 200;

/**
 * Own reports that were there before each of these and have an identifier in common with it; by record. `offset 0` keeps the other conditions
 * away from the choice of the index: while a long file comes in, the statistics lag behind, and any other index reads every report
 * that was there before, for each report anew.
 */
export async function relatedReports(db: Database, recordIds: readonly string[]): Promise<ReadonlyMap<string, readonly RelatedReport[]>> {
  if (recordIds.length === 0) return new Map();
  const found = await sql<{ of: string; id: string; firm: string; common: string[] }>`
    select report.id as of, other.id, other.reporting_firm as firm,
      array(select unnest(report.identifiers) intersect select unnest(other.identifiers)) as common
    from records report
    cross join lateral (
      select * from (
        select id, reporting_firm, identifiers, recorded_at from (
          select id, kind, is_received, reporting_firm, identifiers, recorded_at from records
          where identifiers && report.identifiers offset 0) holding
        where kind = 'suspicious-report' and not is_received and holding.id < report.id
        limit ${lookedAtMax}) looked
      order by recorded_at desc, id desc limit ${relatedMax}) other
    where report.id = any(${[...recordIds]}::text[])`.execute(db);
  const bodies = await bodiesOf(db, new Set(found.rows.map(({ id }) => id)));
  const related = found.rows.flatMap(({ of, id, firm, common }) => {
    const body = bodies.get(id);
    return body === undefined ? [] : [{ of, recordId: id, firm, common, body }];
  });
  return Map.groupBy(related, (report) => report.of);
}

/** Each once, however many reports it is related to: in a large file many share the same few. */
async function bodiesOf(db: Database, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, SuspiciousReport>> {
  if (ids.size === 0) return new Map();
  const { rows } = await sql<{ id: string; body: string }>`
    select records.id, version.body from records
    join record_versions version on version.record_id = records.id and version.version = records.version and version.erased_at is null
    where records.id = any(${[...ids]}::text[])`.execute(db);
  return new Map(rows.map(({ id, body }) => [id, JSON.parse(body) as SuspiciousReport]));
}
