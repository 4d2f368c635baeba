// SPDX-License-Identifier: Apache-2.0
/**
 * What a freeze would have saved: the traced movements replayed, with orders that take effect after each authority's latency.
 *
 * An order goes out when traced money reaches a holding, as a live trace sees it, and takes effect after the latency of the authority that
 * the holding belongs to. From then on nothing leaves it. What is stopped upstream is missing downstream in proportion, to the nearest unit.
 */
import type { Ready } from '../tracing/arithmetic.ts';
import type { TracedRows } from './traced-rows.ts';

export interface Latencies {
  /** Minutes from the arrival of traced money to the freeze, or null for a party that no cooperating authority reaches. */
  readonly minutesFor: (party: number) => number | null;
  /** Before this moment nobody knows of the theft. */
  readonly alertMs: number;
}

export interface SimulatedFreeze<Amount> {
  readonly marked: Amount;
  /** In frozen holdings at the end. */
  readonly frozen: Amount;
  /** Left the table or reached a service: out of reach. */
  readonly escaped: Amount;
  /** In holdings that no cooperating authority reaches, seen but free. */
  readonly loose: Amount;
  readonly orders: number;
}

export function simulateFreeze<Amount>(
  { movements, holdings, arithmetic }: Omit<Ready<Amount>, 'openings' | 'closings' | 'withOpening'>,
  traced: TracedRows<Amount>,
  latencies: Latencies,
): SimulatedFreeze<Amount> {
  const { zero, plus, minus, isLess, nearestShare } = arithmetic;
  const whole = arithmetic.column(holdings.count);
  const alive = arithmetic.column(holdings.count);
  const frozenAt = new Float64Array(holdings.count).fill(Number.NaN);
  let [marked, escaped, orders] = [zero, zero, 0];
  for (const row of traced.rows) {
    const [payer, payee] = [holdings.from[row] ?? 0, holdings.to[row] ?? 0];
    const timeMs = movements.timeMs[row] ?? 0;
    const units = traced.units.get(row) ?? zero;
    let moving = units;
    const before = whole[payer] ?? zero;
    if (!isLess(before, units) && isLess(zero, before) && holdings.isOutside[payer] === 0) {
      // What the holding should have had and has: the rest was stopped before it came, or stays here.
      const has = alive[payer] ?? zero;
      moving = nearestShare(units, isLess(has, before) ? has : before, before);
      whole[payer] = minus(before, units);
      if (timeMs >= (frozenAt[payer] ?? Number.NaN)) moving = zero;
      else alive[payer] = minus(has, moving);
    } else marked = plus(marked, units);
    if (moving === zero && isLess(zero, units)) {
      whole[payee] = plus(whole[payee] ?? zero, units);
      continue;
    }
    if (holdings.isOutside[payee] === 1) {
      escaped = plus(escaped, moving);
      continue;
    }
    whole[payee] = plus(whole[payee] ?? zero, units);
    alive[payee] = plus(alive[payee] ?? zero, moving);
    const minutes = latencies.minutesFor(holdings.partyOf[payee] ?? 0);
    if (minutes === null || !Number.isNaN(frozenAt[payee] ?? Number.NaN)) continue;
    frozenAt[payee] = Math.max(timeMs, latencies.alertMs) + minutes * 60_000;
    orders += 1;
  }
  let [frozen, loose] = [zero, zero];
  for (let holding = 0; holding < holdings.count; holding += 1) {
    if (Number.isNaN(frozenAt[holding] ?? Number.NaN)) loose = plus(loose, alive[holding] ?? zero);
    else frozen = plus(frozen, alive[holding] ?? zero);
  }
  return { marked, frozen, escaped, loose, orders };
}
