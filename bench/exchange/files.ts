// SPDX-License-Identifier: Apache-2.0
/** The files of an authority of the bench: kept as an officer's upload is, announced and pushed as a server does. */
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import {
  type AdmittedDispatch,
  announceBlobs,
  type AttachmentRow,
  beginUpload,
  bindToDispatch,
  type BlobDeps,
  type CallPeer,
  deliverDue,
  findAttachment,
  rangeBytes,
  takeUploadRange,
  wholeAttachments,
} from '../../src/exchange/index.ts';
import { attachmentNoteSchema } from '../../src/exchange/wire.ts';
import type { Instant, Transaction } from '../../src/kernel/index.ts';
import { openBlobRoom, startBlobWork } from '../../src/server/blob-work.ts';
import { systemRandom } from '../../src/server/machine/machine.ts';
import { openLog } from '../../src/server/log.ts';
import { expectOk } from './expectations.ts';
import { officer, queueOne, type Sender, type Wanted } from './sending.ts';

export interface FilesOfBench {
  readonly blobs: BlobDeps;
  /** Keeps a file of so many bytes and waits until it is checked. */
  keep(bytes: number): Promise<void>;
  /** Sends the kept file, and waits until the dispatch that announces it has its receipt. */
  send(wanted: Wanted): Promise<void>;
  standing(): Promise<Pick<AttachmentRow, 'state' | 'pushState' | 'pushed'>>;
  stop(): Promise<void>;
}

export function filesOfBench(of: Sender & { readonly folder: string; readonly callPeer: CallPeer }): FilesOfBench {
  const { folder, database, ports, callPeer } = of;
  const { clock } = ports;
  const room = openBlobRoom({ folder, database, random: systemRandom, clock, callPeer, ports });
  const work = startBlobWork(room, openLog('silent'));
  let kept = '';
  const rowNow = async (): Promise<AttachmentRow> => {
    const row = await findAttachment(database, kept);
    assert(row !== null, 'a file was kept');
    return row;
  };
  return {
    blobs: room.blobs,
    async keep(bytes) {
      const file = { name: 'image.bin', mediaType: 'application/octet-stream', size: bytes, officer, now: clock() };
      kept = expectOk(await beginUpload(room.blobs, file)).id;
      // Other bytes in every range, cheaply: what is sealed does not matter, as long as no two ranges are the same.
      const range = systemRandom(rangeBytes);
      for (let place = 0; place < bytes; place += rangeBytes) {
        range.set(createHash('sha256').update(String(place)).digest());
        const part = range.subarray(0, Math.min(rangeBytes, bytes - place));
        const taken = await takeUploadRange(room.blobs, { id: kept, place, bytes: part, now: clock() });
        assert(taken?.ok === true);
      }
      room.blobs.wake();
      while ((await rowNow()).state !== 'here') await wait(20);
    },
    async send(wanted) {
      const { name, mediaType, size, digest, sealedDigest, key } = await rowNow();
      assert(digest !== null && sealedDigest !== null);
      let isSettled = false;
      const attachments = [{ name, mediaType, size, digest, sealedDigest, key }];
      const dispatch = await queueOne(of, { ...wanted, attachments }, () => void (isSettled = true));
      const sent = { dispatch, peer: wanted.peer, at: clock(), push: 'waiting' } as const;
      await database.transaction().execute((tx) => bindToDispatch(tx, [kept], sent));
      while (!isSettled) await deliverDue(ports);
      room.blobs.wake();
    },
    async standing() {
      const { state, pushState, pushed } = await rowNow();
      return { state, pushState, pushed };
    },
    stop: work.stop,
  };
}

/** What the room of a dispatch does with its files: they are expected from now on. */
export async function expectFiles(tx: Transaction, { payload, digest }: AdmittedDispatch, now: Instant): Promise<void> {
  const { body, caseRef, from } = payload;
  const listed = typeof body === 'object' && body !== null && 'attachments' in body ? body.attachments : [];
  const attachments = wholeAttachments(attachmentNoteSchema.array().parse(listed), payload.attachments);
  assert(attachments !== null && caseRef !== null);
  await announceBlobs(tx, { random: systemRandom }, { peer: from, dispatch: digest, caseRef, attachments, now });
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
