// SPDX-License-Identifier: Apache-2.0
/**
 * Terms on the life of the agreement itself: how parties keep in touch, disagree, join, stop and leave, and how it stands to
 * other agreements.
 */
import { z } from 'zod';
import { assistanceList, clauseCited, partyList, shortText } from './asking-terms.ts';
import * as words from './vocabulary.ts';

const months = z.int().min(1).max(1200);
const consent = z.enum(words.consentRules);

const together = [
  z.strictObject({
    kind: z.literal('notification'),
    ...clauseCited,
    event: z.enum(words.notifiedEvents),
    amount: z.int().min(1).max(3650),
    unit: z.enum(words.deadlineUnits),
    /** Whether the others hear of it so long before it takes effect, or at the latest so long after it happened. */
    isBefore: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('consultation'),
    ...clauseCited,
    triggers: z.array(z.enum(words.consultationTriggers)),
    everyMonths: months.nullable(),
  }),
  z.strictObject({
    kind: z.literal('mediation'),
    ...clauseCited,
    /** In order, each with who does it and how long it may take. */
    route: z
      .array(z.strictObject({ step: z.enum(words.mediationSteps), by: shortText, days: z.int().min(1).max(3650).nullable() }))
      .min(1)
      .max(6),
    isBinding: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('joint-work'),
    ...clauseCited,
    forms: z.array(z.enum(words.jointForms)).min(1),
    /** Whether subjects may be matched blindly: never, or with the express consent of every participant. */
    matching: z.enum(['never', 'with-consent-of-all']),
  }),
  z.strictObject({
    kind: z.literal('voting'),
    ...clauseCited,
    rule: z.enum(words.consentRules),
    per: z.enum(words.votingUnits),
    /** The most votes that the parties of one jurisdiction have together; null where there is no cap. */
    perJurisdictionMax: z.int().min(1).max(20).nullable(),
    /** Whether the outcome binds the parties; where not, who departs from it gives reasons. */
    isBinding: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('review'), ...clauseCited, everyMonths: months }),
  z.strictObject({ kind: z.literal('publication'), ...clauseCited, isPublished: z.boolean(), where: shortText }),
] as const;

const changing = [
  z.strictObject({
    kind: z.literal('signing'),
    ...clauseCited,
    /** How many mandated signatories of each party sign. */
    signersMin: z.int().min(1).max(9),
    /** The parties in the order in which they sign; empty: in any order. */
    order: partyList,
  }),
  z.strictObject({ kind: z.literal('amendment'), ...clauseCited, consent }),
  z.strictObject({
    kind: z.literal('accession'),
    ...clauseCited,
    /** The kinds of authority that may join; empty: none may. */
    kinds: z.array(z.enum(words.authorityKinds)),
    steps: z.array(z.enum(words.accessionSteps)),
    consent,
  }),
  z.strictObject({ kind: z.literal('reservations'), ...clauseCited, areAllowed: z.boolean() }),
  z.strictObject({
    kind: z.literal('suspension'),
    ...clauseCited,
    of: z.enum(words.suspendedThings),
    /** How many of the parties that are not concerned must agree. */
    consent,
    areReasonsNeeded: z.boolean(),
    noticeDays: z.int().min(0).max(3650),
  }),
  z.strictObject({
    kind: z.literal('withdrawal'),
    ...clauseCited,
    noticeDays: z.int().min(1).max(3650),
    /** For how many days after the end requests under way are carried on; left out: until they are done. */
    tailDays: z.int().min(1).max(3650).optional(),
  }),
  z.strictObject({
    kind: z.literal('precedence'),
    ...clauseCited,
    /** The other agreement, by its identifier. */
    agreement: z.string().max(80),
    relation: z.enum(words.precedenceRelations),
    /** The kinds of assistance for which it holds; empty: all. */
    kinds: assistanceList,
  }),
  z.strictObject({
    kind: z.literal('training'),
    ...clauseCited,
    /** The party that plays an authority: nothing that it says is real, and nothing that is held is given to it. */
    party: z.string().max(80),
  }),
] as const;

export const lifeTerms = [...together, ...changing] as const;
