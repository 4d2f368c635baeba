// SPDX-License-Identifier: Apache-2.0
/**
 * Chunked encryption: a file of any size under one key, sealed and opened piece by piece, with neither held in memory whole.
 *
 *     56 bytes   the head: 24 bytes of salt, 32 bytes of commitment to the key
 *     16,400     chunk 0: 16,384 bytes sealed with AES-256-GCM, and the tag
 *     ...
 *     16 or more the last chunk, always shorter than the others, perhaps empty: so nothing can be cut off unnoticed
 *
 * Key, base nonce and commitment follow from input key, salt and context by HKDF-Expand; chunk number i is sealed under the
 * base nonce XOR i. So chunks cannot be swapped, repeated or left out, any chunk can be found and opened by itself, and a file
 * opens under one key only: two people cannot be shown two contents of one ciphertext.
 *
 * A key is used for one content. Sealing the same chunk twice with the same bytes gives the same result and harms nothing, which
 * is what makes an interrupted upload resumable; sealing other bytes at the same place would break it.
 *
 * Source: C2SP chunked-encryption, version 1, as Cobblestone-256 (SHA-512, AES-256-GCM). Its published vectors are in the tests.
 */
import assert from 'node:assert/strict';
import { createCipheriv, createHmac } from 'node:crypto';
import { concatBytes, equalBytes, giveBack, utf8 } from '../encoding.ts';
import { openAes256Gcm } from '../suites/hpke.ts';

export const chunkBytes = 16_384;
export const chunkTagBytes = 16;
export const sealedChunkBytes = chunkBytes + chunkTagBytes;
export const chunkKeyBytes = 32;
export const chunkSaltBytes = 24;
const commitmentBytes = 32;
const nonceBytes = 12;
export const chunkHeadBytes = chunkSaltBytes + commitmentBytes;
/** 64 TiB: the least that the source lets a limit be, and far beyond any file here. */
const chunksMax = 2 ** 32;

/** What one file's chunks are sealed with. */
export interface ChunkKeys {
  readonly key: Uint8Array;
  readonly baseNonce: Uint8Array;
  /** The first 56 bytes of the ciphertext. */
  readonly head: Uint8Array;
}

/** The keys for a new file. Throws when key or salt have another length: both are drawn by us. */
export function makeChunkKeys(inputKey: Uint8Array, salt: Uint8Array, context: string): ChunkKeys {
  assert.equal(inputKey.length, chunkKeyBytes, 'a key of chunked encryption has 32 bytes');
  assert.equal(salt.length, chunkSaltBytes, 'a salt of chunked encryption has 24 bytes');
  const { key, baseNonce, commitment } = derive(inputKey, salt, utf8(context));
  return { key, baseNonce, head: concatBytes(salt, commitment) };
}

/** The keys of a file that begins with this head; null when it was sealed under another key or in another context. */
export function readChunkKeys(inputKey: Uint8Array, head: Uint8Array, context: string | Uint8Array): ChunkKeys | null {
  if (inputKey.length !== chunkKeyBytes || head.length !== chunkHeadBytes) return null;
  const salt = head.slice(0, chunkSaltBytes);
  const { key, baseNonce, commitment } = derive(inputKey, salt, typeof context === 'string' ? utf8(context) : context);
  return equalBytes(commitment, head.subarray(chunkSaltBytes)) ? { key, baseNonce, head: head.slice() } : null;
}

/** Seals bytes that begin with chunk `first`; `isLast` when the file ends with them, and only then the end may be short. */
export function sealChunks(keys: ChunkKeys, first: number, bytes: Uint8Array, isLast: boolean): Uint8Array {
  const whole = Math.floor(bytes.length / chunkBytes);
  assert(isLast || bytes.length === whole * chunkBytes, 'only the end of a file is shorter than a chunk');
  const count = isLast ? whole + 1 : whole;
  const sealed = new Uint8Array(bytes.length + count * chunkTagBytes);
  for (let at = 0; at < count; at++) {
    const cipher = createCipheriv('aes-256-gcm', keys.key, nonceOf(keys, first + at));
    const from = at * sealedChunkBytes;
    const piece = cipher.update(bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes));
    sealed.set(piece, from);
    giveBack(piece);
    cipher.final();
    sealed.set(cipher.getAuthTag(), Math.min(from + chunkBytes, sealed.length - chunkTagBytes));
  }
  return sealed;
}

/** Opens bytes that begin with chunk `first`; null when any of them was changed, or they end where no file or chunk ends. */
export function openChunks(keys: ChunkKeys, first: number, sealed: Uint8Array, isLast: boolean): Uint8Array | null {
  const whole = Math.floor(sealed.length / sealedChunkBytes);
  const rest = sealed.length - whole * sealedChunkBytes;
  if (isLast ? rest < chunkTagBytes : rest !== 0) return null;
  const count = isLast ? whole + 1 : whole;
  const opened = new Uint8Array(sealed.length - count * chunkTagBytes);
  for (let at = 0; at < count; at++) {
    const ciphertext = sealed.subarray(at * sealedChunkBytes, (at + 1) * sealedChunkBytes);
    const plain = openAes256Gcm({ key: keys.key, nonce: nonceOf(keys, first + at), aad: nothing, ciphertext });
    if (plain === null) return null;
    opened.set(plain, at * chunkBytes);
    giveBack(plain);
  }
  return opened;
}

/** How long a file of so many bytes is when it is sealed. */
export function sealedSizeOf(size: number): number {
  return chunkHeadBytes + size + (Math.floor(size / chunkBytes) + 1) * chunkTagBytes;
}

const nothing = new Uint8Array(0);

function nonceOf(keys: ChunkKeys, index: number): Uint8Array {
  assert(index < chunksMax, 'a file has fewer than 2^32 chunks');
  const nonce = keys.baseNonce.slice();
  const view = new DataView(nonce.buffer);
  view.setUint32(nonceBytes - 4, view.getUint32(nonceBytes - 4) ^ index);
  return nonce;
}

/** HKDF-Expand over SHA-512 (RFC 5869); the input key is uniformly random, so nothing is to be extracted. */
function derive(inputKey: Uint8Array, salt: Uint8Array, context: Uint8Array) {
  const info = concatBytes(utf8('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0'), salt, context);
  const first = createHmac('sha512', inputKey).update(info).update(Uint8Array.of(1)).digest();
  const second = createHmac('sha512', inputKey).update(first).update(info).update(Uint8Array.of(2)).digest();
  const stream = concatBytes(first, second);
  const key = stream.slice(0, chunkKeyBytes);
  const baseNonce = stream.slice(chunkKeyBytes, chunkKeyBytes + nonceBytes);
  return { key, baseNonce, commitment: stream.slice(chunkKeyBytes + nonceBytes, chunkKeyBytes + nonceBytes + commitmentBytes) };
}
