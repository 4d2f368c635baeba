// SPDX-License-Identifier: Apache-2.0
/**
 * Those whom an alert names, compared: in its period with the rest of the file, and with everybody else in the instrument.
 *
 * Seven measures, each a figure that an analyst would ask for by telephone: share of the volume, orders an hour, share of the size that was
 * withdrawn, orders to one trade, life of a withdrawn order, how one-sided the trading was, and the largest order against the usual one.
 * A large figure alone says little: a maker withdraws nine orders of ten, and so do all other makers.
 *
 *     withdrawn share: 0.97 in the period, 0.41 elsewhere, the middle of 12 others 0.44, 12 of 12 below
 *
 * What it does not do: it makes no score. Scores belong to patterns.
 */
import { type MarketEvents, sideCode, timeNsOf } from '../../columns/index.ts';
import type { Groups } from '../market/groups.ts';
import { type Listener, prepareReplay, type ReplayView } from '../market/replay.ts';
import { median } from '../market/statistics.ts';
import type { AlertWire, BaselineRowWire } from '../wire.ts';

interface Tally {
  orders: number;
  placed: number;
  withdrawn: number;
  bought: number;
  sold: number;
  trades: number;
  largest: number;
  readonly lives: number[];
}

type Period = 'in' | 'out';

interface Market {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly hours: Readonly<Record<Period | 'all', number>>;
  readonly volume: Readonly<Record<Period | 'all', number>>;
  readonly orderMedian: number;
  readonly groups: readonly number[];
}

/** Rows of two participants at most: more make a table that nobody reads. */
const participantsMax = 2;

export function compareWithBaseline(
  events: MarketEvents,
  groups: Groups,
  alert: AlertWire,
  given: { readonly participants: ReadonlyMap<number, number>; readonly instrument: number },
): BaselineRowWire[] {
  const { participants, instrument } = given;
  if (instrument === 0) return [];
  const market = tallyMarket(events, groups, { alert, instrument });
  const named = new Map([...participants].map(([account, place]) => [place, groups.ofAccount[account] ?? 0]));
  const others = market.groups.filter((group) => ![...named.values()].includes(group));
  return [...named].slice(0, participantsMax).flatMap(([participant, group]) =>
    measures.map(({ measure, unit, of }): BaselineRowWire => {
      const value = (whose: number, period: Period | 'all'): number | null => of(tallyOf(market, whose, period), market, period);
      const inPeriod = value(group, 'in');
      const known = others.flatMap((other) => value(other, 'all') ?? []);
      const below = inPeriod === null || known.length === 0 ? null : known.filter((other) => other < inPeriod).length / known.length;
      const figures = { inPeriod, elsewhere: value(group, 'out'), othersMedian: median(known), othersBelow: below };
      return { measure, unit, participant, ...figures, others: known.length };
    }),
  );
}

interface Measure {
  readonly measure: BaselineRowWire['measure'];
  readonly unit: BaselineRowWire['unit'];
  /** Null where there is nothing to measure. */
  readonly of: (tally: Tally, market: Market, period: Period | 'all') => number | null;
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

const measures: readonly Measure[] = [
  { measure: 'volume-share', unit: 'share', of: ({ bought, sold }, { volume }, period) => ratio(bought + sold, 2 * volume[period]) },
  { measure: 'orders', unit: 'count', of: ({ orders }, { hours }, period) => ratio(orders, hours[period]) },
  { measure: 'withdrawn-share', unit: 'share', of: ({ withdrawn, placed }) => ratio(withdrawn, placed) },
  { measure: 'orders-per-trade', unit: 'ratio', of: ({ orders, trades }) => ratio(orders, trades) },
  { measure: 'life-median', unit: 'seconds', of: ({ lives }) => median(lives) },
  { measure: 'one-way', unit: 'share', of: ({ bought, sold }) => ratio(Math.abs(bought - sold), bought + sold) },
  { measure: 'largest-order', unit: 'ratio', of: ({ largest }, { orderMedian }) => (largest > 0 ? ratio(largest, orderMedian) : null) },
];

const emptyTally = (): Tally => ({ orders: 0, placed: 0, withdrawn: 0, bought: 0, sold: 0, trades: 0, largest: 0, lives: [] });

function tallyOf({ tallies }: Pick<Market, 'tallies'>, group: number, period: Period | 'all'): Tally {
  if (period !== 'all') return tallies.get(`${group} ${period}`) ?? emptyTally();
  const [one, other] = [tallyOf({ tallies }, group, 'in'), tallyOf({ tallies }, group, 'out')];
  return {
    orders: one.orders + other.orders,
    placed: one.placed + other.placed,
    withdrawn: one.withdrawn + other.withdrawn,
    bought: one.bought + other.bought,
    sold: one.sold + other.sold,
    trades: one.trades + other.trades,
    largest: Math.max(one.largest, other.largest),
    lives: [...one.lives, ...other.lives],
  };
}

const nsPerHour = 3_600_000_000_000;

function tallyMarket(
  events: MarketEvents,
  groups: Groups,
  { alert, instrument }: { readonly alert: AlertWire; readonly instrument: number },
): Market {
  const from = timeNsOf(alert.from, 'iso', events.originMs) ?? 0;
  const until = timeNsOf(alert.until, 'iso', events.originMs) ?? from;
  const periodOf = (row: number): Period => {
    const at = events.timeNs[row] ?? 0;
    return at >= from && at <= until ? 'in' : 'out';
  };
  const replay = prepareReplay(events);
  const tallying = tallyEvents(replay.view, groups, { instrument, periodOf });
  replay.run([tallying.listener]);
  const spanNs = (events.timeNs[events.count - 1] ?? 0) - (events.timeNs[0] ?? 0);
  const inNs = Math.max(1e9, until - from);
  const hours = { in: inNs / nsPerHour, out: Math.max(0, spanNs - inNs) / nsPerHour, all: spanNs / nsPerHour };
  const { tallies, volume, sizes, seen } = tallying;
  return { tallies, hours, volume, orderMedian: median(sizes) ?? 0, groups: [...seen].filter((group) => group !== 0) };
}

function tallyEvents(
  view: ReplayView,
  groups: Groups,
  { instrument, periodOf }: { readonly instrument: number; readonly periodOf: (row: number) => Period },
) {
  const { events, orders } = view;
  const tallies = new Map<string, Tally>();
  const seen = new Set<number>();
  const sizes: number[] = [];
  const volume = { in: 0, out: 0, all: 0 };
  const tallyFor = (account: number, row: number): Tally => {
    const group = groups.ofAccount[account] ?? 0;
    seen.add(group);
    const key = `${group} ${periodOf(row)}`;
    const known = tallies.get(key) ?? emptyTally();
    tallies.set(key, known);
    return known;
  };
  const isHere = (row: number): boolean => events.instrument[row] === instrument;
  const listener: Listener = {
    onPlaced(row, order) {
      if (!isHere(row)) return;
      const size = orders.placedSize[order] ?? 0;
      const tally = tallyFor(orders.account[order] ?? 0, row);
      tally.orders += 1;
      tally.placed += size;
      tally.largest = Math.max(tally.largest, size);
      sizes.push(size);
    },
    onTakenOff(row, order, size) {
      if (!isHere(row)) return;
      const tally = tallyFor(orders.account[order] ?? 0, row);
      tally.withdrawn += size;
      tally.lives.push(((events.timeNs[row] ?? 0) - (orders.placedNs[order] ?? 0)) / 1e9);
    },
    onTrade(row) {
      if (!isHere(row)) return;
      const size = events.size[row] ?? 0;
      const isBuy = events.side[row] === sideCode.buy;
      addTrade(tallyFor(events.account[row] ?? 0, row), isBuy, size);
      addTrade(tallyFor(events.counterAccount[row] ?? 0, row), !isBuy, size);
      volume[periodOf(row)] += size;
      volume.all += size;
    },
  };
  return { listener, tallies, volume, sizes, seen };
}

function addTrade(tally: Tally, hasBought: boolean, size: number): void {
  tally.trades += 1;
  tally[hasBought ? 'bought' : 'sold'] += size;
}
