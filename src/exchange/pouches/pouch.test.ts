// SPDX-License-Identifier: Apache-2.0
/** What waits together travels together, and each dispatch in it fares as it would have fared alone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMs } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import { deliverAll, effectsOf, type Federation, outcomesOf, passTime, queueAsk, twoAuthorities } from '../federation.test.ts';
import { deliverDue, type ExchangePorts, laneGate, type MemoryState, type NetworkAnswer, receiveEnvelope, sealEnvelope } from '../index.ts';
import { laneRules } from '../delivery/lanes.ts';
import { envelopesMax, packAnswers, packPouch, unpackAnswers, unpackPouch } from './pouch.ts';
import { receivePouch } from './receive-pouch.ts';
import { envelopeCalls } from '../http.ts';

type Ports = ExchangePorts<MemoryState>;

const stateOf = (federation: Federation, digest: Digest): string | undefined => federation.xa.store.state().outbox.get(digest)?.state;
const statesOf = (federation: Federation, digests: readonly Digest[]) => digests.map((digest) => stateOf(federation, digest));

async function queueSome(federation: Federation, count: number): Promise<Digest[]> {
  const digests: Digest[] = [];
  for (let made = 0; made < count; made++) digests.push(await queueAsk(federation));
  return digests;
}

/** XA's ports with another way to XB, and how many calls were made on it. */
function counted(federation: Federation, change: Partial<Ports['network']> = {}) {
  const calls = { single: 0, pouch: 0 };
  const { ports } = federation.xa;
  const network: Ports['network'] = {
    ...ports.network,
    post: (peer, bytes) => ((calls.single += 1), ports.network.post(peer, bytes)),
    postPouch: (peer, bytes) => ((calls.pouch += 1), ports.network.postPouch(peer, bytes)),
    ...change,
  };
  return { calls, ports: { ...ports, network } };
}

/** How many transactions a side has committed from now on. */
function commits(side: Federation['xa']): { count: number } {
  const seen = { count: 0 };
  const { store } = side;
  const plain = { ...store };
  const run = <Value>(work: (tx: MemoryState) => Promise<Value>): Promise<Value> => plain.transaction(work);
  Object.assign(store, {
    transaction: <Value>(work: (tx: MemoryState) => Promise<Value>) => run(work).then((value) => ((seen.count += 1), value)),
    sharedTransaction: <Value>(work: (tx: MemoryState) => Promise<Value>) => run(work).then((value) => ((seen.count += 1), value)),
  });
  return seen;
}

describe('the form of a pouch', () => {
  const envelopes = [Uint8Array.of(1, 2, 3), new Uint8Array(), Uint8Array.of(9)];

  test('what was packed is unpacked', () => {
    const unpacked = unpackPouch(packPouch(envelopes));
    assert(unpacked.ok);
    assert.deepEqual(
      unpacked.value.map((bytes) => [...bytes]),
      envelopes.map((bytes) => [...bytes]),
    );
  });

  test('answers are as many as were asked for, or none', () => {
    const answers = [
      { status: 200, retryAfterMs: 0, bytes: Uint8Array.of(7) },
      { status: 429, retryAfterMs: 1500, bytes: new Uint8Array() },
    ];
    const packed = packAnswers(answers);
    assert.deepEqual(
      unpackAnswers(packed, 2)?.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] })),
      answers.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] })),
    );
    for (const [bytes, count] of [
      [packed, 1],
      [packed, 3],
      [packed.subarray(0, -1), 2],
      [Uint8Array.from([...packed, 0]), 2],
    ] as const)
      assert.equal(unpackAnswers(bytes, count), null);
  });
});

describe('several that wait for one peer', () => {
  test('go in one call, are admitted in one transaction and end in one, each with its own receipt', async () => {
    const federation = twoAuthorities('pouch');
    const digests = await queueSome(federation, 5);
    const { calls, ports } = counted(federation);
    const [here, there] = [commits(federation.xa), commits(federation.xb)];
    await deliverDue(ports);
    assert.deepEqual(calls, { single: 0, pouch: 1 });
    assert.equal(there.count, 1);
    // The ends; claiming goes by the memory store's own way.
    assert.equal(here.count, 1);
    assert.deepEqual(
      statesOf(federation, digests),
      digests.map(() => 'delivered'),
    );
    assert.deepEqual(
      effectsOf(federation.xb)
        .map(({ digest }) => digest)
        .toSorted(),
      digests.toSorted(),
    );
    const receipts = digests.map((digest) => federation.xb.store.state().inbox.get(digest)?.receiptBytes);
    assert.equal(new Set(receipts.map((bytes) => Buffer.from(bytes ?? []).toString('hex'))).size, 5);
    assert.equal(outcomesOf(federation.xa).length, 5);
  });

  test('a lone one goes as an envelope', async () => {
    const federation = twoAuthorities('pouch of one');
    await queueAsk(federation);
    const { calls, ports } = counted(federation);
    await deliverDue(ports);
    assert.deepEqual(calls, { single: 1, pouch: 0 });
  });

  test(`more than ${envelopesMax} go in several`, async () => {
    const federation = twoAuthorities('two pouches');
    const digests = await queueSome(federation, envelopesMax + 3);
    const { calls, ports } = counted(federation);
    await deliverDue(ports);
    assert.deepEqual(calls, { single: 0, pouch: 2 });
    assert(statesOf(federation, digests).every((state) => state === 'delivered'));
  });
});

describe('a bad one in the middle', () => {
  test('that its room rejects after it has written is undone and rejected; the others are admitted', async () => {
    const federation = twoAuthorities('pouch with a rejection');
    const digests = await queueSome(federation, 5);
    const bad = digests[2];
    federation.admission = ({ digest }) =>
      digest === bad ? { outcome: 'rejected', code: 'state-conflict', reason: 'Not now.', isRetryable: false } : { outcome: 'admitted' };
    await deliverAll(federation);
    assert.deepEqual(
      statesOf(federation, digests),
      digests.map((digest) => (digest === bad ? 'rejected' : 'delivered')),
    );
    assert(!effectsOf(federation.xb).some(({ digest }) => digest === bad), 'its effect is undone');
    assert.equal(effectsOf(federation.xb).length, 4, 'no other effect is doubled or lost');
    assert.equal(federation.xb.store.state().log.filter(({ event }) => event === 'dispatch.admitted').length, 4);
  });

  test('over which the judging breaks off is quarantined; the others are admitted, and the operator hears of it', async () => {
    const federation = twoAuthorities('pouch with a break');
    const digests = await queueSome(federation, 4);
    const bad = digests[1];
    federation.admission = ({ digest }) => {
      if (digest === bad) throw new Error('the room has a fault');
      return { outcome: 'admitted' };
    };
    const heard: unknown[] = [];
    // By the call itself, which answers the sender and tells the operator.
    const [, call] = envelopeCalls({ ports: federation.xb.ports, brokeOff: (error) => void heard.push(error) });
    const { ports } = counted(federation, {
      async postPouch(_peer, pouch) {
        const caller = {
          officer: null,
          sessionToken: null,
          remoteAddress: '::1',
          now: federation.xb.ports.clock(),
          random: federation.xb.ports.random,
        };
        const answer = await call?.handle({ params: {}, query: {}, body: pouch, ...caller });
        assert(answer?.kind === 'bytes');
        return { kind: 'answered', status: 200, bytes: answer.bytes };
      },
    });
    await deliverDue(ports);
    assert.match(String(heard), /the room has a fault/);
    assert.equal(federation.xb.store.state().inbox.get(bad ?? assert.fail())?.state, 'quarantined');
    assert.deepEqual(statesOf(federation, digests), ['delivered', 'waiting', 'delivered', 'delivered']);
    federation.admission = () => ({ outcome: 'admitted' });
    await passTime(federation, 3_600_000);
    assert.equal(stateOf(federation, bad ?? assert.fail()), 'delivered');
    assert.equal(effectsOf(federation.xb).length, 4);
  });

  test('that was changed on the way is refused unsigned, as are bytes that are no envelope; the others are admitted', async () => {
    const federation = twoAuthorities('pouch with garbage');
    const digests = await queueSome(federation, 4);
    let answers: readonly { readonly status: number }[] | null = null;
    const { ports } = counted(federation, {
      async postPouch(peer, pouch): Promise<NetworkAnswer> {
        const unpacked = unpackPouch(pouch);
        assert(unpacked.ok);
        const envelopes = unpacked.value.map((bytes, at) =>
          at === 1 ? bytes.map((byte, index) => (index === 900 ? byte ^ 1 : byte)) : bytes,
        );
        envelopes[2] = new Uint8Array(3);
        const answer = await federation.xa.ports.network.postPouch(peer, packPouch(envelopes));
        answers = answer.kind === 'answered' ? unpackAnswers(answer.bytes, 4) : null;
        return answer;
      },
    });
    await deliverDue(ports);
    assert.deepEqual(
      (answers ?? []).map(({ status }) => status),
      [200, 400, 400, 200],
    );
    assert.deepEqual(statesOf(federation, digests), ['delivered', 'waiting', 'waiting', 'delivered']);
    await passTime(federation, 3_600_000);
    assert(statesOf(federation, digests).every((state) => state === 'delivered'));
  });

  test('makes a whole pouch refused, and each is offered alone', async () => {
    const federation = twoAuthorities('pouch refused whole');
    const digests = await queueSome(federation, 3);
    const { calls, ports } = counted(federation, { postPouch: async () => ({ kind: 'answered', status: 413, bytes: new Uint8Array() }) });
    await deliverDue(ports);
    assert.equal(calls.single, 3);
    assert(statesOf(federation, digests).every((state) => state === 'delivered'));
  });
});

describe('a pouch that breaks off', () => {
  test('before it arrived leaves nothing; after it was admitted, each gets the receipt of the first time', async () => {
    for (const fault of ['lose-envelope', 'lose-answer', 'garble-answer'] as const) {
      const federation = twoAuthorities(`pouch and ${fault}`);
      const digests = await queueSome(federation, 4);
      federation.fault = (kind) => (kind === 'post' ? fault : null);
      await deliverDue(federation.xa.ports);
      const admitted = effectsOf(federation.xb).length;
      assert.equal(admitted, fault === 'lose-envelope' ? 0 : 4, fault);
      assert(
        statesOf(federation, digests).some((state) => state === 'waiting'),
        fault,
      );
      federation.fault = () => null;
      await passTime(federation, 3_600_000);
      assert(statesOf(federation, digests).every((state) => state === 'delivered'));
      assert.equal(effectsOf(federation.xb).length, 4, 'admitted once');
    }
  });

  test('between the commit of the recipient and its answer, or before that commit: nothing is lost and nothing doubled', async () => {
    for (const when of ['before the commit', 'after the commit'] as const) {
      const federation = twoAuthorities(`pouch killed ${when}`);
      const digests = await queueSome(federation, 4);
      const { xb } = federation;
      const struck = async (): Promise<never> => {
        throw new Error('struck down');
      };
      const sharedTransaction: typeof xb.store.sharedTransaction = async (work) => {
        if (when === 'after the commit') await xb.store.sharedTransaction(work);
        return struck();
      };
      // A process that is struck down tries nothing else.
      const dead = { ...xb.ports, store: { ...xb.store, sharedTransaction, transaction: struck } };
      const { ports } = counted(federation, {
        async postPouch(_peer, pouch) {
          await receivePouch(dead, pouch);
          return { kind: 'unreachable' };
        },
      });
      await deliverDue(ports);
      assert.equal(effectsOf(xb).length, when === 'after the commit' ? 4 : 0);
      await passTime(federation, 3_600_000);
      assert(
        statesOf(federation, digests).every((state) => state === 'delivered'),
        when,
      );
      assert.equal(effectsOf(xb).length, 4, when);
    }
  });

  test('while the sender ends it: what a room breaks off over is tried again, and the others have ended', async () => {
    const federation = twoAuthorities('pouch ended in part');
    const digests = await queueSome(federation, 4);
    const bad = digests[3];
    const { ports } = federation.xa;
    let isBroken = true;
    const handlers = new Map(
      [...ports.handlers].map(([kind, handler]) => {
        const outcome: typeof handler.outcome = async (tx, sent, end) => {
          if (isBroken && sent.digest === bad) throw new Error('the room has a fault');
          return handler.outcome(tx, sent, end);
        };
        return [kind, { ...handler, outcome }] as const;
      }),
    );
    await assert.rejects(deliverDue({ ...ports, handlers }), /1 deliveries broke off/);
    assert.deepEqual(statesOf(federation, digests), ['delivered', 'delivered', 'delivered', 'leased']);
    assert.equal(outcomesOf(federation.xa).length, 3, 'no outcome was told twice');
    isBroken = false;
    federation.now = addMs(federation.now, 61_000);
    await deliverDue({ ...ports, handlers });
    assert.equal(stateOf(federation, bad ?? assert.fail()), 'delivered');
    assert.equal(outcomesOf(federation.xa).length, 4);
  });
});

describe('who may come in a pouch', () => {
  test('as many as the lane has room for; the others are told how long to wait', async () => {
    const federation = twoAuthorities('pouch and lane');
    await queueSome(federation, 5);
    const burst = 3;
    const lanes = laneGate({ ...laneRules, normal: { ...laneRules.normal, burst, perSecond: 1 } });
    let statuses: number[] = [];
    const { ports } = counted(federation, {
      async postPouch(_peer, pouch) {
        const received = await receivePouch({ ...federation.xb.ports, lanes }, pouch);
        assert(received.ok);
        statuses = (unpackAnswers(received.value.answers, 5) ?? []).map(({ status }) => status);
        return { kind: 'answered', status: 200, bytes: received.value.answers };
      },
    });
    await deliverDue(ports);
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
    assert.equal(effectsOf(federation.xb).length, burst);
  });

  test('the same envelope twice is admitted once and gets the same receipt twice', async () => {
    const federation = twoAuthorities('pouch with a twin');
    await queueAsk(federation);
    federation.fault = () => 'lose-envelope';
    await deliverDue(federation.xa.ports);
    const envelope = federation.posted[0]?.bytes ?? assert.fail();
    const received = await receivePouch(federation.xb.ports, packPouch([envelope, envelope]));
    assert(received.ok);
    const [first, second] = unpackAnswers(received.value.answers, 2) ?? [];
    assert.equal(first?.status, 200);
    assert.deepEqual(first.bytes, second?.bytes);
    assert.equal(effectsOf(federation.xb).length, 1);
    const alone = await receiveEnvelope(federation.xb.ports, envelope);
    assert(alone.kind === 'receipt');
    assert.deepEqual([...alone.bytes], [...first.bytes]);
  });

  test('one of another class than the first is refused, whatever it is', async () => {
    const federation = twoAuthorities('pouch of two classes');
    const [first, second] = await queueSome(federation, 2);
    const { xa, xb } = federation;
    const sealed = async (digest: Digest | undefined, requestClass: 'normal' | 'urgent') => {
      const row = xa.store.state().outbox.get(digest ?? assert.fail())?.row ?? assert.fail();
      const letter = { dispatch: row.signedBytes, body: row.bodyDocument, from: xa.keyState.authorityId, to: xb.keyState };
      const { sealSuite, random } = xa.ports;
      return sealEnvelope({ ...letter, class: requestClass, now: federation.now, sealSuite, random });
    };
    const received = await receivePouch(xb.ports, packPouch([await sealed(first, 'normal'), await sealed(second, 'urgent')]));
    assert(received.ok);
    assert.deepEqual(
      (unpackAnswers(received.value.answers, 2) ?? []).map(({ status }) => status),
      [200, 400],
    );
  });
});
