// SPDX-License-Identifier: Apache-2.0
/**
 * Signing in with password and code.
 *
 *     count the try ── over the limit? ──> later
 *        │
 *     find the account (or take the absent one)
 *     check the password, check the code              always both, whatever came out before
 *        │
 *     one transaction:  refused ──> log it, with the true reason
 *                       right   ──> spend the code, make the session, log it
 *
 * Two faces: the person outside reads one sentence whatever was wrong; the log keeps which it was. The work before the answer
 * is the same too: an absent account has a password hash of equal cost and a secret, and both are checked.
 */
import { createHash } from 'node:crypto';
import { addMs, type Database, type IdOf, type Instant, type Issue, newId, type RandomBytes, type Transaction } from '../kernel/index.ts';
import { accountKey, addressKey, attemptRules, normalEmail, tooManyTries, waitMs } from './attempts.ts';
import type { OfficerAudit } from './officer-audit.ts';
import { absentPasswordHash, verifyPassword } from './password.ts';
import type { PasskeyDeps } from './passkeys/passkey-deps.ts';
import { findInvitation, usablePasskeys } from './passkeys/store.ts';
import { csrfTokenOf, makeSessionToken, sessionEndsAt, sessionTimes } from './session.ts';
import {
  countAttempt,
  findOfficer,
  forgetAttempts,
  forgiveAttempt,
  insertSession,
  noteSignIn,
  type OfficerSession,
  type StoredOfficer,
  takeStep,
} from './store.ts';
import { matchStep } from './totp.ts';

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly code: string;
  readonly remoteAddress: string;
  readonly now: Instant;
  readonly random: RandomBytes;
}

export type SignInAnswer =
  | { readonly kind: 'signed-in'; readonly token: string; readonly session: OfficerSession }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'later'; readonly retryAfterMs: number; readonly issues: readonly Issue[] };

export async function signIn(
  deps: Pick<PasskeyDeps, 'db' | 'audit' | 'houseRules' | 'relyingParty'>,
  input: SignInInput,
): Promise<SignInAnswer> {
  const keys = { address: addressKey(input.remoteAddress), account: accountKey(input.email) };
  const wait = await countTry(deps.db, keys, input.now);
  if (wait !== null) return { kind: 'later', retryAfterMs: wait, issues: tooManyTries(wait) };

  const officer = await findOfficer(deps.db, { email: normalEmail(input.email) });
  const isPassword = await verifyPassword(input.password, officer?.passwordHash ?? absentPasswordHash);
  const step = matchStep(officer?.authenticatorSecret ?? absentSecret(input.email), input.code, input.now);
  return deps.db.transaction().execute(async (tx) => {
    const reason = await refusalOf(tx, { officer, isPassword, step });
    if (reason !== null || officer === null) {
      const details = { officer: officer?.id ?? null, reason };
      await deps.audit(tx, { event: 'officer.sign-in-failed', actor: 'stranger', at: input.now, details });
      return { kind: 'refused', issues: refusedIssues };
    }
    if (await needsPasskey(tx, deps, officer.id, input.now)) {
      const details = { officer: officer.id, reason: 'passkey-needed' };
      await deps.audit(tx, { event: 'officer.sign-in-failed', actor: 'stranger', at: input.now, details });
      return { kind: 'refused', issues: passkeyIssues };
    }
    await forgetAttempts(tx, keys.account);
    await forgiveAttempt(tx, keys.address);
    return openSession(tx, deps.audit, officer, { ...input, isProof: await isProofByCode(tx, deps, officer.id) });
  });
}

const refusedIssues: readonly Issue[] = [
  {
    path: 'sign-in',
    problem: 'E-mail address, password or code is not right.',
    remedy: 'Check all three. A code works once: wait for the next one before you try again.',
  },
];

/** Said only to whoever has shown password and code, both right. */
const passkeyIssues: readonly Issue[] = [
  {
    path: 'sign-in',
    problem: 'Password and code do not sign you in any more: you have a passkey, or this authority asks for one.',
    remedy: 'Sign in with your passkey. If it is lost, an administrator invites you to enrol another.',
  },
];

/** Whether a password with a code is not enough for this officer: see `passwordAndCode` of the house rules. */
async function needsPasskey(
  tx: Transaction,
  { houseRules, relyingParty }: Pick<PasskeyDeps, 'houseRules' | 'relyingParty'>,
  officer: string,
  now: Instant,
): Promise<boolean> {
  if ((await findInvitation(tx, officer, now)) !== null) return false;
  if (houseRules.passwordAndCode === 'enrolment-only') return true;
  // Passkeys of a name that the workplace has no more open nothing, and so lock nobody out.
  return relyingParty !== null && (await usablePasskeys(tx, officer, relyingParty.id)).length > 0;
}

/** Whether a code proves what a decision asks for: only of an officer who has no passkey, where the house takes codes. */
export async function isProofByCode(
  db: Database,
  { houseRules, relyingParty }: Pick<PasskeyDeps, 'houseRules' | 'relyingParty'>,
  officer: string,
): Promise<boolean> {
  if (houseRules.passwordAndCode === 'enrolment-only') return false;
  return relyingParty === null || (await usablePasskeys(db, officer, relyingParty.id)).length === 0;
}

async function countTry(db: Database, keys: { readonly address: string; readonly account: string }, now: Instant): Promise<number | null> {
  const address = waitMs(await countAttempt(db, keys.address, attemptRules.address, now), attemptRules.address, now);
  // An address over its limit is not counted against the account, or one machine could hold every officer up.
  if (address !== null) return address;
  return waitMs(await countAttempt(db, keys.account, attemptRules.account, now), attemptRules.account, now);
}

/** The reason for the log, or null. Spending the code comes last, so that a wrong password does not use it up. */
async function refusalOf(
  tx: Transaction,
  checked: { readonly officer: StoredOfficer | null; readonly isPassword: boolean; readonly step: number | null },
): Promise<string | null> {
  const { officer, isPassword, step } = checked;
  if (officer === null) return 'unknown-account';
  if (officer.isDisabled) return 'disabled';
  if (!isPassword) return 'wrong-password';
  if (step === null) return 'wrong-code';
  return (await takeStep(tx, officer.id, step)) ? null : 'spent-code';
}

/** Makes the session of an officer who has proved who they are, and logs it. */
export async function openSession(
  tx: Transaction,
  audit: OfficerAudit,
  officer: StoredOfficer,
  input: { readonly now: Instant; readonly random: RandomBytes; readonly isProof: boolean },
): Promise<SignInAnswer> {
  const { now, isProof } = input;
  const token = makeSessionToken(input.random);
  const id: IdOf<'ses'> = newId('ses', now, input.random);
  await insertSession(tx, { id, officerId: officer.id, token, at: now, isProof });
  await noteSignIn(tx, officer.id, now);
  await audit(tx, { event: 'officer.signed-in', actor: officer.id, at: now, details: { officer: officer.id, session: id } });
  const session = {
    id,
    officer: { id: officer.id, roles: officer.roles, name: officer.name, email: officer.email },
    csrfToken: csrfTokenOf(token),
    endsAt: sessionEndsAt({ createdAt: now, seenAt: now }),
    provedUntil: isProof ? addMs(now, sessionTimes.proofMs) : null,
  };
  return { kind: 'signed-in', token, session };
}

/** Some twenty bytes; whether a code fits them does not matter, since there is no account. */
function absentSecret(email: string): Uint8Array {
  return createHash('sha1').update(email).digest();
}
