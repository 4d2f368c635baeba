// SPDX-License-Identifier: Apache-2.0
/**
 * Liquidation hunting: the price of a leveraged product is pushed to where others are closed out by the venue, and the forced orders are
 * traded against. Alike to stop hunting, but the others do not choose to trade.
 */
import { eventCode } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, nsPerMinute, nsPerSecond, studyPattern } from '../pattern.ts';
import { rowsBetween, volumeOf } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';
import { burstsOf } from '../prices/bursts.ts';
import { unwindingOf, usualDeviations } from '../prices/momentum-ignition.ts';
import { viewPrices } from '../prices/price-moves.ts';

export const liquidationHunting = studyPattern(
  {
    id: 'liquidation-hunting',
    version: 2,
    title: 'Liquidation hunting',
    definition: 'A push of one participant that sets off liquidations of others, against which the participant then trades.',
    legal: { marAnnexI: 'e', annexII: null },
    parameters: {
      burstWithin: { value: 180, unit: 's', meaning: 'longest push', origin: 'own' },
      tradesMin: { value: 3, unit: 'count', meaning: 'trades of the push', origin: 'own' },
      volumeShareMin: { value: 0.3, unit: 'share', meaning: 'of the volume during the push', origin: 'own' },
      deviationsMin: { value: 3, unit: 'deviations', meaning: 'of the push', origin: 'own' },
      ordinaryRatioMin: {
        value: 2,
        unit: 'ratio',
        meaning: 'its volume to what the instrument ordinarily trades in such a time',
        origin: 'own: a small trader in a quiet moment carries no price',
      },
      liquidationsWithin: {
        value: 10,
        unit: 'min',
        meaning: 'from the beginning of the push',
        origin: 'own: engines of venues act in seconds; cascades last minutes',
      },
      liquidationsMin: { value: 3, unit: 'count', meaning: 'liquidations in the direction of the push', origin: 'own: one is chance' },
      liquidatedRatioMin: { value: 0.15, unit: 'ratio', meaning: 'liquidated volume to that of the push', origin: 'own' },
      unwindShareMin: { value: 0.5, unit: 'share', meaning: 'of the push that is traded back', origin: 'own' },
    },
  },
  (study, values) =>
    study.events.instruments.flatMap((_instrument, instrument) => {
      const rows = study.trades.byInstrument[instrument] ?? new Uint32Array();
      if (!rows.some((row) => study.events.kind[row] === eventCode.liquidation)) return [];
      const prices = viewPrices(study.events, rows);
      const { tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin } = values;
      const rule = { spanNsMax: values.burstWithin * nsPerSecond, tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin };
      return study.trades.groupsIn(instrument).flatMap((group) =>
        burstsOf(study, { group, instrument, prices }, rule).flatMap((burst): Finding[] => {
          const pushed = new Set(burst.rows);
          const forced = [...rowsBetween(study.events, rows, burst.fromNs, burst.fromNs + values.liquidationsWithin * nsPerMinute)].filter(
            (row) =>
              study.events.kind[row] === eventCode.liquidation &&
              (study.events.side[row] === 1 ? 1 : -1) === burst.direction &&
              !pushed.has(row),
          );
          const ratio = volumeOf(study.events, forced) / Math.max(1, burst.volume);
          const unwound = unwindingOf(study, instrument, burst, values.liquidationsWithin * nsPerMinute);
          if (forced.length < values.liquidationsMin || ratio < values.liquidatedRatioMin || unwound.share < values.unwindShareMin)
            return [];
          return [
            {
              instruments: [instrument],
              groups: [group],
              rows: [...burst.rows, ...forced, ...unwound.rows],
              score: standsOut(burst.deviations, usualDeviations(prices)),
              figures: {
                move: burst.move,
                volumeShare: burst.volumeShare,
                liquidations: forced.length,
                liquidatedRatio: ratio,
                unwound: unwound.share,
              },
              sentences: [
                `${study.groups.nameOf(group)} moved the price ${percent(burst.move)} with ${percent(burst.volumeShare)} ` +
                  `of the volume, and ${counted(forced.length, 'liquidation')} followed.`,
                `They were ${ratio.toFixed(1)} times its own volume; it traded back ${percent(unwound.share)} within ` +
                  `${values.liquidationsWithin} minutes.`,
              ],
            },
          ];
        }),
      );
    }),
);
