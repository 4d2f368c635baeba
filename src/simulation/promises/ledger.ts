// SPDX-License-Identifier: Apache-2.0
/**
 * The ledger: what the watch knows of a run. It is written from what servers committed and from what went over the network,
 * never from what the program says about itself.
 */
import type { MemoryState } from '../../exchange/index.ts';
import type { Instant } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Server } from '../authorities/server-state.ts';

export interface DatumOnWire {
  readonly id: string;
  readonly originator: string;
  readonly conditions: readonly Readonly<Record<string, unknown>>[];
  /** How it came, where another than its originator gives it. */
  readonly passedOn?: PassedOnOnWire;
}

export interface PassedOnOnWire {
  readonly origin: { readonly recordId: string };
  readonly chain: readonly { readonly from: string; readonly to: string; readonly dispatch: Digest }[];
  readonly consent: { readonly document: string } | null;
}

/** What a recall says under its originator's signature. */
export interface RecallOnWire {
  readonly matter: string;
  readonly originator: string;
  readonly recordId: string;
  readonly change: string;
}

/** A dispatch that its author's server has committed to its outbox. */
export interface Sent {
  readonly digest: Digest;
  readonly from: Server;
  readonly to: Server;
  /** Author, recipient and case: what must arrive in order. */
  readonly channel: string;
  readonly epoch: number;
  readonly seq: number;
  readonly kind: string;
  readonly class: string;
  readonly purpose: string | null;
  readonly keyId: string;
  readonly createdAt: Instant;
  readonly notAfter: Instant;
  readonly data: readonly DatumOnWire[];
  readonly recall: RecallOnWire | null;
  /** The record of its originator that a consent is about; null in whatever is no consent. */
  readonly consentTo: string | null;
  readonly sentAtMs: number;
  /** Its author's clock was ahead by more than others accept: it comes true, and ends, when that moment comes. */
  readonly isFromFuture: boolean;
  /** Its author was restored to a moment before it was queued, and knows nothing of it. */
  isForgotten: boolean;
  /** How it ended on its author's side; null while it has not. */
  end: End | null;
}

/** Signed in an authority's name, and never queued by its server. */
export interface Forged {
  readonly digest: Digest;
  readonly author: Server;
  readonly to: Server;
  readonly keyId: string;
  /** The dispatch whose place it takes, where its author contradicts itself; null where a thief signed it. */
  readonly twinOf: Digest | null;
}

export interface End {
  readonly state: string;
  readonly atMs: number;
  /** By its author's clock, right or wrong. */
  readonly byClock: Instant;
}

/** What a server is known to have done. */
export interface Book {
  /** Its committed state when it was last looked at. */
  state: MemoryState | null;
  readonly admitted: Set<Digest>;
  /** Rejected for good: the receipt that says so was seen. */
  readonly rejected: Set<Digest>;
  /** The final receipt that was seen for each dispatch: the digest of what it says, whichever key signs it. */
  readonly receipts: Map<Digest, Digest>;
  /** What its clock, right or wrong, said when it rejected each for good. */
  readonly rejectedAt: Map<Digest, Instant>;
  /** Admitted once, and then undone by the restoring of a backup. */
  readonly undone: Set<Digest>;
  /** Peers that it ever suspended. */
  readonly suspended: Set<string>;
  /** The head of its key history at each size that it has told, and the largest of these. */
  readonly keyHeads: Map<number, string>;
  /** The root of its log at each size for which it signed one, and the largest of these. */
  readonly heads: Map<number, string>;
  /** Since when it has the news that a key of another was declared stolen. */
  readonly newsOfRevocation: Map<string, number>;
  /** Recalls that it is known to have heard of, or begun. */
  readonly recallsSeen: Map<string, number>;
}

export interface Ledger {
  readonly sent: Map<Digest, Sent>;
  readonly channels: Map<string, Sent[]>;
  readonly books: Map<Server, Book>;
  /** Each datum as its originator first gave it. */
  readonly data: Map<string, DatumOnWire>;
  /** Servers that were restored from a backup. */
  readonly restored: Set<Server>;
  /** Authorities that contradict themselves. */
  readonly dishonest: Set<Server>;
  readonly forged: Map<Digest, Forged>;
  /** Of which their authors have said under signature that they gave them up. */
  readonly saidToBeGivenUp: Set<Digest>;
}

export function makeLedger(): Ledger {
  return {
    sent: new Map(),
    channels: new Map(),
    books: new Map(),
    data: new Map(),
    restored: new Set(),
    dishonest: new Set(),
    forged: new Map(),
    saidToBeGivenUp: new Set(),
  };
}

export function bookOf({ books }: Ledger, server: Server): Book {
  const known = books.get(server);
  if (known !== undefined) return known;
  const book: Book = {
    state: null,
    admitted: new Set(),
    rejected: new Set(),
    receipts: new Map(),
    undone: new Set(),
    suspended: new Set(),
    keyHeads: new Map(),
    heads: new Map(),
    rejectedAt: new Map(),
    newsOfRevocation: new Map(),
    recallsSeen: new Map(),
  };
  books.set(server, book);
  return book;
}

/**
 * Whether a server has to do with the dispatch that was restored, or that contradicts itself: what the one forgot, and what the other
 * was refused for, cannot be held against anybody.
 */
export function isTouched({ restored, dishonest }: Ledger, { from, to }: Sent): boolean {
  return [from, to].some((server) => restored.has(server) || dishonest.has(server));
}
