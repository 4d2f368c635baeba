// SPDX-License-Identifier: Apache-2.0
/**
 * Markets that are watched while their events come: partitions with their places and leases, the workers that are there, and the lines.
 *
 *     findings_live_workers      who is there: a worker that has not been heard of for as long as a lease lasts is gone
 *     findings_live_partitions   of each partition: who has it until when, under which term, and where it stands
 *     findings_live_segments     a stretch of a partition, open or closed
 *     findings_live_pieces       its lines as they were taken, packed, one piece a snapshot; together they are a file of market events
 *     findings_market_extents    a market file that is the first pieces of a segment: what an alert or a shadow rests on, without a copy
 *
 * A term rises whenever a partition changes hands, and a snapshot is stored under the term alone: a worker that slept through its lease
 * stores nothing more.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import { freshPartition, type PartitionPlace } from '../../surveillance/index.ts';

/** What a worker tells of a partition with each of its heartbeats. */
export interface PartitionFigures {
  readonly at: Instant;
  /** Messages of the partition in the stream behind the last one that was taken. */
  readonly waiting: number;
  readonly linesPerSecond: number;
  /** From the stream to being taken, of 99 in 100 messages since the heartbeat before; null where none came. */
  readonly tookMsP99: number | null;
}

type JsonColumn<Value> = ColumnType<Value, string, string>;
type PartitionTable = {
  market: string;
  partition: number;
  owner: string | null;
  lease_until: Instant | null;
  term: number;
  place: JsonColumn<PartitionPlace>;
  /** The segment that is open, and its pieces so far. */
  segment: string | null;
  pieces: number;
  figures: JsonColumn<PartitionFigures | null>;
  stored_at: Instant | null;
};
type SegmentTable = {
  id: string;
  market: string;
  partition: number;
  day: string;
  part: number;
  opened_at: Instant;
  closed_at: Instant | null;
};
type LiveTables = {
  findings_live_workers: { market: string; worker: string; seen_at: Instant };
  findings_live_partitions: PartitionTable;
  findings_live_segments: SegmentTable;
  findings_live_pieces: { segment: string; number: number; bytes: Buffer };
  findings_market_extents: { file: string; segment: string; pieces: number };
};
export type PartitionRow = Selectable<PartitionTable>;
export type SegmentRow = Selectable<SegmentTable>;

export const liveMigrations: RoomMigrations = {
  'findings-0542-live-markets': {
    async up(db) {
      await sql`create table findings_live_workers (
        market text not null, worker text not null, seen_at text collate "C" not null, primary key (market, worker))`.execute(db);
      await sql`create table findings_live_segments (
        id text collate "C" primary key, market text not null, partition integer not null, day text not null, part integer not null,
        opened_at text collate "C" not null, closed_at text collate "C")`.execute(db);
      await sql`create table findings_live_partitions (
        market text not null, partition integer not null, owner text, lease_until text collate "C", term bigint not null, place jsonb not null,
        segment text collate "C" references findings_live_segments, pieces integer not null, figures jsonb, stored_at text collate "C",
        primary key (market, partition))`.execute(db);
      await sql`create table findings_live_pieces (
        segment text collate "C" not null references findings_live_segments, number integer not null, bytes bytea not null,
        primary key (segment, number))`.execute(db);
      await sql`create table findings_market_extents (
        file text collate "C" primary key references findings_market_files, segment text collate "C" not null references findings_live_segments,
        pieces integer not null)`.execute(db);
      await sql`create index findings_market_extents_by_segment on findings_market_extents (segment)`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<LiveTables>();
}

// --- workers and leases ---------------------------------------------------------------------------------------------
/** Makes the rows of a market's partitions where they are missing. */
export async function ensurePartitions(tx: Transaction, market: string, partitions: number): Promise<void> {
  const fresh = { market, owner: null, lease_until: null, term: 0, place: JSON.stringify(freshPartition), segment: null, pieces: 0 };
  const rows = Array.from({ length: partitions }, (_unused, partition) => ({ ...fresh, partition, figures: 'null', stored_at: null }));
  const into = tables(tx).insertInto('findings_live_partitions').values(rows);
  await into.onConflict((conflict) => conflict.doNothing()).execute();
}

/** Notes that the worker is there, forgets those that are gone, and answers how many are left. */
export async function noteWorker(
  tx: Transaction,
  market: string,
  seen: { worker: string; now: Instant; goneBefore: Instant },
): Promise<number> {
  const row = { market, worker: seen.worker, seen_at: seen.now };
  const into = tables(tx).insertInto('findings_live_workers').values(row);
  await into.onConflict((conflict) => conflict.columns(['market', 'worker']).doUpdateSet({ seen_at: seen.now })).execute();
  await tables(tx).deleteFrom('findings_live_workers').where('market', '=', market).where('seen_at', '<', seen.goneBefore).execute();
  const query = tables(tx).selectFrom('findings_live_workers').where('market', '=', market);
  const counted = await query.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  return Number(counted.count);
}

export async function forgetWorker(tx: Transaction, market: string, worker: string): Promise<void> {
  const [isIt, nobody] = [
    { market, worker },
    { owner: null, lease_until: null },
  ];
  await tables(tx).deleteFrom('findings_live_workers').where('market', '=', isIt.market).where('worker', '=', isIt.worker).execute();
  await tables(tx).updateTable('findings_live_partitions').set(nobody).where('market', '=', market).where('owner', '=', worker).execute();
}

/** Holds the worker's leases for longer; answers the partitions that are still its own. */
export async function renewLeases(tx: Transaction, market: string, lease: { worker: string; until: Instant }): Promise<number[]> {
  const update = tables(tx).updateTable('findings_live_partitions').set({ lease_until: lease.until });
  const rows = await update.where('market', '=', market).where('owner', '=', lease.worker).returning('partition').execute();
  return rows.map(({ partition }) => partition).toSorted((one, other) => one - other);
}

export async function releasePartition(tx: Transaction, market: string, partition: number, worker: string): Promise<void> {
  const update = tables(tx).updateTable('findings_live_partitions').set({ owner: null, lease_until: null });
  await update.where('market', '=', market).where('partition', '=', partition).where('owner', '=', worker).execute();
}

/** Takes up to `most` partitions that nobody holds; each under a new term. */
export async function claimPartitions(
  tx: Transaction,
  market: string,
  claim: { readonly worker: string; readonly most: number; readonly now: Instant; readonly until: Instant },
): Promise<PartitionRow[]> {
  const free = tables(tx).selectFrom('findings_live_partitions').selectAll().where('market', '=', market);
  const rows = await free
    .where(sql<boolean>`(owner is null or lease_until < ${claim.now})`)
    .orderBy('partition')
    .limit(claim.most)
    .forUpdate()
    .skipLocked()
    .execute();
  const claimed: PartitionRow[] = [];
  for (const row of rows) {
    const held = { owner: claim.worker, lease_until: claim.until, term: row.term + 1 };
    await tables(tx)
      .updateTable('findings_live_partitions')
      .set(held)
      .where('market', '=', market)
      .where('partition', '=', row.partition)
      .execute();
    claimed.push({ ...row, ...held });
  }
  return claimed;
}

export async function partitionsOf(db: Database, market: string | null): Promise<PartitionRow[]> {
  const query = tables(db).selectFrom('findings_live_partitions').selectAll().orderBy('market').orderBy('partition');
  return (market === null ? query : query.where('market', '=', market)).execute();
}

export async function workersOf(db: Database): Promise<{ market: string; worker: string; seen_at: Instant }[]> {
  return tables(db).selectFrom('findings_live_workers').selectAll().orderBy('market').orderBy('worker').execute();
}

export async function noteFigures(tx: Transaction, market: string, partition: number, figures: PartitionFigures): Promise<void> {
  const update = tables(tx)
    .updateTable('findings_live_partitions')
    .set({ figures: JSON.stringify(figures) });
  await update.where('market', '=', market).where('partition', '=', partition).execute();
}

// --- places and segments --------------------------------------------------------------------------------------------
/** The partition locked, if the worker holds it under this term. */
export async function lockHeld(
  tx: Transaction,
  market: string,
  held: { readonly partition: number; readonly worker: string; readonly term: number },
): Promise<PartitionRow | null> {
  const query = tables(tx).selectFrom('findings_live_partitions').selectAll().where('market', '=', market);
  const own = query.where('partition', '=', held.partition).where('owner', '=', held.worker).where('term', '=', held.term);
  return (await own.forUpdate().executeTakeFirst()) ?? null;
}

export async function storePlace(
  tx: Transaction,
  row: Pick<PartitionRow, 'market' | 'partition' | 'place' | 'segment' | 'pieces' | 'stored_at'>,
): Promise<void> {
  const { market, partition, place, ...rest } = row;
  const update = tables(tx)
    .updateTable('findings_live_partitions')
    .set({ ...rest, place: JSON.stringify(place) });
  await update.where('market', '=', market).where('partition', '=', partition).execute();
}

export async function insertSegment(tx: Transaction, row: SegmentRow): Promise<void> {
  await tables(tx).insertInto('findings_live_segments').values(row).execute();
}

export async function insertPiece(tx: Transaction, segment: string, number: number, bytes: Uint8Array): Promise<void> {
  await tables(tx)
    .insertInto('findings_live_pieces')
    .values({ segment, number, bytes: Buffer.from(bytes) })
    .execute();
}

/** The packed lines of a segment, piece by piece; all of them, or the first. */
export async function piecesOf(db: Database, segment: string, most: number): Promise<Uint8Array[]> {
  const query = tables(db).selectFrom('findings_live_pieces').select('bytes').where('segment', '=', segment).where('number', '<', most);
  return (await query.orderBy('number').execute()).map(({ bytes }) => new Uint8Array(bytes));
}

export async function openedAtOf(tx: Transaction, segment: string): Promise<Instant> {
  const query = tables(tx).selectFrom('findings_live_segments').select('opened_at').where('id', '=', segment);
  return (await query.executeTakeFirstOrThrow()).opened_at;
}

/** Closes a segment; one on which neither an alert nor a look of a shadow rests goes with its lines. */
export async function closeSegment(tx: Transaction, segment: string, now: Instant): Promise<void> {
  const extents = tables(tx).selectFrom('findings_market_extents').select('file').where('segment', '=', segment);
  if ((await extents.limit(1).executeTakeFirst()) === undefined) {
    await tables(tx).deleteFrom('findings_live_pieces').where('segment', '=', segment).execute();
    await tables(tx).deleteFrom('findings_live_segments').where('id', '=', segment).execute();
    return;
  }
  await tables(tx).updateTable('findings_live_segments').set({ closed_at: now }).where('id', '=', segment).execute();
}

/** Removes a market that is no longer watched; segments on which alerts rest stay with their lines. */
export async function removeMarket(tx: Transaction, market: string): Promise<void> {
  await tables(tx).deleteFrom('findings_live_workers').where('market', '=', market).execute();
  await tables(tx).deleteFrom('findings_live_partitions').where('market', '=', market).execute();
  const kept = tables(tx).selectFrom('findings_market_extents').select('segment');
  const gone = tables(tx).selectFrom('findings_live_segments').select('id').where('market', '=', market).where('id', 'not in', kept);
  await tables(tx).deleteFrom('findings_live_pieces').where('segment', 'in', gone).execute();
  await tables(tx).deleteFrom('findings_live_segments').where('market', '=', market).where('id', 'not in', kept).execute();
}

// --- files that are a part of a segment -------------------------------------------------------------------------------
export async function insertExtent(tx: Transaction, row: { file: string; segment: string; pieces: number }): Promise<void> {
  await tables(tx).insertInto('findings_market_extents').values(row).execute();
}

/** The bytes of a market file that is the beginning of a segment; null where it is none. */
export async function bytesOfExtent(db: Database, file: string): Promise<Uint8Array | null> {
  const extent = await tables(db).selectFrom('findings_market_extents').selectAll().where('file', '=', file).executeTakeFirst();
  return extent === undefined ? null : new Uint8Array(Buffer.concat(await piecesOf(db, extent.segment, extent.pieces)));
}
