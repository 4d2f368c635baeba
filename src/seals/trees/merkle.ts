// SPDX-License-Identifier: Apache-2.0
/**
 * Merkle trees after RFC 6962: one digest, the root, stands for a whole ordered list, and short proofs speak about it.
 *
 * A proof of inclusion shows that one entry is the i-th of a list with a given root. A proof of consistency shows that a longer
 * list begins with the shorter one, that is, that nothing was changed or taken out in between. Both are lists of digests, about
 * one for each doubling of the list.
 *
 *     root of [a, b, c]           = node(node(leaf a, leaf b), leaf c)
 *     inclusion of c, size 3      = [node(leaf a, leaf b)]
 *     consistency from 2 to 3     = [leaf c]
 *
 * Leaves and inner nodes are hashed under different first bytes, so an inner node can never be passed off as an entry.
 * The functions that make proofs read all leaf digests and are for lists that fit in memory; `frontier` keeps only what
 * appending needs. The verifying functions take numbers and digests as they came from outside and never throw.
 *
 * Follows RFC 6962, section 2.1; the verifying loops follow RFC 9162, sections 2.1.3.2 and 2.1.4.2.
 */
import assert from 'node:assert/strict';
import { sha256 } from '../digest.ts';
import { equalBytes } from '../encoding.ts';

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** Of an entry, which may be given in parts. */
export function leafHash(...entry: readonly Uint8Array[]): Uint8Array {
  return sha256(leafPrefix, ...entry);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right);
}

/** The root of a list; of the empty list it is the digest of nothing. */
export function rootOf(leafHashes: readonly Uint8Array[]): Uint8Array {
  return leafHashes.length === 0 ? sha256() : rootOfRange(leafHashes, 0, leafHashes.length);
}

/** Throws when there is no such entry. */
export function inclusionProof(leafHashes: readonly Uint8Array[], index: number): Uint8Array[] {
  assert(Number.isSafeInteger(index) && index >= 0 && index < leafHashes.length, 'the entry is in the list');
  const proof: Uint8Array[] = [];
  let [start, end] = [0, leafHashes.length];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      proof.push(rootOfRange(leafHashes, middle, end));
      end = middle;
    } else {
      proof.push(rootOfRange(leafHashes, start, middle));
      start = middle;
    }
  }
  return proof.toReversed();
}

/** That the first `oldSize` entries of this list are the older list. Throws when the older list is empty or longer. */
export function consistencyProof(leafHashes: readonly Uint8Array[], oldSize: number): Uint8Array[] {
  assert(Number.isSafeInteger(oldSize) && oldSize > 0 && oldSize <= leafHashes.length, 'the older list is a beginning of this one');
  const proof: Uint8Array[] = [];
  let [start, end] = [0, leafHashes.length];
  // While the older list's root is known to the reader (nothing lies before `start`), it need not be sent.
  while (oldSize < end) {
    const middle = start + splitOf(end - start);
    if (oldSize <= middle) {
      proof.push(rootOfRange(leafHashes, middle, end));
      end = middle;
    } else {
      proof.push(rootOfRange(leafHashes, start, middle));
      start = middle;
    }
  }
  if (start > 0) proof.push(rootOfRange(leafHashes, start, end));
  return proof.toReversed();
}

/** Where an entry is said to stand in a list. */
export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
}

export function verifyInclusion(claim: InclusionClaim & { readonly root: Uint8Array }): boolean {
  const root = rootByProof(claim);
  return root !== null && equalBytes(root, claim.root);
}

/** The root of the list that holds the entry there, if the proof is right; null where its length is that of no such place. */
export function rootByProof(claim: InclusionClaim): Uint8Array | null {
  const { index, size, proof } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  if (!proof.every(isHash) || !isHash(claim.leafHash)) return null;
  let position = index;
  let last = size - 1;
  let root = claim.leafHash;
  for (const sibling of proof) {
    if (last === 0) return null;
    if (position % 2 === 1 || position === last) {
      root = nodeHash(sibling, root);
      // A node without a right neighbour moves up unchanged until it has a left one.
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      root = nodeHash(root, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 ? root : null;
}

/** An older list of size 0 proves nothing and is refused. */
export function verifyConsistency(claim: {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { oldSize, oldRoot, size, root, proof } = claim;
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(size) || oldSize < 1 || oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && equalBytes(oldRoot, root);
  if (!proof.every(isHash) || !isHash(oldRoot)) return false;
  let position = oldSize - 1;
  let last = size - 1;
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  // The older list is a complete subtree: its root is the starting point and was not sent.
  const path = position === 0 ? [oldRoot, ...proof] : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let oldest = first;
  let newest = first;
  for (const sibling of path) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      oldest = nodeHash(sibling, oldest);
      newest = nodeHash(sibling, newest);
      while (position % 2 === 0 && position !== 0) [position, last] = [half(position), half(last)];
    } else {
      newest = nodeHash(newest, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && equalBytes(oldest, oldRoot) && equalBytes(newest, root);
}

function rootOfRange(leafHashes: readonly Uint8Array[], start: number, end: number): Uint8Array {
  if (end - start === 1) {
    const only = leafHashes[start];
    assert(only !== undefined, 'the range lies in the list');
    return only;
  }
  const middle = start + splitOf(end - start);
  return nodeHash(rootOfRange(leafHashes, start, middle), rootOfRange(leafHashes, middle, end));
}

/** The largest power of two below the size: where a tree divides. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Not a shift: sizes go beyond 32 bits. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === 32;
}
