// SPDX-License-Identifier: Apache-2.0
/**
 * Reading what an authenticator answers when a passkey is made: the credential, its public key, and what it says of itself.
 *
 * Attestation (who built the authenticator) is not asked for, and a statement about it is not looked at: its certificates
 * name addresses to fetch, and nothing here fetches what somebody names. That the authenticator is the one the authority has
 * given out is what registrars vouch for.
 *
 * Source: W3C Web Authentication, Level 3, sections 6.5 and 7.1; RFC 9053 (COSE keys).
 */
import { createPublicKey } from 'node:crypto';
import { fail, ok, type Result } from '../../kernel/index.ts';
import {
  type AuthenticatorAlgorithm,
  type AuthenticatorKey,
  base64url,
  isAuthenticatorKey,
  readAuthenticatorData,
  readClientData,
} from '../../seals/index.ts';
import { type CborMap, readCbor } from './cbor.ts';

export interface Registration {
  readonly credentialId: Uint8Array;
  readonly key: AuthenticatorKey;
  readonly signCount: number;
  readonly mayBeCopied: boolean;
}

export interface GivenRegistration {
  readonly clientData: Uint8Array;
  readonly attestation: Uint8Array;
}

/** Where the credential begins in authenticator data: after digest, flags, count, and 16 bytes of the model. */
const credentialAt = 37 + 16;
/** The longest that the standard allows. */
const credentialBytesMax = 1023;

/** The numbers of COSE for the algorithms that are accepted, the best first: what a browser is asked for. */
export const coseAlgorithms: Readonly<Record<AuthenticatorAlgorithm, number>> = { ES256: -7, EdDSA: -8, RS256: -257 };

export function readRegistration(
  given: GivenRegistration,
  expected: { readonly challenge: Uint8Array; readonly relyingParty: string; readonly origin: string },
): Result<Registration> {
  const page = readClientData(given.clientData, 'webauthn.create');
  if (!page.ok) return page;
  if (page.value.challenge !== base64url(expected.challenge)) return refused('It answers another challenge.');
  if (page.value.origin !== expected.origin) return refused('It was made on another page than ours.');
  const attestation = readCbor(given.attestation);
  const data = attestation !== null && attestation.value instanceof Map ? (attestation.value as CborMap).get('authData') : null;
  if (attestation?.length !== given.attestation.length || !(data instanceof Uint8Array))
    return refused('It is not written as it should be.');
  const says = readAuthenticatorData(data, expected.relyingParty);
  if (!says.ok) return says;
  if (!says.value.holdsKey) return refused('It holds no key.');
  if (!says.value.isPresent || !says.value.isVerified) {
    return refused('The authenticator has not verified the person (by fingerprint, face or PIN).');
  }
  const credential = readCredential(data);
  if (credential === null) return refused('Its key is of no accepted kind: ES256, EdDSA, or RS256 of 2048 bits or more.');
  const { signCount, mayBeCopied } = says.value;
  return ok({ ...credential, signCount, mayBeCopied });
}

function readCredential(data: Uint8Array): Pick<Registration, 'credentialId' | 'key'> | null {
  if (data.length < credentialAt + 2) return null;
  const length = new DataView(data.buffer, data.byteOffset).getUint16(credentialAt);
  const keyAt = credentialAt + 2 + length;
  if (length === 0 || length > credentialBytesMax || keyAt > data.length) return null;
  const cose = readCbor(data.subarray(keyAt));
  if (cose === null || !(cose.value instanceof Map)) return null;
  const key = keyOf(cose.value as CborMap);
  return key === null ? null : { credentialId: data.slice(credentialAt + 2, keyAt), key };
}

/** The key in the spelling that every tool reads; null for a kind that is not accepted. */
function keyOf(cose: CborMap): AuthenticatorKey | null {
  const found = Object.entries(coseAlgorithms).find(([, number]) => number === cose.get(3));
  const jwk = jwkOf(cose);
  if (found === undefined || jwk === null) return null;
  try {
    const publicKey = new Uint8Array(createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' }));
    const key = { algorithm: found[0] as AuthenticatorAlgorithm, publicKey };
    return isAuthenticatorKey(key) ? key : null;
  } catch {
    // Coordinates that lie on no curve, and the like.
    return null;
  }
}

function jwkOf(cose: CborMap): Record<string, string> | null {
  const bytes = (name: number): string | null => {
    const value = cose.get(name);
    return value instanceof Uint8Array ? base64url(value) : null;
  };
  const [first, second, third] = [bytes(-1), bytes(-2), bytes(-3)];
  switch (cose.get(1)) {
    case 1:
      return cose.get(-1) === 6 && second !== null ? { kty: 'OKP', crv: 'Ed25519', x: second } : null;
    case 2:
      return cose.get(-1) === 1 && second !== null && third !== null ? { kty: 'EC', crv: 'P-256', x: second, y: third } : null;
    case 3:
      return first !== null && second !== null ? { kty: 'RSA', n: first, e: second } : null;
    default:
      return null;
  }
}

function refused(problem: string): ReturnType<typeof fail> {
  return fail('passkey', problem, 'Make the passkey again, with an authenticator that your authority has given out.');
}
