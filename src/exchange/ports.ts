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
import type {
  Alarm,
  ChannelPlace,
  ClaimedRow,
  HeldRow,
  Heard,
  InboxRow,
  IncomingPlace,
  LogHead,
  OutboxRow,
  OutgoingNow,
  RowEnd,
  Settlement,
  Surroundings,
  Untold,
} from './delivery/stored-rows.ts';
import type { DispatchClass, LaneGate } from './delivery/lanes.ts';
import type { OpenDispatch } from './dispatch.ts';
import type { SignSoon } from './outbox/sign-soon.ts';
import type { StandWire } from './keys/wire.ts';
import type { ReceiptWire, RejectionCode } from './wire.ts';

/** What another server answered to an envelope; `unreachable` when nothing came back. */
export type NetworkAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly bytes: Uint8Array;
      /** How long it asks us to wait (`Retry-After`); absent where it says nothing. */
      readonly retryAfterMs?: number;
    }
  | { readonly kind: 'unreachable' };

/** Where a peer is reached and by which keys it is known there: what the network needs of its row. */
export type PeerAddress = Pick<Peer, 'authorityId' | 'endpoint' | 'keyState'>;

export interface Network {
  /** Delivers an envelope to a peer. Never follows a redirect; never throws for what the peer does. */
  post(peer: PeerAddress, envelope: Uint8Array): Promise<NetworkAnswer>;
  /** Delivers several at once (pouches/pouch.ts); the answer, where one comes, is a pouch of answers in the same order. */
  postPouch(peer: PeerAddress, pouch: Uint8Array): Promise<NetworkAnswer>;
  /** Asks for the receipt of a dispatch that was delivered before. */
  receipt(peer: PeerAddress, dispatch: Digest): Promise<NetworkAnswer>;
  /** Asks how far the peer's key history goes (keys/key-views.ts). */
  keys(peer: PeerAddress, question: Uint8Array): Promise<NetworkAnswer>;
  /** Tells a peer of a receipt that it has not got yet, or that a dispatch of ours was given up. Both are signed documents. */
  tell(peer: PeerAddress, what: 'receipts' | 'non-deliveries', document: Uint8Array): Promise<NetworkAnswer>;
}

/** `frozen`: there is proof that the peer contradicted itself; only people, by a ceremony anew, can end that. */
export type PeerState = 'invited' | 'confirmed-here' | 'live' | 'suspended' | 'frozen';

export type { DispatchClass };
export type * from './delivery/stored-rows.ts';

export interface Peer {
  readonly authorityId: AuthorityId;
  readonly endpoint: string;
  readonly state: PeerState;
  readonly keyState: KeyState;
  /** When the peer last said itself how far its key history goes; at first when its invitation was taken in. */
  readonly keysSeenAt: Instant;
}

/** What a frozen exchange rests on, as it can be shown to anybody. */
export interface Evidence {
  readonly kind: 'key-fork';
  readonly bytes: Uint8Array;
  readonly at: Instant;
}

/** A dispatch that its recipient may have lost, because it came back from a backup. */
export type LostDispatch = Pick<OutboxRow, 'digest' | 'peer' | 'class' | 'signedBytes' | 'bodyDocument'>;

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
  /** Notes for another offer what the peer gave a receipt for at this entry of its log or a later one; returns how many. */
  noteLost(tx: Tx, peer: AuthorityId, logSize: number): Promise<number>;
  /** What is noted so, in the order of its channels. */
  lost(rowsMax: number): Promise<readonly LostDispatch[]>;
  forgetLost(digest: Digest): Promise<void>;
  /** How many entries the peer's log had at least, as its receipts prove. */
  seenLogSize(peer: string): Promise<number>;
  /** How many events of our own history the peers were told; locked until the transaction ends. */
  lockTold(tx: Tx): Promise<number>;
  setTold(tx: Tx, size: number): Promise<void>;
}

/**
 * What is kept, and how it changes. Whatever takes `tx` happens with everything else of that transaction or not at all. There
 * are two of it, in PostgreSQL and in memory, which behave alike.
 */
export interface ExchangeStore<Tx> extends OutboxStore<Tx>, InboxStore<Tx> {
  readonly keys: PeerKeys<Tx>;
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /**
   * A transaction in which several dispatches are handled. It breaks off rather than wait for what another holds, so that nobody
   * who waits for one of them waits for all; and entries of the log that rooms note are appended together at its end.
   */
  sharedTransaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** Whether an invitation of this authority was taken in: the cheap check. A peer is never removed. */
  isPeer(tx: Tx | null, authorityId: string): Promise<boolean>;
  /** The peer as it is kept now, outside any transaction. */
  peerNow(authorityId: string): Promise<Peer | null>;
  /** Nothing passes to or from this peer any more. */
  freezePeer(tx: Tx, peer: AuthorityId): Promise<void>;
  /** Keeps an alarm, once for each kind and document; false when it was there already. */
  raiseAlarm(tx: Tx, alarm: Alarm): Promise<boolean>;
}

export interface OutboxStore<Tx> {
  /**
   * The next position in a channel of ours, the digest before it, and the latest head of the peer's log that we know; holds
   * the channel until the transaction ends.
   */
  nextInChannel(
    tx: Tx,
    channel: string,
    peer: AuthorityId,
  ): Promise<{ readonly epoch: number; readonly seq: number; readonly prev: Digest | null; readonly seen: LogHead | null }>;
  /** Starts the next epoch of a channel of ours, counting from 1 again; does nothing when this one has passed already. */
  endEpoch(tx: Tx, channel: string, epoch: number): Promise<void>;
  /** Keeps a dispatch of ours with the place of the entry that this transaction appended last, and moves its channel on to it. */
  insertOutgoing(tx: Tx, row: Omit<OutboxRow, 'logIndex'>): Promise<void>;
  /**
   * Claims rows that are due, whose lane is not paused, and that are first in their channel (one that the peer holds stands in
   * nobody's way), urgent ones first; each gets the token until `leaseUntil`.
   */
  claimDue(given: {
    readonly now: Instant;
    readonly leaseUntil: Instant;
    readonly token: IdOf<'lse'>;
    readonly rowsMax: number;
  }): Promise<ClaimedRow[]>;
  /** Writes ends of rows to one peer, and that it was heard; says which leases were still ours: of the others nothing may follow. */
  settle(tx: Tx, ends: readonly RowEnd[], heard: Heard): Promise<ReadonlySet<Digest>>;
  /** Writes that the peer holds it, and when it is asked again; false when the lease is no longer ours. */
  keepCustody(
    tx: Tx,
    row: ClaimedRow,
    custody: { readonly receiptBytes: Uint8Array; readonly nextAttemptAt: Instant; readonly delayMs: number },
    heard: Heard,
  ): Promise<boolean>;
  /** Gives the row back for a later attempt; does nothing when the lease is no longer ours. */
  retryLater(row: ClaimedRow, next: { readonly nextAttemptAt: Instant; readonly delayMs: number }): Promise<void>;
  /** How a lane stands from now on: failures in a row, and until when nothing is claimed for it. */
  noteLane(
    lane: { readonly peer: AuthorityId; readonly class: DispatchClass },
    standing: { readonly failures: number; readonly pausedUntil: Instant | null },
  ): Promise<void>;
  /** A dispatch of ours, locked until the transaction ends; null when it is none. */
  lockOutgoing(tx: Tx, digest: Digest): Promise<OutgoingNow | null>;
  /** Writes the end of a row that is locked, whoever has it under lease: the peer's word came by itself. */
  settleLocked(tx: Tx, row: OutboxRow, settlement: Settlement, heard: Heard): Promise<void>;
  /** Keeps the receipt of a delivered dispatch that says an officer has opened it. */
  keepOpenedThere(tx: Tx, digest: Digest, receiptBytes: Uint8Array): Promise<void>;
  /** Dispatches of ours at these places that may be offered again: those that were not given up, in their order. */
  sentInChannel(channel: string, places: { readonly epoch: number; readonly from: number; readonly to: number }): Promise<OutboxRow[]>;
  /** Statements of non-delivery that are to be told, the oldest first. */
  untoldStatements(now: Instant, rowsMax: number): Promise<Untold[]>;
  /** Keeps the peer's answer to a statement; or, when there was none, the moment of the next attempt. */
  noteStatementTold(tx: Tx, digest: Digest, told: { readonly answer: Uint8Array } | { readonly nextAt: Instant }): Promise<void>;
  /** Urgent rows that were queued by then and have not ended, each given once. */
  takeLateUrgent(tx: Tx, queuedBy: Instant, rowsMax: number): Promise<OutboxRow[]>;
}

export interface InboxStore<Tx> {
  /** The latest receipt that was given for a digest, outside any transaction. */
  receiptNow(digest: Digest): Promise<Uint8Array | null>;
  /** The peer and those receipts in one look. */
  lookUp(
    authorityId: string,
    digests: readonly Digest[],
  ): Promise<{ readonly peer: Peer | null; readonly receipts: ReadonlyMap<Digest, Uint8Array> }>;
  /**
   * Waits for any other admission from the same channels to end, keeps later ones waiting until ours ends, and says what is
   * kept around each of these dispatches: one that was given a receipt already, or another at its place. One of each channel.
   */
  lockIncoming(tx: Tx, dispatches: readonly IncomingPlace[]): Promise<readonly Surroundings[]>;
  /** Keeps dispatches of a peer, each in place of itself where it was held. Throws when a digest was judged, or a place is taken. */
  insertIncoming(tx: Tx, rows: readonly InboxRow[]): Promise<void>;
  /** Held rows to be judged again: their moment has come and the dispatch before them is here; or they were held since before `heldBefore`. */
  dueHeld(now: Instant, heldBefore: Instant, rowsMax: number): Promise<HeldRow[]>;
  /** What is held at the next place of a channel. */
  heldAt(peer: AuthorityId, place: ChannelPlace): Promise<HeldRow | null>;
  /** Looks at a held row again at that moment. */
  judgeLater(tx: Tx, digest: Digest, at: Instant): Promise<void>;
  /** Receipts that are to be told, the oldest first. */
  untoldReceipts(now: Instant, rowsMax: number): Promise<Untold[]>;
  /** Tells this very receipt again at that moment; never again when null. A later receipt is not touched. */
  noteReceiptTold(digest: Digest, receiptBytes: Uint8Array, nextAt: Instant | null): Promise<void>;
  /** Admitted dispatches of a case that no officer has opened yet, locked until the transaction ends. */
  lockUnopened(tx: Tx, caseRef: string): Promise<InboxRow[]>;
  /** Keeps the receipt that says so, to be told from that moment on. */
  keepOpenedHere(tx: Tx, digest: Digest, receiptBytes: Uint8Array, at: Instant): Promise<void>;
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
    | 'dispatch.in-custody'
    | 'dispatch.opened-there'
    | 'dispatch.late-receipt'
    | 'dispatch.urgent-late'
    | 'dispatch.offered-again'
    | 'dispatch.admitted'
    | 'dispatch.held'
    | 'dispatch.opened'
    | 'dispatch.refused-admission'
    | 'keys.changed'
    | 'peer.keys-extended'
    | 'peer.keys-refused'
    | 'peer.frozen'
    | 'peer.restored'
    | 'peer.dispatches-suspect'
    | 'peer.dispatches-affirmed'
    | 'peer.log-differs'
    | 'peer.emergency';
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

/** The place of an entry, and the root of the log with it as the last. */
export interface LogPlace {
  readonly index: number;
  readonly root: string;
}

export interface ExchangePorts<Tx> {
  readonly self: Self;
  readonly store: ExchangeStore<Tx>;
  readonly network: Network;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly suite: SignatureSuite;
  readonly sealSuite: SealSuite;
  /** Signs what is queued side by side in one go; where it is absent, each by itself (outbox/sign-soon.ts). */
  readonly signSoon?: SignSoon<Tx>;
  /** For key views; plain Ed25519 where none is named. */
  readonly connectionSuite?: SignatureSuite;
  readonly judge: Judge<Tx>;
  /** The digest of the peering instrument with this peer; null for a stranger. */
  readonly instrumentWith: (tx: Tx, peer: string) => Promise<string | null>;
  /** Appends to our log; gives the place of the entry and the root of the log with it as the last. */
  readonly appendAudit: (tx: Tx, entry: AuditEntry) => Promise<LogPlace>;
  /** The same for several, one after another. */
  readonly appendAudits: (tx: Tx, entries: readonly AuditEntry[]) => Promise<readonly LogPlace[]>;
  /** The same where nobody asks for the places. */
  readonly appendUnasked: (tx: Tx, entries: readonly AuditEntry[]) => Promise<void>;
  /** The lanes of what peers send us: quotas, and who is worked on first. */
  readonly lanes: LaneGate;
  /** The root that our log had at that size; null when it never was that large, or nobody knows any more. */
  readonly rootAt: (tx: Tx, size: number) => Promise<string | null>;
  readonly handlers: ReadonlyMap<string, DispatchHandler<Tx>>;
  /**
   * True where one look tells that nothing is held, nobody is to be told anything, and nothing urgent that was queued by `lateBy` waits.
   * Where nobody can tell, all of it is looked at.
   */
  readonly isTended?: (by: { readonly now: Instant; readonly lateBy: Instant }) => Promise<boolean>;
}

// --- what other rooms give and get ----------------------------------------------------------------------------------

/** How a step came on paper from an authority without a server: our own officers' word, and nobody else's signature. */
export interface ReceivedByLetter {
  readonly channel: string;
  /** The day that stands on the letter. */
  readonly writtenOn: string;
  /** Digest of its scan. */
  readonly scan: string;
  readonly transcribedBy: string;
  readonly confirmedBy: readonly string[];
}
/** How a step of ours went on paper; the word of the officer who sent it stands in the place of a receipt. */
export interface SentByLetter {
  readonly channel: string;
  /** The number by which whoever carries it knows it; empty where there is none. */
  readonly tracking: string;
  readonly by: string;
}

export interface AdmittedDispatch {
  readonly digest: Digest;
  readonly signedBytes: Uint8Array;
  /** The body document as it came, which opens the whole body. */
  readonly bodyDocument: Uint8Array;
  /** What was signed, with the body that was held against its root. */
  readonly payload: OpenDispatch;
  /** The facts that the verdict rests on; the proof of each approval among them holds. */
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly receivedAt: Instant;
  /** Only of what came by letter; it was made here, from the scan, and its moment is that of its confirmation. */
  readonly letter?: ReceivedByLetter;
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
  /** `opened` follows on `delivered`, when an officer of the other authority first opened what it belongs to. */
  readonly state: Settlement['state'] | 'opened';
  readonly receipt: ReceiptWire | null;
  /** The moment in the receipt, of its opening for `opened`; for `not-delivered` the moment we gave up. */
  readonly at: Instant;
  /** Only of what went by letter: `delivered` then says that it was sent. */
  readonly letter?: SentByLetter;
}

/** What a room does with one kind of dispatch; all run in the transaction that makes the fact durable. */
export interface DispatchHandler<Tx> {
  readonly kind: string;
  readonly admit: (tx: Tx, dispatch: AdmittedDispatch) => Promise<Admission>;
  readonly outcome: (tx: Tx, sent: SentDispatch, outcome: DispatchOutcome) => Promise<void>;
  /** One of ours has opened it for the first time; its sender is told in any case. */
  readonly opened?: (tx: Tx, admitted: SentDispatch, by: { readonly officer: string; readonly at: Instant }) => Promise<void>;
}
