// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of officers, sessions and tries, and every statement on them. Rules stand in the files beside this
 * one; here is only what must be one statement to be true, such as "take this code if no later one was taken".
 */
import { sql } from 'kysely';
import { addMs, type Database, type IdOf, type Instant, type RoomMigrations, type Transaction } from '../kernel/index.ts';
import type { AttemptCount, AttemptRule } from './attempts.ts';
import { csrfTokenOf, isSessionToken, sessionEndsAt, sessionTimes, sessionTokenDigest } from './session.ts';
import { type OfficerRowWire, type Role, roles } from './wire.ts';

type OfficerId = IdOf<'off'>;

type OfficerTables = {
  officers: {
    id: OfficerId;
    name: string;
    email: string;
    roles: Role[];
    password_hash: string;
    authenticator_secret: Buffer;
    /** The last 30-second step whose code was taken; codes up to it are spent. */
    authenticator_step: number;
    is_disabled: boolean;
    created_at: Instant;
    last_sign_in_at: Instant | null;
  };
  officer_sessions: {
    token_digest: string;
    id: IdOf<'ses'>;
    officer_id: OfficerId;
    created_at: Instant;
    seen_at: Instant;
    /** When the officer last proved that it is them, by what counts for them. */
    proved_at: Instant | null;
  };
  officer_attempts: { key: string; tries: number; window_ends_at: Instant };
};

export const accountMigrations: RoomMigrations = {
  'officers-001-accounts': {
    async up(db) {
      await sql`create table officers (
        id text primary key, name text not null, email text not null unique, roles text[] not null,
        password_hash text not null, authenticator_secret bytea not null, authenticator_step integer not null default 0,
        is_disabled boolean not null default false, created_at text collate "C" not null, last_sign_in_at text collate "C")`.execute(db);
      await sql`create table officer_sessions (
        token_digest text primary key, id text not null unique, officer_id text not null references officers (id),
        created_at text collate "C" not null, seen_at text collate "C" not null)`.execute(db);
      await sql`create index officer_sessions_of_officer on officer_sessions (officer_id)`.execute(db);
      await sql`create table officer_attempts (
        key text primary key, tries integer not null, window_ends_at text collate "C" not null)`.execute(db);
    },
  },
};

/** Until there was the role, whoever worked on cases and records knew of suspicious reports; whoever is made an officer now is given it. */
export const reportRoleMigrations: RoomMigrations = {
  'officers-010-report-analyst': {
    async up(db) {
      await sql`update officers set roles = roles || '{report-analyst}'::text[]
        where roles && '{preparer,approver,records-keeper,auditor}'::text[]`.execute(db);
    },
  },
};

export const stepUpMigrations: RoomMigrations = {
  'officers-006-step-up': {
    async up(db) {
      await sql`alter table officer_sessions add column proved_at text collate "C"`.execute(db);
    },
  },
};

// --- officers ---------------------------------------------------------------------------------------------------

export interface StoredOfficer {
  readonly id: OfficerId;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly isDisabled: boolean;
  readonly passwordHash: string;
  readonly authenticatorSecret: Uint8Array;
}

type NewRow = Omit<StoredOfficer, 'isDisabled'> & { readonly createdAt: Instant };

/** False when the e-mail address belongs to another officer. */
export async function insertOfficer(tx: Transaction, officer: NewRow): Promise<boolean> {
  const inserted = await tables(tx)
    .insertInto('officers')
    .values({
      id: officer.id,
      name: officer.name,
      email: officer.email,
      roles: [...officer.roles],
      password_hash: officer.passwordHash,
      authenticator_secret: Buffer.from(officer.authenticatorSecret),
      authenticator_step: 0,
      is_disabled: false,
      created_at: officer.createdAt,
      last_sign_in_at: null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findOfficer(db: Database, by: { readonly email: string } | { readonly id: string }): Promise<StoredOfficer | null> {
  const query = tables(db).selectFrom('officers').selectAll();
  const row = await ('email' in by ? query.where('email', '=', by.email) : query.where('id', '=', by.id as OfficerId)).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    isDisabled: row.is_disabled,
    passwordHash: row.password_hash,
    authenticatorSecret: new Uint8Array(row.authenticator_secret),
  };
}

/** Whether init has made the first officer. */
export async function hasOfficers(db: Database): Promise<boolean> {
  return (await tables(db).selectFrom('officers').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Every officer, by name. An authority has tens of them, not thousands; the limit only bounds the answer. */
export async function listOfficers(db: Database): Promise<OfficerRowWire[]> {
  return (await officerRows(db).orderBy('name').orderBy('id').limit(officersMax).execute()).map(officerRow);
}

export async function readOfficerRow(db: Database, id: string): Promise<OfficerRowWire | null> {
  const row = await officerRows(db)
    .where('id', '=', id as OfficerId)
    .executeTakeFirst();
  return row === undefined ? null : officerRow(row);
}

const officersMax = 2000;

/** Names by identifier, for the authority's own screens; unknown identifiers (other authorities' officers) are absent. */
export async function officerNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)] as OfficerId[];
  const rows = await tables(db).selectFrom('officers').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Locks all administrators who are not disabled, so that two changes at once cannot remove the last two. */
export async function lockAdministrators(tx: Transaction): Promise<OfficerId[]> {
  const rows = await tables(tx)
    .selectFrom('officers')
    .select('id')
    .where('is_disabled', '=', false)
    .where(sql<boolean>`'administrator' = any(roles)`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

export async function updateStanding(
  tx: Transaction,
  id: OfficerId,
  standing: { roles: readonly Role[]; isDisabled: boolean },
): Promise<void> {
  const change = { roles: [...standing.roles], is_disabled: standing.isDisabled };
  await tables(tx).updateTable('officers').set(change).where('id', '=', id).execute();
}

export async function updatePassword(tx: Transaction, id: OfficerId, passwordHash: string): Promise<void> {
  await tables(tx).updateTable('officers').set({ password_hash: passwordHash }).where('id', '=', id).execute();
}

export async function noteSignIn(tx: Transaction, id: OfficerId, at: Instant): Promise<void> {
  await tables(tx).updateTable('officers').set({ last_sign_in_at: at }).where('id', '=', id).execute();
}

/** Spends the code of a step. False when it or a later one was taken before: a code seen over a shoulder is worthless. */
export async function takeStep(tx: Database, id: OfficerId, step: number): Promise<boolean> {
  const taken = await tables(tx)
    .updateTable('officers')
    .set({ authenticator_step: step })
    .where('id', '=', id)
    .where('authenticator_step', '<', step)
    .where('is_disabled', '=', false)
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

// --- sessions ---------------------------------------------------------------------------------------------------

export interface OfficerSession {
  readonly id: IdOf<'ses'>;
  readonly officer: { readonly id: OfficerId; readonly roles: readonly Role[]; readonly name: string; readonly email: string };
  readonly csrfToken: string;
  readonly endsAt: Instant;
  /** Until when what decides something needs no new proof; null where there was none that counts. */
  readonly provedUntil: Instant | null;
}

interface NewSession {
  readonly id: IdOf<'ses'>;
  readonly officerId: OfficerId;
  readonly token: string;
  readonly at: Instant;
  /** Whether the sign-in itself proved what a decision asks for. */
  readonly isProof: boolean;
}

export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  const row = { id: session.id, token_digest: sessionTokenDigest(session.token), officer_id: session.officerId };
  await tables(tx)
    .insertInto('officer_sessions')
    .values({ ...row, created_at: session.at, seen_at: session.at, proved_at: session.isProof ? session.at : null })
    .execute();
}

/** The running session of a token, and notes that it was used; null when there is none, it ended, or its officer is disabled. */
export async function findSession(db: Database, token: string, now: Instant): Promise<OfficerSession | null> {
  if (!isSessionToken(token)) return null;
  const row = await tables(db)
    .selectFrom('officer_sessions as session')
    .innerJoin('officers as officer', 'officer.id', 'session.officer_id')
    .select(['session.id as session_id', 'session.created_at', 'session.seen_at', 'session.token_digest', 'session.proved_at'])
    .select(['officer.id', 'officer.name', 'officer.email', 'officer.roles'])
    .where('session.token_digest', '=', sessionTokenDigest(token))
    .where('officer.is_disabled', '=', false)
    .executeTakeFirst();
  if (row === undefined) return null;
  const times = { createdAt: row.created_at, seenAt: row.seen_at };
  if (sessionEndsAt(times) <= now) return null;
  let { seenAt } = times;
  if (addMs(seenAt, sessionTimes.touchMs) <= now) {
    const touch = tables(db).updateTable('officer_sessions').set({ seen_at: now });
    await touch.where('token_digest', '=', row.token_digest).where('seen_at', '<', now).execute();
    seenAt = now;
  }
  return {
    id: row.session_id,
    officer: { id: row.id, roles: row.roles, name: row.name, email: row.email },
    csrfToken: csrfTokenOf(token),
    endsAt: sessionEndsAt({ ...times, seenAt }),
    provedUntil: row.proved_at === null ? null : addMs(row.proved_at, sessionTimes.proofMs),
  };
}

/** Notes that the officer of a running session has proved that it is them; gives the session, or null when it has ended. */
export async function noteProof(tx: Transaction, token: string, at: Instant): Promise<IdOf<'ses'> | null> {
  const noted = tables(tx).updateTable('officer_sessions').set({ proved_at: at }).where('token_digest', '=', sessionTokenDigest(token));
  return (await noted.returning('id').executeTakeFirst())?.id ?? null;
}

/** Whose session it was, or null when there was none. */
export async function endSession(db: Database, token: string): Promise<{ id: IdOf<'ses'>; officerId: OfficerId } | null> {
  const ended = await tables(db)
    .deleteFrom('officer_sessions')
    .where('token_digest', '=', sessionTokenDigest(token))
    .returning(['id', 'officer_id'])
    .executeTakeFirst();
  return ended === undefined ? null : { id: ended.id, officerId: ended.officer_id };
}

/** Ends every session of an officer, but the one whose token is given. */
export async function endSessionsOf(tx: Transaction, officerId: OfficerId, keepToken: string | null): Promise<void> {
  const query = tables(tx).deleteFrom('officer_sessions').where('officer_id', '=', officerId);
  await (keepToken === null ? query : query.where('token_digest', '<>', sessionTokenDigest(keepToken))).execute();
}

/** Removes sessions and windows of tries that time has ended. */
export async function removeEndedSessions(db: Database, now: Instant): Promise<void> {
  const [absolute, idle] = [addMs(now, -sessionTimes.absoluteMs), addMs(now, -sessionTimes.idleMs)];
  const ended = tables(db).deleteFrom('officer_sessions');
  await ended.where((where) => where.or([where('created_at', '<=', absolute), where('seen_at', '<=', idle)])).execute();
  await tables(db).deleteFrom('officer_attempts').where('window_ends_at', '<=', now).execute();
}

// --- tries ------------------------------------------------------------------------------------------------------

/** Counts one more try and returns the count of the running window; one statement, so that tries at once all count. */
export async function countAttempt(db: Database, key: string, rule: AttemptRule, now: Instant): Promise<AttemptCount> {
  const row = await tables(db)
    .insertInto('officer_attempts')
    .values({ key, tries: 1, window_ends_at: addMs(now, rule.windowMs) })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        tries: sql<number>`case when officer_attempts.window_ends_at <= ${now} then 1 else officer_attempts.tries + 1 end`,
        window_ends_at: sql<Instant>`case when officer_attempts.window_ends_at <= ${now} then excluded.window_ends_at
          else officer_attempts.window_ends_at end`,
      }),
    )
    .returning(['tries', 'window_ends_at'])
    .executeTakeFirstOrThrow();
  return { tries: row.tries, windowEndsAt: row.window_ends_at };
}

/** A try that succeeded was no guess. */
export async function forgiveAttempt(db: Database, key: string): Promise<void> {
  await tables(db)
    .updateTable('officer_attempts')
    .set({ tries: sql<number>`greatest(tries - 1, 0)` })
    .where('key', '=', key)
    .execute();
}

export async function forgetAttempts(db: Database, key: string): Promise<void> {
  await tables(db).deleteFrom('officer_attempts').where('key', '=', key).execute();
}

/** Whether an officer who is not disabled holds the role. */
export async function holdsRole(db: Database, id: string, role: Role): Promise<boolean> {
  const query = tables(db)
    .selectFrom('officers')
    .select('roles')
    .where('id', '=', id as OfficerId)
    .where('is_disabled', '=', false);
  return (await query.executeTakeFirst())?.roles.includes(role) ?? false;
}

/** Roles of an officer who is not disabled, held until the transaction ends; null when there is none. */
export async function lockRoles(tx: Transaction, id: string): Promise<readonly Role[] | null> {
  const query = tables(tx)
    .selectFrom('officers')
    .select('roles')
    .where('id', '=', id as OfficerId)
    .where('is_disabled', '=', false);
  return (await query.forShare().executeTakeFirst())?.roles ?? null;
}

// --- rows -------------------------------------------------------------------------------------------------------

function tables(db: Database) {
  return db.withTables<OfficerTables>();
}

const rowColumns = ['id', 'name', 'email', 'roles', 'is_disabled', 'last_sign_in_at'] as const;

function officerRows(db: Database) {
  return tables(db).selectFrom('officers').select(rowColumns);
}

function officerRow(row: Pick<OfficerTables['officers'], (typeof rowColumns)[number]>): OfficerRowWire {
  const held = roles.filter((role) => row.roles.includes(role));
  return { id: row.id, name: row.name, email: row.email, roles: held, isDisabled: row.is_disabled, lastSignInAt: row.last_sign_in_at };
}
