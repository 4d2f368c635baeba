// SPDX-License-Identifier: Apache-2.0
/**
 * Delivery: claims what is due, seals it, posts it, and believes nothing but a signed receipt.
 *
 *     claimed (token, lease) -> sealed -> posted -> signed `delivered`        settled, the room is told
 *                                                -> signed `rejected`         settled, or tried again when it says so
 *                                                -> signed `custody`          asked for again; what the peer lacks is offered
 *                                                -> anything unsigned         tried again later; no state changes
 *     notAfter passed                                                         settled as not delivered, never silence
 *
 * A receipt may have been signed and lost on its way back. So a further attempt first asks for the receipt, which costs little,
 * and so does the very last look before a dispatch is given up (delivery/give-up.ts). What stands behind one that was given up
 * ends with it: it could never be admitted in order. The channel then goes on in a new epoch.
 *
 * A lane that cannot be used rests for a while (delivery/lanes.ts); the rows in it wait and cost nothing.
 *
 * A lease that ran out may be claimed by another worker; every write is fenced by the token, so the slower of the two
 * changes nothing. The peer admits a digest once, however often it comes.
 */
import { addMs, type Instant, newId } from '../kernel/index.ts';
import { giveUp } from './delivery/give-up.ts';
import { afterFailure, afterReceipt } from './delivery/lanes.ts';
import { offerAgain } from './delivery/offer-again.ts';
import { aboutReceipt, believeReceipt, type BelievedReceipt, followEnd, heardWith, settlementOf } from './delivery/take-receipt.ts';
import { sealEnvelope } from './envelope.ts';
import type { ClaimedRow, ExchangePorts, NetworkAnswer, Peer } from './ports.ts';
import { nextDelayMs } from './retry.ts';

/** Longer than any attempt takes, network time-out included; after it another worker may take the row. */
export const leaseMs = 60_000;
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
  if (ports.clock() > row.notAfter || row.epoch < row.channelEpoch) return giveUp(ports, peer, row);
  const receipt = peer === null || !mayReceive(peer, row) ? null : await attempt(ports, peer, row);
  if (receipt === null) return tryLater(ports, row);
  if (receipt.wire.state === 'custody') return keepCustody(ports, row, receipt);
  const settlement = settlementOf(receipt);
  if (settlement === null) return tryLater(ports, row);
  await ports.store.transaction(async (tx) => {
    if (await ports.store.settle(tx, row, settlement, heardWith(ports, receipt))) await followEnd(ports, tx, row, { settlement, receipt });
  });
}

/** One attempt: asks for a receipt that may be there already, and posts when there is none. */
async function attempt<Tx>(ports: ExchangePorts<Tx>, peer: Peer, row: ClaimedRow): Promise<BelievedReceipt | null> {
  if (row.attempts > 1) {
    const answer = await ports.network.receipt(peer, row.digest);
    const known = believed(ports, peer, row, answer);
    if (known !== null) {
      if (known.wire.need !== null) await offerAgain(ports, peer, row, known.wire.need);
      return known;
    }
    if (answer.kind === 'unreachable') return failed(ports, row, answer);
  }
  const { sealSuite, random, self } = ports;
  const letter = { dispatch: row.signedBytes, body: row.bodyDocument };
  const sealed = { ...letter, from: self.authorityId, to: peer.keyState, class: row.class, now: ports.clock(), sealSuite, random };
  const answer = await ports.network.post(peer, await sealEnvelope(sealed));
  const receipt = believed(ports, peer, row, answer);
  if (receipt === null) return failed(ports, row, answer);
  const standing = afterReceipt({ failures: row.laneFailures, credit: receipt.wire.credit, now: ports.clock() });
  if (standing !== null) await ports.store.noteLane(row, standing);
  if (receipt.wire.need !== null) await offerAgain(ports, peer, row, receipt.wire.need);
  return receipt;
}

/** Notes what it means for the lane; an answer of another kind (a refusal of this envelope alone) means nothing for it. */
async function failed<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow, answer: NetworkAnswer): Promise<null> {
  const isOfLane = answer.kind === 'unreachable' || answer.status === 429 || answer.status >= 500;
  const askedMs = answer.kind === 'answered' ? (answer.retryAfterMs ?? null) : null;
  const standing = { class: row.class, failures: row.laneFailures, askedMs, now: ports.clock() };
  if (isOfLane) await ports.store.noteLane(row, afterFailure(standing));
  return null;
}

/** Before both have confirmed each other, only the confirmation itself passes. */
function mayReceive(peer: Peer, row: ClaimedRow): boolean {
  return peer.state === 'live' || (peer.state === 'confirmed-here' && row.kind === 'peering.confirmation');
}

function believed<Tx>(ports: ExchangePorts<Tx>, peer: Peer, row: ClaimedRow, answer: NetworkAnswer): BelievedReceipt | null {
  return answer.kind === 'unreachable' || answer.status !== 200 ? null : believeReceipt(ports, peer, row.digest, answer.bytes);
}

async function keepCustody<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow, receipt: BelievedReceipt): Promise<void> {
  if (row.isInCustody) return tryLater(ports, row);
  await ports.store.transaction(async (tx) => {
    const custody = { receiptBytes: receipt.bytes, ...nextAttempt(ports, row) };
    if (!(await ports.store.keepCustody(tx, row, custody, heardWith(ports, receipt)))) return;
    await ports.appendAudit(tx, { event: 'dispatch.in-custody', ...aboutReceipt(ports, row, receipt) });
  });
}

async function tryLater<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow): Promise<void> {
  await ports.store.retryLater(row, nextAttempt(ports, row));
}

function nextAttempt<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow): { nextAttemptAt: Instant; delayMs: number } {
  const delayMs = nextDelayMs(row.class, row.lastDelayMs, ports.random);
  const next = addMs(ports.clock(), delayMs);
  // The last attempt falls on the end itself, so that the end is noticed in time.
  const end = addMs(row.notAfter, 1);
  return { nextAttemptAt: next < end ? next : end, delayMs };
}
