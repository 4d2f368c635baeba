// SPDX-License-Identifier: Apache-2.0
/**
 * P4, order: within a case, what one authority sends another is admitted in the order in which it was sent.
 *
 * When a dispatch is admitted, each that its author had sent before it in the case is here already; or it was rejected here for
 * good, or its author has given it up, and the gap is visible. What was given up does not come in afterwards either.
 */
import type { Digest } from '../../seals/index.ts';
import type { Server } from '../authorities/server-state.ts';
import { bookOf, isTouched, type Sent } from './ledger.ts';
import type { Watching } from './watching.ts';

export function admittedInOrder(watching: Watching, server: Server, digest: Digest): void {
  const { ledger, fail, dispatchName } = watching;
  const sent = ledger.sent.get(digest);
  if (sent === undefined || isTouched(ledger, sent)) return;
  const book = bookOf(ledger, server);
  const channel = ledger.channels.get(sent.channel) ?? [];
  const at = channel.indexOf(sent);
  const missing = channel.slice(0, at).find((earlier) => !isSettledBefore(watching, server, earlier));
  if (missing !== undefined) {
    fail(
      'P4',
      `${server.member.name} admitted ${dispatchName(digest)} before ${dispatchName(missing.digest)}, which was sent earlier in its case.`,
    );
  }
  const overtaken = channel.slice(at + 1).find((later) => book.admitted.has(later.digest));
  if (overtaken !== undefined) {
    fail(
      'P4',
      `${server.member.name} admitted ${dispatchName(digest)} after ${dispatchName(overtaken.digest)}, which was sent later in its case.`,
    );
  }
}

function isSettledBefore({ ledger }: Watching, server: Server, earlier: Sent): boolean {
  const state = server.store.state();
  if (
    ['delivered', 'opened', 'rejected'].includes(state.inbox.get(earlier.digest)?.state ?? '') ||
    bookOf(ledger, server).rejected.has(earlier.digest)
  )
    return true;
  return earlier.isForgotten || (earlier.end !== null && earlier.end.state !== 'delivered');
}
