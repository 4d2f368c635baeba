// SPDX-License-Identifier: Apache-2.0
/** A hostile network in random order: loss, copies, delay, replays of anything ever seen. What is promised holds throughout. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMs, type IdOf } from '../kernel/index.ts';
import type { Digest } from '../seals/index.ts';
import { arrive, deliverAll, effectsOf, type Federation, outcomesOf, passTime, queueAsk, twoAuthorities } from './federation.test.ts';
import { deliverDue, receiveEnvelope } from './index.ts';

const cases = ['req_06f0m3k4x9v2q8t7w5y1z3a6bc', 'req_06f0m3k4x9v2q8t7w5y1z3a6bd'] as const satisfies readonly string[];
const sides = ['xa', 'xb'] as const;
const faults = [null, null, 'lose-envelope', 'lose-answer', 'unsigned-error', 'garble-answer'] as const;

type Step =
  | { readonly do: 'queue'; readonly from: 'xa' | 'xb'; readonly inCase: number }
  | { readonly do: 'deliver'; readonly from: 'xa' | 'xb'; readonly workers: number; readonly faults: readonly number[] }
  | { readonly do: 'replay'; readonly which: number; readonly copies: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'reject'; readonly isRetryable: boolean }
  | { readonly do: 'admit' };

const side = fc.constantFrom(...sides);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('queue'), from: side, inCase: fc.nat(1) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('deliver'),
      from: side,
      workers: fc.integer({ min: 1, max: 3 }),
      faults: fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('replay'), which: fc.nat(100), copies: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 7_200_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reject'), isRetryable: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('admit') }) },
) as fc.Arbitrary<Step>;

async function play(federation: Federation, one: Step, queued: Map<Digest, 'xa' | 'xb'>): Promise<void> {
  switch (one.do) {
    case 'queue':
      queued.set(await queueAsk(federation, one.from, { caseRef: (cases[one.inCase] ?? cases[0]) as IdOf<'req'> }), one.from);
      return;
    case 'deliver': {
      let asked = 0;
      federation.fault = () => faults[one.faults[asked++ % one.faults.length] ?? 0] ?? null;
      await Promise.all(Array.from({ length: one.workers }, () => deliverDue(federation[one.from].ports)));
      federation.fault = () => null;
      return;
    }
    case 'replay': {
      const envelope = federation.posted[one.which % Math.max(1, federation.posted.length)];
      if (envelope === undefined) return;
      await Promise.all(Array.from({ length: one.copies }, () => receiveEnvelope(federation[envelope.to].ports, envelope.bytes)));
      return;
    }
    case 'wait':
      federation.now = addMs(federation.now, one.ms);
      return;
    case 'reject':
      federation.admission = () => ({ outcome: 'rejected', code: 'state-conflict', reason: 'Not now.', isRetryable: one.isRetryable });
      return;
    case 'admit':
      federation.admission = () => ({ outcome: 'admitted' });
  }
}

/** What holds after every step. */
function assertPromises(federation: Federation, receipts: Map<Digest, string>): void {
  for (const name of sides) {
    const { inbox, outbox } = federation[name].store.state();
    const digests = effectsOf(federation[name]).map((effect) => effect.digest);
    assert.equal(new Set(digests).size, digests.length, 'P1: an effect happens once');
    assert.deepEqual(
      new Set(digests),
      new Set([...inbox.values()].filter((row) => row.state === 'delivered').map((row) => row.digest)),
      'P2: a positive receipt exists exactly where the effect is',
    );
    for (const row of inbox.values()) {
      const text = Buffer.from(row.receiptBytes).toString('base64');
      assert.equal(receipts.get(row.digest) ?? text, text, 'P2: a receipt never changes');
      receipts.set(row.digest, text);
    }
    const other = federation[name === 'xa' ? 'xb' : 'xa'].store.state().inbox;
    for (const { row, state } of outbox.values()) {
      if (state === 'delivered' || state === 'rejected')
        assert.equal(other.get(row.digest)?.state, state, 'what we believe of a dispatch is what its recipient keeps');
    }
    const ended = outcomesOf(federation[name]).map((noted) => noted.digest);
    assert.equal(new Set(ended).size, ended.length, 'P3: the room is told once how a dispatch ended');
  }
}

test('whatever the network does, effects happen once, receipts never change, and everything ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.nat(1_000_000), async (steps, seed) => {
      const federation = twoAuthorities(`replay ${seed}`);
      const queued = new Map<Digest, 'xa' | 'xb'>();
      const receipts = new Map<Digest, string>();
      for (const one of steps) {
        await play(federation, one, queued);
        assertPromises(federation, receipts);
      }
      federation.fault = () => null;
      federation.admission = () => ({ outcome: 'admitted' });
      await passTime(federation, 5 * 3_600_000, 30);
      assertPromises(federation, receipts);
      for (const [digest, from] of queued) {
        const state = federation[from].store.state().outbox.get(digest)?.state;
        assert(state === 'delivered' || state === 'rejected', `P3: on a good network ${digest} ends; it is ${state ?? 'gone'}`);
      }
      // P4: in each case the recipient saw the dispatches in the order in which they were queued.
      for (const name of sides) {
        const rows = [...federation[name].store.state().outbox.values()].map(({ row }) => row);
        const there = [...federation[name === 'xa' ? 'xb' : 'xa'].store.state().inbox.keys()];
        for (const channel of new Set(rows.map((row) => row.channel))) {
          const order = rows.filter((row) => row.channel === channel).toSorted((left, right) => left.seq - right.seq);
          const seen = there.filter((digest) => order.some((row) => row.digest === digest));
          assert.deepEqual(
            seen,
            order.map((row) => row.digest),
            'P4: in order',
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('every envelope ever posted, replayed in any order afterwards, changes nothing', async () => {
  const federation = twoAuthorities('replay all');
  for (let count = 0; count < 6; count++) await queueAsk(federation, count % 2 === 0 ? 'xa' : 'xb');
  await deliverAll(federation, 'xa');
  await deliverAll(federation, 'xb');
  const before = [effectsOf(federation.xa).length, effectsOf(federation.xb).length];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(federation.posted), async (envelopes) => {
      for (const { to, bytes } of envelopes) await arrive(federation, to, bytes);
      assert.deepEqual([effectsOf(federation.xa).length, effectsOf(federation.xb).length], before);
    }),
    { numRuns: 30 },
  );
  assert.equal(federation.xb.store.state().log.filter((entry) => entry.event === 'dispatch.admitted').length, 3);
});
