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
import type { Movements } from '../../columns/index.ts';
import type { Holdings } from '../holdings.ts';
import { minimumCut, type Network, unbounded } from './max-flow.ts';
import type { TracedRows } from './traced-rows.ts';

export interface CutOrder {
  /** When the order of a party's authority can take effect; null where none reaches it. */
  readonly effectMsFor: (party: number) => number | null;
  /** What one order costs, in units of the traced asset: an order for less is not worth it. */
  readonly orderCost: number;
  /** Holdings that are ways out though they lie in the table: services abroad, mixers. */
  readonly isExit: (party: number) => boolean;
}

export interface FreezeCut {
  /** Cost of the orders and what escapes all the same. */
  readonly value: number;
  /** Holdings to freeze. */
  readonly freeze: readonly number[];
  readonly places: number;
  readonly arcs: number;
}

interface Arcs {
  readonly from: number[];
  readonly to: number[];
  readonly capacity: number[];
}

export function smallestFreeze(movements: Movements, holdings: Holdings, traced: TracedRows, order: CutOrder): FreezeCut {
  const arcs: Arcs = { from: [], to: [], capacity: [] };
  const add = (from: number, to: number, capacity: number): void => {
    arcs.from.push(from);
    arcs.to.push(to);
    arcs.capacity.push(capacity);
  };
  const [source, sink] = [0, 1];
  let places = 2;
  const last = new Map<number, number>();
  const gates = new Map<number, { before: number; behind: number }>();
  const held = new Map<number, number>();
  const placeAt = (holding: number, timeMs: number): number => {
    const effectMs = order.effectMsFor(holdings.partyOf[holding] ?? 0);
    if (effectMs !== null && timeMs >= effectMs) return gateOf(holding).before;
    const place = places++;
    const earlier = last.get(holding);
    if (earlier !== undefined) add(earlier, place, unbounded);
    last.set(holding, place);
    return place;
  };
  const gateOf = (holding: number): { before: number; behind: number } => {
    const known = gates.get(holding);
    if (known !== undefined) return known;
    const gate = { before: places++, behind: places++ };
    gates.set(holding, gate);
    add(gate.before, gate.behind, order.orderCost);
    const earlier = last.get(holding);
    if (earlier !== undefined) add(earlier, gate.before, unbounded);
    return gate;
  };
  for (const row of traced.rows) {
    const [payer, payee] = [holdings.from[row] ?? 0, holdings.to[row] ?? 0];
    const [timeMs, units] = [movements.timeMs[row] ?? 0, traced.units.get(row) ?? 0];
    const isSeed = holdings.isOutside[payer] === 1 || (held.get(payer) ?? 0) < units;
    const effectMs = order.effectMsFor(holdings.partyOf[payer] ?? 0);
    const start = isSeed ? source : effectMs !== null && timeMs >= effectMs ? gateOf(payer).behind : placeAt(payer, timeMs);
    const isOut = holdings.isOutside[payee] === 1 || order.isExit(holdings.partyOf[payee] ?? 0);
    add(start, isOut ? sink : placeAt(payee, timeMs), units);
    if (!isSeed) {
      if (effectMs !== null && timeMs >= effectMs) gateOf(payer);
      held.set(payer, (held.get(payer) ?? 0) - units);
    }
    held.set(payee, (held.get(payee) ?? 0) + units);
  }
  const network: Network = {
    places,
    from: Uint32Array.from(arcs.from),
    to: Uint32Array.from(arcs.to),
    capacity: Float64Array.from(arcs.capacity),
  };
  const cut = minimumCut(network, source, sink);
  const freeze = [...gates].flatMap(([holding, gate]) =>
    cut.isSourceSide[gate.before] === 1 && cut.isSourceSide[gate.behind] === 0 ? [holding] : [],
  );
  return { value: cut.value, freeze, places, arcs: arcs.from.length };
}
