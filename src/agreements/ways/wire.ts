// SPDX-License-Identifier: Apache-2.0
/**
 * Lawful ways as they travel: the question for a kind of assistance, and every way to it in their order.
 *
 * A way has one leg where the counterpart can be asked directly, and two where another authority asks on our behalf.
 */
import { z } from 'zod';
import { evidentialUses, purposeSchema } from '../../conditions/wire.ts';
import { assistanceKindSchema, clauseRefSchema, requestClasses } from '../wire.ts';

/** What the ways that meet the question are ordered by first. */
export const wayAims = ['time', 'evidence', 'certainty'] as const;

export const wayQuestionSchema = z.strictObject({
  assistance: assistanceKindSchema,
  /** Where the information, the person or the assets are: a jurisdiction, or one authority there. */
  jurisdiction: z.string().length(2).nullable(),
  counterpart: z.string().max(80).nullable(),
  purpose: purposeSchema,
  /** Whether what is given must be usable as evidence. */
  isForCourt: z.boolean(),
  /** In how many days it is needed; null where any time will do. */
  withinDays: z.int().min(1).max(3650).nullable(),
  first: z.enum(wayAims),
});
export type WayQuestionWire = z.infer<typeof wayQuestionSchema>;

const legSchema = z.strictObject({
  from: z.string(),
  fromName: z.string(),
  to: z.string(),
  toName: z.string(),
  jurisdiction: z.string(),
  /** Whom to call before sending. */
  contact: z.string(),
  /** For whom it is asked, where it is not for the authority that asks. */
  onBehalfOf: z.string().nullable(),
  clause: clauseRefSchema,
  legalNature: z.enum(['binding', 'non-binding']),
  sentence: z.string(),
});

export const waySchema = z.strictObject({
  class: z.enum(requestClasses),
  legs: z.array(legSchema).min(1).max(2),
  /** When the answer is owed at the latest, were it asked now; null where a leg sets no limit. */
  dueAt: z.string().nullable(),
  days: z.int().min(0).nullable(),
  evidentialUse: z.enum(evidentialUses),
  /** Out of 100; what was taken off stands in `doubts`. */
  certainty: z.int().min(0).max(100),
  doubts: z.array(z.strictObject({ kind: z.string(), points: z.int().min(1), sentence: z.string(), clause: clauseRefSchema.nullable() })),
  /** Whether it meets what was asked for; null where nothing was asked of it. */
  isInTime: z.boolean().nullable(),
  isForCourt: z.boolean().nullable(),
  needs: z.array(
    z.strictObject({
      /** Which leg needs it, from 0. */
      leg: z.int().min(0).max(1),
      kind: z.string(),
      sentence: z.string(),
      clause: clauseRefSchema.nullable(),
      field: z.string().nullable(),
    }),
  ),
});
export type WayWire = z.infer<typeof waySchema>;

/** A way that is closed, and why: what a legal adviser may wish to change. */
export const closedWaySchema = z.strictObject({
  to: z.string(),
  toName: z.string(),
  title: z.string(),
  sentence: z.string(),
  clause: clauseRefSchema.nullable(),
});

/** What to do before anything formal is sent, and on whose word that is good practice. */
export const wayAdviceSchema = z.strictObject({ kind: z.string(), sentence: z.string(), source: z.string() });

export const waysAnswerSchema = z.strictObject({
  question: wayQuestionSchema,
  at: z.string(),
  ways: z.array(waySchema),
  /** How many more there are behind the last one shown. */
  leftOut: z.int().min(0),
  closed: z.array(closedWaySchema),
  advice: z.array(wayAdviceSchema),
});
export type WaysAnswerWire = z.infer<typeof waysAnswerSchema>;
