// SPDX-License-Identifier: Apache-2.0
/**
 * Wide amounts: whole numbers up to 2^256 - 1 in a column of four 64-bit limbs a row, the least significant first.
 *
 * An ERC-20 token counts in 10^-18, and its contracts in 256-bit words, so one movement can pass 2^53. Most never do; a table
 * therefore keeps amounts as numbers, and only a table that needs it has this second column beside.
 */
export const limbsPerAmount = 4;
export const wideAmountMax = 2n ** 256n - 1n;

const limbBits = 64n;
const limbMask = (1n << limbBits) - 1n;

/** Writes an amount at a row. Throws on one that is negative or wider than 256 bits: the reader refuses those before. */
export function writeWideAmount(limbs: BigUint64Array, row: number, amount: bigint): void {
  if (amount < 0n || amount > wideAmountMax) throw new RangeError('A wide amount lies between 0 and 2^256 - 1.');
  for (let limb = 0; limb < limbsPerAmount; limb += 1) {
    limbs[row * limbsPerAmount + limb] = (amount >> (limbBits * BigInt(limb))) & limbMask;
  }
}

export function readWideAmount(limbs: BigUint64Array, row: number): bigint {
  const at = row * limbsPerAmount;
  const [first, second, third, fourth] = [limbs[at] ?? 0n, limbs[at + 1] ?? 0n, limbs[at + 2] ?? 0n, limbs[at + 3] ?? 0n];
  // Most amounts of a wide table fit one limb or two.
  if (fourth === 0n && third === 0n) return second === 0n ? first : (second << limbBits) | first;
  return (((((fourth << limbBits) | third) << limbBits) | second) << limbBits) | first;
}
