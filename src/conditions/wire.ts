// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions as they travel: the limits that an originator sets on the use of one datum.
 *
 * Purposes follow the taxonomy of the field (supervision to sanctions); handling follows TLP 2.0; evidential use and
 * onward sharing are kept apart from the audience, as handling codes do.
 */
import { z } from 'zod';

export const purposes = [
  'supervision',
  'compliance-check',
  'admin-enforcement',
  'civil-enforcement',
  'criminal-investigation',
  'criminal-prosecution',
  'sro-surveillance',
  'disciplinary',
  'fiu-analysis',
  'asset-tracing',
  'freeze-confiscation',
  'authorisation-fit-proper',
  'systemic-risk',
  'sanctions',
  'tax',
  'immigration',
  'commercial',
] as const;
export const purposeSchema = z.enum(purposes);
export type Purpose = z.infer<typeof purposeSchema>;

/** From the widest audience to the narrowest; `red` is for the named recipients alone. */
export const handlingLevels = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export const handlingSchema = z.enum(handlingLevels);

/** From the most open to the closed: passed on freely to those listed, only with the originator's consent, never. */
export const onwardModes = ['listed', 'consent', 'never'] as const;
export const evidentialUses = ['allowed', 'with-permission', 'forbidden'] as const;
export const manners = ['read', 'search', 'export', 'print', 'evidence', 'pass-on'] as const;
export const mannerSchema = z.enum(manners);
export type Manner = z.infer<typeof mannerSchema>;

/** What a condition limits, without its origin: the part an officer fills in. */
export const conditionLimitsSchema = z.strictObject({
  purposes: z.array(purposeSchema).min(1).max(purposes.length),
  handling: handlingSchema,
  onward: z.enum(onwardModes),
  /** Authorities to whom it may go when `onward` is `listed`. */
  recipients: z.array(z.string().max(80)).max(400),
  evidentialUse: z.enum(evidentialUses),
  mayNotifySubject: z.boolean(),
  /** After this moment the datum may no longer be used; null: as long as the agreement allows. */
  usableUntil: z.string().nullable(),
  /** Anything a person must know beyond the rules above. */
  note: z.string().max(2000),
});

export const conditionSchema = conditionLimitsSchema.extend({
  id: z.string(),
  originator: z.string(),
  /** The agreement and clause that the originator cites for it. */
  agreement: z.strictObject({ id: z.string(), version: z.int().min(1), digest: z.string() }),
  clause: z.string().max(40),
  /** JSON pointer (RFC 6901) of the part it covers; empty for the whole datum. */
  scope: z.string().max(300),
});
export type ConditionWire = z.infer<typeof conditionSchema>;
export type ConditionLimitsWire = z.infer<typeof conditionLimitsSchema>;
