// SPDX-License-Identifier: Apache-2.0
/**
 * What the line makes of bytes: a flipped bit, a lost end, or something behind the end.
 *
 * What comes of a change must follow from the seed. Signatures are another each time they are made by real cryptography, and they travel
 * as base 64; a bit of the *letters* would leave base 64 for one signature and stay within it for another, so that the document is
 * refused unread in one run, and read and found forged in the next. So a bit is flipped in the bytes that the letters stand for, through
 * as many layers as there are:
 *
 *     answer about keys   {"events":["eyJwYXls...  ->  {"payload":...,"sig":"9nRn8z...  ->  a bit of the signature
 *
 * The document is still read, and its signature holds no more. That letters which are none arrive is tried too: the highest bit of a
 * letter is flipped in the letter itself, and whatever letter it was, it is none then.
 */
import { fromBase64, toBase64 } from '../../seals/index.ts';
import type { Dice } from '../ground/dice.ts';

const highestBit = 7;
/** Four letters for three bytes. Shorter texts are words. */
const lettersMin = 32;

export function changedOnTheWay(bytes: Uint8Array, dice: Dice): Uint8Array {
  const [kind, at, bit] = [dice.below(10), dice.below(Math.max(1, bytes.length)), dice.below(8)];
  if (kind === 0) return bytes.slice(0, at);
  if (kind === 1) return Uint8Array.from([...bytes, 0]);
  return withFlippedBit(bytes, at, bit);
}

/** The same length, with one bit another at this place, or in what is written there in base 64. */
export function withFlippedBit(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = bytes.slice();
  if (at >= copy.length) return copy;
  const text = bit === highestBit ? null : base64Around(bytes, at);
  if (text === null) copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  else {
    const inside = Math.min(Math.floor(((at - text.from) * 3) / 4), text.bytes.length - 1);
    copy.set(new TextEncoder().encode(toBase64(withFlippedBit(text.bytes, inside, bit))), text.from);
  }
  return copy;
}

/** The string between quotation marks in which this place lies, where it is base 64; null where it is anything else. */
function base64Around(bytes: Uint8Array, at: number): { readonly from: number; readonly bytes: Uint8Array } | null {
  if (!isLetter(bytes[at])) return null;
  let [from, to] = [at, at];
  while (from > 0 && isLetter(bytes[from - 1])) from--;
  while (to < bytes.length && isLetter(bytes[to])) to++;
  if (to - from < lettersMin || bytes[from - 1] !== quotationMark || bytes[to] !== quotationMark) return null;
  const inside = fromBase64(new TextDecoder().decode(bytes.subarray(from, to)));
  return inside === null ? null : { from, bytes: inside };
}

const quotationMark = '"'.charCodeAt(0);
const letters = new Set(new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/='));

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && letters.has(byte);
}
