// SPDX-License-Identifier: Apache-2.0
/** Tables of what officers keep of a case: who has it, notes, subjects, links. Notes are only ever added. */
import { sql } from 'kysely';
import type { CaseIds } from '../../assistance/index.ts';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { SubjectKind } from './wire.ts';

export const caseDeskMigrations: RoomMigrations = {
  'desk-003-case-desk': {
    async up(db) {
      await sql`create table desk_assignments (
        case_id text collate "C" primary key, officer text not null, assigned_by text not null, at text collate "C" not null)`.execute(db);
      await sql`create index desk_assignments_by_officer on desk_assignments (officer)`.execute(db);
      await sql`create table desk_notes (
        id text collate "C" primary key, case_id text collate "C" not null, officer text not null, text text not null,
        recorded_at text collate "C" not null, happened_at text collate "C", mentioned text[] not null)`.execute(db);
      await sql`create index desk_notes_by_case on desk_notes (case_id, id)`.execute(db);
      await sql`create index desk_notes_words on desk_notes using gin (to_tsvector('simple', text))`.execute(db);
      await sql`create table desk_subjects (
        id text collate "C" primary key, case_id text collate "C" not null, kind text not null, name text not null, key text not null,
        remark text not null, officer text not null, at text collate "C" not null, unique (case_id, key))`.execute(db);
      await sql`create index desk_subjects_by_key on desk_subjects (key)`.execute(db);
      await sql`create index desk_subjects_words on desk_subjects using gin (to_tsvector('simple', name || ' ' || remark))`.execute(db);
      await sql`create table desk_links (
        id text collate "C" primary key, case_id text collate "C" not null, other text collate "C" not null, kind text not null,
        reason text not null, officer text not null, at text collate "C" not null, unique (case_id, other))`.execute(db);
      await sql`create index desk_links_by_other on desk_links (other)`.execute(db);
    },
  },
};

export interface NoteRecord {
  readonly id: IdOf<'fnt'>;
  readonly case_id: string;
  readonly officer: string;
  readonly text: string;
  readonly recorded_at: Instant;
  readonly happened_at: Instant | null;
  readonly mentioned: readonly string[];
}
export interface SubjectRecord {
  readonly id: IdOf<'sbj'>;
  readonly case_id: string;
  readonly kind: SubjectKind;
  readonly name: string;
  /** By which two of them are the same: kind and name without case and marks of spelling. */
  readonly key: string;
  readonly remark: string;
  readonly officer: string;
  readonly at: Instant;
}
export interface LinkRecord {
  readonly id: IdOf<'lnk'>;
  readonly case_id: string;
  readonly other: string;
  readonly kind: 'same-subject' | 'same-facts' | 'follows' | 'other';
  readonly reason: string;
  readonly officer: string;
  readonly at: Instant;
}

/** One screen of notes of a case: a file with more is read in search. */
const rowsMax = 500;

export async function putAssignment(
  tx: Transaction,
  row: { readonly caseId: string; readonly officer: string | null; readonly by: string; readonly at: Instant },
): Promise<void> {
  if (row.officer === null) await sql`delete from desk_assignments where case_id = ${row.caseId}`.execute(tx);
  else
    await sql`insert into desk_assignments (case_id, officer, assigned_by, at) values (${row.caseId}, ${row.officer}, ${row.by}, ${row.at})
      on conflict (case_id) do update set officer = excluded.officer, assigned_by = excluded.assigned_by, at = excluded.at`.execute(tx);
}

export async function assigneesOf(db: Database, caseIds: readonly string[]): Promise<Map<string, string>> {
  if (caseIds.length === 0) return new Map();
  const found = await sql<{ case_id: string; officer: string }>`select case_id, officer from desk_assignments
    where case_id = any(${[...caseIds]}::text[])`.execute(db);
  return new Map(found.rows.map((row) => [row.case_id, row.officer]));
}

export function casesAssignedTo(officers: readonly string[]): CaseIds {
  return sql`select case_id from desk_assignments where officer = any(${[...officers]}::text[])`;
}

export async function insertNote(tx: Transaction, row: NoteRecord): Promise<void> {
  await sql`insert into desk_notes (id, case_id, officer, text, recorded_at, happened_at, mentioned) values
    (${row.id}, ${row.case_id}, ${row.officer}, ${row.text}, ${row.recorded_at}, ${row.happened_at}, ${[...row.mentioned]})`.execute(tx);
}

export async function notesOf(db: Database, caseId: string): Promise<NoteRecord[]> {
  return (await sql<NoteRecord>`select * from desk_notes where case_id = ${caseId} order by id desc limit ${rowsMax}`.execute(db)).rows;
}

/** False when the case has the subject already. */
export async function insertSubject(tx: Transaction, row: SubjectRecord): Promise<boolean> {
  const done = await sql`insert into desk_subjects (id, case_id, kind, name, key, remark, officer, at) values
    (${row.id}, ${row.case_id}, ${row.kind}, ${row.name}, ${row.key}, ${row.remark}, ${row.officer}, ${row.at})
    on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function deleteSubject(tx: Transaction, caseId: string, id: string): Promise<boolean> {
  return (await sql`delete from desk_subjects where id = ${id} and case_id = ${caseId}`.execute(tx)).numAffectedRows === 1n;
}

export async function subjectsOf(db: Database, caseId: string): Promise<SubjectRecord[]> {
  return (await sql<SubjectRecord>`select * from desk_subjects where case_id = ${caseId} order by kind, name limit ${rowsMax}`.execute(db))
    .rows;
}

/** The same subjects in other cases. */
export async function sameSubjects(db: Database, caseId: string, keys: readonly string[]): Promise<SubjectRecord[]> {
  if (keys.length === 0) return [];
  const found = await sql<SubjectRecord>`select * from desk_subjects where key = any(${[...keys]}::text[]) and case_id <> ${caseId}
    order by at desc limit ${rowsMax}`.execute(db);
  return found.rows;
}

/** False when the two are linked already, this way or the other. */
export async function insertLink(tx: Transaction, row: LinkRecord): Promise<boolean> {
  const done = await sql`insert into desk_links (id, case_id, other, kind, reason, officer, at)
    select ${row.id}, ${row.case_id}, ${row.other}, ${row.kind}, ${row.reason}, ${row.officer}, ${row.at}
    where not exists (select from desk_links where case_id = ${row.other} and other = ${row.case_id})
    on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function deleteLink(tx: Transaction, caseId: string, id: string): Promise<boolean> {
  const done = await sql`delete from desk_links where id = ${id} and (case_id = ${caseId} or other = ${caseId})`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function linksOf(db: Database, caseId: string): Promise<LinkRecord[]> {
  const found = await sql<LinkRecord>`select * from desk_links where case_id = ${caseId} or other = ${caseId}
    order by id limit ${rowsMax}`.execute(db);
  return found.rows;
}

/** Cases in whose notes or subjects all words begin that the query names. */
export function casesNoted(query: string): CaseIds {
  return sql`select case_id from desk_notes where to_tsvector('simple', text) @@ to_tsquery('simple', ${query})
    union select case_id from desk_subjects where to_tsvector('simple', name || ' ' || remark) @@ to_tsquery('simple', ${query})`;
}
