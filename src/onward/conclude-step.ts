// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes true when a step of an officer goes out: the matter's new state, and what the step does to our own data.
 *
 *     consent-request    sent
 *     consent-answer     granted or denied; the consent is kept with the record
 *     disclosure         sent; each record has a holder more
 *     recall             told; the tree of holders begins
 *     breach-notice      sent
 *     new-use            sent; a new-use-answer: granted, objected or denied
 *     recall-answer      executed: what we hold is destroyed or corrected, now; or kept
 */
import assert from 'node:assert/strict';
import { deadlineOfStep, readConsent } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import type { Instant, Transaction } from '../kernel/index.ts';
import { keepConsent, noteGiving } from '../records/index.ts';
import { readRecallAnswer, type StepBody } from './bodies.ts';
import { executeRecall, keepRecalled } from './recalls/execute-recall.ts';
import type { OnwardDeps } from './onward-deps.ts';
import { mayMove } from './matter-states.ts';
import { answerOtherWays } from './recalls/other-ways.ts';
import { stateOfAnswer } from './new-uses/new-use-facts.ts';
import { agreementOf, nameOf, type SentTo } from './send-step.ts';
import { type MatterRecord, nodesOf, putNode, updateMatter } from './store.ts';
import type { MatterState } from './wire.ts';

export interface Concluded {
  readonly sent: readonly SentTo[];
  readonly officer: string;
  readonly now: Instant;
}

export async function concludeStep(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  content: StepBody,
  given: Concluded,
): Promise<void> {
  // What was signed before and goes once more changes nothing here but that it is on its way again (send-again.ts).
  if (isOnceMore(row, content)) return noteOnceMore(tx, row, content, given);
  switch (content.kind) {
    case 'consent-request':
      return moveMatter(tx, deps, row, 'sent', given.now);
    case 'consent-answer':
      return concludeAnswer(tx, deps, row, content.body, given);
    case 'disclosure':
      return concludeDisclosure(tx, deps, row, content.body, given);
    case 'recall':
      return concludeRecall(tx, deps, row, given);
    case 'recall-answer':
      return concludeRecallAnswer(tx, deps, row, content.body, given);
    case 'new-use':
    case 'breach-notice':
      return moveMatter(tx, deps, row, 'sent', given.now);
    case 'new-use-answer':
      return concludeNewUseAnswer(tx, deps, row, content.body, { dispatch: given.sent[0]?.digest ?? '', now: given.now });
  }
}

function isOnceMore({ part, state }: MatterRecord, { kind }: StepBody): boolean {
  if (kind === 'recall') return part === 'recalling' && state === 'told';
  return (kind === 'consent-answer' || kind === 'recall-answer' || kind === 'new-use-answer') && state !== 'received';
}

async function noteOnceMore(tx: Transaction, row: MatterRecord, { kind }: StepBody, { sent, now }: Concluded): Promise<void> {
  if (kind === 'recall') {
    const nodes = await nodesOf(tx, row.id);
    for (const node of nodes)
      if (sent.some(({ to }) => to === node.holder)) await putNode(tx, { ...node, state: 'queued', reasons: '', updated_at: now });
  }
  await updateMatter(tx, row.id, { updated_at: now });
}

/** Writes the state, and that it changed; the table (matter-states.ts) holds every change that there is. */
export async function moveMatter(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  state: MatterState,
  now: Instant,
  more: { readonly dueAt?: Instant | null; readonly dispatch?: string; readonly consent?: string; readonly ground?: string | null } = {},
): Promise<void> {
  assert(mayMove(row.part, row.state, state), `a matter goes from ${row.state} to ${state} for nobody who is ${row.part}`);
  await updateMatter(tx, row.id, { state, updated_at: now, ...(more.dueAt === undefined ? {} : { due_at: more.dueAt }) });
  const { dispatch = null, consent = null, ground = null } = more;
  const details = {
    matter: row.id,
    kind: row.kind,
    side: row.part,
    from: row.state,
    to: state,
    peer: row.peer,
    dispatch,
    consent,
    ground: ground?.toLowerCase() ?? null,
  };
  await noteAudit(tx, { event: 'matter.state-changed', actor: 'server', at: now, details }, deps.random);
  await deps.announce(tx, 'onward');
}

type Body<Kind extends StepBody['kind']> = Extract<StepBody, { kind: Kind }>['body'];

async function concludeAnswer(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  body: Body<'consent-answer'>,
  given: Concluded,
): Promise<void> {
  const read = readConsent(body.consent, deps.suites);
  if (!read.ok) throw new Error('a consent that we signed can be read');
  const { consent, digest } = read.value;
  const { holder, recipient, purpose, answer, ground } = consent;
  const [recordId = ''] = row.record_ids;
  await keepConsent(tx, { matter: row.id, recordId, holder, recipient, purpose, answer, carried: body.consent, digest, keptAt: given.now });
  const dispatch = given.sent[0]?.digest ?? '';
  await moveMatter(tx, deps, row, answer === 'granted' ? 'granted' : 'denied', given.now, {
    dueAt: null,
    dispatch,
    consent: digest,
    ground,
  });
}

/** Our answer to a new use goes out. */
async function concludeNewUseAnswer(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  body: Body<'new-use-answer'>,
  given: { readonly dispatch: string; readonly now: Instant },
): Promise<void> {
  const { newUse } = row.facts;
  if (newUse === null || newUse === undefined) throw new Error('a new use is kept with its facts');
  const { answer, until, reasons } = body;
  const facts = { ...row.facts, newUse: { ...newUse, answer: { answer, until, reasons, at: given.now } } };
  await updateMatter(tx, row.id, { facts, updated_at: given.now });
  await moveMatter(tx, deps, row, stateOfAnswer(newUse, answer), given.now, { dueAt: null, dispatch: given.dispatch });
}

async function concludeDisclosure(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  body: Body<'disclosure'>,
  given: Concluded,
): Promise<void> {
  const { sent, officer, now } = given;
  const [to] = sent;
  if (to === undefined) throw new Error('a disclosure has a recipient');
  const giving = {
    records: body.records,
    recipient: to.to,
    recipientName: await nameOf(tx, deps, to.to),
    purpose: body.purpose,
    officer,
    matter: row.id,
    agreement: to.agreement,
    clause: to.clause,
    dispatchDigest: to.digest,
  };
  await noteGiving(tx, giving, { now, random: deps.random, suites: deps.suites });
  await moveMatter(tx, deps, row, 'sent', now, { dispatch: to.digest });
}

async function concludeRecall(tx: Transaction, deps: OnwardDeps, row: MatterRecord, { sent, now }: Concluded): Promise<void> {
  let dueAt: Instant | null = null;
  for (const { to, agreement } of sent) {
    const known = await agreementOf(tx, deps, agreement, now);
    const deadline = known === null ? null : deadlineOfStep(known, 'answer-recall', now, to);
    const due = (deadline?.dueAt ?? null) as Instant | null;
    if (due !== null && (dueAt === null || due > dueAt)) dueAt = due;
    await putNode(tx, newNode({ matter: row.id, holder: to, holderName: await nameOf(tx, deps, to), parent: deps.self, dueAt: due, now }));
  }
  await moveMatter(tx, deps, row, 'told', now, { dueAt });
}

export function newNode(given: { matter: string; holder: string; holderName: string; parent: string; dueAt: string | null; now: Instant }) {
  const { matter, holder, holderName, parent, dueAt, now } = given;
  return {
    matter,
    holder,
    holder_name: holderName,
    parent,
    state: 'queued' as const,
    due_at: dueAt,
    ground: null,
    clause: null,
    reasons: '',
    updated_at: now,
  };
}

async function concludeRecallAnswer(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  body: Body<'recall-answer'>,
  given: Concluded,
): Promise<void> {
  const read = body.answer === null ? null : readRecallAnswer(body.answer, deps.suites);
  if (read?.ok !== true) throw new Error('an answer that we signed can be read');
  const { outcome, ground } = read.value;
  if (outcome === 'executed') await executeRecall(tx, deps, row, { actor: given.officer, now: given.now });
  else await keepRecalled(tx, row);
  const dispatch = given.sent[0]?.digest ?? '';
  await moveMatter(tx, deps, row, outcome === 'executed' ? 'executed' : 'kept', given.now, { dueAt: null, dispatch, ground });
  const facts = { ...row.facts, correction: null, answer: body.answer };
  await updateMatter(tx, row.id, { facts, updated_at: given.now });
  await answerOtherWays(tx, deps, { ...row, facts }, given.now);
}
