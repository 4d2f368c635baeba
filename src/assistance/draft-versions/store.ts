// SPDX-License-Identifier: Apache-2.0
/** The table of versions of drafts; rows are only ever added. */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { RequestDraftWire } from '../wire.ts';

type VersionTable = {
  case_id: string;
  /** From 1, in the order of saving. */
  number: number;
  saved_at: Instant;
  /** Null for a version that was saved before versions were kept. */
  officer: string | null;
  draft: ColumnType<RequestDraftWire, string, string>;
};
type Tables = { assistance_draft_versions: VersionTable };
export type DraftVersionRecord = Selectable<VersionTable>;

export const draftVersionMigrations: RoomMigrations = {
  'assistance-201-draft-versions': {
    async up(db) {
      await sql`create table assistance_draft_versions (
        case_id text collate "C" not null references assistance_cases, number integer not null check (number > 0),
        saved_at text collate "C" not null, officer text, draft jsonb not null, primary key (case_id, number))`.execute(db);
    },
  },
};

export async function insertDraftVersion(tx: Transaction, row: DraftVersionRecord): Promise<void> {
  await tables(tx)
    .insertInto('assistance_draft_versions')
    .values({ ...row, draft: JSON.stringify(row.draft) })
    .execute();
}

/** In the order of saving. */
export async function draftVersionsOf(db: Database, caseId: string): Promise<DraftVersionRecord[]> {
  return tables(db).selectFrom('assistance_draft_versions').selectAll().where('case_id', '=', caseId).orderBy('number').execute();
}

export async function newestDraftVersion(db: Database, caseId: string): Promise<DraftVersionRecord | null> {
  const query = tables(db).selectFrom('assistance_draft_versions').selectAll().where('case_id', '=', caseId);
  return (await query.orderBy('number', 'desc').limit(1).executeTakeFirst()) ?? null;
}

function tables(db: Database) {
  return db.withTables<Tables>();
}
