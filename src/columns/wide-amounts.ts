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
  let amount = 0n;
  for (let limb = limbsPerAmount - 1; limb >= 0; limb -= 1) {
    amount = (amount << limbBits) | (limbs[row * limbsPerAmount + limb] ?? 0n);
  }
  return amount;
}
