// SPDX-License-Identifier: Apache-2.0
/**
 * The work on attachments that a running server does by itself: it checks blobs that have come whole, pushes those of dispatches
 * that were delivered, and removes what nobody waits for. What each of these means is decided in room exchange.
 *
 * It is apart from the delivery of dispatches, on connections of its own place in the queue, so a large file delays no dispatch.
 * Checks go one after the other, since each keeps a processor busy; two pushes go side by side, so that one slow peer leaves
 * room for another.
 */
import path from 'node:path';
import { appendAudit } from '../audit/index.ts';
import {
  type AttachmentRow,
  type BlobDeps,
  blobFiles,
  type CallPeer,
  checkNextBlob,
  type ExchangePorts,
  pushNextBlob,
  tidyBlobs,
} from '../exchange/index.ts';
import type { Database, Instant, RandomBytes, Transaction } from '../kernel/index.ts';
import { lookAgain } from './engines/look-again.ts';
import type { Log } from './log.ts';
import { announce } from './pool/announce.ts';

/** What must stay free on the disk, so that database and logs can go on: 2 GiB. */
const freeBytesMin = 2 * 1024 ** 3;
const tidyEveryMs = 3_600_000;
const pushesMax = 2;

export interface BlobRoom {
  readonly blobs: BlobDeps;
  readonly check: () => Promise<boolean>;
  readonly push: () => Promise<boolean>;
  readonly tidy: () => Promise<number>;
  /** Hears when there may be something to do. */
  readonly onWake: (listener: () => void) => void;
}

export function openBlobRoom(given: {
  readonly folder: string;
  readonly database: Database;
  readonly random: RandomBytes;
  readonly clock: () => Instant;
  readonly callPeer: CallPeer;
  readonly ports: ExchangePorts<Transaction>;
}): BlobRoom {
  const { database, random, clock, callPeer, ports } = given;
  const files = blobFiles(path.join(given.folder, 'blobs'));
  let wake: () => void = () => undefined;
  const blobs: BlobDeps = { database, files, random, freeBytesMin, wake: () => wake() };
  const note = async (
    tx: Transaction,
    row: AttachmentRow,
    event: 'attachment.received' | 'attachment.broken' | 'attachment.pushed' | 'attachment.refused',
  ) => {
    const { id, digest, size, caseRef, peer, dispatch } = row;
    const details = { attachment: id, digest, size, caseRef, peer, dispatch };
    await appendAudit(tx, { event, actor: 'server', at: clock(), details }, random);
    await announce(tx, 'cases');
  };
  const checking = {
    database,
    files,
    clock,
    // An upload of ours is no event of the case until a step carries it.
    ended: async (tx: Transaction, row: AttachmentRow, state: 'here' | 'broken') =>
      row.side === 'ours' ? announce(tx, 'cases') : note(tx, row, state === 'here' ? 'attachment.received' : 'attachment.broken'),
  };
  const pushing = {
    database,
    files,
    clock,
    random,
    callPeer,
    peerNow: (authorityId: string) => ports.store.peerNow(authorityId),
    ended: (tx: Transaction, row: AttachmentRow, state: 'pushed' | 'refused') =>
      note(tx, row, state === 'pushed' ? 'attachment.pushed' : 'attachment.refused'),
    moved: () => announce(database, 'cases'),
  };
  return {
    blobs,
    check: () => checkNextBlob(checking),
    push: () => pushNextBlob(pushing),
    tidy: () => tidyBlobs(checking),
    onWake: (listener) => {
      wake = listener;
    },
  };
}

export function startBlobWork(room: Omit<BlobRoom, 'blobs'>, log: Log): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  let hasFound = false;
  const running = new Set<Promise<void>>();
  const lanes = { check: 0, push: 0 };
  const run = (lane: 'check' | 'push', most: number): void => {
    if (isStopped || lanes[lane] >= most) return;
    lanes[lane] += 1;
    const work = async (): Promise<void> => {
      try {
        while (!isStopped && (await room[lane]())) hasFound = true;
      } catch (error) {
        log.error('the work on attachments broke off; it is tried again', error);
      } finally {
        lanes[lane] -= 1;
      }
    };
    const started = work().finally(() => running.delete(started));
    running.add(started);
  };
  const look = (): void => {
    run('check', 1);
    run('push', pushesMax);
  };
  // What is under way is not waited for: another file may go beside it.
  const looking = lookAgain(async () => {
    const isBusy = hasFound || running.size > 0;
    hasFound = false;
    look();
    return isBusy;
  });
  const tidy = (): void => {
    room.tidy().catch((error: unknown) => log.error('attachments could not be tidied up', error));
  };
  room.onWake(() => {
    look();
    looking.wake();
  });
  const tidying = setInterval(tidy, tidyEveryMs);
  tidying.unref();
  return {
    async stop() {
      isStopped = true;
      looking.stop();
      clearInterval(tidying);
      await Promise.all(running);
    },
  };
}
