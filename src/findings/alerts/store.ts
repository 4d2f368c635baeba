// SPDX-License-Identifier: Apache-2.0
/**
 * Files of market events, surveillance runs and alerts; what officers said of them stands in judgements/.
 *
 * A file is kept once, whole, in pieces of a mebibyte, for as long as alerts rest on it: evidence that cannot be run again is none. An
 * alert is known by its digest, so that the same run again, on whatever server, adds nothing.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant, Issue, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { AlertWire } from '../../surveillance/wire.ts';
import { bytesOfExtent } from '../live/store.ts';
import { putAsideStates } from '../leads/lead-states.ts';
import type { LeadState } from '../wire.ts';
import type { WatchOrder, Watched } from './market-engine.ts';
import type { EditionsOfRun } from '../studio/editions.ts';
import type { RunState } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

type FileTable = {
  id: string;
  digest: string;
  name: string;
  mapping: string;
  symbol: string;
  size: number;
  purpose: Purpose;
  taken_by: string;
  taken_at: Instant;
};
type PieceTable = { file: string; number: number; bytes: Buffer };
type RunTable = {
  id: string;
  file: string;
  state: RunState;
  ordered: JsonColumn<WatchOrder>;
  /** What this authority had published of the patterns when it was ordered; values of the order go before these. */
  editions: JsonColumn<EditionsOfRun>;
  /** What came out besides alerts; null before the end. */
  outcome: JsonColumn<Omit<Watched, 'alerts'> | null>;
  alerts: number;
  added: number;
  left_out: number;
  problems: JsonColumn<readonly Issue[]>;
  failures: number;
  ordered_by: string;
  created_at: Instant;
  ended_at: Instant | null;
};
type AlertTable = {
  digest: string;
  lead: string;
  run: string;
  file: string;
  pattern: string;
  score: number;
  participants: string[];
  instruments: string[];
  from_at: string;
  until_at: string;
  body: JsonColumn<AlertWire>;
};
type AlertTables = {
  findings_market_files: FileTable;
  findings_market_pieces: PieceTable;
  findings_surveillance_runs: RunTable;
  findings_alerts: AlertTable;
  findings_leads: { id: string; state: LeadState; assignee: string | null; purpose: Purpose };
};
export type MarketFileRow = Selectable<FileTable>;
export type RunRow = Selectable<RunTable>;
export type AlertRow = Selectable<AlertTable>;

export const alertMigrations: RoomMigrations = {
  'findings-008-alerts': {
    async up(db) {
      await sql`create table findings_market_files (
        id text collate "C" primary key, digest text not null, name text not null, mapping text not null, symbol text not null,
        size integer not null, purpose text not null, taken_by text not null, taken_at text collate "C" not null,
        unique (digest, mapping, symbol))`.execute(db);
      await sql`create table findings_market_pieces (
        file text collate "C" not null references findings_market_files, number integer not null, bytes bytea not null,
        primary key (file, number))`.execute(db);
      await sql`create table findings_surveillance_runs (
        id text collate "C" primary key, file text collate "C" not null references findings_market_files, state text not null,
        ordered jsonb not null, outcome jsonb, alerts integer not null, added integer not null, left_out integer not null,
        problems jsonb not null, failures integer not null, ordered_by text not null, created_at text collate "C" not null,
        ended_at text collate "C")`.execute(db);
      await sql`create table findings_alerts (
        digest text collate "C" primary key, lead text collate "C" not null references findings_leads,
        run text collate "C" not null references findings_surveillance_runs, file text collate "C" not null references findings_market_files,
        pattern text not null, score double precision not null, participants text[] not null, instruments text[] not null,
        from_at text collate "C" not null, until_at text collate "C" not null, body jsonb not null)`.execute(db);
      await sql`create table findings_alert_judgements (
        position bigint generated always as identity primary key, alert text collate "C" not null references findings_alerts,
        outcome text not null, ground text not null, reason text not null, officer text not null, at text collate "C" not null)`.execute(
        db,
      );
      await sql`create table findings_alert_reports (
        alert text collate "C" not null references findings_alerts, record text collate "C" not null, reference text not null,
        officer text not null, at text collate "C" not null, primary key (alert, record))`.execute(db);
      await sql`create unique index findings_alerts_by_lead on findings_alerts (lead)`.execute(db);
      await sql`create index findings_alerts_by_participant on findings_alerts using gin (participants)`.execute(db);
      await sql`create index findings_surveillance_runs_open on findings_surveillance_runs (created_at) where state in ('waiting', 'running')`.execute(
        db,
      );
      await sql`create index findings_alert_judgements_by_alert on findings_alert_judgements (alert, position)`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<AlertTables>();
}

// --- files --------------------------------------------------------------------------------------------------------
/** Bytes of one row: what a statement and a backup line carry with ease. */
const pieceBytes = 1_048_576;

/** The file with these bytes, read in this way; null where it is not held. */
export async function findSameFile(
  db: Database,
  file: Pick<MarketFileRow, 'digest' | 'mapping' | 'symbol'>,
): Promise<MarketFileRow | null> {
  const { digest, mapping, symbol } = file;
  const query = tables(db).selectFrom('findings_market_files').selectAll().where('digest', '=', digest);
  return (await query.where('mapping', '=', mapping).where('symbol', '=', symbol).executeTakeFirst()) ?? null;
}

/** False where the same file came in at the same moment: then nothing is written. */
export async function insertMarketFile(tx: Transaction, row: MarketFileRow, bytes: Uint8Array): Promise<boolean> {
  const into = tables(tx).insertInto('findings_market_files').values(row);
  const inserted = await into.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  for (let number = 0; number * pieceBytes < bytes.length; number += 1) {
    const piece = Buffer.from(bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes));
    await tables(tx).insertInto('findings_market_pieces').values({ file: row.id, number, bytes: piece }).execute();
  }
  return true;
}

export async function findMarketFile(db: Database, id: string): Promise<MarketFileRow | null> {
  return (await tables(db).selectFrom('findings_market_files').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function newestMarketFiles(db: Database, limit: number): Promise<MarketFileRow[]> {
  const query = tables(db).selectFrom('findings_market_files').selectAll().orderBy('taken_at', 'desc').orderBy('id', 'desc');
  return query.limit(limit).execute();
}

export async function bytesOfMarketFile(db: Database, id: string): Promise<Uint8Array> {
  const extent = await bytesOfExtent(db, id);
  if (extent !== null) return extent;
  const rows = await tables(db).selectFrom('findings_market_pieces').select('bytes').where('file', '=', id).orderBy('number').execute();
  return new Uint8Array(Buffer.concat(rows.map((row) => row.bytes)));
}

// --- runs ---------------------------------------------------------------------------------------------------------
export async function insertRun(tx: Transaction, row: RunRow): Promise<void> {
  const values = {
    ...row,
    ordered: JSON.stringify(row.ordered),
    editions: JSON.stringify(row.editions),
    outcome: JSON.stringify(row.outcome),
    problems: JSON.stringify(row.problems),
  };
  await tables(tx).insertInto('findings_surveillance_runs').values(values).execute();
}

export async function newestRuns(db: Database, limit: number): Promise<RunRow[]> {
  const query = tables(db).selectFrom('findings_surveillance_runs').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc');
  return query.limit(limit).execute();
}

export async function findRun(db: Database, id: string): Promise<RunRow | null> {
  return (await tables(db).selectFrom('findings_surveillance_runs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The newest run over a file that came to its end; null where there was none. */
export async function newestRunOver(db: Database, file: string): Promise<RunRow | null> {
  const query = tables(db).selectFrom('findings_surveillance_runs').selectAll().where('file', '=', file).where('state', '=', 'done');
  return (await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** The oldest run that waits or runs; null where there is none. */
export async function oldestOpenRun(db: Database): Promise<RunRow | null> {
  const query = tables(db).selectFrom('findings_surveillance_runs').selectAll().where('state', 'in', ['waiting', 'running']);
  return (await query.orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()) ?? null;
}

/** The run locked, if it is still open: another process may have ended it meanwhile. */
export async function lockOpenRun(tx: Transaction, id: string): Promise<RunRow | null> {
  const query = tables(tx)
    .selectFrom('findings_surveillance_runs')
    .selectAll()
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running']);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export type RunChange = Partial<Omit<RunRow, 'id' | 'file' | 'ordered' | 'editions'>>;

export async function updateRun(tx: Transaction, id: string, { outcome, problems, ...rest }: RunChange): Promise<void> {
  const set = {
    ...rest,
    ...(outcome === undefined ? {} : { outcome: JSON.stringify(outcome) }),
    ...(problems === undefined ? {} : { problems: JSON.stringify(problems) }),
  };
  await tables(tx).updateTable('findings_surveillance_runs').set(set).where('id', '=', id).execute();
}

// --- alerts -------------------------------------------------------------------------------------------------------
export async function insertAlert(tx: Transaction, row: AlertRow): Promise<void> {
  const values = { ...row, body: JSON.stringify(row.body) };
  await tables(tx).insertInto('findings_alerts').values(values).execute();
}

export async function knownAlerts(db: Database, digests: readonly string[]): Promise<ReadonlySet<string>> {
  if (digests.length === 0) return new Set();
  const asked = sql<boolean>`digest = any(${[...digests]}::text[])`;
  const rows = await tables(db).selectFrom('findings_alerts').select('digest').where(asked).execute();
  return new Set(rows.map((row) => row.digest));
}

/** The leads that alerts became, by digest; those that are not held are not in it. */
export async function leadsOfAlerts(db: Database, digests: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (digests.length === 0) return new Map();
  const asked = sql<boolean>`digest = any(${[...digests]}::text[])`;
  const rows = await tables(db).selectFrom('findings_alerts').select(['digest', 'lead']).where(asked).execute();
  return new Map(rows.map(({ digest, lead }) => [digest, lead]));
}

export async function alertOfLead(db: Database, lead: string): Promise<AlertRow | null> {
  return (await tables(db).selectFrom('findings_alerts').selectAll().where('lead', '=', lead).executeTakeFirst()) ?? null;
}

export async function alertByDigest(db: Database, digest: string): Promise<AlertRow | null> {
  return (await tables(db).selectFrom('findings_alerts').selectAll().where('digest', '=', digest).executeTakeFirst()) ?? null;
}

export interface AlertFilter {
  readonly states: readonly LeadState[] | null;
  readonly assignee: string | null;
  readonly pattern: string | null;
  /** Alerts that name one of these. */
  readonly participants: readonly string[] | null;
  readonly instrument: string | null;
  readonly without: string | null;
}

type AlertLine = Omit<AlertRow, 'body'> & { readonly title: string; readonly state: LeadState; readonly purpose: Purpose };

/** Alerts with the state of their leads, the strongest first, without what they say. */
export async function alertLines(db: Database, filter: AlertFilter, limit: number): Promise<AlertLine[]> {
  return strongest(filtered(db, filter), limit);
}

/** Of another digest, but of one pattern, participants and instruments, at times that overlap: the same conduct in more or fewer events. */
export async function alertsOfConduct(
  db: Database,
  { digest, pattern, participants, instruments, from_at: from, until_at: until }: AlertRow,
  limit: number,
): Promise<AlertLine[]> {
  const named = { states: null, assignee: null, instrument: null, pattern, participants, without: digest };
  const same = filtered(db, named)
    .where(sql<boolean>`participants @> ${participants}::text[] and participants <@ ${participants}::text[]`)
    .where(sql<boolean>`instruments @> ${instruments}::text[] and instruments <@ ${instruments}::text[]`);
  return strongest(same.where('from_at', '<=', until).where('until_at', '>=', from), limit);
}

function strongest(alerts: ReturnType<typeof filtered>, limit: number): Promise<AlertLine[]> {
  return alerts
    .select([
      'digest',
      'lead',
      'run',
      'file',
      'pattern',
      'score',
      'participants',
      'instruments',
      'from_at',
      'until_at',
      'findings_leads.state',
      'findings_leads.purpose',
    ])
    .select(sql<string>`body -> 'pattern' ->> 'title'`.as('title'))
    .orderBy('score', 'desc')
    .orderBy('from_at')
    .orderBy('digest')
    .limit(limit)
    .execute();
}

export async function countAlerts(db: Database, filter: AlertFilter): Promise<number> {
  const counted = await filtered(db, filter)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(counted.count);
}

function filtered(db: Database, { states, assignee, pattern, participants, instrument, without }: AlertFilter) {
  let query = tables(db).selectFrom('findings_alerts').innerJoin('findings_leads', 'findings_leads.id', 'findings_alerts.lead');
  if (states !== null) query = query.where('findings_leads.state', 'in', states);
  if (assignee !== null) query = query.where('findings_leads.assignee', '=', assignee);
  if (pattern !== null) query = query.where('pattern', '=', pattern);
  if (participants !== null) query = query.where(sql<boolean>`participants && ${[...participants]}::text[]`);
  if (instrument !== null) query = query.where(sql<boolean>`${instrument} = any(instruments)`);
  if (without !== null) query = query.where('digest', '<>', without);
  return query;
}

interface Stretch {
  readonly from: string;
  readonly until: string;
  readonly limit: number;
}

/** Alerts in whose time some of this lies; those that were put aside tell nothing. */
function alertsWithin(db: Database, { from, until, limit }: Stretch) {
  return tables(db)
    .selectFrom('findings_alerts')
    .innerJoin('findings_leads', 'findings_leads.id', 'findings_alerts.lead')
    .where('from_at', '<=', until)
    .where('until_at', '>=', from)
    .where('findings_leads.state', 'not in', putAsideStates)
    .orderBy('score', 'desc')
    .orderBy('digest')
    .limit(limit);
}

/** Alerts of that time that name one of these, the strongest first. */
export async function alertsAmong(db: Database, asked: Stretch & { readonly participants: readonly string[] }): Promise<AlertWire[]> {
  const isNamed = sql<boolean>`participants && ${[...asked.participants]}::text[]`;
  return (await alertsWithin(db, asked).where(isNamed).select('body').execute()).map(({ body }) => body);
}

/** Whom the strongest alerts of that time name. */
export async function participantsBetween(db: Database, asked: Stretch): Promise<string[]> {
  const rows = await alertsWithin(db, asked).select('participants').execute();
  return [...new Set(rows.flatMap(({ participants }) => participants))].slice(0, asked.limit);
}

export async function isParticipant(db: Database, name: string): Promise<boolean> {
  const query = tables(db)
    .selectFrom('findings_alerts')
    .select('digest')
    .where(sql<boolean>`participants && ${[name]}::text[]`);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

/** The accounts that alerts give a participant, over all files, in the order of their names. */
export async function accountsInAlerts(db: Database, participant: string): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select distinct account collate "C" as account from findings_alerts alert,
      jsonb_array_elements(alert.body -> 'participants') as named, jsonb_array_elements_text(named -> 'accounts') as account
    where alert.participants && ${[participant]}::text[] and named ->> 'name' = ${participant} order by 1`.execute(db);
  return rows.map(({ account }) => account);
}
