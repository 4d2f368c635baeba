// SPDX-License-Identifier: Apache-2.0
/** Amounts and assets as the documents of all parts of this room write them. */
import { z } from 'zod';

/** A decimal, exact to the unit. */
export const amountSchema = z.string().regex(/^\d{1,90}(?:\.\d{1,36})?$/);
export const assetNameSchema = z.strictObject({ symbol: z.string().max(2000), ledger: z.string().max(2000) });
export type AssetName = z.infer<typeof assetNameSchema>;
