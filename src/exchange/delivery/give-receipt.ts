// SPDX-License-Identifier: Apache-2.0
/**
 * Giving a receipt: what this server signs about a dispatch that it was sent.
 *
 * A receipt is made in the transaction that makes its content durable, from the entry of the log that says the same, and names
 * the head of the log with that entry as its last. So whoever holds a receipt holds a view of our log, and shows it to us with
 * the next dispatch (`seen`): a log that was rolled back, or that is shown to each in another form, does not stay unseen.
 *
 * Receipts that are given together are signed in one go (seals/suites/joint-signature.ts), and each is proof alone.
 *
 * A receipt answers and is never queued, but it needs its permit too: the peering instrument permits receipts between the two.
 */
import assert from 'node:assert/strict';
import { isPermit, noFacts } from '../../agreements/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { AuthorityId, Digest } from '../../seals/index.ts';
import { signReceipts } from '../dispatch.ts';
import type { DispatchClass, ExchangePorts } from '../ports.ts';
import type { ReceiptWire } from '../wire.ts';

export interface ReceiptSubject {
  readonly peer: AuthorityId;
  readonly digest: Digest;
  readonly class: DispatchClass;
  /** When the dispatch was received. */
  readonly receivedAt: Instant;
}

/** What a receipt says; `entry` is the one of our log. */
export type ReceiptContent = Pick<ReceiptWire, 'state' | 'code' | 'reason' | 'isRetryable' | 'need' | 'openedAt'> & {
  readonly entry: { readonly index: number; readonly root: string };
  /** The entry of the admission, where the receipt rests on a later one. */
  readonly admittedAt?: number;
};

export const plainContent = { code: null, reason: null, isRetryable: false, need: null, openedAt: null } as const;

export async function giveReceipt<Tx>(
  ports: ExchangePorts<Tx>,
  tx: Tx,
  subject: ReceiptSubject,
  content: ReceiptContent,
): Promise<Uint8Array> {
  await assertMayTell(ports, tx, subject.peer);
  const [receipt] = writeReceipts(ports, [{ subject, content }]);
  assert(receipt !== undefined, 'there is a receipt for each');
  return receipt;
}

/** The receipts themselves, signed in one go, for a caller that has made sure that the peers may be told. */
export function writeReceipts<Tx>(
  ports: ExchangePorts<Tx>,
  all: readonly { readonly subject: ReceiptSubject; readonly content: ReceiptContent }[],
): readonly Uint8Array[] {
  const receipts = all.map(({ subject, content }) => receiptOf(ports, subject, content));
  return signReceipts(receipts, ports.suite, ports.self.dispatchKey);
}

function receiptOf<Tx>(ports: ExchangePorts<Tx>, subject: ReceiptSubject, content: ReceiptContent): ReceiptWire {
  const { self, clock } = ports;
  const { peer, digest, receivedAt } = subject;
  const { entry, admittedAt, ...said } = content;
  return {
    v: 1,
    dispatch: digest,
    from: self.authorityId,
    to: peer,
    at: receivedAt,
    logIndex: admittedAt ?? entry.index,
    log: { size: entry.index + 1, root: entry.root },
    credit: ports.lanes.credit(peer, subject.class, clock()),
    ...said,
  };
}

/** Receipts, and the statement that a dispatch was given up, pass under the peering instrument. */
export async function assertMayTell<Tx>(ports: ExchangePorts<Tx>, tx: Tx, peer: AuthorityId): Promise<void> {
  const now = ports.clock();
  const instrument = await ports.instrumentWith(tx, peer);
  assert(instrument !== null, 'there is an instrument with every peer');
  const act = { kind: 'peer', from: ports.self.authorityId, to: peer, dispatchKind: 'receipt' } as const;
  const judged = await ports.judge(tx, { act, agreement: { digest: instrument }, facts: noFacts, at: now, now });
  assert(isPermit(judged?.permit), 'the peering instrument permits receipts');
}
