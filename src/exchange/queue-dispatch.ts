// SPDX-License-Identifier: Apache-2.0
/**
 * Queueing: the only way a dispatch gets out. It takes a permit, and the permit must be for exactly this.
 *
 * The dispatch is made at the moment the permit was given, names the verdict that gave it, and is signed and stored with its
 * outbox row in the caller's transaction. Delivery is another matter, and may take days.
 */
import assert from 'node:assert/strict';
import { type Act, isPermit, type Permit, permitDetails } from '../agreements/index.ts';
import { addMs, type Instant, newId } from '../kernel/index.ts';
import type { AuthorityId, Digest } from '../seals/index.ts';
import { signDispatch } from './dispatch.ts';
import type { ExchangePorts } from './ports.ts';
import { validityMs } from './retry.ts';
import type { DispatchKind, DispatchWire } from './wire.ts';

export interface DispatchContent {
  readonly kind: DispatchKind;
  readonly caseRef: string | null;
  readonly body: unknown;
  readonly conditions: DispatchWire['conditions'];
  readonly inReplyTo: readonly string[];
  readonly class: 'normal' | 'urgent';
  readonly purpose: string | null;
  readonly preparedBy: string;
  readonly approvals: readonly { readonly officer: string; readonly subject: string; readonly at: Instant }[];
}

/** The act that each kind of dispatch carries out. A permit for another act does not let it out. */
export const actOfKind: Readonly<Record<DispatchKind, Act['kind']>> = {
  'assistance.request': 'ask',
  'assistance.acknowledgement': 'acknowledge',
  'assistance.question': 'ask-back',
  'assistance.answer': 'answer-back',
  'assistance.reply': 'reply',
  'assistance.refusal': 'refuse',
  'assistance.withdrawal': 'withdraw',
  'peering.confirmation': 'peer',
  'keys.update': 'peer',
  'negotiation.signature': 'peer',
};

/** Throws on anything that is not a permit for this act, from us, to a peer we know: the caller's own logic is broken then. */
export async function queueDispatch<Tx>(ports: ExchangePorts<Tx>, tx: Tx, permit: Permit, content: DispatchContent): Promise<{ digest: Digest; id: string }> {
  assert(isPermit(permit), 'a dispatch needs a permit');
  const { act, agreement, verdictDigest, clause, mintedAt } = permitDetails(permit);
  const { self, store } = ports;
  assert.equal(act.kind, actOfKind[content.kind], 'the permit is for another kind of act');
  assert.equal(act.from, self.authorityId, 'the permit is for an act of another authority');
  const peer = await store.findPeer(tx, act.to);
  assert(peer !== null && peer.state !== 'suspended', 'the permit is for an act towards a peer');
  assert(peer.state === 'live' || act.kind === 'peer', 'before both have confirmed, only peering passes');
  const channel = channelOf(self.authorityId, peer.authorityId, content.caseRef);
  const { seq, prev } = await store.nextInChannel(tx, channel);
  const id = newId('dsp', mintedAt, ports.random);
  const notAfter = addMs(mintedAt, validityMs);
  const payload: DispatchWire = {
    v: 1,
    kind: content.kind,
    id,
    from: self.authorityId,
    to: [peer.authorityId],
    agreement,
    act,
    verdict: verdictDigest,
    purpose: content.purpose,
    caseRef: content.caseRef,
    channel,
    seq,
    prev,
    inReplyTo: [...content.inReplyTo],
    createdAt: mintedAt,
    notAfter,
    class: content.class,
    body: content.body,
    attachments: [],
    conditions: content.conditions,
    preparedBy: content.preparedBy,
    approvals: content.approvals.map((approval) => ({ ...approval, role: 'approver' as const, decision: 'approve' as const, method: 'password+totp' })),
    seen: null,
    epoch: 0,
  };
  const signed = signDispatch(payload, ports.suite, self.dispatchKey);
  await store.advanceChannel(tx, channel, seq, signed.digest);
  const details = { dispatch: signed.digest, dispatchId: id, kind: content.kind, class: content.class, peer: peer.authorityId, caseRef: content.caseRef, agreement: agreement.digest, clause, verdict: verdictDigest };
  const { index } = await ports.appendAudit(tx, { event: 'dispatch.queued', actor: content.preparedBy, at: mintedAt, details });
  await store.insertOutgoing(tx, {
    digest: signed.digest,
    peer: peer.authorityId,
    caseRef: content.caseRef,
    kind: content.kind,
    class: content.class,
    channel,
    seq,
    signedBytes: signed.bytes,
    queuedAt: mintedAt,
    notAfter,
    nextAttemptAt: mintedAt,
    attempts: 0,
    lastDelayMs: 0,
    logIndex: index,
  });
  return { digest: signed.digest, id };
}

/** One channel for each case and direction; what belongs to no case has one of its own. */
export function channelOf(from: AuthorityId, to: AuthorityId, caseRef: string | null): string {
  return `${from.slice(0, 16)}>${to.slice(0, 16)}#${caseRef ?? 'peering'}`;
}
