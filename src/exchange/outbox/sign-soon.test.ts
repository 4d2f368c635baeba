// SPDX-License-Identifier: Apache-2.0
//
// What is queued side by side is signed in one go, for one recipient; who cannot be helped by waiting does not wait, and a signature that
// fails is told to each.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { hybridSuite, keyIdOf, type SignedDocument, type Signer, verifySigned } from '../../seals/index.ts';
import { patienceMs, signingSoon } from './sign-soon.ts';

const keyPair = hybridSuite.generate((count) => new Uint8Array(randomBytes(count)));
const signer: Signer = { suite: hybridSuite, keyPair, keyId: keyIdOf('dispatch', hybridSuite.name, keyPair.publicKey) };
const aloneBytes = hybridSuite.sign(keyPair.privateKey, new Uint8Array()).length;
const dispatch = (to: string, text: string) => ({
  to,
  isUrgent: false,
  payloadType: 'text/plain',
  payload: new TextEncoder().encode(text),
});
const urgent = (to: string, text: string) => ({ ...dispatch(to, text), isUrgent: true });
const isJoint = ({ signatures: [only] }: SignedDocument): boolean => (only?.signature.length ?? 0) > aloneBytes;
const holds = (signed: SignedDocument): boolean => verifySigned(signed, { suite: hybridSuite, keys: () => keyPair.publicKey }).ok;

/** The end of a turn, of a transaction and of patience come when the test says so. */
function moments() {
  const turns: (() => void)[] = [];
  const patience = new Map<object, { readonly ms: number; readonly work: () => void }>();
  const ends = new Map<object, () => void>();
  const sign = signingSoon<object>({
    atEndOfTurn: (work) => void turns.push(work),
    whenEnded: (tx, work) => void ends.set(tx, work),
    after(ms, work) {
      const name = {};
      patience.set(name, { ms, work });
      return () => void patience.delete(name);
    },
  });
  return {
    sign: (document: ReturnType<typeof dispatch>, tx: object = {}) => sign(tx, document, signer),
    endTurn: () => turns.splice(0).forEach((work) => work()),
    turns: () => turns.length,
    endTransaction: (tx: object) => ends.get(tx)?.(),
    runOutOfPatience: () => [...patience.values()].forEach(({ work }) => work()),
    patience: () => [...patience.values()].map(({ ms }) => ms),
  };
}

test('what is queued in one turn shares a signature, and each holds alone', async () => {
  const { sign, endTurn, turns } = moments();
  const asked = ['one', 'two', 'three'].map((text) => sign(dispatch('xb', text)));
  assert.equal(turns(), 1);
  endTurn();
  const signed = await Promise.all(asked);
  assert.deepEqual(signed.map(isJoint), [true, true, true]);
  assert.deepEqual(signed.map(holds), [true, true, true]);
  assert.deepEqual(
    signed.map(({ payload }) => new TextDecoder().decode(payload)),
    ['one', 'two', 'three'],
  );
});

test('who comes while a transaction is under way waits for its end, and is signed with whoever came until then', async () => {
  const { sign, endTurn, turns, endTransaction, patience } = moments();
  const first = { name: 'first' };
  const alone = sign(dispatch('xb', 'one'), first);
  endTurn();
  assert.equal(isJoint(await alone), false);
  const asked = [sign(dispatch('xb', 'two')), sign(dispatch('xb', 'three'))];
  assert.deepEqual([turns(), patience()], [0, [patienceMs]]);
  endTransaction(first);
  endTurn();
  assert.deepEqual((await Promise.all(asked)).map(isJoint), [true, true]);
  assert.deepEqual(patience(), [], 'nobody is waited for any more');
});

test('the last of those that were signed together ends the waiting', async () => {
  const { sign, endTurn, turns, endTransaction } = moments();
  const [first, second] = [{ name: 'first' }, { name: 'second' }];
  void sign(dispatch('xb', 'one'), first);
  void sign(dispatch('xb', 'two'), second);
  endTurn();
  const asked = sign(dispatch('xb', 'three'));
  endTransaction(first);
  assert.equal(turns(), 0);
  endTransaction(second);
  endTurn();
  assert.equal(holds(await asked), true);
});

for (const [who, document, isInFirst] of [
  ['an urgent dispatch', urgent('xb', 'two'), false],
  ['another one of the same transaction', dispatch('xb', 'two'), true],
  ['a dispatch to somebody else', dispatch('xc', 'two'), false],
] as const)
  test(`while a transaction is under way, ${who} is signed at the end of its turn`, async () => {
    const { sign, endTurn } = moments();
    const first = { name: 'first' };
    void sign(dispatch('xb', 'one'), first);
    endTurn();
    const asked = sign(document, isInFirst ? first : {});
    endTurn();
    assert.equal(holds(await asked), true);
  });

test('nobody waits longer than patience lasts, whatever holds up the transaction under way', async () => {
  const { sign, endTurn, runOutOfPatience } = moments();
  void sign(dispatch('xb', 'one'));
  endTurn();
  const asked = sign(dispatch('xb', 'two'));
  runOutOfPatience();
  endTurn();
  assert.equal(holds(await asked), true);
});

test('one alone is signed as any document, and dispatches to different authorities share nothing', async () => {
  const { sign, endTurn } = moments();
  const asked = ['xb', 'xc'].map((to) => sign(dispatch(to, 'the same')));
  endTurn();
  const signed = await Promise.all(asked);
  assert.deepEqual(
    [signed.map(isJoint), signed.map(holds)],
    [
      [false, false],
      [true, true],
    ],
  );
});

test('where signing fails, each is told, and others are signed', async () => {
  const { sign, endTurn } = moments();
  const asked = [
    sign({ ...dispatch('xb', 'one'), payloadType: 'No Media Type' }),
    sign(dispatch('xb', 'two')),
    sign(dispatch('xc', 'three')),
  ];
  const outcomes = Promise.allSettled(asked);
  endTurn();
  assert.deepEqual(
    (await outcomes).map(({ status }) => status),
    ['rejected', 'rejected', 'fulfilled'],
  );
});
