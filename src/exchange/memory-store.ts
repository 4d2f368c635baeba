// SPDX-License-Identifier: Apache-2.0
/**
 * The store of the exchange in memory: the same promises as the tables, for simulations and tests.
 *
 * A transaction works on a copy that replaces the state when it ends well, and is dropped when it throws; transactions run
 * one after the other. A crash at any step is simulated by throwing there.
 */
import type { Instant } from '../kernel/index.ts';
import type { AuthorityId, Digest } from '../seals/index.ts';
import type { ClaimedRow, ExchangeStore, InboxRow, OutboxRow, OutboxState, Peer, Settlement } from './ports.ts';

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
  readonly channels: Map<string, { seq: number; head: Digest | null }>;
  readonly peers: Map<string, Peer>;
  readonly log: { event: string; details: Readonly<Record<string, unknown>> }[];
  /** Whatever the rooms of a test keep, so that their effects roll back too. */
  readonly effects: Map<string, unknown>;
}

export interface MemoryStore extends ExchangeStore<MemoryState> {
  /** The committed state, for looking at. */
  state(): MemoryState;
}

export function memoryStore(): MemoryStore {
  let state: MemoryState = { outbox: new Map(), inbox: new Map(), channels: new Map(), peers: new Map(), log: [], effects: new Map() };
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
    findPeer: async (tx, authorityId) => tx.peers.get(authorityId) ?? null,
    noteHeard: async () => undefined,
    async nextInChannel(tx, channel) {
      const found = tx.channels.get(channel);
      return { seq: (found?.seq ?? 0) + 1, prev: found?.head ?? null };
    },
    async advanceChannel(tx, channel, seq, digest) {
      tx.channels.set(channel, { seq, head: digest });
    },
    async insertOutgoing(tx, row) {
      if (tx.outbox.has(row.digest)) throw new Error('a dispatch is queued once');
      tx.outbox.set(row.digest, { row, state: 'waiting', token: null, leaseUntil: null, settlement: null });
    },
    claimDue: (given) => transaction(async (tx) => claimDue(tx, given)),
    async settle(tx, row, settlement) {
      const stored = tx.outbox.get(row.digest);
      if (stored?.token !== row.token) return false;
      tx.outbox.set(row.digest, { row: { ...stored.row, attempts: row.attempts + 1 }, state: settlement.state, token: null, leaseUntil: null, settlement });
      return true;
    },
    retryLater: (row, next) =>
      transaction(async (tx) => {
        const stored = tx.outbox.get(row.digest);
        if (stored?.token !== row.token) return;
        const again = { ...stored.row, attempts: row.attempts + 1, nextAttemptAt: next.nextAttemptAt, lastDelayMs: next.delayMs };
        tx.outbox.set(row.digest, { row: again, state: 'waiting', token: null, leaseUntil: null, settlement: null });
      }),
    findIncoming: async (tx, digest) => tx.inbox.get(digest)?.receiptBytes ?? null,
    findInChannel: async (tx, peer, channel, seq) => findInChannel(tx, peer, channel, seq),
    async insertIncoming(tx, row) {
      if (tx.inbox.has(row.digest)) return false;
      tx.inbox.set(row.digest, row);
      return true;
    },
    lockIncoming: async () => undefined,
  };
}

function copyOf(state: MemoryState): MemoryState {
  return {
    outbox: new Map(state.outbox),
    inbox: new Map(state.inbox),
    channels: new Map(state.channels),
    peers: new Map(state.peers),
    log: [...state.log],
    effects: new Map(state.effects),
  };
}

function claimDue(tx: MemoryState, given: Parameters<MemoryStore['claimDue']>[0]): ClaimedRow[] {
  const open = [...tx.outbox.values()].filter((stored) => stored.state === 'waiting' || stored.state === 'leased');
  const due = open.filter((stored) => {
    const isFree = stored.state === 'waiting' || (stored.leaseUntil !== null && stored.leaseUntil < given.now);
    const isFirst = !open.some((other) => other.row.channel === stored.row.channel && other.row.seq < stored.row.seq);
    return isFree && isFirst && stored.row.nextAttemptAt <= given.now;
  });
  const chosen = due.toSorted((left, right) => (left.row.class === right.row.class ? 0 : left.row.class === 'urgent' ? -1 : 1)).slice(0, given.rowsMax);
  for (const stored of chosen) tx.outbox.set(stored.row.digest, { ...stored, state: 'leased', token: given.token, leaseUntil: given.leaseUntil });
  return chosen.map((stored) => ({ ...stored.row, token: given.token }));
}

function findInChannel(tx: MemoryState, peer: AuthorityId, channel: string, seq: number): Digest | null {
  const found = [...tx.inbox.values()].find((row) => row.peer === peer && row.channel === channel && row.seq === seq && row.state === 'delivered');
  return found?.digest ?? null;
}
