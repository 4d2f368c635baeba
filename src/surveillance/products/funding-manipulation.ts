// SPDX-License-Identifier: Apache-2.0
/**
 * Funding-rate manipulation: a perpetual is pushed away from its index just before its funding is set, by somebody whose larger position
 * on the other side is paid by that funding.
 *
 * A position here is what the participant bought less what it sold in the table before the window: what came before the table is not
 * known, and the sentence says so.
 */
import { eventCode } from '../../columns/index.ts';
import { percent } from '../../kernel/index.ts';
import { type Finding, nsPerMinute, studyPattern } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';
import { viewPrices } from '../prices/price-moves.ts';

export const fundingManipulation = studyPattern(
  {
    id: 'funding-manipulation',
    version: 3,
    title: 'Funding-rate manipulation',
    definition:
      'Taking that moves a perpetual before its funding is set, by a participant whose larger opposite position gains from the rate.',
    legal: { marAnnexI: 'g', annexII: '2.2.c' },
    parameters: {
      window: {
        value: 15,
        unit: 'min',
        meaning: 'before the funding',
        origin: 'own: venues average the premium, its end weighs on screens',
      },
      volumeShareMin: { value: 0.25, unit: 'share', meaning: 'of the volume in the window', origin: 'own' },
      positionRatioMin: { value: 2, unit: 'ratio', meaning: 'opposite position to the push', origin: 'own: the push must pay' },
      deviationsMin: {
        value: 1,
        unit: 'deviations',
        meaning: 'of the move in the window',
        origin: 'own: the position that is paid for it tells more than the move',
      },
      reversalMin: {
        value: 0.25,
        unit: 'share',
        meaning: 'of the move that comes back in an equal window after',
        origin: 'own: a perpetual is drawn back to its index slowly',
      },
    },
  },
  (study, values) => {
    const { events, trades, groups } = study;
    const span = values.window * nsPerMinute;
    const fundings: number[] = [];
    for (let row = 0; row < events.count; row += 1) if (events.kind[row] === eventCode.funding) fundings.push(row);
    return fundings.flatMap((fundingRow) => {
      const instrument = events.instrument[fundingRow] ?? 0;
      const rows = trades.byInstrument[instrument] ?? new Uint32Array();
      if (rows.length === 0) return [];
      const until = events.timeNs[fundingRow] ?? 0;
      const prices = viewPrices(events, rows);
      const move = prices.returnBetween(until - span, until);
      const deviations = Math.abs(move) / Math.max(Number.EPSILON, prices.deviationOver(span));
      const back = prices.lostAfter({ direction: move > 0 ? 1 : -1, move: Math.abs(move), fromNs: until, spanNs: span });
      if (deviations < values.deviationsMin || back < values.reversalMin) return [];
      const all = volumeOf(events, rowsBetween(events, rows, until - span, until));
      const shares = trades.groupsIn(instrument).map((group) => {
        const own = trades.of(group, instrument);
        const taken = tradesBetween(events, own, until - span, until).filter(({ isTaker }) => isTaker);
        const push = Math.sign(move) * netVolumeOf(events, taken);
        const position = -Math.sign(move) * netVolumeOf(events, tradesBetween(events, own, Number.NEGATIVE_INFINITY, until - span));
        return { group, taken, push, position, share: push / Math.max(1, all) };
      });
      return shares
        .filter(({ share, push, position }) => share >= values.volumeShareMin && position >= values.positionRatioMin * push)
        .map(({ group, taken, push, position, share }): Finding => ({
          instruments: [instrument],
          groups: [group],
          rows: [...taken.map(({ row }) => row), fundingRow],
          score: standsOut(
            share,
            shares.filter((other) => other.group !== group).map((other) => other.share),
          ),
          figures: { volumeShare: share, move, deviations, reversal: back, positionRatio: position / Math.max(1, push) },
          sentences: [
            `In the ${values.window} minutes before the funding ${groups.nameOf(group)} took net ${percent(share)} of ` +
              `the volume and the price moved ${percent(Math.abs(move))}, ${deviations.toFixed(1)} deviations.`,
            `By its trades in this table it then held ${(position / Math.max(1, push)).toFixed(1)} times that on the ` +
              `other side, which gains from such a rate; ${percent(back)} of the move came back after.`,
          ],
        }));
    });
  },
);
