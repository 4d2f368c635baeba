// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of joint matters and every statement on them.
 *
 *     joint_matters      one row for each matter; what is computed from its notes
 *     joint_notes        signed notes by digest; never changed, never removed
 *     joint_sendings     which note was queued to which participant, and what became of it
 *     joint_orders       what lies ready for our own steps at the instant: its text stays at home, its digest travels
 *     joint_interests    the register of own interests
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { JointWork } from '../agreements/wire.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../kernel/index.ts';
import type { Digest } from '../seals/index.ts';
import { type JointNote, storedJointNote } from './notes/joint-note.ts';
import type { SubjectWire } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

type MatterTable = {
  id: string;
  work: JointWork;
  stage: string;
  title: string;
  participants: JsonColumn<readonly string[]>;
  turn: JsonColumn<readonly string[]>;
  due_at: string | null;
  agreement: string | null;
  case_ref: string | null;
  updated_at: Instant;
};
type NoteTable = { digest: string; matter: string; author: string; place: number; bytes: string; held_at: Instant; sent_by: string };
type SendingTable = {
  note: string;
  peer: string;
  dispatch: string;
  state: 'queued' | 'delivered' | 'failed';
  settled_at: Instant | null;
};
type OrderTable = {
  matter: string;
  step: string;
  addressee: string;
  text: string;
  digest: string;
  prepared_by: string;
  prepared_at: Instant;
};
type InterestTable = {
  id: string;
  kind: SubjectWire['kind'];
  value: string;
  /** The value as it is compared: capitals, spaces and punctuation aside. */
  compared: string;
  stage: InterestStage;
  case_ref: string | null;
  remark: string;
  kept_by: string;
  kept_at: Instant;
};
export type InterestStage = 'watching' | 'inquiry' | 'pending' | 'final';
type JointTables = {
  joint_matters: MatterTable;
  joint_notes: NoteTable;
  joint_sendings: SendingTable;
  joint_orders: OrderTable;
  joint_interests: InterestTable;
};
export type MatterRecord = Selectable<MatterTable>;
export type SendingRecord = Selectable<SendingTable>;
export type OrderRecord = Selectable<OrderTable>;
export type InterestRecord = Selectable<InterestTable>;

export const jointMigrations: RoomMigrations = {
  'joint-001-matters': {
    async up(db) {
      await sql`create table joint_matters (
        id text collate "C" primary key, work text not null, stage text not null, title text not null, participants jsonb not null,
        turn jsonb not null, due_at text collate "C", agreement text, case_ref text, updated_at text collate "C" not null)`.execute(db);
      await sql`create table joint_notes (
        digest text primary key, matter text collate "C" not null references joint_matters, author text not null, place integer not null,
        bytes text not null, held_at text collate "C" not null, sent_by text not null)`.execute(db);
      await sql`create table joint_sendings (
        note text not null references joint_notes, peer text not null, dispatch text not null, state text not null,
        settled_at text collate "C", primary key (note, peer))`.execute(db);
      await sql`create table joint_orders (
        matter text collate "C" not null references joint_matters, step text not null, addressee text not null, text text not null,
        digest text not null, prepared_by text not null, prepared_at text collate "C" not null, primary key (matter, step))`.execute(db);
      await sql`create table joint_interests (
        id text collate "C" primary key, kind text not null, value text not null, compared text not null, stage text not null, case_ref text,
        remark text not null, kept_by text not null, kept_at text collate "C" not null)`.execute(db);
      await sql`create index joint_matters_by_due on joint_matters (due_at, updated_at)`.execute(db);
      await sql`create index joint_matters_by_agreement on joint_matters (agreement)`.execute(db);
      await sql`create index joint_notes_by_matter on joint_notes (matter)`.execute(db);
      await sql`create index joint_sendings_by_dispatch on joint_sendings (dispatch)`.execute(db);
      await sql`create index joint_interests_by_subject on joint_interests (kind, compared)`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<JointTables>();
}

// --- matters --------------------------------------------------------------------------------------------------------

/** Writes the row of a matter as its notes say; it is locked until the transaction ends. */
export async function putMatter(tx: Transaction, row: MatterRecord): Promise<void> {
  const values = { ...row, participants: JSON.stringify(row.participants), turn: JSON.stringify(row.turn) };
  const { id: _, ...change } = values;
  const query = tables(tx).insertInto('joint_matters').values(values);
  await query.onConflict((conflict) => conflict.column('id').doUpdateSet(change)).execute();
}

/** Also a matter that is not here yet: its first notes may come from two parties at one moment. */
export async function lockMatter(tx: Transaction, id: string): Promise<MatterRecord | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`joint matter ${id}`}, 0))`.execute(tx);
  return (await tables(tx).selectFrom('joint_matters').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function findMatter(db: Database, id: string): Promise<MatterRecord | null> {
  return (await tables(db).selectFrom('joint_matters').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The nearest deadline first, then the latest. */
export async function listMatters(
  db: Database,
  given: { readonly agreement: string | null; readonly caseRef: string | null; readonly rowsMax: number },
): Promise<MatterRecord[]> {
  let query = tables(db).selectFrom('joint_matters').selectAll();
  if (given.agreement !== null) query = query.where('agreement', '=', given.agreement);
  if (given.caseRef !== null) query = query.where('case_ref', '=', given.caseRef);
  const ordered = query.orderBy('due_at', (order) => order.asc().nullsLast()).orderBy('updated_at', 'desc');
  return ordered.orderBy('id').limit(given.rowsMax).execute();
}

interface JointMatterDue extends Pick<MatterRecord, 'id' | 'work' | 'title' | 'turn'> {
  readonly dueAt: Instant;
  readonly caseRef: string | null;
}

/** Matters whose next step is due in the span. One on which nobody decided in time has lapsed, and nothing is due in it. */
export async function jointMattersDue(
  db: Database,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<JointMatterDue[]> {
  const rows = await tables(db).selectFrom('joint_matters').selectAll().where('due_at', '>=', from).where('due_at', '<', to).execute();
  return rows.flatMap(({ id, work, title, turn, due_at: dueAt, case_ref: caseRef }) =>
    dueAt === null || turn.length === 0 ? [] : [{ id, work, title, turn, dueAt: dueAt as Instant, caseRef }],
  );
}

export interface OpenOperation {
  readonly id: string;
  /** Decided to be done, and not concluded; otherwise no decision was taken. */
  readonly isCommitted: boolean;
  /** The instant of the steps, or by when it is decided. */
  readonly dueAt: Instant;
}

/** Operations in which a server may have something to do, the next first. */
export async function openOperations(db: Database): Promise<OpenOperation[]> {
  const query = tables(db)
    .selectFrom('joint_matters')
    .select(['id', 'stage', 'due_at'])
    .where('stage', 'in', ['committed', 'planning', 'ready']);
  const rows = await query.where('due_at', 'is not', null).orderBy('due_at').orderBy('id').execute();
  return rows.flatMap(({ id, stage, due_at: dueAt }) =>
    dueAt === null ? [] : [{ id, isCommitted: stage === 'committed', dueAt: dueAt as Instant }],
  );
}

// --- notes ----------------------------------------------------------------------------------------------------------

export async function notesOf(db: Database, matter: string): Promise<Map<Digest, JointNote>> {
  const rows = await tables(db).selectFrom('joint_notes').select('bytes').where('matter', '=', matter).execute();
  return new Map(rows.map(({ bytes }) => storedJointNote(bytes)).map((note) => [note.digest, note]));
}

/** When each note came to be held here. */
export async function heldSince(db: Database, matter: string): Promise<ReadonlyMap<string, Instant>> {
  const rows = await tables(db).selectFrom('joint_notes').select(['digest', 'held_at']).where('matter', '=', matter).execute();
  return new Map(rows.map(({ digest, held_at: heldAt }) => [digest, heldAt]));
}

export async function insertNote(
  tx: Transaction,
  { digest, note, text }: JointNote,
  held: { readonly heldAt: Instant; readonly sentBy: string },
): Promise<void> {
  const { matter, author, place } = note;
  const row = { digest, matter, author, place, bytes: text, held_at: held.heldAt, sent_by: held.sentBy };
  await tables(tx).insertInto('joint_notes').values(row).execute();
}

export async function sendingsOf(db: Database, matter: string): Promise<SendingRecord[]> {
  return tables(db)
    .selectFrom('joint_sendings')
    .innerJoin('joint_notes', 'joint_notes.digest', 'joint_sendings.note')
    .selectAll('joint_sendings')
    .where('joint_notes.matter', '=', matter)
    .execute();
}

export async function putSending(tx: Transaction, row: SendingRecord): Promise<void> {
  const { dispatch, state, settled_at: settledAt } = row;
  const query = tables(tx).insertInto('joint_sendings').values(row);
  await query
    .onConflict((conflict) => conflict.columns(['note', 'peer']).doUpdateSet({ dispatch, state, settled_at: settledAt }))
    .execute();
}

export async function settleSending(tx: Transaction, dispatch: string, state: SendingRecord['state'], at: Instant): Promise<boolean> {
  const query = tables(tx).updateTable('joint_sendings').set({ state, settled_at: at }).where('dispatch', '=', dispatch).returning('note');
  return (await query.executeTakeFirst()) !== undefined;
}

// --- orders ---------------------------------------------------------------------------------------------------------

export async function putOrder(tx: Transaction, row: OrderRecord): Promise<void> {
  const { matter: _, step: __, ...change } = row;
  const query = tables(tx).insertInto('joint_orders').values(row);
  await query.onConflict((conflict) => conflict.columns(['matter', 'step']).doUpdateSet(change)).execute();
}

export async function ordersOf(db: Database, matter: string): Promise<OrderRecord[]> {
  return tables(db).selectFrom('joint_orders').selectAll().where('matter', '=', matter).orderBy('step').execute();
}

// --- interests ------------------------------------------------------------------------------------------------------

/** The value as it is compared: capitals, spaces and punctuation aside. */
export function comparedValue(value: string): string {
  return value
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\p{P}\p{Z}\s]/gu, '');
}

export async function insertInterest(tx: Transaction, row: Omit<InterestRecord, 'compared'>): Promise<void> {
  await tables(tx)
    .insertInto('joint_interests')
    .values({ ...row, compared: comparedValue(row.value) })
    .execute();
}

export async function removeInterest(tx: Transaction, id: string): Promise<boolean> {
  const query = tables(tx).deleteFrom('joint_interests').where('id', '=', id).returning('id');
  return (await query.executeTakeFirst()) !== undefined;
}

export async function listInterests(db: Database, rowsMax: number): Promise<InterestRecord[]> {
  return tables(db).selectFrom('joint_interests').selectAll().orderBy('kept_at', 'desc').orderBy('id').limit(rowsMax).execute();
}

/** More are not kept by an authority that closes what is over. */
const judgedMax = 5000;

/** Own interests on which proceedings are pending or over. */
export async function judgedInterests(db: Database): Promise<readonly Pick<InterestRecord, 'value' | 'stage'>[]> {
  const query = tables(db).selectFrom('joint_interests').select(['value', 'stage']).where('stage', 'in', ['pending', 'final']);
  return query.orderBy('kept_at', 'desc').limit(judgedMax).execute();
}

/** How many matters are looked through for what participants said of proceedings; the latest are. */
const mattersRead = 200;

/** The notes of the latest operations and of work on the same matter. */
export async function notesOfProceedings(db: Database): Promise<readonly JointNote[]> {
  const latest = tables(db)
    .selectFrom('joint_matters')
    .select('id')
    .where('work', 'not in', ['interest', 'difference'])
    .orderBy('updated_at', 'desc')
    .limit(mattersRead);
  const rows = await tables(db).selectFrom('joint_notes').select('bytes').where('matter', 'in', latest).execute();
  return rows.map(({ bytes }) => storedJointNote(bytes));
}

/** Own interests in any of these subjects. */
export async function interestsIn(db: Database, subjects: readonly SubjectWire[]): Promise<InterestRecord[]> {
  if (subjects.length === 0) return [];
  return tables(db)
    .selectFrom('joint_interests')
    .selectAll()
    .where((where) =>
      where.or(subjects.map(({ kind, value }) => where.and([where('kind', '=', kind), where('compared', '=', comparedValue(value))]))),
    )
    .orderBy('kept_at')
    .execute();
}
