// SPDX-License-Identifier: Apache-2.0
/**
 * Showing a draft before the request is made, so that the requested authority can say what lacks.
 *
 *     XA  shareDraft, approveStep      the draft as it is, with its gaps; approved as a request would be, since it tells as much
 *     XB  (receipt)                    a case in state `draft-shared`: nothing runs, nothing can be done but say what lacks
 *     XB  comments                     come back to the draft of XA
 *     XA  edits, submits, approves     the request joins that case of XB, answers those dispatches, and starts the clocks
 *
 * It is no request. Nobody owes anything, and nothing of it is used: no reply, no measure and no refusal is possible in that state. A draft
 * that is not pursued is withdrawn. What the practice of asset recovery advises, to show the draft before a formal request is spent on it.
 *
 * It does not go by letter: whoever has no server is sent the draft by one's own means. And no order goes with it: it binds.
 */
import { agreementByDigest, refOf } from '../../agreements/index.ts';
import { isLetterId } from '../../seals/index.ts';
import { absent, type AssistanceDeps, issue, type Outcome } from '../assistance-deps.ts';
import { changeCase } from '../cases/change-case.ts';
import { verdictOnDraft } from '../cases/drafts.ts';
import { bodyOfDraft, shapeIssues, verdictOnGaps } from '../cases/request-draft.ts';
import { transitionOf } from '../states/case-states.ts';
import { makeStep, type Preparation } from '../steps/prepare-step.ts';
import { issuesOfVerdict, stateIssue } from '../steps/send-step.ts';
import { lockCase, stepsOfCases, updateCase } from '../store.ts';
import { type RequestDraftWire, sharedDraftBodySchema, type SharedDraftWire } from '../wire.ts';
import { requestOfShared } from './shared-basis.ts';

export async function shareDraft(deps: AssistanceDeps, given: Preparation, { wanted }: { readonly wanted: string }): Promise<Outcome> {
  const { caseId, now } = given;
  return changeCase(deps, async (tx) => {
    const row = await lockCase(tx, caseId);
    if (row === null || row.side !== 'requesting' || !given.roles.includes('preparer')) return absent;
    if (transitionOf(row.state, 'draft-sharing') === null) return { kind: 'issues', issues: [stateIssue(row, 'draft-sharing')] };
    const wrong = whyNotShared(row.counterpart, row.draft);
    if (wrong !== null) return wrong;
    if ((await stepsOfCases(tx, [row.id])).some(({ state }) => state === 'awaiting-approval'))
      return issue('state', 'A draft waits for approval already.', 'Have it approved or returned first, or edit the draft.');
    const body = sharedBody(row.draft, row.id, wanted);
    if (body === null) return { kind: 'issues', issues: issuesOfVerdict(verdictOnGaps(row.draft)) };
    const misplaced = shapeIssues(sharedDraftBodySchema, body);
    if (misplaced.length > 0) return { kind: 'issues', issues: misplaced };
    const verdict = await verdictOnDraft(tx, deps, row.draft, now);
    const { governing } = verdict;
    const agreement = governing === null ? null : agreementByDigest(await deps.agreementIndex(tx, now), governing.agreement.digest);
    // What lacks is what it is shown for; what may not be asked is not shown either.
    if (agreement === null || verdict.outcome === 'refused') return { kind: 'issues', issues: issuesOfVerdict(verdict) };
    // What is traced, and of which alert it is, is not shown, and stays of the case.
    const { trace, alert } = row.draft;
    const kept = { ...(trace === undefined ? {} : { trace }), ...(alert === undefined ? {} : { alert }) };
    const request = { ...requestOfShared(body), ...kept };
    const based = { ...row, agreement: refOf(agreement), request };
    await updateCase(tx, row.id, { agreement: based.agreement, request: based.request, updated_at: now });
    return makeStep(tx, deps, given, { row: based, agreement, made: { body: { kind: 'draft-sharing', body }, conditions: [] } });
  });
}

function whyNotShared(counterpart: string, { order }: RequestDraftWire): Outcome | null {
  if (isLetterId(counterpart))
    return issue('counterpart', 'This authority has no server.', 'Print the draft and send it by your own means.');
  if (order === undefined) return null;
  return issue('order', 'An order binds, and is not shown as a draft.', 'Ask informally, by a request without the order.');
}

/** The draft as it is; null while counterpart or purpose are not chosen. */
function sharedBody(draft: RequestDraftWire, requestId: string, wanted: string): SharedDraftWire | null {
  const body = bodyOfDraft(draft, requestId);
  if (body === null) return null;
  const { assistance, purpose, class: requestClass, content, reference, particulars, languages } = body;
  const said = { requestId, assistance, purpose, class: requestClass, content, reference, wanted: wanted.trim() };
  return { ...said, ...(particulars === undefined ? {} : { particulars }), ...(languages === undefined ? {} : { languages }) };
}
