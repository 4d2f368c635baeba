// SPDX-License-Identifier: Apache-2.0
//
// Signatures are over exact bytes; a document is read in one form only; every signature in it must be good.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { limits } from '../kernel/index.ts';
import { concatBytes, toBase64, utf8 } from './encoding.ts';
import { type KeyId, keyIdOf } from './keys/key-id.ts';
import {
  addSignature,
  documentDigest,
  pae,
  readSigned,
  signDocument,
  type SignedDocument,
  verifySigned,
  writeSigned,
} from './signed-document.ts';
import { hybridSuite } from './suites/signature-suite.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const signer = (): { suite: typeof hybridSuite; keyPair: ReturnType<typeof hybridSuite.generate>; keyId: KeyId } => {
  const keyPair = hybridSuite.generate(random);
  return { suite: hybridSuite, keyPair, keyId: keyIdOf('dispatch', hybridSuite.name, keyPair.publicKey) };
};
const [first, second, stranger] = [signer(), signer(), signer()];
const keys = (keyId: KeyId): Uint8Array | null => [first, second].find((one) => one.keyId === keyId)?.keyPair.publicKey ?? null;
const payloadType = 'application/vnd.comity.trial+json';
const document = signDocument({ payloadType, payload: utf8('{"v":1}'), ...first });
const isGood = (candidate: SignedDocument): boolean => verifySigned(candidate, { suite: hybridSuite, keys }).ok;

describe('the pre-authentication encoding', () => {
  test('is the one of the DSSE specification', () => {
    assert.equal(
      new TextDecoder().decode(pae('http://example.com/HelloWorld', utf8('hello world'))),
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });
  test('counts bytes, not letters', () => assert.deepEqual(pae('é', utf8('ü')), utf8('DSSEv1 2 é 2 ü')));
  test('is different for every pair of type and payload', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), fc.string(), fc.uint8Array(), (oneType, one, otherType, other) => {
        const isSame = oneType === otherType && toBase64(one) === toBase64(other);
        assert.equal(toBase64(pae(oneType, one)) === toBase64(pae(otherType, other)), isSame);
      }),
    );
  });
});

describe('verification', () => {
  const signatureOf = (one: SignedDocument): Uint8Array => one.signatures[0]?.signature ?? new Uint8Array(0);
  const both = addSignature(document, second);

  test('one signature, and two', () => {
    assert.deepEqual(verifySigned(document, { suite: hybridSuite, keys }), { ok: true, value: { keyIds: [first.keyId] } });
    assert.deepEqual(verifySigned(both, { suite: hybridSuite, keys }), { ok: true, value: { keyIds: [first.keyId, second.keyId] } });
  });

  const tampered: readonly [what: string, candidate: SignedDocument][] = [
    ['another payload', { ...document, payload: utf8('{"v":2}') }],
    ['another spelling of the same JSON', { ...document, payload: utf8('{ "v":1}') }],
    ['another type', { ...document, payloadType: 'application/vnd.comity.trial2+json' }],
    ['no signature', { ...document, signatures: [] }],
    ['the signature under the id of another key', { ...document, signatures: [{ keyId: second.keyId, signature: signatureOf(document) }] }],
    ['a signature by a key nobody knows', signDocument({ payloadType, payload: document.payload, ...stranger })],
    ['a good signature and one by a stranger', addSignature(document, stranger)],
    [
      'a good signature and a bad one',
      { ...both, signatures: [...document.signatures, { keyId: second.keyId, signature: signatureOf(document) }] },
    ],
    ['one signature twice', { ...document, signatures: [...document.signatures, ...document.signatures] }],
    [
      'a signature of another document',
      { ...document, signatures: signDocument({ payloadType, payload: utf8('{}'), ...first }).signatures },
    ],
  ];
  for (const [what, candidate] of tampered) {
    test(`is refused with ${what}`, () => assert.equal(isGood(candidate), false));
  }

  test('a countersignature leaves the document what it was', () => assert.equal(documentDigest(both), documentDigest(document)));
  test('a key signs once', () => assert.throws(() => addSignature(document, first)));
});

describe('the written form', () => {
  const written = new TextDecoder().decode(writeSigned(document));
  const entry = written.slice(written.indexOf('{"keyid"'), -2);

  test('is read back as it was', () => assert.deepEqual(readSigned(writeSigned(document)), { ok: true, value: document }));

  const refused: readonly [what: string, text: string][] = [
    ['nothing', ''],
    ['no object', '[]'],
    ['a member too many', written.replace('{', '{"alg":"none",')],
    ['a member too few', written.replace('"payloadType"', '"payloadTyp"')],
    ['a payload twice', written.replace('{', '{"payload":"",')],
    ['text after the end', `${written} x`],
    ['base 64 with a line feed', written.replace('"payload":"', String.raw`"payload":"\n`)],
    ['base 64 without padding', written.replace('"eyJ2IjoxfQ=="', '"eyJ2IjoxfQ"')],
    ['base 64 with unused bits', written.replace('"eyJ2IjoxfQ=="', '"eyJ2IjoxfR=="')],
    ['no signatures', written.replace(entry, '')],
    ['signatures that are no list', written.replace(`[${entry}]`, '{}')],
    ['a key that signs twice', written.replace(entry, `${entry},${entry}`)],
    ['an id that is none', written.replace(first.keyId, 'key_1')],
    ['an id in upper case', written.replace(first.keyId, first.keyId.toUpperCase())],
    ['an empty signature', written.replace(/"sig":"[^"]*"/, '"sig":""')],
    ['a type that is none', written.replace(payloadType, 'trial')],
    ['a type in upper case', written.replace(payloadType, payloadType.toUpperCase())],
    ['a payload that is null', written.replace('"eyJ2IjoxfQ=="', 'null')],
  ];
  for (const [what, text] of refused) {
    test(`is refused with ${what}`, () => {
      assert.notEqual(text, written);
      assert.equal(readSigned(utf8(text)).ok, false);
    });
  }

  test('is refused when it is too long', () => {
    assert.equal(readSigned(new Uint8Array(limits.envelopeBytesMax + 1).fill(32)).ok, false);
    assert.throws(() => signDocument({ payloadType, payload: new Uint8Array(limits.payloadBytesMax + 1), ...first }));
  });

  test('holds no byte that could be changed unseen', () => {
    const bytes = writeSigned(document);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = concatBytes(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        const read = readSigned(changed);
        assert.equal(read.ok && isGood(read.value), false);
      }),
      { numRuns: 300 },
    );
  });
});
