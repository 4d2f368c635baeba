// SPDX-License-Identifier: Apache-2.0
/**
 * Receiving: what a hand-over, and the answer to one, does here, in the transaction that admits it.
 *
 *     hand-over     its log is checked entry by entry; it then waits for an officer who says how the item was found
 *     answer        the item is there or comes back; our log names the dispatch and their entry
 *
 * Refused: a body of another shape, an act that the body does not make, a case that is not between us, a log that does not follow, a lead,
 * what comes back and never went, an answer to another dispatch than ours, a file with another digest.
 */
import { agreementByDigest, type KnownAgreement } from '../../agreements/index.ts';
import { caseBrief, noteInTimeline } from '../../assistance/index.ts';
import type { AdmittedDispatch, Admission, DispatchHandler, DispatchOutcome, SentDispatch } from '../../exchange/index.ts';
import { canonicalJson, type Instant, isId, issuesText, type Transaction } from '../../kernel/index.ts';
import type { EvidenceDeps } from '../evidence-deps.ts';
import { lockedItem, type WholeItem } from '../keep-items.ts';
import type { ContentWire } from '../wire.ts';
import { writeEntry } from '../write-entry.ts';
import { readCarried } from './carried-log.ts';
import { handOverAct, handOverAnswerAct } from './hand-over-act.ts';
import { json, nameOf, titleOf } from './offer-item.ts';
import { changeHandOver, findHandOver, type HandOverRecord, handOverOfDispatch, insertHandOver, lockHandOver } from './store.ts';
import { type HandOverAnswerBody, handOverAnswerBodySchema, type HandOverBody, handOverBodySchema } from './wire.ts';

export function handOverHandlers(deps: EvidenceDeps): DispatchHandler<Transaction>[] {
  const outcome: DispatchHandler<Transaction>['outcome'] = (tx, sent, ended) => noteOutcome(tx, deps, sent, ended);
  return [
    { kind: 'evidence.hand-over', admit: (tx, dispatch) => admitHandOver(tx, deps, dispatch), outcome },
    { kind: 'evidence.hand-over-answer', admit: (tx, dispatch) => admitAnswer(tx, deps, dispatch), outcome },
  ];
}

/** The case is between us two, under the agreement that the dispatch names; else why it is not admitted. */
async function caseOf(
  tx: Transaction,
  deps: EvidenceDeps,
  { payload, receivedAt }: AdmittedDispatch,
  body: { readonly requestId: string; readonly handOver: string },
): Promise<{ readonly agreement: KnownAgreement } | Admission> {
  const agreement = agreementByDigest(await deps.assistance.agreementIndex(tx, receivedAt), payload.agreement.digest);
  if (agreement === null) return rejected('agreement-not-in-force', 'The agreement is not in force here.');
  if (body.requestId !== payload.caseRef || !isId('hov', body.handOver))
    return rejected('act-differs-from-body', 'The body names another case than the dispatch.');
  const brief = await caseBrief(tx, body.requestId);
  const isTheirs = brief?.counterpart === payload.from && brief.agreement?.digest === payload.agreement.digest;
  if (!isTheirs) return rejected('case-unknown', 'No case with this identifier is open between us under this agreement.');
  if (!brief.isShared) return rejected('state-conflict', 'No request was made in this case.');
  return payload.purpose === brief.purpose && payload.class === brief.class
    ? { agreement }
    : rejected('act-differs-from-body', 'It states another purpose or class than the request.');
}

async function admitHandOver(tx: Transaction, deps: EvidenceDeps, dispatch: AdmittedDispatch): Promise<Admission> {
  const { payload } = dispatch;
  const parsed = handOverBodySchema.safeParse(payload.body);
  if (!parsed.success) return rejected('malformed', 'The body of evidence.hand-over has not its agreed shape.');
  const body = parsed.data;
  const found = await caseOf(tx, deps, dispatch, body);
  if ('outcome' in found) return found;
  const between = { from: payload.from, to: deps.assistance.self, agreement: payload.agreement };
  const under = { agreement: found.agreement, conditions: payload.conditions, at: payload.createdAt as Instant };
  if (canonicalJson(handOverAct(body, between, under)) !== canonicalJson(payload.act)) return actDiffers;
  if (body.manner === 'return' && payload.conditions.length > 0) return rejected('malformed', 'What goes back carries no conditions.');
  const read = readCarried(body);
  if (!read.ok) return rejected('malformed', issuesText(read.issues));
  const { item, state } = read.value;
  if (item.source.kind === 'lead') return rejected('act-refused', 'A lead is never evidence.');
  if (state.state !== 'in-custody') return rejected('state-conflict', `By its own log the item is ${state.state}.`);
  if ((await findHandOver(tx, body.handOver)) !== null) return rejected('state-conflict', 'This hand-over is known here already.');
  const ours = body.returns === null ? null : await awaitedItem(tx, body, payload.from);
  if (body.returns !== null && ours === null)
    return rejected('state-conflict', 'Nothing of ours is with this authority under that identifier.');
  await insertHandOver(tx, incoming(dispatch, body, ours));
  await note(tx, deps, { caseId: body.requestId, from: payload.from, step: 'hand-over', dispatch, detail: item.title });
  await deps.assistance.announce(tx, 'evidence');
  return { outcome: 'admitted' };
}

function incoming({ payload, receivedAt, digest }: AdmittedDispatch, body: HandOverBody, itemId: string | null): HandOverRecord {
  return {
    id: body.handOver,
    case_id: body.requestId,
    direction: 'in',
    counterpart: payload.from,
    state: 'offered',
    item_id: itemId,
    body,
    conditions: payload.conditions.map(json),
    body_seed: null,
    step_digest: null,
    prepared_by: payload.preparedBy,
    prepared_at: payload.createdAt as Instant,
    dispatch: digest,
    answer: null,
    answer_dispatch: null,
    answer_state: 'none',
    updated_at: receivedAt,
  };
}

/** Our item that is there, by their word and by our log; null where none is. */
async function awaitedItem(tx: Transaction, { returns, items }: HandOverBody, from: string): Promise<string | null> {
  const found = returns === null ? null : await lockedItem(tx, returns);
  const first = items[0]?.entries[0]?.content;
  const went = found === null ? null : wentBy(found);
  if (found === null || went === null || first?.kind !== 'taken-over' || first.dispatch !== went) return null;
  const out = await handOverOfDispatch(tx, went);
  return out?.counterpart === from && (found.state.state === 'on-loan' || found.state.state === 'handed-over') ? found.item.id : null;
}

/** The dispatch with which the item last went out. */
function wentBy({ entries }: WholeItem): string | null {
  const sent = entries.findLast(({ content }) => content.kind === 'sent-over')?.content;
  return sent?.kind === 'sent-over' ? sent.dispatch : null;
}

async function admitAnswer(tx: Transaction, deps: EvidenceDeps, dispatch: AdmittedDispatch): Promise<Admission> {
  const { payload, receivedAt, digest } = dispatch;
  const parsed = handOverAnswerBodySchema.safeParse(payload.body);
  if (!parsed.success) return rejected('malformed', 'The body of evidence.hand-over-answer has not its agreed shape.');
  const body = parsed.data;
  const found = await caseOf(tx, deps, dispatch, body);
  if ('outcome' in found) return found;
  if (payload.conditions.length > 0) return rejected('malformed', 'An answer carries no conditions.');
  const between = { from: payload.from, to: deps.assistance.self, agreement: payload.agreement };
  if (canonicalJson(handOverAnswerAct(body, between)) !== canonicalJson(payload.act)) return actDiffers;
  const row = await lockHandOver(tx, body.handOver);
  const isOurs = row?.direction === 'out' && row.counterpart === payload.from && row.dispatch === body.dispatch;
  if (!isOurs || row.item_id === null) return rejected('state-conflict', 'It answers no hand-over of ours.');
  const item = await lockedItem(tx, row.item_id);
  if (item?.state.state !== 'in-transit' || (row.state !== 'sent' && row.state !== 'delivered'))
    return rejected('state-conflict', 'This hand-over is answered already.');
  if (body.found !== null && body.found.digest !== item.item.digest)
    return rejected('state-conflict', 'The file that was found has another digest than the one that was handed over.');
  const content = contentOfAnswer(row, body, { answer: digest, by: await nameOf(tx, deps, payload.from) });
  const at = item.state.lastAt > receivedAt ? item.state.lastAt : receivedAt;
  await writeEntry(tx, deps, item.item, item.entries.at(-1) ?? null, { content, at, officer: 'server', now: receivedAt });
  const change = { state: body.answer, answer: body, answer_dispatch: digest, answer_state: 'delivered' } as const;
  await changeHandOver(tx, row.id, { ...change, updated_at: receivedAt });
  await note(tx, deps, {
    caseId: row.case_id,
    from: payload.from,
    step: 'hand-over-answer',
    dispatch,
    detail: `${titleOf(row)}, ${body.answer}`,
  });
  await deps.assistance.announce(tx, 'evidence');
  return { outcome: 'admitted' };
}

function contentOfAnswer(
  row: HandOverRecord,
  { found, reasons }: HandOverAnswerBody,
  { answer, by }: { readonly answer: string; readonly by: string },
): ContentWire {
  if (found === null) return { kind: 'not-taken', why: 'declined', reason: reasons, answer };
  const { receivedBy, place, seal, condition, item: itemThere, head: headThere } = found;
  const taken = { by, receivedBy, place, seal, condition, answer, itemThere, headThere };
  const { dueAt } = row.body;
  return dueAt === null ? { kind: 'taken-there', ...taken } : { kind: 'lent-there', ...taken, dueAt };
}

/** The end of a dispatch of ours: what was not admitted or not delivered leaves the item where it was. */
async function noteOutcome(
  tx: Transaction,
  deps: EvidenceDeps,
  sent: SentDispatch,
  { state, at, receipt }: DispatchOutcome,
): Promise<void> {
  const row = await handOverOfDispatch(tx, sent.digest);
  if (row === null || state === 'opened') return;
  const isAnswer = row.direction === 'in';
  if (isAnswer) await changeHandOver(tx, row.id, { answer_state: state === 'delivered' ? 'delivered' : 'lost', updated_at: at });
  else await endSending(tx, deps, row, { state, at, reason: receipt?.reason ?? '' });
  const { self } = deps.assistance;
  const authority = state === 'not-delivered' ? self : row.counterpart;
  const step = isAnswer ? ('hand-over-answer' as const) : ('hand-over' as const);
  const facts = { kind: state, step, authority, officer: null, dispatch: sent.digest, clause: null, detail: receipt?.code ?? null };
  await noteInTimeline(tx, deps.assistance, { caseId: row.case_id, at, now: at, facts });
  await deps.assistance.announce(tx, 'evidence');
}

async function endSending(
  tx: Transaction,
  deps: EvidenceDeps,
  row: HandOverRecord,
  { state, at, reason }: { readonly state: 'delivered' | 'rejected' | 'not-delivered'; readonly at: Instant; readonly reason: string },
): Promise<void> {
  if (row.state !== 'sent') return;
  const ended = { delivered: 'delivered', rejected: 'not-admitted', 'not-delivered': 'not-delivered' } as const;
  await changeHandOver(tx, row.id, { state: ended[state], updated_at: at });
  if (state === 'delivered' || row.item_id === null) return;
  const item = await lockedItem(tx, row.item_id);
  if (item?.state.state !== 'in-transit') return;
  const content = { kind: 'not-taken', why: state, reason, answer: null } as const;
  const when = item.state.lastAt > at ? item.state.lastAt : at;
  await writeEntry(tx, deps, item.item, item.entries.at(-1) ?? null, { content, at: when, officer: 'server', now: at });
}

interface Noting {
  readonly caseId: string;
  readonly from: string;
  readonly step: 'hand-over' | 'hand-over-answer';
  readonly dispatch: AdmittedDispatch;
  readonly detail: string;
}

/** Both events stand in the timeline of both sides: when it was sent, and when it was received. */
async function note(tx: Transaction, deps: EvidenceDeps, { caseId, from, step, dispatch, detail }: Noting): Promise<void> {
  const { payload, receivedAt, digest } = dispatch;
  const shared = { step, dispatch: digest, officer: null, clause: null } as const;
  const sent = { ...shared, kind: 'sent', authority: from, detail } as const;
  const received = { ...shared, kind: 'delivered', authority: deps.assistance.self, detail: null } as const;
  await noteInTimeline(tx, deps.assistance, { caseId, at: payload.createdAt as Instant, now: receivedAt, facts: sent });
  await noteInTimeline(tx, deps.assistance, { caseId, at: receivedAt, now: receivedAt, facts: received });
}

const actDiffers = rejected('act-differs-from-body', 'The act that the dispatch states is not the one that its body makes.');

function rejected(code: Extract<Admission, { outcome: 'rejected' }>['code'], reason: string): Admission {
  return { outcome: 'rejected', code, reason: reason.slice(0, 2000), isRetryable: false };
}
