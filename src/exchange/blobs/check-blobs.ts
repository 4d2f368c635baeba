// SPDX-License-Identifier: Apache-2.0
/**
 * Checking blobs: one pass over a file that is whole, range by range, which computes the digest of the blob and of the file in it.
 *
 * Of an upload of ours they become the names. Of a peer's blob they must be the announced ones, and every chunk must open;
 * else the attachment is broken, which the case shows on both sides, and its bytes are removed.
 */
import type { Database, Instant, Transaction } from '../../kernel/index.ts';
import { addMs } from '../../kernel/index.ts';
import {
  chunkBytes,
  chunkHeadBytes,
  type Digest,
  digesting,
  fromBase64,
  openChunks,
  readChunkKeys,
  sealedSizeOf,
} from '../../seals/index.ts';
import { type AttachmentRow, blobContext, sealedRangeBytes } from './attachment.ts';
import type { BlobFiles, BlobName } from './disk/store.ts';
import { claimUnchecked, countOfBlob, endCheck, giveUpAttachment, listOrphans, removeAttachment } from './store.ts';

export interface CheckDeps {
  readonly database: Database;
  readonly files: BlobFiles;
  readonly clock: () => Instant;
  /** Tells the room that has the case, in the transaction that writes the end down. */
  readonly ended: (tx: Transaction, row: AttachmentRow, state: 'here' | 'broken') => Promise<void>;
}

/** Longer than the largest file takes. */
const leaseMs = 10 * 60_000;

/** Checks one blob; false when none waits. */
export async function checkNextBlob(deps: CheckDeps): Promise<boolean> {
  const now = deps.clock();
  const row = await claimUnchecked(deps.database, now, addMs(now, leaseMs));
  if (row === null) return false;
  const found = await digestsOf(deps.files, row, { id: row.id });
  const isRight = found !== null && (row.side === 'ours' || (found.digest === row.digest && found.sealedDigest === row.sealedDigest));
  // The file is in its place before the row says so.
  if (isRight) await deps.files.keep(row.id, found.sealedDigest);
  else await deps.files.remove({ id: row.id });
  const state = isRight ? 'here' : 'broken';
  await deps.database.transaction().execute(async (tx) => {
    await endCheck(tx, row.id, {
      state,
      digest: isRight ? found.digest : row.digest,
      sealedDigest: isRight ? found.sealedDigest : row.sealedDigest,
      at: deps.clock(),
    });
    await deps.ended(tx, row, state);
  });
  return true;
}

/** Null when it does not open, or is longer or shorter than it should be. */
async function digestsOf(files: BlobFiles, row: AttachmentRow, blob: BlobName): Promise<{ digest: Digest; sealedDigest: Digest } | null> {
  const sealedSize = sealedSizeOf(row.size);
  const [plain, sealed] = [digesting(), digesting()];
  const head = await files.read(blob, 0, chunkHeadBytes);
  sealed.add(head);
  const key = fromBase64(row.key);
  const keys = key === null ? null : readChunkKeys(key, head, blobContext);
  if (keys === null) return null;
  for (let at = chunkHeadBytes, first = 0; at < sealedSize; at += sealedRangeBytes, first += sealedRangeBytes / (chunkBytes + 16)) {
    const bytes = await files.read(blob, at, sealedRangeBytes);
    const isLast = at + bytes.length === sealedSize;
    if (bytes.length === 0 || (!isLast && bytes.length < sealedRangeBytes)) return null;
    sealed.add(bytes);
    const opened = openChunks(keys, first, bytes, isLast);
    if (opened === null) return null;
    plain.add(opened);
  }
  return { digest: plain.end(), sealedDigest: sealed.end() };
}

/** The file inside a blob that is here, range by range; throws when the disk no longer holds what was checked. */
export async function* openBlob(files: BlobFiles, row: Pick<AttachmentRow, 'key' | 'size' | 'sealedDigest'>): AsyncGenerator<Uint8Array> {
  const { sealedDigest, size } = row;
  const key = fromBase64(row.key);
  if (sealedDigest === null || key === null) throw new Error('an attachment that is here has digest and key');
  const blob = { digest: sealedDigest };
  const keys = readChunkKeys(key, await files.read(blob, 0, chunkHeadBytes), blobContext);
  if (keys === null) throw new Error('the head of a blob on the disk was changed');
  const sealedSize = sealedSizeOf(size);
  for (let at = chunkHeadBytes, first = 0; at < sealedSize; at += sealedRangeBytes, first += sealedRangeBytes / (chunkBytes + 16)) {
    const bytes = await files.read(blob, at, sealedRangeBytes);
    const opened = openChunks(keys, first, bytes, at + bytes.length === sealedSize);
    if (opened === null) throw new Error('a blob on the disk was changed');
    yield opened;
  }
}

/** An upload that no case took up is kept for a week, a peer's blob that stopped arriving for thirty days. */
const oursMs = 7 * 86_400_000;
const theirsMs = 30 * 86_400_000;

/** Removes what nobody waits for any more; says how many. */
export async function tidyBlobs(deps: CheckDeps): Promise<number> {
  const now = deps.clock();
  const orphans = await listOrphans(deps.database, addMs(now, -oursMs), addMs(now, -theirsMs));
  for (const row of orphans) {
    await deps.files.remove({ id: row.id });
    if (row.side === 'ours') {
      await removeAttachment(deps.database, row.id);
      if (row.sealedDigest !== null && (await countOfBlob(deps.database, row.sealedDigest)) === 0)
        await deps.files.remove({ digest: row.sealedDigest });
    } else {
      await deps.database.transaction().execute(async (tx) => {
        await giveUpAttachment(tx, row.id, now);
        await deps.ended(tx, row, 'broken');
      });
    }
  }
  return orphans.length;
}
