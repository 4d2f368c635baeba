// SPDX-License-Identifier: Apache-2.0
/** The table of notes of oral requests. A note is never deleted; what was written down of the call does not change. */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { AgreementRef } from '../../agreements/index.ts';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { CaseDeadline } from '../states/case-deadlines.ts';
import type { EndOralRequestWire, NoteOralRequestWire, OralRequestWire } from './wire.ts';

type Json<Value> = ColumnType<Value, string, string>;
type OralTable = {
  id: IdOf<'orl'>;
  counterpart: string;
  called_at: Instant;
  noted_at: Instant;
  noted_by: string;
  said: Json<Omit<NoteOralRequestWire, 'counterpart' | 'calledAt'>>;
  basis: ColumnType<{ agreement: AgreementRef; title: string; clause: string } | null, string | null, string | null>;
  /** From the call: the confirmation first, then what we owe. */
  clocks: Json<readonly CaseDeadline[]>;
  confirm_by: Instant | null;
  state: OralRequestWire['state'];
  case_id: string | null;
  confirmed_at: Instant | null;
  ended: ColumnType<(EndOralRequestWire & { at: Instant; by: string }) | null, string | null, string | null>;
};
type Tables = { assistance_oral_requests: OralTable };
export type OralRecord = Selectable<OralTable>;

export const oralRequestMigrations: RoomMigrations = {
  'assistance-301-oral-requests': {
    async up(db) {
      await sql`
        create table assistance_oral_requests (
          id text collate "C" primary key, counterpart text not null, called_at text collate "C" not null,
          noted_at text collate "C" not null, noted_by text not null, said jsonb not null, basis jsonb, clocks jsonb not null,
          confirm_by text collate "C", state text not null check (state in ('open', 'confirmed', 'ended')),
          case_id text collate "C" references assistance_cases, confirmed_at text collate "C", ended jsonb)`.execute(db);
      await sql`create index assistance_oral_requests_by_state on assistance_oral_requests (state, called_at)`.execute(db);
      await sql`create index assistance_oral_requests_by_case on assistance_oral_requests (case_id) where case_id is not null`.execute(db);
    },
  },
};

export async function insertNote(tx: Transaction, row: OralRecord): Promise<void> {
  const { said, basis, clocks, ended, ...plain } = row;
  await tables(tx)
    .insertInto('assistance_oral_requests')
    .values({ ...plain, said: JSON.stringify(said), basis: json(basis), clocks: JSON.stringify(clocks), ended: json(ended) })
    .execute();
}

/** The open ones first, then the newest call. */
export async function listNotes(db: Database, limit: number): Promise<OralRecord[]> {
  return tables(db)
    .selectFrom('assistance_oral_requests')
    .selectAll()
    .orderBy(sql`state = 'open'`, 'desc')
    .orderBy('called_at', 'desc')
    .limit(limit)
    .execute();
}

export async function lockNote(tx: Transaction, id: string): Promise<OralRecord | null> {
  const query = tables(tx)
    .selectFrom('assistance_oral_requests')
    .selectAll()
    .where('id', '=', id as IdOf<'orl'>);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export async function notesOfCase(db: Database, caseId: string): Promise<OralRecord[]> {
  return tables(db).selectFrom('assistance_oral_requests').selectAll().where('case_id', '=', caseId).orderBy('called_at').execute();
}

/** Calls of this authority in a span that no writing has confirmed, locked: also those on which work was stopped for want of it. */
export async function unconfirmedNotes(tx: Transaction, counterpart: string, span: { from: Instant; to: Instant }): Promise<OralRecord[]> {
  return tables(tx)
    .selectFrom('assistance_oral_requests')
    .selectAll()
    .where('counterpart', '=', counterpart)
    .where('called_at', '>=', span.from)
    .where('called_at', '<=', span.to)
    .where(sql<boolean>`(state = 'open' or (state = 'ended' and ended ->> 'why' = 'not-confirmed'))`)
    .orderBy('called_at')
    .forUpdate()
    .execute();
}

export async function confirmNote(tx: Transaction, id: OralRecord['id'], by: { caseId: string; at: Instant }): Promise<void> {
  const change = { state: 'confirmed', case_id: by.caseId, confirmed_at: by.at } as const;
  await tables(tx).updateTable('assistance_oral_requests').set(change).where('id', '=', id).execute();
}

export async function endNote(
  tx: Transaction,
  id: OralRecord['id'],
  ended: EndOralRequestWire & { at: Instant; by: string },
): Promise<void> {
  const change = { state: 'ended', ended: JSON.stringify(ended) } as const;
  await tables(tx).updateTable('assistance_oral_requests').set(change).where('id', '=', id).execute();
}

function tables(db: Database) {
  return db.withTables<Tables>();
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
