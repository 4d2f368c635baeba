// SPDX-License-Identifier: Apache-2.0
/**
 * The act that a body makes: computed here a second time, without the room that writes bodies, so that an author's program
 * cannot have one thing judged and another thing sent.
 *
 *     assistance.request with facts and a purpose   ->  ask, with exactly these fields and this purpose
 *     assistance.reply with two records             ->  reply, of two data, for what was asked, each conditioned or not, and
 *                                                       each that a third authority gave with its leave or without
 *
 * A reply is judged by the kind of assistance and the purpose of the request in the same bundle, not by what it says of them.
 */
import { z } from 'zod';
import {
  type Act,
  askAct,
  everyDatumConditioned,
  filledFields,
  givingFacts,
  type KnownAgreement,
  shareAct,
  textConditionsOf,
  toldOfAlert,
} from '../agreements/index.ts';
import {
  assistanceKindSchema,
  contentFieldSchema,
  earlierProceedings,
  handOverManners,
  passedOnSchema,
  refusalGroundSchema,
  requestClasses,
  urgencyGrounds,
} from '../agreements/wire.ts';
import { purposeSchema } from '../conditions/wire.ts';
import type { Suites } from '../seals/index.ts';
import type { DispatchFacts } from './read-bundle.ts';

const requestFacts = z.looseObject({
  requestId: z.string(),
  assistance: assistanceKindSchema,
  purpose: purposeSchema,
  class: z.enum(requestClasses),
  urgency: z.looseObject({ ground: z.enum(urgencyGrounds), reason: z.string() }).nullable(),
  content: z.partialRecord(contentFieldSchema, z.string()),
  judgedBefore: z.enum(earlierProceedings).optional(),
  oral: z.unknown().optional(),
});
const conditioned = z.looseObject({
  originator: z.string(),
  body: z.unknown(),
  conditions: z.array(z.looseObject({ originator: z.string() })),
  passedOn: passedOnSchema.optional(),
});
const replyFacts = z.looseObject({
  requestId: z.string(),
  completeness: z.enum(['partial', 'complete']),
  text: z.string(),
  alert: z.unknown().optional(),
  /** Null stands for a record that is withheld as far as the act rests on it. */
  records: z.array(conditioned.nullable()),
});
const givenData = z.looseObject({ records: z.array(conditioned.nullable()) });
const refusalFacts = z.looseObject({
  requestId: z.string(),
  ground: refusalGroundSchema,
  reasons: z.string(),
  consulted: z.string().optional(),
});
const measureFacts = z.looseObject({ requestId: z.string(), measure: z.looseObject({ kind: z.string(), reasons: z.string().optional() }) });
const cureFacts = z.looseObject({
  requestId: z.string(),
  ground: refusalGroundSchema,
  supplied: z.partialRecord(contentFieldSchema, z.string()),
});
const groundFacts = z.looseObject({ requestId: z.string(), ground: refusalGroundSchema, reasons: z.string() });
const handOverFacts = z.looseObject({ requestId: z.string(), manner: z.enum(handOverManners) });
const handOverAnswerFacts = z.looseObject({ requestId: z.string(), answer: z.enum(['received', 'declined']), reasons: z.string() });
const plainFacts = z.looseObject({ requestId: z.string() });

const draftFacts = requestFacts.pick({ requestId: true, assistance: true, purpose: true, content: true });

export type RequestFacts = z.infer<typeof requestFacts>;

/** The request that everything else in the bundle is about. */
export function requestOf(facts: DispatchFacts): RequestFacts | null {
  const parsed = facts.kind === 'assistance.request' ? requestFacts.safeParse(facts.body) : null;
  return parsed?.success === true ? parsed.data : null;
}

const sharedDraft = 'assistance.draft-sharing';
/** What may come before the request: its draft, what the other authority said of it, and a withdrawal of the draft that did not reach it. */
export const kindsBeforeRequest: readonly string[] = [sharedDraft, 'assistance.draft-comments', 'assistance.withdrawal'];

/** A draft that was shown before the request: judged by what it says itself, since the request may have become another. */
export function draftOf(facts: DispatchFacts): z.infer<typeof draftFacts> | null {
  const parsed = facts.kind === sharedDraft ? draftFacts.safeParse(facts.body) : null;
  return parsed?.success === true ? parsed.data : null;
}

/** Whose steps these are: `requesting`, `requested`, or of either side: an item of evidence goes both ways. */
export const sideOfKind: Readonly<Record<string, 'requesting' | 'requested' | 'either'>> = {
  'assistance.draft-sharing': 'requesting',
  'assistance.draft-comments': 'requested',
  'assistance.request': 'requesting',
  'assistance.acknowledgement': 'requested',
  'assistance.question': 'requested',
  'assistance.answer': 'requesting',
  'assistance.reply': 'requested',
  'assistance.refusal': 'requested',
  'assistance.rebuttal': 'requesting',
  'assistance.cure': 'requesting',
  'assistance.reopening': 'requested',
  'assistance.upholding': 'requested',
  'assistance.withdrawal': 'requesting',
  'assistance.measure': 'requested',
  'assistance.instruction': 'requesting',
  'assistance.delay-notice': 'requested',
  'assistance.postponement': 'requested',
  'assistance.impossibility': 'requested',
  'assistance.lapse': 'requested',
  'assistance.confidentiality-change': 'requesting',
  'assistance.feedback': 'requesting',
  'evidence.hand-over': 'either',
  'evidence.hand-over-answer': 'either',
};

const plainActs = {
  'assistance.draft-comments': 'comment-on-draft',
  'assistance.acknowledgement': 'acknowledge',
  'assistance.question': 'ask-back',
  'assistance.answer': 'answer-back',
  'assistance.withdrawal': 'withdraw',
  'assistance.delay-notice': 'tell-delay',
  'assistance.impossibility': 'report-impossible',
  'assistance.lapse': 'let-lapse',
  'assistance.confidentiality-change': 'change-confidentiality',
  'assistance.feedback': 'report-use',
} as const;

/** Steps that name the ground of a refusal, or one for postponing, and give reasons. */
const groundActs = {
  'assistance.postponement': 'postpone',
  'assistance.rebuttal': 'rebut',
  'assistance.reopening': 'reopen',
  'assistance.upholding': 'uphold',
} as const;

/** The data of third authorities in a reply or a disclosure, with their consents; none in a dispatch of another kind. */
export function passedOnData(facts: DispatchFacts): readonly z.infer<typeof conditioned>[] {
  const gives = facts.kind === 'assistance.reply' || facts.kind === 'onward.disclosure';
  const parsed = gives ? givenData.safeParse(facts.body) : null;
  const shown = parsed?.success === true ? parsed.data.records.filter((record) => record !== null) : [];
  return shown.filter((record) => record.originator !== facts.from);
}

/** Null when the body is none of its kind. */
export function actOfBody(facts: DispatchFacts, request: RequestFacts, agreement: KnownAgreement, suites: Suites): Act | null {
  const { kind, from, body } = facts;
  const [to = ''] = facts.to;
  if (kind === 'assistance.request') return askOf(requestOf(facts), from, to);
  const onRequest = { from, to, agreement: facts.agreement };
  if (kind === sharedDraft) return shownDraft(draftOf(facts), onRequest);
  if (kind === 'assistance.refusal') {
    const parsed = refusalFacts.safeParse(body);
    if (!parsed.success) return null;
    const { requestId, ground, reasons, consulted = '' } = parsed.data;
    const consultation = consulted.trim() === '' ? {} : { consultedFirst: true as const };
    return { kind: 'refuse', ...onRequest, requestId, ground, reasonsGiven: reasons.trim() !== '', ...consultation };
  }
  if (kind === 'assistance.cure') {
    const parsed = cureFacts.safeParse(body);
    if (!parsed.success) return null;
    const { requestId, ground, supplied } = parsed.data;
    return { kind: 'cure', ...onRequest, requestId, ground, supplied: filledFields(supplied) };
  }
  if (Object.hasOwn(groundActs, kind)) {
    const parsed = groundFacts.safeParse(body);
    if (!parsed.success) return null;
    const { requestId, ground, reasons } = parsed.data;
    const act = groundActs[kind as keyof typeof groundActs];
    if (act === 'reopen') return { kind: act, ...onRequest, requestId, ground };
    const said = { ...onRequest, requestId, ground, reasonsGiven: reasons.trim() !== '' };
    return act === 'rebut' ? { kind: act, ...said } : act === 'uphold' ? { kind: act, ...said } : { kind: act, ...said };
  }
  if (kind === 'assistance.reply') {
    const parsed = replyFacts.safeParse(body);
    if (!parsed.success) return null;
    const records = parsed.data.records.filter((record) => record !== null);
    const unseen = parsed.data.records.length - records.length;
    const textConditions = textConditionsOf(parsed.data, facts.conditions);
    const passing = { from, to, purpose: request.purpose, at: facts.createdAt };
    return {
      kind: 'reply',
      ...onRequest,
      requestId: parsed.data.requestId,
      completeness: parsed.data.completeness,
      assistance: request.assistance,
      purpose: request.purpose,
      ...withUnseen(givingFacts(agreement, { records, textConditions }, passing, suites), unseen, facts.act),
      ...toldOfAlert(agreement, parsed.data.alert),
    };
  }
  if (kind === 'assistance.measure' || kind === 'assistance.instruction') {
    const parsed = measureFacts.safeParse(body);
    if (!parsed.success) return null;
    const { requestId, measure } = parsed.data;
    const { assistance } = request;
    if (kind === 'assistance.instruction') return { kind: 'instruct', ...onRequest, requestId, assistance, instruction: measure.kind };
    const reasonsGiven = (measure.reasons ?? '').trim() !== '';
    return { kind: 'report-measure', ...onRequest, requestId, assistance, measure: measure.kind, reasonsGiven };
  }
  if (kind === 'evidence.hand-over' || kind === 'evidence.hand-over-answer') return handOverAct(facts, onRequest, agreement);
  const parsed = plainFacts.safeParse(body);
  const plain = Object.hasOwn(plainActs, kind) ? plainActs[kind as keyof typeof plainActs] : undefined;
  return parsed.success && plain !== undefined ? { kind: plain, ...onRequest, requestId: parsed.data.requestId } : null;
}

type OnRequest = { readonly from: string; readonly to: string; readonly agreement: DispatchFacts['agreement'] };

function shownDraft(draft: z.infer<typeof draftFacts> | null, onRequest: OnRequest): Act | null {
  return draft === null ? null : shareAct({ ...onRequest, ...draft });
}

function handOverAct(
  { kind, body, conditions, from, createdAt }: DispatchFacts,
  onRequest: OnRequest,
  agreement: KnownAgreement,
): Act | null {
  if (kind === 'evidence.hand-over') {
    const parsed = handOverFacts.safeParse(body);
    if (!parsed.success) return null;
    const { requestId, manner } = parsed.data;
    const isOwnWord = conditions.every((condition) => condition.originator === from);
    const isConditioned = isOwnWord && everyDatumConditioned(agreement, [{ conditions }], createdAt);
    return { kind: 'hand-over', ...onRequest, requestId, manner, isConditioned };
  }
  const parsed = handOverAnswerFacts.safeParse(body);
  if (!parsed.success) return null;
  const { requestId, answer, reasons } = parsed.data;
  return { kind: 'answer-hand-over', ...onRequest, requestId, answer, reasonsGiven: reasons.trim() !== '' };
}

type Giving = ReturnType<typeof givingFacts>;

/** The facts of what is shown, with what the author signed of the records that are not: they are counted, and no more is known. */
export function withUnseen(shown: Giving, unseen: number, signed: Act): Giving {
  if (unseen === 0 || (signed.kind !== 'reply' && signed.kind !== 'disclose')) return shown;
  const passedOn = signed.passedOnCount - shown.passedOnCount;
  const [attested, signedAttested] = [shown.attestedCount ?? 0, signed.attestedCount ?? 0];
  const isOfUnseen = signedAttested >= attested && signedAttested - attested <= passedOn;
  const attestedCount = isOfUnseen ? signedAttested : attested;
  return {
    dataCount: shown.dataCount + unseen,
    everyDatumConditioned: shown.everyDatumConditioned && signed.everyDatumConditioned,
    passedOnCount: passedOn >= 0 && passedOn <= unseen ? signed.passedOnCount : shown.passedOnCount,
    everyPassOnAllowed: shown.everyPassOnAllowed && signed.everyPassOnAllowed,
    ...(attestedCount === 0 ? {} : { attestedCount }),
  };
}

function askOf(request: RequestFacts | null, from: string, to: string): Act | null {
  if (request === null) return null;
  const { assistance, purpose, urgency, content, judgedBefore, oral } = request;
  const { ground, reason } = urgency ?? { ground: null, reason: '' };
  const ask = { from, to, assistance, purpose, class: request.class, urgencyGround: ground, urgencyReason: reason, content };
  return askAct({ ...ask, judgedBefore, askedOrally: oral !== undefined });
}
