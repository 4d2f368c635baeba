// SPDX-License-Identifier: Apache-2.0
/**
 * Is this the encoding of a good Ed25519 public key? The one piece of curve arithmetic in the program.
 *
 * The curve has eight times as many points as the group in which signatures are meant to live. A key outside that group lets
 * one signature be read as good by one library and as bad by another, and a key of small order lets anybody sign. The
 * platform imports both without a word, so enrolment asks here:
 *
 *  1. the text of the point is the shortest one: y is below the field's prime, and x = 0 is not written as negative;
 *  2. the point lies on the curve;
 *  3. multiplied by the order of the group it is neutral (so it has no part of order 2, 4 or 8);
 *  4. it is not the neutral point itself.
 *
 * Rules 3 and 4 together refuse all eight points of small order and every key mixed with one. Only public keys pass through
 * here and only when they are enrolled, so neither speed (about 1 ms) nor timing matters; verification stays with the platform.
 *
 * Follows RFC 8032, sections 5.1.2 to 5.1.4.
 */

const prime = 2n ** 255n - 19n;
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;
const curveD = mod(-121665n * power(121666n, prime - 2n));
const rootOfMinusOne = power(2n, (prime - 1n) / 4n);

/** Extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
  readonly T: bigint;
}

const neutral: Point = { X: 0n, Y: 1n, Z: 1n, T: 0n };

/** What is wrong with the key, as the end of a sentence that begins "The Ed25519 key"; null when nothing is. */
export function ed25519KeyFault(encoded: Uint8Array): string | null {
  if (encoded.length !== 32) return `has ${encoded.length} bytes instead of 32`;
  const point = decode(encoded);
  if (typeof point === 'string') return point;
  if (isNeutral(point)) return 'is the neutral point, under which anybody can sign';
  if (!isNeutral(multiply(point, groupOrder))) return 'has a part of small order, so that readers could disagree about its signatures';
  return null;
}

function decode(encoded: Uint8Array): Point | string {
  let y = 0n;
  for (let index = 31; index >= 0; index--) y = (y << 8n) | BigInt(encoded[index] ?? 0);
  const isNegative = y >> 255n === 1n;
  y &= 2n ** 255n - 1n;
  if (y >= prime) return 'is not written in the shortest way';
  // From the curve's equation: x^2 = (y^2 - 1) / (d y^2 + 1).
  const numerator = mod(y * y - 1n);
  const denominator = mod(curveD * y * y + 1n);
  const candidate = mod(numerator * power(denominator, 3n) * power(numerator * power(denominator, 7n), (prime - 5n) / 8n));
  const check = mod(denominator * candidate * candidate);
  let x = candidate;
  if (check === mod(-numerator)) x = mod(candidate * rootOfMinusOne);
  else if (check !== numerator) return 'is no point of the curve';
  if (x === 0n && isNegative) return 'is not written in the shortest way';
  if (((x & 1n) === 1n) !== isNegative) x = mod(-x);
  return { X: x, Y: y, Z: 1n, T: mod(x * y) };
}

function multiply(point: Point, factor: bigint): Point {
  let sum = neutral;
  for (const bit of factor.toString(2)) {
    sum = add(sum, sum);
    if (bit === '1') sum = add(sum, point);
  }
  return sum;
}

/** The complete addition of the curve with a = -1: right also for equal and neutral points. */
function add(left: Point, right: Point): Point {
  const a = mod((left.Y - left.X) * (right.Y - right.X));
  const b = mod((left.Y + left.X) * (right.Y + right.X));
  const c = mod(2n * curveD * left.T * right.T);
  const d = mod(2n * left.Z * right.Z);
  const e = b - a;
  const f = d - c;
  const g = d + c;
  const h = b + a;
  return { X: mod(e * f), Y: mod(g * h), Z: mod(f * g), T: mod(e * h) };
}

function isNeutral(point: Point): boolean {
  return point.X === 0n && point.Y === point.Z;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = mod(base);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

function mod(value: bigint): bigint {
  const rest = value % prime;
  return rest < 0n ? rest + prime : rest;
}
