// SPDX-License-Identifier: Apache-2.0
/**
 * Keeping what was decided about dispatches that came: for each its entry in the log, the receipt that names it, and its row in the
 * inbox, of one dispatch or of many, in the transaction in which they were judged.
 *
 *     entries      one statement; from here on the log is locked until the commit
 *     receipts     each over the place of its own entry, and all signed in one go
 *     rows         one statement
 *
 * A rejection for now is given and logged, and not kept.
 */
import assert from 'node:assert/strict';
import { addMs } from '../../kernel/index.ts';
import { placeOf, quarantineMs, takesItsPlace } from '../channel-order.ts';
import type { Received } from '../examine-dispatch.ts';
import type { AuditEntry, ExchangePorts, InboxRow, LogPlace } from '../ports.ts';
import type { HeldState } from './delivery-states.ts';
import { assertMayTell, type ReceiptContent, writeReceipts } from './give-receipt.ts';

export type Decision =
  /** It was judged before; the receipt of then stands. */
  | { readonly kind: 'known'; readonly receipt: Uint8Array }
  | {
      readonly kind: 'keep';
      readonly received: Received;
      readonly entry: AuditEntry;
      readonly content: Omit<ReceiptContent, 'entry'>;
      /** How it is held, where the content is custody. */
      readonly heldAs: HeldState | null;
    };
type Kept = Extract<Decision, { kind: 'keep' }>;

/** The receipts, in the order of the decisions. */
export async function keepDecisions<Tx>(ports: ExchangePorts<Tx>, tx: Tx, decisions: readonly Decision[]): Promise<Uint8Array[]> {
  const kept = decisions.filter((decision) => decision.kind === 'keep');
  const peers = new Set(kept.map(({ received }) => received.peer.authorityId));
  for (const peer of peers) await assertMayTell(ports, tx, peer);
  const places =
    kept.length === 0
      ? []
      : await ports.appendAudits(
          tx,
          kept.map(({ entry }) => entry),
        );
  const placed = kept.map((decision, index) => {
    const place = places[index];
    assert(place !== undefined, 'every entry has its place');
    return { decision, place };
  });
  const receipts = writeReceipts(ports, placed.map(toldOf));
  const written = new Map<Decision, { receipt: Uint8Array; place: LogPlace }>();
  for (const [index, { decision, place }] of placed.entries()) {
    const receipt = receipts[index];
    assert(receipt !== undefined, 'there is a receipt for each');
    written.set(decision, { receipt, place });
  }
  for (const { received, content } of kept)
    if (content.isRetryable && received.isHeldHere) await ports.store.judgeLater(tx, received.digest, addMs(received.now, quarantineMs));
  const rows = [...written].flatMap(([decision, { receipt, place }]) =>
    decision.kind === 'keep' && !decision.content.isRetryable ? [rowOf(decision, receipt, place)] : [],
  );
  if (rows.length > 0) await ports.store.insertIncoming(tx, rows);
  return decisions.map((decision) => {
    const receipt = decision.kind === 'known' ? decision.receipt : written.get(decision)?.receipt;
    assert(receipt !== undefined, 'there is a receipt for each');
    return receipt;
  });
}

function toldOf({ decision, place }: { readonly decision: Kept; readonly place: LogPlace }) {
  const { peer, digest, class: requestClass, receivedAt } = decision.received;
  const subject = { peer: peer.authorityId, digest, class: requestClass, receivedAt };
  return { subject, content: { ...decision.content, entry: place } };
}

function rowOf({ received, content, heldAs }: Kept, receiptBytes: Uint8Array, { index }: LogPlace): InboxRow {
  const { payload, peer, digest, signedBytes, bodyDocument, receivedAt, now, isHeldHere } = received;
  const { state } = content;
  return {
    digest,
    peer: peer.authorityId,
    caseRef: payload?.caseRef ?? null,
    kind: payload?.kind ?? 'unreadable',
    place: takesItsPlace(content) ? placeOf(payload) : null,
    signedBytes,
    bodyDocument,
    receiptBytes,
    state: state === 'custody' ? (heldAs ?? 'held') : state,
    receivedAt,
    logIndex: index,
    judgeAt: heldAs === null ? null : heldAs === 'held' ? now : addMs(now, quarantineMs),
    // What is judged later was not asked for by a call that could be answered.
    tellAt: isHeldHere && heldAs === null ? now : null,
  };
}
