// SPDX-License-Identifier: Apache-2.0
/**
 * Assertions: what an officer's authenticator signs when the officer touches it.
 *
 *     clientData           what the browser says: the challenge it was given, and the address of the page
 *     authenticatorData    what the authenticator says: for which relying party, that the person was there and was verified
 *                          (fingerprint, PIN), and how often it has signed
 *     signature            over authenticatorData and the digest of clientData
 *
 * The challenge is chosen by whoever asks; here it is always a digest of what is being proved, so that the signature is one
 * over exactly that. All of it is bytes: what was checked today can be checked in ten years, by anybody, without a server.
 *
 * What it does not do: it keeps no counter and knows no officer. Whether the count of an authenticator went backwards is for
 * whoever keeps it; the count is handed back.
 *
 * Source: W3C Web Authentication, Level 3, sections 6.1 (authenticator data), 5.8.1 (client data) and 7.2 (verification).
 */
import { fail, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { sha256 } from '../digest.ts';
import { concatBytes, equalBytes, utf8 } from '../encoding.ts';
import { type AuthenticatorKey, verifyByAuthenticator } from './authenticator-key.ts';

export interface Assertion {
  readonly clientData: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly signature: Uint8Array;
}

export interface ExpectedAssertion {
  readonly key: AuthenticatorKey;
  readonly challenge: Uint8Array;
  /** The name for which the passkey was made: a host such as `comity.xa.example`. */
  readonly relyingParty: string;
}

/** What an authenticator says of itself in its data; extensions are signed and not looked at. */
export interface AuthenticatorSays {
  readonly isPresent: boolean;
  readonly isVerified: boolean;
  /** Whether the key may leave the authenticator, to other devices of its owner. */
  readonly mayBeCopied: boolean;
  readonly signCount: number;
  /** Whether a public key follows, as it does when a passkey is made. */
  readonly holdsKey: boolean;
}

/** An address, a challenge and a few words; browsers write about 150 bytes. */
const clientDataBytesMax = 2000;
const plainDataLength = 37;
const flags = { present: 0x01, verified: 0x04, mayBeCopied: 0x08, keyFollows: 0x40, extensionsFollow: 0x80 } as const;

/** Checks everything about an assertion but the history of its passkey. */
export function verifyAssertion(assertion: Assertion, expected: ExpectedAssertion): Result<AuthenticatorSays> {
  const page = readClientData(assertion.clientData, 'webauthn.get');
  if (!page.ok) return page;
  if (page.value.challenge !== base64url(expected.challenge)) return refused('challenge', 'It answers another challenge.');
  if (!isPageOf(page.value.origin, expected.relyingParty)) return refused('origin', 'It was made on a page of somebody else.');
  const says = readAuthenticatorData(assertion.authenticatorData, expected.relyingParty);
  if (!says.ok) return says;
  if (says.value.holdsKey) return refused('authenticatorData', 'It holds a key, which no assertion does.');
  if (!says.value.isPresent || !says.value.isVerified) {
    return refused('authenticatorData', 'The authenticator has not verified the person (by fingerprint, face or PIN).');
  }
  const signed = concatBytes(assertion.authenticatorData, sha256(assertion.clientData));
  if (!verifyByAuthenticator(expected.key, signed, assertion.signature)) return refused('signature', 'The signature does not hold.');
  return says;
}

/** The parts of client data that bind it. What else a browser writes there is signed and of no concern. */
export function readClientData(
  clientData: Uint8Array,
  type: 'webauthn.get' | 'webauthn.create',
): Result<{ readonly challenge: string; readonly origin: string }> {
  const read = parseStrictJson(clientData, 'clientData', { bytesMax: clientDataBytesMax, depthMax: 4 });
  if (!read.ok) return read;
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) return refused('clientData', 'It is no object.');
  const members = read.value as Readonly<Record<string, unknown>>;
  const { challenge, origin } = members;
  if (members['type'] !== type) return refused('clientData', `It is not of type ${type}.`);
  if (typeof challenge !== 'string' || typeof origin !== 'string') return refused('clientData', 'It names no challenge or no page.');
  if (members['crossOrigin'] === true || members['topOrigin'] !== undefined) {
    return refused('clientData', 'It was made inside a page of somebody else.');
  }
  return ok({ challenge, origin });
}

/** What stands before key and extensions: for whom, flags, count. */
export function readAuthenticatorData(data: Uint8Array, relyingParty: string): Result<AuthenticatorSays> {
  if (data.length < plainDataLength) return refused('authenticatorData', 'It is too short.');
  if (!equalBytes(data.subarray(0, 32), sha256(utf8(relyingParty)))) {
    return refused('authenticatorData', 'It was made for another relying party.');
  }
  const flag = data[32] ?? 0;
  const isPlain = (flag & (flags.keyFollows | flags.extensionsFollow)) === 0;
  if (isPlain && data.length !== plainDataLength) return refused('authenticatorData', 'It is longer than it says.');
  const signCount = new DataView(data.buffer, data.byteOffset).getUint32(33);
  const has = (bit: number): boolean => (flag & bit) !== 0;
  return ok({
    isPresent: has(flags.present),
    isVerified: has(flags.verified),
    mayBeCopied: has(flags.mayBeCopied),
    holdsKey: has(flags.keyFollows),
    signCount,
  });
}

/**
 * Whether a page at this address may use passkeys of this relying party: its host is that name or lies below it, and it came
 * over TLS or from this very machine. It is the browser's own rule, checked again.
 */
export function isPageOf(origin: string, relyingParty: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  const { hostname } = url;
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal);
  return url.origin === origin && isSafe && (hostname === relyingParty || hostname.endsWith(`.${relyingParty}`));
}

/** The spelling of WebAuthn: base 64 for addresses, without padding. */
export function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

/** The bytes, or null when the text is not exactly what `base64url` would write. */
export function fromBase64url(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? new Uint8Array(bytes) : null;
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Use your passkey again, on the page of your own authority.');
}
