// SPDX-License-Identifier: Apache-2.0
/**
 * The store of the exchange in memory: the same promises as the tables, for simulations and tests.
 *
 * A transaction works on a copy that replaces the state when it ends well, and is dropped when it throws; transactions run
 * one after the other. A crash is simulated by leaving the store behind and making another of what it had committed: a
 * state is never changed once it is committed, so a state that was kept is a backup.
 */
import { addMs } from '../kernel/index.ts';
import { type AuthorityId, type Digest, digestOf } from '../seals/index.ts';
import { quarantineMs } from './channel-order.ts';
import { isHeld, type OutboxState } from './delivery/delivery-states.ts';
import { type LaneStanding, restLongestMs } from './delivery/lanes.ts';
import { around, findInChannel, heldRowOf, mayFollow } from './inbox/memory.ts';
import { emptyMemoryKeys, memoryPeerKeys } from './keys/memory.ts';
import type { ClaimedRow, ExchangeStore, Heard, InboxRow, InboxStore, OutboxRow, OutboxStore, Settlement } from './ports.ts';
import { copyOnTouch, looked } from './tables/memory-copy.ts';
import type { MemoryState, StoredOut } from './tables/memory-state.ts';

export type { MemoryState } from './tables/memory-state.ts';

export interface MemoryStore extends ExchangeStore<MemoryState> {
  /** The committed state, for looking at. */
  state(): MemoryState;
}

/** A store that begins with what another one had committed, or empty. */
export function memoryStore(begin?: MemoryState): MemoryStore {
  let state: MemoryState = begin ?? {
    outbox: new Map(),
    inbox: new Map(),
    opened: new Map(),
    channels: new Map(),
    peers: new Map(),
    keys: emptyMemoryKeys(),
    heard: new Map(),
    heads: new Map(),
    lanes: new Map(),
    alarms: [],
    log: [],
    effects: new Map(),
  };
  let last: Promise<unknown> = Promise.resolve();

  const transaction = <Value>(work: (tx: MemoryState) => Promise<Value>): Promise<Value> => {
    const run = async (): Promise<Value> => {
      const { tx, committed } = copyOnTouch(state);
      const value = await work(tx);
      state = committed();
      return value;
    };
    const result = last.then(run, run);
    last = result.catch(() => undefined);
    return result;
  };
  const now = (): MemoryState => state;
  return {
    state: now,
    transaction,
    sharedTransaction: transaction,
    keys: memoryPeerKeys(now, transaction),
    isPeer: async (tx, authorityId) => (tx ?? state).peers.has(authorityId),
    peerNow: async (authorityId) => state.peers.get(authorityId) ?? null,
    async freezePeer(tx, peer) {
      const found = tx.peers.get(peer);
      if (found !== undefined) tx.peers.set(peer, { ...found, state: 'frozen' });
    },
    async raiseAlarm(tx, alarm) {
      if (tx.alarms.some(({ kind, about }) => kind === alarm.kind && about === alarm.about)) return false;
      tx.alarms.push(alarm);
      return true;
    },
    ...outboxOf(now, transaction),
    ...inboxOf(now, transaction),
  };
}

type Run = <Value>(work: (tx: MemoryState) => Promise<Value>) => Promise<Value>;

function outboxOf(now: () => MemoryState, run: Run): OutboxStore<MemoryState> {
  return { ...channelsOf(now, run), ...endsOf(run), ...tellingsOf(now) };
}

type OutboxPart<Name extends keyof OutboxStore<MemoryState>> = Pick<OutboxStore<MemoryState>, Name>;
type InboxPart<Name extends keyof InboxStore<MemoryState>> = Pick<InboxStore<MemoryState>, Name>;

function channelsOf(
  now: () => MemoryState,
  run: Run,
): OutboxPart<'nextInChannel' | 'endEpoch' | 'insertOutgoing' | 'claimDue' | 'sentInChannel'> {
  return {
    async nextInChannel(tx, channel, peer) {
      const found = tx.channels.get(channel);
      return { epoch: found?.epoch ?? 0, seq: (found?.seq ?? 0) + 1, prev: found?.head ?? null, seen: tx.heads.get(peer) ?? null };
    },
    async endEpoch(tx, channel, epoch) {
      const found = tx.channels.get(channel);
      if (found?.epoch === epoch) tx.channels.set(channel, { epoch: epoch + 1, seq: 0, head: found.head });
    },
    async insertOutgoing(tx, row) {
      if (tx.outbox.has(row.digest)) throw new Error('a dispatch is queued once');
      tx.channels.set(row.channel, { epoch: row.epoch, seq: row.seq, head: row.digest });
      const nothing = { token: null, leaseUntil: null, custody: null, settlement: null, openedReceipt: null, lateReceipt: null } as const;
      tx.outbox.set(row.digest, { row: { ...row, logIndex: tx.log.length - 1 }, state: 'waiting', isAlarmed: false, ...nothing });
    },
    claimDue: (given) => run(async (tx) => claimDue(tx, given)),
    async sentInChannel(channel, { epoch, from, to }) {
      const rows = [...now().outbox.values()].filter(({ state }) => state !== 'not-delivered').map(({ row }) => row);
      const asked = rows.filter((row) => row.channel === channel && row.epoch === epoch && row.seq >= from && row.seq <= to);
      return asked.toSorted((left, right) => left.seq - right.seq);
    },
  };
}

function endsOf(
  run: Run,
): OutboxPart<'settle' | 'settleLocked' | 'keepCustody' | 'retryLater' | 'noteLane' | 'lockOutgoing' | 'keepOpenedThere'> {
  return {
    async settle(tx, ends, heard) {
      const ours = ends.filter(({ row }) => tx.outbox.get(row.digest)?.token === row.token);
      for (const { row, settlement } of ours) settle(tx, row, settlement, heard);
      return new Set(ours.map(({ row }) => row.digest));
    },
    async keepCustody(tx, row, { receiptBytes, nextAttemptAt, delayMs }, heard) {
      const stored = tx.outbox.get(row.digest);
      if (stored?.token !== row.token) return false;
      const again = { ...stored.row, nextAttemptAt, lastDelayMs: delayMs };
      tx.outbox.set(row.digest, { ...stored, row: again, state: 'custody', token: null, leaseUntil: null, custody: receiptBytes });
      hear(tx, row.peer, heard);
      return true;
    },
    retryLater: (row, next) => run(async (tx) => retryLater(tx, row, next)),
    noteLane: (lane, standing) => run(async (tx) => void tx.lanes.set(`${lane.peer} ${lane.class}`, standing)),
    async lockOutgoing(tx, digest) {
      const stored = tx.outbox.get(digest);
      return stored === undefined ? null : { row: stored.row, state: stored.state };
    },
    settleLocked: async (tx, row, settlement, heard) => settle(tx, row, settlement, heard),
    async keepOpenedThere(tx, digest, receiptBytes) {
      const stored = tx.outbox.get(digest);
      if (stored !== undefined) tx.outbox.set(digest, { ...stored, state: 'opened', openedReceipt: receiptBytes });
    },
  };
}

function tellingsOf(now: () => MemoryState): OutboxPart<'untoldStatements' | 'noteStatementTold' | 'takeLateUrgent'> {
  return {
    async untoldStatements(at, rowsMax) {
      const untold = [...now().outbox.values()].flatMap(({ row, settlement }) => {
        if (settlement === null || settlement.tellAt === null || settlement.tellAt > at || settlement.statementBytes === null) return [];
        return [{ digest: row.digest, peer: row.peer, document: settlement.statementBytes, since: settlement.at, due: settlement.tellAt }];
      });
      return untold.toSorted(byDue).slice(0, rowsMax);
    },
    async noteStatementTold(tx, digest, told) {
      const stored = tx.outbox.get(digest);
      if (stored === undefined || stored.settlement === null) return;
      const settlement = { ...stored.settlement, tellAt: 'nextAt' in told ? told.nextAt : null };
      tx.outbox.set(digest, { ...stored, settlement, lateReceipt: 'answer' in told ? told.answer : stored.lateReceipt });
    },
    async takeLateUrgent(tx, queuedBy, rowsMax) {
      const late = [...tx.outbox.values()].filter(
        ({ row, state, isAlarmed }) => row.class === 'urgent' && !isAlarmed && isOpen(state) && row.queuedAt <= queuedBy,
      );
      const taken = late.toSorted((left, right) => compare(left.row.queuedAt, right.row.queuedAt)).slice(0, rowsMax);
      for (const stored of taken) tx.outbox.set(stored.row.digest, { ...stored, isAlarmed: true });
      return taken.map(({ row }) => row);
    },
  };
}

function inboxOf(now: () => MemoryState, run: Run): InboxStore<MemoryState> {
  return { ...judgingOf(now), ...receiptsOf(now, run) };
}

function judgingOf(now: () => MemoryState): InboxPart<'lockIncoming' | 'insertIncoming' | 'dueHeld' | 'heldAt' | 'judgeLater'> {
  return {
    // Transactions run one after the other here, so every channel is locked already.
    lockIncoming: async (tx, dispatches) => dispatches.map((dispatch) => around(tx, dispatch)),
    async insertIncoming(tx, rows) {
      for (const row of rows) insertIncoming(tx, row);
    },
    async dueHeld(at, heldBefore, rowsMax) {
      const due = [...now().inbox.values()].filter((row) => {
        if (!isHeld(row.state)) return false;
        if (row.receivedAt <= heldBefore) return true;
        const isDue = row.judgeAt !== null && (row.judgeAt <= at || row.judgeAt > addMs(at, quarantineMs));
        return isDue && mayFollow(now(), row);
      });
      return due
        .toSorted((left, right) => compare(left.judgeAt ?? '', right.judgeAt ?? ''))
        .slice(0, rowsMax)
        .flatMap(heldRowOf);
    },
    heldAt: async (peer, place) => findInChannel(now(), peer, place).flatMap(heldRowOf)[0] ?? null,
    async judgeLater(tx, digest, at) {
      const row = tx.inbox.get(digest);
      if (row !== undefined && isHeld(row.state)) tx.inbox.set(digest, { ...row, judgeAt: at });
    },
  };
}

function receiptsOf(
  now: () => MemoryState,
  run: Run,
): InboxPart<'receiptNow' | 'lookUp' | 'untoldReceipts' | 'noteReceiptTold' | 'lockUnopened' | 'keepOpenedHere'> {
  const receiptNow = (digest: Digest): Uint8Array | null => now().opened.get(digest) ?? now().inbox.get(digest)?.receiptBytes ?? null;
  return {
    receiptNow: async (digest) => receiptNow(digest),
    async lookUp(authorityId, digests) {
      const given = digests.map((digest) => [digest, receiptNow(digest)] as const);
      const receipts = new Map(given.flatMap(([digest, receipt]) => (receipt === null ? [] : [[digest, receipt] as const])));
      return { peer: now().peers.get(authorityId) ?? null, receipts };
    },
    async untoldReceipts(at, rowsMax) {
      const untold = [...now().inbox.values()].flatMap((row) => {
        const document = now().opened.get(row.digest) ?? row.receiptBytes;
        if (row.tellAt === null || row.tellAt > at) return [];
        return [{ digest: row.digest, peer: row.peer, document, since: row.receivedAt, due: row.tellAt }];
      });
      return untold.toSorted(byDue).slice(0, rowsMax);
    },
    noteReceiptTold: (digest, receiptBytes, nextAt) =>
      run(async (tx) => {
        const row = tx.inbox.get(digest);
        const current = tx.opened.get(digest) ?? row?.receiptBytes;
        if (row !== undefined && current !== undefined && digestOf(current) === digestOf(receiptBytes))
          tx.inbox.set(digest, { ...row, tellAt: nextAt });
      }),
    async lockUnopened(tx, caseRef) {
      const rows = [...tx.inbox.values()].filter((row) => row.caseRef === caseRef && row.state === 'delivered');
      return rows.toSorted((left, right) => left.logIndex - right.logIndex);
    },
    async keepOpenedHere(tx, digest, receiptBytes, at) {
      const row = tx.inbox.get(digest);
      if (row === undefined) return;
      tx.inbox.set(digest, { ...row, state: 'opened', tellAt: at });
      tx.opened.set(digest, receiptBytes);
    },
  };
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const byDue = (left: { readonly due: string }, right: { readonly due: string }): number => compare(left.due, right.due);
const byClass = (left: OutboxRow, right: OutboxRow): number => Number(right.class === 'urgent') - Number(left.class === 'urgent');
const isOpen = (state: OutboxState): boolean => state === 'waiting' || state === 'leased' || state === 'custody';

function claimDue(tx: MemoryState, given: Parameters<MemoryStore['claimDue']>[0]): ClaimedRow[] {
  // Most looks find nothing, and change nothing.
  const open = [...looked(tx, 'outbox').values()].filter((stored) => isOpen(stored.state));
  const lanes = looked(tx, 'lanes');
  const laneOf = ({ row }: StoredOut): LaneStanding | undefined => lanes.get(`${row.peer} ${row.class}`);
  const due = open.filter((stored) => {
    const { state, leaseUntil } = stored;
    const isFree = state !== 'leased' || (leaseUntil !== null && (leaseUntil < given.now || leaseUntil > given.leaseUntil));
    const isFirst = !open.some(
      (other) => other.custody === null && other.row.channel === stored.row.channel && isBefore(other.row, stored.row),
    );
    const pausedUntil = laneOf(stored)?.pausedUntil ?? given.now;
    const rests = pausedUntil > given.now && pausedUntil <= addMs(given.now, restLongestMs);
    return isFree && isFirst && !rests && stored.row.nextAttemptAt <= given.now;
  });
  const chosen = due
    .toSorted((left, right) => byClass(left.row, right.row) || compare(left.row.nextAttemptAt, right.row.nextAttemptAt))
    .slice(0, given.rowsMax);
  const claimed = chosen.map((stored): StoredOut => {
    const row = { ...stored.row, attempts: stored.row.attempts + 1 };
    return { ...stored, row, state: 'leased', token: given.token, leaseUntil: given.leaseUntil };
  });
  for (const stored of claimed) tx.outbox.set(stored.row.digest, stored);
  return claimed.map((stored) => ({
    ...stored.row,
    token: given.token,
    channelEpoch: looked(tx, 'channels').get(stored.row.channel)?.epoch ?? 0,
    isInCustody: stored.custody !== null,
    laneFailures: laneOf(stored)?.failures ?? 0,
  }));
}

function insertIncoming(tx: MemoryState, row: InboxRow): void {
  const known = tx.inbox.get(row.digest);
  const isFree = known === undefined || (isHeld(known.state) && known.peer === row.peer);
  const { place } = row;
  const isTaken = place !== null && findInChannel(tx, row.peer, place).some((other) => other.digest !== row.digest);
  if (!isFree || isTaken) throw new Error('a dispatch is judged for good once, and a place is taken once');
  const kept = known ?? row;
  tx.inbox.set(row.digest, {
    ...row,
    kind: kept.kind,
    signedBytes: kept.signedBytes,
    bodyDocument: kept.bodyDocument,
    receivedAt: kept.receivedAt,
  });
  hear(tx, row.peer, { at: row.receivedAt, head: null });
}

function retryLater(tx: MemoryState, row: ClaimedRow, next: Parameters<MemoryStore['retryLater']>[1]): void {
  const stored = tx.outbox.get(row.digest);
  if (stored?.token !== row.token) return;
  const wasHastened = stored.row.nextAttemptAt > row.nextAttemptAt;
  const again = { ...stored.row, lastDelayMs: next.delayMs, ...(wasHastened ? {} : { nextAttemptAt: next.nextAttemptAt }) };
  const state = stored.custody === null ? 'waiting' : 'custody';
  tx.outbox.set(row.digest, { ...stored, row: again, state, token: null, leaseUntil: null });
}

function settle(tx: MemoryState, row: OutboxRow, settlement: Settlement, heard: Heard): void {
  const stored = tx.outbox.get(row.digest);
  if (stored === undefined) throw new Error('a row that is settled is there');
  tx.outbox.set(row.digest, { ...stored, state: settlement.state, token: null, leaseUntil: null, settlement });
  if (settlement.receiptBytes !== null) hear(tx, row.peer, heard);
}

function hear(tx: MemoryState, peer: AuthorityId, { at, head }: Heard): void {
  tx.heard.set(peer, at);
  if (head !== null && head.size > (tx.heads.get(peer)?.size ?? 0)) tx.heads.set(peer, head);
}

function isBefore(left: OutboxRow, right: OutboxRow): boolean {
  return left.epoch === right.epoch ? left.seq < right.seq : left.epoch < right.epoch;
}
