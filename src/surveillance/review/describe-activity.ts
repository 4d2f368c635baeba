// SPDX-License-Identifier: Apache-2.0
/**
 * What one participant did in a file of market events, or what happened in one instrument of it: orders and volume over time, the position
 * that it built by its trades, the times that are unusual for it, and with whom it traded more often than chance would have it.
 *
 * The file is divided into equal steps. A step counts as unusual against the subject's own active steps, not against other participants: it
 * has more than three times the volume that three of four of them reach at most. With few active steps nothing is called usual, and the
 * answer says so instead of guessing.
 *
 *     Owner Brackwater in XVEN/ZED-PERP: 41 orders, 12 trades, 2.1 % of the volume; active in 14 of 96 steps of 5 min, unusual in 2;
 *     met XVEN/acc-9 in 9 of its 12 trades, where 4 % would be chance
 *
 * Chance here is how often the other one took part in all trades of others in the same instruments. A frequent partner is a question,
 * never an answer: makers meet everybody, and the ratio is what tells them from friends.
 *
 * What it does not do: it finds nothing and accuses nobody; patterns do. A position is what the trades of this file add up to, from the
 * venue's own statement where the file holds one.
 */
import { eventCode, type MarketEvents, timeText } from '../../columns/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Groups, groupsOf } from '../market/groups.ts';
import { prepareReplay, type ReplayView } from '../market/replay.ts';
import { median, quantile } from '../market/statistics.ts';
import { indexTrades } from '../market/trade-index.ts';
import type { MarketActivityWire, MarketSubjectWire } from '../wire.ts';
import { type ActivityScope, othersOf } from './trading-partners.ts';

/** Of a day, a quarter of an hour each: what a screen shows as bars that can be told apart. */
const stepsOfFile = 96;
/** A participant in more instruments than these is shown in its busiest. */
const instrumentsMax = 6;
/** Fewer active steps give no picture of what is usual. */
const baselineStepsMin = 8;
/** More than this times the upper quarter of the own active steps is unusual. */
const unusualRatio = 3;

export function describeActivity(events: MarketEvents, subject: MarketSubjectWire): Result<MarketActivityWire> {
  const groups = groupsOf(events);
  const found = numberOf(events, groups, subject);
  if (found <= 0) return fail(subject.name, 'The file holds no event of it.', 'Choose another file, or name it as it stands in an alert.');
  const trades = indexTrades(events, groups);
  const clock = clockOf(events);
  const group = subject.kind === 'participant' ? found : null;
  const tallies = tallyEvents({ events, groups, trades, group }, { clock, only: group === null ? found : null });
  const ranked = [...tallies].toSorted(([left, one], [right, other]) => sum(other.trades) - sum(one.trades) || left - right);
  const shown = ranked.slice(0, instrumentsMax);
  const scope = { events, groups, trades, group, instruments: ranked.map(([instrument]) => instrument) };
  return ok({
    from: timeText(events.originMs, clock.fromNs),
    until: timeText(events.originMs, clock.fromNs + clock.stepNs * stepsOfFile),
    stepMs: clock.stepNs / 1e6,
    steps: stepsOfFile,
    accounts: group === null ? [] : [...groups.accountsOf(group)],
    instruments: shown.map(([instrument, tally]) => activityIn(scope, { instrument, tally, clock })),
    instrumentsLeftOut: ranked.length - shown.length,
    others: othersOf(scope),
  });
}

function numberOf(events: MarketEvents, groups: Groups, { kind, name }: MarketSubjectWire): number {
  if (kind === 'instrument') return events.instruments.findIndex(({ venue, symbol }, at) => at > 0 && `${venue}/${symbol}` === name);
  for (let group = 1; group < groups.count; group += 1) if (groups.nameOf(group) === name) return group;
  return 0;
}

interface Clock {
  readonly fromNs: number;
  readonly stepNs: number;
}

function clockOf({ timeNs, count }: MarketEvents): Clock {
  const [fromNs, untilNs] = [timeNs[0] ?? 0, timeNs[count - 1] ?? 0];
  return { fromNs, stepNs: Math.max(1, Math.floor((untilNs - fromNs) / stepsOfFile) + 1) };
}

interface Tally {
  readonly orders: Float64Array;
  readonly trades: Float64Array;
  readonly bought: Float64Array;
  readonly sold: Float64Array;
  placed: number;
  withdrawn: number;
}

const emptyTally = (): Tally => ({
  orders: new Float64Array(stepsOfFile),
  trades: new Float64Array(stepsOfFile),
  bought: new Float64Array(stepsOfFile),
  sold: new Float64Array(stepsOfFile),
  placed: 0,
  withdrawn: 0,
});

/** By instrument; of an instrument the one alone, and there each trade once, as its taker did it. */
function tallyEvents(
  { events, groups, trades, group }: Omit<ActivityScope, 'instruments'>,
  { clock, only }: { readonly clock: Clock; readonly only: number | null },
): ReadonlyMap<number, Tally> {
  const tallies = new Map<number, Tally>();
  const tallyFor = (instrument: number): Tally => {
    const known = tallies.get(instrument) ?? emptyTally();
    tallies.set(instrument, known);
    return known;
  };
  const stepOf = (row: number): number => Math.floor(((events.timeNs[row] ?? 0) - clock.fromNs) / clock.stepNs);
  const add = (values: Float64Array, step: number, amount: number): void => void (values[step] = (values[step] ?? 0) + amount);
  tallyOrders(
    events,
    (view, order) => {
      const instrument = view.orders.instrument[order] ?? 0;
      const isOwn = group === null ? instrument === only : groups.ofAccount[view.orders.account[order] ?? 0] === group;
      return isOwn ? tallyFor(instrument) : null;
    },
    (tally, row) => add(tally.orders, stepOf(row), 1),
  );
  for (const [instrument, rows] of trades.byInstrument.entries()) {
    const own =
      group !== null
        ? trades.of(group, instrument)
        : instrument === only
          ? [...rows].map((row) => ({ row, direction: events.side[row] === 1 ? 1 : -1 }))
          : [];
    let last = -1;
    for (const { row, direction } of own) {
      const tally = tallyFor(instrument);
      // A trade with itself is one trade, on both of its sides.
      if (row !== last) add(tally.trades, stepOf(row), 1);
      last = row;
      add(direction === 1 ? tally.bought : tally.sold, stepOf(row), events.size[row] ?? 0);
    }
  }
  return tallies;
}

function tallyOrders(
  events: MarketEvents,
  tallyOf: (view: ReplayView, order: number) => Tally | null,
  onOrder: (tally: Tally, row: number) => void,
): void {
  const replay = prepareReplay(events);
  const { view } = replay;
  replay.run([
    {
      onPlaced(row, order) {
        const tally = tallyOf(view, order);
        if (tally === null) return;
        tally.placed += view.orders.placedSize[order] ?? 0;
        onOrder(tally, row);
      },
      onTakenOff(_row, order, size) {
        const tally = tallyOf(view, order);
        if (tally !== null) tally.withdrawn += size;
      },
    },
  ]);
}

function activityIn(
  scope: ActivityScope,
  { instrument, tally, clock }: { readonly instrument: number; readonly tally: Tally; readonly clock: Clock },
): MarketActivityWire['instruments'][number] {
  const { events, trades, group } = scope;
  const { venue = '', symbol = '', quoteCurrency = '', priceDecimals = 0, sizeDecimals = 0 } = events.instruments[instrument] ?? {};
  const rows = trades.byInstrument[instrument] ?? new Uint32Array();
  const all = rows.reduce((total, row) => total + (events.size[row] ?? 0), 0);
  const [bought, sold] = [sum(tally.bought), sum(tally.sold)];
  const volume = tally.bought.map((size, step) => size + (tally.sold[step] ?? 0));
  const stated = group === null ? null : statedBase(scope, instrument, group);
  return {
    venue,
    symbol,
    quoteCurrency,
    priceDecimals,
    sizeDecimals,
    orders: sum(tally.orders),
    withdrawnShare: tally.placed > 0 ? tally.withdrawn / tally.placed : null,
    trades: sum(tally.trades),
    bought,
    sold,
    volumeShare: all === 0 || group === null ? null : (bought + sold) / (2 * all),
    isPositionStated: stated !== null,
    ordersByStep: [...tally.orders],
    volumeByStep: [...volume],
    positionByStep: group === null ? null : runningSum(tally, stated ?? 0),
    priceByStep: lastPrices(events, rows, clock),
    usual: usualOf([...volume]),
  };
}

/** What the own active steps reach, and which of them stand out; null where they are too few. */
function usualOf(volume: readonly number[]): MarketActivityWire['instruments'][number]['usual'] {
  const active = volume.filter((size) => size > 0);
  if (active.length < baselineStepsMin) return null;
  const bound = unusualRatio * (quantile(active, 0.75) ?? 0);
  return {
    activeSteps: active.length,
    volumeMedian: median(active) ?? 0,
    unusualSteps: [...volume.entries()].filter(([, size]) => size > bound).map(([step]) => step),
  };
}

function runningSum({ bought, sold }: Tally, base: number): number[] {
  let position = base;
  return [...bought].map((size, step) => (position += size - (sold[step] ?? 0)));
}

/**
 * What the group held before the file by the venue's first statement of each of its accounts, less what it had traded until then; null
 * where the file holds no statement.
 */
function statedBase({ events, groups, trades }: ActivityScope, instrument: number, group: number): number | null {
  const first = new Map<number, { readonly row: number; readonly size: number }>();
  for (let row = 0; row < events.count; row += 1) {
    if (events.kind[row] !== eventCode.position || events.instrument[row] !== instrument) continue;
    const account = events.account[row] ?? 0;
    if (groups.ofAccount[account] === group && !first.has(account)) first.set(account, { row, size: events.size[row] ?? 0 });
  }
  if (first.size === 0) return null;
  let base = [...first.values()].reduce((total, { size }) => total + size, 0);
  for (const { row, direction, isTaker } of trades.of(group, instrument)) {
    const statement = first.get((isTaker ? events.account[row] : events.counterAccount[row]) ?? 0);
    if (statement !== undefined && row < statement.row) base -= direction * (events.size[row] ?? 0);
  }
  return base;
}

function lastPrices(events: MarketEvents, rows: Uint32Array, { fromNs, stepNs }: Clock): (number | null)[] {
  const prices: (number | null)[] = Array.from({ length: stepsOfFile }, () => null);
  for (const row of rows) prices[Math.floor(((events.timeNs[row] ?? 0) - fromNs) / stepNs)] = events.price[row] ?? null;
  for (let step = 1; step < stepsOfFile; step += 1) prices[step] ??= prices[step - 1] ?? null;
  return prices;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
