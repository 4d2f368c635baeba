// SPDX-License-Identifier: Apache-2.0
//
// What is queued in one turn is signed in one go, for one recipient; nobody waits for others, and a signature that fails is told to each.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { hybridSuite, keyIdOf, type SignedDocument, type Signer, verifySigned } from '../../seals/index.ts';
import { signingSoon } from './sign-soon.ts';

const keyPair = hybridSuite.generate((count) => new Uint8Array(randomBytes(count)));
const signer: Signer = { suite: hybridSuite, keyPair, keyId: keyIdOf('dispatch', hybridSuite.name, keyPair.publicKey) };
const aloneBytes = hybridSuite.sign(keyPair.privateKey, new Uint8Array()).length;
const dispatch = (to: string, text: string) => ({ to, payloadType: 'text/plain', payload: new TextEncoder().encode(text) });
const isJoint = ({ signatures: [only] }: SignedDocument): boolean => (only?.signature.length ?? 0) > aloneBytes;
const holds = (signed: SignedDocument): boolean => verifySigned(signed, { suite: hybridSuite, keys: () => keyPair.publicKey }).ok;

/** The end of a turn comes when the test says so. */
function turns() {
  const ends: (() => void)[] = [];
  return {
    sign: signingSoon((work) => void ends.push(work)),
    end: () => ends.splice(0).forEach((work) => work()),
    count: () => ends.length,
  };
}

test('what is queued in one turn shares a signature, and each holds alone', async () => {
  const { sign, end, count } = turns();
  const asked = ['one', 'two', 'three'].map((text) => sign(dispatch('xb', text), signer));
  assert.equal(count(), 1);
  end();
  const signed = await Promise.all(asked);
  assert.deepEqual(signed.map(isJoint), [true, true, true]);
  assert.deepEqual(signed.map(holds), [true, true, true]);
  assert.deepEqual(
    signed.map(({ payload }) => new TextDecoder().decode(payload)),
    ['one', 'two', 'three'],
  );
});

test('one alone is signed at the end of its turn, as any document, and the next turn is another', async () => {
  const { sign, end } = turns();
  for (const text of ['one', 'two']) {
    const asked = sign(dispatch('xb', text), signer);
    end();
    const signed = await asked;
    assert.deepEqual([isJoint(signed), holds(signed)], [false, true]);
  }
});

test('dispatches to different authorities share nothing', async () => {
  const { sign, end } = turns();
  const asked = ['xb', 'xc'].map((to) => sign(dispatch(to, 'the same'), signer));
  end();
  assert.deepEqual((await Promise.all(asked)).map(isJoint), [false, false]);
});

test('where signing fails, each is told, and others are signed', async () => {
  const { sign, end } = turns();
  const asked = [
    sign({ ...dispatch('xb', 'one'), payloadType: 'No Media Type' }, signer),
    sign(dispatch('xb', 'two'), signer),
    sign(dispatch('xc', 'three'), signer),
  ];
  const outcomes = Promise.allSettled(asked);
  end();
  assert.deepEqual(
    (await outcomes).map(({ status }) => status),
    ['rejected', 'rejected', 'fulfilled'],
  );
});
