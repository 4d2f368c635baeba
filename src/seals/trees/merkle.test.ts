// SPDX-License-Identifier: Apache-2.0
//
// Proofs for every size to 70 against the definition of RFC 6962 written down naively, and every small change to a proof.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { concatBytes, toHex, utf8 } from '../encoding.ts';
import { appendToFrontier, emptyFrontier, type Frontier, frontierOf, frontierRoot, isFrontier } from './frontier.ts';
import { logBodyDigest, logLeafHash } from './log-entry.ts';
import { consistencyProof, inclusionProof, leafHash, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';

const sizeMax = 70;
const leaves = Array.from({ length: sizeMax }, (_, index) => leafHash(utf8(`entry ${index}`)));

/** MTH of RFC 6962, section 2.1, from the entries themselves. */
function naiveRoot(entries: readonly Uint8Array[]): Uint8Array {
  const sha = (...parts: readonly Uint8Array[]): Uint8Array =>
    new Uint8Array(
      createHash('sha256')
        .update(concatBytes(...parts))
        .digest(),
    );
  if (entries.length === 0) return sha();
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return sha(Uint8Array.of(0), only);
  const split = 2 ** Math.floor(Math.log2(entries.length - 1));
  return sha(Uint8Array.of(1), naiveRoot(entries.slice(0, split)), naiveRoot(entries.slice(split)));
}

describe('roots', () => {
  test('are those of the definition for every size', () => {
    const entries = leaves.map((_, index) => utf8(`entry ${index}`));
    let frontier: Frontier = emptyFrontier;
    for (let size = 0; size <= sizeMax; size++) {
      const expected = naiveRoot(entries.slice(0, size));
      assert.deepEqual(rootOf(leaves.slice(0, size)), expected);
      assert.deepEqual(frontierRoot(frontier), expected);
      assert.deepEqual(frontierOf(leaves.slice(0, size)), frontier);
      assert.equal(isFrontier(JSON.parse(JSON.stringify(frontier))), true);
      const next = leaves[size];
      if (next !== undefined) frontier = appendToFrontier(frontier, next);
    }
  });
  const notFrontiers: readonly unknown[] = [
    null,
    {},
    { size: -1, subtrees: [] },
    { size: 1, subtrees: [] },
    { size: 1, subtrees: ['ab'] },
    { size: 1.5, subtrees: [] },
    { size: 0, subtrees: ['0'.repeat(64)] },
  ];
  test('cannot be had from what is no frontier', () => {
    for (const value of notFrontiers) assert.equal(isFrontier(value), false);
  });
});

describe('proofs', () => {
  const hashAt = (index: number): Uint8Array => leaves[index] ?? new Uint8Array(32);

  test('of inclusion hold for every entry of every size, and for no other entry, size or root', () => {
    for (let size = 1; size <= sizeMax; size++) {
      const list = leaves.slice(0, size);
      const root = rootOf(list);
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(list, index);
        const claim = { leafHash: hashAt(index), index, size, proof, root };
        assert.equal(verifyInclusion(claim), true, `entry ${index} of ${size}`);
        const wrong = [
          { ...claim, index: index + 1 },
          { ...claim, index: index - 1 },
          { ...claim, leafHash: hashAt((index + 1) % sizeMax) },
          { ...claim, root: hashAt(0).map((byte) => byte ^ 1) },
          { ...claim, proof: [...proof, root] },
          { ...claim, proof: proof.slice(1), ...(size === 1 ? { size: 2 } : {}) },
          { ...claim, size: Number.NaN },
          { ...claim, index: -0.5 },
        ];
        for (const changed of wrong) assert.equal(verifyInclusion(changed), false, `changed proof of ${index} in ${size}`);
      }
    }
  });

  test('of consistency hold for every pair of sizes, and for no other root or proof', () => {
    for (let size = 1; size <= sizeMax; size++) {
      const root = rootOf(leaves.slice(0, size));
      for (let oldSize = 1; oldSize <= size; oldSize++) {
        const proof = consistencyProof(leaves.slice(0, size), oldSize);
        const claim = { oldSize, oldRoot: rootOf(leaves.slice(0, oldSize)), size, root, proof };
        assert.equal(verifyConsistency(claim), true, `from ${oldSize} to ${size}`);
        const wrong = [
          { ...claim, oldRoot: root.map((byte) => byte ^ 1) },
          { ...claim, root: root.map((byte) => byte ^ 1) },
          { ...claim, proof: [...proof, root] },
          { ...claim, oldSize: 0 },
          { ...claim, oldSize: size + 1 },
          ...(proof.length > 0
            ? [
                { ...claim, proof: proof.slice(1) },
                { ...claim, proof: proof.slice(0, -1) },
              ]
            : []),
        ];
        for (const changed of wrong) assert.equal(verifyConsistency(changed), false, `changed proof from ${oldSize} to ${size}`);
      }
    }
  });

  test('do not hold when the older list was changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: sizeMax }), fc.nat(), fc.nat(), (size, cut, place) => {
        const oldSize = 1 + (cut % (size - 1));
        const forged = leaves.map((leaf, index) => (index === place % oldSize ? leafHash(utf8('forged')) : leaf)).slice(0, size);
        const claim = {
          oldSize,
          oldRoot: rootOf(leaves.slice(0, oldSize)),
          size,
          root: rootOf(forged),
          proof: consistencyProof(forged, oldSize),
        };
        assert.equal(verifyConsistency(claim), false);
      }),
    );
  });

  test('of things that are not there cannot be made', () => {
    assert.throws(() => inclusionProof(leaves, sizeMax));
    assert.throws(() => inclusionProof([], 0));
    assert.throws(() => consistencyProof(leaves, 0));
    assert.throws(() => consistencyProof(leaves, sizeMax + 1));
  });
});

describe('a log entry', () => {
  const [salt, body] = [new Uint8Array(32).fill(1), utf8('{"actor":"off"}')];
  test('has the leaf that its parts say', () => {
    const digest = logBodyDigest(salt, body);
    const leaf = concatBytes(Uint8Array.of(1, 9), utf8('case.open'), digest);
    assert.equal(toHex(logLeafHash({ event: 'case.open', bodyDigest: digest })), toHex(leafHash(leaf)));
  });
  test('has another digest when the line between salt and body is moved', () => {
    const moved = logBodyDigest(concatBytes(salt, body.subarray(0, 1)), body.subarray(1));
    assert.notDeepEqual(moved, logBodyDigest(salt, body));
    assert.notDeepEqual(logBodyDigest(salt.subarray(1), concatBytes(salt.subarray(0, 1), body)), logBodyDigest(salt, body));
  });
});
