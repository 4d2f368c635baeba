// SPDX-License-Identifier: Apache-2.0
/**
 * The requested side of a call: an officer who was asked something orally, in urgency, writes down who asked it, when and what. Our
 * clocks run from the call where an agreement lets an urgent request be made orally.
 *
 *     open        the call is noted; the writing is awaited until its time
 *     confirmed   the request that confirms it has come, in time or late; from then on there is the case, and nothing beside it
 *     ended       no writing came and its time has passed; or the caller called it off; or it was noted in error
 *
 * The two notes of one call meet by the request that confirms it: it says when the call was, and joins the nearest note of a call from the
 * same authority about the same kind of assistance (nearMs). Where none is near, an officer joins them. Nothing of a note leaves this
 * server.
 */
import { agreementByDigest, askAct, decide, noFacts, oralClause, refOf } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { addMs, type Database, type Instant, type Issue, msBetween, newId, type Transaction, wholeUseCase } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { type CaseRecord, insertEvent, lockCase, stepsOfCases } from '../store.ts';
import type { OralWire } from '../wire.ts';
import { callWords } from './call-of-draft.ts';
import { clocksOfCall } from './oral-clocks.ts';
import { confirmNote, endNote, insertNote, listNotes, lockNote, notesOfCase, type OralRecord, unconfirmedNotes } from './store.ts';
import { type EndOralRequestWire, type NoteOralRequestWire, oralEndings, type OralRequestWire } from './wire.ts';

/** Two clocks on two walls, and a call that was written down at the end of the day: further apart, it is another call. */
const nearMs = 12 * 3_600_000;
/** Notes shown at once. */
const shownMax = 200;

export type Noted =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };
export interface By {
  readonly officer: string;
  readonly now: Instant;
}

export async function noteOralRequest(deps: AssistanceDeps, said: NoteOralRequestWire, { officer, now }: By): Promise<Noted> {
  const { counterpart, calledAt, ...rest } = said;
  if (calledAt > now) return refusal('calledAt', 'This moment has not come yet.', 'Say when the call was.');
  const names = await deps.authorityNames(deps.database, [counterpart]);
  if (!names.has(counterpart) || counterpart === deps.self)
    return refusal('counterpart', 'This authority is not known here.', 'Choose one from the list of peers, or of those known by letter.');
  return deps.database.transaction().execute(async (tx) => {
    const { basis, clocks } = await standingOfCall(tx, deps, said, now);
    const id = newId('orl', now, deps.random);
    const confirmBy = clocks.find(({ step }) => step === 'confirm-in-writing')?.dueAt ?? null;
    const fresh = { state: 'open', case_id: null, confirmed_at: null, ended: null } as const;
    const row = { id, counterpart, called_at: calledAt as Instant, noted_at: now, noted_by: officer, said: rest, basis, clocks };
    await insertNote(tx, { ...row, confirm_by: confirmBy, ...fresh });
    const details = { matter: id, peer: counterpart, kind: rest.assistance };
    await noteAudit(tx, { event: 'oral-request.noted', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'cases');
    return { kind: 'done', id };
  });
}

/** Which clause lets them ask so, and what runs from the call: as the agreements in force judge what such a call can say. */
async function standingOfCall(
  tx: Transaction,
  deps: AssistanceDeps,
  { counterpart, assistance, purpose, urgencyGround, calledAt }: NoteOralRequestWire,
  now: Instant,
): Promise<Pick<OralRecord, 'basis' | 'clocks'>> {
  const nothing = { basis: null, clocks: [] };
  const index = await deps.agreementIndex(tx, now);
  const asked = { from: counterpart, to: deps.self, assistance, purpose, urgencyGround };
  const ask = askAct({ ...asked, class: 'urgent', urgencyReason: '-', content: {}, askedOrally: true });
  const { governing, outcome } = decide(ask, index, noFacts, now).verdict;
  const agreement = outcome === 'refused' || governing === null ? null : agreementByDigest(index, governing.agreement.digest);
  const clause = agreement === null ? null : oralClause(agreement);
  if (agreement === null || clause === null) return nothing;
  const between = { requesting: counterpart, requested: deps.self };
  const clocks = clocksOfCall(agreement, { class: 'urgent', assistance }, calledAt as Instant, between);
  return { basis: { agreement: refOf(agreement), title: agreement.document.title, clause }, clocks };
}

/** Work on it ends without a case. That no writing came is said once its time has passed, or where no clause gave it any. */
export async function endOralRequest(deps: AssistanceDeps, id: string, said: EndOralRequestWire, { officer, now }: By): Promise<Noted> {
  return wholeUseCase(deps.database, async (tx): Promise<Noted> => {
    const row = await lockNote(tx, id);
    if (row === null) return { kind: 'absent' };
    if (!mayEnd(row, now).includes(said.why)) {
      return row.state === 'open'
        ? refusal('why', 'The time to confirm it in writing has not passed.', 'Wait until it has, or ask the authority that called.')
        : refusal('why', 'It was confirmed or ended already.', 'Load it again.');
    }
    await endNote(tx, row.id, { ...said, at: now, by: officer });
    const details = { matter: row.id, peer: row.counterpart, reason: said.why };
    await noteAudit(tx, { event: 'oral-request.ended', actor: officer, at: now, details }, deps.random);
    await deps.announce(tx, 'cases');
    return { kind: 'done', id: row.id };
  });
}

function mayEnd({ state, confirm_by: confirmBy }: OralRecord, now: Instant): OralRequestWire['mayEnd'] {
  if (state !== 'open') return [];
  return oralEndings.filter((why) => why !== 'not-confirmed' || confirmBy === null || confirmBy < now);
}

/** An officer says which case is that of the call, where the writing did not find its note by itself. */
export async function joinByHand(deps: AssistanceDeps, id: string, caseId: string, { officer, now }: By): Promise<Noted> {
  return wholeUseCase(deps.database, async (tx): Promise<Noted> => {
    const row = await lockNote(tx, id);
    const found = await lockCase(tx, caseId);
    if (row === null) return { kind: 'absent' };
    if (row.state === 'confirmed') return refusal('id', 'It was confirmed already.', 'Load it again.');
    if (row.ended?.why === 'noted-in-error') return refusal('id', 'It was noted in error: there was no such call.', 'Note the call anew.');
    const request = found === null ? undefined : (await stepsOfCases(tx, [found.id])).findLast(({ kind }) => kind === 'request');
    if (found === null || found.side !== 'requested' || found.counterpart !== row.counterpart || request === undefined)
      return refusal('caseId', 'This is no request of the authority that called.', 'Choose a request that came from it.');
    await join(tx, deps, { row, found, actor: officer, writtenAt: request.sent_at ?? request.prepared_at, now });
    return { kind: 'done', id: row.id };
  });
}

/** The writing has come: it joins the nearest note of a call about the same, in the transaction that admits it. */
export async function joinConfirmation(
  tx: Transaction,
  deps: AssistanceDeps,
  given: { readonly found: CaseRecord; readonly oral: OralWire; readonly writtenAt: Instant; readonly now: Instant },
): Promise<void> {
  const { found, oral, writtenAt, now } = given;
  const shared = { step: 'request', authority: found.counterpart, officer: null, dispatch: null, clause: null } as const;
  const facts = { ...shared, kind: 'asked-orally', detail: callWords(oral) } as const;
  const askedAt = oral.askedAt as Instant;
  await insertEvent(tx, { id: newId('evt', now, deps.random), caseId: found.id, at: askedAt, facts });
  const near = await unconfirmedNotes(tx, found.counterpart, { from: addMs(askedAt, -nearMs), to: addMs(askedAt, nearMs) });
  const distance = ({ called_at: calledAt }: OralRecord): number => Math.abs(msBetween(calledAt, askedAt));
  const [row] = near
    .filter(({ said }) => said.assistance === found.draft.assistance)
    .toSorted((left, right) => distance(left) - distance(right));
  if (row !== undefined) await join(tx, deps, { row, found, actor: found.counterpart, writtenAt, now });
}

async function join(
  tx: Transaction,
  deps: AssistanceDeps,
  given: {
    readonly row: OralRecord;
    readonly found: CaseRecord;
    readonly actor: string;
    /** When the writing was made: in time or late is judged by that, here as by the clocks of the case. */
    readonly writtenAt: Instant;
    readonly now: Instant;
  },
): Promise<void> {
  const { row, found, actor, writtenAt, now } = given;
  await confirmNote(tx, row.id, { caseId: found.id, at: writtenAt });
  const shared = { step: 'request', authority: deps.self, officer: row.noted_by, dispatch: null, clause: null } as const;
  const facts = { ...shared, kind: 'call-noted', detail: callWords(row.said) } as const;
  await insertEvent(tx, { id: newId('evt', now, deps.random), caseId: found.id, at: row.called_at, facts });
  const details = { matter: row.id, caseRef: found.id, peer: row.counterpart };
  await noteAudit(tx, { event: 'oral-request.confirmed', actor, at: now, details }, deps.random);
  await deps.announce(tx, 'cases');
}

// --- shown ----------------------------------------------------------------------------------------------------------

export async function oralRequests(deps: AssistanceDeps, now: Instant): Promise<OralRequestWire[]> {
  return shown(deps.database, deps, await listNotes(deps.database, shownMax), now);
}

/** Our own notes of the calls that this case confirmed. */
export async function oralRequestsOfCase(db: Database, deps: AssistanceDeps, caseId: string, now: Instant): Promise<OralRequestWire[]> {
  return shown(db, deps, await notesOfCase(db, caseId), now);
}

async function shown(db: Database, deps: AssistanceDeps, rows: readonly OralRecord[], now: Instant): Promise<OralRequestWire[]> {
  if (rows.length === 0) return [];
  const authorities = await deps.authorityNames(db, [...new Set(rows.map(({ counterpart }) => counterpart))]);
  const officers = await deps.officerNames(db, [
    ...new Set(rows.flatMap((row) => [row.noted_by, ...(row.ended === null ? [] : [row.ended.by])])),
  ]);
  return rows.map((row) => ({
    id: row.id,
    counterpart: row.counterpart,
    counterpartName: authorities.get(row.counterpart)?.name ?? row.counterpart,
    calledAt: row.called_at,
    notedAt: row.noted_at,
    notedByName: officers.get(row.noted_by) ?? '',
    ...row.said,
    state: row.state,
    basis: row.basis,
    confirmBy: row.confirm_by,
    isOverdue: row.state === 'open' && row.confirm_by !== null && row.confirm_by < now,
    owed: row.clocks.flatMap(({ step, dueAt, sentence, clause }) =>
      step === 'confirm-in-writing' || step === 'rebut' || step === 'cure' ? [] : [{ step, dueAt, isOver: dueAt < now, sentence, clause }],
    ),
    caseId: row.case_id,
    isConfirmedLate: row.confirmed_at !== null && row.confirm_by !== null && row.confirmed_at > row.confirm_by,
    ended:
      row.ended === null
        ? null
        : { why: row.ended.why, reason: row.ended.reason, at: row.ended.at, byName: officers.get(row.ended.by) ?? '' },
    mayEnd: mayEnd(row, now),
  }));
}

function refusal(path: string, problem: string, remedy: string): Noted {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}
