// SPDX-License-Identifier: Apache-2.0
/**
 * Haircut without lots: how much of each holding is traced to each of several groups, and nothing about the way it came.
 *
 * Two numbers a holding and one multiplication a payment, so a thread goes through millions of movements a second; the trace with its ways
 * gives the same sums to the unit. Used where only shares are asked for: the exposure of everybody to listed parties.
 */
import { type AmountColumn, dividedByRest, type Ready } from './arithmetic.ts';
import { nearestShare } from './exact-share.ts';

export interface HaircutOrder {
  /** How many groups. */
  readonly groups: number;
  /** By holding: the group all of whose outgoing money is traced, counted from 1; 0 for none. */
  readonly sourceOf: Uint8Array;
  /** By holding: 1 where the trace ends, so that what arrives stays. */
  readonly isStop: Uint8Array;
}

export interface HaircutTaint<Amount> {
  /** By group and holding: traced units held at the end. */
  readonly held: readonly AmountColumn<Amount>[];
  /** By group and holding: traced units that ever arrived there. */
  readonly arrived: readonly AmountColumn<Amount>[];
  readonly closings: AmountColumn<Amount>;
}

/** In numbers: one group in its own loop, which is what most ask for. */
export function followHaircut(ready: Ready<number>, order: HaircutOrder): HaircutTaint<number> {
  return order.groups === 1 ? followOneGroup(ready, order) : followGroups(ready, order);
}

/** For amounts of any width. */
export function followWideHaircut(ready: Ready<bigint>, order: HaircutOrder): HaircutTaint<bigint> {
  return followGroups(ready, order);
}

/** What one holding needs lies side by side, so that a movement touches two places of memory and not ten. */
const stride = 4;
const [heldAt, arrivedAt, marksAt] = [1, 2, 3];
const [outsideMark, sourceMark, stopMark] = [1, 2, 4];

function followOneGroup({ movements, holdings, openings }: Ready<number>, { sourceOf, isStop }: HaircutOrder): HaircutTaint<number> {
  const { amount, count } = movements;
  const { from, to, isOutside } = holdings;
  const [held, arrived] = [new Float64Array(holdings.count), new Float64Array(holdings.count)];
  const closings = new Float64Array(holdings.count);
  const state = new Float64Array(holdings.count * stride);
  for (let holding = 0; holding < holdings.count; holding += 1) {
    const marks =
      (isOutside[holding] === 1 ? outsideMark : 0) + (sourceOf[holding] === 1 ? sourceMark : 0) + (isStop[holding] === 1 ? stopMark : 0);
    state[holding * stride] = openings[holding] ?? 0;
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
    closings[holding] = state[holding * stride] ?? 0;
    held[holding] = state[holding * stride + heldAt] ?? 0;
    arrived[holding] = state[holding * stride + arrivedAt] ?? 0;
  }
  return { held: [held], arrived: [arrived], closings };
}

function followGroups<Amount>(ready: Ready<Amount>, { groups, sourceOf, isStop }: HaircutOrder): HaircutTaint<Amount> {
  const { movements, holdings, arithmetic } = ready;
  const { zero, plus, minus, isLess } = arithmetic;
  const { from, to, isOutside } = holdings;
  const columns = (): AmountColumn<Amount>[] => Array.from({ length: groups }, () => arithmetic.column(holdings.count));
  const [held, arrived] = [columns(), columns()];
  const [balance, total] = [arithmetic.column(holdings.count), arithmetic.column(holdings.count)];
  for (let holding = 0; holding < holdings.count; holding += 1) balance[holding] = ready.openings[holding] ?? zero;
  const parts = Array.from({ length: groups }, () => zero);
  for (let row = 0; row < movements.count; row += 1) {
    const [payer, payee] = [from[row] ?? 0, to[row] ?? 0];
    const units = arithmetic.amountOf(movements, row);
    const source = sourceOf[payer] ?? 0;
    const traced = source === 0 && isStop[payer] === 0 ? (total[payer] ?? zero) : zero;
    const hasTraced = isLess(zero, traced);
    const isTraced = source > 0 || hasTraced;
    if (isTraced) parts.fill(zero);
    if (source > 0) parts[source - 1] = units;
    else if (hasTraced) {
      const share = arithmetic.nearestShare(units, traced, balance[payer] ?? zero);
      const divided = dividedByRest(
        arithmetic,
        share,
        held.map((one) => one[payer] ?? zero),
        traced,
      );
      for (const [group, one] of held.entries()) {
        parts[group] = divided[group] ?? zero;
        one[payer] = minus(one[payer] ?? zero, divided[group] ?? zero);
      }
      total[payer] = minus(traced, share);
    }
    if (isOutside[payer] === 0) balance[payer] = minus(balance[payer] ?? zero, units);
    if (isOutside[payee] === 1) continue;
    balance[payee] = plus(balance[payee] ?? zero, units);
    if (!isTraced || (sourceOf[payee] ?? 0) > 0) continue;
    for (const [group, one] of held.entries()) {
      const part = parts[group] ?? zero;
      one[payee] = plus(one[payee] ?? zero, part);
      const ever = arrived[group];
      if (ever !== undefined) ever[payee] = plus(ever[payee] ?? zero, part);
      total[payee] = plus(total[payee] ?? zero, part);
    }
  }
  return { held, arrived, closings: balance };
}
