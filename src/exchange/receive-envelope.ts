// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving: from sealed bytes to an admitted dispatch and its signed receipt.
 *
 * Cheap checks come first; the order is:
 *
 *     form, addressed to us, from an authority known here   else an unsigned code: a stranger learns nothing
 *     opens with our key; the sender's signature            else an unsigned code: anybody could have made it
 *     digest known?                                         the receipt that was given then, byte for byte
 *     the body document is the body that was signed         else an unsigned code, for the same reason
 *     key, payload, recipient, expiry, kind, order          else a signed rejection (examine-dispatch.ts)
 *     our own copy of the agreement permits the act, and gives the verdict that the sender signed
 *     the room admits it                                    effects, inbox row, log entry and receipt in ONE transaction
 *
 * A signed rejection is as final as an admission: the same bytes get the same rejection again. Rejections that say they are
 * retryable are only logged, so that the same dispatch can be admitted later.
 *
 * All admissions from one channel wait for each other (`lockIncoming`), so that what was looked at still holds when it is
 * written: the digest is new, the place is free, and the dispatch before it is here.
 */
import assert from 'node:assert/strict';
import { isPermit, noFacts, type Verdict } from '../agreements/index.ts';
import { detailsFromOutside } from '../audit/index.ts';
import { type Digest, readWholeBody, type SignedDocument } from '../seals/index.ts';
import { takesItsPlace } from './channel-order.ts';
import { type OpenDispatch, readDispatchForm, readPayload, signatureStanding, signReceipt } from './dispatch.ts';
import { type Letter, openEnvelope, type OpenedForm, readEnvelopeForm } from './envelope.ts';
import { examineDispatch, type Received, reject, type Rejection } from './examine-dispatch.ts';
import { stateFromInside } from './keys/keys-handler.ts';
import { askForUnknownKey, isKeyViewStale, refreshPeerKeys } from './keys/key-views.ts';
import type { ChannelPlace, ExchangePorts, Peer, Self, Surroundings } from './ports.ts';
import type { DispatchWire, ReceiptWire } from './wire.ts';

export type ReceiveAnswer =
  | { readonly kind: 'receipt'; readonly bytes: Uint8Array }
  /** Unsigned; changes nothing on the other side but the moment of its next attempt. */
  | {
      readonly kind: 'refused';
      readonly status: 400 | 404 | 413;
      readonly code: 'malformed' | 'not-for-us' | 'not-a-peer' | 'cannot-open' | 'signature-invalid' | 'body-differs';
    };

export async function receiveEnvelope<Tx>(ports: ExchangePorts<Tx>, bytes: Uint8Array): Promise<ReceiveAnswer> {
  const form = readEnvelopeForm(bytes);
  if (!form.ok) return { kind: 'refused', status: 400, code: 'malformed' };
  const { header } = form.value;
  if (header.to !== ports.self.authorityId) return { kind: 'refused', status: 404, code: 'not-for-us' };
  if (!(await ports.store.isPeer(null, header.from))) return { kind: 'refused', status: 404, code: 'not-a-peer' };
  const opened = await openWith(ports, form.value);
  if (opened === null) return { kind: 'refused', status: 400, code: 'cannot-open' };
  const outer = readDispatchForm(opened.dispatch);
  if (!outer.ok) return { kind: 'refused', status: 400, code: 'malformed' };
  const { document, digest } = outer.value;
  const { peer, receipt } = await ports.store.lookUp(header.from, digest);
  if (receipt !== null) return { kind: 'receipt', bytes: receipt };
  if (peer === null) return { kind: 'refused', status: 404, code: 'not-a-peer' };
  const payload = openPayload(document, opened.body);
  const author = await authorOf(ports, peer, document, { payload, class: header.class });
  const standing = signatureStanding(document, author.keyState, ports.suite);
  if (standing === 'none') return { kind: 'refused', status: 400, code: 'signature-invalid' };
  if (payload === 'body-differs') return { kind: 'refused', status: 400, code: payload };
  const bytesOf = { signedBytes: opened.dispatch, bodyDocument: opened.body };
  const now = ports.clock();
  const isStale = !isAboutPeering(payload) && isKeyViewStale(author, header.class, now);
  const received = { peer: author, digest, ...bytesOf, isRevoked: standing === 'revoked', isStale, now, class: header.class };
  return { kind: 'receipt', bytes: await admitOrReject(ports, { ...received, payload }) };
}

/**
 * What was signed, with its body; null when it is no dispatch. A body document is not signed itself: whoever has the signed
 * bytes could seal them again with another, so that one that differs must leave no trace.
 */
function openPayload(document: SignedDocument, bodyDocument: Uint8Array): OpenDispatch | 'body-differs' | null {
  const payload = readPayload(document);
  if (!payload.ok) return null;
  const body = readWholeBody(bodyDocument, payload.value.bodyRoot as Digest);
  return body.ok ? { ...payload.value, body: body.value } : 'body-differs';
}

/**
 * The peer with its keys as fresh as they have to be for this dispatch. Whoever brings key events is judged by the state after
 * them; an unknown key, or a view past its limit, is a reason to ask the peer first.
 */
async function authorOf<Tx>(
  ports: ExchangePorts<Tx>,
  peer: Peer,
  document: SignedDocument,
  given: { readonly payload: OpenDispatch | 'body-differs' | null; readonly class: 'normal' | 'urgent' },
): Promise<Peer> {
  const { payload } = given;
  const known = payload === null || payload === 'body-differs' ? peer : { ...peer, keyState: stateFromInside(ports, peer, payload) };
  const isUnknown = signatureStanding(document, known.keyState, ports.suite) === 'none';
  if (isUnknown) await askForUnknownKey(ports, peer);
  else if (peer.state === 'live' && !isAboutPeering(payload) && isKeyViewStale(peer, given.class, ports.clock()))
    await refreshPeerKeys(ports, peer.authorityId);
  else return known;
  return (await ports.store.peerNow(peer.authorityId)) ?? peer;
}

/** What concerns the peering itself is how a view becomes fresh, and cannot wait for that. */
function isAboutPeering(payload: OpenDispatch | 'body-differs' | null): boolean {
  return payload !== null && payload !== 'body-differs' && payload.act.kind === 'peer';
}

/** Undoes what a room has written before it rejected; never leaves this file. */
class Rejected extends Error {
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

async function admitOrReject<Tx>(ports: ExchangePorts<Tx>, received: Received): Promise<Uint8Array> {
  const { store } = ports;
  try {
    return await store.transaction(async (tx) => {
      const around = await lookUnderLock(ports, tx, received);
      return around.receipt ?? admit(ports, tx, received, around);
    });
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const { rejection } = error;
    return store.transaction(async (tx) => {
      const around = await lookUnderLock(ports, tx, received);
      return around.receipt ?? keepRejection(ports, tx, received, rejection);
    });
  }
}

function lookUnderLock<Tx>(ports: ExchangePorts<Tx>, tx: Tx, { peer, payload, digest }: Received): Promise<Surroundings> {
  return ports.store.lockIncoming(tx, { digest, peer: peer.authorityId, place: placeOf(payload) });
}

function placeOf(payload: DispatchWire | null): ChannelPlace | null {
  return payload === null ? null : { channel: payload.channel, epoch: payload.epoch, seq: payload.seq };
}

async function admit<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, around: Surroundings): Promise<Uint8Array> {
  const examined = await examineDispatch(ports, tx, received, around);
  if (examined.outcome === 'rejected') return keepRejection(ports, tx, received, examined);
  const { payload, verdict } = examined;
  const { digest, signedBytes, bodyDocument, now } = received;
  const handler = ports.handlers.get(payload.kind);
  if (handler === undefined) {
    return keepRejection(ports, tx, received, reject('kind-unknown', 'This server does not take dispatches of this kind.'));
  }
  const admission = await handler.admit(tx, { digest, signedBytes, bodyDocument, payload, verdict, receivedAt: now });
  if (admission.outcome === 'rejected') throw new Rejected(admission);
  return keepAdmission(ports, tx, received, payload, verdict);
}

async function keepAdmission<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  received: Received,
  payload: DispatchWire,
  verdict: Verdict,
): Promise<Uint8Array> {
  const { peer, now } = received;
  const { index } = await ports.appendAudit(tx, {
    event: 'dispatch.admitted',
    actor: peer.authorityId,
    at: now,
    details: {
      ...detailsFromOutside({ ...detailsOf(received), verdict: payload.verdict, clause: verdict.governing?.clause ?? null }),
      ...keyPlaces(ports.self, peer),
    },
  });
  return keep(ports, tx, received, { state: 'delivered', logIndex: index, code: null, reason: null, isRetryable: false });
}

async function keepRejection<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, rejection: Rejection): Promise<Uint8Array> {
  const { peer, now } = received;
  const { code, isRetryable } = rejection;
  const { index } = await ports.appendAudit(tx, {
    event: 'dispatch.refused-admission',
    actor: peer.authorityId,
    at: now,
    details: { ...detailsFromOutside({ ...detailsOf(received), code, isRetryable }), ...keyPlaces(ports.self, peer) },
  });
  return keep(ports, tx, received, {
    state: 'rejected',
    logIndex: index,
    code,
    reason: rejection.reason.slice(0, reasonCharactersMax),
    isRetryable,
  });
}

/** What a receipt may hold. */
const reasonCharactersMax = 2000;

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

type Said = Pick<ReceiptWire, 'state' | 'logIndex' | 'code' | 'reason' | 'isRetryable'>;

/** Signs the receipt and keeps it with the dispatch. A rejection for now is given and logged, and not kept. */
async function keep<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, said: Said): Promise<Uint8Array> {
  const { payload, peer, digest, signedBytes, bodyDocument, now } = received;
  const receiptBytes = await receiptBytesOf(ports, tx, received, said);
  if (said.isRetryable) return receiptBytes;
  const place = takesItsPlace(said) ? placeOf(payload) : null;
  await ports.store.insertIncoming(tx, {
    digest,
    peer: peer.authorityId,
    caseRef: payload?.caseRef ?? null,
    kind: payload?.kind ?? 'unreadable',
    place,
    signedBytes,
    bodyDocument,
    receiptBytes,
    state: said.state,
    receivedAt: now,
    logIndex: said.logIndex,
  });
  return receiptBytes;
}

/** A receipt answers and is never queued, but it needs its permit too: the peering instrument permits receipts between the two. */
async function receiptBytesOf<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, said: Said): Promise<Uint8Array> {
  const { self } = ports;
  const { peer, digest, now } = received;
  const instrument = await ports.instrumentWith(tx, peer.authorityId);
  assert(instrument !== null, 'there is an instrument with every peer');
  const act = { kind: 'peer', from: self.authorityId, to: peer.authorityId, dispatchKind: 'receipt' } as const;
  const judged = await ports.judge(tx, { act, agreement: { digest: instrument }, facts: noFacts, at: now, now });
  assert(isPermit(judged?.permit), 'the peering instrument permits receipts');
  const receipt = { v: 1, dispatch: digest, from: self.authorityId, to: peer.authorityId, at: now, ...said } as const;
  return signReceipt(receipt, ports.suite, self.dispatchKey).bytes;
}

async function openWith<Tx>(ports: ExchangePorts<Tx>, form: OpenedForm): Promise<Letter | null> {
  const key = ports.self.sealKey(form.header.sealKey);
  return key === null ? null : openEnvelope(form, key.privateKey, ports.sealSuite);
}
