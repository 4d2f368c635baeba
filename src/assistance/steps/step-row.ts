// SPDX-License-Identifier: Apache-2.0
/**
 * A step of a case as one officer sees it: who prepared and approved it, what it says, and what this officer may do with it.
 *
 * The text of a received reply is a datum with conditions like its records: it is shown for the purpose of the case and
 * only while the conditions permit reading it. The bodies of records are never part of a step on a screen.
 */
import { saidMembers, textMembers } from '../../agreements/index.ts';
import { checkUse, type Condition } from '../../conditions/index.ts';
import type { Database, Instant, JsonValue } from '../../kernel/index.ts';
import { approvalsOf } from '../../officers/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { sideOfStep } from '../states/case-states.ts';
import { keptBody, summaryOf } from './dispatch-bodies.ts';
import { readStep } from './send-step.ts';
import type { CaseRecord, StepApproval, StepRecord } from '../store.ts';
import type { StepRowWire } from '../wire.ts';

export interface Viewer {
  readonly id: string;
  readonly roles: readonly string[];
}

export async function stepRows(
  db: Database,
  deps: AssistanceDeps,
  given: { readonly row: CaseRecord; readonly steps: readonly StepRecord[]; readonly viewer: Viewer; readonly now: Instant },
): Promise<StepRowWire[]> {
  const { row, steps, viewer, now } = given;
  const rows: StepRowWire[] = [];
  for (const step of steps) {
    const approvals = await approvalsAt(db, step, now);
    const names = await deps.officerNames(db, [step.prepared_by, ...approvals.map(({ officer }) => officer)]);
    rows.push(stepRow(deps, { row, step, viewer, now, approvals, names }));
  }
  return rows;
}

/** While a step waits, the approvals that count now; afterwards, those that went with it. */
async function approvalsAt(db: Database, step: StepRecord, now: Instant): Promise<readonly StepApproval[]> {
  return step.state === 'awaiting-approval' ? approvalsOf(db, step.digest, now) : step.approvals;
}

interface Seen {
  readonly row: CaseRecord;
  readonly step: StepRecord;
  readonly viewer: Viewer;
  readonly now: Instant;
  readonly approvals: readonly StepApproval[];
  readonly names: ReadonlyMap<string, string>;
}

function stepRow(deps: AssistanceDeps, seen: Seen): StepRowWire {
  const { row, step, viewer, now, approvals, names } = seen;
  const isOurs = sideOfStep[step.kind] === row.side;
  const waits = step.state === 'awaiting-approval';
  const mayJudge = viewer.roles.includes('approver') && viewer.id !== step.prepared_by;
  return {
    id: step.id,
    kind: step.kind,
    isOurs,
    state: step.state,
    digest: step.digest,
    preparedBy: step.prepared_by,
    preparedByName: names.get(step.prepared_by) ?? '',
    preparedAt: step.prepared_at,
    approvals: approvals.map(({ officer, at, authenticator }) => ({
      officer,
      officerName: names.get(officer) ?? '',
      at,
      method: authenticator === null ? 'password+totp' : 'passkey',
    })),
    approversMin: step.approvers_min,
    returnedReason: step.returned_reason,
    dispatch: step.dispatch,
    body: isOurs ? (isKept(step) ? step.body : keptBody(readStep(step))) : receivedBody(deps, row, step, now),
    summary: isKept(step) ? replySummary(step) : summaryOf(readStep(step)),
    mayApprove: waits && mayJudge && !approvals.some(({ officer }) => officer === viewer.id),
    mayEdit: waits && step.kind === 'request' && viewer.roles.includes('preparer'),
  };
}

/** The body as it is kept, without the text of a reply where its conditions do not permit reading it; the reasons then. */
function receivedBody(deps: AssistanceDeps, row: CaseRecord, step: StepRecord, now: Instant): JsonValue {
  if (step.kind !== 'reply') return step.body;
  const refused = refusalOfText(deps, row, { step, manner: 'read', now });
  if (refused === null) return step.body;
  const isText: ReadonlySet<string> = new Set(textMembers);
  const rest = Object.entries(step.body as Record<string, JsonValue>).filter(([name]) => !isText.has(name));
  return { ...Object.fromEntries(rest), text: '', withheld: refused };
}

/** Why the text of a received reply may not be used in this manner for the purpose of the case; null when it may. */
export function refusalOfText(
  deps: Pick<AssistanceDeps, 'self'>,
  row: Pick<CaseRecord, 'request'>,
  use: { readonly step: Pick<StepRecord, 'body' | 'conditions'>; readonly manner: 'read' | 'export'; readonly now: Instant },
): string[] | null {
  const { step, manner, now } = use;
  if (saidMembers(step.body as object).length === 0) return null;
  const conditions = step.conditions as readonly unknown[] as readonly Condition[];
  if (conditions.length === 0) return ['It came without conditions, so no use is allowed.'];
  const purpose = row.request?.purpose ?? 'commercial';
  const verdict = checkUse(conditions, { manner, purpose, by: deps.self, recipient: null, now });
  return verdict.outcome === 'permitted' ? null : verdict.reasons.map((reason) => reason.sentence);
}

/** A reply that has travelled stands here without the bodies of its records. */
function isKept(step: StepRecord): boolean {
  return step.kind === 'reply' && Object.hasOwn(step.body as object, 'recordIds');
}

function replySummary(step: StepRecord): string {
  const { completeness, recordIds } = step.body as { completeness: string; recordIds: readonly string[] };
  return `${completeness}, ${recordIds.length} ${recordIds.length === 1 ? 'record' : 'records'}`;
}
