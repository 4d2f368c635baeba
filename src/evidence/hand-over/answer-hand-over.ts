// SPDX-License-Identifier: Apache-2.0
/**
 * Answering a hand-over: an officer says how the item was found, or why it is not taken over. The server signs the answer.
 *
 *     received    a new item, or our own that comes back; its first entry here names their last digest and their dispatch; the answer
 *                 carries the digest of that entry; a further entry names the answer
 *     declined    no item; the reasons go back, and the item stays with whoever sent it
 *
 * So each log names both signed dispatches, and neither can be changed afterwards without the other.
 */
import { decideUnder, noFacts, refOf } from '../../agreements/index.ts';
import { caseBrief, issuesOfVerdict, noteInTimeline } from '../../assistance/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { bodySeedBytes } from '../../seals/index.ts';
import { absent, type By, change, type EvidenceDeps, issue, type Outcome } from '../evidence-deps.ts';
import { lockedItem } from '../keep-items.ts';
import { entriesOf, type EntryRecord, type ItemRecord, itemsOfCase } from '../store.ts';
import { itemsMax } from '../wire.ts';
import { addItem, writeEntry } from '../write-entry.ts';
import { readCarried, type ReadLog } from './carried-log.ts';
import { handOverAnswerAct } from './hand-over-act.ts';
import { agreementOf, json, nameOf, titleOf } from './offer-item.ts';
import { changeHandOver, type HandOverRecord, lockHandOver } from './store.ts';
import type { AnswerOfferWire, HandOverAnswerBody } from './wire.ts';

export async function answerHandOver(
  deps: EvidenceDeps,
  given: { readonly caseId: string; readonly handOver: string; readonly answer: AnswerOfferWire },
  by: By,
): Promise<Outcome> {
  const { caseId, handOver, answer } = given;
  return change(deps, async (tx) => {
    const row = await lockHandOver(tx, handOver);
    if (row === null || row.case_id !== caseId || row.direction !== 'in') return absent;
    if (row.state !== 'offered') return issue('state', 'It is answered already.', 'Load the case again.');
    if (answer.answer === 'declined') return sendAnswer(tx, deps, row, { found: null, reasons: answer.reasons, by });
    const read = readCarried(row.body);
    if (!read.ok) throw new Error('a log that was checked when it came is still the same');
    const at = (answer.at ?? by.now) as Instant;
    if (at > by.now) return issue('at', 'It lies in the future.', 'Write down when it was received, after it was.');
    const wanted = read.value.item.digest;
    if (answer.digest !== wanted) {
      const problem = wanted === null ? 'A thing has no digest.' : 'It is not the digest of the file that was handed over.';
      return issue('digest', problem, wanted === null ? 'Leave it out.' : 'Compute it of the file that came; if it differs, decline.');
    }
    const taken = await takeOver(tx, deps, row, { read: read.value, answer, at, by });
    if (taken.kind === 'issues') return taken;
    const { place, receivedBy, seal, condition, digest } = answer;
    const found = { at, place, receivedBy, seal, condition, digest, item: taken.item.id, head: taken.entry.digest };
    return sendAnswer(tx, deps, row, { found, reasons: '', by, taken });
  });
}

/** Sends once more an answer that did not reach the other server. */
export async function answerAgain(
  deps: EvidenceDeps,
  given: { readonly caseId: string; readonly handOver: string },
  by: By,
): Promise<Outcome> {
  return change(deps, async (tx) => {
    const row = await lockHandOver(tx, given.handOver);
    if (row === null || row.case_id !== given.caseId || row.direction !== 'in') return absent;
    if (row.answer === null || row.answer_state !== 'lost') return issue('state', 'The answer is not lost.', 'Wait for its receipt.');
    const item = row.item_id === null || row.answer.found === null ? null : await lockedItem(tx, row.item_id);
    const last = item?.entries.at(-1);
    const taken = item === null || last === undefined ? {} : { taken: { kind: 'taken' as const, item: item.item, entry: last } };
    return sendAnswer(tx, deps, row, { found: row.answer.found, reasons: row.answer.reasons, by, ...taken });
  });
}

interface Taken {
  readonly kind: 'taken';
  readonly item: ItemRecord;
  /** The entry after which the next one stands. */
  readonly entry: EntryRecord;
}

interface Taking {
  readonly read: ReadLog;
  readonly answer: Extract<AnswerOfferWire, { answer: 'received' }>;
  readonly at: Instant;
  readonly by: By;
}

async function takeOver(
  tx: Transaction,
  deps: EvidenceDeps,
  row: HandOverRecord,
  { read, answer, at, by }: Taking,
): Promise<Taken | (Outcome & { readonly kind: 'issues' })> {
  const { place, custodian, receivedBy, seal, condition } = answer;
  const from = await nameOf(tx, deps, row.counterpart);
  const here = {
    from,
    itemThere: read.item.id,
    headThere: row.body.head,
    dispatch: row.dispatch ?? '',
    place,
    custodian,
    receivedBy,
    seal,
    condition,
  };
  const written = { officer: by.officer, now: by.now };
  if (row.item_id !== null) {
    const own = await lockedItem(tx, row.item_id);
    if (own === null || (own.state.state !== 'on-loan' && own.state.state !== 'handed-over'))
      return { kind: 'issues', issues: [{ path: 'state', problem: 'The item is here already.', remedy: 'Look at its log.' }] };
    const when = at < own.state.lastAt ? own.state.lastAt : at;
    const entry = await writeEntry(tx, deps, own.item, own.entries.at(-1) ?? null, {
      content: { kind: 'came-back', ...here },
      at: when,
      ...written,
    });
    return { kind: 'taken', item: own.item, entry };
  }
  if ((await itemsOfCase(tx, row.case_id)).length >= itemsMax)
    return { kind: 'issues', issues: [{ path: 'case', problem: `The case has ${itemsMax} items already.`, remedy: 'Decline it.' }] };
  const { form, title, description, digest } = read.item;
  const { manner, dueAt } = row.body;
  const formalities = [...read.root.formalities].map(([name, { answer: given, note }]) => ({ name, answer: given, note }));
  const content = { kind: 'taken-over' as const, ...here, manner, dueAt, rule: read.root.rule, formalities };
  const source = { kind: 'hand-over' as const, id: row.id };
  const item = await addItem(
    tx,
    deps,
    { case_id: row.case_id, form, title, description, digest, source, derived_from: null },
    { content, at, ...written },
  );
  const [entry] = (await entriesOf(tx, [item.id])).get(item.id) ?? [];
  if (entry === undefined) throw new Error('an item has its first entry');
  return { kind: 'taken', item, entry };
}

interface Answering {
  readonly found: HandOverAnswerBody['found'];
  readonly reasons: string;
  readonly by: By;
  readonly taken?: Taken;
}

async function sendAnswer(tx: Transaction, deps: EvidenceDeps, row: HandOverRecord, answering: Answering): Promise<Outcome> {
  const { found, reasons, by, taken } = answering;
  const { self, random, queue, announce } = deps.assistance;
  const brief = await caseBrief(tx, row.case_id);
  const agreement = brief === null ? null : await agreementOf(tx, deps, brief.agreement, by);
  if (brief === null || agreement === null)
    return issue('agreement', 'The agreement of the case is not in force any more.', 'Look at the agreement.');
  const answer = found === null ? ('declined' as const) : ('received' as const);
  const body: HandOverAnswerBody = { requestId: row.case_id, handOver: row.id, dispatch: row.dispatch ?? '', answer, reasons, found };
  const act = handOverAnswerAct(body, { from: self, to: row.counterpart, agreement: refOf(agreement) });
  const { permit, verdict } = decideUnder(act, agreement, { ...noFacts, preparedBy: by.officer }, by.now);
  if (permit === null) return { kind: 'issues', issues: issuesOfVerdict(verdict) };
  const { digest } = await queue(tx, permit, {
    kind: 'evidence.hand-over-answer',
    caseRef: row.case_id,
    body: json(body),
    bodySeed: random(bodySeedBytes),
    conditions: [],
    inReplyTo: [row.dispatch ?? ''],
    class: brief.class,
    purpose: brief.purpose,
    preparedBy: by.officer,
    approvals: [],
    attachments: [],
  });
  if (taken !== undefined) {
    const at = taken.entry.at > by.now ? taken.entry.at : by.now;
    await writeEntry(tx, deps, taken.item, taken.entry, {
      content: { kind: 'answered', answer: digest },
      at,
      officer: by.officer,
      now: by.now,
    });
  }
  const itemId = taken?.item.id ?? row.item_id;
  const done = { state: answer, item_id: itemId, answer: body, answer_dispatch: digest, answer_state: 'sent' } as const;
  await changeHandOver(tx, row.id, { ...done, updated_at: by.now });
  const facts = { kind: 'sent', step: 'hand-over-answer', authority: self, officer: by.officer, dispatch: digest, clause: null } as const;
  const detail = `${titleOf(row)}, ${answer}`;
  await noteInTimeline(tx, deps.assistance, { caseId: row.case_id, at: by.now, now: by.now, facts: { ...facts, detail } });
  await announce(tx, 'evidence');
  return { kind: 'done', itemId: itemId ?? row.id };
}
