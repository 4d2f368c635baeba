// SPDX-License-Identifier: Apache-2.0
/**
 * Using a passkey, for whatever purpose: the challenge that is good once, the passkey that must be in force, and its count.
 *
 *     purpose     for whom              over what
 *     sign-in     nobody known yet      a challenge drawn at random
 *     step-up     the officer           the same
 *     enrolment   the officer           the same
 *     approval    the officer           the digest of what is approved (approvals/prove-approval.ts)
 *
 * An authenticator counts its signatures. A count that does not grow means that somebody has a copy of the key: the passkey is
 * revoked at once, the log says so, and what was asked is refused. Authenticators that do not count say zero every time.
 */
import { addMs, type Database, fail, type Instant, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { base64url, type Enrolment, fromBase64url, readClientData, readEnrolmentPayload, toBase64 } from '../../seals/index.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { type ActivePasskey, findActive, insertChallenge, noteUse, removeChallenge, endPasskey } from './store.ts';

/** Reading a step again and finding the security key. */
export const challengeLastsMs = 5 * 60_000;

export const challengePurposes = ['sign-in', 'step-up', 'enrolment', 'approval'] as const;
export type ChallengePurpose = (typeof challengePurposes)[number];

interface Challenge {
  readonly nonce: Uint8Array;
  readonly purpose: ChallengePurpose;
  /** Null before anybody is known. */
  readonly officer: string | null;
  readonly subject: string | null;
  readonly now: Instant;
}

export async function drawChallenge(db: Database, { nonce, purpose, officer, subject, now }: Challenge): Promise<void> {
  await insertChallenge(db, { nonce: base64url(nonce), purpose, officer, subject, endsAt: addMs(now, challengeLastsMs) });
}

/** Takes a challenge that was drawn for exactly this; false when there is none, it was used, or its time is over. */
export async function takeChallenge(tx: Transaction, { nonce, purpose, officer, subject, now }: Challenge): Promise<boolean> {
  return removeChallenge(tx, { nonce: base64url(nonce), purpose, officer, subject, now });
}

export interface UsablePasskey {
  readonly passkey: ActivePasskey;
  readonly enrolment: Enrolment;
}

/** The passkey of this credential when it is in force, belongs to the officer, and answered on our own page. */
export async function findUsable(
  db: Database,
  deps: PasskeyDeps,
  given: { readonly credentialId: string; readonly officer: string | null; readonly clientData: Uint8Array },
): Promise<Result<UsablePasskey>> {
  const credential = fromBase64url(given.credentialId);
  const passkey = credential === null ? null : await findActive(db, toBase64(credential));
  if (passkey === null || (given.officer !== null && passkey.officerId !== given.officer)) return unknown;
  const enrolment = readEnrolmentPayload(passkey.enrolment);
  if (!enrolment.ok) return enrolment;
  const page = readClientData(given.clientData, 'webauthn.get');
  if (!page.ok) return page;
  if (page.value.origin !== deps.relyingParty?.origin) return elsewhere;
  return ok({ passkey, enrolment: enrolment.value });
}

const unknown = fail('proof', 'This passkey is not known here, or is not in force.', 'Use one of your own passkeys.');
const elsewhere = fail('proof', 'The passkey was used on another page than ours.', 'Open the workplace by its own address, and try again.');

/** Notes the use. Fails, and revokes the passkey, when its count did not grow. */
export async function notedUse(
  tx: Transaction,
  deps: PasskeyDeps,
  given: { readonly passkey: ActivePasskey; readonly signCount: number; readonly now: Instant },
): Promise<Result<true>> {
  const { passkey, signCount, now } = given;
  if (await noteUse(tx, passkey.id, { signCount, at: now })) return ok(true);
  await endPasskey(tx, passkey.id, { by: passkey.officerId, at: now });
  const details = { officer: passkey.officerId, passkey: passkey.id, count: signCount };
  await deps.audit(tx, { event: 'passkey.counter-anomaly', actor: passkey.officerId, at: now, details });
  const problem = 'The count of this passkey went backwards, so somebody may have a copy of it. It is revoked.';
  return fail('proof', problem, 'Tell an administrator at once, and use another passkey.');
}
