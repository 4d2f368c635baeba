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

/** What one holding needs lies side by side, so that a movement touches two places of memory and not ten. */
const stride = 4;
const [heldAt, arrivedAt, marksAt] = [1, 2, 3];
const [outsideMark, sourceMark, stopMark] = [1, 2, 4];

function followOneGroup(order: HaircutOrder, balance: Float64Array, held: Float64Array, arrived: Float64Array): void {
  const { amount, count, holdings, sourceOf, isStop } = order;
  const { from, to, isOutside } = holdings;
  const state = new Float64Array(holdings.count * stride);
  for (let holding = 0; holding < holdings.count; holding += 1) {
    const marks =
      (isOutside[holding] === 1 ? outsideMark : 0) + (sourceOf[holding] === 1 ? sourceMark : 0) + (isStop[holding] === 1 ? stopMark : 0);
    state[holding * stride] = balance[holding] ?? 0;
    state[holding * stride + marksAt] = marks;
  }
  for (let row = 0; row < count; row += 1) {
    const payer = (from[row] ?? 0) * stride;
    const payee = (to[row] ?? 0) * stride;
    const units = amount[row] ?? 0;
    const payerMarks = state[payer + marksAt] ?? 0;
    let part = (payerMarks & sourceMark) === 0 ? 0 : units;
    if ((payerMarks & outsideMark) === 0) {
      const before = state[payer] ?? 0;
      const traced = state[payer + heldAt] ?? 0;
      if (traced > 0 && (payerMarks & (sourceMark | stopMark)) === 0) {
        part = nearestShare(units, traced, before);
        state[payer + heldAt] = traced - part;
      }
      state[payer] = before - units;
    }
    const payeeMarks = state[payee + marksAt] ?? 0;
    if ((payeeMarks & outsideMark) !== 0) continue;
    state[payee] = (state[payee] ?? 0) + units;
    if (part === 0 || (payeeMarks & sourceMark) !== 0) continue;
    state[payee + heldAt] = (state[payee + heldAt] ?? 0) + part;
    state[payee + arrivedAt] = (state[payee + arrivedAt] ?? 0) + part;
  }
  for (let holding = 0; holding < holdings.count; holding += 1) {
    balance[holding] = state[holding * stride] ?? 0;
    held[holding] = state[holding * stride + heldAt] ?? 0;
    arrived[holding] = state[holding * stride + arrivedAt] ?? 0;
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
