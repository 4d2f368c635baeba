// SPDX-License-Identifier: Apache-2.0
/** Two authorities whose keys change while dispatches pass: who learns what, how soon, and what is believed meanwhile. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMs } from '../../kernel/index.ts';
import {
  appendKeyEvent,
  type AuthorityKeys,
  type Digest,
  foldKeyHistory,
  heldKey,
  isKeyId,
  type KeyChange,
  type KeyPair,
  makeAuthority,
  makeHeldKey,
  readKeyFork,
  settledKeys,
  type Suites,
} from '../../seals/index.ts';
import {
  arrive,
  deliverAll,
  effectsOf,
  type Federation,
  passTime,
  queueAsk,
  seededRandom,
  standInSuites,
  start,
  twoAuthorities,
} from '../federation.test.ts';
import {
  announceKeys,
  type ExchangePorts,
  keyViewLimits,
  type MemoryState,
  refreshKeyViews,
  refreshPeerKeys,
  tendDelivery,
} from '../index.ts';
import { affirmDispatches } from './announce-keys.ts';

const hourMs = 3_600_000;
type Mutable = { -readonly [Name in keyof Federation]: Federation[Name] };

/** The roots of XA follow from the seed, as everything does. */
function rootsOf(seed: string, suites: Suites = standInSuites): readonly KeyPair[] {
  return makeAuthority({ ...suites, random: seededRandom(seed), createdAt: start }).roots.present;
}

interface Story {
  readonly federation: Federation;
  /** XA changes its keys; nobody is told yet. */
  readonly change: (...changes: readonly KeyChange[]) => void;
  /** XA makes a key that waits. */
  readonly make: (purpose: 'dispatch' | 'transport' | 'seal') => ReturnType<typeof makeHeldKey>;
  /** XA tells its peers. */
  readonly announce: () => Promise<number>;
  readonly xa: () => ExchangePorts<MemoryState>;
  /** What XB holds about XA. */
  readonly seen: () => { size: number; state: string; suspects: number };
}

function story(seed: string): Story {
  const federation = twoAuthorities(seed);
  const roots = rootsOf(seed);
  const self = federation.xa.keyState.authorityId;
  let keys: AuthorityKeys = federation.xa.keys;
  let history = federation.xa.history;
  const use = (): void => {
    const state = foldKeyHistory(history, standInSuites);
    assert(state.ok, JSON.stringify(state));
    keys = settledKeys(keys, state.value, federation.now);
    const held = keys;
    const own = { ...federation.xa.ports.self, keyState: state.value, history, keys, dispatchKey: keys.dispatch };
    const sealKey = (keyId: string) => (isKeyId(keyId) ? heldKey(held, keyId) : null);
    (federation as Mutable).xa = { ...federation.xa, ports: { ...federation.xa.ports, self: { ...own, sealKey } } };
  };
  return {
    federation,
    xa: () => federation.xa.ports,
    make(purpose) {
      const key = makeHeldKey(purpose, { ...standInSuites, random: federation.random });
      keys = { ...keys, waiting: [...keys.waiting, key] };
      return key;
    },
    change(...changes) {
      for (const change of changes) {
        const event = appendKeyEvent(history, change, { ...standInSuites, at: federation.now, rootKeyPairs: roots });
        assert(event.ok, JSON.stringify(event));
        history = history.concat([event.value]);
      }
      use();
    },
    announce: () => federation.xa.store.transaction((tx) => announceKeys(federation.xa.ports, tx, federation.now)),
    seen() {
      const state = federation.xb.store.state();
      const peer = state.peers.get(self);
      return { size: peer?.keyState.size ?? 0, state: peer?.state ?? 'none', suspects: state.keys.suspects.size };
    },
  };
}

const addKey = (key: { suite: string; publicKey: Uint8Array }, purpose: 'dispatch' | 'transport' = 'dispatch'): KeyChange => ({
  kind: 'add-key',
  purpose,
  suite: key.suite,
  publicKey: key.publicKey,
});
const eventsAt = (federation: Federation): string[] => federation.xb.store.state().log.map((entry) => entry.event);
const stateAt = (federation: Federation, digest: Digest): string | undefined => federation.xa.store.state().outbox.get(digest)?.state;

describe('a change of keys', () => {
  test('is pushed to live peers at once, signed by the key that it brings', async () => {
    const { federation, change, make, announce, seen, xa } = story('push');
    change(addKey(make('dispatch')), { kind: 'retire-key', keyId: federation.xa.keys.dispatch.keyId });
    assert.equal(await announce(), 2);
    assert.equal(await announce(), 0, 'it is told once');
    await deliverAll(federation);
    assert.deepEqual(seen(), { size: 3, state: 'live', suspects: 0 });
    assert.equal(eventsAt(federation).includes('peer.keys-extended'), true);
    const digest = await queueAsk(federation);
    await deliverAll(federation);
    assert.equal(stateAt(federation, digest), 'delivered');
    const entry = federation.xb.store.state().log.findLast(({ event }) => event === 'dispatch.admitted');
    assert.deepEqual([entry?.details['peerKeyEvents'], entry?.details['peerKeyState']], [3, xa().self.keyState.head]);
  });

  test('reaches a peer whose push was lost within fifteen minutes, since it asks', async () => {
    const { federation, change, make, seen } = story('lost push');
    change(addKey(make('dispatch')), { kind: 'revoke-key', keyId: federation.xa.keys.dispatch.keyId, suspectFrom: 0 });
    for (let minute = 0; minute < 15; minute++) {
      federation.now = addMs(federation.now, 60_000);
      await refreshKeyViews(federation.xb.ports);
    }
    assert.equal(seen().size, 3);
    assert(2 * keyViewLimits.refreshAfterMs < 15 * 60_000, 'one answer may be lost too');
  });

  test('whose judging breaks off is judged again, and is still signed by the key that it brings', async () => {
    const { federation, change, make, announce, seen } = story('broken off');
    change(addKey(make('dispatch')), { kind: 'revoke-key', keyId: federation.xa.keys.dispatch.keyId, suspectFrom: 0 });
    await announce();
    const keys: { -readonly [Name in 'extend']: ExchangePorts<MemoryState>['store']['keys'][Name] } = federation.xb.ports.store.keys;
    const { extend } = keys;
    keys.extend = async () => {
      throw new Error('the disk is full');
    };
    await assert.rejects(deliverAll(federation), /the disk is full|broke off/);
    keys.extend = extend;
    const [held] = federation.xb.store.state().inbox.values();
    assert(held !== undefined);
    assert.deepEqual([held.kind, held.state], ['peering.keys', 'quarantined']);
    federation.now = addMs(federation.now, 31_000);
    await tendDelivery(federation.xb.ports);
    assert.equal(federation.xb.store.state().inbox.get(held.digest)?.state, 'delivered');
    assert.equal(seen().size, 3);
  });

  test('is learned from the dispatch that first needs it', async () => {
    const { federation, change, make, seen } = story('unknown key');
    change(addKey(make('dispatch')), { kind: 'retire-key', keyId: federation.xa.keys.dispatch.keyId });
    const digest = await queueAsk(federation);
    await deliverAll(federation);
    assert.equal(stateAt(federation, digest), 'delivered');
    assert.equal(seen().size, 3);
  });

  test('does not touch what was signed before it and is still on its way', async () => {
    const { federation, change, make, announce } = story('in flight');
    const digest = await queueAsk(federation);
    change(addKey(make('dispatch')), { kind: 'retire-key', keyId: federation.xa.keys.dispatch.keyId });
    await announce();
    await deliverAll(federation);
    assert.equal(stateAt(federation, digest), 'delivered');
  });

  test('of the key for sealing lets in what was sealed for the older one', async () => {
    const { federation, change, make } = story('seal');
    const digest = await queueAsk(federation, 'xb');
    federation.fault = () => 'lose-envelope';
    await deliverAll(federation, 'xb');
    federation.fault = () => null;
    const seal = make('seal');
    change({ kind: 'seal-epoch', epochs: [{ ...seal, from: federation.now, until: addMs(federation.now, 7 * 24 * hourMs) }] });
    const [posted] = federation.posted;
    assert(posted !== undefined);
    assert.equal((await arrive(federation, 'xa', posted.bytes)).kind, 'answered');
    assert.deepEqual(
      effectsOf(federation.xa).map((effect) => effect.digest),
      [digest],
    );
    await refreshPeerKeys(federation.xb.ports, federation.xa.keyState.authorityId);
    const later = await queueAsk(federation, 'xb');
    await deliverAll(federation, 'xb');
    assert.equal(
      effectsOf(federation.xa).some((effect) => effect.digest === later),
      true,
    );
  });
});

describe('a stolen key', () => {
  const stolen = async (seed: string) => {
    const told = story(seed);
    const { federation, change, make } = told;
    const thief = federation.xa.ports;
    const before = await queueAsk(federation);
    await deliverAll(federation);
    const logIndex = federation.xa.store.state().log.length;
    // The thief works with the stolen key on a server of its own, which goes on where the true one stood.
    const forged = await queueAsk(federation);
    await deliverAll(federation);
    federation.xa.store.state().outbox.delete(forged);
    change(addKey(make('dispatch')), { kind: 'revoke-key', keyId: federation.xa.keys.dispatch.keyId, suspectFrom: logIndex });
    return { ...told, thief, before, forged };
  };

  test('makes suspect what it signed after the position that its owner names, and nothing before', async () => {
    const { federation, announce, before, forged, seen } = await stolen('suspect');
    await announce();
    await deliverAll(federation);
    const suspects = federation.xb.store.state().keys.suspects;
    assert.deepEqual([suspects.has(before), suspects.has(forged)], [false, true]);
    assert.equal(seen().suspects, 1);
    assert.equal(effectsOf(federation.xb).length, 2, 'a mark deletes nothing');
  });

  test('makes everything suspect until the owner has said what stands', async () => {
    const { federation, xa, seen } = await stolen('pulled');
    await refreshPeerKeys(federation.xb.ports, xa().self.authorityId);
    assert.equal(seen().suspects, 2);
    const peer = await xa().store.peerNow(federation.xb.keyState.authorityId);
    assert(peer !== null);
    await federation.xa.store.transaction((tx) => affirmDispatches(xa(), tx, peer, federation.now));
    await deliverAll(federation);
    assert.equal(seen().suspects, 1, 'what is not in its log, its owner does not affirm');
  });

  test('is refused once the peer knows, whatever moment the dispatch claims', async () => {
    const { federation, thief, announce } = await stolen('backdated');
    await announce();
    await deliverAll(federation);
    const count = effectsOf(federation.xb).length;
    const honest = federation.xa;
    for (const backMs of [-12 * hourMs, 0]) {
      federation.now = addMs(federation.now, backMs);
      (federation as Mutable).xa = { ...honest, ports: thief };
      await queueAsk(federation);
      federation.now = addMs(federation.now, -backMs);
      await deliverAll(federation);
    }
    assert.equal(effectsOf(federation.xb).length, count);
    assert.equal(eventsAt(federation).filter((event) => event === 'dispatch.refused-admission').length >= 1, true);
  });

  test('cannot sign that nothing has changed', async () => {
    const { federation, thief, xa, seen } = await stolen('lying view');
    const honest = federation.xa;
    const { dispatch } = honest.keys;
    // The thief answers in the owner's place, with the older history; the key for connections it does not have.
    (federation as Mutable).xa = {
      ...honest,
      ports: { ...thief, self: { ...thief.self, keys: { transport: null, dispatch, waiting: [] } } },
    };
    federation.now = addMs(federation.now, 2 * hourMs);
    assert.equal(await refreshPeerKeys(federation.xb.ports, xa().self.authorityId), false);
    (federation as Mutable).xa = honest;
    assert.equal(await refreshPeerKeys(federation.xb.ports, xa().self.authorityId), true);
    assert.equal(seen().size, 3);
  });
});

describe('a view that is too old', () => {
  const limits = [
    ['normal', 24],
    ['urgent', 1],
  ] as const;
  for (const [requestClass, hours] of limits) {
    test(`is made fresh before a dispatch is admitted (${requestClass}, ${hours} h)`, async () => {
      const { federation, change, make, seen } = story(`stale ${requestClass}`);
      change(addKey(make('transport'), 'transport'));
      federation.now = addMs(federation.now, hours * hourMs + 1);
      const digest = await queueAsk(federation, 'xa', { class: requestClass });
      await deliverAll(federation);
      assert.equal(stateAt(federation, digest), 'delivered');
      assert.equal(seen().size, 2);
    });

    test(`refuses for now where the peer does not answer (${requestClass}), and admits the same dispatch later`, async () => {
      const { federation } = story(`mute ${requestClass}`);
      federation.fault = (kind) => (kind === 'keys' ? 'lose-envelope' : null);
      federation.now = addMs(federation.now, hours * hourMs + 1);
      const digest = await queueAsk(federation, 'xa', { class: requestClass });
      await deliverAll(federation);
      assert.equal(stateAt(federation, digest), 'waiting');
      assert.equal(
        federation.xb.store.state().log.findLast(({ event }) => event === 'dispatch.refused-admission')?.details['code'],
        'keys-stale',
      );
      federation.fault = () => null;
      await passTime(federation, hourMs);
      assert.equal(stateAt(federation, digest), 'delivered');
      assert.equal(effectsOf(federation.xb).length, 1);
    });
  }

  test('is too old too when a clock that was a year ahead has noted it', async () => {
    const { federation, change, make, seen } = story('noted ahead');
    const yearMs = 365 * 24 * hourMs;
    federation.now = addMs(federation.now, yearMs);
    await refreshKeyViews(federation.xb.ports);
    federation.now = addMs(federation.now, -yearMs);
    change(addKey(make('transport'), 'transport'));
    assert.deepEqual(await refreshKeyViews(federation.xb.ports), { asked: 1, silent: 0 });
    assert.equal(seen().size, 2);
  });

  test('is not yet too old at its limit', async () => {
    const { federation } = story('at the limit');
    federation.fault = (kind) => (kind === 'keys' ? 'lose-envelope' : null);
    federation.now = addMs(federation.now, 24 * hourMs);
    const digest = await queueAsk(federation);
    await deliverAll(federation);
    assert.equal(stateAt(federation, digest), 'delivered');
  });
});

describe('a peer that contradicts itself', () => {
  test('by two histories is frozen, with evidence that anybody can check', async () => {
    const { federation, change, make, announce, seen } = story('fork');
    const other = story('fork');
    change(addKey(make('dispatch')));
    other.change({ kind: 'endpoint', url: 'https://elsewhere.example' });
    await announce();
    await deliverAll(federation);
    assert.equal(seen().size, 2);
    // The same roots have signed another second event, and somebody shows it.
    const honest = federation.xa;
    (federation as Mutable).xa = { ...honest, ports: { ...honest.ports, self: { ...other.xa().self } } };
    await federation.xa.store.transaction((tx) => federation.xa.store.keys.setTold(tx, 1));
    await federation.xa.store.transaction((tx) => announceKeys(federation.xa.ports, tx, federation.now));
    await deliverAll(federation);
    assert.equal(seen().state, 'frozen');
    const [evidence] = federation.xb.store.state().keys.evidence.values();
    assert(evidence !== undefined);
    const fork = readKeyFork(evidence.bytes, standInSuites);
    assert(fork.ok, JSON.stringify(fork));
    assert.deepEqual([fork.value.authorityId, fork.value.index], [honest.keyState.authorityId, 1]);
    assert.equal(eventsAt(federation).includes('peer.frozen'), true);
    const digest = await queueAsk(federation);
    await deliverAll(federation);
    assert.equal(stateAt(federation, digest), 'rejected');
    assert.equal(
      effectsOf(federation.xb).some((effect) => effect.digest === digest),
      false,
    );
  });

  /** XA's roots have signed two histories, and XB, which holds the one, asks for keys and is answered from the other. */
  const askedWithTheOther = async (seed: string, held: readonly KeyChange[], shown: readonly KeyChange[]) => {
    const { federation, change, announce, seen } = story(seed);
    const other = story(seed);
    change(...held);
    other.change(...shown);
    await announce();
    await deliverAll(federation);
    const honest = federation.xa;
    (federation as Mutable).xa = { ...honest, ports: { ...honest.ports, self: other.xa().self } };
    await passTime(federation, keyViewLimits.refreshAfterMs + 1000);
    assert.equal(await refreshPeerKeys(federation.xb.ports, honest.keyState.authorityId), false);
    return { federation, seen };
  };
  const moved = (count: number, where: string): KeyChange[] =>
    Array.from({ length: count }, (_, at) => ({ kind: 'endpoint', url: `https://${where}-${at}.example` }));
  for (const [words, held, shown] of [
    ['as long', 2, 2],
    ['longer', 1, 3],
    ['shorter', 3, 1],
    ['longer than one answer', 40, 36],
  ] as const) {
    test(`by answering with another history, ${words}, is frozen, with the evidence`, async () => {
      const { federation, seen } = await askedWithTheOther(`another ${words}`, moved(held, 'here'), moved(shown, 'elsewhere'));
      assert.deepEqual([seen().state, seen().size], ['frozen', held + 1], 'and nothing of the other is taken in');
      const [evidence] = federation.xb.store.state().keys.evidence.values();
      const fork = readKeyFork(evidence?.bytes ?? new Uint8Array(), standInSuites);
      assert(fork.ok, JSON.stringify(fork));
      assert.equal(fork.value.index, 1);
    });
  }

  test('by telling of another history, signed with a key of that one, is frozen at once', async () => {
    const { federation, change, seen } = story('told of another');
    const other = story('told of another');
    other.change(addKey(other.make('dispatch')), { kind: 'retire-key', keyId: federation.xa.keys.dispatch.keyId });
    change(...moved(2, 'here'));
    await refreshPeerKeys(federation.xb.ports, federation.xa.keyState.authorityId);
    const honest = federation.xa;
    (federation as Mutable).xa = { ...honest, ports: { ...honest.ports, self: other.xa().self } };
    await federation.xa.store.transaction((tx) => announceKeys(federation.xa.ports, tx, federation.now));
    // Nobody answers when XB asks: what it was told is enough.
    federation.fault = (kind) => (kind === 'keys' ? 'lose-envelope' : null);
    await deliverAll(federation);
    assert.deepEqual([seen().state, seen().size], ['frozen', 3]);
  });

  test('is found where the two part, also behind the first answer', async () => {
    const common = moved(33, 'common');
    const { seen, federation } = await askedWithTheOther('late', [...common, ...moved(2, 'here')], [...common, ...moved(2, 'elsewhere')]);
    assert.equal(seen().state, 'frozen');
    const [evidence] = federation.xb.store.state().keys.evidence.values();
    const fork = readKeyFork(evidence?.bytes ?? new Uint8Array(), standInSuites);
    assert.deepEqual(fork.ok && fork.value.index, 34);
  });

  test('is not one that only knows less of its own history', async () => {
    const common = moved(3, 'common');
    const { seen } = await askedWithTheOther('behind', common, common.slice(0, 1));
    assert.deepEqual(seen(), { size: 4, state: 'live', suspects: 0 });
  });

  test('by a key of another authority is not believed, and what was known stays', async () => {
    const { federation, change, announce, seen } = story('shared');
    const { dispatch } = federation.xb.keys;
    change(addKey({ suite: dispatch.suite, publicKey: dispatch.publicKey }));
    await announce();
    await deliverAll(federation);
    assert.deepEqual(seen(), { size: 1, state: 'live', suspects: 0 });
    const refusal = federation.xb.store.state().log.find(({ event }) => event === 'peer.keys-refused');
    assert.equal(refusal, undefined, 'the rejection undoes what the room wrote; its own entry says why');
    assert.equal(eventsAt(federation).includes('dispatch.refused-admission'), true);
  });

  test('by a close is an author no more', async () => {
    const { federation, change, announce } = story('close');
    change({ kind: 'close' });
    await announce();
    await deliverAll(federation);
    const digest = await queueAsk(federation);
    await deliverAll(federation);
    assert.equal(stateAt(federation, digest), 'rejected');
  });
});

test('a server that came back from an older backup is not fresh before it knows its own history again', async () => {
  const { federation, change, make, announce, xa } = story('behind');
  const older = federation.xa;
  change(addKey(make('transport'), 'transport'));
  await announce();
  await deliverAll(federation);
  const { authorityId } = xa().self;
  const newer = federation.xa;
  (federation as Mutable).xa = older;
  assert.equal(await refreshPeerKeys(federation.xb.ports, authorityId), false);
  (federation as Mutable).xa = newer;
  assert.equal(await refreshPeerKeys(federation.xb.ports, authorityId), true);
});
