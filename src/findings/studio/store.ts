// SPDX-License-Identifier: Apache-2.0
/**
 * Detectors of this authority: the editions in force, drafts of the next one, and what drafts were tried on.
 *
 *     findings_detector_editions   parameters that were published, by pattern, its version and a number that rises; never changed
 *     findings_detector_drafts     other parameters that somebody tries; one row for as long as it is worked on
 *     findings_detector_trials     back-tests: which files were ordered, by whom
 *     findings_detector_looks      one file judged with the parameters in force and with those of the draft; of a back-test, or of the shadow
 *     findings_detector_pairs      the alerts of a look, each beside its like
 *
 * A look waits, and is then done, failed or left. Those that wait are the work; how far a back-test is, is how many of its looks wait.
 */
import { type ColumnType, type Generated, type Selectable, sql } from 'kysely';
import type { Database, Instant, Issue, ParameterValues, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { Effect, EffectCounts, NamedEffect } from '../../surveillance/index.ts';
import type { AlertWire } from '../../surveillance/wire.ts';
import type { DraftState, LookState } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

type EditionTable = {
  pattern: string;
  version: number;
  edition: number;
  /** Of all parameters of the pattern. */
  parameters: JsonColumn<ParameterValues>;
  draft: string;
  reason: string;
  prepared_by: string;
  approved_by: string[];
  published_at: Instant;
};
type DraftTable = {
  id: string;
  pattern: string;
  version: number;
  /** The edition that it would take the place of. */
  base: number;
  parameters: JsonColumn<ParameterValues>;
  /** Rises with every change of the parameters: what was tried before counts no more. */
  revision: number;
  state: DraftState;
  reason: string;
  /** Who wrote the values: the officer who changed them last. */
  made_by: string;
  made_at: Instant;
  changed_at: Instant;
  /** Since when runs are judged with it too; null: they are not. */
  shadow_from: Instant | null;
  /** What was laid before the approvers last. */
  asked_subject: string | null;
  /** The edition that it became. */
  edition: number | null;
};
type TrialTable = { id: string; draft: string; ordered_by: string; created_at: Instant };
type LookTable = {
  id: string;
  /** In which they are judged and shown: that in which they were ordered. */
  position: Generated<number>;
  draft: string;
  /** Null: of the shadow. */
  trial: string | null;
  file: string;
  /** The run that the shadow followed; null in a back-test. */
  run: string | null;
  state: LookState;
  outcome: JsonColumn<LookOutcome | null>;
  problems: JsonColumn<readonly Issue[]>;
  failures: number;
  created_at: Instant;
  ended_at: Instant | null;
};
type PairTable = {
  look: string;
  number: number;
  effect: Effect;
  before: JsonColumn<AlertWire | null>;
  after: JsonColumn<AlertWire | null>;
};
type StudioTables = {
  findings_detector_editions: EditionTable;
  findings_detector_drafts: DraftTable;
  findings_detector_trials: TrialTable;
  findings_detector_looks: LookTable;
  findings_detector_pairs: PairTable;
};
export type EditionRow = Selectable<EditionTable>;
export type DraftRow = Selectable<DraftTable>;
export type TrialRow = Selectable<TrialTable>;
export type LookRow = Omit<Selectable<LookTable>, 'position'>;
export type PairRow = Selectable<PairTable>;

/** What came of a look: everything that is counted, over all alerts, though not all are kept. */
export interface LookOutcome {
  readonly eventsDigest: string;
  readonly events: number;
  readonly moments: number;
  readonly counts: EffectCounts;
  readonly byInstrument: readonly NamedEffect[];
  readonly byDay: readonly NamedEffect[];
  readonly pairsLeftOut: number;
}

export const studioMigrations: RoomMigrations = {
  'findings-0547-detector-studio': {
    async up(db) {
      await sql`create table findings_detector_drafts (
        id text collate "C" primary key, pattern text not null, version integer not null, base integer not null, parameters jsonb not null,
        revision integer not null, state text not null, reason text not null, made_by text not null, made_at text collate "C" not null,
        changed_at text collate "C" not null, shadow_from text collate "C", asked_subject text, edition integer)`.execute(db);
      await sql`create table findings_detector_editions (
        pattern text not null, version integer not null, edition integer not null, parameters jsonb not null,
        draft text collate "C" not null references findings_detector_drafts, reason text not null, prepared_by text not null,
        approved_by text[] not null, published_at text collate "C" not null, primary key (pattern, version, edition))`.execute(db);
      await sql`create table findings_detector_trials (
        id text collate "C" primary key, draft text collate "C" not null references findings_detector_drafts, ordered_by text not null,
        created_at text collate "C" not null)`.execute(db);
      await sql`create table findings_detector_looks (
        id text collate "C" primary key, position bigint generated always as identity,
        draft text collate "C" not null references findings_detector_drafts,
        trial text collate "C" references findings_detector_trials on delete cascade,
        file text collate "C" not null references findings_market_files, run text collate "C" references findings_surveillance_runs,
        state text not null, outcome jsonb, problems jsonb not null, failures integer not null, created_at text collate "C" not null,
        ended_at text collate "C", unique nulls not distinct (draft, trial, file))`.execute(db);
      await sql`create table findings_detector_pairs (
        look text collate "C" not null references findings_detector_looks on delete cascade, number integer not null, effect text not null,
        before jsonb, after jsonb, primary key (look, number))`.execute(db);
      await sql`create index findings_detector_looks_open on findings_detector_looks (position) where state = 'waiting'`.execute(db);
      await sql`create index findings_detector_drafts_by_pattern on findings_detector_drafts (pattern, made_at)`.execute(db);
      await sql`alter table findings_surveillance_runs add column editions jsonb not null default '{}'::jsonb`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<StudioTables>();
}

// --- editions -------------------------------------------------------------------------------------------------------
/** Of each pattern and version, the newest edition. */
export async function newestEditions(db: Database): Promise<EditionRow[]> {
  const query = tables(db).selectFrom('findings_detector_editions').selectAll().distinctOn(['pattern', 'version']);
  return query.orderBy('pattern').orderBy('version').orderBy('edition', 'desc').execute();
}

/** The newest first. */
export async function editionsOf(db: Database, pattern: string): Promise<EditionRow[]> {
  const query = tables(db).selectFrom('findings_detector_editions').selectAll().where('pattern', '=', pattern);
  return query.orderBy('published_at', 'desc').orderBy('edition', 'desc').execute();
}

/** False where there is an edition of that number already. */
export async function insertEdition(tx: Transaction, row: EditionRow): Promise<boolean> {
  const values = { ...row, parameters: JSON.stringify(row.parameters) };
  const into = tables(tx).insertInto('findings_detector_editions').values(values);
  const inserted = await into.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

// --- drafts ---------------------------------------------------------------------------------------------------------
export async function insertDraft(tx: Transaction, row: DraftRow): Promise<void> {
  const values = { ...row, parameters: JSON.stringify(row.parameters) };
  await tables(tx).insertInto('findings_detector_drafts').values(values).execute();
}

export async function findDraft(db: Database, id: string): Promise<DraftRow | null> {
  return (await tables(db).selectFrom('findings_detector_drafts').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function lockDraft(tx: Transaction, id: string): Promise<DraftRow | null> {
  const query = tables(tx).selectFrom('findings_detector_drafts').selectAll().where('id', '=', id);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

/** Drafts of a pattern, or of all, those that are worked on first, then the newest. */
export async function draftsOf(db: Database, pattern: string | null, limit: number): Promise<DraftRow[]> {
  const query = tables(db).selectFrom('findings_detector_drafts').selectAll();
  const asked = pattern === null ? query : query.where('pattern', '=', pattern);
  return asked
    .orderBy(sql`state = 'open'`, 'desc')
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function countOpenDrafts(db: Database, pattern: string): Promise<number> {
  const query = tables(db).selectFrom('findings_detector_drafts').where('pattern', '=', pattern).where('state', '=', 'open');
  const counted = await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  return Number(counted.count);
}

export type DraftChange = Partial<Omit<DraftRow, 'id' | 'pattern' | 'made_at'>>;

export async function updateDraft(tx: Transaction, id: string, { parameters, ...rest }: DraftChange): Promise<void> {
  const set = { ...rest, ...(parameters === undefined ? {} : { parameters: JSON.stringify(parameters) }) };
  await tables(tx).updateTable('findings_detector_drafts').set(set).where('id', '=', id).execute();
}

// --- trials and looks -----------------------------------------------------------------------------------------------
export async function insertTrial(tx: Transaction, row: TrialRow): Promise<void> {
  await tables(tx).insertInto('findings_detector_trials').values(row).execute();
}

export async function trialsOf(db: Database, draft: string): Promise<TrialRow[]> {
  const query = tables(db).selectFrom('findings_detector_trials').selectAll().where('draft', '=', draft);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
}

/** A look that the shadow has taken already is left as it is. */
export async function insertLook(
  tx: Transaction,
  look: Omit<LookRow, 'state' | 'outcome' | 'problems' | 'failures' | 'ended_at'>,
): Promise<void> {
  const fresh = { ...look, state: 'waiting' as const, outcome: 'null', problems: '[]', failures: 0, ended_at: null };
  const into = tables(tx).insertInto('findings_detector_looks').values(fresh);
  await into.onConflict((conflict) => conflict.doNothing()).execute();
}

/** In the order in which they were ordered. */
export async function looksOf(db: Database, draft: string): Promise<LookRow[]> {
  const query = tables(db).selectFrom('findings_detector_looks').selectAll().where('draft', '=', draft);
  return query.orderBy('position').execute();
}

export async function findLook(db: Database, id: string): Promise<LookRow | null> {
  return (await tables(db).selectFrom('findings_detector_looks').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function oldestWaitingLook(db: Database): Promise<LookRow | null> {
  const query = tables(db).selectFrom('findings_detector_looks').selectAll().where('state', '=', 'waiting');
  return (await query.orderBy('position').limit(1).executeTakeFirst()) ?? null;
}

/** The look locked, where it still waits: it may have been stopped, or its draft changed, meanwhile. */
export async function lockWaitingLook(tx: Transaction, id: string): Promise<LookRow | null> {
  const query = tables(tx).selectFrom('findings_detector_looks').selectAll().where('id', '=', id).where('state', '=', 'waiting');
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export type LookChange = Partial<Pick<LookRow, 'state' | 'outcome' | 'problems' | 'failures' | 'ended_at'>>;

export async function updateLook(tx: Transaction, id: string, { outcome, problems, ...rest }: LookChange): Promise<void> {
  const set = {
    ...rest,
    ...(outcome === undefined ? {} : { outcome: JSON.stringify(outcome) }),
    ...(problems === undefined ? {} : { problems: JSON.stringify(problems) }),
  };
  await tables(tx).updateTable('findings_detector_looks').set(set).where('id', '=', id).execute();
}

/** Looks of a back-test, or of the shadow, that still wait are left; gives how many. */
export async function leaveLooks(tx: Transaction, draft: string, trial: string | null, now: Instant): Promise<number> {
  const left = await tables(tx)
    .updateTable('findings_detector_looks')
    .set({ state: 'left', ended_at: now })
    .where('draft', '=', draft)
    .where('state', '=', 'waiting')
    .where(trial === null ? sql<boolean>`trial is null` : sql<boolean>`trial = ${trial}`)
    .executeTakeFirst();
  return Number(left.numUpdatedRows);
}

/** Everything that the draft was tried on goes: it is another draft now, or none. */
export async function forgetTrials(tx: Transaction, draft: string): Promise<void> {
  await tables(tx).deleteFrom('findings_detector_looks').where('draft', '=', draft).execute();
  await tables(tx).deleteFrom('findings_detector_trials').where('draft', '=', draft).execute();
}

/** Drafts whose shadow follows runs over files that were taken at this moment. */
export async function shadowsOn(db: Database, takenAt: Instant): Promise<DraftRow[]> {
  const query = tables(db).selectFrom('findings_detector_drafts').selectAll().where('state', '=', 'open');
  return query.where('shadow_from', 'is not', null).where('shadow_from', '<=', takenAt).orderBy('id').execute();
}

export async function countShadowLooks(db: Database, draft: string): Promise<number> {
  const query = tables(db).selectFrom('findings_detector_looks').where('draft', '=', draft).where('trial', 'is', null);
  const counted = await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  return Number(counted.count);
}

// --- pairs of alerts ------------------------------------------------------------------------------------------------
export async function insertPairs(tx: Transaction, rows: readonly PairRow[]): Promise<void> {
  for (const { before, after, ...row } of rows) {
    const values = { ...row, before: JSON.stringify(before), after: JSON.stringify(after) };
    await tables(tx).insertInto('findings_detector_pairs').values(values).execute();
  }
}

export async function pairsOf(db: Database, looks: readonly string[]): Promise<PairRow[]> {
  if (looks.length === 0) return [];
  const query = tables(db).selectFrom('findings_detector_pairs').selectAll().where('look', 'in', looks);
  return query.orderBy('look').orderBy('number').execute();
}

export async function findPair(db: Database, look: string, number: number): Promise<PairRow | null> {
  const query = tables(db).selectFrom('findings_detector_pairs').selectAll().where('look', '=', look).where('number', '=', number);
  return (await query.executeTakeFirst()) ?? null;
}
