// SPDX-License-Identifier: Apache-2.0
/**
 * Accounts on markets that belong together, each with the way it was joined by; and what may be an account of a subject in the records.
 *
 * A way names records by kind and reference, and no word of what they say: that is a use of the record, and a call of its own.
 */
import { z } from 'zod';
import { linkRelations, linkStepKinds } from '../../assistance/wire.ts';
import { purposeSchema } from '../../conditions/wire.ts';
import { storableText } from '../../kernel/wire.ts';
import { judgementVerdictSchema } from '../wire.ts';

const recordOfLink = z.strictObject({
  /** By which a judgement names it. */
  key: z.string(),
  record: z.string(),
  /** Kind, reference and place, as a list names a record. */
  label: z.string(),
  originatorName: z.string(),
  isReceived: z.boolean(),
  /** How many limits its originator set. */
  conditions: z.int(),
});

const judged = z.strictObject({ id: z.string(), officerName: z.string(), at: z.string(), reason: z.string() });

export const linkStepSchema = z.strictObject({
  kind: z.enum(linkStepKinds),
  sentence: z.string(),
  /** One for an account and its holder, or for an owner; two where two records are joined. */
  records: z.array(recordOfLink).min(1).max(2),
  judged: judged.nullable(),
});

export const accountLinksSchema = z.strictObject({
  participants: z.array(
    z.strictObject({
      participant: z.string(),
      /** Subjects in records that an officer called its holder. */
      holders: z.array(z.strictObject({ ...recordOfLink.shape, judged })),
      /** Accounts and owners on markets that belong with it. */
      joined: z.array(
        z.strictObject({
          participant: z.string(),
          relation: z.enum(linkRelations),
          steps: z.array(linkStepSchema),
          alerts: z.int(),
        }),
      ),
    }),
  ),
  /** Holders that stand in records which may not be looked at for this purpose. */
  withheld: z.array(z.strictObject({ count: z.int(), reason: z.string() })),
  /** Whether there are more records than are looked at. */
  isMore: z.boolean(),
});
export type AccountLinksWire = z.infer<typeof accountLinksSchema>;
export type LinkStepWire = z.infer<typeof linkStepSchema>;

export const linkQuestionSchema = z.strictObject({ name: storableText.min(1).max(300), purpose: purposeSchema });
const reasonSchema = z.strictObject({ sentence: z.string(), points: z.number() });
export const linkProposalSchema = z.strictObject({
  left: z.string(),
  right: z.string(),
  record: z.string(),
  label: z.string(),
  /** As the record names the subject. */
  name: z.string(),
  originatorName: z.string(),
  isReceived: z.boolean(),
  score: z.number(),
  reasonsFor: z.array(reasonSchema),
  reasonsAgainst: z.array(reasonSchema),
  /** Somebody looked and could not say; or said different, and the record is newer than that. */
  judgedBefore: judgementVerdictSchema.exclude(['same']).nullable(),
});
export type LinkProposalWire = z.infer<typeof linkProposalSchema>;
export const linkProposalsSchema = z.strictObject({
  links: accountLinksSchema,
  /** The likest first. */
  proposals: z.array(linkProposalSchema),
  /** Accounts and wallets that records give to those who hold it, whether or not an alert names them. */
  accounts: z.array(z.strictObject({ account: z.string(), holder: z.string(), record: z.string(), label: z.string() })),
  withheld: z.array(z.strictObject({ count: z.int(), reason: z.string() })),
  isMore: z.boolean(),
});
export type LinkProposalsWire = z.infer<typeof linkProposalsSchema>;
