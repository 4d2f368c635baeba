// SPDX-License-Identifier: Apache-2.0
/**
 * Digest: the name of some exact bytes, written "sha256:" and 64 lower-case hexadecimal digits.
 *
 * The function is named in the text so that a later one can stand beside it and never be mistaken for it.
 */
import { createHash, hash } from 'node:crypto';
import { type Brand, canonicalJson } from '../kernel/index.ts';
import { concatBytes, utf8 } from './encoding.ts';

export type Digest = Brand<string, 'digest'>;

const digestShape = /^sha256:[0-9a-f]{64}$/;

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${hash('sha256', bytes, 'hex')}` as Digest;
}

/** A digest over bytes that come in parts: for files that are larger than memory. */
export function digesting(): { readonly add: (bytes: Uint8Array) => void; readonly end: () => Digest } {
  const hash = createHash('sha256');
  return { add: (bytes) => void hash.update(bytes), end: () => `sha256:${hash.digest('hex')}` as Digest };
}

/** The digest of the canonical JSON of a value: equal values have equal digests. Throws where canonical JSON throws. */
export function digestOfJson(value: unknown): Digest {
  return digestOfText(canonicalJson(value));
}

/** The digest of a text in UTF-8. */
export function digestOfText(text: string): Digest {
  return digestOf(utf8(text));
}

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && digestShape.test(text);
}

/** The 32 bytes themselves, for hashing further. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  return digestBytes(only !== undefined && parts.length === 1 ? only : concatBytes(...parts));
}

/** Plain bytes of the digest's own memory: a Buffer compares unequal to a Uint8Array. */
function digestBytes(bytes: Uint8Array): Uint8Array {
  const digest = hash('sha256', bytes, 'buffer');
  return new Uint8Array(digest.buffer, digest.byteOffset, digest.byteLength);
}

/**
 * HMAC-SHA256 (RFC 2104): what only the holder of the key can compute, and what says nothing about the key. By two digests, since
 * making a key object of the platform for each of the many small keys of a body costs five times as much as the digests.
 */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > hmacBlockBytes ? sha256(key) : key;
  const inner = new Uint8Array(hmacBlockBytes + message.length).fill(0x36, 0, hmacBlockBytes);
  const outer = new Uint8Array(hmacBlockBytes + hmacDigestBytes).fill(0x5c, 0, hmacBlockBytes);
  for (let at = 0; at < short.length; at++) {
    const byte = short[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  inner.set(message, hmacBlockBytes);
  outer.set(hash('sha256', inner, 'buffer'), hmacBlockBytes);
  return digestBytes(outer);
}

const hmacBlockBytes = 64;
const hmacDigestBytes = 32;
