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
export function digesting(): {
  readonly add: (bytes: Uint8Array) => void;
  /** Of what was added until now; more may follow. */
  readonly soFar: () => Digest;
  readonly end: () => Digest;
} {
  const hash = createHash('sha256');
  const named = (hex: string): Digest => `sha256:${hex}` as Digest;
  return {
    add: (bytes) => void hash.update(bytes),
    soFar: () => named(hash.copy().digest('hex')),
    end: () => named(hash.digest('hex')),
  };
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
  if (only !== undefined && parts.length === 1) return digestBytes(only);
  let length = 0;
  for (const part of parts) {
    if (length + part.length > bench.length) return digestBytes(concatBytes(...parts));
    bench.set(part, length);
    length += part.length;
  }
  return digestBytes(bench.subarray(0, length));
}

/**
 * Where the few bytes of most digests are laid side by side. The engine keeps arrays of up to 64 bytes among its objects and fetches
 * longer ones, and every Buffer, from the system: that takes longer than the digest itself.
 */
const bench = new Uint8Array(512);

const digestLength = 32;

/** Asked for as text of one letter a byte, since a Buffer would be fetched from the system. */
function digestBytes(bytes: Uint8Array): Uint8Array {
  const letters = hash('sha256', bytes, 'binary');
  const digest = new Uint8Array(digestLength);
  for (let at = 0; at < digest.length; at++) digest[at] = letters.charCodeAt(at);
  return digest;
}

/**
 * HMAC-SHA256 (RFC 2104): what only the holder of the key can compute, and what says nothing about the key. By two digests, since
 * making a key object of the platform for each of the many small keys of a body costs five times as much as the digests.
 */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > hmacBlockBytes ? sha256(key) : key;
  const inner = new Uint8Array(hmacBlockBytes);
  const outer = new Uint8Array(hmacBlockBytes);
  for (let at = 0; at < hmacBlockBytes; at++) {
    const byte = short[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  return sha256(outer, sha256(inner, message));
}

const hmacBlockBytes = 64;
