// SPDX-License-Identifier: Apache-2.0
/** The only SQL of reviews: what an officer is about to approve, since when, in which session, and whether another one has read it. */
import { sql } from 'kysely';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { ActClass } from '../wire.ts';

export type ReviewRecord = {
  officer_id: IdOf<'off'>;
  subject: string;
  /** In which it is about to be approved. */
  session_id: string;
  prepared_at: Instant;
  reviewed_at: Instant | null;
};

type ReviewTables = {
  approval_reviews: ReviewRecord;
  approvals: { subject: string; officer_id: IdOf<'off'>; act_class: ActClass; at: Instant };
};

export const reviewMigrations: RoomMigrations = {
  'officers-009-reviews': {
    async up(db) {
      await sql`create table approval_reviews (
        officer_id text not null references officers (id), subject text not null, session_id text not null,
        prepared_at text collate "C" not null, reviewed_at text collate "C", primary key (officer_id, subject))`.execute(db);
    },
  },
};

/** Asked again while it stands, the session stays the one that came first: the other is the one that reads. */
export async function putPreparing(
  db: Database,
  row: Pick<ReviewRecord, 'officer_id' | 'subject' | 'session_id' | 'prepared_at'>,
  since: Instant,
): Promise<void> {
  const over = tables(db).deleteFrom('approval_reviews').where('officer_id', '=', row.officer_id).where('prepared_at', '<=', since);
  await over.execute();
  await tables(db)
    .insertInto('approval_reviews')
    .values({ ...row, reviewed_at: null })
    .onConflict((conflict) => conflict.columns(['officer_id', 'subject']).doUpdateSet({ prepared_at: row.prepared_at }))
    .execute();
}

export async function readPreparing(db: Database, officer: string, since: Instant): Promise<ReviewRecord[]> {
  const query = tables(db)
    .selectFrom('approval_reviews')
    .selectAll()
    .where('officer_id', '=', officer as IdOf<'off'>);
  return query.where('prepared_at', '>', since).orderBy('prepared_at', 'desc').orderBy('subject').execute();
}

/** False where it was noted before. */
export async function noteReviewed(tx: Transaction, row: Pick<ReviewRecord, 'officer_id' | 'subject'>, at: Instant): Promise<boolean> {
  const query = tables(tx).updateTable('approval_reviews').set({ reviewed_at: at }).where('officer_id', '=', row.officer_id);
  const noted = query.where('subject', '=', row.subject).where('reviewed_at', 'is', null);
  return (await noted.returning('subject').execute()).length > 0;
}

/** What this officer approved after `since`, spent or not; the latest first. */
export async function approvalsGivenBy(
  db: Database,
  officer: string,
  since: Instant,
): Promise<Pick<ReviewTables['approvals'], 'subject' | 'act_class' | 'at'>[]> {
  const query = tables(db).selectFrom('approvals').select(['subject', 'act_class', 'at']);
  const own = query.where('officer_id', '=', officer as IdOf<'off'>).where('at', '>', since);
  return own.orderBy('at', 'desc').orderBy('subject').limit(givenMax).execute();
}

/** More than an officer approves in a day; the limit only bounds the answer. */
const givenMax = 200;

export async function removeOldPreparing(db: Database, since: Instant): Promise<void> {
  await tables(db).deleteFrom('approval_reviews').where('prepared_at', '<=', since).execute();
}

function tables(db: Database) {
  return db.withTables<ReviewTables>();
}
