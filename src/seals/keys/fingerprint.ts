// SPDX-License-Identifier: Apache-2.0
/**
 * Fingerprint: sixty digits that two authorities read to each other over a way they already trust, such as a known telephone
 * number or a meeting. Equal digits mean that each holds the other's true identity and root keys, and nobody stands between.
 *
 * Both sides compute the same digits whoever is "left": the two parts are put in order first. Twelve groups of five digits are
 * each 40 bits of a SHA-512 digest modulo 100,000; together about 199 bits, so that even someone who may make up keys on both
 * sides has to try about 2^99 pairs to find equal digits.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/index.ts';
import { toBase64, utf8 } from '../encoding.ts';
import type { KeyState } from './key-state.ts';

const groups = 12;
const groupBytes = 5;

/** Twelve groups of five digits with a space between. */
export function fingerprintDigits(left: KeyState, right: KeyState): string {
  const parts = [partOf(left), partOf(right)].toSorted();
  const hash = createHash('sha512')
    .update(utf8(`comity-fingerprint-v1\n${parts.join('\n')}`))
    .digest();
  return Array.from({ length: groups }, (_, group) => {
    const value = hash.readUIntBE(group * groupBytes, groupBytes);
    return String(value % 100_000).padStart(5, '0');
  }).join(' ');
}

function partOf(state: KeyState): string {
  const roots = state.roots.map((root) => toBase64(root.publicKey)).toSorted();
  return canonicalJson({ authorityId: state.authorityId, threshold: state.threshold, roots });
}
