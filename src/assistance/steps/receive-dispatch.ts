// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving: what a dispatch of another authority does to a case of ours, in the transaction that admits it.
 *
 * By the time a dispatch comes here, its signature, its recipient and its act have been checked by room exchange: our own
 * copy of the agreement permits the act. Here it is held against its body and against the case, in this order:
 *
 *     malformed              the body has not the shape of its kind, or it carries conditions that its kind does not have
 *     agreement-not-in-force not here, or replaced by a later version before the request was made
 *     act-differs-from-body  what was judged is not what was sent
 *     case-unknown           no case of ours with this counterpart has this identifier
 *     state-conflict         the table of states does not take this event now (our own dispatch may have crossed it), or what
 *                            answers a refusal is late, names another ground, or leaves lacking what was named
 *     act-refused            the text of a reply carries looser conditions than the agreement asks
 *
 * All of these are final but one: an answer that comes before the receipt of our request did is to come again.
 */
import { type AgreementDocument, agreementByDigest, isReplaced, type KnownAgreement, stepDigestOf } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import type { AdmittedDispatch, Admission, DispatchHandler } from '../../exchange/index.ts';
import { canonicalJson, type IdOf, type Instant, isId, newId, type Transaction } from '../../kernel/index.ts';
import { admitReceivedRecords } from '../../records/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { announceFiles, filesOfDispatch } from '../attachments/case-files.ts';
import { issuesAfterRefusal } from '../states/against-refusal.ts';
import { joinConfirmation } from '../oral-requests/note-oral-request.ts';
import { clocksOfRequest } from '../oral-requests/oral-clocks.ts';
import { nextDueAt } from '../states/case-deadlines.ts';
import { issuesOfEnding } from '../measures/ending.ts';
import { isSaidByMeasures, measured } from '../measures/measured-case.ts';
import { sideOfStep, transitionOf } from '../states/case-states.ts';
import {
  actOfStep,
  bodySchemas,
  dispatchKindOf,
  factsOfReply,
  keptBody,
  type ReplyFacts,
  type StepBody,
  toJson,
} from './dispatch-bodies.ts';
import { noteOpenedHere, noteOutcome } from '../outcomes/note-outcome.ts';
import { keepSharedDraft } from '../shared-drafts/receive-draft.ts';
import { requestOfShared, sharedBasis } from '../shared-drafts/shared-basis.ts';
import { startAtReceipt } from '../states/start-at-receipt.ts';
import { detailOf, eventOfStep, moveCase } from './send-step.ts';
import { type CaseRecord, insertCase, insertEvent, insertStep, lockCase, type StepRecord, stepsOfCases, updateCase } from '../store.ts';
import { mayLapse } from '../states/lapse.ts';
import type { EventFacts } from '../cases/timeline.ts';
import { isStorable } from '../../kernel/wire.ts';
import { type ReplyBodyWire, type RequestBodyWire, type RequestDraftWire, type StepKind, stepKinds } from '../wire.ts';

/** One handler for each kind of dispatch of this room. */
export function assistanceHandlers(deps: AssistanceDeps): DispatchHandler<Transaction>[] {
  return stepKinds.map((kind) => ({
    kind: dispatchKindOf[kind],
    admit: (tx, dispatch) => admit(tx, deps, kind, dispatch),
    outcome: (tx, sent, outcome) => noteOutcome(tx, deps, sent, outcome),
    opened: (tx, admitted, by) => noteOpenedHere(tx, deps, admitted, by),
  }));
}

async function admit(tx: Transaction, deps: AssistanceDeps, kind: StepKind, dispatch: AdmittedDispatch): Promise<Admission> {
  const { payload, receivedAt } = dispatch;
  if (!isStorableValue(payload)) return rejected('malformed', 'It holds a character that cannot be stored.');
  const parsed = bodySchemas[kind].safeParse(payload.body);
  if (!parsed.success) return rejected('malformed', `The body of ${payload.kind} has not its agreed shape.`);
  const step = { kind, body: parsed.data } as StepBody;
  if (kind !== 'reply' && payload.conditions.length > 0) return rejected('malformed', `${payload.kind} carries no conditions.`);
  if (payload.conditions.some((condition) => condition.originator !== payload.from)) {
    return rejected('malformed', 'A condition on the text was set by somebody else than its author.');
  }
  const index = await deps.agreementIndex(tx, receivedAt);
  const agreement = agreementByDigest(index, payload.agreement.digest);
  const isLate = kind === 'request' && isReplaced(index, payload.agreement.digest, payload.createdAt as Instant);
  if (agreement === null || isLate) return rejected('agreement-not-in-force', 'The agreement is not in force here.');
  if (step.body.requestId !== payload.caseRef || !isId('req', step.body.requestId)) {
    return rejected('act-differs-from-body', 'The body names another case than the dispatch.');
  }
  const files = filesOfDispatch(step, payload.attachments);
  if (files === null) return rejected('act-differs-from-body', 'The body lists other files than the dispatch brings.');
  const given = { dispatch, agreement };
  const rejection = await admitStep(tx, deps, step, given);
  if (rejection !== null) return rejection;
  const { requestId: caseRef } = step.body;
  await announceFiles(tx, deps, { peer: payload.from, dispatch: dispatch.digest, caseRef, attachments: files, now: receivedAt });
  await deps.announce(tx, 'cases');
  return { outcome: 'admitted' };
}

interface Given {
  readonly dispatch: AdmittedDispatch;
  readonly agreement: KnownAgreement;
}

function admitStep(tx: Transaction, deps: AssistanceDeps, step: StepBody, given: Given): Promise<Admission | null> {
  if (step.kind === 'request') return admitRequest(tx, deps, step.body, given);
  return step.kind === 'draft-sharing' ? admitDraft(tx, deps, step, given) : admitLater(tx, deps, step, given);
}

async function admitDraft(
  tx: Transaction,
  deps: AssistanceDeps,
  step: Extract<StepBody, { kind: 'draft-sharing' }>,
  given: Given,
): Promise<Admission | null> {
  const { payload, receivedAt, digest } = given.dispatch;
  if (!saysTheSame(deps, step, requestOfShared(step.body), given)) return actDiffers;
  const arrived = { body: step.body, from: payload.from, agreement: payload.agreement, dispatch: digest, receivedAt };
  if (!(await keepSharedDraft(tx, deps, arrived))) return rejected('state-conflict', 'A case with this identifier takes no draft.');
  await keepStep(tx, deps, step, given);
  return null;
}

async function admitRequest(tx: Transaction, deps: AssistanceDeps, body: RequestBodyWire, given: Given): Promise<Admission | null> {
  const { payload, receivedAt, digest } = given.dispatch;
  if (!saysTheSame(deps, { kind: 'request', body }, body, given)) return actDiffers;
  const shown = await lockCase(tx, body.requestId);
  if (shown !== null && (shown.counterpart !== payload.from || transitionOf(shown.state, 'request')?.from !== 'draft-shared'))
    return rejected('state-conflict', 'A case with this identifier exists already.');
  const wrong = deps.measures.order({ assistance: body.assistance, order: body.order, sent: [] });
  if (wrong.length > 0) return rejected('malformed', wrong.map(({ path, problem }) => `${path}: ${problem}`).join(' '));
  const sentAt = happenedAt(given.dispatch);
  if (body.oral !== undefined && body.oral.askedAt > payload.createdAt)
    return rejected('malformed', 'It confirms a call that lies after its own making.');
  const between = { requesting: payload.from, requested: deps.self };
  const deadlines = clocksOfRequest(given.agreement, body, { sentAt, receivedAt }, between);
  const row: CaseRecord = {
    id: body.requestId as IdOf<'req'>,
    side: 'requested',
    counterpart: payload.from,
    agreement: payload.agreement,
    draft: draftOf(body),
    request: body,
    state: 'received',
    resume_state: null,
    deadlines,
    next_due_at: nextDueAt(deadlines, 'received')?.dueAt ?? null,
    updated_at: receivedAt,
  };
  if (shown === null) await insertCase(tx, row);
  else await becomeRequest(tx, row);
  if (body.oral !== undefined) await joinConfirmation(tx, deps, { found: row, oral: body.oral, writtenAt: sentAt, now: receivedAt });
  await keepStep(tx, deps, { kind: 'request', body }, given);
  const details = { caseRef: row.id, side: 'requested', peer: payload.from, dispatch: digest };
  await noteAudit(tx, { event: 'case.opened', actor: payload.from, at: receivedAt, details }, deps.random);
  return null;
}

/** What was shown as a draft before is a request now. */
async function becomeRequest(tx: Transaction, row: CaseRecord): Promise<void> {
  const { id, side: _, counterpart: __, ...change } = row;
  await updateCase(tx, id, change);
}

async function admitLater(tx: Transaction, deps: AssistanceDeps, step: StepBody, given: Given): Promise<Admission | null> {
  const { payload, receivedAt, digest } = given.dispatch;
  const found = await lockCase(tx, step.body.requestId);
  const shown = found === null || step.kind !== 'draft-comments' ? null : await sharedBasis(tx, found, await stepsOfCases(tx, [found.id]));
  const row = shown ?? found;
  const isTheirs = row !== null && row.counterpart === payload.from && row.agreement?.digest === payload.agreement.digest;
  if (!isTheirs || row.request === null) {
    return rejected('case-unknown', 'No case with this identifier is open between us under this agreement.');
  }
  if (!saysTheSame(deps, step, row.request, given)) return actDiffers;
  const at = happenedAt(given.dispatch);
  const steps = await stepsOfCases(tx, [row.id]);
  const conflict =
    stateConflict(row, step) ?? tooEarly(steps, step, at) ?? outOfTurn(row, steps, step, at) ?? tooSoon(deps, row, steps, step);
  if (conflict !== null) return conflict;
  if (step.kind === 'measure' || step.kind === 'instruction') {
    const facts = measured(row, steps);
    const side = sideOfStep[step.kind];
    const { agreement } = given;
    const issues = deps.measures.measure({ case: facts, side, content: step.body.measure, at, agreement, self: deps.self });
    if (issues.length > 0) return rejected('state-conflict', issues.map(({ path, problem }) => `${path}: ${problem}`).join(' '));
  }
  if (step.kind === 'reply') {
    if (!factsOf(deps, step.body, row.request, given).everyDatumConditioned)
      return rejected('act-refused', 'What the reply says carries looser conditions than the agreement asks.');
    const { purpose } = row.request;
    const way = { from: payload.from, caseRef: row.id, purpose, dispatchDigest: digest, givenAt: at, receivedAt };
    const admitted = await admitReceivedRecords(tx, { records: step.body.records, ...way }, deps);
    if (!admitted.ok) return rejected('malformed', admitted.issues.map((issue) => `${issue.path}: ${issue.problem}`).join(' '));
  }
  await keepStep(tx, deps, step, given);
  const clause = given.dispatch.verdict.governing?.clause ?? null;
  await moveCase(tx, deps, row, { event: eventOfStep(step), at, detail: detailOf(step), clause });
  await startAtReceipt(tx, deps, { caseId: row.id, step: { kind: step.kind, body: keptBody(step) }, at: receivedAt });
  const details = { caseRef: row.id, step: step.kind, dispatch: digest, peer: payload.from };
  await noteAudit(tx, { event: 'case.state-changed', actor: payload.from, at: receivedAt, details }, deps.random);
  return null;
}

/** The act that was judged is the one that the body makes, for the purpose and in the class of the request. */
function saysTheSame(deps: AssistanceDeps, step: StepBody, request: RequestBodyWire, given: Given): boolean {
  const { payload } = given.dispatch;
  const terms = { from: payload.from, to: deps.self, agreement: payload.agreement, request };
  const act = actOfStep(step, terms, (body) => factsOf(deps, body, request, given));
  return canonicalJson(act) === canonicalJson(payload.act) && payload.purpose === request.purpose && payload.class === request.class;
}

function factsOf(deps: AssistanceDeps, body: ReplyBodyWire, request: RequestBodyWire, { dispatch, agreement }: Given): ReplyFacts {
  const { conditions, createdAt, from } = dispatch.payload;
  const passing = { from, to: deps.self, purpose: request.purpose, at: createdAt as Instant };
  return factsOfReply(agreement, { body, conditions }, passing, deps.suites);
}

function stateConflict(row: CaseRecord, step: StepBody): Admission | null {
  const event = eventOfStep(step);
  const transition = isSaidByMeasures(row, event) ? null : transitionOf(row.state, event);
  if (transition !== null && transition.by !== 'server' && transition.by !== row.side) return null;
  const reason = `The case is ${row.state} here and does not take ${event}.`;
  // Who answers our request has received it; only the receipt is still on its way to us.
  return { outcome: 'rejected', code: 'state-conflict', reason, isRetryable: row.side === 'requesting' && row.state === 'sent' };
}

/** A request lapses only after the day that its open question named. */
function tooEarly(steps: readonly StepRecord[], step: StepBody, at: Instant): Admission | null {
  if (step.kind !== 'lapse' || mayLapse(steps, at)) return null;
  return rejected('state-conflict', 'The open question names no day for its answer, or the day has not passed.');
}

/** What follows a refusal comes in time, names its ground, and supplies what was lacking. */
function outOfTurn(row: CaseRecord, steps: readonly StepRecord[], step: StepBody, at: Instant): Admission | null {
  const [first] = issuesAfterRefusal(step, { steps, deadlines: row.deadlines, at });
  return first === undefined ? null : rejected('state-conflict', `${first.path}: ${first.problem}`);
}

/** Property that is frozen is released before the case ends. */
function tooSoon(deps: AssistanceDeps, row: CaseRecord, steps: readonly StepRecord[], step: StepBody): Admission | null {
  const [first] = issuesOfEnding(deps, row, steps, eventOfStep(step));
  return first === undefined ? null : rejected('state-conflict', `${first.path}: ${first.problem}`);
}

async function keepStep(tx: Transaction, deps: AssistanceDeps, step: StepBody, given: Given): Promise<void> {
  const { payload, receivedAt, digest, verdict } = given.dispatch;
  const caseId = step.body.requestId as IdOf<'req'>;
  const { conditions } = payload;
  const sentAt = payload.createdAt as Instant;
  await insertStep(tx, {
    id: newId('evt', receivedAt, deps.random),
    case_id: caseId,
    kind: step.kind,
    state: 'delivered',
    body: keptBody(step),
    conditions: toJson(conditions),
    body_seed: null,
    digest: stepDigestOf(payload),
    prepared_by: payload.preparedBy,
    prepared_at: sentAt,
    approvers_min: verdict.approversMin,
    returned_reason: null,
    dispatch: digest,
    sent_at: sentAt,
    approvals: given.dispatch.facts.approvals.map((approval) => ({ ...approval, at: approval.at as Instant })),
  });
  const shared = { step: step.kind, dispatch: digest, officer: null } as const;
  const clause = clauseOf(verdict.governing, given.agreement.document);
  const { letter } = given.dispatch;
  const byLetter = letter === undefined ? {} : { letter: { kind: 'received', ...letter } as const };
  const sent: EventFacts = { ...shared, kind: 'sent', authority: payload.from, clause, detail: detailOf(step), ...byLetter };
  const received: EventFacts = { ...shared, kind: 'delivered', authority: deps.self, clause: null, detail: null };
  await insertEvent(tx, { id: newId('evt', receivedAt, deps.random), caseId, at: happenedAt(given.dispatch), facts: sent });
  await insertEvent(tx, { id: newId('evt', receivedAt, deps.random), caseId, at: receivedAt, facts: received });
}

/** When the other side did it, as far as we can say: of a letter we know when it came, and have only its word for when it was written. */
function happenedAt({ payload, receivedAt, letter }: AdmittedDispatch): Instant {
  return letter === undefined ? (payload.createdAt as Instant) : receivedAt;
}

function clauseOf(governing: AdmittedDispatch['verdict']['governing'], { title }: AgreementDocument): EventFacts['clause'] {
  return governing === null ? null : { agreement: governing.agreement, title, clause: governing.clause };
}

/** Every text in it can be stored, names of members included. */
function isStorableValue(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => isStorable(name) && isStorableValue(member));
}

const actDiffers = rejected('act-differs-from-body', 'The act that the dispatch states is not the one that its body makes.');

function rejected(code: Extract<Admission, { outcome: 'rejected' }>['code'], reason: string): Admission {
  return { outcome: 'rejected', code, reason, isRetryable: false };
}

/** The form as it would have been filled in, so that both sides look at a request through the same screen. */
function draftOf(body: RequestBodyWire): RequestDraftWire {
  return {
    counterpart: '',
    assistance: body.assistance,
    purpose: body.purpose,
    class: body.class,
    urgencyGround: body.urgency?.ground ?? null,
    urgencyReason: body.urgency?.reason ?? '',
    ...(body.oral === undefined ? {} : { oral: body.oral }),
    content: body.content,
    reference: body.reference,
    ...(body.particulars === undefined ? {} : { particulars: body.particulars }),
    ...(body.languages === undefined ? {} : { languages: body.languages }),
    ...(body.order === undefined ? {} : { order: body.order }),
    ...(body.trace === undefined ? {} : { trace: body.trace }),
    ...(body.alert === undefined ? {} : { alert: body.alert }),
  };
}
