// SPDX-License-Identifier: Apache-2.0
/**
 * Ports: everything of the world that the exchange needs, as parameters.
 *
 * Clock, randomness, storage, network, the signature suite and the judge come in from outside, so that a whole federation
 * can run in one process from one seed, with a network that loses and repeats and a clock that is wrong.
 */
import type { Act, AgreementRef, Facts, Permit, Verdict } from '../agreements/index.ts';
import type { IdOf, Instant, RandomBytes } from '../kernel/index.ts';
import type { AuthorityId, Digest, HeldKey, KeyState, SealSuite, SignatureSuite } from '../seals/index.ts';
import type { DispatchWire, ReceiptWire, RejectionCode } from './wire.ts';

/** What another server answered to an envelope; `unreachable` when nothing came back. */
export type NetworkAnswer = { readonly kind: 'answered'; readonly status: number; readonly bytes: Uint8Array } | { readonly kind: 'unreachable' };

export interface Network {
  /** Delivers an envelope to the base address of a peer. Never follows a redirect; never throws for what the peer does. */
  post(endpoint: string, envelope: Uint8Array): Promise<NetworkAnswer>;
  /** Asks for the receipt of a dispatch that was delivered before. */
  receipt(endpoint: string, dispatch: Digest): Promise<NetworkAnswer>;
}

export type PeerState = 'invited' | 'confirmed-here' | 'live' | 'suspended';

export interface Peer {
  readonly authorityId: AuthorityId;
  readonly endpoint: string;
  readonly state: PeerState;
  readonly keyState: KeyState;
}

export type OutboxState = 'waiting' | 'leased' | 'delivered' | 'rejected' | 'not-delivered';

export interface OutboxRow {
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly caseRef: string | null;
  readonly kind: string;
  readonly class: 'normal' | 'urgent';
  readonly channel: string;
  readonly seq: number;
  readonly signedBytes: Uint8Array;
  readonly queuedAt: Instant;
  readonly notAfter: Instant;
  readonly nextAttemptAt: Instant;
  readonly attempts: number;
  readonly lastDelayMs: number;
  readonly logIndex: number;
}
export interface ClaimedRow extends OutboxRow {
  readonly token: IdOf<'lse'>;
}

export interface InboxRow {
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly caseRef: string | null;
  readonly kind: string;
  readonly channel: string;
  readonly seq: number;
  readonly signedBytes: Uint8Array;
  readonly receiptBytes: Uint8Array;
  readonly state: 'delivered' | 'rejected';
  readonly receivedAt: Instant;
  readonly logIndex: number;
}

/** The end of a dispatch of ours, as it is kept. */
export interface Settlement {
  readonly state: 'delivered' | 'rejected' | 'not-delivered';
  readonly receiptBytes: Uint8Array | null;
  readonly at: Instant;
}

export interface ExchangeStore<Tx> {
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  findPeer(tx: Tx, authorityId: string): Promise<Peer | null>;
  noteHeard(tx: Tx, authorityId: AuthorityId, at: Instant): Promise<void>;
  /** The next position in a channel of ours and the digest before it; holds the channel until the transaction ends. */
  nextInChannel(tx: Tx, channel: string): Promise<{ readonly seq: number; readonly prev: Digest | null }>;
  advanceChannel(tx: Tx, channel: string, seq: number, digest: Digest): Promise<void>;
  insertOutgoing(tx: Tx, row: OutboxRow): Promise<void>;
  /** Claims rows that are due and first in their channel, urgent ones first; each gets the token until `leaseUntil`. */
  claimDue(given: { readonly now: Instant; readonly leaseUntil: Instant; readonly token: IdOf<'lse'>; readonly rowsMax: number }): Promise<ClaimedRow[]>;
  /** Writes the end; false when the lease is no longer ours, and then nothing may follow. */
  settle(tx: Tx, row: ClaimedRow, settlement: Settlement): Promise<boolean>;
  /** Gives the row back for a later attempt; does nothing when the lease is no longer ours. */
  retryLater(row: ClaimedRow, next: { readonly nextAttemptAt: Instant; readonly delayMs: number }): Promise<void>;
  /** The receipt that was given for a digest. */
  findIncoming(tx: Tx, digest: Digest): Promise<Uint8Array | null>;
  /** The digest that holds a position of a peer's channel, if any. */
  findInChannel(tx: Tx, peer: AuthorityId, channel: string, seq: number): Promise<Digest | null>;
  /** False when the digest is there already: somebody else admitted it a moment ago. */
  insertIncoming(tx: Tx, row: InboxRow): Promise<boolean>;
  /** Waits for any other admission of the same digest to end. */
  lockIncoming(tx: Tx, digest: Digest): Promise<void>;
}

export interface Self {
  readonly authorityId: AuthorityId;
  readonly keyState: KeyState;
  readonly dispatchKey: HeldKey;
  /** Finds a private key for opening by its id; null when it is not (or no longer) held. */
  readonly sealKey: (keyId: string) => HeldKey | null;
}

export interface AuditEntry {
  readonly event: 'dispatch.queued' | 'dispatch.delivered' | 'dispatch.rejected' | 'dispatch.not-delivered' | 'dispatch.admitted' | 'dispatch.refused-admission';
  readonly actor: string;
  readonly at: Instant;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** Judges an act under one agreement, which must be in force here at `now` or be the peering instrument; null when neither. */
export type Judge<Tx> = (
  tx: Tx,
  given: { readonly act: Act; readonly agreement: Pick<AgreementRef, 'digest'>; readonly facts: Facts; readonly at: Instant; readonly now: Instant },
) => Promise<{ readonly verdict: Verdict; readonly permit: Permit | null } | null>;

export interface ExchangePorts<Tx> {
  readonly self: Self;
  readonly store: ExchangeStore<Tx>;
  readonly network: Network;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly suite: SignatureSuite;
  readonly sealSuite: SealSuite;
  readonly judge: Judge<Tx>;
  /** The digest of the peering instrument with this peer; null for a stranger. */
  readonly instrumentWith: (tx: Tx, peer: string) => Promise<string | null>;
  readonly appendAudit: (tx: Tx, entry: AuditEntry) => Promise<{ readonly index: number }>;
  readonly handlers: ReadonlyMap<string, DispatchHandler<Tx>>;
}

// --- what other rooms give and get ----------------------------------------------------------------------------------

export interface AdmittedDispatch {
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
  readonly payload: DispatchWire;
  readonly verdict: Verdict;
  readonly receivedAt: Instant;
}
export type Admission =
  | { readonly outcome: 'admitted' }
  | { readonly outcome: 'rejected'; readonly code: RejectionCode; readonly reason: string; readonly isRetryable: boolean };
export interface SentDispatch {
  readonly digest: Digest;
  readonly caseRef: string | null;
  readonly kind: string;
}
export interface DispatchOutcome {
  readonly state: Settlement['state'];
  readonly receipt: ReceiptWire | null;
  /** The moment in the receipt; for `not-delivered` the moment we gave up. */
  readonly at: Instant;
}

/** What a room does with one kind of dispatch; both run in the transaction that makes the fact durable. */
export interface DispatchHandler<Tx> {
  readonly kind: string;
  readonly admit: (tx: Tx, dispatch: AdmittedDispatch) => Promise<Admission>;
  readonly outcome: (tx: Tx, sent: SentDispatch, outcome: DispatchOutcome) => Promise<void>;
}
