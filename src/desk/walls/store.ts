// SPDX-License-Identifier: Apache-2.0
/** Tables of walls and recusals. A wall or recusal that was lifted stays as a row that says when and by whom. */
import { sql } from 'kysely';
import { type CaseIds, casesAmong } from '../../assistance/index.ts';
import type { Database, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import { holdsRole } from '../../officers/index.ts';
import { leadingToReports, reportMatters, reportRole } from '../../records/index.ts';

export const wallMigrations: RoomMigrations = {
  'desk-001-walls': {
    async up(db) {
      await sql`create table desk_walls (
        id bigint generated always as identity primary key, case_id text collate "C" not null, inside text[] not null, reason text not null,
        raised_by text not null, raised_at text collate "C" not null, lifted_by text, lifted_at text collate "C")`.execute(db);
      await sql`create unique index desk_walls_standing on desk_walls (case_id) where lifted_at is null`.execute(db);
      await sql`create table desk_recusals (
        id bigint generated always as identity primary key, case_id text collate "C" not null, officer text not null, reason text not null,
        made_by text not null, made_at text collate "C" not null, lifted_by text, lifted_at text collate "C")`.execute(db);
      await sql`create unique index desk_recusals_standing on desk_recusals (case_id, officer) where lifted_at is null`.execute(db);
    },
  },
};

export interface WallRecord {
  readonly case_id: string;
  readonly inside: readonly string[];
  readonly reason: string;
  readonly raised_by: string;
  readonly raised_at: Instant;
}
export interface RecusalRecord {
  readonly case_id: string;
  readonly officer: string;
  readonly reason: string;
  readonly made_at: Instant;
}

/**
 * Cases behind a wall whose inside this officer is not on, from which the officer is recused, or with a report that they may not know of:
 * a query, since at an authority that analyses reports the last may be most of all cases.
 */
export async function hiddenCases(db: Database, officer: string): Promise<CaseIds> {
  const unknown = await unknownMatters(db, officer);
  return sql`select case_id from desk_walls where lifted_at is null and not (${officer} = any(inside))
    union all select case_id from desk_recusals where lifted_at is null and officer = ${officer}
    ${unknown === null ? sql`` : sql`union all ${unknown}`}`;
}

/** Cases with a suspicious report, for an officer who may not know that there is one; null, none, for the others. */
export async function unknownMatters(db: Database, officer: string): Promise<CaseIds | null> {
  return (await holdsRole(db, officer, reportRole)) ? null : reportMatters();
}

/** Those of these cases that this officer may not see. */
export async function hiddenAmong(db: Database, officer: string, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  return caseIds.length === 0 ? new Set() : casesAmong(db, await hiddenCases(db, officer), caseIds);
}

export async function isHidden(db: Database, officer: string, caseId: string): Promise<boolean> {
  const found = await sql<{ found: boolean }>`select
    exists (select from desk_walls where case_id = ${caseId} and lifted_at is null and not (${officer} = any(inside)))
    or exists (select from desk_recusals where case_id = ${caseId} and officer = ${officer} and lifted_at is null) as found`.execute(db);
  if (found.rows[0]?.found ?? false) return true;
  return (await leadingToReports(db, [caseId])).size > 0 && !(await holdsRole(db, officer, reportRole));
}

export async function standingWalls(db: Database, caseId: string | null): Promise<WallRecord[]> {
  const one = caseId === null ? sql`` : sql`and case_id = ${caseId}`;
  return (await sql<WallRecord>`select * from desk_walls where lifted_at is null ${one} order by raised_at desc limit 500`.execute(db))
    .rows;
}

export async function standingRecusals(db: Database, caseId: string | null): Promise<RecusalRecord[]> {
  const one = caseId === null ? sql`` : sql`and case_id = ${caseId}`;
  return (await sql<RecusalRecord>`select * from desk_recusals where lifted_at is null ${one} order by made_at desc limit 500`.execute(db))
    .rows;
}

/** In place of the wall that stands, if one does. */
export async function putWall(tx: Transaction, wall: WallRecord): Promise<void> {
  await liftWall(tx, wall.case_id, wall.raised_by, wall.raised_at);
  await sql`insert into desk_walls (case_id, inside, reason, raised_by, raised_at)
    values (${wall.case_id}, ${[...wall.inside]}, ${wall.reason}, ${wall.raised_by}, ${wall.raised_at})`.execute(tx);
}

/** False when none stood. */
export async function liftWall(tx: Transaction, caseId: string, officer: string, at: Instant): Promise<boolean> {
  const done = await sql`update desk_walls set lifted_by = ${officer}, lifted_at = ${at}
    where case_id = ${caseId} and lifted_at is null`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** False when the officer was recused already. */
export async function addRecusal(tx: Transaction, row: RecusalRecord, madeBy: string): Promise<boolean> {
  const done = await sql`insert into desk_recusals (case_id, officer, reason, made_by, made_at)
    values (${row.case_id}, ${row.officer}, ${row.reason}, ${madeBy}, ${row.made_at}) on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function liftRecusal(tx: Transaction, caseId: string, officer: string, lifted: { by: string; at: Instant }): Promise<boolean> {
  const done = await sql`update desk_recusals set lifted_by = ${lifted.by}, lifted_at = ${lifted.at}
    where case_id = ${caseId} and officer = ${officer} and lifted_at is null`.execute(tx);
  return done.numAffectedRows === 1n;
}
