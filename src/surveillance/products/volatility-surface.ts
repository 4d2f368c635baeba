// SPDX-License-Identifier: Apache-2.0
/**
 * Manipulation of a volatility surface: one option's implied volatility is pushed away from those of its neighbours, so that other
 * options, which are valued or settled by the surface, gain.
 *
 *     strikes 95 100 105 110, all at 60 %  ->  A buys the 105 until it stands at 68 %  ->  A sells the 100 and 110 dearer; 105 falls back
 *
 * A surface bends for reasons: news, supply, a large hedger. What is asked for here is one option far off its neighbours of the same
 * underlying and expiry, one participant who made most of its volume that way, who at the same time traded the neighbours the other
 * way, and a return afterwards.
 */
import { eventCode, type MarketEvents } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, type MarketStudy, nsPerMinute, studyPattern } from '../pattern.ts';
import { netVolumeOf, rowsBetween, tradesBetween, volumeOf } from '../market/sides.ts';
import { median } from '../market/statistics.ts';

/** An option's volatility at one moment against the median of its neighbours' last ones. */
interface Off {
  readonly row: number;
  readonly timeNs: number;
  readonly off: number;
}

export const volatilitySurface = studyPattern(
  {
    id: 'volatility-surface',
    version: 1,
    title: 'Manipulation of a volatility surface',
    definition: 'One option pushed off its neighbours’ volatility by a participant who trades the neighbours the other way.',
    legal: { marAnnexI: 'e', annexII: '2.2.c' },
    parameters: {
      offMin: { value: 0.04, unit: 'share', meaning: 'of volatility off the median of the neighbours', origin: 'own: four points' },
      window: { value: 20, unit: 'min', meaning: 'before, in which the option was traded', origin: 'own' },
      volumeShareMin: { value: 0.4, unit: 'share', meaning: 'of the option’s volume, net in the direction', origin: 'own' },
      neighboursMin: { value: 2, unit: 'count', meaning: 'of the same underlying and expiry with a volatility', origin: 'own' },
      otherWayMin: { value: 0.5, unit: 'ratio', meaning: 'traded the other way in the neighbours to the push', origin: 'own: the gain' },
      after: { value: 30, unit: 'min', meaning: 'after, in which it falls back and the neighbours are traded', origin: 'own' },
      returnMin: { value: 0.5, unit: 'share', meaning: 'of the distance that is lost again', origin: 'own: news would stay' },
    },
  },
  (study, values) => {
    const { events } = study;
    return events.instruments.flatMap((option, number) => {
      if (option.class !== 'option' || (study.trades.byInstrument[number]?.length ?? 0) === 0) return [];
      const neighbours = events.instruments.flatMap((other, index) =>
        index !== number && other.class === 'option' && other.underlying === option.underlying && other.expiryMs === option.expiryMs
          ? [index]
          : [],
      );
      if (neighbours.length < values.neighboursMin) return [];
      const offs = offsOf(events, number, new Set(neighbours), values.neighboursMin);
      const worst = offs.toSorted((left, right) => Math.abs(right.off) - Math.abs(left.off) || left.timeNs - right.timeNs)[0];
      return worst === undefined || Math.abs(worst.off) < values.offMin
        ? []
        : pushersOf(study, { number, neighbours, offs, worst }, values);
    });
  },
);

function offsOf(events: MarketEvents, option: number, neighbours: ReadonlySet<number>, neighboursMin: number): readonly Off[] {
  const last = new Map<number, number>();
  const found: Off[] = [];
  for (let row = 0; row < events.count; row += 1) {
    if (events.kind[row] !== eventCode.volatility) continue;
    const [instrument, volatility] = [events.instrument[row] ?? 0, (events.price[row] ?? 0) / 1_000_000];
    if (neighbours.has(instrument)) last.set(instrument, volatility);
    else if (instrument === option && last.size >= neighboursMin) {
      found.push({ row, timeNs: events.timeNs[row] ?? 0, off: volatility - (median([...last.values()]) ?? 0) });
    }
  }
  return found;
}

interface At {
  readonly number: number;
  readonly neighbours: readonly number[];
  readonly offs: readonly Off[];
  readonly worst: Off;
}

type Values = { readonly [Name in 'window' | 'volumeShareMin' | 'otherWayMin' | 'after' | 'returnMin']: number };

function pushersOf({ events, trades, groups }: MarketStudy, at: At, values: Values): readonly Finding[] {
  const { number, neighbours, offs, worst } = at;
  const direction = Math.sign(worst.off);
  const [from, until] = [worst.timeNs - values.window * nsPerMinute, worst.timeNs + values.after * nsPerMinute];
  const later = offs.filter(({ timeNs }) => timeNs > worst.timeNs && timeNs <= until).map(({ off }) => direction * off);
  const lost = later.length === 0 ? 0 : 1 - Math.min(...later) / Math.abs(worst.off);
  if (lost < values.returnMin) return [];
  const all = volumeOf(events, rowsBetween(events, trades.byInstrument[number] ?? new Uint32Array(), from, worst.timeNs + 1));
  return trades.groupsIn(number).flatMap((group): Finding[] => {
    const pushed = tradesBetween(events, trades.of(group, number), from, worst.timeNs + 1).filter(({ isTaker }) => isTaker);
    const push = direction * netVolumeOf(events, pushed);
    const share = push / Math.max(1, all);
    if (share < values.volumeShareMin) return [];
    const elsewhere = neighbours.flatMap((other) => tradesBetween(events, trades.of(group, other), from, until));
    const otherWay = (-direction * netVolumeOf(events, elsewhere)) / Math.max(1, push);
    if (otherWay < values.otherWayMin) return [];
    return [
      {
        instruments: [number, ...neighbours],
        groups: [group],
        rows: [...pushed.map(({ row }) => row), worst.row, ...elsewhere.map(({ row }) => row)].toSorted((left, right) => left - right),
        score: Math.min(1, share),
        figures: { off: worst.off, volumeShare: share, otherWay, lost, neighbours: neighbours.length },
        sentences: [
          `The volatility of ${events.instruments[number]?.symbol ?? ''} stood ${percent(Math.abs(worst.off))} off the median of ` +
            `${counted(neighbours.length, 'neighbour')}, and ${percent(lost)} of that was lost within ${values.after} minutes.`,
          `${groups.nameOf(group)} made net ${percent(share)} of its volume that way in the ${values.window} minutes before, and ` +
            `traded ${otherWay.toFixed(1)} times that the other way in the neighbours.`,
        ],
      },
    ];
  });
}
