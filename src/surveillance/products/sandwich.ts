// SPDX-License-Identifier: Apache-2.0
/**
 * Sandwich: in one block, a trade just before another's in the same direction and its reverse just after, so that the other pays for it.
 *
 *     A buys 10 | V buys 100 | A sells 10          V bought at a price that A had raised
 *
 * The rule is that of public block inspection; like amounts in and out and a gain are asked for besides, since bare order patterns give
 * many false results (Chi et al. find that only profit tells).
 */
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, studyPattern } from '../pattern.ts';
import { groupOfTaker } from '../market/sides.ts';
import { blocksOf } from './block-order.ts';

interface Sandwich {
  readonly attacker: number;
  readonly rows: readonly number[];
  readonly victims: number;
}

export const sandwich = studyPattern(
  {
    id: 'sandwich',
    version: 1,
    title: 'Sandwich',
    definition: 'In one block, a trade before and its reverse after the trade of another in a pool, with a gain.',
    legal: { marAnnexI: 'e', annexII: null },
    parameters: {
      amountDifferenceMax: {
        value: 0.01,
        unit: 'share',
        meaning: 'between what goes in and comes out',
        origin: 'heuristic of frontrunner studies: within 1 %',
      },
      sandwichesMin: { value: 2, unit: 'count', meaning: 'of one participant in a pool', origin: 'own: one may be chance' },
    },
  },
  (study, { amountDifferenceMax, sandwichesMin }) =>
    study.events.instruments.flatMap((_instrument, instrument) => {
      const blocks = blocksOf(study.events, study.trades.byInstrument[instrument] ?? new Uint32Array());
      const found = blocks.flatMap((block) => sandwichesIn(study, block, amountDifferenceMax));
      return [...Map.groupBy(found, ({ attacker }) => attacker)].flatMap(([attacker, own]): Finding[] => {
        if (own.length < sandwichesMin) return [];
        const victims = own.reduce((sum, one) => sum + one.victims, 0);
        const blocksTraded = blocks.filter((block) =>
          block.some((row) => groupOfTaker(study.events, study.groups, row) === attacker),
        ).length;
        return [
          {
            instruments: [instrument],
            groups: [attacker],
            rows: own.flatMap(({ rows }) => rows),
            score: own.length / blocksTraded,
            figures: { sandwiches: own.length, victims, blockShare: own.length / blocksTraded },
            sentences: [
              `${counted(own.length, 'time')} ${study.groups.nameOf(attacker)} traded just before and just after ` +
                `${counted(victims, 'trade')} of others in one block, in and out with like amounts and a gain.`,
              `That is ${percent(own.length / blocksTraded)} of the blocks in which it traded beside others in this pool.`,
            ],
          },
        ];
      });
    }),
);

function sandwichesIn({ events, groups }: MarketStudy, block: readonly number[], differenceMax: number): readonly Sandwich[] {
  const found: Sandwich[] = [];
  const used = new Set<number>();
  for (const [start, front] of block.entries()) {
    const attacker = groupOfTaker(events, groups, front);
    if (attacker === 0 || used.has(front)) continue;
    const size = events.size[front] ?? 0;
    const end = block.findIndex(
      (row, index) =>
        index > start + 1 &&
        groupOfTaker(events, groups, row) === attacker &&
        events.side[row] !== events.side[front] &&
        Math.abs((events.size[row] ?? 0) - size) <= differenceMax * size,
    );
    if (end === -1) continue;
    const back = block[end] ?? front;
    const between = block.slice(start + 1, end);
    const victims = between.filter((row) => groupOfTaker(events, groups, row) !== attacker && events.side[row] === events.side[front]);
    const gain = (events.side[front] === 1 ? 1 : -1) * ((events.price[back] ?? 0) - (events.price[front] ?? 0));
    if (victims.length === 0 || gain <= 0) continue;
    used.add(back);
    found.push({ attacker, rows: [front, ...victims, back], victims: victims.length });
  }
  return found;
}
