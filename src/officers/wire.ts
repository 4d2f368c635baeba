// SPDX-License-Identifier: Apache-2.0
/** Officers, sessions and approvals as the workplace sees them. */
import { z } from 'zod';

export const roles = ['preparer', 'approver', 'records-keeper', 'administrator', 'auditor'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const signInSchema = z.strictObject({
  email: z.string().min(3).max(300),
  password: z.string().min(1).max(300),
  /** Six digits of the authenticator (RFC 6238). */
  code: z.string().max(10),
});
export const sessionSchema = z.strictObject({
  officer: z.strictObject({ id: z.string(), name: z.string(), email: z.string(), roles: z.array(roleSchema) }),
  authority: z.strictObject({ id: z.string(), name: z.string(), jurisdiction: z.string(), kind: z.string(), timeZone: z.string() }),
  /** Sent back in the header `x-comity-csrf` by every call that changes something. */
  csrfToken: z.string(),
  endsAt: z.string(),
});
export type SessionWire = z.infer<typeof sessionSchema>;

export const officerRowSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
  isDisabled: z.boolean(),
  lastSignInAt: z.string().nullable(),
});
export type OfficerRowWire = z.infer<typeof officerRowSchema>;
export const newOfficerSchema = z.strictObject({
  name: z.string().min(1).max(300),
  email: z.email().max(300),
  roles: z.array(roleSchema).min(1),
});
/** Shown once: the first password and the authenticator's secret. */
export const newOfficerAnswerSchema = z.strictObject({
  officer: officerRowSchema,
  password: z.string(),
  authenticatorUri: z.string(),
  authenticatorSecret: z.string(),
});
export const officerChangeSchema = z.strictObject({ roles: z.array(roleSchema).min(1).optional(), isDisabled: z.boolean().optional() });
export const passwordChangeSchema = z.strictObject({
  oldPassword: z.string().max(300),
  newPassword: z.string().min(12).max(300),
  code: z.string().max(10),
});

/** An approval as it travels inside a dispatch: who by identifier only, names stay at home. */
export const approvalSchema = z.strictObject({
  officer: z.string(),
  role: z.literal('approver'),
  decision: z.literal('approve'),
  /** Digest of the exact step that was approved. */
  subject: z.string(),
  at: z.string(),
  method: z.enum(['password+totp']),
});
export type ApprovalWire = z.infer<typeof approvalSchema>;
