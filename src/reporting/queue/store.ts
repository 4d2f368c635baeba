// SPDX-License-Identifier: Apache-2.0
/** The queue of reports: its tables and every statement on them. A report's row is locked by whoever takes a step with it. */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import { limits } from '../../kernel/index.ts';
import type { FirmReportWire, GivenFeedbackWire, LinkRelation, PriorityReasonWire, ReportState } from '../wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;
type ReportTable = {
  record_id: string;
  number: string;
  firm_id: string | null;
  submission_id: string | null;
  reference: string;
  received_at: Instant;
  state: ReportState;
  points: number;
  reasons: JsonColumn<readonly PriorityReasonWire[]>;
  reader: string | null;
  feedback: JsonColumn<GivenFeedbackWire> | null;
};
type LinkTable = {
  record_id: string;
  other_id: string;
  relation: LinkRelation;
  standing: 'said' | 'proposed' | 'confirmed' | 'rejected';
  reason: string;
  judged_by: string | null;
};
type QuestionTable = {
  id: IdOf<'rqn'>;
  record_id: string;
  asked_by: string;
  asked_at: Instant;
  text: string;
  answer: string | null;
  answered_at: Instant | null;
  answered_by: string | null;
};
type StepTable = { record_id: string; number: ColumnType<number, never, never>; at: Instant; actor: string; step: string; note: string };
type QueueTables = {
  reporting_reports: ReportTable;
  reporting_links: LinkTable;
  reporting_questions: QuestionTable;
  reporting_steps: StepTable;
};
export type QueuedReport = Selectable<ReportTable>;
export type LinkRecord = Selectable<LinkTable>;
export type QuestionRecord = Selectable<QuestionTable>;
export type StepRecord = Omit<Selectable<StepTable>, 'number'>;

export const queueMigrations: RoomMigrations = {
  'reporting-003-queue': {
    async up(db) {
      await sql`create table reporting_reports (
        record_id text collate "C" primary key references records, number text collate "C" not null unique,
        firm_id text collate "C" references reporting_firms, submission_id text collate "C", reference text not null,
        received_at text collate "C" not null, state text not null, points integer not null, reasons jsonb not null, reader text,
        feedback jsonb)`.execute(db);
      await sql`create index reporting_reports_in_order on reporting_reports (state, points desc, record_id)`.execute(db);
      await sql`create index reporting_reports_of_firm on reporting_reports (firm_id, record_id desc) where firm_id is not null`.execute(
        db,
      );
      await sql`create index reporting_reports_by_reference on reporting_reports (reference)`.execute(db);
      await sql`create table reporting_links (
        record_id text collate "C" not null references reporting_reports, other_id text collate "C" not null references reporting_reports,
        relation text not null, standing text not null, reason text not null, judged_by text, primary key (record_id, other_id))`.execute(
        db,
      );
      await sql`create index reporting_links_back on reporting_links (other_id)`.execute(db);
      await sql`create table reporting_questions (
        id text collate "C" primary key, record_id text collate "C" not null references reporting_reports, asked_by text not null,
        asked_at text collate "C" not null, text text not null, answer text, answered_at text collate "C", answered_by text)`.execute(db);
      await sql`create index reporting_questions_of_report on reporting_questions (record_id)`.execute(db);
      await sql`create table reporting_steps (
        record_id text collate "C" not null references reporting_reports, number bigint generated always as identity,
        at text collate "C" not null, actor text not null, step text not null, note text not null, primary key (record_id, number))`.execute(
        db,
      );
      // Reports that were there before there was a queue wait in it, the oldest first.
      await sql`insert into reporting_reports (record_id, number, reference, received_at, state, points, reasons)
        select id, 'R-' || upper(substr(id, 5, 26)), reference, recorded_at, 'new', 0, '[]' from records
        where kind = 'suspicious-report' and not is_received`.execute(db);
    },
  },
};

const rowsPerStatement = 500;

export async function insertReports(tx: Transaction, rows: readonly Omit<QueuedReport, 'feedback' | 'reader' | 'state'>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const piece = rows.slice(at, at + rowsPerStatement);
    await tables(tx)
      .insertInto('reporting_reports')
      .values(piece.map((row) => ({ ...row, reasons: JSON.stringify(row.reasons), state: 'new' as const, reader: null, feedback: null })))
      .execute();
  }
}

export async function insertLinks(tx: Transaction, rows: readonly LinkRecord[]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    const insert = tables(tx)
      .insertInto('reporting_links')
      .values(rows.slice(at, at + rowsPerStatement));
    await insert.onConflict((conflict) => conflict.doNothing()).execute();
  }
}

export async function addStep(tx: Transaction, step: StepRecord): Promise<void> {
  await tables(tx).insertInto('reporting_steps').values(step).execute();
}

export async function lockReport(tx: Transaction, id: string): Promise<QueuedReport | null> {
  return (await tables(tx).selectFrom('reporting_reports').selectAll().where('record_id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function findReport(db: Database, id: string): Promise<QueuedReport | null> {
  return (await tables(db).selectFrom('reporting_reports').selectAll().where('record_id', '=', id).executeTakeFirst()) ?? null;
}

export async function updateReport(
  tx: Transaction,
  id: string,
  change: { readonly state?: ReportState; readonly reader?: string; readonly feedback?: GivenFeedbackWire },
): Promise<void> {
  const { feedback, ...rest } = change;
  const row = feedback === undefined ? rest : { ...rest, feedback: JSON.stringify(feedback) };
  await tables(tx).updateTable('reporting_reports').set(row).where('record_id', '=', id).execute();
}

/** Own reports under one of these references or numbers: a firm's own where a firm is given, else those that officers took in. */
export async function reportsNamed(
  db: Database,
  firm: string | null,
  names: readonly string[],
): Promise<ReadonlyMap<string, QueuedReport>> {
  if (names.length === 0) return new Map();
  const query = tables(db)
    .selectFrom('reporting_reports')
    .selectAll()
    .where(sql<boolean>`(reference = any(${[...names]}::text[]) or number = any(${[...names]}::text[]))`);
  const rows = await (firm === null ? query.where('firm_id', 'is', null) : query.where('firm_id', '=', firm)).execute();
  return new Map(rows.flatMap((row) => [[row.reference, row] as const, [row.number, row] as const]));
}

export interface QueueQuestion {
  readonly states: readonly ReportState[];
  readonly q: string;
  readonly after: { readonly points: number; readonly id: string } | null;
}

/** The heaviest first, and among equals the oldest. */
export async function queuePage(db: Database, { states, q, after }: QueueQuestion): Promise<QueuedReport[]> {
  let query = tables(db)
    .selectFrom('reporting_reports')
    .selectAll()
    .where('state', 'in', [...states]);
  if (q !== '')
    query = query.where((row) => row.or([row('number', 'ilike', `%${likeText(q)}%`), row('reference', 'ilike', `%${likeText(q)}%`)]));
  if (after !== null)
    query = query.where((row) =>
      row.or([row('points', '<', after.points), row.and([row('points', '=', after.points), row('record_id', '>', after.id)])]),
    );
  return query
    .orderBy('points', 'desc')
    .orderBy('record_id')
    .limit(limits.pageRowsMax + 1)
    .execute();
}

function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

export async function countStates(db: Database): Promise<ReadonlyMap<ReportState, number>> {
  const rows = await tables(db)
    .selectFrom('reporting_reports')
    .select(['state', sql<number>`count(*)`.as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** Links from and to these reports. */
export async function linksOf(db: Database, ids: readonly string[]): Promise<LinkRecord[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('reporting_links')
    .selectAll()
    .where((row) => row.or([row('record_id', 'in', [...ids]), row('other_id', 'in', [...ids])]))
    .execute();
}

export async function namesOfReports(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<QueuedReport, 'number' | 'reference'>>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('reporting_reports')
    .select(['record_id', 'number', 'reference'])
    .where('record_id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ record_id, ...names }) => [record_id, names]));
}

/** False where there is no such link, either way round. */
export async function judgeLinkBetween(
  tx: Transaction,
  pair: { readonly id: string; readonly other: string },
  judgement: { readonly standing: LinkRecord['standing']; readonly by: string },
): Promise<boolean> {
  const { id, other } = pair;
  const judged = await sql`update reporting_links set standing = ${judgement.standing}, judged_by = ${judgement.by}
    where (record_id = ${id} and other_id = ${other}) or (record_id = ${other} and other_id = ${id}) returning 1`.execute(tx);
  return judged.rows.length > 0;
}

export async function insertQuestion(tx: Transaction, question: QuestionRecord): Promise<void> {
  await tables(tx).insertInto('reporting_questions').values(question).execute();
}

export async function questionsOf(db: Database, ids: readonly string[]): Promise<QuestionRecord[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('reporting_questions')
    .selectAll()
    .where('record_id', 'in', [...ids])
    .orderBy('id')
    .execute();
}

export async function lockQuestion(tx: Transaction, id: string): Promise<QuestionRecord | null> {
  const query = tables(tx)
    .selectFrom('reporting_questions')
    .selectAll()
    .where('id', '=', id as IdOf<'rqn'>);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export async function answerQuestionRow(
  tx: Transaction,
  id: IdOf<'rqn'>,
  answer: { readonly answer: string; readonly answered_at: Instant; readonly answered_by: string | null },
): Promise<void> {
  await tables(tx).updateTable('reporting_questions').set(answer).where('id', '=', id).execute();
}

export async function stepsOf(db: Database, id: string): Promise<StepRecord[]> {
  return tables(db)
    .selectFrom('reporting_steps')
    .select(['record_id', 'at', 'actor', 'step', 'note'])
    .where('record_id', '=', id)
    .orderBy('number')
    .execute();
}

/** A firm's own reports, the newest first. */
export async function reportsOfFirm(db: Database, firm: string): Promise<FirmReportWire[]> {
  const rows = await tables(db)
    .selectFrom('reporting_reports')
    .selectAll()
    .where('firm_id', '=', firm)
    .orderBy('record_id', 'desc')
    .limit(firmReportsMax)
    .execute();
  const questions = await questionsOf(
    db,
    rows.map((row) => row.record_id),
  );
  const asked = Map.groupBy(questions, (question) => question.record_id);
  return rows.map(({ record_id, number, reference, received_at: receivedAt, feedback }) => ({
    number,
    reference,
    receivedAt,
    questions: (asked.get(record_id) ?? []).map(questionWire),
    feedback,
  }));
}

/** What a firm looks through; older ones are found in its own files by their numbers. */
const firmReportsMax = 1000;

export function questionWire(question: QuestionRecord): FirmReportWire['questions'][number] {
  const { id, asked_at: askedAt, text, answer, answered_at: answeredAt } = question;
  return { id, askedAt, text, answer, answeredAt };
}

function tables(db: Database) {
  return db.withTables<QueueTables>();
}
