// SPDX-License-Identifier: Apache-2.0
/**
 * Delivery: claims what is due, seals it, posts it, and believes nothing but a signed receipt.
 *
 *     claimed (token, lease) -> sealed -> posted -> signed `delivered`        settled, the room is told
 *                                                -> signed `rejected`         settled, or tried again when it says so
 *                                                -> anything unsigned         tried again later; no state changes
 *     notAfter passed                                                         settled as not delivered, never silence
 *
 * A receipt may have been signed and lost on its way back. So a further attempt first asks for the receipt, which costs little,
 * and so does the very last look before a dispatch is given up. What stands behind one that was given up ends with it: it
 * could never be admitted in order. The channel then goes on in a new epoch.
 *
 * A lease that ran out may be claimed by another worker; every write is fenced by the token, so the slower of the two
 * changes nothing. The peer admits a digest once, however often it comes.
 */
import { addMs, type Instant, newId } from '../kernel/index.ts';
import { digestOf } from '../seals/index.ts';
import { takesItsPlace } from './channel-order.ts';
import { readReceipt } from './dispatch.ts';
import { sealEnvelope } from './envelope.ts';
import type { AuditEntry, ClaimedRow, ExchangePorts, NetworkAnswer, Peer, Settlement } from './ports.ts';
import { nextDelayMs } from './retry.ts';
import type { ReceiptWire } from './wire.ts';

/** Longer than any attempt takes, network time-out included; after it another worker may take the row. */
const leaseMs = 60_000;
/** Rows that are handled side by side: enough to hide the network's latency. */
const rowsMax = 8;

/**
 * Handles everything that is due now, and says how many rows that was. Rows go side by side, and more are claimed while some
 * are still on their way, so that one slow recipient does not hold up the others.
 */
export async function deliverDue<Tx>(ports: ExchangePorts<Tx>): Promise<number> {
  const onTheWay = new Set<Promise<void>>();
  const broken: unknown[] = [];
  let count = 0;
  for (;;) {
    const rows = await claim(ports, rowsMax - onTheWay.size);
    const peers = peersOf(ports);
    for (const row of rows) {
      const delivery: Promise<void> = deliverOne(ports, row, peers)
        .catch((error: unknown) => void broken.push(error))
        .finally(() => onTheWay.delete(delivery));
      onTheWay.add(delivery);
    }
    count += rows.length;
    if (rows.length === 0 && onTheWay.size === 0) break;
    // Claiming a few at a time costs less than claiming each, and half of the lanes stay busy meanwhile.
    do await Promise.race(onTheWay);
    while (onTheWay.size > (rows.length === 0 ? 0 : rowsMax / 2));
  }
  // A row that broke off keeps its lease and is claimed again when that has lapsed; the others went on.
  if (broken.length > 0) throw new Error(`${broken.length} deliveries broke off`, { cause: broken[0] });
  return count;
}

function claim<Tx>(ports: ExchangePorts<Tx>, rowsMost: number): Promise<ClaimedRow[]> {
  const now = ports.clock();
  return ports.store.claimDue({ now, leaseUntil: addMs(now, leaseMs), token: newId('lse', now, ports.random), rowsMax: rowsMost });
}

/** Each peer is read once for the rows of one claim. */
function peersOf<Tx>(ports: ExchangePorts<Tx>): (authorityId: string) => Promise<Peer | null> {
  const read = new Map<string, Promise<Peer | null>>();
  return (authorityId) => {
    const known = read.get(authorityId) ?? ports.store.peerNow(authorityId);
    read.set(authorityId, known);
    return known;
  };
}

async function deliverOne<Tx>(
  ports: ExchangePorts<Tx>,
  row: ClaimedRow,
  peers: (authorityId: string) => Promise<Peer | null>,
): Promise<void> {
  const peer = await peers(row.peer);
  const isOver = ports.clock() > row.notAfter || row.epoch < row.channelEpoch;
  const receipt = peer === null || (!isOver && !mayReceive(peer, row)) ? null : await attempt(ports, peer, row, isOver);
  if (receipt !== null && (receipt.wire.state === 'delivered' || !receipt.wire.isRetryable)) {
    const { wire, bytes } = receipt;
    return settle(ports, row, { state: wire.state, receiptBytes: bytes, at: wire.at }, wire);
  }
  if (isOver) return settle(ports, row, { state: 'not-delivered', receiptBytes: null, at: ports.clock() }, null);
  return tryLater(ports, row);
}

/** One attempt: asks for a receipt that may be there already, and posts when there is none and it is not too late. */
async function attempt<Tx>(ports: ExchangePorts<Tx>, peer: Peer, row: ClaimedRow, isOver: boolean): Promise<BelievedReceipt | null> {
  if (row.attempts > 1) {
    const answer = await ports.network.receipt(peer, row.digest);
    const known = believedReceipt(ports, peer, row, answer);
    if (known !== null || answer.kind === 'unreachable') return known;
  }
  if (isOver) return null;
  const { sealSuite, random, self } = ports;
  const letter = { dispatch: row.signedBytes, body: row.bodyDocument };
  const sealed = { ...letter, from: self.authorityId, to: peer.keyState, class: row.class, now: ports.clock(), sealSuite, random };
  return believedReceipt(ports, peer, row, await ports.network.post(peer, await sealEnvelope(sealed)));
}

/** Before both have confirmed each other, only the confirmation itself passes. */
function mayReceive(peer: Peer, row: ClaimedRow): boolean {
  return peer.state === 'live' || (peer.state === 'confirmed-here' && row.kind === 'peering.confirmation');
}

interface BelievedReceipt {
  readonly wire: ReceiptWire & { readonly at: Instant };
  readonly bytes: Uint8Array;
}

function believedReceipt<Tx>(ports: ExchangePorts<Tx>, peer: Peer, row: ClaimedRow, answer: NetworkAnswer): BelievedReceipt | null {
  if (answer.kind === 'unreachable' || answer.status !== 200) return null;
  const read = readReceipt(answer.bytes, peer.keyState, ports.suite);
  if (!read.ok) return null;
  const isForThis = read.value.dispatch === row.digest && read.value.from === peer.authorityId && read.value.to === ports.self.authorityId;
  return isForThis ? { wire: read.value, bytes: answer.bytes } : null;
}

async function settle<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow, settlement: Settlement, receipt: ReceiptWire | null): Promise<void> {
  const { store } = ports;
  const { digest, caseRef, kind } = row;
  await store.transaction(async (tx) => {
    if (!(await store.settle(tx, row, settlement, ports.clock()))) return;
    await ports.handlers.get(kind)?.outcome(tx, { digest, caseRef, kind }, { state: settlement.state, receipt, at: settlement.at });
    if (!takesItsPlace(receipt)) await store.endEpoch(tx, row.channel, row.epoch);
    await ports.appendAudit(tx, auditOf(ports, row, settlement, receipt));
  });
}

function auditOf<Tx>(
  ports: ExchangePorts<Tx>,
  row: ClaimedRow,
  { state, receiptBytes }: Settlement,
  receipt: ReceiptWire | null,
): AuditEntry {
  const { digest, kind, peer, caseRef, attempts } = row;
  const details = { dispatch: digest, kind, class: row.class, peer, caseRef, attempts };
  const common = { actor: ports.self.authorityId, at: ports.clock() };
  if (receiptBytes === null) return { ...common, event: 'dispatch.not-delivered', details };
  const signed = { ...details, receipt: digestOf(receiptBytes) };
  if (state === 'delivered') return { ...common, event: 'dispatch.delivered', details: signed };
  return { ...common, event: 'dispatch.rejected', details: { ...signed, code: receipt?.code ?? null } };
}

async function tryLater<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow): Promise<void> {
  const delayMs = nextDelayMs(row.class, row.lastDelayMs, ports.random);
  const next = addMs(ports.clock(), delayMs);
  // The last attempt falls on the end itself, so that the end is noticed in time.
  const end = addMs(row.notAfter, 1);
  await ports.store.retryLater(row, { nextAttemptAt: next < end ? next : end, delayMs });
}
