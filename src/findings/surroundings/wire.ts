// SPDX-License-Identifier: Apache-2.0
/** Who pays whom in files of movements: the parties around one, the sums between those that were chosen, the shortest way between two. */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import { expansionSchema, partyHistorySchema, partySumsSchema, statedBalanceSchema, traceStepSchema } from '../../flows/wire.ts';
import { digest, moment, storableText } from '../../kernel/wire.ts';
import { filesOfTraceMax } from '../traces/wire.ts';

/** The most parties of one picture, and pairs that are drawn between them: more is read by nobody, and still drawn smoothly. */
export const canvasPartiesMax = 2000;
export const canvasPairsMax = 5000;
/** The most that come in at once around one party: an exchange has a hundred thousand payers. What is left out is counted. */
export const aroundPartiesMax = 200;
/** A party with more movements on one side is shown and not gone through. */
export const aroundDegreeMax = 500;

const party = storableText.min(1).max(500);
const filesAndPurpose = { files: z.array(z.string().max(60)).min(1).max(filesOfTraceMax), purpose: purposeSchema };
/** A stretch of time; null leaves an end open. */
const stretch = { from: moment.nullable().default(null), until: moment.nullable().default(null) };

export const aroundOrderSchema = z.strictObject({
  ...filesAndPurpose,
  ...stretch,
  party,
  way: z.enum(['out', 'in', 'both']).default('both'),
  hopsMax: z.int().min(1).max(3).default(1),
});
export type AroundOrderWire = z.output<typeof aroundOrderSchema>;
export const aroundAnswerSchema = expansionSchema;

export const sumsOrderSchema = z.strictObject({
  ...filesAndPurpose,
  ...stretch,
  parties: z.array(party).min(1).max(canvasPartiesMax),
});
export type SumsOrderWire = z.output<typeof sumsOrderSchema>;
export const sumsAnswerSchema = partySumsSchema;

export const wayOrderSchema = z.strictObject({
  ...filesAndPurpose,
  from: party,
  to: party,
  hopsMax: z.int().min(1).max(50).default(12),
});
export type WayOrderWire = z.output<typeof wayOrderSchema>;
/** Each movement after the one before; null where there is no way. */
export const wayAnswerSchema = z.strictObject({ input: digest, steps: z.array(traceStepSchema).nullable() });

/** Movements of one history that are shown; the rest are counted, and balances are those of all. */
export const historyRowsMax = 2000;
export const historyOrderSchema = z.strictObject({
  ...filesAndPurpose,
  party,
  /** What a bank or a chain states that it had, to be explained by the movements. */
  stated: z
    .array(statedBalanceSchema.omit({ party: true }))
    .max(200)
    .default([]),
});
export type HistoryOrderWire = z.output<typeof historyOrderSchema>;
export const historyAnswerSchema = partyHistorySchema;
