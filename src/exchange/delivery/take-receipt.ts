// SPDX-License-Identifier: Apache-2.0
/**
 * Taking a receipt: what a peer's signed word changes about a dispatch of ours, whichever way it came.
 *
 * It comes as the answer to an envelope, as the answer to a question, or by itself, when the peer judged later or an officer
 * there opened the case. A receipt is believed when the peer signed it and it names the dispatch and both authorities; it moves
 * the dispatch only forward (delivery-states.ts), so an old one that comes late changes nothing. For a dispatch that was given
 * up, a receipt changes nothing either: it is kept beside the end, logged, and shown to an officer.
 */
import type { Instant } from '../../kernel/index.ts';
import { type Digest, digestOf, type KeyState, readSigned } from '../../seals/index.ts';
import { takesItsPlace } from '../channel-order.ts';
import { readReceipt, readReceiptPayload } from '../dispatch.ts';
import type { AuditEntry, ExchangePorts, Heard, OutboxRow, Peer, Settlement } from '../ports.ts';
import type { ReceiptWire } from '../wire.ts';
import { canMove } from './delivery-states.ts';

export interface BelievedReceipt {
  readonly wire: ReceiptWire & { readonly at: Instant };
  readonly bytes: Uint8Array;
}

/** Null when it is not the peer's word on exactly this dispatch. */
export function believeReceipt<Tx>(
  ports: ExchangePorts<Tx>,
  peer: Pick<Peer, 'authorityId'> & { readonly keyState: KeyState },
  dispatch: string,
  bytes: Uint8Array,
): BelievedReceipt | null {
  const read = readReceipt(bytes, peer.keyState, ports.suite);
  if (!read.ok) return null;
  const isForThis = read.value.dispatch === dispatch && read.value.from === peer.authorityId && read.value.to === ports.self.authorityId;
  return isForThis ? { wire: read.value, bytes } : null;
}

export function heardWith<Tx>(ports: ExchangePorts<Tx>, receipt: BelievedReceipt | null): Heard {
  return { at: ports.clock(), head: receipt?.wire.log ?? null };
}

/** The end that a receipt makes; null for custody and for a rejection for now, which end nothing. */
export function settlementOf({ wire, bytes }: BelievedReceipt): Settlement | null {
  if (wire.state === 'custody' || wire.isRetryable) return null;
  const state = wire.state === 'rejected' ? 'rejected' : 'delivered';
  return { state, receiptBytes: bytes, at: wire.at, statementBytes: null, tellAt: null };
}

/** A row of ours that has ended. */
export interface EndedRow {
  readonly row: OutboxRow;
  readonly settlement: Settlement;
  readonly receipt: BelievedReceipt | null;
}

/** What follows when ends of rows were written: the rooms are told, a channel that cannot go on begins anew, and it is logged. */
export async function followEnds<Tx>(ports: ExchangePorts<Tx>, tx: Tx, ends: readonly EndedRow[]): Promise<void> {
  for (const { row, settlement, receipt } of ends) {
    const { digest, caseRef, kind } = row;
    const wire = receipt?.wire ?? null;
    await ports.handlers.get(kind)?.outcome(tx, { digest, caseRef, kind }, { state: settlement.state, receipt: wire, at: settlement.at });
    if (!takesItsPlace(settlement.state === 'not-delivered' ? null : wire)) await ports.store.endEpoch(tx, row.channel, row.epoch);
  }
  const opened: AuditEntry[] = [];
  for (const { row, receipt } of ends)
    if (receipt !== null && receipt.wire.state === 'opened') opened.push(await tellOpening(ports, tx, row, receipt));
  // The log is locked last, after the rows of every room.
  const ended = ends.map(({ row, settlement, receipt }) => endEntry(ports, row, settlement, receipt));
  await ports.appendUnasked(tx, [...ended, ...opened]);
}

/** A receipt that came by itself. False when it is not to be believed, or is for no dispatch of ours. */
export async function takeReceipt<Tx>(ports: ExchangePorts<Tx>, bytes: Uint8Array): Promise<boolean> {
  const signed = readSigned(bytes, 'receipt');
  const claimed = signed.ok ? readReceiptPayload(signed.value.payload) : signed;
  const peer = claimed.ok ? await ports.store.peerNow(claimed.value.from) : null;
  const receipt = claimed.ok && peer !== null ? believeReceipt(ports, peer, claimed.value.dispatch, bytes) : null;
  if (peer === null || receipt === null) return false;
  return ports.store.transaction(async (tx) => {
    const now = await ports.store.lockOutgoing(tx, receipt.wire.dispatch as Digest);
    if (now === null || now.row.peer !== peer.authorityId) return false;
    const { state, row } = now;
    const settlement = settlementOf(receipt);
    if (settlement !== null && canMove(state, settlement.state === 'rejected' ? 'rejected' : 'delivered')) {
      await ports.store.settleLocked(tx, row, settlement, heardWith(ports, receipt));
      await followEnds(ports, tx, [{ row, settlement, receipt }]);
      return true;
    }
    if (receipt.wire.state === 'opened' && canMove(state, 'opened')) {
      await followOpening(ports, tx, row, receipt);
      return true;
    }
    if (state === 'not-delivered' && settlement !== null) await noteLate(ports, tx, row, receipt);
    return true;
  });
}

async function followOpening<Tx>(ports: ExchangePorts<Tx>, tx: Tx, row: OutboxRow, receipt: BelievedReceipt): Promise<void> {
  await ports.appendAudit(tx, await tellOpening(ports, tx, row, receipt));
}

/** Keeps the receipt and tells the room; gives the entry for the log. */
async function tellOpening<Tx>(ports: ExchangePorts<Tx>, tx: Tx, row: OutboxRow, receipt: BelievedReceipt): Promise<AuditEntry> {
  const { digest, caseRef, kind } = row;
  const { wire, bytes } = receipt;
  await ports.store.keepOpenedThere(tx, digest, bytes);
  const at = (wire.openedAt ?? wire.at) as Instant;
  await ports.handlers.get(kind)?.outcome(tx, { digest, caseRef, kind }, { state: 'opened', receipt: wire, at });
  return { event: 'dispatch.opened-there', ...aboutReceipt(ports, row, receipt) };
}

/** The peer's answer to our statement that a dispatch was given up, or a receipt that came after its end. */
export async function noteLate<Tx>(ports: ExchangePorts<Tx>, tx: Tx, row: OutboxRow, receipt: BelievedReceipt): Promise<void> {
  await ports.store.noteStatementTold(tx, row.digest, { answer: receipt.bytes });
  if (receipt.wire.code === 'given-up') return;
  const { state, code } = receipt.wire;
  const about = aboutReceipt(ports, row, receipt);
  await ports.appendAudit(tx, { ...about, event: 'dispatch.late-receipt', details: { ...about.details, outcome: state, code } });
}

export function aboutReceipt<Tx>(ports: ExchangePorts<Tx>, row: OutboxRow, { bytes }: BelievedReceipt): Omit<AuditEntry, 'event'> {
  const { digest, kind, peer, caseRef } = row;
  const details = { dispatch: digest, kind, class: row.class, peer, caseRef, receipt: digestOf(bytes) };
  return { actor: ports.self.authorityId, at: ports.clock(), details };
}

function endEntry<Tx>(ports: ExchangePorts<Tx>, row: OutboxRow, settlement: Settlement, receipt: BelievedReceipt | null): AuditEntry {
  const { digest, kind, peer, caseRef, attempts } = row;
  const { state, receiptBytes, statementBytes } = settlement;
  const details = { dispatch: digest, kind, class: row.class, peer, caseRef, attempts };
  const common = { actor: ports.self.authorityId, at: ports.clock() };
  if (state === 'not-delivered') {
    const statement = statementBytes === null ? null : digestOf(statementBytes);
    return { ...common, event: 'dispatch.not-delivered', details: { ...details, digest: statement, code: receipt?.wire.code ?? null } };
  }
  const signed = { ...details, receipt: receiptBytes === null ? null : digestOf(receiptBytes) };
  if (state === 'delivered') return { ...common, event: 'dispatch.delivered', details: signed };
  return { ...common, event: 'dispatch.rejected', details: { ...signed, code: receipt?.wire.code ?? null } };
}
