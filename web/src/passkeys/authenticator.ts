// SPDX-License-Identifier: Apache-2.0
/**
 * The browser's own door to authenticators (W3C Web Authentication): making a passkey, and answering a challenge with one.
 *
 * Nothing is decided here: challenge, relying party and passkeys come from the server, and its answer is checked there. What
 * goes wrong on the officer's side (cancelled, no authenticator, time over) is told apart from what the server refuses.
 */
import type { AssertionWire, MadePasskeyWire, PasskeyOptionsWire } from '../../../src/officers/wire.ts';

/** The officer or the authenticator has not answered: there is nothing to send. */
export class NoAnswer extends Error {
  readonly isKnownAlready: boolean;
  constructor(isKnownAlready: boolean) {
    super('the authenticator gave no answer');
    this.name = 'NoAnswer';
    this.isKnownAlready = isKnownAlready;
  }
}

/** False in a browser without authenticators, and on a page that came by a bare number or without TLS. */
export function hasAuthenticators(): boolean {
  return typeof PublicKeyCredential === 'function' && window.isSecureContext;
}

export async function makePasskey(options: PasskeyOptionsWire): Promise<Omit<MadePasskeyWire, 'name'>> {
  const { challenge, relyingParty, officer, algorithms, excluded, lastsMs } = options;
  const credential = await answered(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(challenge),
        rp: relyingParty,
        user: { id: bytes(officer.handle), name: officer.email, displayName: officer.name },
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: excluded.map((id) => ({ type: 'public-key', id: bytes(id) })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: lastsMs,
      },
    }),
  );
  const response = credential.response as AuthenticatorAttestationResponse;
  return { challenge, clientData: text(response.clientDataJSON), attestation: text(response.attestationObject) };
}

/** With one of these passkeys; with any that the officer has for this workplace where the list is empty. */
export async function answerChallenge(given: {
  readonly nonce: string;
  readonly challenge: string;
  readonly relyingParty: string;
  readonly credentialIds: readonly string[];
  readonly lastsMs: number;
}): Promise<AssertionWire> {
  const { nonce, challenge, relyingParty, credentialIds, lastsMs } = given;
  const credential = await answered(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytes(challenge),
        rpId: relyingParty,
        allowCredentials: credentialIds.map((id) => ({ type: 'public-key', id: bytes(id) })),
        userVerification: 'required',
        timeout: lastsMs,
      },
    }),
  );
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    nonce,
    credentialId: text(credential.rawId),
    clientData: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
  };
}

async function answered(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  let credential: Credential | null;
  try {
    credential = await ask();
  } catch (error) {
    if (error instanceof DOMException) throw new NoAnswer(error.name === 'InvalidStateError');
    throw error;
  }
  if (!(credential instanceof PublicKeyCredential)) throw new NoAnswer(false);
  return credential;
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
