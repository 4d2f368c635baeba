// SPDX-License-Identifier: Apache-2.0
/**
 * Queueing: the only way a dispatch gets out. It takes a permit, and the permit must be for exactly this.
 *
 * The dispatch is made at the moment the permit was given, names the verdict that gave it, and is signed and stored with its
 * outbox row in the caller's transaction. Delivery is another matter, and may take days.
 */
import assert from 'node:assert/strict';
import { type Act, isPermit, type Permit, permitDetails, stepDigestOf } from '../agreements/index.ts';
import { addMs, canonicalJson, type Instant, issuesText, type JsonValue, newId, parseStrictJson } from '../kernel/index.ts';
import { type AuthorityId, bodyRootOf, type Digest, writeWholeBody } from '../seals/index.ts';
import { channelOf, signDispatch } from './dispatch.ts';
import type { ExchangePorts } from './ports.ts';
import { validityMs } from './retry.ts';
import type { AttachmentWire, DispatchKind, DispatchWire } from './wire.ts';

export interface DispatchContent {
  readonly kind: DispatchKind;
  readonly caseRef: string | null;
  readonly body: unknown;
  /** The 32 random bytes from which everything that opens the body follows; drawn when the step is prepared, since approvals name the root. */
  readonly bodySeed: Uint8Array;
  readonly conditions: DispatchWire['conditions'];
  readonly inReplyTo: readonly string[];
  readonly class: 'normal' | 'urgent';
  readonly purpose: string | null;
  readonly preparedBy: string;
  /** Each must name the digest of exactly this step. */
  readonly approvals: readonly DispatchWire['approvals'][number][];
  /** The sealed forms of the files that the body lists, in its order. */
  readonly attachments?: readonly AttachmentWire[];
  /** Until when it is tried; seven days where it is not said. */
  readonly notAfter?: Instant;
}

/** The kind of dispatch that carries out an act. Null where none does: a receipt answers and is never queued. */
export function dispatchKindsOf(act: Act): readonly DispatchKind[] {
  return act.kind === 'peer' ? kindsOfPeering[act.dispatchKind] : [kindOfAssistance[act.kind]];
}

const kindOfAssistance: Readonly<Record<Exclude<Act['kind'], 'peer'>, DispatchKind>> = {
  ask: 'assistance.request',
  'share-draft': 'assistance.draft-sharing',
  'comment-on-draft': 'assistance.draft-comments',
  acknowledge: 'assistance.acknowledgement',
  'ask-back': 'assistance.question',
  'answer-back': 'assistance.answer',
  reply: 'assistance.reply',
  refuse: 'assistance.refusal',
  rebut: 'assistance.rebuttal',
  cure: 'assistance.cure',
  reopen: 'assistance.reopening',
  uphold: 'assistance.upholding',
  withdraw: 'assistance.withdrawal',
  'report-measure': 'assistance.measure',
  instruct: 'assistance.instruction',
  'tell-delay': 'assistance.delay-notice',
  postpone: 'assistance.postponement',
  'report-impossible': 'assistance.impossibility',
  'let-lapse': 'assistance.lapse',
  'change-confidentiality': 'assistance.confidentiality-change',
  'report-use': 'assistance.feedback',
  'hand-over': 'evidence.hand-over',
  'answer-hand-over': 'evidence.hand-over-answer',
  'ask-consent': 'onward.consent-request',
  'answer-consent': 'onward.consent-answer',
  disclose: 'onward.disclosure',
  recall: 'onward.recall',
  'answer-recall': 'onward.recall-answer',
  'tell-new-use': 'onward.new-use',
  'answer-new-use': 'onward.new-use-answer',
  'tell-breach': 'onward.breach-notice',
  'open-joint-matter': 'joint.note',
  'joint-note': 'joint.note',
};
const kindsOfPeering: Readonly<Record<Extract<Act, { kind: 'peer' }>['dispatchKind'], readonly DispatchKind[]>> = {
  peering: ['peering.confirmation', 'peering.emergency'],
  keys: ['peering.keys'],
  negotiation: ['negotiation.note'],
  receipt: [],
};

/**
 * Throws on anything that is not a permit for this act, from us, to a peer we know: the caller's own logic is broken then.
 * A peer that is not live yet, or suspended, is no reason to refuse: the dispatch waits in the outbox, or ends as not delivered.
 */
export async function queueDispatch<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  permit: Permit,
  content: DispatchContent,
): Promise<{ digest: Digest; id: string }> {
  const { self, store } = ports;
  const body = bodyOf(content);
  const bodyRoot = bodyRootOf(body, content.bodySeed);
  assertPermits(permit, { ...content, bodyRoot }, self.authorityId);
  const { act, agreement, verdictDigest, clause, mintedAt } = permitDetails(permit);
  const to = act.to as AuthorityId;
  assert(await store.isPeer(tx, to), 'the permit is for an act towards a peer');
  const channel = channelOf(self.authorityId, to, content.caseRef);
  const place = await store.nextInChannel(tx, channel, to);
  const payload = payloadOf(permit, { ...content, bodyRoot }, { id: newId('dsp', mintedAt, ports.random), to, channel, ...place });
  const signed = await signDispatch(payload, { suite: ports.suite, key: self.dispatchKey, signSoon: ports.signSoon, tx });
  const { kind, caseRef } = content;
  const details = {
    dispatch: signed.digest,
    dispatchId: payload.id,
    kind,
    class: content.class,
    peer: to,
    caseRef,
    agreement: agreement.digest,
    clause,
    verdict: verdictDigest,
    keyState: self.keyState.head,
    keyEvents: self.keyState.size,
  };
  await ports.appendUnasked(tx, [{ event: 'dispatch.queued', actor: content.preparedBy, at: mintedAt, details }]);
  await store.insertOutgoing(tx, {
    digest: signed.digest,
    peer: to,
    caseRef,
    kind,
    class: content.class,
    channel,
    epoch: place.epoch,
    seq: place.seq,
    signedBytes: signed.bytes,
    bodyDocument: writeWholeBody(body, content.bodySeed),
    queuedAt: mintedAt,
    notAfter: payload.notAfter as Instant,
    nextAttemptAt: mintedAt,
    attempts: 0,
    lastDelayMs: 0,
  });
  return { digest: signed.digest, id: payload.id };
}

/** The body as every reader will have it: without members that hold nothing. */
function bodyOf({ body }: DispatchContent): JsonValue {
  const read = parseStrictJson(new TextEncoder().encode(canonicalJson(body)), 'body');
  assert(read.ok, read.ok ? '' : issuesText(read.issues));
  return read.value;
}

type RootedContent = DispatchContent & { readonly bodyRoot: Digest };

function assertPermits(permit: Permit, content: RootedContent, self: string): void {
  assert(isPermit(permit), 'a dispatch needs a permit');
  const { act } = permitDetails(permit);
  assert(dispatchKindsOf(act).includes(content.kind), 'the permit is for another kind of dispatch');
  assert.equal(act.from, self, 'the permit is for an act of another authority');
  assert('purpose' in act ? act.purpose === content.purpose : true, 'the permit is for another purpose');
  assert('requestId' in act ? act.requestId === content.caseRef : true, 'the permit is for another case');
  assert('matter' in act ? act.matter === content.caseRef : true, 'the permit is for another matter');
  const { agreement } = permitDetails(permit);
  const subject = stepDigestOf({ ...content, act, agreement });
  assert(
    content.approvals.every((approval) => approval.subject === subject),
    'the approvals are for exactly this step',
  );
}

interface Place {
  readonly id: string;
  readonly to: string;
  readonly channel: string;
  readonly epoch: number;
  readonly seq: number;
  readonly prev: Digest | null;
  readonly seen: DispatchWire['seen'];
}

/** Made at the moment of the permit, since its verdict is the one of that moment. */
function payloadOf(permit: Permit, content: RootedContent, place: Place): DispatchWire {
  const { act, agreement, verdictDigest, mintedAt } = permitDetails(permit);
  const { kind, caseRef, bodyRoot, conditions, inReplyTo, purpose, preparedBy } = content;
  const { id, to, channel, epoch, seq, prev, seen } = place;
  return {
    v: 1,
    kind,
    id,
    from: act.from,
    to: [to],
    agreement,
    act,
    verdict: verdictDigest,
    purpose,
    caseRef,
    channel,
    seq,
    prev,
    inReplyTo: [...inReplyTo],
    createdAt: mintedAt,
    notAfter: content.notAfter ?? addMs(mintedAt, validityMs),
    class: content.class,
    bodyRoot,
    attachments: [...(content.attachments ?? [])],
    conditions,
    preparedBy,
    approvals: [...content.approvals],
    seen,
    epoch,
  };
}
