// SPDX-License-Identifier: Apache-2.0
/**
 * Key state: what a key history has come to at one size.
 *
 * A state says at which event each key was added, retired and revoked, so that a reader who knows how large the history was
 * when something was signed can tell whether the key counted then. Clocks play no part.
 */
import type { Digest } from './digest.ts';
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
  /** Every key that was ever added, in the order of the history. */
  readonly keys: readonly AuthorityKey[];
  /** The address other servers deliver to, or null while none was announced. */
  readonly endpoint: string | null;
}

export interface RootKey {
  readonly keyId: KeyId;
  readonly publicKey: Uint8Array;
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
}
