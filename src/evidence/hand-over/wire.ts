// SPDX-License-Identifier: Apache-2.0
/**
 * Hand-overs of evidence between two authorities, as they travel and as the workplace sees them.
 *
 * The first dispatch carries the whole custody log of the item and, where the item was made from others, their logs: whoever takes it over
 * continues the chain from its last digest. The second is the answer, with the first digest of the log that goes on.
 */
import { z } from 'zod';
import { handOverManners } from '../../agreements/wire.ts';
import { conditionLimitsSchema } from '../../conditions/wire.ts';
import { carriedItemSchema, carriedItemsMax, evidenceForms, sealSchema } from '../wire.ts';

export { carriedItemSchema, type CarriedItemWire, carriedItemsMax } from '../wire.ts';

const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');
const unstorable = 'It holds a character that cannot be stored';
const line = z.string().trim().min(1).max(300).refine(isStorable, unstorable);
const words = z.string().max(20_000).refine(isStorable, unstorable);
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'It is not a moment in UTC like 2026-11-27T00:00:00.000Z');
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'It is no digest: sha256: and 64 hexadecimal digits');

export const handOverBodySchema = z
  .strictObject({
    requestId: z.string().max(60),
    handOver: z.string().max(60),
    manner: z.enum(handOverManners),
    /** Of a loan: when it must be back. */
    dueAt: moment.nullable(),
    purpose: line,
    /** With whom or what it travels: a courier, a bag with its number, a file on the way. */
    carrier: line,
    note: words,
    /** The item, and then what it was made from, as far back as that goes. */
    items: z.array(carriedItemSchema).min(1).max(carriedItemsMax),
    /** The last digest of the item's log: the chain goes on from it. */
    head: digest,
    /** What goes back: the item of the recipient that it is. */
    returns: z.string().max(60).nullable(),
  })
  .refine((body) => (body.manner === 'loan') === (body.dueAt !== null), {
    path: ['dueAt'],
    message: 'A loan says when it must be back, and nothing else does',
  })
  .refine((body) => (body.manner === 'return') === (body.returns !== null), {
    path: ['returns'],
    message: 'What goes back names the item that it is, and nothing else does',
  });
export type HandOverBody = z.infer<typeof handOverBodySchema>;

export const handOverAnswerBodySchema = z
  .strictObject({
    requestId: z.string().max(60),
    handOver: z.string().max(60),
    /** Digest of the dispatch that is answered. */
    dispatch: digest,
    answer: z.enum(['received', 'declined']),
    reasons: words,
    /** How it was found; null where it was declined. */
    found: z
      .strictObject({
        at: moment,
        place: line,
        receivedBy: line,
        seal: sealSchema,
        condition: line,
        /** Of the bytes that came, for a file. */
        digest: digest.nullable(),
        /** The item that it is there, and the digest of the entry with which its log goes on. */
        item: z.string().max(60),
        head: digest,
      })
      .nullable(),
  })
  .refine((body) => (body.answer === 'received') === (body.found !== null), {
    path: ['found'],
    message: 'Who takes it over says how it was found, and who declines does not',
  });
export type HandOverAnswerBody = z.infer<typeof handOverAnswerBodySchema>;

// --- calls ---------------------------------------------------------------------------------------------------------
export const offerItemSchema = z.strictObject({
  manner: z.enum(handOverManners),
  dueAt: moment.nullable(),
  purpose: line,
  carrier: line,
  note: words,
  /** Null: the agreement's own conditions. Stricter ones are allowed. */
  limits: conditionLimitsSchema.nullable(),
});
export type OfferItemWire = z.infer<typeof offerItemSchema>;
export const answerOfferSchema = z.discriminatedUnion('answer', [
  z.strictObject({
    answer: z.literal('received'),
    at: moment.nullable(),
    place: line,
    custodian: line,
    receivedBy: line,
    seal: sealSchema,
    condition: line,
    digest: digest.nullable(),
  }),
  z.strictObject({ answer: z.literal('declined'), reasons: words.min(1) }),
]);
export type AnswerOfferWire = z.infer<typeof answerOfferSchema>;

export const handOverStates = [
  'awaiting-approval',
  'replaced',
  'sent',
  'delivered',
  'not-admitted',
  'not-delivered',
  'offered',
  'received',
  'declined',
] as const;
export type HandOverState = (typeof handOverStates)[number];
export const handOverRowSchema = z.strictObject({
  id: z.string(),
  caseId: z.string(),
  direction: z.enum(['out', 'in']),
  counterpartName: z.string(),
  state: z.enum(handOverStates),
  manner: z.enum(handOverManners),
  dueAt: moment.nullable(),
  purpose: z.string(),
  carrier: z.string(),
  note: z.string(),
  /** Our own item; null for what came and was not taken over. */
  itemId: z.string().nullable(),
  title: z.string(),
  form: z.enum(evidenceForms),
  description: z.string(),
  digest: digest.nullable(),
  preparedAt: moment,
  /** Digests of the two signed dispatches, and of the entries on both sides between which the chain goes over. */
  dispatch: digest.nullable(),
  answerDispatch: digest.nullable(),
  head: digest,
  headThere: digest.nullable(),
  /** Whether the answer reached the other server. */
  answerState: z.enum(['none', 'sent', 'delivered', 'lost']),
  reasons: z.string(),
  /** The logs that came with it, or went. */
  carried: z.array(carriedItemSchema.pick({ id: true, number: true, title: true, entries: true })),
  next: z.array(z.enum(['take-over', 'decline', 'answer-again'])),
});
export type HandOverRowWire = z.infer<typeof handOverRowSchema>;
