// SPDX-License-Identifier: Apache-2.0
/**
 * Many cases out of a few that were really played: each copy is a case of its own with its own steps, events, officer, note and task,
 * another subject and another deadline. What cannot be told from the rows of a real case is not told by a copy.
 */
import { sql } from 'kysely';
import { type Instant, instantFromMs, msOf, type Randomness } from '../../src/kernel/index.ts';
import type { openDatabase } from '../../src/server/index.ts';

type Database = ReturnType<typeof openDatabase>['database'];
type Row = Record<string, unknown> & { id: string; dispatch?: string | null };

export interface Multiplying {
  readonly count: number;
  readonly officers: readonly string[];
  readonly now: Instant;
  readonly random: Randomness;
}

const dayMs = 86_400_000;
/** Rows in one statement: some megabytes. */
const batch = 2000;
const syllables = 'ar bel cor dun el far gol hem ir jor kel lun mer nor or pel quil ros sar tor'.split(' ');

/** A word of an invented name: 8,000 of them, so that each is rare and their beginnings are not. */
export function inventedWord(random: Randomness): string {
  const pick = (): string => random.pick(syllables);
  return `${pick()}${pick()}${pick()}`;
}

export async function multiplyCases(db: Database, given: Multiplying): Promise<void> {
  const { rows: cases } = await sql<Row>`select * from assistance_cases order by id`.execute(db);
  const { rows: steps } = await sql<Row>`select * from assistance_steps order by id`.execute(db);
  const { rows: events } = await sql<Row>`select * from assistance_events order by position`.execute(db);
  for (let from = 0; from < given.count; from += batch) {
    const made = Array.from({ length: Math.min(batch, given.count - from) }, (_, at) => copyOf(from + at, { cases, steps, events }, given));
    await insert(
      db,
      'assistance_cases',
      made.map((one) => one.row),
    );
    await insert(
      db,
      'assistance_steps',
      made.flatMap((one) => one.steps),
    );
    await insert(
      db,
      'assistance_events',
      made.flatMap((one) => one.events),
      ['id', 'case_id', 'at', 'facts'],
    );
    await insert(
      db,
      'desk_assignments',
      made.flatMap((one) => one.assignment),
    );
    await insert(
      db,
      'desk_notes',
      made.flatMap((one) => one.note),
    );
    await insert(
      db,
      'desk_tasks',
      made.flatMap((one) => one.task),
    );
  }
  await sql`vacuum analyze`.execute(db);
}

interface Played {
  readonly cases: readonly Row[];
  readonly steps: readonly Row[];
  readonly events: readonly Row[];
}

function copyOf(number: number, { cases, steps, events }: Played, { officers, now, random }: Multiplying) {
  const model = cases[number % cases.length] as Row;
  const id = copiedId(model.id, number);
  const officer = random.pick(officers);
  const subject = `${inventedWord(random)} ${inventedWord(random)} Ltd: accounts`;
  const dueAt = instantFromMs(msOf(now) + random.whole(-5 * 24, 90 * 24) * (dayMs / 24));
  const isOpen = model['next_due_at'] !== null;
  const deadlines = (model['deadlines'] as { metAt: string | null }[]).map((one) => (one.metAt === null ? { ...one, dueAt } : one));
  const updated = instantFromMs(msOf(now) - random.whole(0, 700) * dayMs);
  const text = (row: unknown): unknown => (row === null ? null : renamed(row, subject));
  const row = {
    ...model,
    id,
    draft: text(model['draft']),
    request: text(model['request']),
    deadlines,
    next_due_at: isOpen ? dueAt : null,
    updated_at: updated,
  };
  const own = (one: Row): Row => ({ ...one, id: copiedId(one.id, number), case_id: id });
  return {
    row,
    steps: steps
      .filter((one) => one['case_id'] === model.id)
      .map((one) => ({
        ...own(one),
        body: text(one['body']),
        dispatch: typeof one.dispatch !== 'string' ? null : `${one.dispatch}-${number}`,
      })),
    events: events.filter((one) => one['case_id'] === model.id).map(own),
    ...deskOf({ number, id, officer, subject, updated, dueAt: isOpen ? dueAt : null }),
  };
}

interface OnDesk {
  readonly number: number;
  readonly id: string;
  readonly officer: string;
  readonly subject: string;
  readonly updated: Instant;
  /** Null: nothing is due. */
  readonly dueAt: Instant | null;
}

/** Three of four cases have an officer, a third has a note, a fifth of the open ones a task. */
function deskOf({ number, id, officer, subject, updated, dueAt }: OnDesk) {
  const common = { case_id: id, officer };
  const note = { ...common, text: `Called the desk of ${subject}.`, recorded_at: updated, happened_at: null, mentioned: [] };
  const task = { title: 'Ask the registry', details: '', case_id: id, assignee: officer, due_at: dueAt, state: 'open' };
  return {
    assignment: number % 4 === 0 ? [] : [{ ...common, assigned_by: officer, at: updated }],
    note: number % 3 === 0 ? [{ id: copiedId('fnt_', number), ...note }] : [],
    task: dueAt !== null && number % 5 === 0 ? [{ id: copiedId('tsk_', number), ...task, created_by: officer, created_at: updated }] : [],
  };
}

/** The same kind and moment, another number. */
function copiedId(id: string, number: number): string {
  return `${id.slice(0, 14).padEnd(14, '0')}${number.toString(16).padStart(8, '0')}${id.slice(22).padEnd(8, '0')}`;
}

function renamed(document: unknown, subject: string): unknown {
  if (typeof document !== 'object' || document === null || !('content' in document)) return document;
  return { ...document, content: { ...(document.content as object), subject } };
}

async function insert(db: Database, table: string, rows: readonly object[], columns?: readonly string[]): Promise<void> {
  if (rows.length === 0) return;
  const names = (columns ?? Object.keys(rows[0] ?? {})).map((name) => sql.ref(name));
  const list = sql.join(names);
  await sql`insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(db);
}
