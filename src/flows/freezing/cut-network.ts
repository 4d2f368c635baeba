// SPDX-License-Identifier: Apache-2.0
/**
 * The network that a freeze has to cut, spread out in time.
 *
 * Each holding is a chain of places, one for each traced movement, joined by arcs that only time passes through; each traced movement is an
 * arc with its units; the seeds are the source, every way out the sink. A holding that an authority reaches has a gate at the moment from
 * which its order can take effect: all that leaves later goes through it, and the gate's price is what an order costs. The smallest cut
 * then names the orders that stop the most, and counts as escaped what no order stops in time.
 *
 * Behind a gate the order of time is not kept, since an order stops everything: the cut is never too small.
 */
import type { Ready } from '../tracing/arithmetic.ts';
import { minimumCut, minimumWideCut, unbounded } from './max-flow.ts';
import type { TracedRows } from './traced-rows.ts';

export interface CutOrder {
  /** When the order of a party's authority can take effect; null where none reaches it. */
  readonly effectMsFor: (party: number) => number | null;
  /** What one order costs, in units of the traced asset: an order for less is not worth it. */
  readonly orderCost: bigint;
  /** Holdings that are ways out though they lie in the table: services abroad, mixers. */
  readonly isExit: (party: number) => boolean;
}

export interface FreezeCut {
  /** Cost of the orders and what escapes all the same. */
  readonly value: bigint;
  /** Holdings to freeze. */
  readonly freeze: readonly number[];
  readonly places: number;
  readonly arcs: number;
}

interface Arcs<Amount> {
  readonly from: number[];
  readonly to: number[];
  readonly units: Amount[];
  /** Arcs that carry what an order costs, and those that carry all there is, in the place of their units. */
  readonly orders: number[];
  readonly free: number[];
}

export function smallestFreeze<Amount>(
  { movements, holdings, arithmetic }: Omit<Ready<Amount>, 'openings' | 'closings' | 'withOpening'>,
  traced: TracedRows<Amount>,
  order: CutOrder,
): FreezeCut {
  const { zero, plus, minus, isLess } = arithmetic;
  const arcs: Arcs<Amount> = { from: [], to: [], units: [], orders: [], free: [] };
  /** Units of all arcs out of the source: no flow is larger. */
  let flowMost = 0n;
  const add = (from: number, to: number, units: Amount): number => {
    arcs.from.push(from);
    arcs.to.push(to);
    return arcs.units.push(units) - 1;
  };
  const [source, sink] = [0, 1];
  let places = 2;
  const last = new Map<number, number>();
  const gates = new Map<number, { before: number; behind: number }>();
  const held = new Map<number, Amount>();
  const placeAt = (holding: number, timeMs: number): number => {
    const effectMs = order.effectMsFor(holdings.partyOf[holding] ?? 0);
    if (effectMs !== null && timeMs >= effectMs) return gateOf(holding).before;
    const place = places++;
    const earlier = last.get(holding);
    if (earlier !== undefined) arcs.free.push(add(earlier, place, zero));
    last.set(holding, place);
    return place;
  };
  const gateOf = (holding: number): { before: number; behind: number } => {
    const known = gates.get(holding);
    if (known !== undefined) return known;
    const gate = { before: places++, behind: places++ };
    gates.set(holding, gate);
    arcs.orders.push(add(gate.before, gate.behind, zero));
    const earlier = last.get(holding);
    if (earlier !== undefined) arcs.free.push(add(earlier, gate.before, zero));
    return gate;
  };
  for (const row of traced.rows) {
    const [payer, payee] = [holdings.from[row] ?? 0, holdings.to[row] ?? 0];
    const [timeMs, units] = [movements.timeMs[row] ?? 0, traced.units.get(row) ?? zero];
    const isSeed = holdings.isOutside[payer] === 1 || isLess(held.get(payer) ?? zero, units);
    if (isSeed) flowMost += arithmetic.toUnits(units);
    const effectMs = order.effectMsFor(holdings.partyOf[payer] ?? 0);
    const start = isSeed ? source : effectMs !== null && timeMs >= effectMs ? gateOf(payer).behind : placeAt(payer, timeMs);
    const isOut = holdings.isOutside[payee] === 1 || order.isExit(holdings.partyOf[payee] ?? 0);
    add(start, isOut ? sink : placeAt(payee, timeMs), units);
    if (!isSeed) {
      if (effectMs !== null && timeMs >= effectMs) gateOf(payer);
      held.set(payer, minus(held.get(payer) ?? zero, units));
    }
    held.set(payee, plus(held.get(payee) ?? zero, units));
  }
  const cut = cutOf(arcs, { places, flowMost, orderCost: order.orderCost, toUnits: arithmetic.toUnits });
  const freeze = [...gates].flatMap(([holding, gate]) =>
    cut.isSourceSide[gate.before] === 1 && cut.isSourceSide[gate.behind] === 0 ? [holding] : [],
  );
  return { value: cut.value, freeze, places, arcs: arcs.from.length };
}

interface Sizes<Amount> {
  readonly places: number;
  readonly flowMost: bigint;
  readonly orderCost: bigint;
  readonly toUnits: (amount: Amount) => bigint;
}

/** The cut in numbers where they hold every sum exactly, in bigints otherwise. An order that costs more than all there is, is never worth it. */
function cutOf<Amount>({ from, to, units, orders, free }: Arcs<Amount>, { places, flowMost, orderCost, toUnits }: Sizes<Amount>) {
  const isNarrow = flowMost < BigInt(unbounded);
  const all = isNarrow ? BigInt(unbounded) : flowMost + 1n;
  const cost = orderCost < all ? orderCost : all;
  const network = { places, from: Uint32Array.from(from), to: Uint32Array.from(to) };
  const [source, sink] = [0, 1];
  if (!isNarrow) {
    const capacity = units.map(toUnits);
    for (const arc of orders) capacity[arc] = cost;
    for (const arc of free) capacity[arc] = all;
    return minimumWideCut({ ...network, capacity }, source, sink);
  }
  const capacity = Float64Array.from(units, (one) => Number(one));
  for (const arc of orders) capacity[arc] = Number(cost);
  for (const arc of free) capacity[arc] = Number(all);
  const cut = minimumCut({ ...network, capacity }, source, sink);
  return { ...cut, value: BigInt(cut.value) };
}
