// SPDX-License-Identifier: Apache-2.0
/**
 * Attachments: files that travel with a dispatch, each sealed under a key of its own and named by its digests.
 *
 *     digest, size, mediaType, name     what the file is; the body of the dispatch lists these four, so approvals cover them
 *     digest, size, sealedDigest, key   beside the body: its sealed form, the blob, and the key that opens it
 *
 * A blob is kept and pushed as it is sealed; the key lies apart from it. What is on the disk, and on the way, is ciphertext.
 * A range is a piece of a file between two borders of chunks, so that it can be sealed, sent and opened by itself, and a file
 * that was interrupted goes on at the next range.
 */
import {
  chunkBytes,
  chunkHeadBytes,
  chunkKeyBytes,
  type Digest,
  fromBase64,
  isDigest,
  sealedChunkBytes,
  sealedSizeOf,
} from '../../seals/index.ts';
import type { AttachmentNoteWire, AttachmentWire } from '../wire.ts';

/** One range of a file: small enough that a few of them in memory are nothing, large enough to cost little each. */
export const rangeBytes = 64 * chunkBytes;
/** The same when it is sealed; the head goes before the first. */
export const sealedRangeBytes = 64 * sealedChunkBytes;
/** What a call with a range may hold. */
export const rangeCallBytesMax = chunkHeadBytes + sealedRangeBytes + sealedChunkBytes;

/** A label of ours in the key derivation, so that no key of another use can open a blob. */
export const blobContext = 'comity attachment v1';

/** What is wrong with an attachment that the schema takes; null when nothing is. */
export function attachmentFault({ digest, sealedDigest, key }: AttachmentWire): string | null {
  if (!isDigest(digest) || !isDigest(sealedDigest)) return 'One has a digest that is none.';
  return fromBase64(key)?.length === chunkKeyBytes ? null : 'The key of one is not 32 bytes in strict base 64.';
}

/** Where the range at this place of the file begins in the blob; the head belongs to the first. */
export function sealedPlaceOf(place: number): number {
  return place === 0 ? 0 : chunkHeadBytes + (place / chunkBytes) * sealedChunkBytes;
}

/** How far the file is when so much of its blob is there. */
export function placeOfSealed(sealed: number, size: number): number {
  if (sealed >= sealedSizeOf(size)) return size;
  return Math.max(0, Math.floor((sealed - chunkHeadBytes) / sealedChunkBytes) * chunkBytes);
}

export type AttachmentSide = 'ours' | 'theirs';

/**
 *     arriving   some of it is there
 *     checking   all of it is there, and its digests are being computed
 *     here       its digests hold
 *     broken     they do not, or it never came whole; it is not to be had
 */
export const attachmentStates = ['arriving', 'checking', 'here', 'broken'] as const;
export type AttachmentState = (typeof attachmentStates)[number];

/** How far an attachment of ours is on its way: not to be sent yet, due, under way, there and whole, refused for good. */
export type PushState = 'kept' | 'waiting' | 'leased' | 'pushed' | 'refused';

export interface AttachmentRow {
  readonly id: string;
  readonly side: AttachmentSide;
  readonly state: AttachmentState;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Null for one of ours until it was checked. */
  readonly digest: Digest | null;
  readonly sealedDigest: Digest | null;
  readonly key: string;
  readonly caseRef: string | null;
  readonly peer: string | null;
  readonly dispatch: Digest | null;
  /** Bytes of the blob that lie on the disk. */
  readonly received: number;
  readonly pushState: PushState;
  /** Bytes of the blob that the peer has said to hold. */
  readonly pushed: number;
}

/** Everything of one attachment: what the body says of it, and what the dispatch says beside. */
export type WholeAttachment = AttachmentNoteWire & AttachmentWire;

/** The two lists of a dispatch put together; null where they do not speak of the same files in the same order. */
export function wholeAttachments(notes: readonly AttachmentNoteWire[], sealed: readonly AttachmentWire[]): WholeAttachment[] | null {
  const whole = notes.flatMap((note, index): WholeAttachment[] => {
    const beside = sealed[index];
    return beside?.digest === note.digest && beside.size === note.size ? [{ ...note, ...beside }] : [];
  });
  const isSame = whole.length === notes.length && notes.length === sealed.length;
  return isSame && new Set(sealed.map(({ sealedDigest }) => sealedDigest)).size === sealed.length ? whole : null;
}
