// SPDX-License-Identifier: Apache-2.0
/**
 * The network of agreements as it travels: who can ask whom for what, where it lacks, ends or contradicts itself; and reach,
 * everywhere a given datum could lawfully go.
 */
import { z } from 'zod';
import { conditionLimitsSchema, purposeSchema } from '../../conditions/wire.ts';
import { agreementRefSchema, assistanceKindSchema, clauseRefSchema } from '../wire.ts';

const authoritySchema = z.strictObject({
  authorityId: z.string(),
  name: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  contact: z.string(),
});
export type NetworkAuthorityWire = z.infer<typeof authoritySchema>;

export const networkQuestionSchema = z.strictObject({
  /** Only what may be asked for this purpose; left out: for any. */
  purpose: purposeSchema.optional(),
});

export const dueMatters = ['begins', 'ends', 'ended', 'review'] as const;
export const networkSchema = z.strictObject({
  self: z.string(),
  at: z.string(),
  authorities: z.array(authoritySchema),
  /** The kinds of assistance, in the order in which `asks` counts them. */
  kinds: z.array(assistanceKindSchema),
  /** From whom, to whom (places in `authorities`), and what may be asked: bit n stands for `kinds[n]`. */
  asks: z.array(z.tuple([z.int().min(0), z.int().min(0), z.int().min(1)])),
  agreements: z.array(
    z.strictObject({
      ref: agreementRefSchema,
      title: z.string(),
      parties: z.int().min(2),
      legalNature: z.enum(['binding', 'non-binding']),
      isInForce: z.boolean(),
      /** Whether we are a party; where not, others published it. */
      isOwn: z.boolean(),
    }),
  ),
  /** What we can ask some of our counterparts for and not others; the longest list first. */
  gaps: z.array(z.strictObject({ assistance: assistanceKindSchema, lacking: z.array(z.string()).min(1), sentence: z.string() })),
  due: z.array(
    z.strictObject({ agreement: agreementRefSchema, title: z.string(), what: z.enum(dueMatters), at: z.string(), sentence: z.string() }),
  ),
  contradictions: z.array(
    z.strictObject({
      about: z.string(),
      /** The first is the one that is tried first between the two, so what it says holds where both cover an act. */
      governing: clauseRefSchema,
      other: clauseRefSchema,
      parties: z.array(z.string()).min(2),
      sentence: z.string(),
    }),
  ),
});
export type NetworkWire = z.infer<typeof networkSchema>;

/** Where could this go from here? A datum as its kind, its purpose and the limits it carries; an own one carries none. */
/** Recipients to whom passing one datum on was consented: more than any datum has. */
const consentedMax = 200;

export const reachQuestionSchema = z
  .strictObject({
    assistance: assistanceKindSchema,
    purpose: purposeSchema,
    /** Who first gave it; null: it is our own. */
    originator: z.string().max(80).nullable(),
    /** From whom we had it; null: from its originator, or it is our own. */
    receivedFrom: z.string().max(80).nullable(),
    /** The strictest of all conditions it carries; null only for our own. */
    limits: conditionLimitsSchema.nullable(),
    /** To whom its originator has consented for this purpose already, and what it carries then. */
    consented: z
      .array(z.strictObject({ recipient: z.string().max(80), limits: conditionLimitsSchema }))
      .max(consentedMax)
      .optional(),
  })
  .refine(({ originator, limits }) => originator === null || limits !== null, {
    path: ['limits'],
    error: 'What another authority gave carries conditions; they are missing',
  });
export type ReachQuestionWire = z.infer<typeof reachQuestionSchema>;

export const reachAnswerSchema = z.strictObject({
  question: reachQuestionSchema,
  at: z.string(),
  /** Everywhere it could lawfully go, by the fewest consents, then the fewest givings. */
  places: z.array(
    z.strictObject({
      authority: authoritySchema,
      consents: z.int().min(0),
      /** Each giving on the way, with the clause that allows it and the originator's consent it needs. */
      givings: z
        .array(
          z.strictObject({
            from: z.string(),
            to: z.string(),
            clause: clauseRefSchema,
            isConsentNeeded: z.boolean(),
            /** Its originator has consented to this giving already. */
            isConsentGiven: z.boolean(),
          }),
        )
        .min(1),
    }),
  ),
  /** Authorities in the network that it cannot reach. */
  beyond: z.array(authoritySchema),
});
export type ReachAnswerWire = z.infer<typeof reachAnswerSchema>;
