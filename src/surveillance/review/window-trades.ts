// SPDX-License-Identifier: Apache-2.0
/** The trades of one instrument in a window: all own ones, and as many others as a screen can draw, evenly thinned. */
import { eventCode, type MarketEvents, sides } from '../../columns/index.ts';
import type { MarketPictureWire } from '../wire.ts';

const tradesMax = 1500;

export type WindowTrade = MarketPictureWire['trades'][number];

export function tradesInWindow(
  scope: {
    readonly events: MarketEvents;
    readonly participants: ReadonlyMap<number, number>;
    readonly fromNs: number;
    readonly untilNs: number;
  },
  instrument: number,
): Pick<MarketPictureWire, 'trades' | 'tradesLeftOut'> {
  const { events, participants, fromNs, untilNs } = scope;
  const found: WindowTrade[] = [];
  for (let row = 0; row < events.count; row += 1) {
    const timeNs = events.timeNs[row] ?? 0;
    if (events.kind[row] !== eventCode.trade || events.instrument[row] !== instrument || timeNs < fromNs || timeNs > untilNs) continue;
    found.push({
      atMs: (timeNs - fromNs) / 1e6,
      price: events.price[row] ?? 0,
      size: events.size[row] ?? 0,
      side: sides[events.side[row] ?? 0] ?? 'none',
      isOwn: participants.has(events.account[row] ?? 0) || participants.has(events.counterAccount[row] ?? 0),
    });
  }
  const others = found.filter(({ isOwn }) => !isOwn).length;
  const every = Math.max(1, Math.ceil(others / Math.max(1, tradesMax - (found.length - others))));
  let place = 0;
  const trades = found.filter(({ isOwn }) => isOwn || place++ % every === 0).slice(0, 2 * tradesMax);
  return { trades, tradesLeftOut: found.length - trades.length };
}
