// SPDX-License-Identifier: Apache-2.0
/**
 * Self-trades: one beneficial owner on both sides of a trade, so that nothing changes hands but the tape shows a price and a volume.
 *
 * Large makers cross themselves now and then by accident; venues prevent most of it. So it counts only where it is a real part of the
 * group's own trading in the instrument.
 */
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, listeningPattern, type MarketStudy } from '../pattern.ts';
import { standsOut } from '../market/statistics.ts';
import { groupOfCounter, groupOfTaker } from '../market/sides.ts';

export const selfTrades = listeningPattern(
  {
    id: 'self-trades',
    version: 1,
    title: 'Self-trades',
    definition: 'Trades in which the same beneficial owner buys and sells, as a share of its own trading in the instrument.',
    legal: { marAnnexI: 'c', annexII: '1.3.a' },
    parameters: {
      tradesMin: {
        value: 3,
        unit: 'count',
        meaning: 'self-trades from which one looks closer',
        origin: 'own: one or two happen by accident',
      },
      ownShareMin: {
        value: 0.05,
        unit: 'share',
        meaning: 'of the group’s own volume',
        origin: 'own: accidental crossing of makers stays below',
      },
    },
  },
  (study, view, values) => {
    const { events, groups } = study;
    const counts = new Map<number, number>();
    let changes = 0;
    return {
      listener: {
        onTrade(row) {
          const group = groupOfTaker(events, groups, row);
          if (group === 0 || group !== groupOfCounter(events, groups, row)) return;
          const place = group * view.instrumentRoom + (events.instrument[row] ?? 0);
          const count = (counts.get(place) ?? 0) + 1;
          counts.set(place, count);
          // Its share of what the group trades is looked at again after as many more.
          if (count % Math.max(1, Math.ceil(values.tradesMin)) === 0) changes += 1;
        },
      },
      finish: () => findSelfTrades(study, values),
      changes: () => changes,
    };
  },
);

function findSelfTrades(
  study: MarketStudy,
  { tradesMin, ownShareMin }: { readonly tradesMin: number; readonly ownShareMin: number },
): readonly Finding[] {
  return study.events.instruments.flatMap((_instrument, instrument) => {
    const shares = study.trades.groupsIn(instrument).map((group) => ({ group, ...selfTradesOf(study, group, instrument) }));
    return shares
      .filter(({ rows, share }) => rows.length >= tradesMin && share >= ownShareMin)
      .map(({ group, rows, volume, share }): Finding => {
        const others = shares.filter((other) => other.group !== group).map((other) => other.share);
        return {
          instruments: [instrument],
          groups: [group],
          rows,
          score: standsOut(share, others),
          figures: { trades: rows.length, volume, ownShare: share },
          sentences: [
            `${study.groups.nameOf(group)} was on both sides of ${counted(rows.length, 'trade')}, ${percent(share)} of its own volume.`,
            `Of the ${others.length} other participants in the instrument, ${others.filter((other) => other >= share).length} reach that share.`,
          ],
        };
      });
  });
}

function selfTradesOf({ events, groups, trades }: MarketStudy, group: number, instrument: number) {
  const own = trades.of(group, instrument);
  const taken = own.filter(({ isTaker }) => isTaker);
  const rows = taken.filter(({ row }) => groupOfCounter(events, groups, row) === group).map(({ row }) => row);
  const sum = (list: readonly number[]): number => list.reduce((total, row) => total + (events.size[row] ?? 0), 0);
  const volume = sum(rows);
  // A self-trade stands in `own` twice and is one trade.
  const ownVolume = sum(own.map(({ row }) => row)) - volume;
  return { rows, volume, share: ownVolume === 0 ? 0 : volume / ownVolume };
}
