// SPDX-License-Identifier: Apache-2.0
//
// What a key history may say, and every way found so far in which a reader of such histories was led astray.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { canonicalJson, type Instant, type JsonValue, parseStrictJson } from '../../kernel/index.ts';
import { concatBytes, toBase64, utf8 } from '../encoding.ts';
import { addSignature, readSigned, type SignedDocument, writeSigned } from '../signed-document.ts';
import { xwingSuite } from '../suites/seal-suite.ts';
import { hybridSuite, type KeyPair, logSuite, transportSuite } from '../suites/signature-suite.ts';
import { realSuites } from '../suites/suites.ts';
import { makeAuthority } from './authority-keys.ts';
import { endpointFault } from './endpoint.ts';
import type { KeyChange, NewKey } from './key-change.ts';
import { keyEventType } from './key-events.ts';
import { rootsDigest } from './apply-key-event.ts';
import { extendKeyState, foldKeyHistory } from './key-history.ts';
import { type KeyId, keyIdOf } from './key-id.ts';
import { foldKnownHistory } from './known-histories.ts';
import { activeKey, activeKeys, keyById, type KeyState, publicKeyOf, wasActiveAt } from './key-state.ts';
import { appendKeyEvent, makeGenesis } from './make-key-event.ts';
import { sharedKeyOf } from './shared-keys.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const at = '2026-01-05T09:00:00.000Z' as Instant;
const authority = makeAuthority({ ...realSuites, random, createdAt: at, rootCount: 3, threshold: 2 });
const other = makeAuthority({ ...realSuites, random, createdAt: at });
const [rootA, rootB, rootC] = authority.roots.present;
assert(rootA !== undefined && rootB !== undefined && rootC !== undefined);
const spare = hybridSuite.generate(random);
const newDispatch: NewKey = { purpose: 'dispatch', suite: hybridSuite.name, publicKey: spare.publicKey };
const newSeal: NewKey = { purpose: 'seal', suite: xwingSuite.name, publicKey: xwingSuite.generate(random).publicKey };

const stateOf = (history: readonly Uint8Array[]): KeyState => {
  const state = foldKeyHistory(history, realSuites);
  assert(state.ok, JSON.stringify(state));
  return state.value;
};
const by = (...rootKeyPairs: readonly KeyPair[]): Parameters<typeof appendKeyEvent>[2] => ({ ...realSuites, at, rootKeyPairs });
const grow = (history: readonly Uint8Array[], change: KeyChange, ...roots: readonly KeyPair[]): Uint8Array[] => {
  const event = appendKeyEvent(history, change, by(...(roots.length === 0 ? [rootA, rootB] : roots)));
  assert(event.ok, JSON.stringify(event));
  return [...history, event.value];
};
const rotation: KeyChange = {
  kind: 'rotate-root',
  roots: authority.roots.next.map((pair) => pair.publicKey),
  threshold: 2,
  nextRootsDigest: rootsDigest([spare.publicKey], 1),
};

test('what was folded before is remembered for exactly these events', () => {
  const history = grow(authority.history, { kind: 'add-key', ...newDispatch });
  const first = foldKnownHistory(history, realSuites);
  const again = foldKnownHistory(
    history.map((event) => event.slice()),
    realSuites,
  );
  assert(first.ok && again.ok);
  assert.equal(again.value, first.value, 'the same events in other memory');
  assert.deepEqual(first.value, stateOf(history));
  const last = history[1] ?? new Uint8Array();
  const changed = [...history.slice(0, 1), last.with(last.length - 9, (last.at(-9) ?? 0) ^ 1)];
  const cutElsewhere = [concatBytes(history[0] ?? new Uint8Array(), last.slice(0, 1)), last.slice(1)];
  for (const broken of [changed, cutElsewhere, []]) {
    for (const time of ['first', 'second']) {
      assert.deepEqual(foldKnownHistory(broken, realSuites), foldKeyHistory(broken, realSuites), `refused the ${time} time`);
      assert.equal(foldKnownHistory(broken, realSuites).ok, false);
    }
  }
});

describe('a key history', () => {
  test('begins with the identity and one key for each purpose', () => {
    const state = stateOf(authority.history);
    assert.equal(state.authorityId, authority.authorityId);
    assert.equal(state.size, 1);
    assert.equal(state.threshold, 2);
    for (const purpose of ['dispatch', 'seal', 'log'] as const)
      assert.equal(activeKey(state, purpose).keyId, authority.keys[purpose].keyId);
    assert.equal(activeKey(state, 'transport').keyId, authority.keys.transport?.keyId);
  });

  test('adds a key, retires the older one, and keeps what was', () => {
    const first = authority.keys.dispatch.keyId;
    const added = grow(authority.history, { kind: 'add-key', ...newDispatch });
    assert.equal(activeKeys(stateOf(added), 'dispatch').length, 2);
    const state = stateOf(grow(added, { kind: 'retire-key', keyId: first }));
    const second = activeKey(state, 'dispatch');
    assert.deepEqual(second.publicKey, newDispatch.publicKey);
    assert.equal(second.addedAt, 1);
    assert.equal(keyById(state, first)?.retiredAt, 2);
    assert.equal(publicKeyOf(state, 'dispatch')(first), null);
    assert.deepEqual(publicKeyOf(state, 'dispatch')(second.keyId), newDispatch.publicKey);
    assert.equal(publicKeyOf(state, 'log')(second.keyId), null);
  });

  test('revokes a key, also one that was retired, and says from where it is suspect', () => {
    const first = authority.keys.dispatch.keyId;
    const added = grow(authority.history, { kind: 'add-key', ...newDispatch });
    const revoked = grow(grow(added, { kind: 'retire-key', keyId: first }), { kind: 'revoke-key', keyId: first, suspectFrom: 17 });
    const key = keyById(stateOf(revoked), first);
    assert.deepEqual([key?.retiredAt, key?.revokedAt, key?.suspectFrom], [2, 3, 17]);
  });

  test('changes its roots to those that were fixed before, which from then on sign alone', () => {
    const rotated = grow(authority.history, rotation, ...authority.roots.next.slice(0, 2));
    const state = stateOf(rotated);
    assert.deepEqual(
      state.roots.map((root) => toBase64(root.publicKey)),
      authority.roots.next.map((pair) => toBase64(pair.publicKey)),
    );
    const change: KeyChange = { kind: 'add-key', ...newSeal };
    assert.equal(appendKeyEvent(rotated, change, by(rootA, rootB)).ok, false);
    assert.equal(appendKeyEvent(rotated, change, by(...authority.roots.next)).ok, true);
    const rootId = keyIdOf('root', hybridSuite.name, rootA.publicKey);
    assert.equal(keyById(state, rootId)?.retiredAt, 1);
  });

  test('is folded further from a kept state as from its beginning', () => {
    const longer = grow(grow(authority.history, { kind: 'endpoint', url: 'https://xa.example' }), { kind: 'add-key', ...newSeal });
    const kept = stateOf(longer.slice(0, 1));
    assert.deepEqual(extendKeyState(kept, longer.slice(1), realSuites), foldKeyHistory(longer, realSuites));
    assert.equal(stateOf(longer).endpoint, 'https://xa.example');
  });

  test('notes returns from a backup, and ends with a close', () => {
    const restore: KeyChange = { kind: 'restore-epoch', epoch: 1, logSize: 5, logRoot: 'ab'.repeat(32), seenSize: 9 };
    const restored = grow(authority.history, restore);
    assert.deepEqual(stateOf(restored).restores, [{ epoch: 1, logSize: 5, logRoot: 'ab'.repeat(32), seenSize: 9 }]);
    assert.equal(stateOf(restored).closedAt, null);
    assert.equal(stateOf(grow(restored, { kind: 'close' })).closedAt, 2);
  });

  test('replaces all keys for sealing by a plan of epochs', () => {
    const epoch = { ...newSeal, from: at, until: '2026-01-12T09:00:00.000Z' as Instant };
    const state = stateOf(grow(authority.history, { kind: 'seal-epoch', epochs: [epoch] }));
    assert.deepEqual(
      activeKeys(state, 'seal').map((key) => [toBase64(key.publicKey), key.epoch]),
      [[toBase64(newSeal.publicKey), { from: epoch.from, until: epoch.until }]],
    );
    assert.equal(keyById(state, authority.keys.seal.keyId)?.retiredAt, 1);
  });

  test('says which of its keys counted at each of its sizes', () => {
    const added = grow(authority.history, { kind: 'add-key', ...newDispatch });
    const state = stateOf(grow(added, { kind: 'retire-key', keyId: authority.keys.dispatch.keyId }));
    const sizes = [0, 1, 2, 3];
    const [first, second] = [keyById(state, authority.keys.dispatch.keyId), activeKey(state, 'dispatch')];
    assert(first !== null);
    assert.deepEqual(
      sizes.map((size) => wasActiveAt(first, size)),
      [false, true, true, false],
    );
    assert.deepEqual(
      sizes.map((size) => wasActiveAt(second, size)),
      [false, false, true, true],
    );
  });

  test('shows when two authorities share a key, in whole or by half', () => {
    const [mine, theirs] = [stateOf(authority.history), stateOf(other.history)];
    assert.equal(sharedKeyOf(mine, theirs), null);
    const stolen = grow(authority.history, { kind: 'add-key', ...newDispatch, publicKey: other.keys.dispatch.publicKey });
    assert.equal(sharedKeyOf(stateOf(stolen), theirs), other.keys.dispatch.keyId);
    const half = concatBytes(other.keys.dispatch.publicKey.subarray(0, 32), spare.publicKey.subarray(32));
    assert.notEqual(sharedKeyOf(stateOf(grow(authority.history, { kind: 'add-key', ...newDispatch, publicKey: half })), theirs), null);
    const transport: KeyChange = {
      kind: 'add-key',
      purpose: 'transport',
      suite: 'ed25519',
      publicKey: other.keys.dispatch.publicKey.slice(0, 32),
    };
    assert.notEqual(sharedKeyOf(stateOf(grow(authority.history, transport)), theirs), null);
  });

  test('is the same whichever of the roots signed', () => {
    const change: KeyChange = { kind: 'add-key', ...newSeal };
    const [one, two] = [grow(authority.history, change, rootA, rootB), grow(authority.history, change, rootC, rootB, rootA)];
    assert.equal(stateOf(one).head, stateOf(two).head);
  });
});

type Members = Record<string, JsonValue>;

/** An event as an attacker may write it: any payload, signed by any keys. */
function forge(
  event: Uint8Array,
  change: (members: Members) => Members,
  signers: readonly KeyPair[] = authority.roots.present.slice(0, 2),
): Uint8Array {
  const read = readSigned(event);
  assert(read.ok);
  const parsed = parseStrictJson(read.value.payload, 'event');
  assert(parsed.ok);
  return signPayload(utf8(canonicalJson(change(parsed.value as Members))), signers);
}

const asIs = (members: Members): Members => members;
const set = (change: Members) => (members: Members) => ({ ...members, ...change });
const without = (name: string) => (members: Members) => Object.fromEntries(Object.entries(members).filter(([member]) => member !== name));
const withKey = (change: Members) => (members: Members) => ({ ...members, key: { ...(members['key'] as Members), ...change } });

function signPayload(payload: Uint8Array, signers: readonly KeyPair[], payloadType = keyEventType): Uint8Array {
  const unsigned: SignedDocument = { payloadType, payload, signatures: [] };
  return writeSigned(
    signers.reduce((signed, keyPair) => {
      const keyId = keyIdOf('root', hybridSuite.name, keyPair.publicKey);
      return addSignature(signed, { suite: hybridSuite, keyPair, keyId });
    }, unsigned),
  );
}

describe('a key history is refused', () => {
  const [genesis] = authority.history;
  const [otherGenesis] = other.history;
  assert(genesis !== undefined && otherGenesis !== undefined);
  const add = grow(authority.history, { kind: 'add-key', ...newDispatch })[1];
  const place = grow(authority.history, { kind: 'endpoint', url: 'https://xa.example' })[1];
  const rotate = grow(authority.history, rotation, ...authority.roots.next)[1];
  assert(add !== undefined && place !== undefined && rotate !== undefined);
  const payloadOf = (event: Uint8Array): Uint8Array => {
    const read = readSigned(event);
    assert(read.ok);
    return read.value.payload;
  };
  const swapSignatures = (event: Uint8Array, from: Uint8Array): Uint8Array => {
    const [one, two] = [readSigned(event), readSigned(from)];
    assert(one.ok && two.ok);
    return writeSigned({ ...one.value, signatures: two.value.signatures });
  };
  const b64 = (pair: { readonly publicKey: Uint8Array }): string => toBase64(pair.publicKey);
  const self = [rootA, rootB, rootC];

  const rows: readonly [what: string, history: readonly Uint8Array[], problem: RegExp][] = [
    ['when it is empty', [], /1 to/],
    ['when it does not begin with a genesis event', [add], /stands at|first event/],
    ['when its first event says another place', [forge(genesis, set({ index: 1 }))], /stands at 1/],
    ['when genesis stands in the middle', [genesis, forge(genesis, set({ index: 1 }))], /genesis event stands/],
    ['when an event of another authority is put in', [genesis, forge(add, set({ authority: other.authorityId }))], /another authority/],
    ['when an event follows another one than it names', [genesis, place, forge(add, set({ index: 2 }))], /does not follow/],
    ['when an event stands twice', [genesis, place, place], /stands at 1/],
    ['when prev is left out', [genesis, forge(add, without('prev'))], /exactly/],
    ['when the version is not known', [forge(genesis, set({ v: 2 }))], /version/],
    ['when the kind is not known', [genesis, forge(add, set({ kind: 'toString' }))], /kind/],
    ['when a member is too many', [genesis, forge(add, set({ note: 'x' }))], /exactly/],
    ['when the next roots are left out', [genesis, forge(rotate, without('nextRoots'), authority.roots.next)], /exactly/],
    ['when it is not canonical JSON', [signPayload(concatBytes(payloadOf(genesis), utf8(' ')), self)], /canonical/],
    [
      'when the payload is of another type',
      [signPayload(payloadOf(genesis), self, 'application/vnd.comity.dispatch+json')],
      /not a key event/,
    ],
    ['when a moment is none', [forge(genesis, set({ at: '2026-02-30T00:00:00.000Z' }))], /moment/],
    ['when one of two needed roots signs', [genesis, forge(add, asIs, [rootA])], /1 of the 2/],
    ['when one root signs and a later key beside it', [genesis, forge(add, asIs, [rootA, spare])], /not known/],
    ['when a stranger signs beside the roots', [genesis, forge(add, asIs, [rootA, rootB, spare])], /not known/],
    ['when the signatures are of another event', [genesis, swapSignatures(add, place)], /does not hold/],
    ['when the dispatch key signs for a root', [genesis, forge(add, asIs, [authority.keys.dispatch])], /not known/],
    ['when the threshold is zero', [forge(genesis, set({ threshold: 0 }))], /number of roots/],
    ['when the threshold is above the number of roots', [forge(genesis, set({ threshold: 4 }))], /number of roots/],
    ['when there is no root', [forge(genesis, set({ roots: [] }))], /roots/],
    ['when a root is listed twice', [forge(genesis, set({ roots: [b64(rootA), b64(rootB), b64(rootA)] }))], /used before/],
    [
      'when a root is half of another',
      [
        forge(
          genesis,
          set({ roots: [b64(rootA), b64(rootB), toBase64(concatBytes(rootA.publicKey.subarray(0, 32), rootC.publicKey.subarray(32)))] }),
        ),
      ],
      /used before/,
    ],
    [
      'when roots of one’s own are put in place of the fixed ones',
      [genesis, forge(rotate, set({ roots: [b64(spare)], threshold: 1 }), [spare])],
      /not the roots/,
    ],
    [
      'when the fixed roots come with a lower threshold',
      [genesis, forge(rotate, set({ threshold: 1 }), authority.roots.next)],
      /not the roots/,
    ],
    [
      'when the fixed roots come in part',
      [genesis, forge(rotate, set({ roots: authority.roots.next.slice(0, 2).map(b64) }), authority.roots.next.slice(0, 2))],
      /not the roots/,
    ],
    ['when the present roots sign for the next ones', [genesis, forge(rotate, asIs)], /not known/],
    ['when a root comes back as a key for dispatches', [genesis, forge(add, withKey({ publicKey: b64(rootC) }))], /used before/],
    ['when a key is added twice', [genesis, forge(add, withKey({ publicKey: b64(authority.keys.dispatch) }))], /used before/],
    [
      'when the key for logs lends its Ed25519 half',
      [
        genesis,
        forge(
          add,
          withKey({ publicKey: toBase64(concatBytes(authority.keys.log.publicKey.subarray(0, 32), spare.publicKey.subarray(32))) }),
        ),
      ],
      /used before/,
    ],
    ['when the suite is not the one for the purpose', [genesis, forge(add, withKey({ suite: logSuite.name }))], /not known/],
    ['when the suite is none', [genesis, forge(add, withKey({ suite: 'none' }))], /not known/],
    ['when a root is added as a key', [genesis, forge(add, withKey({ purpose: 'root' }))], /purpose/],
    ['when a key has the wrong length', [genesis, forge(add, withKey({ publicKey: 'AAAA' }))], /bytes/],
    ['when a key is in loose base 64', [genesis, forge(add, withKey({ publicKey: `${b64(spare)}=` }))], /base 64/],
    [
      'when a key has small order',
      [genesis, forge(add, withKey({ publicKey: toBase64(concatBytes(new Uint8Array(32), spare.publicKey.subarray(32))) }))],
      /small order/,
    ],
    [
      'when genesis brings no key for sealing',
      [forge(genesis, (m) => ({ ...m, keys: (m['keys'] as Members[]).filter((key) => key['purpose'] !== 'seal') }))],
      /no active key for seal/,
    ],
    ['when an address hides another', [genesis, forge(place, set({ url: 'https://xa.example/%2e%2e' }))], /hide/],
  ];
  for (const [what, history, problem] of rows) {
    test(what, () => {
      const state = foldKeyHistory(history, realSuites);
      assert.equal(state.ok, false);
      assert.match(state.ok ? '' : (state.issues[0]?.problem ?? ''), problem);
    });
  }

  const first = authority.keys.dispatch.keyId;
  const changes: readonly [what: string, history: readonly Uint8Array[], change: KeyChange, problem: RegExp][] = [
    ['when the last key for dispatches is retired', [genesis], { kind: 'retire-key', keyId: first }, /no active key for dispatch/],
    ['when the last key for dispatches is revoked', [genesis], { kind: 'revoke-key', keyId: first, suspectFrom: 0 }, /no active key/],
    ['when a key that was never added is retired', [genesis], { kind: 'retire-key', keyId: other.keys.dispatch.keyId }, /never added/],
    [
      'when a root is retired like a key',
      [genesis],
      { kind: 'retire-key', keyId: keyIdOf('root', hybridSuite.name, rootA.publicKey) },
      /never added/,
    ],
    [
      'when a key is retired twice',
      grow([genesis, add], { kind: 'retire-key', keyId: first }),
      { kind: 'retire-key', keyId: first },
      /already retired/,
    ],
    [
      'when a revoked key is retired',
      grow([genesis, add], { kind: 'revoke-key', keyId: first, suspectFrom: 0 }),
      { kind: 'retire-key', keyId: first },
      /already revoked/,
    ],
    [
      'when a revoked key comes back',
      grow([genesis, add], { kind: 'revoke-key', keyId: first, suspectFrom: 0 }),
      { kind: 'add-key', ...newDispatch, publicKey: authority.keys.dispatch.publicKey },
      /used before/,
    ],
    [
      'when an epoch lasts longer than thirty days',
      [genesis],
      { kind: 'seal-epoch', epochs: [{ ...newSeal, from: at, until: '2026-02-05T09:00:00.000Z' as Instant }] },
      /thirty days/,
    ],
    [
      'when an epoch ends before it begins',
      [genesis],
      { kind: 'seal-epoch', epochs: [{ ...newSeal, from: at, until: '2026-01-04T09:00:00.000Z' as Instant }] },
      /thirty days/,
    ],
    [
      'when there is a gap between two epochs',
      [genesis],
      {
        kind: 'seal-epoch',
        epochs: [
          { ...newSeal, from: at, until: '2026-01-06T09:00:00.000Z' as Instant },
          { ...newSeal, from: '2026-01-07T09:00:00.000Z' as Instant, until: '2026-01-08T09:00:00.000Z' as Instant },
        ],
      },
      /when the one before it ends/,
    ],
    ['when a plan of epochs is empty', [genesis], { kind: 'seal-epoch', epochs: [] }, /1 to 26/],
    [
      'when a return from a backup is counted twice',
      grow([genesis], { kind: 'restore-epoch', epoch: 1, logSize: 1, logRoot: '00'.repeat(32), seenSize: 1 }),
      { kind: 'restore-epoch', epoch: 1, logSize: 2, logRoot: '00'.repeat(32), seenSize: 2 },
      /announced before/,
    ],
    [
      'when a return claims a larger log than anybody saw',
      [genesis],
      { kind: 'restore-epoch', epoch: 1, logSize: 2, logRoot: '00'.repeat(32), seenSize: 1 },
      /smaller/,
    ],
    ['when something follows a close', grow([genesis], { kind: 'close' }), { kind: 'endpoint', url: 'https://xa.example' }, /closed/],
    [
      'when a key is one that a standard prints with its private half',
      [genesis],
      {
        kind: 'add-key',
        purpose: 'transport',
        suite: 'ed25519',
        publicKey: transportSuite.generate((count) => new Uint8Array(count)).publicKey,
      },
      /printed in a standard/,
    ],
    ['when the id of a key is none', [genesis], { kind: 'retire-key', keyId: 'key_' as KeyId }, /id of a key/],
  ];
  for (const [what, history, change, problem] of changes) {
    test(what, () => {
      const event = appendKeyEvent(history, change, by(rootA, rootB));
      assert.equal(event.ok, false);
      assert.match(event.ok ? '' : (event.issues[0]?.problem ?? ''), problem);
    });
  }

  test('when its own maker breaks a rule', () => {
    assert.throws(() =>
      makeGenesis(
        { roots: [rootA.publicKey], threshold: 1, nextRootsDigest: rootsDigest([spare.publicKey], 1), keys: [newSeal], createdAt: at },
        [rootA],
        realSuites,
      ),
    );
  });
});

describe('an address', () => {
  for (const url of [
    'https://xa.example',
    'https://xa.example:8443',
    'https://xa.example/comity',
    'https://xa.localhost:8801',
    'https://127.0.0.1:9',
    'https://192.0.2.7',
  ]) {
    test(`${url} may be announced`, () => assert.equal(endpointFault(url), null));
  }
  const refused = [
    'xa.example',
    'ftp://xa.example',
    'http://xa.example',
    'http://localhost.example',
    'http://127.0.0.1:7150',
    'http://xa.localhost:8801',
    'https://xa.example/',
    'https://XA.example',
    'https://xa.example:443',
    'https://user:secret@xa.example',
    'https://@xa.example',
    'https://xa.example?x',
    'https://xa.example#x',
    'https://xa.example/a/../b',
    'https://xa.example/%2e%2e/b',
    'https://%31%32%37.0.0.1',
    'https://0x7f.1',
    'https://2130706433',
    'https://xa.example//b',
    'https://xa.example\\b',
    ' https://xa.example',
    'https://xa.exa\tmple',
    'https://xä.example',
    'javascript:alert(1)',
    '',
    null,
    `https://${'a'.repeat(300)}.example`,
  ];
  for (const url of refused) test(`${JSON.stringify(url)?.slice(0, 60)} may not`, () => assert.notEqual(endpointFault(url), null));
});
