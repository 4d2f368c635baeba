// SPDX-License-Identifier: Apache-2.0
/**
 * Dice: seeded chance, so that a run of the simulation is decided by its seed and by nothing else.
 *
 * Every purpose throws its own dice ("network", "crashes", "desk of xb"), made from the seed and the purpose's name. So a fault
 * that is switched off, or a promise that is looked at once more, does not change what the others throw.
 *
 * The generator is sfc32 (Chris Doty-Humphrey's PractRand), started from a SHA-256: small, fast, and long enough for a run. It
 * makes no key that protects anything.
 */
import type { RandomBytes } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';

export interface Dice {
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  /** Throws on an empty list: the caller's own logic is broken then. */
  pick<Value>(list: readonly Value[]): Value;
  shuffled<Value>(list: readonly Value[]): Value[];
  readonly bytes: RandomBytes;
}

export function diceOf(seed: string): Dice {
  const word = wordsOf(seed);
  const below = (limit: number): number => Math.floor((word() / 0x1_0000_0000) * limit);
  const pick = <Value>(list: readonly Value[]): Value => {
    if (list.length === 0) throw new RangeError('there is nothing to pick from');
    return list[below(list.length)] as Value;
  };
  return {
    below,
    pick,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => word() < probability * 0x1_0000_0000,
    shuffled(list) {
      const rest = [...list];
      return list.map(() => rest.splice(below(rest.length), 1)[0]).filter((value) => value !== undefined);
    },
    bytes(count) {
      const bytes = new Uint8Array(count);
      for (let at = 0; at + 4 <= count; at += 4) {
        const four = word();
        for (let byte = 0; byte < 4; byte++) bytes[at + byte] = four >>> (24 - 8 * byte);
      }
      for (let at = count - (count % 4); at < count; at++) bytes[at] = word() & 0xff;
      return bytes;
    },
  };
}

function wordsOf(seed: string): () => number {
  const digest = digestOf(new TextEncoder().encode(seed)).slice('sha256:'.length);
  let [a = 0, b = 0, c = 0, counter = 1] = [0, 8, 16, 24].map((at) => Number.parseInt(digest.slice(at, at + 8), 16) | 0);
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}
