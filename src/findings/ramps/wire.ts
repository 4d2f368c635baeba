// SPDX-License-Identifier: Apache-2.0
/** Firms and jurisdictions over files of movements: on-ramps and off-ramps, and how an asset moves between jurisdictions. */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import { amountSchema, liquiditySchema, firmAccountsListSchema, priceRowSchema, rampsSchema } from '../../flows/wire.ts';
import { storableText } from '../../kernel/wire.ts';
import { filesOfTraceMax } from '../traces/wire.ts';

const asked = {
  files: z.array(z.string().max(60)).min(1).max(filesOfTraceMax),
  /** Of the files; registrations are read for it too, under their conditions. */
  purpose: purposeSchema,
  /** Accounts beside the wallets that registrations name. */
  firms: firmAccountsListSchema.default([]),
};
/** Of which registrations the answer speaks: how many were read, and why others were not. */
export const registrationsReadSchema = z.strictObject({
  registrations: z.int(),
  withheld: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
  isMore: z.boolean(),
});

export const rampsOrderSchema = z.strictObject({
  ...asked,
  prices: z.array(priceRowSchema).max(5000).default([]),
  /** A price older than this at the moment of a movement is none. */
  priceAgeDays: z.int().min(0).max(3660).default(7),
});
export type RampsOrderWire = z.output<typeof rampsOrderSchema>;
export const rampsAnswerSchema = z.strictObject({ read: registrationsReadSchema, ramps: rampsSchema });
export type RampsAnswerWire = z.infer<typeof rampsAnswerSchema>;

export const liquidityOrderSchema = z.strictObject({
  ...asked,
  asset: z.string().min(1).max(2000),
  /** Of assets with one symbol, the one on this ledger. */
  ledger: z.string().max(2000).nullable().default(null),
  periodDays: z.int().min(1).max(3660).default(1),
  /** Whose accounts begin how; firms of registrations stand where they are registered. */
  places: z
    .array(z.strictObject({ jurisdiction: z.string().regex(/^[A-Z]{2}$/), prefix: storableText.min(1).max(500) }))
    .max(500)
    .default([]),
});
export type LiquidityOrderWire = z.output<typeof liquidityOrderSchema>;
export const liquidityAnswerSchema = z.strictObject({
  read: registrationsReadSchema,
  liquidity: liquiditySchema,
  /** Over all periods, the largest first. */
  totals: z.array(z.strictObject({ from: z.string(), to: z.string(), amount: amountSchema })),
});
export type LiquidityAnswerWire = z.infer<typeof liquidityAnswerSchema>;
