// SPDX-License-Identifier: Apache-2.0
/**
 * One side of an instrument's order book: price levels with the size resting at each.
 *
 * Levels lie in two arrays, the best one last. Most changes happen at the best few levels, so a search from the end finds its level in
 * a step or two, and an insertion there moves almost nothing.
 */
export interface BookSide {
  /** The best price; null when nothing rests. */
  best(): number | null;
  /** Size resting at the best `levels` levels together. */
  depth(levels: number): number;
  /** Size resting at a price. */
  sizeAt(price: number): number;
  /** Adds to a level (or takes off, when negative); a level of nothing goes. */
  change(price: number, size: number): void;
  /** How many levels rest before (better than) this price. */
  levelsBefore(price: number): number;
  /** Calls for each level with its price and size, the best first. */
  visit(look: (price: number, size: number) => void): void;
  readonly levels: number;
}

interface Levels {
  readonly direction: 1 | -1;
  prices: Float64Array;
  sizes: Float64Array;
  count: number;
}

/** `direction`: 1 for bids (higher is better), -1 for asks. */
export function makeBookSide(direction: 1 | -1): BookSide {
  const levels: Levels = { direction, prices: new Float64Array(64), sizes: new Float64Array(64), count: 0 };
  return {
    get levels() {
      return levels.count;
    },
    best: () => (levels.count === 0 ? null : (levels.prices[levels.count - 1] ?? null)),
    depth(wanted) {
      let total = 0;
      for (let index = Math.max(0, levels.count - wanted); index < levels.count; index += 1) total += levels.sizes[index] ?? 0;
      return total;
    },
    sizeAt(price) {
      const index = indexOf(levels, price);
      return index >= 0 && levels.prices[index] === price ? (levels.sizes[index] ?? 0) : 0;
    },
    change: (price, size) => changeLevel(levels, price, size),
    levelsBefore: (price) => levels.count - 1 - indexOf(levels, price),
    visit(look) {
      for (let index = levels.count - 1; index >= 0; index -= 1) look(levels.prices[index] ?? 0, levels.sizes[index] ?? 0);
    },
  };
}

/** Levels that are looked through one by one from the best; the rest is halved. */
const stepsMax = 8;

/** The index of the level, or of the first that is worse, so that a new level goes one after it. */
function indexOf({ direction, prices, count }: Levels, price: number): number {
  let index = count - 1;
  const last = Math.max(0, count - 1 - stepsMax);
  while (index >= last && ((prices[index] ?? 0) - price) * direction > 0) index -= 1;
  if (index >= last || index < 0) return index;
  let low = 0;
  let high = index;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (((prices[middle] ?? 0) - price) * direction > 0) high = middle - 1;
    else low = middle + 1;
  }
  return high;
}

function changeLevel(levels: Levels, price: number, size: number): void {
  const { prices, sizes } = levels;
  const index = indexOf(levels, price);
  if (index < 0 || prices[index] !== price) {
    if (size > 0) insertAfter(levels, index, price, size);
    return;
  }
  const left = (sizes[index] ?? 0) + size;
  if (left > 0) {
    sizes[index] = left;
    return;
  }
  prices.copyWithin(index, index + 1, levels.count);
  sizes.copyWithin(index, index + 1, levels.count);
  levels.count -= 1;
}

function insertAfter(levels: Levels, index: number, price: number, size: number): void {
  const { count } = levels;
  if (count === levels.prices.length) {
    const [widerPrices, widerSizes] = [new Float64Array(count * 2), new Float64Array(count * 2)];
    widerPrices.set(levels.prices);
    widerSizes.set(levels.sizes);
    levels.prices = widerPrices;
    levels.sizes = widerSizes;
  }
  levels.prices.copyWithin(index + 2, index + 1, count);
  levels.sizes.copyWithin(index + 2, index + 1, count);
  levels.prices[index + 1] = price;
  levels.sizes[index + 1] = size;
  levels.count += 1;
}
