// SPDX-License-Identifier: Apache-2.0
/**
 * Momentum ignition: a sudden burst that draws others along, into whom its author then unwinds at a better price.
 *
 *     author buys fast, price jumps | others buy too, price goes on | author sells to them
 */
import { percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, nsPerSecond, studyPattern } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';
import { type Burst, burstsOf } from './bursts.ts';
import { viewPrices } from './price-moves.ts';

export const momentumIgnition = studyPattern(
  {
    id: 'momentum-ignition',
    version: 2,
    title: 'Momentum ignition',
    definition: 'A sudden burst of one participant, others following it, and the participant unwinding into them with a gain.',
    legal: { marAnnexI: 'e', annexII: '1.5.c' },
    parameters: {
      burstWithin: { value: 120, unit: 's', meaning: 'longest burst', origin: 'own: others take it for news' },
      tradesMin: { value: 5, unit: 'count', meaning: 'trades of the burst', origin: 'own' },
      volumeShareMin: { value: 0.4, unit: 'share', meaning: 'of the volume during the burst', origin: 'own' },
      deviationsMin: { value: 3, unit: 'deviations', meaning: 'of the price move', origin: 'own: others notice' },
      ordinaryRatioMin: {
        value: 2.5,
        unit: 'ratio',
        meaning: 'its volume to what the instrument ordinarily trades in such a time',
        origin: 'own: a small trader in a quiet moment carries no price',
      },
      unwindWithin: { value: 10, unit: 'min', meaning: 'in which the position is unwound', origin: 'own: momentum lasts minutes' },
      unwindShareMin: { value: 0.5, unit: 'share', meaning: 'of the burst’s volume', origin: 'own' },
      followersRatioMin: {
        value: 0.3,
        unit: 'ratio',
        meaning: 'others’ taking in the burst’s direction to its volume',
        origin: 'own: somebody must follow',
      },
    },
  },
  (study, values) =>
    study.events.instruments.flatMap((_instrument, instrument) => {
      const rows = study.trades.byInstrument[instrument] ?? new Uint32Array();
      if (rows.length === 0) return [];
      const prices = viewPrices(study.events, rows);
      const { tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin } = values;
      const rule = { spanNsMax: values.burstWithin * nsPerSecond, tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin };
      return study.trades.groupsIn(instrument).flatMap((group) => {
        const bursts = burstsOf(study, { group, instrument, prices }, rule);
        return bursts.flatMap((burst): Finding[] => {
          const unwound = unwindingOf(study, instrument, burst, values.unwindWithin * nsPerMinute);
          if (unwound.share < values.unwindShareMin || unwound.followers < values.followersRatioMin || unwound.gain <= 0) return [];
          return [
            {
              instruments: [instrument],
              groups: [group],
              rows: [...burst.rows, ...unwound.rows],
              score: standsOut(burst.deviations, usualDeviations(prices)),
              figures: {
                move: burst.move,
                deviations: burst.deviations,
                volumeShare: burst.volumeShare,
                ordinaryRatio: burst.ordinaryRatio,
                unwound: unwound.share,
                followers: unwound.followers,
                gain: unwound.gain,
              },
              sentences: [
                `${study.groups.nameOf(group)} made ${percent(burst.volumeShare)} of the volume in ` +
                  `${((burst.untilNs - burst.fromNs) / nsPerSecond).toFixed(0)} s and moved the price ` +
                  `${percent(burst.move)} its way.`,
                `Others followed with ${unwound.followers.toFixed(1)} times its volume, and it unwound ` +
                  `${percent(unwound.share)} within ${values.unwindWithin} minutes, ${percent(unwound.gain)} better than it ` +
                  'had entered.',
              ],
            },
          ];
        });
      });
    }),
);

/** Sizes of the returns of single minutes, in deviations. */
export function usualDeviations({ bars, minuteDeviation }: ReturnType<typeof viewPrices>): readonly number[] {
  const sizes: number[] = [];
  for (let bar = 1; bar < bars.count; bar += 1) {
    const [from, until] = [bars.close[bar - 1] ?? 0, bars.close[bar] ?? 0];
    if (from > 0 && until > 0) sizes.push(Math.abs(Math.log(until / from)) / Math.max(Number.EPSILON, minuteDeviation));
  }
  return sizes;
}

/** What the author did after the burst, and what others did: shares of the burst's volume, and the gain in mean price. */
export function unwindingOf(study: MarketStudy, instrument: number, burst: Burst, withinNs: number) {
  const { events, trades } = study;
  const until = burst.untilNs + withinNs;
  const own = tradesBetween(events, trades.of(burst.group, instrument), burst.untilNs + 1, until);
  const back = own.filter(({ direction }) => direction === -burst.direction);
  const net = -burst.direction * netVolumeOf(events, own);
  const others = rowsBetween(events, trades.byInstrument[instrument] ?? new Uint32Array(), burst.fromNs, until);
  const ownRows = new Set([...burst.rows, ...own.map(({ row }) => row)]);
  let followers = 0;
  for (const row of others) {
    const isSame = (events.side[row] === 1 ? 1 : -1) === burst.direction;
    if (isSame && !ownRows.has(row)) followers += events.size[row] ?? 0;
  }
  const rows = back.map(({ row }) => row);
  const [entry, exit] = [meanPrice(study, burst.rows), meanPrice(study, rows)];
  const gain = entry > 0 && exit > 0 ? burst.direction * Math.log(exit / entry) : 0;
  return { rows, share: net / Math.max(1, burst.volume), followers: followers / Math.max(1, burst.volume), gain };
}

function meanPrice({ events }: MarketStudy, rows: readonly number[]): number {
  const value = rows.reduce((sum, row) => sum + (events.price[row] ?? 0) * (events.size[row] ?? 0), 0);
  return value / Math.max(1, volumeOf(events, rows));
}
