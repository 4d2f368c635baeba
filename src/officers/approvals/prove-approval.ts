// SPDX-License-Identifier: Apache-2.0
/**
 * Proving that it is the officer who approves, and approves exactly this.
 *
 *     askForProof       what this officer has to show now: an assertion over a challenge that we draw here, or a code
 *     proveApproval     checks it, in a transaction of its own, so that a wrong one is noted whatever happens to the rest
 *
 * With a passkey, the challenge is the digest of subject, decision, role, officer and a nonce that is good once and for five
 * minutes. The proof that results goes into the dispatch and can be checked by anybody, at any time.
 *
 * With password and code, the proof is our word alone: the code is checked and spent here, and the dispatch says so. The
 * house rules say who may do that: see `passwordAndCode`.
 */
import { type Database, fail, type Instant, ok, type RandomBytes, type Result, type Transaction } from '../../kernel/index.ts';
import { approvalChallenge, approvalNonceBytes, base64url, checkAssertion, fromBase64url, toBase64 } from '../../seals/index.ts';
import type { ApprovalMethod, ApprovalProofWire } from '../../seals/wire.ts';
import type { PasskeyDeps } from '../passkeys/passkey-deps.ts';
import { challengeLastsMs, drawChallenge, findUsable, notedUse, takeChallenge } from '../passkeys/use-passkey.ts';
import { usablePasskeys } from '../passkeys/store.ts';
import { verifyCode } from '../verify-code.ts';
import type { GivenProofWire, ProofAskedWire } from '../wire.ts';

declare const brand: unique symbol;

/** What an officer has proved a moment ago. Made here alone. */
export interface Proven {
  readonly [brand]: true;
  readonly officer: string;
  readonly subject: string;
  readonly at: Instant;
  readonly method: ApprovalMethod;
  readonly authenticator: string | null;
  readonly proof: ApprovalProofWire | null;
}

const made = new WeakSet<object>();

export function isProven(value: unknown): value is Proven {
  return typeof value === 'object' && value !== null && made.has(value);
}

const decided = { decision: 'approve', role: 'approver' } as const;

/** What the officer has to show for this subject. A challenge is drawn for every asking. */
export async function askForProof(
  deps: PasskeyDeps,
  given: { readonly officer: string; readonly subject: string; readonly now: Instant; readonly random: RandomBytes },
): Promise<ProofAskedWire> {
  const { officer, subject, now, random } = given;
  const { relyingParty } = deps;
  const passkeys = relyingParty === null ? [] : await usablePasskeys(deps.db, officer, relyingParty.id);
  if (relyingParty === null || passkeys.length === 0) {
    return deps.houseRules.passwordAndCode === 'without-passkey' ? { kind: 'code' } : { kind: 'nothing' };
  }
  const nonce = random(approvalNonceBytes);
  await drawChallenge(deps.db, { nonce, purpose: 'approval', officer, subject, now });
  return {
    kind: 'passkey',
    nonce: base64url(nonce),
    challenge: base64url(approvalChallenge({ subject, officer, nonce, ...decided })),
    relyingParty: relyingParty.id,
    credentialIds: passkeys.map((passkey) => passkey.credentialId),
    lastsMs: challengeLastsMs,
  };
}

export async function proveApproval(
  deps: PasskeyDeps,
  given: { readonly officer: string; readonly subject: string; readonly proof: GivenProofWire; readonly now: Instant },
): Promise<Result<Proven>> {
  const { officer, subject, proof, now } = given;
  return deps.db.transaction().execute(async (tx) => {
    if (proof.kind === 'passkey') return proveByPasskey(tx, deps, { officer, subject, proof, now });
    const refused = await codeRefused(tx, deps, officer);
    if (refused !== null) return refused;
    const verified = await verifyCode(tx, officer, proof.code, now);
    return verified.ok ? ok(mint({ officer, subject, at: now, method: 'password+totp', authenticator: null, proof: null })) : verified;
  });
}

async function codeRefused(db: Database, deps: PasskeyDeps, officer: string): Promise<ReturnType<typeof fail> | null> {
  if (deps.houseRules.passwordAndCode === 'enrolment-only') {
    return fail('proof', 'This authority takes approvals with a passkey only.', 'Enrol a passkey first: an administrator invites you.');
  }
  const passkeys = deps.relyingParty === null ? [] : await usablePasskeys(db, officer, deps.relyingParty.id);
  if (passkeys.length === 0) return null;
  return fail(
    'proof',
    'An officer who has a passkey approves with it.',
    'Approve with your passkey; if it is lost, an administrator revokes it.',
  );
}

async function proveByPasskey(
  tx: Transaction,
  deps: PasskeyDeps,
  given: {
    readonly officer: string;
    readonly subject: string;
    readonly proof: Extract<GivenProofWire, { kind: 'passkey' }>;
    readonly now: Instant;
  },
): Promise<Result<Proven>> {
  const { officer, subject, now } = given;
  const [nonce, clientData, authenticatorData, signature] = [
    given.proof.nonce,
    given.proof.clientData,
    given.proof.authenticatorData,
    given.proof.signature,
  ].map(fromBase64url);
  if (!nonce || !clientData || !authenticatorData || !signature) return spoiled;
  if (!(await takeChallenge(tx, { nonce, purpose: 'approval', officer, subject, now }))) return tooLate;
  const found = await findUsable(tx, deps, { credentialId: given.proof.credentialId, officer, clientData });
  if (!found.ok) return found;
  const { enrolment, passkey } = found.value;
  const parts = { nonce, clientData, authenticatorData, signature };
  const says = checkAssertion({ subject, officer, at: now, ...decided }, enrolment, parts);
  if (!says.ok) return says;
  const noted = await notedUse(tx, deps, { passkey, signCount: says.value.signCount, now });
  if (!noted.ok) return noted;
  const proof = {
    enrolment: toBase64(deps.signEnrolment(passkey.enrolment)),
    nonce: toBase64(nonce),
    authenticatorData: toBase64(authenticatorData),
    clientData: toBase64(clientData),
    signature: toBase64(signature),
  };
  return ok(mint({ officer, subject, at: now, method: 'passkey', authenticator: enrolment.credentialId, proof }));
}

const spoiled = fail('proof', 'The answer of the passkey was spoiled on its way.', 'Approve again.');
const tooLate = fail('proof', 'The passkey answered too late, or for something else.', 'Approve again, within five minutes.');

function mint(facts: Omit<Proven, typeof brand>): Proven {
  const proven = Object.freeze({ ...facts }) as Proven;
  made.add(proven);
  return proven;
}
