// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of passkeys, of invitations to enrol one, and of challenges, and every statement on them. A challenge is taken by
 * one statement that removes it, a count is noted by one that compares: two calls at once cannot both succeed.
 */
import { sql } from 'kysely';
import type { Database, IdOf, Instant, RoomMigrations, Transaction } from '../../kernel/index.ts';
import type { AuthenticatorKey } from '../../seals/index.ts';

type OfficerId = IdOf<'off'>;
export type PasskeyId = IdOf<'pky'>;

type PasskeyTables = {
  officers: { id: OfficerId; is_disabled: boolean };
  officer_passkeys: {
    id: PasskeyId;
    officer_id: OfficerId;
    credential_id: string;
    algorithm: AuthenticatorKey['algorithm'];
    public_key: Buffer;
    relying_party: string;
    sign_count: string | number;
    may_be_copied: boolean;
    name: string;
    invited_by: OfficerId;
    confirmed_by: OfficerId | null;
    made_at: Instant;
    /** Null while a second registrar is still to confirm it. */
    enrolled_at: Instant | null;
    enrolment: Buffer | null;
    ended_at: Instant | null;
    ended_by: OfficerId | null;
    last_used_at: Instant | null;
  };
  officer_invitations: { officer_id: OfficerId; invited_by: OfficerId; invited_at: Instant; ends_at: Instant };
  officer_challenges: { nonce: string; purpose: string; officer_id: string | null; subject: string | null; ends_at: Instant };
};

export const passkeyMigrations: RoomMigrations = {
  'officers-003-passkeys': {
    async up(db) {
      await sql`create table officer_passkeys (
        id text primary key, officer_id text not null references officers (id), credential_id text not null unique,
        algorithm text not null, public_key bytea not null, relying_party text not null, sign_count bigint not null,
        may_be_copied boolean not null, name text not null, invited_by text not null references officers (id),
        confirmed_by text references officers (id), made_at text collate "C" not null, enrolled_at text collate "C",
        enrolment bytea, ended_at text collate "C", ended_by text references officers (id), last_used_at text collate "C",
        check ((enrolled_at is null) = (enrolment is null)),
        check (confirmed_by <> invited_by and confirmed_by <> officer_id))`.execute(db);
      await sql`create index officer_passkeys_of_officer on officer_passkeys (officer_id)`.execute(db);
      await sql`create table officer_invitations (
        officer_id text primary key references officers (id), invited_by text not null references officers (id),
        invited_at text collate "C" not null, ends_at text collate "C" not null)`.execute(db);
      await sql`create table officer_challenges (
        nonce text primary key, purpose text not null, officer_id text references officers (id), subject text,
        ends_at text collate "C" not null)`.execute(db);
    },
  },
};

// --- passkeys ---------------------------------------------------------------------------------------------------

export interface Passkey {
  readonly id: PasskeyId;
  readonly officerId: OfficerId;
  readonly credentialId: string;
  readonly key: AuthenticatorKey;
  readonly relyingParty: string;
  readonly signCount: number;
  readonly mayBeCopied: boolean;
  readonly name: string;
  readonly invitedBy: OfficerId;
  readonly confirmedBy: OfficerId | null;
  readonly madeAt: Instant;
  readonly enrolledAt: Instant | null;
  readonly enrolment: Uint8Array | null;
  readonly endedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}
export type ActivePasskey = Passkey & { readonly enrolment: Uint8Array };

/** False when this authenticator's credential is known already, whoever's it is. */
export async function insertPasskey(tx: Transaction, passkey: Passkey): Promise<boolean> {
  const row = {
    id: passkey.id,
    officer_id: passkey.officerId,
    credential_id: passkey.credentialId,
    algorithm: passkey.key.algorithm,
    public_key: Buffer.from(passkey.key.publicKey),
    relying_party: passkey.relyingParty,
    sign_count: passkey.signCount,
    may_be_copied: passkey.mayBeCopied,
    name: passkey.name,
    invited_by: passkey.invitedBy,
    confirmed_by: passkey.confirmedBy,
    made_at: passkey.madeAt,
    enrolled_at: passkey.enrolledAt,
    enrolment: passkey.enrolment === null ? null : Buffer.from(passkey.enrolment),
    ended_at: null,
    ended_by: null,
    last_used_at: null,
  };
  const query = tables(tx)
    .insertInto('officer_passkeys')
    .values(row)
    .onConflict((conflict) => conflict.doNothing());
  return (await query.returning('id').executeTakeFirst()) !== undefined;
}

/** The passkey in force of this credential, whose officer is not disabled. */
export async function findActive(db: Database, credentialId: string): Promise<ActivePasskey | null> {
  const row = await tables(db)
    .selectFrom('officer_passkeys')
    .innerJoin('officers', 'officers.id', 'officer_passkeys.officer_id')
    .selectAll('officer_passkeys')
    .where('credential_id', '=', credentialId)
    .where('ended_at', 'is', null)
    .where('enrolled_at', 'is not', null)
    .where('officers.is_disabled', '=', false)
    .executeTakeFirst();
  if (row === undefined) return null;
  const passkey = passkeyOf(row);
  return passkey.enrolment === null ? null : { ...passkey, enrolment: passkey.enrolment };
}

/** The passkeys of an officer that are in force for this relying party: what a browser is asked for, in its own spelling. */
export async function usablePasskeys(
  db: Database,
  officer: string,
  relyingParty: string,
): Promise<{ readonly id: PasskeyId; readonly credentialId: string }[]> {
  const rows = await tables(db)
    .selectFrom('officer_passkeys')
    .select(['id', 'credential_id'])
    .where('officer_id', '=', officer as OfficerId)
    .where('relying_party', '=', relyingParty)
    .where('ended_at', 'is', null)
    .where('enrolled_at', 'is not', null)
    .orderBy('made_at')
    .execute();
  return rows.map((row) => ({ id: row.id, credentialId: Buffer.from(row.credential_id, 'base64').toString('base64url') }));
}

/** All passkeys of an officer, or of everybody, the newest first; those that ended too. */
export async function listPasskeys(db: Database, officer: string | null): Promise<Passkey[]> {
  const query = tables(db).selectFrom('officer_passkeys').selectAll();
  const chosen = officer === null ? query : query.where('officer_id', '=', officer as OfficerId);
  return (await chosen.orderBy('made_at', 'desc').orderBy('id').limit(passkeysMax).execute()).map(passkeyOf);
}

/** Tens of officers with a few passkeys each; the limit only bounds the answer. */
const passkeysMax = 5000;

/** Locks the passkey until the transaction ends. */
export async function lockPasskey(tx: Transaction, id: string): Promise<Passkey | null> {
  const query = tables(tx)
    .selectFrom('officer_passkeys')
    .selectAll()
    .where('id', '=', id as PasskeyId);
  const row = await query.forUpdate().executeTakeFirst();
  return row === undefined ? null : passkeyOf(row);
}

export async function enrolPasskey(
  tx: Transaction,
  id: PasskeyId,
  enrolled: { readonly confirmedBy: OfficerId | null; readonly at: Instant; readonly enrolment: Uint8Array },
): Promise<void> {
  const change = { confirmed_by: enrolled.confirmedBy, enrolled_at: enrolled.at, enrolment: Buffer.from(enrolled.enrolment) };
  await tables(tx).updateTable('officer_passkeys').set(change).where('id', '=', id).execute();
}

export async function renamePasskey(tx: Transaction, id: PasskeyId, name: string): Promise<void> {
  await tables(tx).updateTable('officer_passkeys').set({ name }).where('id', '=', id).execute();
}

export async function endPasskey(tx: Transaction, id: PasskeyId, end: { readonly by: OfficerId; readonly at: Instant }): Promise<void> {
  const change = { ended_at: end.at, ended_by: end.by };
  await tables(tx).updateTable('officer_passkeys').set(change).where('id', '=', id).where('ended_at', 'is', null).execute();
}

/** Notes the use and the count of signatures; false when the count did not grow, though this authenticator counts. */
export async function noteUse(tx: Transaction, id: PasskeyId, use: { readonly signCount: number; readonly at: Instant }): Promise<boolean> {
  const noted = await tables(tx)
    .updateTable('officer_passkeys')
    .set({ sign_count: use.signCount, last_used_at: use.at })
    .where('id', '=', id)
    .where(sql<boolean>`(sign_count < ${use.signCount} or (sign_count = 0 and ${use.signCount} = 0))`)
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

// --- invitations ------------------------------------------------------------------------------------------------

export interface EnrolmentInvitation {
  readonly officerId: OfficerId;
  readonly invitedBy: OfficerId;
  readonly endsAt: Instant;
}

/** A later invitation takes the place of an earlier one. */
export async function putInvitation(tx: Transaction, invitation: EnrolmentInvitation & { readonly invitedAt: Instant }): Promise<void> {
  const change = { invited_by: invitation.invitedBy, invited_at: invitation.invitedAt, ends_at: invitation.endsAt };
  await tables(tx)
    .insertInto('officer_invitations')
    .values({ officer_id: invitation.officerId, ...change })
    .onConflict((conflict) => conflict.column('officer_id').doUpdateSet(change))
    .execute();
}

export async function findInvitation(db: Database, officer: string, now: Instant): Promise<EnrolmentInvitation | null> {
  const query = tables(db)
    .selectFrom('officer_invitations')
    .selectAll()
    .where('officer_id', '=', officer as OfficerId);
  const row = await query.where('ends_at', '>', now).executeTakeFirst();
  return row === undefined ? null : { officerId: row.officer_id, invitedBy: row.invited_by, endsAt: row.ends_at };
}

export async function removeInvitation(tx: Transaction, officer: OfficerId): Promise<void> {
  await tables(tx).deleteFrom('officer_invitations').where('officer_id', '=', officer).execute();
}

// --- challenges -------------------------------------------------------------------------------------------------

export interface ChallengeRow {
  readonly nonce: string;
  readonly purpose: string;
  readonly officer: string | null;
  readonly subject: string | null;
}

export async function insertChallenge(
  db: Database,
  { nonce, purpose, officer, subject, endsAt }: ChallengeRow & { endsAt: Instant },
): Promise<void> {
  const row = { nonce, purpose, officer_id: officer, subject, ends_at: endsAt };
  await tables(db).insertInto('officer_challenges').values(row).execute();
}

/** Removes the challenge, and says whether it was there for exactly this and still good. */
export async function removeChallenge(tx: Transaction, given: ChallengeRow & { readonly now: Instant }): Promise<boolean> {
  const removed = await tables(tx).deleteFrom('officer_challenges').where('nonce', '=', given.nonce).returningAll().executeTakeFirst();
  if (removed === undefined || removed.ends_at <= given.now) return false;
  return removed.purpose === given.purpose && removed.officer_id === given.officer && removed.subject === given.subject;
}

/** Invitations and challenges whose time is over. */
export async function removeOldChallenges(db: Database, now: Instant): Promise<void> {
  await tables(db).deleteFrom('officer_challenges').where('ends_at', '<=', now).execute();
  await tables(db).deleteFrom('officer_invitations').where('ends_at', '<=', now).execute();
}

function passkeyOf(row: PasskeyTables['officer_passkeys']): Passkey {
  return {
    id: row.id,
    officerId: row.officer_id,
    credentialId: row.credential_id,
    key: { algorithm: row.algorithm, publicKey: new Uint8Array(row.public_key) },
    relyingParty: row.relying_party,
    signCount: Number(row.sign_count),
    mayBeCopied: row.may_be_copied,
    name: row.name,
    invitedBy: row.invited_by,
    confirmedBy: row.confirmed_by,
    madeAt: row.made_at,
    enrolledAt: row.enrolled_at,
    enrolment: row.enrolment === null ? null : new Uint8Array(row.enrolment),
    endedAt: row.ended_at,
    lastUsedAt: row.last_used_at,
  };
}

function tables(db: Database) {
  return db.withTables<PasskeyTables>();
}
