// SPDX-License-Identifier: Apache-2.0
/**
 * Taking a statement of non-delivery: a peer has given a dispatch up, and hears from us how it stands here.
 *
 * What was admitted stays admitted, and its receipt is the answer. What is held, or has not come, is rejected from now on
 * (`given-up`), so that it can never be admitted behind its sender's back when it comes late after all. So both sides end with
 * one and the same word about it.
 */
import assert from 'node:assert/strict';
import { type Digest, digestOf, readSigned } from '../../seals/index.ts';
import { readNonDelivery, readNonDeliveryPayload } from '../dispatch.ts';
import type { ExchangePorts, InboxRow, Peer, Surroundings } from '../ports.ts';
import type { NonDeliveryWire } from '../wire.ts';
import { isHeld } from './delivery-states.ts';
import { giveReceipt, plainContent } from './give-receipt.ts';

/** Our receipt for the dispatch; null when the statement is not the peer's own. */
export async function takeStatement<Tx>(ports: ExchangePorts<Tx>, bytes: Uint8Array): Promise<Uint8Array | null> {
  const signed = readSigned(bytes, 'non-delivery');
  const claimed = signed.ok ? readNonDeliveryPayload(signed.value.payload) : signed;
  const peer = claimed.ok ? await ports.store.peerNow(claimed.value.from) : null;
  if (peer === null) return null;
  const read = readNonDelivery(bytes, peer.keyState, ports.suite);
  if (!read.ok || read.value.from !== peer.authorityId || read.value.to !== ports.self.authorityId) return null;
  const digest = read.value.dispatch as Digest;
  return ports.store.transaction(async (tx) => {
    const [around] = await ports.store.lockIncoming(tx, [{ digest, peer: peer.authorityId, place: null }]);
    assert(around !== undefined, 'there is an answer for each');
    if (around.receipt !== null && around.state !== null && !isHeld(around.state)) return around.receipt;
    return keepGivenUp(ports, tx, { peer, statement: read.value, digest, bytes, around });
  });
}

async function keepGivenUp<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  given: {
    readonly peer: Peer;
    readonly statement: NonDeliveryWire;
    readonly digest: Digest;
    readonly bytes: Uint8Array;
    readonly around: Surroundings;
  },
): Promise<Uint8Array> {
  const { peer, digest, bytes, statement } = given;
  const { authorityId } = peer;
  const now = ports.clock();
  const details = { dispatch: digest, digest: digestOf(bytes), peer: authorityId, code: 'given-up', isRetryable: false };
  const entry = await ports.appendAudit(tx, { event: 'dispatch.refused-admission', actor: authorityId, at: now, details });
  const subject = { peer: authorityId, digest, class: 'normal', receivedAt: now } as const;
  const reason = `Its sender has given it up, as it stated on ${statement.at}.`;
  const content = { ...plainContent, state: 'rejected', entry, code: 'given-up', reason } as const;
  const receiptBytes = await giveReceipt(ports, tx, subject, content);
  const row: InboxRow = {
    digest,
    peer: authorityId,
    caseRef: statement.caseRef,
    kind: 'non-delivery',
    place: null,
    // The dispatch itself may never have come; the statement is what this rests on then. One that was held keeps its bytes.
    signedBytes: bytes,
    bodyDocument: new Uint8Array(),
    receiptBytes,
    state: 'rejected',
    receivedAt: now,
    logIndex: entry.index,
    judgeAt: null,
    tellAt: null,
  };
  await ports.store.insertIncoming(tx, [row]);
  return receiptBytes;
}
