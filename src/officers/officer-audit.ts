// SPDX-License-Identifier: Apache-2.0
/**
 * What this room tells the log. It may not know the room `audit`, so it is handed a function; the server gives it one that
 * appends to the log in the same transaction.
 */
import type { Instant, Transaction } from '../kernel/index.ts';

export interface OfficerAuditEntry {
  readonly event:
    | 'officer.signed-in'
    | 'officer.sign-in-failed'
    | 'officer.signed-out'
    | 'officer.stepped-up'
    | 'officer.created'
    | 'officer.changed'
    | 'passkey.invited'
    | 'passkey.made'
    | 'passkey.enrolled'
    | 'passkey.revoked'
    | 'passkey.counter-anomaly'
    | 'approval.given'
    | 'approval.reviewed'
    | 'approval.returned'
    | 'approval.emergency'
    | 'approval.emergency-reviewed';
  /** The officer who acted, or `stranger` for somebody without a session. */
  readonly actor: string;
  readonly at: Instant;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export type OfficerAudit = (tx: Transaction, entry: OfficerAuditEntry) => Promise<void>;
