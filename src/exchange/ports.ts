// SPDX-License-Identifier: Apache-2.0
/**
 * Ports: everything of the world that the exchange needs, as parameters.
 *
 * Clock, randomness, storage, network, the signature suite and the judge come in from outside, so that a whole federation
 * can run in one process from one seed, with a network that loses and repeats and a clock that is wrong.
 */
import type { Act, AgreementRef, Facts, Permit, Verdict } from '../agreements/index.ts';
import type { IdOf, Instant, RandomBytes } from '../kernel/index.ts';
import type { AuthorityId, AuthorityKeys, Digest, HeldKey, KeyId, KeyState, SealSuite, SignatureSuite } from '../seals/index.ts';
import type { OpenDispatch } from './dispatch.ts';
import type { StandWire } from './keys/wire.ts';
import type { ReceiptWire, RejectionCode } from './wire.ts';

/** What another server answered to an envelope; `unreachable` when nothing came back. */
export type NetworkAnswer =
  { readonly kind: 'answered'; readonly status: number; readonly bytes: Uint8Array } | { readonly kind: 'unreachable' };

/** Where a peer is reached and by which keys it is known there: what the network needs of its row. */
export type PeerAddress = Pick<Peer, 'authorityId' | 'endpoint' | 'keyState'>;

export interface Network {
  /** Delivers an envelope to a peer. Never follows a redirect; never throws for what the peer does. */
  post(peer: PeerAddress, envelope: Uint8Array): Promise<NetworkAnswer>;
  /** Asks for the receipt of a dispatch that was delivered before. */
  receipt(peer: PeerAddress, dispatch: Digest): Promise<NetworkAnswer>;
  /** Asks how far the peer's key history goes (keys/key-views.ts). */
  keys(peer: PeerAddress, question: Uint8Array): Promise<NetworkAnswer>;
}

/** `frozen`: there is proof that the peer contradicted itself; only people, by a ceremony anew, can end that. */
export type PeerState = 'invited' | 'confirmed-here' | 'live' | 'suspended' | 'frozen';

export interface Peer {
  readonly authorityId: AuthorityId;
  readonly endpoint: string;
  readonly state: PeerState;
  readonly keyState: KeyState;
  /** When the peer last said itself how far its key history goes; at first when its invitation was taken in. */
  readonly keysSeenAt: Instant;
}

/** A dispatch's place: the sender counts within an epoch of a channel, and starts a new epoch when it gave a dispatch up. */
export interface ChannelPlace {
  readonly channel: string;
  readonly epoch: number;
  readonly seq: number;
}

export type OutboxState = 'waiting' | 'leased' | 'delivered' | 'rejected' | 'not-delivered';

export interface OutboxRow {
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly caseRef: string | null;
  readonly kind: string;
  readonly class: 'normal' | 'urgent';
  readonly channel: string;
  readonly epoch: number;
  readonly seq: number;
  readonly signedBytes: Uint8Array;
  /** What opens the body that the signed bytes name by its root. */
  readonly bodyDocument: Uint8Array;
  readonly queuedAt: Instant;
  readonly notAfter: Instant;
  readonly nextAttemptAt: Instant;
  readonly attempts: number;
  readonly lastDelayMs: number;
  readonly logIndex: number;
}
/** A row under lease; `attempts` counts this one. */
export interface ClaimedRow extends OutboxRow {
  readonly token: IdOf<'lse'>;
  /** The epoch its channel is in now; a row of an earlier one stands behind a dispatch that was given up. */
  readonly channelEpoch: number;
}

export interface InboxRow {
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly caseRef: string | null;
  readonly kind: string;
  /** The place it takes in its sender's channel; null when it was rejected before its place counted. */
  readonly place: ChannelPlace | null;
  readonly signedBytes: Uint8Array;
  readonly bodyDocument: Uint8Array;
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

/** What a frozen exchange rests on, as it can be shown to anybody. */
export interface Evidence {
  readonly kind: 'key-fork';
  readonly bytes: Uint8Array;
  readonly at: Instant;
}

/** What is kept about the keys of peers, and of what they were told about ours. */
export interface PeerKeys<Tx> {
  /** The peer's key history; locks the peer until the transaction ends. */
  lockHistory(tx: Tx, peer: string): Promise<readonly Uint8Array[]>;
  historyNow(peer: string): Promise<readonly Uint8Array[]>;
  /** The key states of all peers but this one. */
  otherStates(tx: Tx, peer: string): Promise<KeyState[]>;
  livePeers(tx: Tx): Promise<Peer[]>;
  /** Live peers that have not said anything about their keys for so long. */
  seenBefore(now: Instant, ageMs: number): Promise<string[]>;
  extend(
    tx: Tx,
    peer: AuthorityId,
    given: { readonly tail: readonly Uint8Array[]; readonly state: KeyState; readonly at: Instant },
  ): Promise<void>;
  noteSeen(peer: string, given: { readonly at: Instant; readonly skewMs: number }): Promise<void>;
  /** Ends the exchange with the peer and keeps why; returns the digest of the evidence. */
  freeze(tx: Tx, peer: AuthorityId, evidence: Evidence): Promise<Digest>;
  /** Marks every admitted dispatch of the peer that this key signed; returns how many. */
  markSuspect(tx: Tx, given: { readonly peer: AuthorityId; readonly keyId: KeyId; readonly at: Instant }): Promise<number>;
  /** Takes the marks away up to these places, where the dispatch at the place is the one that is named; returns how many. */
  affirm(tx: Tx, peer: AuthorityId, stands: readonly StandWire[], at: Instant): Promise<number>;
  /** For each of our channels to the peer, the last dispatch that our log holds before this position. */
  standsBefore(tx: Tx, given: { readonly peer: string; readonly logIndex: number }): Promise<StandWire[]>;
  /** How many events of our own history the peers were told; locked until the transaction ends. */
  lockTold(tx: Tx): Promise<number>;
  setTold(tx: Tx, size: number): Promise<void>;
}

export interface ExchangeStore<Tx> {
  readonly keys: PeerKeys<Tx>;
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** Whether an invitation of this authority was taken in: the cheap check. A peer is never removed. */
  isPeer(tx: Tx | null, authorityId: string): Promise<boolean>;
  /** The peer as it is kept now, outside any transaction. */
  peerNow(authorityId: string): Promise<Peer | null>;
  /** The receipt that was given for a digest, outside any transaction. */
  receiptNow(digest: Digest): Promise<Uint8Array | null>;
  /** Both of them in one look. */
  lookUp(authorityId: string, digest: Digest): Promise<{ readonly peer: Peer | null; readonly receipt: Uint8Array | null }>;
  /** The next position in a channel of ours and the digest before it; holds the channel until the transaction ends. */
  nextInChannel(tx: Tx, channel: string): Promise<{ readonly epoch: number; readonly seq: number; readonly prev: Digest | null }>;
  /** Starts the next epoch of a channel of ours, counting from 1 again; does nothing when this one has passed already. */
  endEpoch(tx: Tx, channel: string, epoch: number): Promise<void>;
  /** Keeps a dispatch of ours and moves its channel on to it. */
  insertOutgoing(tx: Tx, row: OutboxRow): Promise<void>;
  /** Claims rows that are due and first in their channel, urgent ones first; each gets the token until `leaseUntil`. */
  claimDue(given: {
    readonly now: Instant;
    readonly leaseUntil: Instant;
    readonly token: IdOf<'lse'>;
    readonly rowsMax: number;
  }): Promise<ClaimedRow[]>;
  /** Writes the end, and that the peer was heard; false when the lease is no longer ours, and then nothing may follow. */
  settle(tx: Tx, row: ClaimedRow, settlement: Settlement, now: Instant): Promise<boolean>;
  /** Gives the row back for a later attempt; does nothing when the lease is no longer ours. */
  retryLater(row: ClaimedRow, next: { readonly nextAttemptAt: Instant; readonly delayMs: number }): Promise<void>;
  /**
   * Waits for any other admission from the same channel to end, keeps later ones waiting until ours ends, and says what is
   * kept around this dispatch: one that was given a receipt already, or another at its place.
   */
  lockIncoming(
    tx: Tx,
    dispatch: { readonly digest: Digest; readonly peer: AuthorityId; readonly place: ChannelPlace | null },
  ): Promise<Surroundings>;
  /** Keeps a dispatch of a peer. Throws when the digest or its place is taken: the lock keeps that from happening. */
  insertIncoming(tx: Tx, row: InboxRow): Promise<void>;
}

/** What the inbox holds around a dispatch. */
export interface Surroundings {
  /** The receipt that was given for this very dispatch. */
  readonly receipt: Uint8Array | null;
  /** The dispatch that has its place, and the one that has the place before. */
  readonly here: Digest | null;
  readonly before: Digest | null;
}

export interface Self {
  readonly authorityId: AuthorityId;
  readonly keyState: KeyState;
  /** The events of our own key history. */
  readonly history: readonly Uint8Array[];
  /** By which we say how far it goes, and which keys wait for their time. */
  readonly keys: Pick<AuthorityKeys, 'transport' | 'dispatch' | 'waiting'>;
  readonly dispatchKey: HeldKey;
  /** Finds a private key for opening by its id; null when it is not (or no longer) held. */
  readonly sealKey: (keyId: string) => HeldKey | null;
}

export interface AuditEntry {
  readonly event:
    | 'dispatch.queued'
    | 'dispatch.delivered'
    | 'dispatch.rejected'
    | 'dispatch.not-delivered'
    | 'dispatch.admitted'
    | 'dispatch.refused-admission'
    | 'keys.changed'
    | 'peer.keys-extended'
    | 'peer.keys-refused'
    | 'peer.frozen'
    | 'peer.dispatches-suspect'
    | 'peer.dispatches-affirmed';
  readonly actor: string;
  readonly at: Instant;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** Judges an act under one agreement, which must be in force here at `now` or be the peering instrument; null when neither. */
export type Judge<Tx> = (
  tx: Tx,
  given: {
    readonly act: Act;
    readonly agreement: Pick<AgreementRef, 'digest'>;
    readonly facts: Facts;
    readonly at: Instant;
    readonly now: Instant;
  },
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
  /** The body document as it came, which opens the whole body. */
  readonly bodyDocument: Uint8Array;
  /** What was signed, with the body that was held against its root. */
  readonly payload: OpenDispatch;
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
