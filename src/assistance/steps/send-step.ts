// SPDX-License-Identifier: Apache-2.0
/**
 * Sending a step: the agreement judges the finished act once more, and its permit goes out with the dispatch.
 *
 * Everything happens in the caller's transaction: the case's new state, the step, the timeline, the outbox row and the
 * log's entry are kept together or not at all. All that can be refused is refused before the first write of this file.
 */
import assert from 'node:assert/strict';
import {
  type Act,
  agreementByDigest,
  decideUnder,
  isReplaced,
  type KnownAgreement,
  noFacts,
  type Permit,
  permitDetails,
  type StepContent,
  stepDigestOf,
  type Verdict,
} from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { type Instant, type Issue, type JsonValue, newId, type Transaction } from '../../kernel/index.ts';
import { type Approval, approvalsOf, approversNeeded, spendApprovals, travellingApproval } from '../../officers/index.ts';
import { noteGiving } from '../../records/index.ts';
import { bodyRootOf, fromHex, isLetterId } from '../../seals/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { filesToSend, noteFilesSent } from '../attachments/case-files.ts';
import { issuesOfEnding } from '../measures/ending.ts';
import { issuesAfterRefusal } from '../states/against-refusal.ts';
import { clocksAfter, decisionPutOff, nextDueAt, noClocks, urgencyContested } from '../states/case-deadlines.ts';
import { startedClocks } from '../states/started-clocks.ts';
import type { ClockedEvent } from '../states/case-deadlines.ts';
import { type CaseEvent, stateAfter, transitionOf } from '../states/case-states.ts';
import {
  actClassOf,
  actOfStep,
  bodySchemas,
  type CaseTerms,
  dispatchKindOf,
  factsOfReply,
  keptBody,
  type StepBody,
} from './dispatch-bodies.ts';
import { type CaseRecord, insertEvent, markSent, type StepApproval, type StepRecord, stepsOfCases, updateCase } from '../store.ts';
import type { MeasureContentWire, StepKind } from '../wire.ts';

export type Sent =
  | { readonly kind: 'sent' }
  | { readonly kind: 'waits'; readonly approversMin: number }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

/**
 * The agreement that governs the case, from our own copies; null when it is not here, or when the request is still to be made
 * and a later version has taken its place.
 */
export async function governingAgreement(
  tx: Transaction,
  deps: AssistanceDeps,
  row: CaseRecord,
  now: Instant,
): Promise<KnownAgreement | null> {
  if (row.agreement === null) return null;
  const { digest } = row.agreement;
  const index = await deps.agreementIndex(tx, now);
  if (row.state === 'awaiting-approval' && isReplaced(index, digest, now)) return null;
  return agreementByDigest(index, digest);
}

export interface JudgedStep {
  readonly verdict: Verdict;
  readonly permit: Permit | null;
  readonly approvals: readonly Approval[];
  readonly content: StepBody;
  /** How many must approve: the stricter of the agreement and the house rules. */
  readonly approversMin: number;
}

/** The verdict on a step as it stands, with the approvals that count now. */
export async function judgeStep(
  tx: Transaction,
  deps: AssistanceDeps,
  given: { row: CaseRecord; step: StepRecord; agreement: KnownAgreement; now: Instant },
): Promise<JudgedStep> {
  const { row, step, agreement, now } = given;
  const approvals = await approvalsOf(tx, step.digest, now);
  const content = readStep(step);
  const act = actOfContent(deps, row, { content, conditions: step.conditions as readonly JsonValue[] }, agreement, now);
  const facts = { ...noFacts, approvals, preparedBy: step.prepared_by, stepDigest: step.digest };
  const decided = decideUnder(act, agreement, facts, now);
  const approversMin = approversNeededFor(deps, content, decided.verdict.approversMin);
  return { ...decided, approvals, content, approversMin };
}

/** How many must approve a step: what the agreement asks, or the house where that is more. */
export function approversNeededFor(deps: AssistanceDeps, content: StepBody, agreementMin: number): number {
  const actClass = actClassOf(content);
  return actClass === null ? agreementMin : approversNeeded(deps.approvals.houseRules, actClass, agreementMin);
}

/** The act that a step is, as it stands now. */
export function actOfContent(
  deps: AssistanceDeps,
  row: Pick<CaseRecord, 'counterpart' | 'agreement' | 'request'>,
  step: { readonly content: StepBody; readonly conditions: readonly JsonValue[] },
  agreement: KnownAgreement,
  now: Instant,
): Act {
  const { content, conditions } = step;
  const terms = termsOf(row, deps.self);
  const passing = { from: terms.from, to: terms.to, purpose: terms.request.purpose, at: now };
  return actOfStep(content, terms, (body) => factsOfReply(agreement, { body, conditions }, passing, deps.suites));
}

/** Sends the step when its approvals suffice; else says how many it waits for, or what forbids it. */
export async function sendStep(tx: Transaction, deps: AssistanceDeps, row: CaseRecord, step: StepRecord, now: Instant): Promise<Sent> {
  const agreement = await governingAgreement(tx, deps, row, now);
  if (agreement === null) return { kind: 'issues', issues: [notInForce] };
  const judged = await judgeStep(tx, deps, { row, step, agreement, now });
  const { permit, verdict, content, approvals, approversMin } = judged;
  if (permit === null) {
    if (onlyApprovalsMissing(verdict)) return { kind: 'waits', approversMin };
    return { kind: 'issues', issues: issuesOfVerdict(verdict) };
  }
  if (approvals.length < approversMin) return { kind: 'waits', approversMin };
  if (subjectOfStep(step, permit) !== step.digest) return { kind: 'issues', issues: [otherAct] };
  const event = eventOfStep(content);
  if (transitionOf(row.state, event) === null) return { kind: 'issues', issues: [stateIssue(row, event)] };
  const steps = await stepsOfCases(tx, [row.id]);
  const wrong = [...issuesAfterRefusal(content, { steps, deadlines: row.deadlines, at: now }), ...issuesOfEnding(deps, row, steps, event)];
  if (wrong.length > 0) return { kind: 'issues', issues: wrong };
  const files = await filesToSend(tx, row.id, content);
  const { digest } = await deps.queue(tx, permit, {
    kind: dispatchKindOf[step.kind],
    caseRef: row.id,
    body: step.body,
    bodySeed: seedOf(step),
    conditions: step.conditions as readonly JsonValue[],
    inReplyTo: await answered(tx, row, step),
    class: row.request?.class ?? row.draft.class,
    purpose: row.request?.purpose ?? row.draft.purpose,
    preparedBy: step.prepared_by,
    approvals: approvals.map(travellingApproval),
    attachments: files.attachments,
  });
  await noteFilesSent(tx, files.ids, { dispatch: digest, peer: row.counterpart, at: now });
  // The exchange keeps what was sent; here the bodies of records have no further use.
  await markSent(tx, step.id, { dispatch: digest, at: now, approvals: approvals.map(keptApproval), body: keptBody(content) });
  await spendApprovals(tx, step.digest, now);
  const { clause } = permitDetails(permit);
  await moveCase(tx, deps, row, { event, at: now, detail: detailOf(content), clause });
  await setAsideReplaced(tx, deps, step, now);
  await noteSent(tx, deps, { row, step, judged, permit, agreement, digest, now });
  return { kind: 'sent' };
}

/** What was written anew takes the place of what was not delivered, which then needs nobody's attention any more. */
async function setAsideReplaced(tx: Transaction, deps: AssistanceDeps, step: StepRecord, now: Instant): Promise<void> {
  if (!writtenAnew.includes(step.kind)) return;
  for (const { kind, state, dispatch } of await stepsOfCases(tx, [step.case_id])) {
    if (kind !== step.kind || state !== 'not-delivered' || dispatch === null) continue;
    await deps.setAside(tx, { digest: dispatch, officer: step.prepared_by, reason: 'sent-again', at: now });
  }
}

/** Steps that files may travel with, each of which is chosen again; and what goes before a request. */
export const writtenAnew: readonly StepKind[] = ['draft-sharing', 'draft-comments', 'reply', 'rebuttal', 'cure'];

interface SentStep {
  readonly row: CaseRecord;
  readonly step: StepRecord;
  readonly judged: JudgedStep;
  readonly permit: Permit;
  readonly agreement: KnownAgreement;
  readonly digest: string;
  readonly now: Instant;
}

/** What is written down of a step that goes out: timeline, uses of the records it discloses, and the log. */
async function noteSent(tx: Transaction, deps: AssistanceDeps, sent: SentStep): Promise<void> {
  const { row, step, judged, permit, agreement, digest, now } = sent;
  const { clause, agreement: ref } = permitDetails(permit);
  const facts = {
    kind: 'sent',
    step: step.kind,
    authority: deps.self,
    officer: step.prepared_by,
    dispatch: digest,
    clause: { agreement: ref, title: agreement.document.title, clause },
    detail: detailOf(judged.content),
    ...(isLetterId(row.counterpart) ? ({ letter: { kind: 'written' } } as const) : {}),
  } as const;
  await insertEvent(tx, { id: newId('evt', now, deps.random), caseId: row.id, at: now, facts });
  if (judged.content.kind === 'reply') {
    const names = await deps.authorityNames(tx, [row.counterpart]);
    const giving = {
      records: judged.content.body.records,
      recipient: row.counterpart,
      recipientName: names.get(row.counterpart)?.name ?? row.counterpart,
      purpose: row.request?.purpose ?? 'commercial',
      officer: step.prepared_by,
      matter: row.id,
      agreement: ref,
      clause,
      dispatchDigest: digest,
    } as const;
    await noteGiving(tx, giving, { now, random: deps.random, suites: deps.suites });
  }
  await deps.announce(tx, 'cases');
  const details = { caseRef: row.id, step: step.kind, dispatch: digest, subject: step.digest, clause };
  await noteAudit(tx, { event: 'case.step-sent', actor: step.prepared_by, at: now, details }, deps.random);
}

/** What stays with the step: who approved and when; the proof stays in the dispatch. */
export function keptApproval({ officer, subject, at, authenticator }: StepApproval): StepApproval {
  return { officer, subject, at, authenticator };
}

/** What the permit is for, as approvals name it; another digest than the step's where its act has become another. */
function subjectOfStep(step: StepRecord, permit: Permit): string {
  return stepDigestOf(stepContentOf(step, permitDetails(permit)));
}

/** Everything of a step that its approvals name, by the act that it is. */
export function stepContentOf(step: StepRecord, { act, agreement }: Pick<StepContent, 'act' | 'agreement'>): StepContent {
  return {
    kind: dispatchKindOf[step.kind],
    act,
    agreement,
    caseRef: step.case_id,
    preparedBy: step.prepared_by,
    bodyRoot: bodyRootOf(step.body, seedOf(step)),
    conditions: step.conditions as readonly JsonValue[],
  };
}

const otherAct: Issue = {
  path: 'digest',
  problem: 'Since it was prepared, this step has become another act under the agreement.',
  remedy: 'Return it and prepare it anew.',
};

/** The dispatch that a step answers, by the kind that it answers: an answer the question, a rebuttal the refusal; most the request. */
async function answered(tx: Transaction, row: CaseRecord, step: StepRecord): Promise<readonly string[]> {
  // A request names the draft that was shown before, and what was said of it.
  const kinds = answeredKinds[step.kind] ?? ['request'];
  const travelled = (await stepsOfCases(tx, [row.id])).filter((other) => kinds.includes(other.kind) && other.state === 'delivered');
  return travelled.slice(-1).flatMap((other) => other.dispatch ?? []);
}

const answeredKinds: Partial<Record<StepKind, readonly StepKind[]>> = {
  request: ['draft-sharing', 'draft-comments'],
  'draft-sharing': ['draft-comments'],
  'draft-comments': ['draft-sharing'],
  withdrawal: ['request', 'draft-sharing'],
  answer: ['question'],
  rebuttal: ['refusal'],
  cure: ['refusal'],
  reopening: ['rebuttal', 'cure'],
  upholding: ['rebuttal', 'cure'],
};

/** Writes the state after an event of either side, and the deadlines that the event meets. */
export async function moveCase(tx: Transaction, deps: AssistanceDeps, row: CaseRecord, happened: ClockedEvent): Promise<void> {
  const { event, at } = happened;
  const transition = transitionOf(row.state, event);
  assert(transition !== null, `a case in state ${row.state} cannot take ${event}; this is checked before`);
  const state = stateAfter(transition, row.resume_state);
  const needsClocks = happened.detail === urgencyContested || event === 'reopening';
  const deadlines = clocksAfter(row.deadlines, happened, needsClocks ? await startedClocks(tx, deps, row) : noClocks);
  await updateCase(tx, row.id, {
    state,
    resume_state: event === 'question' ? row.state : row.resume_state,
    deadlines,
    next_due_at: nextDueAt(deadlines, state)?.dueAt ?? null,
    updated_at: at,
  });
}

function seedOf(step: StepRecord): Uint8Array {
  const seed = step.body_seed === null ? null : fromHex(step.body_seed);
  assert(seed !== null, 'a step of ours was prepared with a seed');
  return seed;
}

export function readStep(step: Pick<StepRecord, 'kind' | 'body'>): StepBody {
  return { kind: step.kind, body: bodySchemas[step.kind].parse(step.body) } as StepBody;
}

export function eventOfStep(step: StepBody): CaseEvent {
  if (step.kind === 'feedback') return step.body.isLast ? 'feedback' : 'use-report';
  return step.kind === 'reply' ? `${step.body.completeness}-reply` : step.kind;
}

export function detailOf(step: StepBody): string | null {
  switch (step.kind) {
    case 'reply':
      return step.body.completeness;
    case 'measure':
      return puttingOff(step.body.measure);
    case 'instruction':
      return step.body.measure.kind;
    case 'refusal':
    case 'rebuttal':
    case 'cure':
    case 'reopening':
    case 'upholding':
      return step.body.ground;
    case 'postponement':
      return step.body.until === null ? step.body.ground : `${step.body.ground} until ${step.body.until}`;
    case 'acknowledgement':
      return step.body.urgencyContested === undefined ? null : urgencyContested;
    case 'delay-notice':
      return step.body.expectedReplyAt;
    case 'impossibility':
      return step.body.cause;
    case 'confidentiality-change':
      return step.body.isConfidential ? 'confidential' : 'open';
    case 'feedback':
      return step.body.isLast ? 'last' : 'on-the-way';
    default:
      return null;
  }
}

/** A measure that puts the decision off says until when: the clock of the case runs until then. */
function puttingOff({ kind, until }: MeasureContentWire): string {
  return kind === decisionPutOff && typeof until === 'string' ? `${kind} until ${until}` : kind;
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
  remedy: 'Look at the agreement. A request that is not sent yet can be edited and submitted again.',
};

export function stateIssue(row: CaseRecord, event: CaseEvent): Issue {
  return {
    path: 'state',
    problem: `A case that is ${row.state} does not take ${event}.`,
    remedy: 'Load the case again: it has changed.',
  };
}

function termsOf(row: Pick<CaseRecord, 'counterpart' | 'agreement' | 'request'>, self: string): CaseTerms {
  assert.ok(row.request !== null && row.agreement !== null, 'a case with a step to send has its request and its agreement');
  return { from: self, to: row.counterpart, agreement: row.agreement, request: row.request };
}
