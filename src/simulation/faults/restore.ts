// SPDX-License-Identifier: Apache-2.0
/**
 * Restoring a backup: what a server must heed before it may go on from an old state.
 *
 * The state does not know what was sent after it. Going on at the next place of a channel would sign two dispatches for one
 * place, which every recipient must take for equivocation. So every channel begins an epoch that was never used; those too of
 * which the state knows nothing, since their first dispatch may have been sent after the backup.
 */
import type { ExchangeStore, MemoryState } from '../../exchange/index.ts';

/** More epochs than a channel goes through between two restorings: one for each dispatch that was given up. */
const epochsPerRestore = 1_000_000;

export function afterRestores<Store extends ExchangeStore<MemoryState>>(store: Store, restores: number): Store {
  if (restores === 0) return store;
  const epoch = restores * epochsPerRestore;
  return {
    ...store,
    async nextInChannel(tx, channel, peer) {
      const found = await store.nextInChannel(tx, channel, peer);
      return found.epoch >= epoch ? found : { ...found, epoch, seq: 1 };
    },
  };
}
