// SPDX-License-Identifier: Apache-2.0
/**
 * With whom a participant traded, and how often chance would have it; or who was busiest in an instrument.
 *
 *     8 of its 10 trades with B; of the trades of everybody else B takes part in 5 of 100: 16 times what chance would have it
 */
import type { MarketEvents } from '../../columns/index.ts';
import type { Groups } from '../market/groups.ts';
import { groupOfCounter, groupOfTaker } from '../market/sides.ts';
import type { TradeIndex } from '../market/trade-index.ts';
import type { MarketActivityWire } from '../wire.ts';

/** What is looked at; `group` is null for an instrument, where everybody counts. */
export interface ActivityScope {
  readonly events: MarketEvents;
  readonly groups: Groups;
  readonly trades: TradeIndex;
  readonly group: number | null;
  readonly instruments: readonly number[];
}

type Other = MarketActivityWire['others'][number];

/** The others listed: whom a person reads through. */
const othersMax = 20;
/** Fewer trades with one other are met by chance. */
const frequentTradesMin = 5;
/** So many times what chance would have it is worth a look. */
const frequentRatioMin = 3;

export function othersOf(scope: ActivityScope): Other[] {
  const { group, groups } = scope;
  const rows = group === null ? busiest(scope) : partners(scope, group);
  return rows
    .toSorted((left, right) => right.trades - left.trades || left.group - right.group)
    .slice(0, othersMax)
    .map(({ group: other, trades, share, shareByChance }) => ({
      name: groups.nameOf(other),
      accounts: groups.accountsOf(other).length,
      trades,
      share,
      shareByChance,
      isFrequent: shareByChance !== null && trades >= frequentTradesMin && share >= frequentRatioMin * shareByChance,
    }));
}

interface Met {
  readonly group: number;
  readonly trades: number;
  readonly share: number;
  readonly shareByChance: number | null;
}

/** Each named participant of the instrument with its share of the sides of all trades; a self-trade has both. */
function busiest({ trades, instruments }: ActivityScope): Met[] {
  const [instrument = 0] = instruments;
  const all = (trades.byInstrument[instrument] ?? new Uint32Array()).length;
  return trades.groupsIn(instrument).map((group) => {
    const sides = trades.of(group, instrument);
    const own = new Set(sides.map(({ row }) => row)).size;
    return { group, trades: own, share: sides.length / Math.max(1, 2 * all), shareByChance: null };
  });
}

/** Each named partner; chance is its part in the trades of others, instrument by instrument, weighed by the own trades there. */
function partners({ events, groups, trades, instruments }: ActivityScope, group: number): Met[] {
  const met = new Map<number, number>();
  const expected = new Map<number, number>();
  let all = 0;
  const add = (map: Map<number, number>, other: number, amount: number): void => void map.set(other, (map.get(other) ?? 0) + amount);
  for (const instrument of instruments) {
    const ofOthers = new Map<number, number>();
    let [own, others] = [0, 0];
    for (const row of trades.byInstrument[instrument] ?? []) {
      const sides = [groupOfTaker(events, groups, row), groupOfCounter(events, groups, row)] as const;
      if (sides.includes(group)) {
        own += 1;
        const other = sides[0] === group ? sides[1] : sides[0];
        if (other !== 0 && other !== group) add(met, other, 1);
      } else {
        others += 1;
        for (const side of new Set(sides)) if (side !== 0) add(ofOthers, side, 1);
      }
    }
    all += own;
    for (const [other, count] of ofOthers) add(expected, other, own * Math.min(1, count / Math.max(1, others)));
  }
  return [...met].map(([other, count]) => ({
    group: other,
    trades: count,
    share: count / Math.max(1, all),
    shareByChance: (expected.get(other) ?? 0) / Math.max(1, all),
  }));
}
