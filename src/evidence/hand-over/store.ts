// SPDX-License-Identifier: Apache-2.0
/**
 * The table of hand-overs, and every statement on it.
 *
 *     evidence_hand_overs    one row for each, on both sides under the same identifier: body, conditions, both dispatches, state
 *
 * The row is locked by whoever changes its state, before the item; so an answer and an officer cannot both end it.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, Instant, JsonValue, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { HandOverAnswerBody, HandOverBody, HandOverState } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;
type NullableJsonColumn<Value> = ColumnType<Value | null, string | null, string | null>;
type HandOverTable = {
  id: string;
  case_id: string;
  direction: 'out' | 'in';
  counterpart: string;
  state: HandOverState;
  /** Our own item; null for what came and was not taken over. */
  item_id: string | null;
  body: JsonColumn<HandOverBody>;
  conditions: JsonColumn<readonly JsonValue[]>;
  /** What opens the body's tree, in hexadecimal; null for what came. */
  body_seed: string | null;
  /** Of the step, as approvals name it. */
  step_digest: string | null;
  prepared_by: string;
  prepared_at: Instant;
  dispatch: string | null;
  answer: NullableJsonColumn<HandOverAnswerBody>;
  answer_dispatch: string | null;
  answer_state: 'none' | 'sent' | 'delivered' | 'lost';
  updated_at: Instant;
};
type Tables = { evidence_hand_overs: HandOverTable };
export type HandOverRecord = Selectable<HandOverTable>;

export const handOverMigrations: RoomMigrations = {
  'evidence-002-hand-overs': {
    async up(db) {
      await sql`create table evidence_hand_overs (
        id text collate "C" primary key, case_id text collate "C" not null, direction text not null check (direction in ('out', 'in')),
        counterpart text not null, state text not null, item_id text collate "C" references evidence_items, body jsonb not null,
        conditions jsonb not null, body_seed text, step_digest text, prepared_by text not null, prepared_at text collate "C" not null,
        dispatch text unique, answer jsonb, answer_dispatch text unique, answer_state text not null,
        updated_at text collate "C" not null)`.execute(db);
      await sql`create index evidence_hand_overs_by_case on evidence_hand_overs (case_id)`.execute(db);
      await sql`create index evidence_owed on evidence_entries ((content->>'dueAt')) where content->>'kind' in ('taken-over', 'lent-there')`.execute(
        db,
      );
    },
  },
  // One index for every loan, since the inbox asks for those that end soon.
  'evidence-003-loans': {
    async up(db) {
      await sql`create index evidence_due on evidence_entries ((content->>'dueAt'))
        where content->>'kind' in ('loaned', 'lent-there', 'taken-over')`.execute(db);
      await sql`drop index evidence_owed`.execute(db);
      await sql`drop index evidence_loans`.execute(db);
    },
  },
};

export async function insertHandOver(tx: Transaction, row: HandOverRecord): Promise<void> {
  const { body, conditions, answer, ...plain } = row;
  const json = {
    body: JSON.stringify(body),
    conditions: JSON.stringify(conditions),
    answer: answer === null ? null : JSON.stringify(answer),
  };
  await tables(tx)
    .insertInto('evidence_hand_overs')
    .values({ ...plain, ...json })
    .execute();
}

export type HandOverChange = Partial<
  Pick<HandOverRecord, 'state' | 'item_id' | 'dispatch' | 'answer' | 'answer_dispatch' | 'answer_state'>
> & {
  readonly updated_at: Instant;
};

export async function changeHandOver(tx: Transaction, id: string, change: HandOverChange): Promise<void> {
  const { answer, ...plain } = change;
  await tables(tx)
    .updateTable('evidence_hand_overs')
    .set({ ...plain, ...(answer === undefined || answer === null ? {} : { answer: JSON.stringify(answer) }) })
    .where('id', '=', id)
    .execute();
}

export async function lockHandOver(tx: Transaction, id: string): Promise<HandOverRecord | null> {
  return (await tables(tx).selectFrom('evidence_hand_overs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function findHandOver(db: Database, id: string): Promise<HandOverRecord | null> {
  return (await tables(db).selectFrom('evidence_hand_overs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** By one of its two dispatches. */
export async function handOverOfDispatch(tx: Transaction, dispatch: string): Promise<HandOverRecord | null> {
  const query = tables(tx).selectFrom('evidence_hand_overs').selectAll();
  const found = await query
    .where((eb) => eb.or([eb('dispatch', '=', dispatch), eb('answer_dispatch', '=', dispatch)]))
    .forUpdate()
    .executeTakeFirst();
  return found ?? null;
}

export async function handOversOfCase(db: Database, caseId: string): Promise<HandOverRecord[]> {
  return tables(db)
    .selectFrom('evidence_hand_overs')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('prepared_at')
    .orderBy('id')
    .execute();
}

function tables(db: Database) {
  return db.withTables<Tables>();
}
