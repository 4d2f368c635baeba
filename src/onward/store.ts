// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of matters: the matter, its steps, its dispatches, its timeline, and who holds what was recalled. The only SQL of
 * this room.
 *
 * A matter's row is locked by whoever changes its state. A step that goes to several recipients is one step with one digest,
 * which is what an officer approves, and a dispatch for each.
 */
import { type ColumnType, type Generated, type Selectable, sql } from 'kysely';
import type { AgreementRef, RecallGround } from '../agreements/index.ts';
import type { Database, IdOf, Instant, JsonValue, RoomMigrations, Transaction } from '../kernel/index.ts';
import { noteReportMatter } from '../records/index.ts';
import type { BreachNoticeBody } from './breaches/wire.ts';
import type { NewUseFacts } from './new-uses/new-use-facts.ts';
import type {
  ConsentRequestBody,
  MatterKind,
  MatterPart,
  MatterState,
  NodeState,
  OnwardStep,
  RecallAnswerBody,
  RecallDocument,
} from './wire.ts';

/** Read as its value, written as JSON text. */
type JsonColumn<Value> = ColumnType<Value, string, string>;

export interface MatterFacts {
  readonly reason: string;
  /** Of a disclosure whose author names the provisions on which it rests. */
  readonly legalBasis?: string;
  readonly purpose: string | null;
  /** The agreement under which it came, or goes. */
  readonly agreement: AgreementRef | null;
  readonly question: ConsentRequestBody | null;
  /** The dispatch by which the question or the recall came; null where we began. */
  readonly dispatch: string | null;
  /** The signed document of a recall. */
  readonly recall: RecallDocument | null;
  /** For a recall of ours: the matters of the same recall to those who get it otherwise minimised; and the minimised givings it was written for. */
  readonly others?: readonly string[];
  readonly writtenFor?: readonly string[];
  /** For a holder: the correction with its salt, until it is put in place. */
  readonly correction: JsonValue | null;
  /** For a new use: what changes, what the agreement asks for that, and what was answered. */
  readonly newUse?: NewUseFacts | null;
  /** For the notice of a breach: what it says, and which breach of our register it is about. */
  readonly breach?: BreachFacts | null;
  /** For a question that we carry: to whom it went. */
  readonly carriedTo: string | null;
  /** For a holder: other authorities that gave it the datum too and carried the same recall; each hears its answer. */
  readonly otherWays?: readonly OtherWay[];
  /** The answer to a recall that we signed, for whoever carries that recall to us later. */
  readonly answer?: RecallAnswerBody['answer'];
}

interface BreachFacts {
  readonly said: BreachNoticeBody;
  /** In our own register; null where it is another's. */
  readonly breach: string | null;
  readonly toldAt: Instant | null;
  readonly dueAt: Instant | null;
}

export interface OtherWay {
  readonly peer: string;
  readonly agreement: AgreementRef;
}

type MatterTable = {
  id: string;
  kind: MatterKind;
  part: MatterPart;
  state: MatterState;
  peer: string | null;
  record_ids: JsonColumn<readonly string[]>;
  facts: JsonColumn<MatterFacts>;
  due_at: Instant | null;
  updated_at: Instant;
};
export interface StepApproval {
  readonly officer: string;
  readonly subject: string;
  readonly at: Instant;
}
type StepTable = {
  id: string;
  matter: string;
  kind: OnwardStep;
  state: 'awaiting-approval' | 'sent' | 'voided';
  recipients: JsonColumn<readonly string[]>;
  body: JsonColumn<JsonValue>;
  body_seed: string;
  digest: string;
  purpose: string | null;
  prepared_by: string;
  prepared_at: Instant;
  approvers_min: number;
};
type DispatchTable = { digest: string; matter: string; kind: OnwardStep; peer: string; node: string | null };
type NodeTable = {
  matter: string;
  holder: string;
  holder_name: string;
  parent: string;
  state: NodeState;
  due_at: string | null;
  ground: RecallGround | null;
  clause: string | null;
  reasons: string;
  updated_at: Instant;
};
type EventTable = { id: IdOf<'evt'>; matter: string; at: Instant; position: Generated<number>; facts: JsonColumn<EventFacts> };
export interface EventFacts {
  readonly kind:
    | 'prepared'
    | 'approved'
    | 'returned'
    | 'sent'
    | 'carried'
    | 'received'
    | 'delivered'
    | 'rejected'
    | 'not-delivered'
    | 'executed'
    | 'presumed'
    | 'noted';
  readonly step: OnwardStep;
  readonly authority: string;
  readonly peer: string | null;
  readonly officer: string | null;
  readonly dispatch: string | null;
  readonly clause: { readonly agreement: AgreementRef; readonly title: string; readonly clause: string } | null;
  readonly detail: string | null;
}

type OnwardTables = {
  onward_matters: MatterTable;
  onward_steps: StepTable;
  onward_dispatches: DispatchTable;
  onward_nodes: NodeTable;
  onward_events: EventTable;
};
export type MatterRecord = Selectable<MatterTable>;
export type StepRecord = Selectable<StepTable>;
export type NodeRecord = Selectable<NodeTable>;
export type EventRecord = Selectable<EventTable>;
export type DispatchRecord = Selectable<DispatchTable>;

export const onwardMigrations: RoomMigrations = {
  'onward-001-matters': {
    async up(db) {
      await sql`create table onward_matters (
        id text collate "C" primary key, kind text not null, part text not null, state text not null, peer text,
        record_ids jsonb not null, facts jsonb not null, due_at text collate "C", updated_at text collate "C" not null)`.execute(db);
      await sql`create table onward_steps (
        id text collate "C" primary key, matter text collate "C" not null references onward_matters, kind text not null, state text not null,
        recipients jsonb not null, body jsonb not null, body_seed text not null, digest text not null, purpose text, prepared_by text not null,
        prepared_at text collate "C" not null, approvers_min integer not null)`.execute(db);
      await sql`create table onward_dispatches (
        digest text primary key, matter text collate "C" not null references onward_matters, kind text not null, peer text not null,
        node text)`.execute(db);
      await sql`create table onward_nodes (
        matter text collate "C" not null references onward_matters, holder text not null, holder_name text not null, parent text not null,
        state text not null, due_at text collate "C", ground text, clause text, reasons text not null, updated_at text collate "C" not null,
        primary key (matter, holder))`.execute(db);
      await sql`create table onward_events (
        id text collate "C" primary key, matter text collate "C" not null references onward_matters, at text collate "C" not null,
        position bigint generated always as identity, facts jsonb not null)`.execute(db);
      await sql`create index onward_matters_by_due on onward_matters (due_at, updated_at)`.execute(db);
      await sql`create index onward_steps_by_matter on onward_steps (matter)`.execute(db);
      await sql`create index onward_events_by_matter on onward_events (matter, at, position)`.execute(db);
    },
  },
  'onward-002-report-matters': {
    async up(db) {
      await sql`insert into report_matters select distinct onward_matters.id from onward_matters
        join records on onward_matters.record_ids @> to_jsonb(records.id) where records.kind = 'suspicious-report' on conflict do nothing`.execute(
        db,
      );
    },
  },
};

function tables(db: Database) {
  return db.withTables<OnwardTables>();
}

export async function insertMatter(tx: Transaction, row: MatterRecord): Promise<void> {
  await tables(tx).insertInto('onward_matters').values(valuesOf(row)).execute();
  await noteReportMatter(tx, row.id, row.record_ids);
}

/** False where the matter is there by now: another transaction, which this one has waited for, opened it. */
export async function insertMatterOnce(tx: Transaction, row: MatterRecord): Promise<boolean> {
  const insert = tables(tx).insertInto('onward_matters').values(valuesOf(row));
  const inserted = await insert
    .onConflict((key) => key.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return false;
  await noteReportMatter(tx, row.id, row.record_ids);
  return true;
}

function valuesOf(row: MatterRecord) {
  return { ...row, record_ids: JSON.stringify(row.record_ids), facts: JSON.stringify(row.facts) };
}

/** The matter, locked until the transaction ends; null when there is none. */
export async function lockMatter(tx: Transaction, id: string): Promise<MatterRecord | null> {
  return (await tables(tx).selectFrom('onward_matters').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function findMatter(db: Database, id: string): Promise<MatterRecord | null> {
  return (await tables(db).selectFrom('onward_matters').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The nearest deadline first, then the newest. */
export async function listMatters(db: Database, limit: number): Promise<MatterRecord[]> {
  return tables(db)
    .selectFrom('onward_matters')
    .selectAll()
    .orderBy('due_at', (order) => order.asc().nullsLast())
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
}

/** The new uses that were told of a record, the latest first. */
export async function newUsesOfRecord(db: Database, recordId: string): Promise<MatterRecord[]> {
  const query = tables(db).selectFrom('onward_matters').selectAll().where('kind', '=', 'new-use').where('part', '=', 'using');
  const ofRecord = query.where(sql<boolean>`record_ids @> ${JSON.stringify([recordId])}::jsonb`);
  return ofRecord.orderBy('updated_at', 'desc').orderBy('id', 'desc').execute();
}

interface OnwardMatterDue {
  readonly id: string;
  readonly step: 'answer-consent' | 'answer-recall' | 'object-to-new-use';
  readonly peer: string | null;
  readonly dueAt: Instant;
  readonly owedBy: 'us' | 'them';
}
const stepDue: Readonly<Partial<Record<MatterKind, OnwardMatterDue['step']>>> = {
  consent: 'answer-consent',
  recall: 'answer-recall',
  'new-use': 'object-to-new-use',
};
const openStates: readonly MatterState[] = ['sent', 'received', 'carried', 'told', 'noticed'];

/** Matters that somebody is to answer in the span. */
export async function onwardMattersDue(
  db: Database,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<OnwardMatterDue[]> {
  const query = tables(db).selectFrom('onward_matters').selectAll().where('due_at', '>=', from).where('due_at', '<', to);
  const rows = await query.where('state', 'in', openStates).execute();
  return rows.flatMap(({ id, kind, state, peer, due_at: dueAt }) => {
    const step = stepDue[kind];
    return step === undefined || dueAt === null ? [] : [{ id, step, peer, dueAt, owedBy: state === 'received' ? 'us' : 'them' }];
  });
}

/** The notices of these matters, as far as they are notices of a breach. */
export async function mattersAmong(db: Database, ids: readonly string[]): Promise<MatterRecord[]> {
  if (ids.length === 0) return [];
  return tables(db).selectFrom('onward_matters').selectAll().where('id', 'in', ids).execute();
}

/** New uses whose time to object has passed, and that nobody has written down as over. */
export async function overdueNewUses(db: Database, now: Instant): Promise<string[]> {
  const query = tables(db).selectFrom('onward_matters').select('id').where('kind', '=', 'new-use').where('due_at', '<', now);
  const rows = await query.where('state', 'in', ['noticed', 'received']).orderBy('id').limit(tendedMax).execute();
  return rows.map((row) => row.id);
}

/** As many as one turn of the schedule does; the next does the rest. */
const tendedMax = 200;

export async function updateMatter(
  tx: Transaction,
  id: string,
  change: {
    readonly state?: MatterState;
    readonly due_at?: Instant | null;
    readonly updated_at: Instant;
    readonly record_ids?: readonly string[];
    readonly facts?: MatterFacts;
  },
): Promise<void> {
  const { facts, record_ids, ...plain } = change;
  const ofFacts = facts === undefined ? {} : { facts: JSON.stringify(facts) };
  const ofRecords = record_ids === undefined ? {} : { record_ids: JSON.stringify(record_ids) };
  const values = { ...plain, ...ofFacts, ...ofRecords };
  await tables(tx).updateTable('onward_matters').set(values).where('id', '=', id).execute();
}

export async function insertStep(tx: Transaction, row: StepRecord): Promise<void> {
  const values = { ...row, recipients: JSON.stringify(row.recipients), body: JSON.stringify(row.body) };
  await tables(tx).insertInto('onward_steps').values(values).execute();
}

export async function findStep(db: Database, id: string): Promise<StepRecord | null> {
  return (await tables(db).selectFrom('onward_steps').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The step that waits for approval under this digest. */
export async function waitingStep(db: Database, digest: string): Promise<StepRecord | null> {
  const query = tables(db).selectFrom('onward_steps').selectAll().where('digest', '=', digest);
  return (await query.where('state', '=', 'awaiting-approval').executeTakeFirst()) ?? null;
}

/** The last step of this kind that went out. */
export async function sentStep(db: Database, matter: string, kind: OnwardStep): Promise<StepRecord | null> {
  const query = tables(db).selectFrom('onward_steps').selectAll().where('matter', '=', matter).where('kind', '=', kind);
  return (await query.where('state', '=', 'sent').orderBy('prepared_at', 'desc').executeTakeFirst()) ?? null;
}

/** The step of each matter that waits for approval; a matter has one at most. */
export async function waitingSteps(db: Database, matters: readonly string[]): Promise<StepRecord[]> {
  if (matters.length === 0) return [];
  return tables(db)
    .selectFrom('onward_steps')
    .selectAll()
    .where('matter', 'in', matters)
    .where('state', '=', 'awaiting-approval')
    .execute();
}

/** Once it is sent or void, the step keeps no body of a record. */
export async function closeStep(tx: Transaction, id: string, state: 'sent' | 'voided', body: JsonValue): Promise<void> {
  await tables(tx)
    .updateTable('onward_steps')
    .set({ state, body: JSON.stringify(body), body_seed: '' })
    .where('id', '=', id)
    .execute();
}

export async function insertDispatch(tx: Transaction, row: DispatchRecord): Promise<void> {
  await tables(tx).insertInto('onward_dispatches').values(row).execute();
}

export async function findDispatch(tx: Database, digest: string): Promise<DispatchRecord | null> {
  return (await tables(tx).selectFrom('onward_dispatches').selectAll().where('digest', '=', digest).executeTakeFirst()) ?? null;
}

export async function putNode(tx: Transaction, row: NodeRecord): Promise<void> {
  const { matter: _, holder: __, parent: ___, ...change } = row;
  await tables(tx)
    .insertInto('onward_nodes')
    .values(row)
    .onConflict((conflict) => conflict.columns(['matter', 'holder']).doUpdateSet(change))
    .execute();
}

export async function nodesOf(db: Database, matter: string): Promise<NodeRecord[]> {
  return tables(db).selectFrom('onward_nodes').selectAll().where('matter', '=', matter).orderBy('holder').execute();
}

export async function insertEvent(
  tx: Transaction,
  row: { id: IdOf<'evt'>; matter: string; at: Instant; facts: EventFacts },
): Promise<void> {
  await tables(tx)
    .insertInto('onward_events')
    .values({ ...row, facts: JSON.stringify(row.facts) })
    .execute();
}

export async function eventsOf(db: Database, matter: string): Promise<EventRecord[]> {
  return tables(db).selectFrom('onward_events').selectAll().where('matter', '=', matter).orderBy('at').orderBy('position').execute();
}
