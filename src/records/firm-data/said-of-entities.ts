// SPDX-License-Identifier: Apache-2.0
/**
 * What a long file has said already, by kind of statement and LEI: who says it a second time is told so.
 *
 * A golden copy names some three million entities. As texts in a set they would take half a gigabyte; here each takes one place of four
 * numbers, sixteen bytes, and nothing is compressed that could make two of them look alike:
 *
 *     XBDEM O0000 00000 04254        five signs are a number below 36^5 = 60,466,176, which needs 26 bits; the kind stands above them in the first
 *
 * Places are found by what the numbers leave when divided by how many there are, and the next free one is taken (linear probing).
 */
import assert from 'node:assert/strict';
import { type FirmStatementWire, leiRelations } from './wire.ts';

const numbersOfLei = 4;
const signsOfNumber = 5;
const bitsOfNumber = 26;
const placesAtFirst = 4096;
/** Beyond this share of places taken, the way to a free one grows long. */
const shareTaken = 0.75;
const growth = 1.5;

const kinds: readonly FirmStatementWire['kind'][] = ['entity', ...leiRelations];

export interface SaidOfEntities {
  /** Whether it is said for the first time; an LEI has been checked before. */
  readonly isNew: (statement: Pick<FirmStatementWire, 'kind' | 'lei'>) => boolean;
}

export function createSaidOfEntities(): SaidOfEntities {
  let [places, count] = [new Uint32Array(placesAtFirst * numbersOfLei), 0];
  return {
    isNew(statement) {
      if (!putIn(places, numbersOf(statement))) return false;
      count += 1;
      if (count * numbersOfLei > places.length * shareTaken) places = grown(places);
      return true;
    },
  };
}

function numbersOf({ kind, lei }: Pick<FirmStatementWire, 'kind' | 'lei'>): Uint32Array {
  assert.equal(lei.length, numbersOfLei * signsOfNumber, 'an LEI has twenty signs');
  const numbers = new Uint32Array(numbersOfLei);
  for (let at = 0; at < numbersOfLei; at += 1) numbers[at] = Number.parseInt(lei.slice(at * signsOfNumber, (at + 1) * signsOfNumber), 36);
  // Counted from one, so that no first number is zero, which is that of a free place.
  numbers[0] = (numbers[0] ?? 0) + (kinds.indexOf(kind) + 1) * 2 ** bitsOfNumber;
  return numbers;
}

/** False where it is there already. */
function putIn(places: Uint32Array, numbers: Uint32Array): boolean {
  const size = places.length / numbersOfLei;
  for (let at = firstPlace(numbers, size); ; at = (at + 1) % size) {
    const from = at * numbersOfLei;
    if (places[from] === 0) {
      places.set(numbers, from);
      return true;
    }
    if (numbers.every((number, index) => places[from + index] === number)) return false;
  }
}

/** Neighbouring LEIs must not lie beside each other: all four numbers are stirred in by odd factors. */
function firstPlace(numbers: Uint32Array, size: number): number {
  let stirred = 0;
  for (const number of numbers) {
    stirred = Math.imul(stirred ^ number, 0x9e3779b1);
    stirred ^= stirred >>> 15;
  }
  return (stirred >>> 0) % size;
}

function grown(places: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil((places.length / numbersOfLei) * growth) * numbersOfLei);
  for (let from = 0; from < places.length; from += numbersOfLei)
    if (places[from] !== 0) putIn(larger, places.subarray(from, from + numbersOfLei));
  return larger;
}
