// SPDX-License-Identifier: Apache-2.0
/**
 * Approvals: how many different officers stand behind one exact step.
 *
 * Counted are officers other than the preparer, each once, whose approval names the digest of this very step, was given
 * before now and is not older than a day. Where the preparer or the step is not known, none counts: nobody can say then
 * that two pairs of eyes saw the same thing.
 */
import { type Instant, isInstant, msBetween } from '../../kernel/index.ts';

/** An approval older than this no longer counts: what was approved yesterday may have been overtaken. */
export const approvalHoursMax = 24;

export interface ApprovalFacts {
  readonly approvals: readonly { readonly officer: string; readonly subject: string; readonly at: string }[];
  readonly preparedBy: string | null;
  readonly stepDigest: string | null;
}

export function countApprovals(facts: ApprovalFacts, now: Instant): number {
  const { approvals, preparedBy, stepDigest } = facts;
  if (preparedBy === null || stepDigest === null || approvals.length === 0) return 0;
  const counted = approvals.filter(
    (approval) =>
      approval.officer !== preparedBy &&
      approval.subject === stepDigest &&
      isInstant(approval.at) &&
      approval.at <= now &&
      msBetween(approval.at, now) <= approvalHoursMax * 3_600_000,
  );
  return new Set(counted.map((approval) => approval.officer)).size;
}
