// SPDX-License-Identifier: Apache-2.0
/**
 * What the engine for flows takes and gives, as it lies in files and travels: seeds, traces and their comparison. Amounts are decimal texts,
 * exact to the unit; whoever holds the same movements and runs the same request gets the same bytes.
 */
import { z } from 'zod';

const text = z.string().max(2000);
export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);
export const momentSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export const amountSchema = z.string().regex(/^\d{1,90}(?:\.\d{1,36})?$/);
export const assetNameSchema = z.strictObject({ symbol: text, ledger: text });
export type AssetName = z.infer<typeof assetNameSchema>;

/** Where a trace begins: a movement by its row in the files, all of it or a part; or what a party held after a moment. */
export const seedSchema = z.union([
  z.strictObject({ row: z.int().min(1), amount: amountSchema.optional() }),
  z.strictObject({
    party: z.string().min(1).max(500),
    asset: text.optional(),
    ledger: text.optional(),
    at: momentSchema,
    amount: amountSchema,
  }),
]);
export type SeedWire = z.infer<typeof seedSchema>;

export const traceMethods = ['poison', 'haircut', 'fifo', 'lifo', 'tiho'] as const;
export type TraceMethod = (typeof traceMethods)[number];
const endKind = z.enum(['held', 'service', 'outside', 'fee', 'small', 'hops', 'age', 'unjoined', 'converted']);

export const traceStepSchema = z.strictObject({
  /** The movement's row in the files. */
  row: z.int().min(0),
  at: momentSchema,
  kind: z.string().max(20),
  from: text,
  to: text,
  /** What the whole movement moved. */
  amount: amountSchema,
  asset: text,
});
export type TraceStep = z.infer<typeof traceStepSchema>;

export const traceSchema = z.strictObject({
  format: z.literal('comity-trace/1'),
  digest: digestSchema,
  /** The table it was made from, and how many holdings must have had money before its first movement. */
  input: z.strictObject({ movements: digestSchema, rows: z.int().min(0), holdingsWithOpening: z.int().min(0) }),
  method: z.enum(traceMethods),
  direction: z.enum(['forward', 'backward']),
  rules: z.strictObject({
    services: z.strictObject({ count: z.int().min(0), digest: digestSchema }),
    amountMin: amountSchema.nullable(),
    ageDaysMax: z.number().min(0).nullable(),
    hopsMax: z.int().min(1).nullable(),
  }),
  seeds: z.array(
    z.strictObject({
      name: text,
      party: text,
      asset: assetNameSchema,
      at: momentSchema,
      asked: amountSchema.nullable(),
      marked: amountSchema,
    }),
  ),
  /** For each seed and asset: marked and converted in is the sum of what ended (not for poison, which keeps no sum). */
  totals: z.array(
    z.strictObject({
      seed: z.int().min(0),
      asset: assetNameSchema,
      marked: amountSchema,
      convertedIn: amountSchema,
      ended: z.partialRecord(endKind, amountSchema),
    }),
  ),
  /** Who has it in the end, or who sent it out, the largest first. */
  holders: z.strictObject({
    count: z.int().min(0),
    first: z.array(z.strictObject({ party: text, asset: assetNameSchema, seed: z.int().min(0), kind: endKind, amount: amountSchema })),
  }),
  /** The ways of the traced units, the largest first. Together they are all of them. */
  paths: z.strictObject({
    count: z.int().min(0),
    first: z.array(
      z.strictObject({
        seed: z.int().min(0),
        kind: endKind,
        party: text,
        asset: assetNameSchema,
        amount: amountSchema,
        steps: z.array(traceStepSchema),
        /** Steps between the first and the last ones that are left out of a long way. */
        stepsLeftOut: z.int().min(0),
      }),
    ),
  }),
});
export type TraceWire = z.infer<typeof traceSchema>;

export const traceComparisonSchema = z.strictObject({
  format: z.literal('comity-trace-comparison/1'),
  input: digestSchema,
  direction: z.enum(['forward', 'backward']),
  methods: z.array(z.strictObject({ method: z.enum(traceMethods), trace: digestSchema, parties: z.int().min(0), paths: z.int().min(0) })),
  /** What each method finds with each party, the largest under any method first; in the order of `methods`. */
  parties: z.strictObject({
    count: z.int().min(0),
    first: z.array(z.strictObject({ party: text, asset: assetNameSchema, amounts: z.array(amountSchema) })),
  }),
});
export type TraceComparisonWire = z.infer<typeof traceComparisonSchema>;

export const shapeFindingSchema = z.strictObject({
  format: z.literal('comity-shape/1'),
  digest: digestSchema,
  shape: z.strictObject({ id: z.string().max(60), version: z.int().min(1), title: text }),
  parameters: z.record(z.string().max(60), z.number()),
  /** The table of movements it was found in. */
  input: digestSchema,
  parties: z.strictObject({ count: z.int().min(0), first: z.array(text) }),
  from: momentSchema,
  until: momentSchema,
  /** 0 to 1: how far it stands out, never how guilty somebody is. */
  score: z.number().min(0).max(1),
  figures: z.record(z.string().max(60), z.number()),
  sentences: z.array(text),
  evidence: z.strictObject({
    /** All movements it rests on; `movements` names the first of them by their rows in the files. */
    count: z.int().min(0),
    movements: z.array(z.strictObject({ row: z.int().min(0), at: momentSchema })),
  }),
});
export type ShapeFindingWire = z.infer<typeof shapeFindingSchema>;
