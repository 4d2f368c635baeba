// SPDX-License-Identifier: Apache-2.0
/**
 * Matched orders: two who act together enter opposite orders at nearly the same time, price and size, so that they meet each other.
 *
 * Any two meet by chance. What chance does not do is meet again and again with orders of the same size entered within seconds, and
 * have that be a large part of what one of them trades at all.
 */
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, listeningPattern, nsPerMs } from '../pattern.ts';
import { standsOut } from '../market/statistics.ts';
import { groupOfCounter, groupOfTaker, volumeOf } from '../market/sides.ts';

interface Pair {
  readonly instrument: number;
  readonly groups: readonly [number, number];
  readonly rows: number[];
}

export const matchedOrders = listeningPattern(
  {
    id: 'matched-orders',
    version: 1,
    title: 'Matched orders',
    definition: 'Two participants whose orders of like size and price, entered within seconds of each other, meet repeatedly.',
    legal: { marAnnexI: 'c', annexII: '1.3.c' },
    parameters: {
      enteredWithin: {
        value: 2000,
        unit: 'ms',
        meaning: 'between the entries of both orders',
        origin: 'practice of surveillance desks: 0, 2 or 5 seconds',
      },
      sizeDifferenceMax: {
        value: 0.05,
        unit: 'share',
        meaning: 'difference of the two sizes, of the larger',
        origin: 'own: prearranged sizes are equal or nearly so',
      },
      tradesMin: { value: 5, unit: 'count', meaning: 'matched trades of the pair', origin: 'own: fewer occur by chance in a busy book' },
      ownShareMin: {
        value: 0.3,
        unit: 'share',
        meaning: 'of the volume of the smaller of the two',
        origin: 'own: chance pairs of makers stay far below',
      },
    },
  },
  (study, view, { enteredWithin, sizeDifferenceMax, tradesMin, ownShareMin }) => {
    const { events, groups } = study;
    const { orders } = view;
    const pairs = new Map<string, Pair>();
    let changes = 0;
    const onTrade = (row: number, takerOrder: number, restingOrder: number): void => {
      const [taker, resting] = [groupOfTaker(events, groups, row), groupOfCounter(events, groups, row)];
      if (taker === 0 || resting === 0 || taker === resting || restingOrder === 0) return;
      // A taker's order that never rested was entered when it traded, with the size it traded.
      const takerNs = takerOrder === 0 ? (events.timeNs[row] ?? 0) : (orders.placedNs[takerOrder] ?? 0);
      const takerSize = takerOrder === 0 ? (events.size[row] ?? 0) : (orders.placedSize[takerOrder] ?? 0);
      const restingSize = orders.placedSize[restingOrder] ?? 0;
      if (Math.abs(takerNs - (orders.placedNs[restingOrder] ?? 0)) > enteredWithin * nsPerMs) return;
      if (Math.abs(takerSize - restingSize) > sizeDifferenceMax * Math.max(takerSize, restingSize)) return;
      const both = [Math.min(taker, resting), Math.max(taker, resting)] as const;
      const instrument = events.instrument[row] ?? 0;
      const key = `${instrument} ${both[0]} ${both[1]}`;
      const pair = pairs.get(key) ?? { instrument, groups: both, rows: [] };
      pair.rows.push(row);
      pairs.set(key, pair);
      // Its share of what they trade is looked at again after as many more.
      if (pair.rows.length % Math.max(1, Math.ceil(tradesMin)) === 0) changes += 1;
    };
    const finish = (): readonly Finding[] => {
      const volumes = new Map<string, number>();
      const volumeOfGroup = (group: number, instrument: number): number => {
        const key = `${group} ${instrument}`;
        const own = volumes.get(key) ?? volumeOf(events, [...new Set(study.trades.of(group, instrument).map(({ row }) => row))]);
        volumes.set(key, own);
        return own;
      };
      const measured = [...pairs.values()].map((pair) => {
        const own = pair.groups.map((group) => volumeOfGroup(group, pair.instrument));
        const volume = volumeOf(events, pair.rows);
        return { ...pair, volume, share: volume / Math.max(1, Math.min(...own)) };
      });
      return measured
        .filter(({ rows, share }) => rows.length >= tradesMin && share >= ownShareMin)
        .map(({ instrument, groups: both, rows, volume, share }) => {
          const [first, second] = both.map((group) => groups.nameOf(group));
          const others = measured.filter((other) => other.instrument === instrument && other.groups !== both);
          return {
            instruments: [instrument],
            groups: both,
            rows,
            score: standsOut(share, [...others.map((other) => other.share), ...Array.from({ length: groups.count }, () => 0)]),
            figures: { trades: rows.length, volume, ownShare: share },
            sentences: [
              `Orders of ${first ?? ''} and ${second ?? ''} met in ${counted(rows.length, 'trade')}, each time entered ` +
                `within ${enteredWithin} ms and of like size.`,
              `That is ${percent(share)} of what the smaller of the two traded in the instrument.`,
            ],
          };
        });
    };
    return { listener: { onTrade }, finish, changes: () => changes };
  },
);
