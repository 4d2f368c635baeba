// SPDX-License-Identifier: Apache-2.0
/**
 * Which transport key is used, and whose a foreign one is.
 *
 * A key is replaced without a gap. While two are active, the older one is used: every peer knows it, and has time to hear of
 * the newer. When the history retires the older, the newer is used from the next connection on, and by then the peers know it.
 *
 *     add-key K2          K1 K2 active    we use K1     peers that have heard take both, the others K1
 *     retire-key K1          K2 active    we use K2     peers that have heard take K2, the others both
 */
import { toHex, activeKeys, type AuthorityKeys, heldKey, type HeldKey, type KeyState } from '../../seals/index.ts';
import type { Peer } from '../ports.ts';

/** The key to be used now; null where none is active and held. */
export function transportKeyInUse(keys: AuthorityKeys, keyState: KeyState): HeldKey | null {
  const held = activeKeys(keyState, 'transport').map(({ keyId }) => heldKey(keys, keyId));
  return held.findLast((key) => key !== null) ?? null;
}

/** How often, at most, all peers are looked through for a key that is not known. */
const lookEveryMs = 250;

/**
 * Finds the peer one of whose active transport keys this is. What was found is looked at again each time, so a key that was
 * retired or revoked finds nobody; a key that nobody holds costs one look through all peers in that time, however many ask.
 */
export function peersByTransportKey(by: {
  readonly peerIds: () => Promise<readonly string[]>;
  readonly peerNow: (authorityId: string) => Promise<Peer | null>;
  readonly nowMs: () => number;
}): (publicKey: Uint8Array) => Promise<Peer | null> {
  let known = new Map<string, string>();
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  const holds = (peer: Peer | null, name: string): peer is Peer =>
    peer !== null && activeKeys(peer.keyState, 'transport').some((key) => toHex(key.publicKey) === name);
  const lookThrough = async (): Promise<void> => {
    lookedAtMs = by.nowMs();
    const found = new Map<string, string>();
    for (const id of await by.peerIds()) {
      const peer = await by.peerNow(id);
      for (const key of peer === null ? [] : activeKeys(peer.keyState, 'transport')) found.set(toHex(key.publicKey), id);
    }
    known = found;
  };
  return async (publicKey) => {
    const name = toHex(publicKey);
    if (!known.has(name) && by.nowMs() - lookedAtMs >= lookEveryMs) await lookThrough();
    const id = known.get(name);
    const peer = id === undefined ? null : await by.peerNow(id);
    return holds(peer, name) ? peer : null;
  };
}
