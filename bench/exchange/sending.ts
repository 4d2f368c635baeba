// SPDX-License-Identifier: Apache-2.0
/** What an authority of the bench sends, and how it measures the way of each dispatch up to its kept receipt. */
import { strict as assert } from 'node:assert';
import {
  agreementByDigest,
  agreementsInForce,
  askAct,
  decideUnder,
  noFacts,
  type Permit,
  refOf,
  stepDigestOf,
} from '../../src/agreements/index.ts';
import {
  deliverDue,
  type DispatchContent,
  type ExchangePorts,
  queueDispatch,
  tendDelivery,
  type WholeAttachment,
} from '../../src/exchange/index.ts';
import { type Database, newId, type Transaction } from '../../src/kernel/index.ts';
import { bodyRootOf, bodySeedBytes } from '../../src/seals/index.ts';
import { startDelivery } from '../../src/server/delivery.ts';
import { systemRandom } from '../../src/server/machine/machine.ts';
import { openLog } from '../../src/server/log.ts';

/** What sending needs of an authority. */
export interface Sender {
  readonly database: Database;
  readonly ports: ExchangePorts<Transaction>;
  /** Called when the dispatch of this digest has its receipt. */
  readonly settled: Map<string, () => void>;
}

export const officer = 'off_06f0m3k4x9v2q8t7w5y1z3a6bc';
const approver = 'off_06f0m3k4x9v2q8t7w5y1z3a6bd';

export interface Wanted {
  readonly peer: string;
  /** The agreement under which it goes. */
  readonly digest: string;
  readonly class?: 'normal' | 'urgent';
  readonly attachments?: readonly WholeAttachment[];
}

/** A request as officers write them, about 2 KB of text, approved by a second officer. */
export async function prepare(sender: Sender, wanted: Wanted): Promise<{ permit: Permit; content: DispatchContent }> {
  const { database, ports } = sender;
  const { peer, digest, class: dispatchClass = 'normal', attachments = [] } = wanted;
  const now = ports.clock();
  const caseRef = newId('req', now, systemRandom);
  const form = { assistance: 'suspicious-reports', purpose: 'fiu-analysis', class: dispatchClass } as const;
  const isUrgent = dispatchClass === 'urgent';
  const text = 'Payments through three firms within two days, without a visible economic reason. '.repeat(6);
  const texts = { subject: 'Example Trading Ltd', facts: text, 'why-useful': text, 'legal-provisions': text };
  const by = {
    from: ports.self.authorityId,
    to: peer,
    urgencyGround: isUrgent ? 'flight-of-assets' : null,
    urgencyReason: isUrgent ? text : '',
  } as const;
  const act = askAct({ ...form, ...by, content: texts });
  const [kind, conditions] = ['assistance.request', []] as const;
  const notes = attachments.map(({ name, mediaType, size, digest: ofFile }) => ({ name, mediaType, size, digest: ofFile }));
  const sealed = attachments.map(({ digest: ofFile, size, sealedDigest, key }) => ({ digest: ofFile, size, sealedDigest, key }));
  const body = { requestId: caseRef, ...form, urgency: null, content: texts, reference: 'BENCH', attachments: notes };
  const bodySeed = systemRandom(bodySeedBytes);
  const agreement = agreementByDigest(await agreementsInForce(database), digest);
  assert(agreement !== null);
  const bodyRoot = bodyRootOf(body, bodySeed);
  const subject = stepDigestOf({
    kind,
    act,
    agreement: refOf(agreement),
    caseRef,
    preparedBy: officer,
    bodyRoot,
    conditions,
  });
  const approved = { role: 'approver', decision: 'approve', method: 'password+totp', proof: null } as const;
  const approvals = [{ officer: approver, subject, at: now, ...approved }];
  const counted = approvals.map((approval) => ({ ...approval, authenticator: null }));
  const { permit } = decideUnder(act, agreement, { ...noFacts, approvals: counted, preparedBy: officer, stepDigest: subject }, now);
  assert(permit !== null);
  const rest = { inReplyTo: [], class: form.class, purpose: form.purpose, preparedBy: officer, approvals, attachments: sealed };
  return { permit, content: { kind, caseRef, body, bodySeed, conditions: [...conditions], ...rest } };
}

export interface Sent {
  readonly ms: number;
  /** From the queueing of each dispatch to its kept receipt. */
  readonly latenciesMs: readonly number[];
}

/** Queues one; its latency is noted when the receipt is kept. */
export async function queueOne(sender: Sender, wanted: Wanted, note: (ms: number) => void): Promise<string> {
  const { database, ports, settled } = sender;
  const { permit, content } = await prepare(sender, wanted);
  const queuedAt = performance.now();
  const { digest } = await database.transaction().execute(async (tx) => {
    const made = await queueDispatch(ports, tx, permit, content);
    settled.set(made.digest, () => note(performance.now() - queuedAt));
    return made;
  });
  return digest;
}

/** So many officers and imports queue side by side where nothing is said of a pace; each dispatch in a transaction of its own. */
const queueingAtOnce = 8;

/** Sends so many, at once or one after another in steps of `everyMs`, and waits for every receipt. Delivered as a server delivers. */
export async function send(sender: Sender, order: Wanted & { readonly count: number; readonly everyMs: number }): Promise<Sent> {
  const { count, everyMs } = order;
  const delivery = startDelivery((looking) => deliverDue(sender.ports, looking), openLog('silent'));
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const queue = () => queueOne(sender, order, (ms) => void latenciesMs.push(ms)).then(delivery.wake);
  let started = 0;
  const queueInTurn = async (): Promise<void> => {
    for (; started < count;) {
      started += 1;
      await (everyMs > 0 ? Promise.all([queue(), wait(everyMs)]) : queue());
    }
  };
  await Promise.all(Array.from({ length: everyMs > 0 ? 1 : queueingAtOnce }, queueInTurn));
  while (latenciesMs.length < count) await wait(5);
  const sent = { ms: performance.now() - startedAt, latenciesMs };
  await delivery.stop();
  return sent;
}

/**
 * Sends urgent dispatches at a steady pace while more normal ones wait than can be delivered meanwhile; says how many of those still
 * waited at the end. Deliveries overlap as in a server, which is woken by each dispatch that is queued.
 */
export async function sendUnderBulk(
  sender: Sender,
  order: Wanted & { readonly count: number; readonly everyMs: number; readonly bulk: number },
): Promise<Sent & { readonly bulkLeft: number }> {
  let bulkLeft = order.bulk;
  for (let count = 0; count < order.bulk; count++) await queueOne(sender, order, () => void (bulkLeft -= 1));
  const delivery = startDelivery((looking) => deliverDue(sender.ports, looking), openLog('silent'));
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  for (let count = 0; count < order.count; count++) {
    const queued = queueOne(sender, { ...order, class: 'urgent' }, (ms) => void latenciesMs.push(ms)).then(delivery.wake);
    await Promise.all([queued, wait(order.everyMs)]);
  }
  while (latenciesMs.length < order.count) await wait(5);
  const sent = { ms: performance.now() - startedAt, latenciesMs, bulkLeft };
  // What is left waits in the outbox; nobody needs it any more.
  void delivery.stop();
  return sent;
}

/** A server looks once a second; this one lives sixty times faster, and each look is some statements that the struck side has to wait for. */
const pauseMs = 40;

/** Until the process ends; what fails is tried again, as a server does. */
export async function deliverForEver(ports: ExchangePorts<Transaction>): Promise<never> {
  for (;;) {
    const count = await deliverDue(ports)
      .then(async (delivered) => delivered + (await tendDelivery(ports)))
      .catch(() => 0);
    if (count === 0) await wait(pauseMs);
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
