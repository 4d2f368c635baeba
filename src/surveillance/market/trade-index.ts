// SPDX-License-Identifier: Apache-2.0
/**
 * The trades of a table, by instrument and by group, and the bars made of them: what patterns on prices and volumes work on.
 */
import { eventCode, type MarketEvents, sideCode } from '../../columns/index.ts';
import type { Groups } from './groups.ts';

/** A group's part in a trade of one instrument: it took or it rested. */
export interface GroupTrade {
  readonly row: number;
  /** Bought (1) or sold (-1). */
  readonly direction: 1 | -1;
  readonly isTaker: boolean;
}

export interface TradeIndex {
  /** Rows of trades by instrument number, in order of time. */
  readonly byInstrument: readonly Uint32Array[];
  /** A group's trades in an instrument, in order of time; both of its parts where it traded with itself. */
  of(group: number, instrument: number): readonly GroupTrade[];
  /** Every group but nobody that traded in the instrument, in order of number. */
  groupsIn(instrument: number): readonly number[];
}

export function indexTrades(events: MarketEvents, groups: Groups): TradeIndex {
  const { kind, instrument, count, instruments } = events;
  const rows: number[][] = instruments.map(() => []);
  for (let row = 0; row < count; row += 1) {
    if (kind[row] === eventCode.trade || kind[row] === eventCode.liquidation) rows[instrument[row] ?? 0]?.push(row);
  }
  const byInstrument = rows.map((list) => Uint32Array.from(list));
  // By group only where somebody asks: patterns on volumes alone never do, and two objects for each of millions of trades weigh more than they.
  const byGroup = new Map<number, ReadonlyMap<number, readonly GroupTrade[]>>();
  const groupsAt = (at: number): ReadonlyMap<number, readonly GroupTrade[]> => {
    const known = byGroup.get(at) ?? tradesByGroup(events, groups, byInstrument[at] ?? new Uint32Array());
    byGroup.set(at, known);
    return known;
  };
  return {
    byInstrument,
    of: (group, at) => groupsAt(at).get(group) ?? [],
    groupsIn: (at) => [...groupsAt(at).keys()].toSorted((left, right) => left - right),
  };
}

function tradesByGroup(events: MarketEvents, groups: Groups, rows: Uint32Array): ReadonlyMap<number, readonly GroupTrade[]> {
  const { account, counterAccount, side } = events;
  const map = new Map<number, GroupTrade[]>();
  const note = (group: number, trade: GroupTrade): void => {
    if (group === 0) return;
    const known = map.get(group);
    if (known === undefined) map.set(group, [trade]);
    else known.push(trade);
  };
  for (const row of rows) {
    const direction = side[row] === sideCode.buy ? 1 : -1;
    note(groups.ofAccount[account[row] ?? 0] ?? 0, { row, direction, isTaker: true });
    note(groups.ofAccount[counterAccount[row] ?? 0] ?? 0, { row, direction: direction === 1 ? -1 : 1, isTaker: false });
  }
  return map;
}

/** Bars of one length over an instrument's trades, from the first to the last; an empty bar holds the last price and no volume. */
export interface Bars {
  readonly barNs: number;
  readonly firstNs: number;
  readonly count: number;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly trades: Uint32Array;
}

/** A year of minutes is 525,600; more bars than this are a wrong length of bar. */
const barsMax = 2_000_000;

export function makeBars(events: MarketEvents, rows: Uint32Array, barNs: number): Bars {
  const firstNs = Math.floor((events.timeNs[rows[0] ?? 0] ?? 0) / barNs) * barNs;
  const lastNs = events.timeNs[rows.at(-1) ?? 0] ?? 0;
  const count = rows.length === 0 ? 0 : Math.min(barsMax, Math.floor((lastNs - firstNs) / barNs) + 1);
  const bars: Bars = {
    barNs,
    firstNs,
    count,
    open: new Float64Array(count),
    high: new Float64Array(count),
    low: new Float64Array(count),
    close: new Float64Array(count),
    volume: new Float64Array(count),
    trades: new Uint32Array(count),
  };
  for (const row of rows) {
    const bar = Math.floor(((events.timeNs[row] ?? 0) - firstNs) / barNs);
    if (bar >= count) break;
    addToBar(bars, bar, events.price[row] ?? 0, events.size[row] ?? 0);
  }
  for (let bar = 1; bar < count; bar += 1) {
    if ((bars.trades[bar] ?? 0) > 0) continue;
    const last = bars.close[bar - 1] ?? 0;
    bars.open[bar] = last;
    bars.high[bar] = last;
    bars.low[bar] = last;
    bars.close[bar] = last;
  }
  return bars;
}

function addToBar(bars: Bars, bar: number, price: number, size: number): void {
  if (bars.trades[bar] === 0) {
    bars.open[bar] = price;
    bars.high[bar] = price;
    bars.low[bar] = price;
  }
  bars.high[bar] = Math.max(bars.high[bar] ?? 0, price);
  bars.low[bar] = Math.min(bars.low[bar] ?? 0, price);
  bars.close[bar] = price;
  bars.volume[bar] = (bars.volume[bar] ?? 0) + size;
  bars.trades[bar] = (bars.trades[bar] ?? 0) + 1;
}

/** Logarithmic returns from bar to bar; 0 where a price is not positive. */
export function returnsOf({ close, count }: Bars): Float64Array {
  const returns = new Float64Array(Math.max(0, count - 1));
  for (let bar = 1; bar < count; bar += 1) {
    const [before, now] = [close[bar - 1] ?? 0, close[bar] ?? 0];
    returns[bar - 1] = before > 0 && now > 0 ? Math.log(now / before) : 0;
  }
  return returns;
}
