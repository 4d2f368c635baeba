// SPDX-License-Identifier: Apache-2.0
/** What an authority's rooms are wired from: its files, its database, its addresses, its clock and its randomness. */
import type { Network, PeerNetwork } from '../../exchange/index.ts';
import type { Database, Instant, RandomBytes } from '../../kernel/index.ts';
import type { AuthorityFiles } from '../data-folder-files.ts';

export interface WiringInput {
  readonly files: AuthorityFiles;
  readonly database: Database;
  /** The address that officers type; their passkeys are bound to its name. */
  readonly publicUrl: string;
  /** The address that stands in our invitation. */
  readonly endpoint: string;
  readonly clock: () => Instant;
  /** Hears what broke off in a call that was answered all the same, since others in it went on. */
  readonly brokeOff: (error: unknown) => void;
  readonly random: RandomBytes;
  /** The data folder, in which attachments are kept; without it none are taken. */
  readonly folder?: string;
  /** Where connections to peers may lead; nowhere where it is not said. */
  readonly peerNetworks?: readonly PeerNetwork[];
  /** How peers are reached; through their door where none is given. */
  readonly network?: Network;
}
