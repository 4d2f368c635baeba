// SPDX-License-Identifier: Apache-2.0
/**
 * A trace is handed on, and answered: both as steps of a case of room assistance, under the agreement that governs it.
 *
 * What goes out is the draft of a request with the entry points alone; the officer goes on there. What goes back is a reply that waits for
 * its approvals like every other. A part of a third authority goes with it where that authority said, in its own signed reply, that those
 * for whom it was asked may have it, within the conditions of that reply, under which ours then stands as well; otherwise it stays here, and
 * the picture of whoever asked stays dark there.
 */
import type { AssistanceKind } from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { openDraftIn, prepareReply, type RelayCase, type RequestDraftWire } from '../../assistance/index.ts';
import { type TraceAnswerWire, traceQuestionSchema, type TraceQuestionWire } from '../../assistance/wire.ts';
import type { Purpose } from '../../conditions/index.ts';
import { type RelayEntry, type RelayPart, withoutNames } from '../../flows/index.ts';
import { type Instant, limits, type Transaction } from '../../kernel/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { leadTransition, putAsideStates } from '../leads/lead-states.ts';
import { changeState, stateIssue } from '../leads/move-lead.ts';
import { type LeadRecord, lockLead } from '../leads/store.ts';
import { chainTo, mayPassOn, openRelay, reachedBy, type RelayState, standingParts, type ToldPart } from './relay-state.ts';
import { findTrace } from './store.ts';
import type { TraceAnswerOrderWire } from './wire.ts';

export interface HandOnOrder {
  readonly counterpart: string;
  readonly assistance: AssistanceKind;
  readonly purpose: Purpose;
}

/** The draft of a request with what the authority needs to go on. */
export async function handOn(deps: FindingsDeps, id: string, order: HandOnOrder, by: By): Promise<Outcome<{ readonly caseId: string }>> {
  const { self } = deps.assistance;
  return change(deps, async (tx) => {
    const trace = await findTrace(tx, id);
    if (trace === null) return absent;
    const state = await openRelay(tx, deps, trace.relay, by);
    if (state === null) return absent;
    const entries = reachedBy(state, self).get(order.counterpart) ?? [];
    if (entries.length === 0) return issue('counterpart', 'The value reached no account of this authority.', 'Choose one that it reached.');
    const method = standingParts(state)[0]?.method;
    const onBehalfOf = [...chainTo(state, { self, counterpart: order.counterpart })];
    const question = traceQuestionSchema.safeParse({ relay: trace.relay, to: order.counterpart, method, entries, onBehalfOf });
    if (!question.success)
      return issue('trace', 'It holds more than one request can hand on.', 'Set a higher least amount and trace again.');
    const names = await deps.assistance.authorityNames(tx, [order.counterpart, ...onBehalfOf]);
    const chain = onBehalfOf.map((one) => names.get(one)?.name ?? one);
    const lead = await lockLead(tx, trace.lead);
    if (lead === null) throw new Error('a trace has a lead');
    if (putAsideStates.includes(lead.state)) return stateIssue(lead, 'draft');
    const opened = await openDraftIn(tx, deps.assistance, draftOf(trace.given.title, order, question.data, chain), by.officer, by.now);
    if (opened.kind !== 'done') return opened;
    await leadRequested(tx, deps, lead, { caseRef: opened.caseId, to: names.get(order.counterpart)?.name ?? order.counterpart }, by);
    await deps.announce(tx, 'findings');
    const details = { trace: id, caseRef: opened.caseId, peer: order.counterpart, count: entries.length };
    await noteAudit(tx, { event: 'trace.handed-on', actor: by.officer, at: by.now, details }, deps.random);
    return done({ caseId: opened.caseId });
  });
}

/** Whoever hands a trace on holds it for worth a request; the first request is the lead's, and further ones belong to its trace. */
async function leadRequested(
  tx: Transaction,
  deps: FindingsDeps,
  lead: LeadRecord,
  { caseRef, to }: { readonly caseRef: string; readonly to: string },
  by: By,
): Promise<void> {
  if (lead.state === 'requested') return;
  const reason = `Its trace is handed on to ${to}.`;
  const isConfirmed = leadTransition(lead.state, 'draft') !== null;
  const confirmed = isConfirmed
    ? lead
    : await changeState(tx, deps, lead, { event: 'confirm', reason, assignee: lead.assignee ?? by.officer }, by);
  await changeState(tx, deps, confirmed, { event: 'draft', reason: '', caseRef }, by);
}

function draftOf(
  title: string,
  { counterpart, assistance, purpose }: HandOnOrder,
  question: TraceQuestionWire,
  chain: readonly string[],
): RequestDraftWire {
  const { entries, method } = question;
  const moments = entries.map(({ at }) => at).toSorted();
  const facts = [
    'Value that is traced here went into accounts under your supervision:',
    ...entries.map(entryLine),
    `Asked for: to follow it further on your data, by ${methodWords[method]}, and to say where it ended, in which amounts, ` +
      'when it came and left, and into which accounts under other authorities it went on.',
    ...(chain.length === 0 ? [] : [`It is asked on behalf of ${chain.join(', ')} as well; please say whether your answer may go to them.`]),
    'Which way it came to those accounts is not told here. A trace is a calculation, not a finding.',
  ];
  return {
    counterpart,
    assistance,
    purpose,
    class: 'normal',
    urgencyGround: null,
    urgencyReason: '',
    content: {
      subject: title.slice(0, limits.nameCharactersMax),
      facts: facts.join('\n').slice(0, limits.textCharactersMax),
      period: `${moments[0] ?? ''} to ${moments.at(-1) ?? ''} (UTC), and after`,
      'why-useful':
        'Without your data the trace ends at these accounts; with it, it can be seen where the value is and whether it can be secured.',
    },
    reference: '',
    trace: question,
  };
}

function entryLine({ party, at, amount, movement, asset }: RelayEntry): string {
  const whole = amount === movement ? '' : ` of ${movement}`;
  return `- ${party}: ${amount}${whole} ${asset.symbol}, received ${at}`;
}

const methodWords: Readonly<Record<TraceQuestionWire['method'], string>> = {
  haircut: 'haircut (each payment takes its share)',
  fifo: 'first in, first out',
  lifo: 'last in, first out',
  tiho: 'traced value first to the largest payment',
};

/** The answer to one that asked: our part, and those of others that may go with it. */
export async function answerTrace(
  deps: FindingsDeps,
  id: string,
  order: TraceAnswerOrderWire,
  by: By & { readonly roles: readonly string[] },
): Promise<Outcome<{ readonly caseId: string }>> {
  const { database: db } = deps;
  const trace = await findTrace(db, id);
  if (trace === null) return absent;
  const state = await openRelay(db, deps, trace.relay, by);
  const asked = state?.cases.find((one) => one.id === order.caseId && one.side === 'requested');
  if (state === null || asked === undefined) return absent;
  const own = standingParts(state).find(({ askedBy }) => askedBy === asked.counterpart);
  if (own === undefined) return issue('caseId', 'No trace of ours continues this request.', 'Continue it on our data first.');
  const entries = new Map(own.entries.map((entry) => [entry.id, entry.asked]));
  if (asked.question.entries.some(({ id: entry, amount }) => entries.get(entry) !== amount)) {
    return issue('caseId', 'The trace does not follow what this request asks.', 'Continue the request on our data again.');
  }
  const told = order.naming === 'named' ? own : withoutNames(own, asked.counterpart);
  const { may } = partsToTell(state, asked, { self: deps.assistance.self, now: by.now });
  const answer = { relay: trace.relay, passOn: order.passOn, parts: [told, ...may.map(({ part }) => part)] };
  const { caseId, completeness, text } = order;
  const given = { caseId, officer: by.officer, roles: by.roles, now: by.now };
  const reply = {
    completeness,
    text: `${text}\n\n${partWords(told)}`,
    records: [],
    trace: JSON.parse(JSON.stringify(answer)) as TraceAnswerWire,
  };
  const carried = may.flatMap(({ leave }) => leave?.conditions ?? []);
  const prepared = await prepareReply(deps.assistance, given, reply, carried);
  return prepared.kind === 'done' ? done({ caseId }) : prepared;
}

/** Parts of third authorities: those that may go to the one that asks, and those that may not. */
export function partsToTell(
  { toldParts }: Pick<RelayState, 'toldParts'>,
  { counterpart, purpose }: Pick<RelayCase, 'counterpart' | 'purpose'>,
  { self, now }: { readonly self: string; readonly now: Instant },
): { readonly may: readonly ToldPart[]; readonly mayNot: readonly ToldPart[] } {
  const newest = [...new Map(toldParts.map((told) => [`${told.part.authority}/${told.part.askedBy ?? ''}`, told])).values()];
  // The asker's own part need not be told to it.
  const others = newest.filter(({ part }) => part.authority !== counterpart);
  const [may, mayNot]: [ToldPart[], ToldPart[]] = [[], []];
  for (const told of others) (mayPassOn(told, { recipient: counterpart, purpose, by: self, now }) ? may : mayNot).push(told);
  return { may, mayNot };
}

/** Ends that stand in the words of a reply; the part itself has them all. */
const endsInWords = 20;

/** The part in words, for whoever reads the reply on paper. */
function partWords({ entries, ends, reached, method }: RelayPart): string {
  const found = entries.filter(({ found: amount }) => /[1-9]/.test(amount)).length;
  return [
    `Of ${entries.length} entry points ${found} were found on our data and followed by ${method}.`,
    ...ends
      .slice(0, endsInWords)
      .map(({ kind, party, amount, asset }) => `- ${amount} ${asset.symbol}, ${kind}${party === null ? '' : `: ${party}`}`),
    ...(ends.length > endsInWords ? [`- and ${ends.length - endsInWords} more, in the data of this reply`] : []),
    ...(reached.length === 0 ? [] : [`It went on into ${reached.length} accounts under other authorities.`]),
  ].join('\n');
}
