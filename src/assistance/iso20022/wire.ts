// SPDX-License-Identifier: Apache-2.0
/** Messages of ISO 20022 as calls ask for them and say what they hold. */
import { z } from 'zod';
import { requestDraftSchema } from '../wire.ts';

export const messageNames = ['auth.001', 'auth.002', 'auth.003'] as const;

/** The messages that a case can be written as. */
export const caseMessagesSchema = z.strictObject({
  messages: z.array(
    z.strictObject({
      message: z.enum(messageNames),
      /** Among those of its name, from 1: one for each account, person or answer. */
      number: z.int(),
      words: z.string(),
    }),
  ),
  /** What cannot be written, and what it lacks. */
  lacking: z.array(z.strictObject({ message: z.enum(messageNames), sentence: z.string() })),
});
export type CaseMessagesWire = z.infer<typeof caseMessagesSchema>;

export const writeMessageSchema = z.strictObject({ message: z.enum(messageNames), number: z.int().min(1).max(200).default(1) });

/** What a message that came says, made ready for the form in which an officer goes on; nothing of it is kept. */
export const readMessageSchema = z.discriminatedUnion('message', [
  z.strictObject({
    message: z.literal('auth.001'),
    investigation: z.string(),
    isConfidential: z.boolean(),
    /** Whom to ask and, where the message does not say, for which purpose is left to the officer. */
    draft: requestDraftSchema,
  }),
  z.strictObject({
    message: z.literal('auth.002'),
    investigation: z.string(),
    status: z.enum(['NRES', 'PART', 'COMP']),
    reply: z.strictObject({ completeness: z.enum(['partial', 'complete']), text: z.string() }),
  }),
  z.strictObject({ message: z.literal('auth.003'), investigation: z.string(), isConfidential: z.boolean() }),
]);
export type ReadMessageWire = z.infer<typeof readMessageSchema>;
