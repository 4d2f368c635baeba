// SPDX-License-Identifier: Apache-2.0
/**
 * Approvals: the second pair of eyes.
 *
 * An approval is for one exact step, named by its digest; any edit makes another digest, for which nobody has approved yet.
 * It counts while all of these hold, and `approvalsOf` returns only those that count:
 *
 *     given by an officer other than the one who prepared the step
 *     who is an approver and not disabled, when giving it and still
 *     once per officer
 *     less than 24 hours ago
 *     not voided by an edit or a return of the step
 *
 * How many are needed is not decided here but by the agreement.
 */
import { addMs, type Database, fail, type IdOf, type Instant, ok, type Result, type Transaction } from '../kernel/index.ts';
import { isDigest } from '../seals/index.ts';
import {
  type ApprovalRow,
  insertApproval,
  lockRoles,
  readApprovals,
  readGivenApprovals,
  voidApprovalRows,
  voidOlderApprovals,
} from './store.ts';
import type { ApprovalWire } from './wire.ts';

/** An approval as a dispatch carries it; its moment is known to be one. */
export type Approval = ApprovalWire & { readonly at: Instant };

/** A step approved yesterday is looked at again today. */
export const approvalLastsMs = 24 * 3_600_000;

export interface RecordApproval {
  /** Digest of the exact step. */
  readonly subject: string;
  readonly preparedBy: string;
  readonly officer: string;
  readonly at: Instant;
}

/** Records one approval. The caller has verified the officer's code just before, in the same transaction. */
export async function recordApproval(tx: Transaction, approval: RecordApproval): Promise<Result<Approval>> {
  const { subject, preparedBy, officer, at } = approval;
  if (!isDigest(subject)) return fail('subject', 'The step is not named by its digest.', 'Open the step again and approve it there.');
  if (officer === preparedBy) {
    return fail('officer', 'Whoever prepared a step cannot approve it.', 'Ask another officer who is an approver.');
  }
  const roles = await lockRoles(tx, officer);
  if (roles === null || !roles.includes('approver')) {
    return fail('officer', 'This officer is not an approver.', 'Ask an officer who is an approver.');
  }
  // The officer exists: its row is locked.
  const row: ApprovalRow = { subject, preparedBy, officerId: officer as IdOf<'off'>, at };
  await voidOlderApprovals(tx, row, addMs(at, -approvalLastsMs));
  if (!(await insertApproval(tx, row)))
    return fail('officer', 'This officer has approved the step already.', 'Ask another approver if more are needed.');
  return ok(approvalOf(row));
}

/** The approvals of a step that count at `now`, the oldest first. */
export async function approvalsOf(db: Database, subject: string, now: Instant): Promise<Approval[]> {
  return (await readApprovals(db, subject, addMs(now, -approvalLastsMs))).map(approvalOf);
}

/** All approvals of a step that were not voided, also those too old to count: for showing who approved what was sent long ago. */
export async function approvalsGiven(db: Database, subject: string): Promise<Approval[]> {
  return (await readGivenApprovals(db, subject)).map(approvalOf);
}

/** Voids what was approved: the step was edited, returned or withdrawn. */
export async function voidApprovals(tx: Transaction, subject: string, at: Instant): Promise<void> {
  await voidApprovalRows(tx, subject, at);
}

function approvalOf(row: ApprovalRow): Approval {
  return { officer: row.officerId, role: 'approver', decision: 'approve', subject: row.subject, at: row.at, method: 'password+totp' };
}
