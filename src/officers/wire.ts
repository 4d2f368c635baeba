// SPDX-License-Identifier: Apache-2.0
/** Officers, sessions and approvals as the workplace sees them. */
import { z } from 'zod';
import { storableText } from '../kernel/wire.ts';
import { approvalMethods } from '../seals/wire.ts';

/** Classes of acts, by what they can do to somebody; the table of house rules says how many must approve each. */
export const actClassNames = [
  'request',
  'reply',
  'refusal',
  'freeze',
  'onward-share',
  'export',
  'agreement-signature',
  'agreement-life',
  'key-event',
  'peer-confirmation',
  'joint-step',
  'hand-over',
  'transcription',
  'detector-edition',
] as const;
export type ActClass = (typeof actClassNames)[number];

export const roles = ['preparer', 'approver', 'records-keeper', 'administrator', 'auditor', 'report-analyst'] as const;
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

/** What an officer shows to prove an approval, or that it is them: bytes in the spelling of the browser (base 64 for addresses, no padding). */
const browserBytes = z.string().min(1).max(2000);
export const assertionSchema = z.strictObject({
  nonce: browserBytes,
  credentialId: browserBytes,
  clientData: browserBytes,
  authenticatorData: browserBytes,
  signature: browserBytes,
});
export const givenProofSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('code'), code: z.string().max(10) }),
  assertionSchema.extend({ kind: z.literal('passkey') }),
]);
export type AssertionWire = z.infer<typeof assertionSchema>;
export const stepUpSchema = z.strictObject({ proof: givenProofSchema });
export type GivenProofWire = z.infer<typeof givenProofSchema>;

/** What an officer has to show for one subject. */
export const proofAskedSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('passkey'),
    nonce: z.string(),
    challenge: z.string(),
    relyingParty: z.string(),
    credentialIds: z.array(z.string()),
    lastsMs: z.int(),
  }),
  z.strictObject({ kind: z.literal('code') }),
  /** The house takes no code, and the officer has no passkey. */
  z.strictObject({ kind: z.literal('nothing') }),
]);
export type ProofAskedWire = z.infer<typeof proofAskedSchema>;

/** Named by the digest of exactly what is approved. */
export const subjectSchema = z.strictObject({ subject: z.string().max(80) });
export const approveActSchema = subjectSchema.extend({ proof: givenProofSchema });
/** `isCarriedOut`: it was the last approval, and the act is done. */
export const approvedActSchema = z.strictObject({ isCarriedOut: z.boolean() });
export const returnActSchema = subjectSchema.extend({ reason: z.string().trim().min(1).max(2000) });
export const askedActStates = ['waiting', 'approved', 'returned'] as const;
export const askedActRowSchema = z.strictObject({
  subject: z.string(),
  actClass: z.enum(actClassNames),
  preparedBy: z.string(),
  preparedByName: z.string(),
  caseRef: z.string().nullable(),
  /** The thing that it is done to: a peer, a case. */
  about: z.string(),
  /** What the approver reads before approving. */
  shown: z.record(z.string(), z.string()),
  approversMin: z.int(),
  askedAt: z.string(),
  /** When it waits no more, and is to be asked for anew. */
  endsAt: z.string(),
  /** `approved`: the officer who prepared it carries it out. */
  state: z.enum(askedActStates),
  returned: z.strictObject({ at: z.string(), byName: z.string(), reason: z.string() }).nullable(),
  approvals: z.array(z.strictObject({ officer: z.string(), officerName: z.string(), at: z.string(), method: z.enum(approvalMethods) })),
  mayApprove: z.boolean(),
  mayReturn: z.boolean(),
  /** Whether the officer who looks may carry it out as an emergency, with fewer approvals than it needs. */
  mayRelease: z.boolean(),
  isOwn: z.boolean(),
});
export type AskedActRowWire = z.infer<typeof askedActRowSchema>;

// --- emergencies ------------------------------------------------------------------------------------------------

/** What an officer who took no part in an emergency says of it. */
export const reviewOutcomes = ['upheld', 'not-upheld'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];
const words = storableText.trim().min(1).max(2000);
export const releaseActSchema = z.strictObject({ subject: z.string().max(100), reason: words, proof: givenProofSchema });
export const releasedActSchema = z.strictObject({ emergency: z.string() });
export const reviewEmergencySchema = z.strictObject({ outcome: z.enum(reviewOutcomes), remarks: words });
export const emergencyRowSchema = z.strictObject({
  id: z.string(),
  actClass: z.enum(actClassNames),
  about: z.string(),
  shown: z.record(z.string(), z.string()),
  preparedByName: z.string(),
  releasedByName: z.string(),
  reason: z.string(),
  /** How many approvals it needed. */
  approversMin: z.int(),
  at: z.string(),
  reviewDueAt: z.string(),
  isOverdue: z.boolean(),
  review: z
    .strictObject({ byName: z.string(), at: z.string(), outcome: z.enum(reviewOutcomes), remarks: z.string(), wasLate: z.boolean() })
    .nullable(),
  mayReview: z.boolean(),
});
export type EmergencyRowWire = z.infer<typeof emergencyRowSchema>;

// --- passkeys ---------------------------------------------------------------------------------------------------

/** What a browser needs to make a passkey; bytes in its own spelling. */
export const passkeyOptionsSchema = z.strictObject({
  challenge: z.string(),
  relyingParty: z.strictObject({ id: z.string(), name: z.string() }),
  officer: z.strictObject({ handle: z.string(), name: z.string(), email: z.string() }),
  /** Numbers of COSE, the best first. */
  algorithms: z.array(z.int()),
  /** Passkeys that the officer has; one authenticator holds one. */
  excluded: z.array(z.string()),
  lastsMs: z.int(),
});
export type PasskeyOptionsWire = z.infer<typeof passkeyOptionsSchema>;
const passkeyName = z.string().trim().min(1).max(60);
export const madePasskeySchema = z.strictObject({
  challenge: browserBytes,
  clientData: browserBytes,
  attestation: z.string().min(1).max(20_000),
  name: passkeyName,
});
export type MadePasskeyWire = z.infer<typeof madePasskeySchema>;
export const passkeyNameSchema = z.strictObject({ name: passkeyName });

/** `relyingParty` is null where this workplace has no passkeys. */
export const signInOptionsSchema = z.strictObject({ challenge: z.string(), relyingParty: z.string().nullable(), lastsMs: z.int() });
export type SignInOptionsWire = z.infer<typeof signInOptionsSchema>;

export const passkeyStates = ['waiting', 'enrolled', 'ended'] as const;
export const passkeyRowSchema = z.strictObject({
  id: z.string(),
  officer: z.string(),
  officerName: z.string(),
  name: z.string(),
  /** `waiting`: a second registrar is still to confirm it. */
  state: z.enum(passkeyStates),
  /** Eight letters of its digest, by which two people know that they speak of the same one. */
  number: z.string(),
  algorithm: z.string(),
  mayBeCopied: z.boolean(),
  madeAt: z.string(),
  enrolledAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  invitedBy: z.string(),
  confirmedBy: z.string().nullable(),
  /** Whether the officer who looks may confirm it as the second registrar. */
  mayConfirm: z.boolean(),
});
export type PasskeyRowWire = z.infer<typeof passkeyRowSchema>;
/** An officer's own passkeys, and whether one may be made now. */
export const ownPasskeysSchema = z.strictObject({
  rows: z.array(passkeyRowSchema),
  invitedUntil: z.string().nullable(),
  /** False where the address of the workplace is a bare number, for which no browser makes passkeys. */
  isPossible: z.boolean(),
  registrarsMin: z.int(),
});
export type OwnPasskeysWire = z.infer<typeof ownPasskeysSchema>;
