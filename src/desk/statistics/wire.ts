// SPDX-License-Identifier: Apache-2.0
/** Statistics of cooperation as calls see them. */
import { z } from 'zod';
import { sides } from '../../assistance/wire.ts';
import { day } from '../../kernel/wire.ts';

export const statisticsQuerySchema = z.strictObject({ fromDay: day, toDay: day });

export const statisticsRowSchema = z.strictObject({
  side: z.enum(sides),
  counterpart: z.string(),
  counterpartName: z.string(),
  jurisdiction: z.string(),
  /** The identifier of the agreement that governed; null where none was fixed. */
  agreement: z.string().nullable(),
  agreementTitle: z.string(),
  received: z.int(),
  urgent: z.int(),
  acknowledged: z.int(),
  /** Of those with a deadline to acknowledge. */
  acknowledgedInTime: z.int(),
  acknowledgeDeadlines: z.int(),
  answered: z.int(),
  partlyAnswered: z.int(),
  /** Refused, and the refusal stands. */
  refused: z.int(),
  /** Impossible, or lapsed for want of an answer to a question. */
  notDone: z.int(),
  withdrawn: z.int(),
  open: z.int(),
  /** Open with a deadline that has passed. */
  overdue: z.int(),
  /** From receipt; whole working days of this authority would mix two calendars, so these are days of 24 hours. */
  medianDaysToAcknowledge: z.number().nullable(),
  medianDaysToAnswer: z.number().nullable(),
  p90DaysToAnswer: z.number().nullable(),
});
export type StatisticsRowWire = z.infer<typeof statisticsRowSchema>;
export const statisticsSchema = z.strictObject({
  fromDay: z.string(),
  toDay: z.string(),
  rows: z.array(statisticsRowSchema),
  /** Every refusal made: how many were contested, reopened or put off after that, and upheld. */
  refusals: z.array(
    z.strictObject({
      side: z.enum(sides),
      ground: z.string(),
      count: z.int(),
      rebutted: z.int(),
      cured: z.int(),
      reopened: z.int(),
      upheld: z.int(),
    }),
  ),
  months: z.array(z.strictObject({ month: z.string(), received: z.int(), answered: z.int(), refused: z.int() })),
  /** There were more cases than are counted at once: choose a shorter span. */
  isCut: z.boolean(),
});
export type StatisticsWire = z.infer<typeof statisticsSchema>;
