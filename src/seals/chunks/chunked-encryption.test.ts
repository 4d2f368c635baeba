// SPDX-License-Identifier: Apache-2.0
// Chunked encryption: the published vectors of C2SP, where they lie beside the project, and what must hold for every file.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync, inflateSync } from 'node:zlib';
import { fromHex, toHex } from '../encoding.ts';
import {
  chunkBytes,
  chunkHeadBytes,
  type ChunkKeys,
  makeChunkKeys,
  openChunks,
  readChunkKeys,
  sealChunks,
  sealedChunkBytes,
  sealedSizeOf,
} from './chunked-encryption.ts';

const file = path.resolve(import.meta.dirname, '../../../../shared/vectors/wycheproof/c2sp_chunked_encryption_aes_256_gcm.json.gz');
const skip = existsSync(file) ? false : 'The vectors of others are not beside the project.';

interface Vector {
  readonly tcId: number;
  readonly key: string;
  readonly ctx: string;
  readonly ct: string;
  readonly aeadKey?: string;
  readonly baseNonce?: string;
  readonly msgLength?: number;
  readonly msgSha512?: string;
  readonly result: 'valid' | 'invalid';
  readonly flags: readonly string[];
}

const hex = (text: string): Uint8Array => fromHex(text) ?? assert.fail('the vector is in hexadecimal');
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 0xff);
const key = bytesOf(32);
const salt = bytesOf(24);

/** The whole content, or what could be opened before the fault, chunk by chunk as a stream would. */
function openAll(keys: ChunkKeys, sealed: Uint8Array): { readonly isWhole: boolean; readonly opened: Uint8Array } {
  const parts: Uint8Array[] = [];
  for (let at = chunkHeadBytes, index = 0; ; at += sealedChunkBytes, index++) {
    const isLast = sealed.length - at < sealedChunkBytes;
    const part = at > sealed.length ? null : openChunks(keys, index, sealed.subarray(at, at + sealedChunkBytes), isLast);
    if (part !== null) parts.push(part);
    if (part === null || isLast) return { isWhole: part !== null, opened: new Uint8Array(Buffer.concat(parts)) };
  }
}

describe('the published vectors of Cobblestone-256', { skip }, () => {
  test('each opens to its content, or fails where it says and after the content that it says', () => {
    const groups = (JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { testGroups: { tests: Vector[] }[] }).testGroups;
    const vectors = groups.flatMap((group) => group.tests);
    for (const vector of vectors) {
      const sealed = new Uint8Array(inflateSync(hex(vector.ct)));
      const keys = readChunkKeys(hex(vector.key), sealed.subarray(0, chunkHeadBytes), hex(vector.ctx));
      assert.equal(keys === null, vector.flags.includes('HeaderFailure'), `case ${vector.tcId}: the head`);
      if (keys === null) continue;
      assert.deepEqual([toHex(keys.key), toHex(keys.baseNonce)], [vector.aeadKey, vector.baseNonce], `case ${vector.tcId}`);
      const { isWhole, opened } = openAll(keys, sealed);
      assert.equal(isWhole, vector.result === 'valid', `case ${vector.tcId}`);
      assert.equal(opened.length, vector.msgLength ?? 0, `case ${vector.tcId}: length`);
      if (vector.msgSha512 !== undefined)
        assert.equal(createHash('sha512').update(opened).digest('hex'), vector.msgSha512, `case ${vector.tcId}`);
    }
    assert.equal(vectors.length, 35);
  });
});

const sizes = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 3 * chunkBytes + 77];

describe('a file of any size', () => {
  for (const size of sizes) {
    test(`${size} bytes: sealed in pieces or at once the bytes are the same, and they open again`, () => {
      const content = bytesOf(size);
      const keys = makeChunkKeys(key, salt, 'trial');
      const whole = sealChunks(keys, 0, content, true);
      const pieces: Uint8Array[] = [];
      for (let at = 0; ; at += chunkBytes) {
        const isLast = size - at < chunkBytes;
        pieces.push(sealChunks(keys, at / chunkBytes, content.subarray(at, at + chunkBytes), isLast));
        if (isLast) break;
      }
      assert.deepEqual(new Uint8Array(Buffer.concat(pieces)), whole);
      const sealed = new Uint8Array(Buffer.concat([keys.head, whole]));
      assert.equal(sealed.length, sealedSizeOf(size));
      const read = readChunkKeys(key, keys.head, 'trial');
      assert.ok(read !== null);
      assert.deepEqual(openAll(read, sealed), { isWhole: true, opened: content });
      assert.deepEqual(openChunks(read, 0, whole, true), content);
    });
  }

  test('cut off anywhere, or with anything added, it does not open whole', () => {
    const keys = makeChunkKeys(key, salt, 'trial');
    const sealed = new Uint8Array(Buffer.concat([keys.head, sealChunks(keys, 0, bytesOf(2 * chunkBytes + 5), true)]));
    for (const length of [chunkHeadBytes, chunkHeadBytes + 15, chunkHeadBytes + sealedChunkBytes, sealed.length - 21, sealed.length - 1]) {
      assert.equal(openAll(keys, sealed.subarray(0, length)).isWhole, false, `${length} bytes`);
    }
    assert.equal(openAll(keys, new Uint8Array(Buffer.concat([sealed, Uint8Array.of(0)]))).isWhole, false);
  });

  test('another key, another context or another salt is noticed at the head', () => {
    const { head } = makeChunkKeys(key, salt, 'trial');
    assert.notEqual(readChunkKeys(key, head, 'trial'), null);
    assert.equal(readChunkKeys(bytesOf(33).subarray(1), head, 'trial'), null);
    assert.equal(readChunkKeys(key, head, 'another'), null);
    assert.equal(
      readChunkKeys(
        key,
        head.map((byte, at) => (at === 3 ? byte ^ 1 : byte)),
        'trial',
      ),
      null,
    );
    assert.equal(readChunkKeys(key, head.subarray(1), 'trial'), null);
  });

  test('only the end of a file may be short, and only of one that ends there', () => {
    const keys = makeChunkKeys(key, salt, 'trial');
    assert.throws(() => sealChunks(keys, 0, bytesOf(5), false), /only the end/);
    const first = sealChunks(keys, 0, bytesOf(chunkBytes), false);
    assert.deepEqual(openChunks(keys, 0, first, false), bytesOf(chunkBytes));
    assert.equal(openChunks(keys, 0, first, true), null, 'a full chunk never ends a file');
    assert.equal(openChunks(keys, 1, first, false), null, 'a chunk opens in its place alone');
  });
});
