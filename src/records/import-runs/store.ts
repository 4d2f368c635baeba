// SPDX-License-Identifier: Apache-2.0
/** Import runs: their rows, who works on one, and the references that a run has read. */
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { Rejection } from '../imports/file-records.ts';
import type { ImportManner, ImportRunState, RunFormat } from './wire.ts';

export interface ImportRun {
  readonly id: string;
  /** The upload that brings the file. */
  readonly file: string;
  readonly fileName: string;
  readonly size: number;
  readonly format: RunFormat;
  readonly manner: ImportManner;
  readonly skipBad: boolean;
  readonly digest: string | null;
  readonly importedBy: string;
  readonly begunAt: Instant;
  readonly state: ImportRunState;
  readonly standing: RunStanding;
  readonly problem: string | null;
  readonly endedAt: Instant | null;
  /** Of who works on it, one for each claim; null while nobody does. */
  readonly leaseToken: string | null;
}

/** How far a run is: everything before `position` is settled, and `partDigest` proves which bytes that were. */
export interface RunStanding {
  readonly position: number;
  readonly partDigest: string | null;
  readonly reports: number;
  readonly admitted: number;
  readonly unchanged: number;
  /** Reports that were left out. */
  readonly rejectedCount: number;
  /** Faults in them and in the file as a whole, of which `rejected` holds the first. */
  readonly faultCount: number;
  readonly rejected: readonly Rejection[];
}

export const nothingRead: RunStanding = {
  position: 0,
  partDigest: null,
  reports: 0,
  admitted: 0,
  unchanged: 0,
  rejectedCount: 0,
  faultCount: 0,
  rejected: [],
};

type RunTables = {
  record_import_runs: {
    id: string;
    file: string;
    file_name: string;
    size: number;
    format: string;
    manner: string;
    skip_bad: boolean;
    digest: string | null;
    imported_by: string;
    begun_at: string;
    state: string;
    standing: string;
    position: number;
    problem: string | null;
    ended_at: string | null;
    lease_until: string | null;
    lease_token: string | null;
  };
};

const importRuns: Migration = {
  up: async (db) => {
    await sql`create table record_import_runs (
      id text collate "C" primary key, file text not null, file_name text not null, size bigint not null, format text not null,
      manner text not null, skip_bad boolean not null, digest text, imported_by text not null, begun_at text collate "C" not null,
      state text not null, standing text not null, position bigint not null, problem text, ended_at text collate "C",
      lease_until text collate "C")`.execute(db);
    await sql`create index record_import_runs_open on record_import_runs (id) where state in ('waiting', 'running', 'stopping')`.execute(
      db,
    );
    await sql`create table record_import_references (
      run text collate "C" not null, reference text not null, place integer not null, line integer not null, primary key (run, reference))`.execute(
      db,
    );
  },
};
const importRunLeases: Migration = {
  up: async (db) => {
    await sql`alter table record_import_runs add column lease_token text`.execute(db);
  },
};
export const importRunMigrations: RoomMigrations = {
  'records-020-import-runs': importRuns,
  'records-022-import-run-leases': importRunLeases,
};

const columns = [
  'id',
  'file',
  'file_name',
  'size',
  'format',
  'manner',
  'skip_bad',
  'digest',
  'imported_by',
  'begun_at',
  'state',
  'standing',
  'problem',
  'ended_at',
  'lease_token',
] as const;

function runOf(row: Omit<RunTables['record_import_runs'], 'position' | 'lease_until'>): ImportRun {
  return {
    id: row.id,
    file: row.file,
    fileName: row.file_name,
    size: row.size,
    format: row.format as RunFormat,
    manner: row.manner as ImportManner,
    skipBad: row.skip_bad,
    digest: row.digest,
    importedBy: row.imported_by,
    begunAt: row.begun_at as Instant,
    state: row.state as ImportRunState,
    standing: { ...nothingRead, ...(JSON.parse(row.standing) as Partial<RunStanding>) },
    problem: row.problem,
    endedAt: row.ended_at as Instant | null,
    leaseToken: row.lease_token,
  };
}

const runs = (db: Database) => db.withTables<RunTables>();

export type NewRun = Omit<ImportRun, 'state' | 'standing' | 'problem' | 'endedAt' | 'leaseToken'>;

/** A run that waits for its file and for somebody to work on it. */
export async function beginRun(db: Database, given: NewRun): Promise<ImportRun> {
  const run: ImportRun = { ...given, state: 'waiting', standing: nothingRead, problem: null, endedAt: null, leaseToken: null };
  const { id, file, size, format, manner, digest, state, problem } = run;
  await runs(db)
    .insertInto('record_import_runs')
    .values({
      id,
      file,
      size,
      format,
      manner,
      digest,
      state,
      problem,
      file_name: run.fileName,
      skip_bad: run.skipBad,
      imported_by: run.importedBy,
      begun_at: run.begunAt,
      standing: JSON.stringify(run.standing),
      position: run.standing.position,
      ended_at: run.endedAt,
      lease_until: null,
      lease_token: run.leaseToken,
    })
    .execute();
  return run;
}

export async function findRun(db: Database, id: string): Promise<ImportRun | null> {
  const row = await runs(db).selectFrom('record_import_runs').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : runOf(row);
}

/** Runs that a screen shows: what is under way, and the latest that ended. */
const listedMax = 20;

/** The newest first. */
export async function listRuns(db: Database): Promise<ImportRun[]> {
  const rows = await runs(db).selectFrom('record_import_runs').select(columns).orderBy('id', 'desc').limit(listedMax).execute();
  return rows.map(runOf);
}

/** Whether a file of these that is to come whole is being read: until it ends, no other import of the same by an officer can be. */
export async function isWholeRunning(db: Database, of: 'reports' | 'firm-data', now: Instant): Promise<boolean> {
  const row = await runs(db)
    .selectFrom('record_import_runs')
    .select('id')
    .where('state', 'in', ['running', 'stopping'])
    .where('manner', '=', 'whole')
    .where('format', of === 'reports' ? '<>' : '=', 'gleif')
    .where('lease_until', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those that wait for somebody to work on them, the oldest first; and those whose server has ended. */
export async function openRuns(db: Database, now: Instant): Promise<ImportRun[]> {
  const rows = await runs(db)
    .selectFrom('record_import_runs')
    .select(columns)
    .where('state', 'in', ['waiting', 'running', 'stopping'])
    .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<=', now)]))
    .orderBy('id')
    .execute();
  return rows.map(runOf);
}

/**
 * Takes the run for the time of a lease, and answers it as it stands now; null where another server was first. Whoever took it writes to it
 * by the token of its lease alone: one whose lease was over and who was only slow finds another token there, and can change nothing.
 */
export async function claimRun(
  db: Database,
  id: string,
  lease: { readonly token: IdOf<'lse'>; readonly now: Instant; readonly until: Instant },
): Promise<ImportRun | null> {
  const claimed = await runs(db)
    .updateTable('record_import_runs')
    .set({ state: 'running', lease_until: lease.until, lease_token: lease.token, problem: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<=', lease.now)]))
    .returning(columns)
    .executeTakeFirst();
  return claimed === undefined ? null : runOf(claimed);
}

/** Writes down how far the run is and keeps the lease; false where an officer has stopped it, or another has claimed it. */
export async function noteStanding(
  db: Database,
  { id, leaseToken }: Pick<ImportRun, 'id' | 'leaseToken'>,
  noted: { standing: RunStanding; leaseUntil: Instant },
): Promise<boolean> {
  const { standing, leaseUntil } = noted;
  const row = await runs(db)
    .updateTable('record_import_runs')
    .set({ standing: JSON.stringify(standing), position: standing.position, lease_until: leaseUntil })
    .where('id', '=', id)
    .where('lease_token', '=', leaseToken)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface RunEnd {
  readonly state: 'waiting' | 'stopped' | 'done' | 'refused';
  readonly standing: RunStanding;
  readonly problem: string | null;
  readonly endedAt: Instant | null;
}

/** Nobody works on it any more; false where another has claimed it, and nothing is changed. The references it has read go once it can not go on. */
export async function endRun(
  db: Database,
  { id, leaseToken }: Pick<ImportRun, 'id' | 'leaseToken'>,
  { state, standing, problem, endedAt }: RunEnd,
): Promise<boolean> {
  const row = await runs(db)
    .updateTable('record_import_runs')
    .set({
      state,
      standing: JSON.stringify(standing),
      position: standing.position,
      problem,
      ended_at: endedAt,
      lease_until: null,
      lease_token: null,
    })
    .where('id', '=', id)
    .where('lease_token', '=', leaseToken)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return false;
  if (state === 'done' || state === 'refused') await sql`delete from record_import_references where run = ${id}`.execute(db);
  return true;
}

/** Another state, where the run is in one of these; false where it is not. Whoever worked on it does so only to the end of `stopping`. */
export async function moveRun(db: Database, id: string, from: readonly ImportRunState[], to: ImportRunState): Promise<boolean> {
  const row = await runs(db)
    .updateTable('record_import_runs')
    .set({ state: to, ...(to === 'stopping' ? {} : { lease_until: null, lease_token: null }) })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface PlacedReference {
  readonly reference: string;
  /** The how manieth report of the file it is, which no other is; of lines there may be only one. */
  readonly place: number;
  readonly line: number;
}

/**
 * Keeps these references as read; answers, by place, which were read before, with the line where. In a table and not in memory: a file
 * may hold millions.
 */
export async function takeReferences(
  tx: Transaction,
  run: string,
  given: readonly PlacedReference[],
): Promise<ReadonlyMap<number, number>> {
  const values = sql`unnest(${given.map(({ reference }) => reference)}::text[], ${given.map(({ place }) => place)}::integer[],
    ${given.map(({ line }) => line)}::integer[])`;
  const put = await sql<{ place: number }>`insert into record_import_references (run, reference, place, line)
    select ${run}, reference, place, line from ${values} as given (reference, place, line)
    on conflict do nothing returning place`.execute(tx);
  const fresh = new Set(put.rows.map(({ place }) => place));
  const doubled = given.filter(({ place }) => !fresh.has(place));
  if (doubled.length === 0) return new Map();
  const { rows } = await sql<{ reference: string; line: number }>`select reference, line from record_import_references
    where run = ${run} and reference = any(${doubled.map(({ reference }) => reference)}::text[])`.execute(tx);
  const first = new Map(rows.map(({ reference, line }) => [reference, line]));
  return new Map(doubled.map(({ reference, place, line }) => [place, first.get(reference) ?? line]));
}
