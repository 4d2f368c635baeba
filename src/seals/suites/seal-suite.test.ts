// SPDX-License-Identifier: Apache-2.0
//
// What is sealed opens for one key, one info and one header, unchanged or not at all; and an independent library agrees.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { ml_kem768_x25519 as XWing } from '@noble/post-quantum/hybrid.js';
import fc from 'fast-check';
import * as hpke from 'hpke';
import { concatBytes, utf8 } from '../encoding.ts';
import { padToBucket, unpad } from './padding.ts';
import { xwingSuite } from './seal-suite.ts';
import { xwingDecapsulate, xwingEncapsulate, xwingPublicKeyOf } from './xwing.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const keyPair = xwingSuite.generate(random);
const letter = { info: utf8('from one to the other'), aad: utf8('outer header'), plaintext: utf8('what only one may read') };
const flip = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

describe('a sealed letter', () => {
  const sealed = xwingSuite.seal({ ...letter, publicKey: keyPair.publicKey, random });
  const open = async (change: Partial<Parameters<typeof xwingSuite.open>[0]>): Promise<Uint8Array | null> =>
    xwingSuite.open({ privateKey: keyPair.privateKey, info: letter.info, aad: letter.aad, ...(await sealed), ...change });

  test('opens for its recipient', async () => assert.deepEqual(await open({}), letter.plaintext));

  const changes: readonly [
    what: string,
    change: (enc: Uint8Array, ciphertext: Uint8Array) => Partial<Parameters<typeof xwingSuite.open>[0]>,
  ][] = [
    ['another key', () => ({ privateKey: xwingSuite.generate(random).privateKey })],
    ['another info', () => ({ info: utf8('from one to another') })],
    ['no info', () => ({ info: new Uint8Array(0) })],
    ['another header', () => ({ aad: utf8('outer headeR') })],
    ['a flipped bit in the ML-KEM part', (enc) => ({ enc: flip(enc, 0) })],
    ['a flipped bit in the X25519 part', (enc) => ({ enc: flip(enc, 1100) })],
    ['an X25519 part of zeros', (enc) => ({ enc: concatBytes(enc.subarray(0, 1088), new Uint8Array(32)) })],
    ['a shortened key part', (enc) => ({ enc: enc.subarray(1) })],
    ['a key part that is too long', (enc) => ({ enc: concatBytes(enc, Uint8Array.of(0)) })],
    ['a flipped bit in the content', (_enc, ciphertext) => ({ ciphertext: flip(ciphertext, 0) })],
    ['a flipped bit in the tag', (_enc, ciphertext) => ({ ciphertext: flip(ciphertext, ciphertext.length - 1) })],
    ['a shortened tag', (_enc, ciphertext) => ({ ciphertext: ciphertext.subarray(0, -1) })],
    ['nothing but a piece of a tag', () => ({ ciphertext: new Uint8Array(7) })],
  ];
  for (const [what, change] of changes) {
    test(`does not open with ${what}`, async () => {
      const { enc, ciphertext } = await sealed;
      assert.equal(await open(change(enc, ciphertext)), null);
    });
  }

  test('never looks the same twice', async () => {
    const again = await xwingSuite.seal({ ...letter, publicKey: keyPair.publicKey, random });
    assert.notDeepEqual(again.enc, (await sealed).enc);
  });

  test('cannot be sealed for bytes that are no key', async () => {
    await assert.rejects(xwingSuite.seal({ ...letter, publicKey: new Uint8Array(1216).fill(255), random }));
    await assert.rejects(xwingSuite.seal({ ...letter, publicKey: new Uint8Array(3), random }));
  });

  test('is what HPKE in another library makes and opens', async () => {
    const suite = new hpke.CipherSuite(hpke.KEM_MLKEM768_X25519, hpke.KDF_HKDF_SHA256, hpke.AEAD_AES_256_GCM);
    const { info, aad } = letter;
    const { enc, ciphertext } = await sealed;
    const privateKey = await suite.DeserializePrivateKey(keyPair.privateKey);
    assert.deepEqual(new Uint8Array(await suite.Open(privateKey, enc, ciphertext, { info, aad })), letter.plaintext);
    const publicKey = await suite.DeserializePublicKey(keyPair.publicKey);
    const made = await suite.Seal(publicKey, letter.plaintext, { info, aad });
    assert.deepEqual(await open({ enc: made.encapsulatedSecret, ciphertext: made.ciphertext }), letter.plaintext);
  });

  test('rests on the same X-Wing as another library', () => {
    const seed = random(32);
    assert.deepEqual(XWing.keygen(seed).publicKey, xwingPublicKeyOf(seed));
    const ours = xwingEncapsulate(xwingPublicKeyOf(seed), random(32));
    assert.deepEqual(XWing.decapsulate(ours.enc, seed), ours.sharedSecret);
    const theirs = XWing.encapsulate(xwingPublicKeyOf(seed));
    assert.deepEqual(xwingDecapsulate(seed, theirs.cipherText), theirs.sharedSecret);
  });
});

describe('padding', () => {
  const rows: readonly [contentBytes: number, paddedBytes: number][] = [
    [0, 4096],
    [4092, 4096],
    [4093, 8192],
    [8188, 8192],
    [8189, 16_384],
    [1_000_000, 1_048_576],
  ];
  for (const [contentBytes, paddedBytes] of rows) {
    test(`${contentBytes} bytes become ${paddedBytes} and come back`, () => {
      const content = random(contentBytes);
      const padded = padToBucket(content);
      assert.equal(padded.length, paddedBytes);
      assert.deepEqual(unpad(padded), content);
    });
  }

  test('only the one form is read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.nat({ max: 4095 }), fc.integer({ min: 1, max: 255 }), (content, at, change) => {
        const padded = padToBucket(content);
        padded[at] = (padded[at] ?? 0) ^ change;
        const read = unpad(padded);
        if (read !== null) assert.deepEqual(padToBucket(read), padded);
      }),
      { numRuns: 300 },
    );
  });

  const content = utf8('content');
  const refused: readonly [what: string, padded: Uint8Array][] = [
    ['nothing', new Uint8Array(0)],
    ['fewer bytes than the smallest bucket', padToBucket(content).subarray(0, 4095)],
    ['a bucket larger than needed', concatBytes(padToBucket(content), new Uint8Array(4096))],
    ['something hidden in the padding', flip(padToBucket(content), 4000)],
    ['a length beyond the bucket', flip(padToBucket(content), 0)],
    ['a length beyond every bucket', new Uint8Array(4096).fill(255)],
  ];
  for (const [what, padded] of refused) {
    test(`${what} is refused`, () => assert.equal(unpad(padded), null));
  }
});
