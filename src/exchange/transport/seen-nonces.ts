// SPDX-License-Identifier: Apache-2.0
/**
 * Seen nonces: a signed call counts once. Whoever copies one off the network and sends it again is refused while its signature
 * would still hold; afterwards it is stale.
 *
 * The memory is bounded for each authority, so one that floods us forgets nothing of another's and can only shut itself out.
 * It lies in the process: what was signed before the process began is refused for as long as it could have been seen by the one
 * before. Two processes of one server do not share it, and need not: envelopes are known by their digest and ranges of a blob
 * by their place, so a repeated call changes nothing; the nonce keeps the noise away from them.
 */
import type { AuthorityId } from '../../seals/index.ts';
import { clockSkewSecondsMax, type Signed } from './signed-call.ts';

/** About three hundred calls a second for the time a nonce is kept: ten times what a link of one gigabit needs. */
const noncesMax = 60_000;

export type NonceVerdict = 'fresh' | 'replayed' | 'too-many';

export interface SeenNonces {
  /** Takes the nonce when it is fresh. To be asked only when the signature holds. */
  take(authorityId: AuthorityId, signed: Signed, nowSeconds: number): NonceVerdict;
}

export function seenNonces(startedSeconds: number): SeenNonces {
  /** By authority; in each, nonce and the second until which it is kept, oldest first. */
  const seen = new Map<AuthorityId, Map<string, number>>();
  return {
    take(authorityId, signed, nowSeconds) {
      // A clock that runs behind ours is let in once its time has passed our beginning.
      if (signed.created < startedSeconds) return 'replayed';
      const own = seen.get(authorityId) ?? new Map<string, number>();
      seen.set(authorityId, own);
      for (const [nonce, until] of own) {
        if (until >= nowSeconds) break;
        own.delete(nonce);
      }
      if (own.has(signed.nonce)) return 'replayed';
      if (own.size >= noncesMax) return 'too-many';
      own.set(signed.nonce, signed.expires + clockSkewSecondsMax);
      return 'fresh';
    },
  };
}
