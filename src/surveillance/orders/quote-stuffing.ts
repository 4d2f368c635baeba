// SPDX-License-Identifier: Apache-2.0
/**
 * Quote stuffing: so many orders and cancels in a short time that others are slowed down or misled about where the market is.
 *
 * A minute counts when its number of order events stands far out from the instrument's ordinary minutes. The published measure takes
 * 20 standard deviations above the mean of 20 days (Egginton, Van Ness and Van Ness 2016); with one day at hand the median and the
 * median distance from it stand in for both, so that the episode does not hide itself.
 */
import { eventCode, type MarketEvents } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, studyPattern } from '../pattern.ts';
import { median, standsOut } from '../market/statistics.ts';

interface Minute {
  readonly number: number;
  events: number;
  trades: number;
  /** Rows of order events by group, of a minute that stands out: of nearly all minutes nobody asks for them. */
  byGroup: Map<number, number[]> | null;
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
    const minutesByInstrument = minutesOf(study.events);
    const baselines = minutesByInstrument.map((minutes) => baselineOf(minutes, values));
    fileByGroup(study, minutesByInstrument, baselines);
    return baselines.flatMap(({ counts, ordinary, loud }, instrument) =>
      loud.flatMap((minute): Finding[] => {
        const [group, rows] = [...(minute.byGroup ?? [])].toSorted(
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
      }),
    );
  },
);

interface Baseline {
  readonly counts: readonly number[];
  readonly ordinary: number;
  /** The minutes that stand far out. */
  readonly loud: readonly Minute[];
}

function baselineOf(
  own: ReadonlyMap<number, Minute>,
  { minutesMin, deviations }: { readonly minutesMin: number; readonly deviations: number },
): Baseline {
  const minutes = [...own.values()];
  if (minutes.length < minutesMin) return { counts: [], ordinary: 0, loud: [] };
  const counts = minutes.map(({ events }) => events);
  const ordinary = median(counts) ?? 0;
  const spread = Math.max(1, 1.4826 * (median(counts.map((count) => Math.abs(count - ordinary))) ?? 0));
  return { counts, ordinary, loud: minutes.filter(({ events }) => events > ordinary + deviations * spread) };
}

/** By instrument and number of minute, in one walk over the table. */
function minutesOf(events: MarketEvents): readonly ReadonlyMap<number, Minute>[] {
  const { kind, instrument, timeNs, count } = events;
  const minutes = events.instruments.map(() => new Map<number, Minute>());
  // Events of one minute come one after another.
  const latest: Minute[] = events.instruments.map(() => ({ number: Number.NaN, events: 0, trades: 0, byGroup: null }));
  for (let row = 0; row < count; row += 1) {
    const at = instrument[row] ?? 0;
    const number = Math.floor((timeNs[row] ?? 0) / nsPerMinute);
    let minute = latest[at];
    if (minute === undefined) continue;
    if (minute.number !== number) {
      minute = minutes[at]?.get(number) ?? { number, events: 0, trades: 0, byGroup: null };
      minutes[at]?.set(number, minute);
      latest[at] = minute;
    }
    const code = kind[row] ?? 0;
    if (code === eventCode.trade) minute.trades += 1;
    else if (code <= eventCode.cancel) minute.events += 1;
  }
  return minutes;
}

/** Files the order events of the minutes that stand out under who sent them, in a second walk where there is such a minute. */
function fileByGroup(
  { events, groups }: MarketStudy,
  minutes: readonly ReadonlyMap<number, Minute>[],
  baselines: readonly Baseline[],
): void {
  const loud = baselines.flatMap((baseline) => baseline.loud);
  if (loud.length === 0) return;
  for (const minute of loud) minute.byGroup = new Map();
  for (let row = 0; row < events.count; row += 1) {
    if ((events.kind[row] ?? 0) > eventCode.cancel) continue;
    const minute = minutes[events.instrument[row] ?? 0]?.get(Math.floor((events.timeNs[row] ?? 0) / nsPerMinute));
    if (minute === undefined || minute.byGroup === null) continue;
    const group = groups.ofAccount[events.account[row] ?? 0] ?? 0;
    const rows = minute.byGroup.get(group);
    if (rows === undefined) minute.byGroup.set(group, [row]);
    else rows.push(row);
  }
}
