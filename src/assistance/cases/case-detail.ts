// SPDX-License-Identifier: Apache-2.0
/**
 * The case as one officer sees it: state, deadlines, steps, timeline, and what this officer may do next.
 *
 * `next` is computed here, from the table of states, the officer's roles and the steps; a screen shows exactly these.
 */
import {
  agreementByDigest,
  allowedPostponementGrounds,
  allowedRefusalGrounds,
  decideUnder,
  type KnownAgreement,
  noFacts,
  refusalGroundMeaning,
  replyLimits,
  stepsAgainstRefusal,
  type Verdict,
} from '../../agreements/index.ts';
import { type Database, type Instant, instantOfId } from '../../kernel/index.ts';
import { approvalsOf } from '../../officers/index.ts';
import { recordRowsOfCase } from '../../records/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { fileRows } from '../attachments/case-files.ts';
import { type CaseDeadline, isAgainstRefusal, owedBy } from '../states/case-deadlines.ts';
import { caseRow } from './case-row.ts';
import { isInTime, lastRefusal, suppliedContent } from '../states/against-refusal.ts';
import { mayLapse } from '../states/lapse.ts';
import { actOfRequest } from '../steps/dispatch-bodies.ts';
import { verdictOnDraft } from './drafts.ts';
import { type CaseRecord, type EventRecord, eventsOfCase, findCase, type StepRecord, stepsOfCases } from '../store.ts';
import { oralRequestsOfCase } from '../oral-requests/note-oral-request.ts';
import { stepRows, type Viewer } from '../steps/step-row.ts';
import { nextOfState, type NextStep } from '../overview/next-of-state.ts';
import { sentenceOf } from './timeline.ts';
import { type CaseDetailWire, type CaseState, confidentialityChangeBodySchema, type StepRowWire } from '../wire.ts';

/** Null when there is no such case. */
export async function caseDetail(
  db: Database,
  deps: AssistanceDeps,
  given: { readonly caseId: string; readonly viewer: Viewer; readonly now: Instant },
): Promise<CaseDetailWire | null> {
  const { viewer, now } = given;
  const row = await findCase(db, given.caseId);
  if (row === null) return null;
  const steps = await stepsOfCases(db, [row.id]);
  const events = await eventsOfCase(db, row.id);
  const names = await deps.authorityNames(db, [row.counterpart, deps.self]);
  const index = await deps.agreementIndex(db, now);
  const agreement = row.agreement === null ? null : agreementByDigest(index, row.agreement.digest);
  const shownSteps = await stepRows(db, deps, { row, steps, viewer, now });
  const refusal = refusalOf(deps, { row, steps, agreement, now });
  const isAsked = row.side === 'requested' && agreement !== null;
  return {
    row: caseRow(row, { names, awaitsApproval: steps.some((step) => step.state === 'awaiting-approval'), now }),
    draft: { ...row.draft, counterpart: row.counterpart },
    supplied: suppliedContent(steps),
    agreement: agreement === null || row.agreement === null ? null : { ref: row.agreement, title: agreement.document.title },
    verdict:
      row.state === 'draft'
        ? await verdictOnDraft(db, deps, row.draft, now)
        : await verdictOnRequest(db, deps, { row, steps, events, agreement, now }),
    deadlines: row.deadlines
      .filter((deadline) => isShown(deadline, row.state, now))
      .map(({ step, dueAt, metAt, sentence, clause }) => {
        const isOver = metAt === null && dueAt < now;
        return { step, dueAt, metAt, sentence, clause, owedBy: owedBy(row.side, step), isOver };
      }),
    timeline: await timelineOf(db, deps, events, names),
    steps: shownSteps,
    next: nextSteps({ row, steps: shownSteps, refusal }, viewer, now),
    refusal,
    refusalGrounds: isAsked ? allowedRefusalGrounds(agreement).map((allowed) => ({ ...allowed, against: [...allowed.against] })) : [],
    postponementGrounds: isAsked ? [...allowedPostponementGrounds(agreement)] : [],
    isConfidential: isConfidential(steps),
    replyLimits: isAsked ? replyLimits(agreement, now) : null,
    oralNotes: row.side === 'requested' ? await oralRequestsOfCase(db, deps, row.id, now) : [],
    records: await recordRowsOfCase(db, row.id, deps),
    attachments: await fileRows(db, row.id),
  };
}

interface Requested {
  readonly row: CaseRecord;
  readonly steps: readonly StepRecord[];
  readonly events: readonly EventRecord[];
  readonly agreement: KnownAgreement | null;
  readonly now: Instant;
}

/** The verdict on the request: as it stands while it waits for approval, and as its author signed it from then on. */
async function verdictOnRequest(db: Database, deps: AssistanceDeps, given: Requested): Promise<Verdict | null> {
  const { row, agreement, now } = given;
  const step = given.steps.findLast((candidate) => candidate.kind === 'request' && candidate.state !== 'voided');
  if (agreement === null || row.request === null || step === undefined) return null;
  const [from, to] = row.side === 'requesting' ? [deps.self, row.counterpart] : [row.counterpart, deps.self];
  const approvals = step.sent_at === null ? await approvalsOf(db, step.digest, now) : step.approvals;
  const received = given.events.findLast(({ facts }) => facts.step === 'request' && facts.kind === 'delivered');
  const facts = { ...noFacts, approvals, preparedBy: step.prepared_by, stepDigest: step.digest, receivedAt: received?.at ?? null };
  return decideUnder(actOfRequest(row.request, from, to), agreement, facts, step.sent_at ?? now).verdict;
}

async function timelineOf(
  db: Database,
  deps: AssistanceDeps,
  events: readonly EventRecord[],
  names: ReadonlyMap<string, { readonly name: string }>,
): Promise<CaseDetailWire['timeline']> {
  const authorities = [...names].map(([id, found]) => [id, found.name] as const);
  const ids = events.flatMap(({ facts }) => [...(facts.officer === null ? [] : [facts.officer]), ...officersOfLetter(facts)]);
  const officers = await deps.officerNames(db, [...new Set(ids)]);
  return events.map(({ id, at, facts }) => ({
    id,
    at,
    recordedAt: instantOfId(id),
    kind: `${facts.step}.${facts.kind}`,
    by: facts.kind === 'not-delivered' ? 'server' : facts.authority === deps.self || facts.letter?.kind === 'sent' ? 'us' : 'them',
    officerName: facts.officer === null ? null : (officers.get(facts.officer) ?? null),
    sentence: sentenceOf(facts, new Map([...authorities, ...officers])),
    clause: facts.clause,
    dispatch: facts.dispatch,
  }));
}

function officersOfLetter({ letter }: EventRecord['facts']): readonly string[] {
  return letter?.kind === 'received' ? [letter.transcribedBy, ...letter.confirmedBy] : [];
}

/** As the requester said last; what it never said is confidential. */
function isConfidential(steps: readonly StepRecord[]): boolean {
  const last = steps.findLast(({ kind, state }) => kind === 'confidentiality-change' && (state === 'delivered' || state === 'queued'));
  return last === undefined || confidentialityChangeBodySchema.parse(last.body).isConfidential;
}

/** A right that was not used, and cannot be any more, is no deadline. */
function isShown({ step, metAt, dueAt }: CaseDeadline, state: CaseState, now: Instant): boolean {
  return !isAgainstRefusal(step) || metAt !== null || (state === 'refused' && dueAt >= now);
}

/** The last refusal, and what the agreement lets the requester do against it, as long as its time has not passed. */
function refusalOf(
  deps: Pick<AssistanceDeps, 'self'>,
  given: {
    readonly row: CaseRecord;
    readonly steps: readonly StepRecord[];
    readonly agreement: KnownAgreement | null;
    readonly now: Instant;
  },
): CaseDetailWire['refusal'] {
  const { row, steps, agreement, now } = given;
  const refusal = lastRefusal(steps);
  if (refusal === null || agreement === null) return null;
  const requesting = row.side === 'requesting' ? deps.self : row.counterpart;
  const known = stepsAgainstRefusal(agreement, refusal.ground, { receivedAt: now, asOf: now }, requesting);
  const against = known.map(({ step, sentence }) => {
    const dueAt = row.deadlines.findLast((deadline) => deadline.step === step && deadline.metAt === null)?.dueAt ?? null;
    return { step, sentence, dueAt, isOver: !isInTime(step, row.deadlines, now) };
  });
  return { ground: refusal.ground, meaning: refusalGroundMeaning(refusal.ground), lacking: [...refusal.lacking], against };
}

interface NextOf {
  readonly row: CaseRecord;
  readonly steps: readonly StepRowWire[];
  readonly refusal: CaseDetailWire['refusal'];
}

function nextSteps({ row, steps, refusal }: NextOf, viewer: Viewer, now: Instant): NextStep[] {
  const isWaiting = steps.some((step) => step.state === 'awaiting-approval');
  const against = (refusal?.against ?? []).flatMap(({ step, isOver }) => (isOver ? [] : [step]));
  const isOfOrder = (row.request ?? row.draft).order !== undefined;
  const isShared = steps.some(({ kind, state }) => kind === 'draft-sharing' && state === 'delivered');
  const standing = { state: row.state, side: row.side, isWaiting, mayLapse: mayLapse(steps, now), against, isOfOrder, isShared };
  const next = nextOfState(standing, viewer.roles);
  if (steps.some((step) => step.mayApprove)) next.push('approve', 'return');
  if (steps.some((step) => step.kind === 'request' && step.dispatch !== null)) next.push('export-bundle');
  return [...new Set(next)];
}
