// SPDX-License-Identifier: Apache-2.0
/**
 * The store of the exchange in memory: the same promises as the tables, for simulations and tests.
 *
 * A transaction works on a copy that replaces the state when it ends well, and is dropped when it throws; transactions run
 * one after the other. A crash at any step is simulated by throwing there.
 */
import type { Instant } from '../kernel/index.ts';
import type { AuthorityId, Digest } from '../seals/index.ts';
import { copyOfKeys, emptyMemoryKeys, type MemoryKeys, memoryPeerKeys } from './keys/memory.ts';
import type { ChannelPlace, ClaimedRow, ExchangeStore, InboxRow, OutboxRow, OutboxState, Peer, Settlement } from './ports.ts';

interface StoredOut {
  readonly row: OutboxRow;
  readonly state: OutboxState;
  readonly token: string | null;
  readonly leaseUntil: Instant | null;
  readonly settlement: Settlement | null;
}
export interface MemoryState {
  readonly outbox: Map<Digest, StoredOut>;
  readonly inbox: Map<Digest, InboxRow>;
  readonly channels: Map<string, { epoch: number; seq: number; head: Digest | null }>;
  readonly peers: Map<string, Peer>;
  readonly keys: MemoryKeys;
  /** When each peer was last heard. */
  readonly heard: Map<string, Instant>;
  readonly log: { event: string; details: Readonly<Record<string, unknown>> }[];
  /** Whatever the rooms of a test keep, so that their effects roll back too. */
  readonly effects: Map<string, unknown>;
}

export interface MemoryStore extends ExchangeStore<MemoryState> {
  /** The committed state, for looking at. */
  state(): MemoryState;
}

export function memoryStore(): MemoryStore {
  let state: MemoryState = {
    outbox: new Map(),
    inbox: new Map(),
    channels: new Map(),
    peers: new Map(),
    keys: emptyMemoryKeys(),
    heard: new Map(),
    log: [],
    effects: new Map(),
  };
  let last: Promise<unknown> = Promise.resolve();

  const transaction = <Value>(work: (tx: MemoryState) => Promise<Value>): Promise<Value> => {
    const run = async (): Promise<Value> => {
      const copy = copyOf(state);
      const value = await work(copy);
      state = copy;
      return value;
    };
    const result = last.then(run, run);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    state: () => state,
    transaction,
    keys: memoryPeerKeys(() => state, transaction),
    isPeer: async (tx, authorityId) => (tx ?? state).peers.has(authorityId),
    peerNow: async (authorityId) => state.peers.get(authorityId) ?? null,
    receiptNow: async (digest) => state.inbox.get(digest)?.receiptBytes ?? null,
    lookUp: async (authorityId, digest) => ({
      peer: state.peers.get(authorityId) ?? null,
      receipt: state.inbox.get(digest)?.receiptBytes ?? null,
    }),
    claimDue: (given) => transaction(async (tx) => claimDue(tx, given)),
    retryLater: (row, next) => transaction(async (tx) => retryLater(tx, row, next)),
    ...withinTransaction,
  };
}

/** What works on the transaction it is given and on nothing else. */
type Within = Pick<MemoryStore, 'nextInChannel' | 'endEpoch' | 'insertOutgoing' | 'settle' | 'lockIncoming' | 'insertIncoming'>;

const withinTransaction: Within = {
  async nextInChannel(tx, channel) {
    const found = tx.channels.get(channel);
    return { epoch: found?.epoch ?? 0, seq: (found?.seq ?? 0) + 1, prev: found?.head ?? null };
  },
  async endEpoch(tx, channel, epoch) {
    const found = tx.channels.get(channel);
    if (found?.epoch === epoch) tx.channels.set(channel, { epoch: epoch + 1, seq: 0, head: found.head });
  },
  async insertOutgoing(tx, row) {
    if (tx.outbox.has(row.digest)) throw new Error('a dispatch is queued once');
    tx.channels.set(row.channel, { epoch: row.epoch, seq: row.seq, head: row.digest });
    tx.outbox.set(row.digest, { row, state: 'waiting', token: null, leaseUntil: null, settlement: null });
  },
  async settle(tx, row, settlement, now) {
    const stored = tx.outbox.get(row.digest);
    if (stored?.token !== row.token) return false;
    tx.outbox.set(row.digest, { row: stored.row, state: settlement.state, token: null, leaseUntil: null, settlement });
    if (settlement.receiptBytes !== null) tx.heard.set(row.peer, now);
    return true;
  },
  // Transactions run one after the other here, so every channel is locked already.
  async lockIncoming(tx, { digest, peer, place }) {
    const at = (back: number): Digest | null => (place === null ? null : findInChannel(tx, peer, { ...place, seq: place.seq - back }));
    return { receipt: tx.inbox.get(digest)?.receiptBytes ?? null, here: at(0), before: at(1) };
  },
  async insertIncoming(tx, row) {
    const isTaken = row.place !== null && findInChannel(tx, row.peer, row.place) !== null;
    if (tx.inbox.has(row.digest) || isTaken) throw new Error('a dispatch is admitted once, and a place is taken once');
    tx.inbox.set(row.digest, row);
    tx.heard.set(row.peer, row.receivedAt);
  },
};

function copyOf(state: MemoryState): MemoryState {
  return {
    outbox: new Map(state.outbox),
    inbox: new Map(state.inbox),
    channels: new Map(state.channels),
    peers: new Map(state.peers),
    keys: copyOfKeys(state.keys),
    heard: new Map(state.heard),
    log: [...state.log],
    effects: new Map(state.effects),
  };
}

function claimDue(tx: MemoryState, given: Parameters<MemoryStore['claimDue']>[0]): ClaimedRow[] {
  const open = [...tx.outbox.values()].filter((stored) => stored.state === 'waiting' || stored.state === 'leased');
  const due = open.filter((stored) => {
    const isFree = stored.state === 'waiting' || (stored.leaseUntil !== null && stored.leaseUntil < given.now);
    const isFirst = !open.some((other) => other.row.channel === stored.row.channel && isBefore(other.row, stored.row));
    return isFree && isFirst && stored.row.nextAttemptAt <= given.now;
  });
  const chosen = due
    .toSorted((left, right) => (left.row.class === right.row.class ? 0 : left.row.class === 'urgent' ? -1 : 1))
    .slice(0, given.rowsMax);
  const claimed = chosen.map((stored): StoredOut => {
    const row = { ...stored.row, attempts: stored.row.attempts + 1 };
    return { ...stored, row, state: 'leased', token: given.token, leaseUntil: given.leaseUntil };
  });
  for (const stored of claimed) tx.outbox.set(stored.row.digest, stored);
  return claimed.map((stored) => ({
    ...stored.row,
    token: given.token,
    channelEpoch: tx.channels.get(stored.row.channel)?.epoch ?? 0,
  }));
}

function retryLater(tx: MemoryState, row: ClaimedRow, next: Parameters<MemoryStore['retryLater']>[1]): void {
  const stored = tx.outbox.get(row.digest);
  if (stored?.token !== row.token) return;
  const again = { ...stored.row, nextAttemptAt: next.nextAttemptAt, lastDelayMs: next.delayMs };
  tx.outbox.set(row.digest, { row: again, state: 'waiting', token: null, leaseUntil: null, settlement: null });
}

function isBefore(left: OutboxRow, right: OutboxRow): boolean {
  return left.epoch === right.epoch ? left.seq < right.seq : left.epoch < right.epoch;
}

function findInChannel(tx: MemoryState, peer: AuthorityId, { channel, epoch, seq }: ChannelPlace): Digest | null {
  const takes = ({ place }: InboxRow): boolean => place?.channel === channel && place.epoch === epoch && place.seq === seq;
  return [...tx.inbox.values()].find((row) => row.peer === peer && takes(row))?.digest ?? null;
}
