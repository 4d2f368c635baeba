// SPDX-License-Identifier: Apache-2.0
/** What a letter brings beside its words, as an officer enters it: records, and the conditions that it sets on what it says. */
import { z } from 'zod';
import { conditionLimitsSchema, purposeSchema } from '../../conditions/wire.ts';
import { digest, storableText } from '../../kernel/wire.ts';
import { importFormats, recordBodySchema, recordKinds } from '../../records/wire.ts';

/** What a letter can be beside a step of a case: a step of a matter. */
export const matterStepsOfLetter = ['disclosure', 'consent-request', 'consent-answer', 'recall'] as const;
export type MatterStepOfLetter = (typeof matterStepsOfLetter)[number];

/** A record that stands in the letter and was typed from it; or those of a file that came with it. */
export const recordInLetterSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('typed'), body: recordBodySchema }),
  z.strictObject({ from: z.literal('enclosure'), digest, kind: z.enum(recordKinds), format: z.enum(importFormats) }),
]);
export type RecordInLetterWire = z.infer<typeof recordInLetterSchema>;

const entered = {
  records: z.array(recordInLetterSchema).max(50),
  /** Stricter than the agreement where the letter says so; null: as the agreement sets them. */
  limits: conditionLimitsSchema.nullable(),
};
/** Of a reply, beside the members of its body. */
export const enteredInReplySchema = z.looseObject({ records: entered.records.default([]), limits: entered.limits.default(null) });
const wording = storableText.max(20_000);
export const disclosureSaysSchema = z.strictObject({
  purpose: purposeSchema,
  reason: wording.min(1),
  legalBasis: wording.min(1).optional(),
  records: entered.records.min(1),
  limits: entered.limits.default(null),
});

/** Of a record that it had from us on paper: may it go on? */
export const questionSaysSchema = z.strictObject({
  recordId: z.string().max(60),
  recipient: z.string().max(80),
  purpose: purposeSchema,
  reason: wording.min(1),
});
/** It takes back what it gave on paper. */
export const recallSaysSchema = z.strictObject({ recordId: z.string().max(60), reason: wording.min(1) });

/** What a letter of this authority can be about, beside cases. */
const namedRecord = { recordId: z.string(), kind: z.enum(recordKinds), reference: z.string() };
export const aboutMattersSchema = z.strictObject({
  /** Questions of ours that wait for its answer, with the least that the record carries if it goes on. */
  questions: z.array(
    z.strictObject({ ...namedRecord, matter: z.string(), recipientName: z.string(), purpose: purposeSchema, floor: conditionLimitsSchema }),
  ),
  /** Its records here, and ours there. */
  received: z.array(z.strictObject(namedRecord)),
  given: z.array(z.strictObject(namedRecord)),
});
export type AboutMattersWire = z.infer<typeof aboutMattersSchema>;

/** Records that were taken from a letter, for whoever compares them with it; none once they are governed as records. */
export const recordOfLetterSchema = z.strictObject({ body: recordBodySchema, place: z.string() });
