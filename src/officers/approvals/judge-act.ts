// SPDX-License-Identifier: Apache-2.0
/**
 * Judging an act that is no step of a case: approving it or returning it.
 *
 * An act waits under the digest of what is done. With the last approval that it needs it is carried out at once, in the same
 * transaction, by the room whose act it is: so nobody has to come back for it, and nothing is approved that could not be done.
 * Where no room carries a class out (an evidence bundle goes to whoever asked for it), the officer who prepared it does it.
 *
 *     confirm a peer    administrator prepares  ->  waits  ->  approver approves  ->  confirmed, the other server is told
 *     a bundle          officer asks            ->  waits  ->  approver approves  ->  the officer fetches it
 *
 * What was approved is looked at again when it is carried out. If it can no longer be done, the approval is not given either.
 */
import { addMs, fail, type Instant, type Issue, type Result, type Transaction, wholeUseCase } from '../../kernel/index.ts';
import type { PasskeyDeps } from '../passkeys/passkey-deps.ts';
import type { ActClass } from '../wire.ts';
import { approvalLastsMs, approvalsOf, recordApproval, spendAct } from './approvals.ts';
import type { Approval, AskedAct } from './asked-act.ts';
import { proveApproval } from './prove-approval.ts';
import { findAskedAct, lockAskedAct, returnAskedAct, voidApprovalRows } from './store.ts';

/** Does what was approved, in the transaction of its last approval; fails where it can no longer be done. */
export type CarryOut = (
  tx: Transaction,
  act: AskedAct,
  given: { readonly approvals: readonly Approval[]; readonly now: Instant },
) => Promise<Result<unknown>>;

export interface JudgeActDeps extends PasskeyDeps {
  /** Tells the screens that what waits for approval has changed. */
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
  /** Who carries out the acts of a class; where nobody does, it is the officer who prepared it. */
  readonly carryOut: Readonly<Partial<Record<ActClass, CarryOut>>>;
}

/** The topic of acts that wait for approval. */
export const approvalsTopic = 'approvals';

interface Judged {
  readonly subject: string;
  readonly officer: string;
  readonly now: Instant;
}

export type JudgedAct =
  | { readonly kind: 'done'; readonly isCarriedOut: boolean }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export async function approveAct(deps: JudgeActDeps, given: Judged & Parameters<typeof proveApproval>[1]): Promise<JudgedAct> {
  const { subject, officer, now } = given;
  const since = addMs(now, -approvalLastsMs);
  const seen = await findAskedAct(deps.db, subject, since);
  if (seen === null) return { kind: 'absent' };
  // What can be said without the proof is said first, since a code is good once.
  if (seen.preparedBy === officer) return { kind: 'issues', issues: ownAct.issues };
  const proven = await proveApproval(deps, given);
  if (!proven.ok) return { kind: 'issues', issues: proven.issues };
  return wholeUseCase(deps.db, async (tx): Promise<JudgedAct> => {
    const act = await lockAskedAct(tx, subject, since);
    if (act === null) return { kind: 'absent' };
    const { actClass, preparedBy, caseRef } = act;
    const recorded = await recordApproval(tx, proven.value, { preparedBy, actClass });
    if (!recorded.ok) return { kind: 'issues', issues: recorded.issues };
    const details = { subject, kind: actClass, preparedBy, caseRef, method: recorded.value.method };
    await deps.audit(tx, { event: 'approval.given', actor: officer, at: now, details });
    await deps.announce(tx, approvalsTopic);
    const approvals = (await approvalsOf(tx, subject, now)).filter((approval) => approval.officer !== preparedBy);
    const carryOut = deps.carryOut[actClass];
    if (carryOut === undefined || approvals.length < act.approversMin) return { kind: 'done', isCarriedOut: false };
    const carried = await carryOut(tx, act, { approvals, now });
    if (!carried.ok) return { kind: 'issues', issues: carried.issues };
    await spendAct(tx, act, now);
    return { kind: 'done', isCarriedOut: true };
  });
}

export async function returnAct(deps: JudgeActDeps, given: Judged & { readonly reason: string }): Promise<JudgedAct> {
  const { subject, officer, now, reason } = given;
  return wholeUseCase(deps.db, async (tx): Promise<JudgedAct> => {
    const act = await lockAskedAct(tx, subject, addMs(now, -approvalLastsMs));
    if (act === null) return { kind: 'absent' };
    if (act.preparedBy === officer) return { kind: 'issues', issues: ownAct.issues };
    await voidApprovalRows(tx, subject, now);
    await returnAskedAct(tx, subject, { at: now, by: officer, reason });
    await deps.announce(tx, approvalsTopic);
    const details = { subject, kind: act.actClass, preparedBy: act.preparedBy, caseRef: act.caseRef };
    await deps.audit(tx, { event: 'approval.returned', actor: officer, at: now, details });
    return { kind: 'done', isCarriedOut: false };
  });
}

const ownAct = fail('officer', 'Whoever prepared an act cannot judge it.', 'Ask another officer who is an approver.');
