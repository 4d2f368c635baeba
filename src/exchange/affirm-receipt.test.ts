// SPDX-License-Identifier: Apache-2.0
/** A receipt outlives the key that signed it. Found by the simulation: seed 12 of its first day, a revocation right after a receipt. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issuesText } from '../kernel/index.ts';
import {
  appendKeyEvent,
  documentDigest,
  foldKeyHistory,
  type HeldKey,
  type KeyChange,
  keyIdOf,
  type KeyState,
  makeAuthority,
  readSigned,
} from '../seals/index.ts';
import { affirmReceipt, readReceipt, signReceipts } from './dispatch.ts';
import { seededRandom, standInSuites, start } from './federation.test.ts';

const { suite } = standInSuites;
const random = seededRandom('affirm');
const { authorityId, history, keys, roots } = makeAuthority({ ...standInSuites, random, createdAt: start });
const pair = suite.generate(random);
const nextKey: HeldKey = { ...pair, keyId: keyIdOf('dispatch', suite.name, pair.publicKey), purpose: 'dispatch', suite: suite.name };
const [receipt = new Uint8Array()] = signReceipts(
  [
    {
      v: 1,
      state: 'delivered',
      dispatch: `sha256:${'0'.repeat(64)}`,
      from: authorityId,
      to: authorityId,
      at: start,
      logIndex: 0,
      log: { size: 1, root: '0'.repeat(64) },
      openedAt: null,
      need: null,
      credit: 0,
      code: null,
      reason: null,
      isRetryable: false,
    },
  ],
  suite,
  keys.dispatch,
);

function after(...changes: readonly KeyChange[]): KeyState {
  const events = [...history];
  for (const change of changes) {
    const event = appendKeyEvent(events, change, { ...standInSuites, at: start, rootKeyPairs: roots.present });
    assert(event.ok, event.ok ? '' : issuesText(event.issues));
    events.push(event.value);
  }
  const state = foldKeyHistory(events, standInSuites);
  assert(state.ok);
  return state.value;
}

const added: KeyChange = { kind: 'add-key', purpose: 'dispatch', suite: suite.name, publicKey: pair.publicKey };

test('a receipt whose key was declared stolen since is signed anew, and is the same document', () => {
  const keyState = after(added, { kind: 'revoke-key', keyId: keys.dispatch.keyId, suspectFrom: 0 });
  assert(!readReceipt(receipt, keyState, suite).ok, 'as it was kept, nobody believes it any more');
  const affirmed = affirmReceipt(receipt, { keyState, dispatchKey: nextKey }, suite);
  assert(readReceipt(affirmed, keyState, suite).ok);
  const [before, now] = [readSigned(receipt), readSigned(affirmed)];
  assert(before.ok && now.ok);
  assert.equal(documentDigest(now.value), documentDigest(before.value));
});

test('a receipt whose key still counts, or was only retired, stays as it is, byte for byte', () => {
  const retired = after(added, { kind: 'retire-key', keyId: keys.dispatch.keyId });
  for (const keyState of [after(), after(added), retired]) {
    assert.deepEqual(affirmReceipt(receipt, { keyState, dispatchKey: nextKey }, suite), receipt);
    assert(readReceipt(receipt, keyState, suite).ok);
  }
});
