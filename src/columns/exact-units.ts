// SPDX-License-Identifier: Apache-2.0
/**
 * Exact units: a decimal text and the whole number of smallest units it means.
 *
 * Prices, sizes and amounts that become evidence must come out the same everywhere, which binary fractions do not: 0.1 + 0.2 is
 * not 0.3. So a column holds whole numbers, and its instrument or asset says how many decimals one has.
 *
 *     unitsOf('101.25', 2)    // 10125
 *     unitsOf('0.123', 2)     // null: it has more decimals than the column; nothing is rounded
 *     unitsText(10125, 2)     // '101.25'
 *
 * A number column holds them exactly up to 2^53 - 1. What is larger (an amount of 18 decimals) is a bigint and goes into the
 * wide form of wide-amounts.ts.
 */
import { wholeDigitsMax } from '../kernel/wire.ts';

export const exactUnitsMax = Number.MAX_SAFE_INTEGER;
/** 18 is usual on chains, 30 occurs; a decimal text that wants more is a mistake. */
export const decimalsMax = 36;

const plain = new RegExp(`^([+-]?)(\\d{0,${wholeDigitsMax}})(?:\\.(\\d{0,60}))?(?:[eE]([+-]?\\d{1,2}))?$`);

/** The exact units of a decimal text as a bigint, or null when it is no decimal or has more decimals than `decimals`. */
export function wideUnitsOf(text: string, decimals: number): bigint | null {
  const match = plain.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const shift = decimals + Number(exponentText) - fraction.length;
  const digits = BigInt(whole + fraction === '' ? '0' : whole + fraction);
  const units = shift >= 0 ? digits * 10n ** BigInt(shift) : exactQuotient(digits, 10n ** BigInt(-shift));
  if (units === null) return null;
  return sign === '-' ? -units : units;
}

/** The same as a number, or null when it is not exact as one. */
export function unitsOf(text: string, decimals: number): number | null {
  const fast = fastUnitsOf(text, decimals);
  if (fast !== null) return fast;
  const units = wideUnitsOf(text, decimals);
  return units === null || units > BigInt(exactUnitsMax) || units < -BigInt(exactUnitsMax) ? null : Number(units);
}

/** The decimal text of units, with exactly `decimals` decimals. */
export function unitsText(units: number | bigint, decimals: number): string {
  const isNegative = units < 0;
  const digits = (isNegative ? -BigInt(units) : BigInt(units)).toString().padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  return `${isNegative ? '-' : ''}${digits.slice(0, at)}${decimals === 0 ? '' : `.${digits.slice(at)}`}`;
}

/** How many decimals a text writes, trailing zeros left out; null when it is no decimal. */
export function decimalsOf(text: string): number | null {
  const match = plain.exec(text);
  if (match === null) return null;
  const [, , whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return null;
  return Math.max(0, fraction.replace(/0+$/, '').length - Number(exponentText));
}

function exactQuotient(digits: bigint, divisor: bigint): bigint | null {
  return digits % divisor === 0n ? digits / divisor : null;
}

/** Digits and one point, up to 15 digits in all: by far the commonest text, read without a bigint. */
function fastUnitsOf(text: string, decimals: number): number | null {
  if (text.length === 0 || text.length > 15) return null;
  let units = 0;
  let fractionDigits = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === point) {
      if (fractionDigits >= 0) return null;
      fractionDigits = 0;
    } else if (code >= zero && code <= nine) {
      units = units * 10 + (code - zero);
      if (fractionDigits >= 0) fractionDigits += 1;
    } else return null;
  }
  const missing = decimals - Math.max(fractionDigits, 0);
  if (missing < 0 || text.length + missing > 15 || text === '.') return null;
  return units * (powersOfTen[missing] ?? 1);
}

const point = 46;
const zero = 48;
const nine = 57;
const powersOfTen = Array.from({ length: 16 }, (_unused, power) => 10 ** power);
