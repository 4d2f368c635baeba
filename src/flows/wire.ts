// SPDX-License-Identifier: Apache-2.0
/**
 * What the engine for flows takes and gives, as it lies in files and travels: seeds, traces and their comparison. Amounts are decimal texts,
 * exact to the unit; whoever holds the same movements and runs the same request gets the same bytes.
 */
import { z } from 'zod';
import { digest, moment } from '../kernel/wire.ts';
import { amountSchema, assetNameSchema } from './amount-wire.ts';

export { type AssetName, amountSchema, assetNameSchema } from './amount-wire.ts';
export { clawbackMethods, clawbackSchema, type ClawbackWire, standingOrderSchema, type StandingOrderWire } from './clawback/wire.ts';
export { firmAccountsListSchema, type FirmAccountsWire, priceRowSchema, rampsSchema, type RampsWire } from './ramps/wire.ts';

const text = z.string().max(2000);

/** Where a trace begins: a movement by its row in the files, all of it or a part; or what a party held after a moment. */
export const seedSchema = z.union([
  /** `movement`: which of the movements that come from the row; the first where it is left out. */
  z.strictObject({ row: z.int().min(1), movement: z.int().min(1).max(1000).optional(), amount: amountSchema.optional() }),
  z.strictObject({
    party: z.string().min(1).max(500),
    asset: text.optional(),
    ledger: text.optional(),
    at: moment,
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
  at: moment,
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
  digest,
  /** The table it was made from, and how many holdings must have had money before its first movement. */
  input: z.strictObject({ movements: digest, rows: z.int().min(0), holdingsWithOpening: z.int().min(0) }),
  method: z.enum(traceMethods),
  direction: z.enum(['forward', 'backward']),
  rules: z.strictObject({
    services: z.strictObject({ count: z.int().min(0), digest }),
    amountMin: amountSchema.nullable(),
    ageDaysMax: z.number().min(0).nullable(),
    hopsMax: z.int().min(1).nullable(),
  }),
  seeds: z.array(
    z.strictObject({
      name: text,
      party: text,
      asset: assetNameSchema,
      at: moment,
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
  input: digest,
  direction: z.enum(['forward', 'backward']),
  methods: z.array(z.strictObject({ method: z.enum(traceMethods), trace: digest, parties: z.int().min(0), paths: z.int().min(0) })),
  /** What each method finds with each party, the largest under any method first; in the order of `methods`. */
  parties: z.strictObject({
    count: z.int().min(0),
    first: z.array(z.strictObject({ party: text, asset: assetNameSchema, amounts: z.array(amountSchema) })),
  }),
});
export type TraceComparisonWire = z.infer<typeof traceComparisonSchema>;

export const shapeFindingSchema = z.strictObject({
  format: z.literal('comity-shape/1'),
  digest,
  shape: z.strictObject({ id: z.string().max(60), version: z.int().min(1), title: text }),
  parameters: z.record(z.string().max(60), z.number()),
  /** The table of movements it was found in. */
  input: digest,
  parties: z.strictObject({ count: z.int().min(0), first: z.array(text) }),
  from: moment,
  until: moment,
  /** 0 to 1: how far it stands out, never how guilty somebody is. */
  score: z.number().min(0).max(1),
  figures: z.record(z.string().max(60), z.number()),
  sentences: z.array(text),
  evidence: z.strictObject({
    /** All movements it rests on; `movements` names the first of them by their rows in the files. */
    count: z.int().min(0),
    movements: z.array(z.strictObject({ row: z.int().min(0), at: moment })),
  }),
});
export type ShapeFindingWire = z.infer<typeof shapeFindingSchema>;

/** Between whom the movements of a finding went, with their sums; the largest first. */
export const shapeEdgeSchema = z.strictObject({
  from: text,
  to: text,
  asset: assetNameSchema,
  movements: z.int().min(1),
  amount: amountSchema,
  first: moment,
  last: moment,
});
export type ShapeEdgeWire = z.infer<typeof shapeEdgeSchema>;

const count = z.int().min(0);
const share = z.number().min(0);

const linkSchema = z.strictObject({
  reason: z.enum(['co-spend', 'change', 'deposit']),
  one: text,
  other: text,
  row: count,
  at: moment,
});
const tagSchema = z.strictObject({ address: text, actor: text, category: text, source: text, confidence: text });

export const clusteringSchema = z.strictObject({
  format: z.literal('comity-clusters/1'),
  digest,
  input: digest,
  rules: z.record(z.string().max(60), z.number()),
  /** How many reasons of each kind there are, followed or not. */
  reasons: z.array(z.strictObject({ reason: z.string().max(20), links: count })),
  /** Transactions of several owners together, which give no reason. */
  coinJoins: count,
  clusters: z.strictObject({
    count,
    parties: count,
    first: z.array(
      z.strictObject({
        members: z.strictObject({ count, first: z.array(text) }),
        /** What tags say of it, the strongest first. Claims, not facts. */
        claims: z.array(z.strictObject({ actor: text, weight: share, tags: z.array(tagSchema) })),
        evidence: z.array(linkSchema),
      }),
    ),
  }),
  /** Reasons that are not followed, and why. */
  conflicts: z.strictObject({ count, first: z.array(linkSchema.extend({ why: text })) }),
});
export type ClusteringWire = z.infer<typeof clusteringSchema>;

export const exposureSchema = z.strictObject({
  format: z.literal('comity-exposure/1'),
  digest,
  input: digest,
  groups: z.array(z.strictObject({ name: text, listed: count, found: count })),
  hopsMax: count,
  services: count,
  parties: z.strictObject({
    count,
    first: z.array(
      z.strictObject({
        party: text,
        asset: assetNameSchema,
        to: z.array(
          z.strictObject({
            group: count,
            hops: count,
            /** Of all that ever came, what came from there by haircut; and of what is held. */
            arrived: amountSchema,
            arrivedShare: share,
            held: amountSchema,
            heldShare: share,
          }),
        ),
      }),
    ),
  }),
});
export type ExposureWire = z.infer<typeof exposureSchema>;

export const freezePlanSchema = z.strictObject({
  format: z.literal('comity-freeze-plan/1'),
  digest,
  input: digest,
  alertAt: moment,
  method: z.enum(traceMethods),
  asset: text,
  totals: z.strictObject({ held: amountSchema, withinReach: amountSchema, expected: amountSchema }),
  readyTogetherMinutes: count,
  /** Where an hour costs most, first. */
  authorities: z.array(
    z.strictObject({
      name: text,
      latencyMinutes: count,
      holdings: count,
      held: amountSchema,
      expected: amountSchema,
      fliesPerHour: amountSchema,
      expectedAt: z.array(z.strictObject({ minutes: count, amount: amountSchema })),
    }),
  ),
  orders: z.strictObject({
    count,
    first: z.array(
      z.strictObject({ party: text, authority: text.nullable(), held: amountSchema, leavesPerHour: share, expected: amountSchema }),
    ),
  }),
  /** What came after the alert: what orders would have saved, at the authorities' own latencies (null) and at others. */
  hindsight: z.strictObject({
    runs: z.array(
      z.strictObject({ minutes: count.nullable(), frozen: amountSchema, escaped: amountSchema, loose: amountSchema, orders: count }),
    ),
    smallestCut: z.strictObject({ value: amountSchema, orders: count, first: z.array(text), places: count, arcs: count }),
  }),
});
export type FreezePlanWire = z.infer<typeof freezePlanSchema>;

export const freezeAuthoritiesSchema = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(200),
      prefixes: z.array(z.string().min(1).max(200)).min(1).max(1000),
      latencyMinutes: z.int().min(0).max(525_600),
    }),
  )
  .min(1)
  .max(400);

export const statedBalanceSchema = z.strictObject({
  party: z.string().min(1).max(500),
  asset: text,
  ledger: text.optional(),
  at: moment,
  amount: amountSchema,
});
export type StatedBalance = z.infer<typeof statedBalanceSchema>;

/** A change of a balance: an amount with its sign. */
const changeSchema = z.string().regex(/^-?\d{1,90}(?:\.\d{1,36})?$/);

export const partyHistorySchema = z.strictObject({
  format: z.literal('comity-party-history/1'),
  digest,
  input: digest,
  party: text,
  assets: z.array(
    z.strictObject({
      asset: assetNameSchema,
      /** The least that must have been there before the first movement. */
      opening: amountSchema,
      received: amountSchema,
      paid: amountSchema,
      closing: amountSchema,
      movements: z.strictObject({
        count,
        first: z.array(
          z.strictObject({
            row: count,
            at: moment,
            kind: z.string().max(20),
            other: text,
            change: changeSchema,
            balance: amountSchema,
          }),
        ),
      }),
      /** Balances that somebody states and the movements do not explain. */
      gaps: z.array(z.strictObject({ at: moment, stated: amountSchema, computed: amountSchema, missing: changeSchema })),
    }),
  ),
});
export type PartyHistoryWire = z.infer<typeof partyHistorySchema>;

export const liquiditySchema = z.strictObject({
  format: z.literal('comity-liquidity/1'),
  digest,
  input: digest,
  asset: assetNameSchema,
  periodDays: z.int().min(1),
  flows: z.array(z.strictObject({ begins: moment, from: text, to: text, amount: amountSchema })),
  velocity: z.array(z.strictObject({ begins: moment, jurisdiction: text, turnovers: share })),
});
export type LiquidityWire = z.infer<typeof liquiditySchema>;

/** What one party paid another in one asset. */
export const pairSumSchema = z.strictObject({
  from: text,
  to: text,
  asset: assetNameSchema,
  movements: count,
  amount: amountSchema,
  first: moment,
  last: moment,
});
export type PairSumWire = z.infer<typeof pairSumSchema>;

export const expansionSchema = z.strictObject({
  format: z.literal('comity-expansion/1'),
  digest,
  input: digest,
  party: text,
  hopsMax: count,
  /** A hub is shown and not gone through. */
  parties: z.array(z.strictObject({ name: text, hops: count, isHub: z.boolean() })),
  edges: z.array(pairSumSchema),
  movementsLeftOut: count,
});
export type ExpansionWire = z.infer<typeof expansionSchema>;

/** The sums between chosen parties. */
export const partySumsSchema = z.strictObject({
  format: z.literal('comity-sums/1'),
  digest,
  input: digest,
  /** `elsewhere`: movements with parties that were not chosen. */
  parties: z.array(z.strictObject({ name: text, elsewhere: count })),
  pairs: z.array(pairSumSchema),
  pairsLeftOut: count,
});
export type PartySumsWire = z.infer<typeof partySumsSchema>;

export const valuationSchema = z.strictObject({
  format: z.literal('comity-valuation/1'),
  digest,
  input: digest,
  currency: text,
  /** A price older than this at the moment of a movement is none. */
  ageDaysMax: count,
  prices: count,
  assets: z.array(
    z.strictObject({
      asset: assetNameSchema,
      movements: count,
      amount: amountSchema,
      /** Of the amount, what had a price; and what that was worth. */
      valuedAmount: amountSchema,
      value: amountSchema,
      withoutPrice: z.strictObject({ count, firstRows: z.array(count) }),
    }),
  ),
});
export type ValuationWire = z.infer<typeof valuationSchema>;
