// SPDX-License-Identifier: Apache-2.0
/**
 * Plants in what a server does with a dispatch that reaches it: failures of other systems around duplicates, receipts, order
 * and keys.
 */
import type { ExchangePorts, ExchangeStore, MemoryState, Peer } from '../../exchange/index.ts';
import { type Digest, receiptType, signDocument, writeSigned } from '../../seals/index.ts';
import type { Plant } from '../authorities/federation.ts';
import type { Server } from '../authorities/server-state.ts';
import { wait } from '../authorities/server.ts';
import { readSignedDocument } from '../promises/read-travelling.ts';

type Ports = ExchangePorts<MemoryState>;
type Store = ExchangeStore<MemoryState>;

/** Duplicates are known by a list in memory, which a restart empties. */
export const inboxInMemory: Plant = { onRestart: (found) => ({ ...found, inbox: new Map() }) };

/** A duplicate is detected, and its receipt is the right one; but the room gets it once more. */
export const duplicatesDeliveredAgain: Plant = {
  store: (store) => ({
    ...store,
    async lookUp(authorityId, digest) {
      const found = await store.lookUp(authorityId, digest);
      if (found.receipt !== null && store.state().inbox.get(digest)?.state === 'delivered') {
        const name = `admitted ${digest}`;
        await store.transaction(async (tx) => void tx.effects.set(name, ((tx.effects.get(name) ?? 0) as number) + 1));
      }
      return found;
    },
  }),
};

/** Who sends a rejected dispatch again is told that it was delivered. */
export const positiveForRejected: Plant = {
  ports(ports, running) {
    const kind = (digest: Digest): string | undefined => running.server.store.state().inbox.get(digest)?.state;
    const mended = (digest: Digest, receipt: Uint8Array | null): Uint8Array | null =>
      receipt !== null && kind(digest) === 'rejected' ? saying(ports, receipt, { state: 'delivered', code: null, reason: null }) : receipt;
    const store: Store = {
      ...ports.store,
      receiptNow: async (digest) => mended(digest, await ports.store.receiptNow(digest)),
      async lookUp(authorityId, digest) {
        const found = await ports.store.lookUp(authorityId, digest);
        return { ...found, receipt: mended(digest, found.receipt) };
      },
    };
    return { ...ports, store };
  },
};

/** A receipt of ours with other words in it, signed as well as any. */
function saying({ suite, self }: Ports, receipt: Uint8Array, words: Readonly<Record<string, unknown>>): Uint8Array {
  const payload = new TextEncoder().encode(JSON.stringify({ ...(readSignedDocument(receipt)?.payload as object), ...words }));
  const { dispatchKey } = self;
  return writeSigned(signDocument({ payloadType: receiptType, payload, suite, keyPair: dispatchKey, keyId: dispatchKey.keyId }));
}

/** What was rejected once under a case's name and partner is taken for known when its corrected form comes. */
export const correctedTakenForKnown: Plant = {
  store: (store) => ({
    ...store,
    async lockIncoming(tx, dispatch) {
      const found = await store.lockIncoming(tx, dispatch);
      const sameName = [...tx.inbox.values()].find(
        ({ peer, state, signedBytes }) =>
          peer === dispatch.peer && state === 'rejected' && channelIn(signedBytes) === (dispatch.place?.channel ?? ''),
      );
      return { ...found, receipt: found.receipt ?? sameName?.receiptBytes ?? null, state: found.state ?? sameName?.state ?? null };
    },
  }),
};

function channelIn(signedBytes: Uint8Array): string | undefined {
  return (readSignedDocument(signedBytes)?.payload as { readonly channel?: string } | undefined)?.channel;
}

/** The receipt goes out while the transaction is still on its way to the disk. */
export const receiptBeforeCommit: Plant = {
  store: (store, running, federation) => ({
    ...store,
    transaction: <Value>(work: (tx: MemoryState) => Promise<Value>) =>
      new Promise<Value>((resolve, reject) => {
        const late = store.transaction(async (tx) => {
          const value = await work(tx);
          resolve(value);
          await wait(federation, running, 300);
          return value;
        });
        late.catch(reject);
      }),
  }),
};

/** What was rejected is not kept, and is judged anew whenever it comes. */
export const rejectionsForgotten: Plant = {
  store: (store) => ({
    ...store,
    insertIncoming: async (tx, row) => (row.state === 'rejected' ? undefined : store.insertIncoming(tx, row)),
  }),
};

/** Keys are looked up, and whether they still count is not. */
export const revokedKeyCounts: Plant = {
  store: (store) => ({
    ...store,
    async lookUp(authorityId, digest) {
      const found = await store.lookUp(authorityId, digest);
      return { ...found, peer: found.peer === null ? null : withoutRevocations(found.peer) };
    },
    async peerNow(authorityId) {
      const peer = await store.peerNow(authorityId);
      return peer === null ? null : withoutRevocations(peer);
    },
  }),
};

function withoutRevocations(peer: Peer): Peer {
  const { keyState } = peer;
  return { ...peer, keyState: { ...keyState, keys: keyState.keys.map((key) => ({ ...key, revokedAt: null })) } };
}

/** Dispatches of a case are sent side by side, and taken as they come. */
export const orderNotKept: Plant = {
  store: (store, _running, federation) => ({
    ...store,
    async claimDue(given) {
      const claimed = await store.claimDue(given);
      const behind = await store.transaction(async (tx) => claimBehind(tx, given));
      return [...claimed, ...behind];
    },
    async lockIncoming(tx, dispatch) {
      const found = await store.lockIncoming(tx, dispatch);
      const { ledger } = federation.watch;
      const channel = ledger.channels.get(ledger.sent.get(dispatch.digest)?.channel ?? '') ?? [];
      const before = channel[channel.findIndex(({ digest }) => digest === dispatch.digest) - 1];
      return { ...found, before: before?.digest ?? found.before };
    },
  }),
};

/** Every waiting row that is due, whatever stands before it. */
function claimBehind(tx: MemoryState, given: Parameters<Store['claimDue']>[0]) {
  const due = [...tx.outbox.values()].filter(({ row, state }) => state === 'waiting' && row.nextAttemptAt <= given.now);
  return due.map((stored) => {
    const row = { ...stored.row, attempts: stored.row.attempts + 1 };
    tx.outbox.set(row.digest, { ...stored, row, state: 'leased', token: given.token, leaseUntil: given.leaseUntil });
    return {
      ...row,
      token: given.token,
      channelEpoch: tx.channels.get(row.channel)?.epoch ?? 0,
      isInCustody: stored.custody !== null,
      laneFailures: 0,
    };
  });
}

/** An authority that contradicted itself is refused once, and goes on as a peer. */
export const contradictionNotKept: Plant = { store: (store) => ({ ...store, freezePeer: async () => undefined }) };

/** What is asked at a place that is taken is answered with what lies there. */
export const twinTaken: Plant = {
  store: (store) => ({
    ...store,
    async lockIncoming(tx, dispatch) {
      const found = await store.lockIncoming(tx, dispatch);
      const here = found.here === null ? undefined : tx.inbox.get(found.here);
      return here === undefined ? found : { ...found, receipt: here.receiptBytes, state: here.state };
    },
  }),
};

/** The disk said that it had written, and had not: the state before the last transaction is what is found. */
export const commitNotSynced: Plant = {
  store(store, { server }) {
    return {
      ...store,
      transaction: (work) => {
        const before = store.state();
        return store.transaction(async (tx) => {
          const value = await work(tx);
          unsynced.set(server, before);
          return value;
        });
      },
    };
  },
  onRestart: (found, server) => unsynced.get(server) ?? found,
};

const unsynced = new WeakMap<Server, MemoryState>();
