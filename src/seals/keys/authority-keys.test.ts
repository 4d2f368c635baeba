// SPDX-License-Identifier: Apache-2.0
//
// The private side: made once, written and read strictly, and believed only after it was tried.
import assert from 'node:assert/strict';
import { createPublicKey, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { addMs, type Instant } from '../../kernel/index.ts';
import { utf8 } from '../encoding.ts';
import { realSuites } from '../suites/suites.ts';
import {
  type AuthorityKeys,
  checkAuthorityKeys,
  heldKey,
  makeAuthority,
  makeHeldKey,
  settledKeys,
  withoutDeadSeals,
} from './authority-keys.ts';
import { readAuthorityKeys, readRootFile, rootFiles, writeAuthorityKeys } from './authority-keys-file.ts';
import { fingerprintDigits } from './fingerprint.ts';
import { foldKeyHistory } from './key-history.ts';
import type { KeyChange } from './key-change.ts';
import { isAuthorityId, isKeyId } from './key-id.ts';
import { type KeyState, sealKeyAt } from './key-state.ts';
import { appendKeyEvent } from './make-key-event.ts';
import { transportSpki, transportSuite } from '../suites/signature-suite.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const at = '2026-01-05T09:00:00.000Z' as Instant;
const made = makeAuthority({ ...realSuites, random, createdAt: at, endpoint: 'https://xa.localhost:8801' });
const other = makeAuthority({ ...realSuites, random, createdAt: at });
const stateOf = (history: readonly Uint8Array[]): KeyState => {
  const state = foldKeyHistory(history, realSuites);
  assert(state.ok);
  return state.value;
};
const [state, otherState] = [stateOf(made.history), stateOf(other.history)];

describe('a new authority', () => {
  test('has its identity, its address and keys that fit its history', async () => {
    assert.equal(isAuthorityId(made.authorityId), true);
    assert.equal(state.endpoint, 'https://xa.localhost:8801');
    assert.deepEqual(await checkAuthorityKeys(made.keys, state, { ...realSuites, random }), { ok: true, value: made.keys });
  });
  test('is another one each time, in every key', () => {
    const publicKeys = [made, other].flatMap(({ keys, roots }) => [keys.dispatch, keys.seal, keys.log, ...roots.present, ...roots.next]);
    assert.equal(new Set(publicKeys.map((key) => key.publicKey.join())).size, publicKeys.length);
    assert.notEqual(made.authorityId, other.authorityId);
  });
  test('is the same from the same randomness', () => {
    const again = (): string => makeAuthority({ ...realSuites, random: counting(), createdAt: at }).authorityId;
    assert.equal(again(), again());
  });
  test('cannot announce an address that would be refused', () => {
    assert.throws(() => makeAuthority({ ...realSuites, random, createdAt: at, endpoint: 'http://xa.example' }), /HTTPS/);
  });
});

/** Bytes that differ from call to call and not from run to run. */
function counting(): (count: number) => Uint8Array {
  let calls = 0;
  return (count) => {
    calls += 1;
    return new Uint8Array(count).fill(calls);
  };
}

const three = makeAuthority({ ...realSuites, random, createdAt: at, rootCount: 3, threshold: 2 });
const rootTexts = rootFiles({ ...three.roots, pairs: three.roots.present }).map((bytes) => new TextDecoder().decode(bytes));

describe('the files of private keys', () => {
  test('are read back as they were', () => {
    assert.deepEqual(readAuthorityKeys(writeAuthorityKeys(made.keys)), { ok: true, value: made.keys });
    const withFormer = { ...made.keys, former: [other.keys.seal] };
    assert.deepEqual(readAuthorityKeys(writeAuthorityKeys(withFormer)), { ok: true, value: withFormer });
    const withoutTransport = { ...made.keys, transport: null, waiting: [other.keys.log] };
    assert.deepEqual(readAuthorityKeys(writeAuthorityKeys(withoutTransport)), { ok: true, value: withoutTransport });
  });
  test('of roots are one for each holder, and each names its whole set', () => {
    assert.equal(rootTexts.length, 3);
    for (const [index, text] of rootTexts.entries()) {
      const read = readRootFile(utf8(text));
      assert(read.ok);
      assert.deepEqual(read.value.key, three.roots.present[index]);
      assert.deepEqual([read.value.set.length, read.value.threshold], [3, 2]);
      for (const pair of three.roots.present)
        assert.equal(text.includes(Buffer.from(pair.privateKey).toString('base64')), pair === three.roots.present[index]);
    }
  });
  test('hold the working keys or the roots, never both', () => {
    const text = new TextDecoder().decode(writeAuthorityKeys(made.keys));
    for (const pair of [...made.roots.present, ...made.roots.next])
      assert.equal(text.includes(Buffer.from(pair.privateKey).toString('base64')), false);
  });

  const written = new TextDecoder().decode(writeAuthorityKeys(made.keys));
  const refused: readonly [what: string, text: string][] = [
    ['nothing', ''],
    ['a file of roots', rootTexts[0] ?? ''],
    ['another format', written.replace('-v2', '-v3')],
    ['an identity that is none', written.replace(made.authorityId, 'ca1')],
    ['an id that is not the key’s', written.replace(made.keys.dispatch.keyId, other.keys.dispatch.keyId)],
    ['a purpose that is not the key’s', written.replace('"purpose": "dispatch"', '"purpose": "log"')],
    ['a member too many', written.replace('"former"', '"more": 1,\n  "former"')],
    ['a private key in loose base 64', written.replace(/("privateKey": "[^"]*)"/, '$1="')],
    ['former keys that are no list', written.replace('"former": []', '"former": null')],
  ];
  for (const [what, text] of refused) {
    test(`are refused with ${what}, and the refusal tells no key`, () => {
      assert.notEqual(text, written);
      const result = readAuthorityKeys(utf8(text));
      assert.equal(result.ok, false);
      assert.equal(JSON.stringify(result).includes(Buffer.from(made.keys.dispatch.privateKey).toString('base64')), false);
    });
  }
  test('of roots are refused when the set is smaller than its threshold, or does not hold the key', () => {
    const [text = ''] = rootTexts;
    assert.equal(readRootFile(utf8(text.replace('"threshold": 2', '"threshold": 4'))).ok, false);
    assert.equal(readRootFile(utf8(text.replace('"threshold": 2', '"threshold": 0'))).ok, false);
    const [stranger = ''] = rootFiles({ ...made.roots, pairs: made.roots.present }).map((bytes) => new TextDecoder().decode(bytes));
    const publicKey = /"publicKey": "[^"]*"/;
    assert.equal(readRootFile(utf8(text.replace(publicKey, publicKey.exec(stranger)?.[0] ?? ''))).ok, false);
  });
});

describe('keys follow from a history that has grown', () => {
  const next = makeHeldKey('dispatch', { ...realSuites, random });
  const [sealOne, sealTwo] = [makeHeldKey('seal', { ...realSuites, random }), makeHeldKey('seal', { ...realSuites, random })];
  const by = { ...realSuites, at, rootKeyPairs: made.roots.present };
  const grow = (history: readonly Uint8Array[], change: KeyChange): readonly Uint8Array[] => {
    const event = appendKeyEvent(history, change, by);
    assert(event.ok, JSON.stringify(event));
    return [...history, event.value];
  };
  const days = (count: number): Instant => addMs(at, count * 86_400_000);
  const waiting = { ...made.keys, waiting: [next, sealOne, sealTwo] };

  test('a key that waits is in use when the history has added it, and the older one is former when it is retired', () => {
    const added = grow(made.history, { kind: 'add-key', ...next, purpose: 'dispatch' });
    const during = settledKeys(waiting, stateOf(added), at);
    assert.equal(during.dispatch.keyId, next.keyId);
    assert.deepEqual(
      during.waiting.map((key) => key.keyId),
      [made.keys.dispatch.keyId, sealOne.keyId, sealTwo.keyId],
    );
    const after = settledKeys(during, stateOf(grow(added, { kind: 'retire-key', keyId: made.keys.dispatch.keyId })), at);
    assert.deepEqual(
      after.former.map((key) => key.keyId),
      [made.keys.dispatch.keyId],
    );
  });

  const epochs = [
    { ...sealOne, from: days(0), until: days(7) },
    { ...sealTwo, from: days(7), until: days(14) },
  ];
  const planned = stateOf(grow(made.history, { kind: 'seal-epoch', epochs }));
  test('each key for sealing is in use in its time, before and after which the nearest is', () => {
    const inUse = (now: Instant): string => settledKeys(waiting, planned, now).seal.keyId;
    assert.deepEqual(
      [days(-1), days(6), days(7), days(20)].map(inUse),
      [sealOne, sealOne, sealTwo, sealTwo].map((key) => key.keyId),
    );
    assert.deepEqual(
      [days(-1), days(6), days(7), days(20)].map((now) => sealKeyAt(planned, now).keyId),
      [days(-1), days(6), days(7), days(20)].map(inUse),
    );
  });

  test('a former key for sealing is dropped when nothing sealed for it can be on its way, and no other key is', () => {
    const keys = settledKeys(waiting, planned, days(10));
    const former = [made.keys.seal.keyId, sealOne.keyId];
    assert.deepEqual(
      keys.former.map((key) => key.keyId),
      former,
    );
    const endedAt = (keyId: string): Instant | null => (keyId === sealOne.keyId ? days(7) : days(0));
    const left = (now: Instant): string[] =>
      withoutDeadSeals(keys, { endedAt, windowMs: 30 * 86_400_000, now }).former.map((key) => key.keyId);
    assert.deepEqual(left(days(37)), former);
    assert.deepEqual(left(days(38)), [sealOne.keyId]);
    assert.deepEqual(left(days(45)), []);
    const retiredDispatch = { ...keys, former: [made.keys.dispatch] };
    assert.equal(withoutDeadSeals(retiredDispatch, { endedAt, windowMs: 0, now: days(999) }).former.length, 1);
  });

  test('a transport key signs and verifies, and stands in a certificate as RFC 8410 says', () => {
    const key = made.keys.transport;
    assert(key !== null);
    const signature = transportSuite.sign(key.privateKey, utf8('x'));
    assert.equal(transportSuite.verify(key.publicKey, utf8('x'), signature), true);
    assert.equal(transportSuite.verify(key.publicKey, utf8('y'), signature), false);
    const parsed = createPublicKey({ key: Buffer.from(transportSpki(key.publicKey)), format: 'der', type: 'spki' });
    assert.deepEqual(new Uint8Array(parsed.export({ format: 'raw-public' })), key.publicKey);
  });
});

describe('keys and history that do not belong together are found', () => {
  const wrong: readonly [what: string, keys: AuthorityKeys][] = [
    ['the keys of another authority', other.keys],
    ['a dispatch key of another authority', { ...made.keys, dispatch: other.keys.dispatch }],
    [
      'a private dispatch key that is not the public one’s',
      { ...made.keys, dispatch: { ...made.keys.dispatch, privateKey: other.keys.dispatch.privateKey } },
    ],
    [
      'a private seal key that is not the public one’s',
      { ...made.keys, seal: { ...made.keys.seal, privateKey: other.keys.seal.privateKey } },
    ],
    ['a private log key that is not the public one’s', { ...made.keys, log: { ...made.keys.log, privateKey: other.keys.log.privateKey } }],
    ['a former key the history does not know', { ...made.keys, former: [other.keys.seal] }],
  ];
  for (const [what, keys] of wrong) {
    test(what, async () => assert.equal((await checkAuthorityKeys(keys, state, { ...realSuites, random })).ok, false));
  }
  test('a held key is found by its id', () => {
    assert.equal(heldKey(made.keys, made.keys.seal.keyId), made.keys.seal);
    assert.equal(heldKey(made.keys, other.keys.seal.keyId), null);
    assert.equal(isKeyId(made.keys.seal.keyId), true);
  });
});

describe('the sixty digits', () => {
  const digits = fingerprintDigits(state, otherState);
  test('are twelve groups of five', () => assert.match(digits, /^(?:\d{5} ){11}\d{5}$/));
  test('are the same on both sides', () => assert.equal(fingerprintDigits(otherState, state), digits));
  const changed: readonly [what: string, left: KeyState][] = [
    ['another identity', { ...state, authorityId: otherState.authorityId }],
    ['another root', { ...state, roots: otherState.roots }],
    ['a root more', { ...state, roots: [...state.roots, ...otherState.roots] }],
    ['another threshold', { ...state, threshold: 2 }],
  ];
  for (const [what, left] of changed) test(`are others with ${what}`, () => assert.notEqual(fingerprintDigits(left, otherState), digits));
});
