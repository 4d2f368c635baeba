// SPDX-License-Identifier: Apache-2.0
//
// The private side: made once, written and read strictly, and believed only after it was tried.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { utf8 } from '../encoding.ts';
import { realSuites } from '../suites/suites.ts';
import { type AuthorityKeys, checkAuthorityKeys, heldKey, makeAuthority } from './authority-keys.ts';
import { readAuthorityKeys, readRootKeys, writeAuthorityKeys, writeRootKeys } from './authority-keys-file.ts';
import { fingerprintDigits } from './fingerprint.ts';
import { foldKeyHistory } from './key-history.ts';
import { isAuthorityId, isKeyId } from './key-id.ts';
import type { KeyState } from './key-state.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const at = '2026-01-05T09:00:00.000Z' as Instant;
const made = makeAuthority({ ...realSuites, random, createdAt: at, endpoint: 'http://xa.localhost:8801' });
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
    assert.equal(state.endpoint, 'http://xa.localhost:8801');
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

describe('the files of private keys', () => {
  test('are read back as they were', () => {
    assert.deepEqual(readAuthorityKeys(writeAuthorityKeys(made.keys)), { ok: true, value: made.keys });
    const withFormer = { ...made.keys, former: [other.keys.seal] };
    assert.deepEqual(readAuthorityKeys(writeAuthorityKeys(withFormer)), { ok: true, value: withFormer });
    assert.deepEqual(readRootKeys(writeRootKeys(made.roots)), { ok: true, value: made.roots });
  });
  test('hold the working keys or the roots, never both', () => {
    const text = new TextDecoder().decode(writeAuthorityKeys(made.keys));
    for (const pair of [...made.roots.present, ...made.roots.next])
      assert.equal(text.includes(Buffer.from(pair.privateKey).toString('base64')), false);
  });

  const written = new TextDecoder().decode(writeAuthorityKeys(made.keys));
  const refused: readonly [what: string, text: string][] = [
    ['nothing', ''],
    ['a file of roots', new TextDecoder().decode(writeRootKeys(made.roots))],
    ['another format', written.replace('-v1', '-v2')],
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
  test('of roots are refused when a set is smaller than its threshold', () => {
    const text = new TextDecoder().decode(writeRootKeys(made.roots));
    assert.equal(readRootKeys(utf8(text.replace('"threshold": 1', '"threshold": 2'))).ok, false);
    assert.equal(readRootKeys(utf8(text.replace('"nextThreshold": 1', '"nextThreshold": 0'))).ok, false);
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
