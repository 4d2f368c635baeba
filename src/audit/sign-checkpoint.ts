// SPDX-License-Identifier: Apache-2.0
/**
 * Signing a checkpoint: the moment at which the log is held to account.
 *
 * A signed head says "these entries, in this order, and no others". So before signing, the tree is built again from what is
 * stored and must agree with three things: with itself (body, salted digest, leaf, leaf hash), with the last head that was
 * signed (a signature of ours that others may hold), and with the frontier that the appends carried along.
 *
 *     block:      0      1      2      3      4   | leaves after the last block
 *               stored checked stored stored  new |  read and checked
 *                        ^ the check of old blocks goes on here; it comes round to every block
 *
 * Read each time: all leaves since the last complete block, every block that has become complete, and up to eight old blocks
 * in turn. A log of up to 32,768 entries is therefore read as a whole each time; in a larger one a flipped bit in an old block is
 * found when its turn comes, and until then the stored root of the block keeps the head from changing.
 *
 * When anything differs, nothing is signed and the issues say where. Such an answer means that the disk, the database or
 * somebody with access to it has changed the past: compare with a backup, do not repair the row.
 */
import type { Database, Instant, Issue, Result, Transaction } from '../kernel/index.ts';
import { fail, failWith, ok } from '../kernel/index.ts';
import {
  appendToFrontier,
  emptyFrontier,
  type Frontier,
  frontierOf,
  frontierRoot,
  type KeyPair,
  logBodyDigest,
  logLeafHash,
  rootOf,
  signCheckpoint,
  toHex,
  verifyCheckpoint,
} from '../seals/index.ts';
import { isAuditEventName } from './catalogue.ts';
import {
  insertBlock,
  insertCheckpoint,
  latestCheckpoint,
  lockSigner,
  readBlocks,
  readHead,
  readLeaves,
  type StoredLeaf,
  updateSigner,
} from './store.ts';
import { appendSubtree, blockHeight, blockLeaves } from './tree.ts';
import type { CheckpointWire } from './wire.ts';

export interface CheckpointKeys {
  /** The pair of purpose `log`; it is a pair of `logSuite`. */
  readonly logKey: KeyPair;
  /** The name of the log: the authority's identity, a slash, and `acts`. */
  readonly origin: string;
  readonly now: Instant;
  /** Public keys that signed earlier heads of this log and were replaced since. */
  readonly formerPublicKeys?: readonly Uint8Array[];
}

export type SignedCheckpoint = CheckpointWire;

/** Old blocks that are read again each time: 32,768 entries take about 0.7 s, block by block, so that others get their turn. */
const oldBlocksChecked = 8;

/** The signed head of the log as it is now; the last one again when nothing was appended since. Fails when the log was changed. */
export async function signCheckpointNow(db: Database, keys: CheckpointKeys): Promise<Result<SignedCheckpoint>> {
  return db.transaction().execute(async (tx) => {
    const nextBlock = await lockSigner(tx);
    const last = await latestCheckpoint(tx);
    const head = await readHead(tx);
    const lastRoot = last === null ? ok(null) : rootOfSigned(last, keys);
    if (!lastRoot.ok) return lastRoot;
    const built = await buildTree(tx, { head, nextBlock, lastSize: last?.size ?? 0 });
    if (!built.ok) return built;
    const { frontier, lastFrontier } = built.value;
    if (lastRoot.value !== null && !(lastFrontier !== null && toHex(frontierRoot(lastFrontier)) === toHex(lastRoot.value))) {
      return changed('signed head', `The stored entries no longer lead to the head that was signed at size ${last?.size}.`);
    }
    if (JSON.stringify(frontier.subtrees) !== JSON.stringify(head.subtrees)) {
      return changed('head', `The stored entries do not lead to the stored head of size ${head.size}.`);
    }
    if (last !== null && last.size === head.size) return ok(last);
    const root = frontierRoot(frontier);
    const note = signCheckpoint({ origin: keys.origin, size: head.size, root }, keys.logKey);
    const signed = { size: head.size, rootHash: toHex(root), at: keys.now, note };
    await insertCheckpoint(tx, signed);
    return ok(signed);
  });
}

/** The root that our own signature covers; the columns beside the note are worth nothing without it. */
function rootOfSigned(last: CheckpointWire, keys: CheckpointKeys): Result<Uint8Array> {
  for (const publicKey of [keys.logKey.publicKey, ...(keys.formerPublicKeys ?? [])]) {
    const verified = verifyCheckpoint(last.note, { origin: keys.origin, publicKey });
    if (verified.ok && verified.value.size === last.size && toHex(verified.value.root) === last.rootHash) return ok(verified.value.root);
  }
  return changed('signed head', `The checkpoint stored for size ${last.size} does not bear our signature.`);
}

interface BuildOptions {
  readonly head: Frontier;
  readonly nextBlock: number;
  readonly lastSize: number;
}

interface Built {
  readonly frontier: Frontier;
  /** The frontier as it was at the size of the last signed head; null when the log is now shorter. */
  readonly lastFrontier: Frontier | null;
}

async function buildTree(tx: Transaction, { head, nextBlock, lastSize }: BuildOptions): Promise<Result<Built>> {
  const blockCount = Math.floor(head.size / blockLeaves);
  const stored = await readBlocks(tx, 0, blockCount);
  const turn = blocksInTurn(nextBlock, stored.size);
  let frontier = emptyFrontier;
  let lastFrontier = lastSize === 0 ? emptyFrontier : null;
  for (let block = 0; block < blockCount; block++) {
    const start = block * blockLeaves;
    let root = stored.get(block);
    if (root === undefined || turn.has(block)) {
      const checked = await checkedHashes(tx, start, start + blockLeaves);
      if (!checked.ok) return checked;
      if (lastSize > start && lastSize < start + blockLeaves) lastFrontier = extend(frontier, checked.value.slice(0, lastSize - start));
      const computed = rootOf(checked.value);
      if (root !== undefined && toHex(root) !== toHex(computed))
        return changed(`block ${block}`, 'The root stored for this block is not that of its entries.');
      if (root === undefined) await insertBlock(tx, block, computed);
      root = computed;
    }
    frontier = appendSubtree(frontier, root, blockHeight);
    if (frontier.size === lastSize) lastFrontier = frontier;
  }
  const tail = await checkedHashes(tx, blockCount * blockLeaves, head.size);
  if (!tail.ok) return tail;
  if (lastSize > frontier.size)
    lastFrontier = lastSize <= head.size ? extend(frontier, tail.value.slice(0, lastSize - frontier.size)) : null;
  await updateSigner(tx, blockCount === 0 ? 0 : (nextBlock + oldBlocksChecked) % blockCount);
  return ok({ frontier: extend(frontier, tail.value), lastFrontier });
}

function blocksInTurn(nextBlock: number, storedCount: number): Set<number> {
  const turn = new Set<number>();
  for (let step = 0; step < Math.min(oldBlocksChecked, storedCount); step++) turn.add((nextBlock + step) % storedCount);
  return turn;
}

function extend(frontier: Frontier, leafHashes: readonly Uint8Array[]): Frontier {
  if (frontier.size === 0) return frontierOf(leafHashes);
  return leafHashes.reduce(appendToFrontier, frontier);
}

/** The leaf hashes of a range, each computed again from its parts; or what is wrong, entry by entry. */
async function checkedHashes(tx: Transaction, start: number, end: number): Promise<Result<Uint8Array[]>> {
  const leaves = await readLeaves(tx, start, end);
  const issues: Issue[] = [];
  const hashes: Uint8Array[] = [];
  for (let index = start; index < end; index++) {
    const leaf = leaves[index - start];
    const problem = leaf?.index === index ? problemOf(leaf) : 'It is missing.';
    if (problem !== null) issues.push({ path: `audit log, entry ${index}`, problem, remedy: restoreRemedy });
    else if (leaf !== undefined) hashes.push(leaf.leafHash);
    if (issues.length >= issuesMax) break;
  }
  return issues.length > 0 ? failWith(issues) : ok(hashes);
}

/** Enough to see the extent; a whole block of them would tell no more. */
const issuesMax = 20;
const restoreRemedy = 'Sign nothing. Keep the database as it is, compare it with a backup, and find out who or what changed it.';

function problemOf(leaf: StoredLeaf): string | null {
  if (!isAuditEventName(leaf.event)) return 'Its event is not in the catalogue.';
  if (leaf.bodyDigest.length !== 32) return 'Its digest has not 32 bytes.';
  if (toHex(logLeafHash(leaf)) !== toHex(leaf.leafHash)) return 'Its hash is not that of its event and digest.';
  if (leaf.salt === null || leaf.body === null) return null;
  if (leaf.salt.length !== 32 || toHex(logBodyDigest(leaf.salt, leaf.body)) !== toHex(leaf.bodyDigest))
    return 'Its content is not the one that was written.';
  return leaf.at === momentOf(leaf.body) ? null : 'The moment beside it is not the one that was written.';
}

function momentOf(body: Uint8Array): unknown {
  const value: unknown = JSON.parse(new TextDecoder().decode(body));
  return typeof value === 'object' && value !== null && 'at' in value ? value.at : null;
}

function changed(where: string, problem: string): ReturnType<typeof fail> {
  return fail(`audit log, ${where}`, problem, restoreRemedy);
}
