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
export const checkpointSchema = z.strictObject({ size: z.int(), rootHash: z.string(), at: z.string(), note: z.string() });
export const auditProofSchema = z.strictObject({
  index: z.int(),
  size: z.int(),
  leafHash: z.string(),
  hashes: z.array(z.string()),
  /** The leaf's parts, so that anyone can compute its hash: version and event are public, the body may be erased. */
  salt: z.string().nullable(),
  body: z.string().nullable(),
  checkpoint: checkpointSchema,
});
export type AuditProofWire = z.infer<typeof auditProofSchema>;
