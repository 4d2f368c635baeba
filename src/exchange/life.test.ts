// SPDX-License-Identifier: Apache-2.0
/** The whole life of a dispatch between two authorities, on a good network and on a bad one. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMs, type IdOf, type Instant, newId } from '../kernel/index.ts';
import { type Digest, realSuites } from '../seals/index.ts';
import {
  arrive,
  deliverAll,
  effectsOf,
  type Federation,
  outcomesOf,
  passTime,
  queueAsk,
  start,
  twoAuthorities,
} from './federation.test.ts';
import { deliverDue, type PeerAddress, readReceipt, type ReceiveAnswer, receiveEnvelope } from './index.ts';
import type { ReceiptWire } from './wire.ts';

const dayMs = 86_400_000;
const caseRef = 'req_06f0m3k4x9v2q8t7w5y1z3a6bc' as IdOf<'req'>;

function receiptIn(federation: Federation, digest: Digest): ReceiptWire | null {
  const stored = federation.xa.store.state().outbox.get(digest);
  const bytes = stored?.settlement?.receiptBytes ?? null;
  if (bytes === null) return null;
  const read = readReceipt(bytes, federation.xb.keyState, federation.xa.ports.suite);
  assert(read.ok);
  return read.value;
}
const stateOf = (federation: Federation, digest: Digest): string | undefined => federation.xa.store.state().outbox.get(digest)?.state;
const eventsOf = (side: Federation['xa']): string[] => side.store.state().log.map((entry) => entry.event);

for (const [name, suites] of [
  ['stand-in suites', undefined],
  ['Ed25519 with ML-DSA-65 and HPKE with X-Wing', realSuites],
] as const) {
  test(`a dispatch is queued, delivered, admitted once and receipted, with ${name}`, async () => {
    const federation = twoAuthorities(`life ${name}`, suites);
    const digest = await queueAsk(federation);
    assert.equal(stateOf(federation, digest), 'waiting');
    await deliverAll(federation);
    assert.deepEqual(effectsOf(federation.xb), [{ digest, kind: 'assistance.request' }]);
    assert.equal(stateOf(federation, digest), 'delivered');
    const receipt = receiptIn(federation, digest);
    assert.equal(receipt?.state, 'delivered');
    assert.equal(receipt.at, start);
    assert.equal(federation.xb.store.state().log[receipt.logIndex]?.event, 'dispatch.admitted');
    assert.deepEqual(eventsOf(federation.xa), ['dispatch.queued', 'dispatch.delivered']);
    assert.deepEqual(
      outcomesOf(federation.xa).map(({ outcome }) => outcome.state),
      ['delivered'],
    );
  });
}

test('the same envelope again gets the same receipt, byte for byte, and has no second effect', async () => {
  const federation = twoAuthorities('duplicate');
  await queueAsk(federation);
  await deliverAll(federation);
  const [posted] = federation.posted;
  assert(posted !== undefined);
  const answers: ReceiveAnswer[] = [];
  for (let time = 0; time < 3; time++) {
    federation.now = addMs(federation.now, dayMs * 20);
    answers.push(await receiveEnvelope(federation.xb.ports, posted.bytes));
  }
  assert.equal(
    new Set(answers.map((answer) => (answer.kind === 'receipt' ? Buffer.from(answer.bytes).toString('base64') : JSON.stringify(answer))))
      .size,
    1,
  );
  assert.equal(effectsOf(federation.xb).length, 1);
});

test('copies that arrive at one moment are admitted once and all get one receipt', async () => {
  const federation = twoAuthorities('at once');
  federation.fault = () => 'lose-envelope';
  await queueAsk(federation);
  await deliverAll(federation);
  const [posted] = federation.posted;
  assert(posted !== undefined);
  const answers = await Promise.all(Array.from({ length: 8 }, () => receiveEnvelope(federation.xb.ports, posted.bytes)));
  assert.equal(
    new Set(answers.map((answer) => (answer.kind === 'receipt' ? Buffer.from(answer.bytes).toString('base64') : JSON.stringify(answer))))
      .size,
    1,
  );
  assert.equal(effectsOf(federation.xb).length, 1);
});

test('a lost answer is recovered by asking for the receipt, without a second envelope', async () => {
  const federation = twoAuthorities('lost answer');
  federation.fault = () => 'lose-answer';
  const digest = await queueAsk(federation);
  await deliverAll(federation);
  assert.equal(stateOf(federation, digest), 'waiting');
  federation.fault = () => null;
  await passTime(federation, 60_000);
  assert.equal(stateOf(federation, digest), 'delivered');
  assert.equal(receiptIn(federation, digest)?.at, start, 'the receipt is the one of the first time');
  assert.equal(federation.posted.length, 1);
  assert.equal(effectsOf(federation.xb).length, 1);
});

test('a receipt that was lost until the end is still found at the end', async () => {
  const federation = twoAuthorities('lost to the end');
  federation.fault = () => 'lose-answer';
  const digest = await queueAsk(federation);
  await deliverAll(federation);
  federation.now = addMs(start, 7 * dayMs + 1);
  federation.fault = () => null;
  await deliverAll(federation);
  assert.equal(stateOf(federation, digest), 'delivered');
});

describe('what is not signed changes nothing but the moment of the next attempt', () => {
  for (const fault of ['lose-envelope', 'unsigned-error', 'garble-answer'] as const) {
    test(fault, async () => {
      const federation = twoAuthorities(fault);
      federation.fault = () => fault;
      const digest = await queueAsk(federation);
      await passTime(federation, dayMs);
      assert.equal(stateOf(federation, digest), 'waiting');
      assert.deepEqual(eventsOf(federation.xa), ['dispatch.queued']);
      assert.deepEqual(outcomesOf(federation.xa), []);
      federation.fault = () => null;
      await passTime(federation, 4_000_000);
      assert.equal(stateOf(federation, digest), 'delivered');
      assert.equal(effectsOf(federation.xb).length, 1);
    });
  }
});

test('a dispatch that nobody takes ends as not delivered, and the room is told once', async () => {
  const federation = twoAuthorities('non-delivery');
  federation.fault = () => 'lose-envelope';
  const digest = await queueAsk(federation);
  await passTime(federation, 7 * dayMs + 3_600_000, 400);
  assert.equal(stateOf(federation, digest), 'not-delivered');
  assert.deepEqual(outcomesOf(federation.xa), [
    { digest, outcome: { state: 'not-delivered', receipt: null, at: outcomesOf(federation.xa)[0]?.outcome.at } },
  ]);
  assert.deepEqual(eventsOf(federation.xa), ['dispatch.queued', 'dispatch.not-delivered']);
  const at = outcomesOf(federation.xa)[0]?.outcome.at ?? start;
  assert(at > addMs(start, 7 * dayMs) && at < addMs(start, 7 * dayMs + 3_600_000), 'within an hour of its end');
});

test('after its end a dispatch is not posted any more, even where it would now arrive', async () => {
  const federation = twoAuthorities('too late');
  federation.fault = () => 'lose-envelope';
  const digest = await queueAsk(federation);
  await deliverAll(federation);
  federation.fault = () => null;
  federation.now = addMs(start, 7 * dayMs + 1);
  await deliverAll(federation);
  assert.equal(stateOf(federation, digest), 'not-delivered');
  assert.equal(federation.posted.length, 1);
});

test('after a non-delivery the case goes on, in a new epoch, and what stood behind it ends with it', async () => {
  const federation = twoAuthorities('after non-delivery');
  federation.fault = () => 'lose-envelope';
  const first = await queueAsk(federation, 'xa', { caseRef });
  federation.now = addMs(start, 3 * dayMs);
  const behind = await queueAsk(federation, 'xa', { caseRef });
  await passTime(federation, 4 * dayMs + 3_600_000, 100);
  federation.fault = () => null;
  await passTime(federation, 3_600_000);
  assert.deepEqual([stateOf(federation, first), stateOf(federation, behind)], ['not-delivered', 'not-delivered']);
  const next = await queueAsk(federation, 'xa', { caseRef });
  await deliverAll(federation);
  assert.equal(stateOf(federation, next), 'delivered');
  assert.deepEqual(
    effectsOf(federation.xb).map((effect) => effect.digest),
    [next],
  );
});

test('dispatches of one case arrive in the order in which they were queued, even when the first is delayed', async () => {
  const federation = twoAuthorities('order');
  let attempts = 0;
  federation.fault = (kind) => (kind === 'post' && attempts++ < 3 ? 'lose-envelope' : null);
  const digests = [];
  for (let count = 0; count < 4; count++) digests.push(await queueAsk(federation, 'xa', { caseRef }));
  await passTime(federation, 600_000, 100);
  assert.deepEqual(
    effectsOf(federation.xb).map((effect) => effect.digest),
    digests,
  );
});

test('a rejection of the room leaves no effect behind, is signed, and comes again for a duplicate', async () => {
  const federation = twoAuthorities('rejection');
  federation.admission = () => ({
    outcome: 'rejected',
    code: 'state-conflict',
    reason: 'The case does not take this now.',
    isRetryable: false,
  });
  const digest = await queueAsk(federation);
  await deliverAll(federation);
  assert.equal(stateOf(federation, digest), 'rejected');
  const receipt = receiptIn(federation, digest);
  assert.equal(receipt?.code, 'state-conflict');
  assert.deepEqual(effectsOf(federation.xb), []);
  assert.deepEqual(eventsOf(federation.xb), ['dispatch.refused-admission']);
  const [posted] = federation.posted;
  assert(posted !== undefined);
  federation.admission = () => ({ outcome: 'admitted' });
  const again = await arrive(federation, 'xb', posted.bytes);
  const stored = federation.xb.store.state().inbox.get(digest)?.receiptBytes;
  assert(again.kind === 'answered' && stored !== undefined);
  assert.deepEqual(again.bytes, stored);
  assert.deepEqual(effectsOf(federation.xb), [], 'a rejected dispatch is never admitted later');
});

test('the next dispatch of a case follows a rejected one', async () => {
  const federation = twoAuthorities('after rejection');
  const first = await queueAsk(federation, 'xa', { caseRef });
  const second = await queueAsk(federation, 'xa', { caseRef });
  const rejection = { outcome: 'rejected', code: 'state-conflict', reason: 'Not now.', isRetryable: false } as const;
  federation.admission = ({ digest }) => (digest === first ? rejection : { outcome: 'admitted' });
  await deliverAll(federation);
  assert.deepEqual([stateOf(federation, first), stateOf(federation, second)], ['rejected', 'delivered']);
});

test('one recipient that does not answer does not hold up the others', async () => {
  const federation = twoAuthorities('slow');
  const { ports } = federation.xa;
  const slow = await queueAsk(federation);
  let release: () => void = () => undefined;
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const post = async (peer: PeerAddress, bytes: Uint8Array) => {
    if (federation.posted.length === 0) {
      federation.posted.push({ to: 'xb', bytes });
      await hanging;
    }
    return ports.network.post(peer, bytes);
  };
  const run = deliverDue({ ...ports, network: { ...ports.network, post } });
  const others = [await queueAsk(federation), await queueAsk(federation)];
  await deliverDue(ports);
  assert.deepEqual(
    others.map((digest) => stateOf(federation, digest)),
    ['delivered', 'delivered'],
  );
  assert.equal(stateOf(federation, slow), 'leased');
  release();
  await run;
  assert.equal(stateOf(federation, slow), 'delivered');
});

test('a rejection for now is logged and not kept: the same dispatch is admitted later', async () => {
  const federation = twoAuthorities('for now');
  federation.admission = () => ({ outcome: 'rejected', code: 'case-unknown', reason: 'Not here yet.', isRetryable: true });
  const digest = await queueAsk(federation);
  await passTime(federation, 60_000);
  assert.equal(stateOf(federation, digest), 'waiting');
  assert.equal(federation.xb.store.state().inbox.size, 0);
  assert(eventsOf(federation.xb).every((event) => event === 'dispatch.refused-admission'));
  federation.admission = () => ({ outcome: 'admitted' });
  await passTime(federation, 3_600_000);
  assert.equal(stateOf(federation, digest), 'delivered');
});

test('of two workers with one row only the one whose lease still holds writes', async () => {
  const federation = twoAuthorities('fencing');
  const digest = await queueAsk(federation);
  const { ports } = federation.xa;
  // The first worker hangs in the network until the second has finished.
  let release: () => void = () => undefined;
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = {
    ...ports,
    network: {
      ...ports.network,
      post: async (peer: PeerAddress, bytes: Uint8Array) => hanging.then(() => ports.network.post(peer, bytes)),
    },
  };
  const first = deliverDue(slow);
  await new Promise((resolve) => setImmediate(resolve));
  federation.now = addMs(federation.now, 61_000);
  assert.equal(await deliverDue(ports), 1);
  assert.equal(stateOf(federation, digest), 'delivered');
  release();
  assert.equal(await first, 1);
  assert.equal(outcomesOf(federation.xa).length, 1);
  assert.equal(eventsOf(federation.xa).filter((event) => event === 'dispatch.delivered').length, 1);
  assert.equal(effectsOf(federation.xb).length, 1);
});

test('a row under lease is not claimed by another worker', async () => {
  const federation = twoAuthorities('lease');
  await queueAsk(federation);
  const token = newId('lse', federation.now, federation.random);
  const claim = { now: federation.now, leaseUntil: addMs(federation.now, 60_000), rowsMax: 16, token };
  const [first, second] = [await federation.xa.store.claimDue(claim), await federation.xa.store.claimDue(claim)];
  assert.deepEqual([first.length, second.length], [1, 0]);
});

test('a crash in the middle of an admission leaves nothing, and the next attempt admits', async () => {
  const federation = twoAuthorities('crash');
  const digest = await queueAsk(federation);
  const { xb } = federation;
  const steps = ['lockIncoming', 'appendAudits', 'insertIncoming'] as const;
  for (const step of steps) {
    const crash = async (): Promise<never> => {
      throw new Error(`power was lost at ${step}`);
    };
    const store = step === 'appendAudits' ? xb.store : { ...xb.store, [step]: crash };
    const ports = { ...xb.ports, store, ...(step === 'appendAudits' ? { appendAudits: crash } : {}) };
    federation.fault = () => 'lose-envelope';
    await deliverAll(federation);
    const envelope = federation.posted.at(-1);
    assert(envelope !== undefined);
    await assert.rejects(receiveEnvelope(ports, envelope.bytes), /power was lost/);
    assert.deepEqual([effectsOf(xb).length, xb.store.state().inbox.size, xb.store.state().log.length], [0, 0, 0]);
    federation.now = addMs(federation.now, 3_600_000);
  }
  federation.fault = () => null;
  await passTime(federation, 3_600_000);
  assert.equal(stateOf(federation, digest), 'delivered');
  assert.equal(effectsOf(xb).length, 1);
});

test('to a peer that is not live, or suspended, nothing is posted; it goes out when the peer is live', async () => {
  for (const state of ['confirmed-here', 'invited', 'suspended'] as const) {
    const federation = twoAuthorities(`not live ${state}`);
    const { peers } = federation.xa.store.state();
    const peer = peers.get(federation.xb.keyState.authorityId);
    assert(peer !== undefined);
    peers.set(peer.authorityId, { ...peer, state });
    const digest = await queueAsk(federation);
    await passTime(federation, dayMs);
    assert.equal(federation.posted.length, 0);
    federation.xa.store.state().peers.set(peer.authorityId, { ...peer, state: 'live' });
    await passTime(federation, 4_000_000);
    assert.equal(stateOf(federation, digest), 'delivered');
  }
});

test('the moment of a receipt is that of the recipient, and the log is written at our own', async () => {
  const federation = twoAuthorities('clocks');
  const ahead = '2026-11-20T15:34:00.000Z' as Instant;
  const { xb } = federation;
  const skewed = { ...federation, xb: { ...xb, ports: { ...xb.ports, clock: () => ahead } } };
  const digest = await queueAsk(federation);
  const other = {
    ...federation.xa.ports,
    network: { ...federation.xa.ports.network, post: (_: unknown, bytes: Uint8Array) => arrive(skewed, 'xb', bytes) },
  };
  await deliverDue(other);
  assert.equal(outcomesOf(federation.xa)[0]?.outcome.at, ahead);
  assert.equal(stateOf(federation, digest), 'delivered');
});
