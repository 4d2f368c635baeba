// SPDX-License-Identifier: Apache-2.0
/**
 * What a server takes of files and what it does not: only what an admitted dispatch of this very peer announced, only at the place
 * where it stands, only up to the announced size, only while the disk has room; and what is not what was announced is removed.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { addMs, type Instant, type RandomBytes } from '../../kernel/index.ts';
import { chunkKeyBytes, chunkSaltBytes, type Digest, digestOf, makeChunkKeys, sealChunks, toBase64 } from '../../seals/index.ts';
import { migrate, type OpenDatabase, openDatabase } from '../../server/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/postgres/test-cluster.ts';
import { exchangeMigrations } from '../index.ts';
import { blobContext, rangeBytes, sealedPlaceOf } from './attachment.ts';
import { checkNextBlob, tidyBlobs } from './check-blobs.ts';
import { type BlobFiles, blobFiles } from './disk/store.ts';
import { announceBlobs, beginUpload, type BlobDeps, takeSealedRange, takeUploadRange } from './keep-files.ts';
import { attachmentMigrations } from './store.ts';

const start = '2026-11-20T15:30:00.000Z' as Instant;
const dayMs = 86_400_000;
let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`blobs ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};
const dispatch = `sha256:${'d'.repeat(64)}` as Digest;

/** A file of two ranges and its sealed form, as its sender makes them. */
function sealedFile() {
  const plain = random(rangeBytes + 500);
  const key = random(chunkKeyBytes);
  const keys = makeChunkKeys(key, random(chunkSaltBytes), blobContext);
  const first = sealChunks(keys, 0, plain.subarray(0, rangeBytes), false);
  const last = sealChunks(keys, rangeBytes / 16_384, plain.subarray(rangeBytes), true);
  const blob = new Uint8Array([...keys.head, ...first, ...last]);
  const border = sealedPlaceOf(rangeBytes);
  const about = { name: 'a.bin', mediaType: 'application/octet-stream', size: plain.length, digest: digestOf(plain), key: toBase64(key) };
  return { blob, border, sealedDigest: digestOf(blob), announced: { ...about, sealedDigest: digestOf(blob) } };
}

describe('blobs of a peer', () => {
  let testDatabase: TestDatabase;
  let opened: OpenDatabase;
  let folder = '';
  let files: BlobFiles;
  let deps: BlobDeps;
  let ended: string[] = [];
  let now = start;
  before(async () => {
    testDatabase = await createTestDatabase();
    opened = openDatabase(testDatabase.connection);
    await migrate(opened.database, [{ ...exchangeMigrations, ...attachmentMigrations }]);
    folder = await mkdtemp(path.join(tmpdir(), 'comity-blobs-'));
  });
  after(async () => {
    await opened?.close();
    await testDatabase?.drop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await sql`truncate exchange_attachments`.execute(opened.database);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    files = blobFiles(folder);
    deps = { database: opened.database, files, random, freeBytesMin: 1000, wake: () => undefined };
    ended = [];
    now = start;
  });

  const announce = (attachment: ReturnType<typeof sealedFile>['announced'], peer = 'xa') =>
    opened.database
      .transaction()
      .execute((tx) => announceBlobs(tx, deps, { peer, dispatch, caseRef: 'req_1', attachments: [attachment], now }));
  const put = (sealedDigest: string, at: number, bytes: Uint8Array | null, peer = 'xa', by: BlobDeps = deps) =>
    takeSealedRange(by, { peer, sealedDigest, at, bytes, now });
  const checking = () => ({
    database: opened.database,
    files,
    clock: () => now,
    ended: async (_tx: unknown, _row: unknown, state: string) => void ended.push(state),
  });
  const standing = async (sealedDigest: string) => {
    const answer = await put(sealedDigest, 0, null);
    return answer.kind === 'standing' ? [answer.standing.state, answer.standing.received] : [answer.kind];
  };
  const onDisk = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);

  test('one that nobody announced, or another peer did, is not there', async () => {
    const { blob, border, sealedDigest, announced } = sealedFile();
    assert.deepEqual(await put(sealedDigest, 0, blob.subarray(0, border)), { kind: 'absent' });
    await announce(announced, 'xc');
    assert.deepEqual(await put(sealedDigest, 0, blob.subarray(0, border)), { kind: 'absent' });
    assert.deepEqual(await onDisk(), []);
  });

  test('it is taken at its place, once, and kept under its digest when both digests hold', async () => {
    const { blob, border, sealedDigest, announced } = sealedFile();
    await announce(announced);
    await put(sealedDigest, border, blob.subarray(border));
    assert.deepEqual(await standing(sealedDigest), ['arriving', 0], 'not at a place ahead');
    await put(sealedDigest, 0, blob.subarray(0, border));
    await put(sealedDigest, 0, blob.subarray(0, border));
    assert.deepEqual(await standing(sealedDigest), ['arriving', border], 'not twice');
    await put(sealedDigest, border, blob.subarray(border));
    assert.deepEqual(await standing(sealedDigest), ['checking', blob.length]);
    assert.equal(await checkNextBlob(checking()), true);
    assert.deepEqual([await standing(sealedDigest), ended], [['here', blob.length], ['here']]);
    assert.deepEqual(await onDisk(), [sealedDigest.slice('sha256:'.length)]);
  });

  test('more bytes than were announced are not taken', async () => {
    const { blob, border, sealedDigest, announced } = sealedFile();
    await announce(announced);
    await put(sealedDigest, 0, new Uint8Array(blob.length + 1));
    assert.deepEqual(await standing(sealedDigest), ['arriving', 0]);
    await put(sealedDigest, 0, blob.subarray(0, border));
    await put(sealedDigest, border, new Uint8Array([...blob.subarray(border), 0]));
    assert.deepEqual(await standing(sealedDigest), ['arriving', border]);
  });

  const tampered: readonly (readonly [string, (blob: Uint8Array) => Uint8Array])[] = [
    ['a bit of its first chunk was turned', (blob) => blob.map((byte, at) => (at === 200 ? byte ^ 1 : byte))],
    ['a bit of its last chunk was turned', (blob) => blob.map((byte, at) => (at === blob.length - 1 ? byte ^ 1 : byte))],
    ['its salt was turned', (blob) => blob.map((byte, at) => (at === 0 ? byte ^ 1 : byte))],
    ['two of its chunks were exchanged', (blob) => new Uint8Array([...blob.subarray(0, 56), ...swapped(blob.subarray(56))])],
    ['it is another file of the same size', () => sealedFile().blob],
  ];
  for (const [why, change] of tampered) {
    test(`one is broken, and its bytes are removed, when ${why}`, async () => {
      const { blob, border, sealedDigest, announced } = sealedFile();
      const changed = change(blob);
      await announce(announced);
      await put(sealedDigest, 0, changed.subarray(0, border));
      await put(sealedDigest, border, changed.subarray(border));
      await checkNextBlob(checking());
      assert.deepEqual([(await standing(sealedDigest))[0], ended, await onDisk()], ['broken', ['broken'], []]);
    });
  }

  test('one whose sealed form is as announced and whose content is not is broken too', async () => {
    const { blob, border, sealedDigest, announced } = sealedFile();
    await announce({ ...announced, digest: `sha256:${'0'.repeat(64)}` as Digest });
    await put(sealedDigest, 0, blob.subarray(0, border));
    await put(sealedDigest, border, blob.subarray(border));
    await checkNextBlob(checking());
    assert.deepEqual(ended, ['broken']);
  });

  test('below the floor of free disk nothing more is taken, and an upload is refused; above it everything goes on', async () => {
    const { blob, border, sealedDigest, announced } = sealedFile();
    await announce(announced);
    const full = { ...deps, files: { ...files, freeBytes: async () => 999 } };
    assert.deepEqual(await put(sealedDigest, 0, blob.subarray(0, border), 'xa', full), { kind: 'wait' });
    const file = { name: 'b.bin', mediaType: 'text/plain', size: 10, officer: 'off_1', now };
    assert.equal((await beginUpload(full, file)).ok, false);
    await put(sealedDigest, 0, blob.subarray(0, border));
    assert.deepEqual(await standing(sealedDigest), ['arriving', border]);
  });

  test('room that is promised to what was announced is not promised twice', async () => {
    const { announced } = sealedFile();
    await announce(announced);
    const tight = { ...deps, files: { ...files, freeBytes: async () => 1000 + announced.size + 9 } };
    const file = { name: 'b.bin', mediaType: 'text/plain', officer: 'off_1', now };
    assert.equal((await beginUpload(tight, { ...file, size: 10 })).ok, false);
    assert.equal((await beginUpload(tight, { ...file, size: 9 })).ok, true);
  });

  test('a disk that is full in the middle of a range counts nothing of it; the same range is taken when there is room', async () => {
    const { blob, border, sealedDigest, announced } = sealedFile();
    await announce(announced);
    await put(sealedDigest, 0, blob.subarray(0, border));
    const full: BlobFiles = {
      ...files,
      async writeArriving(id, at, bytes) {
        await files.writeArriving(id, at, bytes.subarray(0, bytes.length / 2));
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      },
    };
    await assert.rejects(put(sealedDigest, border, blob.subarray(border), 'xa', { ...deps, files: full }), /ENOSPC/);
    assert.deepEqual(await standing(sealedDigest), ['arriving', border]);
    await put(sealedDigest, border, blob.subarray(border));
    await checkNextBlob(checking());
    assert.deepEqual(ended, ['here']);
  });

  test('an upload that no case took up goes after a week, a blob that stopped arriving after thirty days, and nothing else', async () => {
    const { blob, border, sealedDigest, announced } = sealedFile();
    await announce(announced);
    await put(sealedDigest, 0, blob.subarray(0, border));
    const file = { name: 'b.bin', mediaType: 'text/plain', size: 10, officer: 'off_1', now };
    const begun = await beginUpload(deps, file);
    assert.ok(begun.ok);
    await takeUploadRange(deps, { id: begun.value.id, place: 0, bytes: random(10), now });
    await checkNextBlob(checking());
    assert.equal((await onDisk()).length, 2);
    now = addMs(start, 7 * dayMs - 1);
    assert.equal(await tidyBlobs(checking()), 0);
    now = addMs(start, 7 * dayMs + 1);
    assert.equal(await tidyBlobs(checking()), 1);
    assert.equal((await onDisk()).length, 1, 'the upload is gone, the blob of the peer is not');
    now = addMs(start, 30 * dayMs + 1);
    assert.equal(await tidyBlobs(checking()), 1);
    assert.deepEqual([(await standing(sealedDigest))[0], (await onDisk()).length], ['broken', 0]);
  });
});

/** The first two chunks of a sealed file, in the other order. */
function swapped(chunks: Uint8Array): Uint8Array {
  const sealed = 16_384 + 16;
  return new Uint8Array([...chunks.subarray(sealed, 2 * sealed), ...chunks.subarray(0, sealed), ...chunks.subarray(2 * sealed)]);
}
