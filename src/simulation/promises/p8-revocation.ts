// SPDX-License-Identifier: Apache-2.0
/**
 * P8, revocation: a revoked key is refused by every live peer within fifteen minutes.
 *
 * Counted from the moment in which the peer has the news. What was admitted before stays admitted, and what a thief had signed
 * is marked as suspect with the news: whoever reads it is told.
 */
import type { MemoryState } from '../../exchange/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Server } from '../authorities/server-state.ts';
import { bookOf } from './ledger.ts';
import type { Watching } from './watching.ts';

const refusedWithinMs = 15 * 60_000;

export function admittedUnderGoodKey({ ledger, fail, nowMs, dispatchName }: Watching, server: Server, digest: Digest): void {
  const signed = ledger.sent.get(digest) ?? ledger.forged.get(digest);
  const since = signed === undefined ? undefined : bookOf(ledger, server).newsOfRevocation.get(signed.keyId);
  if (since === undefined || nowMs() <= since + refusedWithinMs) return;
  const minutes = Math.floor((nowMs() - since) / 60_000);
  fail('P8', `${server.member.name} admitted ${dispatchName(digest)}, signed by a key that it knows as stolen for ${minutes} minutes.`);
}

/** In the moment of the news. Only the owner can take the mark away, for what it did send. */
export function forgeriesAreSuspect({ ledger, fail, dispatchName }: Watching, server: Server, keyId: string, state: MemoryState): void {
  for (const { digest, keyId: signedBy, twinOf } of ledger.forged.values()) {
    const isHeld = signedBy === keyId && twinOf === null && bookOf(ledger, server).admitted.has(digest);
    if (isHeld && !state.keys.suspects.has(digest))
      fail('P8', `${server.member.name} does not mark ${dispatchName(digest)} as suspect, although its key was stolen.`);
  }
}
