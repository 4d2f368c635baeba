// SPDX-License-Identifier: Apache-2.0
/**
 * On-ramps and off-ramps as they lie in files and travel: the firms with their registrations, and what crossed between money and digital
 * assets at them. Amounts are decimal texts, exact to the unit.
 */
import { z } from 'zod';
import { digest, storableText } from '../../kernel/wire.ts';
import { amountSchema, assetNameSchema } from '../amount-wire.ts';

const text = z.string().max(2000);
const count = z.int().min(0);
const party = storableText.min(1).max(500);
const jurisdiction = z.string().regex(/^[A-Z]{2}$/, 'Write the two letters of ISO 3166-1, or XA to XZ');
const month = z.string().regex(/^\d{4}-\d{2}$/);

/** Money becomes a digital asset at an on-ramp, and a digital asset money at an off-ramp. */
export const rampNames = ['on', 'off'] as const;
export type RampName = (typeof rampNames)[number];

/** What a register says of a firm on the day of a movement; the first that applies. The words for them are in firm-standing.ts. */
export const standings = ['licensed', 'by-service', 'suspended', 'refused', 'not-in-force', 'other-services', 'not-registered'] as const;
export type Standing = (typeof standings)[number];

/** Accounts of one firm: of a registration by its reference, or of a firm that none of them names. */
export const firmAccountsSchema = z
  .strictObject({
    /** The registration, as the register numbers it. */
    reference: party.optional(),
    /** What the officer calls a firm without a registration, and where it is thought to be. */
    name: party.optional(),
    jurisdiction: jurisdiction.optional(),
    accounts: z.array(party).max(1000).default([]),
    /** Accounts whose names begin so. */
    prefixes: z.array(party).max(100).default([]),
  })
  .refine(
    ({ reference, name }) => (reference === undefined) !== (name === undefined),
    'Give either the reference of a registration or a name',
  );
export type FirmAccountsWire = z.output<typeof firmAccountsSchema>;
export const firmAccountsListSchema = z.array(firmAccountsSchema).max(500);

export const priceRowSchema = z.strictObject({
  at: z.iso.datetime(),
  asset: text.min(1),
  price: amountSchema,
  currency: z.string().min(1).max(20),
});

const firmSchema = z.strictObject({
  name: text,
  /** Null where no registration names it. */
  reference: text.nullable(),
  jurisdiction: z.string().nullable(),
  /** The authority of its registration. */
  supervisor: text.nullable(),
  /** Accounts of it that move value here. */
  accounts: count,
});

const valued = {
  movements: count,
  /** In the currency of the document; null without prices. What had no price is counted beside it, and worth nothing in it. */
  value: amountSchema.nullable(),
  withoutPrice: count,
};

const crossed = { ramp: z.enum(rampNames), standing: z.enum(standings).nullable() };
const exchanged = { money: assetNameSchema, moneyAmount: amountSchema, digital: assetNameSchema, digitalAmount: amountSchema };

export const rampsSchema = z.strictObject({
  format: z.literal('comity-ramps/1'),
  digest,
  input: digest,
  currency: text.nullable(),
  /** What counts as money here, and what does not. */
  assets: z.array(z.strictObject({ asset: assetNameSchema, isMoney: z.boolean() })),
  firms: z.array(firmSchema),
  /** By jurisdiction of the firm's registration, over the whole time; null: of no known firm, or where it is registered is not known. */
  jurisdictions: z.array(
    z.strictObject({ jurisdiction: z.string().nullable(), supervisors: z.array(text), ...crossed, ...exchanged, ...valued }),
  ),
  /** Both legs are known: they happened in one transaction. */
  crossings: z.array(z.strictObject({ month, firm: count.nullable(), ...crossed, ...exchanged, ...valued, firstRows: z.array(count) })),
  /** Only one leg is known: what came to a firm from others or went from it to others. How much of it crossed is not known. */
  sides: z.array(
    z.strictObject({
      month,
      firm: count,
      /** On which ramp it would lie if it crossed. */
      ...crossed,
      side: z.enum(['in', 'out']),
      asset: assetNameSchema,
      isMoney: z.boolean(),
      amount: amountSchema,
      ...valued,
      firstRows: z.array(count),
    }),
  ),
  unknown: z.strictObject({
    /** Exchanges of assets whose legs are not one of money and one of a digital asset, and those that lack a leg. */
    notOneAndOne: count,
    oneLeg: count,
    /** Crossings at accounts of two firms; they stand with no firm. */
    severalFirms: count,
    /** Addresses that two registrations name; they are taken for nobody's. */
    claimedTwice: z.strictObject({ count, first: z.array(text) }),
    /** Firms with a licence for a ramp of which nothing is seen here, and why. */
    unseen: z.array(
      z.strictObject({
        name: text,
        reference: text,
        jurisdiction: z.string(),
        why: z.enum(['no-account-known', 'not-in-these-files']),
      }),
    ),
  }),
});
export type RampsWire = z.infer<typeof rampsSchema>;
