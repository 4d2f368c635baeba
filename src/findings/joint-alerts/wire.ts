// SPDX-License-Identifier: Apache-2.0
/** Joint alerts as work: the parts of several authorities on one clock, and the answer to another authority that asks for the other leg. */
import { z } from 'zod';
import { alertTellings } from '../../agreements/wire.ts';
import { alertPartSchema, alertQuestionSchema, caseStateSchema, linkRelations } from '../../assistance/wire.ts';
import { purposeSchema } from '../../conditions/wire.ts';
import { storableText } from '../../kernel/wire.ts';
import { jointAlertSchema } from '../../surveillance/wire.ts';
import { linkStepSchema } from '../account-links/wire.ts';
import { marketFileSchema } from '../alerts/wire.ts';
import { legRowSchema } from './leg-wire.ts';

const named = z.strictObject({ id: z.string(), name: z.string() });

export const jointDetailSchema = z.strictObject({
  legs: z.array(legRowSchema.extend({ part: alertPartSchema.nullable() })),
  document: jointAlertSchema,
});
export type JointDetailWire = z.infer<typeof jointDetailSchema>;

const linkToTellSchema = z.strictObject({
  /** One of those asked about, and who belongs with it. */
  asked: z.string(),
  participant: z.string(),
  relation: z.enum(linkRelations),
  steps: z.array(linkStepSchema),
  /** Why it may not be told; null where it may. */
  obstacle: z.string().nullable(),
});
export type LinkToTellWire = z.infer<typeof linkToTellSchema>;

/** How a file of ours meets the question: all of the period, a part of it, or not; or nobody has looked into it yet. */
export const fileFits = ['whole', 'part', 'not-read', 'other-time', 'other-instruments', 'unreadable'] as const;
const fileHoldsSchema = z.strictObject({
  fit: z.enum(fileFits),
  /** Of its first and its last event; null where it was not read. */
  from: z.string().nullable(),
  until: z.string().nullable(),
  events: z.int(),
  /** Some of its instruments, those asked about first, as `ZED-USD at YVEN`. */
  instruments: z.array(z.string()),
  instrumentsCount: z.int(),
});
export type FileHoldsWire = z.infer<typeof fileHoldsSchema>;

export const legSuggestions = ['asked', 'linked', 'alert'] as const;
export const legQuestionSchema = z.strictObject({
  caseId: z.string(),
  caseState: caseStateSchema,
  authority: named,
  purpose: purposeSchema.nullable(),
  isAnswerable: z.boolean(),
  question: alertQuestionSchema,
  /** Those that hold what is asked about first. */
  files: z.array(marketFileSchema.extend({ holds: fileHoldsSchema })),
  /** Whom a part may tell of: those asked about, who belongs with them, and whom our own alerts of that time name. */
  suggestions: z.array(z.strictObject({ name: z.string(), why: z.enum(legSuggestions) })),
  /** What the agreement lets be told beside what those asked about did. */
  mayTell: z.array(z.enum(alertTellings)),
  /** Accounts that belong with those asked about in a way that is asked for; empty where none is asked for. */
  links: z.array(linkToTellSchema),
  /** What we told before, the newest first. */
  told: z.array(z.strictObject({ at: z.string(), kind: z.enum(['part', 'withdrawn']), acts: z.int(), participants: z.int() })),
});
export type LegQuestionWire = z.infer<typeof legQuestionSchema>;

const replyWords = { completeness: z.enum(['partial', 'complete']), text: storableText.min(1).max(5000) };
export const legAnswerOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('part'),
    file: z.string().max(60),
    /** Besides those asked about. */
    others: z.array(storableText.min(1).max(300)).max(30).default([]),
    naming: z.enum(['named', 'coded']),
    /** Of the links that the question offers, those that are told. */
    links: z
      .array(z.strictObject({ asked: storableText.min(1).max(300), participant: storableText.min(1).max(300) }))
      .max(40)
      .default([]),
    ...replyWords,
  }),
  z.strictObject({ kind: z.literal('withdrawn'), reason: storableText.min(1).max(2000), ...replyWords }),
]);
export type LegAnswerOrderWire = z.output<typeof legAnswerOrderSchema>;
