// SPDX-License-Identifier: Apache-2.0
/**
 * Steps after the request: acknowledge, ask back, answer, reply, refuse, withdraw.
 *
 * A step is prepared by one officer. Where the agreement asks for approvals (replies and refusals, as a rule) it waits for
 * them; else it goes at once. A reply's records each get the agreement's own conditions, or stricter ones; looser ones and
 * records that another authority gave us are refused, since passing on is the originator's to allow.
 */
import { buildCondition, type KnownAgreement, replyLimits, stepDigestOf } from '../agreements/index.ts';
import { appendAudit } from '../audit/index.ts';
import { type ConditionLimits, loosenings } from '../conditions/index.ts';
import { type Instant, type Issue, type JsonValue, newId, type Transaction } from '../kernel/index.ts';
import { disclosableRecords } from '../records/index.ts';
import { absent, type AssistanceDeps, issue, type Outcome } from './assistance-deps.ts';
import { transitionOf } from './case-states.ts';
import { dispatchKindOf, type StepBody, toJson } from './dispatch-bodies.ts';
import { eventOfStep, governingAgreement, issuesOfVerdict, judgeStep, notInForce, onlyApprovalsMissing, sendStep, stateIssue } from './send-step.ts';
import { type CaseRecord, insertEvent, insertStep, lockCase, type StepRecord, stepsOfCases } from './store.ts';
import type { ReplyDraftWire } from './wire.ts';

export interface Preparation {
  readonly caseId: string;
  readonly officer: string;
  readonly roles: readonly string[];
  readonly now: Instant;
}

/** What a step is made of: the body, and the conditions on the step's own text. */
type Made = { readonly body: StepBody; readonly conditions: readonly JsonValue[] };

/** Prepares a step whose body needs nothing but the officer's words. */
export async function prepareStep(deps: AssistanceDeps, given: Preparation, make: (requestId: string) => StepBody): Promise<Outcome> {
  return prepare(deps, given, async (_tx, row) => ({ body: make(row.id), conditions: [] }));
}

export async function prepareReply(deps: AssistanceDeps, given: Preparation, draft: ReplyDraftWire): Promise<Outcome> {
  return prepare(deps, given, async (tx, row, agreement) => {
    const base = replyLimits(agreement, given.now);
    if (base === null) return [{ path: 'agreement', problem: 'The agreement sets no conditions on answers.', remedy: 'Ask your legal adviser to amend it.' }];
    const limits = limitsOfRecords(draft, base);
    if (!Array.isArray(limits)) return limits.issues;
    const found = await disclosableRecords(tx, draft.records.map((record) => record.recordId));
    const issues: Issue[] = [];
    const records = draft.records.map((chosen, index) => {
      const record = found.find((candidate) => candidate.id === chosen.recordId);
      if (record === undefined) issues.push(notDisclosable(index));
      return record === undefined ? null : { ...record, conditions: [makeCondition(deps, agreement, limits[index] ?? base, given.now)] };
    });
    if (issues.length > 0) return issues;
    if (records.length === 0 && draft.text.trim() === '') {
      return [{ path: 'text', problem: 'The reply is empty.', remedy: 'Choose records, or say in words what you found.' }];
    }
    const body = { requestId: row.id, completeness: draft.completeness, text: draft.text, records: records.filter((record) => record !== null) };
    return { body: { kind: 'reply', body }, conditions: [toJson(makeCondition(deps, agreement, base, given.now))] };
  });
}

async function prepare(
  deps: AssistanceDeps,
  given: Preparation,
  make: (tx: Transaction, row: CaseRecord, agreement: KnownAgreement) => Promise<Made | Issue[]>,
): Promise<Outcome> {
  const { now, officer } = given;
  return deps.database.transaction().execute(async (tx): Promise<Outcome> => {
    const row = await lockCase(tx, given.caseId);
    if (row === null) return absent;
    const agreement = await governingAgreement(tx, deps, row, now);
    if (agreement === null) return { kind: 'issues', issues: [notInForce] };
    const made = await make(tx, row, agreement);
    if (Array.isArray(made)) return { kind: 'issues', issues: made };
    const { body, conditions } = made as Made;
    const transition = transitionOf(row.state, eventOfStep(body));
    if (transition === null) return { kind: 'issues', issues: [stateIssue(row, eventOfStep(body))] };
    if (transition.by !== row.side || !transition.roles.some((role) => given.roles.includes(role))) return absent;
    if ((await stepsOfCases(tx, [row.id])).some((step) => step.state === 'awaiting-approval')) {
      return issue('state', 'Another step of this case waits for approval.', 'Have it approved or returned first.');
    }
    const step = newStep(deps, row, { body, conditions }, given);
    const judged = await judgeStep(tx, deps, { row, step, agreement, now });
    if (judged.permit === null && !onlyApprovalsMissing(judged.verdict)) return { kind: 'issues', issues: issuesOfVerdict(judged.verdict) };
    const waiting = { ...step, approvers_min: judged.verdict.approversMin };
    await insertStep(tx, waiting);
    await insertEvent(tx, { id: newId('evt', now, deps.random), caseId: row.id, at: now, facts: preparedFacts(deps, waiting, officer) });
    await deps.announce(tx, 'cases');
    if (judged.permit !== null) await sendStep(tx, deps, row, waiting, now);
    await appendAudit(tx, { event: 'case.step-prepared', actor: officer, at: now, details: { caseRef: row.id, step: step.kind, digest: step.digest } }, deps.random);
    return { kind: 'done', caseId: row.id };
  });
}

function newStep(deps: AssistanceDeps, row: CaseRecord, made: Made, given: Preparation): StepRecord {
  const body = toJson(made.body.body);
  return {
    id: newId('evt', given.now, deps.random),
    case_id: row.id,
    kind: made.body.kind,
    state: 'awaiting-approval',
    body,
    conditions: [...made.conditions],
    digest: stepDigestOf({ kind: dispatchKindOf[made.body.kind], caseRef: row.id, body, conditions: made.conditions }),
    prepared_by: given.officer,
    prepared_at: given.now,
    approvers_min: 0,
    returned_reason: null,
    dispatch: null,
  };
}

function preparedFacts(deps: AssistanceDeps, step: StepRecord, officer: string) {
  return { kind: 'prepared', step: step.kind, authority: deps.self, officer, dispatch: null, clause: null, detail: null } as const;
}

/** The limits of each chosen record, none looser than the agreement's own; or every looser one with the field it loosens. */
function limitsOfRecords(draft: ReplyDraftWire, base: ConditionLimits): ConditionLimits[] | { issues: Issue[] } {
  const issues: Issue[] = [];
  const all = draft.records.map((record, index) => {
    if (record.limits === null) return base;
    const limits = record.limits as ConditionLimits;
    for (const field of loosenings(limits, base)) {
      issues.push({
        path: `records[${index}].limits.${field}`,
        problem: 'This is looser than the agreement allows.',
        remedy: 'Keep what the agreement says, or choose something stricter.',
      });
    }
    return limits;
  });
  return issues.length > 0 ? { issues } : all;
}

function makeCondition(deps: AssistanceDeps, agreement: KnownAgreement, limits: ConditionLimits, now: Instant) {
  return buildCondition({ agreement, originator: deps.self, limits, id: newId('cnd', now, deps.random), scope: '' });
}

function notDisclosable(index: number): Issue {
  return {
    path: `records[${index}]`,
    problem: 'This record is not ours to disclose, or is not here.',
    remedy: 'Choose one of your own records; for one that another authority gave you, name that authority in the text.',
  };
}
