// SPDX-License-Identifier: Apache-2.0
/**
 * Ramping: one participant carries the price up or down over minutes to an hour, and it falls back once the pushing ends.
 *
 * Whoever buys much on good news moves the price too; then it stays. A return of a large part of the move after the pushing ends is what
 * the law calls a price change that is subsequently reversed.
 */
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, nsPerMinute, studyPattern } from '../pattern.ts';
import { standsOut } from '../market/statistics.ts';
import { burstsOf } from './bursts.ts';
import { viewPrices } from './price-moves.ts';

export const ramping = studyPattern(
  {
    id: 'ramping',
    version: 3,
    title: 'Ramping',
    definition: 'One participant’s taking carries the price over minutes to an hour, and a large part of the move is reversed after it.',
    legal: { marAnnexI: 'e', annexII: '1.5.c' },
    parameters: {
      span: { value: 60, unit: 'min', meaning: 'longest stretch', origin: 'own: longer ones are positions being built' },
      spanMin: { value: 3, unit: 'min', meaning: 'shortest stretch', origin: 'own: shorter ones are momentum ignition' },
      tradesMin: { value: 10, unit: 'count', meaning: 'trades of the stretch', origin: 'own' },
      volumeShareMin: { value: 0.3, unit: 'share', meaning: 'of the volume in the stretch', origin: 'own' },
      deviationsMin: {
        value: 2.3,
        unit: 'deviations',
        meaning: 'of the move, of an ordinary stretch of that length',
        origin: 'own: ordinary large orders stay below',
      },
      ordinaryRatioMin: {
        value: 1.1,
        unit: 'ratio',
        meaning: 'its volume to what the instrument ordinarily trades in such a time',
        origin: 'own: a small trader in a quiet moment carries no price',
      },
      reversalMin: {
        value: 0.3,
        unit: 'share',
        meaning: 'of the move that comes back in an equal stretch after',
        origin: 'MAR Annex I A(e): subsequently reversed; own share',
      },
    },
  },
  (study, values) =>
    study.events.instruments.flatMap((_instrument, instrument) => {
      const rows = study.trades.byInstrument[instrument] ?? new Uint32Array();
      if (rows.length === 0) return [];
      const prices = viewPrices(study.events, rows);
      const { tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin } = values;
      const rule = { spanNsMax: values.span * nsPerMinute, tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin };
      const usual = prices.bars.close.length === 0 ? [] : usualMoves(prices, values.span);
      return study.trades.groupsIn(instrument).flatMap((group) =>
        burstsOf(study, { group, instrument, prices }, rule).flatMap((burst): Finding[] => {
          const length = burst.untilNs - burst.fromNs;
          const back = prices.lostAfter({ ...burst, fromNs: burst.untilNs, spanNs: length });
          if (length < values.spanMin * nsPerMinute || back < values.reversalMin) return [];
          const minutes = length / nsPerMinute;
          return [
            {
              instruments: [instrument],
              groups: [group],
              rows: burst.rows,
              score: standsOut(burst.move, usual),
              figures: {
                trades: burst.rows.length,
                minutes,
                volumeShare: burst.volumeShare,
                move: burst.move,
                deviations: burst.deviations,
                reversal: back,
              },
              sentences: [
                `${study.groups.nameOf(group)} took ${counted(burst.rows.length, 'time')} on one side in ` +
                  `${minutes.toFixed(0)} minutes, ${percent(burst.volumeShare)} of the volume.`,
                `The price moved ${percent(burst.move)} its way, ${burst.deviations.toFixed(1)} deviations of such a ` +
                  `stretch, and ${percent(back)} of that came back in the same time after.`,
              ],
            },
          ];
        }),
      );
    }),
);

/** Sizes of the moves over all stretches of the longest length. */
function usualMoves(prices: ReturnType<typeof viewPrices>, minutes: number): readonly number[] {
  const { close, count } = prices.bars;
  const moves: number[] = [];
  for (let bar = minutes; bar < count; bar += minutes) {
    const [from, until] = [close[bar - minutes] ?? 0, close[bar] ?? 0];
    if (from > 0 && until > 0) moves.push(Math.abs(Math.log(until / from)));
  }
  return moves;
}
