// SPDX-License-Identifier: Apache-2.0
//
// One text for one sequence of bytes: every other spelling that common decoders take is refused.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { digestOf, digestOfJson, hmacSha256, isDigest, sha256 } from './digest.ts';
import { concatBytes, equalBytes, fromBase64, fromHex, toBase32, toBase64, toHex, utf8 } from './encoding.ts';

describe('base 64', () => {
  const refused: readonly [text: string, why: string][] = [
    ['YQ', 'padding is missing'],
    ['YQ=', 'half of the padding is missing'],
    ['YQ===', 'there is too much padding'],
    ['YR==', 'unused bits of the last letter are set'],
    ['YQ==\n', 'a line feed follows'],
    ['Y Q==', 'a space stands inside'],
    ['YWJj\r\nYWJj', 'lines are broken'],
    ['_-_-', 'it is the alphabet for URLs'],
    ['YQ==YQ==', 'padding stands in the middle'],
    ['YQ==!', 'a foreign character follows'],
    ['=', 'it is padding alone'],
  ];
  for (const [text, why] of refused) {
    test(`is refused when ${why}`, () => assert.equal(fromBase64(text), null));
  }

  test('gives the same bytes back, and no other text gives them', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => assert.deepEqual(fromBase64(toBase64(bytes)), bytes)));
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const bytes = fromBase64(text);
        if (bytes !== null) assert.equal(toBase64(bytes), text);
      }),
    );
  });
});

describe('hexadecimal', () => {
  for (const text of ['0', 'AB', 'a', '0g', ' 00', '00 ', '0x00']) {
    test(`is refused as "${text}"`, () => assert.equal(fromHex(text), null));
  }
  test('gives the same bytes back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => assert.deepEqual(fromHex(toHex(bytes)), bytes)));
  });
});

describe('base 32', () => {
  // The examples of RFC 4648, section 10, in lower case and without padding.
  const examples: readonly [plain: string, text: string][] = [
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ];
  for (const [plain, text] of examples) {
    test(`writes "${plain}" as "${text}"`, () => assert.equal(toBase32(utf8(plain)), text));
  }
});

describe('digests', () => {
  test('the digest of nothing is the known one', () => {
    assert.equal(digestOf(new Uint8Array(0)), 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
  test('equal values have equal digests whatever the order of their members', () => {
    assert.equal(digestOfJson({ b: [1, null], a: 'é' }), digestOfJson({ a: 'é', b: [1, null] }));
  });
  const hex = 'a'.repeat(64);
  for (const text of [
    hex,
    `sha256:${hex.toUpperCase()}`,
    `sha256:${hex}a`,
    `sha256:${hex.slice(1)}`,
    `SHA256:${hex}`,
    `sha256:${hex}\n`,
    7,
    null,
  ]) {
    test(`${JSON.stringify(text)} is no digest`, () => assert.equal(isDigest(text), false));
  }
});

test('a digest over parts is the one over all their bytes, for few and for many', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (parts) =>
      assert.deepEqual(
        sha256(...parts),
        new Uint8Array(
          createHash('sha256')
            .update(concatBytes(...parts))
            .digest(),
        ),
      ),
    ),
  );
});

test('a text has the bytes of UTF-8, and bytes are equal when each of them is, for few and for many', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.nat(), (text, at) => {
      const [bytes, again] = [utf8(text), new TextEncoder().encode(text)];
      assert.deepEqual(bytes, again);
      assert.equal(equalBytes(bytes, again), true);
      if (again.length === 0) return;
      again[at % again.length] = (again[at % again.length] ?? 0) ^ 1;
      assert.equal(equalBytes(bytes, again), false);
      assert.equal(equalBytes(bytes, bytes.subarray(1)), false);
    }),
  );
});

test('the HMAC by two digests is the one of the platform, for keys shorter and longer than a block', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 700 }), (key, message) =>
      assert.deepEqual(hmacSha256(key, message), new Uint8Array(createHmac('sha256', key).update(message).digest())),
    ),
  );
});
