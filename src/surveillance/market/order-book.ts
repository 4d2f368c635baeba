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
  readonly levels: number;
}

/** `direction`: 1 for bids (higher is better), -1 for asks. */
export function makeBookSide(direction: 1 | -1): BookSide {
  let prices = new Float64Array(64);
  let sizes = new Float64Array(64);
  let count = 0;

  /** The index of the level, or of the first that is worse, counted so that a new level goes one after it. */
  function indexOf(price: number): number {
    let index = count - 1;
    const stepsMax = Math.max(0, count - 9);
    while (index >= stepsMax && ((prices[index] ?? 0) - price) * direction > 0) index -= 1;
    if (index >= stepsMax || index < 0) return index;
    let low = 0;
    let high = index;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (((prices[middle] ?? 0) - price) * direction > 0) high = middle - 1;
      else low = middle + 1;
    }
    return high;
  }
  function insertAfter(index: number, price: number, size: number): void {
    if (count === prices.length) {
      const [widerPrices, widerSizes] = [new Float64Array(count * 2), new Float64Array(count * 2)];
      widerPrices.set(prices);
      widerSizes.set(sizes);
      [prices, sizes] = [widerPrices, widerSizes];
    }
    prices.copyWithin(index + 2, index + 1, count);
    sizes.copyWithin(index + 2, index + 1, count);
    prices[index + 1] = price;
    sizes[index + 1] = size;
    count += 1;
  }
  return {
    get levels() {
      return count;
    },
    best: () => (count === 0 ? null : (prices[count - 1] ?? null)),
    depth(levels) {
      let total = 0;
      for (let index = Math.max(0, count - levels); index < count; index += 1) total += sizes[index] ?? 0;
      return total;
    },
    sizeAt(price) {
      const index = indexOf(price);
      return index >= 0 && prices[index] === price ? (sizes[index] ?? 0) : 0;
    },
    change(price, size) {
      const index = indexOf(price);
      if (index < 0 || prices[index] !== price) {
        if (size > 0) insertAfter(index, price, size);
        return;
      }
      const left = (sizes[index] ?? 0) + size;
      if (left > 0) {
        sizes[index] = left;
        return;
      }
      prices.copyWithin(index, index + 1, count);
      sizes.copyWithin(index, index + 1, count);
      count -= 1;
    },
    levelsBefore: (price) => count - 1 - indexOf(price),
  };
}
