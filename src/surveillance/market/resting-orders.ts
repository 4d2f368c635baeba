// SPDX-License-Identifier: Apache-2.0
/**
 * The resting orders of each group at each instrument and side, kept up during a replay: what patterns on orders ask for.
 */
import type { Groups } from './groups.ts';
import type { Listener, ReplayView } from './replay.ts';

export interface RestingOrders {
  readonly listener: Listener;
  /** Numbers of the group's orders that rest now, the oldest first. */
  of(group: number, instrument: number, side: number): ReadonlySet<number>;
}

const nothing: ReadonlySet<number> = new Set();

export function followRestingOrders(view: ReplayView, groups: Groups): RestingOrders {
  const { orders, events } = view;
  const sets = new Map<number, Set<number>>();
  const keyOf = (group: number, instrument: number, side: number): number => (group * view.instrumentRoom + instrument) * 3 + side;
  const setOf = (order: number): { readonly group: number; readonly key: number } => {
    const group = groups.ofAccount[orders.account[order] ?? 0] ?? 0;
    return { group, key: keyOf(group, orders.instrument[order] ?? 0, orders.side[order] ?? 0) };
  };
  const leave = (order: number, size: number): void => {
    if (order !== 0 && size >= (orders.left[order] ?? 0)) sets.get(setOf(order).key)?.delete(order);
  };
  return {
    of: (group, instrument, side) => sets.get(keyOf(group, instrument, side)) ?? nothing,
    listener: {
      onPlaced(_row, order) {
        const { group, key } = setOf(order);
        if (group === 0) return;
        const known = sets.get(key);
        if (known === undefined) sets.set(key, new Set([order]));
        else known.add(order);
      },
      onTakenOff: (_row, order, size) => leave(order, size),
      onTrade(row, takerOrder, restingOrder) {
        leave(takerOrder, events.size[row] ?? 0);
        leave(restingOrder, events.size[row] ?? 0);
      },
    },
  };
}
