// SPDX-License-Identifier: Apache-2.0
/**
 * A recall, and answers to one, as they arrive.
 *
 * A holder marks what it has, carries the recall at once to everyone to whom it gave the datum, and tells the authority above
 * whom it told. Answers go up the same tree: each holder's own, signed by it, and what is said of those below. The originator
 * sees the whole tree; every holder sees the part below itself.
 *
 *     XB  recall ----> XA  recall ----> XC  recall ----> XD
 *         <- told XC       <- told XD
 *         <- executed XA   <- kept XC (clause)   <- executed XD
 */
import { datumDigest, deadlineOfStep, recallTermOf } from '../../agreements/index.ts';
import type { Admission } from '../../exchange/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { holdingsOf, markRecall, notWithheld, receivedFrom } from '../../records/index.ts';
import { admitted, type Arriving, rejected } from '../arriving.ts';
import { readRecall, readRecallAnswer, toJson } from '../bodies.ts';
import { moveMatter, newNode } from '../conclude-step.ts';
import { giveAnswer } from './answer-recall.ts';
import { noMatterFacts } from '../disclose.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { auditOpened } from '../receive-consent.ts';
import { addWay } from './other-ways.ts';
import { agreementOf, carry, nameOf } from '../send-step.ts';
import { recipientsOf } from './parts-of-recall.ts';
import { insertMatterOnce, lockMatter, type MatterRecord, nodesOf, putNode } from '../store.ts';
import type { RecallAnswerBody, RecallBody, RecallDocument } from '../wire.ts';

export async function admitRecall(tx: Transaction, deps: OnwardDeps, body: RecallBody, arriving: Arriving): Promise<Admission> {
  const { payload, receivedAt } = arriving.dispatch;
  const recall = readRecall(body.recall, deps.suites);
  if (!recall.ok) return rejected('malformed', recall.issues[0]?.problem ?? 'The recall cannot be read.');
  const { originator, recordId, change, correction, matter } = recall.value;
  if (matter !== body.matter || originator !== body.onBehalfOf)
    return rejected('act-differs-from-body', 'The signed recall is another one.');
  const isWhole = body.correction === null ? correction === null : correction === datumDigest(body.correction.salt, body.correction.body);
  if (!isWhole) return rejected('malformed', 'The corrected record is not the one that its originator signed.');
  const shown = body.correction === null ? [] : notWithheld(body.correction.body, recall.value.withheld ?? []);
  if (shown.length > 0) return rejected('malformed', `${shown[0]} is said to be withheld, and it stands there, or cannot be withheld.`);
  const records = await receivedFrom(tx, payload.from, { originator, recordId });
  // It may have been given a moment ago, in a dispatch that is still on its way.
  if (records.length === 0)
    return rejected('case-unknown', 'Nothing of this record was received from the authority that carries the recall.', true);
  const recordIds = records.map((record) => record.id);
  const row = newHolding(deps, { body, recall: recall.value, arriving, recordIds });
  // By two ways at once, the second waits here until the first is done, and finds what that has opened.
  const here = (await lockMatter(tx, matter)) ?? ((await insertMatterOnce(tx, row)) ? null : await lockMatter(tx, matter));
  if (here !== null) {
    const { admission, added } = await addWay(tx, deps, here, { body, arriving, recordIds });
    if (added !== null) await tellLaterHolders(tx, deps, added, body, receivedAt);
    return admission;
  }
  await auditOpened(tx, deps, row, arriving);
  for (const record of records) await markRecall(tx, record.id, { matter, change, state: 'open' });
  await tellLaterHolders(tx, deps, row, body, receivedAt);
  // What is under legal hold waits for an officer, who refuses or has the hold lifted.
  const isHeld = (await deps.heldBy(tx, row.record_ids)).length > 0;
  if (recallTermOf(arriving.agreement)?.isAutomatic === true && !isHeld) {
    const answer = { outcome: 'executed', ground: null, reasons: '' } as const;
    await giveAnswer(tx, deps, row, { answer, agreement: arriving.agreement, preparedBy: 'server', now: receivedAt });
  }
  return admitted;
}

function newHolding(
  deps: OnwardDeps,
  given: {
    readonly body: RecallBody;
    readonly recall: RecallDocument;
    readonly arriving: Arriving;
    readonly recordIds: readonly string[];
  },
): MatterRecord {
  const { body, recall, arriving, recordIds } = given;
  const { payload, digest, receivedAt } = arriving.dispatch;
  const due = deadlineOfStep(arriving.agreement, 'answer-recall', receivedAt, deps.self);
  return {
    id: recall.matter,
    kind: 'recall',
    part: 'holding',
    state: 'received',
    peer: payload.from,
    record_ids: recordIds,
    facts: {
      ...noMatterFacts,
      reason: recall.reason,
      agreement: payload.agreement,
      dispatch: digest,
      recall,
      correction: body.correction === null ? null : toJson(body.correction),
    },
    due_at: (due?.dueAt ?? null) as Instant | null,
    updated_at: receivedAt,
  };
}

/** To everyone to whom we gave any of these records; what an agreement does not let us carry is reported as not delivered. */
async function tellLaterHolders(tx: Transaction, deps: OnwardDeps, row: MatterRecord, body: RecallBody, now: Instant): Promise<void> {
  const holdings = [];
  for (const id of row.record_ids) holdings.push(...(await holdingsOf(tx, id)));
  const told = (await nodesOf(tx, row.id)).map((node) => node.holder);
  for (const recipient of await recipientsOf(tx, deps, holdings, now)) {
    const { to, agreement } = recipient;
    if (told.includes(to)) continue;
    const dueAt = deadlineOfStep(agreement, 'answer-recall', now, to)?.dueAt ?? null;
    const node = newNode({ matter: row.id, holder: to, holderName: await nameOf(tx, deps, to), parent: deps.self, dueAt, now });
    const sent = await carry(tx, deps, { matter: row.id, content: { kind: 'recall', body }, recipient, purpose: null, node: to, now });
    await putNode(tx, typeof sent === 'string' ? { ...node, state: 'not-delivered', reasons: sent } : node);
    await reportNode(tx, deps, row, to, now);
  }
}

/** Tells the authority above what stands with one holder below; nothing where the recall is our own. */
export async function reportNode(tx: Transaction, deps: OnwardDeps, row: MatterRecord, holder: string, now: Instant): Promise<void> {
  const node = (await nodesOf(tx, row.id)).find((candidate) => candidate.holder === holder);
  const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
  if (row.part !== 'holding' || node === undefined || agreement === null) return;
  const content = {
    kind: 'recall-answer',
    body: {
      matter: row.id,
      onBehalfOf: deps.self,
      holder,
      holderName: node.holder_name,
      parent: deps.self,
      outcome: node.state === 'not-delivered' ? 'not-delivered' : 'told',
      dueAt: node.due_at,
      answer: null,
    },
  } as const;
  const sent = await carry(tx, deps, {
    matter: row.id,
    content,
    recipient: { to: row.peer ?? '', agreement },
    purpose: null,
    node: null,
    now,
  });
  if (typeof sent === 'string') throw new Error(`what a recall permits, its answers permit too: ${sent}`);
}

export async function admitRecallAnswer(tx: Transaction, deps: OnwardDeps, body: RecallAnswerBody, arriving: Arriving): Promise<Admission> {
  const { payload, receivedAt } = arriving.dispatch;
  const row = await lockMatter(tx, body.matter);
  if (row === null || (row.part !== 'recalling' && row.part !== 'holding'))
    return rejected('case-unknown', 'No recall of this identifier is open here.');
  const nodes = await nodesOf(tx, row.id);
  const sender = nodes.find((node) => node.holder === payload.from);
  const known = nodes.find((node) => node.holder === body.holder);
  if (sender?.parent !== deps.self) return rejected('case-unknown', 'Its author was not told of this recall by us.');
  const isOwnAnswer = body.holder === payload.from;
  if (isOwnAnswer ? body.parent !== deps.self : !isBelow(nodes, body.parent, payload.from)) {
    return rejected('act-differs-from-body', 'It speaks of a holder that is not below its author.');
  }
  const answer = body.answer === null ? null : readRecallAnswer(body.answer, deps.suites);
  if (answer !== null && !answer.ok) return rejected('malformed', answer.issues[0]?.problem ?? 'The answer cannot be read.');
  if (known !== undefined && isSettled(known.state)) {
    // It had the datum by another way too, and its one answer comes by both.
    const isTheSame = body.outcome === known.state || body.outcome === 'told';
    return isTheSame && !isOwnAnswer ? admitted : rejected('state-conflict', `This holder is ${known.state} already.`);
  }
  await putNode(tx, {
    matter: row.id,
    holder: body.holder,
    holder_name: body.holderName,
    parent: body.parent,
    state: body.outcome,
    due_at: body.dueAt ?? known?.due_at ?? null,
    ground: answer?.value.ground ?? null,
    clause: answer?.value.clause ?? null,
    reasons: answer?.value.reasons ?? '',
    updated_at: receivedAt,
  });
  await passUp(tx, deps, row, body, receivedAt);
  await settleWhenAllAnswered(tx, deps, row, receivedAt);
  return admitted;
}

export function isSettled(state: string): boolean {
  return state === 'executed' || state === 'refused';
}

/** Whether this parent is the author itself, or a holder that the author spoke of before. */
function isBelow(nodes: readonly { readonly holder: string; readonly parent: string }[], parent: string, author: string): boolean {
  for (let at: string | undefined = parent, hops = 0; at !== undefined && hops < nodes.length + 1; hops++) {
    if (at === author) return true;
    const current: string = at;
    at = nodes.find((node) => node.holder === current)?.parent;
  }
  return false;
}

async function passUp(tx: Transaction, deps: OnwardDeps, row: MatterRecord, body: RecallAnswerBody, now: Instant): Promise<void> {
  const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
  if (row.part !== 'holding' || agreement === null) return;
  const recipient = { to: row.peer ?? '', agreement };
  const sent = await carry(tx, deps, {
    matter: row.id,
    content: { kind: 'recall-answer', body },
    recipient,
    purpose: null,
    node: null,
    now,
  });
  if (typeof sent === 'string') throw new Error(`what a recall permits, its answers permit too: ${sent}`);
}

export async function settleWhenAllAnswered(tx: Transaction, deps: OnwardDeps, row: MatterRecord, now: Instant): Promise<void> {
  if (row.part !== 'recalling' || row.state !== 'told') return;
  const nodes = await nodesOf(tx, row.id);
  if (nodes.every((node) => isSettled(node.state))) await moveMatter(tx, deps, row, 'settled', now, { dueAt: null });
}
