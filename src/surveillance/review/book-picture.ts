// SPDX-License-Identifier: Apache-2.0
/**
 * The order book over time as a picture: steps from left to right, bands of price from below, and in each the size that rests there.
 *
 * The prices shown are those that mattered in the window: best prices, trades, and the prices of own orders near them. An order far away
 * from everything would press all else into one line, so what lies further from the middle than the rest moves is at the edge or outside.
 */
import type { MarketEvents } from '../../columns/index.ts';
import { median, quantile } from '../market/statistics.ts';
import type { Book } from '../market/replay.ts';
import type { MarketPictureWire } from '../wire.ts';
import type { OwnOrder } from './participant-marks.ts';
import type { WindowTrade } from './window-trades.ts';

/** Bands of price: what an eye can tell apart on a screen of usual height. */
const bandsMax = 48;
/** Levels of a side that are looked at in each step: deeper ones are hardly ever inside the picture. */
const levelsMax = 60;

/** Levels of a side whose reach is drawn above and below the best prices. */
const levelsShown = 10;

interface Level {
  readonly price: number;
  readonly size: number;
}
export interface BookStep {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}
export interface BookSteps {
  readonly steps: readonly BookStep[];
  look(): void;
}

export function watchBook(book: Book): BookSteps {
  const steps: BookStep[] = [];
  return { steps, look: () => void steps.push({ bids: levelsOf(book.bids), asks: levelsOf(book.asks) }) };
}

function levelsOf(side: Book['bids']): readonly Level[] {
  const levels: Level[] = [];
  side.visit((price, size) => {
    if (levels.length < levelsMax) levels.push({ price, size });
  });
  return levels;
}

type Drawn = Omit<MarketPictureWire, 'trades' | 'tradesLeftOut'>;
/** Orders that a screen can draw and a table can list. */
const ordersMax = 600;

export function drawBook(
  events: MarketEvents,
  instrument: number,
  steps: readonly BookStep[],
  { trades, orders }: { readonly trades: readonly WindowTrade[]; readonly orders: readonly OwnOrder[] },
): Drawn {
  const named = events.instruments[instrument];
  if (named === undefined) throw new RangeError(`No instrument has the number ${instrument}.`);
  const bands = bandsOf(steps, trades, orders);
  const drawn = (levels: readonly Level[]): number[] => {
    const row = Array.from({ length: bands.count }, () => 0);
    for (const { price, size } of levels) {
      const band = Math.floor((price - bands.from) / bands.height);
      if (band >= 0 && band < bands.count) row[band] = (row[band] ?? 0) + size;
    }
    return row;
  };
  const kept = [...orders].toSorted((left, right) => Number(right.isEvidence) - Number(left.isEvidence) || left.placedMs - right.placedMs);
  const { venue, symbol, underlying, quoteCurrency, priceDecimals, sizeDecimals } = named;
  return {
    venue,
    symbol,
    class: named.class,
    underlying,
    quoteCurrency,
    priceDecimals,
    sizeDecimals,
    priceFrom: bands.from,
    priceBand: bands.height,
    bands: bands.count,
    bids: steps.map((step) => drawn(step.bids)),
    asks: steps.map((step) => drawn(step.asks)),
    bestBid: steps.map((step) => step.bids[0]?.price ?? null),
    bestAsk: steps.map((step) => step.asks[0]?.price ?? null),
    orders: kept.slice(0, ordersMax).map(orderWire),
    ordersLeftOut: Math.max(0, orders.length - ordersMax),
  };
}

/** How far the first levels of a side reach: what is drawn around the best prices. */
function depthOf(levels: readonly Level[]): number {
  return Math.abs((levels[0]?.price ?? 0) - (levels[Math.min(levelsShown, levels.length) - 1]?.price ?? 0));
}

function orderWire({ placedMs, endedMs, side, price, size, filled, participant, isEvidence }: OwnOrder): Drawn['orders'][number] {
  return { placedMs, endedMs, side, price, size, filled, participant, isEvidence };
}

function bandsOf(
  steps: readonly BookStep[],
  trades: readonly WindowTrade[],
  orders: readonly OwnOrder[],
): { readonly from: number; readonly height: number; readonly count: number } {
  const best = steps.flatMap(({ bids, asks }) => [...bids.slice(0, 1), ...asks.slice(0, 1)].map(({ price }) => price));
  const mattered = [...best, ...trades.map(({ price }) => price)];
  const [low, high] = [quantile(mattered, 0.001) ?? 0, quantile(mattered, 0.999) ?? 0];
  const depth = Math.max(1, median(steps.flatMap(({ bids, asks }) => [depthOf(bids), depthOf(asks)])) ?? 1);
  const reach = Math.max(2 * depth, high - low);
  const own = orders.map(({ price }) => price).filter((price) => price >= low - reach && price <= high + reach);
  const from = Math.floor(Math.min(low - depth, ...own));
  const until = Math.ceil(Math.max(high + depth, ...own));
  const height = Math.max(1, Math.ceil((until - from + 1) / bandsMax));
  return { from, height, count: Math.max(1, Math.ceil((until - from + 1) / height)) };
}
