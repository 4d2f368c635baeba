// SPDX-License-Identifier: Apache-2.0
/**
 * Approvals: how many different officers stand behind one exact step.
 *
 * Counted are officers other than the preparer, each once, whose approval names the digest of this very step, was given
 * before now and is not older than a day. One authenticator counts once, whoever lent it to whom; where a clause asks for
 * passkeys, an approval without one does not count. Where the preparer or the step is not known, none counts: nobody can
 * say then that two pairs of eyes saw the same thing.
 *
 * That an approval is genuine is established before it comes here, by whoever holds the proof (room seals).
 */
import { type Instant, isInstant, msBetween } from '../../kernel/index.ts';

/** An approval older than this no longer counts: what was approved yesterday may have been overtaken. */
export const approvalHoursMax = 24;

export interface ApprovalFacts {
  readonly approvals: readonly {
    readonly officer: string;
    readonly subject: string;
    readonly at: string;
    /** The authenticator that proves it; null where a password and a code were all the proof. */
    readonly authenticator: string | null;
  }[];
  readonly preparedBy: string | null;
  readonly stepDigest: string | null;
}

export function countApprovals(facts: ApprovalFacts, now: Instant, needs: { readonly isPasskeyNeeded: boolean }): number {
  const { approvals, preparedBy, stepDigest } = facts;
  if (preparedBy === null || stepDigest === null || approvals.length === 0) return 0;
  const [officers, authenticators] = [new Set<string>(), new Set<string>()];
  for (const { officer, subject, at, authenticator } of approvals) {
    const isFresh = isInstant(at) && at <= now && msBetween(at, now) <= approvalHoursMax * 3_600_000;
    if (officer === preparedBy || subject !== stepDigest || !isFresh || officers.has(officer)) continue;
    if (authenticator === null ? needs.isPasskeyNeeded : authenticators.has(authenticator)) continue;
    officers.add(officer);
    if (authenticator !== null) authenticators.add(authenticator);
  }
  return officers.size;
}
