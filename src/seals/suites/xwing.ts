// SPDX-License-Identifier: Apache-2.0
/**
 * X-Wing: a key encapsulation that holds while either ML-KEM-768 or X25519 holds.
 *
 * One 32-byte seed is stretched by SHAKE-256 to the seeds of both halves. The shared secret is SHA3-256 over both halves'
 * secrets, the X25519 ciphertext, the X25519 public key and a fixed label; the ML-KEM ciphertext need not enter, because ML-KEM
 * binds it already.
 *
 * Follows draft-connolly-cfrg-xwing-kem, sections 5.2 to 5.5. In HPKE it has the number 0x647a.
 */
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, decapsulate, diffieHellman, encapsulate, type KeyObject } from 'node:crypto';
import { concatBytes } from '../encoding.ts';
import { keyObjectCache } from './key-object-cache.ts';

export const xwingKemId = 0x647a;

const seedBytes = 32;
const mlKemSeedBytes = 64;
const mlKemPublicBytes = 1184;
const mlKemCiphertextBytes = 1088;
const encBytes = 1120;

/** The label of the draft: six ASCII characters that, three above three, draw an X with wings. */
const label = Uint8Array.of(0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c);

const privateKeys = keyObjectCache(64);
const publicKeys = keyObjectCache(1024);

export function xwingPublicKeyOf(seed: Uint8Array): Uint8Array {
  const { mlKem, x25519 } = privateHalves(seed);
  return concatBytes(rawPublicOf(mlKem), rawPublicOf(x25519));
}

/** `ephemeral` is the X25519 half's private key; the ML-KEM half draws from the platform. Throws on an unusable public key. */
export function xwingEncapsulate(publicKey: Uint8Array, ephemeral: Uint8Array): { sharedSecret: Uint8Array; enc: Uint8Array } {
  assert.equal(publicKey.length, mlKemPublicBytes + seedBytes, 'a public key of X-Wing has 1,216 bytes');
  assert.equal(ephemeral.length, seedBytes, 'the source of randomness gives as many bytes as asked');
  const x25519Public = publicKey.subarray(mlKemPublicBytes);
  const mlKem = encapsulate(importPublic('ml-kem-768', publicKey.subarray(0, mlKemPublicBytes)));
  const ephemeralKey = importX25519(ephemeral);
  const ephemeralPublic = rawPublicOf(ephemeralKey);
  const x25519Secret = diffieHellman({ privateKey: ephemeralKey, publicKey: importPublic('x25519', x25519Public) });
  return {
    sharedSecret: combine({ mlKemSecret: mlKem.sharedKey, x25519Secret, ephemeralPublic, x25519Public }),
    enc: concatBytes(mlKem.ciphertext, ephemeralPublic),
  };
}

/** The shared secret, or null when `enc` cannot come from any sender. A changed `enc` gives another secret, as the KEM intends. */
export function xwingDecapsulate(seed: Uint8Array, enc: Uint8Array): Uint8Array | null {
  if (enc.length !== encBytes) return null;
  const { mlKem, x25519 } = privateHalves(seed);
  const ephemeralPublic = enc.subarray(mlKemCiphertextBytes);
  const mlKemSecret = decapsulate(mlKem, enc.subarray(0, mlKemCiphertextBytes));
  let x25519Secret: Buffer;
  try {
    x25519Secret = diffieHellman({ privateKey: x25519, publicKey: createX25519Public(ephemeralPublic) });
  } catch {
    // The platform refuses a point of small order, whose secret would be zero for every recipient.
    return null;
  }
  return combine({ mlKemSecret, x25519Secret, ephemeralPublic, x25519Public: rawPublicOf(x25519) });
}

function combine(input: {
  readonly mlKemSecret: Uint8Array;
  readonly x25519Secret: Uint8Array;
  readonly ephemeralPublic: Uint8Array;
  readonly x25519Public: Uint8Array;
}): Uint8Array {
  const hash = createHash('sha3-256').update(input.mlKemSecret).update(input.x25519Secret);
  return new Uint8Array(hash.update(input.ephemeralPublic).update(input.x25519Public).update(label).digest());
}

function privateHalves(seed: Uint8Array): { readonly mlKem: KeyObject; readonly x25519: KeyObject } {
  assert.equal(seed.length, seedBytes, 'a private key of X-Wing has 32 bytes');
  const stretched = createHash('shake256', { outputLength: mlKemSeedBytes + seedBytes })
    .update(seed)
    .digest();
  const mlKem = privateKeys('ml-kem-768', stretched.subarray(0, mlKemSeedBytes), (key) =>
    createPrivateKey({ key, format: 'raw-seed', asymmetricKeyType: 'ml-kem-768' }),
  );
  const x25519 = privateKeys('x25519', stretched.subarray(mlKemSeedBytes), importX25519);
  assert(mlKem !== null && x25519 !== null, 'every seed is a private key');
  return { mlKem, x25519 };
}

function importPublic(kind: 'ml-kem-768' | 'x25519', bytes: Uint8Array): KeyObject {
  const key = publicKeys(kind, bytes, (raw) => createPublicKey({ key: raw, format: 'raw-public', asymmetricKeyType: kind }));
  assert(key !== null, 'an import either succeeds or throws');
  return key;
}

function importX25519(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(seed), format: 'raw-private', asymmetricKeyType: 'x25519' });
}

/** Not remembered: it belongs to one letter. */
function createX25519Public(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(bytes), format: 'raw-public', asymmetricKeyType: 'x25519' });
}

function rawPublicOf(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey).export({ format: 'raw-public' }));
}
