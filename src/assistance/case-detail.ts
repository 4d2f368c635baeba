// SPDX-License-Identifier: Apache-2.0
/**
 * The case as one officer sees it: state, deadlines, steps, timeline, and what this officer may do next.
 *
 * `next` is computed here, from the table of states, the officer's roles and the steps; a screen shows exactly these.
 * The text of a received reply is a datum with conditions like its records: it is shown for the purpose of the case and
 * only while the conditions permit reading it.
 */
import {
  agreementByDigest,
  allowedRefusalGrounds,
  decideUnder,
  type KnownAgreement,
  noFacts,
  replyLimits,
  type Verdict,
} from '../agreements/index.ts';
import { checkUse, type Condition } from '../conditions/index.ts';
import type { Database, Instant, JsonValue } from '../kernel/index.ts';
import { approvalsOf } from '../officers/index.ts';
import { recordRowsOfCase } from '../records/index.ts';
import type { AssistanceDeps } from './assistance-deps.ts';
import { nextDeadlineRow, owedBy } from './case-deadlines.ts';
import { type CaseEvent, sideOfStep, transitions } from './case-states.ts';
import { actOfRequest, keptBody, summaryOf } from './dispatch-bodies.ts';
import { verdictOnDraft } from './drafts.ts';
import { readStep } from './send-step.ts';
import { type CaseRecord, eventsOfCase, findCase, listCases, type StepRecord, stepsOfCases } from './store.ts';
import { sentenceOf } from './timeline.ts';
import type { CaseDetailWire, CaseRowWire, StepRowWire } from './wire.ts';

export interface Viewer {
  readonly id: string;
  readonly roles: readonly string[];
}
type NextStep = CaseDetailWire['next'][number];

const boxes = { inbox: 'requested', outbox: 'requesting', approvals: null, all: null } as const;

export async function caseRows(
  db: Database,
  deps: AssistanceDeps,
  box: keyof typeof boxes,
  limit: number,
  now: Instant,
): Promise<CaseRowWire[]> {
  const found = await listCases(db, { side: boxes[box], onlyAwaitingApproval: box === 'approvals', limit });
  const names = await deps.authorityNames(
    db,
    found.map((row) => row.counterpart),
  );
  const waiting = new Set(
    (
      await stepsOfCases(
        db,
        found.map((row) => row.id),
      )
    )
      .filter((step) => step.state === 'awaiting-approval')
      .map((step) => step.case_id),
  );
  return found.map((row) => rowOf(row, names, waiting.has(row.id), now));
}

export async function caseDetail(
  db: Database,
  deps: AssistanceDeps,
  caseId: string,
  viewer: Viewer,
  now: Instant,
): Promise<CaseDetailWire | null> {
  const row = await findCase(db, caseId);
  if (row === null) return null;
  const steps = await stepsOfCases(db, [row.id]);
  const events = await eventsOfCase(db, row.id);
  const names = await deps.authorityNames(db, [row.counterpart, deps.self]);
  const officers = await deps.officerNames(db, [
    ...steps.map((step) => step.prepared_by),
    ...events.flatMap((event) => event.facts.officer ?? []),
  ]);
  const index = await deps.agreementIndex(db, now);
  const agreement = row.agreement === null ? null : agreementByDigest(index, row.agreement.digest);
  const stepRows = await Promise.all(steps.map((step) => stepRow(db, deps, { row, step, viewer, officers, now })));
  const limits = agreement === null || row.side !== 'requested' ? null : replyLimits(agreement, now);
  return {
    row: rowOf(
      row,
      names,
      steps.some((step) => step.state === 'awaiting-approval'),
      now,
    ),
    draft: { ...row.draft, counterpart: row.counterpart },
    agreement: agreement === null || row.agreement === null ? null : { ref: row.agreement, title: agreement.document.title },
    verdict: await verdictOf(db, deps, row, agreement, now),
    deadlines: row.deadlines.map((deadline) => ({
      ...deadline,
      owedBy: owedBy(row.side),
      isOver: deadline.metAt === null && deadline.dueAt < now,
    })),
    timeline: events.map((event) => ({
      id: event.id,
      at: event.at,
      kind: `${event.facts.step}.${event.facts.kind}`,
      by: event.facts.kind === 'not-delivered' ? 'server' : event.facts.authority === deps.self ? 'us' : 'them',
      officerName: event.facts.officer === null ? null : (officers.get(event.facts.officer) ?? null),
      sentence: sentenceOf(event.facts, new Map([...names].map(([id, found]) => [id, found.name]))),
      clause: event.facts.clause,
      dispatch: event.facts.dispatch,
    })),
    steps: stepRows,
    next: nextSteps(row, stepRows, viewer),
    refusalGrounds: agreement === null || row.side !== 'requested' ? [] : allowedRefusalGrounds(agreement).map((ground) => ({ ...ground })),
    replyLimits: limits,
    records: await recordRowsOfCase(db, row.id, deps),
  };
}

/** The request's verdict: of the draft while it can change, and of the request as it was sent afterwards. */
async function verdictOf(
  db: Database,
  deps: AssistanceDeps,
  row: CaseRecord,
  agreement: KnownAgreement | null,
  now: Instant,
): Promise<Verdict | null> {
  if (row.state === 'draft') return verdictOnDraft(db, deps, row.draft, now);
  if (agreement === null || row.request === null) return null;
  const [from, to] = row.side === 'requesting' ? [deps.self, row.counterpart] : [row.counterpart, deps.self];
  return decideUnder(actOfRequest(row.request, from, to), agreement, noFacts, now).verdict;
}

function rowOf(
  row: CaseRecord,
  names: ReadonlyMap<string, { name: string; jurisdiction: string }>,
  awaitsApproval: boolean,
  now: Instant,
): CaseRowWire {
  const counterpart = names.get(row.counterpart);
  return {
    id: row.id,
    side: row.side,
    counterpart: {
      authorityId: row.counterpart,
      name: counterpart?.name ?? row.counterpart,
      jurisdiction: counterpart?.jurisdiction ?? '',
    },
    assistance: row.draft.assistance,
    purpose: row.draft.purpose,
    class: row.draft.class,
    subject: row.draft.content.subject ?? '',
    reference: row.draft.reference,
    state: row.state,
    nextDeadline: nextDeadlineRow(row.deadlines, row.state, row.side, now),
    awaitsApproval,
    updatedAt: row.updated_at,
  };
}

async function stepRow(
  db: Database,
  deps: AssistanceDeps,
  given: { row: CaseRecord; step: StepRecord; viewer: Viewer; officers: ReadonlyMap<string, string>; now: Instant },
): Promise<StepRowWire> {
  const { row, step, viewer, officers, now } = given;
  const isOurs = sideOfStep[step.kind] === row.side;
  const approvals = isOurs ? await approvalsOf(db, step.digest, now) : [];
  const names = await deps.officerNames(
    db,
    approvals.map((approval) => approval.officer),
  );
  const waits = step.state === 'awaiting-approval';
  return {
    id: step.id,
    kind: step.kind,
    state: step.state,
    digest: step.digest,
    preparedBy: step.prepared_by,
    preparedByName: officers.get(step.prepared_by) ?? '',
    preparedAt: step.prepared_at,
    approvals: approvals.map((approval) => ({
      officer: approval.officer,
      officerName: names.get(approval.officer) ?? '',
      at: approval.at,
    })),
    approversMin: step.approvers_min,
    returnedReason: step.returned_reason,
    dispatch: step.dispatch,
    body: shownBody(deps, row, step, isOurs, now),
    summary: summaryText(step, isOurs),
    mayApprove:
      waits &&
      viewer.roles.includes('approver') &&
      viewer.id !== step.prepared_by &&
      !approvals.some((approval) => approval.officer === viewer.id),
    mayEdit: waits && step.kind === 'request' && viewer.roles.includes('preparer'),
  };
}

function shownBody(deps: AssistanceDeps, row: CaseRecord, step: StepRecord, isOurs: boolean, now: Instant): JsonValue {
  if (isOurs) return keptBody(readStep(step));
  if (step.kind !== 'reply') return step.body;
  const conditions = step.conditions as unknown as readonly Condition[];
  const use = checkUse(conditions, { manner: 'read', purpose: row.draft.purpose ?? 'commercial', by: deps.self, recipient: null, now });
  if (use.outcome === 'permitted') return step.body;
  return { ...(step.body as Record<string, JsonValue>), text: '', withheld: use.reasons.map((reason) => reason.sentence) };
}

function summaryText(step: StepRecord, isOurs: boolean): string {
  if (isOurs) return summaryOf(readStep(step));
  if (step.kind !== 'reply') return summaryOf(readStep(step));
  const kept = step.body as { completeness: string; recordIds: readonly string[] };
  return `${kept.completeness}, ${kept.recordIds.length} ${kept.recordIds.length === 1 ? 'record' : 'records'}`;
}

const nextOfEvent: Partial<Record<CaseEvent, NextStep>> = {
  edit: 'edit',
  submit: 'submit',
  acknowledgement: 'acknowledge',
  question: 'ask-back',
  answer: 'answer-back',
  'complete-reply': 'reply',
  refusal: 'refuse',
  withdrawal: 'withdraw',
};

function nextSteps(row: CaseRecord, steps: readonly StepRowWire[], viewer: Viewer): NextStep[] {
  const isWaiting = steps.some((step) => step.state === 'awaiting-approval');
  const next = transitions
    .filter(
      (transition) =>
        transition.from === row.state && transition.by === row.side && transition.roles.some((role) => viewer.roles.includes(role)),
    )
    .flatMap((transition) => nextOfEvent[transition.event] ?? [])
    .filter((step) => !isWaiting || step === 'edit');
  if (steps.some((step) => step.mayApprove)) next.push('approve', 'return');
  const hasTravelled = steps.some((step) => step.dispatch !== null);
  if (hasTravelled) next.push('export-bundle');
  return [...new Set(next)];
}
