// SPDX-License-Identifier: Apache-2.0
/** What a key event says, as values: see key-events.ts for what each kind means and how it is written. */
import type { Instant } from '../../kernel/index.ts';
import type { Digest } from '../digest.ts';
import type { AuthorityId, KeyId, KeyPurpose } from './key-id.ts';

export interface NewKey {
  readonly purpose: Exclude<KeyPurpose, 'root'>;
  readonly suite: string;
  readonly publicKey: Uint8Array;
}

/** A root set as it is announced: `nextRootsDigest` is made by `rootsDigest` from the set that may follow. */
export interface RootSet {
  readonly roots: readonly Uint8Array[];
  readonly threshold: number;
  readonly nextRootsDigest: Digest;
}

export type KeyChange =
  | ({ readonly kind: 'add-key' } & NewKey)
  | { readonly kind: 'retire-key'; readonly keyId: KeyId }
  /** `suspectFrom`: the index in the authority's log from which what the key signed needs to be affirmed again. */
  | { readonly kind: 'revoke-key'; readonly keyId: KeyId; readonly suspectFrom: number }
  | ({ readonly kind: 'rotate-root' } & RootSet)
  | { readonly kind: 'endpoint'; readonly url: string }
  | { readonly kind: 'seal-epoch'; readonly epochs: readonly SealEpoch[] }
  | ({ readonly kind: 'restore-epoch' } & Restore)
  | { readonly kind: 'close' };

/** A key for sealing with the time in which others seal for it. */
export interface SealEpoch {
  readonly suite: string;
  readonly publicKey: Uint8Array;
  readonly from: Instant;
  readonly until: Instant;
}

/** A return from a backup: the log goes on from this head, and says openly what it may have lost. */
export interface Restore {
  /** Counted from 1: which return from a backup this is. */
  readonly epoch: number;
  /** Entries of the authority's log that the backup held, and their root in hexadecimal. */
  readonly logSize: number;
  readonly logRoot: string;
  /** The largest size of the log that anybody is known to have seen signed; the entries between are lost or come back from peers. */
  readonly seenSize: number;
}

export type Genesis = { readonly kind: 'genesis'; readonly keys: readonly NewKey[] } & RootSet;

export interface KeyEvent {
  readonly index: number;
  readonly at: Instant;
  /** Null in the first event alone. */
  readonly after: { readonly authority: AuthorityId; readonly prev: Digest } | null;
  readonly content: Genesis | KeyChange;
}
