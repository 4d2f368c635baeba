// SPDX-License-Identifier: Apache-2.0
/** Codes against the vectors of RFC 4226 and RFC 6238, and what is taken for a code. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Instant, instantFromMs } from '../kernel/index.ts';
import { authenticatorUri, hotpCode, matchStep, secretFromText, secretText, stepOf, totpCode } from './totp.ts';

const rfcSecret = new TextEncoder().encode('12345678901234567890');
const rfcSecretText = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test('the counted codes are those of RFC 4226, appendix D', () => {
  const expected = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
  assert.deepEqual(
    expected.map((_, counter) => hotpCode(rfcSecret, counter, 6)),
    expected,
  );
});

test('the timed codes are those of RFC 6238, appendix B (SHA-1)', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['1970-01-01T00:00:59.000Z', '94287082'],
    ['2005-03-18T01:58:29.000Z', '07081804'],
    ['2005-03-18T01:58:31.000Z', '14050471'],
    ['2009-02-13T23:31:30.000Z', '89005924'],
    ['2033-05-18T03:33:20.000Z', '69279037'],
    ['2603-10-11T11:33:20.000Z', '65353130'],
  ];
  for (const [at, code] of rows) {
    assert.equal(hotpCode(rfcSecret, stepOf(at as Instant), 8), code, at);
    assert.equal(totpCode(rfcSecretText, at as Instant), code.slice(2), at);
  }
});

test('base 32 is that of RFC 4648, section 10, and is read back', () => {
  const rows = [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ] as const;
  for (const [plain, text] of rows) assert.equal(secretText(new TextEncoder().encode(plain)), text);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      assert.deepEqual(secretFromText(secretText(bytes)), new Uint8Array(bytes));
    }),
  );
  assert.equal(secretFromText('MZXW1'), null, 'the digit 1 is not in the alphabet');
});

test('a code is taken in its own step and in the steps beside it, and in no other', () => {
  const secret = rfcSecret;
  const start = 1_700_000_010_000;
  const code = hotpCode(secret, stepOf(instantFromMs(start)), 6);
  const rows: readonly (readonly [offsetMs: number, isTaken: boolean])[] = [
    [0, true],
    [29_000, true],
    [30_000, true],
    [-30_000, true],
    [60_000, false],
    [-60_000, false],
  ];
  for (const [offsetMs, isTaken] of rows) {
    const matched = matchStep(secret, code, instantFromMs(start + offsetMs));
    assert.equal(matched, isTaken ? stepOf(instantFromMs(start)) : null, `${offsetMs} ms`);
  }
});

test('what is not six digits is no code, and a gap in the middle is forgiven', () => {
  const now = '2026-11-20T15:30:00.000Z' as Instant;
  const code = hotpCode(rfcSecret, stepOf(now), 6);
  assert.equal(matchStep(rfcSecret, `${code.slice(0, 3)} ${code.slice(3)}`, now), stepOf(now));
  for (const wrong of ['', ' ', code.slice(0, 5), `${code}0`, `x${code.slice(1)}`, 'äöü漢字!', '0'.repeat(300)]) {
    assert.equal(matchStep(rfcSecret, wrong, now), null, JSON.stringify(wrong));
  }
});

test('the address for the authenticator names issuer, officer, secret and form of the code', () => {
  const uri = new URL(authenticatorUri({ secret: rfcSecretText, email: 'ada@xa.example', issuer: 'XA Commission' }));
  assert.equal(uri.protocol, 'otpauth:');
  assert.equal(decodeURIComponent(uri.pathname), '/XA Commission:ada@xa.example');
  assert.deepEqual(Object.fromEntries(uri.searchParams), {
    secret: rfcSecretText,
    issuer: 'XA Commission',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
