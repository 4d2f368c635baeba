// SPDX-License-Identifier: Apache-2.0
/**
 * Oracle and index manipulation: a thin source of an index is pushed so that the index, and what settles or borrows against it, follows.
 *
 * At each index price the last prices of all venues that trade the underlying are put side by side. One source far from the median of
 * the others, and an index that leaves the median its way, is the sign; who pushed that source is asked of its trades.
 */
import { eventCode } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, studyPattern } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import { median } from '../market/statistics.ts';
import { type PriceView, viewPrices } from '../prices/price-moves.ts';

interface Deviation {
  readonly indexRow: number;
  readonly source: number;
  readonly timeNs: number;
  /** ln(source / median of the others) and ln(index / that median). */
  readonly sourceOff: number;
  readonly indexOff: number;
}

export const oracleManipulation = studyPattern(
  {
    id: 'oracle-manipulation',
    version: 1,
    title: 'Oracle and index manipulation',
    definition: 'One venue’s price pushed far from all others by one participant, with an index that follows it.',
    legal: { marAnnexI: 'g', annexII: '2.2.c' },
    parameters: {
      sourceOffMin: {
        value: 0.02,
        unit: 'share',
        meaning: 'distance of the source from the median of the others',
        origin: 'own: arbitrage keeps liquid venues far closer',
      },
      indexShareMin: {
        value: 0.2,
        unit: 'share',
        meaning: 'of that distance which the index follows',
        origin: 'own: the source must matter to it',
      },
      window: { value: 15, unit: 'min', meaning: 'before, in which the pushing is looked for', origin: 'own' },
      volumeShareMin: { value: 0.3, unit: 'share', meaning: 'of the source’s volume in the window, net in the direction', origin: 'own' },
      sourcesMin: { value: 3, unit: 'count', meaning: 'venues with a price', origin: 'own: with two nobody can say which is off' },
    },
  },
  (study, values) => {
    const deviations = deviationsOf(study, values);
    // One finding for each source and participant, at the index price where the source was furthest off.
    const bySource = Map.groupBy(deviations, ({ source }) => source);
    return [...bySource].flatMap(([source, own]) => pushersOf(study, source, own, values));
  },
);

type Values = {
  readonly sourceOffMin: number;
  readonly indexShareMin: number;
  readonly window: number;
  readonly volumeShareMin: number;
  readonly sourcesMin: number;
};

interface Source {
  readonly number: number;
  readonly scale: number;
  readonly view: PriceView;
}

/** The spot instruments with trades, by what they are of: the venues that an index is made from. */
function sourcesByUnderlying({ events, trades }: MarketStudy): ReadonlyMap<string, readonly Source[]> {
  const sources = new Map<string, Source[]>();
  for (const [number, { class: kind, underlying, priceDecimals }] of events.instruments.entries()) {
    const rows = trades.byInstrument[number] ?? new Uint32Array();
    if (kind !== 'spot' || rows.length === 0) continue;
    const source = { number, scale: 10 ** priceDecimals, view: viewPrices(events, rows) };
    sources.set(underlying, [...(sources.get(underlying) ?? []), source]);
  }
  return sources;
}

function deviationsOf(study: MarketStudy, values: Values): readonly Deviation[] {
  const { events } = study;
  const byUnderlying = sourcesByUnderlying(study);
  const { kind } = events;
  const found: Deviation[] = [];
  for (let row = 0; row < events.count; row += 1) {
    if (kind[row] !== eventCode['index-price']) continue;
    const own = events.instruments[events.instrument[row] ?? 0];
    const timeNs = events.timeNs[row] ?? 0;
    const sources = (byUnderlying.get(own?.underlying ?? '') ?? []).map(({ number, scale, view }) => ({
      number,
      price: view.priceAt(timeNs) / scale,
    }));
    if (sources.length < values.sourcesMin) continue;
    const index = (events.price[row] ?? 0) / 10 ** (own?.priceDecimals ?? 0);
    for (const { number, price } of sources) {
      const middle = median(sources.filter((other) => other.number !== number).map((other) => other.price)) ?? 0;
      if (middle <= 0 || price <= 0 || index <= 0) continue;
      const [sourceOff, indexOff] = [Math.log(price / middle), Math.log(index / middle)];
      const isFollowed = indexOff / sourceOff >= values.indexShareMin;
      if (Math.abs(sourceOff) >= values.sourceOffMin && isFollowed)
        found.push({ indexRow: row, source: number, timeNs, sourceOff, indexOff });
    }
  }
  return found;
}

function pushersOf({ events, trades, groups }: MarketStudy, source: number, own: readonly Deviation[], values: Values): readonly Finding[] {
  const worst = own.toSorted((left, right) => Math.abs(right.sourceOff) - Math.abs(left.sourceOff) || left.timeNs - right.timeNs)[0];
  if (worst === undefined) return [];
  const direction = Math.sign(worst.sourceOff);
  const from = worst.timeNs - values.window * nsPerMinute;
  const all = volumeOf(events, rowsBetween(events, trades.byInstrument[source] ?? new Uint32Array(), from, worst.timeNs));
  return trades.groupsIn(source).flatMap((group): Finding[] => {
    const taken = tradesBetween(events, trades.of(group, source), from, worst.timeNs).filter(({ isTaker }) => isTaker);
    const share = (direction * netVolumeOf(events, taken)) / Math.max(1, all);
    if (share < values.volumeShareMin) return [];
    return [
      {
        instruments: [source, events.instrument[worst.indexRow] ?? 0],
        groups: [group],
        rows: [...taken.map(({ row }) => row), ...own.map(({ indexRow }) => indexRow)].toSorted((left, right) => left - right),
        score: Math.min(1, share),
        figures: { sourceOff: worst.sourceOff, indexOff: worst.indexOff, volumeShare: share, indexPrices: own.length },
        sentences: [
          `${events.instruments[source]?.venue ?? ''} stood ${percent(Math.abs(worst.sourceOff))} from the median ` +
            `of the other venues, and the index followed by ${percent(Math.abs(worst.indexOff))}, at ` +
            `${counted(own.length, 'index price')}.`,
          `In the ${values.window} minutes before, ${groups.nameOf(group)} took net ${percent(share)} of that venue’s volume in this direction.`,
        ],
      },
    ];
  });
}
