// SPDX-License-Identifier: Apache-2.0
/** Numbers that look random and are the same for the same seed (mulberry32), for intervals and invented names. Never for secrets. */
export type Draw = () => number;

/** A generator of numbers from 0 to below 1. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the values; the list must not be empty. */
export function pick<Value>(draw: Draw, values: readonly Value[]): Value {
  return values[Math.floor(draw() * values.length)] as Value;
}
