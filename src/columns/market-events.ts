// SPDX-License-Identifier: Apache-2.0
/**
 * Market events: the canonical table of what happened at venues, one row an event, in the order in which it happened.
 *
 * Prices and sizes are whole numbers in the decimals of the row's instrument; moments are whole nanoseconds since the table's
 * origin, exact for a span of 104 days (2^53 ns). Numbers in `instrument`, `account`, `order` are those of the dictionaries;
 * 0 stands for none named.
 *
 *     kind           price            size                  who
 *     add            limit price      displayed size        account placed `order` on `side`
 *     replace        new price        new size              `order` goes to the end of its queue
 *     reduce         -                size taken off        `order` keeps its place
 *     cancel         -                -                     all that is left of `order` goes
 *     trade          price            size                  `account`/`order` took, `counterAccount`/`counterOrder` rested;
 *                                                           `side` is the taker's
 *     quote          best price       size at it            the venue's best bid (side buy) or ask (side sell)
 *     auction        clearing price   size                  an opening, closing or volatility auction cleared
 *     funding        rate, 10^-9      -                     a perpetual's funding was set
 *     index-price    price            -                     the reference the derivative settles or liquidates against
 *     mark-price     price            -
 *     position       entry price      size, signed          of `account`
 *     liquidation    price            size                  `account` was closed out by the venue
 *     volatility     implied, 10^-6   -                     of an option
 *     halt, resume   -                -
 *
 * What it does not do: it holds no opinion on whether events fit together (a cancel of an unknown order, a crossed book). That is
 * measured when a book is replayed, and shown.
 */
import type { Dictionary } from './dictionary.ts';

export const eventKinds = [
  'add',
  'replace',
  'reduce',
  'cancel',
  'trade',
  'quote',
  'auction',
  'funding',
  'index-price',
  'mark-price',
  'position',
  'liquidation',
  'volatility',
  'halt',
  'resume',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** The number by which a kind stands in the column: a fixed one, since it goes into digests and files. */
export const eventCode = Object.fromEntries(eventKinds.map((kind, code) => [kind, code])) as Readonly<Record<EventKind, number>>;

export const sides = ['none', 'buy', 'sell'] as const;
export type Side = (typeof sides)[number];
export const sideCode = { none: 0, buy: 1, sell: 2 } as const satisfies Readonly<Record<Side, number>>;

export const instrumentClasses = ['spot', 'perpetual', 'future', 'option'] as const;
export type InstrumentClass = (typeof instrumentClasses)[number];

/** One thing traded at one venue. The same share at two venues is two instruments with one `underlying`. */
export interface Instrument {
  readonly symbol: string;
  readonly venue: string;
  readonly class: InstrumentClass;
  /** What it is on: the key by which instruments of several venues and classes belong together. */
  readonly underlying: string;
  readonly quoteCurrency: string;
  readonly priceDecimals: number;
  readonly sizeDecimals: number;
  /** Milliseconds since 1970; null where it does not expire. */
  readonly expiryMs: number | null;
  readonly strike: { readonly units: number; readonly right: 'call' | 'put' } | null;
}

/** An account at a venue, and the beneficial owner behind it where known: accounts of one owner are one group. */
export interface Account {
  readonly name: string;
  readonly venue: string;
  /** Number in `owners`; 0 where nobody is known. */
  readonly owner: number;
}

export interface MarketEvents {
  readonly count: number;
  /** Milliseconds since 1970 from which `timeNs` counts. */
  readonly originMs: number;
  readonly timeNs: Float64Array;
  readonly kind: Uint8Array;
  readonly side: Uint8Array;
  readonly instrument: Uint32Array;
  readonly account: Uint32Array;
  readonly counterAccount: Uint32Array;
  readonly order: Uint32Array;
  readonly counterOrder: Uint32Array;
  readonly price: Float64Array;
  readonly size: Float64Array;
  /** The event's own number at its source (trade id, sequence number, or its row), by which evidence names it. */
  readonly sequence: Float64Array;
  /** By instrument number; entry 0 is the instrument of nothing and no row has it. */
  readonly instruments: readonly Instrument[];
  /** By account number; entry 0 is nobody named. */
  readonly accounts: readonly Account[];
  readonly owners: Dictionary;
  readonly orders: OrderNames;
}

/** Orders by number. Venues name them by number or by text; both are kept as they came. */
export interface OrderNames {
  readonly size: number;
  nameOf(order: number): string;
}

/** The venue's own name of an event, as it stands in evidence: `venue/symbol#sequence`. */
export function eventName(events: MarketEvents, row: number): string {
  const instrument = events.instruments[events.instrument[row] ?? 0];
  return `${instrument?.venue ?? ''}/${instrument?.symbol ?? ''}#${events.sequence[row] ?? 0}`;
}

/** The moment of a row in whole milliseconds since 1970, rounded down. */
export function eventMs(events: MarketEvents, row: number): number {
  return events.originMs + Math.floor((events.timeNs[row] ?? 0) / 1_000_000);
}
