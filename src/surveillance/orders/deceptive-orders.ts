// SPDX-License-Identifier: Apache-2.0
/**
 * Orders that are shown to be seen and not to be filled: what spoofing and layering have in common.
 *
 *     large orders rest on one side      a fill for the same group on the other side      the large orders are withdrawn
 *     |--------------------------------->|----------------- at most `cancelWithin` ------>|
 *
 * The bare sequence proves little: a third of all large orders in one crypto book could have been it (Fabre and Challet 2025). Above all
 * makers do it all day: filled on one side, they move the other. So the withdrawn orders must be several times what was filled, must not
 * come back within a moment, must hardly have traded, and the sequence must repeat. Whether they came back is known a moment later: of what
 * was withdrawn at the very end of a table nothing is said.
 */
import { type MarketEvents, sideCode } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type Listening, type MarketStudy, nsPerMs } from '../pattern.ts';
import type { Listener, ReplayView } from '../market/replay.ts';
import { followRestingOrders, type RestingOrders } from '../market/resting-orders.ts';
import { groupOfCounter, groupOfTaker } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';

export const deceptionParameters = {
  cancelWithin: {
    value: 10_000,
    unit: 'ms',
    meaning: 'from the fill to the withdrawal',
    origin: 'own: cases decided by courts lie between milliseconds and seconds',
  },
  cancelShareMin: { value: 0.9, unit: 'share', meaning: 'of the shown size that is withdrawn', origin: 'own: it was not meant to trade' },
  sizeRatioMin: { value: 3, unit: 'ratio', meaning: 'shown size to filled size', origin: 'own: makers show about what they fill' },
  requoteWithin: {
    value: 2_000,
    unit: 'ms',
    meaning: 'in which half the size coming back makes it a requote',
    origin: 'own: makers come back at once',
  },
  episodesMin: {
    value: 3,
    unit: 'count',
    meaning: 'episodes of the group in the instrument',
    origin: 'own: once is chance; the practice repeats',
  },
  fillShareMin: {
    value: 0.03,
    unit: 'share',
    meaning: 'of the group’s fills that such an episode followed',
    origin: 'own: with makers it happens, in a few of a thousand fills',
  },
} as const;

export interface Shown {
  readonly orders: readonly number[];
  readonly size: number;
  readonly levels: number;
  readonly depthShare: number;
}

/** Which of a group's resting orders on one side count as shown; null where they do not. */
export type SelectShown = (view: ReplayView, orders: ReadonlySet<number>) => Shown | null;

interface Episode extends Shown {
  readonly group: number;
  readonly instrument: number;
  readonly side: number;
  readonly fillRow: number;
  readonly fillNs: number;
  readonly rows: number[];
  filled: number;
  withdrawn: number;
  withdrawnNs: number;
  replaced: number;
}

type Values = { readonly [Name in keyof typeof deceptionParameters]: number };

interface Deception {
  readonly values: Values;
  readonly select: SelectShown;
  readonly what: string;
}

/** What is kept of the episodes of a replay. */
interface Episodes {
  /** By each order that was shown. */
  readonly open: Map<number, Episode>;
  readonly ended: Episode[];
  /** The last that ended, by group, instrument and side. */
  readonly recent: Map<number, Episode>;
  /** By group and instrument. */
  readonly fills: Map<number, number>;
  readonly placeOf: (group: number, instrument: number) => number;
  readonly keyOf: (group: number, instrument: number, side: number) => number;
}

export function listenForDeception(study: MarketStudy, view: ReplayView, given: Deception): Listening {
  const { events, groups } = study;
  const resting = followRestingOrders(view, groups);
  const placeOf = (group: number, instrument: number): number => group * view.instrumentRoom + instrument;
  const keyOf = (group: number, instrument: number, side: number): number => placeOf(group, instrument) * 3 + side;
  const episodes: Episodes = { open: new Map(), ended: [], recent: new Map(), fills: new Map(), placeOf, keyOf };
  const noteFill = fillsOf(view, given, { episodes, resting });
  const { onTakenOff, onPlaced } = withdrawalsOf(study, view, { episodes, values: given.values });
  const { settled, changes } = settling(events, episodes, given.values);
  const listener: Listener = {
    onPlaced(row, order) {
      onPlaced(row, order);
      resting.listener.onPlaced?.(row, order);
    },
    onTakenOff(row, order, size) {
      onTakenOff(row, order, size);
      resting.listener.onTakenOff?.(row, order, size);
    },
    onTrade(row, takerOrder, restingOrder) {
      const side = events.side[row] ?? 0;
      noteFill(row, groupOfTaker(events, groups, row), side);
      noteFill(row, groupOfCounter(events, groups, row), side === sideCode.buy ? sideCode.sell : sideCode.buy);
      episodes.open.delete(restingOrder);
      resting.listener.onTrade?.(row, takerOrder, restingOrder);
    },
  };
  const instrumentOf = (place: number): number => place % view.instrumentRoom;
  return { listener, finish: () => findingsOf(study, settled(), { fills: episodes.fills, placeOf, instrumentOf, ...given }), changes };
}

/** A fill begins an episode where large orders of the same group rest on the other side, or belongs to the one that runs. */
function fillsOf(
  view: ReplayView,
  given: Deception,
  { episodes, resting }: { readonly episodes: Episodes; readonly resting: RestingOrders },
): (row: number, group: number, side: number) => void {
  const { events } = view;
  const { open, fills, placeOf } = episodes;
  /** The episode that one of these orders belongs to. */
  const runningOf = (orders: ReadonlySet<number>): Episode | undefined => {
    if (open.size === 0) return undefined;
    for (const order of orders) {
      const episode = open.get(order);
      if (episode !== undefined) return episode;
    }
    return undefined;
  };
  return (row, group, side) => {
    if (group === 0) return;
    const instrument = events.instrument[row] ?? 0;
    const opposite = side === sideCode.buy ? sideCode.sell : sideCode.buy;
    const place = placeOf(group, instrument);
    fills.set(place, (fills.get(place) ?? 0) + 1);
    const own = resting.of(group, instrument, opposite);
    const running = runningOf(own);
    if (running !== undefined) {
      running.filled += events.size[row] ?? 0;
      return;
    }
    const shown = own.size === 0 ? null : given.select(view, own);
    if (shown === null) return;
    const base = { group, instrument, side: opposite, fillRow: row, fillNs: events.timeNs[row] ?? 0 };
    const rows = [...shown.orders.map((order) => view.orders.row[order] ?? 0), row];
    const episode: Episode = { ...shown, ...base, rows, filled: events.size[row] ?? 0, withdrawn: 0, withdrawnNs: 0, replaced: 0 };
    for (const order of shown.orders) open.set(order, episode);
  };
}

/** Shown orders that leave end their episode; what comes in their place within a moment is noted. */
function withdrawalsOf(
  { events, groups }: MarketStudy,
  { orders }: ReplayView,
  { episodes, values }: { readonly episodes: Episodes; readonly values: Values },
): { readonly onTakenOff: (row: number, order: number, size: number) => void; readonly onPlaced: (row: number, order: number) => void } {
  const { open, ended, recent, keyOf } = episodes;
  return {
    onTakenOff(row, order, size) {
      const episode = open.get(order);
      if (episode === undefined) return;
      if (size >= (orders.left[order] ?? 0)) open.delete(order);
      const timeNs = events.timeNs[row] ?? 0;
      if (timeNs - episode.fillNs > values.cancelWithin * nsPerMs) return;
      episode.withdrawn += size;
      episode.rows.push(row);
      if (episode.withdrawn < values.cancelShareMin * episode.size || episode.withdrawnNs !== 0) return;
      episode.withdrawnNs = timeNs;
      if (episode.size < values.sizeRatioMin * episode.filled) return;
      ended.push(episode);
      recent.set(keyOf(episode.group, episode.instrument, episode.side), episode);
    },
    onPlaced(row, order) {
      if (recent.size === 0) return;
      const group = groups.ofAccount[orders.account[order] ?? 0] ?? 0;
      const episode = recent.get(keyOf(group, orders.instrument[order] ?? 0, orders.side[order] ?? 0));
      if (episode === undefined || (events.timeNs[row] ?? 0) - episode.withdrawnNs > values.requoteWithin * nsPerMs) return;
      episode.replaced += orders.placedSize[order] ?? 0;
    },
  };
}

/** Episodes whose orders did not come back in the time in which they might have, and whether enough of one group became so. */
function settling(
  events: MarketEvents,
  { ended, fills, placeOf }: Episodes,
  values: Values,
): { readonly settled: () => readonly Episode[]; readonly changes: () => number } {
  const isSettled = ({ withdrawnNs }: Episode): boolean =>
    (events.timeNs[events.count - 1] ?? 0) - withdrawnNs > values.requoteWithin * nsPerMs;
  const hasLeft = ({ replaced, size }: Episode): boolean => replaced < size / 2;
  const counts = new Map<number, number>();
  let [looked, changes] = [0, 0];
  return {
    settled: () => ended.filter((episode) => isSettled(episode) && hasLeft(episode)),
    changes() {
      for (let next = ended[looked]; next !== undefined && isSettled(next); next = ended[looked]) {
        looked += 1;
        if (!hasLeft(next)) continue;
        const place = placeOf(next.group, next.instrument);
        const count = (counts.get(place) ?? 0) + 1;
        counts.set(place, count);
        if (count >= values.episodesMin && count >= values.fillShareMin * (fills.get(place) ?? 0)) changes += 1;
      }
      return changes;
    },
  };
}

function findingsOf(
  study: MarketStudy,
  episodes: readonly Episode[],
  {
    values,
    what,
    fills,
    placeOf,
    instrumentOf,
  }: {
    readonly values: Values;
    readonly what: string;
    readonly fills: ReadonlyMap<number, number>;
    readonly placeOf: (group: number, instrument: number) => number;
    readonly instrumentOf: (place: number) => number;
  },
): readonly Finding[] {
  const rates = new Map<number, number>();
  const byGroup = Map.groupBy(episodes, ({ group, instrument }) => placeOf(group, instrument));
  for (const [key, count] of fills) rates.set(key, (byGroup.get(key)?.length ?? 0) / count);
  return [...byGroup].flatMap(([key, own]): Finding[] => {
    const [first] = own;
    const rate = rates.get(key) ?? 0;
    if (first === undefined || own.length < values.episodesMin || rate < values.fillShareMin) return [];
    const others = [...rates].filter(([other]) => other !== key && instrumentOf(other) === first.instrument).map(([, value]) => value);
    const shares = own.map(({ depthShare }) => depthShare);
    const depthShare = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    const secondsMean = own.reduce((sum, { withdrawnNs, fillNs }) => sum + (withdrawnNs - fillNs), 0) / own.length / 1e9;
    return [
      {
        instruments: [first.instrument],
        groups: [first.group],
        rows: [...new Set(own.flatMap(({ rows }) => rows))].toSorted((left, right) => left - right),
        score: standsOut(rate, others),
        figures: { episodes: own.length, depthShare, fillShare: rate, secondsToWithdrawal: secondsMean },
        sentences: [
          `${counted(own.length, 'time')} ${study.groups.nameOf(first.group)} ${what}, was filled on the other ` +
            `side, and withdrew them ${secondsMean.toFixed(1)} s later on average.`,
          `They were ${percent(depthShare)} of the displayed depth on average and at least ${values.sizeRatioMin} ` +
            'times what was filled; they did not come back.',
          `That followed ${percent(rate)} of its fills; of ${others.length} other participants ` +
            `${others.filter((other) => other >= rate).length} reach that share.`,
        ],
      },
    ];
  });
}
