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
import { heldInChannelMax, heldMsMax, placeOf } from '../channel-order.ts';
import { examineDispatch, type Received, reject, rejectForNow, type Rejection } from '../examine-dispatch.ts';
import { takeCarriedHistories } from '../keys/carried-histories.ts';
import type { AuditEntry, ExchangePorts, IncomingPlace, Peer, Self, Surroundings } from '../ports.ts';
import type { DispatchWire } from '../wire.ts';
import { isHeld } from './delivery-states.ts';
import { plainContent } from './give-receipt.ts';
import { type Decision, keepDecisions } from './keep-decisions.ts';

/** Undoes what a room has written before it rejected; never leaves the judging. */
export class Rejected extends Error {
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
  const underLock = (work: (tx: Tx, around: Surroundings) => Promise<Decision> | Decision): Promise<Judged> =>
    ports.store.transaction(async (tx) => {
      const [around] = await ports.store.lockIncoming(tx, [incomingPlaceOf(received)]);
      assert(around !== undefined, 'there is an answer for each');
      const decision = knownReceipt(received, around) ?? (await work(tx, around));
      const [receipt] = await keepDecisions(ports, tx, [decision]);
      assert(receipt !== undefined, 'there is a receipt for each');
      return { receipt, isFollowed: isFollowed(received, around) };
    });
  try {
    return await underLock((tx, around) => judge(ports, tx, received, around));
  } catch (error) {
    if (error instanceof Rejected) return underLock(() => rejection(ports, received, error.rejection));
    // Where even this fails the sender has no receipt and tries again; it is the first failure that tells what is wrong.
    if (received.payload !== null) await underLock(() => quarantine(received)).catch(() => undefined);
    throw error;
  }
}

export function incomingPlaceOf({ digest, peer, payload, isHeldHere, receivedAt }: Received): IncomingPlace {
  return { digest, peer: peer.authorityId, place: placeOf(payload), ...(isHeldHere ? {} : { heardAt: receivedAt }) };
}

export function isFollowed(received: Received, around: Surroundings): boolean {
  return around.heldCount > (received.isHeldHere ? 1 : 0);
}

/** A receipt that stands: of what was judged, and of what is held when it arrives once more. */
export function knownReceipt(received: Received, { receipt, state }: Surroundings): Decision | null {
  if (state === null) return null;
  assert(receipt !== null, 'whatever is in the inbox has its receipt');
  return received.isHeldHere && isHeld(state) ? null : { kind: 'known', receipt };
}

const gapStayed = reject('order-gap', 'What stands before it did not come within 24 hours.');
const neverJudged = reject(
  'not-judged',
  'This server broke off judging it, again and again for 24 hours. Nothing is said against the dispatch.',
);

/** What is to be kept of it; its entry, receipt and row are written by `keepDecisions` in the same transaction. */
export async function judge<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, around: Surroundings): Promise<Decision> {
  const isOver = received.isHeldHere && addMs(received.receivedAt, heldMsMax) <= received.now;
  if (isOver) return rejection(ports, received, around.state === 'quarantined' ? neverJudged : gapStayed);
  const examined = await examineDispatch(ports, tx, received, around);
  if (examined.outcome === 'rejected') {
    if (examined.code === 'equivocation') await freeze(ports, tx, received, around);
    return rejection(ports, received, examined);
  }
  const { payload } = examined;
  if (examined.outcome === 'gap') return hold(ports, received, payload, around);
  const { facts, verdict } = examined;
  const { digest, signedBytes, bodyDocument, receivedAt } = received;
  const handler = ports.handlers.get(payload.kind);
  if (handler === undefined) {
    return rejection(ports, received, reject('kind-unknown', 'This server does not take dispatches of this kind.'));
  }
  const carried = await takeCarriedHistories(ports, tx, payload.body, received.now);
  if (carried !== null) return rejection(ports, received, carried);
  const answer = await handler.admit(tx, { digest, signedBytes, bodyDocument, payload, facts, verdict, receivedAt });
  if (answer.outcome === 'rejected') throw new Rejected(answer);
  await compareSeen(ports, tx, received, payload);
  return admission(ports, received, payload, verdict);
}

function admission<Tx>(ports: ExchangePorts<Tx>, received: Received, payload: DispatchWire, verdict: Verdict): Decision {
  const said = detailsFromOutside({ ...detailsOf(received), verdict: payload.verdict, clause: verdict.governing?.clause ?? null });
  const entry = entryOf(received, 'dispatch.admitted', { ...said, ...keyPlaces(ports.self, received.peer) });
  return { kind: 'keep', received, entry, content: { ...plainContent, state: 'delivered' }, heldAs: null };
}

/** What a receipt may hold. */
const reasonCharactersMax = 2000;

function rejection<Tx>(ports: ExchangePorts<Tx>, received: Received, { code, isRetryable, reason: whole }: Rejection): Decision {
  const said = detailsFromOutside({ ...detailsOf(received), code, isRetryable });
  const entry = entryOf(received, 'dispatch.refused-admission', { ...said, ...keyPlaces(ports.self, received.peer) });
  const reason = whole.slice(0, reasonCharactersMax);
  return { kind: 'keep', received, entry, content: { ...plainContent, state: 'rejected', code, reason, isRetryable }, heldAs: null };
}

function hold<Tx>(ports: ExchangePorts<Tx>, received: Received, { channel, epoch, seq }: DispatchWire, around: Surroundings): Decision {
  if (received.isHeldHere) {
    assert(around.receipt !== null, 'what is held has its receipt of custody');
    return { kind: 'known', receipt: around.receipt };
  }
  if (around.heldCount >= heldInChannelMax) {
    return rejection(ports, received, rejectForNow('order-gap', `${heldInChannelMax} of its channel are held already.`));
  }
  const need = { channel, epoch, from: around.judgedTo + 1, to: seq - 1 };
  const content = { ...plainContent, state: 'custody', need } as const;
  return { kind: 'keep', received, entry: heldEntry(received, 'gap'), content, heldAs: 'held' };
}

function quarantine(received: Received): Decision {
  const content = { ...plainContent, state: 'custody' } as const;
  return { kind: 'keep', received, entry: heldEntry(received, 'judging-broke-off'), content, heldAs: 'quarantined' };
}

function heldEntry(received: Received, reason: string): AuditEntry {
  return entryOf(received, 'dispatch.held', detailsFromOutside({ ...detailsOf(received), reason }));
}

function entryOf({ peer, now }: Received, event: AuditEntry['event'], details: AuditEntry['details']): AuditEntry {
  return { event, actor: peer.authorityId, at: now, details };
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
