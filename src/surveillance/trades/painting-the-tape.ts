// SPDX-License-Identifier: Apache-2.0
/**
 * Painting the tape: many small trades that the public sees, by one participant, in one direction, to give the impression of activity
 * and of a moving price.
 *
 * A large order that is worked in small pieces looks alike at first. It differs in its sum: it moves a real quantity. So the trades
 * count only where they are a large part of the trades shown and a small part of the volume.
 */
import type { MarketEvents } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, nsPerMinute, studyPattern } from '../pattern.ts';
import { rowsBetween, volumeOf } from '../market/sides.ts';
import { quantile } from '../market/statistics.ts';
import type { GroupTrade } from '../market/trade-index.ts';

export const paintingTheTape = studyPattern(
  {
    id: 'painting-the-tape',
    version: 3,
    title: 'Painting the tape',
    definition:
      'A run of small public trades of one participant in one direction that is most of what is shown and little of what is traded.',
    legal: { marAnnexI: 'a', annexII: '1.3.b' },
    parameters: {
      window: { value: 10, unit: 'min', meaning: 'in which the run lies', origin: 'own: what a person watching a screen takes in' },
      tradesMin: { value: 20, unit: 'count', meaning: 'trades of the run', origin: 'own: fewer do not make a picture' },
      smallQuantile: { value: 0.5, unit: 'share', meaning: 'sizes up to this quantile of the instrument are small', origin: 'own' },
      countShareMin: { value: 0.4, unit: 'share', meaning: 'of the trades shown while it lasts', origin: 'own: the most of what is seen' },
      volumeShareMax: {
        value: 0.45,
        unit: 'share',
        meaning: 'of the volume while it lasts',
        origin: 'own: an order worked in pieces is above',
      },
      ticksMin: {
        value: 3,
        unit: 'levels',
        meaning: 'different prices, each beyond the one before',
        origin: 'own: the picture is of a move',
      },
    },
  },
  (study, values) => {
    const { events, trades } = study;
    return events.instruments.flatMap((_instrument, instrument) => {
      const all = trades.byInstrument[instrument] ?? new Uint32Array();
      const small =
        quantile(
          [...all].map((row) => events.size[row] ?? 0),
          values.smallQuantile,
        ) ?? 0;
      return trades.groupsIn(instrument).flatMap((group) =>
        runsOf(events, trades.of(group, instrument), { small, windowNs: values.window * nsPerMinute }).flatMap((run): Finding[] => {
          const first = events.timeNs[run[0] ?? 0] ?? 0;
          const last = events.timeNs[run.at(-1) ?? 0] ?? 0;
          const window = rowsBetween(events, all, first, last + 1);
          const [countShare, volumeShare] = [run.length / window.length, volumeOf(events, run) / Math.max(1, volumeOf(events, window))];
          const steps = newExtremes(events, run);
          if (run.length < values.tradesMin || countShare < values.countShareMin) return [];
          if (volumeShare > values.volumeShareMax || steps < values.ticksMin) return [];
          return [
            {
              instruments: [instrument],
              groups: [group],
              rows: run,
              score: countShare * (1 - volumeShare),
              figures: { trades: run.length, countShare, volumeShare, steps },
              sentences: [
                `${study.groups.nameOf(group)} made ${counted(run.length, 'small trade')} in one direction within ` +
                  `${values.window} minutes: ${percent(countShare)} of the trades shown and ${percent(volumeShare)} of the ` +
                  'volume.',
                `The price was carried to a new extreme ${counted(steps, 'time')} by them.`,
              ],
            },
          ];
        }),
      );
    });
  },
);

/** Runs of small trades that the group took in one direction, none longer than the window. */
function runsOf(
  events: MarketEvents,
  own: readonly GroupTrade[],
  { small, windowNs }: { small: number; windowNs: number },
): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let run: number[] = [];
  let direction = 0;
  for (const trade of own) {
    if (!trade.isTaker || (events.size[trade.row] ?? 0) > small) continue;
    const start = events.timeNs[run[0] ?? trade.row] ?? 0;
    if (trade.direction !== direction || (events.timeNs[trade.row] ?? 0) - start >= windowNs) {
      runs.push(run);
      run = [];
      direction = trade.direction;
    }
    run.push(trade.row);
  }
  return [...runs, run].filter(({ length }) => length > 0);
}

/** How often the run reached a price beyond all its prices before, in its direction. */
function newExtremes(events: MarketEvents, run: readonly number[]): number {
  const isUp = (events.price[run.at(-1) ?? 0] ?? 0) >= (events.price[run[0] ?? 0] ?? 0);
  let extreme = events.price[run[0] ?? 0] ?? 0;
  let count = 0;
  for (const row of run) {
    const price = events.price[row] ?? 0;
    if (isUp ? price > extreme : price < extreme) {
      extreme = price;
      count += 1;
    }
  }
  return count;
}
