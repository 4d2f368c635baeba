// SPDX-License-Identifier: Apache-2.0
/**
 * Answering whether a datum of ours may be passed on: granted, as it is or narrower, or denied on a ground that the agreement
 * allows. The answer is a document that we sign; it goes back the way the question came.
 *
 * What the datum carries from then on is at least as strict as everything we set on it before, for the first holder and for
 * every later one on this way; an officer may add to that and take nothing away. The document is signed when the answer is
 * prepared, since the second officer approves exactly its bytes; nothing of it leaves before that.
 */
import {
  type AgreementRef,
  buildCondition,
  type ConsentWire,
  datumDigest,
  type KnownAgreement,
  readConsent,
  signConsent,
} from '../agreements/index.ts';
import { type Condition, type ConditionLimits, loosenings, meet, parseCondition, parseConditionLimits } from '../conditions/index.ts';
import { type Database, fail, type Instant, newId, ok, type Result, type Transaction } from '../kernel/index.ts';
import { bodyAsGiven, consentsFor, type Holding, holdingIn, newSalt } from '../records/index.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from './onward-deps.ts';
import { agreementOf, prepareStep } from './send-step.ts';
import { lockMatter, type MatterRecord, updateMatter, waitingSteps } from './store.ts';
import { concludeStep } from './conclude-step.ts';
import type { AnswerConsentWire } from './wire.ts';

export interface Answering {
  readonly matter: string;
  readonly officer: string;
  readonly now: Instant;
}

export async function answerConsent(deps: OnwardDeps, given: Answering, answer: AnswerConsentWire): Promise<Outcome> {
  const { officer, now } = given;
  return changeMatter(deps, async (tx) => {
    const row = await lockMatter(tx, given.matter);
    if (row === null || row.part !== 'asked') return absent;
    if (row.state !== 'received') return issue('state', 'This question is answered already.', 'Load it again.');
    if ((await waitingSteps(tx, [row.id])).length > 0)
      return issue('state', 'An answer waits for approval.', 'Have it approved or returned first.');
    const agreement = await agreementOf(tx, deps, row.facts.agreement, now);
    if (agreement === null) return issue('agreement', 'The agreement under which it was asked is not here.', 'Look at the agreements.');
    const consent = await consentOf(tx, deps, row, { answer, agreement, now });
    if (!consent.ok) return { kind: 'issues', issues: consent.issues };
    const { key, history } = deps.signer();
    const carried = signConsent(consent.value.document, consent.value.salt, { suite: deps.suites.suite, key, history });
    const body = { matter: row.id, onBehalfOf: deps.self, consent: carried };
    const recipients = [{ to: row.peer ?? '', agreement }];
    const draft = { content: { kind: 'consent-answer', body }, recipients, purpose: row.facts.purpose, preparedBy: officer, now } as const;
    const sent = await prepareStep(tx, deps, row, draft);
    if (sent.kind === 'issues') return sent;
    if (sent.kind === 'sent') await concludeStep(tx, deps, row, draft.content, { sent: sent.to, officer, now });
    else await updateMatter(tx, row.id, { updated_at: now });
    await deps.announce(tx, 'onward');
    return { kind: 'done', matter: row.id };
  });
}

/** The giving by which it left us first; null when it never did, or not as the question says. */
export async function firstGiving(db: Database, row: Pick<MatterRecord, 'facts' | 'record_ids'>): Promise<Holding | null> {
  const [first] = row.facts.question?.chain ?? [];
  const [recordId = ''] = row.record_ids;
  const holding = first === undefined ? null : await holdingIn(db, recordId, first.dispatch);
  return holding !== null && holding.recipient === first?.to ? holding : null;
}

/** The least that the datum carries if it goes on now; null when the giving is not known here. */
export async function limitsSoFar(
  db: Database,
  deps: Pick<OnwardDeps, 'self' | 'suites'>,
  row: MatterRecord,
): Promise<ConditionLimits | null> {
  const first = await firstGiving(db, row);
  if (first === null) return null;
  const chain = row.facts.question?.chain ?? [];
  const granted = (await consentsFor(db, first.recordId)).flatMap(({ carried, holder, recipient }) => {
    const read = chain.some((hop) => hop.from === holder && hop.to === recipient) ? readConsent(carried, deps.suites) : null;
    return read?.ok === true && read.value.consent.condition !== null ? [read.value.consent.condition] : [];
  });
  const own = [...first.conditions, ...granted].flatMap((value) => {
    const read = parseCondition(value, 'condition');
    return read.ok && read.value.originator === deps.self && read.value.scope === '' ? [limitsIn(read.value)] : [];
  });
  return own.length === 0 ? null : meet(own);
}

/** The limits of a condition, without whose it is and what it covers. */
export function limitsIn(condition: Condition): ConditionLimits {
  const { purposes, handling, onward, recipients, evidentialUse, mayNotifySubject, usableUntil, note } = condition;
  return { purposes, handling, onward, recipients, evidentialUse, mayNotifySubject, usableUntil, note };
}

interface Given {
  readonly answer: AnswerConsentWire;
  readonly agreement: KnownAgreement;
  readonly now: Instant;
}

async function consentOf(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  { answer, agreement, now }: Given,
): Promise<Result<{ readonly document: ConsentWire; readonly salt: string }>> {
  const question = row.facts.question;
  const holding = await firstGiving(tx, row);
  const floor = await limitsSoFar(tx, deps, row);
  const body = holding === null ? null : await bodyAsGiven(tx, holding);
  if (question === null || holding === null || floor === null || body === null) {
    return fail('matter', 'What was given to the first holder is not known here any more.', 'Deny it, or give the record anew.');
  }
  const limits = limitsOf(answer, floor, question.purpose);
  if (!limits.ok) return limits;
  if (answer.answer === 'granted' && answer.until !== null && answer.until <= now) {
    return fail('until', 'This moment has passed.', 'Choose a later one, or leave it open.');
  }
  const salt = newSalt(deps.random);
  const isGranted = answer.answer === 'granted';
  const condition = buildCondition({
    agreement,
    originator: deps.self,
    limits: limits.value,
    id: newId('cnd', now, deps.random),
    scope: '',
  });
  const ref: AgreementRef = { id: agreement.document.id, version: agreement.document.version, digest: agreement.digest };
  const document: ConsentWire = {
    v: 1,
    matter: row.id,
    originator: deps.self,
    holder: question.onBehalfOf,
    recipient: question.recipient,
    purpose: question.purpose,
    answer: answer.answer,
    datum: { recordId: holding.recordId, version: holding.version, digest: datumDigest(salt, body) },
    condition: isGranted ? condition : null,
    until: isGranted ? answer.until : null,
    agreement: ref,
    clause: clauseOnPassingOn(agreement),
    ground: isGranted ? null : answer.ground,
    reasons: answer.reasons,
    question: row.facts.dispatch ?? '',
    at: now,
  };
  return ok({ document, salt });
}

/** What the datum carries from then on: as before, or stricter. */
export function limitsOf(answer: AnswerConsentWire, floor: ConditionLimits, purpose: ConsentWire['purpose']): Result<ConditionLimits> {
  if (answer.limits === null) return ok(floor);
  const read = parseConditionLimits(answer.limits, 'limits');
  if (!read.ok) return read;
  const loose = loosenings(read.value, floor);
  if (loose.length > 0) {
    return fail(
      `limits.${loose[0] ?? ''}`,
      'This is looser than what the datum carries already.',
      'Keep that, or choose something stricter.',
    );
  }
  if (read.value.purposes.includes(purpose)) return ok(read.value);
  return fail(
    'limits.purposes',
    'The purpose for which it is asked is not among them.',
    'Keep it among the purposes, or deny the consent.',
  );
}

export function clauseOnPassingOn(agreement: KnownAgreement): string {
  const term = agreement.document.terms.find((candidate) => candidate.kind === 'onward');
  return term?.clause ?? agreement.document.clauses[0]?.number ?? '1';
}
