// SPDX-License-Identifier: Apache-2.0
/**
 * Files of movements, and traces over them.
 *
 * A file is kept once, whole, in pieces of a mebibyte, for as long as traces rest on it. A trace is kept with all that was ordered and all
 * that came of it, and is never changed: running it again gives the same digests, or tells that something is not as it was.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Purpose } from '../../conditions/index.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { FlowOrder, FlowTraced, MovementFacts } from './flow-engine.ts';
import type { TraceOrderWire } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

type FileTable = {
  id: string;
  digest: string;
  name: string;
  layout: string;
  size: number;
  purpose: Purpose;
  facts: JsonColumn<MovementFacts>;
  taken_by: string;
  taken_at: Instant;
};
type PieceTable = { file: string; number: number; bytes: Buffer };
type TraceTable = {
  id: string;
  /** One for all that belongs together, here and at other authorities. */
  relay: string;
  files: string[];
  /** As the officer gave it. */
  given: JsonColumn<TraceOrderWire>;
  /** As the engine took it: with the entry points of others. */
  ordered: JsonColumn<FlowOrder>;
  outcome: JsonColumn<FlowTraced>;
  lead: string;
  ordered_by: string;
  created_at: Instant;
};
type TraceTables = { findings_movement_files: FileTable; findings_movement_pieces: PieceTable; findings_traces: TraceTable };
export type MovementFileRow = Selectable<FileTable>;
export type TraceRow = Selectable<TraceTable>;

export const traceMigrations: RoomMigrations = {
  'findings-011-traces': {
    async up(db) {
      await sql`create table findings_movement_files (
        id text collate "C" primary key, digest text not null, name text not null, layout text not null, size integer not null,
        purpose text not null, facts jsonb not null, taken_by text not null, taken_at text collate "C" not null,
        unique (digest, layout))`.execute(db);
      await sql`create table findings_movement_pieces (
        file text collate "C" not null references findings_movement_files, number integer not null, bytes bytea not null,
        primary key (file, number))`.execute(db);
      await sql`create table findings_traces (
        id text collate "C" primary key, relay text collate "C" not null, files text[] not null, given jsonb not null, ordered jsonb not null,
        outcome jsonb not null, lead text collate "C" not null references findings_leads, ordered_by text not null,
        created_at text collate "C" not null)`.execute(db);
      await sql`create index findings_traces_by_relay on findings_traces (relay, created_at, id)`.execute(db);
      await sql`create index findings_traces_by_lead on findings_traces (lead)`.execute(db);
    },
  },
  'findings-049-movements-by-purpose': {
    async up(db) {
      await sql`alter table findings_movement_files drop constraint findings_movement_files_digest_layout_key,
        add unique (digest, layout, purpose)`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<TraceTables>();
}

/** Bytes of one row: what a statement and a backup line carry with ease. */
const pieceBytes = 1_048_576;

/** The file with these bytes, read in this layout, taken for this purpose; null where it is not held. */
export async function sameMovementFile(
  db: Database,
  { digest, layout, purpose }: Pick<MovementFileRow, 'digest' | 'layout' | 'purpose'>,
): Promise<MovementFileRow | null> {
  const query = tables(db).selectFrom('findings_movement_files').selectAll().where('digest', '=', digest).where('layout', '=', layout);
  return (await query.where('purpose', '=', purpose).executeTakeFirst()) ?? null;
}

/** False where the same file came in at the same moment: then nothing is written. */
export async function insertMovementFile(tx: Transaction, row: MovementFileRow, bytes: Uint8Array): Promise<boolean> {
  const values = { ...row, facts: JSON.stringify(row.facts) };
  const into = tables(tx).insertInto('findings_movement_files').values(values);
  const inserted = await into.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  for (let number = 0; number * pieceBytes < bytes.length; number += 1) {
    const piece = Buffer.from(bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes));
    await tables(tx).insertInto('findings_movement_pieces').values({ file: row.id, number, bytes: piece }).execute();
  }
  return true;
}

/** The newest first. */
export async function newestMovementFiles(db: Database, limit: number): Promise<MovementFileRow[]> {
  return tables(db).selectFrom('findings_movement_files').selectAll().orderBy('id', 'desc').limit(limit).execute();
}

/** In the order of the identifiers given; those that are not here are left out. */
export async function movementFilesById(db: Database, ids: readonly string[]): Promise<MovementFileRow[]> {
  if (ids.length === 0) return [];
  const rows = await tables(db).selectFrom('findings_movement_files').selectAll().where('id', 'in', ids).execute();
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

export async function bytesOfMovementFile(db: Database, id: string): Promise<Uint8Array> {
  const rows = await tables(db).selectFrom('findings_movement_pieces').select('bytes').where('file', '=', id).orderBy('number').execute();
  return new Uint8Array(Buffer.concat(rows.map((row) => row.bytes)));
}

export async function insertTrace(tx: Transaction, row: TraceRow): Promise<void> {
  const { given, ordered, outcome, ...rest } = row;
  const values = { ...rest, given: JSON.stringify(given), ordered: JSON.stringify(ordered), outcome: JSON.stringify(outcome) };
  await tables(tx).insertInto('findings_traces').values(values).execute();
}

export async function findTrace(db: Database, id: string): Promise<TraceRow | null> {
  return (await tables(db).selectFrom('findings_traces').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** What a list shows of a trace; all that came of it may be megabytes. */
export interface TraceInList extends Omit<TraceRow, 'outcome'> {
  readonly seeds: number;
  readonly holders: number;
}

export interface TraceListQuery {
  /** Those of one lead; null: of all. */
  readonly lead: string | null;
  /** Relays that are left out. */
  readonly without: ReadonlySet<string>;
  readonly limit: number;
}

/** The newest first. */
export async function newestTraces(db: Database, { lead, without, limit }: TraceListQuery): Promise<TraceInList[]> {
  let query = tables(db)
    .selectFrom('findings_traces')
    .select(['id', 'relay', 'files', 'given', 'ordered', 'lead', 'ordered_by', 'created_at'])
    .select([
      sql<number>`coalesce(jsonb_array_length(outcome #> '{traces,0,seeds}'), 0)`.as('seeds'),
      sql<number>`coalesce((outcome #>> '{traces,0,holders,count}')::integer, 0)`.as('holders'),
    ]);
  if (lead !== null) query = query.where('lead', '=', lead);
  if (without.size > 0) query = query.where(sql<boolean>`relay <> all(${[...without]}::text[])`);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** Every relay of which there is a trace here. */
export async function relaysOfTraces(db: Database): Promise<string[]> {
  const rows = await tables(db).selectFrom('findings_traces').select('relay').distinct().execute();
  return rows.map(({ relay }) => relay);
}

/** All traces of one relay, the first first. */
export async function tracesOfRelay(db: Database, relay: string): Promise<TraceRow[]> {
  return tables(db).selectFrom('findings_traces').selectAll().where('relay', '=', relay).orderBy('created_at').orderBy('id').execute();
}
