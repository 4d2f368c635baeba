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
import type { RestingOrders } from '../market/resting-orders.ts';
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

/** Which of the resting orders of one participant's slot count as shown; null where they do not. */
export type SelectShown = (view: ReplayView, resting: RestingOrders, slot: number) => Shown | null;

interface Episode extends Shown {
  readonly group: number;
  readonly instrument: number;
  /** Of the group at the instrument. */
  readonly place: number;
  /** In which the shown orders rest. */
  readonly slot: number;
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
  /** How many shown orders are open, by slot: nearly always none, so that most events are passed by. */
  readonly openIn: number[];
  readonly ended: Episode[];
  /** The last that ended, by slot. */
  readonly recent: Episode[];
  /** By place. */
  readonly fills: number[];
}

export function listenForDeception(study: MarketStudy, view: ReplayView, given: Deception): Listening {
  const { events, groups } = study;
  const resting = view.restingOrders(groups);
  const episodes: Episodes = { open: new Map(), openIn: [], ended: [], recent: [], fills: [] };
  const noteFill = fillsOf(view, given, { episodes, resting });
  const { settled, changes } = settling(events, episodes, given.values);
  const listener: Listener = {
    ...withdrawalsOf(study, view, { episodes, resting, values: given.values }),
    onTrade(row, _takerOrder, restingOrder) {
      const side = events.side[row] ?? 0;
      noteFill(row, groupOfTaker(events, groups, row), side);
      noteFill(row, groupOfCounter(events, groups, row), side === sideCode.buy ? sideCode.sell : sideCode.buy);
      close(episodes, resting, restingOrder);
    },
  };
  const instrumentAt = (place: number): number => resting.places.instrumentAt(place);
  return { listener, finish: () => findingsOf(study, settled(), { fills: episodes.fills, instrumentAt, ...given }), changes };
}

/** An order is no longer one that may be withdrawn. */
function close({ open, openIn }: Episodes, resting: RestingOrders, order: number): void {
  const slot = resting.slotOf(order);
  if ((openIn[slot] ?? 0) > 0 && open.delete(order)) openIn[slot] = (openIn[slot] ?? 0) - 1;
}

/** A fill begins an episode where large orders of the same group rest on the other side, or belongs to the one that runs. */
function fillsOf(
  view: ReplayView,
  given: Deception,
  { episodes, resting }: { readonly episodes: Episodes; readonly resting: RestingOrders },
): (row: number, group: number, side: number) => void {
  const { events } = view;
  const { open, openIn, fills } = episodes;
  /** The episode that one of the orders of a slot belongs to. */
  const runningIn = (slot: number): Episode | undefined => {
    if ((openIn[slot] ?? 0) === 0) return undefined;
    for (let order = resting.first(slot); order !== 0; order = resting.next(order)) {
      const episode = open.get(order);
      if (episode !== undefined) return episode;
    }
    return undefined;
  };
  return (row, group, side) => {
    if (group === 0) return;
    const instrument = events.instrument[row] ?? 0;
    const place = resting.places.of(group, instrument);
    fills[place] = (fills[place] ?? 0) + 1;
    const slot = resting.slotAt(place, side === sideCode.buy ? sideCode.sell : sideCode.buy);
    const running = runningIn(slot);
    if (running !== undefined) {
      running.filled += events.size[row] ?? 0;
      return;
    }
    const shown = resting.count(slot) === 0 ? null : given.select(view, resting, slot);
    if (shown === null) return;
    const base = { group, instrument, place, slot, fillRow: row, fillNs: events.timeNs[row] ?? 0 };
    const rows = [...shown.orders.map((order) => view.orders.row[order] ?? 0), row];
    const episode: Episode = { ...shown, ...base, rows, filled: events.size[row] ?? 0, withdrawn: 0, withdrawnNs: 0, replaced: 0 };
    for (const order of shown.orders) open.set(order, episode);
    openIn[slot] = (openIn[slot] ?? 0) + shown.orders.length;
  };
}

/** Shown orders that leave end their episode; what comes in their place within a moment is noted. */
function withdrawalsOf(
  { events }: MarketStudy,
  { orders }: ReplayView,
  given: { readonly episodes: Episodes; readonly resting: RestingOrders; readonly values: Values },
): Pick<Listener, 'onTakenOff' | 'onPlaced'> {
  const { episodes, resting, values } = given;
  const { open, openIn, ended, recent } = episodes;
  return {
    onTakenOff(row, order, size) {
      if ((openIn[resting.slotOf(order)] ?? 0) === 0) return;
      const episode = open.get(order);
      if (episode === undefined) return;
      if (size >= (orders.left[order] ?? 0)) close(episodes, resting, order);
      const timeNs = events.timeNs[row] ?? 0;
      if (timeNs - episode.fillNs > values.cancelWithin * nsPerMs) return;
      episode.withdrawn += size;
      episode.rows.push(row);
      if (episode.withdrawn < values.cancelShareMin * episode.size || episode.withdrawnNs !== 0) return;
      episode.withdrawnNs = timeNs;
      if (episode.size < values.sizeRatioMin * episode.filled) return;
      ended.push(episode);
      recent[episode.slot] = episode;
    },
    onPlaced(row, order) {
      const episode = recent[resting.slotOf(order)];
      if (episode === undefined || (events.timeNs[row] ?? 0) - episode.withdrawnNs > values.requoteWithin * nsPerMs) return;
      episode.replaced += orders.placedSize[order] ?? 0;
    },
  };
}

/** Episodes whose orders did not come back in the time in which they might have, and whether enough of one group became so. */
function settling(
  events: MarketEvents,
  { ended, fills }: Episodes,
  values: Values,
): { readonly settled: () => readonly Episode[]; readonly changes: () => number } {
  const isSettled = ({ withdrawnNs }: Episode): boolean =>
    (events.timeNs[events.count - 1] ?? 0) - withdrawnNs > values.requoteWithin * nsPerMs;
  const hasLeft = ({ replaced, size }: Episode): boolean => replaced < size / 2;
  const counts: number[] = [];
  let [looked, changes] = [0, 0];
  return {
    settled: () => ended.filter((episode) => isSettled(episode) && hasLeft(episode)),
    changes() {
      for (let next = ended[looked]; next !== undefined && isSettled(next); next = ended[looked]) {
        looked += 1;
        if (!hasLeft(next)) continue;
        const count = (counts[next.place] ?? 0) + 1;
        counts[next.place] = count;
        if (count >= values.episodesMin && count >= values.fillShareMin * (fills[next.place] ?? 0)) changes += 1;
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
    instrumentAt,
  }: {
    readonly values: Values;
    readonly what: string;
    readonly fills: readonly number[];
    readonly instrumentAt: (place: number) => number;
  },
): readonly Finding[] {
  const rates = new Map<number, number>();
  const byPlace = Map.groupBy(episodes, ({ place }) => place);
  // Places that had no fill have no number in the list.
  fills.forEach((count, place) => void rates.set(place, (byPlace.get(place)?.length ?? 0) / count));
  return [...byPlace].flatMap(([at, own]): Finding[] => {
    const [first] = own;
    const rate = rates.get(at) ?? 0;
    if (first === undefined || own.length < values.episodesMin || rate < values.fillShareMin) return [];
    const others = [...rates].filter(([other]) => other !== at && instrumentAt(other) === first.instrument).map(([, value]) => value);
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
