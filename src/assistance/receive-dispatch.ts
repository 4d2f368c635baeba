// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving: what a dispatch of another authority does to a case of ours, in the transaction that admits it.
 *
 * By the time a dispatch comes here, its signature, its recipient and its act have been checked by room exchange: our own
 * copy of the agreement permits the act. Here it is held against its body and against the case:
 *
 *     malformed              the body has not the shape of its kind
 *     act-differs-from-body  what was judged is not what was sent
 *     case-unknown           no case of ours with this counterpart has this identifier
 *     state-conflict         the table of states does not take this event now (our own dispatch may have crossed it)
 *
 * What happened to a dispatch we sent comes here too, as its outcome.
 */
import { type AgreementDocument, agreementByDigest, everyDatumConditioned, type KnownAgreement } from '../agreements/index.ts';
import { appendAudit } from '../audit/index.ts';
import type { AdmittedDispatch, Admission, DispatchHandler, DispatchOutcome, SentDispatch } from '../exchange/index.ts';
import { canonicalJson, type IdOf, type Instant, isId, newId, type Transaction } from '../kernel/index.ts';
import { admitReceivedRecords } from '../records/index.ts';
import type { AssistanceDeps } from './assistance-deps.ts';
import { nextDueAt, startDeadlines } from './case-deadlines.ts';
import { transitionOf } from './case-states.ts';
import { actOfStep, bodySchemas, dispatchKindOf, keptBody, type StepBody } from './dispatch-bodies.ts';
import { detailOf, eventOfStep, moveCase } from './send-step.ts';
import { type CaseRecord, findStepOfDispatch, insertCase, insertEvent, insertStep, lockCase, updateStep } from './store.ts';
import type { EventFacts } from './timeline.ts';
import { type RequestBodyWire, type RequestDraftWire, type StepKind, stepKinds } from './wire.ts';

/** One handler for each kind of dispatch of this room. */
export function assistanceHandlers(deps: AssistanceDeps): DispatchHandler<Transaction>[] {
  return stepKinds.map((kind) => ({
    kind: dispatchKindOf[kind],
    admit: (tx, dispatch) => admit(tx, deps, kind, dispatch),
    outcome: (tx, sent, outcome) => noteOutcome(tx, deps, sent, outcome),
  }));
}

async function admit(tx: Transaction, deps: AssistanceDeps, kind: StepKind, dispatch: AdmittedDispatch): Promise<Admission> {
  const parsed = bodySchemas[kind].safeParse(dispatch.payload.body);
  if (!parsed.success) return rejected('malformed', `The body of ${dispatch.payload.kind} has not its agreed shape.`);
  const step = { kind, body: parsed.data } as StepBody;
  const agreement = agreementByDigest(await deps.agreementIndex(tx, dispatch.receivedAt), dispatch.payload.agreement.digest);
  if (agreement === null) return rejected('agreement-not-in-force', 'The agreement is not in force here.');
  if (step.body.requestId !== dispatch.payload.caseRef || !isId('req', step.body.requestId)) {
    return rejected('act-differs-from-body', 'The body names another case than the dispatch.');
  }
  const refusal = step.kind === 'request' ? await admitRequest(tx, deps, step.body, dispatch, agreement) : await admitLater(tx, deps, step, dispatch, agreement);
  if (refusal !== null) return refusal;
  await deps.announce(tx, 'cases');
  return { outcome: 'admitted' };
}

async function admitRequest(tx: Transaction, deps: AssistanceDeps, body: RequestBodyWire, dispatch: AdmittedDispatch, agreement: KnownAgreement): Promise<Admission | null> {
  const { payload, receivedAt } = dispatch;
  const terms = { from: payload.from, to: deps.self, agreement: payload.agreement, request: body };
  if (!actEquals(actOfStep({ kind: 'request', body }, terms, () => false), payload.act)) return actDiffers;
  if ((await lockCase(tx, body.requestId)) !== null) return rejected('state-conflict', 'A case with this identifier exists already.');
  const deadlines = startDeadlines(agreement, body.class, receivedAt, deps.self);
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
  await insertCase(tx, row);
  await keepStep(tx, deps, row, { kind: 'request', body }, dispatch, agreement.document);
  await appendAudit(tx, { event: 'case.opened', actor: payload.from, at: receivedAt, details: { caseRef: row.id, dispatch: dispatch.digest } }, deps.random);
  return null;
}

async function admitLater(tx: Transaction, deps: AssistanceDeps, step: StepBody, dispatch: AdmittedDispatch, agreement: KnownAgreement): Promise<Admission | null> {
  const { payload, receivedAt } = dispatch;
  const row = await lockCase(tx, step.body.requestId);
  const isOurs = row !== null && row.counterpart === payload.from && row.agreement?.digest === payload.agreement.digest && row.request !== null;
  if (!isOurs || row.request === null) return rejected('case-unknown', 'No case with this identifier is open between us under this agreement.');
  const terms = { from: payload.from, to: deps.self, agreement: payload.agreement, request: row.request };
  const act = actOfStep(step, terms, (body) => everyDatumConditioned(agreement, body.records));
  if (!actEquals(act, payload.act)) return actDiffers;
  const event = eventOfStep(step);
  const transition = transitionOf(row.state, event);
  const isTheirs = transition !== null && transition.by === (row.side === 'requesting' ? 'requested' : 'requesting');
  if (!isTheirs) return rejected('state-conflict', `The case is ${row.state} here and does not take ${event}.`);
  if (step.kind === 'reply' && step.body.records.length > 0) {
    const admitted = await admitReceivedRecords(
      tx,
      { records: step.body.records, from: payload.from, caseRef: row.id, dispatchDigest: dispatch.digest, receivedAt },
      { self: deps.self, random: deps.random },
    );
    if (!admitted.ok) return rejected('malformed', admitted.issues.map((issue) => `${issue.path}: ${issue.problem}`).join(' ').slice(0, 1900));
  }
  await keepStep(tx, deps, row, step, dispatch, agreement.document);
  await moveCase(tx, row, event, payload.createdAt as Instant);
  await appendAudit(tx, { event: 'case.state-changed', actor: payload.from, at: receivedAt, details: { caseRef: row.id, step: step.kind, dispatch: dispatch.digest } }, deps.random);
  return null;
}

async function keepStep(tx: Transaction, deps: AssistanceDeps, row: CaseRecord, step: StepBody, dispatch: AdmittedDispatch, agreement: AgreementDocument): Promise<void> {
  const { payload } = dispatch;
  await insertStep(tx, {
    id: newId('evt', dispatch.receivedAt, deps.random),
    case_id: row.id,
    kind: step.kind,
    state: 'delivered',
    body: keptBody(step),
    conditions: JSON.parse(JSON.stringify(payload.conditions)) as readonly [],
    digest: payload.approvals[0]?.subject ?? dispatch.digest,
    prepared_by: payload.preparedBy,
    prepared_at: payload.createdAt as Instant,
    approvers_min: dispatch.verdict.approversMin,
    returned_reason: null,
    dispatch: dispatch.digest,
  });
  const clause = dispatch.verdict.governing;
  const shared = { step: step.kind, dispatch: dispatch.digest, officer: null } as const;
  const sent: EventFacts = {
    ...shared,
    kind: 'sent',
    authority: payload.from,
    clause: clause === null ? null : { agreement: clause.agreement, title: agreement.title, clause: clause.clause },
    detail: detailOf(step),
  };
  const received: EventFacts = { ...shared, kind: 'delivered', authority: deps.self, clause: null, detail: null };
  await insertEvent(tx, { id: newId('evt', dispatch.receivedAt, deps.random), caseId: row.id, at: payload.createdAt as Instant, facts: sent });
  await insertEvent(tx, { id: newId('evt', dispatch.receivedAt, deps.random), caseId: row.id, at: dispatch.receivedAt, facts: received });
}

/** A receipt, a signed rejection, or the end of trying, for a dispatch that we sent. */
async function noteOutcome(tx: Transaction, deps: AssistanceDeps, sent: SentDispatch, outcome: DispatchOutcome): Promise<void> {
  const row = sent.caseRef === null ? null : await lockCase(tx, sent.caseRef);
  const step = await findStepOfDispatch(tx, sent.digest);
  if (row === null || step === null) return;
  const { at } = outcome;
  await updateStep(tx, step.id, { state: outcome.state });
  const isRequest = step.kind === 'request' && row.state === 'sent';
  if (isRequest && outcome.state === 'delivered' && row.agreement !== null) {
    // The clocks start at the moment that the requested server signed, looked up in the agreement as it was sent under.
    const agreement = agreementByDigest(await deps.agreementIndex(tx, step.prepared_at), row.agreement.digest);
    const deadlines = agreement === null ? [] : startDeadlines(agreement, row.draft.class, at, row.counterpart);
    await moveCase(tx, { ...row, deadlines }, 'deliver', at);
  } else if (isRequest && outcome.state !== 'delivered') {
    await moveCase(tx, row, 'fail', at);
  }
  const detail = outcome.receipt === null ? null : outcome.receipt.code;
  const facts: EventFacts = {
    kind: outcome.state,
    step: step.kind,
    authority: outcome.state === 'not-delivered' ? deps.self : row.counterpart,
    officer: null,
    dispatch: sent.digest,
    clause: null,
    detail,
  };
  await insertEvent(tx, { id: newId('evt', at, deps.random), caseId: row.id, at, facts });
  await deps.announce(tx, 'cases');
}

function actEquals(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
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
    content: body.content,
    reference: body.reference,
  };
}
