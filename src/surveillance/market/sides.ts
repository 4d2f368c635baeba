// SPDX-License-Identifier: Apache-2.0
/**
 * The two sides of a trade, as groups; and the volume a group had, with its sign.
 */
import { type MarketEvents, sideCode } from '../../columns/index.ts';
import type { Groups } from './groups.ts';
import type { GroupTrade } from './trade-index.ts';

/** The group that took; 0 for nobody named. */
export function groupOfTaker(events: MarketEvents, groups: Groups, row: number): number {
  return groups.ofAccount[events.account[row] ?? 0] ?? 0;
}

/** The group whose order rested; 0 for nobody named. */
export function groupOfCounter(events: MarketEvents, groups: Groups, row: number): number {
  return groups.ofAccount[events.counterAccount[row] ?? 0] ?? 0;
}

/** Who bought and who sold. */
export function buyerAndSeller(events: MarketEvents, groups: Groups, row: number): readonly [number, number] {
  const [taker, resting] = [groupOfTaker(events, groups, row), groupOfCounter(events, groups, row)];
  return events.side[row] === sideCode.buy ? [taker, resting] : [resting, taker];
}

/** Trades of a list, in order of time, whose moment lies in [from, until). */
export function tradesBetween(events: MarketEvents, own: readonly GroupTrade[], fromNs: number, untilNs: number): readonly GroupTrade[] {
  return own.slice(firstAt(events, own, fromNs), firstAt(events, own, untilNs));
}

/** Rows of an index, in order of time, whose moment lies in [from, until). */
export function rowsBetween(events: MarketEvents, rows: Uint32Array, fromNs: number, untilNs: number): Uint32Array {
  return rows.subarray(firstRowAt(events, rows, fromNs), firstRowAt(events, rows, untilNs));
}

/** The first of rows in order of time whose moment is not before the given one; asked at every trade, so without a function for each step. */
export function firstRowAt({ timeNs }: MarketEvents, rows: Uint32Array, moment: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeNs[rows[middle] ?? 0] ?? 0) >= moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function volumeOf({ size }: MarketEvents, rows: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < rows.length; index += 1) total += size[rows[index] ?? 0] ?? 0;
  return total;
}

/** Bought less sold. */
export function netVolumeOf(events: MarketEvents, own: readonly GroupTrade[]): number {
  return own.reduce((total, { row, direction }) => total + direction * (events.size[row] ?? 0), 0);
}

function firstAt(events: MarketEvents, own: readonly GroupTrade[], moment: number): number {
  return firstIndex(own.length, (index) => (events.timeNs[own[index]?.row ?? 0] ?? 0) >= moment);
}

/** The first index for which the question is answered yes, as all after it are; the length where none is. */
export function firstIndex(length: number, isThere: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isThere(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
