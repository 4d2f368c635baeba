// SPDX-License-Identifier: Apache-2.0
/**
 * Pushing blobs: what a dispatch has announced is brought to the recipient, range by range. Nobody fetches anything.
 *
 *     the dispatch is delivered -> ask how much of the blob is there -> send from there on -> `checking` -> `here`
 *
 * The recipient alone says where it stands, so nothing of ours has to be right about it: after a lost answer, a restart of
 * either side or a year, asking shows it. Pushing is apart from the delivery of dispatches and never holds one up.
 *
 * An answer of no use (none, an error, a wish to wait) moves the next attempt; `broken` ends it, and an officer sees it.
 */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { addMs, type Database, type Instant, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import { sealedSizeOf } from '../../seals/index.ts';
import type { Peer } from '../ports.ts';
import { nextDelayMs } from '../retry.ts';
import type { CallPeer } from '../transport/http.ts';
import { type AttachmentRow, attachmentStates, sealedPlaceOf, sealedRangeBytes, rangeBytes } from './attachment.ts';
import type { BlobFiles } from './disk/store.ts';
import type { BlobStanding } from './keep-files.ts';
import { claimPush, notePushed } from './store.ts';

export interface PushDeps {
  readonly database: Database;
  readonly files: BlobFiles;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly callPeer: CallPeer;
  readonly peerNow: (authorityId: string) => Promise<Peer | null>;
  /** Tells the room that has the case, in the transaction that writes the end down. */
  readonly ended: (tx: Transaction, row: AttachmentRow, state: 'pushed' | 'refused') => Promise<void>;
  /** Called as it goes on, so that a screen can show it. */
  readonly moved: (row: AttachmentRow) => Promise<void>;
}

/** Renewed with every note of progress. */
const leaseMs = 120_000;
/** Progress is written down after this many ranges: every half second on a fast link. */
const rangesPerNote = 32;
/** How long the recipient is given for a look before it is asked again. */
const checkingMs = 1000;

const standingSchema = z.strictObject({ state: z.enum(attachmentStates), received: z.int().min(0) });

/** Pushes one blob as far as it goes; false when none is due. */
export async function pushNextBlob(deps: PushDeps): Promise<boolean> {
  const now = deps.clock();
  const row = await claimPush(deps.database, now, addMs(now, leaseMs));
  if (row === null) return false;
  const peer = row.peer === null ? null : await deps.peerNow(row.peer);
  const standing = peer?.state === 'live' ? await pushTo(deps, peer, row) : null;
  const pushed = standing?.received ?? row.pushed;
  if (standing?.state === 'here' || standing?.state === 'broken') {
    const state = standing.state === 'here' ? 'pushed' : 'refused';
    await deps.database.transaction().execute(async (tx) => {
      await notePushed(tx, row.id, { pushed, state, leaseUntil: null, dueAt: null });
      await deps.ended(tx, row, state);
    });
    return true;
  }
  const hasMoved = pushed > row.pushed;
  const delayMs = standing?.state === 'checking' ? checkingMs : nextDelayMs('urgent', hasMoved ? 0 : row.attempts * 2000, deps.random);
  const dueAt = addMs(deps.clock(), delayMs);
  await notePushed(deps.database, row.id, { pushed, state: 'waiting', leaseUntil: null, dueAt, ...(hasMoved ? { attempts: 0 } : {}) });
  return true;
}

/** Sends from where the recipient stands until it has all or does not answer; the last that it said. */
async function pushTo(deps: PushDeps, peer: Peer, row: AttachmentRow): Promise<BlobStanding | null> {
  const { sealedDigest } = row;
  assert(sealedDigest !== null, 'what is pushed was checked');
  const path = `/exchange/v1/blobs/${sealedDigest}`;
  let standing = await ask(deps.callPeer(peer, { method: 'GET', path }));
  for (let count = 1; standing?.state === 'arriving'; count++) {
    const { received } = standing;
    if (!isBorder(received, row.size)) return null;
    const bytes = await deps.files.read({ digest: sealedDigest }, received, lengthFrom(received));
    const next = await ask(
      deps.callPeer(peer, { method: 'PUT', path: `${path}/${received}`, mediaType: 'application/vnd.comity.range', body: bytes }),
    );
    if (next === null || (next.state === 'arriving' && next.received <= received)) return next ?? standing;
    standing = next;
    if (count % rangesPerNote === 0) {
      const leaseUntil = addMs(deps.clock(), leaseMs);
      await notePushed(deps.database, row.id, { pushed: next.received, state: 'leased', leaseUntil, dueAt: null });
      await deps.moved(row);
    }
  }
  return standing;
}

/** The head goes with the first range. */
function lengthFrom(received: number): number {
  return received === 0 ? sealedPlaceOf(rangeBytes) : sealedRangeBytes;
}

/** Whether a range begins there: what a peer says is not followed anywhere else. */
function isBorder(received: number, size: number): boolean {
  if (received === 0) return true;
  return received < sealedSizeOf(size) && (received - sealedPlaceOf(rangeBytes)) % sealedRangeBytes === 0;
}

async function ask(answering: ReturnType<CallPeer>): Promise<BlobStanding | null> {
  const answer = await answering;
  if (answer.kind === 'unreachable' || answer.status !== 200) return null;
  const read = standingSchema.safeParse(jsonOf(answer.bytes));
  return read.success ? read.data : null;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
