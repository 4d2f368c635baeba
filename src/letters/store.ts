// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of letters, and every statement on them.
 *
 *     letter_counterparts    authorities known by letter; only address, language and what they became may change
 *     letter_scans           scans by digest; one that nothing names is removed after a week
 *     letters_out            steps of ours on paper: the signed dispatch, the pack that is printed, and how it was sent
 *     letters_in             letters that came: when, how, the scan, what was read in it, and what was made of it
 *     letter_papers          agreements that were signed on paper, with their scans
 *
 * Whoever changes the state of a letter locks its row, before the case where both are locked.
 */
import { type ColumnType, type Selectable, sql } from 'kysely';
import type { AttachmentNoteWire } from '../exchange/wire.ts';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../kernel/index.ts';
import type { IncomingRowWire, LetterChannel, NewCounterpartWire, OutgoingRowWire, TranscriptionWire } from './wire.ts';

type JsonColumn<Value> = ColumnType<Value, string, string>;
type NullableJsonColumn<Value> = ColumnType<Value | null, string | null, string | null>;

type CounterpartTable = {
  id: string;
  entry: JsonColumn<NewCounterpartWire>;
  registered_by: string;
  registered_at: Instant;
  joined_as: string | null;
};
type ScanTable = { digest: string; bytes: Buffer; size: number; uploaded_at: Instant };
type OutgoingTable = {
  id: IdOf<'ltr'>;
  counterpart: string;
  case_ref: string | null;
  kind: string;
  state: OutgoingRowWire['state'];
  dispatch: string;
  channel: string;
  seq: number;
  signed_bytes: Buffer;
  body_document: Buffer;
  log_index: number;
  written_at: Instant;
  pack: Buffer;
  pack_signature: Buffer;
  sent: NullableJsonColumn<NonNullable<OutgoingRowWire['sent']>>;
  /** Why it came back, or was not sent. */
  reason: string | null;
};
/** What was read in a letter, and the step that it makes under the agreement. */
export interface Transcribed extends TranscriptionWire {
  readonly by: string;
  readonly at: Instant;
  /** Digest of the step, as the approval of whoever confirms it names it. */
  readonly subject: string;
  readonly caseId: string;
  /** What opens the body's tree, in hexadecimal. */
  readonly bodySeed: string;
  readonly body: unknown;
  readonly conditions: readonly unknown[];
  readonly agreement: { readonly id: string; readonly version: number; readonly digest: string };
}
/** A file that came with a letter, and the upload that holds it until the letter is admitted. */
export type Enclosure = AttachmentNoteWire & { readonly upload: string };
type IncomingTable = {
  id: IdOf<'ltr'>;
  counterpart: string;
  state: IncomingRowWire['state'];
  scan: string;
  enclosures: JsonColumn<readonly Enclosure[]>;
  channel: LetterChannel;
  received_at: Instant;
  written_on: string;
  their_reference: string;
  registered_by: string;
  registered_at: Instant;
  transcribed: NullableJsonColumn<Transcribed>;
  confirmed_by: JsonColumn<readonly string[]>;
  case_ref: string | null;
  dispatch: string | null;
  signed_bytes: Buffer | null;
  body_document: Buffer | null;
  log_index: number | null;
  reason: string | null;
};
type PaperTable = { agreement: string; scan: string; document: Buffer; signed_on: string; prepared_by: string; prepared_at: Instant };
type Tables = {
  letter_counterparts: CounterpartTable;
  letter_scans: ScanTable;
  letters_out: OutgoingTable;
  letters_in: IncomingTable;
  letter_papers: PaperTable;
};
export type CounterpartRecord = Selectable<CounterpartTable>;
export type OutgoingRecord = Selectable<OutgoingTable>;
export type IncomingRecord = Selectable<IncomingTable>;
export type PaperRecord = Selectable<PaperTable>;

export const letterMigrations: RoomMigrations = {
  'letters-001-letters': {
    async up(db) {
      await sql`create table letter_counterparts (
        id text collate "C" primary key, entry jsonb not null, registered_by text not null, registered_at text collate "C" not null,
        joined_as text unique)`.execute(db);
      await sql`create table letter_scans (
        digest text primary key, bytes bytea not null, size integer not null, uploaded_at text collate "C" not null)`.execute(db);
      await sql`create table letters_out (
        id text collate "C" primary key, counterpart text collate "C" not null references letter_counterparts, case_ref text collate "C",
        kind text not null, state text not null, dispatch text not null unique, channel text not null, seq integer not null,
        signed_bytes bytea not null, body_document bytea not null, log_index integer not null, written_at text collate "C" not null,
        pack bytea not null, pack_signature bytea not null, sent jsonb, reason text, unique (channel, seq))`.execute(db);
      await sql`create index letters_out_by_case on letters_out (case_ref)`.execute(db);
      await sql`create index letters_out_by_state on letters_out (state, written_at)`.execute(db);
      await sql`create table letters_in (
        id text collate "C" primary key, counterpart text collate "C" not null references letter_counterparts, state text not null,
        scan text not null references letter_scans, channel text not null, received_at text collate "C" not null, written_on text not null,
        their_reference text not null, registered_by text not null, registered_at text collate "C" not null, transcribed jsonb,
        confirmed_by jsonb not null default '[]', case_ref text collate "C", dispatch text unique, signed_bytes bytea, body_document bytea,
        log_index integer, reason text)`.execute(db);
      await sql`create unique index letters_in_by_scan on letters_in (scan) where state <> 'set-aside'`.execute(db);
      await sql`create index letters_in_by_case on letters_in (case_ref)`.execute(db);
      await sql`create index letters_in_by_state on letters_in (state, received_at)`.execute(db);
      await sql`create table letter_papers (
        agreement text primary key, scan text not null references letter_scans, document bytea not null, signed_on text not null,
        prepared_by text not null, prepared_at text collate "C" not null)`.execute(db);
    },
  },
  'letters-002-enclosures': {
    async up(db) {
      await sql`alter table letters_in add column enclosures jsonb not null default '[]'`.execute(db);
    },
  },
};

// --- counterparts -----------------------------------------------------------------------------------------------
export async function insertCounterpart(tx: Transaction, row: CounterpartRecord): Promise<void> {
  await tables(tx)
    .insertInto('letter_counterparts')
    .values({ ...row, entry: JSON.stringify(row.entry) })
    .execute();
}

/** All, or those that are named; the oldest first. */
export async function counterparts(db: Database, ids: readonly string[] | null = null): Promise<CounterpartRecord[]> {
  if (ids?.length === 0) return [];
  const query = tables(db).selectFrom('letter_counterparts').selectAll().orderBy('registered_at').orderBy('id');
  return (ids === null ? query : query.where('id', 'in', [...ids])).execute();
}

export async function lockCounterpart(tx: Transaction, id: string): Promise<CounterpartRecord | null> {
  return (await tables(tx).selectFrom('letter_counterparts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function changeCounterpart(
  tx: Transaction,
  id: string,
  change: { readonly entry?: NewCounterpartWire; readonly joined_as?: string },
): Promise<void> {
  const { entry, ...plain } = change;
  await tables(tx)
    .updateTable('letter_counterparts')
    .set({ ...plain, ...(entry === undefined ? {} : { entry: JSON.stringify(entry) }) })
    .where('id', '=', id)
    .execute();
}

// --- scans ------------------------------------------------------------------------------------------------------
/** Keeps the scan, and removes those uploaded before `unusedSince` that nothing names. The same scan again changes nothing. */
export async function keepScan(
  tx: Transaction,
  scan: { readonly digest: string; readonly bytes: Uint8Array; readonly at: Instant },
  unusedSince: Instant,
): Promise<void> {
  await sql`delete from letter_scans as s where uploaded_at < ${unusedSince}
    and not exists (select from letters_in where scan = s.digest) and not exists (select from letter_papers where scan = s.digest)`.execute(
    tx,
  );
  const { digest, bytes, at } = scan;
  await tables(tx)
    .insertInto('letter_scans')
    .values({ digest, bytes: Buffer.from(bytes), size: bytes.length, uploaded_at: at })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ uploaded_at: at }))
    .execute();
}

export async function scanSize(db: Database, digest: string): Promise<number | null> {
  return (await tables(db).selectFrom('letter_scans').select('size').where('digest', '=', digest).executeTakeFirst())?.size ?? null;
}

export async function scanBytes(db: Database, digest: string): Promise<Uint8Array | null> {
  const row = await tables(db).selectFrom('letter_scans').select('bytes').where('digest', '=', digest).executeTakeFirst();
  return row === undefined ? null : new Uint8Array(row.bytes);
}

// --- letters that go ----------------------------------------------------------------------------------------------
/** The next place of a step of ours in its channel, and the step before it; one that came back keeps its place. */
export async function nextPlace(tx: Transaction, channel: string): Promise<{ readonly seq: number; readonly prev: string | null }> {
  await sql`select pg_advisory_xact_lock(hashtext(${`letters ${channel}`}))`.execute(tx);
  const last = await tables(tx)
    .selectFrom('letters_out')
    .select(['seq', 'dispatch'])
    .where('channel', '=', channel)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { seq: (last?.seq ?? 0) + 1, prev: last?.dispatch ?? null };
}

/** With the place of the entry that this transaction appended last. */
export async function insertOutgoing(tx: Transaction, row: Omit<OutgoingRecord, 'log_index'>): Promise<void> {
  await tables(tx)
    .insertInto('letters_out')
    .values({ ...row, sent: row.sent === null ? null : JSON.stringify(row.sent), log_index: sql`audit_last_place()` })
    .execute();
}

export async function lockOutgoing(tx: Transaction, id: string): Promise<OutgoingRecord | null> {
  const query = tables(tx)
    .selectFrom('letters_out')
    .selectAll()
    .where('id', '=', id as IdOf<'ltr'>);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export async function findOutgoing(db: Database, id: string): Promise<OutgoingRecord | null> {
  const query = tables(db)
    .selectFrom('letters_out')
    .selectAll()
    .where('id', '=', id as IdOf<'ltr'>);
  return (await query.executeTakeFirst()) ?? null;
}

export async function changeOutgoing(
  tx: Transaction,
  id: IdOf<'ltr'>,
  change: { readonly state: OutgoingRowWire['state']; readonly sent?: NonNullable<OutgoingRowWire['sent']>; readonly reason?: string },
): Promise<void> {
  const { sent, ...plain } = change;
  await tables(tx)
    .updateTable('letters_out')
    .set({ ...plain, ...(sent === undefined ? {} : { sent: JSON.stringify(sent) }) })
    .where('id', '=', id)
    .execute();
}

/** Identifiers of what was written to this authority and has not left the house. */
export async function lettersToSend(db: Database, counterpart: string): Promise<string[]> {
  const query = tables(db).selectFrom('letters_out').select('id').where('counterpart', '=', counterpart).where('state', '=', 'to-send');
  return (await query.execute()).map(({ id }) => id);
}

/** Of one case, or what is to be sent and the latest of the others. */
export async function outgoingLetters(db: Database, caseId: string | null, limit: number): Promise<OutgoingRecord[]> {
  const query = tables(db).selectFrom('letters_out').selectAll();
  if (caseId !== null) return query.where('case_ref', '=', caseId).orderBy('written_at').orderBy('id').execute();
  return query
    .orderBy(sql`state = 'to-send'`, 'desc')
    .orderBy('written_at', 'desc')
    .limit(limit)
    .execute();
}

// --- letters that come --------------------------------------------------------------------------------------------
export async function insertIncoming(tx: Transaction, row: IncomingRecord): Promise<void> {
  const transcribed = row.transcribed === null ? null : JSON.stringify(row.transcribed);
  await tables(tx)
    .insertInto('letters_in')
    .values({ ...row, transcribed, confirmed_by: JSON.stringify(row.confirmed_by), enclosures: JSON.stringify(row.enclosures) })
    .execute();
}

export async function lockIncoming(tx: Transaction, id: string): Promise<IncomingRecord | null> {
  const query = tables(tx)
    .selectFrom('letters_in')
    .selectAll()
    .where('id', '=', id as IdOf<'ltr'>);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export async function findIncoming(db: Database, id: string): Promise<IncomingRecord | null> {
  const query = tables(db)
    .selectFrom('letters_in')
    .selectAll()
    .where('id', '=', id as IdOf<'ltr'>);
  return (await query.executeTakeFirst()) ?? null;
}

/** The letter that came as this dispatch, or the one that it was written into. */
export async function letterOfDispatch(
  tx: Transaction,
  dispatch: string,
): Promise<{ readonly incoming: IncomingRecord | null; readonly outgoing: OutgoingRecord | null }> {
  const incoming = await tables(tx).selectFrom('letters_in').selectAll().where('dispatch', '=', dispatch).forUpdate().executeTakeFirst();
  const outgoing = await tables(tx).selectFrom('letters_out').selectAll().where('dispatch', '=', dispatch).forUpdate().executeTakeFirst();
  return { incoming: incoming ?? null, outgoing: outgoing ?? null };
}

/** Destroys a pack, with what was taken out of its body. */
export async function emptyPack(tx: Transaction, id: IdOf<'ltr'>, body: Buffer): Promise<void> {
  await tables(tx)
    .updateTable('letters_out')
    .set({ body_document: body, pack: Buffer.alloc(0) })
    .where('id', '=', id)
    .execute();
}

/** What the walls of cases are asked of a scan: the letter that it is of. */
export async function walledByScan(db: Database, scan: string): Promise<IncomingRecord | null> {
  const query = tables(db).selectFrom('letters_in').selectAll().where('scan', '=', scan).orderBy('registered_at', 'desc').limit(1);
  return (await query.executeTakeFirst()) ?? null;
}

/** The letter with this scan, if one was registered and not set aside. */
export async function letterOfScan(db: Database, scan: string): Promise<IncomingRecord | null> {
  return (
    (await tables(db).selectFrom('letters_in').selectAll().where('scan', '=', scan).where('state', '<>', 'set-aside').executeTakeFirst()) ??
    null
  );
}

export async function changeIncoming(
  tx: Transaction,
  id: IdOf<'ltr'>,
  change: Partial<Omit<IncomingRecord, 'id' | 'counterpart' | 'scan' | 'enclosures'>>,
): Promise<void> {
  const { transcribed, confirmed_by: confirmedBy, ...plain } = change;
  await tables(tx)
    .updateTable('letters_in')
    .set({
      ...plain,
      ...(transcribed === undefined ? {} : { transcribed: transcribed === null ? null : JSON.stringify(transcribed) }),
      ...(confirmedBy === undefined ? {} : { confirmed_by: JSON.stringify(confirmedBy) }),
    })
    .where('id', '=', id)
    .execute();
}

/** Of one case, or what is still to be read or confirmed and the latest of the others. */
export async function incomingLetters(db: Database, caseId: string | null, limit: number): Promise<IncomingRecord[]> {
  const query = tables(db).selectFrom('letters_in').selectAll();
  if (caseId !== null) return query.where('case_ref', '=', caseId).orderBy('received_at').orderBy('id').execute();
  return query
    .orderBy(sql`state in ('registered', 'transcribed')`, 'desc')
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
}

/** What went and came on paper in a case, in the order of our log, as a bundle holds it. */
export async function lettersInBundle(
  db: Database,
  caseId: string,
): Promise<{ digest: string; signedBytes: Uint8Array; bodyDocument: Uint8Array; logIndex: number }[]> {
  const columns = ['dispatch', 'signed_bytes', 'body_document', 'log_index'] as const;
  const out = await tables(db)
    .selectFrom('letters_out')
    .select(columns)
    .where('case_ref', '=', caseId)
    .where('state', '=', 'sent')
    .execute();
  const come = tables(db).selectFrom('letters_in').select(columns).where('case_ref', '=', caseId).where('state', '=', 'admitted');
  return [...out, ...(await come.execute())]
    .flatMap(({ dispatch, signed_bytes: signed, body_document: body, log_index: logIndex }) => {
      if (dispatch === null || signed === null || body === null || logIndex === null) return [];
      return [{ digest: dispatch, signedBytes: new Uint8Array(signed), bodyDocument: new Uint8Array(body), logIndex }];
    })
    .toSorted((left, right) => left.logIndex - right.logIndex);
}

// --- agreements on paper ------------------------------------------------------------------------------------------
export async function keepPaper(tx: Transaction, row: PaperRecord): Promise<void> {
  await tables(tx)
    .insertInto('letter_papers')
    .values(row)
    .onConflict((conflict) => conflict.column('agreement').doUpdateSet({ ...row }))
    .execute();
}

export async function findPaper(db: Database, agreement: string): Promise<PaperRecord | null> {
  return (await tables(db).selectFrom('letter_papers').selectAll().where('agreement', '=', agreement).executeTakeFirst()) ?? null;
}

function tables(db: Database) {
  return db.withTables<Tables>();
}
