// SPDX-License-Identifier: Apache-2.0
/** Studies of shapes: which shapes of laundering were looked for in which files of movements, what was found, and the leads that it became. */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import { shapeEdgeSchema, shapeFindingSchema } from '../../flows/wire.ts';
import { storableText } from '../../kernel/wire.ts';
import { factsSchema, filesOfTraceMax, movementFileSchema } from '../traces/wire.ts';

const id = z.string().max(60);

/** The catalogue: what each shape is, where it is described, and what is lawful and looks like it. */
export const shapeTextSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  definition: z.string(),
  source: z.string(),
  lookAlikes: z.array(z.string()),
});
export type ShapeTextWire = z.infer<typeof shapeTextSchema>;

export const studyOrderSchema = z.strictObject({
  title: storableText.min(1).max(300),
  files: z.array(id).min(1).max(filesOfTraceMax),
  purpose: purposeSchema,
  /** Shapes by their names in the catalogue. */
  shapes: z.array(id).min(1).max(60),
});
export type StudyOrderWire = z.output<typeof studyOrderSchema>;

/** `lead`: the studies that found what this lead is about. */
export const studyListQuerySchema = z.strictObject({ lead: id.optional() });
export const studyRowSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  purpose: purposeSchema,
  files: z.array(z.string()),
  /** All findings by shape. */
  counts: z.array(z.strictObject({ shape: z.string(), title: z.string(), count: z.int() })),
  orderedBy: z.string(),
  createdAt: z.string(),
});
export type StudyRowWire = z.infer<typeof studyRowSchema>;

export const studyDetailSchema = z.strictObject({
  row: studyRowSchema,
  facts: factsSchema,
  movementFiles: z.array(movementFileSchema),
  /** The findings that stand out most, those first. */
  findings: z.array(
    z.strictObject({
      finding: shapeFindingSchema,
      edges: z.array(shapeEdgeSchema),
      /** The lead that it became; null where nobody has made it one. */
      lead: z.string().nullable(),
    }),
  ),
});
export type StudyDetailWire = z.infer<typeof studyDetailSchema>;
export type StudiedFindingWire = StudyDetailWire['findings'][number];

export const shapeLeadOrderSchema = z.strictObject({ finding: z.string().max(100) });
export const shapeLeadAnswerSchema = z.strictObject({ lead: z.string(), isNew: z.boolean() });
