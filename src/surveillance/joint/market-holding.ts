// SPDX-License-Identifier: Apache-2.0
/**
 * What a file of market events holds, in few words: from when until when, how many events, and which instruments on what. With it, one who is
 * asked about an instrument in a period finds the file in which to look, and need not open each.
 */
import { type MarketEvents, timeText } from '../../columns/index.ts';

/** A venue's whole list of instruments on a day; a file of more is cut, and says of how many. */
const instrumentsMax = 5000;

export interface MarketHolding {
  /** Moments in UTC, of the first and of the last event. */
  readonly from: string;
  readonly until: string;
  readonly events: number;
  readonly instruments: readonly { readonly venue: string; readonly symbol: string; readonly underlying: string }[];
  readonly instrumentsCount: number;
}

/** Instruments in the order in which the file first names them. */
export function holdingOf({ count, originMs, timeNs, instruments }: MarketEvents): MarketHolding {
  const named = instruments.slice(1);
  return {
    from: timeText(originMs, timeNs[0] ?? 0),
    until: timeText(originMs, timeNs[count - 1] ?? 0),
    events: count,
    instruments: named.slice(0, instrumentsMax).map(({ venue, symbol, underlying }) => ({ venue, symbol, underlying })),
    instrumentsCount: named.length,
  };
}
