// SPDX-License-Identifier: Apache-2.0
/**
 * Plants in how a server sends, and in what it makes of answers: failures of other systems around outboxes, leases, errors that
 * nobody signed, and restored backups.
 */
import { type ExchangePorts, type MemoryState, type NetworkAnswer, packAnswers, unpackAnswers } from '../../exchange/index.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { type Digest, receiptType, signDocument, writeSigned } from '../../seals/index.ts';
import { type Federation, type Plant, serverOf } from '../authorities/federation.ts';
import { envelopesIn } from '../authorities/network.ts';
import { keysOf, type Server } from '../authorities/server-state.ts';
import { letterName } from '../authorities/server-ports.ts';
import { freshKeyOf, readSignedDocument } from '../promises/read-travelling.ts';

type Ports = ExchangePorts<MemoryState>;

/** An error that anybody on the line could have written ends the dispatch. */
export const unsignedErrorEnds: Plant = {
  ports: (ports, _running, federation) => ({
    ...ports,
    network: {
      ...ports.network,
      async post(peer, envelope) {
        const answer = await ports.network.post(peer, envelope);
        if (answer.kind === 'answered' && answer.status >= 400) await endAsRejected(ports, digestIn(federation, envelope));
        return answer;
      },
      async postPouch(peer, pouch) {
        const answer = await ports.network.postPouch(peer, pouch);
        if (answer.kind === 'unreachable') return answer;
        const envelopes = envelopesIn({ kind: 'pouch', bytes: pouch });
        const answers = answer.status === 200 ? unpackAnswers(answer.bytes, envelopes.length) : null;
        for (const [at, envelope] of envelopes.entries())
          if ((answers?.[at]?.status ?? answer.status) >= 400) await endAsRejected(ports, digestIn(federation, envelope));
        return answer;
      },
    },
  }),
};

async function endAsRejected(ports: Ports, digest: Digest | null): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const stored = digest === null ? undefined : tx.outbox.get(digest);
    if (stored === undefined || digest === null || stored.settlement !== null) return;
    const settlement = { state: 'rejected', receiptBytes: null, at: ports.clock(), statementBytes: null, tellAt: null } as const;
    tx.outbox.set(digest, { ...stored, state: 'rejected', token: null, leaseUntil: null, settlement });
    tx.effects.set(`outcome ${digest}`, 1);
  });
}

function digestIn(federation: Federation, envelope: Uint8Array): Digest | null {
  const fresh = freshKeyOf(envelope);
  const letter = fresh === null ? undefined : federation.letters.get(letterName(fresh));
  return letter === undefined ? null : (readSignedDocument(letter)?.digest ?? null);
}

/** The outbox is read on from the highest number that was seen; what becomes ready later under a lower one is passed over. */
export const cursorOutbox: Plant = {
  store(store, { server }) {
    const cursors = cursorsOf(store);
    return {
      ...store,
      async claimDue(given) {
        const claimed = await store.claimDue(given);
        const cursor = cursors.get(server) ?? -1;
        const passedOver = claimed.filter(({ attempts, logIndex }) => attempts === 1 && logIndex < cursor);
        for (const row of passedOver) await store.retryLater(row, { nextAttemptAt: farOff(given.now), delayMs: 0 });
        cursors.set(server, Math.max(cursor, ...claimed.map(({ logIndex }) => logIndex)));
        return claimed.filter((row) => !passedOver.includes(row));
      },
    };
  },
};

const cursorsByStore = new WeakMap<object, Map<Server, number>>();

/** The cursor of this server's disk. */
function cursorsOf(store: object): Map<Server, number> {
  const known = cursorsByStore.get(store) ?? new Map<Server, number>();
  cursorsByStore.set(store, known);
  return known;
}

function farOff(now: Instant): Instant {
  return addMs(now, 365 * 86_400_000);
}

/** Whoever comes back with an answer writes it, whether or not the row is still his. */
export const leaseWithoutFence: Plant = {
  store: (store) => ({
    ...store,
    async settle(tx, ends) {
      for (const { row, settlement } of ends) {
        const stored = tx.outbox.get(row.digest);
        if (stored !== undefined)
          tx.outbox.set(row.digest, { ...stored, state: settlement.state, token: null, leaseUntil: null, settlement });
      }
      return new Set(ends.map(({ row }) => row.digest));
    },
  }),
};

/** A receipt is filed under the dispatch that was asked about, whatever dispatch stands in it. */
export const receiptFiledAsAsked: Plant = {
  ports: (ports, _running, federation) => ({
    ...ports,
    network: {
      ...ports.network,
      post: async (peer, envelope) =>
        filedUnder(federation, ports, peer.authorityId, digestIn(federation, envelope), await ports.network.post(peer, envelope)),
      async postPouch(peer, pouch) {
        const answer = await ports.network.postPouch(peer, pouch);
        const envelopes = envelopesIn({ kind: 'pouch', bytes: pouch });
        const answers = answer.kind === 'answered' && answer.status === 200 ? unpackAnswers(answer.bytes, envelopes.length) : null;
        if (answer.kind === 'unreachable' || answers === null) return answer;
        const filed = answers.map((given, at) => {
          const digest = digestIn(federation, envelopes[at] ?? new Uint8Array());
          const { status, bytes } = given;
          const one = filedUnder(federation, ports, peer.authorityId, digest, { kind: 'answered', status, bytes });
          return one.kind === 'answered' ? { ...given, bytes: one.bytes } : given;
        });
        return { ...answer, bytes: packAnswers(filed) };
      },
      receipt: async (peer, dispatch) =>
        filedUnder(federation, ports, peer.authorityId, dispatch, await ports.network.receipt(peer, dispatch)),
    },
  }),
};

function filedUnder(federation: Federation, ports: Ports, peer: string, dispatch: Digest | null, answer: NetworkAnswer): NetworkAnswer {
  const from = serverOf(federation, peer);
  const reading = answer.kind === 'answered' && answer.status === 200 ? readSignedDocument(answer.bytes) : null;
  if (reading === null || from === null || answer.kind !== 'answered' || reading.type !== receiptType) return answer;
  const said = reading.payload as { readonly dispatch: string };
  if (said.dispatch === dispatch) return answer;
  const payload = new TextEncoder().encode(JSON.stringify({ ...said, dispatch, to: ports.self.authorityId }));
  const key = keysOf(from).keys.dispatch;
  const document = signDocument({ payloadType: receiptType, payload, suite: ports.suite, keyPair: key, keyId: key.keyId });
  return { ...answer, bytes: writeSigned(document) };
}

/** A restored server goes on at the next place of its channels, as its backup has them. */
export const restoredPlainly: Plant = { restoresPlainly: true };

/** What another authority gave is passed on as if it were one's own. */
export const passedOnFreely: Plant = { passesOnFreely: true };
