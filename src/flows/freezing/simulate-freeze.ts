// SPDX-License-Identifier: Apache-2.0
/**
 * What a freeze would have saved: the traced movements replayed, with orders that take effect after each authority's latency.
 *
 * An order goes out when traced money reaches a holding, as a live trace sees it, and takes effect after the latency of the authority that
 * the holding belongs to. From then on nothing leaves it. What is stopped upstream is missing downstream in proportion, to the nearest unit.
 */
import type { Movements } from '../../columns/index.ts';
import type { Holdings } from '../holdings.ts';
import { nearestShare } from '../tracing/exact-share.ts';
import type { TracedRows } from './traced-rows.ts';

export interface Latencies {
  /** Minutes from the arrival of traced money to the freeze, or null for a party that no cooperating authority reaches. */
  readonly minutesFor: (party: number) => number | null;
  /** Before this moment nobody knows of the theft. */
  readonly alertMs: number;
}

export interface SimulatedFreeze {
  readonly marked: number;
  /** In frozen holdings at the end. */
  readonly frozen: number;
  /** Left the table or reached a service: out of reach. */
  readonly escaped: number;
  /** In holdings that no cooperating authority reaches, seen but free. */
  readonly loose: number;
  readonly orders: number;
}

export function simulateFreeze(movements: Movements, holdings: Holdings, traced: TracedRows, latencies: Latencies): SimulatedFreeze {
  const whole = new Float64Array(holdings.count);
  const alive = new Float64Array(holdings.count);
  const frozenAt = new Float64Array(holdings.count).fill(Number.NaN);
  let [marked, escaped, orders] = [0, 0, 0];
  for (const row of traced.rows) {
    const [payer, payee] = [holdings.from[row] ?? 0, holdings.to[row] ?? 0];
    const timeMs = movements.timeMs[row] ?? 0;
    const units = traced.units.get(row) ?? 0;
    let moving = units;
    const before = whole[payer] ?? 0;
    if (before >= units && holdings.isOutside[payer] === 0) {
      // What the holding should have had and has: the rest was stopped before it came, or stays here.
      moving = nearestShare(units, Math.min(alive[payer] ?? 0, before), before);
      whole[payer] = before - units;
      if (timeMs >= (frozenAt[payer] ?? Number.NaN)) moving = 0;
      else alive[payer] = (alive[payer] ?? 0) - moving;
    } else marked += units;
    if (moving === 0 && units > 0) {
      whole[payee] = (whole[payee] ?? 0) + units;
      continue;
    }
    if (holdings.isOutside[payee] === 1) {
      escaped += moving;
      continue;
    }
    whole[payee] = (whole[payee] ?? 0) + units;
    alive[payee] = (alive[payee] ?? 0) + moving;
    const minutes = latencies.minutesFor(holdings.partyOf[payee] ?? 0);
    if (minutes === null || !Number.isNaN(frozenAt[payee] ?? Number.NaN)) continue;
    frozenAt[payee] = Math.max(timeMs, latencies.alertMs) + minutes * 60_000;
    orders += 1;
  }
  let [frozen, loose] = [0, 0];
  for (let holding = 0; holding < holdings.count; holding += 1) {
    if (Number.isNaN(frozenAt[holding] ?? Number.NaN)) loose += alive[holding] ?? 0;
    else frozen += alive[holding] ?? 0;
  }
  return { marked, frozen, escaped, loose, orders };
}
