// SPDX-License-Identifier: Apache-2.0
/**
 * Tag files, what is said of addresses, and contests of it. Nothing said is changed or removed: a contest that stands sets it aside, and is a row
 * that is answered and withdrawn in columns of its own, so that all of its life can be read.
 */
import { type Selectable, sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';

type TagFileTable = { id: string; digest: string; name: string; attributions: number; taken_by: string; taken_at: Instant };
type AttributionTable = {
  id: string;
  file: string | null;
  address: string;
  actor: string;
  category: string;
  source: string;
  confidence: string;
  said_by: string;
  said_at: Instant;
};
type ContestTable = {
  id: string;
  /** Null where it is about two addresses. */
  attribution: string | null;
  one: string | null;
  other: string | null;
  reason: string;
  contested_by: string;
  contested_at: Instant;
  outcome: 'upheld' | 'rejected' | null;
  opinion_by: string | null;
  opinion_at: Instant | null;
  opinion_reason: string | null;
  withdrawn_by: string | null;
  withdrawn_at: Instant | null;
  withdrawn_reason: string | null;
};
type AttributionTables = {
  findings_tag_files: TagFileTable;
  findings_attributions: AttributionTable;
  findings_contests: ContestTable;
};
export type TagFileRow = Selectable<TagFileTable>;
export type AttributionRow = Selectable<AttributionTable>;
export type ContestRow = Selectable<ContestTable>;

const standing = sql<boolean>`withdrawn_at is null and outcome is distinct from 'rejected'`;

export const attributionMigrations: RoomMigrations = {
  'findings-071-attributions': {
    async up(db) {
      await sql`create table findings_tag_files (
        id text collate "C" primary key, digest text not null unique, name text not null, attributions integer not null, taken_by text not null,
        taken_at text collate "C" not null)`.execute(db);
      await sql`create table findings_attributions (
        id text collate "C" primary key, file text collate "C" references findings_tag_files, address text collate "C" not null,
        actor text not null, category text not null, source text not null, confidence text not null, said_by text not null,
        said_at text collate "C" not null)`.execute(db);
      await sql`create index findings_attributions_by_address on findings_attributions (address)`.execute(db);
      await sql`create table findings_contests (
        id text collate "C" primary key, attribution text collate "C" references findings_attributions, one text collate "C",
        other text collate "C", reason text not null, contested_by text not null, contested_at text collate "C" not null,
        outcome text, opinion_by text, opinion_at text collate "C", opinion_reason text,
        withdrawn_by text, withdrawn_at text collate "C", withdrawn_reason text,
        check ((attribution is null) = (one is not null and other is not null)))`.execute(db);
      await sql`create unique index findings_contests_of_attribution on findings_contests (attribution)
        where attribution is not null and ${standing}`.execute(db);
      await sql`create unique index findings_contests_of_pair on findings_contests (one, other)
        where one is not null and ${standing}`.execute(db);
    },
  },
};

export async function tagFileWith(db: Database, digest: string): Promise<TagFileRow | null> {
  return (await tables(db).selectFrom('findings_tag_files').selectAll().where('digest', '=', digest).executeTakeFirst()) ?? null;
}

export async function tagFiles(db: Database): Promise<TagFileRow[]> {
  return tables(db).selectFrom('findings_tag_files').selectAll().orderBy('id', 'desc').limit(100).execute();
}

export async function insertTagFile(tx: Transaction, row: TagFileRow): Promise<void> {
  await tables(tx).insertInto('findings_tag_files').values(row).execute();
}

/** Rows of one statement: what PostgreSQL takes of parameters, with room. */
const rowsAtOnce = 2000;

export async function insertAttributions(tx: Transaction, rows: readonly AttributionRow[]): Promise<void> {
  for (let begin = 0; begin < rows.length; begin += rowsAtOnce)
    await tables(tx)
      .insertInto('findings_attributions')
      .values(rows.slice(begin, begin + rowsAtOnce))
      .execute();
}

/** How many there are; whoever asks keeps others from adding until the transaction ends. */
export async function countAttributions(tx: Transaction): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('attributions', 0))`.execute(tx);
  const found = await sql<{ count: string }>`select count(*) as count from findings_attributions`.execute(tx);
  return Number(found.rows[0]?.count ?? 0);
}

export async function findAttribution(db: Database, id: string): Promise<AttributionRow | null> {
  return (await tables(db).selectFrom('findings_attributions').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function attributionsOf(db: Database, addresses: readonly string[]): Promise<AttributionRow[]> {
  const all = tables(db).selectFrom('findings_attributions').selectAll();
  return all
    .where(sql<boolean>`address = any(${[...addresses]}::text[])`)
    .orderBy('id')
    .execute();
}

export async function attributionsById(db: Database, ids: readonly string[]): Promise<AttributionRow[]> {
  const all = tables(db).selectFrom('findings_attributions').selectAll();
  return all.where(sql<boolean>`id = any(${[...ids]}::text[])`).execute();
}

/** Those that count: no contest of them stands. */
export async function countingAttributions(db: Database): Promise<AttributionRow[]> {
  const all = tables(db).selectFrom('findings_attributions').selectAll();
  return all
    .where(sql<boolean>`id not in (select attribution from findings_contests where attribution is not null and ${standing})`)
    .orderBy('id')
    .execute();
}

/** Pairs that are kept apart: a contest of them stands. */
export async function contestedPairs(db: Database): Promise<(readonly [string, string])[]> {
  const rows = await tables(db)
    .selectFrom('findings_contests')
    .select(['one', 'other'])
    .where(standing)
    .where('one', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map(({ one, other }) => [one ?? '', other ?? ''] as const);
}

/** The newest first. */
export async function newestContests(db: Database, limit: number): Promise<ContestRow[]> {
  return tables(db).selectFrom('findings_contests').selectAll().orderBy('id', 'desc').limit(limit).execute();
}

export async function contestsOf(db: Database, attributions: readonly string[]): Promise<ContestRow[]> {
  const all = tables(db).selectFrom('findings_contests').selectAll();
  return all
    .where(sql<boolean>`attribution = any(${[...attributions]}::text[])`)
    .orderBy('id', 'desc')
    .execute();
}

/** Of pairs with one of these addresses. */
export async function contestsOfPairs(db: Database, addresses: readonly string[]): Promise<ContestRow[]> {
  const all = tables(db).selectFrom('findings_contests').selectAll();
  return all
    .where(sql<boolean>`one = any(${[...addresses]}::text[]) or other = any(${[...addresses]}::text[])`)
    .orderBy('id', 'desc')
    .execute();
}

/** Whoever locks it is the only one who answers or withdraws it. */
export async function lockContest(tx: Transaction, id: string): Promise<ContestRow | null> {
  return (await tables(tx).selectFrom('findings_contests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

/** False where a contest of the same stands already. */
export async function insertContest(tx: Transaction, row: ContestRow): Promise<boolean> {
  const into = tables(tx).insertInto('findings_contests').values(row);
  return (await into.onConflict((conflict) => conflict.doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
}

export async function updateContest(tx: Transaction, id: string, change: Partial<Omit<ContestRow, 'id'>>): Promise<void> {
  await tables(tx).updateTable('findings_contests').set(change).where('id', '=', id).execute();
}

function tables(db: Database) {
  return db.withTables<AttributionTables>();
}
