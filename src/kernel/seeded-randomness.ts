// SPDX-License-Identifier: Apache-2.0
/**
 * Seeded randomness: the same seed gives the same simulated world on every machine (sfc32, as published by Chris Doty-Humphrey).
 */
export interface Randomness {
  /** At least 0, less than 1. */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** Waiting time of a Poisson process with this mean. */
  exponential(mean: number): number;
  normal(): number;
  /** Heavy-tailed, at least `least`, with the given exponent. */
  pareto(least: number, exponent: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

export function seededRandomness(seed: number): Randomness {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 16; warmUp += 1) word();
  const next = (): number => word() / 4_294_967_296;
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    exponential: (mean) => -mean * Math.log(1 - next()),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pareto: (least, exponent) => least * (1 - next()) ** (-1 / exponent),
    pick(values) {
      const value = values[Math.floor(next() * values.length)];
      if (value === undefined) throw new RangeError('Nothing can be picked from an empty list.');
      return value;
    },
  };
}
