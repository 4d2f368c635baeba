// SPDX-License-Identifier: Apache-2.0
/**
 * Examining: everything that may speak against a dispatch before a room sees it, in the order of this table.
 *
 *     signature-invalid        signed by a key that its owner has declared stolen
 *     malformed                no dispatch; or another class than its envelope says; or made in the future
 *     not-for-us, not-a-peer   sealed on by somebody else; or the exchange is suspended, or not confirmed yet
 *     keys-stale               its author has not said for too long which keys it uses
 *     equivocation             another dispatch has its place, or the one before it is not the one that it names
 *     kind-unknown             a kind of dispatch that this version does not know
 *     act-differs-from-body    its act is not the act of its kind
 *     expired                  its time is over
 *     approval-invalid         an approval whose proof does not hold by the author's keys
 *     agreement-not-in-force, approvals-missing, act-refused      what our own copy of the agreement says
 *     document-invalid         a document in it, signed by keys that are known better here (keys/carried-histories.ts)
 *
 * The first that applies is the answer. What lacks the dispatch before it is a gap, and is held before anything below the order
 * is looked at: nothing may take a place before its turn. A rejection for now (`isRetryable`) is one that time can cure. Up to
 * the order, a rejected dispatch takes no place in its channel; from there on it does (channel-order.ts).
 */
import { type Facts, type Verdict, verdictDigest } from '../agreements/index.ts';
import { type Instant, isInstant, msBetween } from '../kernel/index.ts';
import type { Digest, KeyState } from '../seals/index.ts';
import { type ChannelView, judgePlace } from './channel-order.ts';
import { factsOf, type OpenDispatch } from './dispatch.ts';
import type { Admission, ExchangePorts, Peer } from './ports.ts';
import { dispatchKindsOf } from './queue-dispatch.ts';
import { dispatchKinds, type DispatchWire, type RejectionCode } from './wire.ts';

/** A dispatch whose signature is the peer's; everything else about it is still to be found out. */
export interface Received {
  readonly peer: Peer;
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
  readonly bodyDocument: Uint8Array;
  /** Null when it is signed by the peer but is no dispatch. */
  readonly payload: OpenDispatch | null;
  /** Whether the key that signed it was declared stolen. */
  readonly isRevoked: boolean;
  /** Whether what is known of its author's keys is too old for it. */
  readonly isStale: boolean;
  /** As the envelope says, which must be what the dispatch says. */
  readonly class: 'normal' | 'urgent';
  /** When its bytes came; `now` is later when it was held. */
  readonly receivedAt: Instant;
  /** Whether it is judged again, from what is held here. */
  readonly isHeldHere: boolean;
  readonly now: Instant;
}

export type Rejection = Extract<Admission, { outcome: 'rejected' }>;
export type Examined =
  | Rejection
  | { readonly outcome: 'gap'; readonly payload: OpenDispatch }
  | { readonly outcome: 'fit'; readonly payload: OpenDispatch; readonly facts: Facts; readonly verdict: Verdict };

/** How far the clocks of two servers may differ before a dispatch counts as coming from the future. */
const skewMsMax = 10 * 60_000;

export async function examineDispatch<Tx>(ports: ExchangePorts<Tx>, tx: Tx, received: Received, around: ChannelView): Promise<Examined> {
  const { payload, now } = received;
  if (received.isRevoked) return reject('signature-invalid', 'It is signed by a key that its owner has revoked.');
  if (payload === null) return reject('malformed', 'What is signed is not a dispatch as wire/dispatch.md describes it.');
  const rejection = formalRejection(received, payload, ports.self.authorityId) ?? staleRejection(received);
  if (rejection !== null) return rejection;
  switch (judgePlace(payload, around)) {
    case 'gap':
      return { outcome: 'gap', payload };
    case 'equivocation':
      return reject(
        'equivocation',
        `Another dispatch of its author, ${around.here ?? around.before ?? ''}, contradicts its place in the channel.`,
      );
    case 'next':
      return kindRejection(payload) ?? lateRejection(payload, now) ?? judgeAct(ports, tx, { payload, author: received.peer.keyState }, now);
  }
}

export function reject(code: RejectionCode, reason: string): Rejection {
  return { outcome: 'rejected', code, reason, isRetryable: false };
}

export function rejectForNow(code: RejectionCode, reason: string): Rejection {
  return { outcome: 'rejected', code, reason, isRetryable: true };
}

function formalRejection({ peer, now, ...outer }: Received, payload: DispatchWire, self: string): Rejection | null {
  if (payload.class !== outer.class) return reject('malformed', 'Its envelope says another class than it does.');
  const aheadMs = isInstant(payload.createdAt) ? msBetween(now, payload.createdAt) : 0;
  if (aheadMs > skewMsMax) return rejectForNow('malformed', 'It was made in the future; one of the two clocks is wrong.');
  if (payload.to[0] !== self) return reject('not-for-us', 'It is addressed to another authority.');
  if (payload.from !== peer.authorityId) return reject('not-a-peer', 'Its author is not the peer that sealed it.');
  if (peer.state === 'frozen') return reject('not-a-peer', 'This authority holds proof that its author contradicted itself.');
  if (peer.state === 'suspended') return reject('not-a-peer', 'This authority has suspended the exchange.');
  // The dispatch that says so is the last that counts.
  if (peer.keyState.closedAt !== null && payload.kind !== 'peering.keys')
    return reject('not-a-peer', 'Its author has ended, as its key history says.');
  if (peer.state !== 'live' && payload.kind !== 'peering.confirmation') {
    return rejectForNow('not-a-peer', 'The fingerprint has not been confirmed on both sides.');
  }
  return null;
}

function staleRejection({ isStale }: Received): Rejection | null {
  return isStale ? rejectForNow('keys-stale', 'This server could not learn which keys its author uses now.') : null;
}

function kindRejection({ kind, act }: DispatchWire): Rejection | null {
  if (!dispatchKinds.some((known) => known === kind)) return reject('kind-unknown', 'This server does not know dispatches of this kind.');
  return dispatchKindsOf(act).some((known) => known === kind)
    ? null
    : reject('act-differs-from-body', 'Its act is not the act of its kind.');
}

function lateRejection(payload: DispatchWire, now: Instant): Rejection | null {
  return payload.notAfter < now ? reject('expired', `It was valid until ${payload.notAfter}.`) : null;
}

async function judgeAct<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  { payload, author }: { readonly payload: OpenDispatch; readonly author: KeyState },
  now: Instant,
): Promise<Examined> {
  const at = payload.createdAt as Instant;
  const facts = factsOf(payload, author, ports.suite);
  if (!facts.ok) return reject('approval-invalid', facts.issues.map(({ path, problem }) => `${path}: ${problem}`).join(' '));
  const judged = await ports.judge(tx, { act: payload.act, agreement: payload.agreement, facts: facts.value, at, now });
  if (judged === null) return reject('agreement-not-in-force', 'The agreement that it names is not in force here.');
  const { verdict } = judged;
  if (verdict.outcome !== 'permitted') {
    const [first] = verdict.reasons;
    return reject(first?.kind === 'approval' ? 'approvals-missing' : 'act-refused', first?.sentence ?? 'The agreement does not permit it.');
  }
  const isSame = verdictDigest(verdict) === payload.verdict;
  return isSame
    ? { outcome: 'fit', payload, facts: facts.value, verdict }
    : reject('act-refused', 'The agreement gives another verdict than the one that was signed.');
}
