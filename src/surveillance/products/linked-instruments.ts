// SPDX-License-Identifier: Apache-2.0
/**
 * Manipulation across instruments of one underlying: a price is moved in one place so as to gain in another.
 *
 *     position is built in B  ->  a burst moves A (and B follows)  ->  the position in B is left with a gain, A falls back
 *
 * An arbitrageur trades in both places too, but in opposite directions at one time: bought here, sold there. Here both are on the same
 * side, the one in B is larger, and A falls back.
 */
import type { Instrument } from '../../columns/index.ts';
import { percent, type ParameterTable, type ParameterValues } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, nsPerSecond } from '../pattern.ts';
import { netVolumeOf, tradesBetween } from '../market/sides.ts';
import { standsOut } from '../market/statistics.ts';
import { type Burst, burstsOf } from '../prices/bursts.ts';
import { usualDeviations } from '../prices/momentum-ignition.ts';
import { type PriceView, viewPrices } from '../prices/price-moves.ts';

export const linkedParameters = {
  burstWithin: { value: 300, unit: 's', meaning: 'longest push', origin: 'own' },
  tradesMin: { value: 3, unit: 'count', meaning: 'trades of the push', origin: 'own' },
  volumeShareMin: { value: 0.3, unit: 'share', meaning: 'of the volume during the push', origin: 'own' },
  deviationsMin: { value: 2, unit: 'deviations', meaning: 'of the push', origin: 'own: the position elsewhere is what tells' },
  ordinaryRatioMin: {
    value: 2,
    unit: 'ratio',
    meaning: 'its volume to what the instrument ordinarily trades in such a time',
    origin: 'own: a small trader in a quiet moment carries no price',
  },
  preparedWithin: { value: 60, unit: 'min', meaning: 'before the push, in which the other position is built', origin: 'own' },
  positionRatioMin: {
    value: 1.5,
    unit: 'ratio',
    meaning: 'other position to the push, in quantity',
    origin: 'own: the gain must pay for the push',
  },
  exitWithin: { value: 30, unit: 'min', meaning: 'after the push, in which it is left', origin: 'own' },
  exitShareMin: { value: 0.5, unit: 'share', meaning: 'of it that is left', origin: 'own' },
  reversalMin: { value: 0.4, unit: 'share', meaning: 'of the push that falls back in that time', origin: 'own: news would stay' },
} as const satisfies ParameterTable;

type Values = ParameterValues<typeof linkedParameters>;

/** Findings over all ordered pairs of instruments that belong together by `isPair`. */
export function findLinked(
  study: MarketStudy,
  isPair: (pushed: Instrument, gained: Instrument) => boolean,
  values: Values,
): readonly Finding[] {
  const { events, trades } = study;
  const views = new Map<number, PriceView>();
  const viewOf = (instrument: number): PriceView => {
    const view = views.get(instrument) ?? viewPrices(events, trades.byInstrument[instrument] ?? new Uint32Array());
    views.set(instrument, view);
    return view;
  };
  const { tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin } = values;
  const rule = { spanNsMax: values.burstWithin * nsPerSecond, tradesMin, volumeShareMin, deviationsMin, ordinaryRatioMin };
  return events.instruments.flatMap((pushed, pushedNumber) =>
    (trades.byInstrument[pushedNumber]?.length ?? 0) === 0
      ? []
      : trades.groupsIn(pushedNumber).flatMap((group) => {
          const others = events.instruments.flatMap((other, number) =>
            number !== pushedNumber &&
            other.underlying === pushed.underlying &&
            isPair(pushed, other) &&
            trades.of(group, number).length > 0
              ? [number]
              : [],
          );
          if (others.length === 0) return [];
          const bursts = burstsOf(study, { group, instrument: pushedNumber, prices: viewOf(pushedNumber) }, rule);
          return bursts.flatMap((burst) =>
            others.flatMap((gained) => findingOf(study, { burst, pushed: pushedNumber, gained, prices: viewOf(pushedNumber) }, values)),
          );
        }),
  );
}

interface Linked {
  readonly burst: Burst;
  readonly pushed: number;
  readonly gained: number;
  readonly prices: PriceView;
}

function findingOf(study: MarketStudy, { burst, pushed, gained, prices }: Linked, values: Values): readonly Finding[] {
  const { events, trades, groups } = study;
  const own = trades.of(burst.group, gained);
  const before = tradesBetween(events, own, burst.fromNs - values.preparedWithin * nsPerMinute, burst.untilNs);
  const after = tradesBetween(events, own, burst.untilNs, burst.untilNs + values.exitWithin * nsPerMinute);
  const [scalePushed, scaleGained] = [pushed, gained].map((number) => 10 ** (events.instruments[number]?.sizeDecimals ?? 0));
  const position = (burst.direction * netVolumeOf(events, before)) / (scaleGained ?? 1);
  const left = (-burst.direction * netVolumeOf(events, after)) / (scaleGained ?? 1);
  const ratio = position / Math.max(Number.EPSILON, burst.volume / (scalePushed ?? 1));
  const back = prices.lostAfter({ ...burst, fromNs: burst.untilNs, spanNs: values.exitWithin * nsPerMinute });
  if (ratio < values.positionRatioMin || left < values.exitShareMin * position || back < values.reversalMin) return [];
  const [from, to] = [pushed, gained].map(
    (number) => `${events.instruments[number]?.symbol ?? ''} at ${events.instruments[number]?.venue ?? ''}`,
  );
  return [
    {
      instruments: [pushed, gained],
      groups: [burst.group],
      rows: [...before.map(({ row }) => row), ...burst.rows, ...after.map(({ row }) => row)].toSorted((one, other) => one - other),
      score: standsOut(burst.deviations, usualDeviations(prices)),
      figures: {
        move: burst.move,
        deviations: burst.deviations,
        volumeShare: burst.volumeShare,
        positionRatio: ratio,
        exitShare: left / position,
        reversal: back,
      },
      sentences: [
        `${groups.nameOf(burst.group)} moved ${from ?? ''} by ${percent(burst.move)} with ` +
          `${percent(burst.volumeShare)} of its volume, ${burst.deviations.toFixed(1)} deviations.`,
        `In the ${values.preparedWithin} minutes before it had built ${ratio.toFixed(1)} times that quantity on ` +
          `the same side in ${to ?? ''}, and left ${percent(left / position)} of it within ${values.exitWithin} ` +
          `minutes after, while ${percent(back)} of the move fell back.`,
      ],
    },
  ];
}
