// SPDX-License-Identifier: Apache-2.0
/** Drafts and submissions of firms. A submission keeps the file as it came, with the answer that it was given; neither changes. */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { DraftContentWire, ReportAnswerWire, SubmissionRowWire } from '../wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;
type SubmissionTables = {
  reporting_drafts: {
    id: IdOf<'drf'>;
    firm_id: string;
    content: JsonColumn<DraftContentWire>;
    updated_at: Instant;
    updated_by: string;
  };
  reporting_submissions: {
    id: IdOf<'sbm'>;
    firm_id: string;
    /** Null where a program sent it. */
    person_id: string | null;
    way: SubmissionRowWire['way'];
    format: SubmissionRowWire['format'];
    file_name: string;
    digest: string;
    file: Buffer;
    sent_at: Instant;
    accepted: number;
    rejected: number;
    answer: JsonColumn<ReportAnswerWire>;
  };
};
export type DraftRecord = Selectable<SubmissionTables['reporting_drafts']>;
export type SubmissionRecord = Omit<Selectable<SubmissionTables['reporting_submissions']>, 'file'>;

export const submissionMigrations: RoomMigrations = {
  'reporting-002-submissions': {
    async up(db) {
      await sql`create table reporting_drafts (
        id text collate "C" primary key, firm_id text collate "C" not null references reporting_firms, content jsonb not null,
        updated_at text collate "C" not null, updated_by text not null)`.execute(db);
      await sql`create index reporting_drafts_of_firm on reporting_drafts (firm_id, id)`.execute(db);
      await sql`create table reporting_submissions (
        id text collate "C" primary key, firm_id text collate "C" not null references reporting_firms, person_id text collate "C",
        way text not null, format text not null, file_name text not null, digest text not null, file bytea not null,
        sent_at text collate "C" not null, accepted integer not null, rejected integer not null, answer jsonb not null)`.execute(db);
      await sql`create index reporting_submissions_of_firm on reporting_submissions (firm_id, id desc)`.execute(db);
    },
  },
};

/** Half-finished forms of one firm: more than its persons can have in mind. */
export const draftsMax = 200;

export async function draftsOfFirm(db: Database, firm: string): Promise<DraftRecord[]> {
  const query = tables(db).selectFrom('reporting_drafts').selectAll().where('firm_id', '=', firm);
  return query
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(draftsMax + 1)
    .execute();
}

export async function findDraft(db: Database, firm: string, id: string): Promise<DraftRecord | null> {
  const query = tables(db)
    .selectFrom('reporting_drafts')
    .selectAll()
    .where('firm_id', '=', firm)
    .where('id', '=', id as IdOf<'drf'>);
  return (await query.executeTakeFirst()) ?? null;
}

export async function putDraft(tx: Transaction, draft: DraftRecord): Promise<void> {
  const { id, firm_id, updated_at, updated_by } = draft;
  const content = JSON.stringify(draft.content);
  await sql`insert into reporting_drafts (id, firm_id, content, updated_at, updated_by)
    values (${id}, ${firm_id}, ${content}, ${updated_at}, ${updated_by})
    on conflict (id) do update set content = excluded.content, updated_at = excluded.updated_at, updated_by = excluded.updated_by
      where reporting_drafts.firm_id = excluded.firm_id`.execute(tx);
}

/** False when it was not there, or sent by somebody else a moment ago. */
export async function removeDraft(tx: Transaction, firm: string, id: string): Promise<boolean> {
  const removed = await tables(tx)
    .deleteFrom('reporting_drafts')
    .where('firm_id', '=', firm)
    .where('id', '=', id as IdOf<'drf'>)
    .returning('id')
    .executeTakeFirst();
  return removed !== undefined;
}

export async function insertSubmission(tx: Transaction, row: SubmissionRecord, file: Uint8Array): Promise<void> {
  await tables(tx)
    .insertInto('reporting_submissions')
    .values({ ...row, file: Buffer.from(file), answer: JSON.stringify(row.answer) })
    .execute();
}

const columns = [
  'id',
  'firm_id',
  'person_id',
  'way',
  'format',
  'file_name',
  'digest',
  'sent_at',
  'accepted',
  'rejected',
  'answer',
] as const;

/** The newest first; as many as somebody looks through, older ones are found by their identifier. */
const submissionsMax = 500;

export async function submissionsOfFirm(db: Database, firm: string): Promise<Omit<SubmissionRecord, 'answer'>[]> {
  return tables(db)
    .selectFrom('reporting_submissions')
    .select(['id', 'firm_id', 'person_id', 'way', 'format', 'file_name', 'digest', 'sent_at', 'accepted', 'rejected'])
    .where('firm_id', '=', firm)
    .orderBy('id', 'desc')
    .limit(submissionsMax)
    .execute();
}

export async function findSubmission(db: Database, firm: string, id: string): Promise<SubmissionRecord | null> {
  const query = tables(db)
    .selectFrom('reporting_submissions')
    .select(columns)
    .where('firm_id', '=', firm)
    .where('id', '=', id as IdOf<'sbm'>);
  return (await query.executeTakeFirst()) ?? null;
}

function tables(db: Database) {
  return db.withTables<SubmissionTables>();
}
