// SPDX-License-Identifier: Apache-2.0
/**
 * Stop hunting: a push just beyond a recent extreme, where others have their stop orders, whose execution its author then trades against.
 *
 * A break-out that others believe in goes on. Here the price comes back inside, and the author has unwound into the stops.
 */
import { percent } from '../../kernel/index.ts';
import { type Finding, nsPerHour, nsPerMinute, nsPerSecond, studyPattern } from '../pattern.ts';
import { rowsBetween } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';
import { burstsOf } from './bursts.ts';
import { unwindingOf, usualDeviations } from './momentum-ignition.ts';
import { viewPrices } from './price-moves.ts';

export const stopHunting = studyPattern(
  {
    id: 'stop-hunting',
    version: 2,
    title: 'Stop hunting',
    definition:
      'A push of one participant beyond a recent extreme, a run of others in the same direction, and a return inside with the participant on the other side.',
    legal: { marAnnexI: 'e', annexII: null },
    parameters: {
      burstWithin: { value: 120, unit: 's', meaning: 'longest push', origin: 'own' },
      tradesMin: { value: 3, unit: 'count', meaning: 'trades of the push', origin: 'own' },
      volumeShareMin: { value: 0.3, unit: 'share', meaning: 'of the volume during the push', origin: 'own' },
      deviationsMin: { value: 3, unit: 'deviations', meaning: 'of the push', origin: 'own: it need only reach the stops' },
      ordinaryRatioMin: {
        value: 2.5,
        unit: 'ratio',
        meaning: 'its volume to what the instrument ordinarily trades in such a time',
        origin: 'own: a small trader in a quiet moment carries no price',
      },
      extremeOver: { value: 2, unit: 'h', meaning: 'before, whose highest or lowest price is passed', origin: 'own: where stops gather' },
      returnWithin: { value: 15, unit: 'min', meaning: 'in which the price is back inside', origin: 'own' },
      followersRatioMin: {
        value: 0.5,
        unit: 'ratio',
        meaning: 'others’ taking in the push’s direction to its volume',
        origin: 'own: the stops',
      },
      unwindShareMin: { value: 0.5, unit: 'share', meaning: 'of the push that its author trades back', origin: 'own' },
    },
  },
  (study, values) =>
    study.events.instruments.flatMap((_instrument, instrument) => {
      const rows = study.trades.byInstrument[instrument] ?? new Uint32Array();
      if (rows.length === 0) return [];
      const prices = viewPrices(study.events, rows);
      const { tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin } = values;
      const rule = { spanNsMax: values.burstWithin * nsPerSecond, tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin };
      return study.trades.groupsIn(instrument).flatMap((group) =>
        burstsOf(study, { group, instrument, prices }, rule).flatMap((burst): Finding[] => {
          const before = rowsBetween(study.events, rows, burst.fromNs - values.extremeOver * nsPerHour, burst.fromNs);
          const extreme = extremeOf(
            [...before].map((row) => study.events.price[row] ?? 0),
            burst.direction,
          );
          const reached = prices.priceAt(burst.untilNs);
          const later = prices.priceAt(burst.untilNs + values.returnWithin * nsPerMinute);
          if (extreme === null || (reached - extreme) * burst.direction <= 0 || (later - extreme) * burst.direction > 0) return [];
          const unwound = unwindingOf(study, instrument, burst, values.returnWithin * nsPerMinute);
          if (unwound.followers < values.followersRatioMin || unwound.share < values.unwindShareMin) return [];
          return [
            {
              instruments: [instrument],
              groups: [group],
              rows: [...burst.rows, ...unwound.rows],
              score: standsOut(burst.deviations, usualDeviations(prices)),
              figures: {
                move: burst.move,
                deviations: burst.deviations,
                ordinaryRatio: burst.ordinaryRatio,
                volumeShare: burst.volumeShare,
                followers: unwound.followers,
                unwound: unwound.share,
              },
              sentences: [
                `${study.groups.nameOf(group)} pushed the price beyond its extreme of the last ${values.extremeOver} ` +
                  `hours, with ${percent(burst.volumeShare)} of the volume.`,
                `Others then took ${unwound.followers.toFixed(1)} times its volume in that direction; it traded back ` +
                  `${percent(unwound.share)} and the price was inside again within ${values.returnWithin} minutes.`,
              ],
            },
          ];
        }),
      );
    }),
);

function extremeOf(prices: readonly number[], direction: 1 | -1): number | null {
  return prices.reduce<number | null>((best, price) => (best === null || (price - best) * direction > 0 ? price : best), null);
}
