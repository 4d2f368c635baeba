// SPDX-License-Identifier: Apache-2.0
/**
 * Offering again what a peer may have lost: it came back from a backup, and our receipts name entries of its log behind the backup's head.
 *
 * The very same signed bytes go out once more. A peer that holds them gives the receipt it gave; one that lost them admits them now.
 * Nothing about the dispatch changes here: it was delivered, and the first receipt stays the proof. What the peer says no to for good
 * (its time is over, as a rule) is not offered a third time.
 */
import { believeReceipt } from '../delivery/take-receipt.ts';
import { sealEnvelope } from '../envelope.ts';
import type { ExchangePorts, LostDispatch } from '../ports.ts';

const rowsAtOnce = 50;

/** Offers what is noted; returns how many were settled. */
export async function offerLost<Tx>(ports: ExchangePorts<Tx>): Promise<number> {
  let count = 0;
  // One after the other, so that each finds the one before it in its channel.
  for (const row of await ports.store.keys.lost(rowsAtOnce)) {
    if (!(await isTakenNow(ports, row))) continue;
    await ports.store.keys.forgetLost(row.digest);
    count += 1;
  }
  return count;
}

async function isTakenNow<Tx>(ports: ExchangePorts<Tx>, row: LostDispatch): Promise<boolean> {
  const peer = await ports.store.peerNow(row.peer);
  if (peer === null || peer.state !== 'live') return false;
  const { sealSuite, random, self, clock } = ports;
  const letter = { dispatch: row.signedBytes, body: row.bodyDocument, class: row.class };
  const envelope = await sealEnvelope({ ...letter, from: self.authorityId, to: peer.keyState, now: clock(), sealSuite, random });
  const answer = await ports.network.post(peer, envelope);
  if (answer.kind === 'unreachable' || answer.status !== 200) return false;
  const receipt = believeReceipt(ports, peer, row.digest, answer.bytes);
  return receipt !== null && receipt.wire.state !== 'custody' && !receipt.wire.isRetryable;
}
