// SPDX-License-Identifier: Apache-2.0
//
// A signature holds only if both halves do; neither half is a signature of its own kind; and an independent library agrees.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import { ml_dsa44, ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import fc from 'fast-check';
import { concatBytes, fromHex, utf8 } from '../encoding.ts';
import { ed25519KeyFault } from './ed25519-point.ts';
import { checkPublicKey } from './public-key-check.ts';
import { xwingSuite } from './seal-suite.ts';
import { hybridSuite, logSuite, type SignatureSuite } from './signature-suite.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const bytes = utf8('the exact bytes');

describe('both halves must hold', () => {
  const keyPair = hybridSuite.generate(random);
  const other = hybridSuite.generate(random);
  const signature = hybridSuite.sign(keyPair.privateKey, bytes);
  const foreign = hybridSuite.sign(other.privateKey, bytes);
  const verify = (signed: Uint8Array, candidate: Uint8Array, publicKey = keyPair.publicKey): boolean =>
    hybridSuite.verify(publicKey, signed, candidate);

  test('a signature holds for its bytes and key', () => assert.equal(verify(bytes, signature), true));
  const tampered: readonly [what: string, holds: boolean][] = [
    ['other bytes', verify(utf8('the exact bytez'), signature)],
    ['no bytes', verify(new Uint8Array(0), signature)],
    ['another key', verify(bytes, signature, other.publicKey)],
    ['the Ed25519 half of somebody else', verify(bytes, concatBytes(foreign.subarray(0, 64), signature.subarray(64)))],
    ['the ML-DSA half of somebody else', verify(bytes, concatBytes(signature.subarray(0, 64), foreign.subarray(64)))],
    [
      'the Ed25519 key of somebody else',
      verify(bytes, signature, concatBytes(other.publicKey.subarray(0, 32), keyPair.publicKey.subarray(32))),
    ],
    [
      'the ML-DSA key of somebody else',
      verify(bytes, signature, concatBytes(keyPair.publicKey.subarray(0, 32), other.publicKey.subarray(32))),
    ],
    ['the Ed25519 half alone', verify(bytes, signature.subarray(0, 64))],
    ['the ML-DSA half alone', verify(bytes, signature.subarray(64))],
    ['a byte too many', verify(bytes, concatBytes(signature, Uint8Array.of(0)))],
    ['a byte too few', verify(bytes, signature.subarray(0, -1))],
    ['an empty signature', verify(bytes, new Uint8Array(0))],
    ['an Ed25519 half of zeros', verify(bytes, concatBytes(new Uint8Array(64), signature.subarray(64)))],
    ['a public key that is too long', verify(bytes, signature, concatBytes(keyPair.publicKey, Uint8Array.of(0)))],
    ['a public key of zeros', verify(bytes, signature, new Uint8Array(keyPair.publicKey.length))],
  ];
  for (const [what, holds] of tampered) {
    test(`it does not hold with ${what}`, () => assert.equal(holds, false));
  }

  test('no single flipped bit is forgiven', () => {
    fc.assert(
      fc.property(fc.nat({ max: signature.length * 8 - 1 }), (bit) => {
        const flipped = signature.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        assert.equal(verify(bytes, flipped), false);
      }),
      { numRuns: 60 },
    );
  });

  test('a suite does not take the signature of its sister under the same Ed25519 key', () => {
    const seed = new Uint8Array(64).fill(7);
    const [first, second] = [hybridSuite, logSuite].map((suite) => suite.generate((count) => seed.subarray(0, count)));
    assert(first !== undefined && second !== undefined);
    assert.deepEqual(first.publicKey.subarray(0, 32), second.publicKey.subarray(0, 32));
    const taken = concatBytes(
      hybridSuite.sign(first.privateKey, bytes).subarray(0, 64),
      logSuite.sign(second.privateKey, bytes).subarray(64),
    );
    assert.equal(logSuite.verify(second.publicKey, bytes, taken), false);
  });

  test('keys follow from the randomness that is passed in', () => {
    const generate = (): Uint8Array => hybridSuite.generate((count) => new Uint8Array(count).fill(3)).publicKey;
    assert.deepEqual(generate(), generate());
  });
});

describe('an independent library agrees', () => {
  const rows: readonly [suite: SignatureSuite, mlDsa: typeof ml_dsa65][] = [
    [hybridSuite, ml_dsa65],
    [logSuite, ml_dsa44],
  ];
  for (const [suite, mlDsa] of rows) {
    const label = utf8(`comity-signature-v1 ${suite.name}`);
    const keyPair = suite.generate(random);
    const [edPublic, mlDsaPublic] = [keyPair.publicKey.subarray(0, 32), keyPair.publicKey.subarray(32)];
    const [edSeed, mlDsaSeed] = [keyPair.privateKey.subarray(0, 32), keyPair.privateKey.subarray(32)];
    const labelled = concatBytes(label, Uint8Array.of(0), bytes);

    test(`${suite.name}: public keys follow from the seeds alike`, () => {
      assert.deepEqual(ed25519.getPublicKey(edSeed), edPublic);
      assert.deepEqual(mlDsa.keygen(mlDsaSeed).publicKey, mlDsaPublic);
    });
    test(`${suite.name}: what is signed here holds there`, () => {
      const signature = suite.sign(keyPair.privateKey, bytes);
      assert.equal(ed25519.verify(signature.subarray(0, 64), labelled, edPublic), true);
      assert.equal(mlDsa.verify(signature.subarray(64), bytes, mlDsaPublic, { context: label }), true);
    });
    test(`${suite.name}: what is signed there holds here`, () => {
      const edSignature = ed25519.sign(labelled, edSeed);
      const mlDsaSignature = mlDsa.sign(bytes, mlDsa.keygen(mlDsaSeed).secretKey, { context: label });
      assert.equal(suite.verify(keyPair.publicKey, bytes, concatBytes(edSignature, mlDsaSignature)), true);
    });
    test(`${suite.name}: neither half is a signature of its own kind over the bytes`, () => {
      const signature = suite.sign(keyPair.privateKey, bytes);
      assert.equal(ed25519.verify(signature.subarray(0, 64), bytes, edPublic), false);
      assert.equal(mlDsa.verify(signature.subarray(64), bytes, mlDsaPublic), false);
    });
  }
});

/** The eight points of small order in every spelling that fits 32 bytes, and what else the rules name. */
const badEd25519: readonly [hex: string, why: string][] = [
  ['0100000000000000000000000000000000000000000000000000000000000000', 'the neutral point'],
  ['ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'a point of order 2'],
  ['0000000000000000000000000000000000000000000000000000000000000000', 'a point of order 4'],
  ['0000000000000000000000000000000000000000000000000000000000000080', 'the other point of order 4'],
  ['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'a point of order 8'],
  ['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85', 'a point of order 8 with negative x'],
  ['c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'a point of order 8 with negative y'],
  ['c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa', 'a point of order 8 with both negative'],
  ['0100000000000000000000000000000000000000000000000000000000000080', 'the neutral point with a sign'],
  ['ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 'the point of order 2 with a sign'],
  ['eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'the neutral point, y not reduced'],
  ['eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 'the neutral point, y not reduced, with a sign'],
  ['edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'a point of order 4, y not reduced'],
  ['edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 'a point of order 4, y not reduced, with a sign'],
  ['f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'y of 3 not reduced'],
  ['0200000000000000000000000000000000000000000000000000000000000000', 'no point of the curve'],
];

describe('keys that may not be enrolled', () => {
  for (const [hex, why] of badEd25519) {
    test(`an Ed25519 half that is ${why}`, () => {
      const half = fromHex(hex);
      assert(half !== null);
      assert.notEqual(ed25519KeyFault(half), null);
      const result = checkPublicKey(hybridSuite, concatBytes(half, hybridSuite.generate(random).publicKey.subarray(32)));
      assert.equal(result.ok, false);
    });
  }

  test('a good key mixed with a point of small order', () => {
    const torsion = ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
    const good = ed25519.Point.fromBytes(ed25519.getPublicKey(random(32)));
    assert.equal(ed25519KeyFault(good.toBytes()), null);
    assert.match(ed25519KeyFault(good.add(torsion).toBytes()) ?? '', /small order/);
  });

  test('an independent library judges every 32 bytes alike', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (encoded) => {
        let isGood: boolean;
        try {
          const point = ed25519.Point.fromBytes(encoded, false);
          isGood = point.isTorsionFree() && !point.is0();
        } catch {
          isGood = false;
        }
        assert.equal(ed25519KeyFault(encoded) === null, isGood);
      }),
      { numRuns: 60 },
    );
  });

  test('a key of another length', () => {
    const { publicKey } = hybridSuite.generate(random);
    for (const wrong of [publicKey.subarray(1), concatBytes(publicKey, Uint8Array.of(0)), new Uint8Array(0)]) {
      assert.equal(checkPublicKey(hybridSuite, wrong).ok, false);
    }
    assert.equal(checkPublicKey(logSuite, publicKey).ok, false);
    assert.equal(checkPublicKey(hybridSuite, publicKey).ok, true);
  });

  test('an X-Wing key with a number that is not reduced, or an X25519 half under which every secret is zero', () => {
    const { publicKey } = xwingSuite.generate(random);
    assert.equal(checkPublicKey(xwingSuite, publicKey).ok, true);
    const notReduced = publicKey.slice();
    notReduced.set([0x01, 0x0d], 0);
    notReduced[1] = 0xfd;
    assert.equal(checkPublicKey(xwingSuite, notReduced).ok, false);
    const zeros = ['00', '01'].map((first) => concatBytes(publicKey.subarray(0, 1184), fromHex(`${first}${'00'.repeat(31)}`) ?? zeroKey));
    for (const key of [...zeros, publicKey.subarray(1)]) assert.equal(checkPublicKey(xwingSuite, key).ok, false);
  });
});

const zeroKey = new Uint8Array(32);
