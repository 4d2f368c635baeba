// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving: from sealed bytes to an admitted dispatch and its signed receipt.
 *
 * Cheap checks come first; the order is:
 *
 *     form, addressed to us, from a peer we know     else an unsigned code: a stranger learns nothing
 *     opens with our key; the sender's signature     else an unsigned code: anybody could have made it
 *     digest known?                                  the receipt that was given then, byte for byte
 *     payload, recipient, expiry, kind               else a signed rejection
 *     our own copy of the agreement permits the act, and gives the verdict that the sender signed
 *     the room admits it                             effects, inbox row, log entry and receipt in ONE transaction
 *
 * A signed rejection is as final as an admission: the same bytes get the same rejection again. Only rejections that say
 * they are retryable leave no trace, so that the same dispatch can be admitted later.
 */
import assert from 'node:assert/strict';
import { isPermit, noFacts, stepDigestOf, verdictDigest } from '../agreements/index.ts';
import { detailsFromOutside } from '../audit/index.ts';
import { type Instant, isInstant, msBetween } from '../kernel/index.ts';
import type { Digest } from '../seals/index.ts';
import { isSignedBy, readDispatchForm, readPayload, signReceipt } from './dispatch.ts';
import { openEnvelope, type OpenedForm, readEnvelopeForm } from './envelope.ts';
import type { AdmittedDispatch, Admission, ExchangePorts, Peer } from './ports.ts';
import { actOfKind } from './queue-dispatch.ts';
import type { DispatchKind, DispatchWire, RejectionCode } from './wire.ts';

export type ReceiveAnswer =
  | { readonly kind: 'receipt'; readonly bytes: Uint8Array }
  /** Unsigned; changes nothing on the other side but the moment of its next attempt. */
  | { readonly kind: 'refused'; readonly status: 400 | 404 | 413; readonly code: 'malformed' | 'not-for-us' | 'not-a-peer' | 'cannot-open' | 'signature-invalid' };

/** How far the clocks of two servers may differ before a dispatch counts as coming from the future. */
const skewMsMax = 10 * 60_000;

type Rejection = Extract<Admission, { outcome: 'rejected' }>;

export async function receiveEnvelope<Tx>(ports: ExchangePorts<Tx>, bytes: Uint8Array): Promise<ReceiveAnswer> {
  const form = readEnvelopeForm(bytes);
  if (!form.ok) return { kind: 'refused', status: 400, code: 'malformed' };
  const { header } = form.value;
  if (header.to !== ports.self.authorityId) return { kind: 'refused', status: 404, code: 'not-for-us' };
  const peer = await ports.store.transaction((tx) => ports.store.findPeer(tx, header.from));
  if (peer === null || peer.state === 'suspended') return { kind: 'refused', status: 404, code: 'not-a-peer' };
  const opened = await openWith(ports, form.value);
  if (opened === null) return { kind: 'refused', status: 400, code: 'cannot-open' };
  const outer = readDispatchForm(opened);
  if (!outer.ok) return { kind: 'refused', status: 400, code: 'malformed' };
  const { document, digest } = outer.value;
  const known = await ports.store.transaction((tx) => ports.store.findIncoming(tx, digest));
  if (known !== null) return { kind: 'receipt', bytes: known };
  if (!isSignedBy(document, peer.keyState, ports.suite)) return { kind: 'refused', status: 400, code: 'signature-invalid' };
  const payload = readPayload(document);
  const received: Received = { peer, digest, signedBytes: opened, payload: payload.ok ? payload.value : null, now: ports.clock() };
  return { kind: 'receipt', bytes: await admitOrReject(ports, received) };
}

interface Received {
  readonly peer: Peer;
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
  readonly payload: DispatchWire | null;
  readonly now: Instant;
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
  try {
    return await ports.store.transaction(async (tx) => {
      await ports.store.lockIncoming(tx, received.digest);
      const known = await ports.store.findIncoming(tx, received.digest);
      if (known !== null) return known;
      const rejection = await admit(ports, tx, received);
      if (rejection !== null) throw new Rejected(rejection);
      return keep(ports, tx, received, null);
    });
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const { rejection } = error;
    if (rejection.isRetryable) return ports.store.transaction((tx) => receiptBytes(ports, tx, received, rejection, 0));
    return ports.store.transaction(async (tx) => {
      await ports.store.lockIncoming(tx, received.digest);
      return (await ports.store.findIncoming(tx, received.digest)) ?? keep(ports, tx, received, rejection);
    });
  }
}

async function admit<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received): Promise<Rejection | null> {
  const { payload, peer, now } = received;
  if (payload === null) return reject('malformed', 'The payload has not the shape of a dispatch.');
  const formal = formalRejection(ports, payload, peer, now);
  if (formal !== null) return formal;
  const holder = await ports.store.findInChannel(tx, peer.authorityId, payload.channel, payload.seq);
  if (holder !== null && holder !== received.digest) return reject('equivocation', 'Another dispatch holds this position of the channel.');
  const facts = {
    approvals: payload.approvals.map(({ officer, subject, at }) => ({ officer, subject, at: at as Instant })),
    preparedBy: payload.preparedBy,
    stepDigest: stepDigestOf({ kind: payload.kind, caseRef: payload.caseRef, body: payload.body, conditions: payload.conditions }),
    receivedAt: null,
  };
  const judged = await ports.judge(tx, { act: payload.act, agreement: payload.agreement, facts, at: payload.createdAt as Instant, now });
  if (judged === null) return reject('agreement-not-in-force', 'The agreement that it names is not in force here.');
  const { verdict } = judged;
  if (verdict.outcome !== 'permitted') {
    const first = verdict.reasons[0];
    return reject(first?.kind === 'approval' ? 'approvals-missing' : 'act-refused', first?.sentence ?? 'The agreement does not permit it.');
  }
  if (verdictDigest(verdict) !== payload.verdict) return reject('act-refused', 'The agreement gives another verdict than the one that was signed.');
  const dispatch: AdmittedDispatch = { digest: received.digest, signedBytes: received.signedBytes, payload, verdict, receivedAt: now };
  const handler = ports.handlers.get(payload.kind);
  if (handler === undefined) return reject('kind-unknown', 'This server does not take dispatches of this kind.');
  const admission = await handler.admit(tx, dispatch);
  return admission.outcome === 'rejected' ? admission : null;
}

function formalRejection<Tx>(ports: ExchangePorts<Tx>, payload: DispatchWire, peer: Peer, now: Instant): Rejection | null {
  const { act } = payload;
  if (payload.to[0] !== ports.self.authorityId || act.to !== ports.self.authorityId) return reject('not-for-us', 'It is addressed to another authority.');
  if (payload.from !== peer.authorityId || act.from !== peer.authorityId) return reject('not-a-peer', 'Its author is not the peer that sealed it.');
  const expected = actOfKind[payload.kind as DispatchKind];
  if (expected === undefined) return reject('kind-unknown', 'This server does not know dispatches of this kind.');
  if (expected !== act.kind) return reject('act-differs-from-body', 'Its act is not the act of its kind.');
  if (!isInstant(payload.createdAt) || !isInstant(payload.notAfter)) return reject('malformed', 'A moment in it is not a moment in UTC.');
  if (payload.notAfter < now) return reject('expired', `It was valid until ${payload.notAfter}.`);
  if (msBetween(now, payload.createdAt) > skewMsMax) return reject('malformed', 'It was made in the future; one of the two clocks is wrong.');
  if (peer.state !== 'live' && act.kind !== 'peer') return { ...reject('not-a-peer', 'The fingerprint has not been confirmed on both sides.'), isRetryable: true };
  return null;
}

async function keep<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, rejection: Rejection | null): Promise<Uint8Array> {
  const { payload, peer, digest, now } = received;
  const common = { dispatch: digest, peer: peer.authorityId, kind: payload?.kind ?? 'unknown', caseRef: payload?.caseRef ?? null };
  await ports.store.noteHeard(tx, peer.authorityId, now);
  const { index } = await ports.appendAudit(
    tx,
    rejection === null
      ? { event: 'dispatch.admitted', actor: peer.authorityId, at: now, details: detailsFromOutside({ ...common, agreement: payload?.agreement.digest ?? null, verdict: payload?.verdict ?? null }) }
      : { event: 'dispatch.refused-admission', actor: peer.authorityId, at: now, details: detailsFromOutside({ ...common, code: rejection.code }) },
  );
  const bytes = await receiptBytes(ports, tx, received, rejection, index);
  await ports.store.insertIncoming(tx, {
    digest,
    peer: peer.authorityId,
    caseRef: payload?.caseRef ?? null,
    kind: payload?.kind ?? 'unknown',
    channel: payload?.channel ?? '',
    seq: payload?.seq ?? 0,
    signedBytes: received.signedBytes,
    receiptBytes: bytes,
    state: rejection === null ? 'delivered' : 'rejected',
    receivedAt: now,
    logIndex: index,
  });
  return bytes;
}

/** A receipt is a dispatch too: it goes out under the peering instrument, which permits receipts between the two. */
async function receiptBytes<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, rejection: Rejection | null, logIndex: number): Promise<Uint8Array> {
  const { self } = ports;
  const instrument = await ports.instrumentWith(tx, received.peer.authorityId);
  const act = { kind: 'peer', from: self.authorityId, to: received.peer.authorityId, dispatchKind: 'receipt' } as const;
  const judged = instrument === null ? null : await ports.judge(tx, { act, agreement: { digest: instrument }, facts: noFacts, at: received.now, now: received.now });
  assert(isPermit(judged?.permit), 'the peering instrument permits receipts');
  return signReceipt(
    {
      v: 1,
      state: rejection === null ? 'delivered' : 'rejected',
      dispatch: received.digest,
      from: ports.self.authorityId,
      to: received.peer.authorityId,
      at: received.now,
      logIndex,
      code: rejection?.code ?? null,
      reason: rejection?.reason ?? null,
      isRetryable: rejection?.isRetryable ?? false,
    },
    ports.suite,
    ports.self.dispatchKey,
  ).bytes;
}

async function openWith<Tx>(ports: ExchangePorts<Tx>, form: OpenedForm): Promise<Uint8Array | null> {
  const key = ports.self.sealKey(form.header.sealKey);
  return key === null ? null : openEnvelope(form, key.privateKey, ports.sealSuite);
}

function reject(code: RejectionCode, reason: string): Rejection {
  return { outcome: 'rejected', code, reason, isRetryable: false };
}
