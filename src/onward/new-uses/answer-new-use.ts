// SPDX-License-Identifier: Apache-2.0
/**
 * The originator's answer to a new use of its datum: it consents, for good or until a day, or it objects and says why. An objection takes
 * one officer, since it only protects; a consent is approved as an answer to a question of consent is.
 */
import type { Instant } from '../../kernel/index.ts';
import { concludeStep } from '../conclude-step.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from '../onward-deps.ts';
import { agreementOf, prepareStep } from '../send-step.ts';
import { lockMatter, updateMatter, waitingSteps } from '../store.ts';
import type { AnswerNewUseWire, NewUseAnswerBody } from './wire.ts';

export async function answerNewUse(
  deps: OnwardDeps,
  given: { readonly matter: string; readonly officer: string; readonly now: Instant },
  said: AnswerNewUseWire,
): Promise<Outcome> {
  const { officer, now } = given;
  return changeMatter(deps, async (tx) => {
    const row = await lockMatter(tx, given.matter);
    const newUse = row?.facts.newUse ?? null;
    if (row === null || newUse === null || row.part !== 'permitting') return absent;
    if (row.state !== 'received') return issue('state', 'This new use is answered, or the time to object is over.', 'Load it again.');
    if ((await waitingSteps(tx, [row.id])).length > 0)
      return issue('state', 'An answer waits for approval.', 'Have it approved or returned first.');
    const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
    if (agreement === null) return issue('agreement', 'The agreement under which it came is not here.', 'Look at the agreements.');
    const isConsent = said.answer === 'consented';
    if (isConsent && said.until !== null && said.until <= now)
      return issue('until', 'This moment has passed.', 'Choose a later one, or leave it open.');
    const { change, noticeAt } = newUse;
    const body: NewUseAnswerBody = {
      matter: row.id,
      change,
      answer: said.answer,
      noticeAt: noticeAt ?? '',
      until: isConsent ? said.until : null,
      reasons: said.reasons,
    };
    const recipients = [{ to: newUse.holder, agreement }];
    const draft = { content: { kind: 'new-use-answer', body }, recipients, purpose: row.facts.purpose, preparedBy: officer, now } as const;
    const sent = await prepareStep(tx, deps, row, draft);
    if (sent.kind === 'issues') return sent;
    if (sent.kind === 'sent') await concludeStep(tx, deps, row, draft.content, { sent: sent.to, officer, now });
    else await updateMatter(tx, row.id, { updated_at: now });
    await deps.announce(tx, 'onward');
    return { kind: 'done', matter: row.id };
  });
}
