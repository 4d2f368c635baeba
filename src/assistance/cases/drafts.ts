// SPDX-License-Identifier: Apache-2.0
/**
 * Drafts of requests: open, edit, submit for approval.
 *
 * Submitting fixes the governing agreement (the one the verdict names), the body and its digest: approvals are given to
 * that digest and to nothing else. An edit afterwards voids the step and its approvals and makes a draft of it again.
 */
import { decide, noFacts, type Verdict } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { type Database, type Instant, newId, type Transaction } from '../../kernel/index.ts';
import { voidApprovals } from '../../officers/index.ts';
import { bindDraftFiles, bindFiles } from '../attachments/case-files.ts';
import { keepDraftVersion } from '../draft-versions/draft-versions.ts';
import { absent, type AssistanceDeps, issue, type Outcome } from '../assistance-deps.ts';
import { gapsOfCall, issuesOfCall, keepCall } from '../oral-requests/call-of-draft.ts';
import { transitionOf } from '../states/case-states.ts';
import { changeCase } from './change-case.ts';
import { auditPrepared, newStep } from '../steps/prepare-step.ts';
import { actOfRequest } from '../steps/dispatch-bodies.ts';
import type { NamedProceedings } from './check-draft.ts';
import { actOfDraft, bodyOfDraft, type JudgedBefore, shapeIssues, verdictOnGaps } from './request-draft.ts';
import { lastShown } from '../shared-drafts/shared-basis.ts';
import { approversNeededFor, issuesOfVerdict, onlyApprovalsMissing, sendStep, stateIssue } from '../steps/send-step.ts';
import {
  type CaseRecord,
  insertCase,
  insertEvent,
  insertStep,
  lockCase,
  stepsOfCases,
  updateCase,
  updateStep,
  ordersSent,
} from '../store.ts';
import { requestBodySchema, type RequestDraftWire } from '../wire.ts';

/** The verdict beside the form: on the draft as it is, with no approval yet. */
export async function verdictOnDraft(db: Database, deps: AssistanceDeps, draft: RequestDraftWire, now: Instant): Promise<Verdict> {
  const act = actOfDraft(draft, deps.self, await judgedBefore(db, deps, draft));
  if (act === null) return verdictOnGaps(draft);
  return decide(act, await deps.agreementIndex(db, now), noFacts, now).verdict;
}

/** The gravest of what is known here; whoever drafts cannot leave it out. */
async function judgedBefore(db: Database, deps: AssistanceDeps, draft: RequestDraftWire): Promise<JudgedBefore> {
  const known = await deps.proceedingsKnown(db, draft.content.subject ?? '');
  return known.some(({ outcome }) => outcome === 'final') ? 'final' : known.length > 0 ? 'pending' : undefined;
}

/** The same with the names of the authorities that said so, for our own officer. */
export async function namedProceedings(deps: AssistanceDeps, draft: RequestDraftWire): Promise<readonly NamedProceedings[]> {
  const known = await deps.proceedingsKnown(deps.database, draft.content.subject ?? '');
  const names = await deps.authorityNames(
    deps.database,
    known.map(({ by }) => by),
  );
  return known.map(({ outcome, subject, by }) => ({ outcome, subject, byName: by === deps.self ? null : (names.get(by)?.name ?? by) }));
}

export async function openDraft(deps: AssistanceDeps, draft: RequestDraftWire, officer: string, now: Instant): Promise<Outcome> {
  return changeCase(deps, (tx) => openDraftIn(tx, deps, draft, officer, now));
}

/** The same in the transaction of another room, which keeps or undoes both together: a lead and the draft that was made of it. */
export async function openDraftIn(
  tx: Transaction,
  deps: AssistanceDeps,
  draft: RequestDraftWire,
  officer: string,
  now: Instant,
): Promise<Outcome> {
  const wrong = await wrongDraft(deps, draft, now);
  if (wrong !== null) return wrong;
  const id = newId('req', now, deps.random);
  await insertCase(tx, {
    id,
    side: 'requesting',
    counterpart: draft.counterpart,
    agreement: null,
    draft,
    request: null,
    state: 'draft',
    resume_state: null,
    deadlines: [],
    next_due_at: null,
    updated_at: now,
  });
  await keepDraftVersion(tx, { caseId: id, draft, before: null, officer, now });
  await bindDraftFiles(tx, { ids: draft.attachments ?? [], caseId: id, now });
  const verdict = await verdictOnDraft(tx, deps, draft, now);
  await keepCall(tx, deps, { caseId: id, draft, verdict, officer, now });
  await noteEvent(tx, deps, id, { kind: 'prepared', officer, now });
  await deps.announce(tx, 'cases');
  const details = { caseRef: id, side: 'requesting', peer: draft.counterpart };
  await noteAudit(tx, { event: 'case.opened', actor: officer, at: now, details }, deps.random);
  return { kind: 'done', caseId: id };
}

export async function editDraft(
  deps: AssistanceDeps,
  given: { caseId: string; draft: RequestDraftWire; officer: string; now: Instant },
): Promise<Outcome> {
  const { draft, officer, now } = given;
  return changeCase(deps, async (tx) => {
    const row = await lockCase(tx, given.caseId);
    if (row === null || row.side !== 'requesting') return absent;
    const transition = transitionOf(row.state, 'edit');
    if (transition === null) return { kind: 'issues', issues: [stateIssue(row, 'edit')] };
    // Whoever was shown it has a case of this identifier, and is told there what becomes of it.
    if (draft.counterpart !== row.counterpart && lastShown(await stepsOfCases(tx, [row.id])) !== undefined)
      return issue('counterpart', 'The draft was shown to another authority.', 'Withdraw it, and open a draft for this one.');
    const wrong = await wrongDraft(deps, draft, now);
    if (wrong !== null) return wrong;
    await keepDraftVersion(tx, { caseId: row.id, draft, before: row.draft, officer, now });
    const wasSubmitted = await voidWaitingStep(tx, row, now);
    await updateCase(tx, row.id, {
      draft,
      counterpart: draft.counterpart,
      state: 'draft',
      agreement: null,
      request: null,
      updated_at: now,
    });
    const verdict = await verdictOnDraft(tx, deps, draft, now);
    await keepCall(tx, deps, { caseId: row.id, draft, verdict, officer, now });
    await bindDraftFiles(tx, { ids: draft.attachments ?? [], caseId: row.id, now });
    if (wasSubmitted) await noteEvent(tx, deps, row.id, { kind: 'edited', officer, now });
    await deps.announce(tx, 'cases');
    return { kind: 'done', caseId: row.id };
  });
}

/** Fixes the request and asks for approvals; sends at once where the agreement asks for none. */
export async function submitDraft(deps: AssistanceDeps, given: { caseId: string; officer: string; now: Instant }): Promise<Outcome> {
  const { officer, now } = given;
  return changeCase(deps, async (tx) => {
    const row = await lockCase(tx, given.caseId);
    if (row === null || row.side !== 'requesting') return absent;
    if (transitionOf(row.state, 'submit') === null) return { kind: 'issues', issues: [stateIssue(row, 'submit')] };
    if ((await stepsOfCases(tx, [row.id])).some((step) => step.state === 'awaiting-approval'))
      return issue('state', 'The draft waits for approval to be shown.', 'Have it approved or returned first, or edit the draft.');
    const verdict = await verdictOnDraft(tx, deps, row.draft, now);
    const files = await bindFiles(tx, { ids: row.draft.attachments ?? [], caseId: row.id, now });
    if (!files.ok) return { kind: 'issues', issues: files.issues };
    const known = await judgedBefore(tx, deps, row.draft);
    const body = bodyOfDraft(row.draft, row.id, { attachments: files.value, judgedBefore: known });
    if (body === null || verdict.governing === null || (verdict.outcome !== 'permitted' && !onlyApprovalsMissing(verdict))) {
      return { kind: 'issues', issues: issuesOfVerdict(verdict) };
    }
    const misplaced = [...gapsOfCall(row.draft), ...shapeIssues(requestBodySchema, body)];
    if (misplaced.length > 0) return { kind: 'issues', issues: misplaced };
    const orderId = body.order?.['orderId'];
    const sent = typeof orderId === 'string' ? await ordersSent(tx, row.id, orderId) : [];
    const wrong = deps.measures.order({ assistance: body.assistance, order: body.order, sent });
    if (wrong.length > 0) return { kind: 'issues', issues: wrong };
    const { agreement } = verdict.governing;
    const act = actOfRequest(body, deps.self, row.counterpart);
    const approversMin = approversNeededFor(deps, { kind: 'request', body }, verdict.approversMin);
    const step = newStep(deps, row, { kind: 'request', body, conditions: [], act, agreement, approversMin }, given);
    await insertStep(tx, step);
    const change = { state: 'awaiting-approval', agreement, request: body, updated_at: now } as const;
    await updateCase(tx, row.id, change);
    await noteEvent(tx, deps, row.id, { kind: 'submitted', officer, now });
    await deps.announce(tx, 'cases');
    if (approversMin === 0) {
      const sent = await sendStep(tx, deps, { ...row, ...change }, step, now);
      if (sent.kind === 'issues') return sent;
    }
    await auditPrepared(tx, deps, step);
    return { kind: 'done', caseId: row.id };
  });
}

/** Voids the step that waits, with its approvals; false when none waits. */
export async function voidWaitingStep(tx: Transaction, row: CaseRecord, now: Instant): Promise<boolean> {
  const waiting = (await stepsOfCases(tx, [row.id])).filter((step) => step.state === 'awaiting-approval');
  for (const step of waiting) {
    await voidApprovals(tx, step.digest, now);
    await updateStep(tx, step.id, { state: 'voided' });
  }
  return waiting.length > 0;
}

async function noteEvent(
  tx: Transaction,
  deps: AssistanceDeps,
  caseId: CaseRecord['id'],
  event: { kind: 'prepared' | 'edited' | 'submitted'; officer: string; now: Instant },
): Promise<void> {
  const { kind, officer, now } = event;
  const facts = { kind, step: 'request', authority: deps.self, officer, dispatch: null, clause: null, detail: null } as const;
  await insertEvent(tx, { id: newId('evt', now, deps.random), caseId, at: now, facts });
}

async function wrongDraft(deps: AssistanceDeps, draft: RequestDraftWire, now: Instant): Promise<Outcome | null> {
  const issues = issuesOfCall(draft, now);
  return issues.length > 0 ? { kind: 'issues', issues } : wrongCounterpart(deps, draft);
}

async function wrongCounterpart(deps: AssistanceDeps, draft: RequestDraftWire): Promise<Outcome | null> {
  if (draft.counterpart === '') return issue('counterpart', 'No authority is chosen.', 'Choose the authority you ask.');
  const names = await deps.authorityNames(deps.database, [draft.counterpart]);
  const found = names.get(draft.counterpart);
  if (found?.hasJoined === true) return issue('counterpart', 'This authority has a server now.', 'Choose it from the list of peers.');
  if (found !== undefined && draft.trace !== undefined && draft.trace.to !== draft.counterpart) {
    return issue('counterpart', 'The trace names accounts of another authority.', 'Ask that one, or hand the trace on to this one.');
  }
  if (found !== undefined && draft.alert !== undefined && draft.alert.to !== draft.counterpart) {
    return issue(
      'counterpart',
      'The alert asks about venues of another authority.',
      'Ask that one, or ask for the other leg from the alert again.',
    );
  }
  if (found !== undefined && draft.counterpart !== deps.self) return null;
  return issue('counterpart', 'This authority is not a peer of ours.', 'Choose one from the list of peers.');
}
