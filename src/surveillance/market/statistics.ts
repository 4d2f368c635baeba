// SPDX-License-Identifier: Apache-2.0
/**
 * The few statistics that patterns share. All are exact in their order of operations, so that two machines get the same bits.
 */

/** Mean and standard deviation (of the population), in one pass over values in their given order (Welford). */
export function meanAndDeviation(values: Iterable<number>): { readonly count: number; readonly mean: number; readonly deviation: number } {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    count += 1;
    const step = value - mean;
    mean += step / count;
    squares += step * (value - mean);
  }
  return { count, mean, deviation: count === 0 ? 0 : Math.sqrt(squares / count) };
}

/** The middle value; of an even number the lower of the two, so that it is one that occurs. Null of nothing. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** The smallest value that at least the share `share` of all values do not exceed; null of nothing. */
export function quantile(values: readonly number[], share: number): number | null {
  // Numbers in a column are sorted several times as fast as those in a list.
  const sorted = new Float64Array(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? null;
}

/**
 * How far a value stands out from its baseline: 1 minus the share of baseline values that reach it, the value itself counted in. So
 * 20 baseline values below it give 0.952, and 3 give 0.75: few observations cannot make a strong score.
 */
export function standsOut(value: number, baseline: readonly number[]): number {
  const reaching = baseline.filter((other) => other >= value).length;
  return 1 - (reaching + 1) / (baseline.length + 1);
}

/** The upper tail of the chi-squared distribution, by the regularised incomplete gamma function (series and continued fraction). */
export function chiSquaredTail(statistic: number, degrees: number): number {
  const [shape, x] = [degrees / 2, statistic / 2];
  if (x <= 0) return 1;
  const scale = Math.exp(-x + shape * Math.log(x) - logGamma(shape));
  return x < shape + 1 ? 1 - lowerSeries(shape, x) * scale : upperFraction(shape, x) * scale;
}

const iterationsMax = 500;
const precision = 1e-14;

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let step = 1; step < iterationsMax && term > sum * precision; step += 1) {
    term *= x / (shape + step);
    sum += term;
  }
  return sum;
}

/** Lentz's method. */
function upperFraction(shape: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let step = 1; step < iterationsMax; step += 1) {
    const a = -step * (step - shape);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    value *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return value;
}

/** Lanczos, with nine coefficients; good to 15 digits. */
function logGamma(x: number): number {
  const coefficients = [
    0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13, -176.615_029_162_140_59,
    12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
  ];
  const base = x - 1;
  const sum = coefficients.reduce((total, coefficient, index) => (index === 0 ? coefficient : total + coefficient / (base + index)), 0);
  const t = base + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (base + 0.5) * Math.log(t) - t + Math.log(sum);
}
