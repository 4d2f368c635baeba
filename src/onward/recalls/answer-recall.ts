// SPDX-License-Identifier: Apache-2.0
/**
 * Answering a recall: carried out, or kept on a ground that the agreement accepts. The answer is a document that we sign; it goes
 * to the authority from which we had the datum, and from there up to the originator.
 *
 * Where every agreement on the way says so, the server carries a recall out by itself, at once when it arrives.
 */
import { type KnownAgreement, recallTermOf } from '../../agreements/index.ts';
import type { Instant, Transaction } from '../../kernel/index.ts';
import { carryDocument } from '../../seals/index.ts';
import { bytesOf, recallAnswerType } from '../bodies.ts';
import { concludeStep } from '../conclude-step.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from '../onward-deps.ts';
import { agreementOf, nameOf, prepareStep, type Sent } from '../send-step.ts';
import { lockMatter, type MatterRecord, updateMatter, waitingSteps } from '../store.ts';
import type { AnswerRecallWire, RecallAnswerBody, RecallAnswerDocument } from '../wire.ts';

export async function answerRecall(
  deps: OnwardDeps,
  given: { readonly matter: string; readonly officer: string; readonly now: Instant },
  answer: AnswerRecallWire,
): Promise<Outcome> {
  const { officer, now } = given;
  return changeMatter(deps, async (tx) => {
    const row = await lockMatter(tx, given.matter);
    if (row === null || row.part !== 'holding') return absent;
    if (row.state !== 'received') return issue('state', 'This recall is answered already.', 'Load it again.');
    if ((await waitingSteps(tx, [row.id])).length > 0)
      return issue('state', 'An answer waits for approval.', 'Have it approved or returned first.');
    const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
    if (agreement === null) return issue('agreement', 'The agreement under which it was given is not here.', 'Look at the agreements.');
    const sent = await giveAnswer(tx, deps, row, { answer, agreement, preparedBy: officer, now });
    if (sent.kind === 'issues') return sent;
    if (sent.kind === 'waits') await updateMatter(tx, row.id, { updated_at: now });
    await deps.announce(tx, 'onward');
    return { kind: 'done', matter: row.id };
  });
}

export async function giveAnswer(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  given: { readonly answer: AnswerRecallWire; readonly agreement: KnownAgreement; readonly preparedBy: string; readonly now: Instant },
): Promise<Sent> {
  const { answer, agreement, preparedBy, now } = given;
  const isKept = answer.outcome === 'refused';
  const document: RecallAnswerDocument = {
    v: 1,
    matter: row.id,
    holder: deps.self,
    outcome: answer.outcome,
    ground: isKept ? answer.ground : null,
    clause: recallTermOf(agreement)?.clause ?? '',
    reasons: answer.reasons,
    at: now,
  };
  const { key, history } = deps.signer();
  const signed = carryDocument({ payloadType: recallAnswerType, payload: bytesOf(document), suite: deps.suites.suite, key, history });
  const body: RecallAnswerBody = {
    matter: row.id,
    onBehalfOf: deps.self,
    holder: deps.self,
    holderName: await nameOf(tx, deps, deps.self),
    parent: row.peer ?? '',
    outcome: answer.outcome,
    dueAt: null,
    answer: { document: signed.document, history: [...signed.history] },
  };
  const content = { kind: 'recall-answer', body } as const;
  const sent = await prepareStep(tx, deps, row, {
    content,
    recipients: [{ to: row.peer ?? '', agreement }],
    purpose: null,
    preparedBy,
    now,
  });
  if (sent.kind === 'sent') await concludeStep(tx, deps, row, content, { sent: sent.to, officer: preparedBy, now });
  return sent;
}
