// SPDX-License-Identifier: Apache-2.0
/**
 * The end of a dispatch that we sent, as far as its case is concerned: received, not admitted, or never delivered.
 *
 * The receipt of a request starts the clocks, and so does that of a refusal and of what answers it. A later step that came to nothing
 * is taken out of the case again (replay-case.ts), so that both sides stand in the same state; the timeline keeps that it was tried.
 */
import { agreementByDigest } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import type { DispatchOutcome, SentDispatch } from '../../exchange/index.ts';
import { type Instant, newId, type Transaction } from '../../kernel/index.ts';
import { settleHoldings } from '../../records/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { nextDueAt } from '../states/case-deadlines.ts';
import { clocksOfRequest } from '../oral-requests/oral-clocks.ts';
import { type PlayedCase, replayCase } from '../states/replay-case.ts';
import { startedClocks } from '../states/started-clocks.ts';
import { startAtReceipt } from '../states/start-at-receipt.ts';
import { moveCase } from '../steps/send-step.ts';
import {
  type CaseRecord,
  eventsOfCase,
  findStepOfDispatch,
  insertEvent,
  lockCase,
  type StepRecord,
  updateCase,
  updateStep,
} from '../store.ts';
import type { EventFacts } from '../cases/timeline.ts';

export async function noteOutcome(tx: Transaction, deps: AssistanceDeps, sent: SentDispatch, outcome: DispatchOutcome): Promise<void> {
  const row = sent.caseRef === null ? null : await lockCase(tx, sent.caseRef);
  const step = await findStepOfDispatch(tx, sent.digest);
  if (row === null || step === null) return;
  const { at, state } = outcome;
  // That it was opened is told, and moves nothing: the clocks run since it was received.
  if (state !== 'opened') await updateStep(tx, step.id, { state });
  const facts: EventFacts = {
    kind: state,
    step: step.kind,
    authority: state === 'not-delivered' ? deps.self : row.counterpart,
    officer: outcome.letter?.by ?? null,
    dispatch: sent.digest,
    clause: null,
    detail: outcome.receipt?.code ?? null,
    ...(outcome.letter === undefined ? {} : { letter: { kind: 'sent', ...outcome.letter } }),
  };
  await insertEvent(tx, { id: newId('evt', at, deps.random), caseId: row.id, at, facts });
  if (step.kind === 'request') await endRequest(tx, deps, { row, step, outcome });
  else if (state === 'rejected' || state === 'not-delivered') await takeBack(tx, deps, { row, step, outcome });
  else if (state === 'delivered') await startAtReceipt(tx, deps, { caseId: row.id, step, at });
  // What did not arrive is held by nobody.
  if (step.kind === 'reply' && state !== 'opened') await settleHoldings(tx, sent.digest, state === 'delivered');
  await deps.announce(tx, 'cases');
}

/** One of ours has opened what the other side sent; the other side sees it too, without the officer. */
export async function noteOpenedHere(
  tx: Transaction,
  deps: AssistanceDeps,
  admitted: SentDispatch,
  by: { readonly officer: string; readonly at: Instant },
): Promise<void> {
  const row = admitted.caseRef === null ? null : await lockCase(tx, admitted.caseRef);
  const step = await findStepOfDispatch(tx, admitted.digest);
  if (row === null || step === null) return;
  const { officer, at } = by;
  const shared = { kind: 'opened', step: step.kind, dispatch: admitted.digest, clause: null, detail: null } as const;
  const id = newId('evt', at, deps.random);
  await insertEvent(tx, { id, caseId: row.id, at, facts: { ...shared, authority: deps.self, officer } });
  await deps.announce(tx, 'cases');
}

async function endRequest(tx: Transaction, deps: AssistanceDeps, given: Ended): Promise<void> {
  const { row, step, outcome } = given;
  const { state, at } = outcome;
  if (row.state !== 'sent') return;
  if (state === 'opened') return undefined;
  if (state !== 'delivered') return moveCase(tx, deps, row, { event: 'fail', at, detail: null, clause: null });
  // The clocks start at the moment that the requested server signed.
  const agreement = row.agreement === null ? null : agreementByDigest(await deps.agreementIndex(tx, at), row.agreement.digest);
  const asked = row.request ?? { ...row.draft, oral: undefined };
  const between = { requesting: deps.self, requested: row.counterpart };
  const moments = { sentAt: step.sent_at ?? at, receivedAt: at };
  const deadlines = agreement === null ? [] : clocksOfRequest(agreement, asked, moments, between);
  return moveCase(tx, deps, { ...row, deadlines }, { event: 'deliver', at, detail: null, clause: null });
}

/** A draft that was shown and could not be withdrawn stands as it stood. */
function asDraft({ deadlines }: CaseRecord): PlayedCase {
  return { state: 'draft', resumeState: null, deadlines };
}

interface Ended {
  readonly row: CaseRecord;
  readonly step: StepRecord;
  readonly outcome: DispatchOutcome;
}

async function takeBack(tx: Transaction, deps: AssistanceDeps, given: Ended): Promise<void> {
  const { row, step, outcome } = given;
  const { at } = outcome;
  if (step.kind === 'draft-sharing' || step.kind === 'draft-comments') return;
  const events = (await eventsOfCase(tx, row.id)).toSorted((left, right) => left.position - right.position);
  const isAsked = events.some(({ facts }) => facts.kind === 'sent' && facts.step === 'request');
  const { state, resumeState, deadlines } = isAsked ? replayCase(events, await startedClocks(tx, deps, row)) : asDraft(row);
  const next = nextDueAt(deadlines, state)?.dueAt ?? null;
  await updateCase(tx, row.id, { state, resume_state: resumeState, deadlines, next_due_at: next, updated_at: at });
  const details = { caseRef: row.id, step: step.kind, dispatch: step.dispatch, from: row.state, to: state, reason: outcome.state };
  await noteAudit(tx, { event: 'case.state-changed', actor: deps.self, at, details }, deps.random);
}
