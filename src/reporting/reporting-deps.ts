// SPDX-License-Identifier: Apache-2.0
/** What this room is given of the authority around it. */
import type { AuditEntry } from '../audit/index.ts';
import type { Purpose } from '../conditions/index.ts';
import type { Database, Instant, Issue, RandomBytes, Transaction } from '../kernel/index.ts';
import type { AuthorityNames, OfficerNames } from '../records/index.ts';

export interface Forwarding {
  readonly recordIds: readonly string[];
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly reason: string;
  /** Why all of it goes, also what the purpose would not need. */
  readonly whole: string;
  readonly officer: string;
  readonly now: Instant;
}

export interface ReportingDeps {
  readonly db: Database;
  readonly self: string;
  readonly authority: { readonly name: string; readonly jurisdiction: string };
  /** Of the authority: the clock by which a report is received in time. */
  readonly timeZone: string;
  /** Where firms find the portal. */
  readonly portalUrl: string;
  readonly audit: (tx: Transaction, entry: AuditEntry) => Promise<void>;
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
  readonly officerNames: OfficerNames;
  readonly authorityNames: AuthorityNames;
  /** Whether an officer who is not disabled may read reports. */
  readonly hasReader: (db: Database) => Promise<boolean>;
  /** Gives records unasked, under an agreement and with its approvals (room onward). */
  readonly disclose: (given: Forwarding) => Promise<Disclosed>;
  readonly random: RandomBytes;
}

export type Disclosed =
  | { readonly kind: 'done'; readonly matter: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };
