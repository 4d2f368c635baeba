// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: who we are, our key, the database, our peers, and what other rooms do for it. */
import type { AgreementDeps, AgreementInForce, Party, Permit, ReadAgreement } from '../agreements/index.ts';
import type { RecordedAct } from '../exchange/index.ts';
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
import type { AuthorityId, HeldKey, KeyState, SignatureSuite } from '../seals/index.ts';

export interface NoteContent {
  readonly kind: 'negotiation.note';
  readonly caseRef: string;
  readonly body: JsonValue;
  readonly bodySeed: Uint8Array;
  readonly conditions: readonly [];
  readonly inReplyTo: readonly [];
  readonly class: 'normal';
  readonly purpose: null;
  readonly preparedBy: string;
  readonly approvals: readonly [];
}

/** From which agreement, by whose word, said when. */
export interface CalendarChange {
  readonly agreement: AgreementInForce;
  readonly party: string;
  readonly at: Instant;
}

/** A peer as a party of an agreement, and whether a note can reach it now. */
export interface KnownPeer {
  readonly party: Party;
  readonly isLive: boolean;
}

export interface NegotiationDeps {
  readonly database: Database;
  /** Our own authority, as a party of agreements. */
  readonly own: Party;
  readonly signer: () => HeldKey;
  readonly suite: SignatureSuite;
  /** The confirmed key state of an authority, our own included; null while it is a stranger. */
  readonly keyStateOf: (db: Database, authorityId: AuthorityId) => Promise<KeyState | null>;
  readonly peers: (db: Database) => Promise<readonly KnownPeer[]>;
  /** The peering instrument with a peer, under which notes go. */
  readonly instrumentWith: (db: Database, peer: string) => Promise<ReadAgreement | null>;
  /** How an agreement that all have signed comes into force here. */
  readonly agreements: AgreementDeps;
  /** The only way out; takes the permit that the peering instrument gave. */
  readonly queue: (tx: Transaction, permit: Permit, content: NoteContent) => Promise<{ readonly digest: string }>;
  /** The agreements of ours that all parties have signed and that have neither ended nor been replaced. */
  readonly agreementsOfOurs: (db: Database) => Promise<readonly AgreementInForce[]>;
  /** A party's holidays are others now: open cases under the agreement count their deadlines again. */
  readonly recountDeadlines: (tx: Transaction, changed: CalendarChange) => Promise<void>;
  /** Acts that went or came since a moment, the latest first. */
  readonly recordedActs: (db: Database, since: Instant, rowsMax: number) => Promise<readonly RecordedAct[]>;
  readonly officerNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** How officers prove that it is they who sign, and how many the house asks for. */
  readonly approvals: PasskeyDeps;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
  readonly random: RandomBytes;
}

/** What a use case answers: done, issues with nothing changed, or no such negotiation. */
export type Outcome =
  | { readonly kind: 'done'; readonly negotiation: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export const absent: Outcome = { kind: 'absent' };

export function issue(path: string, problem: string, remedy: string): Outcome & { readonly kind: 'issues' } {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}

/** All of a use case happens, or none of it. */
export function changeNegotiation(deps: NegotiationDeps, work: (tx: Transaction) => Promise<Outcome>): Promise<Outcome> {
  return wholeUseCase(deps.database, work);
}

export interface Doing {
  readonly officer: string;
  readonly now: Instant;
}
