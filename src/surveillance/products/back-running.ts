// SPDX-License-Identifier: Apache-2.0
/**
 * Back-running: the place just behind another's large trade in a block is taken again and again, against it.
 *
 * It corrects the price and harms the other little, so it is often lawful arbitrage; what is worth a look is who gets that place nearly
 * always, which points to knowledge of the block before it is public.
 */
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, studyPattern } from '../pattern.ts';
import { groupOfTaker } from '../market/sides.ts';
import { median, standsOut } from '../market/statistics.ts';
import { blocksOf } from './block-order.ts';

export const backRunning = studyPattern(
  {
    id: 'back-running',
    version: 1,
    title: 'Back-running',
    definition: 'One participant holds the place just behind large trades of others in a pool’s blocks, far more often than anybody else.',
    legal: { marAnnexI: null, annexII: null },
    parameters: {
      largeRatio: { value: 5, unit: 'ratio', meaning: 'large trade to the median trade', origin: 'own: it leaves a price to correct' },
      placesMin: { value: 5, unit: 'count', meaning: 'places behind large trades', origin: 'own' },
      placeShareMin: {
        value: 0.6,
        unit: 'share',
        meaning: 'of all places behind large trades of others',
        origin: 'own: open competition divides them',
      },
    },
  },
  (study, { largeRatio, placesMin, placeShareMin }) => {
    const { events, groups, trades } = study;
    return events.instruments.flatMap((_instrument, instrument) => {
      const rows = trades.byInstrument[instrument] ?? new Uint32Array();
      const typical = median([...rows].map((row) => events.size[row] ?? 0)) ?? 0;
      const places = blocksOf(events, rows).flatMap((block) =>
        block.flatMap((row, index) => {
          const before = block[index - 1];
          if (before === undefined || (events.size[before] ?? 0) < largeRatio * typical || events.side[before] === events.side[row])
            return [];
          const [author, runner] = [groupOfTaker(events, groups, before), groupOfTaker(events, groups, row)];
          return runner === 0 || runner === author ? [] : [{ runner, rows: [before, row] }];
        }),
      );
      const byRunner = Map.groupBy(places, ({ runner }) => runner);
      return [...byRunner].flatMap(([runner, own]): Finding[] => {
        const share = own.length / places.length;
        if (own.length < placesMin || share < placeShareMin) return [];
        const others = [...byRunner].filter(([other]) => other !== runner).map(([, list]) => list.length / places.length);
        return [
          {
            instruments: [instrument],
            groups: [runner],
            rows: own.flatMap((one) => one.rows),
            score: standsOut(share, [...others, ...Array.from({ length: own.length }, () => 0)]),
            figures: { places: own.length, placeShare: share, others: others.length },
            sentences: [
              `${groups.nameOf(runner)} stood just behind ${counted(own.length, 'large trade')} of others and against ` +
                `it, ${percent(share)} of all such places in the pool; ${counted(others.length, 'other participant')} ` +
                'shared the rest.',
            ],
          },
        ];
      });
    });
  },
);
