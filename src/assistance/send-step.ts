// SPDX-License-Identifier: Apache-2.0
/**
 * Sending a step: the agreement judges the finished act once more, and its permit goes out with the dispatch.
 *
 * Everything happens in the caller's transaction: the case's new state, the step, the timeline, the outbox row and the
 * log's entry are kept together or not at all. All that can be refused is refused before the first write.
 */
import assert from 'node:assert/strict';
import { agreementByDigest, decideUnder, everyDatumConditioned, type KnownAgreement, noFacts, permitDetails, type Verdict } from '../agreements/index.ts';
import { appendAudit } from '../audit/index.ts';
import { type Instant, type Issue, type JsonValue, newId, type Transaction } from '../kernel/index.ts';
import { approvalsOf } from '../officers/index.ts';
import type { AssistanceDeps } from './assistance-deps.ts';
import { meetDeadlines, nextDueAt } from './case-deadlines.ts';
import { type CaseEvent, stateAfter, transitionOf } from './case-states.ts';
import { actOfStep, bodySchemas, type CaseTerms, dispatchKindOf, type StepBody } from './dispatch-bodies.ts';
import { type CaseRecord, insertEvent, type StepRecord, updateCase, updateStep } from './store.ts';

export type Sent = { readonly kind: 'sent' } | { readonly kind: 'waits'; readonly approversMin: number } | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

/** The agreement that governs the case, from our own copies in force; null when it is not in force. */
export async function governingAgreement(tx: Transaction, deps: AssistanceDeps, row: CaseRecord, now: Instant): Promise<KnownAgreement | null> {
  if (row.agreement === null) return null;
  return agreementByDigest(await deps.agreementIndex(tx, now), row.agreement.digest);
}

/** The verdict on a step as it stands, with the approvals that count now. */
export async function judgeStep(tx: Transaction, deps: AssistanceDeps, given: { row: CaseRecord; step: StepRecord; agreement: KnownAgreement; now: Instant }) {
  const { row, step, agreement, now } = given;
  const approvals = (await approvalsOf(tx, step.digest, now)).map((approval) => ({ officer: approval.officer, subject: approval.subject, at: approval.at }));
  const content = readStep(step);
  const act = actOfStep(content, termsOf(row, deps.self), (body) =>
    everyDatumConditioned(agreement, body.records),
  );
  const decision = decideUnder(act, agreement, { ...noFacts, approvals, preparedBy: step.prepared_by, stepDigest: step.digest }, now);
  return { ...decision, approvals, content };
}

/** Sends the step when its approvals suffice; else says how many it waits for, or what forbids it. */
export async function sendStep(tx: Transaction, deps: AssistanceDeps, row: CaseRecord, step: StepRecord, now: Instant): Promise<Sent> {
  const agreement = await governingAgreement(tx, deps, row, now);
  if (agreement === null) return { kind: 'issues', issues: [notInForce] };
  const judged = await judgeStep(tx, deps, { row, step, agreement, now });
  if (judged.permit === null) {
    if (onlyApprovalsMissing(judged.verdict)) return { kind: 'waits', approversMin: judged.verdict.approversMin };
    return { kind: 'issues', issues: issuesOfVerdict(judged.verdict) };
  }
  const event = eventOfStep(judged.content);
  const transition = transitionOf(row.state, event);
  if (transition === null) return { kind: 'issues', issues: [stateIssue(row, event)] };
  const { digest } = await deps.queue(tx, judged.permit, {
    kind: dispatchKindOf[step.kind],
    caseRef: row.id,
    body: step.body,
    conditions: step.conditions as readonly JsonValue[],
    inReplyTo: [],
    class: row.request?.class ?? row.draft.class,
    purpose: row.request?.purpose ?? row.draft.purpose,
    preparedBy: step.prepared_by,
    approvals: judged.approvals,
  });
  await updateStep(tx, step.id, { state: 'queued', dispatch: digest });
  await moveCase(tx, row, event, now);
  await insertEvent(tx, {
    id: newId('evt', now, deps.random),
    caseId: row.id,
    at: now,
    facts: {
      kind: 'sent',
      step: step.kind,
      authority: deps.self,
      officer: step.prepared_by,
      dispatch: digest,
      clause: { agreement: permitDetails(judged.permit).agreement, title: agreement.document.title, clause: permitDetails(judged.permit).clause },
      detail: detailOf(judged.content),
    },
  });
  await deps.announce(tx, 'cases');
  await appendAudit(tx, { event: 'case.step-sent', actor: step.prepared_by, at: now, details: { caseRef: row.id, step: step.kind, dispatch: digest } }, deps.random);
  return { kind: 'sent' };
}

/** Writes the state after an event of either side, and the deadlines that the event meets. */
export async function moveCase(tx: Transaction, row: CaseRecord, event: CaseEvent, at: Instant): Promise<void> {
  const transition = transitionOf(row.state, event);
  if (transition === null) throw new Error(`a case in state ${row.state} cannot take ${event}; this is checked before`);
  const state = stateAfter(transition, row.resume_state);
  const deadlines = meetDeadlines(row.deadlines, event, at);
  await updateCase(tx, row.id, {
    state,
    resume_state: event === 'question' ? row.state : row.resume_state,
    deadlines,
    next_due_at: nextDueAt(deadlines, state)?.dueAt ?? null,
    updated_at: at,
  });
}

export function readStep(step: Pick<StepRecord, 'kind' | 'body'>): StepBody {
  return { kind: step.kind, body: bodySchemas[step.kind].parse(step.body) } as StepBody;
}

export function eventOfStep(step: StepBody): CaseEvent {
  return step.kind === 'reply' ? `${step.body.completeness}-reply` : step.kind;
}

export function detailOf(step: StepBody): string | null {
  if (step.kind === 'reply') return step.body.completeness;
  return step.kind === 'refusal' ? step.body.ground : null;
}

export function onlyApprovalsMissing(verdict: Verdict): boolean {
  // Approvals come last among what is needed, so the first reason tells.
  return verdict.outcome === 'needs' && verdict.reasons[0]?.kind === 'approval';
}

export function issuesOfVerdict(verdict: Verdict): Issue[] {
  return verdict.reasons
    .filter((reason) => reason.kind !== 'approval')
    .map((reason) => ({
      path: reason.field ?? 'verdict',
      problem: reason.sentence,
      remedy: reason.clause === null ? 'See the verdict beside the form.' : `See clause ${reason.clause.clause} of ${reason.clause.title}.`,
    }));
}

export const notInForce: Issue = {
  path: 'agreement',
  problem: 'The agreement that governs this case is not in force any more.',
  remedy: 'Look at the agreement; withdraw the case or wait until it is in force again.',
};

export function stateIssue(row: CaseRecord, event: CaseEvent): Issue {
  return { path: 'state', problem: `A case that is ${row.state} does not take ${event}.`, remedy: 'Load the case again: it has changed.' };
}

function termsOf(row: CaseRecord, self: string): CaseTerms {
  assert.ok(row.request !== null && row.agreement !== null, 'a case with a step to send has its request and its agreement');
  return { from: self, to: row.counterpart, agreement: row.agreement, request: row.request };
}
