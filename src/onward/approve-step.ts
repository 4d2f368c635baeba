// SPDX-License-Identifier: Apache-2.0
/**
 * Four eyes: a second officer approves the exact step, or returns it with a reason.
 *
 * Approving takes a proof: the officer's passkey over exactly this digest, or a code where the house rules allow it. The digest
 * in the call must be that of the step as it waits. With the last approval needed the step goes out in the same transaction,
 * judged once more: a consent that has ended meanwhile, or an agreement that is not in force any more, stops it then.
 */
import { noteAudit } from '../audit/index.ts';
import type { Instant, Transaction } from '../kernel/index.ts';
import { type GivenProofWire, proveApproval, recordApproval, type ReviewSource, voidApprovals } from '../officers/index.ts';
import { concludeStep, moveMatter } from './conclude-step.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from './onward-deps.ts';
import { agreementOf, coveredByStep, noteEvent, readStep, type Recipient, sendStep } from './send-step.ts';
import { narrowedSince, recipientsNow } from './recalls/parts-of-recall.ts';
import { closeStep, findStep, lockMatter, type MatterRecord, type StepRecord, waitingStep } from './store.ts';
import { keptBody } from './bodies.ts';

export interface Judgement {
  readonly stepId: string;
  readonly digest: string;
  readonly officer: string;
  readonly now: Instant;
}

export async function approveStep(deps: OnwardDeps, given: Judgement & { readonly proof: GivenProofWire }): Promise<Outcome> {
  const { now, officer } = given;
  const found = await findStep(deps.database, given.stepId);
  if (found === null) return absent;
  const wrong = wrongJudgement(found, given);
  if (wrong !== null) return wrong;
  if (found.prepared_by === officer)
    return issue('officer', 'Whoever prepared a step cannot approve it.', 'Ask another officer who is an approver.');
  const proven = await proveApproval(deps.approvals, { officer, subject: given.digest, proof: given.proof, now });
  if (!proven.ok) return { kind: 'issues', issues: proven.issues };
  return changeMatter(deps, async (tx) => {
    const row = await lockMatter(tx, found.matter);
    const step = await findStep(tx, given.stepId);
    if (row === null || step === null) return absent;
    const changed = wrongJudgement(step, given);
    if (changed !== null) return changed;
    if (step.kind === 'recall' && (await narrowedSince(tx, row, step)).length > 0) return givenMoreNarrowly;
    const approval = await recordApproval(tx, proven.value, { preparedBy: step.prepared_by, actClass: 'onward-share' });
    if (!approval.ok) return { kind: 'issues', issues: approval.issues };
    await noteJudgement(tx, deps, step, { kind: 'approved', officer, now, detail: null });
    const sent = await sendStep(tx, deps, { step, recipients: await recipientsOfStep(tx, deps, row, step, now), now });
    if (sent.kind === 'issues') return sent;
    if (sent.kind === 'sent') await concludeStep(tx, deps, row, readStep(step), { sent: sent.to, officer: step.prepared_by, now });
    await deps.announce(tx, 'onward');
    const { method } = approval.value;
    const details = { matter: row.id, step: step.kind, subject: step.digest, preparedBy: step.prepared_by, method };
    await noteAudit(tx, { event: 'approval.given', actor: officer, at: now, details }, deps.random);
    return { kind: 'done', matter: row.id };
  });
}

const givenMoreNarrowly = issue(
  'step',
  'Since this correction was written, the record was given to one of its recipients more narrowly.',
  'Return it to its preparer, who begins the correction anew.',
);

export async function returnStep(deps: OnwardDeps, given: Judgement & { readonly reason: string }): Promise<Outcome> {
  const { now, officer } = given;
  const found = await findStep(deps.database, given.stepId);
  if (found === null) return absent;
  return changeMatter(deps, async (tx) => {
    const row = await lockMatter(tx, found.matter);
    const step = await findStep(tx, given.stepId);
    if (row === null || step === null) return absent;
    const wrong = wrongJudgement(step, given);
    if (wrong !== null) return wrong;
    await voidApprovals(tx, step.digest, now);
    await closeStep(tx, step.id, 'voided', keptBody(readStep(step)));
    // Whoever was asked or told may answer anew; what we began ourselves is over, and can be begun again.
    if (row.part !== 'asked' && row.part !== 'holding') await moveMatter(tx, deps, row, 'returned', now, { dueAt: null });
    await noteJudgement(tx, deps, step, { kind: 'returned', officer, now, detail: given.reason });
    await deps.announce(tx, 'onward');
    const details = { matter: row.id, step: step.kind, subject: step.digest, preparedBy: step.prepared_by };
    await noteAudit(tx, { event: 'approval.returned', actor: officer, at: now, details }, deps.random);
    return { kind: 'done', matter: row.id };
  });
}

/** A step that waits for approval, to the letter; null where none waits under the digest, or it could not go any more. */
export function reviewOfMatterStep(deps: OnwardDeps): ReviewSource {
  return async (db, subject, now) => {
    const step = await waitingStep(db, subject);
    if (step === null) return null;
    const covered = await changelessly(deps, async (tx) => {
      const row = await lockMatter(tx, step.matter);
      const [first] = row === null ? [] : await recipientsOfStep(tx, deps, row, step, now);
      return first === undefined ? null : coveredByStep(deps, step, first, now);
    });
    if (covered === null) return null;
    return { way: { kind: 'matter-step', id: step.id, name: step.kind }, preparedBy: step.prepared_by, caseRef: null, covered };
  };
}

function changelessly<Value>(deps: OnwardDeps, look: (tx: Transaction) => Promise<Value>): Promise<Value> {
  return deps.database.transaction().execute(look);
}

/** To whom it goes, by our own copies of the agreements. */
async function recipientsOfStep(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  step: StepRecord,
  now: Instant,
): Promise<readonly Recipient[]> {
  if (step.kind === 'recall') return recipientsNow(tx, deps, { row, step, now });
  const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
  return agreement === null ? [] : step.recipients.map((to) => ({ to, agreement }));
}

function wrongJudgement(step: StepRecord, given: Judgement): Outcome | null {
  if (step.state !== 'awaiting-approval') return issue('state', 'This step does not wait for approval any more.', 'Load it again.');
  if (step.digest === given.digest) return null;
  return issue('digest', 'The step is another one than you looked at.', 'Load it again and read it anew.');
}

async function noteJudgement(
  tx: Transaction,
  deps: OnwardDeps,
  step: StepRecord,
  given: { readonly kind: 'approved' | 'returned'; readonly officer: string; readonly now: Instant; readonly detail: string | null },
): Promise<void> {
  const { kind, officer, now, detail } = given;
  await noteEvent(tx, deps, step.matter, now, {
    kind,
    step: step.kind,
    authority: deps.self,
    peer: null,
    officer,
    dispatch: null,
    clause: null,
    detail,
  });
}
