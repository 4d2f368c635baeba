// SPDX-License-Identifier: Apache-2.0
/**
 * A published agreement as it travels in a file, and the rows about those that are kept here.
 *
 * The file is one JSON document: the agreement with every party's signature, exactly as the parties keep it; a statement by the
 * publisher, signed and with its key history; and the key histories of the parties, so that whoever never met them can check whose
 * signatures these are.
 */
import { z } from 'zod';
import { limits } from '../../kernel/index.ts';
import { agreementRefSchema, assistanceKindSchema, carriedDocumentSchema } from '../wire.ts';

export { type PublishedRowWire, publishedRowSchema, type SignatureCheck, signatureChecks } from '../wire.ts';

export const publishedFormat = 'comity-published-agreement/1';
const moment = z.string().max(40);
const authority = z.string().max(80);

/** What became of the agreement until it was published: reasons and texts of declarations are for the parties and stay with them. */
export const publishedLifeSchema = z.strictObject({
  suspensions: z
    .array(z.strictObject({ party: authority, by: z.enum(['itself', 'the-others']), from: moment, until: moment.nullable() }))
    .max(1000),
  withdrawals: z.array(z.strictObject({ party: authority, noticeAt: moment, endsAt: moment })).max(1000),
  reservations: z
    .array(
      z.strictObject({ party: authority, from: moment, clause: z.string().max(20), assistance: z.array(assistanceKindSchema).max(50) }),
    )
    .max(1000),
});
export type PublishedLifeWire = z.infer<typeof publishedLifeSchema>;

/** What the publisher says and signs: which agreement, by which clause it may be published, and how it stands at this moment. */
export const publicationSchema = z.strictObject({
  v: z.literal(1),
  publisher: authority,
  agreement: agreementRefSchema,
  clause: z.string().max(20),
  at: moment,
  life: publishedLifeSchema,
});
export type PublicationWire = z.infer<typeof publicationSchema>;

export const publishedFileSchema = z.strictObject({
  format: z.literal(publishedFormat),
  statement: carriedDocumentSchema,
  /** The agreement file with its signatures, in base 64. */
  agreement: z.string().max(limits.envelopeBytesMax * 2),
  /** Key histories of parties, each from its first event on, in base 64. */
  histories: z.array(z.array(z.string().max(200_000)).min(1).max(200)).max(limits.partiesMax),
});
export type PublishedFileWire = z.infer<typeof publishedFileSchema>;

/** Added to a question about the network, reach or ways: count published agreements of others as well. */
export const withPublishedSchema = z.strictObject({ published: z.literal('yes').optional() });
