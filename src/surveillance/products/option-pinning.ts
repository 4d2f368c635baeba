// SPDX-License-Identifier: Apache-2.0
/**
 * Pinning: the underlying is carried to an option's strike just before it expires, by somebody whose position in that option gains there.
 */
import type { MarketEvents } from '../../columns/index.ts';
import { percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, nsPerMs, studyPattern } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import type { GroupTrade } from '../market/trade-index.ts';
import { type PriceView, viewPrices } from '../prices/price-moves.ts';

export const optionPinning = studyPattern(
  {
    id: 'option-pinning',
    version: 2,
    title: 'Pinning at expiry',
    definition: 'Taking in the underlying that carries it to a strike before expiry, by a participant who is short that option.',
    legal: { marAnnexI: 'g', annexII: '2.2.c' },
    parameters: {
      window: { value: 30, unit: 'min', meaning: 'before expiry', origin: 'own: many settle on the average of the last half hour' },
      distanceMax: { value: 0.001, unit: 'share', meaning: 'of the price from the strike at expiry', origin: 'own' },
      approachMin: { value: 0.7, unit: 'share', meaning: 'of the distance that was closed in the window', origin: 'own' },
      volumeShareMin: {
        value: 0.25,
        unit: 'share',
        meaning: 'of the underlying’s volume, net toward the strike from where the price stood',
        origin: 'own',
      },
    },
  },
  (study, values) =>
    study.events.instruments.flatMap((option, optionNumber) => {
      if (option.strike === null || option.expiryMs === null) return [];
      const expiryNs = (option.expiryMs - study.events.originMs) * nsPerMs;
      const writers = study.trades
        .groupsIn(optionNumber)
        .filter((group) => netVolumeOf(study.events, study.trades.of(group, optionNumber)) < 0);
      if (writers.length === 0) return [];
      const strike = option.strike.units / 10 ** option.priceDecimals;
      return study.events.instruments.flatMap((other, number) =>
        other.underlying === option.underlying && other.class !== 'option' && (study.trades.byInstrument[number]?.length ?? 0) > 0
          ? pinnersIn(study, { optionNumber, number, strike: strike * 10 ** other.priceDecimals, expiryNs, writers }, values)
          : [],
      );
    }),
);

interface At {
  readonly optionNumber: number;
  readonly number: number;
  /** In the price units of the underlying instrument. */
  readonly strike: number;
  readonly expiryNs: number;
  readonly writers: readonly number[];
}

function pinnersIn(
  { events, trades, groups }: MarketStudy,
  { optionNumber, number, strike, expiryNs, writers }: At,
  values: { readonly window: number; readonly distanceMax: number; readonly approachMin: number; readonly volumeShareMin: number },
): readonly Finding[] {
  const rows = trades.byInstrument[number] ?? new Uint32Array();
  const prices = viewPrices(events, rows);
  const from = expiryNs - values.window * nsPerMinute;
  const [first, last] = [prices.priceAt(from), prices.priceAt(expiryNs)];
  const approach = 1 - Math.abs(last - strike) / Math.max(Number.EPSILON, Math.abs(first - strike));
  if (Math.abs(last - strike) / strike > values.distanceMax || approach < values.approachMin) return [];
  const all = volumeOf(events, rowsBetween(events, rows, from, expiryNs));
  return writers.flatMap((group): Finding[] => {
    const taken = tradesBetween(events, trades.of(group, number), from, expiryNs).filter(({ isTaker }) => isTaker);
    const share = towardStrike(events, prices, taken, strike) / Math.max(1, all);
    if (share < values.volumeShareMin) return [];
    const options = trades.of(group, optionNumber);
    return [
      {
        instruments: [number, optionNumber],
        groups: [group],
        rows: [...options, ...taken].map(({ row }) => row).toSorted((left, right) => left - right),
        score: Math.min(1, share * approach * 2),
        figures: { volumeShare: share, approach, distance: Math.abs(last - strike) / strike, optionsShort: -netVolumeOf(events, options) },
        sentences: [
          `In the ${values.window} minutes before expiry ${groups.nameOf(group)} took net ${percent(share)} of the ` +
            `underlying’s volume toward the strike, and ${percent(approach)} of the distance was closed.`,
          `By its trades in this table it was short the option at that strike, which is worth least there.`,
        ],
      },
    ];
  });
}

/**
 * What was taken toward the strike, less what was taken away from it, each by where the price stood just before: who holds a price at a
 * strike buys below it and sells above it.
 */
function towardStrike(events: MarketEvents, prices: PriceView, taken: readonly GroupTrade[], strike: number): number {
  return taken.reduce((sum, { row, direction }) => {
    const before = prices.priceAt((events.timeNs[row] ?? 0) - 1);
    return sum + direction * Math.sign(strike - before) * (events.size[row] ?? 0);
  }, 0);
}
