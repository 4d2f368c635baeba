// SPDX-License-Identifier: Apache-2.0
/**
 * Enrolling a passkey: how an authenticator becomes that of an officer.
 *
 *     1  an administrator invites the officer (the first registrar)              inviteToEnrol
 *     2  the officer, signed in, makes the passkey                               startEnrolment, finishEnrolment
 *     3  another officer confirms it (the second registrar), face to face        confirmPasskey
 *     4  from here on it speaks for the officer: the enrolment statement is written and its digest stands in the log
 *
 * Where the house rules ask for one registrar, step 3 falls away. The second registrar is an administrator or an approver, and
 * neither the officer nor the one who invited. An administrator may invite themselves, since somebody else confirms; where one
 * registrar suffices, they may not. An invitation lasts a day and is for one passkey.
 *
 * A passkey ends when it is revoked, by its officer or by an administrator, and never comes back. What it approved and what
 * was sent stays proven; an approval that waits stops counting.
 */
import {
  type CallOfficer,
  fail,
  type IdOf,
  type Instant,
  newId,
  ok,
  type RandomBytes,
  type Result,
  addMs,
  type Transaction,
} from '../../kernel/index.ts';
import { base64url, digestOf, type Enrolment, enrolmentDigest, enrolmentPayload, fromBase64url, toBase64 } from '../../seals/index.ts';
import { findOfficer } from '../store.ts';
import type { MadePasskeyWire, PasskeyOptionsWire, PasskeyRowWire } from '../wire.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { coseAlgorithms, readRegistration } from './read-registration.ts';
import {
  endPasskey,
  enrolPasskey,
  findInvitation,
  insertPasskey,
  listPasskeys,
  lockPasskey,
  type Passkey,
  putInvitation,
  removeInvitation,
  renamePasskey,
} from './store.ts';
import { challengeLastsMs, drawChallenge, takeChallenge } from './use-passkey.ts';

/** Handing the authenticator over in person, today. */
export const invitationLastsMs = 24 * 3_600_000;
const challengeBytes = 32;

interface Acting {
  /** Who does it. */
  readonly by: IdOf<'off'>;
  readonly now: Instant;
}

export async function inviteToEnrol(deps: PasskeyDeps, given: Acting & { readonly officer: string }): Promise<Result<true> | null> {
  const { by, now } = given;
  if (deps.relyingParty === null) return noName;
  if (given.officer === by && deps.houseRules.registrarsMin === 1) {
    return fail('officer', 'Nobody is their own only registrar.', 'Ask another administrator to invite you.');
  }
  return deps.db.transaction().execute(async (tx) => {
    const officer = await findOfficer(tx, { id: given.officer });
    if (officer === null || officer.isDisabled) return null;
    await putInvitation(tx, { officerId: officer.id, invitedBy: by, invitedAt: now, endsAt: addMs(now, invitationLastsMs) });
    await deps.audit(tx, { event: 'passkey.invited', actor: by, at: now, details: { officer: officer.id } });
    return ok(true as const);
  });
}

const noName = fail(
  'COMITY_PUBLIC_URL',
  'The workplace is reached by a bare number, for which no browser makes passkeys.',
  'Give the workplace a name in COMITY_PUBLIC_URL.',
);

/** What the browser needs to make a passkey; fails without an invitation. */
export async function startEnrolment(
  deps: PasskeyDeps,
  given: Acting & { readonly random: RandomBytes },
): Promise<Result<PasskeyOptionsWire>> {
  const { by, now, random } = given;
  const { relyingParty } = deps;
  if (relyingParty === null) return noName;
  const officer = await findOfficer(deps.db, { id: by });
  if (officer === null || (await findInvitation(deps.db, by, now)) === null) return notInvited;
  const nonce = random(challengeBytes);
  await drawChallenge(deps.db, { nonce, purpose: 'enrolment', officer: by, subject: null, now });
  const known = (await listPasskeys(deps.db, by)).filter((passkey) => passkey.endedAt === null);
  return ok({
    challenge: base64url(nonce),
    relyingParty: { id: relyingParty.id, name: relyingParty.name },
    officer: { handle: base64url(new TextEncoder().encode(by)), name: officer.name, email: officer.email },
    algorithms: Object.values(coseAlgorithms),
    excluded: known.map((passkey) => Buffer.from(passkey.credentialId, 'base64').toString('base64url')),
    lastsMs: challengeLastsMs,
  });
}

const notInvited = fail('invitation', 'You are not invited to enrol a passkey.', 'Ask an administrator to invite you; it lasts a day.');

/** Takes the passkey that was made. It counts at once where one registrar suffices. */
export async function finishEnrolment(
  deps: PasskeyDeps,
  given: Acting & { readonly made: MadePasskeyWire; readonly random: RandomBytes },
): Promise<Result<PasskeyRowWire>> {
  const { by, now, made, random } = given;
  const { relyingParty } = deps;
  if (relyingParty === null) return noName;
  const [challenge, clientData, attestation] = [made.challenge, made.clientData, made.attestation].map(fromBase64url);
  if (!challenge || !clientData || !attestation) return spoiled;
  return deps.db.transaction().execute(async (tx): Promise<Result<PasskeyRowWire>> => {
    if (!(await takeChallenge(tx, { nonce: challenge, purpose: 'enrolment', officer: by, subject: null, now }))) return tooLate;
    const invitation = await findInvitation(tx, by, now);
    if (invitation === null) return notInvited;
    const read = readRegistration({ clientData, attestation }, { challenge, relyingParty: relyingParty.id, origin: relyingParty.origin });
    if (!read.ok) return read;
    if (read.value.mayBeCopied && !deps.houseRules.allowsCopiedPasskeys) return copied;
    const passkey: Passkey = {
      id: newId('pky', now, random),
      officerId: by,
      credentialId: toBase64(read.value.credentialId),
      key: read.value.key,
      relyingParty: relyingParty.id,
      signCount: read.value.signCount,
      mayBeCopied: read.value.mayBeCopied,
      name: made.name.trim(),
      invitedBy: invitation.invitedBy,
      confirmedBy: null,
      madeAt: now,
      enrolledAt: null,
      enrolment: null,
      endedAt: null,
      lastUsedAt: null,
    };
    if (!(await insertPasskey(tx, passkey))) return known;
    await removeInvitation(tx, by);
    await deps.audit(tx, { event: 'passkey.made', actor: by, at: now, details: { officer: by, passkey: passkey.id } });
    if (deps.houseRules.registrarsMin === 1) await enrol(tx, deps, passkey, { by: invitation.invitedBy, now });
    const stored = await lockPasskey(tx, passkey.id);
    return stored === null ? known : ok(passkeyRow(stored, '', { id: by, roles: [] }));
  });
}

const spoiled = fail('passkey', 'The answer of the authenticator was spoiled on its way.', 'Make the passkey again.');
const tooLate = fail('passkey', 'The authenticator answered too late.', 'Make the passkey again, within five minutes.');
const copied = fail(
  'passkey',
  'This passkey can be copied to other devices, which this authority does not take.',
  'Use a security key, or the passkey of this one device.',
);
const known = fail('passkey', 'This passkey is known already.', 'Use it, or make one with another authenticator.');

/** The second registrar vouches for it. Null when it does not wait for that. */
export async function confirmPasskey(deps: PasskeyDeps, given: Acting & { readonly passkey: string }): Promise<Result<true> | null> {
  const { by } = given;
  return deps.db.transaction().execute(async (tx) => {
    const passkey = await lockPasskey(tx, given.passkey);
    if (passkey === null || passkey.endedAt !== null || passkey.enrolledAt !== null) return null;
    if (by === passkey.officerId || by === passkey.invitedBy) {
      const problem = 'Whoever made a passkey or invited to it cannot confirm it.';
      return fail('officer', problem, 'Ask another administrator or approver.');
    }
    await enrol(tx, deps, passkey, given);
    return ok(true as const);
  });
}

async function enrol(tx: Transaction, deps: PasskeyDeps, passkey: Passkey, { by, now }: Acting): Promise<void> {
  const registrars = passkey.invitedBy === by ? [by] : [passkey.invitedBy, by];
  const { credentialId, key, relyingParty, officerId: officer } = passkey;
  const statement: Enrolment = { authority: deps.authority, officer, credentialId, key, relyingParty, registrars, enrolledAt: now };
  const enrolment = enrolmentPayload(statement);
  await enrolPasskey(tx, passkey.id, { confirmedBy: registrars.length > 1 ? by : null, at: now, enrolment });
  const details = { officer, passkey: passkey.id, digest: enrolmentDigest(enrolment), count: registrars.length };
  await deps.audit(tx, { event: 'passkey.enrolled', actor: by, at: now, details });
}

/** By its officer, or by an administrator. Null when it is not theirs to revoke, or has ended. */
export async function revokePasskey(
  deps: PasskeyDeps,
  given: Acting & { readonly passkey: string; readonly isAdministrator: boolean },
): Promise<Result<true> | null> {
  const { by, now, isAdministrator } = given;
  return deps.db.transaction().execute(async (tx) => {
    const passkey = await lockPasskey(tx, given.passkey);
    if (passkey === null || passkey.endedAt !== null || (passkey.officerId !== by && !isAdministrator)) return null;
    await endPasskey(tx, passkey.id, { by, at: now });
    const reason = passkey.enrolledAt === null ? 'not-confirmed' : 'revoked';
    await deps.audit(tx, {
      event: 'passkey.revoked',
      actor: by,
      at: now,
      details: { officer: passkey.officerId, passkey: passkey.id, reason },
    });
    return ok(true as const);
  });
}

/** A name by which its officer knows it again. Null when it is not theirs. */
export async function namePasskey(
  deps: PasskeyDeps,
  given: Acting & { readonly passkey: string; readonly name: string },
): Promise<Result<true> | null> {
  return deps.db.transaction().execute(async (tx) => {
    const passkey = await lockPasskey(tx, given.passkey);
    if (passkey === null || passkey.officerId !== given.by || passkey.endedAt !== null) return null;
    await renamePasskey(tx, passkey.id, given.name.trim());
    return ok(true as const);
  });
}

export function passkeyRow(passkey: Passkey, officerName: string, viewer: CallOfficer): PasskeyRowWire {
  const { id, officerId, name, key, mayBeCopied, madeAt, enrolledAt, endedAt, lastUsedAt, invitedBy, confirmedBy } = passkey;
  const state = endedAt !== null ? 'ended' : enrolledAt !== null ? 'enrolled' : 'waiting';
  const number = digestOf(Buffer.from(passkey.credentialId, 'base64')).slice('sha256:'.length, 'sha256:'.length + 8);
  const isRegistrar = viewer.roles.includes('administrator') || viewer.roles.includes('approver');
  const mayConfirm = state === 'waiting' && isRegistrar && viewer.id !== officerId && viewer.id !== invitedBy;
  const rest = { mayConfirm, officerName, madeAt, enrolledAt, endedAt, lastUsedAt, invitedBy, confirmedBy };
  return { id, officer: officerId, name, state, number, algorithm: key.algorithm, mayBeCopied, ...rest };
}
