// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of cases: the case, its steps, its timeline. The only SQL of this room.
 *
 * A case's row is locked (`for update`) by whoever changes its state, so that two officers, or an officer and a dispatch
 * that arrives, cannot both take the same transition. The timeline is only ever added to.
 */
import { type ColumnType, type Generated, type Selectable, sql } from 'kysely';
import type { AgreementRef } from '../agreements/index.ts';
import type { Database, IdOf, Instant, JsonValue, RoomMigrations, Transaction } from '../kernel/index.ts';
import { type CaseSide, isClosed } from './states/case-states.ts';
import type { CaseDeadline } from './states/case-deadlines.ts';
import type { EventFacts } from './cases/timeline.ts';
import { type CaseState, caseStates, type RequestBodyWire, type RequestDraftWire, type StepKind, type StepRowWire } from './wire.ts';

export type CaseId = IdOf<'req'>;
export type StepId = IdOf<'evt'>;
export type StepState = StepRowWire['state'];

type CaseTable = {
  id: CaseId;
  side: CaseSide;
  counterpart: string;
  agreement: NullableJsonColumn<AgreementRef>;
  draft: JsonColumn<RequestDraftWire>;
  request: NullableJsonColumn<RequestBodyWire>;
  state: CaseState;
  resume_state: CaseState | null;
  deadlines: JsonColumn<readonly CaseDeadline[]>;
  next_due_at: Instant | null;
  updated_at: Instant;
};
type StepTable = {
  id: StepId;
  case_id: CaseId;
  kind: StepKind;
  state: StepState;
  body: JsonColumn<JsonValue>;
  conditions: JsonColumn<JsonValue>;
  /** What opens the body's tree, in hexadecimal; null for a step of the other side, whose body document the exchange keeps. */
  body_seed: string | null;
  digest: string;
  prepared_by: string;
  prepared_at: Instant;
  approvers_min: number;
  returned_reason: string | null;
  dispatch: string | null;
  /** The moment in the dispatch, for which its verdict was given; null until it is sent. */
  sent_at: Instant | null;
  /** The approvals that the dispatch carries, of whichever side sent it. */
  approvals: JsonColumn<readonly StepApproval[]>;
};
export interface StepApproval {
  readonly officer: string;
  readonly subject: string;
  readonly at: Instant;
  /** The authenticator that proves it; null where a password and a code were all the proof. */
  readonly authenticator: string | null;
}
type EventTable = {
  id: IdOf<'evt'>;
  case_id: CaseId;
  at: Instant;
  position: Generated<number>;
  facts: JsonColumn<EventFacts>;
};
/** Read as its value, written as JSON text. */
type JsonColumn<Value> = ColumnType<Value, string, string>;
type NullableJsonColumn<Value> = ColumnType<Value | null, string | null, string | null>;

type AssistanceTables = { assistance_cases: CaseTable; assistance_steps: StepTable; assistance_events: EventTable };

export type CaseRecord = Selectable<CaseTable>;
export type StepRecord = Selectable<StepTable>;
export type EventRecord = Selectable<EventTable>;

export const assistanceMigrations: RoomMigrations = {
  'assistance-001-cases': {
    async up(db) {
      await sql`
        create table assistance_cases (
          id text collate "C" primary key, side text not null check (side in ('requesting', 'requested')), counterpart text not null,
          agreement jsonb, draft jsonb not null, request jsonb, state text not null, resume_state text,
          deadlines jsonb not null default '[]', next_due_at text collate "C", updated_at text collate "C" not null)`.execute(db);
      await sql`
        create table assistance_steps (
          id text collate "C" primary key, case_id text collate "C" not null references assistance_cases, kind text not null, state text not null,
          body jsonb not null, conditions jsonb not null, digest text not null, prepared_by text not null,
          prepared_at text collate "C" not null, approvers_min integer not null, returned_reason text, dispatch text unique,
          sent_at text collate "C", approvals jsonb not null)`.execute(db);
      await sql`
        create table assistance_events (
          id text collate "C" primary key, case_id text collate "C" not null references assistance_cases, at text collate "C" not null,
          position bigint generated always as identity, facts jsonb not null)`.execute(db);
      await sql`create index assistance_cases_by_due on assistance_cases (side, next_due_at, updated_at)`.execute(db);
      await sql`create index assistance_steps_by_case on assistance_steps (case_id)`.execute(db);
      await sql`create index assistance_steps_waiting on assistance_steps (state) where state = 'awaiting-approval'`.execute(db);
      await sql`create index assistance_events_by_case on assistance_events (case_id, at, position)`.execute(db);
    },
  },
  'assistance-002-body-seeds': {
    async up(db) {
      await sql`alter table assistance_steps add column body_seed text`.execute(db);
    },
  },
  // A clock without its start is not counted again when holidays are announced. The day that a postponement names is no such clock.
  'assistance-003-started-clocks': {
    async up(db) {
      await sql`
        update assistance_cases as c
        set deadlines = (
          select jsonb_agg(
            case
              when clock ? 'startedAt' or clock ->> 'sentence' like 'The request is carried out later%' then clock
              else clock || jsonb_build_object('startedAt', received.at)
            end order by place)
          from jsonb_array_elements(c.deadlines) with ordinality as clocks (clock, place))
        from (
          select case_id, min(at) as at from assistance_events
          where facts ->> 'step' = 'request' and facts ->> 'kind' = 'delivered' group by case_id) as received
        where received.case_id = c.id and jsonb_array_length(c.deadlines) > 0`.execute(db);
    },
  },
  // Looked at every second: those refused cases whose requester still has time to answer the refusal.
  'assistance-004-refused-with-time': {
    async up(db) {
      await sql`create index assistance_cases_refused on assistance_cases (next_due_at)
        where state = 'refused' and next_due_at is not null`.execute(db);
    },
  },
  'assistance-005-relays': {
    async up(db) {
      await sql`create index assistance_cases_relay on assistance_cases ((coalesce(request, draft) -> 'trace' ->> 'relay'))
        where coalesce(request, draft) -> 'trace' is not null`.execute(db);
    },
  },
  'assistance-006-other-legs': {
    async up(db) {
      await sql`create index assistance_cases_alert on assistance_cases ((coalesce(request, draft) -> 'alert' ->> 'alert'))
        where coalesce(request, draft) -> 'alert' is not null`.execute(db);
    },
  },
};

export async function insertCase(tx: Transaction, row: CaseRecord): Promise<void> {
  const { agreement, draft, request, deadlines, ...plain } = row;
  await tables(tx)
    .insertInto('assistance_cases')
    .values({
      ...plain,
      agreement: json(agreement),
      draft: JSON.stringify(draft),
      request: json(request),
      deadlines: JSON.stringify(deadlines),
    })
    .execute();
}

/** The case, locked until the transaction ends; null when there is none. */
export async function lockCase(tx: Transaction, id: string): Promise<CaseRecord | null> {
  return (
    (await tables(tx)
      .selectFrom('assistance_cases')
      .selectAll()
      .where('id', '=', id as CaseId)
      .forUpdate()
      .executeTakeFirst()) ?? null
  );
}

export async function findCase(db: Database, id: string): Promise<CaseRecord | null> {
  return (
    (await tables(db)
      .selectFrom('assistance_cases')
      .selectAll()
      .where('id', '=', id as CaseId)
      .executeTakeFirst()) ?? null
  );
}

/** Spelt as the indexes spell it, so that PostgreSQL sees that they answer the question. */
const bringsOrder = sql<boolean>`coalesce(request, draft) -> 'order' is not null`;

/** Cases whose request or draft brings the certificate of an order, the newest first; all of them, or those that are open. */
export async function casesWithOrders(db: Database, { limit, isOpen }: { limit: number; isOpen: boolean }): Promise<CaseRecord[]> {
  const all = tables(db).selectFrom('assistance_cases').selectAll().where(bringsOrder).orderBy('updated_at', 'desc').limit(limit);
  return (isOpen ? all.where('state', 'not in', caseStates.filter(isClosed)) : all).execute();
}

/** The cases that bring one of these orders, or an order that follows one of them. */
export async function casesAroundOrders(db: Database, orderIds: readonly string[]): Promise<CaseRecord[]> {
  const order = sql`coalesce(request, draft) -> 'order'`;
  return tables(db)
    .selectFrom('assistance_cases')
    .selectAll()
    .where(bringsOrder)
    .where(sql<boolean>`(${order} ->> 'orderId' = any(${[...orderIds]}::text[]) or ${order} ->> 'follows' = any(${[...orderIds]}::text[]))`)
    .orderBy('updated_at', 'desc')
    .execute();
}

/** Those of these cases whose request brings an order. */
export async function casesWithOrdersAmong(db: Database, ids: readonly string[]): Promise<CaseRecord[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('assistance_cases')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::text[]) and request -> 'order' is not null`)
    .orderBy('id')
    .execute();
}

/** The cases that hand on a trace of one of these relays, or ask for the other leg of one of these alerts; the first first. */
export async function casesAsking(db: Database, about: 'relay' | 'alert', values: readonly string[]): Promise<CaseRecord[]> {
  if (values.length === 0) return [];
  const question = about === 'relay' ? sql`coalesce(request, draft) -> 'trace'` : sql`coalesce(request, draft) -> 'alert'`;
  const isMeant = sql<boolean>`${question} is not null and ${question} ->> ${sql.lit(about)} = any(${[...values]}::text[])`;
  return tables(db).selectFrom('assistance_cases').selectAll().where(isMeant).orderBy('id').execute();
}

/** The certificates of one order that went, or are about to go, to other authorities. The lock keeps two from being submitted at once. */
export async function ordersSent(tx: Transaction, caseId: CaseId, orderId: string): Promise<{ counterpart: string; order: JsonValue }[]> {
  await sql`select pg_advisory_xact_lock(hashtext(${`order ${orderId}`}))`.execute(tx);
  const rows = await tables(tx)
    .selectFrom('assistance_cases')
    .select(['counterpart', sql<JsonValue>`request -> 'order'`.as('order')])
    .where('id', '!=', caseId)
    .where('side', '=', 'requesting')
    .where('state', 'not in', ['draft', 'refused', 'upheld', 'withdrawn', 'not-delivered'])
    .where('request', 'is not', null)
    .where(bringsOrder)
    .where(sql<boolean>`coalesce(request, draft) -> 'order' ->> 'orderId' = ${orderId}`)
    .execute();
  return rows;
}

/** The newest first. */
export async function casesOfCounterpart(db: Database, counterpart: string, limit: number): Promise<CaseRecord[]> {
  const query = tables(db).selectFrom('assistance_cases').selectAll().where('counterpart', '=', counterpart);
  return query.orderBy('updated_at', 'desc').limit(limit).execute();
}

export type CaseChange = Partial<Omit<CaseRecord, 'id' | 'side'>> & { readonly updated_at: Instant };

export async function updateCase(tx: Transaction, id: CaseId, change: CaseChange): Promise<void> {
  const { agreement, draft, request, deadlines, ...plain } = change;
  await tables(tx)
    .updateTable('assistance_cases')
    .set({
      ...plain,
      ...(agreement === undefined ? {} : { agreement: json(agreement) }),
      ...(draft === undefined ? {} : { draft: JSON.stringify(draft) }),
      ...(request === undefined ? {} : { request: json(request) }),
      ...(deadlines === undefined ? {} : { deadlines: JSON.stringify(deadlines) }),
    })
    .where('id', '=', id)
    .execute();
}

/** Cases under an agreement whose clocks run, locked until the transaction ends. */
export async function casesWithClocks(tx: Transaction, agreementDigest: string): Promise<CaseRecord[]> {
  return tables(tx)
    .selectFrom('assistance_cases')
    .selectAll()
    .where(sql<boolean>`agreement ->> 'digest' = ${agreementDigest}`)
    .where('next_due_at', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Takes refused cases whose time to answer the refusal has passed out of the lists of what is due; how many those were. */
export async function endRightsOver(db: Database, now: Instant): Promise<number> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('assistance_cases')
    .set({ next_due_at: null })
    .where('state', '=', 'refused')
    .where('next_due_at', '<', now)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Cases of one side, or those with a step that waits for approval; the nearest deadline first, then the newest. */
export async function listCases(
  db: Database,
  filter: { side: CaseSide | null; onlyAwaitingApproval: boolean; limit: number },
): Promise<CaseRecord[]> {
  let query = tables(db).selectFrom('assistance_cases').selectAll();
  if (filter.side !== null) query = query.where('side', '=', filter.side);
  if (filter.onlyAwaitingApproval) {
    query = query.where('id', 'in', (eb) => eb.selectFrom('assistance_steps').select('case_id').where('state', '=', 'awaiting-approval'));
  }
  return query
    .orderBy('next_due_at', (order) => order.asc().nullsLast())
    .orderBy('updated_at', 'desc')
    .limit(filter.limit)
    .execute();
}

export async function insertStep(tx: Transaction, row: StepRecord): Promise<void> {
  await tables(tx)
    .insertInto('assistance_steps')
    .values({
      ...row,
      body: JSON.stringify(row.body),
      conditions: JSON.stringify(row.conditions),
      approvals: JSON.stringify(row.approvals),
    })
    .execute();
}

export async function stepsOfCases(db: Database, caseIds: readonly CaseId[]): Promise<StepRecord[]> {
  if (caseIds.length === 0) return [];
  return tables(db)
    .selectFrom('assistance_steps')
    .selectAll()
    .where('case_id', 'in', caseIds)
    .orderBy('prepared_at')
    .orderBy('id')
    .execute();
}

/** The step, locked until the transaction ends; lock its case first. */
export async function lockStep(tx: Transaction, id: string): Promise<StepRecord | null> {
  return (
    (await tables(tx)
      .selectFrom('assistance_steps')
      .selectAll()
      .where('id', '=', id as StepId)
      .forUpdate()
      .executeTakeFirst()) ?? null
  );
}

export async function findStep(db: Database, id: string): Promise<StepRecord | null> {
  return (
    (await tables(db)
      .selectFrom('assistance_steps')
      .selectAll()
      .where('id', '=', id as StepId)
      .executeTakeFirst()) ?? null
  );
}

/** The step that waits for approval under this digest. */
export async function waitingStep(db: Database, digest: string): Promise<StepRecord | null> {
  const query = tables(db).selectFrom('assistance_steps').selectAll().where('digest', '=', digest);
  return (await query.where('state', '=', 'awaiting-approval').executeTakeFirst()) ?? null;
}

export async function findStepOfDispatch(tx: Transaction, dispatch: string): Promise<StepRecord | null> {
  return (await tables(tx).selectFrom('assistance_steps').selectAll().where('dispatch', '=', dispatch).executeTakeFirst()) ?? null;
}

export async function updateStep(tx: Transaction, id: StepId, change: { state: StepState; returned_reason?: string }): Promise<void> {
  await tables(tx).updateTable('assistance_steps').set(change).where('id', '=', id).execute();
}

/** What becomes known of a step when its dispatch is made. */
export async function markSent(
  tx: Transaction,
  id: StepId,
  sent: { readonly dispatch: string; readonly at: Instant; readonly approvals: readonly StepApproval[]; readonly body: JsonValue },
): Promise<void> {
  const { dispatch, at, approvals, body } = sent;
  await tables(tx)
    .updateTable('assistance_steps')
    .set({ state: 'queued', dispatch, sent_at: at, approvals: JSON.stringify(approvals), body: JSON.stringify(body) })
    .where('id', '=', id)
    .execute();
}

export async function insertEvent(
  tx: Transaction,
  row: { id: IdOf<'evt'>; caseId: CaseId; at: Instant; facts: EventFacts },
): Promise<void> {
  await tables(tx)
    .insertInto('assistance_events')
    .values({ id: row.id, case_id: row.caseId, at: row.at, facts: JSON.stringify(row.facts) })
    .execute();
}

export async function eventsOfCase(db: Database, caseId: CaseId): Promise<EventRecord[]> {
  return tables(db).selectFrom('assistance_events').selectAll().where('case_id', '=', caseId).orderBy('at').orderBy('position').execute();
}

function tables(db: Database) {
  return db.withTables<AssistanceTables>();
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
