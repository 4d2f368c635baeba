// SPDX-License-Identifier: Apache-2.0
/** What the store of the exchange holds in memory; never changed once it is committed. */
import type { Instant } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { OutboxState } from '../delivery/delivery-states.ts';
import type { LaneStanding } from '../delivery/lanes.ts';
import type { MemoryKeys } from '../keys/memory.ts';
import type { Alarm, InboxRow, LogHead, OutboxRow, Peer, Settlement } from '../ports.ts';

export interface StoredOut {
  readonly row: OutboxRow;
  readonly state: OutboxState;
  readonly token: string | null;
  readonly leaseUntil: Instant | null;
  readonly custody: Uint8Array | null;
  readonly settlement: Settlement | null;
  readonly openedReceipt: Uint8Array | null;
  /** What the peer answered to our statement, or said after the end. */
  readonly lateReceipt: Uint8Array | null;
  readonly isAlarmed: boolean;
}

export interface MemoryState {
  readonly outbox: Map<Digest, StoredOut>;
  readonly inbox: Map<Digest, InboxRow>;
  /** Receipts that an officer has opened it, by the digest of the dispatch. */
  readonly opened: Map<Digest, Uint8Array>;
  readonly channels: Map<string, { epoch: number; seq: number; head: Digest | null }>;
  readonly peers: Map<string, Peer>;
  readonly keys: MemoryKeys;
  /** When each peer was last heard, and the largest head of its log that we know. */
  readonly heard: Map<string, Instant>;
  readonly heads: Map<string, LogHead>;
  readonly lanes: Map<string, LaneStanding>;
  readonly alarms: Alarm[];
  readonly log: { event: string; details: Readonly<Record<string, unknown>> }[];
  /** Whatever the rooms of a test keep, so that their effects roll back too. */
  readonly effects: Map<string, unknown>;
}
