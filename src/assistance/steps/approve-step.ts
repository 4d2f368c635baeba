// SPDX-License-Identifier: Apache-2.0
/**
 * Four eyes: a second officer approves the exact step, or returns it with a reason.
 *
 * Approving takes a proof: the officer's passkey over exactly this digest, or a code where the house rules allow it. The
 * digest in the call must be that of the step as it is now: who looked at an older text approves nothing. With the last
 * approval needed, the step is sent in the same transaction.
 */
import { noteAudit } from '../../audit/index.ts';
import { type Instant, newId, type Transaction } from '../../kernel/index.ts';
import { type GivenProofWire, proveApproval, recordApproval, voidApprovals } from '../../officers/index.ts';
import { absent, type AssistanceDeps, issue, type Outcome } from '../assistance-deps.ts';
import { changeCase } from '../cases/change-case.ts';
import { actClassOf } from './dispatch-bodies.ts';
import { readStep, sendStep } from './send-step.ts';
import { findStep, insertEvent, lockCase, lockStep, type StepRecord, updateCase, updateStep } from '../store.ts';

export interface Judgement {
  readonly stepId: string;
  readonly digest: string;
  readonly officer: string;
  readonly now: Instant;
}

export async function approveStep(deps: AssistanceDeps, given: Judgement & { readonly proof: GivenProofWire }): Promise<Outcome> {
  const { now, officer } = given;
  const found = await findStep(deps.database, given.stepId);
  if (found === null) return absent;
  // What can be said without the proof is said first, since a code is good once and the next one takes half a minute.
  const wrong = wrongJudgement(found, given) ?? ownStep(found, given);
  if (wrong !== null) return wrong;
  const proven = await proveApproval(deps.approvals, { officer, subject: given.digest, proof: given.proof, now });
  if (!proven.ok) return { kind: 'issues', issues: proven.issues };
  return changeCase(deps, async (tx) => {
    const row = await lockCase(tx, found.case_id);
    const step = await lockStep(tx, given.stepId);
    if (row === null || step === null) return absent;
    const changed = wrongJudgement(step, given);
    if (changed !== null) return changed;
    const actClass = actClassOf(readStep(step)) ?? 'request';
    const approval = await recordApproval(tx, proven.value, { preparedBy: step.prepared_by, actClass });
    if (!approval.ok) return { kind: 'issues', issues: approval.issues };
    await noteJudgement(tx, deps, step, { kind: 'approved', officer, now, detail: null });
    const sent = await sendStep(tx, deps, row, step, now);
    if (sent.kind === 'issues') return sent;
    await deps.announce(tx, 'cases');
    const { method } = approval.value;
    const details = { caseRef: row.id, step: step.kind, subject: step.digest, preparedBy: step.prepared_by, method };
    await noteAudit(tx, { event: 'approval.given', actor: officer, at: now, details }, deps.random);
    return { kind: 'done', caseId: row.id };
  });
}

export async function returnStep(deps: AssistanceDeps, given: Judgement & { readonly reason: string }): Promise<Outcome> {
  const { now, officer } = given;
  const found = await findStep(deps.database, given.stepId);
  if (found === null) return absent;
  return changeCase(deps, async (tx) => {
    const row = await lockCase(tx, found.case_id);
    const step = await lockStep(tx, given.stepId);
    if (row === null || step === null) return absent;
    const wrong = wrongJudgement(step, given);
    if (wrong !== null) return wrong;
    await voidApprovals(tx, step.digest, now);
    await updateStep(tx, step.id, { state: 'voided', returned_reason: given.reason });
    if (step.kind === 'request') await updateCase(tx, row.id, { state: 'draft', agreement: null, request: null, updated_at: now });
    await noteJudgement(tx, deps, step, { kind: 'returned', officer, now, detail: given.reason });
    await deps.announce(tx, 'cases');
    const details = { caseRef: row.id, step: step.kind, subject: step.digest, preparedBy: step.prepared_by };
    await noteAudit(tx, { event: 'approval.returned', actor: officer, at: now, details }, deps.random);
    return { kind: 'done', caseId: row.id };
  });
}

function wrongJudgement(step: StepRecord, given: Judgement): Outcome | null {
  if (step.state !== 'awaiting-approval') return issue('state', 'This step does not wait for approval any more.', 'Load the case again.');
  if (step.digest === given.digest) return null;
  return issue('digest', 'The step was changed since you looked at it.', 'Load the case again and read it anew.');
}

function ownStep(step: StepRecord, given: Judgement): Outcome | null {
  if (step.prepared_by !== given.officer) return null;
  return issue('officer', 'Whoever prepared a step cannot approve it.', 'Ask another officer who is an approver.');
}

async function noteJudgement(
  tx: Transaction,
  deps: AssistanceDeps,
  step: StepRecord,
  given: { kind: 'approved' | 'returned'; officer: string; now: Instant; detail: string | null },
): Promise<void> {
  const { kind, officer, now, detail } = given;
  const facts = { kind, step: step.kind, authority: deps.self, officer, dispatch: null, clause: null, detail };
  await insertEvent(tx, { id: newId('evt', now, deps.random), caseId: step.case_id, at: now, facts });
}
