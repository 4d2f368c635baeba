// SPDX-License-Identifier: Apache-2.0
/**
 * Key state: what a key history has come to at one size.
 *
 * A state says at which event each key was added, retired and revoked, so that a reader who knows how large the history was
 * when something was signed can tell whether the key counted then. Clocks play no part.
 */
import assert from 'node:assert/strict';
import type { Instant } from '../../kernel/index.ts';
import type { Digest } from '../digest.ts';
import type { Restore } from './key-change.ts';
import type { AuthorityId, KeyId, KeyPurpose } from './key-id.ts';

export interface KeyState {
  readonly authorityId: AuthorityId;
  /** How many events were folded. */
  readonly size: number;
  /** Digest of the last event. Two histories of one size with different heads are proof of misconduct. */
  readonly head: Digest;
  /** How many different roots must sign an event. */
  readonly threshold: number;
  readonly roots: readonly RootKey[];
  /** Digest of the root set that may follow, fixed by the present one before anybody could have stolen it. */
  readonly nextRootsDigest: Digest;
  /** Every key that was ever added, in the order of the history, and former roots. */
  readonly keys: readonly AuthorityKey[];
  /** The address other servers deliver to, or null while none was announced. */
  readonly endpoint: string | null;
  /** Returns from a backup, in their order. */
  readonly restores: readonly Restore[];
  /** Index of the event by which the authority ended; null while it goes on. */
  readonly closedAt: number | null;
}

export interface RootKey {
  readonly keyId: KeyId;
  readonly publicKey: Uint8Array;
  /** Index of the event that brought the root set. */
  readonly addedAt: number;
}

export interface AuthorityKey {
  readonly keyId: KeyId;
  readonly purpose: KeyPurpose;
  readonly suite: string;
  readonly publicKey: Uint8Array;
  /** Index of the event that added it. */
  readonly addedAt: number;
  /** Index of the event after which it signs nothing new; what it signed before stays good. */
  readonly retiredAt: number | null;
  /** Index of the event that declared it compromised; what it signed is suspect, see `suspectFrom`. */
  readonly revokedAt: number | null;
  /** For a revoked key: the index in the authority's log from which its signatures are suspect. */
  readonly suspectFrom: number | null;
  /** For a key for sealing that has its time: when others seal for it. */
  readonly epoch: { readonly from: Instant; readonly until: Instant } | null;
}

/** The newest active key of a purpose. There always is one for `dispatch`, `seal` and `log`; throws for others when there is none. */
export function activeKey(state: KeyState, purpose: KeyPurpose): AuthorityKey {
  const [newest] = activeKeys(state, purpose);
  assert(newest !== undefined, `the authority has no active key for ${purpose}`);
  return newest;
}

/** All active keys of a purpose, newest first; while a key is being replaced there are two. */
export function activeKeys(state: KeyState, purpose: KeyPurpose): AuthorityKey[] {
  return state.keys.filter((key) => key.purpose === purpose && key.retiredAt === null && key.revokedAt === null).toReversed();
}

/**
 * The key to seal for at this moment: the one whose time it is. Before the first one's time or after the last one's it is the
 * nearest, since the recipient holds it too; a plan that ran out is for its operator to mend and must not stop dispatches.
 */
export function sealKeyAt(state: KeyState, now: Instant): AuthorityKey {
  const inUse = activeKeys(state, 'seal').toReversed();
  const timely = inUse.find(({ epoch }) => epoch === null || now < epoch.until);
  return timely ?? activeKey(state, 'seal');
}

/** Whether the key was in use when the history had this many events. */
export function wasActiveAt(key: AuthorityKey, events: number): boolean {
  const isBefore = (index: number | null): boolean => index !== null && index < events;
  return isBefore(key.addedAt) && !isBefore(key.retiredAt) && !isBefore(key.revokedAt);
}

export function keyById(state: KeyState, keyId: KeyId): AuthorityKey | null {
  return state.keys.find((key) => key.keyId === keyId) ?? null;
}

/** For `verifySigned`: the raw public key when this id is an active key of the purpose, else null. */
export function publicKeyOf(state: KeyState, purpose: KeyPurpose): (keyId: KeyId) => Uint8Array | null {
  return (keyId) => activeKeys(state, purpose).find((key) => key.keyId === keyId)?.publicKey ?? null;
}
