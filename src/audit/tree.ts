// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of the log's tree where it grows large: blocks, and the ranges of a proof.
 *
 * 4,096 leaves in a row, counted from the start, are a block: a complete subtree of height 12. Its root never changes again,
 * so it is stored once it was checked, and a log of a million entries is walked by 245 numbers instead of a million.
 *
 *     size 10,000:   [block 0: 0..4095] [block 1: 4096..8191] [8192 .. 9999: leaf by leaf]
 */
import { strict as assert } from 'node:assert';
import { type Frontier, fromHex, nodeHash, toHex } from '../seals/index.ts';

export const blockHeight = 12;
export const blockLeaves = 2 ** blockHeight;

/** Adds a complete subtree at once. Throws when the frontier does not end where such a subtree may begin. */
export function appendSubtree(frontier: Frontier, root: Uint8Array, height: number): Frontier {
  const leaves = 2 ** height;
  assert(frontier.size % leaves === 0, 'a subtree begins at a multiple of its size');
  const subtrees = [...frontier.subtrees];
  let joined = root;
  for (let carry = frontier.size / leaves; carry % 2 === 1; carry = Math.floor(carry / 2)) {
    const left = fromHex(subtrees.pop() ?? '');
    assert(left !== null && left.length === 32, 'a frontier holds one subtree for each one in the binary form of its size');
    joined = nodeHash(left, joined);
  }
  return { size: frontier.size + leaves, subtrees: [...subtrees, toHex(joined)] };
}

export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** The ranges whose roots make the inclusion proof of an entry, from the leaf upwards (RFC 6962, section 2.1.1). */
export function proofRanges(index: number, size: number): LeafRange[] {
  assert(index >= 0 && index < size, 'the entry is in the tree');
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.toReversed();
}

/** The largest power of two below the size: where RFC 6962 divides a tree. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
