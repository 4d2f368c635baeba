// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: who we are, our key, the database, our peers, and what other rooms do for it. */
import type { AgreementIndex, Permit } from '../agreements/index.ts';
import type { CaseFacts } from '../assistance/index.ts';
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

export interface JointNoteContent {
  readonly kind: 'joint.note';
  readonly caseRef: string;
  readonly body: JsonValue;
  readonly bodySeed: Uint8Array;
  readonly conditions: readonly [];
  readonly inReplyTo: readonly [];
  readonly class: 'normal' | 'urgent';
  readonly purpose: null;
  readonly preparedBy: string;
  readonly approvals: readonly [];
}

export interface JointDeps {
  readonly database: Database;
  /** Our own authority. */
  readonly self: string;
  readonly signer: () => HeldKey;
  readonly suite: SignatureSuite;
  /** The confirmed key state of an authority, our own included; null while it is a stranger. */
  readonly keyStateOf: (db: Database, authorityId: AuthorityId) => Promise<KeyState | null>;
  /** Peers whom a note can reach now. */
  readonly livePeers: (db: Database) => Promise<readonly string[]>;
  readonly agreementIndex: (db: Database, now: Instant) => Promise<AgreementIndex>;
  /** The only way out; takes the permit that the agreement gave for exactly this act. */
  readonly queue: (tx: Transaction, permit: Permit, content: JointNoteContent) => Promise<{ readonly digest: string }>;
  readonly authorityNames: (
    db: Database,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly name: string; readonly jurisdiction: string }>>;
  readonly officerNames: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Own cases received in these days, as an officer may count them. */
  readonly caseFacts: (
    db: Database,
    span: { readonly fromDay: string; readonly toDay: string; readonly officer: string },
  ) => Promise<readonly CaseFacts[]>;
  readonly approvals: PasskeyDeps;
  readonly announce: (tx: Database, topic: string) => Promise<void>;
  readonly random: RandomBytes;
}

/** What a use case answers; what is done may wait for another officer to approve it. */
export type Outcome =
  | { readonly kind: 'done'; readonly matter: string; readonly isWaiting: boolean }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export const absent: Outcome = { kind: 'absent' };

export function issue(path: string, problem: string, remedy: string): Outcome & { readonly kind: 'issues' } {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}

/** All of a use case happens, or none of it. */
export async function changeMatter(deps: JointDeps, work: (tx: Transaction) => Promise<Outcome>): Promise<Outcome> {
  return wholeUseCase(deps.database, work);
}

export interface Doing {
  readonly officer: string;
  readonly now: Instant;
}
