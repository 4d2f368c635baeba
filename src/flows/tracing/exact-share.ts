// SPDX-License-Identifier: Apache-2.0
/**
 * Shares of whole numbers, exact although their product passes 2^53.
 *
 * `amount * part / whole` is needed for every haircut. The product of two amounts has up to 106 bits; it is held as the sum of two numbers
 * (Dekker's product, with Veltkamp's splitting), a first quotient is guessed in floating point and then corrected until the rest, computed
 * exactly, lies in its bounds. No bigint is made, so a thread does tens of millions a second.
 */
const splitter = 2 ** 27 + 1;

/** What the rounded product `product` of two numbers lacks; exact for whole numbers below 2^53. */
function productError(one: number, other: number, product: number): number {
  const oneScaled = splitter * one;
  const oneHigh = oneScaled - (oneScaled - one);
  const oneLow = one - oneHigh;
  const otherScaled = splitter * other;
  const otherHigh = otherScaled - (otherScaled - other);
  const otherLow = other - otherHigh;
  return oneHigh * otherHigh - product + oneHigh * otherLow + oneLow * otherHigh + oneLow * otherLow;
}

/** `amount * part - quotient * whole`, exact where it lies within 2^53. */
function restOf(amount: number, part: number, whole: number, quotient: number): number {
  const product = amount * part;
  const taken = quotient * whole;
  if (product <= Number.MAX_SAFE_INTEGER && taken <= Number.MAX_SAFE_INTEGER) return product - taken;
  return product - taken + (productError(amount, part, product) - productError(quotient, whole, taken));
}

/** The largest whole number that is not above `amount * part / whole`. All are whole, `whole` is above nothing, `part` at most `whole`. */
export function floorShare(amount: number, part: number, whole: number): number {
  const product = amount * part;
  let quotient = product <= Number.MAX_SAFE_INTEGER ? Math.floor(product / whole) : Math.floor(amount * (part / whole));
  for (;;) {
    const rest = restOf(amount, part, whole, quotient);
    if (rest < 0) quotient -= Math.max(1, Math.floor(-rest / whole));
    else if (rest >= whole) quotient += Math.max(1, Math.floor(rest / whole));
    else return quotient;
  }
}

/** What `floorShare` leaves: `amount * part - share * whole`. */
export function shareRest(amount: number, part: number, whole: number, share: number): number {
  return restOf(amount, part, whole, share);
}

/** The whole number nearest to `amount * part / whole`; from the middle, the lower one. */
export function nearestShare(amount: number, part: number, whole: number): number {
  const share = floorShare(amount, part, whole);
  const rest = restOf(amount, part, whole, share);
  return rest > whole - rest ? share + 1 : share;
}
