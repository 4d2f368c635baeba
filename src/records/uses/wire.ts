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
/** Two records side by side; both are read for the stated purpose. */
export const sideBySideRequestSchema = recordUseRequestSchema.omit({ manner: true, asOf: true, format: true });
export const sideBySideSchema = z.strictObject({
  one: recordUseSchema,
  other: recordUseSchema,
  /** Null where one of the two may not be read; its use says why. */
  found: z
    .strictObject({
      agrees: z.array(z.strictObject({ path: z.string(), value: z.string() })),
      /** From the one to the other: added is what only the other tells, removed what only the one does. */
      differences: z.array(differenceSchema),
      withheld: z.array(z.strictObject({ path: z.string(), reason: z.string(), record: z.string() })),
    })
    .nullable(),
});
export type SideBySideWire = z.infer<typeof sideBySideSchema>;
export type RecordComparisonWire = z.infer<typeof recordComparisonSchema>;
