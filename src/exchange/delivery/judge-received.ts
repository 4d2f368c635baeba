// SPDX-License-Identifier: Apache-2.0
/**
 * Judging what a peer sent: admitted, rejected, or held, each in ONE transaction with its entry in the log and its receipt.
 *
 *     fit         effects of the room, inbox row, entry, receipt of delivery
 *     unfit       inbox row, entry, signed rejection; a rejection for now is logged and not kept
 *     gap         inbox row (`held`), entry, receipt of custody that asks for what is missing
 *     broke off   our own program or database failed: the same (`quarantined`), and the failure goes on to the operator
 *
 * All judging of one channel waits for each other (`lockIncoming`), so that what was looked at still holds when it is written:
 * the digest is new, the place is free, and the dispatch before it is here. What is held is judged again by the same way when
 * the gap is filled or its moment has come, and is rejected for good when it was held too long: as `order-gap` where what stands
 * before it never came, as `not-judged` where it was our own judging that failed.
 *
 * Two dispatches at one place are equivocation: the second is rejected, both documents are kept, and the peer is frozen.
 */
import assert from 'node:assert/strict';
import type { Verdict } from '../../agreements/index.ts';
import { detailsFromOutside } from '../../audit/index.ts';
import { addMs } from '../../kernel/index.ts';
import { heldInChannelMax, heldMsMax, quarantineMs, takesItsPlace } from '../channel-order.ts';
import { examineDispatch, type Received, reject, rejectForNow, type Rejection } from '../examine-dispatch.ts';
import type { ChannelPlace, ExchangePorts, Peer, Self, Surroundings } from '../ports.ts';
import type { DispatchWire } from '../wire.ts';
import { isHeld } from './delivery-states.ts';
import { giveReceipt, plainContent, type ReceiptContent } from './give-receipt.ts';

/** Undoes what a room has written before it rejected; never leaves this file. */
class Rejected extends Error {
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

export interface Judged {
  readonly receipt: Uint8Array;
  /** Whether others of its channel are held, of which one may come next now. */
  readonly isFollowed: boolean;
}

/** The receipt for it: of its first judging where it was judged before. Throws when our own judging broke off. */
export async function judgeReceived<Tx>(ports: ExchangePorts<Tx>, received: Received): Promise<Judged> {
  const underLock = (work: (tx: Tx, around: Surroundings) => Promise<Uint8Array>): Promise<Judged> =>
    ports.store.transaction(async (tx) => {
      const { peer, payload, digest } = received;
      const around = await ports.store.lockIncoming(tx, { digest, peer: peer.authorityId, place: placeOf(payload) });
      const receipt = knownReceipt(received, around) ?? (await work(tx, around));
      return { receipt, isFollowed: around.heldCount > (received.isHeldHere ? 1 : 0) };
    });
  try {
    return await underLock((tx, around) => judge(ports, tx, received, around));
  } catch (error) {
    if (error instanceof Rejected) return underLock((tx) => keepRejection(ports, tx, received, error.rejection));
    // Where even this fails the sender has no receipt and tries again; it is the first failure that tells what is wrong.
    if (received.payload !== null) await underLock((tx) => keepQuarantined(ports, tx, received)).catch(() => undefined);
    throw error;
  }
}

/** A receipt that stands: of what was judged, and of what is held when it arrives once more. */
function knownReceipt(received: Received, { receipt, state }: Surroundings): Uint8Array | null {
  if (state === null) return null;
  assert(receipt !== null, 'whatever is in the inbox has its receipt');
  return received.isHeldHere && isHeld(state) ? null : receipt;
}

export function placeOf(payload: DispatchWire | null): ChannelPlace | null {
  return payload === null ? null : { channel: payload.channel, epoch: payload.epoch, seq: payload.seq };
}

const gapStayed = reject('order-gap', 'What stands before it did not come within 24 hours.');
const neverJudged = reject(
  'not-judged',
  'This server broke off judging it, again and again for 24 hours. Nothing is said against the dispatch.',
);

async function judge<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, around: Surroundings): Promise<Uint8Array> {
  const isOver = received.isHeldHere && addMs(received.receivedAt, heldMsMax) <= received.now;
  if (isOver) return keepRejection(ports, tx, received, around.state === 'quarantined' ? neverJudged : gapStayed);
  const examined = await examineDispatch(ports, tx, received, around);
  if (examined.outcome === 'rejected') {
    if (examined.code === 'equivocation') await freeze(ports, tx, received, around);
    return keepRejection(ports, tx, received, examined);
  }
  const { payload } = examined;
  if (examined.outcome === 'gap') return hold(ports, tx, received, payload, around);
  const { facts, verdict } = examined;
  const { digest, signedBytes, bodyDocument, receivedAt } = received;
  const handler = ports.handlers.get(payload.kind);
  if (handler === undefined) {
    return keepRejection(ports, tx, received, reject('kind-unknown', 'This server does not take dispatches of this kind.'));
  }
  const admission = await handler.admit(tx, { digest, signedBytes, bodyDocument, payload, facts, verdict, receivedAt });
  if (admission.outcome === 'rejected') throw new Rejected(admission);
  await compareSeen(ports, tx, received, payload);
  return keepAdmission(ports, tx, received, payload, verdict);
}

async function keepAdmission<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  received: Received,
  payload: DispatchWire,
  verdict: Verdict,
): Promise<Uint8Array> {
  const entry = await ports.appendAudit(tx, {
    event: 'dispatch.admitted',
    actor: received.peer.authorityId,
    at: received.now,
    details: {
      ...detailsFromOutside({ ...detailsOf(received), verdict: payload.verdict, clause: verdict.governing?.clause ?? null }),
      ...keyPlaces(ports.self, received.peer),
    },
  });
  return keep(ports, tx, received, { ...plainContent, state: 'delivered', entry });
}

/** What a receipt may hold. */
const reasonCharactersMax = 2000;

async function keepRejection<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, rejection: Rejection): Promise<Uint8Array> {
  const { code, isRetryable } = rejection;
  const entry = await ports.appendAudit(tx, {
    event: 'dispatch.refused-admission',
    actor: received.peer.authorityId,
    at: received.now,
    details: { ...detailsFromOutside({ ...detailsOf(received), code, isRetryable }), ...keyPlaces(ports.self, received.peer) },
  });
  const reason = rejection.reason.slice(0, reasonCharactersMax);
  return keep(ports, tx, received, { ...plainContent, state: 'rejected', entry, code, reason, isRetryable });
}

async function hold<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  received: Received,
  { channel, epoch, seq }: DispatchWire,
  around: Surroundings,
): Promise<Uint8Array> {
  if (received.isHeldHere) {
    assert(around.receipt !== null, 'what is held has its receipt of custody');
    return around.receipt;
  }
  if (around.heldCount >= heldInChannelMax) {
    return keepRejection(ports, tx, received, rejectForNow('order-gap', `${heldInChannelMax} of its channel are held already.`));
  }
  const entry = await appendHeld(ports, tx, received, 'gap');
  const need = { channel, epoch, from: around.judgedTo + 1, to: seq - 1 };
  return keep(ports, tx, received, { ...plainContent, state: 'custody', entry, need });
}

async function keepQuarantined<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received): Promise<Uint8Array> {
  const entry = await appendHeld(ports, tx, received, 'judging-broke-off');
  return keep(ports, tx, received, { ...plainContent, state: 'custody', entry }, 'quarantined');
}

function appendHeld<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, reason: string) {
  const details = detailsFromOutside({ ...detailsOf(received), reason });
  return ports.appendAudit(tx, { event: 'dispatch.held', actor: received.peer.authorityId, at: received.now, details });
}

/** Signs the receipt and keeps it with the dispatch. A rejection for now is given and logged, and not kept. */
async function keep<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  received: Received,
  content: ReceiptContent,
  heldAs: 'held' | 'quarantined' = 'held',
): Promise<Uint8Array> {
  const { payload, peer, digest, signedBytes, bodyDocument, receivedAt, now, isHeldHere } = received;
  const { authorityId } = peer;
  const receiptBytes = await giveReceipt(ports, tx, { peer: authorityId, digest, class: received.class, receivedAt }, content);
  const { state } = content;
  const isCustody = state === 'custody';
  if (content.isRetryable && isHeldHere) await ports.store.judgeLater(tx, digest, addMs(now, quarantineMs));
  if (content.isRetryable) return receiptBytes;
  await ports.store.insertIncoming(tx, {
    digest,
    peer: authorityId,
    caseRef: payload?.caseRef ?? null,
    kind: payload?.kind ?? 'unreadable',
    place: takesItsPlace(content) ? placeOf(payload) : null,
    signedBytes,
    bodyDocument,
    receiptBytes,
    state: isCustody ? heldAs : state,
    receivedAt,
    logIndex: content.entry.index,
    judgeAt: isCustody ? (heldAs === 'held' ? now : addMs(now, quarantineMs)) : null,
    // What is judged later was not asked for by a call that could be answered.
    tellAt: isHeldHere && !isCustody ? now : null,
  });
  return receiptBytes;
}

/** Both documents are kept: the one at the place, and this one with its rejection. */
async function freeze<Tx>(ports: ExchangePorts<Tx>, tx: Tx, { peer, digest, now }: Received, around: Surroundings): Promise<void> {
  const { authorityId } = peer;
  const other = around.here ?? around.before;
  await ports.store.freezePeer(tx, authorityId);
  await ports.store.raiseAlarm(tx, { kind: 'equivocation', peer: authorityId, about: digest, other, at: now });
  const details = { peer: authorityId, dispatch: digest, digest: other, reason: 'equivocation' };
  await ports.appendAudit(tx, { event: 'peer.frozen', actor: ports.self.authorityId, at: now, details });
}

/** The peer shows which head of our log it has seen; another than we had at that size means that one of the two logs was changed. */
async function compareSeen<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, { seen }: DispatchWire): Promise<void> {
  const { peer, digest, now } = received;
  if (seen === null || (await ports.rootAt(tx, seen.size)) === seen.root) return;
  const { authorityId } = peer;
  await ports.store.raiseAlarm(tx, { kind: 'log-differs', peer: authorityId, about: digest, other: null, at: now });
  const details = { peer: authorityId, dispatch: digest, count: seen.size };
  await ports.appendAudit(tx, { event: 'peer.log-differs', actor: ports.self.authorityId, at: now, details });
}

/** How far both key histories went when this was decided: by that, and by no clock, anybody can tell later which keys counted. */
function keyPlaces({ keyState }: Pick<Self, 'keyState'>, peer: Peer) {
  const theirs = { peerKeyState: peer.keyState.head, peerKeyEvents: peer.keyState.size };
  return { keyState: keyState.head, keyEvents: keyState.size, ...theirs };
}

function detailsOf({ payload, digest, peer }: Received) {
  const common = { dispatch: digest, peer: peer.authorityId };
  if (payload === null) return common;
  const { id, kind, caseRef, purpose, agreement } = payload;
  return { ...common, dispatchId: id, kind, class: payload.class, caseRef, purpose, agreement: agreement.digest };
}
