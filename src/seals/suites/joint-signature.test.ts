// SPDX-License-Identifier: Apache-2.0
//
// Each document of a joint signature is proof alone, for itself and for nothing else.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { concatBytes, utf8 } from '../encoding.ts';
import { leafHash, rootOf } from '../trees/merkle.ts';
import { jointMax, withJointSignatures } from './joint-signature.ts';
import { hybridSuite, type SignatureSuite } from './signature-suite.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const ownBytes = 64 + 3309;
const keyPair = hybridSuite.generate(random);
const documents = Array.from({ length: 5 }, (_, index) => utf8(`receipt ${index}`));
const [first, second] = documents as [Uint8Array, Uint8Array];
const signTogether = (all: readonly Uint8Array[], by: SignatureSuite = hybridSuite): readonly Uint8Array[] => {
  assert(by.signTogether !== undefined);
  return by.signTogether(keyPair.privateKey, all);
};
const joint = signTogether(documents);
const ofFirst = joint[0] ?? new Uint8Array();
const verify = (bytes: Uint8Array, signature: Uint8Array, publicKey = keyPair.publicKey): boolean =>
  hybridSuite.verify(publicKey, bytes, signature);

describe('a joint signature', () => {
  test('holds for each of its documents alone, whatever their number', () => {
    for (const count of [1, 2, 3, 4, 5, 8, 31, 32, 33, jointMax]) {
      const all = Array.from({ length: count }, (_, index) => utf8(`${count}: ${index}`));
      const signatures = signTogether(all);
      assert.deepEqual(
        all.map((bytes, index) => verify(bytes, signatures[index] ?? new Uint8Array())),
        all.map(() => true),
      );
    }
  });

  test('of one document is a signature as any other, and of none there is none', () => {
    assert.deepEqual(signTogether([]), []);
    assert.equal(signTogether([first])[0]?.length, ownBytes);
    assert.throws(() => signTogether(Array.from({ length: jointMax + 1 }, () => first)), /signed together/);
  });

  const foreign = hybridSuite.generate(random);
  const changed = (at: number, to: number): Uint8Array => ofFirst.map((byte, index) => (index === ownBytes + at ? to : byte));
  const wrong: readonly [what: string, holds: () => boolean][] = [
    ['another document of the same joint signature', () => verify(second, ofFirst)],
    ['the place of another', () => verify(first, changed(0, 1))],
    ['a place that is not there', () => verify(first, changed(0, 5))],
    ['one document more, although the way has the same length', () => verify(first, changed(1, 6))],
    ['a count of none', () => verify(first, changed(1, 0))],
    ['another key', () => verify(first, ofFirst, foreign.publicKey)],
    ['a way that is cut', () => verify(first, ofFirst.subarray(0, -32))],
    ['a way that is longer', () => verify(first, concatBytes(ofFirst, new Uint8Array(32)))],
    ['a byte too many', () => verify(first, concatBytes(ofFirst, Uint8Array.of(0)))],
    ['no way at all', () => verify(first, ofFirst.subarray(0, ownBytes))],
    ['place and count and no way', () => verify(first, ofFirst.subarray(0, ownBytes + 2))],
    ['a place without its count', () => verify(first, ofFirst.subarray(0, ownBytes + 1))],
    ['a signature of the root and not of its statement', () => verify(first, rootSigned())],
    [
      'a signature of the document with a way to nothing',
      () => verify(first, concatBytes(hybridSuite.sign(keyPair.privateKey, first), Uint8Array.of(0, 1))),
    ],
  ];
  for (const [what, holds] of wrong) test(`does not hold with ${what}`, () => assert.equal(holds(), false));

  function rootSigned(): Uint8Array {
    const root = rootOf(documents.map((bytes) => leafHash(bytes)));
    return concatBytes(hybridSuite.sign(keyPair.privateKey, root), ofFirst.subarray(ownBytes));
  }

  test('no flipped byte is forgiven, also where the root was checked before', () => {
    assert.equal(verify(first, ofFirst), true);
    const places = [0, 63, 64, 1000, ownBytes - 1, ...Array.from({ length: ofFirst.length - ownBytes }, (_, at) => ownBytes + at)];
    for (const at of places) {
      const flipped = ofFirst.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      assert.equal(verify(first, flipped), false, `byte ${at}`);
    }
  });

  test('is checked once for all its documents, and anew where it did not hold', () => {
    let checked = 0;
    const counting = withJointSignatures(
      {
        ...hybridSuite,
        verify(...question) {
          checked += 1;
          return hybridSuite.verify(...question);
        },
      },
      ownBytes,
    );
    const signatures = signTogether(documents, counting);
    for (const [index, bytes] of documents.entries()) assert(counting.verify(keyPair.publicKey, bytes, signatures[index] ?? ofFirst));
    assert.equal(checked, 1);
    for (const bytes of [second, second]) assert(!counting.verify(keyPair.publicKey, bytes, signatures[0] ?? ofFirst));
    assert.equal(checked, 3);
  });
});
