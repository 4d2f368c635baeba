// SPDX-License-Identifier: Apache-2.0
/**
 * What each step is on the wire: its dispatch kind, its body, and the act that the agreement judges.
 *
 * The act is computed from the body, here and again by the receiver: a dispatch whose act says other than its body is
 * rejected, so nobody can have one thing judged and another thing sent.
 */
import {
  type Act,
  type AgreementRef,
  askAct,
  contentFieldLabel,
  filledFields,
  givingFacts,
  shareAct,
  textConditionsOf,
  type ToldOfAlert,
  toldOfAlert,
  type KnownAgreement,
  type PassingOn,
} from '../../agreements/index.ts';
import type { JsonValue } from '../../kernel/index.ts';
import type { ActClass } from '../../officers/index.ts';
import type { Suites } from '../../seals/index.ts';
import {
  acknowledgementBodySchema,
  answerBodySchema,
  measureBodySchema,
  confidentialityChangeBodySchema,
  cureBodySchema,
  delayNoticeBodySchema,
  draftCommentsBodySchema,
  feedbackBodySchema,
  impossibilityBodySchema,
  lapseBodySchema,
  postponementBodySchema,
  questionBodySchema,
  rebuttalBodySchema,
  refusalBodySchema,
  reopeningBodySchema,
  type ReplyBodyWire,
  replyBodySchema,
  type RequestBodyWire,
  requestBodySchema,
  sharedDraftBodySchema,
  type StepKind,
  upholdingBodySchema,
  withdrawalBodySchema,
} from '../wire.ts';

export const dispatchKindOf = {
  'draft-sharing': 'assistance.draft-sharing',
  'draft-comments': 'assistance.draft-comments',
  request: 'assistance.request',
  acknowledgement: 'assistance.acknowledgement',
  question: 'assistance.question',
  answer: 'assistance.answer',
  reply: 'assistance.reply',
  refusal: 'assistance.refusal',
  rebuttal: 'assistance.rebuttal',
  cure: 'assistance.cure',
  reopening: 'assistance.reopening',
  upholding: 'assistance.upholding',
  withdrawal: 'assistance.withdrawal',
  measure: 'assistance.measure',
  instruction: 'assistance.instruction',
  'delay-notice': 'assistance.delay-notice',
  postponement: 'assistance.postponement',
  impossibility: 'assistance.impossibility',
  lapse: 'assistance.lapse',
  'confidentiality-change': 'assistance.confidentiality-change',
  feedback: 'assistance.feedback',
} as const satisfies Record<StepKind, string>;

export const bodySchemas = {
  'draft-sharing': sharedDraftBodySchema,
  'draft-comments': draftCommentsBodySchema,
  request: requestBodySchema,
  acknowledgement: acknowledgementBodySchema,
  question: questionBodySchema,
  answer: answerBodySchema,
  reply: replyBodySchema,
  refusal: refusalBodySchema,
  rebuttal: rebuttalBodySchema,
  cure: cureBodySchema,
  reopening: reopeningBodySchema,
  upholding: upholdingBodySchema,
  withdrawal: withdrawalBodySchema,
  measure: measureBodySchema,
  instruction: measureBodySchema,
  'delay-notice': delayNoticeBodySchema,
  postponement: postponementBodySchema,
  impossibility: impossibilityBodySchema,
  lapse: lapseBodySchema,
  'confidentiality-change': confidentialityChangeBodySchema,
  feedback: feedbackBodySchema,
} as const;

export type StepBody = {
  [Kind in StepKind]: { readonly kind: Kind; readonly body: ReturnType<(typeof bodySchemas)[Kind]['parse']> };
}[StepKind];

/** What the act needs from the case beside the body. */
export interface CaseTerms {
  readonly from: string;
  readonly to: string;
  readonly agreement: AgreementRef;
  /** The request's own kind of assistance and purpose: a reply is judged by what was asked. */
  readonly request: Pick<RequestBodyWire, 'assistance' | 'purpose'>;
}

export function actOfRequest(body: RequestBodyWire, from: string, to: string): Act {
  const { assistance, purpose, urgency, content, judgedBefore, oral } = body;
  const { ground, reason } = urgency ?? { ground: null, reason: '' };
  const ask = { from, to, assistance, purpose, class: body.class, urgencyGround: ground, urgencyReason: reason, content };
  return askAct({ ...ask, judgedBefore, askedOrally: oral !== undefined });
}

/** Steps whose act says no more than that they are made. */
const plainActs = {
  'draft-comments': 'comment-on-draft',
  acknowledgement: 'acknowledge',
  question: 'ask-back',
  answer: 'answer-back',
  withdrawal: 'withdraw',
  'delay-notice': 'tell-delay',
  impossibility: 'report-impossible',
  lapse: 'let-lapse',
  'confidentiality-change': 'change-confidentiality',
  feedback: 'report-use',
} as const satisfies Record<
  Exclude<StepKind, 'request' | 'draft-sharing' | 'reply' | 'refusal' | AfterRefusal | 'postponement' | 'measure' | 'instruction'>,
  Act['kind']
>;

/** What follows a refusal: each names its ground. */
type AfterRefusal = 'rebuttal' | 'cure' | 'reopening' | 'upholding';

export type ReplyFacts = ReturnType<typeof givingFacts> & ToldOfAlert;

/** The act of a step; `facts` is asked of replies only (see factsOfReply). */
export function actOfStep(step: StepBody, terms: CaseTerms, facts: (body: ReplyBodyWire) => ReplyFacts): Act {
  if (step.kind === 'request') return actOfRequest(step.body, terms.from, terms.to);
  const onRequest = { from: terms.from, to: terms.to, agreement: { ...terms.agreement }, requestId: step.body.requestId };
  switch (step.kind) {
    case 'draft-sharing':
      return shareAct({ ...onRequest, ...step.body });
    case 'measure': {
      const { kind: measure, reasons } = step.body.measure;
      const reasonsGiven = typeof reasons === 'string' && reasons.trim() !== '';
      return { kind: 'report-measure', ...onRequest, assistance: terms.request.assistance, measure, reasonsGiven };
    }
    case 'instruction':
      return { kind: 'instruct', ...onRequest, assistance: terms.request.assistance, instruction: step.body.measure.kind };
    case 'postponement':
      return { kind: 'postpone', ...onRequest, ground: step.body.ground, reasonsGiven: step.body.reasons.trim() !== '' };
    case 'refusal':
      return {
        kind: 'refuse',
        ...onRequest,
        ground: step.body.ground,
        reasonsGiven: step.body.reasons.trim() !== '',
        ...((step.body.consulted ?? '').trim() === '' ? {} : { consultedFirst: true }),
      };
    case 'rebuttal':
      return { kind: 'rebut', ...onRequest, ground: step.body.ground, reasonsGiven: step.body.reasons.trim() !== '' };
    case 'cure':
      return { kind: 'cure', ...onRequest, ground: step.body.ground, supplied: filledFields(step.body.supplied) };
    case 'reopening':
      return { kind: 'reopen', ...onRequest, ground: step.body.ground };
    case 'upholding':
      return { kind: 'uphold', ...onRequest, ground: step.body.ground, reasonsGiven: step.body.reasons.trim() !== '' };
    case 'reply':
      return {
        kind: 'reply',
        ...onRequest,
        completeness: step.body.completeness,
        assistance: terms.request.assistance,
        purpose: terms.request.purpose,
        ...facts(step.body),
      };
    default:
      return { kind: plainActs[step.kind], ...onRequest };
  }
}

/**
 * What a reply gives, as the agreement asks it: each of its records, and its own text, which is a datum like them. Computed
 * alike by the sender, the receiver and the verifier, for the moment in the dispatch.
 */
export function factsOfReply(
  agreement: KnownAgreement,
  reply: { readonly body: ReplyBodyWire; readonly conditions: readonly unknown[] },
  passing: PassingOn,
  suites: Suites,
): ReplyFacts {
  const { body, conditions } = reply;
  const given = givingFacts(agreement, { records: body.records, textConditions: textConditionsOf(body, conditions) }, passing, suites);
  return { ...given, ...toldOfAlert(agreement, body.alert) };
}

/** The class of act whose house rules hold for a step; null for what carries no weight of its own. */
export function actClassOf(step: StepBody): ActClass | null {
  if (step.kind === 'request') return step.body.assistance === 'freeze' ? 'freeze' : 'request';
  if (step.kind === 'draft-sharing') return 'request';
  if (step.kind === 'measure') return 'reply';
  // What leaves a request undone is approved as a refusal is.
  if (step.kind === 'postponement' || step.kind === 'impossibility') return 'refusal';
  if (step.kind === 'reopening' || step.kind === 'upholding') return 'refusal';
  if (step.kind === 'rebuttal' || step.kind === 'cure') return 'request';
  return step.kind === 'reply' || step.kind === 'refusal' ? step.kind : null;
}

/** What is kept with the case of a body: everything but the bodies of records, which are reached by a use alone. */
export function keptBody(step: StepBody): JsonValue {
  if (step.kind !== 'reply') return toJson(step.body);
  const { records, ...rest } = step.body;
  return toJson({ ...rest, recordIds: records.map((record) => record.id) });
}

/** One line for a list: what the step says, without the content of any record. */
export function summaryOf(step: StepBody): string {
  switch (step.kind) {
    case 'request':
    case 'draft-sharing':
      return step.body.content.subject ?? '';
    case 'draft-comments':
      return step.body.comments;
    case 'acknowledgement':
      return step.body.note;
    case 'question':
      return step.body.question;
    case 'answer':
      return step.body.answer;
    case 'withdrawal':
    case 'lapse':
    case 'confidentiality-change':
      return step.body.reason;
    case 'measure':
    case 'instruction':
      return step.body.measure.kind.replaceAll('-', ' ');
    case 'delay-notice':
      return step.body.reasons;
    case 'impossibility':
      return `${step.body.cause}: ${step.body.reasons}`;
    case 'feedback':
      return step.body.outcome;
    case 'cure':
      return step.body.note.trim() === '' ? filledFields(step.body.supplied).map(contentFieldLabel).join(', ') : step.body.note;
    case 'postponement':
    case 'rebuttal':
    case 'reopening':
    case 'upholding':
    case 'refusal':
      return `${step.body.ground}: ${step.body.reasons}`;
    case 'reply':
      return `${step.body.completeness}, ${step.body.records.length} ${step.body.records.length === 1 ? 'record' : 'records'}`;
  }
}

export function toJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
