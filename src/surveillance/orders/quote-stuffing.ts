// SPDX-License-Identifier: Apache-2.0
/**
 * Quote stuffing: so many orders and cancels in a short time that others are slowed down or misled about where the market is.
 *
 * A minute counts when its number of order events stands far out from the instrument's ordinary minutes. The published measure takes
 * 20 standard deviations above the mean of 20 days (Egginton, Van Ness and Van Ness 2016); with one day at hand the median and the
 * median distance from it stand in for both, so that the episode does not hide itself.
 */
import { eventCode } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, studyPattern } from '../pattern.ts';
import { median, standsOut } from '../market/statistics.ts';

interface Minute {
  readonly minute: number;
  events: number;
  trades: number;
  readonly byGroup: Map<number, number[]>;
}

export const quoteStuffing = studyPattern(
  {
    id: 'quote-stuffing',
    version: 1,
    title: 'Quote stuffing',
    definition: 'Minutes in which one participant floods an instrument with orders and cancels that hardly trade.',
    legal: { marAnnexI: 'f', annexII: '1.4.e' },
    parameters: {
      deviations: { value: 20, unit: 'deviations', meaning: 'above the ordinary minute', origin: 'Egginton, Van Ness and Van Ness 2016' },
      minutesMin: { value: 30, unit: 'count', meaning: 'minutes that tell what is ordinary', origin: 'own: fewer are no baseline' },
      groupShareMin: {
        value: 0.5,
        unit: 'share',
        meaning: 'of the minute’s order events, by one participant',
        origin: 'own: a busy market has many hands',
      },
      orderToTradeMin: {
        value: 50,
        unit: 'ratio',
        meaning: 'order events to one trade of the participant',
        origin: 'own: makers lie around 10 to 30',
      },
    },
  },
  (study, values) => {
    const minutesByInstrument = minutesOf(study);
    return study.events.instruments.flatMap((_instrument, instrument) => {
      const minutes = minutesByInstrument[instrument] ?? [];
      if (minutes.length < values.minutesMin) return [];
      const counts = minutes.map(({ events }) => events);
      const ordinary = median(counts) ?? 0;
      const spread = Math.max(1, 1.4826 * (median(counts.map((count) => Math.abs(count - ordinary))) ?? 0));
      return minutes
        .filter(({ events }) => events > ordinary + values.deviations * spread)
        .flatMap((minute): Finding[] => {
          const [group, rows] = [...minute.byGroup].toSorted(
            (left, right) => right[1].length - left[1].length || left[0] - right[0],
          )[0] ?? [0, []];
          const [share, ratio] = [rows.length / minute.events, rows.length / Math.max(1, minute.trades)];
          if (group === 0 || share < values.groupShareMin || ratio < values.orderToTradeMin) return [];
          return [
            {
              instruments: [instrument],
              groups: [group],
              rows,
              score: standsOut(
                minute.events,
                counts.filter((count) => count !== minute.events),
              ),
              figures: { orderEvents: minute.events, ordinaryMinute: ordinary, groupShare: share, orderToTrade: ratio },
              sentences: [
                `In one minute ${counted(minute.events, 'order event')} hit the instrument; its ordinary minute has ${ordinary}.`,
                `${study.groups.nameOf(group)} sent ${percent(share)} of them, with ${counted(minute.trades, 'trade')} in that minute.`,
              ],
            },
          ];
        });
    });
  },
);

/** In one walk over the table, whatever the number of its instruments. */
function minutesOf({ events, groups }: MarketStudy): readonly (readonly Minute[])[] {
  const minutes = events.instruments.map(() => new Map<number, Minute>());
  for (let row = 0; row < events.count; row += 1) {
    const own = minutes[events.instrument[row] ?? 0];
    if (own === undefined) continue;
    const kind = events.kind[row] ?? 0;
    const number = Math.floor((events.timeNs[row] ?? 0) / nsPerMinute);
    let minute = own.get(number);
    if (minute === undefined) {
      minute = { minute: number, events: 0, trades: 0, byGroup: new Map<number, number[]>() };
      own.set(number, minute);
    }
    if (kind === eventCode.trade) minute.trades += 1;
    if (kind > eventCode.cancel) continue;
    minute.events += 1;
    const group = groups.ofAccount[events.account[row] ?? 0] ?? 0;
    const rows = minute.byGroup.get(group);
    if (rows === undefined) minute.byGroup.set(group, [row]);
    else rows.push(row);
  }
  return minutes.map((own) => [...own.values()]);
}
