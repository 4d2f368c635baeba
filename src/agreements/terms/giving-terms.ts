// SPDX-License-Identifier: Apache-2.0
/**
 * Terms on what is given and what becomes of it: conditions, other uses, secrecy, personal data, markings, costs.
 */
import { z } from 'zod';
import { conditionLimitsSchema } from '../../conditions/wire.ts';
import { clauseCited, partyList, shortText } from './asking-terms.ts';
import * as words from './vocabulary.ts';

const using = [
  z.strictObject({
    kind: z.literal('use-conditions'),
    ...clauseCited,
    limits: conditionLimitsSchema.omit({ usableUntil: true, recipients: true }),
    retentionDays: z.int().min(1).max(36_500).nullable(),
  }),
  /** What a change of use needs: nothing but silence, a notice and no objection in time, or leave given before. */
  z.strictObject({
    kind: z.literal('use-mode'),
    ...clauseCited,
    change: z.enum(words.useChanges),
    mode: z.enum(words.useModes),
  }),
  /**
   * Asking the originator's consent before passing on; whether a holder carries such a question to where it had the datum from; and
   * whether a datum and a consent are taken that an authority attests from a letter of an originator without a server.
   */
  z.strictObject({ kind: z.literal('onward'), ...clauseCited, mayRelay: z.boolean(), takesAttested: z.boolean().optional() }),
  /** Correcting or withdrawing what was given; `isAutomatic`: the holder's server carries it out without an officer. */
  z.strictObject({ kind: z.literal('recall'), ...clauseCited, isAutomatic: z.boolean(), grounds: z.array(z.enum(words.recallGrounds)) }),
  z.strictObject({ kind: z.literal('unsolicited'), ...clauseCited, isAllowed: z.boolean() }),
  z.strictObject({
    kind: z.literal('legal-demand'),
    ...clauseCited,
    notice: z.enum(words.demandNotices),
    assertsPrivileges: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('self-regulatory-bodies'),
    ...clauseCited,
    mayReceive: z.boolean(),
    safeguards: z.array(z.enum(words.bodySafeguards)),
  }),
  /** To which kinds of authority it may be made known that a suspicious-transaction report exists. */
  z.strictObject({ kind: z.literal('report-secrecy'), ...clauseCited, mayReach: z.array(z.enum(words.authorityKinds)).min(1) }),
  /** What an authority that is asked for the other leg of an alert may tell, beside what those asked about did. */
  z.strictObject({ kind: z.literal('joint-alerts'), ...clauseCited, mayTell: z.array(z.enum(words.alertTellings)) }),
] as const;

const keeping = [
  z.strictObject({
    kind: z.literal('confidentiality'),
    ...clauseCited,
    survivesTermination: z.boolean(),
    /** For how many years after the end; left out: without limit. */
    survivesYears: z.int().min(1).max(100).optional(),
  }),
  z.strictObject({
    kind: z.literal('personal-data'),
    ...clauseCited,
    basis: z.enum(words.transferBases),
    /** The receiving parties it is about; empty: every party. */
    to: partyList,
    /** The clause that holds the safeguards in full; null where there is none. */
    annex: z.string().nullable(),
    /** What may be transferred at all. */
    categories: z.array(z.enum(words.personalDataCategories)),
    /** How received personal data are marked, or empty. */
    marking: shortText,
    breachNoticeHours: z.int().min(1).max(8760).nullable(),
    rights: z.array(z.enum(words.dataRights)),
    /** Where a person concerned can turn to, or empty. */
    redressContact: shortText,
    onward: z.enum(['never', 'with-authorisation']),
  }),
  z.strictObject({
    kind: z.literal('retention'),
    ...clauseCited,
    of: z.enum(words.retainedThings),
    days: z.int().min(1).max(36_500),
    afterwards: z.enum(words.retentionEnds),
  }),
  z.strictObject({
    kind: z.literal('marking'),
    ...clauseCited,
    scheme: z.enum(words.markingSchemes),
    /** The least mark that anything given carries; null where each is marked by its originator alone. */
    least: z.string().max(20).nullable(),
  }),
] as const;

const money = [
  z.strictObject({
    kind: z.literal('costs'),
    ...clauseCited,
    rule: z.enum(words.costRules),
    /** From which amount costs are substantial, in minor units; null where the text names none. */
    threshold: z.strictObject({ amountMinor: z.int().min(0), currency: z.string().length(3) }).nullable(),
  }),
  z.strictObject({
    kind: z.literal('recovered-assets'),
    ...clauseCited,
    currency: z.string().length(3),
    /** Up to this sum, in minor units, the executing party keeps what was confiscated. */
    keptUpToMinor: z.int().min(0),
    /** Of a larger sum, how much goes to the issuing party. */
    sharedPercent: z.int().min(0).max(100),
    areVictimsFirst: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('feedback'),
    ...clauseCited,
    when: z.enum(words.feedbackMoments),
    days: z.int().min(1).max(3650).nullable(),
  }),
] as const;

export const givingTerms = [...using, ...keeping, ...money] as const;
