// SPDX-License-Identifier: Apache-2.0
/**
 * How much of a venue's volume is likely wash, from the sizes of its trades alone: no account needs to be known.
 *
 * People trade round sizes; programs that make volume do not. Four measures, in the order of the weight they deserve, since with the
 * truth at hand roundness was the most accurate and others failed (Falk et al. 2023):
 *
 *   1. roundness: the ratio of unrounded to rounded volume, against the same ratio at the other venues; the excess is the estimate,
 *      with an interval from the sampling of trades;
 *   2. clustering: whether round sizes stand out from their neighbours at all, as a t statistic;
 *   3. tail: the Hill exponent of the largest sizes with its standard error; honest markets lie between 1 and 2;
 *   4. first digits against Benford's law, by chi-squared: weak evidence, reported and never decisive.
 *
 * Source: Cong, Li, Tang and Yang, "Crypto Wash Trading" (2023), with the order of Falk et al.
 */
import type { MarketEvents } from '../../columns/index.ts';
import { counted, percent } from '../../kernel/index.ts';
import { type Finding, studyPattern } from '../pattern.ts';
import { volumeOf } from '../market/sides.ts';
import { chiSquaredTail, meanAndDeviation, median } from '../market/statistics.ts';

export const venueWashVolume = studyPattern(
  {
    id: 'venue-wash-volume',
    version: 1,
    title: 'Wash volume of a venue',
    definition: 'An estimate of the share of a venue’s volume that is not real, from the sizes of its trades against other venues.',
    legal: { marAnnexI: 'c', annexII: '1.3.a' },
    parameters: {
      tradesMin: { value: 1000, unit: 'count', meaning: 'trades of the instrument', origin: 'own: fewer tell nothing' },
      significantDigits: {
        value: 2,
        unit: 'count',
        meaning: 'a size with no more significant digits is round',
        origin: 'Cong et al. 2023 use multiples of base units; own form',
      },
      venuesMin: { value: 3, unit: 'count', meaning: 'venues with the underlying', origin: 'own: the ordinary ratio is their median' },
      excessMin: { value: 0.3, unit: 'share', meaning: 'of the volume, lower end of its interval', origin: 'own' },
    },
  },
  ({ events, trades }, values) => {
    const measured = events.instruments.flatMap((instrument, number) => {
      const rows = trades.byInstrument[number] ?? new Uint32Array();
      return rows.length >= values.tradesMin ? [{ number, instrument, rows, ...roundness(events, rows, values.significantDigits) }] : [];
    });
    return measured.flatMap(({ number, instrument, rows, roundVolume, unroundVolume, roundCount }): Finding[] => {
      const peers = measured.filter((other) => other.number !== number && other.instrument.underlying === instrument.underlying);
      if (peers.length + 1 < values.venuesMin) return [];
      const usual = median(peers.map((peer) => peer.unroundVolume / Math.max(1, peer.roundVolume))) ?? 0;
      const all = roundVolume + unroundVolume;
      const excessAt = (round: number): number => Math.max(0, unroundVolume - usual * round) / all;
      // Of the number of rounded trades two standard errors to either side, as a share of it.
      const spread = 2 / Math.sqrt(Math.max(1, roundCount));
      const [low, high] = [excessAt(roundVolume * (1 + spread)), excessAt(roundVolume * Math.max(0, 1 - spread))];
      if (low < values.excessMin) return [];
      const sizes = [...rows].map((row) => events.size[row] ?? 0);
      const weak = { clustering: clustering(sizes), ...hillExponent(sizes), ...benford(sizes) };
      return [
        {
          instruments: [number],
          groups: [],
          rows: [...rows.subarray(0, 1), ...rows.subarray(-1)],
          score: excessAt(roundVolume),
          figures: {
            excess: excessAt(roundVolume),
            excessLow: low,
            excessHigh: high,
            unroundToRound: unroundVolume / Math.max(1, roundVolume),
            usualRatio: usual,
            ...weak,
          },
          sentences: [
            `About ${percent(excessAt(roundVolume))} (${percent(low)} to ${percent(high)}) of the volume at ` +
              `${instrument.venue} is unrounded beyond what ${counted(peers.length, 'other venue')} show for ` +
              `${instrument.underlying}.`,
            `Round sizes stand out with t = ${weak.clustering.toFixed(1)}; the tail exponent is ` +
              `${weak.tail.toFixed(2)} ± ${weak.tailError.toFixed(2)} (between 1 and 2 is ordinary); first digits ` +
              `differ from Benford’s law with p = ${weak.benfordP.toPrecision(2)}, which is weak evidence.`,
          ],
        },
      ];
    });
  },
);

function roundness(events: MarketEvents, rows: Uint32Array, digits: number) {
  const round = [...rows].filter((row) => significantDigitsOf(events.size[row] ?? 0) <= digits);
  const roundVolume = volumeOf(events, round);
  return { roundVolume, unroundVolume: volumeOf(events, rows) - roundVolume, roundCount: round.length };
}

function significantDigitsOf(units: number): number {
  return String(units).replace(/0+$/, '').length;
}

/** How far the share of one-digit sizes lies above that of their neighbours one unit of the second digit away, over magnitudes, as t. */
function clustering(sizes: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const size of sizes) {
    const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, size))) - 1);
    counts.set(Math.round(size / scale), (counts.get(Math.round(size / scale)) ?? 0) + 1);
  }
  const gaps = Array.from({ length: 9 }, (_unused, index) => (index + 1) * 10).map((at) => {
    const neighbours = [-2, -1, 1, 2].map((step) => counts.get(at + step) ?? 0);
    return (counts.get(at) ?? 0) - Math.max(...neighbours);
  });
  const { mean, deviation, count } = meanAndDeviation(gaps);
  return mean / Math.max(Number.EPSILON, deviation / Math.sqrt(count - 1));
}

/** Of the largest tenth of sizes; its standard error is the exponent by the root of their number. */
function hillExponent(sizes: readonly number[]): { readonly tail: number; readonly tailError: number } {
  const sorted = sizes.toSorted((left, right) => right - left);
  const taken = Math.max(2, Math.floor(sorted.length / 10));
  const least = Math.max(1, sorted[taken] ?? 1);
  const sum = sorted.slice(0, taken).reduce((total, size) => total + Math.log(Math.max(1, size) / least), 0);
  const tail = sum === 0 ? 0 : taken / sum;
  return { tail, tailError: tail / Math.sqrt(taken) };
}

function benford(sizes: readonly number[]): { readonly benfordChi: number; readonly benfordP: number } {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const size of sizes) {
    const digit = Number(String(size)[0] ?? 0);
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
  const total = counts.slice(1).reduce((sum, count) => sum + count, 0);
  const chi = counts.slice(1).reduce((sum, count, index) => {
    const expected = total * Math.log10(1 + 1 / (index + 1));
    return sum + (count - expected) ** 2 / Math.max(Number.EPSILON, expected);
  }, 0);
  return { benfordChi: chi, benfordP: chiSquaredTail(chi, 8) };
}
