// SPDX-License-Identifier: Apache-2.0
/**
 * Cases as a whole authority sees them: pages of a worklist, clocks of a span, words. Only reads; rows are written by the room's own store.
 *
 * A page follows the one before by where that ended (a keyset), so the thousandth page costs what the first does. What has a deadline comes
 * first, the nearest before the others; what has none comes after it, the newest before the others.
 */
import { type RawBuilder, sql } from 'kysely';
import type { AgreementRef } from '../../agreements/index.ts';
import type { Database, Instant, RoomMigrations } from '../../kernel/index.ts';
import type { CaseSide } from '../states/case-states.ts';
import type { CaseDeadline } from '../states/case-deadlines.ts';
import type { CaseRecord, StepState } from '../store.ts';
import type { EventFacts } from '../cases/timeline.ts';
import type { CaseState, StepKind, UsefulnessWord } from '../wire.ts';
import { type CaseEnding, type CountedRefusal, endingOf, type EndingStep, refusalsOf } from './case-ending.ts';

export const overviewMigrations: RoomMigrations = {
  'assistance-101-overview': {
    async up(db) {
      await sql`create index assistance_cases_with_deadline on assistance_cases (side, next_due_at, id) where next_due_at is not null`.execute(
        db,
      );
      await sql`create index assistance_cases_without_deadline on assistance_cases (side, updated_at desc, id desc)
        where next_due_at is null`.execute(db);
      await sql`create index assistance_cases_words on assistance_cases using gin (jsonb_to_tsvector('simple', draft, '["string"]'))`.execute(
        db,
      );
      await sql`create index assistance_events_by_position on assistance_events (position)`.execute(db);
      await sql`create index assistance_steps_words on assistance_steps using gin (jsonb_to_tsvector('simple', body, '["string"]'))
        where kind in ('acknowledgement', 'question', 'answer', 'refusal', 'withdrawal')`.execute(db);
    },
  },
  'assistance-102-words-after-refusal': {
    async up(db) {
      await sql`drop index assistance_steps_words`.execute(db);
      await sql`create index assistance_steps_words on assistance_steps using gin (jsonb_to_tsvector('simple', body, '["string"]'))
        where kind in ('acknowledgement', 'question', 'answer', 'refusal', 'rebuttal', 'cure', 'reopening', 'upholding', 'withdrawal')`.execute(
        db,
      );
    },
  },
  'assistance-103-newest': {
    async up(db) {
      await sql`create index assistance_cases_newest on assistance_cases (updated_at desc, id desc)`.execute(db);
    },
  },
  // Few cases bring an order, and lists, clocks and the sum of one order over all states ask for exactly these.
  'assistance-104-orders': {
    async up(db) {
      await sql`create index assistance_cases_with_order on assistance_cases (updated_at desc)
        where coalesce(request, draft) -> 'order' is not null`.execute(db);
      await sql`create index assistance_cases_of_order on assistance_cases ((coalesce(request, draft) -> 'order' ->> 'orderId'))
        where coalesce(request, draft) -> 'order' is not null`.execute(db);
    },
  },
};

/** A query that gives identifiers of cases as `case_id`, made by the store of whoever knows them: none of them is carried about. */
export type CaseIds = RawBuilder<unknown>;
/**
 * That a case is none of these, however many they are: asked of each row that is read, by the indexes of those who know them. The offset
 * keeps the question with its row. `id`: where the row has the identifier of its case. Null hides nothing.
 */
export function noneOf(hidden: CaseIds | null, id: RawBuilder<unknown>): RawBuilder<unknown> {
  return hidden === null ? sql`true` : sql`not exists (select from (${hidden}) as hidden where hidden.case_id = ${id} offset 0)`;
}

/** Those of a few cases that are among the given ones. */
export async function casesAmong(db: Database, given: CaseIds | null, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (given === null || ids.length === 0) return new Set();
  const found = await sql<{ case_id: string }>`select case_id from (${given}) as given where case_id = any(${[...ids]}::text[])`.execute(
    db,
  );
  return new Set(found.rows.map((row) => row.case_id));
}

/** Of more cases than these, a page is found sooner by going through all cases in their order and asking of each. */
const readOneByOneMax = 10_000;

/** Where a page ended: at a case with a deadline, or at one without. */
export type PlaceInList = readonly [part: 'due' | 'rest', at: string, id: string];

const ownId = sql`assistance_cases.id`;

export interface CaseSelection {
  readonly sides: readonly CaseSide[];
  /** Only these cases; null: all. */
  readonly only: CaseIds | null;
  /** Never these. */
  readonly hidden: CaseIds | null;
  readonly after: PlaceInList | null;
  readonly limit: number;
}

export async function pageOfCases(db: Database, wanted: CaseSelection): Promise<CaseRecord[]> {
  const { after, limit } = wanted;
  const due = after?.[0] === 'rest' ? [] : await partOf(db, wanted, 'due');
  if (due.length >= limit) return due;
  const restAfter = after?.[0] === 'rest' ? after : null;
  return [...due, ...(await partOf(db, { ...wanted, after: restAfter, limit: limit - due.length }, 'rest'))];
}

/** Each side by its own index, then both in one order. */
async function partOf(db: Database, wanted: CaseSelection, part: 'due' | 'rest'): Promise<CaseRecord[]> {
  const rows: CaseRecord[] = [];
  const own = wanted.only === null ? [] : [await amongThese(db, wanted.only)];
  for (const side of wanted.sides) rows.push(...(await partOfSide(db, wanted, part, [sql`side = ${side}`, ...own])));
  const sign = part === 'due' ? 1 : -1;
  const key = (row: CaseRecord): string => `${part === 'due' ? (row.next_due_at ?? '') : row.updated_at} ${row.id}`;
  return rows.toSorted((left, right) => (key(left) < key(right) ? -sign : sign)).slice(0, wanted.limit);
}

/** That a case is one of these, said so that PostgreSQL reads few of them by their identifiers, and many in the order of the page. */
async function amongThese(db: Database, ids: CaseIds): Promise<RawBuilder<unknown>> {
  const counted = sql<{ count: string }>`select count(*) as count from (${ids} limit ${readOneByOneMax + 1}) as own`;
  const count = Number((await counted.execute(db)).rows[0]?.count ?? 0);
  if (count <= readOneByOneMax) return sql`id in (${ids})`;
  // An offset keeps the question with its row.
  return sql`exists (select from (${ids}) as own where own.case_id = assistance_cases.id offset 0)`;
}

async function partOfSide(
  db: Database,
  wanted: CaseSelection,
  part: 'due' | 'rest',
  given: readonly RawBuilder<unknown>[],
): Promise<CaseRecord[]> {
  const { hidden, after, limit } = wanted;
  const limits: RawBuilder<unknown>[] = [...given, noneOf(hidden, ownId)];
  if (part === 'due') {
    limits.push(sql`next_due_at is not null`);
    if (after !== null) limits.push(sql`(next_due_at, id) > (${after[1]}, ${after[2]})`);
    const order = sql`order by next_due_at, id limit ${limit}`;
    return (await sql<CaseRecord>`select * from assistance_cases where ${sql.join(limits, sql` and `)} ${order}`.execute(db)).rows;
  }
  limits.push(sql`next_due_at is null`);
  if (after !== null) limits.push(sql`(updated_at, id) < (${after[1]}, ${after[2]})`);
  const order = sql`order by updated_at desc, id desc limit ${limit}`;
  return (await sql<CaseRecord>`select * from assistance_cases where ${sql.join(limits, sql` and `)} ${order}`.execute(db)).rows;
}

/** Cases whose nearest open deadline lies before the moment: every open deadline before it is one of theirs. */
export async function casesDueBefore(
  db: Database,
  wanted: { readonly before: Instant; readonly only: CaseIds | null; readonly hidden: CaseIds | null; readonly limit: number },
): Promise<CaseRecord[]> {
  const { before, only, hidden, limit } = wanted;
  const limits = [sql`next_due_at is not null`, sql`next_due_at < ${before}`, noneOf(hidden, ownId)];
  if (only !== null) limits.push(sql`id in (${only})`);
  const where = sql.join(limits, sql` and `);
  return (await sql<CaseRecord>`select * from assistance_cases where ${where} order by next_due_at desc, id limit ${limit}`.execute(db))
    .rows;
}

export async function casesByIds(db: Database, ids: readonly string[]): Promise<CaseRecord[]> {
  if (ids.length === 0) return [];
  return (await sql<CaseRecord>`select * from assistance_cases where id = any(${[...ids]}::text[])`.execute(db)).rows;
}

/** The case of a step; null where there is no such step. */
export async function caseIdOfStep(db: Database, stepId: string): Promise<string | null> {
  const { rows } = await sql<{ case_id: string }>`select case_id from assistance_steps where id = ${stepId}`.execute(db);
  return rows[0]?.case_id ?? null;
}

/** Words that stand in more cases than this are common: to put all of those in order takes longer than anybody waits. */
export const commonWordsMin = 4000;
/** Cases in which common words are looked for, those that changed last. */
const newestLookedAt = 1000;

export interface WordsWanted {
  readonly query: string;
  /** Cases that somebody else found. */
  readonly also: CaseIds;
  readonly hidden: CaseIds | null;
  readonly limit: number;
}

/**
 * Cases in whose request form, questions, answers, acknowledgements, refusals and what follows them, or withdrawals all words begin that
 * the query names; the last changed first. `isCommon`: the words stand in very many, and only the last changed of all cases were looked through.
 * The text of a received reply is not searched: it is held under conditions, and its use names a purpose.
 */
export async function casesWithWords(
  db: Database,
  wanted: WordsWanted,
): Promise<{ readonly rows: CaseRecord[]; readonly isCommon: boolean }> {
  const { hidden, limit } = wanted;
  const isCommon = await areCommon(db, wanted);
  const order = sql`order by updated_at desc, id desc`;
  const found = await (
    isCommon
      ? sql<CaseRecord>`select * from (select * from assistance_cases ${order} limit ${newestLookedAt}) as newest
        where (${hasWords(wanted)}) and ${noneOf(hidden, sql`newest.id`)} ${order} limit ${limit}`
      : sql<CaseRecord>`select * from assistance_cases where id in (${idsWithWords(wanted)}) and ${noneOf(hidden, ownId)} ${order} limit ${limit}`
  ).execute(db);
  return { rows: found.rows, isCommon };
}

const draftWords = sql`jsonb_to_tsvector('simple', draft, '["string"]')`;
const stepWords = sql`jsonb_to_tsvector('simple', body, '["string"]')`;
const searchedSteps = sql`kind in ('acknowledgement', 'question', 'answer', 'refusal', 'rebuttal', 'cure', 'reopening', 'upholding', 'withdrawal')`;

function idsWithWords({ query, also }: WordsWanted): CaseIds {
  return sql`select id from assistance_cases where ${draftWords} @@ to_tsquery('simple', ${query})
    union select case_id from assistance_steps where ${searchedSteps} and ${stepWords} @@ to_tsquery('simple', ${query})
    union ${also}`;
}

/** Of one case, `newest`. */
function hasWords({ query, also }: WordsWanted): RawBuilder<unknown> {
  return sql`${draftWords} @@ to_tsquery('simple', ${query}) or newest.id in (${also}) or exists (
    select from assistance_steps where case_id = newest.id and ${searchedSteps} and ${stepWords} @@ to_tsquery('simple', ${query}))`;
}

async function areCommon(db: Database, { query, also }: WordsWanted): Promise<boolean> {
  const most = sql`limit ${commonWordsMin + 1}`;
  const found = await sql<{ most: string }>`select greatest(
    (select count(*) from (select from assistance_cases where ${draftWords} @@ to_tsquery('simple', ${query}) ${most}) as one),
    (select count(*) from (select from assistance_steps
      where ${searchedSteps} and ${stepWords} @@ to_tsquery('simple', ${query}) ${most}) as two),
    (select count(*) from (${also} ${most}) as three)) as most`.execute(db);
  return Number(found.rows[0]?.most ?? 0) > commonWordsMin;
}

export interface StepInList {
  readonly case_id: string;
  readonly kind: StepKind;
  readonly state: StepState;
  readonly prepared_by: string;
  readonly returned_reason: string | null;
}

/** The steps of cases without what they say, in the order in which they were prepared. */
export async function stepLines(db: Database, caseIds: readonly string[]): Promise<StepInList[]> {
  if (caseIds.length === 0) return [];
  const found = await sql<StepInList>`select case_id, kind, state, prepared_by, returned_reason from assistance_steps
    where case_id = any(${[...caseIds]}::text[]) order by prepared_at, id`.execute(db);
  return found.rows;
}

export interface EventInList {
  readonly position: string;
  readonly case_id: string;
  readonly side: CaseSide;
  readonly at: Instant;
  readonly facts: EventFacts;
  /** The officer who prepared the step, where it is one of ours that waits or was returned. */
  readonly prepared_by: string | null;
}

/** Events of all cases behind a position, in their order. */
export async function eventsAfter(db: Database, position: string, limit: number): Promise<EventInList[]> {
  const found = await sql<EventInList>`select event.position::text, event.case_id, cases.side, event.at, event.facts, (
      select prepared_by from assistance_steps step where step.case_id = event.case_id and step.kind = event.facts ->> 'step'
      order by prepared_at desc limit 1) as prepared_by
    from assistance_events event join assistance_cases cases on cases.id = event.case_id
    where event.position > ${position}::bigint order by event.position limit ${limit}`.execute(db);
  return found.rows;
}

/** The position of the newest event; 0 where there is none. */
export async function lastEventPosition(db: Database): Promise<string> {
  const found = await sql<{ place: string }>`select coalesce(max(position), 0)::text as place from assistance_events`.execute(db);
  return found.rows[0]?.place ?? '0';
}

/** What statistics count of a case: its sides, instrument, moments and outcome. No word of what it is about. */
export interface CaseFacts {
  readonly caseId: string;
  readonly side: CaseSide;
  readonly counterpart: string;
  readonly agreement: AgreementRef | null;
  readonly ending: CaseEnding;
  /** Answered, and more is to come. */
  readonly isPartlyAnswered: boolean;
  readonly class: 'normal' | 'urgent';
  /** When the requested authority received it. */
  readonly receivedAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly refusedAt: Instant | null;
  readonly refusals: readonly CountedRefusal[];
  /** What the requester's newest report on the use says of the answer; null while it has reported nothing. */
  readonly usefulness: UsefulnessWord | null;
  /** Whether its draft was shown before. */
  readonly isDraftShown: boolean;
  readonly deadlines: readonly CaseDeadline[];
}

type FactsRow = {
  case_id: string;
  side: CaseSide;
  counterpart: string;
  agreement: AgreementRef | null;
  state: CaseState;
  class: 'normal' | 'urgent';
  received_at: Instant;
  acknowledged_at: Instant | null;
  replied_at: Instant | null;
  refused_at: Instant | null;
  steps: readonly EndingStep[];
  usefulness: UsefulnessWord | null;
  is_shown: boolean;
  deadlines: readonly CaseDeadline[];
};

/** Cases received in the span but for the hidden ones, in the order of receipt; at most `limit`. An answer counts from the moment that it was received. */
export async function caseFactsBetween(
  db: Database,
  { from, to, hidden, limit }: { readonly from: Instant; readonly to: Instant; readonly hidden: CaseIds | null; readonly limit: number },
): Promise<CaseFacts[]> {
  const at = (step: string, which: 'min' | 'max') =>
    sql`(select ${sql.raw(which)}(event.at) from assistance_events event where event.case_id = received.case_id
      and event.facts ->> 'kind' = 'delivered' and event.facts ->> 'step' = ${step})`;
  const found = await sql<FactsRow>`
    with received as (
      select case_id, min(at) as at from assistance_events
      where facts ->> 'kind' = 'delivered' and facts ->> 'step' = 'request' and at >= ${from} and at < ${to}
        and ${noneOf(hidden, sql`assistance_events.case_id`)}
      group by case_id order by min(at) limit ${limit})
    select received.case_id, cases.side, cases.counterpart, cases.agreement, cases.state, cases.draft ->> 'class' as class, cases.deadlines,
      received.at as received_at, ${at('acknowledgement', 'min')} as acknowledged_at, ${at('reply', 'max')} as replied_at,
      ${at('refusal', 'max')} as refused_at,
      (select coalesce(json_agg(json_build_object('kind', step.kind, 'ground', step.body ->> 'ground') order by step.sent_at), '[]')
        from assistance_steps step where step.case_id = received.case_id and step.state in ('queued', 'delivered')
        and step.kind in ('reply', 'impossibility', 'refusal', 'rebuttal', 'cure', 'reopening', 'upholding', 'postponement')) as steps,
      (select step.body ->> 'usefulness' from assistance_steps step where step.case_id = received.case_id and step.kind = 'feedback'
        and step.state in ('queued', 'delivered') order by step.sent_at desc limit 1) as usefulness,
      exists (select from assistance_steps step where step.case_id = received.case_id and step.kind = 'draft-sharing'
        and step.state = 'delivered') as is_shown
    from received join assistance_cases cases on cases.id = received.case_id order by received.at`.execute(db);
  return found.rows.map((row) => {
    const ending = endingOf(row.state, row.steps);
    return {
      caseId: row.case_id,
      side: row.side,
      counterpart: row.counterpart,
      agreement: row.agreement,
      ending,
      isPartlyAnswered: row.state === 'partly-answered',
      class: row.class,
      receivedAt: row.received_at,
      acknowledgedAt: row.acknowledged_at,
      answeredAt: ending === 'answered' ? row.replied_at : null,
      refusedAt: ending === 'refused' ? row.refused_at : null,
      refusals: refusalsOf(row.steps),
      usefulness: row.usefulness,
      isDraftShown: row.is_shown,
      deadlines: row.deadlines,
    };
  });
}
