// SPDX-License-Identifier: Apache-2.0
/**
 * Ordinary traders: what a market is made of when nobody manipulates it.
 *
 *  - makers quote both sides on several levels around what they think the value is, lean against their position, and requote;
 *  - takers buy and sell at random, in round sizes with a heavy tail, with some persistence of side;
 *  - patient traders leave limit orders and withdraw them after a while;
 *  - followers trade with a recent move, arbitrageurs between venues against a difference.
 *
 * The value walks with a volatility that clusters (a discrete Heston process), so that returns have fat tails and quiet and loud hours,
 * as real ones do (Cont, "Empirical properties of asset returns", 2001).
 */
import type { Randomness } from '../../kernel/index.ts';
import type { RestingOrder, Venues } from './venue.ts';

export interface Field {
  readonly venues: Venues;
  readonly random: Randomness;
  readonly untilNs: number;
  /** What traders believe an underlying is worth now, in the price units of its instruments. */
  valueOf(valueKey: string): number;
}

export const second = 1_000_000_000;

/** Lets the value of an underlying walk, one step a second. */
export function walkingValue(
  venues: Venues,
  random: Randomness,
  given: { readonly start: number; readonly dailyVolatility: number; readonly untilNs: number },
): () => number {
  let value = given.start;
  const usual = (given.dailyVolatility / Math.sqrt(86_400)) ** 2;
  let variance = usual;
  const step = (): void => {
    variance = Math.max(usual / 10, variance + 0.002 * (usual - variance) + 0.04 * Math.sqrt(variance * usual) * random.normal());
    value *= Math.exp(Math.sqrt(variance) * random.normal());
    if (venues.nowNs + second < given.untilNs) venues.at(venues.nowNs + second, step);
  };
  venues.at(0, step);
  return () => value;
}

export interface Listing {
  readonly instrument: number;
  readonly venue: string;
  /** By which its value is asked for: the underlying, or a venue's own belief about it where venues differ. */
  readonly valueKey: string;
  /** The smallest step of the price, in price units. */
  readonly tick: number;
}

/** Quotes three levels a side, withdraws and renews them every few seconds or after a fill that leaves it lopsided. */
export function addMaker(
  field: Field,
  listing: Listing,
  given: { readonly account: number; readonly size: number; readonly everySeconds: number; readonly halfSpread: number },
): void {
  const { venues, random } = field;
  let quotes: RestingOrder[] = [];
  let position = 0;
  let shown = 0;
  const renew = (): void => {
    const rested = quotes.reduce((sum, { left, side }) => sum + (side === 'buy' ? left : -left), 0);
    position += shown - rested;
    for (const quote of quotes) venues.cancel(quote);
    const lean = -Math.sign(position) * Math.min(2, Math.abs(position) / (given.size * 10));
    const middle = field.valueOf(listing.valueKey) / listing.tick + lean + random.normal() * 0.4;
    quotes = [1, 2, 3].flatMap((level) => {
      const away = given.halfSpread + (level - 1) * random.whole(1, 2);
      const size = given.size * random.whole(1, level + 1);
      return (['buy', 'sell'] as const).flatMap((side) => {
        const wanted = (side === 'buy' ? Math.floor(middle - away) : Math.ceil(middle + away)) * listing.tick;
        const price = behind(venues, listing, side, wanted);
        const order = price > 0 ? venues.limit({ instrument: listing.instrument, account: given.account, side, price, size }) : null;
        return order === null ? [] : [order];
      });
    });
    shown = quotes.reduce((sum, { left, side }) => sum + (side === 'buy' ? left : -left), 0);
    const next = venues.nowNs + Math.round(random.exponential(given.everySeconds) * second) + second / 10;
    if (next < field.untilNs) venues.at(next, renew);
  };
  venues.at(Math.round(random.next() * second), renew);
}

/** A maker's order never takes: it stops one tick before what rests on the other side. */
function behind(venues: Venues, { instrument, tick }: Listing, side: 'buy' | 'sell', price: number): number {
  const other = venues.best(instrument, side === 'buy' ? 'sell' : 'buy');
  if (other === null) return price;
  return side === 'buy' ? Math.min(price, other - tick) : Math.max(price, other + tick);
}

/** Takes at random times, in round sizes. */
export function addTaker(
  field: Field,
  listing: Listing,
  given: { readonly account: number; readonly everySeconds: number; readonly size: number },
): void {
  const { venues, random } = field;
  let side: 'buy' | 'sell' = random.next() < 0.5 ? 'buy' : 'sell';
  const act = (): void => {
    if (random.next() > 0.6) side = side === 'buy' ? 'sell' : 'buy';
    const size = roundSize(given.size * Math.min(20, random.pareto(0.5, 1.6)));
    venues.take({ instrument: listing.instrument, account: given.account, side, size });
    again();
  };
  const again = (): void => {
    const next = venues.nowNs + Math.round(random.exponential(given.everySeconds) * second);
    if (next < field.untilNs) venues.at(next, act);
  };
  again();
}

/** One or two significant digits, as people write them. */
export function roundSize(size: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, size))) - 1);
  return Math.max(1, Math.round(size / scale) * scale);
}

/** Leaves limit orders near the value and withdraws what is left after a while. */
export function addPatient(
  field: Field,
  listing: Listing,
  given: { readonly account: number; readonly everySeconds: number; readonly size: number },
): void {
  const { venues, random } = field;
  const act = (): void => {
    const side = random.next() < 0.5 ? 'buy' : 'sell';
    const away = 1 + Math.floor(random.exponential(4));
    const middle = field.valueOf(listing.valueKey) / listing.tick;
    const price = Math.max(1, Math.round(side === 'buy' ? middle - away : middle + away)) * listing.tick;
    const order = venues.limit({
      instrument: listing.instrument,
      account: given.account,
      side,
      price,
      size: roundSize(given.size * random.pareto(0.5, 1.8)),
    });
    if (order !== null) venues.at(venues.nowNs + Math.round(random.exponential(45) * second), () => venues.cancel(order));
    const next = venues.nowNs + Math.round(random.exponential(given.everySeconds) * second);
    if (next < field.untilNs) venues.at(next, act);
  };
  venues.at(Math.round(random.exponential(given.everySeconds) * second), act);
}

/** Buys after a rise and sells after a fall of the last minute. */
export function addFollower(
  field: Field,
  listing: Listing,
  given: { readonly account: number; readonly everySeconds: number; readonly size: number; readonly threshold: number },
): void {
  const { venues, random } = field;
  const prices: number[] = [];
  const act = (): void => {
    const price = venues.lastPrice(listing.instrument);
    prices.push(price);
    const before = prices.at(-Math.ceil(60 / given.everySeconds) - 1) ?? price;
    const move = Math.log(price / before);
    if (Math.abs(move) > given.threshold) {
      const size = roundSize(given.size * random.pareto(0.5, 2));
      venues.take({ instrument: listing.instrument, account: given.account, side: move > 0 ? 'buy' : 'sell', size });
    }
    const next = venues.nowNs + Math.round(random.between(0.5, 1.5) * given.everySeconds * second);
    if (next < field.untilNs) venues.at(next, act);
  };
  venues.at(Math.round(random.next() * given.everySeconds * second), act);
}

/** Buys where it is cheaper and sells where it is dearer, at the same moment. */
export function addArbitrageur(
  field: Field,
  one: Listing,
  other: Listing,
  given: { readonly accounts: readonly [number, number]; readonly everySeconds: number; readonly size: number },
): void {
  const { venues, random } = field;
  const act = (): void => {
    for (const [cheap, dear, cheapAccount, dearAccount] of [
      [one, other, given.accounts[0], given.accounts[1]],
      [other, one, given.accounts[1], given.accounts[0]],
    ] as const) {
      const [ask, bid] = [venues.best(cheap.instrument, 'sell'), venues.best(dear.instrument, 'buy')];
      if (ask === null || bid === null || bid / dear.tick <= ask / cheap.tick + 1) continue;
      const size = Math.min(given.size, venues.depth(cheap.instrument, 'sell', 1), venues.depth(dear.instrument, 'buy', 1));
      venues.take({ instrument: cheap.instrument, account: cheapAccount, side: 'buy', size, worst: ask });
      venues.take({ instrument: dear.instrument, account: dearAccount, side: 'sell', size, worst: bid });
    }
    const next = venues.nowNs + Math.round(random.between(0.5, 1.5) * given.everySeconds * second);
    if (next < field.untilNs) venues.at(next, act);
  };
  venues.at(Math.round(random.next() * second), act);
}
