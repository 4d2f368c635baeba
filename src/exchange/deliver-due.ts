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
 * What waits for one peer in one class goes together, in a pouch (pouches/pouch.ts), and the receipts that come back are written in one
 * transaction (delivery/end-together.ts); each dispatch still ends for itself.
 *
 * A lane that cannot be used rests for a while (delivery/lanes.ts); the rows in it wait and cost nothing.
 *
 * A lease that ran out may be claimed by another worker; every write is fenced by the token, so the slower of the two
 * changes nothing. The peer admits a digest once, however often it comes.
 */
import { addMs, type Instant, newId } from '../kernel/index.ts';
import { endTogether } from './delivery/end-together.ts';
import { giveUp } from './delivery/give-up.ts';
import { offerAll } from './delivery/offer-all.ts';
import { aboutReceipt, type BelievedReceipt, type EndedRow, heardWith, settlementOf } from './delivery/take-receipt.ts';
import { envelopesMax } from './pouches/pouch.ts';
import type { ClaimedRow, ExchangePorts, Peer } from './ports.ts';
import { nextDelayMs } from './retry.ts';

/** Longer than any attempt takes, network time-out included; after it another worker may take the row. */
export const leaseMs = 60_000;
/** Rows that are handled side by side: two pouches, so that one is made ready while the other is on its way. */
const rowsMax = 2 * envelopesMax;

/**
 * Handles everything that is due now, and says how many rows that was. Rows go side by side, and more are claimed while some
 * are still on their way, so that one slow recipient does not hold up the others. `looking` is called before each claim.
 */
export async function deliverDue<Tx>(ports: ExchangePorts<Tx>, looking: () => void = () => undefined): Promise<number> {
  const onTheWay = new Set<Promise<void>>();
  const broken: unknown[] = [];
  let [count, rowsOnTheWay] = [0, 0];
  for (;;) {
    looking();
    const rows = await claim(ports, rowsMax - rowsOnTheWay);
    const peers = peersOf(ports);
    for (const together of pouchfuls(rows)) {
      rowsOnTheWay += together.length;
      const delivery: Promise<void> = deliverTogether(ports, together, peers, broken).finally(() => {
        rowsOnTheWay -= together.length;
        onTheWay.delete(delivery);
      });
      onTheWay.add(delivery);
    }
    count += rows.length;
    if (rows.length === 0 && onTheWay.size === 0) break;
    // Claiming many at a time costs less than claiming each, and half of them stay on their way meanwhile.
    do await Promise.race(onTheWay);
    while (rowsOnTheWay > (rows.length === 0 ? 0 : rowsMax / 2));
  }
  // A row that broke off keeps its lease and is claimed again when that has lapsed; the others went on.
  if (broken.length > 0) throw new Error(`${broken.length} deliveries broke off`, { cause: broken[0] });
  return count;
}

function claim<Tx>(ports: ExchangePorts<Tx>, rowsMost: number): Promise<ClaimedRow[]> {
  const now = ports.clock();
  return ports.store.claimDue({ now, leaseUntil: addMs(now, leaseMs), token: newId('lse', now, ports.random), rowsMax: rowsMost });
}

/** What goes together: to one peer, in one class, as many as a pouch takes. */
function pouchfuls(rows: readonly ClaimedRow[]): readonly ClaimedRow[][] {
  const lanes = [...Map.groupBy(rows, (row) => `${row.peer} ${row.class}`).values()];
  return lanes.flatMap((lane) =>
    Array.from({ length: Math.ceil(lane.length / envelopesMax) }, (_, index) =>
      lane.slice(index * envelopesMax, (index + 1) * envelopesMax),
    ),
  );
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

/** Rows of one lane. Never throws: what broke off is noted, and each of the others goes on. */
async function deliverTogether<Tx>(
  ports: ExchangePorts<Tx>,
  rows: readonly ClaimedRow[],
  peers: (authorityId: string) => Promise<Peer | null>,
  broken: unknown[],
): Promise<void> {
  const each = (work: readonly (() => Promise<void>)[]): Promise<unknown> =>
    Promise.all(work.map((one) => one().catch((error: unknown) => void broken.push(error))));
  try {
    const peer = await peers(rows[0]?.peer ?? '');
    const isOver = (row: ClaimedRow): boolean => ports.clock() > row.notAfter || row.epoch < row.channelEpoch;
    const [over, open] = divided(rows, isOver);
    const [offered, waiting] = divided(open, (row) => peer !== null && mayReceive(peer, row));
    await each([...over.map((row) => () => giveUp(ports, peer, row)), ...waiting.map((row) => () => tryLater(ports, row))]);
    if (peer === null || offered.length === 0) return;
    const { receipts, errors } = await offerAll(ports, peer, offered);
    broken.push(...errors.values());
    const ends: EndedOfClaim[] = [];
    const others: (() => Promise<void>)[] = [];
    for (const row of offered) {
      if (errors.has(row)) continue;
      const receipt = receipts.get(row) ?? null;
      const settlement = receipt === null ? null : settlementOf(receipt);
      if (receipt !== null && settlement !== null) ends.push({ row, settlement, receipt });
      else others.push(() => (receipt?.wire.state === 'custody' ? keepCustody(ports, row, receipt) : tryLater(ports, row, receipt)));
    }
    broken.push(...(await endTogether(ports, ends)));
    await each(others);
  } catch (error) {
    broken.push(error);
  }
}

type EndedOfClaim = EndedRow & { readonly row: ClaimedRow };

function divided<Value>(values: readonly Value[], isFirst: (value: Value) => boolean): [Value[], Value[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}

/** Before both have confirmed each other, only the confirmation itself passes. */
function mayReceive(peer: Peer, row: ClaimedRow): boolean {
  return peer.state === 'live' || (peer.state === 'confirmed-here' && row.kind === 'peering.confirmation');
}

async function keepCustody<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow, receipt: BelievedReceipt): Promise<void> {
  if (row.isInCustody) return tryLater(ports, row, receipt);
  await ports.store.transaction(async (tx) => {
    const custody = { receiptBytes: receipt.bytes, ...nextAttempt(ports, row, receipt) };
    if (!(await ports.store.keepCustody(tx, row, custody, heardWith(ports, receipt)))) return;
    await ports.appendAudit(tx, { event: 'dispatch.in-custody', ...aboutReceipt(ports, row, receipt) });
  });
}

/** `answer` is the receipt by which the peer refused it for now or says that it holds it; null where nothing signed came back. */
async function tryLater<Tx>(ports: ExchangePorts<Tx>, row: ClaimedRow, answer: BelievedReceipt | null = null): Promise<void> {
  await ports.store.retryLater(row, nextAttempt(ports, row, answer));
}

function nextAttempt<Tx>(
  ports: ExchangePorts<Tx>,
  row: ClaimedRow,
  answer: BelievedReceipt | null = null,
): { nextAttemptAt: Instant; delayMs: number } {
  const rule = row.class === 'urgent' && answer !== null ? 'urgentAnswered' : row.class;
  const delayMs = nextDelayMs(rule, row.lastDelayMs, ports.random);
  const next = addMs(ports.clock(), delayMs);
  // The last attempt falls on the end itself, so that the end is noticed in time.
  const end = addMs(row.notAfter, 1);
  return { nextAttemptAt: next < end ? next : end, delayMs };
}
