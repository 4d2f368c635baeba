// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: who we are, the database, and the few things that other rooms do for it. */
import type { AgreementIndex, Permit } from '../agreements/index.ts';
import type { BlobDeps } from '../exchange/index.ts';
import type { AttachmentWire } from '../exchange/wire.ts';
import type { PasskeyDeps } from '../officers/index.ts';
import type { ApprovalWire } from '../seals/wire.ts';
import type { Database, Instant, Issue, JsonValue, RandomBytes, Transaction } from '../kernel/index.ts';
import type { Suites } from '../seals/index.ts';
import type { MeasureRules } from './measures/measure-rules.ts';

export interface QueueContent {
  readonly kind: string;
  readonly caseRef: string;
  readonly body: JsonValue;
  readonly bodySeed: Uint8Array;
  readonly conditions: readonly JsonValue[];
  readonly inReplyTo: readonly string[];
  readonly class: 'normal' | 'urgent';
  readonly purpose: string | null;
  readonly preparedBy: string;
  readonly attachments: readonly AttachmentWire[];
  /** With their proofs, as the dispatch carries them. */
  readonly approvals: readonly ApprovalWire[];
}

/** Proceedings for acts of a person: pending or finally judged, by whose word, and where it stands here. */
export interface KnownProceedings {
  readonly outcome: 'pending' | 'final';
  readonly subject: string;
  /** Our own authority: the register of own interests. */
  readonly by: string;
  /** The joint matter in which another said so; null for the register. */
  readonly matter: string | null;
}

export interface NamedAuthority {
  readonly name: string;
  readonly jurisdiction: string;
  /** Whether a program plays it, for practice. */
  readonly isTraining: boolean;
  /** Known by letter once, and a peer under another identity now. */
  readonly hasJoined?: true;
}

export interface AssistanceDeps {
  /** What orders and measures mean: the rules of room freezing. */
  readonly measures: MeasureRules;
  readonly database: Database;
  /** Our own authority. */
  readonly self: string;
  /** Agreements in force now; a room's own copy decides, never what the counterpart says. */
  readonly agreementIndex: (db: Database, now: Instant) => Promise<AgreementIndex>;
  /** The only way out; takes the permit that the agreement gave for exactly this act. */
  readonly queue: (tx: Transaction, permit: Permit, content: QueueContent) => Promise<{ readonly digest: string }>;
  /** Names and jurisdictions as agreements state them; an authority that no agreement names is missing. */
  readonly authorityNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, NamedAuthority>>;
  /** How officers prove an approval, and the house rules on how many it takes. */
  readonly approvals: PasskeyDeps;
  /** Whether this officer may know that there are suspicious reports. */
  readonly knowsReports: (db: Database, officer: string) => Promise<boolean>;
  readonly officerNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Says to the senders of what was admitted in a case that an officer has opened it; gives how many dispatches that were. */
  readonly opened: (caseRef: string, officer: string) => Promise<number>;
  /** Notes on the list of deliveries that an officer has dealt with a dispatch that was given up. */
  readonly setAside: (
    tx: Transaction,
    aside: { readonly digest: string; readonly officer: string; readonly reason: string; readonly at: Instant },
  ) => Promise<unknown>;
  /** What is known here of proceedings against whom a text names: from the register of own interests, and from joint matters. */
  readonly proceedingsKnown: (db: Database, text: string) => Promise<readonly KnownProceedings[]>;
  /** Where files of cases are kept; without it none are taken. */
  readonly blobs?: BlobDeps;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
  readonly random: RandomBytes;
  /** Checks the consents under which data of third authorities travel. */
  readonly suites: Suites;
}

/** What a use case answers: done, issues with nothing changed, or no such case for this officer. */
export type Outcome =
  | { readonly kind: 'done'; readonly caseId: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export const absent: Outcome = { kind: 'absent' };

export function issue(path: string, problem: string, remedy: string): Outcome {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}
