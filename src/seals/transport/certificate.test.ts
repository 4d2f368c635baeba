// SPDX-License-Identifier: Apache-2.0
// The certificate of a transport key: what the platform reads in it, and that only the key inside counts.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { keyIdOf } from '../keys/key-id.ts';
import { transportSuite } from '../suites/signature-suite.ts';
import { tlsIdentityOf, transportKeyOfCertificate } from './certificate.ts';

const pair = transportSuite.generate((count) => new Uint8Array(createHash('sha512').update('certificate').digest().subarray(0, count)));
const keyId = keyIdOf('transport', 'ed25519', pair.publicKey);
const { certificate } = tlsIdentityOf(pair, keyId);
const der = new Uint8Array(new X509Certificate(certificate).raw);

test('it names the key, is signed by it, and never ends', () => {
  const read = new X509Certificate(certificate);
  assert.equal(read.subject, `CN=${keyId}`);
  assert.equal(read.issuer, read.subject);
  assert.equal(read.verify(read.publicKey), true);
  assert.deepEqual([read.validFromDate.getUTCFullYear(), read.validToDate.getUTCFullYear()], [2020, 9999]);
  assert.deepEqual(transportKeyOfCertificate(der), pair.publicKey);
});

test('the same key writes the same certificate', () => {
  assert.equal(tlsIdentityOf(pair, keyId).certificate, certificate);
});

test('what is no certificate, and one of another kind of key, has no transport key', () => {
  assert.equal(transportKeyOfCertificate(new Uint8Array()), null);
  assert.equal(transportKeyOfCertificate(der.subarray(1)), null);
  assert.equal(transportKeyOfCertificate(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' })), null);
});

test('no bit of it can be changed and the signature still hold', () => {
  for (let at = 0; at < der.length; at++) {
    const changed = der.map((byte, index) => (index === at ? byte ^ 1 : byte));
    const key = transportKeyOfCertificate(changed);
    if (key === null) continue;
    const read = new X509Certificate(changed);
    // What lies outside the signature (an unused bit of a length) is refused by the platform or leaves the key as it is.
    assert.ok(!Buffer.from(key).equals(pair.publicKey) || !read.verify(read.publicKey), `byte ${at}`);
  }
});
