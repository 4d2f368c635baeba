// SPDX-License-Identifier: Apache-2.0
/**
 * A holder that got a datum by two ways, and hears of its recall by both.
 *
 *     XB  recall ----> XA  recall ----> XD      the same recall, by its identifier; the first way opens it at XD
 *                 \--> XC  recall ----> XD      the second adds what came by it, and waits for the same answer
 *
 * There is one recall and one answer, signed once; everybody who carried the recall hears it, since each answers to the authority
 * above for all to whom it gave the datum. Who comes when it is answered already gets the answer at once, and what had come by
 * that way alone is treated as the rest was.
 */
import type { Admission } from '../../exchange/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { markRecall } from '../../records/index.ts';
import { admitted, type Arriving, rejected } from '../arriving.ts';
import { readRecallAnswer, toJson } from '../bodies.ts';
import { executeRecall, keepRecalled } from './execute-recall.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { agreementOf, carry, nameOf } from '../send-step.ts';
import { type MatterRecord, type OtherWay, updateMatter } from '../store.ts';
import type { RecallBody } from '../wire.ts';

/** The recall is here already; `recordIds` are those that came by this way. Gives what has become of the matter, with the ids that are new. */
export async function addWay(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  given: { readonly body: RecallBody; readonly arriving: Arriving; readonly recordIds: readonly string[] },
): Promise<{ readonly admission: Admission; readonly added: MatterRecord | null }> {
  const { body, arriving, recordIds } = given;
  const { payload, digest, receivedAt } = arriving.dispatch;
  const ways = row.facts.otherWays ?? [];
  if (row.part !== 'holding') return { admission: rejected('state-conflict', 'This recall began here.'), added: null };
  if (row.peer === payload.from || ways.some(({ peer }) => peer === payload.from)) return { admission: admitted, added: null };
  const way: OtherWay = { peer: payload.from, agreement: payload.agreement };
  const fresh = recordIds.filter((id) => !row.record_ids.includes(id));
  const facts = { ...row.facts, otherWays: [...ways, way] };
  const record_ids = [...row.record_ids, ...fresh];
  await updateMatter(tx, row.id, { record_ids, facts, updated_at: receivedAt });
  const whole: MatterRecord = { ...row, record_ids, facts };
  const added: MatterRecord = { ...whole, record_ids: fresh };
  const change = row.facts.recall?.change ?? 'withdrawal';
  if (row.state === 'received') {
    for (const id of fresh) await markRecall(tx, id, { matter: row.id, change, state: 'open' });
    return { admission: admitted, added };
  }
  if (row.state === 'kept') await keepRecalled(tx, added);
  else {
    const correction = body.correction === null ? null : toJson(body.correction);
    await executeRecall(tx, deps, { ...added, facts: { ...facts, correction, dispatch: digest } }, { actor: 'server', now: receivedAt });
    await updateMatter(tx, row.id, { facts, updated_at: receivedAt });
  }
  await answerOtherWays(tx, deps, { ...whole, facts: { ...facts, otherWays: [way] } }, receivedAt);
  return { admission: admitted, added };
}

/** The answer that we gave, to everybody else who carried the recall; nothing while there is none. */
export async function answerOtherWays(tx: Transaction, deps: OnwardDeps, row: MatterRecord, now: Instant): Promise<void> {
  const { answer = null, otherWays = [] } = row.facts;
  const read = answer === null ? null : readRecallAnswer(answer, deps.suites);
  if (read?.ok !== true) return;
  for (const { peer, agreement: ref } of otherWays) {
    const agreement = await agreementOf(tx, deps, ref, now);
    if (agreement === null) continue;
    const holderName = await nameOf(tx, deps, deps.self);
    const who = { matter: row.id, onBehalfOf: deps.self, holder: deps.self, holderName, parent: peer };
    const content = { kind: 'recall-answer', body: { ...who, outcome: read.value.outcome, dueAt: null, answer } } as const;
    const sent = await carry(tx, deps, { matter: row.id, content, recipient: { to: peer, agreement }, purpose: null, node: null, now });
    if (typeof sent === 'string') throw new Error(`what a recall permits, its answers permit too: ${sent}`);
  }
}
