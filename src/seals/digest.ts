// SPDX-License-Identifier: Apache-2.0
/**
 * Digest: the name of some exact bytes, written "sha256:" and 64 lower-case hexadecimal digits.
 *
 * The function is named in the text so that a later one can stand beside it and never be mistaken for it.
 */
import { createHash, createHmac } from 'node:crypto';
import { type Brand, canonicalJson } from '../kernel/index.ts';
import { utf8 } from './encoding.ts';

export type Digest = Brand<string, 'digest'>;

const digestShape = /^sha256:[0-9a-f]{64}$/;

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}` as Digest;
}

/** A digest over bytes that come in parts: for files that are larger than memory. */
export function digesting(): { readonly add: (bytes: Uint8Array) => void; readonly end: () => Digest } {
  const hash = createHash('sha256');
  return { add: (bytes) => void hash.update(bytes), end: () => `sha256:${hash.digest('hex')}` as Digest };
}

/** The digest of the canonical JSON of a value: equal values have equal digests. Throws where canonical JSON throws. */
export function digestOfJson(value: unknown): Digest {
  return digestOf(utf8(canonicalJson(value)));
}

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && digestShape.test(text);
}

/** The 32 bytes themselves, for hashing further. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

/** HMAC-SHA256: what only the holder of the key can compute, and what says nothing about the key. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(message).digest());
}
