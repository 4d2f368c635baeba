// SPDX-License-Identifier: Apache-2.0
/** What is kept about keys, in memory: the same promises as the tables of keys/store.ts, for simulations and tests. */
import { type Instant, msBetween } from '../../kernel/index.ts';
import { type AuthorityId, type Digest, digestOf, type KeyId, type KeyState, readSigned } from '../../seals/index.ts';
import type { Evidence, InboxRow, OutboxRow, Peer, PeerKeys } from '../ports.ts';
import type { StandWire } from './wire.ts';

export interface MemoryKeys {
  readonly histories: Map<string, readonly Uint8Array[]>;
  readonly evidence: Map<Digest, Evidence & { readonly peer: AuthorityId }>;
  readonly suspects: Map<Digest, { readonly peer: AuthorityId; readonly keyId: KeyId; readonly since: Instant }>;
  readonly skews: Map<string, number>;
  readonly lost: Map<Digest, OutboxRow>;
  /** How many of our own events the peers were told. */
  readonly told: Map<'own', number>;
}

interface MemoryTx {
  readonly peers: Map<string, Peer>;
  readonly inbox: Map<Digest, InboxRow>;
  readonly outbox: Map<Digest, { readonly row: OutboxRow; readonly settlement: { readonly receiptBytes: Uint8Array | null } | null }>;
  readonly keys: MemoryKeys;
}

export function emptyMemoryKeys(): MemoryKeys {
  return { histories: new Map(), evidence: new Map(), suspects: new Map(), skews: new Map(), lost: new Map(), told: new Map() };
}

export function copyOfKeys(keys: MemoryKeys): MemoryKeys {
  return {
    histories: new Map(keys.histories),
    evidence: new Map(keys.evidence),
    suspects: new Map(keys.suspects),
    skews: new Map(keys.skews),
    lost: new Map(keys.lost),
    told: new Map(keys.told),
  };
}

export function memoryPeerKeys<Tx extends MemoryTx>(
  state: () => Tx,
  transaction: <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>,
): PeerKeys<Tx> {
  return {
    lockHistory: async (tx, peer) => tx.keys.histories.get(peer) ?? [],
    historyNow: async (peer) => state().keys.histories.get(peer) ?? [],
    otherStates: async (tx, peer): Promise<KeyState[]> =>
      [...tx.peers.values()].filter((other) => other.authorityId !== peer).map((other) => other.keyState),
    livePeers: async (tx) => [...tx.peers.values()].filter((peer) => peer.state === 'live'),
    seenBefore: async (now, ageMs) =>
      [...state().peers.values()]
        .filter((peer) => peer.state === 'live' && Math.abs(msBetween(peer.keysSeenAt, now)) > ageMs)
        .map((peer) => peer.authorityId),
    async extend(tx, peer, { tail, state: keyState }) {
      tx.keys.histories.set(peer, [...(tx.keys.histories.get(peer) ?? []), ...tail]);
      changePeer(tx, peer, { keyState });
    },
    noteSeen: (peer, { at, skewMs }) =>
      transaction(async (tx) => {
        tx.keys.skews.set(peer, skewMs);
        changePeer(tx, peer, { keysSeenAt: at });
      }),
    async freeze(tx, peer, evidence) {
      const digest = digestOf(evidence.bytes);
      tx.keys.evidence.set(digest, { ...evidence, peer });
      changePeer(tx, peer, { state: 'frozen' });
      return digest;
    },
    async markSuspect(tx, { peer, keyId, at }) {
      const signed = [...tx.inbox.values()].filter(
        (row) => row.peer === peer && (row.state === 'delivered' || row.state === 'opened') && signerOf(row) === keyId,
      );
      const fresh = signed.filter((row) => !tx.keys.suspects.has(row.digest));
      for (const row of fresh) tx.keys.suspects.set(row.digest, { peer, keyId, since: at });
      return fresh.length;
    },
    affirm: async (tx, peer, stands) => affirm(tx, peer, stands),
    standsBefore: async (tx, { peer, logIndex }) => standsBefore(tx, peer, logIndex),
    ...lostDispatches(state, transaction),
    lockTold: async (tx) => tx.keys.told.get('own') ?? 1,
    async setTold(tx, size) {
      tx.keys.told.set('own', size);
    },
  };
}

type OfLost<Tx> = Pick<PeerKeys<Tx>, 'noteLost' | 'lost' | 'forgetLost' | 'seenLogSize'>;

function lostDispatches<Tx extends MemoryTx>(
  state: () => Tx,
  transaction: <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>,
): OfLost<Tx> {
  return {
    async noteLost(tx, peer, logSize) {
      const lost = [...tx.outbox.values()].filter(
        ({ row, settlement }) => row.peer === peer && receiptIndex(settlement?.receiptBytes) >= logSize,
      );
      for (const { row } of lost) tx.keys.lost.set(row.digest, row);
      return lost.length;
    },
    lost: async (rowsMax) => [...state().keys.lost.values()].slice(0, rowsMax),
    forgetLost: (digest) => transaction(async (tx) => void tx.keys.lost.delete(digest)),
    seenLogSize: async (peer) =>
      Math.max(
        0,
        ...[...state().outbox.values()]
          .filter(({ row }) => row.peer === peer)
          .map(({ settlement }) => receiptIndex(settlement?.receiptBytes) + 1),
      ),
  };
}

function changePeer(tx: MemoryTx, authorityId: string, change: Partial<Peer>): void {
  const peer = tx.peers.get(authorityId);
  if (peer !== undefined) tx.peers.set(authorityId, { ...peer, ...change });
}

function signerOf(row: InboxRow): string | null {
  const read = readSigned(row.signedBytes);
  return read.ok ? (read.value.signatures[0]?.keyId ?? null) : null;
}

function affirm(tx: MemoryTx, peer: AuthorityId, stands: readonly StandWire[]): number {
  const rows = [...tx.inbox.values()].filter((row) => row.peer === peer);
  let count = 0;
  for (const stand of stands) {
    const isKnown = rows.some((row) => row.digest === stand.digest && isAt(row, stand));
    const upTo = isKnown ? rows.filter((row) => row.place?.channel === stand.channel && isUpTo(row.place, stand)) : [];
    for (const row of upTo) if (tx.keys.suspects.delete(row.digest)) count += 1;
  }
  return count;
}

/** The entry of the peer's log that its receipt of delivery names; -1, below every index, where there is none. */
function receiptIndex(bytes: Uint8Array | null | undefined): number {
  if (bytes === null || bytes === undefined) return -1;
  const index = receiptIndices.get(bytes) ?? readReceiptIndex(bytes);
  receiptIndices.set(bytes, index);
  return index;
}

/** Of receipts that were read already: all of a peer are gone through whenever it is asked for its keys, and none is ever written to. */
const receiptIndices = new WeakMap<Uint8Array, number>();

function readReceiptIndex(bytes: Uint8Array): number {
  const read = readSigned(bytes);
  if (!read.ok) return -1;
  const receipt = JSON.parse(new TextDecoder().decode(read.value.payload)) as { state: string; logIndex: number };
  return receipt.state === 'rejected' ? -1 : receipt.logIndex;
}

function isAt({ place }: InboxRow, stand: StandWire): boolean {
  return place?.channel === stand.channel && place.epoch === stand.epoch && place.seq === stand.seq;
}

function isUpTo(place: { readonly epoch: number; readonly seq: number }, stand: StandWire): boolean {
  return place.epoch < stand.epoch || (place.epoch === stand.epoch && place.seq <= stand.seq);
}

function standsBefore(tx: MemoryTx, peer: string, logIndex: number): StandWire[] {
  const last = new Map<string, OutboxRow>();
  for (const { row } of tx.outbox.values()) {
    if (row.peer !== peer || row.logIndex >= logIndex) continue;
    const known = last.get(row.channel);
    if (known === undefined || isUpTo(known, row)) last.set(row.channel, row);
  }
  return [...last.values()].map(({ channel, epoch, seq, digest }) => ({ channel, epoch, seq, digest }));
}
