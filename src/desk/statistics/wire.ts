// SPDX-License-Identifier: Apache-2.0
/** Statistics of cooperation as calls see them. */
import { z } from 'zod';
import { sides, usefulnessWords } from '../../assistance/wire.ts';
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
  /** Whose draft was shown before. */
  draftShown: z.int(),
  /** Made orally first; and how many of these were confirmed in writing in time. */
  askedOrally: z.int(),
  confirmedInTime: z.int(),
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
  /** Ended, and the requester told how the answer was used. */
  reportedOn: z.int(),
  /** From receipt; whole working days of this authority would mix two calendars, so these are days of 24 hours. */
  medianDaysToAcknowledge: z.number().nullable(),
  medianDaysToAnswer: z.number().nullable(),
  p90DaysToAnswer: z.number().nullable(),
});
export type StatisticsRowWire = z.infer<typeof statisticsRowSchema>;

/** A sum as its digits, with the point of its currency. */
const sum = z.string();
/** Property under orders, of one currency: what was frozen at its value then, and to whom what was confiscated went. */
export const propertyRowSchema = z.strictObject({
  side: z.enum(sides),
  currency: z.string(),
  orders: z.int(),
  frozenEver: sum,
  held: sum,
  released: sum,
  toVictims: sum,
  toIssuing: sum,
  toExecuting: sum,
  /** Orders out of which victims were given something, and how many victims, as far as the authorities said. */
  ordersWithVictims: z.int(),
  victims: z.int(),
});
export type PropertyRowWire = z.infer<typeof propertyRowSchema>;

export const statisticsSchema = z.strictObject({
  fromDay: z.string(),
  toDay: z.string(),
  rows: z.array(statisticsRowSchema),
  /** Every refusal made: how many were contested, reopened or put off after that, and upheld. */
  refusals: z.array(
    z.strictObject({
      side: z.enum(sides),
      ground: z.string(),
      /** What the ground says. */
      meaning: z.string(),
      count: z.int(),
      rebutted: z.int(),
      cured: z.int(),
      reopened: z.int(),
      upheld: z.int(),
    }),
  ),
  /** Of the cases with a report on the use: what the newest one says. */
  feedback: z.array(z.strictObject({ side: z.enum(sides), usefulness: z.enum(usefulnessWords), count: z.int() })),
  property: z.array(propertyRowSchema),
  months: z.array(z.strictObject({ month: z.string(), received: z.int(), answered: z.int(), refused: z.int() })),
  /** There were more cases than are counted at once: choose a shorter span. */
  isCut: z.boolean(),
});
export type StatisticsWire = z.infer<typeof statisticsSchema>;
