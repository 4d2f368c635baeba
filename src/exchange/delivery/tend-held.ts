// SPDX-License-Identifier: Apache-2.0
/**
 * What is held is judged again: at once when the dispatch before it has taken its place, and else when its moment has come.
 *
 * Nobody asked for it with a call, so the receipt is told to the sender (tell-peers.ts). A judging that breaks off again leaves
 * the dispatch where it is; the others go on.
 */
import assert from 'node:assert/strict';
import { addMs } from '../../kernel/index.ts';
import { heldMsMax, placeOf } from '../channel-order.ts';
import { openPayload, readDispatchForm, signatureStanding } from '../dispatch.ts';
import type { Received } from '../examine-dispatch.ts';
import { authorFromInside, isStaleFor } from '../keys/author.ts';
import type { ExchangePorts, HeldRow } from '../ports.ts';
import { judgeReceived } from './judge-received.ts';

/** Of one look; the next follows a second later. */
const rowsMax = 16;

/** Judges what is held for the place after this one, and so on. */
export async function judgeNextHeld<Tx>(ports: ExchangePorts<Tx>, received: Pick<Received, 'peer' | 'payload'>): Promise<void> {
  const place = placeOf(received.payload);
  if (place === null) return;
  const next = { ...place, seq: place.seq + 1 };
  const held = await ports.store.heldAt(received.peer.authorityId, next);
  if (held === null) return;
  const { again, isFollowed } = await judgeHeld(ports, held);
  // Still there: the next one waits too.
  if (isFollowed && (await ports.store.heldAt(received.peer.authorityId, next)) === null) await judgeNextHeld(ports, again);
}

/** Judges whatever is due, and says how many were; throws at the end when one broke off. */
export async function tendHeld<Tx>(ports: ExchangePorts<Tx>): Promise<number> {
  const now = ports.clock();
  const rows = await ports.store.dueHeld(now, addMs(now, -heldMsMax), rowsMax);
  const broken: unknown[] = [];
  for (const row of rows) {
    try {
      const { again, isFollowed } = await judgeHeld(ports, row);
      if (isFollowed) await judgeNextHeld(ports, again);
    } catch (error) {
      broken.push(error);
    }
  }
  if (broken.length > 0) throw new Error(`the judging of ${broken.length} held dispatches broke off`, { cause: broken[0] });
  return rows.length;
}

async function judgeHeld<Tx>(ports: ExchangePorts<Tx>, row: HeldRow): Promise<{ again: Received; isFollowed: boolean }> {
  const now = ports.clock();
  const known = await ports.store.peerNow(row.peer);
  const outer = readDispatchForm(row.signedBytes);
  assert(known !== null && outer.ok, 'what is held was read before');
  const { document, digest } = outer.value;
  const payload = openPayload(document, row.bodyDocument);
  assert(payload !== null && payload !== 'body-differs', 'only a dispatch that could be read is held');
  const peer = authorFromInside(ports, known, payload);
  const again: Received = {
    peer,
    digest,
    signedBytes: row.signedBytes,
    bodyDocument: row.bodyDocument,
    payload,
    // The key may have been declared stolen since.
    isRevoked: signatureStanding(document, peer.keyState, ports.suite) !== 'holds',
    class: payload.class,
    isStale: isStaleFor(peer, payload, payload.class, now),
    receivedAt: row.receivedAt,
    isHeldHere: true,
    now,
  };
  const { isFollowed } = await judgeReceived(ports, again);
  return { again, isFollowed };
}
