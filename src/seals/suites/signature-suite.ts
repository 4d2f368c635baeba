// SPDX-License-Identifier: Apache-2.0
/**
 * Signature suites: Ed25519 and ML-DSA side by side, and a signature holds only if both halves hold.
 *
 * Ed25519 is old enough to be trusted against people, ML-DSA is made to stand against a quantum computer; a forger must
 * break both. Two suites differ only in the size of the second half: `hybridSuite` (ML-DSA-65) signs key events and
 * dispatches, `logSuite` (ML-DSA-44) signs checkpoints, since that is the size which the log tools of others read.
 *
 *     public key    32 bytes Ed25519  ||  1,952 bytes ML-DSA-65 (1,312 for ML-DSA-44)
 *     private key   32-byte seed      ||  32-byte seed
 *     signature     64 bytes          ||  3,309 bytes (2,420)
 * Several documents that `hybridSuite` signs at one moment may share one signature (joint-signature.ts).
 *
 * Neither half can be cut out and shown as a signature of its own kind: the Ed25519 half signs the suite's label, a zero byte
 * and the bytes; the ML-DSA half signs the bytes under the label as its context (FIPS 204, section 5.2). The label holds the
 * name of the suite.
 *
 * `transportSuite` stands apart: plain Ed25519, for connections alone.
 *
 * node:crypto is the only judge of signatures. Libraries disagree about contrived Ed25519 signatures, so a second judge would
 * be a way to make two servers see two things; @noble/curves and @noble/post-quantum are heard in the tests alone.
 *
 * ML-DSA signatures are hedged with the platform's randomness, so signing the same bytes twice gives two signatures. A
 * document is therefore known by the digest of what was signed and never by its signature.
 *
 * Follows RFC 8032 and FIPS 204. An existing composite format was not taken, since its drafts still change.
 */
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { RandomBytes, Result } from '../../kernel/index.ts';
import { concatBytes, utf8 } from '../encoding.ts';
import { withJointSignatures } from './joint-signature.ts';
import { keyObjectCache } from './key-object-cache.ts';
import { checkHybridPublicKey } from './public-key-check.ts';

/** Raw bytes, never a platform's key container: containers have several spellings for one key. */
export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export interface SignatureSuite {
  /** Part of every key id and key event. */
  readonly name: string;
  generate(random: RandomBytes): KeyPair;
  /** Throws when the private key has not the suite's length: only our own store hands it over. */
  sign(privateKey: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** Several at once, each provable alone (joint-signature.ts); where a suite has none of it, each is signed by itself. */
  readonly signTogether?: (privateKey: Uint8Array, all: readonly Uint8Array[]) => readonly Uint8Array[];
  /** False for anything that is not a good signature, whatever its length; never throws on foreign bytes. */
  verify(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean;
  /** What may be enrolled as a public key; a suite without this rule takes any bytes. Call it by `checkPublicKey`. */
  readonly checkPublicKey?: (publicKey: Uint8Array, path: string) => Result<Uint8Array>;
}

/** Length of an Ed25519 public key and of every seed here. */
export const seedBytes = 32;
export const edSignatureBytes = 64;

const mlDsa65 = { publicBytes: 1952, signatureBytes: 3309 } as const;
export const hybridSuite: SignatureSuite = withJointSignatures(
  hybrid('ed25519+ml-dsa-65', 'ml-dsa-65', mlDsa65),
  edSignatureBytes + mlDsa65.signatureBytes,
);
export const logSuite: SignatureSuite = hybrid('ed25519+ml-dsa-44', 'ml-dsa-44', { publicBytes: 1312, signatureBytes: 2420 });

/**
 * Keys for connections are plain Ed25519: TLS and HTTP message signatures know no joined ones, and a connection that is broken
 * open shows sealed envelopes only. Signatures are over exactly the bytes given, so a key for connections signs nothing else.
 */
export const transportSuite: SignatureSuite = {
  name: 'ed25519',
  generate(random) {
    const privateKey = seedOf(random);
    return { publicKey: rawPublicKeyOf(ed25519PrivateKey(privateKey)), privateKey };
  },
  sign(privateKey, bytes) {
    assert.equal(privateKey.length, seedBytes, 'a private key of ed25519 has 32 bytes');
    return new Uint8Array(sign(null, bytes, ed25519PrivateKey(privateKey)));
  },
  verify(publicKey, bytes, signature) {
    if (publicKey.length !== seedBytes || signature.length !== edSignatureBytes) return false;
    const key = ed25519PublicKey(publicKey);
    return key !== null && verify(null, bytes, key, signature);
  },
  checkPublicKey: (publicKey, path) => checkHybridPublicKey({ publicKey, path, suiteName: 'ed25519', publicBytes: seedBytes }),
};

/** The public key as a certificate for TLS carries it (SubjectPublicKeyInfo, RFC 8410): a fixed beginning and the raw key. */
export function transportSpki(publicKey: Uint8Array): Uint8Array {
  assert.equal(publicKey.length, seedBytes, 'a public key of ed25519 has 32 bytes');
  return concatBytes(Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00), publicKey);
}

export type MlDsa = 'ml-dsa-44' | 'ml-dsa-65';

function hybrid(name: string, mlDsa: MlDsa, sizes: { publicBytes: number; signatureBytes: number }): SignatureSuite {
  const label = utf8(`comity-signature-v1 ${name}`);
  const separator = Uint8Array.of(0);
  return {
    name,
    generate(random) {
      const privateKey = concatBytes(seedOf(random), seedOf(random));
      const parts = [ed25519PrivateKey(privateKey), mlDsaPrivateKey(mlDsa, privateKey)].map(rawPublicKeyOf);
      return { publicKey: concatBytes(...parts), privateKey };
    },
    sign(privateKey, bytes) {
      assert.equal(privateKey.length, 2 * seedBytes, `a private key of ${name} has 64 bytes`);
      const edSignature = sign(null, concatBytes(label, separator, bytes), ed25519PrivateKey(privateKey));
      const mlDsaSignature = sign(null, bytes, { key: mlDsaPrivateKey(mlDsa, privateKey), context: label });
      return concatBytes(edSignature, mlDsaSignature);
    },
    verify(publicKey, bytes, signature) {
      if (publicKey.length !== seedBytes + sizes.publicBytes) return false;
      if (signature.length !== edSignatureBytes + sizes.signatureBytes) return false;
      const edKey = ed25519PublicKey(publicKey);
      const mlDsaKey = mlDsaPublicKey(mlDsa, publicKey);
      if (edKey === null || mlDsaKey === null) return false;
      return (
        verify(null, concatBytes(label, separator, bytes), edKey, signature.subarray(0, edSignatureBytes)) &&
        verify(null, bytes, { key: mlDsaKey, context: label }, signature.subarray(edSignatureBytes))
      );
    },
    checkPublicKey: (publicKey, path) =>
      checkHybridPublicKey({ publicKey, path, suiteName: name, publicBytes: seedBytes + sizes.publicBytes }),
  };
}

function seedOf(random: RandomBytes): Uint8Array {
  const seed = random(seedBytes);
  assert.equal(seed.length, seedBytes, 'the source of randomness gives as many bytes as asked');
  return seed;
}

function rawPublicKeyOf(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey).export({ format: 'raw-public' }));
}

// The imports below cost more than the Ed25519 operation itself, and a server meets the same few hundred keys all day.
const publicKeys = keyObjectCache(1024);
const privateKeys = keyObjectCache(32);

/** The Ed25519 half of a joined public key; null when the platform refuses the bytes. */
export function ed25519PublicKey(publicKey: Uint8Array): KeyObject | null {
  return publicKeys('ed25519', publicKey.subarray(0, seedBytes), (key) => importPublic(key, 'ed25519'));
}

/** The ML-DSA half of a joined public key; null when the platform refuses the bytes. */
export function mlDsaPublicKey(kind: MlDsa, publicKey: Uint8Array): KeyObject | null {
  return publicKeys(kind, publicKey.subarray(seedBytes), (key) => importPublic(key, kind));
}

export function ed25519PrivateKey(privateKey: Uint8Array): KeyObject {
  const seed = privateKey.subarray(0, seedBytes);
  const key = privateKeys('ed25519', seed, (raw) => createPrivateKey({ key: raw, format: 'raw-private', asymmetricKeyType: 'ed25519' }));
  assert(key !== null, 'every 32 bytes are a seed');
  return key;
}

export function mlDsaPrivateKey(kind: MlDsa, privateKey: Uint8Array): KeyObject {
  const seed = privateKey.subarray(seedBytes);
  const key = privateKeys(kind, seed, (raw) => createPrivateKey({ key: raw, format: 'raw-seed', asymmetricKeyType: kind }));
  assert(key !== null, 'every 32 bytes are a seed');
  return key;
}

function importPublic(key: Buffer, asymmetricKeyType: MlDsa | 'ed25519'): KeyObject | null {
  try {
    return createPublicKey({ key, format: 'raw-public', asymmetricKeyType });
  } catch {
    return null;
  }
}
