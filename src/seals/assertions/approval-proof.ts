// SPDX-License-Identifier: Apache-2.0
/**
 * Proofs of approval: that one officer's own authenticator approved exactly one thing.
 *
 * The challenge that the authenticator signs is the digest of what is approved, by whom, in which role and with which
 * decision, and of 32 bytes that the server drew for this one time. So an assertion cannot be moved to another step, another
 * officer or another decision, and cannot be used twice. Checked alike by the server that takes the approval, by the one that
 * receives the dispatch, and by the verifier.
 *
 *     challenge = SHA-256("comity approval v1\n" subject "\n" decision "\n" role "\n" officer "\n" nonce)
 */
import assert from 'node:assert/strict';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { sha256 } from '../digest.ts';
import { fromBase64, utf8 } from '../encoding.ts';
import type { KeyState } from '../keys/key-state.ts';
import type { SignatureSuite } from '../suites/signature-suite.ts';
import type { ApprovalWire } from '../wire.ts';
import { type AuthenticatorSays, verifyAssertion } from './assertion.ts';
import { type Enrolment, readEnrolment } from './enrolment.ts';

export const approvalNonceBytes = 32;

export interface ApprovalChallenge {
  /** Digest of the exact thing. */
  readonly subject: string;
  readonly decision: string;
  readonly role: string;
  readonly officer: string;
  readonly nonce: Uint8Array;
}

export function approvalChallenge({ subject, decision, role, officer, nonce }: ApprovalChallenge): Uint8Array {
  const words = [subject, decision, role, officer];
  assert(!words.some((word) => word.includes('\n')), 'digests, words and identifiers are lines');
  return sha256(utf8(`comity approval v1\n${words.join('\n')}\n`), nonce);
}

export interface ProvenApproval {
  /** The authenticator that gave it; null where a password and a code were all the proof. */
  readonly authenticator: string | null;
}

/** Whether an approval is what it claims; of which step it is, and how many are needed, is for others. */
export function checkApprovalProof(approval: ApprovalWire, author: KeyState, suite: SignatureSuite): Result<ProvenApproval> {
  const { method, proof } = approval;
  if ((method === 'passkey') !== (proof !== null)) return refused('method', 'Method and proof contradict each other.');
  if (proof === null) return ok({ authenticator: null });
  const [signed, nonce, clientData, authenticatorData, signature] = [
    proof.enrolment,
    proof.nonce,
    proof.clientData,
    proof.authenticatorData,
    proof.signature,
  ].map(fromBase64);
  if (!signed || !nonce || !clientData || !authenticatorData || !signature) return refused('proof', 'A part of it is not strict base 64.');
  const enrolment = readEnrolment(signed, author, suite);
  if (!enrolment.ok) return enrolment;
  const proven = checkAssertion(approval, enrolment.value, { nonce, clientData, authenticatorData, signature });
  return proven.ok ? ok({ authenticator: enrolment.value.credentialId }) : proven;
}

/** The same by an enrolment that is known already. */
export function checkAssertion(
  approval: Pick<ApprovalWire, 'subject' | 'decision' | 'role' | 'officer' | 'at'>,
  enrolment: Enrolment,
  parts: {
    readonly nonce: Uint8Array;
    readonly clientData: Uint8Array;
    readonly authenticatorData: Uint8Array;
    readonly signature: Uint8Array;
  },
): Result<AuthenticatorSays> {
  const { nonce, ...assertion } = parts;
  const { subject, decision, role, officer, at } = approval;
  if (nonce.length !== approvalNonceBytes) return refused('nonce', 'It has not the length of one.');
  if (enrolment.officer !== officer) return refused('officer', 'The authenticator belongs to another officer.');
  if (enrolment.enrolledAt > at) return refused('enrolment', 'The authenticator was enrolled after it approved.');
  const challenge = approvalChallenge({ subject, decision, role, officer, nonce });
  return verifyAssertion(assertion, { key: enrolment.key, challenge, relyingParty: enrolment.relyingParty });
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(`approval.${path}`, problem, 'Have the step approved again.');
}
