// SPDX-License-Identifier: Apache-2.0
/**
 * Leads, what happened to them, and judgements of pairs.
 *
 * A lead is known by its key: what was looked at, and what it met. The same finding again is the same lead. A lead about a record keeps the
 * record's identifier and the place in it, never its words: those are seen by a use of the record. Nothing is ever deleted; a judgement is
 * outlived by a newer one.
 */
import { type ColumnType, type Generated, type Selectable, sql } from 'kysely';
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { Question } from '../../screening/index.ts';
import type { JudgementVerdict, LeadEvent, LeadKind, LeadState, usefulness } from '../wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

/** What an engine looked at. */
export type LeadAbout =
  | { readonly kind: 'record'; readonly record: string; readonly place: string; readonly version: number }
  | { readonly kind: 'asked'; readonly from: string; readonly question: Question }
  | { readonly kind: 'document'; readonly name: string; readonly digest: string }
  /** An alert of room surveillance, by its digest; it is kept in findings_alerts. */
  | { readonly kind: 'alert'; readonly digest: string };

/** What it met on a list. */
export interface LeadListed {
  readonly list: string;
  readonly id: string;
  readonly version: number;
  /** The digest of the listed subject as it was met. */
  readonly digest: string;
}

export interface LeadReason {
  readonly feature: string;
  readonly points: number;
  /** Null where the words of a record would stand in it. */
  readonly sentence: string | null;
}

export interface LeadFacts {
  readonly about: LeadAbout;
  readonly listed: LeadListed | null;
  readonly reasons: readonly LeadReason[];
  readonly evidence: { readonly engine: string; readonly version: string; readonly inputDigest: string };
}

export type LeadNews = 'list-changed' | 'subject-changed' | 'judgement-ended';

type LeadTable = {
  id: string;
  key: string;
  kind: LeadKind;
  state: LeadState;
  title: string;
  sentence: string;
  strength: number | null;
  purpose: Purpose;
  facts: JsonColumn<LeadFacts>;
  list: string | null;
  listed: string | null;
  assignee: string | null;
  news: LeadNews | null;
  case_ref: string | null;
  /** Whether it is about a suspicious report: then it is there only for officers who may know of that. */
  is_of_report: boolean;
  raised_at: Instant;
  updated_at: Instant;
};
type EventTable = {
  id: string;
  lead: string;
  position: Generated<number>;
  at: Instant;
  event: LeadEvent;
  from: LeadState | null;
  to: LeadState;
  officer: string;
  reason: string;
  usefulness: (typeof usefulness)[number] | null;
};
type JudgementTable = {
  id: string;
  position: Generated<number>;
  /** What was looked at: `record:rcd_...#/owners/0`, or the digest of what was asked. */
  subject: string;
  /** The version of the record; 0 where something was asked. */
  subject_version: number;
  list: string;
  listed: string;
  listed_digest: string;
  list_version: number;
  verdict: JudgementVerdict;
  reason: string;
  until: Instant | null;
  officer: string;
  at: Instant;
};
type LeadTables = { findings_leads: LeadTable; findings_lead_events: EventTable; findings_judgements: JudgementTable };
export type LeadRecord = Selectable<LeadTable>;
export type LeadEventRecord = Omit<Selectable<EventTable>, 'position'>;
export type JudgementRecord = Omit<Selectable<JudgementTable>, 'position'>;

export const leadMigrations: RoomMigrations = {
  'findings-002-leads': {
    async up(db) {
      await sql`create table findings_leads (
        id text collate "C" primary key, key text not null unique, kind text not null, state text not null, title text not null,
        sentence text not null, strength double precision, purpose text not null, facts jsonb not null, list text collate "C", listed text,
        assignee text, news text, case_ref text, raised_at text collate "C" not null, updated_at text collate "C" not null)`.execute(db);
      await sql`create table findings_lead_events (
        id text collate "C" primary key, lead text collate "C" not null references findings_leads, position bigint generated always as identity,
        at text collate "C" not null, event text not null, "from" text, "to" text not null, officer text not null, reason text not null,
        usefulness text)`.execute(db);
      await sql`create table findings_judgements (
        id text collate "C" primary key, position bigint generated always as identity, subject text not null, subject_version integer not null,
        list text collate "C" not null, listed text not null, listed_digest text not null, list_version integer not null, verdict text not null,
        reason text not null, until text collate "C", officer text not null, at text collate "C" not null)`.execute(db);
      await sql`create index findings_leads_by_state on findings_leads (state, raised_at, id)`.execute(db);
      await sql`create index findings_leads_by_listed on findings_leads (list, listed)`.execute(db);
      await sql`create index findings_lead_events_by_lead on findings_lead_events (lead, position)`.execute(db);
      await sql`create index findings_judgements_by_pair on findings_judgements (subject, list, listed, position)`.execute(db);
    },
  },
  'findings-006-leads-of-reports': {
    async up(db) {
      await sql`alter table findings_leads add column is_of_report boolean not null default false`.execute(db);
      await sql`update findings_leads set is_of_report = true from records
        where records.id = findings_leads.facts -> 'about' ->> 'record' and records.kind = 'suspicious-report'`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<LeadTables>();
}

export async function insertLead(tx: Transaction, row: LeadRecord): Promise<void> {
  await tables(tx)
    .insertInto('findings_leads')
    .values({ ...row, facts: JSON.stringify(row.facts) })
    .execute();
}

export async function findLead(db: Database, id: string): Promise<LeadRecord | null> {
  return (await tables(db).selectFrom('findings_leads').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The lead, locked until the transaction ends; null when there is none. */
export async function lockLead(tx: Transaction, id: string): Promise<LeadRecord | null> {
  return (await tables(tx).selectFrom('findings_leads').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function lockLeadByKey(tx: Transaction, key: string): Promise<LeadRecord | null> {
  return (await tables(tx).selectFrom('findings_leads').selectAll().where('key', '=', key).forUpdate().executeTakeFirst()) ?? null;
}

export async function leadsById(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, LeadRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db).selectFrom('findings_leads').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Identifiers of the leads with these keys. */
export async function leadsWithKeys(db: Database, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await tables(db).selectFrom('findings_leads').select(['key', 'id']).where('key', 'in', keys).execute();
  return new Map(rows.map((row) => [row.key, row.id]));
}

/** Leads on subjects that left a list, locked. */
export async function lockLeadsOn(tx: Transaction, list: string, subjects: readonly string[]): Promise<LeadRecord[]> {
  if (subjects.length === 0) return [];
  return tables(tx)
    .selectFrom('findings_leads')
    .selectAll()
    .where('list', '=', list)
    .where(sql<boolean>`listed = any(${[...subjects]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export type LeadChange = Partial<
  Pick<LeadRecord, 'state' | 'title' | 'sentence' | 'strength' | 'purpose' | 'facts' | 'assignee' | 'news' | 'case_ref' | 'updated_at'>
>;

export async function updateLead(tx: Transaction, id: string, { facts, ...change }: LeadChange): Promise<void> {
  const set = facts === undefined ? change : { ...change, facts: JSON.stringify(facts) };
  await tables(tx).updateTable('findings_leads').set(set).where('id', '=', id).execute();
}

export async function insertLeadEvent(tx: Transaction, row: LeadEventRecord): Promise<void> {
  await tables(tx).insertInto('findings_lead_events').values(row).execute();
}

export async function eventsOfLead(db: Database, lead: string): Promise<LeadEventRecord[]> {
  return tables(db).selectFrom('findings_lead_events').selectAll().where('lead', '=', lead).orderBy('position').execute();
}

export interface LeadPage {
  readonly states: readonly LeadState[] | null;
  readonly assignee: string | null;
  readonly kind: LeadKind | null;
  readonly list: string | null;
  /** Whether the officer who looks may know of suspicious reports. */
  readonly knowsReports: boolean;
  /** Keys of leads that are not there for this officer. */
  readonly closed: readonly string[];
  readonly after: string | null;
  readonly limit: number;
}

/** The strongest first; within one strength the newest. Gives one row more than the limit where there are more. */
export async function pageOfLeads(db: Database, page: LeadPage): Promise<LeadRecord[]> {
  let query = tables(db).selectFrom('findings_leads').selectAll();
  if (page.states !== null) query = query.where('state', 'in', page.states);
  if (page.assignee !== null) query = query.where('assignee', '=', page.assignee);
  if (page.kind !== null) query = query.where('kind', '=', page.kind);
  if (page.list !== null) query = query.where('list', '=', page.list);
  if (!page.knowsReports) query = query.where('is_of_report', '=', false);
  if (page.closed.length > 0) query = query.where(sql<boolean>`key <> all(${[...page.closed]}::text[])`);
  const cursor = readCursor(page.after);
  if (cursor !== null) {
    query = query.where(
      sql<boolean>`(coalesce(strength, 0), raised_at, id) < (${cursor.strength}::double precision, ${cursor.at}, ${cursor.id})`,
    );
  }
  return query
    .orderBy(sql`coalesce(strength, 0)`, 'desc')
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

export function cursorOfLead(row: LeadRecord): string {
  return `${row.strength ?? 0}~${row.raised_at}~${row.id}`;
}

function readCursor(text: string | null): { strength: number; at: string; id: string } | null {
  const match = /^([0-9.]+)~([0-9TZ:.-]+)~([0-9a-z_]+)$/.exec(text ?? '');
  const strength = Number(match?.[1]);
  if (match === null || !Number.isFinite(strength)) return null;
  return { strength, at: match[2] ?? '', id: match[3] ?? '' };
}

export async function countLeads(db: Database, page: Pick<LeadPage, 'states' | 'assignee' | 'knowsReports' | 'closed'>): Promise<number> {
  let query = tables(db).selectFrom('findings_leads');
  if (!page.knowsReports) query = query.where('is_of_report', '=', false);
  if (page.closed.length > 0) query = query.where(sql<boolean>`key <> all(${[...page.closed]}::text[])`);
  if (page.states !== null) query = query.where('state', 'in', page.states);
  if (page.assignee !== null) query = query.where('assignee', '=', page.assignee);
  return Number((await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()).count);
}

/** By list, how many pairs the newest judgement calls the same, and how many different; with pairs of suspicious reports or without. */
export async function judgedByList(
  db: Database,
  knowsReports: boolean,
): Promise<ReadonlyMap<string, { readonly confirmed: number; readonly dismissed: number }>> {
  const known = knowsReports
    ? sql``
    : sql`where not exists (select from findings_leads lead where lead.is_of_report and lead.list = judged.list and lead.listed = judged.listed
        and judged.subject = 'record:' || (lead.facts -> 'about' ->> 'record') || '#' || (lead.facts -> 'about' ->> 'place'))`;
  const rows = await sql<{ list: string; confirmed: string; dismissed: string }>`
    select list, count(*) filter (where verdict = 'same') as confirmed, count(*) filter (where verdict = 'different') as dismissed
    from (select distinct on (subject, list, listed) list, verdict from findings_judgements judged ${known}
          order by subject, list, listed, position desc) as newest group by list`.execute(db);
  return new Map(rows.rows.map((row) => [row.list, { confirmed: Number(row.confirmed), dismissed: Number(row.dismissed) }]));
}

export async function insertJudgement(tx: Transaction, row: JudgementRecord): Promise<void> {
  await tables(tx).insertInto('findings_judgements').values(row).execute();
}

export interface PairKey {
  readonly subject: string;
  readonly list: string;
  readonly listed: string;
}

/** Judgements of a pair, the newest first. */
export async function judgementsOfPair(db: Database, pair: PairKey): Promise<JudgementRecord[]> {
  return tables(db)
    .selectFrom('findings_judgements')
    .selectAll()
    .where('subject', '=', pair.subject)
    .where('list', '=', pair.list)
    .where('listed', '=', pair.listed)
    .orderBy('position', 'desc')
    .execute();
}

/** The newest judgement of each pair of a subject, by list and listed subject. */
export async function newestJudgements(db: Database, subject: string): Promise<ReadonlyMap<string, JudgementRecord>> {
  const rows = await tables(db)
    .selectFrom('findings_judgements')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('position', 'desc')
    .execute();
  const newest = new Map<string, JudgementRecord>();
  for (const row of rows) {
    const key = pairText(row.list, row.listed);
    if (!newest.has(key)) newest.set(key, row);
  }
  return newest;
}

export function pairText(list: string, listed: string): string {
  return `${list}:${listed}`;
}
