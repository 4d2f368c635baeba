// SPDX-License-Identifier: Apache-2.0
/** What an analyst does with a report: take it up, ask its firm, judge a link, say of what use it was, pass it on, close it. */
import { type IdOf, type Instant, type Issue, isId, newId, type RandomBytes, type Transaction, wholeUseCase } from '../../kernel/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import type { GivenFeedbackWire, ReportMove } from '../wire.ts';
import { forwardingReason } from './forwarding.ts';
import { nextState, type ReportEvent } from './report-states.ts';
import {
  addStep,
  answerQuestionRow,
  findReport,
  insertQuestion,
  judgeLinkBetween,
  lockQuestion,
  lockReport,
  type QueuedReport,
  updateReport,
} from './store.ts';

export interface Analyst {
  readonly officer: string;
  readonly roles: readonly string[];
  readonly now: Instant;
  readonly random: RandomBytes;
}

export type WorkOutcome =
  { readonly kind: 'done' } | { readonly kind: 'issues'; readonly issues: readonly Issue[] } | { readonly kind: 'absent' };

const done: WorkOutcome = { kind: 'done' };
const absent: WorkOutcome = { kind: 'absent' };

function issue(path: string, problem: string, remedy: string): WorkOutcome {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}

/** All of a step, or nothing: the report is locked, the work says what it does, and a topic tells the screens. */
function withReport(
  deps: ReportingDeps,
  id: string,
  work: (tx: Transaction, report: QueuedReport) => Promise<WorkOutcome>,
): Promise<WorkOutcome> {
  return wholeUseCase(deps.db, async (tx) => {
    const report = await lockReport(tx, id);
    if (report === null) return absent;
    const outcome = await work(tx, report);
    if (outcome.kind === 'done') await deps.announce(tx, 'reports');
    return outcome;
  });
}

function outOfPlace(report: QueuedReport, event: ReportEvent): WorkOutcome {
  return issue(
    'move',
    `The report is "${report.state}", where "${event}" has no place.`,
    'Load the page again; somebody may have been faster.',
  );
}

export function moveReport(
  deps: ReportingDeps,
  given: { readonly id: string; readonly move: ReportMove; readonly note: string },
  by: Analyst,
): Promise<WorkOutcome> {
  return withReport(deps, given.id, async (tx, report) => {
    const state = nextState(report.state, given.move);
    if (state === null) return outOfPlace(report, given.move);
    if (given.move === 'close' && given.note === '')
      return issue('note', 'A report is closed with a reason.', 'Say in a sentence why nothing more is done with it.');
    await updateReport(tx, report.record_id, given.move === 'take-up' ? { state, reader: by.officer } : { state });
    await addStep(tx, { record_id: report.record_id, at: by.now, actor: by.officer, step: given.move, note: given.note });
    const details = { record: report.record_id, step: given.move };
    await deps.audit(tx, { event: 'reporting.moved', actor: by.officer, at: by.now, details });
    return done;
  });
}

/** A question for the firm's persons; only a firm with access can be asked here. */
export function askFirm(deps: ReportingDeps, given: { readonly id: string; readonly text: string }, by: Analyst): Promise<WorkOutcome> {
  return withReport(deps, given.id, async (tx, report) => {
    if (report.firm_id === null)
      return issue(
        'text',
        'An officer took this report in: its firm has no access here.',
        'Ask the firm as it sent the report, or give it an account.',
      );
    const state = nextState(report.state, 'ask');
    if (state === null) return outOfPlace(report, 'ask');
    const id = newId('rqn', by.now, by.random);
    const open = { answer: null, answered_at: null, answered_by: null };
    await insertQuestion(tx, { id, record_id: report.record_id, asked_by: by.officer, asked_at: by.now, text: given.text, ...open });
    await updateReport(tx, report.record_id, { state });
    await addStep(tx, { record_id: report.record_id, at: by.now, actor: by.officer, step: 'ask', note: '' });
    await deps.audit(tx, { event: 'reporting.asked', actor: by.officer, at: by.now, details: { record: report.record_id, question: id } });
    return done;
  });
}

/** The firm's answer; a question of another firm's report is to it as one that does not exist. */
export function answerFirmQuestion(
  deps: ReportingDeps,
  given: { readonly id: string; readonly text: string; readonly firm: string; readonly person: IdOf<'fpr'> | null; readonly now: Instant },
): Promise<WorkOutcome> {
  return wholeUseCase(deps.db, async (tx) => {
    if (!isId('rqn', given.id)) return absent;
    const question = await lockQuestion(tx, given.id);
    const report = question === null ? null : await lockReport(tx, question.record_id);
    if (question === null || report === null || report.firm_id !== given.firm) return absent;
    if (question.answer !== null) return issue('text', 'The question has been answered.', 'Send what you want to add as a supplement.');
    await answerQuestionRow(tx, question.id, { answer: given.text, answered_at: given.now, answered_by: given.person });
    const state = nextState(report.state, 'answer');
    if (state !== null) await updateReport(tx, report.record_id, { state });
    await addStep(tx, { record_id: report.record_id, at: given.now, actor: 'firm', step: 'answer', note: '' });
    await deps.audit(tx, { event: 'reporting.answered', actor: 'firm', at: given.now, details: { question: question.id } });
    await deps.announce(tx, 'reports');
    return done;
  });
}

export function giveFeedback(
  deps: ReportingDeps,
  given: { readonly id: string; readonly feedback: Omit<GivenFeedbackWire, 'at'> },
  by: Analyst,
): Promise<WorkOutcome> {
  return withReport(deps, given.id, async (tx, report) => {
    if (report.firm_id === null)
      return issue('use', 'An officer took this report in: its firm has no access here.', 'Tell the firm as it sent the report.');
    if (report.state === 'new') return outOfPlace(report, 'use');
    await updateReport(tx, report.record_id, { feedback: { ...given.feedback, at: by.now } });
    await addStep(tx, { record_id: report.record_id, at: by.now, actor: by.officer, step: 'feedback', note: '' });
    const details = { record: report.record_id, outcome: given.feedback.use };
    await deps.audit(tx, { event: 'reporting.feedback', actor: by.officer, at: by.now, details });
    return done;
  });
}

/** Confirms or rejects that two belong together; what a firm said may be wrong too, and the judgement can be changed. */
export function judgeLink(
  deps: ReportingDeps,
  given: { readonly id: string; readonly other: string; readonly isRight: boolean },
  by: Analyst,
): Promise<WorkOutcome> {
  return withReport(deps, given.id, async (tx, report) => {
    const standing = given.isRight ? 'confirmed' : 'rejected';
    if (!(await judgeLinkBetween(tx, { id: report.record_id, other: given.other }, { standing, by: by.officer }))) return absent;
    await addStep(tx, { record_id: report.record_id, at: by.now, actor: by.officer, step: `link-${standing}`, note: '' });
    const details = { record: report.record_id, outcome: standing };
    await deps.audit(tx, { event: 'reporting.link-judged', actor: by.officer, at: by.now, details });
    return done;
  });
}

export interface ForwardingOrder {
  readonly id: string;
  readonly recipient: string;
  readonly purpose: Purpose;
  readonly legalBasis: string;
  readonly link: string;
}

/** Prepares the report to be given to another authority, unasked: an agreement decides, conditions go with it, and it waits for approval. */
export async function forwardReport(
  deps: ReportingDeps,
  order: ForwardingOrder,
  by: Analyst,
): Promise<{ readonly kind: 'done'; readonly matter: string } | Exclude<WorkOutcome, { kind: 'done' }>> {
  const report = await findReport(deps.db, order.id);
  if (report === null) return { kind: 'absent' };
  if (!by.roles.includes('preparer')) {
    const remedy = 'Ask an officer with both roles.';
    return {
      kind: 'issues',
      issues: [{ path: 'recipient', problem: 'What goes to another authority is prepared by a preparer.', remedy }],
    };
  }
  const reason = forwardingReason({ number: report.number, legalBasis: order.legalBasis, link: order.link });
  const { recipient, purpose, legalBasis: whole } = order;
  const given = await deps.disclose({ recordIds: [report.record_id], recipient, purpose, reason, whole, officer: by.officer, now: by.now });
  if (given.kind !== 'done') return given;
  await deps.db.transaction().execute(async (tx) => {
    await addStep(tx, { record_id: report.record_id, at: by.now, actor: by.officer, step: 'forward', note: order.legalBasis });
    const details = { record: report.record_id, peer: recipient, matter: given.matter, purpose };
    await deps.audit(tx, { event: 'reporting.forwarded', actor: by.officer, at: by.now, details });
    await deps.announce(tx, 'reports');
  });
  return given;
}
