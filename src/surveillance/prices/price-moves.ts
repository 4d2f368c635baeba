// SPDX-License-Identifier: Apache-2.0
/**
 * Price moves and what is ordinary for an instrument: what the patterns on prices measure by.
 */
import type { MarketEvents } from '../../columns/index.ts';
import { nsPerMinute } from '../pattern.ts';
import { firstRowAt } from '../market/sides.ts';
import { meanAndDeviation, median } from '../market/statistics.ts';
import { type Bars, makeBars, returnsOf } from '../market/trade-index.ts';

export interface PriceView {
  readonly rows: Uint32Array;
  readonly bars: Bars;
  /** Deviation of the returns of one minute, robust: 1.4826 times their median size, or the plain one where most minutes stand still. */
  readonly minuteDeviation: number;
  /** The mean volume of a minute. */
  readonly minuteVolume: number;
  /** The last price at or before a moment; the first price where the moment lies before all. */
  priceAt(timeNs: number): number;
  /** ln(price at `untilNs` / price at `fromNs`). */
  returnBetween(fromNs: number, untilNs: number): number;
  /** How much of a move in a direction is lost again at the best of all minutes of a span after it: 1 where all of it. */
  lostAfter(given: { readonly direction: 1 | -1; readonly move: number; readonly fromNs: number; readonly spanNs: number }): number;
  /** The deviation to be expected over a span, if minutes were independent. */
  deviationOver(spanNs: number): number;
}

/** Views that were made, by the rows that they are of: a dozen patterns ask for the same. */
const made = new WeakMap<Uint32Array, PriceView>();

export function viewPrices(events: MarketEvents, rows: Uint32Array): PriceView {
  const known = made.get(rows);
  if (known !== undefined) return known;
  const view = makeView(events, rows);
  made.set(rows, view);
  return view;
}

function makeView(events: MarketEvents, rows: Uint32Array): PriceView {
  const bars = makeBars(events, rows, nsPerMinute);
  const returns = returnsOf(bars);
  const robust = 1.4826 * (median([...returns].map(Math.abs)) ?? 0);
  const minuteDeviation = robust > 0 ? robust : meanAndDeviation(returns).deviation;
  const priceAt = (timeNs: number): number => {
    const after = firstRowAt(events, rows, Math.floor(timeNs) + 1);
    return events.price[rows[Math.max(0, after - 1)] ?? 0] ?? 0;
  };
  const returnBetween = (fromNs: number, untilNs: number): number => {
    const [from, until] = [priceAt(fromNs), priceAt(untilNs)];
    return from > 0 && until > 0 ? Math.log(until / from) : 0;
  };
  return {
    rows,
    bars,
    minuteDeviation,
    minuteVolume: bars.volume.reduce((sum, volume) => sum + volume, 0) / Math.max(1, bars.count),
    priceAt,
    returnBetween,
    lostAfter({ direction, move, fromNs, spanNs }) {
      let best = 0;
      for (let at = fromNs; at <= fromNs + spanNs; at += nsPerMinute) best = Math.max(best, -direction * returnBetween(fromNs, at));
      return best / Math.max(Number.EPSILON, move);
    },
    deviationOver: (spanNs) => minuteDeviation * Math.sqrt(Math.max(1, spanNs / nsPerMinute)),
  };
}
