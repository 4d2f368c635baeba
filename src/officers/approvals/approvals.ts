// SPDX-License-Identifier: Apache-2.0
/**
 * Approvals: the second pair of eyes, and the one door through which every act that needs it goes.
 *
 *     approvalFor        how an act stands: enough approvals, or it waits (and from then on approvers see it)
 *     proveApproval      the officer proves it is them: with a passkey over exactly this subject, or with a code (prove-approval.ts)
 *     recordApproval     writes it down, in the transaction of the room whose act it is
 *     spendApprovals     the act was carried out: what was approved once is not approved for a second time
 *     approveAct         the same for an act that is no dispatch: with the last approval it is carried out (judge-act.ts)
 *     voidApprovals      the act was edited or returned
 *
 * An approval is for one exact subject, named by its digest; any edit makes another digest, for which nobody has approved
 * yet. It counts while all of these hold, and `approvalsOf` returns only those that count:
 *
 *     given by an officer other than the one who prepared the act
 *     who is an approver and not disabled, when giving it and still
 *     once per officer and once per authenticator
 *     less than 24 hours ago
 *     with a passkey that is not revoked since, where it was given with one
 *     not voided by an edit, a return or the act itself
 *
 * How many are needed is the stricter of the house rules and what the agreement asks.
 */
import assert from 'node:assert/strict';
import {
  addMs,
  canonicalJson,
  type Database,
  fail,
  type IdOf,
  type Instant,
  type JsonValue,
  ok,
  type Result,
  type Transaction,
} from '../../kernel/index.ts';
import { digestOfText, isDigest } from '../../seals/index.ts';
import type { ActClass } from '../wire.ts';
import type { Approval, AskedAct } from './asked-act.ts';
import type { HouseRules } from './house-rules.ts';
import { isProven, type Proven } from './prove-approval.ts';
import {
  findAskedAct,
  findAskedActs,
  insertApproval,
  insertAskedAct,
  otherAskedActs,
  readApprovals,
  removeAskedAct,
  voidApprovalRows,
  voidOlderApprovals,
} from './store.ts';
import { lockRoles } from '../store.ts';

/** An act approved yesterday is looked at again today. */
export const approvalLastsMs = 24 * 3_600_000;

export type ApprovalStanding =
  | { readonly kind: 'enough'; readonly approvals: readonly Approval[] }
  | { readonly kind: 'waits'; readonly given: number; readonly approversMin: number };

/** The subject of an act that is no dispatch: the digest of its class and of everything that is shown and done. */
export function subjectOf(actClass: ActClass, content: unknown): string {
  return digestOfText(subjectTextOf(actClass, content));
}

/** The exact text of which that is the digest: what an approver reads on a second device. */
export function subjectTextOf(actClass: ActClass, content: unknown): string {
  return canonicalJson({ actClass, content });
}

/** How many must approve: what the house asks, or the agreement where that is more. */
export function approversNeeded(rules: HouseRules, actClass: ActClass, agreementMin = 0): number {
  return Math.max(rules.approversMin[actClass], agreementMin);
}

/**
 * How an act stands. While it waits, the approvers find it among what waits for them; asked again, it is still the same act.
 * The caller does the act in the transaction that says `enough`, and spends the approvals with it.
 */
export async function approvalFor(
  tx: Transaction,
  rules: HouseRules,
  act: AskedAct,
  given: { readonly now: Instant; readonly agreementMin?: number },
): Promise<ApprovalStanding> {
  assert(digestOfText(act.covered.text) === act.subject, 'an act is named by the digest of what it covers');
  const approversMin = approversNeeded(rules, act.actClass, given.agreementMin);
  const approvals = (await approvalsOf(tx, act.subject, given.now)).filter((approval) => approval.officer !== act.preparedBy);
  if (approvals.length >= approversMin) return { kind: 'enough', approvals };
  // Asked anew with another content, the act was edited: what was approved of the former is void.
  for (const former of await otherAskedActs(tx, act, act.preparedBy)) await voidApprovals(tx, former, given.now);
  await insertAskedAct(tx, { ...act, askedAt: given.now, approversMin }, addMs(given.now, -approvalLastsMs));
  return { kind: 'waits', given: approvals.length, approversMin };
}

/** What a waiting or approved act of this class and case carries out; null where there is no such act, or where that is said elsewhere. */
export async function askedContent(
  db: Database,
  act: Pick<AskedAct, 'actClass' | 'caseRef' | 'subject'>,
  now: Instant,
): Promise<AskedAct['content']> {
  const found = await findAskedAct(db, act.subject, addMs(now, -approvalLastsMs));
  return found?.actClass === act.actClass && found.caseRef === act.caseRef ? found.content : null;
}

/** By subject, what the acts that wait are about: the thing each is done to, its case, and everything that it carries out. */
export async function askedAbout(db: Database, subjects: readonly string[], now: Instant): Promise<ReadonlyMap<string, JsonValue>> {
  const acts = await findAskedActs(db, subjects, addMs(now, -approvalLastsMs));
  return new Map(acts.map(({ subject, about, caseRef, content }) => [subject, [about, caseRef, content]]));
}

/**
 * The act was carried out: its approvals are spent, and it waits no more. Says how many were spent: fewer than it needed where
 * another call has spent them at the same moment, and then the caller undoes what it did.
 */
export async function spendApprovals(tx: Transaction, subject: string, at: Instant): Promise<number> {
  return voidApprovals(tx, subject, at);
}

/** The act was carried out, and so nothing else of its class waits for the thing that it was done to. */
export async function spendAct(tx: Transaction, act: Pick<AskedAct, 'actClass' | 'about' | 'subject'>, at: Instant): Promise<void> {
  for (const subject of [act.subject, ...(await otherAskedActs(tx, act, null))]) await voidApprovals(tx, subject, at);
}

/** Records one approval of what another officer prepared. */
export async function recordApproval(
  tx: Transaction,
  proven: Proven,
  given: { readonly preparedBy: string; readonly actClass: ActClass },
): Promise<Result<Approval>> {
  assert(isProven(proven), 'an approval is recorded by its proof');
  const { subject, officer, at, method, authenticator, proof } = proven;
  if (!isDigest(subject)) return fail('subject', 'The step is not named by its digest.', 'Open the step again and approve it there.');
  if (officer === given.preparedBy) {
    return fail('officer', 'Whoever prepared a step cannot approve it.', 'Ask another officer who is an approver.');
  }
  const roles = await lockRoles(tx, officer);
  if (roles === null || !roles.includes('approver')) {
    return fail('officer', 'This officer is not an approver.', 'Ask an officer who is an approver.');
  }
  // The officer exists: its row is locked.
  const row = { subject, preparedBy: given.preparedBy, actClass: given.actClass, officerId: officer as IdOf<'off'>, at };
  await voidOlderApprovals(tx, row, addMs(at, -approvalLastsMs));
  if (!(await insertApproval(tx, { ...row, method, authenticator, proof }))) {
    const problem = 'This officer, or this authenticator, has approved the step already.';
    return fail('officer', problem, 'Ask another approver if more are needed.');
  }
  return ok({ officer, role: 'approver', decision: 'approve', subject, at, method, proof, authenticator });
}

/** The approvals of a subject that count at `now`, the oldest first. */
export async function approvalsOf(db: Database, subject: string, now: Instant): Promise<Approval[]> {
  return readApprovals(db, subject, addMs(now, -approvalLastsMs));
}

/** Voids what was approved: the act was edited, returned or withdrawn. */
export async function voidApprovals(tx: Transaction, subject: string, at: Instant): Promise<number> {
  const count = await voidApprovalRows(tx, subject, at);
  await removeAskedAct(tx, subject);
  return count;
}
