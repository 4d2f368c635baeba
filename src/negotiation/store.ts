// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of negotiations and every statement on them.
 *
 *     negotiations               one row for a negotiation, or for the life of an agreement in force; what is computed from its notes
 *     negotiation_notes          signed notes by digest; never changed, never removed
 *     negotiation_sendings       which note was queued to which party, and what became of it
 *     negotiation_waiting        what waits for signatories: at most one act for each negotiation
 *     negotiation_own_versions   the one text that this authority has signed for a version of an agreement
 *     negotiation_mandates       by what right officers sign
 *     negotiation_papers         papers signed by hand or with a qualified signature
 *
 * A negotiation's row is locked by whoever adds a note to it, so that notes of this authority are counted without a gap.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { Database, Instant, RoomMigrations, Transaction } from '../kernel/index.ts';
import type { Digest } from '../seals/index.ts';
import { calendarMigrations } from './calendars/store.ts';
import { type ReadNote, storedNote } from './notes/signed-note.ts';
import type { PdfSignatureWire, RowState, WaitingContent } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;

type NegotiationTable = {
  id: string;
  kind: 'negotiation' | 'life';
  state: RowState;
  agreement_id: string;
  version: number;
  title: string;
  /** Of a life: the agreement; of a negotiation: the text that stands. */
  terms: string | null;
  parties: JsonColumn<readonly { readonly authorityId: string; readonly name: string; readonly jurisdiction: string }[]>;
  turn: JsonColumn<readonly string[]>;
  /** Our own text that has not been sent. */
  draft: string | null;
  /** What a first draft is to replace. */
  replaces: string | null;
  updated_at: Instant;
};
type NoteTable = { digest: string; negotiation: string; author: string; place: number; bytes: string; held_at: Instant };
type SendingTable = { note: string; peer: string; dispatch: string; state: 'queued' | 'delivered' | 'failed' };
type WaitingTable = {
  negotiation: string;
  subject: string;
  content: JsonColumn<WaitingContent>;
  prepared_by: string;
  prepared_at: Instant;
};
type MandateTable = {
  id: string;
  officer: string;
  office: string;
  scope: string;
  valid_from: string;
  valid_until: string;
  evidence: string;
  recorded_by: string;
  recorded_at: Instant;
  ended_at: Instant | null;
};
type PaperTable = {
  negotiation: string;
  terms: string;
  digest: string;
  form: string;
  bytes: Buffer;
  kept_at: Instant;
  kept_by: string;
  signatures: ColumnType<readonly PdfSignatureWire[] | null, string | null, string | null>;
};
type NegotiationTables = {
  negotiations: NegotiationTable;
  negotiation_notes: NoteTable;
  negotiation_sendings: SendingTable;
  negotiation_waiting: WaitingTable;
  negotiation_own_versions: { agreement_id: string; version: number; terms: string };
  negotiation_mandates: MandateTable;
  negotiation_papers: PaperTable;
};
export type NegotiationRecord = Selectable<NegotiationTable>;
export type WaitingRecord = Selectable<WaitingTable>;
export type MandateRecord = Selectable<MandateTable>;
export type SendingRecord = Selectable<SendingTable>;

export const negotiationMigrations: RoomMigrations = {
  'negotiation-001-notes': {
    async up(db) {
      await sql`create table negotiations (
        id text collate "C" primary key, kind text not null, state text not null, agreement_id text not null, version integer not null,
        title text not null, terms text, parties jsonb not null, turn jsonb not null, draft text, replaces text,
        updated_at text collate "C" not null)`.execute(db);
      await sql`create index negotiations_by_agreement on negotiations (agreement_id, version)`.execute(db);
      await sql`create table negotiation_notes (
        digest text collate "C" primary key, negotiation text collate "C" not null references negotiations, author text not null,
        place integer not null, bytes text not null, held_at text collate "C" not null)`.execute(db);
      await sql`create index negotiation_notes_by_negotiation on negotiation_notes (negotiation)`.execute(db);
      await sql`create table negotiation_sendings (
        note text collate "C" not null references negotiation_notes, peer text not null, dispatch text not null, state text not null,
        primary key (note, peer))`.execute(db);
      await sql`create index negotiation_sendings_by_dispatch on negotiation_sendings (dispatch)`.execute(db);
      await sql`create table negotiation_waiting (
        negotiation text collate "C" primary key references negotiations, subject text not null, content jsonb not null,
        prepared_by text not null, prepared_at text collate "C" not null)`.execute(db);
      await sql`create table negotiation_own_versions (
        agreement_id text not null, version integer not null, terms text not null, primary key (agreement_id, version))`.execute(db);
      await sql`create table negotiation_mandates (
        id text collate "C" primary key, officer text not null, office text not null, scope text not null,
        valid_from text collate "C" not null, valid_until text collate "C" not null, evidence text not null, recorded_by text not null,
        recorded_at text collate "C" not null, ended_at text collate "C")`.execute(db);
      await sql`create table negotiation_papers (
        negotiation text collate "C" not null references negotiations, terms text not null, digest text not null, form text not null,
        bytes bytea not null, kept_at text collate "C" not null, kept_by text not null, primary key (negotiation, digest))`.execute(db);
    },
  },
  ...calendarMigrations,
  'negotiation-004-paper-signatures': {
    async up(db) {
      await sql`alter table negotiation_papers add column signatures jsonb`.execute(db);
    },
  },
};

function tables(db: Database) {
  return db.withTables<NegotiationTables>();
}

// --- negotiations ---------------------------------------------------------------------------------------------------

/** The columns that a row keeps as JSON text. */
type Stored = Omit<NegotiationRecord, 'parties' | 'turn'> & { parties: string; turn: string };

function stored(row: NegotiationRecord): Stored {
  return { ...row, parties: JSON.stringify(row.parties), turn: JSON.stringify(row.turn) };
}

/** False where it is here already. */
export async function insertNegotiation(tx: Transaction, row: NegotiationRecord): Promise<boolean> {
  const query = tables(tx).insertInto('negotiations').values(stored(row));
  const inserted = await query
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The negotiation, locked until the transaction ends; null when there is none. */
export async function lockNegotiation(tx: Transaction, id: string): Promise<NegotiationRecord | null> {
  return (await tables(tx).selectFrom('negotiations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function findNegotiation(db: Database, id: string): Promise<NegotiationRecord | null> {
  return (await tables(db).selectFrom('negotiations').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The latest first. */
export async function listNegotiations(db: Database, rowsMax: number): Promise<NegotiationRecord[]> {
  return tables(db).selectFrom('negotiations').selectAll().orderBy('updated_at', 'desc').orderBy('id').limit(rowsMax).execute();
}

/** Negotiations of one version of an agreement, the earliest begun first. */
export async function negotiationsOf(db: Database, agreementId: string, version: number): Promise<NegotiationRecord[]> {
  return tables(db)
    .selectFrom('negotiations')
    .selectAll()
    .where('agreement_id', '=', agreementId)
    .where('version', '=', version)
    .where('kind', '=', 'negotiation')
    .orderBy('id')
    .execute();
}

export async function putNegotiation(tx: Transaction, row: NegotiationRecord): Promise<void> {
  const { id, kind: _, ...change } = stored(row);
  await tables(tx).updateTable('negotiations').set(change).where('id', '=', id).execute();
}

// --- notes ----------------------------------------------------------------------------------------------------------

export async function notesOf(db: Database, negotiation: string): Promise<Map<Digest, ReadNote>> {
  const rows = await tables(db).selectFrom('negotiation_notes').select('bytes').where('negotiation', '=', negotiation).execute();
  return new Map(rows.map(({ bytes }) => storedNote(bytes)).map((note) => [note.digest, note]));
}

export async function insertNote(tx: Transaction, { digest, note, text }: ReadNote, heldAt: Instant): Promise<void> {
  const { negotiation, author, place } = note;
  await tables(tx).insertInto('negotiation_notes').values({ digest, negotiation, author, place, bytes: text, held_at: heldAt }).execute();
}

export async function sendingsOf(db: Database, negotiation: string): Promise<SendingRecord[]> {
  return tables(db)
    .selectFrom('negotiation_sendings')
    .innerJoin('negotiation_notes', 'negotiation_notes.digest', 'negotiation_sendings.note')
    .selectAll('negotiation_sendings')
    .where('negotiation_notes.negotiation', '=', negotiation)
    .execute();
}

export async function putSending(tx: Transaction, row: SendingRecord): Promise<void> {
  const { dispatch, state } = row;
  await tables(tx)
    .insertInto('negotiation_sendings')
    .values(row)
    .onConflict((conflict) => conflict.columns(['note', 'peer']).doUpdateSet({ dispatch, state }))
    .execute();
}

/** Notes what became of a dispatch; false where it carried no note of a negotiation. */
export async function settleSending(tx: Transaction, dispatch: string, state: SendingRecord['state']): Promise<boolean> {
  const query = tables(tx).updateTable('negotiation_sendings').set({ state }).where('dispatch', '=', dispatch).returning('note');
  return (await query.executeTakeFirst()) !== undefined;
}

// --- signing --------------------------------------------------------------------------------------------------------

export async function findWaiting(db: Database, negotiation: string): Promise<WaitingRecord | null> {
  const query = tables(db).selectFrom('negotiation_waiting').selectAll().where('negotiation', '=', negotiation);
  return (await query.executeTakeFirst()) ?? null;
}

export async function findWaitingUnder(db: Database, subject: string): Promise<WaitingRecord | null> {
  const query = tables(db).selectFrom('negotiation_waiting').selectAll().where('subject', '=', subject);
  return (await query.executeTakeFirst()) ?? null;
}

export async function putWaiting(tx: Transaction, row: WaitingRecord): Promise<void> {
  const values = { ...row, content: JSON.stringify(row.content) };
  const { negotiation: _, ...change } = values;
  await tables(tx)
    .insertInto('negotiation_waiting')
    .values(values)
    .onConflict((conflict) => conflict.column('negotiation').doUpdateSet(change))
    .execute();
}

export async function removeWaiting(tx: Transaction, negotiation: string): Promise<void> {
  await tables(tx).deleteFrom('negotiation_waiting').where('negotiation', '=', negotiation).execute();
}

/** Keeps that this authority signs this text for this version; false where it has signed another. */
export async function keepOwnVersion(
  tx: Transaction,
  row: { readonly agreement_id: string; readonly version: number; readonly terms: string },
): Promise<boolean> {
  await tables(tx)
    .insertInto('negotiation_own_versions')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await tables(tx)
    .selectFrom('negotiation_own_versions')
    .select('terms')
    .where('agreement_id', '=', row.agreement_id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  return kept?.terms === row.terms;
}

export async function listMandates(db: Database): Promise<MandateRecord[]> {
  return tables(db)
    .selectFrom('negotiation_mandates')
    .selectAll()
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(mandatesMax)
    .execute();
}

/** More signatories than an authority has in twenty years. */
const mandatesMax = 1000;

export async function insertMandate(tx: Transaction, row: MandateRecord): Promise<void> {
  await tables(tx).insertInto('negotiation_mandates').values(row).execute();
}

/** Null when there is none, or it has ended already. */
export async function endMandate(tx: Transaction, id: string, at: Instant): Promise<MandateRecord | null> {
  const query = tables(tx).updateTable('negotiation_mandates').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null);
  return (await query.returningAll().executeTakeFirst()) ?? null;
}

// --- papers ---------------------------------------------------------------------------------------------------------

export async function insertPaper(
  tx: Transaction,
  row: Omit<Selectable<PaperTable>, 'bytes'> & { readonly bytes: Uint8Array },
): Promise<void> {
  await tables(tx)
    .insertInto('negotiation_papers')
    .values({ ...row, bytes: Buffer.from(row.bytes), signatures: row.signatures === null ? null : JSON.stringify(row.signatures) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findPaper(db: Database, negotiation: string, digest: string): Promise<Uint8Array | null> {
  const row = await tables(db)
    .selectFrom('negotiation_papers')
    .select('bytes')
    .where('negotiation', '=', negotiation)
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row === undefined ? null : new Uint8Array(row.bytes);
}

/** The papers that are kept here, by digest, with the signatures that were read in each. */
export async function papersKept(db: Database, negotiation: string): Promise<ReadonlyMap<string, readonly PdfSignatureWire[] | null>> {
  const kept = tables(db).selectFrom('negotiation_papers').select(['digest', 'signatures']);
  const rows = await kept.where('negotiation', '=', negotiation).execute();
  return new Map(rows.map(({ digest, signatures }) => [digest, signatures]));
}
