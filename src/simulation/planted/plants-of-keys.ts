// SPDX-License-Identifier: Apache-2.0
/**
 * Plants in what a server keeps of key histories, its peers' and its own: what becomes of two histories of one authority, and of an
 * event whose file a power cut takes back.
 */
import type { ExchangeStore, MemoryState } from '../../exchange/index.ts';
import { beginningOfHistories } from '../authorities/cast.ts';
import type { Plant } from '../authorities/federation.ts';

type Store = ExchangeStore<MemoryState>;

/** What a peer answers is compared with the end of what is held, and no further: another end is no reason to ask for the beginning. */
export const onlyEndCompared: Plant = {
  ports: (ports, { server }) => ({
    ...ports,
    network: {
      ...ports.network,
      async keys(peer, question) {
        const { after } = JSON.parse(new TextDecoder().decode(question)) as { readonly after: number };
        const held = server.store.state().peers.get(peer.authorityId)?.keyState.size ?? 0;
        return after < held ? { kind: 'unreachable' } : ports.network.keys(peer, question);
      },
    },
  }),
};

/** Events are compared with what both histories have in common, as if nothing stood behind that yet. */
function comparedWithBeginning(extend: Store['keys']['extend'] | null): Plant {
  return {
    store: (store) => ({
      ...store,
      keys: {
        ...store.keys,
        lockHistory: async (tx, peer) => (await store.keys.lockHistory(tx, peer)).slice(0, beginningOfHistories),
        extend: extend ?? ((...given) => store.keys.extend(...given)),
      },
    }),
  };
}

/** A history that is shown later takes the place of the one that is held. */
export const laterHistoryWins: Plant = comparedWithBeginning(async (tx, peer, { tail, state: keyState }) => {
  const known = tx.peers.get(peer);
  tx.keys.histories.set(peer, [...(tx.keys.histories.get(peer) ?? []).slice(0, beginningOfHistories), ...tail]);
  if (known !== undefined) tx.peers.set(peer, { ...known, keyState });
});

/** Events of the one history are written behind those of the other. */
export const eventsPastFork: Plant = comparedWithBeginning(null);

/** The file of an event was written, and its folder was not: after a power cut it is not there. */
export const keyEventLost: Plant = {
  onRestart(found, server) {
    server.keyStage = 'first';
    server.returned = null;
    return found;
  },
};
