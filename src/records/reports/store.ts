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
export const firmReportMigrations: RoomMigrations = { 'records-005-firms': firms };

export interface RelatedReport {
  readonly recordId: string;
  readonly firm: string;
  /** Identifiers that stand in both, in the spelling of the index. */
  readonly common: readonly string[];
  readonly body: SuspiciousReport;
}

/** As many as a person compares with one report; the newest. */
const relatedMax = 20;

/** Own reports that were there before each of these and have an identifier in common with it; by record. */
export async function relatedReports(db: Database, recordIds: readonly string[]): Promise<ReadonlyMap<string, readonly RelatedReport[]>> {
  if (recordIds.length === 0) return new Map();
  const found = await sql<{ of: string; id: string; firm: string; common: string[]; body: string }>`
    select report.id as of, other.id, other.reporting_firm as firm, version.body,
      array(select unnest(report.identifiers) intersect select unnest(other.identifiers)) as common
    from records report
    cross join lateral (
      select id, reporting_firm, identifiers, records.version from records
      where kind = 'suspicious-report' and not is_received and identifiers && report.identifiers and records.id < report.id
      order by recorded_at desc, id desc limit ${relatedMax}) other
    join record_versions version on version.record_id = other.id and version.version = other.version and version.erased_at is null
    where report.id = any(${[...recordIds]}::text[])`.execute(db);
  const related = found.rows.map(({ of, id, firm, common, body }) => {
    return { of, recordId: id, firm, common, body: JSON.parse(body) as SuspiciousReport };
  });
  return Map.groupBy(related, (report) => report.of);
}
