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
    async lookUp(authorityId, digests) {
      const found = await store.lookUp(authorityId, digests);
      for (const digest of found.receipts.keys()) {
        if (store.state().inbox.get(digest)?.state !== 'delivered') continue;
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
      async lookUp(authorityId, digests) {
        const found = await ports.store.lookUp(authorityId, digests);
        const receipts = new Map([...found.receipts].map(([digest, receipt]) => [digest, mended(digest, receipt) ?? receipt]));
        return { ...found, receipts };
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
    lockIncoming: eachAround(store, (tx, found, dispatch) => {
      const sameName = [...tx.inbox.values()].find(
        ({ peer, state, signedBytes }) =>
          peer === dispatch.peer && state === 'rejected' && channelIn(signedBytes) === (dispatch.place?.channel ?? ''),
      );
      return { ...found, receipt: found.receipt ?? sameName?.receiptBytes ?? null, state: found.state ?? sameName?.state ?? null };
    }),
  }),
};

/** What lies around each dispatch, changed. */
function eachAround(
  store: Store,
  change: (tx: MemoryState, found: Around, dispatch: Parameters<Store['lockIncoming']>[1][number]) => Around,
): Store['lockIncoming'] {
  return async (tx, dispatches) => {
    const found = await store.lockIncoming(tx, dispatches);
    return dispatches.flatMap((dispatch, at) => {
      const around = found[at];
      return around === undefined ? [] : [change(tx, around, dispatch)];
    });
  };
}
type Around = Awaited<ReturnType<Store['lockIncoming']>>[number];

function channelIn(signedBytes: Uint8Array): string | undefined {
  return (readSignedDocument(signedBytes)?.payload as { readonly channel?: string } | undefined)?.channel;
}

type Run = <Value>(work: (tx: MemoryState) => Promise<Value>) => Promise<Value>;

function inBothTransactions(store: Pick<Store, 'transaction' | 'sharedTransaction'>, around: (run: Run) => Run) {
  return { transaction: around(store.transaction), sharedTransaction: around(store.sharedTransaction) };
}

/** The receipt goes out while the transaction is still on its way to the disk. */
export const receiptBeforeCommit: Plant = {
  store: (store, running, federation) => ({
    ...store,
    ...inBothTransactions(
      store,
      (run) => (work) =>
        new Promise((resolve, reject) => {
          const late = run(async (tx) => {
            const value = await work(tx);
            resolve(value);
            await wait(federation, running, 300);
            return value;
          });
          late.catch(reject);
        }),
    ),
  }),
};

/** What was rejected is not kept, and is judged anew whenever it comes. */
export const rejectionsForgotten: Plant = {
  store: (store) => ({
    ...store,
    insertIncoming: async (tx, rows) =>
      store.insertIncoming(
        tx,
        rows.filter(({ state }) => state !== 'rejected'),
      ),
  }),
};

/** Keys are looked up, and whether they still count is not. */
export const revokedKeyCounts: Plant = {
  store: (store) => ({
    ...store,
    async lookUp(authorityId, digests) {
      const found = await store.lookUp(authorityId, digests);
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
    lockIncoming: eachAround(store, (_tx, found, dispatch) => {
      const { ledger } = federation.watch;
      const channel = ledger.channels.get(ledger.sent.get(dispatch.digest)?.channel ?? '') ?? [];
      const before = channel[channel.findIndex(({ digest }) => digest === dispatch.digest) - 1];
      return { ...found, before: before?.digest ?? found.before };
    }),
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
    lockIncoming: eachAround(store, (tx, found) => {
      const here = found.here === null ? undefined : tx.inbox.get(found.here);
      return here === undefined ? found : { ...found, receipt: here.receiptBytes, state: here.state };
    }),
  }),
};

/** The disk said that it had written, and had not: the state before the last transaction is what is found. */
export const commitNotSynced: Plant = {
  store(store, { server }) {
    return {
      ...store,
      ...inBothTransactions(store, (run) => (work) => {
        const before = store.state();
        return run(async (tx) => {
          const value = await work(tx);
          unsynced.set(server, before);
          return value;
        });
      }),
    };
  },
  onRestart: (found, server) => unsynced.get(server) ?? found,
};

const unsynced = new WeakMap<Server, MemoryState>();
