// SPDX-License-Identifier: Apache-2.0
/** Leaves, blocks and the ranges of proofs, held against the plain tree of room seals. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../kernel/index.ts';
import {
  appendToFrontier,
  emptyFrontier,
  frontierOf,
  frontierRoot,
  inclusionProof,
  leafHash,
  logBodyDigest,
  logLeafHash,
  rootOf,
  toHex,
} from '../seals/index.ts';
import { bodyBytesOf } from './entry-body.ts';
import { appendSubtree, proofRanges } from './tree.ts';

function hashes(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => leafHash(new TextEncoder().encode(`entry ${index}`)));
}

test('a leaf is version, name and salted digest, as the reference page says', () => {
  const salt = new Uint8Array(32).fill(9);
  const body = bodyBytesOf({ actor: 'server', at: '2026-11-20T15:30:00.000Z' as Instant, details: { b: 1, a: null } });
  assert.equal(new TextDecoder().decode(body), '{"actor":"server","at":"2026-11-20T15:30:00.000Z","details":{"a":null,"b":1}}');
  const digest = createHash('sha256').update('comity audit body v1\n').update(salt).update(body).digest();
  assert.deepEqual(Buffer.from(logBodyDigest(salt, body)), digest);
  const leaf = Buffer.concat([Buffer.from([1, 14]), Buffer.from('server.started'), digest]);
  const hash = createHash('sha256')
    .update(Buffer.from([0]))
    .update(leaf)
    .digest('hex');
  assert.equal(toHex(logLeafHash({ event: 'server.started', bodyDigest: digest })), hash);
});

test('a changed version, name, salt or body gives another leaf', () => {
  const at = '2026-11-20T15:30:00.000Z' as Instant;
  const salts = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const seen = new Set<string>();
  for (const event of ['server.started', 'server.starte']) {
    for (const salt of salts) {
      for (const actor of ['server', 'operator']) {
        seen.add(toHex(logLeafHash({ event, bodyDigest: logBodyDigest(salt, bodyBytesOf({ actor, at, details: {} })) })));
      }
    }
  }
  assert.equal(seen.size, 8);
});

test('the ranges of a proof are those of the plain tree, for every entry of every size', () => {
  for (let size = 1; size <= 40; size++) {
    const leaves = hashes(size);
    for (let index = 0; index < size; index++) {
      const expected = inclusionProof(leaves, index).map(toHex);
      const proof = proofRanges(index, size).map(({ start, end }) => toHex(rootOf(leaves.slice(start, end))));
      assert.deepEqual(proof, expected, `entry ${index} of ${size}`);
    }
  }
});

test('a range of a proof that holds a whole block begins at a block', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.integer({ min: 0, max: 4_999_999 }),
      fc.integer({ min: 0, max: 12 }),
      (size, from, height) => {
        const block = 2 ** height;
        for (const { start, end } of proofRanges(from % size, size)) {
          if (end - start >= block) assert.equal(start % block, 0);
        }
      },
    ),
  );
});

test('joining whole subtrees gives the frontier that joining leaf by leaf gives', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 15 }), (height, blocks, rest) => {
      const leavesPerBlock = 2 ** height;
      const leaves = hashes(blocks * leavesPerBlock + rest);
      let frontier = emptyFrontier;
      for (let block = 0; block < blocks; block++) {
        frontier = appendSubtree(frontier, rootOf(leaves.slice(block * leavesPerBlock, (block + 1) * leavesPerBlock)), height);
      }
      frontier = leaves.slice(blocks * leavesPerBlock).reduce(appendToFrontier, frontier);
      assert.deepEqual(frontier, frontierOf(leaves));
      assert.equal(toHex(frontierRoot(frontier)), toHex(rootOf(leaves)));
    }),
  );
});

test('a subtree cannot be joined in the middle of another', () => {
  assert.throws(() => appendSubtree(frontierOf(hashes(3)), rootOf(hashes(4)), 2), { code: 'ERR_ASSERTION' });
});
