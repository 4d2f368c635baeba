// SPDX-License-Identifier: Apache-2.0
/**
 * Sending again what was given up: as a new dispatch, judged at the present moment, and approved anew where that is asked.
 *
 *     consent-request   a new question with the same words; the old matter has ended, and its identifier with it
 *     disclosure        a new disclosure of the same records, as they are now and with the leave that there is now
 *     consent-answer    the answer that was signed, once more to whoever asked: it is one answer, and cannot become another
 *     recall            the recall that was signed, once more to the holder that could not be told
 *     recall-answer     the answer that was signed, once more to the authority above
 *     breach-notice     the same notice, once more; where its time has passed meanwhile, with that as the reason for the delay
 *
 * What the server carried for others is not sent again by an officer: whoever wrote it was told that it did not arrive, and writes
 * it anew. A correction needs its corrected record, which is kept in no step: it is recalled anew.
 */
import { purposeSchema } from '../conditions/wire.ts';
import type { Instant, Transaction } from '../kernel/index.ts';
import { consentsFor, holdingsOf, minimisationsIn } from '../records/index.ts';
import { askConsent } from './ask-consent.ts';
import type { StepBody } from './bodies.ts';
import { concludeStep } from './conclude-step.ts';
import { prepareDisclosure } from './disclose.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from './onward-deps.ts';
import { recipientsOf } from './recalls/parts-of-recall.ts';
import { agreementOf, nameOf, prepareStep, readStep, type Recipient } from './send-step.ts';
import { type DispatchRecord, findDispatch, findMatter, lockMatter, type MatterRecord, sentStep, waitingSteps } from './store.ts';

interface Again {
  readonly dispatch: string;
  readonly officer: string;
  readonly now: Instant;
}

export async function sendAgain(deps: OnwardDeps, given: Again): Promise<Outcome> {
  const { dispatch, officer, now } = given;
  const found = await findDispatch(deps.database, dispatch);
  const row = found === null ? null : await findMatter(deps.database, found.matter);
  if (found === null || row === null) return absent;
  if (!(await deps.wasGivenUp(deps.database, dispatch))) return issue('dispatch', 'It was not given up.', 'Wait for its receipt.');
  const outcome = await prepareAnew(deps, row, found, given);
  if (outcome.kind !== 'done') return outcome;
  return changeMatter(deps, async (tx) => {
    await deps.setAside(tx, { digest: dispatch, officer, reason: 'sent-again', at: now });
    return outcome;
  });
}

async function prepareAnew(deps: OnwardDeps, row: MatterRecord, found: DispatchRecord, given: Again): Promise<Outcome> {
  const { officer, now } = given;
  const [recordId = ''] = row.record_ids;
  const { question, reason, purpose, legalBasis } = row.facts;
  if (row.part === 'asking' && question !== null) {
    const { recipient } = question;
    return askConsent(deps, { recordId, recipient, purpose: question.purpose, reason, officer, now });
  }
  if (row.part === 'giving') {
    const said = { purpose: purposeSchema.parse(purpose), reason, legalBasis };
    const kept = await minimisationsIn(deps.database, row.id);
    const minimisations = kept.map(({ recordId, withheld, given }) => {
      return { recordId, choice: { withhold: withheld.map(({ path }) => path), give: [...given] } };
    });
    const given = { recordIds: row.record_ids, recipient: row.peer ?? '', ...said, minimisations, officer, now };
    return prepareDisclosure(deps, given);
  }
  return changeMatter(deps, async (tx) => {
    const locked = await lockMatter(tx, row.id);
    if (locked === null) return absent;
    if ((await waitingSteps(tx, [row.id])).length > 0)
      return issue('state', 'A step of it waits for approval.', 'Have it approved or returned first.');
    const made = await sameWords(tx, deps, locked, found, now);
    if (made === null)
      return issue(
        'dispatch',
        'This cannot be sent once more as it was.',
        'A question that was carried is asked anew; a correction is recalled anew.',
      );
    const draft = { content: made.content, recipients: [made.recipient], purpose, preparedBy: officer, now };
    const sent = await prepareStep(tx, deps, locked, draft);
    if (sent.kind === 'issues') return sent;
    if (sent.kind === 'sent') await concludeStep(tx, deps, locked, made.content, { sent: sent.to, officer, now });
    await deps.announce(tx, 'onward');
    return { kind: 'done', matter: row.id };
  });
}

type Breach = NonNullable<MatterRecord['facts']['breach']>;

/** What was said, and why it is late, unless that was said before. */
function saidAgain({ said, dueAt }: Breach, givenUpAt: Instant, now: Instant): Breach['said'] {
  if (said.delay.trim() !== '' || dueAt === null || now <= dueAt) return said;
  return { ...said, delay: `It was sent before and could not be delivered; that was known on ${givenUpAt}.` };
}

type Made = { readonly content: StepBody; readonly recipient: Recipient };

/** What was signed, as it was, to whom it did not get; null where it is not here any more, or was not ours. */
async function sameWords(tx: Transaction, deps: OnwardDeps, row: MatterRecord, found: DispatchRecord, now: Instant): Promise<Made | null> {
  if (row.part === 'asked' && found.kind === 'consent-answer') {
    const kept = (await consentsFor(tx, row.record_ids[0] ?? '')).find((consent) => consent.matter === row.id);
    const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
    if (kept === undefined || agreement === null) return null;
    const body = { matter: row.id, onBehalfOf: deps.self, consent: kept.carried };
    return { content: { kind: 'consent-answer', body }, recipient: { to: found.peer, agreement } };
  }
  if (row.part === 'holding' && found.kind === 'recall-answer' && row.facts.answer !== undefined) {
    const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
    if (agreement === null || row.peer !== found.peer || (row.state !== 'executed' && row.state !== 'kept')) return null;
    const outcome = row.state === 'executed' ? ('executed' as const) : ('refused' as const);
    const who = {
      matter: row.id,
      onBehalfOf: deps.self,
      holder: deps.self,
      holderName: await nameOf(tx, deps, deps.self),
      parent: found.peer,
    };
    const body = { ...who, outcome, dueAt: null, answer: row.facts.answer };
    return { content: { kind: 'recall-answer', body }, recipient: { to: found.peer, agreement } };
  }
  if (row.part === 'notifying' && row.state === 'not-delivered') {
    const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
    const { breach } = row.facts;
    if (agreement === null || breach === null || breach === undefined) return null;
    return { content: { kind: 'breach-notice', body: saidAgain(breach, row.updated_at, now) }, recipient: { to: found.peer, agreement } };
  }
  if (row.part !== 'recalling' || found.kind !== 'recall' || row.facts.recall?.change !== 'withdrawal') return null;
  const step = await sentStep(tx, row.id, 'recall');
  const everybody = await recipientsOf(tx, deps, await holdingsOf(tx, row.record_ids[0] ?? ''), now);
  const recipient = everybody.find(({ to }) => to === found.peer);
  return step === null || recipient === undefined ? null : { content: readStep(step), recipient };
}
