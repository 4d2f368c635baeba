// SPDX-License-Identifier: Apache-2.0
/**
 * Nothing is sent without a permit for exactly this act, this recipient and this step; and the front door has one way to
 * the outbox only.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bodyRootOf } from '../seals/index.ts';
import { type Act, decideUnder, noFacts, peeringInstrument, type Permit, permitDetails, stepDigestOf } from '../agreements/index.ts';
import type { IdOf } from '../kernel/index.ts';
import { ask, type Federation, twoAuthorities } from './federation.test.ts';
import { type DispatchContent, queueDispatch } from './index.ts';
import { dispatchKinds } from './wire.ts';

async function tryToQueue(federation: Federation, permit: unknown, content: DispatchContent, from: 'xa' | 'xb' = 'xa'): Promise<void> {
  const { store, ports } = federation[from];
  const before = store.state();
  await assert.rejects(
    store.transaction((tx) => queueDispatch(ports, tx, permit as Permit, content)),
    { name: 'AssertionError' },
  );
  assert.equal(store.state(), before, 'nothing was written');
}

const lookAlikes: readonly (readonly [what: string, make: (permit: Permit) => unknown])[] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['an empty object', () => ({})],
  ['a frozen empty object', () => Object.freeze({})],
  ['a copy by spreading', (permit) => ({ ...permit })],
  ['a structured copy', (permit) => structuredClone(permit)],
  ['an object that inherits from a permit', (permit) => Object.create(permit) as unknown],
  ['a proxy of a permit', (permit) => new Proxy(permit, {})],
  ['its JSON read back', (permit) => JSON.parse(JSON.stringify(permit)) as unknown],
  ['a text', () => 'permit'],
];

describe('what is no permit lets nothing out', () => {
  for (const [what, make] of lookAlikes) {
    test(what, async () => {
      const federation = twoAuthorities(`look-alike ${what}`);
      const { permit, content } = ask(federation);
      await tryToQueue(federation, make(permit), content);
    });
  }
});

test('any value that was not minted by an agreement lets nothing out', async () => {
  const federation = twoAuthorities('any value');
  const { content } = ask(federation);
  await fc.assert(
    fc.asyncProperty(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), async (value) => {
      await tryToQueue(federation, value, content);
    }),
    { numRuns: 200 },
  );
});

test('a permit lets out no other kind of dispatch than that of its act', async () => {
  const federation = twoAuthorities('other kind');
  const { permit, content } = ask(federation);
  for (const kind of dispatchKinds.filter((other) => other !== content.kind)) await tryToQueue(federation, permit, { ...content, kind });
});

test('a permit of one authority is of no use to another', async () => {
  const federation = twoAuthorities('other authority');
  const { permit, content } = ask(federation, 'xa');
  await tryToQueue(federation, permit, content, 'xb');
});

test('a permit towards an authority that is no peer lets nothing out', async () => {
  const federation = twoAuthorities('no peer');
  const { permit, content } = ask(federation);
  federation.xa.store.state().peers.clear();
  await tryToQueue(federation, permit, content);
});

test('a permit for one purpose, one case or one exact step is not one for another', async () => {
  const federation = twoAuthorities('other step');
  const { permit, content, caseRef } = ask(federation);
  const other = 'req_06f0m3k4x9v2q8t7w5y1z3a6bd' as IdOf<'req'>;
  await tryToQueue(federation, permit, { ...content, purpose: 'supervision' });
  await tryToQueue(federation, permit, { ...content, body: { edited: 'after the approval' } });
  await tryToQueue(federation, permit, { ...content, caseRef: other });
  const { arrangement, now, xa, xb } = federation;
  const agreement = { id: arrangement.document.id, version: 1, digest: arrangement.digest as string };
  const act: Act = { kind: 'withdraw', from: xa.keyState.authorityId, to: xb.keyState.authorityId, agreement, requestId: caseRef };
  const decided = decideUnder(act, arrangement, noFacts, now);
  const withdrawal = { ...content, kind: 'assistance.withdrawal', purpose: null, approvals: [] } as const;
  await tryToQueue(federation, decided.permit, { ...withdrawal, caseRef: other });
  const { ports, store } = xa;
  assert(decided.permit !== null);
  const { permit: allowed } = decided;
  await store.transaction((tx) => queueDispatch(ports, tx, allowed, withdrawal));
  assert.equal(store.state().outbox.size, 1);
});

test('a permit for a receipt lets no dispatch out', async () => {
  const federation = twoAuthorities('receipt permit');
  const { xa, xb, now } = federation;
  const instrument = peeringInstrument(xa.identity, xb.identity);
  const act: Act = { kind: 'peer', from: xa.keyState.authorityId, to: xb.keyState.authorityId, dispatchKind: 'receipt' };
  const { permit } = decideUnder(act, instrument, noFacts, now);
  const { content } = ask(federation);
  for (const kind of dispatchKinds) await tryToQueue(federation, permit, { ...content, kind, caseRef: null, purpose: null, approvals: [] });
});

test('for whatever content an officer may write, what goes out is what the permit was for', async () => {
  const federation = twoAuthorities('any content');
  await fc.assert(
    fc.asyncProperty(
      fc.string(),
      fc.constantFrom('tax', 'commercial', 'fiu-analysis', 'supervision'),
      fc.string(),
      async (text, purpose, other) => {
        const { permit, content } = ask(federation);
        const body = { requestId: content.caseRef, note: text };
        const { act, agreement } = permitDetails(permit);
        const bodyRoot = bodyRootOf(body, content.bodySeed);
        const isSameStep = stepDigestOf({ ...content, act, agreement, bodyRoot }) === content.approvals[0]?.subject;
        assert(!isSameStep);
        await tryToQueue(federation, permit, { ...content, body });
        if (purpose !== content.purpose) await tryToQueue(federation, permit, { ...content, purpose });
        await tryToQueue(federation, permit, {
          ...content,
          approvals: content.approvals.map((one) => ({ ...one, subject: `sha256:${other}` })),
        });
      },
    ),
    { numRuns: 50 },
  );
});

test('one function of this room writes the outbox, one signs receipts, and one signs statements', async () => {
  const folder = new URL('.', import.meta.url);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const sources = await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')] as const));
  const callersOf = (call: RegExp): string[] => sources.filter(([, text]) => call.test(text)).map(([name]) => name);
  assert.deepEqual(callersOf(/store\.insertOutgoing\(/), ['queue-dispatch.ts']);
  assert.deepEqual(callersOf(/insert into exchange_outbox/), ['outbox/store.ts']);
  assert.deepEqual(callersOf(/(?<!function )\bsignDispatch\(/), ['queue-dispatch.ts']);
  assert.deepEqual(callersOf(/(?<!function )\bsignReceipts\(/), ['delivery/give-receipt.ts']);
  assert.deepEqual(callersOf(/(?<!function )\bsignNonDelivery\(/), ['delivery/give-up.ts']);
  const door = sources.find(([name]) => name === 'index.ts')?.[1] ?? '';
  for (const inner of [
    'signDispatch',
    'signReceipts',
    'signNonDelivery',
    'insertOutgoing',
    'hastenOutbox',
    'updatePeerRecord',
    'insertPeerRecord',
  ]) {
    assert(!new RegExp(`\\b${inner}\\b`).test(door), `${inner} stays behind the front door`);
  }
});
