// SPDX-License-Identifier: Apache-2.0
/**
 * Orders that are shown to be seen and not to be filled: what spoofing and layering have in common.
 *
 *     large orders rest on one side      a fill for the same group on the other side      the large orders are withdrawn
 *     |--------------------------------->|----------------- at most `cancelWithin` ------>|
 *
 * The bare sequence proves little: a third of all large orders in one crypto book could have been it (Fabre and Challet 2025). Above all
 * makers do it all day: filled on one side, they move the other. So the withdrawn orders must be several times what was filled, must not
 * come back within a moment, must hardly have traded, and the sequence must repeat.
 */
import { sideCode } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMs } from '../pattern.ts';
import type { Listener, ReplayView } from '../market/replay.ts';
import { followRestingOrders } from '../market/resting-orders.ts';
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

export function listenForDeception(
  study: MarketStudy,
  view: ReplayView,
  given: { readonly values: Values; readonly select: SelectShown; readonly what: string },
): { readonly listener: Listener; readonly finish: () => readonly Finding[] } {
  const { events, groups } = study;
  const { values } = given;
  const resting = followRestingOrders(view, groups);
  const open = new Map<number, Episode>();
  const ended: Episode[] = [];
  const recent = new Map<number, Episode>();
  const fills = new Map<number, number>();
  const placeOf = (group: number, instrument: number): number => group * events.instruments.length + instrument;
  const keyOf = (group: number, instrument: number, side: number): number => placeOf(group, instrument) * 3 + side;
  /** The episode that one of these orders belongs to. */
  const runningOf = (orders: ReadonlySet<number>): Episode | undefined => {
    if (open.size === 0) return undefined;
    for (const order of orders) {
      const episode = open.get(order);
      if (episode !== undefined) return episode;
    }
    return undefined;
  };

  const noteFill = (row: number, group: number, side: number): void => {
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
  const onTakenOff = (row: number, order: number, size: number): void => {
    const episode = open.get(order);
    if (episode === undefined) return;
    if (size >= (view.orders.left[order] ?? 0)) open.delete(order);
    const timeNs = events.timeNs[row] ?? 0;
    if (timeNs - episode.fillNs > values.cancelWithin * nsPerMs) return;
    episode.withdrawn += size;
    episode.rows.push(row);
    if (episode.withdrawn < values.cancelShareMin * episode.size || episode.withdrawnNs !== 0) return;
    episode.withdrawnNs = timeNs;
    if (episode.size < values.sizeRatioMin * episode.filled) return;
    ended.push(episode);
    recent.set(keyOf(episode.group, episode.instrument, episode.side), episode);
  };
  const onPlaced = (row: number, order: number): void => {
    if (recent.size === 0) return;
    const group = groups.ofAccount[view.orders.account[order] ?? 0] ?? 0;
    const episode = recent.get(keyOf(group, view.orders.instrument[order] ?? 0, view.orders.side[order] ?? 0));
    if (episode === undefined || (events.timeNs[row] ?? 0) - episode.withdrawnNs > values.requoteWithin * nsPerMs) return;
    episode.replaced += view.orders.placedSize[order] ?? 0;
  };
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
      open.delete(restingOrder);
      resting.listener.onTrade?.(row, takerOrder, restingOrder);
    },
  };
  return {
    listener,
    finish: () =>
      findingsOf(
        study,
        ended.filter(({ replaced, size }) => replaced < size / 2),
        { fills, placeOf, ...given },
      ),
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
  }: {
    readonly values: Values;
    readonly what: string;
    readonly fills: ReadonlyMap<number, number>;
    readonly placeOf: (group: number, instrument: number) => number;
  },
): readonly Finding[] {
  const rates = new Map<number, number>();
  const byGroup = Map.groupBy(episodes, ({ group, instrument }) => placeOf(group, instrument));
  for (const [key, count] of fills) rates.set(key, (byGroup.get(key)?.length ?? 0) / count);
  return [...byGroup].flatMap(([key, own]): Finding[] => {
    const [first] = own;
    const rate = rates.get(key) ?? 0;
    if (first === undefined || own.length < values.episodesMin || rate < values.fillShareMin) return [];
    const others = [...rates]
      .filter(([other]) => other !== key && other % study.events.instruments.length === first.instrument)
      .map(([, value]) => value);
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
