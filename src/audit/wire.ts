// SPDX-License-Identifier: Apache-2.0
/** The audit log as an auditor sees it: entries, checkpoints and inclusion proofs. */
import { z } from 'zod';

export const auditEntrySchema = z.strictObject({
  index: z.int().min(0),
  at: z.string(),
  event: z.string(),
  /** Officer, peer or the server itself, by identifier. */
  actor: z.string(),
  /** What it concerns, by identifier or digest; null once the content was erased. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable(),
  leafHash: z.string(),
});
export type AuditEntryWire = z.infer<typeof auditEntrySchema>;
/** Newest first without `after`; with it, oldest first from there on. `next` goes into `before` or `after`; null at the end. */
export const auditPageSchema = z.strictObject({ entries: z.array(auditEntrySchema), next: z.int().nullable(), size: z.int() });
export type AuditPageWire = z.infer<typeof auditPageSchema>;
export const checkpointSchema = z.strictObject({ size: z.int(), rootHash: z.string(), at: z.string(), note: z.string() });
export type CheckpointWire = z.infer<typeof checkpointSchema>;
export const auditProofSchema = z.strictObject({
  index: z.int(),
  size: z.int(),
  leafHash: z.string(),
  /** Version and name of the event, as they stand in the leaf. */
  version: z.literal(1),
  event: z.string(),
  /** The salted digest in the leaf; it stays when salt and body were erased. */
  bodyDigest: z.string(),
  hashes: z.array(z.string()),
  /** The leaf's parts, so that anyone can compute its hash: version and event are public, the body may be erased. */
  salt: z.string().nullable(),
  body: z.string().nullable(),
  checkpoint: checkpointSchema,
});
export type AuditProofWire = z.infer<typeof auditProofSchema>;
