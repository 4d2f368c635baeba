// SPDX-License-Identifier: Apache-2.0
/** Canvases that are kept in a case: who is on the picture and where, in which time, and the sums that the server read for it. */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import { partySumsSchema } from '../../flows/wire.ts';
import { digest, moment, storableText } from '../../kernel/wire.ts';
import { canvasPartiesMax } from '../surroundings/wire.ts';
import { filesOfTraceMax } from '../traces/wire.ts';

/** Canvases of one case, and editions of one canvas: more are leafed through by nobody. */
export const canvasesMax = 100;
export const editionsMax = 500;
/** A note under a party; longer ones belong into the notes of the case. */
export const canvasNoteMax = 300;
/** How far from the middle a party may lie, in units of the picture. */
const placeMax = 10_000_000;

/** Why a canvas is erased: its case is over, a person asked for it and was granted it, or it was never to be kept. */
export const erasureGrounds = ['case-over', 'request-of-person', 'kept-by-mistake'] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

const id = z.string().max(60);
const place = z.number().min(-placeMax).max(placeMax);
const title = storableText.trim().min(1).max(200);

export const pictureSchema = z.strictObject({
  /** Null: from the first movement, or to the last. */
  from: moment.nullable(),
  until: moment.nullable(),
  parties: z
    .array(z.strictObject({ name: storableText.min(1).max(500), x: place, y: place, note: storableText.max(canvasNoteMax) }))
    .min(1)
    .max(canvasPartiesMax),
});
export type PictureWire = z.infer<typeof pictureSchema>;

export const newCanvasSchema = z.strictObject({
  title,
  files: z.array(id).min(1).max(filesOfTraceMax),
  purpose: purposeSchema,
  picture: pictureSchema,
});
export type NewCanvasWire = z.infer<typeof newCanvasSchema>;

/** `after`: the number of the edition on which this one was made. Where another has been saved since, nothing is kept and both are told. */
export const newEditionSchema = z.strictObject({ after: z.int().min(1).max(editionsMax), picture: pictureSchema });
export type NewEditionWire = z.infer<typeof newEditionSchema>;

export const erasureOrderSchema = z.strictObject({ ground: z.enum(erasureGrounds), reason: storableText.trim().min(1).max(1000) });
export type ErasureOrderWire = z.infer<typeof erasureOrderSchema>;

export const editionRowSchema = z.strictObject({
  /** By which it is entered as an item of evidence. */
  id: z.string(),
  number: z.int(),
  /** Of its document. */
  digest,
  parties: z.int(),
  savedBy: z.string(),
  savedAt: z.string(),
});
export type EditionRowWire = z.infer<typeof editionRowSchema>;

export const canvasRowSchema = z.strictObject({
  id: z.string(),
  caseId: z.string(),
  /** Empty once it was erased: a title names parties too. */
  title: z.string(),
  purpose: purposeSchema,
  files: z.array(z.string()),
  newest: editionRowSchema,
  /** That its documents were erased, by whom and why; the digests stay. */
  erased: z.strictObject({ by: z.string(), at: z.string(), ground: z.enum(erasureGrounds), reason: z.string() }).nullable(),
});
export type CanvasRowWire = z.infer<typeof canvasRowSchema>;

/** The newest edition first. */
export const canvasDetailSchema = canvasRowSchema.extend({
  editions: z.array(editionRowSchema),
  /** What this officer may do about it. */
  next: z.array(z.enum(['edition', 'erasure'])),
});
export type CanvasDetailWire = z.infer<typeof canvasDetailSchema>;

/** An edition as a document: what lies on the canvas, on which bytes it rests, and what the parties paid each other. Never changed. */
export const canvasDocumentSchema = z.strictObject({
  format: z.literal('comity-canvas/1'),
  canvas: z.string(),
  edition: z.int(),
  /** Of the edition before; null for the first. */
  before: digest.nullable(),
  caseId: z.string(),
  title: z.string(),
  purpose: purposeSchema,
  /** Each file as it was taken in, with the digest of its bytes. */
  files: z.array(z.strictObject({ name: z.string(), digest })),
  picture: pictureSchema,
  sums: partySumsSchema,
  /** Whoever saved it, by the identifier in this authority's log. */
  savedBy: z.string(),
  savedAt: moment,
});
export type CanvasDocumentWire = z.infer<typeof canvasDocumentSchema>;
