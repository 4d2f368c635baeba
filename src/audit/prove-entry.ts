// SPDX-License-Identifier: Apache-2.0
/**
 * The proof that one entry is in the log: its leaf, the hashes beside its way to the root, and a signed checkpoint.
 *
 * Whoever gets it needs nothing of ours to check it: hash the body with the salt, build the leaf, walk up (RFC 6962, section
 * 2.1.1), compare with the root in the checkpoint, verify the checkpoint's signatures with the authority's `log` key. When the
 * body was erased, the same proof holds for the bare leaf.
 *
 * In a large log whole blocks are taken from their stored roots, so a proof reads at most two blocks of leaves.
 */
import { strict as assert } from 'node:assert';
import type { Database } from '../kernel/index.ts';
import { emptyFrontier, frontierRoot, appendToFrontier, fromHex, rootOf, toHex, verifyInclusion } from '../seals/index.ts';
import { latestCheckpoint, readBlocks, readLeaves, readLeafHashes } from './store.ts';
import { appendSubtree, blockHeight, blockLeaves, type LeafRange, proofRanges } from './tree.ts';
import type { AuditProofWire, CheckpointWire } from './wire.ts';

/**
 * Against the newest checkpoint, or the signed one that is given: proofs that go into one bundle share a head. Null when no
 * signed checkpoint covers the entry yet. Throws when the stored hashes do not lead to the head.
 */
export async function proveEntry(db: Database, index: number, under?: CheckpointWire): Promise<AuditProofWire | null> {
  const checkpoint = under ?? (await latestCheckpoint(db));
  if (checkpoint === null || !Number.isSafeInteger(index) || index < 0 || index >= checkpoint.size) return null;
  const [leaf] = await readLeaves(db, index, index + 1);
  assert(leaf !== undefined, 'an entry below the size of a signed head is stored');
  const proof: Uint8Array[] = [];
  for (const range of proofRanges(index, checkpoint.size)) proof.push(await rootOfStored(db, range));
  const root = fromHex(checkpoint.rootHash);
  const isProven = root !== null && verifyInclusion({ leafHash: leaf.leafHash, index, size: checkpoint.size, proof, root });
  assert(isProven, 'the stored hashes lead to the head that was signed');
  return {
    index,
    size: checkpoint.size,
    leafHash: toHex(leaf.leafHash),
    version: 1,
    event: leaf.event,
    bodyDigest: toHex(leaf.bodyDigest),
    hashes: proof.map(toHex),
    salt: leaf.salt === null ? null : toHex(leaf.salt),
    body: leaf.body === null ? null : new TextDecoder().decode(leaf.body),
    checkpoint,
  };
}

/** A range of at least a block begins at a block's start, since a tree divides at powers of two. */
async function rootOfStored(db: Database, { start, end }: LeafRange): Promise<Uint8Array> {
  if (end - start < blockLeaves) return rootOf(await readLeafHashes(db, start, end));
  const [firstBlock, endBlock] = [start / blockLeaves, Math.floor(end / blockLeaves)];
  const blocks = await readBlocks(db, firstBlock, endBlock);
  let frontier = emptyFrontier;
  for (let block = firstBlock; block < endBlock; block++) {
    const root = blocks.get(block);
    assert(root !== undefined, 'a block below a signed head has its root stored');
    frontier = appendSubtree(frontier, root, blockHeight);
  }
  return frontierRoot((await readLeafHashes(db, endBlock * blockLeaves, end)).reduce(appendToFrontier, frontier));
}
