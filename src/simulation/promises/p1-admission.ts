// SPDX-License-Identifier: Apache-2.0
/**
 * P1, admission: a dispatch is admitted at most once and its effects applied exactly once, across crashes, duplicates, restores.
 *
 * Counted are the effects that the desk writes, not what the exchange says. An admission stays: only the restoring of a backup
 * may undo it. And nothing is admitted that its author, or a thief of its key, did not send to this authority.
 */
import type { MemoryState } from '../../exchange/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Server } from '../authorities/server-state.ts';
import { bookOf } from './ledger.ts';
import type { Watching } from './watching.ts';

const mark = 'admitted ';

export function admittedOnce(watching: Watching, server: Server, before: MemoryState | null, state: MemoryState): void {
  const { fail, ledger, dispatchName } = watching;
  const name = server.member.name;
  if (before?.effects === state.effects && before.inbox === state.inbox) return;
  for (const [key, count] of state.effects) {
    if (!key.startsWith(mark) || before?.effects.get(key) === count) continue;
    const digest = key.slice(mark.length) as Digest;
    if (count !== 1) fail('P1', `${name} has the effects of ${dispatchName(digest)} ${String(count)} times.`);
    if (!['delivered', 'opened'].includes(state.inbox.get(digest)?.state ?? ''))
      fail('P1', `${name} has effects of ${dispatchName(digest)}, which it did not admit.`);
    const sent = ledger.sent.get(digest) ?? ledger.forged.get(digest);
    if (sent === undefined) fail('P1', `${name} admitted ${dispatchName(digest)}, which nobody has sent.`);
    else if (sent.to !== server) fail('P1', `${name} admitted ${dispatchName(digest)}, which was sent to ${sent.to.member.name}.`);
    if (bookOf(ledger, server).rejected.has(digest))
      fail('P1', `${name} admitted ${dispatchName(digest)}, which it had rejected for good.`);
  }
  for (const digest of bookOf(ledger, server).admitted) {
    if (!state.effects.has(`${mark}${digest}`)) fail('P1', `${name} has lost the effects of ${dispatchName(digest)}.`);
    if (!state.inbox.has(digest)) fail('P1', `${name} has forgotten that it admitted ${dispatchName(digest)}.`);
  }
}
