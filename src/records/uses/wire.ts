// SPDX-License-Identifier: Apache-2.0
/** The comparison of a record with what it was, as calls see it. */
import { z } from 'zod';
import { differenceSchema, moment } from '../../kernel/wire.ts';
import { recordUseRequestSchema, recordUseSchema } from '../wire.ts';

/** The record as it was known at the earlier moment, beside what is known now. */
export const recordComparisonRequestSchema = recordUseRequestSchema
  .omit({ manner: true, asOf: true, format: true })
  .extend({ earlier: moment });
export const recordComparisonSchema = z.strictObject({
  earlier: recordUseSchema,
  later: recordUseSchema,
  /** Null where one of the two may not be read; its use says why. */
  differences: z.array(differenceSchema).nullable(),
});
export type RecordComparisonWire = z.infer<typeof recordComparisonSchema>;
