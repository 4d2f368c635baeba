// SPDX-License-Identifier: Apache-2.0
/**
 * An approval as it travels inside a dispatch, with the proof that a person's authenticator gave it.
 *
 * Officers are named by identifier only; names stay at home. The proof carries everything that an outsider needs: the
 * enrolment, by which the authority said beforehand whose authenticator it is, and the three parts of the assertion.
 */
import { z } from 'zod';

export const approvalMethods = ['passkey', 'password+totp'] as const;
export type ApprovalMethod = (typeof approvalMethods)[number];

/** Bytes in strict base 64. */
const bytes = (charactersMax: number) => z.string().min(1).max(charactersMax);

export const approvalProofSchema = z.strictObject({
  /** The enrolment statement with the authority's signature: exact bytes. */
  enrolment: bytes(16_000),
  /** 32 bytes that the server drew for this one approval. */
  nonce: bytes(44),
  authenticatorData: bytes(1400),
  clientData: bytes(2700),
  signature: bytes(1400),
});
export type ApprovalProofWire = z.infer<typeof approvalProofSchema>;

export const approvalSchema = z.strictObject({
  officer: z.string().max(60),
  role: z.literal('approver'),
  decision: z.literal('approve'),
  /** Digest of the exact step that was approved. */
  subject: z.string().max(80),
  at: z.string().max(40),
  method: z.enum(approvalMethods),
  /** Present exactly where the method is a passkey. */
  proof: approvalProofSchema.nullable(),
});
export type ApprovalWire = z.infer<typeof approvalSchema>;
