// SPDX-License-Identifier: Apache-2.0
/**
 * Order keys: orders numbered densely as they appear, whether a venue names them by number or by text.
 *
 * A replay that looks up orders by a dense number indexes an array; by a name it would hash at every event. Numbers of orders
 * come at millions a second, so they have a table of their own: open addressing over two arrays, without a string for each.
 */
import type { OrderNames } from './market-events.ts';

export interface OrderKeys extends OrderNames {
  /** Of an order named by a whole number below 2^53, 0 or more. */
  numberOfId(id: number): number;
  /** Of an order named by text. A text that is a plain number is the same order as that number. */
  numberOfName(name: string): number;
}

/** Loads above three quarters make chains of probes long. */
const loadMax = 0.75;
const firstSlots = 1024;

export function makeOrderKeys(): OrderKeys {
  let slots = new Uint32Array(firstSlots);
  /** The id of an order, by number; NaN for one named by text. */
  let ids = new Float64Array(firstSlots);
  const names = new Map<string, number>();
  const nameByNumber = new Map<number, string>();
  let count = 1;

  function probe(id: number): number {
    const mask = slots.length - 1;
    let slot = hashOf(id) & mask;
    for (;;) {
      const order = slots[slot] ?? 0;
      if (order === 0 || ids[order] === id) return slot;
      slot = (slot + 1) & mask;
    }
  }
  function grow(): void {
    const wider = new Float64Array(ids.length * 2);
    wider.set(ids);
    ids = wider;
    slots = new Uint32Array(slots.length * 2);
    for (let order = 1; order < count; order += 1) {
      const id = ids[order] ?? Number.NaN;
      if (!Number.isNaN(id)) slots[probe(id)] = order;
    }
  }
  function next(): number {
    if (count >= slots.length * loadMax) grow();
    return count++;
  }
  return {
    get size() {
      return count;
    },
    numberOfId(id) {
      const known = slots[probe(id)] ?? 0;
      if (known !== 0) return known;
      const order = next();
      ids[order] = id;
      slots[probe(id)] = order;
      return order;
    },
    numberOfName(name) {
      const id = plainNumberOf(name);
      if (id !== null) return this.numberOfId(id);
      const known = names.get(name);
      if (known !== undefined) return known;
      const order = next();
      ids[order] = Number.NaN;
      names.set(name, order);
      nameByNumber.set(order, name);
      return order;
    },
    nameOf(order) {
      return order === 0 ? '' : (nameByNumber.get(order) ?? String(ids[order]));
    },
  };
}

const plainDigitsMax = 15;
const zero = 48;

/** The number that a text of digits is, null for any other text; by hand, since it is asked twice for each event. */
function plainNumberOf(text: string): number | null {
  if (text.length === 0 || text.length > plainDigitsMax || (text.length > 1 && text.startsWith('0'))) return null;
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return number;
}

/** Mixes both halves of a number up to 2^53 (the finaliser of MurmurHash3). */
function hashOf(id: number): number {
  let hash = (id >>> 0) ^ Math.imul(Math.floor(id / 4_294_967_296), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
