// SPDX-License-Identifier: Apache-2.0
/**
 * Keeping files: an officer's upload becomes a blob range by range, and a peer's blob arrives range by range.
 *
 *     officer   begin (name, size) -> ranges of plain bytes, each sealed and written -> checking -> here
 *     peer      announced by an admitted dispatch -> ranges of sealed bytes, written -> checking -> here
 *
 * Both only ever append at the place that is counted; whoever comes with another place is told where it stands, so an
 * interruption on either side, a restart included, costs at most one range. A range is on the disk before it is counted.
 *
 * When all is there, one pass over the file (check-blobs.ts) computes both digests. For an upload they become its names; for a
 * peer's blob they must be the announced ones, or the attachment is broken and is not to be had.
 */
import assert from 'node:assert/strict';
import { type Database, fail, type Instant, newId, ok, type RandomBytes, type Result, type Transaction } from '../../kernel/index.ts';
import {
  chunkHeadBytes,
  chunkKeyBytes,
  chunkSaltBytes,
  chunkBytes,
  type Digest,
  fromBase64,
  makeChunkKeys,
  readChunkKeys,
  sealChunks,
  sealedSizeOf,
  toBase64,
} from '../../seals/index.ts';
import { attachmentBytesMax } from '../wire.ts';
import { type AttachmentRow, blobContext, placeOfSealed, rangeBytes, sealedPlaceOf, type WholeAttachment } from './attachment.ts';
import type { BlobFiles } from './disk/store.ts';
import { bytesExpected, countReceived, findAnnounced, findAttachment, insertAttachment } from './store.ts';

export interface BlobDeps {
  readonly database: Database;
  readonly files: BlobFiles;
  readonly random: RandomBytes;
  /** Bytes that must stay free on the disk, whatever arrives. */
  readonly freeBytesMin: number;
  /** Looks at what is to be checked, pushed or tidied up, without being waited for. */
  readonly wake: () => void;
}

/** What one peer may have announced and not brought yet: ten of the largest files. */
const peerBytesMax = 10 * attachmentBytesMax;

/** Where an upload or a blob stands. `place` counts bytes of the file. */
export interface Standing {
  readonly id: string;
  readonly state: AttachmentRow['state'];
  readonly place: number;
}

export async function beginUpload(
  deps: BlobDeps,
  file: { readonly name: string; readonly mediaType: string; readonly size: number; readonly officer: string; readonly now: Instant },
): Promise<Result<Standing>> {
  const { name, mediaType, size, now } = file;
  if (!(await hasRoom(deps, size))) return noRoom;
  const id = newId('att', now, deps.random);
  const key = toBase64(deps.random(chunkKeyBytes));
  const rest = { digest: null, sealedDigest: null, caseRef: null, peer: null, dispatch: null, pushed: 0, received: 0 } as const;
  const row = { id, side: 'ours', state: 'arriving', name, mediaType, size, key, pushState: 'kept', ...rest } as const;
  await insertAttachment(deps.database, { ...row, createdBy: file.officer, at: now });
  return ok({ id, state: 'arriving', place: 0 });
}

/** Takes plain bytes at a place of the file; null when there is no such upload. Says where it stands, whatever came. */
export async function takeUploadRange(
  deps: BlobDeps,
  given: { readonly id: string; readonly place: number; readonly bytes: Uint8Array; readonly now: Instant },
): Promise<Result<Standing> | null> {
  const row = await findAttachment(deps.database, given.id);
  if (row === null || row.side !== 'ours') return null;
  const { size } = row;
  const stands = { id: row.id, state: row.state, place: placeOfSealed(row.received, size) };
  const end = given.place + given.bytes.length;
  const isLast = end === size;
  if (end > size || (!isLast && given.bytes.length !== rangeBytes))
    return fail('body', 'It is not a range of this file.', `Send ranges of ${rangeBytes} bytes; only the last is shorter.`);
  if (row.state !== 'arriving' || given.place !== stands.place) return ok(stands);
  if (!(await hasRoom(deps, 0))) return noRoom;
  const keys = await keysOfUpload(deps, row);
  const sealed = sealChunks(keys, given.place / chunkBytes, given.bytes, isLast);
  const bytes = given.place === 0 ? new Uint8Array([...keys.head, ...sealed]) : sealed;
  const { id, state, place } = await append(deps, row, { at: sealedPlaceOf(given.place), bytes, now: given.now });
  return ok({ id, state, place });
}

/** The salt is drawn once and lies at the beginning of the blob. */
async function keysOfUpload(deps: BlobDeps, row: AttachmentRow) {
  const key = fromBase64(row.key);
  assert(key !== null, 'a key that was stored is base 64');
  if (row.received === 0) return makeChunkKeys(key, deps.random(chunkSaltBytes), blobContext);
  const keys = readChunkKeys(key, await deps.files.read({ id: row.id }, 0, chunkHeadBytes), blobContext);
  assert(keys !== null, 'the head that was written is the one of the key');
  return keys;
}

/** Writes down what a peer's dispatch announces; to be called in the transaction that admits it. */
export async function announceBlobs(
  tx: Transaction,
  deps: Pick<BlobDeps, 'random'>,
  by: {
    readonly peer: string;
    readonly dispatch: Digest;
    readonly caseRef: string;
    readonly attachments: readonly WholeAttachment[];
    readonly now: Instant;
  },
): Promise<void> {
  const { peer, dispatch, caseRef, now } = by;
  for (const attachment of by.attachments) {
    const { name, mediaType, size, key } = attachment;
    const [digest, sealedDigest] = [attachment.digest as Digest, attachment.sealedDigest as Digest];
    const row = {
      id: newId('att', now, deps.random),
      side: 'theirs',
      state: 'arriving',
      name,
      mediaType,
      size,
      digest,
      sealedDigest,
    } as const;
    const rest = { key, caseRef, peer, dispatch, received: 0, pushState: 'kept', pushed: 0 } as const;
    await insertAttachment(tx, { ...row, ...rest, createdBy: null, at: now });
  }
}

/** What a peer is told of a blob; sizes are those of the sealed form. */
export interface BlobStanding {
  readonly state: AttachmentRow['state'];
  readonly received: number;
}
export type RangeAnswer = { readonly kind: 'standing'; readonly standing: BlobStanding } | { readonly kind: 'absent' | 'wait' };

/** Takes sealed bytes at a place of an announced blob. Null bytes only ask where it stands. */
export async function takeSealedRange(
  deps: BlobDeps,
  given: {
    readonly peer: string;
    readonly sealedDigest: string;
    readonly at: number;
    readonly bytes: Uint8Array | null;
    readonly now: Instant;
  },
): Promise<RangeAnswer> {
  const row = await findAnnounced(deps.database, given.peer, given.sealedDigest);
  if (row === null) return { kind: 'absent' };
  const standing = (): RangeAnswer => ({ kind: 'standing', standing: { state: row.state, received: row.received } });
  const { bytes, at } = given;
  if (bytes === null || row.state !== 'arriving' || at !== row.received) return standing();
  if (at + bytes.length > sealedSizeOf(row.size)) return standing();
  if (!(await hasRoom(deps, 0)) || (await bytesExpected(deps.database, given.peer)) > peerBytesMax) return { kind: 'wait' };
  const { state, received } = await append(deps, row, { at, bytes, now: given.now });
  return { kind: 'standing', standing: { state, received } };
}

/** One writer at a time for each blob: a second one waits for the answer of the first, and then finds another place. */
const writing = new Set<string>();

async function append(
  deps: BlobDeps,
  row: AttachmentRow,
  given: { readonly at: number; readonly bytes: Uint8Array; readonly now: Instant },
): Promise<Standing & { readonly received: number }> {
  const stands = (received: number, state: AttachmentRow['state']) => ({
    id: row.id,
    state,
    received,
    place: placeOfSealed(received, row.size),
  });
  if (writing.has(row.id)) return stands(row.received, row.state);
  writing.add(row.id);
  try {
    await deps.files.writeArriving(row.id, given.at, given.bytes);
    const received = given.at + given.bytes.length;
    const state = received === sealedSizeOf(row.size) ? 'checking' : 'arriving';
    const isCounted = await countReceived(deps.database, row, { received, state, at: given.now });
    if (isCounted && state === 'checking') deps.wake();
    return isCounted ? stands(received, state) : stands(row.received, row.state);
  } finally {
    writing.delete(row.id);
  }
}

async function hasRoom(deps: BlobDeps, size: number): Promise<boolean> {
  const [free, expected] = [await deps.files.freeBytes(), size === 0 ? 0 : await bytesExpected(deps.database, null)];
  return free - expected - size >= deps.freeBytesMin;
}

const noRoom = fail('size', 'There is no room for it on the disk of this server.', 'Ask the operator of the server for more room.');
