// SPDX-License-Identifier: Apache-2.0
/**
 * Giving up: a dispatch ends without having been delivered, and nobody is left in doubt about it.
 *
 *     asked for the receipt once more     delivered or rejected after all: that is its end
 *     our signed statement is told        the peer answers with its receipt: the one that stands, or a rejection (`given-up`) by
 *                                         which it promises never to admit the dispatch that it may still get late
 *     the peer cannot be reached          not delivered; the statement stands in our log and is told when it can be
 *
 * A receipt that turns out to be there afterwards does not change the end, since the case went on without the dispatch: it is
 * kept beside it, and an officer is shown both (`dispatch.late-receipt`).
 */
import { addMs } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import { signNonDelivery } from '../dispatch.ts';
import type { ClaimedRow, ExchangePorts, Peer, Settlement, Untold } from '../ports.ts';
import { nextDelayMs } from '../retry.ts';
import { assertMayTell } from './give-receipt.ts';
import { believeReceipt, type BelievedReceipt, followEnds, heardWith, noteLate, settlementOf } from './take-receipt.ts';

export async function giveUp<Tx>(ports: ExchangePorts<Tx>, peer: Peer | null, row: ClaimedRow): Promise<void> {
  const { store } = ports;
  const known = peer === null ? null : await askOnce(ports, peer, row.digest);
  const standing = known === null ? null : settlementOf(known);
  if (known !== null && standing !== null) return end(ports, row, standing, known);
  const statementBytes = statementOf(ports, row);
  // Nothing was ever posted: there is nothing that the peer could hold or get late.
  const isUnknownThere = row.attempts <= 1 && !row.isInCustody;
  const answer = peer === null || isUnknownThere ? null : await tell(ports, peer, { digest: row.digest, document: statementBytes });
  const now = ports.clock();
  const gaveUp: Settlement = { state: 'not-delivered', receiptBytes: null, at: now, statementBytes, tellAt: null };
  if (answer !== null && answer.wire.code !== 'given-up') {
    const late = settlementOf(answer);
    if (late !== null) return end(ports, row, late, answer);
  }
  if (answer !== null) return end(ports, row, { ...gaveUp, receiptBytes: answer.bytes }, answer);
  const isToBeTold = peer !== null && !isUnknownThere;
  return store.transaction(async (tx) => {
    const settlement = { ...gaveUp, tellAt: isToBeTold ? now : null };
    const ours = await store.settle(tx, [{ row, settlement }], heardWith(ports, null));
    if (ours.has(row.digest)) await followEnds(ports, tx, [{ row, settlement, receipt: null }]);
  });
}

/** Tells a statement that could not be told at the end. */
export async function tellStatement<Tx>(ports: ExchangePorts<Tx>, peer: Peer, untold: Untold): Promise<void> {
  const { store } = ports;
  const answer = await tell(ports, peer, untold);
  await store.transaction(async (tx) => {
    const now = await store.lockOutgoing(tx, untold.digest);
    if (now === null) return;
    if (answer !== null) return noteLate(ports, tx, now.row, answer);
    const nextAt = addMs(ports.clock(), nextDelayMs('normal', now.row.lastDelayMs, ports.random));
    return store.noteStatementTold(tx, untold.digest, { nextAt });
  });
}

async function end<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow, settlement: Settlement, receipt: BelievedReceipt): Promise<void> {
  const { store } = ports;
  await store.transaction(async (tx) => {
    const ours = await store.settle(tx, [{ row, settlement }], heardWith(ports, receipt));
    if (ours.has(row.digest)) await followEnds(ports, tx, [{ row, settlement, receipt }]);
  });
}

async function askOnce<Tx>(ports: ExchangePorts<Tx>, peer: Peer, digest: Digest): Promise<BelievedReceipt | null> {
  const answer = await ports.network.receipt(peer, digest);
  return answer.kind === 'unreachable' || answer.status !== 200 ? null : believeReceipt(ports, peer, digest, answer.bytes);
}

async function tell<Tx>(
  ports: ExchangePorts<Tx>,
  peer: Peer,
  { digest, document }: Pick<Untold, 'digest' | 'document'>,
): Promise<BelievedReceipt | null> {
  await ports.store.transaction((tx) => assertMayTell(ports, tx, peer.authorityId));
  const answer = await ports.network.tell(peer, 'non-deliveries', document);
  return answer.kind === 'unreachable' || answer.status !== 200 ? null : believeReceipt(ports, peer, digest, answer.bytes);
}

function statementOf<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow): Uint8Array {
  const { digest, peer, kind, caseRef, queuedAt, attempts } = row;
  const about = { v: 1, dispatch: digest, from: ports.self.authorityId, to: peer, kind, caseRef, queuedAt } as const;
  // This look at it is no attempt.
  const statement = { ...about, at: ports.clock(), attempts: attempts - 1 };
  return signNonDelivery(statement, ports.suite, ports.self.dispatchKey).bytes;
}
