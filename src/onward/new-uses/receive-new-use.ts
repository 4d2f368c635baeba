// SPDX-License-Identifier: Apache-2.0
/**
 * A new use and its answer, as they arrive.
 *
 * The notice must be about a record of ours that we gave to whoever tells us. The answer must be to a notice of ours, about the change that
 * we told of, and count the time from the moment that the originator's own receipt names. An objection that was made in time counts
 * whenever it arrives: where the use was open already, it is closed from then on.
 */
import { changeOfNewUse, newUseMode, objectUntil } from '../../agreements/index.ts';
import type { Admission } from '../../exchange/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { changeLeave, heldRecord, holdingsOf } from '../../records/index.ts';
import { admitted, type Arriving, rejected } from '../arriving.ts';
import { moveMatter } from '../conclude-step.ts';
import { noMatterFacts } from '../disclose.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { auditOpened } from '../receive-consent.ts';
import { insertMatter, lockMatter, type MatterRecord, updateMatter } from '../store.ts';
import { stateOfAnswer } from './new-use-facts.ts';
import type { NewUseAnswerBody, NewUseBody } from './wire.ts';

export async function admitNewUse(tx: Transaction, deps: OnwardDeps, body: NewUseBody, arriving: Arriving): Promise<Admission> {
  const { dispatch, agreement } = arriving;
  const { payload, digest, receivedAt } = dispatch;
  const record = await heldRecord(tx, body.recordId);
  const wasGiven = record !== null && (await holdingsOf(tx, record.id)).some(({ recipient }) => recipient === payload.from);
  if (record === null || record.originator !== deps.self || !wasGiven)
    return rejected('case-unknown', 'No record of ours was given to the authority that wishes to use it.');
  const change = changeOfNewUse(agreement, body);
  const until = objectUntil(agreement, change, { noticeAt: receivedAt, originator: deps.self });
  const newUse = {
    holder: payload.from,
    originator: deps.self,
    recordId: body.recordId,
    isEvidence: body.isEvidence,
    change,
    ...newUseMode(agreement, change),
    noticeAt: receivedAt,
    objectUntil: until,
    answer: null,
  };
  const row: MatterRecord = {
    id: body.matter,
    kind: 'new-use',
    part: 'permitting',
    state: 'received',
    peer: payload.from,
    record_ids: [record.id],
    facts: { ...noMatterFacts, reason: body.reason, purpose: body.purpose, agreement: payload.agreement, dispatch: digest, newUse },
    due_at: until,
    updated_at: receivedAt,
  };
  await insertMatter(tx, row);
  await auditOpened(tx, deps, row, arriving);
  return admitted;
}

export async function admitNewUseAnswer(tx: Transaction, deps: OnwardDeps, body: NewUseAnswerBody, arriving: Arriving): Promise<Admission> {
  const { payload, digest, receivedAt } = arriving.dispatch;
  const row = await lockMatter(tx, body.matter);
  const newUse = row?.facts.newUse ?? null;
  if (row === null || newUse === null || row.part !== 'using' || row.peer !== payload.from)
    return rejected('case-unknown', 'No new use of this identifier was told to the authority that answers.');
  if (body.change !== newUse.change || (newUse.noticeAt !== null && newUse.noticeAt !== body.noticeAt))
    return rejected('act-differs-from-body', 'The answer is about another use, or counts its time from another moment than its receipt.');
  const isLateArrival = row.state === 'unobjected' && body.answer === 'objected';
  if (row.state !== 'sent' && row.state !== 'noticed' && !isLateArrival)
    return rejected('state-conflict', `The new use is ${row.state} here.`);
  const { answer, until, reasons } = body;
  const facts = { ...newUse, noticeAt: body.noticeAt, answer: { answer, until, reasons, at: payload.createdAt } };
  await updateMatter(tx, row.id, { facts: { ...row.facts, newUse: facts }, updated_at: receivedAt });
  await changeLeave(tx, row.id, answer === 'consented' ? { opens_at: receivedAt, ends_at: until as Instant | null } : { is_denied: true });
  await moveMatter(tx, deps, row, stateOfAnswer(newUse, answer), receivedAt, { dueAt: null, dispatch: digest });
  return admitted;
}
