// SPDX-License-Identifier: Apache-2.0
/** What of a trace could be seized: by which rules of tracing, near which lists, at which prices. */
import { z } from 'zod';
import { clawbackMethods, clawbackSchema, firmAccountsListSchema, priceRowSchema } from '../../flows/wire.ts';
import { registrationsReadSchema } from '../ramps/wire.ts';

export const clawbackOrderSchema = z.strictObject({
  methods: z.array(z.enum(clawbackMethods)).min(1).max(clawbackMethods.length),
  /** Watch lists to whose wallets the nearness of each holding is shown. */
  lists: z.array(z.string().max(60)).max(19).default([]),
  firms: firmAccountsListSchema.default([]),
  /** An order in one currency covers other assets at the last price before the end of the movements. */
  prices: z.array(priceRowSchema).max(5000).default([]),
});
export type ClawbackOrderWire = z.output<typeof clawbackOrderSchema>;
export const clawbackAnswerSchema = z.strictObject({
  read: registrationsReadSchema,
  /** In the places of the orders: the case of each. */
  cases: z.array(z.string()),
  clawback: clawbackSchema,
});
export type ClawbackAnswerWire = z.infer<typeof clawbackAnswerSchema>;
