// SPDX-License-Identifier: Apache-2.0
/**
 * Firms that report, their persons, the programs' keys and the sessions: a realm of its own beside that of officers, with tables of its
 * own, so that no mistake in a query makes an officer of a person of a firm.
 *
 * Of secrets (sessions, invitations, keys) the database keeps digests only.
 */
import { type Selectable, sql } from 'kysely';
import { addMs, type Database, type IdOf, type Instant, type RoomMigrations, type Transaction } from '../../kernel/index.ts';
import { csrfTokenOf, isSessionToken, sessionEndsAt, sessionTimes, sessionTokenDigest } from '../../officers/index.ts';

type FirmId = IdOf<'frm'>;
type PersonId = IdOf<'fpr'>;
type FirmTables = {
  reporting_firms: { id: FirmId; name: string; lei: string | null; registration: string | null; is_closed: boolean; created_at: Instant };
  reporting_persons: {
    id: PersonId;
    firm_id: FirmId;
    name: string;
    email: string;
    password_hash: string | null;
    authenticator_secret: Buffer | null;
    /** The last 30-second step whose code was taken. */
    authenticator_step: number;
    is_disabled: boolean;
    invitation_digest: string | null;
    invitation_until: Instant | null;
    created_at: Instant;
    last_sign_in_at: Instant | null;
  };
  reporting_sessions: { token_digest: string; id: IdOf<'ses'>; person_id: PersonId; created_at: Instant; seen_at: Instant };
  reporting_keys: {
    id: IdOf<'fky'>;
    firm_id: FirmId;
    label: string;
    secret_digest: string;
    created_at: Instant;
    last_used_at: Instant | null;
    revoked_at: Instant | null;
  };
};
export type FirmRecord = Selectable<FirmTables['reporting_firms']>;
export type PersonRecord = Selectable<FirmTables['reporting_persons']>;
export type KeyRecord = Selectable<FirmTables['reporting_keys']>;

export const firmMigrations: RoomMigrations = {
  'reporting-001-firms': {
    async up(db) {
      await sql`create table reporting_firms (
        id text collate "C" primary key, name text not null, lei text, registration text, is_closed boolean not null,
        created_at text collate "C" not null)`.execute(db);
      await sql`create unique index reporting_firms_by_name on reporting_firms (lower(name)) where not is_closed`.execute(db);
      await sql`create table reporting_persons (
        id text collate "C" primary key, firm_id text collate "C" not null references reporting_firms, name text not null,
        email text not null unique, password_hash text, authenticator_secret bytea, authenticator_step integer not null default 0,
        is_disabled boolean not null, invitation_digest text unique, invitation_until text collate "C",
        created_at text collate "C" not null, last_sign_in_at text collate "C")`.execute(db);
      await sql`create table reporting_sessions (
        token_digest text primary key, id text not null unique, person_id text collate "C" not null references reporting_persons,
        created_at text collate "C" not null, seen_at text collate "C" not null)`.execute(db);
      await sql`create table reporting_keys (
        id text collate "C" primary key, firm_id text collate "C" not null references reporting_firms, label text not null,
        secret_digest text not null unique, created_at text collate "C" not null, last_used_at text collate "C",
        revoked_at text collate "C")`.execute(db);
    },
  },
};

// --- firms ----------------------------------------------------------------------------------------------------------

/** False when an open firm of this name is there. */
export async function insertFirm(tx: Transaction, row: FirmRecord): Promise<boolean> {
  const inserted = await sql`insert into reporting_firms (id, name, lei, registration, is_closed, created_at)
    values (${row.id}, ${row.name}, ${row.lei}, ${row.registration}, false, ${row.created_at})
    on conflict do nothing returning id`.execute(tx);
  return inserted.rows.length > 0;
}

export async function findFirm(db: Database, id: string): Promise<FirmRecord | null> {
  const query = tables(db)
    .selectFrom('reporting_firms')
    .selectAll()
    .where('id', '=', id as FirmId);
  return (await query.executeTakeFirst()) ?? null;
}

/** Closing ends every session of its persons, and its keys open nothing while it is closed. */
export async function setFirmClosed(tx: Transaction, id: FirmId, isClosed: boolean): Promise<void> {
  await tables(tx).updateTable('reporting_firms').set({ is_closed: isClosed }).where('id', '=', id).execute();
  if (!isClosed) return;
  await sql`delete from reporting_sessions using reporting_persons person where person.id = person_id and person.firm_id = ${id}`.execute(
    tx,
  );
}

/** As many firms as a large jurisdiction obliges to report. */
const firmsMax = 5000;

export async function listFirms(
  db: Database,
): Promise<{ readonly firms: FirmRecord[]; readonly persons: PersonRecord[]; readonly keys: KeyRecord[] }> {
  const firms = await tables(db).selectFrom('reporting_firms').selectAll().orderBy('name').orderBy('id').limit(firmsMax).execute();
  const persons = await tables(db).selectFrom('reporting_persons').selectAll().orderBy('name').orderBy('id').execute();
  const keys = await tables(db).selectFrom('reporting_keys').selectAll().orderBy('created_at').orderBy('id').execute();
  return { firms, persons, keys };
}

export async function firmNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('reporting_firms')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)] as FirmId[])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

// --- persons --------------------------------------------------------------------------------------------------------

/** False when the e-mail address belongs to another person. */
export async function insertPerson(tx: Transaction, row: PersonRecord): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('reporting_persons')
    .values(row)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findPerson(
  db: Database,
  by: { readonly id: string } | { readonly email: string } | { readonly invitation: string },
): Promise<PersonRecord | null> {
  const query = tables(db).selectFrom('reporting_persons').selectAll();
  const found =
    'id' in by
      ? query.where('id', '=', by.id as PersonId)
      : 'email' in by
        ? query.where('email', '=', by.email)
        : query.where('invitation_digest', '=', by.invitation);
  return (await found.executeTakeFirst()) ?? null;
}

export async function updatePerson(
  tx: Transaction,
  id: PersonId,
  change: Partial<Omit<PersonRecord, 'id' | 'firm_id' | 'email'>>,
): Promise<void> {
  await tables(tx).updateTable('reporting_persons').set(change).where('id', '=', id).execute();
}

export async function personNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('reporting_persons')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)] as PersonId[])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Spends the code of a step; false when it or a later one was taken before. */
export async function takePersonStep(tx: Transaction, id: PersonId, step: number): Promise<boolean> {
  const taken = await tables(tx)
    .updateTable('reporting_persons')
    .set({ authenticator_step: step })
    .where('id', '=', id)
    .where('authenticator_step', '<', step)
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

// --- sessions and keys ----------------------------------------------------------------------------------------------

export interface PersonSession {
  readonly id: IdOf<'ses'>;
  readonly firm: { readonly id: FirmId; readonly name: string; readonly lei: string | null };
  readonly person: { readonly id: PersonId; readonly name: string; readonly email: string };
  readonly csrfToken: string;
  readonly endsAt: Instant;
}

export async function insertPersonSession(
  tx: Transaction,
  session: { readonly id: IdOf<'ses'>; readonly person: PersonId; readonly token: string; readonly at: Instant },
): Promise<void> {
  const { id, person, token, at } = session;
  await tables(tx)
    .insertInto('reporting_sessions')
    .values({ id, person_id: person, token_digest: sessionTokenDigest(token), created_at: at, seen_at: at })
    .execute();
  await tables(tx).updateTable('reporting_persons').set({ last_sign_in_at: at }).where('id', '=', person).execute();
}

/** The running session of a token, and notes that it was used; null when there is none, it ended, or person or firm are shut out. */
export async function findPersonSession(db: Database, token: string, now: Instant): Promise<PersonSession | null> {
  if (!isSessionToken(token)) return null;
  const row = await tables(db)
    .selectFrom('reporting_sessions as session')
    .innerJoin('reporting_persons as person', 'person.id', 'session.person_id')
    .innerJoin('reporting_firms as firm', 'firm.id', 'person.firm_id')
    .select(['session.id as session_id', 'session.created_at', 'session.seen_at', 'session.token_digest'])
    .select(['person.id as person_id', 'person.name', 'person.email', 'firm.id as firm_id', 'firm.name as firm_name', 'firm.lei'])
    .where('session.token_digest', '=', sessionTokenDigest(token))
    .where('person.is_disabled', '=', false)
    .where('firm.is_closed', '=', false)
    .executeTakeFirst();
  if (row === undefined) return null;
  const times = { createdAt: row.created_at, seenAt: row.seen_at };
  if (sessionEndsAt(times) <= now) return null;
  const isOld = addMs(times.seenAt, sessionTimes.touchMs) <= now;
  if (isOld)
    await tables(db).updateTable('reporting_sessions').set({ seen_at: now }).where('token_digest', '=', row.token_digest).execute();
  return {
    id: row.session_id,
    firm: { id: row.firm_id, name: row.firm_name, lei: row.lei },
    person: { id: row.person_id, name: row.name, email: row.email },
    csrfToken: csrfTokenOf(token),
    endsAt: sessionEndsAt({ ...times, seenAt: isOld ? now : times.seenAt }),
  };
}

export async function endPersonSession(db: Database, token: string): Promise<PersonId | null> {
  const ended = await tables(db)
    .deleteFrom('reporting_sessions')
    .where('token_digest', '=', sessionTokenDigest(token))
    .returning('person_id')
    .executeTakeFirst();
  return ended?.person_id ?? null;
}

export async function endSessionsOfPerson(tx: Transaction, person: PersonId): Promise<void> {
  await tables(tx).deleteFrom('reporting_sessions').where('person_id', '=', person).execute();
}

/** Removes sessions that time has ended. */
export async function removeEndedPersonSessions(db: Database, now: Instant): Promise<void> {
  const [absolute, idle] = [addMs(now, -sessionTimes.absoluteMs), addMs(now, -sessionTimes.idleMs)];
  const ended = tables(db).deleteFrom('reporting_sessions');
  await ended.where((where) => where.or([where('created_at', '<=', absolute), where('seen_at', '<=', idle)])).execute();
}

export async function insertKey(tx: Transaction, row: KeyRecord): Promise<void> {
  await tables(tx).insertInto('reporting_keys').values(row).execute();
}

/** False when there is no such key, or it was revoked before. */
export async function revokeKey(tx: Transaction, id: string, at: Instant): Promise<boolean> {
  const revoked = await tables(tx)
    .updateTable('reporting_keys')
    .set({ revoked_at: at })
    .where('id', '=', id as IdOf<'fky'>)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return revoked !== undefined;
}

/** The firm of a key that opens; and notes, once a minute at most, that it was used. */
export async function findKeyFirm(db: Database, digest: string, now: Instant): Promise<FirmRecord | null> {
  const row = await tables(db)
    .selectFrom('reporting_keys as key')
    .innerJoin('reporting_firms as firm', 'firm.id', 'key.firm_id')
    .selectAll('firm')
    .select(['key.id as key_id', 'key.last_used_at'])
    .where('key.secret_digest', '=', digest)
    .where('key.revoked_at', 'is', null)
    .where('firm.is_closed', '=', false)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { key_id, last_used_at, ...firm } = row;
  if (last_used_at === null || addMs(last_used_at, sessionTimes.touchMs) <= now)
    await tables(db).updateTable('reporting_keys').set({ last_used_at: now }).where('id', '=', key_id).execute();
  return firm;
}

function tables(db: Database) {
  return db.withTables<FirmTables>();
}
