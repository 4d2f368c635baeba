// SPDX-License-Identifier: Apache-2.0
/**
 * Delivery: claims what is due, seals it, posts it, and believes nothing but a signed receipt.
 *
 *     claimed (token, lease) -> sealed -> posted -> signed `delivered`        settled, the room is told
 *                                                -> signed `rejected`         settled, or tried again when it says so
 *                                                -> anything unsigned         tried again later; no state changes
 *     notAfter passed                                                         settled as not delivered, never silence
 *
 * A lease that ran out may be claimed by another worker; every write is fenced by the token, so the slower of the two
 * changes nothing. The peer admits a digest once, however often it comes.
 */
import { addMs, type Instant, newId } from '../kernel/index.ts';
import { readReceipt } from './dispatch.ts';
import { sealEnvelope } from './envelope.ts';
import type { AuditEntry, ClaimedRow, ExchangePorts, NetworkAnswer, Peer, Settlement } from './ports.ts';
import { nextDelayMs } from './retry.ts';
import type { ReceiptWire } from './wire.ts';

/** Longer than any attempt takes, network time-out included; after it another worker may take the row. */
const leaseMs = 60_000;
/** Rows of one claim, handled side by side: enough to hide the network's latency. */
const rowsMax = 16;

/** Handles everything that is due now and says how many rows it handled; call it again until it says 0. */
export async function deliverDue<Tx>(ports: ExchangePorts<Tx>): Promise<number> {
  const now = ports.clock();
  const token = newId('lse', now, ports.random);
  const rows = await ports.store.claimDue({ now, leaseUntil: addMs(now, leaseMs), token, rowsMax });
  await Promise.all(rows.map((row) => deliverOne(ports, row)));
  return rows.length;
}

async function deliverOne<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow): Promise<void> {
  if (ports.clock() > row.notAfter) return settle(ports, row, { state: 'not-delivered', receiptBytes: null, at: ports.clock() }, null);
  const peer = await ports.store.transaction((tx) => ports.store.findPeer(tx, row.peer));
  if (peer === null || peer.state === 'suspended') return tryLater(ports, row);
  const envelope = await sealEnvelope({
    dispatch: row.signedBytes,
    from: ports.self.authorityId,
    to: peer.keyState,
    class: row.class,
    sealSuite: ports.sealSuite,
    random: ports.random,
  });
  let answer = await ports.network.post(peer.endpoint, envelope);
  // An answer may have been lost on its way back: the peer then holds the receipt, and asking is cheaper than sealing anew.
  if (answer.kind === 'unreachable' && row.attempts > 0) answer = await ports.network.receipt(peer.endpoint, row.digest);
  const receipt = believedReceipt(ports, peer, row, answer);
  if (receipt === null || (receipt.wire.state === 'rejected' && receipt.wire.isRetryable)) return tryLater(ports, row);
  await settle(ports, row, { state: receipt.wire.state, receiptBytes: receipt.bytes, at: receipt.wire.at as Instant }, receipt.wire);
}

function believedReceipt<Tx>(ports: ExchangePorts<Tx>, peer: Peer, row: ClaimedRow, answer: NetworkAnswer): { wire: ReceiptWire; bytes: Uint8Array } | null {
  if (answer.kind === 'unreachable' || answer.status !== 200) return null;
  const read = readReceipt(answer.bytes, peer.keyState, ports.suite);
  if (!read.ok) return null;
  const isForThis = read.value.dispatch === row.digest && read.value.from === peer.authorityId && read.value.to === ports.self.authorityId;
  return isForThis ? { wire: read.value, bytes: answer.bytes } : null;
}

async function settle<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow, settlement: Settlement, receipt: ReceiptWire | null): Promise<void> {
  await ports.store.transaction(async (tx) => {
    if (!(await ports.store.settle(tx, row, settlement))) return;
    if (settlement.receiptBytes !== null) await ports.store.noteHeard(tx, row.peer, ports.clock());
    await ports.handlers.get(row.kind)?.outcome(tx, { digest: row.digest, caseRef: row.caseRef, kind: row.kind }, { state: settlement.state, receipt, at: settlement.at });
    await ports.appendAudit(tx, auditOf(ports.self.authorityId, row, settlement, receipt));
  });
}

function auditOf(actor: string, row: ClaimedRow, settlement: Settlement, receipt: ReceiptWire | null): AuditEntry {
  const details = { dispatch: row.digest, kind: row.kind, peer: row.peer, caseRef: row.caseRef, attempts: row.attempts + 1 };
  switch (settlement.state) {
    case 'delivered':
      return { event: 'dispatch.delivered', actor, at: settlement.at, details };
    case 'rejected':
      return { event: 'dispatch.rejected', actor, at: settlement.at, details: { ...details, code: receipt?.code ?? null } };
    case 'not-delivered':
      return { event: 'dispatch.not-delivered', actor, at: settlement.at, details };
  }
}

async function tryLater<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow): Promise<void> {
  const delayMs = nextDelayMs(row.class, row.lastDelayMs, ports.random);
  const next = addMs(ports.clock(), delayMs);
  // The last attempt falls on the end itself, so that the end is noticed in time.
  const end = addMs(row.notAfter, 1);
  await ports.store.retryLater(row, { nextAttemptAt: next < end ? next : end, delayMs });
}
