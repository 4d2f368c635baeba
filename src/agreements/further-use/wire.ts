// SPDX-License-Identifier: Apache-2.0
/** The question whether received information may be used otherwise than it was given for, and its answer, step by step. */
import { z } from 'zod';
import { bodySafeguards, personalDataCategories, transferBases, useChanges } from '../terms/vocabulary.ts';
import { clauseRefSchema } from '../wire.ts';

/** What changes; beside the changes that a term on use modes knows, three that have terms of their own. */
export const furtherUses = [...useChanges, 'legal-demand', 'self-regulatory-body', 'reveal-request'] as const;

export const furtherUseQuestionSchema = z.strictObject({
  change: z.enum(furtherUses),
  /** Who holds it, who first gave it, and who would get it; null where nobody else would. */
  holder: z.string().max(80),
  originator: z.string().max(80),
  recipient: z.string().max(80).nullable(),
  /** When the originator was told; null where it was not. */
  noticeAt: z.string().nullable(),
  hasObjected: z.boolean(),
  hasConsented: z.boolean(),
  /** What the self-regulatory body has bound itself to. */
  safeguards: z.array(z.enum(bodySafeguards)),
  /** The fields with personal data that would go, each with what it is; empty where none would. */
  fields: z.array(z.strictObject({ field: z.string().min(1).max(300), category: z.enum(personalDataCategories) })).max(500),
});
export type FurtherUseQuestionWire = z.infer<typeof furtherUseQuestionSchema>;

export const transferProposalSchema = z.strictObject({
  basis: z.enum(transferBases).nullable(),
  clause: clauseRefSchema.nullable(),
  give: z.array(z.string()),
  /** What the proposal leaves out, each with the reason. */
  withhold: z.array(z.strictObject({ field: z.string(), sentence: z.string() })),
  marking: z.string(),
  /** The last day on which it may be kept; null where no clause sets one. */
  retainUntil: z.string().nullable(),
  redressContact: z.string(),
});
export type TransferProposalWire = z.infer<typeof transferProposalSchema>;

export const furtherUseAnswerSchema = z.strictObject({
  outcome: z.enum(['permitted', 'needs', 'refused']),
  steps: z
    .array(
      z.strictObject({
        kind: z.string(),
        outcome: z.enum(['permitted', 'needs', 'refused']),
        sentence: z.string(),
        clause: clauseRefSchema.nullable(),
      }),
    )
    .min(1),
  /** When the time to object ends, were the notice given now or as it was; null where none runs. */
  objectUntil: z.string().nullable(),
  transfer: transferProposalSchema.nullable(),
});
export type FurtherUseAnswerWire = z.infer<typeof furtherUseAnswerSchema>;
