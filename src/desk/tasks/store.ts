// SPDX-License-Identifier: Apache-2.0
/** Tables of tasks and of the lists that this authority wrote itself. */
import { type RawBuilder, sql } from 'kysely';
import { type CaseIds, noneOf } from '../../assistance/index.ts';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { TaskState, TaskTemplateWire } from './wire.ts';

export const taskMigrations: RoomMigrations = {
  'desk-002-tasks': {
    async up(db) {
      await sql`create table desk_tasks (
        id text collate "C" primary key, title text not null, details text not null, case_id text collate "C", assignee text,
        due_at text collate "C", state text not null check (state in ('open', 'done', 'dropped')), created_by text not null,
        created_at text collate "C" not null, ended_at text collate "C", ended_by text, outcome text)`.execute(db);
      await sql`create index desk_tasks_open on desk_tasks (assignee, due_at) where state = 'open'`.execute(db);
      await sql`create index desk_tasks_by_case on desk_tasks (case_id) where case_id is not null`.execute(db);
      await sql`create table desk_task_templates (
        id text collate "C" primary key, name text not null unique, side text, items jsonb not null, made_by text not null,
        made_at text collate "C" not null)`.execute(db);
    },
  },
};

export interface TaskRecord {
  readonly id: IdOf<'tsk'>;
  readonly title: string;
  readonly details: string;
  readonly case_id: string | null;
  readonly assignee: string | null;
  readonly due_at: Instant | null;
  readonly state: TaskState;
  readonly created_by: string;
  readonly created_at: Instant;
  readonly ended_at: Instant | null;
  readonly ended_by: string | null;
  readonly outcome: string | null;
}

export async function insertTask(tx: Transaction, row: TaskRecord): Promise<void> {
  await sql`insert into desk_tasks (id, title, details, case_id, assignee, due_at, state, created_by, created_at)
    values (${row.id}, ${row.title}, ${row.details}, ${row.case_id}, ${row.assignee}, ${row.due_at}, ${row.state}, ${row.created_by},
      ${row.created_at})`.execute(tx);
}

export async function lockTask(tx: Transaction, id: string): Promise<TaskRecord | null> {
  return (await sql<TaskRecord>`select * from desk_tasks where id = ${id} for update`.execute(tx)).rows[0] ?? null;
}

export async function updateTask(tx: Transaction, row: TaskRecord): Promise<void> {
  await sql`update desk_tasks set title = ${row.title}, details = ${row.details}, assignee = ${row.assignee}, due_at = ${row.due_at},
    state = ${row.state}, ended_at = ${row.ended_at}, ended_by = ${row.ended_by}, outcome = ${row.outcome} where id = ${row.id}`.execute(
    tx,
  );
}

export interface TaskSelection {
  readonly assignees?: readonly string[] | null;
  readonly state?: TaskState;
  readonly caseId?: string;
  readonly dueFrom?: Instant;
  readonly dueBefore?: Instant;
  readonly hidden: CaseIds | null;
  readonly limit: number;
}

/** The nearest day first, then those without one. `assignees` null: nobody's. */
export async function selectTasks(db: Database, wanted: TaskSelection): Promise<TaskRecord[]> {
  const limits: RawBuilder<unknown>[] = [sql`true`];
  if (wanted.assignees === null) limits.push(sql`assignee is null`);
  else if (wanted.assignees !== undefined) limits.push(sql`assignee = any(${[...wanted.assignees]}::text[])`);
  if (wanted.state !== undefined) limits.push(sql`state = ${wanted.state}`);
  if (wanted.caseId !== undefined) limits.push(sql`case_id = ${wanted.caseId}`);
  if (wanted.dueFrom !== undefined) limits.push(sql`due_at >= ${wanted.dueFrom}`);
  if (wanted.dueBefore !== undefined) limits.push(sql`due_at < ${wanted.dueBefore}`);
  limits.push(sql`(case_id is null or ${noneOf(wanted.hidden, sql`desk_tasks.case_id`)})`);
  const order = sql`order by due_at nulls last, id limit ${wanted.limit}`;
  return (await sql<TaskRecord>`select * from desk_tasks where ${sql.join(limits, sql` and `)} ${order}`.execute(db)).rows;
}

/** How many open tasks these officers have in each of these cases. */
export async function openTasksIn(db: Database, officers: readonly string[], caseIds: readonly string[]): Promise<Map<string, number>> {
  if (caseIds.length === 0) return new Map();
  const found = await sql<{ case_id: string; count: string }>`select case_id, count(*) as count from desk_tasks
    where assignee = any(${[...officers]}::text[]) and state = 'open' and case_id = any(${[...caseIds]}::text[]) group by case_id`.execute(
    db,
  );
  return new Map(found.rows.map((row) => [row.case_id, Number(row.count)]));
}

/** Cases in which one of these officers has an open task. */
export function casesWithTasksOf(officers: readonly string[]): CaseIds {
  return sql`select case_id from desk_tasks where assignee = any(${[...officers]}::text[]) and state = 'open' and case_id is not null`;
}

type TemplateRow = { id: string; name: string; side: TaskTemplateWire['side']; items: TaskTemplateWire['items'] };

export async function ownTemplates(db: Database): Promise<TaskTemplateWire[]> {
  const found = await sql<TemplateRow>`select id, name, side, items from desk_task_templates order by name limit 200`.execute(db);
  return found.rows.map(({ id, name, side, items }) => ({ key: id, name, isOwn: true, side, items }));
}

/** False when the name is taken. */
export async function insertTemplate(
  tx: Transaction,
  template: Omit<TaskTemplateWire, 'isOwn'>,
  made: { readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const { key, name, side, items } = template;
  const done = await sql`insert into desk_task_templates (id, name, side, items, made_by, made_at)
    values (${key}, ${name}, ${side}, ${JSON.stringify(items)}, ${made.by}, ${made.at}) on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function deleteTemplate(tx: Transaction, key: string): Promise<boolean> {
  return (await sql`delete from desk_task_templates where id = ${key}`.execute(tx)).numAffectedRows === 1n;
}
