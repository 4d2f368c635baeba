// SPDX-License-Identifier: Apache-2.0
/** The table of notices. The same thing is told to an officer once; what was sent to the webhook is known by its mark. */
import { type RawBuilder, sql } from 'kysely';
import { type CaseIds, noneOf } from '../../assistance/index.ts';
import {
  type Database,
  type IdOf,
  type Instant,
  newId,
  type RandomBytes,
  type RoomMigrations,
  type Transaction,
} from '../../kernel/index.ts';
import type { NoticeKind } from './wire.ts';

export const noticeMigrations: RoomMigrations = {
  'desk-005-notices': {
    async up(db) {
      await sql`create table desk_notices (
        id text collate "C" primary key, officer text not null, kind text not null, case_id text collate "C", about text not null, made_by text,
        at text collate "C" not null, read_at text collate "C", sent_at text collate "C", tries integer not null default 0,
        next_try_at text collate "C", unique (officer, kind, about))`.execute(db);
      await sql`create index desk_notices_of_officer on desk_notices (officer, id)`.execute(db);
      await sql`create index desk_notices_unsent on desk_notices (id) where sent_at is null`.execute(db);
      await sql`create table desk_marks (name text primary key, place text not null)`.execute(db);
    },
  },
};

export interface NewNotice {
  readonly officer: string;
  readonly kind: NoticeKind;
  readonly caseId: string | null;
  /** What exactly: the same notice about it is made once for an officer. */
  readonly about: string;
  readonly by: string | null;
}
export interface NoticeRecord {
  readonly id: IdOf<'ntc'>;
  readonly officer: string;
  readonly kind: NoticeKind;
  readonly case_id: string | null;
  readonly made_by: string | null;
  readonly at: Instant;
  readonly read_at: Instant | null;
  readonly tries: number;
}

/** How many were new. */
export async function addNotices(tx: Transaction, random: RandomBytes, notices: readonly NewNotice[], now: Instant): Promise<number> {
  let added = 0;
  for (const { officer, kind, caseId, about, by } of notices) {
    const id = newId('ntc', now, random);
    const done = await sql`insert into desk_notices (id, officer, kind, case_id, about, made_by, at)
      values (${id}, ${officer}, ${kind}, ${caseId}, ${about}, ${by}, ${now}) on conflict do nothing`.execute(tx);
    added += Number(done.numAffectedRows ?? 0n);
  }
  return added;
}

/** Of no case, or of one that may be seen. */
function seen(hidden: CaseIds): RawBuilder<unknown> {
  return sql`(case_id is null or ${noneOf(hidden, sql`desk_notices.case_id`)})`;
}

export async function noticesOf(
  db: Database,
  officer: string,
  wanted: { readonly hidden: CaseIds; readonly limit: number },
): Promise<NoticeRecord[]> {
  const { hidden, limit } = wanted;
  return (
    await sql<NoticeRecord>`select * from desk_notices where officer = ${officer} and ${seen(hidden)} order by id desc limit ${limit}`.execute(
      db,
    )
  ).rows;
}

export async function unreadOf(db: Database, officer: string, hidden: CaseIds): Promise<number> {
  const found = await sql<{ count: string }>`select count(*) as count from desk_notices
    where officer = ${officer} and read_at is null and ${seen(hidden)}`.execute(db);
  return Number(found.rows[0]?.count ?? 0);
}

export async function markRead(tx: Transaction, officer: string, ids: readonly string[], now: Instant): Promise<void> {
  await sql`update desk_notices set read_at = ${now} where officer = ${officer} and read_at is null and id = any(${[...ids]}::text[])`.execute(
    tx,
  );
}

/** Cases in which this officer was mentioned and has not read it. */
export async function unreadMentionsIn(db: Database, officer: string, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set();
  const found = await sql<{ case_id: string }>`select distinct case_id from desk_notices where officer = ${officer} and kind = 'mentioned'
    and read_at is null and case_id = any(${[...caseIds]}::text[])`.execute(db);
  return new Set(found.rows.map((row) => row.case_id));
}

/** Takes some made since `since` that were not sent, the oldest first, for one sender alone; they are tried again after `again` unless marked sent before. */
export async function takeUnsent(
  db: Database,
  wanted: { readonly now: Instant; readonly again: Instant; readonly since: Instant; readonly limit: number },
): Promise<NoticeRecord[]> {
  const { now, again, since, limit } = wanted;
  const found = await sql<NoticeRecord>`update desk_notices set tries = tries + 1, next_try_at = ${again} where id in (
    select id from desk_notices where sent_at is null and at >= ${since} and (next_try_at is null or next_try_at <= ${now})
    order by id limit ${limit} for update skip locked) returning *`.execute(db);
  return found.rows.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

export async function markSent(db: Database, id: string, at: Instant): Promise<void> {
  await sql`update desk_notices set sent_at = ${at} where id = ${id}`.execute(db);
}

export async function markOf(db: Database, name: string): Promise<string | null> {
  return (await sql<{ place: string }>`select place from desk_marks where name = ${name}`.execute(db)).rows[0]?.place ?? null;
}

export async function putMark(tx: Transaction, name: string, place: string): Promise<void> {
  await sql`insert into desk_marks (name, place) values (${name}, ${place}) on conflict (name) do update set place = excluded.place`.execute(
    tx,
  );
}
