// SPDX-License-Identifier: Apache-2.0
/**
 * Opening: an officer looks for the first time at what a dispatch brought, and its sender is told so with a signed receipt.
 *
 * That it was delivered says what a server did; that it was opened says that a person has it before him. It is said once for
 * each dispatch, with the moment and without the officer's name.
 */
import assert from 'node:assert/strict';
import { readSigned } from '../../seals/index.ts';
import { readDispatchForm, readPayload, readReceiptPayload } from '../dispatch.ts';
import type { ExchangePorts, InboxRow } from '../ports.ts';
import { giveReceipt, plainContent } from './give-receipt.ts';

/** Says of everything admitted in this case that it was opened; gives how many that were. */
export async function openCase<Tx>(ports: ExchangePorts<Tx>, caseRef: string, officer: string): Promise<number> {
  return ports.store.transaction(async (tx) => {
    const rows = await ports.store.lockUnopened(tx, caseRef);
    for (const row of rows) await openOne(ports, tx, row, officer);
    return rows.length;
  });
}

async function openOne<Tx>(ports: ExchangePorts<Tx>, tx: Tx, row: InboxRow, officer: string): Promise<void> {
  const { digest, peer, kind, caseRef, logIndex } = row;
  const now = ports.clock();
  // Rows of rooms are locked before the log, as wherever dispatches are taken in: the other way round two officers' work blocks each other.
  await ports.handlers.get(kind)?.opened?.(tx, { digest, caseRef, kind }, { officer, at: now });
  const details = { dispatch: digest, kind, peer, caseRef, officer };
  const entry = await ports.appendAudit(tx, { event: 'dispatch.opened', actor: officer, at: now, details });
  // The receipt of delivery is repeated in it, so that whoever has this one needs no other.
  const subject = { peer, digest, class: classOf(row), receivedAt: receivedAtOf(row) };
  const content = { ...plainContent, state: 'opened', entry, admittedAt: logIndex, openedAt: now } as const;
  const receiptBytes = await giveReceipt(ports, tx, subject, content);
  await ports.store.keepOpenedHere(tx, digest, receiptBytes, now);
}

function receivedAtOf({ receiptBytes }: InboxRow) {
  const read = readSigned(receiptBytes, 'receipt');
  const receipt = read.ok ? readReceiptPayload(read.value.payload) : read;
  assert(receipt.ok, 'a receipt of ours is a receipt');
  return receipt.value.at;
}

function classOf({ signedBytes }: InboxRow): 'normal' | 'urgent' {
  const outer = readDispatchForm(signedBytes);
  const payload = outer.ok ? readPayload(outer.value.document) : outer;
  assert(payload.ok, 'what was admitted was read before');
  return payload.value.class;
}
