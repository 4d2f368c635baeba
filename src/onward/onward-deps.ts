// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: who we are, our key for documents, the database, and what other rooms do for it. */
import type { AgreementIndex, Permit } from '../agreements/index.ts';
import {
  type Database,
  type Instant,
  type Issue,
  type JsonValue,
  type RandomBytes,
  type Transaction,
  wholeUseCase,
} from '../kernel/index.ts';
import type { PasskeyDeps } from '../officers/index.ts';
import type { HeldKey, Suites } from '../seals/index.ts';
import type { ApprovalWire } from '../seals/wire.ts';

export interface QueueContent {
  readonly kind: string;
  /** The matter. */
  readonly caseRef: string;
  readonly body: JsonValue;
  readonly bodySeed: Uint8Array;
  readonly conditions: readonly JsonValue[];
  readonly inReplyTo: readonly string[];
  readonly class: 'normal' | 'urgent';
  readonly purpose: string | null;
  readonly preparedBy: string;
  /** With their proofs, as the dispatch carries them. */
  readonly approvals: readonly ApprovalWire[];
  readonly notAfter?: Instant;
}

export interface OnwardDeps {
  readonly database: Database;
  /** Our own authority. */
  readonly self: string;
  /** Our present key for dispatches, with the key history that goes with every document we sign. */
  readonly signer: () => { readonly key: HeldKey; readonly history: readonly Uint8Array[] };
  readonly agreementIndex: (db: Database, now: Instant) => Promise<AgreementIndex>;
  /** The only way out; takes the permit that the agreement gave for exactly this act. */
  readonly queue: (tx: Transaction, permit: Permit, content: QueueContent) => Promise<{ readonly digest: string }>;
  /** Whether we can send to this authority at all. */
  readonly isPeer: (db: Database, authorityId: string) => Promise<boolean>;
  /** Whether this authority is known here by letter: what is for it becomes a pack. */
  readonly isByLetter: (db: Database, authorityId: string) => Promise<boolean>;
  /** Takes parts out of the body of a dispatch that is kept here; its root and signature stay. */
  readonly withhold: (tx: Transaction, dispatch: string, placesIn: (body: JsonValue) => readonly string[]) => Promise<void>;
  /** Whether a dispatch of ours was given up and nobody has dealt with that; and dealing with it. */
  readonly wasGivenUp: (db: Database, digest: string) => Promise<boolean>;
  readonly setAside: (
    tx: Transaction,
    aside: { readonly digest: string; readonly officer: string; readonly reason: string; readonly at: Instant },
  ) => Promise<unknown>;
  readonly authorityNames: (
    db: Database,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly name: string; readonly jurisdiction: string }>>;
  /** Whether this officer may know that there are suspicious reports. */
  readonly knowsReports: (db: Database, officer: string) => Promise<boolean>;
  readonly officerNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Why these records may not be erased: legal holds on what was taken from them as evidence. */
  readonly heldBy: (tx: Transaction, recordIds: readonly string[]) => Promise<readonly Issue[]>;
  /** How officers prove that it is they who approve, and how many the house asks for. */
  readonly approvals: PasskeyDeps;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
  readonly random: RandomBytes;
  readonly suites: Suites;
}

/** What a use case answers: done, issues with nothing changed, or no such matter for this officer. */
export type Outcome =
  | { readonly kind: 'done'; readonly matter: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export type Refused = Exclude<Outcome, { readonly kind: 'done' }>;

export const absent: Refused = { kind: 'absent' };

export function issue(path: string, problem: string, remedy: string): Refused {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}

/** All of a use case happens, or none of it: an outcome other than done undoes what was written on the way. */
export function changeMatter(deps: OnwardDeps, work: (tx: Transaction) => Promise<Outcome>): Promise<Outcome> {
  return wholeUseCase(deps.database, work);
}
