// SPDX-License-Identifier: Apache-2.0
/** Uses of records that are more than one use: comparisons, and the export of several as one file. */
import { z } from 'zod';
import { differenceSchema, moment } from '../../kernel/wire.ts';
import { exportFormats } from '../files/wire.ts';
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
/** A second officer looks through them; more than a page nobody does. */
export const exportedMax = 200;
/** Records exported as one file, and which of them may not be. */
export const selectionExportRequestSchema = recordUseRequestSchema.omit({ manner: true, asOf: true, format: true }).extend({
  /** Each once. */
  recordIds: z
    .array(z.string().max(60))
    .min(1)
    .max(exportedMax)
    .refine((ids) => new Set(ids).size === ids.length),
  format: z.enum(exportFormats),
});
export const selectionExportSchema = z.strictObject({
  /** Null where none of them may be exported. */
  file: z
    .strictObject({
      fileName: z.string(),
      mediaType: z.string(),
      base64: z.string(),
      /** What the format demands and a record does not tell, or tells and the format cannot hold. */
      notes: z.array(z.strictObject({ reference: z.string(), path: z.string(), note: z.string() })),
    })
    .nullable(),
  withheld: z.array(z.strictObject({ reference: z.string(), reason: z.string() })),
});
export type SelectionExportWire = z.infer<typeof selectionExportSchema>;
export type SideBySideWire = z.infer<typeof sideBySideSchema>;
export type RecordComparisonWire = z.infer<typeof recordComparisonSchema>;
