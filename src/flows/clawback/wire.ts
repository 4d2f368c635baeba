// SPDX-License-Identifier: Apache-2.0
/**
 * Clawback as it lies in files and travels: of traced value, what could be seized where it lies now, under which order, by whom, by which
 * rule of tracing, and what cannot be had any more. Amounts are decimal texts, exact to the unit.
 */
import { z } from 'zod';
import { digest, moment, storableText } from '../../kernel/wire.ts';
import { amountSchema, assetNameSchema } from '../amount-wire.ts';

const text = z.string().max(2000);
const count = z.int().min(0);
const name = storableText.min(1).max(500);

/** Rules that keep a sum; poison keeps none, and seizes from strangers. */
export const clawbackMethods = ['haircut', 'fifo', 'lifo', 'tiho'] as const;
export type ClawbackMethod = (typeof clawbackMethods)[number];

/** An order that stands: what it is for, who carries it out, and what may still be taken under it. */
export const standingOrderSchema = z.strictObject({
  reference: name,
  kind: z.enum(['suspension', 'freezing', 'confiscation']),
  /** Who carries it out: an authority of the reach. */
  authority: name,
  basis: z.enum(['money', 'items', 'equivalent-value']),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** In the currency: what it lets be taken less what was taken. */
  left: amountSchema,
  /** Accounts that it names: they go first, and an order over items covers nothing else. */
  accounts: z.array(z.string().max(500)).max(1000).default([]),
  /** When it ends by itself. */
  until: moment.nullable().default(null),
  /** When it was made: other property of equivalent value counts at prices of then; null: at the end of the movements. */
  madeAt: moment.nullable().default(null),
});
export type StandingOrderWire = z.output<typeof standingOrderSchema>;

/** Why traced value that lies somewhere is under no order; the first that applies. */
export const uncoveredReasons = ['no-authority', 'no-order', 'not-named', 'no-price', 'order-used-up'] as const;
export type UncoveredReason = (typeof uncoveredReasons)[number];

const sums = {
  asset: assetNameSchema,
  /** What lies there, what of it orders cover, and what they do not. */
  held: amountSchema,
  covered: amountSchema,
  uncovered: amountSchema,
};

export const clawbackSchema = z.strictObject({
  format: z.literal('comity-clawback/1'),
  digest,
  input: digest,
  /** The last moment of the movements: what lies where is as of then. */
  asOf: moment,
  currency: z.string().nullable(),
  orders: z.array(standingOrderSchema),
  groups: z.array(z.strictObject({ name: text, listed: count, found: count })),
  firms: z.array(z.strictObject({ name: text, jurisdiction: z.string().nullable(), supervisor: text.nullable() })),
  methods: z.array(
    z.strictObject({
      method: z.enum(clawbackMethods),
      trace: digest,
      /** For each asset: begun and converted into it is covered, uncovered, mixed at services, gone, and no longer followed, together. */
      totals: z.array(
        z.strictObject({
          asset: assetNameSchema,
          begun: amountSchema,
          convertedIn: amountSchema,
          covered: amountSchema,
          uncovered: z.array(z.strictObject({ why: z.enum(uncoveredReasons), amount: amountSchema })),
          /** With services that mix the money of many: the firm must say for whom. */
          mixed: amountSchema,
          /** What left by cash, as fees, or into another asset; and where the trace was told to stop. */
          ended: z.array(z.strictObject({ kind: text, amount: amountSchema })),
        }),
      ),
      /**
       * For each order for equivalent value, after those before it: in its currency, what of the trace cannot be had itself, and what it may
       * take of other property.
       */
      equivalents: z.array(
        z.strictObject({
          order: count,
          at: moment,
          missing: amountSchema,
          reach: amountSchema,
          /** Assets that are missing too and have no price then. */
          withoutPrice: z.array(assetNameSchema),
        }),
      ),
      firms: z.array(z.strictObject({ firm: count.nullable(), mixed: amountSchema, ...sums })),
      authorities: z.array(z.strictObject({ authority: text.nullable(), orders: z.array(count), ...sums })),
      holdings: z.strictObject({
        count,
        first: z.array(
          z.strictObject({
            party: text,
            firm: count.nullable(),
            authority: text.nullable(),
            ...sums,
            why: z.enum(uncoveredReasons).nullable(),
            under: z.array(z.strictObject({ order: count, amount: amountSchema })),
            /** Nearness of the whole holding to listed addresses. */
            listed: z.array(z.strictObject({ group: count, hops: count, heldShare: z.number().min(0) })),
          }),
        ),
      }),
    }),
  ),
});
export type ClawbackWire = z.infer<typeof clawbackSchema>;
