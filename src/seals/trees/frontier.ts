// SPDX-License-Identifier: Apache-2.0
/**
 * Frontier: all that must be kept of a Merkle tree to append to it and to know its root.
 *
 * A list of n entries divides into complete subtrees, one for each one in the binary form of n, largest first. Their roots are
 * the frontier: for 6 entries the root of the first four and the root of the last two. Appending joins the ends as a binary
 * counter carries.
 *
 * It is plain JSON (a number and hexadecimal texts), so that a store keeps it in one row and can compare it after a restart
 * with what the stored entries give: a log must never sign a head its own entries do not have.
 */
import assert from 'node:assert/strict';
import { sha256 } from '../digest.ts';
import { fromHex, toHex } from '../encoding.ts';
import { nodeHash } from './merkle.ts';

export interface Frontier {
  /** Entries appended so far. */
  readonly size: number;
  /** Roots of the complete subtrees in hexadecimal, largest first. */
  readonly subtrees: readonly string[];
}

export const emptyFrontier: Frontier = { size: 0, subtrees: [] };

export function appendToFrontier(frontier: Frontier, leafHash: Uint8Array): Frontier {
  assert.equal(leafHash.length, 32, 'a leaf hash has 32 bytes');
  const subtrees = [...frontier.subtrees];
  let joined = leafHash;
  for (let carry = frontier.size; carry % 2 === 1; carry = Math.floor(carry / 2)) joined = nodeHash(hashOf(subtrees.pop()), joined);
  return { size: frontier.size + 1, subtrees: [...subtrees, toHex(joined)] };
}

/** The root of all entries appended so far, as `rootOf` gives it for the whole list. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  const [last, ...earlier] = frontier.subtrees.toReversed();
  if (last === undefined) return sha256();
  return earlier.reduce((root, subtree) => nodeHash(hashOf(subtree), root), hashOf(last));
}

/** The frontier of a whole list: what a store must have after appending these entries one by one. */
export function frontierOf(leafHashes: Iterable<Uint8Array>): Frontier {
  let frontier = emptyFrontier;
  for (const leafHash of leafHashes) frontier = appendToFrontier(frontier, leafHash);
  return frontier;
}

/** Whether a value read from a store has the form of a frontier. */
export function isFrontier(value: unknown): value is Frontier {
  if (typeof value !== 'object' || value === null || !('size' in value) || !('subtrees' in value)) return false;
  const { size, subtrees } = value;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0 || !Array.isArray(subtrees)) return false;
  const ones = [...size.toString(2)].filter((digit) => digit === '1').length;
  return subtrees.length === ones && subtrees.every((subtree) => typeof subtree === 'string' && /^[0-9a-f]{64}$/.test(subtree));
}

function hashOf(subtree: string | undefined): Uint8Array {
  const hash = subtree === undefined ? null : fromHex(subtree);
  assert(hash !== null, 'a frontier holds one subtree for each one in the binary form of its size');
  return hash;
}
