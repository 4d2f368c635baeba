// SPDX-License-Identifier: Apache-2.0
/**
 * Telling: receipts that no call asked for, and statements that could not be told when they were made.
 *
 * A dispatch that was held is judged later, and one that was admitted is opened later; its sender hears of it by a receipt that
 * is told. Receipts are never receipted: that the peer's server answered is enough to tell it no more, and a receipt that was
 * lost is found by its digest whenever the sender asks. Telling ends after a week.
 */
import { addMs, msBetween } from '../../kernel/index.ts';
import type { ExchangePorts, Peer, Untold } from '../ports.ts';
import { retryRules } from '../retry.ts';
import { tellStatement } from './give-up.ts';

/** Of one look; the next follows a second later. */
const rowsMax = 16;
/** How long a receipt is told at most; it can be asked for ever after. */
const tellMsMax = 7 * 86_400_000;

export async function tellPeers<Tx>(ports: ExchangePorts<Tx>): Promise<number> {
  const now = ports.clock();
  const receipts = await ports.store.untoldReceipts(now, rowsMax);
  const statements = await ports.store.untoldStatements(now, rowsMax);
  await withPeers(ports, receipts, (peer, untold) => tellReceipt(ports, peer, untold));
  await withPeers(ports, statements, (peer, untold) => tellStatement(ports, peer, untold));
  return receipts.length + statements.length;
}

/** Side by side: one peer that keeps us waiting delays no other. */
async function withPeers<Tx>(
  ports: ExchangePorts<Tx>,
  rows: readonly Untold[],
  work: (peer: Peer, untold: Untold) => Promise<void>,
): Promise<void> {
  await Promise.all(
    rows.map(async (untold) => {
      const peer = await ports.store.peerNow(untold.peer);
      if (peer !== null) await work(peer, untold);
    }),
  );
}

async function tellReceipt<Tx>(ports: ExchangePorts<Tx>, peer: Peer, { digest, document, since }: Untold): Promise<void> {
  const answer = peer.state === 'live' ? await ports.network.tell(peer, 'receipts', document) : null;
  const isHeard = answer?.kind === 'answered' && (answer.status === 200 || answer.status === 404);
  const now = ports.clock();
  const ageMs = msBetween(since, now);
  // The older it is, the longer it waits: the delay grows with its age.
  const delayMs = Math.min(retryRules.normal.longestMs, Math.max(retryRules.normal.firstMs, ageMs));
  const isOver = ageMs > tellMsMax;
  await ports.store.noteReceiptTold(digest, document, isHeard || isOver ? null : addMs(now, delayMs));
}
