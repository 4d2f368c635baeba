// SPDX-License-Identifier: Apache-2.0
/**
 * The units of a network while a flow is pushed through it: what each arc still has room for, and what each place has too much.
 *
 * The search for the cut asks only whether there is room and whether there is excess, and says what is to be pushed; so it is the same for
 * numbers in typed arrays and for bigints of any width, and neither slows the other down.
 */
import type { AmountColumn } from '../tracing/arithmetic.ts';

export interface ArcAmounts<Amount> {
  /** By arc, 1 while it has room: most looks at an arc ask no more, and a byte is sooner read than an amount. */
  readonly isOpen: Uint8Array;
  hasExcess(place: number): boolean;
  /** Pushes what the place has too much, as far as the arc has room. */
  push(arc: number, place: number, next: number): void;
  /** Pushes all that the arc has room for, out of a place that has without end. */
  saturate(arc: number, next: number): void;
  excessOf(place: number): Amount;
}

/** The arcs as they lie in the residual network: each beside its reverse, `twin`. */
export interface ArcPlaces<Amount> {
  readonly places: number;
  readonly twin: Uint32Array;
  /** Where each arc that was given lies. */
  readonly forth: Uint32Array;
  readonly capacity: AmountColumn<Amount>;
}

export function numberAmounts({ places, twin, forth, capacity }: ArcPlaces<number>): ArcAmounts<number> {
  const room = new Float64Array(twin.length);
  const excess = new Float64Array(places);
  const isOpen = new Uint8Array(twin.length);
  for (let arc = 0; arc < forth.length; arc += 1) {
    room[forth[arc] ?? 0] = capacity[arc] ?? 0;
    if ((capacity[arc] ?? 0) > 0) isOpen[forth[arc] ?? 0] = 1;
  }
  return {
    isOpen,
    hasExcess: (place) => (excess[place] ?? 0) > 0,
    push(arc, place, next) {
      const [space, over] = [room[arc] ?? 0, excess[place] ?? 0];
      const units = Math.min(space, over);
      const back = twin[arc] ?? 0;
      room[arc] = space - units;
      if (units === space) isOpen[arc] = 0;
      isOpen[back] = 1;
      room[back] = (room[back] ?? 0) + units;
      excess[place] = over - units;
      excess[next] = (excess[next] ?? 0) + units;
    },
    saturate(arc, next) {
      const units = room[arc] ?? 0;
      const back = twin[arc] ?? 0;
      room[arc] = 0;
      isOpen[arc] = 0;
      isOpen[back] = 1;
      room[back] = (room[back] ?? 0) + units;
      excess[next] = (excess[next] ?? 0) + units;
    },
    excessOf: (place) => excess[place] ?? 0,
  };
}

export function wideAmounts({ places, twin, forth, capacity }: ArcPlaces<bigint>): ArcAmounts<bigint> {
  const room = Array.from({ length: twin.length }, () => 0n);
  const excess = Array.from({ length: places }, () => 0n);
  const isOpen = new Uint8Array(twin.length);
  for (let arc = 0; arc < forth.length; arc += 1) {
    room[forth[arc] ?? 0] = capacity[arc] ?? 0n;
    if ((capacity[arc] ?? 0n) > 0n) isOpen[forth[arc] ?? 0] = 1;
  }
  return {
    isOpen,
    hasExcess: (place) => (excess[place] ?? 0n) > 0n,
    push(arc, place, next) {
      const [space, over] = [room[arc] ?? 0n, excess[place] ?? 0n];
      const units = space < over ? space : over;
      const back = twin[arc] ?? 0;
      room[arc] = space - units;
      if (units === space) isOpen[arc] = 0;
      isOpen[back] = 1;
      room[back] = (room[back] ?? 0n) + units;
      excess[place] = over - units;
      excess[next] = (excess[next] ?? 0n) + units;
    },
    saturate(arc, next) {
      const units = room[arc] ?? 0n;
      const back = twin[arc] ?? 0;
      room[arc] = 0n;
      isOpen[arc] = 0;
      isOpen[back] = 1;
      room[back] = (room[back] ?? 0n) + units;
      excess[next] = (excess[next] ?? 0n) + units;
    },
    excessOf: (place) => excess[place] ?? 0n,
  };
}
