// SPDX-License-Identifier: Apache-2.0
/**
 * The simulation suite: in place of signatures and sealing, cheap digests that bind as much.
 *
 *     public key   SHA-256 of the private key
 *     signature    SHA-256 of label, lengths, public key and bytes
 *     letter       the plaintext, then SHA-256 of label, lengths, public key, enc, info, aad and plaintext
 *
 * A changed byte does not verify, a signature of one key does not verify under another, a letter does not open under another
 * key or header: every rule about keys and documents is tried in earnest. Whoever knows a public key can sign for it and reads
 * every letter, so there is neither proof nor secrecy in it. No server takes it: a suite is named in every key event, and a
 * server knows the names of the real ones alone.
 */
import { leafHash, type KeyPair, type SignatureSuite, type Suites } from '../../seals/index.ts';
import type { RandomBytes } from '../../kernel/index.ts';

const keyBytes = 32;
const tagBytes = 32;
const encoder = new TextEncoder();
const publicKeyLabel = encoder.encode('simulation public key\n');

/** The same every time: with it, two runs of one seed have equal bytes throughout. */
export const simulationSuites: Suites = {
  suite: signatureSuite('simulation-signature', 'sign'),
  connectionSuite: signatureSuite('simulation-connection', 'connect'),
  sealSuite: {
    name: 'simulation-seal',
    generate: makePair,
    async seal({ publicKey, info, aad, plaintext, random }) {
      const enc = random(keyBytes);
      return { enc, ciphertext: joined([plaintext, tagOf('seal', publicKey, enc, info, aad, plaintext)]) };
    },
    async open({ privateKey, info, aad, enc, ciphertext }) {
      if (ciphertext.length < tagBytes) return null;
      const plaintext = ciphertext.slice(0, -tagBytes);
      const tag = tagOf('seal', publicOf(privateKey), enc, info, aad, plaintext);
      return isEqual(tag, ciphertext.subarray(-tagBytes)) ? plaintext : null;
    },
  },
};

function signatureSuite(name: string, label: string): SignatureSuite {
  return {
    name,
    generate: makePair,
    sign: (privateKey, bytes) => tagOf(label, publicOf(privateKey), bytes),
    verify: (publicKey, bytes, signature) => isEqual(tagOf(label, publicKey, bytes), signature),
  };
}

function makePair(random: RandomBytes): KeyPair {
  const privateKey = random(keyBytes);
  return { privateKey, publicKey: publicOf(privateKey) };
}

function publicOf(privateKey: Uint8Array): Uint8Array {
  return leafHash(publicKeyLabel, privateKey);
}

/** The length of each part is hashed with it, so that no byte can move from one part to the next. */
function tagOf(label: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const head = encoder.encode(`simulation ${label} ${parts.map((part) => part.length).join(' ')}\n`);
  return leafHash(head, ...parts);
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
