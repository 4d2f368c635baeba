// SPDX-License-Identifier: Apache-2.0
/**
 * Keys that two histories share, or that one history would use twice. One raw key has one owner and one purpose: whoever shows
 * another authority's key as its own could be given what was meant for that one, and a key that two share proves nothing.
 */
import { equalBytes } from '../encoding.ts';
import type { KeyId } from './key-id.ts';
import type { KeyState } from './key-state.ts';

/** The first key of `candidate` that, in whole or by half, is also one of `known`, roots included; null when there is none. */
export function sharedKeyOf(candidate: KeyState, known: KeyState): KeyId | null {
  const theirs = [...known.roots, ...known.keys];
  const shared = [...candidate.roots, ...candidate.keys].find((key) => theirs.some((other) => sharesPart(key.publicKey, other.publicKey)));
  return shared?.keyId ?? null;
}

/**
 * Joined keys are two raw keys one behind the other. Wherever the seam lies, two that share a half begin or end alike, and
 * two honest keys never do.
 */
export function sharesPart(left: Uint8Array, right: Uint8Array): boolean {
  return equalBytes(left.subarray(0, 32), right.subarray(0, 32)) || equalBytes(left.subarray(-32), right.subarray(-32));
}
