// SPDX-License-Identifier: Apache-2.0
/**
 * P8, revocation: a revoked key is refused by every live peer within fifteen minutes.
 *
 * Counted from the moment in which the peer has the news. What was admitted before stays admitted.
 */
import type { Digest } from '../../seals/index.ts';
import type { Server } from '../authorities/server-state.ts';
import { bookOf } from './ledger.ts';
import type { Watching } from './watching.ts';

const refusedWithinMs = 15 * 60_000;

export function admittedUnderGoodKey({ ledger, fail, nowMs, dispatchName }: Watching, server: Server, digest: Digest): void {
  const sent = ledger.sent.get(digest);
  const since = sent === undefined ? undefined : bookOf(ledger, server).newsOfRevocation.get(sent.keyId);
  if (since === undefined || nowMs() <= since + refusedWithinMs) return;
  const minutes = Math.floor((nowMs() - since) / 60_000);
  fail('P8', `${server.member.name} admitted ${dispatchName(digest)}, signed by a key that it knows as stolen for ${minutes} minutes.`);
}
