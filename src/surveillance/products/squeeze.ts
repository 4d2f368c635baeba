// SPDX-License-Identifier: Apache-2.0
/**
 * Squeeze and concentration: so much of what can be delivered or held is in one hand that the others must buy from it.
 *
 * Concentration alone is lawful and is reported as a figure of the same finding; the squeeze shows when the holder also carries the price.
 */
import { eventCode, type MarketEvents } from '../../columns/index.ts';
import { percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerHour, studyPattern } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';
import { viewPrices } from '../prices/price-moves.ts';

export const squeeze = studyPattern(
  {
    id: 'squeeze',
    version: 2,
    title: 'Squeeze and concentration',
    definition: 'One participant holds a large part of all long positions, goes on taking, and the price rises far beyond the ordinary.',
    legal: { marAnnexI: 'b', annexII: '2.2.a' },
    parameters: {
      longShareMin: {
        value: 0.4,
        unit: 'share',
        meaning: 'of all long positions',
        origin: 'own: position limits of derivatives markets lie around 20 to 35 %',
      },
      window: {
        value: 24,
        unit: 'h',
        meaning: 'before the positions, in which the price is looked at, or since the table begins',
        origin: 'own',
      },
      volumeShareMin: { value: 0.2, unit: 'share', meaning: 'of the volume, net bought', origin: 'own' },
      deviationsMin: { value: 1.5, unit: 'deviations', meaning: 'of the rise', origin: 'own' },
    },
  },
  (study, values) => {
    const stated = statementsOf(study.events);
    return study.events.instruments.flatMap((_instrument, instrument) => {
      const longs = longPositions(study, stated[instrument] ?? []);
      const total = [...longs.values()].reduce((sum, { size }) => sum + size, 0);
      const rows = study.trades.byInstrument[instrument] ?? new Uint32Array();
      if (total === 0 || rows.length === 0) return [];
      const prices = viewPrices(study.events, rows);
      return [...longs].flatMap(([group, { size, row }]): Finding[] => {
        const until = study.events.timeNs[row] ?? 0;
        const span = Math.min(values.window * nsPerHour, until - (study.events.timeNs[rows[0] ?? 0] ?? 0));
        const rise = prices.returnBetween(until - span, until);
        const deviations = rise / Math.max(Number.EPSILON, prices.deviationOver(span));
        const taken = tradesBetween(study.events, study.trades.of(group, instrument), until - span, until);
        const share =
          netVolumeOf(study.events, taken) / Math.max(1, volumeOf(study.events, rowsBetween(study.events, rows, until - span, until)));
        if (size / total < values.longShareMin || deviations < values.deviationsMin || share < values.volumeShareMin) return [];
        const others = [...longs].filter(([other]) => other !== group).map(([, other]) => other.size / total);
        return [
          {
            instruments: [instrument],
            groups: [group],
            rows: [...taken.map((trade) => trade.row), row],
            score: standsOut(size / total, others),
            figures: { longShare: size / total, volumeShare: share, rise, deviations },
            sentences: [
              `${study.groups.nameOf(group)} held ${percent(size / total)} of all long positions and bought net ` +
                `${percent(share)} of the volume in the ${values.window} hours before.`,
              `The price rose ${percent(rise)}, ${deviations.toFixed(1)} deviations of such a time.`,
            ],
          },
        ];
      });
    });
  },
);

/** The rows that state positions, by instrument. */
function statementsOf({ kind, instrument, instruments, count }: MarketEvents): readonly (readonly number[])[] {
  const rows: number[][] = instruments.map(() => []);
  for (let row = 0; row < count; row += 1) if (kind[row] === eventCode.position) rows[instrument[row] ?? 0]?.push(row);
  return rows;
}

/** The last long position of each group, summed over its accounts, with the row of the latest. */
function longPositions(
  { events, groups }: MarketStudy,
  statements: readonly number[],
): ReadonlyMap<number, { readonly size: number; readonly row: number }> {
  const last = new Map<number, { size: number; row: number }>();
  for (const row of statements) last.set(events.account[row] ?? 0, { size: events.size[row] ?? 0, row });
  const longs = new Map<number, { size: number; row: number }>();
  for (const [account, { size, row }] of last) {
    const group = groups.ofAccount[account] ?? 0;
    if (size <= 0 || group === 0) continue;
    const known = longs.get(group);
    longs.set(group, { size: size + (known?.size ?? 0), row: Math.max(row, known?.row ?? 0) });
  }
  return longs;
}
