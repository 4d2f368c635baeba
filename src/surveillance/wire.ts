// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts as they lie in files and travel: whoever holds the same events can run the same pattern again and must get the same bytes.
 */
import { z } from 'zod';
import { digest, storableText } from '../kernel/wire.ts';

const text = z.string().max(2000);
/** A moment in UTC with nanoseconds. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{9}Z$/);

export const referenceMomentKinds = ['close', 'fixing', 'settlement', 'announcement'] as const;
export const referenceMomentSchema = z.strictObject({ kind: z.enum(referenceMomentKinds), at: moment, underlying: z.string().max(200) });
export type ReferenceMomentWire = z.infer<typeof referenceMomentSchema>;

export const alertSchema = z.strictObject({
  format: z.literal('comity-alert/1'),
  /** Digest of all the rest in canonical JSON. */
  digest,
  pattern: z.strictObject({ id: z.string().max(60), version: z.int().min(1), title: text }),
  legal: z.strictObject({ marAnnexI: z.string().max(10).nullable(), annexII: z.string().max(20).nullable() }),
  parameters: z.record(z.string().max(60), z.number()),
  /** The table of events, and the reference moments, that it was found in. */
  input: z.strictObject({ events: digest, moments: z.array(referenceMomentSchema).max(10_000) }),
  instruments: z.array(z.strictObject({ venue: text, symbol: text })),
  participants: z.array(z.strictObject({ name: text, accounts: z.array(text) })),
  from: moment,
  until: moment,
  /** 0 to 1: how far it stands out from the baseline that the sentences name. */
  score: z.number().min(0).max(1),
  figures: z.record(z.string().max(60), z.number()),
  sentences: z.array(text),
  evidence: z.strictObject({
    /** All events it rests on; `events` names the first of them. */
    count: z.int().min(0),
    events: z.array(z.strictObject({ name: text, at: moment, row: z.int().min(0) })).max(1000),
  }),
});
export type AlertWire = z.infer<typeof alertSchema>;

// --- an alert looked at again -----------------------------------------------------------------------------------------
/** A price or a size in whole units of the instrument's decimals. */
const units = z.number();
/** Milliseconds since the beginning of the window; the part behind the point is exact to the nanosecond. */
const sinceStartMs = z.number();
const side = z.enum(['none', 'buy', 'sell']);

export const ownMarkKinds = ['placed', 'changed', 'withdrawn', 'bought', 'sold', 'other'] as const;
export type OwnMarkKind = (typeof ownMarkKinds)[number];

export const marketPictureSchema = z.strictObject({
  venue: text,
  symbol: text,
  class: z.string().max(20),
  underlying: text,
  quoteCurrency: text,
  priceDecimals: z.int(),
  sizeDecimals: z.int(),
  /** The lowest price of the lowest band, and the height of each band. */
  priceFrom: units,
  priceBand: units,
  bands: z.int(),
  /** Size that rests in each band at the end of each step: `bids[step][band]`. */
  bids: z.array(z.array(units)),
  asks: z.array(z.array(units)),
  bestBid: z.array(units.nullable()),
  bestAsk: z.array(units.nullable()),
  trades: z.array(z.strictObject({ atMs: sinceStartMs, price: units, size: units, side, isOwn: z.boolean() })),
  tradesLeftOut: z.int(),
  /** Orders of those whom the alert names; `endedMs` is null where one still rests at the end of the window. */
  orders: z.array(
    z.strictObject({
      placedMs: sinceStartMs,
      endedMs: sinceStartMs.nullable(),
      side,
      price: units,
      size: units,
      filled: units,
      participant: z.int(),
      isEvidence: z.boolean(),
    }),
  ),
  ordersLeftOut: z.int(),
});
export type MarketPictureWire = z.infer<typeof marketPictureSchema>;

export const baselineRowSchema = z.strictObject({
  measure: z.enum(['volume-share', 'orders', 'withdrawn-share', 'orders-per-trade', 'life-median', 'one-way', 'largest-order']),
  unit: z.enum(['share', 'count', 'ratio', 'seconds']),
  participant: z.int(),
  /** Of the participant in the period of the alert, and in the rest of the file; null where it did nothing that can be measured. */
  inPeriod: z.number().nullable(),
  elsewhere: z.number().nullable(),
  /** Of the other participants over the whole file: the middle one, and the share of them that lie below `inPeriod`. */
  othersMedian: z.number().nullable(),
  othersBelow: z.number().nullable(),
  others: z.int(),
});
export type BaselineRowWire = z.infer<typeof baselineRowSchema>;

export const alertReviewSchema = z.strictObject({
  from: moment,
  until: moment,
  stepMs: z.number(),
  steps: z.int(),
  /** As many instruments of the alert as are shown, on one clock. */
  instruments: z.array(marketPictureSchema),
  instrumentsLeftOut: z.int(),
  /** What those whom the alert names did, and the other events it rests on, in the order of time: what a person steps through. */
  marks: z.array(
    z.strictObject({
      atMs: sinceStartMs,
      at: moment,
      instrument: z.int(),
      kind: z.enum(ownMarkKinds),
      side,
      price: units,
      size: units,
      participant: z.int().nullable(),
      event: text,
      isEvidence: z.boolean(),
    }),
  ),
  marksLeftOut: z.int(),
  baseline: z.array(baselineRowSchema),
});
export type AlertReviewWire = z.infer<typeof alertReviewSchema>;
export type MarkWire = AlertReviewWire['marks'][number];

// --- what one participant did, or what happened in one instrument ------------------------------------------------------
export const marketSubjectKinds = ['participant', 'instrument'] as const;
export type MarketSubjectKind = (typeof marketSubjectKinds)[number];
/** Named as alerts name it: a beneficial owner or `venue/account`; an instrument as `venue/symbol`. */
export const marketSubjectSchema = z.strictObject({ kind: z.enum(marketSubjectKinds), name: storableText.min(1).max(300) });
export type MarketSubjectWire = z.infer<typeof marketSubjectSchema>;

const share = z.number().min(0);
export const marketActivitySchema = z.strictObject({
  from: moment,
  until: moment,
  stepMs: z.number(),
  steps: z.int(),
  /** Of a participant: all accounts of its beneficial owner, as the file has it. */
  accounts: z.array(text),
  /** Those in which it was active, the most trades first. */
  instruments: z.array(
    z.strictObject({
      venue: text,
      symbol: text,
      quoteCurrency: text,
      priceDecimals: z.int(),
      sizeDecimals: z.int(),
      orders: z.int(),
      /** Of the size that was placed; null where nothing was. */
      withdrawnShare: share.nullable(),
      trades: z.int(),
      bought: units,
      sold: units,
      /** Of both sides of all volume; null of an instrument. */
      volumeShare: share.nullable(),
      /** Whether the position begins with what the venue stated; else with nothing. */
      isPositionStated: z.boolean(),
      ordersByStep: z.array(z.int()),
      volumeByStep: z.array(units),
      /** At the end of each step; null of an instrument. */
      positionByStep: z.array(units).nullable(),
      /** Of the last trade of anybody; null before the first. */
      priceByStep: z.array(units.nullable()),
      /** What is usual for the subject itself; null where it was active too seldom to say. */
      usual: z.strictObject({ activeSteps: z.int(), volumeMedian: units, unusualSteps: z.array(z.int()) }).nullable(),
    }),
  ),
  instrumentsLeftOut: z.int(),
  /** Of a participant: with whom it traded; of an instrument: who traded in it. The most trades first. */
  others: z.array(
    z.strictObject({
      name: text,
      accounts: z.int(),
      trades: z.int(),
      share,
      /** How often they would have met by chance; null of an instrument. */
      shareByChance: share.nullable(),
      /** Whether they met often, and far more often than that. */
      isFrequent: z.boolean(),
    }),
  ),
});
export type MarketActivityWire = z.infer<typeof marketActivitySchema>;

// --- a history replayed -----------------------------------------------------------------------------------------------
export const historyGapKinds = ['order-never-placed', 'order-overdrawn', 'position-differs', 'numbers-missing'] as const;
/** Exact decimals as text. */
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const count = z.int().min(0);

export const marketHistorySchema = z.strictObject({
  format: z.literal('comity-market-history/1'),
  /** Digest of all the rest in canonical JSON. */
  digest,
  input: z.strictObject({ events: digest }),
  subject: z.strictObject({ kind: z.enum(['account', 'instrument']), venue: text, name: text }),
  from: moment.nullable(),
  until: moment.nullable(),
  events: count,
  instruments: z.array(
    z.strictObject({
      venue: text,
      symbol: text,
      kinds: z.record(z.string().max(20), count),
      orders: z.strictObject({ placed: count, filled: count, withdrawn: count, open: count, openSize: amount }),
      trades: count,
      bought: amount,
      sold: amount,
      /** Price times size of what was bought and of what was sold, in the quote currency; fees are in no file of events. */
      paid: amount,
      received: amount,
      quoteCurrency: text,
    }),
  ),
  /** What was reached in two ways, and how often both came to the same. */
  proofs: z.strictObject({
    orders: z.strictObject({ checked: count, equal: count }),
    positions: z.strictObject({ checked: count, equal: count }),
    /** Null for an account, and where numbers are shared with other instruments: then none can be missed. */
    numbers: z.strictObject({ checked: count, equal: count }).nullable(),
  }),
  gaps: z.array(z.strictObject({ kind: z.enum(historyGapKinds), at: moment, event: text, sentence: text })),
  /** All gaps; the list names the first of them. */
  gapsCount: count,
});
export type MarketHistoryWire = z.infer<typeof marketHistorySchema>;

// --- the parts of several authorities as one picture --------------------------------------------------------------------
export const jointAlertSchema = z.strictObject({
  format: z.literal('comity-joint-alert/1'),
  /** Digest of all the rest in canonical JSON. */
  digest,
  alert: digest,
  from: moment.nullable(),
  until: moment.nullable(),
  parts: z.array(
    z.strictObject({
      authority: z.string(),
      /** The signed dispatch that brought it; null for the own part of whoever joined them. */
      dispatch: z.string().nullable(),
      digest,
      events: digest,
      from: moment,
      until: moment,
      naming: z.enum(['named', 'coded']),
      acts: count,
      actsLeftOut: count,
    }),
  ),
  /** By underlying and authority. */
  positions: z.array(z.strictObject({ underlying: text, authority: z.string(), bought: amount, sold: amount, net: amount })),
  findings: z.array(
    z.strictObject({
      kind: z.enum(['offset', 'follows']),
      underlying: text,
      authorities: z.array(z.string()),
      figures: z.record(z.string().max(60), z.number()),
      sentence: text,
    }),
  ),
  /** What is not told, by whom, and why. */
  dark: z.array(
    z.strictObject({
      authority: z.string(),
      why: z.enum(['not-answered', 'refused', 'withdrawn', 'not-readable', 'not-found', 'left-out', 'not-named']),
      sentence: text,
    }),
  ),
});
export type JointAlertWire = z.infer<typeof jointAlertSchema>;
