// SPDX-License-Identifier: Apache-2.0
/** Versions of a request as calls see them. */
import { z } from 'zod';
import { differenceSchema } from '../../kernel/wire.ts';

export const draftVersionSchema = z.strictObject({
  number: z.int(),
  savedAt: z.string(),
  /** Null where it was saved before versions were kept. */
  officerName: z.string().nullable(),
  subject: z.string(),
});
export type DraftVersionWire = z.infer<typeof draftVersionSchema>;

export const draftComparisonQuerySchema = z.strictObject({
  from: z.coerce.number().int().min(1).max(100_000),
  to: z.coerce.number().int().min(1).max(100_000),
});
export const draftComparisonSchema = z.strictObject({ from: z.int(), to: z.int(), differences: z.array(differenceSchema) });
export type DraftComparisonWire = z.infer<typeof draftComparisonSchema>;
