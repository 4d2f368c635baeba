// SPDX-License-Identifier: Apache-2.0
/**
 * The resting orders of each participant at each instrument and side: what patterns on orders ask for, kept once for all of them.
 *
 * A participant's place and a side together are a *slot*. The orders of a slot are a chain from the oldest to the newest, in columns by number of
 * order, so that one comes and goes without a list being searched:
 *
 *     slot 7   first -> order 12 -> order 15 -> order 31 <- last          12 goes:   first -> order 15 -> order 31 <- last
 *
 * An order of nobody named is in slot 0, and slot 0 has no chain. An order that is placed again while it rests, which a replay counts as a
 * fault, keeps its turn where it is in the same slot, and else moves.
 */
import type { Groups } from './groups.ts';
import type { LiveOrders } from './live-orders.ts';
import { numberPlaces, type Places } from './places.ts';

export interface RestingOrders {
  readonly places: Places;
  /** The slot of a participant's place on a side. */
  slotAt(place: number, side: number): number;
  /** The slot in which an order rests; 0 where it does not, and where nobody is named. */
  slotOf(order: number): number;
  /** The oldest order of a slot; 0 where none rests. */
  first(slot: number): number;
  /** The next newer order of the same slot; 0 after the newest. */
  next(order: number): number;
  count(slot: number): number;
}

/** Told by the replay: of an order once it rests, and of one of which nothing is left. */
export interface FollowedOrders extends RestingOrders {
  placed(order: number): void;
  gone(order: number): void;
}

const sides = 3;

export function followRestingOrders(orders: LiveOrders, groups: Groups, instrumentRoom: number): FollowedOrders {
  const places = numberPlaces(instrumentRoom);
  const slotAt = (place: number, side: number): number => place * sides + side;
  let chain = emptyChain(orders.left.length);
  const firstOf: number[] = [];
  const lastOf: number[] = [];
  const counts: number[] = [];
  const giveRoomForSlots = (): void => {
    for (let slot = counts.length; slot < places.room * sides; slot += 1) {
      firstOf.push(0);
      lastOf.push(0);
      counts.push(0);
    }
  };
  const gone = (order: number): void => {
    const slot = chain.slot[order] ?? 0;
    if (slot === 0) return;
    const [before, after] = [chain.before[order] ?? 0, chain.after[order] ?? 0];
    if (before === 0) firstOf[slot] = after;
    else chain.after[before] = after;
    if (after === 0) lastOf[slot] = before;
    else chain.before[after] = before;
    chain.slot[order] = 0;
    counts[slot] = (counts[slot] ?? 0) - 1;
  };
  return {
    places,
    slotAt,
    slotOf: (order) => chain.slot[order] ?? 0,
    first: (slot) => firstOf[slot] ?? 0,
    next: (order) => chain.after[order] ?? 0,
    count: (slot) => counts[slot] ?? 0,
    placed(order) {
      if (order >= chain.slot.length) chain = widened(chain, orders.left.length);
      const group = groups.ofAccount[orders.account[order] ?? 0] ?? 0;
      const slot = group === 0 ? 0 : slotAt(places.of(group, orders.instrument[order] ?? 0), orders.side[order] ?? 0);
      if (chain.slot[order] === slot) return;
      gone(order);
      if (slot === 0) return;
      if (slot >= counts.length) giveRoomForSlots();
      const last = lastOf[slot] ?? 0;
      chain.slot[order] = slot;
      chain.before[order] = last;
      chain.after[order] = 0;
      if (last === 0) firstOf[slot] = order;
      else chain.after[last] = order;
      lastOf[slot] = order;
      counts[slot] = (counts[slot] ?? 0) + 1;
    },
    gone,
  };
}

/** By number of order. */
interface Chain {
  readonly slot: Uint32Array;
  readonly before: Uint32Array;
  readonly after: Uint32Array;
}

function emptyChain(count: number): Chain {
  return { slot: new Uint32Array(count), before: new Uint32Array(count), after: new Uint32Array(count) };
}

function widened(chain: Chain, count: number): Chain {
  const wider = emptyChain(count);
  wider.slot.set(chain.slot);
  wider.before.set(chain.before);
  wider.after.set(chain.after);
  return wider;
}
