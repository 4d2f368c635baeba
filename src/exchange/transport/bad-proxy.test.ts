// SPDX-License-Identifier: Apache-2.0
/**
 * Threat T4: somebody sits between two authorities with the transport keys of both (a stolen key, a TLS proxy that went bad). He ends
 * both connections and signs every call and answer himself, so on the wire he can do anything. What he gets: nothing readable, and
 * nothing that is believed; at most he delays.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { addMs } from '../../kernel/index.ts';
import { realSuites } from '../../seals/index.ts';
import { arrive, ask, effectsOf, type Federation, outcomesOf, twoAuthorities } from '../federation.test.ts';
import { deliverDue, type Network, type NetworkAnswer, queueDispatch } from '../index.ts';

type Edit = (bytes: Uint8Array, draw: number) => Uint8Array;
const edits: readonly (readonly [name: string, edit: Edit])[] = [
  ['one bit is turned', (bytes, draw) => bytes.map((byte, at) => (at === draw % bytes.length ? byte ^ (1 << (draw % 8)) : byte))],
  ['the end is cut off', (bytes, draw) => bytes.slice(0, draw % bytes.length)],
  ['bytes are appended', (bytes) => new Uint8Array([...bytes, 0])],
  ['two bytes are exchanged', (bytes, draw) => exchanged(bytes, draw % bytes.length)],
];

/** With the next one that differs: two that are equal would change nothing. */
function exchanged(bytes: Uint8Array, left: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const right = bytes.findIndex((byte) => byte !== bytes[left]);
  [changed[left], changed[right]] = [bytes[right] ?? 0, bytes[left] ?? 0];
  return changed;
}

const drawsFrom = (seed: string): (() => number) => {
  let drawn = 0;
  return () => createHash('sha256').update(`${seed} ${drawn++}`).digest().readUInt32BE();
};

/** Everything that passes goes through these hands. */
interface Proxy {
  readonly seen: Uint8Array[];
  envelope: (bytes: Uint8Array) => Uint8Array;
  answer: (answer: NetworkAnswer) => NetworkAnswer;
}

function withProxy(federation: Federation, proxy: Proxy) {
  const { ports } = federation.xa;
  const handed = (answer: NetworkAnswer): NetworkAnswer => {
    if (answer.kind === 'answered') proxy.seen.push(answer.bytes);
    return proxy.answer(answer);
  };
  const network: Network = {
    ...ports.network,
    async post(_peer, envelope) {
      proxy.seen.push(envelope);
      return handed(await arrive(federation, 'xb', proxy.envelope(envelope)));
    },
    receipt: async (peer, digest) => handed(await ports.network.receipt(peer, digest)),
  };
  return { ...ports, network };
}

const honest = (): Proxy => ({ seen: [], envelope: (bytes) => bytes, answer: (answer) => answer });

async function queue(federation: Federation) {
  const { permit, content } = ask(federation);
  const { ports, store } = federation.xa;
  return (await store.transaction((tx) => queueDispatch(ports, tx, permit, content))).digest;
}

describe('a proxy that holds the transport keys of both sides', () => {
  test('reads nothing of what an officer wrote, whatever passes', async () => {
    const federation = twoAuthorities('proxy reads', realSuites);
    const proxy = honest();
    await queue(federation);
    await deliverDue(withProxy(federation, proxy));
    assert.equal(outcomesOf(federation.xa).length, 1, 'it was delivered through it');
    const passed = Buffer.concat(proxy.seen).toString('latin1');
    const { body } = ask(federation).content as { body: { content: Record<string, string> } };
    const written = [...Object.values(body.content), 'fiu-analysis', 'suspicious-reports', 'assistance.request'];
    for (const word of written.filter(({ length }) => length > 5)) {
      for (const form of [word, Buffer.from(word).toString('base64').slice(0, -4), Buffer.from(word).toString('hex')])
        assert.equal(passed.includes(form), false, `"${word}" can be read on the way`);
    }
  });

  for (const [name, edit] of edits) {
    test(`gets nothing admitted when in an envelope ${name}`, async () => {
      const federation = twoAuthorities(`proxy edits: ${name}`, realSuites);
      const draw = drawsFrom(name);
      const digest = await queue(federation);
      const proxy = { ...honest(), envelope: (bytes: Uint8Array) => edit(bytes, draw()) };
      const ports = withProxy(federation, proxy);
      for (let attempt = 0; attempt < 12; attempt++) {
        await deliverDue(ports);
        federation.now = addMs(federation.now, 3_600_000);
      }
      assert.deepEqual([effectsOf(federation.xb), outcomesOf(federation.xa)], [[], []]);
      assert.ok(proxy.seen.length >= 12);
      await deliverDue(federation.xa.ports);
      assert.deepEqual(
        outcomesOf(federation.xa).map(({ digest: of, outcome }) => [of, outcome.state]),
        [[digest, 'delivered']],
        'behind its back it arrives, unharmed',
      );
    });

    test(`gets nothing believed when in an answer ${name}`, async () => {
      const federation = twoAuthorities(`proxy answers: ${name}`, realSuites);
      const draw = drawsFrom(name);
      await queue(federation);
      const changed = (answer: NetworkAnswer): NetworkAnswer =>
        answer.kind === 'answered' && answer.bytes.length > 0 ? { ...answer, bytes: edit(answer.bytes, draw()) } : answer;
      const ports = withProxy(federation, { ...honest(), answer: changed });
      for (let attempt = 0; attempt < 12; attempt++) {
        await deliverDue(ports);
        federation.now = addMs(federation.now, 3_600_000);
      }
      assert.deepEqual(outcomesOf(federation.xa), [], 'no changed receipt ends a dispatch');
      assert.equal(effectsOf(federation.xb).length, 1, 'and it had its effect once');
    });
  }

  test('an answer of its own making, or the receipt of another dispatch, ends nothing', async () => {
    const federation = twoAuthorities('proxy invents', realSuites);
    const proxy = honest();
    await queue(federation);
    await deliverDue(withProxy(federation, proxy));
    const receipt = proxy.seen.at(-1) ?? new Uint8Array();
    await queue(federation);
    const made: readonly NetworkAnswer[] = [
      { kind: 'answered', status: 200, bytes: new Uint8Array() },
      { kind: 'answered', status: 200, bytes: receipt },
      { kind: 'answered', status: 404, bytes: new Uint8Array() },
      { kind: 'answered', status: 200, bytes: new TextEncoder().encode('{"state":"rejected"}') },
    ];
    for (const answer of made) {
      await deliverDue(withProxy(federation, { ...honest(), envelope: () => new Uint8Array(5), answer: () => answer }));
      federation.now = addMs(federation.now, 3_600_000);
    }
    assert.equal(outcomesOf(federation.xa).length, 1);
    assert.equal(effectsOf(federation.xb).length, 1);
  });
});
