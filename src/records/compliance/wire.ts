// SPDX-License-Identifier: Apache-2.0
/**
 * A compliance record: what an authority found about a firm or a person it supervises, and what it decided.
 *
 * The members that come first are the core. The rest is optional, each there only with something in it: the person or client it is
 * about, what was determined, the findings of an inspection one by one, the provisions, the sources on which it rests, and the remedies.
 * Whoever relies on a sanction elsewhere must know whether it is final: a remedy that is open or lodged says that it is not.
 *
 * Sources: MAR article 34 and MiCA article 114 (publication of decisions, appeals stated with them); MiFID II annex II (professional
 * clients); 17 CFR 230.501 (accredited investors); joint guidelines of EBA and ESMA on fitness and propriety.
 */
import { z } from 'zod';
import { partyOfRecordSchema } from '../suspicious-reports/wire.ts';

const name = z.string().min(1).max(300);
const shortText = z.string().min(1).max(2000);
const dayText = z.string();

export const recordTypes = ['inspection', 'finding', 'sanction', 'warning', 'fit-and-proper', 'client-classification'] as const;
/** What a fit-and-proper assessment ends with, and as what a client was classified. */
export const fitnessResults = ['fit', 'fit-with-conditions', 'not-fit'] as const;
export const clientClasses = ['retail', 'professional', 'professional-on-request', 'eligible-counterparty', 'accredited'] as const;

export const findingSchema = z.strictObject({
  reference: name,
  gravity: z.enum(['low', 'medium', 'high', 'critical']),
  finding: shortText,
  /** By when it is to be remedied, and when it was. */
  dueOn: dayText.optional(),
  closedOn: dayText.optional(),
});

export const remedySchema = z.strictObject({
  remedy: z.enum(['internal-review', 'appeal', 'court', 'ombudsman']),
  /** Before whom. */
  body: name,
  status: z.enum(['open', 'lodged', 'dismissed', 'upheld', 'expired', 'waived']),
  /** The last day on which an open one can be lodged. */
  until: dayText.optional(),
  lodgedOn: dayText.optional(),
  decidedOn: dayText.optional(),
});

export const complianceRecordSchema = z.strictObject({
  kind: z.literal('compliance-record'),
  reference: name,
  firm: name,
  lei: z.string().max(40).nullable(),
  recordType: z.enum(recordTypes),
  date: z.string(),
  authority: name,
  summary: z.string().max(20_000),
  outcome: z.string().max(2000),
  amount: z.strictObject({ amount: z.string().max(60), currency: z.string().length(3) }).nullable(),
  /** Whom a fitness assessment, a classification or a sanction of a person is about. */
  subject: partyOfRecordSchema.optional(),
  determination: z.enum([...fitnessResults, ...clientClasses]).optional(),
  /** From when to when the determination or measure holds. */
  from: dayText.optional(),
  until: dayText.optional(),
  findings: z.array(findingSchema).min(1).max(500).optional(),
  provisions: z.array(z.string().min(1).max(500)).min(1).max(100).optional(),
  sources: z
    .array(z.strictObject({ source: z.string().min(1).max(500), date: dayText.optional() }))
    .min(1)
    .max(100)
    .optional(),
  remedies: z.array(remedySchema).min(1).max(20).optional(),
});
export type ComplianceRecordWire = z.infer<typeof complianceRecordSchema>;
