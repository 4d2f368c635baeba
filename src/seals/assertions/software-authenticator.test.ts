// SPDX-License-Identifier: Apache-2.0
/**
 * An authenticator in software, for tests: it makes real keys, real registrations and real assertions, with what a bad one or a
 * lying browser would change. It is written from the standard alone, without the program that it is held against.
 */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { suite, test } from 'node:test';
import { toBase64 } from '../encoding.ts';
import { type AuthenticatorAlgorithm, authenticatorAlgorithms } from './authenticator-key.ts';
import { base64url, verifyAssertion } from './assertion.ts';

/** What may go wrong, or be made to. */
export interface Oddities {
  readonly origin?: string;
  readonly relyingParty?: string;
  readonly isVerified?: boolean;
  readonly isPresent?: boolean;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  /** Another count than the next one. */
  readonly signCount?: number;
}

export interface SoftwareAuthenticator {
  readonly credentialId: Uint8Array;
  readonly algorithm: AuthenticatorAlgorithm;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  register(challenge: Uint8Array, odd?: Oddities): { clientData: Uint8Array; attestation: Uint8Array };
  answer(challenge: Uint8Array, odd?: Oddities): { clientData: Uint8Array; authenticatorData: Uint8Array; signature: Uint8Array };
}

let made = 0;

export function softwareAuthenticator(given: {
  readonly relyingParty: string;
  readonly origin: string;
  readonly algorithm?: AuthenticatorAlgorithm;
  readonly mayBeCopied?: boolean;
}): SoftwareAuthenticator {
  const { algorithm = 'ES256', mayBeCopied = false } = given;
  const { publicKey, privateKey } = keyPair[algorithm]();
  const credentialId = sha256(`credential ${made++} ${publicKey.export({ format: 'der', type: 'spki' }).toString('hex')}`);
  let count = 0;
  const clientData = (type: string, challenge: Uint8Array, odd: Oddities): Uint8Array =>
    utf8(
      JSON.stringify({
        type: odd.type ?? type,
        challenge: base64url(challenge),
        origin: odd.origin ?? given.origin,
        crossOrigin: odd.crossOrigin ?? false,
      }),
    );
  const data = (odd: Oddities, more: Uint8Array): Uint8Array => {
    count = odd.signCount ?? count + 1;
    const flags =
      (odd.isPresent === false ? 0 : 1) | (odd.isVerified === false ? 0 : 4) | (mayBeCopied ? 8 : 0) | (more.length > 0 ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(count);
    return bytes(sha256(odd.relyingParty ?? given.relyingParty), Uint8Array.of(flags), counter, more);
  };
  return {
    credentialId,
    algorithm,
    publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
    register(challenge, odd = {}) {
      const length = Uint8Array.of(credentialId.length >> 8, credentialId.length & 255);
      const authData = data(odd, bytes(new Uint8Array(16), length, credentialId, coseOf[algorithm](publicKey)));
      const attestation = map(3, [text('fmt'), text('none'), text('attStmt'), map(0, []), text('authData'), blob(authData)]);
      return { clientData: clientData('webauthn.create', challenge, odd), attestation };
    },
    answer(challenge, odd = {}) {
      const [page, authenticatorData] = [clientData('webauthn.get', challenge, odd), data(odd, new Uint8Array())];
      const signed = bytes(authenticatorData, sha256(page));
      const signature = new Uint8Array(sign(algorithm === 'EdDSA' ? null : 'sha256', signed, privateKey));
      return { clientData: page, authenticatorData, signature };
    },
  };
}

const keyPair: Readonly<Record<AuthenticatorAlgorithm, () => { publicKey: KeyObject; privateKey: KeyObject }>> = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

const coseOf: Readonly<Record<AuthenticatorAlgorithm, (key: KeyObject) => Uint8Array>> = {
  ES256: (key) => map(5, [int(1), int(2), int(3), int(-7), int(-1), int(1), int(-2), part(key, 'x'), int(-3), part(key, 'y')]),
  EdDSA: (key) => map(4, [int(1), int(1), int(3), int(-8), int(-1), int(6), int(-2), part(key, 'x')]),
  RS256: (key) => map(4, [int(1), int(3), int(3), int(-257), int(-1), part(key, 'n'), int(-2), part(key, 'e')]),
};

function part(key: KeyObject, name: 'x' | 'y' | 'n' | 'e'): Uint8Array {
  return blob(Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url'));
}

function head(major: number, count: number): Uint8Array {
  if (count < 24) return Uint8Array.of((major << 5) | count);
  return count < 256 ? Uint8Array.of((major << 5) | 24, count) : Uint8Array.of((major << 5) | 25, count >> 8, count & 255);
}
const int = (value: number): Uint8Array => (value < 0 ? head(1, -1 - value) : head(0, value));
const blob = (content: Uint8Array): Uint8Array => bytes(head(2, content.length), content);
const text = (content: string): Uint8Array => bytes(head(3, content.length), utf8(content));
const map = (count: number, members: readonly Uint8Array[]): Uint8Array => bytes(head(5, count), ...members);
const utf8 = (content: string): Uint8Array => new TextEncoder().encode(content);
const bytes = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const sha256 = (content: string | Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(content).digest());

suite('an assertion', () => {
  const place = { relyingParty: 'comity.xa.example', origin: 'https://comity.xa.example' };
  const challenge = sha256('what is approved');
  const expected = (one: SoftwareAuthenticator) => ({
    key: { algorithm: one.algorithm, publicKey: one.publicKey },
    challenge,
    relyingParty: place.relyingParty,
  });

  for (const algorithm of authenticatorAlgorithms) {
    test(`by an authenticator with ${algorithm} holds, and none of its bytes can be another`, () => {
      const one = softwareAuthenticator({ ...place, algorithm });
      const answer = one.answer(challenge);
      const says = verifyAssertion(answer, expected(one));
      assert.deepEqual(says.ok ? [says.value.signCount, says.value.isVerified] : says.issues, [1, true]);
      for (const name of ['clientData', 'authenticatorData', 'signature'] as const) {
        for (const at of [0, Math.floor(answer[name].length / 2), answer[name].length - 1]) {
          const changed = answer[name].slice();
          changed[at] = (changed[at] ?? 0) ^ 1;
          assert.equal(verifyAssertion({ ...answer, [name]: changed }, expected(one)).ok, false, `${name} at ${at}`);
        }
        const longer = bytes(answer[name], Uint8Array.of(0));
        assert.equal(verifyAssertion({ ...answer, [name]: longer }, expected(one)).ok, false, `${name} with a byte more`);
      }
    });
  }

  const rows: readonly (readonly [string, Oddities])[] = [
    ['made on a page of somebody else', { origin: 'https://comity.xa.example.evil.example' }],
    ['made on a page without TLS', { origin: 'http://comity.xa.example' }],
    ['made inside a page of somebody else', { crossOrigin: true }],
    ['made for another relying party', { relyingParty: 'comity.xb.example' }],
    ['made when a passkey was made', { type: 'webauthn.create' }],
    ['whose person was not verified', { isVerified: false }],
    ['whose person was not there', { isPresent: false }],
  ];
  for (const [what, odd] of rows) {
    test(`${what} does not hold`, () => {
      const one = softwareAuthenticator(place);
      assert.equal(verifyAssertion(one.answer(challenge, odd), expected(one)).ok, false);
    });
  }

  test('of another challenge, or by another authenticator, does not hold', () => {
    const [one, two] = [softwareAuthenticator(place), softwareAuthenticator(place)];
    assert.equal(verifyAssertion(one.answer(sha256('something else')), expected(one)).ok, false);
    assert.equal(verifyAssertion(two.answer(challenge), expected(one)).ok, false);
    assert.notEqual(toBase64(one.credentialId), toBase64(two.credentialId));
  });

  test('on a page below the relying party, or on this machine, holds', () => {
    const below = { relyingParty: 'xa.example', origin: 'https://comity.xa.example' };
    const local = { relyingParty: 'xa.localhost', origin: 'http://xa.localhost:7101' };
    for (const given of [below, local]) {
      const one = softwareAuthenticator(given);
      assert.equal(verifyAssertion(one.answer(challenge), { ...expected(one), relyingParty: given.relyingParty }).ok, true);
    }
  });
});
