// SPDX-License-Identifier: Apache-2.0
/** The table of calendar feeds: one of an officer at a time, known by the digest of its secret alone. */
import { sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';

export const feedMigrations: RoomMigrations = {
  'desk-006-feeds': {
    async up(db) {
      await sql`create table desk_feeds (
        officer text primary key, secret text not null unique, whose text not null check (whose in ('mine', 'all')),
        opened_at text collate "C" not null, last_read_at text collate "C")`.execute(db);
    },
  },
};

export interface FeedRecord {
  readonly officer: string;
  readonly whose: 'mine' | 'all';
  readonly opened_at: Instant;
  readonly last_read_at: Instant | null;
}

export async function feedOf(db: Database, officer: string): Promise<FeedRecord | null> {
  return (
    (await sql<FeedRecord>`select officer, whose, opened_at, last_read_at from desk_feeds where officer = ${officer}`.execute(db))
      .rows[0] ?? null
  );
}

/** In place of the one before, whose address ends. */
export async function putFeed(tx: Transaction, row: Omit<FeedRecord, 'last_read_at'>, secret: string): Promise<void> {
  await sql`insert into desk_feeds (officer, secret, whose, opened_at) values (${row.officer}, ${secret}, ${row.whose}, ${row.opened_at})
    on conflict (officer) do update set secret = excluded.secret, whose = excluded.whose, opened_at = excluded.opened_at, last_read_at = null`.execute(
    tx,
  );
}

export async function deleteFeed(tx: Transaction, officer: string): Promise<boolean> {
  return (await sql`delete from desk_feeds where officer = ${officer}`.execute(tx)).numAffectedRows === 1n;
}

/** The feed behind a secret, noted as read; null where there is none. */
export async function readFeed(db: Database, secret: string, now: Instant): Promise<FeedRecord | null> {
  const found = await sql<FeedRecord>`update desk_feeds set last_read_at = ${now} where secret = ${secret}
    returning officer, whose, opened_at, last_read_at`.execute(db);
  return found.rows[0] ?? null;
}
