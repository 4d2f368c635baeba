// SPDX-License-Identifier: Apache-2.0
/**
 * One-time codes of an authenticator: HOTP (RFC 4226) counted by time (RFC 6238).
 *
 * The authenticator and we share a secret; both compute a keyed hash over the number of 30-second steps since 1970 and
 * keep six digits. A code of the step before or after ours is taken too, since clocks differ and typing takes time.
 *
 *     totpCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', '1970-01-01T00:00:59.000Z')   // '287082', from RFC 6238, appendix B
 *
 * SHA-1 is what every authenticator understands; its known weakness (collisions) does not touch a keyed hash.
 * This file decides whether a code fits; that it is taken only once is the store's part.
 */
import { strict as assert } from 'node:assert';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, msOf } from '../kernel/index.ts';

export const stepMs = 30_000;
export const codeDigits = 6;
/** 160 bits, the length RFC 4226 recommends and the output of SHA-1. */
export const secretBytes = 20;
/** Steps before and after ours whose code is taken. */
const stepsAround = 1;

/** The code an authenticator shows at this moment. The secret is written in base 32, as the authenticator takes it. */
export function totpCode(secret: string, now: Instant): string {
  const bytes = secretFromText(secret);
  assert(bytes !== null, 'the secret of an authenticator is written in base 32');
  return hotpCode(bytes, stepOf(now), codeDigits);
}

export function stepOf(now: Instant): number {
  return Math.floor(msOf(now) / stepMs);
}

/** The step whose code this is, or null. Every step is compared to its end, so that time tells nothing. */
export function matchStep(secret: Uint8Array, code: string, now: Instant): number | null {
  const given = Buffer.from(
    code
      .replaceAll(' ', '')
      .padEnd(codeDigits, 'x')
      .slice(0, codeDigits + 1),
    'utf8',
  );
  let matched: number | null = null;
  for (let step = stepOf(now) - stepsAround; step <= stepOf(now) + stepsAround; step++) {
    const expected = Buffer.from(hotpCode(secret, step, codeDigits), 'utf8');
    if (given.length === expected.length && timingSafeEqual(given, expected)) matched = step;
  }
  return matched;
}

export function hotpCode(secret: Uint8Array, counter: number, digits: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const hash = createHmac('sha1', secret).update(message).digest();
  const offset = (hash[19] ?? 0) & 0x0f;
  const number = hash.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** What an authenticator reads from a square code: who asks, for whom, and the secret. */
export function authenticatorUri(options: { readonly secret: string; readonly email: string; readonly issuer: string }): string {
  const label = `${encodeURIComponent(options.issuer)}:${encodeURIComponent(options.email)}`;
  const issuer = encodeURIComponent(options.issuer);
  return `otpauth://totp/${label}?secret=${options.secret}&issuer=${issuer}&algorithm=SHA1&digits=${codeDigits}&period=${stepMs / 1000}`;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base 32 of RFC 4648 without padding. */
export function secretText(secret: Uint8Array): string {
  let text = '';
  let [value, bits] = [0, 0];
  for (const byte of secret) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31] ?? '';
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + (alphabet[(value << (5 - bits)) & 31] ?? '') : text;
}

/** The bytes of a secret; null when the text holds anything but base 32. */
export function secretFromText(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let [value, bits] = [0, 0];
  for (const character of text.toUpperCase()) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(value >>> bits);
      value &= (1 << bits) - 1;
    }
  }
  return Uint8Array.from(bytes);
}
