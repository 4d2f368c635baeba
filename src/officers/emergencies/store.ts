// SPDX-License-Identifier: Apache-2.0
/** The table of emergencies: what was carried out with fewer approvals than the house asks for, and what the review said. */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { ActClass, ReviewOutcome } from '../wire.ts';

type OfficerId = IdOf<'off'>;

type EmergencyTable = {
  id: IdOf<'evt'>;
  subject: string;
  act_class: ActClass;
  about: string;
  shown: ColumnType<Readonly<Record<string, string>>, string, never>;
  prepared_by: string;
  released_by: OfficerId;
  reason: string;
  approvers_min: number;
  at: Instant;
  review_due_at: Instant;
  reviewed_by: OfficerId | null;
  reviewed_at: Instant | null;
  outcome: ReviewOutcome | null;
  remarks: string | null;
};
type EmergencyTables = { emergencies: EmergencyTable };
export type EmergencyRecord = Selectable<EmergencyTable>;

export const emergencyMigrations: RoomMigrations = {
  'officers-007-emergencies': {
    async up(db) {
      await sql`create table emergencies (
        id text collate "C" primary key, subject text not null, act_class text not null, about text not null, shown jsonb not null,
        prepared_by text not null, released_by text not null references officers (id), reason text not null, approvers_min integer not null,
        at text collate "C" not null, review_due_at text collate "C" not null, reviewed_by text references officers (id),
        reviewed_at text collate "C", outcome text, remarks text,
        check (prepared_by <> released_by), check (reviewed_by <> released_by), check (reviewed_by <> prepared_by),
        check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (outcome is null)))`.execute(db);
      await sql`create index emergencies_open on emergencies (review_due_at) where reviewed_at is null`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<EmergencyTables>();
}

export async function insertEmergency(
  tx: Transaction,
  row: Omit<EmergencyRecord, 'reviewed_by' | 'reviewed_at' | 'outcome' | 'remarks'>,
): Promise<void> {
  await tables(tx)
    .insertInto('emergencies')
    .values({ ...row, shown: JSON.stringify(row.shown), reviewed_by: null, reviewed_at: null, outcome: null, remarks: null })
    .execute();
}

/** Held until the transaction ends: of two reviews at once, one counts. */
export async function lockEmergency(tx: Transaction, id: string): Promise<EmergencyRecord | null> {
  const query = tables(tx)
    .selectFrom('emergencies')
    .selectAll()
    .where('id', '=', id as IdOf<'evt'>);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export async function keepReview(
  tx: Transaction,
  id: string,
  review: { readonly by: string; readonly at: Instant; readonly outcome: ReviewOutcome; readonly remarks: string },
): Promise<void> {
  const change = { reviewed_by: review.by as OfficerId, reviewed_at: review.at, outcome: review.outcome, remarks: review.remarks };
  await tables(tx)
    .updateTable('emergencies')
    .set(change)
    .where('id', '=', id as IdOf<'evt'>)
    .execute();
}

/** More than any authority should have; the limit only bounds the answer. */
const emergenciesMax = 500;

/** Those that wait for their review first, the nearest end first; then the newest. */
export async function listEmergencies(db: Database): Promise<EmergencyRecord[]> {
  return tables(db)
    .selectFrom('emergencies')
    .selectAll()
    .orderBy(sql`reviewed_at is not null`)
    .orderBy(sql`case when reviewed_at is null then review_due_at end`)
    .orderBy('at', 'desc')
    .limit(emergenciesMax)
    .execute();
}
