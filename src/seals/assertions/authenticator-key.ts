// SPDX-License-Identifier: Apache-2.0
/**
 * Public keys of authenticators: which kinds are accepted, and how one is written.
 *
 * An authenticator is the thing in an officer's hand (a security key, the secure chip of a laptop) that signs for that officer
 * alone. Accepted are the three kinds that authenticators in offices have: ES256 (nearly all), EdDSA, and RS256 (security
 * chips of desktop computers). Nothing weaker, and no key that is spelled in an unusual way: the text of a key names it.
 *
 * A key is written as SubjectPublicKeyInfo (RFC 5280), which every tool reads; so `openssl` can check what it signed.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { equalBytes } from '../encoding.ts';

export const authenticatorAlgorithms = ['ES256', 'EdDSA', 'RS256'] as const;
export type AuthenticatorAlgorithm = (typeof authenticatorAlgorithms)[number];

/** Shorter RSA keys are within reach of well-funded attackers. */
const rsaBitsMin = 2048;
/** Longer ones only make every check slow. */
const rsaBitsMax = 4096;

export interface AuthenticatorKey {
  readonly algorithm: AuthenticatorAlgorithm;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
}

/** Whether this is an accepted key of exactly this algorithm, in its only spelling. */
export function isAuthenticatorKey(key: AuthenticatorKey): boolean {
  return keyObjectOf(key) !== null;
}

/** False for a signature that does not hold, and for a key that is not accepted. */
export function verifyByAuthenticator(key: AuthenticatorKey, signed: Uint8Array, signature: Uint8Array): boolean {
  const keyObject = keyObjectOf(key);
  if (keyObject === null) return false;
  try {
    return verify(key.algorithm === 'EdDSA' ? null : 'sha256', signed, keyObject, signature);
  } catch {
    // A signature that is not even of the right form: the platform throws for some of them and answers false for others.
    return false;
  }
}

function keyObjectOf({ algorithm, publicKey }: AuthenticatorKey): KeyObject | null {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
  return isOfAlgorithm[algorithm](key) && equalBytes(new Uint8Array(key.export({ format: 'der', type: 'spki' })), publicKey) ? key : null;
}

const isOfAlgorithm: Readonly<Record<AuthenticatorAlgorithm, (key: KeyObject) => boolean>> = {
  ES256: (key) => key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
  EdDSA: (key) => key.asymmetricKeyType === 'ed25519',
  RS256: (key) => {
    const { modulusLength = 0, publicExponent } = key.asymmetricKeyDetails ?? {};
    return key.asymmetricKeyType === 'rsa' && modulusLength >= rsaBitsMin && modulusLength <= rsaBitsMax && publicExponent === 65_537n;
  },
};
