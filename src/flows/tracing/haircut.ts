// SPDX-License-Identifier: Apache-2.0
/**
 * Haircut without lots: how much of each holding is traced to each of several groups, and nothing about the way it came.
 *
 * Two numbers a holding and one multiplication a payment, so a thread goes through millions of movements a second; the trace with its ways
 * gives the same sums to the unit. Used where only shares are asked for: the exposure of everybody to listed parties.
 */
import type { Balances, Holdings } from '../holdings.ts';
import { dividedByRest, numberArithmetic } from './arithmetic.ts';
import { nearestShare } from './exact-share.ts';

export interface HaircutOrder {
  readonly amount: Float64Array;
  readonly count: number;
  readonly holdings: Holdings;
  readonly balances: Balances;
  /** How many groups. */
  readonly groups: number;
  /** By holding: the group all of whose outgoing money is traced, counted from 1; 0 for none. */
  readonly sourceOf: Uint8Array;
  /** By holding: 1 where the trace ends, so that what arrives stays. */
  readonly isStop: Uint8Array;
}

export interface HaircutTaint {
  /** By group and holding: traced units held at the end. */
  readonly held: readonly Float64Array[];
  /** By group and holding: traced units that ever arrived there. */
  readonly arrived: readonly Float64Array[];
  readonly closings: Float64Array;
}

export function followHaircut(order: HaircutOrder): HaircutTaint {
  const { groups, holdings } = order;
  const held = Array.from({ length: groups }, () => new Float64Array(holdings.count));
  const arrived = Array.from({ length: groups }, () => new Float64Array(holdings.count));
  const balance = order.balances.openings.slice();
  if (groups === 1) followOneGroup(order, balance, held[0] ?? new Float64Array(0), arrived[0] ?? new Float64Array(0));
  else followGroups(order, balance, held, arrived);
  return { held, arrived, closings: balance };
}

function followOneGroup(order: HaircutOrder, balance: Float64Array, held: Float64Array, arrived: Float64Array): void {
  const { amount, count, holdings, sourceOf, isStop } = order;
  const { from, to, isOutside } = holdings;
  for (let row = 0; row < count; row += 1) {
    const [payer, payee] = [from[row] ?? 0, to[row] ?? 0];
    const units = amount[row] ?? 0;
    let part = sourceOf[payer] === 1 ? units : 0;
    if (isOutside[payer] === 0) {
      const before = balance[payer] ?? 0;
      const traced = held[payer] ?? 0;
      if (traced > 0 && part === 0 && isStop[payer] === 0) {
        part = nearestShare(units, traced, before);
        held[payer] = traced - part;
      }
      balance[payer] = before - units;
    }
    if (isOutside[payee] === 1) continue;
    balance[payee] = (balance[payee] ?? 0) + units;
    if (part === 0 || sourceOf[payee] === 1) continue;
    held[payee] = (held[payee] ?? 0) + part;
    arrived[payee] = (arrived[payee] ?? 0) + part;
  }
}

function followGroups(order: HaircutOrder, balance: Float64Array, held: readonly Float64Array[], arrived: readonly Float64Array[]): void {
  const { amount, count, holdings, sourceOf, isStop, groups } = order;
  const { from, to, isOutside } = holdings;
  const parts = Array.from({ length: groups }, () => 0);
  const total = new Float64Array(holdings.count);
  for (let row = 0; row < count; row += 1) {
    const [payer, payee] = [from[row] ?? 0, to[row] ?? 0];
    const units = amount[row] ?? 0;
    const source = sourceOf[payer] ?? 0;
    const traced = source === 0 && isStop[payer] === 0 ? (total[payer] ?? 0) : 0;
    const isTraced = source > 0 || traced > 0;
    if (isTraced) parts.fill(0);
    if (source > 0) parts[source - 1] = units;
    else if (traced > 0) {
      const share = nearestShare(units, traced, balance[payer] ?? 0);
      const divided = dividedByRest(
        numberArithmetic,
        share,
        held.map((one) => one[payer] ?? 0),
        traced,
      );
      for (const [group, one] of held.entries()) {
        parts[group] = divided[group] ?? 0;
        one[payer] = (one[payer] ?? 0) - (divided[group] ?? 0);
      }
      total[payer] = traced - share;
    }
    if (isOutside[payer] === 0) balance[payer] = (balance[payer] ?? 0) - units;
    if (isOutside[payee] === 1) continue;
    balance[payee] = (balance[payee] ?? 0) + units;
    if (!isTraced || (sourceOf[payee] ?? 0) > 0) continue;
    for (const [group, one] of held.entries()) {
      const part = parts[group] ?? 0;
      one[payee] = (one[payee] ?? 0) + part;
      const ever = arrived[group];
      if (ever !== undefined) ever[payee] = (ever[payee] ?? 0) + part;
      total[payee] = (total[payee] ?? 0) + part;
    }
  }
}
