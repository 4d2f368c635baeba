// SPDX-License-Identifier: Apache-2.0
/**
 * Signing in with a passkey: no name and no password is typed. The authenticator finds its own passkey for this workplace, and
 * says by it which officer is there; it verifies the person by itself.
 *
 * Tries are counted per address like those with a password, so that nobody can fill the table of challenges.
 */
import { fail, type Instant, type Issue, type RandomBytes } from '../../kernel/index.ts';
import { base64url, fromBase64url, verifyAssertion } from '../../seals/index.ts';
import { addressKey, attemptRules, tooManyTries, waitMs } from '../attempts.ts';
import { openSession, type SignInAnswer } from '../sign-in.ts';
import { countAttempt, findOfficer } from '../store.ts';
import type { AssertionWire, SignInOptionsWire } from '../wire.ts';
import type { PasskeyDeps } from './passkey-deps.ts';
import { challengeLastsMs, drawChallenge, findUsable, notedUse, takeChallenge } from './use-passkey.ts';

interface FromOutside {
  readonly remoteAddress: string;
  readonly now: Instant;
  readonly random: RandomBytes;
}

export type SignInOptions =
  | { readonly kind: 'options'; readonly options: SignInOptionsWire }
  | { readonly kind: 'later'; readonly retryAfterMs: number; readonly issues: readonly Issue[] };

/** A challenge for whoever comes. `relyingParty` is null where this workplace has no passkeys. */
export async function startSignIn(deps: PasskeyDeps, { remoteAddress, now, random }: FromOutside): Promise<SignInOptions> {
  const wait = waitMs(await countAttempt(deps.db, addressKey(remoteAddress), attemptRules.address, now), attemptRules.address, now);
  if (wait !== null) return { kind: 'later', retryAfterMs: wait, issues: tooManyTries(wait) };
  const nonce = random(32);
  await drawChallenge(deps.db, { nonce, purpose: 'sign-in', officer: null, subject: null, now });
  return {
    kind: 'options',
    options: { challenge: base64url(nonce), relyingParty: deps.relyingParty?.id ?? null, lastsMs: challengeLastsMs },
  };
}

export async function signInWithPasskey(
  deps: PasskeyDeps,
  given: FromOutside & { readonly assertion: AssertionWire },
): Promise<SignInAnswer> {
  const { assertion, now } = given;
  const [nonce, clientData, authenticatorData, signature] = [
    assertion.nonce,
    assertion.clientData,
    assertion.authenticatorData,
    assertion.signature,
  ].map(fromBase64url);
  if (!nonce || !clientData || !authenticatorData || !signature) return refused;
  return deps.db.transaction().execute(async (tx): Promise<SignInAnswer> => {
    const noteRefusal = async (reason: string, officer: string | null): Promise<SignInAnswer> => {
      await deps.audit(tx, { event: 'officer.sign-in-failed', actor: 'stranger', at: now, details: { officer, reason } });
      return refused;
    };
    if (!(await takeChallenge(tx, { nonce, purpose: 'sign-in', officer: null, subject: null, now })))
      return noteRefusal('no-challenge', null);
    const found = await findUsable(tx, deps, { credentialId: assertion.credentialId, officer: null, clientData });
    if (!found.ok) return noteRefusal('unknown-passkey', null);
    const { passkey, enrolment } = found.value;
    const expected = { key: enrolment.key, challenge: nonce, relyingParty: enrolment.relyingParty };
    const says = verifyAssertion({ clientData, authenticatorData, signature }, expected);
    if (!says.ok) return noteRefusal('wrong-assertion', passkey.officerId);
    const noted = await notedUse(tx, deps, { passkey, signCount: says.value.signCount, now });
    if (!noted.ok) return { kind: 'refused', issues: noted.issues };
    const officer = await findOfficer(tx, { id: passkey.officerId });
    return officer === null ? noteRefusal('unknown-account', null) : openSession(tx, deps.audit, officer, { ...given, isProof: true });
  });
}

const refused: SignInAnswer = {
  kind: 'refused',
  issues: fail('sign-in', 'This passkey does not open this workplace.', 'Try again, or use another of your passkeys.').issues,
};
