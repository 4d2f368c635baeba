// SPDX-License-Identifier: Apache-2.0
/**
 * What the checker uses of node:crypto, for a browser: SHA-256, and the verification of Ed25519 and ML-DSA by @noble.
 *
 * Ed25519 is checked by the strict rule (RFC 8032), not by the lenient one of ZIP 215. Nothing can be signed, sealed or opened
 * here: those functions throw, and a checker calls none of them.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { ml_dsa44, ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';

interface Hashing {
  update(data: Uint8Array | string): Hashing;
  digest(encoding?: 'hex' | 'binary'): Uint8Array | string;
}

function hashing(state: { update(bytes: Uint8Array): unknown; digest(): Uint8Array }): Hashing {
  const self: Hashing = {
    update(data) {
      state.update(typeof data === 'string' ? new TextEncoder().encode(data) : Uint8Array.from(data));
      return self;
    },
    digest: (encoding) => {
      const bytes = state.digest();
      if (encoding === 'binary') return String.fromCharCode(...bytes);
      return encoding === 'hex' ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') : bytes;
    },
  };
  return self;
}

export function createHash(name: string): Hashing {
  return name === 'sha256' ? hashing(sha256.create()) : absent(name);
}

export function hash(name: string, data: Uint8Array, encoding: 'hex' | 'binary' | 'buffer'): Uint8Array | string {
  return createHash(name)
    .update(data)
    .digest(encoding === 'buffer' ? undefined : encoding);
}

/** The sealing suites import it; a checker calls none of them. */
export const createHmac = (): never => absent('sealing');

type KeyKind = 'ed25519' | 'ml-dsa-44' | 'ml-dsa-65' | 'x25519' | 'ml-kem-768';
interface PageKey {
  readonly kind: KeyKind;
  readonly raw: Uint8Array;
}
const publicBytes: Readonly<Record<KeyKind, number>> = {
  ed25519: 32,
  'ml-dsa-44': 1312,
  'ml-dsa-65': 1952,
  x25519: 32,
  'ml-kem-768': 1184,
};

export function createPublicKey(given: { key: Uint8Array; format: string; asymmetricKeyType: KeyKind }): PageKey {
  const raw = Uint8Array.from(given.key);
  if (given.format !== 'raw-public' || raw.length !== publicBytes[given.asymmetricKeyType])
    throw new TypeError('this is no raw public key');
  return { kind: given.asymmetricKeyType, raw };
}

export function verify(
  _digest: null,
  message: Uint8Array,
  given: PageKey | { key: PageKey; context: Uint8Array },
  signature: Uint8Array,
): boolean {
  const [{ kind, raw }, context] = 'key' in given ? [given.key, Uint8Array.from(given.context)] : [given, undefined];
  const [bytes, signed] = [Uint8Array.from(message), Uint8Array.from(signature)];
  try {
    if (kind === 'ed25519') return ed25519.verify(signed, bytes, raw, { zip215: false });
    const suite = { 'ml-dsa-44': ml_dsa44, 'ml-dsa-65': ml_dsa65, x25519: null, 'ml-kem-768': null }[kind];
    return suite !== null && suite.verify(signed, bytes, raw, context === undefined ? {} : { context });
  } catch {
    return false;
  }
}

function absent(what: string): never {
  throw new Error(`${what} has no place in a checker`);
}

export const sign = (): never => absent('signing');
export const createPrivateKey = (): never => absent('a private key');
export const encapsulate = (): never => absent('sealing');
export const decapsulate = (): never => absent('opening');
export const diffieHellman = (): never => absent('opening');
export const createCipheriv = (): never => absent('sealing');
export const createDecipheriv = (): never => absent('opening');
export const randomBytes = (): never => absent('randomness');
/** Connections are no part of a bundle. */
export const X509Certificate: unknown = undefined;
export const constants: unknown = undefined;
