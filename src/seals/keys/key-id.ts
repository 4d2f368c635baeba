// SPDX-License-Identifier: Apache-2.0
/**
 * Names of keys and of authorities. Both are digests of what they name, so that a name cannot be given to something else.
 *
 * A `KeyId` covers the purpose and the suite beside the raw public key: the same bytes enrolled for another purpose would be
 * another key, and a document signed by a key for logs can never be read as one signed by a key for dispatches.
 *
 * Both are written in full, 52 letters for 32 bytes. A shorter name would save a line on a screen and would let an attacker
 * who can try many keys find two with one name.
 */
import type { Brand } from '../../kernel/index.ts';
import { sha256 } from '../digest.ts';
import { digestInBase32, toBase32, utf8 } from '../encoding.ts';

export type KeyId = Brand<string, 'key-id'>;
export type AuthorityId = Brand<string, 'authority-id'>;
/** The name, at one authority, of another that has no server: that of what was registered about it, since it has no key. */
export type LetterId = Brand<string, 'letter-id'>;

/**
 * One key, one purpose: `root` signs key events and nothing else; `dispatch` signs dispatches, receipts and agreements; `seal`
 * opens what was sealed for the authority; `log` signs checkpoints; `transport` authenticates connections between servers.
 */
export const keyPurposes = ['root', 'dispatch', 'seal', 'log', 'transport'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

const keyIdShape = new RegExp(`^key_${digestInBase32}$`);
const authorityIdShape = new RegExp(`^ca1${digestInBase32}$`);
const letterIdShape = new RegExp(`^cl1${digestInBase32}$`);

export function keyIdOf(purpose: KeyPurpose, suiteName: string, publicKey: Uint8Array): KeyId {
  return `key_${toBase32(sha256(utf8(`comity-key-v1\0${purpose}\0${suiteName}\0`), publicKey))}` as KeyId;
}

export function isKeyId(text: unknown): text is KeyId {
  return typeof text === 'string' && keyIdShape.test(text);
}

/** The identity that follows from the payload of a genesis key event. */
export function authorityIdOf(genesisPayload: Uint8Array): AuthorityId {
  return `ca1${toBase32(sha256(genesisPayload))}` as AuthorityId;
}

export function isAuthorityId(text: unknown): text is AuthorityId {
  return typeof text === 'string' && authorityIdShape.test(text);
}

/** The identity of an authority known by letter, from the canonical JSON of what was registered about it, and by whom. */
export function letterIdOf(registration: Uint8Array): LetterId {
  return `cl1${toBase32(sha256(utf8('comity-letter-v1\0'), registration))}` as LetterId;
}

export function isLetterId(text: unknown): text is LetterId {
  return typeof text === 'string' && letterIdShape.test(text);
}

/** Whoever can be a party of an agreement: an authority with keys of its own, or one known by letter. */
export function isPartyId(text: unknown): text is AuthorityId | LetterId {
  return isAuthorityId(text) || isLetterId(text);
}
