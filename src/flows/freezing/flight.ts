// SPDX-License-Identifier: Apache-2.0
/**
 * Flight: how fast money leaves a holding, learnt from its own past.
 *
 * The rate is what left by what lay there, over time (units per unit and hour). A holding with little past leans on that of all traced ones,
 * with the weight of one turnover. What an order can still find after a latency is then the value times e to the minus rate times latency.
 */
import type { Arithmetic, Ready } from '../tracing/arithmetic.ts';

const hourMs = 3_600_000;

export interface Flight {
  /** Units that left, and unit-hours that lay there, by holding, until the given row. */
  readonly left: Float64Array;
  readonly unitHours: Float64Array;
}

/** Balances are exact, so that what is empty counts for nothing; what a rate is made of are the nearest numbers. */
export function flightOf<Amount>({ movements, holdings, arithmetic, openings }: Ready<Amount>, untilMs: number): Flight {
  const { count, timeMs } = movements;
  const { zero, plus, minus, near } = arithmetic;
  const balance = arithmetic.column(holdings.count);
  for (let holding = 0; holding < holdings.count; holding += 1) balance[holding] = openings[holding] ?? zero;
  const since = new Float64Array(holdings.count).fill(timeMs[0] ?? untilMs);
  const left = new Float64Array(holdings.count);
  const unitHours = new Float64Array(holdings.count);
  const settle = (holding: number, now: number): void => {
    unitHours[holding] = (unitHours[holding] ?? 0) + (near(balance[holding] ?? zero) * (now - (since[holding] ?? now))) / hourMs;
    since[holding] = now;
  };
  for (let row = 0; row < count && (timeMs[row] ?? 0) <= untilMs; row += 1) {
    const [payer, payee, now] = [holdings.from[row] ?? 0, holdings.to[row] ?? 0, timeMs[row] ?? 0];
    const units = arithmetic.amountOf(movements, row);
    settle(payer, now);
    settle(payee, now);
    balance[payer] = minus(balance[payer] ?? zero, units);
    left[payer] = (left[payer] ?? 0) + near(units);
    balance[payee] = plus(balance[payee] ?? zero, units);
  }
  for (let holding = 0; holding < holdings.count; holding += 1) settle(holding, untilMs);
  return { left, unitHours };
}

/** Rates per hour of some holdings, each leaning on all of them by one turnover of what it holds. */
export function ratesOf<Amount>(
  { near }: Arithmetic<Amount>,
  { left, unitHours }: Flight,
  held: ReadonlyMap<number, Amount>,
): ReadonlyMap<number, number> {
  let [allLeft, allHours] = [0, 0];
  for (const holding of held.keys()) {
    allLeft += left[holding] ?? 0;
    allHours += unitHours[holding] ?? 0;
  }
  const pooled = allLeft > 0 && allHours > 0 ? allLeft / allHours : 1 / 24;
  return new Map(
    [...held].map(([holding, amount]) => {
      const units = near(amount);
      return [holding, ((left[holding] ?? 0) + units) / ((unitHours[holding] ?? 0) + units / pooled)];
    }),
  );
}

/** What is still there after a latency. */
export function stillThere<Amount>({ portion }: Arithmetic<Amount>, units: Amount, ratePerHour: number, minutes: number): Amount {
  return portion(units, Math.exp((-ratePerHour * minutes) / 60));
}
