// SPDX-License-Identifier: Apache-2.0
/**
 * Step-up: an officer who is signed in proves anew that it is them, before a call that decides something.
 *
 *     askForStepUp      what this officer has to show: an assertion over a challenge that is drawn now, or a code
 *     stepUp            checks it; for five minutes the session may decide (session.ts)
 *
 * Who has a passkey shows it; a code is taken of whoever has none, where the house rules take codes at all. It is the same rule as
 * for approvals, which carry a proof of their own over exactly what is approved and need no step-up beside it.
 */
import { fail, type IdOf, type Instant, ok, type RandomBytes, type Result, type Transaction } from '../kernel/index.ts';
import { base64url, fromBase64url, verifyAssertion } from '../seals/index.ts';
import type { PasskeyDeps } from './passkeys/passkey-deps.ts';
import { challengeLastsMs, drawChallenge, findUsable, notedUse, takeChallenge } from './passkeys/use-passkey.ts';
import { usablePasskeys } from './passkeys/store.ts';
import { isProofByCode } from './sign-in.ts';
import { noteProof } from './store.ts';
import { verifyCode } from './verify-code.ts';
import type { GivenProofWire, ProofAskedWire } from './wire.ts';

interface Asking {
  readonly officer: IdOf<'off'>;
  readonly now: Instant;
}

/** What the officer has to show. A challenge is drawn for every asking. */
export async function askForStepUp(deps: PasskeyDeps, given: Asking & { readonly random: RandomBytes }): Promise<ProofAskedWire> {
  const { officer, now } = given;
  if (await isProofByCode(deps.db, deps, officer)) return { kind: 'code' };
  const { relyingParty } = deps;
  const passkeys = relyingParty === null ? [] : await usablePasskeys(deps.db, officer, relyingParty.id);
  if (relyingParty === null || passkeys.length === 0) return { kind: 'nothing' };
  const nonce = given.random(32);
  await drawChallenge(deps.db, { nonce, purpose: 'step-up', officer, subject: null, now });
  const spelled = base64url(nonce);
  const credentialIds = passkeys.map((passkey) => passkey.credentialId);
  return { kind: 'passkey', nonce: spelled, challenge: spelled, relyingParty: relyingParty.id, credentialIds, lastsMs: challengeLastsMs };
}

/** From here on the session may decide. A wrong code is counted, and a passkey whose count goes backwards revoked, whatever the answer. */
export async function stepUp(
  deps: PasskeyDeps,
  given: Asking & { readonly sessionToken: string; readonly proof: GivenProofWire },
): Promise<Result<true>> {
  const { officer, now, proof, sessionToken } = given;
  return deps.db.transaction().execute(async (tx): Promise<Result<true>> => {
    const shown =
      proof.kind === 'passkey' ? await byPasskey(tx, deps, { officer, now, proof }) : await byCode(tx, deps, { officer, now, proof });
    if (!shown.ok) return shown;
    const session = await noteProof(tx, sessionToken, now);
    if (session === null) return fail('session', 'Your session has ended.', 'Sign in again.');
    const method = proof.kind === 'passkey' ? 'passkey' : 'password+totp';
    await deps.audit(tx, { event: 'officer.stepped-up', actor: officer, at: now, details: { officer, session, method } });
    return ok(true);
  });
}

async function byCode(
  tx: Transaction,
  deps: PasskeyDeps,
  { officer, now, proof }: Asking & { readonly proof: Extract<GivenProofWire, { kind: 'code' }> },
): Promise<Result<true>> {
  if (await isProofByCode(tx, deps, officer)) return verifyCode(tx, officer, proof.code, now);
  return fail('proof', 'A code does not prove it: you have a passkey, or this authority asks for one.', 'Show your passkey.');
}

async function byPasskey(
  tx: Transaction,
  deps: PasskeyDeps,
  { officer, now, proof }: Asking & { readonly proof: Extract<GivenProofWire, { kind: 'passkey' }> },
): Promise<Result<true>> {
  const [nonce, clientData, authenticatorData, signature] = [proof.nonce, proof.clientData, proof.authenticatorData, proof.signature].map(
    fromBase64url,
  );
  if (!nonce || !clientData || !authenticatorData || !signature) return spoiled;
  if (!(await takeChallenge(tx, { nonce, purpose: 'step-up', officer, subject: null, now }))) return tooLate;
  const found = await findUsable(tx, deps, { credentialId: proof.credentialId, officer, clientData });
  if (!found.ok) return found;
  const { enrolment, passkey } = found.value;
  const expected = { key: enrolment.key, challenge: nonce, relyingParty: enrolment.relyingParty };
  const says = verifyAssertion({ clientData, authenticatorData, signature }, expected);
  return says.ok ? notedUse(tx, deps, { passkey, signCount: says.value.signCount, now }) : says;
}

const spoiled = fail('proof', 'The answer of the passkey was spoiled on its way.', 'Show it again.');
const tooLate = fail('proof', 'The passkey answered too late, or for something else.', 'Show it again, within five minutes.');
