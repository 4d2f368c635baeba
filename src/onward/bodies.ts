// SPDX-License-Identifier: Apache-2.0
/**
 * What each step is on the wire: its body, and the act that the agreement judges.
 *
 * The act is computed from the body, here and again by the receiver, so nobody has one thing judged and another sent. Where a
 * body carries a signed document (a consent, a recall, a holder's answer), the act says what the document says.
 */
import {
  answerNewUseAct,
  tellBreachAct,
  tellNewUseAct,
  type Act,
  type AgreementRef,
  type AssistanceKind,
  givingFacts,
  type KnownAgreement,
  readConsent,
  readWord,
} from '../agreements/index.ts';
import { canonicalJson, fail, type Instant, type JsonValue, ok, type Result } from '../kernel/index.ts';
import { type CarriedDocument, readCarried, type Suites } from '../seals/index.ts';
import { type BreachNoticeBody, breachNoticeBodySchema } from './breaches/wire.ts';
import { type NewUseAnswerBody, newUseAnswerBodySchema, type NewUseBody, newUseBodySchema } from './new-uses/wire.ts';
import {
  type ConsentAnswerBody,
  consentAnswerBodySchema,
  type ConsentRequestBody,
  consentRequestBodySchema,
  type DisclosureBody,
  disclosureBodySchema,
  type RecallAnswerBody,
  recallAnswerBodySchema,
  type RecallAnswerDocument,
  recallAnswerDocumentSchema,
  type RecallBody,
  recallBodySchema,
  type RecallDocument,
  recallDocumentSchema,
} from './wire.ts';

export const bodySchemas = {
  'consent-request': consentRequestBodySchema,
  'consent-answer': consentAnswerBodySchema,
  disclosure: disclosureBodySchema,
  recall: recallBodySchema,
  'recall-answer': recallAnswerBodySchema,
  'new-use': newUseBodySchema,
  'new-use-answer': newUseAnswerBodySchema,
  'breach-notice': breachNoticeBodySchema,
} as const;

export type StepBody =
  | { readonly kind: 'consent-request'; readonly body: ConsentRequestBody }
  | { readonly kind: 'consent-answer'; readonly body: ConsentAnswerBody }
  | { readonly kind: 'disclosure'; readonly body: DisclosureBody }
  | { readonly kind: 'recall'; readonly body: RecallBody }
  | { readonly kind: 'recall-answer'; readonly body: RecallAnswerBody }
  | { readonly kind: 'new-use'; readonly body: NewUseBody }
  | { readonly kind: 'new-use-answer'; readonly body: NewUseAnswerBody }
  | { readonly kind: 'breach-notice'; readonly body: BreachNoticeBody };

export const recallType = 'application/vnd.comity.recall+json';
/** Of an originator that has no server: what whoever had its letter attests. */
export const attestedRecallType = 'application/vnd.comity.attested-recall+json';
export const recallAnswerType = 'application/vnd.comity.recall-answer+json';

export interface ActTerms {
  readonly from: string;
  readonly to: string;
  readonly agreement: KnownAgreement;
  readonly ref: AgreementRef;
  readonly at: Instant;
  readonly suites: Suites;
}

/** The act, or why a signed document in the body cannot be believed. */
export function actOfStep(step: StepBody, terms: ActTerms): Result<Act> {
  const { from, to } = terms;
  const { matter } = step.body;
  const onMatter = { from, to, agreement: { ...terms.ref }, matter };
  switch (step.kind) {
    case 'consent-request': {
      const { onBehalfOf, originator, recipient, purpose, reason } = step.body;
      return ok({ kind: 'ask-consent', from, to, matter, onBehalfOf, originator, recipient, purpose, reasonGiven: reason.trim() !== '' });
    }
    case 'consent-answer': {
      const read = readConsent(step.body.consent, terms.suites);
      if (!read.ok) return read;
      const { answer, ground, reasons } = read.value.consent;
      const { onBehalfOf } = step.body;
      return ok({ kind: 'answer-consent', ...onMatter, onBehalfOf, answer, ground, reasonsGiven: reasons.trim() !== '' });
    }
    case 'disclosure':
      return ok(discloseAct(step.body, terms));
    case 'recall': {
      const read = readRecall(step.body.recall, terms.suites);
      if (!read.ok) return read;
      const { change, reason } = read.value;
      return ok({ kind: 'recall', ...onMatter, onBehalfOf: step.body.onBehalfOf, change, reasonGiven: reason.trim() !== '' });
    }
    case 'recall-answer':
      return answerRecallAct(step.body, terms, onMatter);
    case 'new-use':
      return ok(tellNewUseAct(terms.agreement, { ...step.body, from, to }));
    case 'new-use-answer':
      return ok(answerNewUseAct(terms.agreement, { ...step.body, from, to, agreement: terms.ref, at: terms.at }));
    case 'breach-notice':
      return ok(tellBreachAct(terms.agreement, { ...step.body, from, to, at: terms.at }));
  }
}

function discloseAct(body: DisclosureBody, { from, to, agreement, at, suites }: ActTerms): Act {
  const { matter, purpose, reason, records } = body;
  const facts = givingFacts(agreement, { records, textConditions: null }, { from, to, purpose, at }, suites);
  const kinds = [...new Set(records.map((record) => assistanceOf[record.body.kind]))].toSorted();
  return { kind: 'disclose', from, to, matter, kinds, purpose, reasonGiven: reason.trim() !== '', ...facts };
}

export const assistanceOf: Readonly<Record<DisclosureBody['records'][number]['body']['kind'], AssistanceKind>> = {
  'suspicious-report': 'suspicious-reports',
  registration: 'registrations',
  'compliance-record': 'compliance-records',
  'travel-rule-message': 'transaction-records',
};

function answerRecallAct(
  body: RecallAnswerBody,
  terms: ActTerms,
  onMatter: { from: string; to: string; agreement: AgreementRef; matter: string },
): Result<Act> {
  const { onBehalfOf, outcome } = body;
  const plain = { kind: 'answer-recall', ...onMatter, onBehalfOf, outcome, ground: null, reasonsGiven: false } as const;
  if (body.answer === null)
    return outcome === 'told' || outcome === 'not-delivered' ? ok(plain) : refused('answer', 'Who has answered has signed it.');
  const read = readRecallAnswer(body.answer, terms.suites);
  if (!read.ok) return read;
  const { holder, ground, reasons, matter } = read.value;
  if (holder !== body.holder || matter !== body.matter || read.value.outcome !== outcome || onBehalfOf !== holder) {
    return refused('answer', 'The signed answer says something else than the body.');
  }
  return ok({ ...plain, ground, reasonsGiven: reasons.trim() !== '' });
}

export function readRecall(carried: CarriedDocument, suites: Suites): Result<RecallDocument> {
  const read = readWord(carried, { plain: recallType, attested: attestedRecallType }, suites);
  if (!read.ok) return read;
  const parsed = recallDocumentSchema.safeParse(read.value.payload);
  if (!parsed.success) return refused('recall', 'It has not the shape of a recall.');
  const isOne =
    parsed.data.originator === read.value.speaker && (parsed.data.change === 'correction') === (parsed.data.correction !== null);
  return isOne ? ok(parsed.data) : refused('recall', 'It is not signed by the originator whom it names, or corrects nothing.');
}

export function readRecallAnswer(carried: CarriedDocument, suites: Suites): Result<RecallAnswerDocument> {
  const read = readCarried(carried, recallAnswerType, suites);
  if (!read.ok) return read;
  const parsed = recallAnswerDocumentSchema.safeParse(read.value.payload);
  if (!parsed.success) return refused('answer', 'It has not the shape of an answer to a recall.');
  return parsed.data.holder === read.value.signer ? ok(parsed.data) : refused('answer', 'It is not signed by the holder whom it names.');
}

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Ask its author for it again.');
}

export function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}

export function toJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** What is kept of a body with the matter: everything but the bodies of records, which are reached by a use alone. */
export function keptBody(step: StepBody): JsonValue {
  if (step.kind === 'disclosure') {
    const { records, ...rest } = step.body;
    return toJson({ ...rest, recordIds: records.map((record) => record.id) });
  }
  if (step.kind === 'recall') return toJson({ ...step.body, correction: null });
  if (step.kind === 'consent-answer') return toJson({ ...step.body, consent: { ...step.body.consent, salt: '' } });
  return toJson(step.body);
}
