// SPDX-License-Identifier: Apache-2.0
/**
 * What those who come into the field do with their hands: take in pieces, wait for a price, have accounts of their own.
 */
import type { Listing } from './ordinary-agents.ts';
import { second, type Stage } from './practice.ts';

export interface Push {
  readonly listing: Listing;
  readonly account: number;
  readonly side: 'buy' | 'sell';
  readonly fromNs: number;
  readonly overNs: number;
  readonly trades: number;
  readonly size: number;
}

/** Takes in pieces over a time. */
export function push({ field, random }: Stage, { listing, account, side, fromNs, overNs, trades, size }: Push): void {
  for (let index = 0; index < trades; index += 1) {
    const at = fromNs + Math.round(((index + random.next() * 0.5) / trades) * overNs);
    field.venues.at(
      at,
      () => void field.venues.take({ instrument: listing.instrument, account, side, size: Math.round(size * random.between(0.7, 1.3)) }),
    );
  }
}

/** The listings of the field by number: three spot, the perpetual, the thin one. */
export function listingAt({ field }: Stage, index: number): Listing {
  const listing = [...field.listings.spot, field.listings.perpetual, field.listings.thin][index];
  if (listing === undefined) throw new RangeError(`The field has no listing ${index}.`);
  return listing;
}

export function ownAccount({ field, name }: Stage, venue: string): number {
  return field.venues.account(venue, name, `Owner ${name}`);
}

export function sideOf({ random }: Stage): 'buy' | 'sell' {
  return random.next() < 0.5 ? 'buy' : 'sell';
}

/** Orders that wait below (for sales) or above (for purchases) the market and take once its last price is there: stops, and the venue's closing out. */
export function waitFor(
  { field }: Stage,
  given: {
    readonly listing: Listing;
    readonly side: 'buy' | 'sell';
    readonly orders: readonly { readonly account: number; readonly price: number; readonly size: number }[];
    readonly isForced: boolean;
  },
): void {
  const { listing, side, isForced } = given;
  let waiting = [...given.orders];
  const look = (): void => {
    const last = field.venues.lastPrice(listing.instrument);
    const reached = waiting.filter(({ price }) => (side === 'sell' ? last <= price : last >= price));
    waiting = waiting.filter((order) => !reached.includes(order));
    for (const { account, size } of reached) field.venues.take({ instrument: listing.instrument, account, side, size, isForced });
    const next = field.venues.nowNs + second;
    if (waiting.length > 0 && next < field.untilNs) field.venues.at(next, look);
  };
  field.venues.at(field.venues.nowNs, look);
}
