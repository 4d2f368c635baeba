// SPDX-License-Identifier: Apache-2.0
/**
 * Emergencies: carrying an act out with fewer approvals than the house asks for, because nobody else can be reached and waiting
 * would do harm. It is the pane of glass before the handle: anybody who needs it can break it, and nobody can hide that it broke.
 *
 *     Saturday night   an administrator lays a signed revocation of a stolen key before the officers; the house asks for two approvers
 *     03:10            the one approver who answers the telephone releases it, with a reason and a proof of their own
 *     03:10            it is carried out, the log has an entry of its own, and every live peer is told that it happened
 *     within 72 hours  an officer who was neither of the two reviews it; peers hear the outcome. Until then it stands on the page
 *
 * What no emergency changes:
 *  - Two people, always: whoever prepared it, and an approver with a proof over exactly this act.
 *  - What an agreement asks for: the other side decides by it too, and would refuse.
 *  - What can wait: an act that nobody carries out with its last approval, such as taking an evidence bundle out.
 *
 * What it does not do: it is no way round a refusal, a condition or the preparer's own signature; and it undoes nothing when a
 * review does not uphold it, since what was done is done. That is for the officers, by acts of their own.
 *
 * Source: the practice of break-glass access (two people, immediate record, review after the fact, those concerned are told).
 */
import {
  addMs,
  fail,
  type IdOf,
  type Instant,
  type Issue,
  newId,
  type RandomBytes,
  type Transaction,
  wholeUseCase,
} from '../../kernel/index.ts';
import { approvalLastsMs, approvalsOf, recordApproval, spendAct } from '../approvals/approvals.ts';
import { approvalsTopic, type CarryOut, type JudgeActDeps } from '../approvals/judge-act.ts';
import { proveApproval } from '../approvals/prove-approval.ts';
import { findAskedAct, lockAskedAct, type WaitingAct } from '../approvals/store.ts';
import type { ActClass, GivenProofWire, ReviewOutcome } from '../wire.ts';
import { type EmergencyRecord, insertEmergency, keepReview, lockEmergency } from './store.ts';

/** Within which an officer who took no part looks at it. */
export const reviewWithinMs = 72 * 3_600_000;

/** What other authorities are told: that it happened, and later what the review said. No name and no content. */
export interface EmergencyNotice {
  readonly emergency: string;
  readonly actClass: ActClass;
  readonly at: Instant;
  readonly reviewDueAt: Instant;
  readonly outcome: ReviewOutcome | null;
}

export interface EmergencyDeps extends JudgeActDeps {
  /** Tells every live peer; gives how many. */
  readonly tellPeers: (tx: Transaction, notice: EmergencyNotice, now: Instant) => Promise<number>;
  readonly random: RandomBytes;
}

export type Released =
  | { readonly kind: 'done'; readonly emergency: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

interface Releasing {
  readonly subject: string;
  readonly reason: string;
  readonly proof: GivenProofWire;
  readonly officer: IdOf<'off'>;
  readonly now: Instant;
}

/** Whether this act could be released at all; a sentence where not. */
export function whyNotReleased(deps: Pick<EmergencyDeps, 'carryOut' | 'houseRules'>, act: WaitingAct, given: number): string | null {
  const house = deps.houseRules.approversMin[act.actClass];
  if (deps.carryOut[act.actClass] === undefined) return 'It can wait: nothing is carried out by its last approval.';
  if (act.approversMin > house) return 'The agreement asks for these approvals, and no emergency of ours changes that.';
  if (act.approversMin - given < 2) return 'One approval is all that it lacks: give that.';
  return null;
}

export async function releaseAct(deps: EmergencyDeps, given: Releasing): Promise<Released> {
  const { subject, officer, now, reason, proof } = given;
  const since = addMs(now, -approvalLastsMs);
  const seen = await findAskedAct(deps.db, subject, since);
  if (seen === null) return { kind: 'absent' };
  if (seen.preparedBy === officer) return refuse('officer', 'Whoever prepared an act cannot release it.', 'Reach an approver.');
  if (reason.trim() === '')
    return refuse('reason', 'The reason is empty.', 'Say what would happen while it waits, and whom you could not reach.');
  // What can be said without the proof is said first, since a code is good once.
  const early = await lackOf(deps, deps.db, seen, now);
  if (early !== null) return early;
  const proven = await proveApproval(deps, { officer, subject, proof, now });
  if (!proven.ok) return { kind: 'issues', issues: proven.issues };
  return wholeUseCase(deps.db, async (tx): Promise<Released> => {
    const act = await lockAskedAct(tx, subject, since);
    if (act === null) return { kind: 'absent' };
    const lack = await lackOf(deps, tx, act, now);
    const carryOut = deps.carryOut[act.actClass];
    if (lack !== null || carryOut === undefined) return lack ?? { kind: 'absent' };
    const recorded = await recordApproval(tx, proven.value, { preparedBy: act.preparedBy, actClass: act.actClass });
    if (!recorded.ok) return { kind: 'issues', issues: recorded.issues };
    return carryOutNow(deps, tx, act, { ...given, carryOut, method: recorded.value.method });
  });
}

type Doing = Releasing & { readonly carryOut: CarryOut; readonly method: string };

async function carryOutNow(deps: EmergencyDeps, tx: Transaction, act: WaitingAct, given: Doing): Promise<Released> {
  const { officer, now, reason, carryOut, method } = given;
  const { subject, actClass, about, shown, preparedBy, approversMin, caseRef } = act;
  const emergency = newId('evt', now, deps.random);
  const reviewDueAt = addMs(now, reviewWithinMs);
  const row = {
    id: emergency,
    subject,
    act_class: actClass,
    about,
    shown,
    prepared_by: preparedBy,
    released_by: officer,
    reason: reason.trim(),
  };
  await insertEmergency(tx, { ...row, approvers_min: approversMin, at: now, review_due_at: reviewDueAt });
  await deps.audit(tx, {
    event: 'approval.given',
    actor: officer,
    at: now,
    details: { subject, kind: actClass, preparedBy, caseRef, method },
  });
  const approvals = (await approvalsOf(tx, subject, now)).filter((approval) => approval.officer !== preparedBy);
  const carried = await carryOut(tx, act, { approvals, now });
  if (!carried.ok) return { kind: 'issues', issues: carried.issues };
  await spendAct(tx, act, now);
  const count = await deps.tellPeers(tx, { emergency, actClass, at: now, reviewDueAt, outcome: null }, now);
  const details = { emergency, subject, kind: actClass, preparedBy, officer, count };
  await deps.audit(tx, { event: 'approval.emergency', actor: officer, at: now, details });
  await deps.announce(tx, approvalsTopic);
  return { kind: 'done', emergency };
}

async function lackOf(deps: EmergencyDeps, db: EmergencyDeps['db'], act: WaitingAct, now: Instant): Promise<Released | null> {
  const given = (await approvalsOf(db, act.subject, now)).filter((approval) => approval.officer !== act.preparedBy).length;
  const why = whyNotReleased(deps, act, given);
  return why === null ? null : refuse('subject', why, 'Go the ordinary way.');
}

interface Reviewing {
  readonly emergency: string;
  readonly outcome: ReviewOutcome;
  readonly remarks: string;
  readonly officer: string;
  readonly now: Instant;
}

/** An officer who was neither of the two says whether it was right; also after the 72 hours, which are then on record as missed. */
export async function reviewEmergency(deps: EmergencyDeps, given: Reviewing): Promise<Released> {
  const { emergency, outcome, remarks, officer, now } = given;
  if (remarks.trim() === '') return refuse('remarks', 'The remarks are empty.', 'Say on what the outcome rests.');
  return wholeUseCase(deps.db, async (tx): Promise<Released> => {
    const row = await lockEmergency(tx, emergency);
    if (row === null) return { kind: 'absent' };
    if (!mayReview(row, officer))
      return refuse('officer', 'Whoever took part in it does not review it.', 'Ask an officer who took no part.');
    if (row.reviewed_at !== null) return refuse('state', 'It is reviewed already.', 'Load the list again.');
    await keepReview(tx, emergency, { by: officer, at: now, outcome, remarks: remarks.trim() });
    const { at, act_class: actClass, review_due_at: reviewDueAt } = row;
    const count = await deps.tellPeers(tx, { emergency, actClass, at, reviewDueAt, outcome }, now);
    const details = { emergency, subject: row.subject, kind: actClass, outcome, isOver: now > reviewDueAt, count };
    await deps.audit(tx, { event: 'approval.emergency-reviewed', actor: officer, at: now, details });
    await deps.announce(tx, approvalsTopic);
    return { kind: 'done', emergency };
  });
}

export function mayReview(row: Pick<EmergencyRecord, 'prepared_by' | 'released_by'>, officer: string): boolean {
  return row.prepared_by !== officer && row.released_by !== officer;
}

function refuse(path: string, problem: string, remedy: string): Released {
  const failed = fail(path, problem, remedy);
  return { kind: 'issues', issues: failed.issues };
}
