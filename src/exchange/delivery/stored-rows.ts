// SPDX-License-Identifier: Apache-2.0
/** What outbox and inbox keep of a dispatch, as values: the same for both stores and for everything that decides on them. */
import type { IdOf, Instant } from '../../kernel/index.ts';
import type { AuthorityId, Digest } from '../../seals/index.ts';
import type { HeldState, InboxState, OutboxState } from './delivery-states.ts';
import type { DispatchClass } from './lanes.ts';

/** The head of a log as one of its receipts names it; the root in hexadecimal. */
export interface LogHead {
  readonly size: number;
  readonly root: string;
}

/** A dispatch's place: the sender counts within an epoch of a channel, and starts a new epoch when it gave a dispatch up. */
export interface ChannelPlace {
  readonly channel: string;
  readonly epoch: number;
  readonly seq: number;
}

export interface OutboxRow {
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly caseRef: string | null;
  readonly kind: string;
  readonly class: DispatchClass;
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
  /** Whether the peer has signed that it holds the dispatch and has not judged it yet. */
  readonly isInCustody: boolean;
  /** How often in a row its lane could not be used (delivery/lanes.ts). */
  readonly laneFailures: number;
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
  readonly state: InboxState;
  readonly receivedAt: Instant;
  readonly logIndex: number;
  /** When it is looked at again, for one that is held; null for all others. */
  readonly judgeAt: Instant | null;
  /** When its receipt is to be told to the sender, which did not get it as an answer; null when it did. */
  readonly tellAt: Instant | null;
}

/** The end of a dispatch of ours, as it is kept. */
export interface Settlement {
  readonly state: 'delivered' | 'rejected' | 'not-delivered';
  readonly receiptBytes: Uint8Array | null;
  readonly at: Instant;
  /** Our signed statement that it was given up, and when the peer is to be told of it; null in both where there is none. */
  readonly statementBytes: Uint8Array | null;
  readonly tellAt: Instant | null;
}

/** A row under our lease, and the end that it has come to. */
export interface RowEnd {
  readonly row: ClaimedRow;
  readonly settlement: Settlement;
}

/** Word from a peer: when, and which head of its log came with it. */
export interface Heard {
  readonly at: Instant;
  readonly head: LogHead | null;
}

/** A dispatch of ours as it stands, whoever has it under lease. */
export interface OutgoingNow {
  readonly row: OutboxRow;
  readonly state: OutboxState;
}

/** What is held of a peer and may be judged again. */
export interface HeldRow {
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly state: HeldState;
  readonly signedBytes: Uint8Array;
  readonly bodyDocument: Uint8Array;
  readonly receivedAt: Instant;
}

/** A signed document that the peer is to be told of. */
export interface Untold {
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly document: Uint8Array;
  readonly since: Instant;
}

/** Something that a person must know now; `about` and `other` are the documents that prove it. */
export interface Alarm {
  readonly kind: 'equivocation' | 'urgent-late' | 'log-differs' | 'peer-emergency';
  readonly peer: AuthorityId;
  readonly about: Digest;
  readonly other: Digest | null;
  readonly at: Instant;
}

/** What is to be judged, and its place; null where it names none. */
export interface IncomingPlace {
  readonly digest: Digest;
  readonly peer: AuthorityId;
  readonly place: ChannelPlace | null;
  /** When its peer was heard with it; absent where it is judged again. */
  readonly heardAt?: Instant;
}

/** What the inbox holds around a dispatch. */
export interface Surroundings {
  /** The latest receipt that was given for this very dispatch, and its state. */
  readonly receipt: Uint8Array | null;
  readonly state: InboxState | null;
  /** Another dispatch that has its place, held or judged. */
  readonly here: Digest | null;
  /** The one that was judged at the place before. */
  readonly before: Digest | null;
  /** The highest place of the epoch up to which dispatches were judged; 0 where there is none. */
  readonly judgedTo: number;
  /** How many of its channel are held. */
  readonly heldCount: number;
}
