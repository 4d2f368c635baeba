// SPDX-License-Identifier: Apache-2.0
/**
 * The act that a body of a matter makes: a question of consent, its answer, a disclosure, a recall, an answer to a recall. Computed
 * here a second time, as for cases (act-of-body.ts), without the room that writes these bodies.
 *
 *     onward.consent-answer    the act says what the consent says that its originator signed
 *     onward.recall-answer     the act says what the holder signed; `told` and `not-delivered` are the word of whoever carries it
 *
 * Where the signed document inside is withheld, nobody can compare: the act is taken as its author signed it, and the place is named
 * among what was not compared.
 */
import { z } from 'zod';
import {
  type Act,
  answerNewUseAct,
  type AssistanceKind,
  givingFacts,
  type KnownAgreement,
  readConsent,
  readWord,
  tellBreachAct,
  tellNewUseAct,
} from '../agreements/index.ts';
import {
  carriedConsentSchema,
  type CarriedConsentWire,
  carriedDocumentSchema,
  consentSchema,
  type ConsentWire,
  newUseChanges,
  passedOnSchema,
  recallGroundSchema,
} from '../agreements/wire.ts';
import { purposeSchema } from '../conditions/wire.ts';
import { isLetterId, readCarried, type Suites } from '../seals/index.ts';
import type { DispatchFacts } from './read-bundle.ts';
import { withUnseen } from './act-of-body.ts';

const question = z.looseObject({
  matter: z.string(),
  onBehalfOf: z.string(),
  originator: z.string(),
  recipient: z.string(),
  purpose: purposeSchema,
  reason: z.string(),
});
/** In a letter it stands as what the letter says, without a signature. */
const answer = z.looseObject({ matter: z.string(), onBehalfOf: z.string(), consent: z.union([carriedConsentSchema, consentSchema]) });
const datum = z.looseObject({
  originator: z.string(),
  body: z.unknown(),
  conditions: z.array(z.looseObject({ originator: z.string() })),
  passedOn: passedOnSchema.optional(),
});
const disclosure = z.looseObject({
  matter: z.string(),
  purpose: purposeSchema,
  reason: z.string(),
  /** Null stands for a record of which too little is shown. */
  records: z.array(datum.nullable()),
});
const recallDocument = z.object({
  originator: z.string(),
  matter: z.string(),
  change: z.enum(['correction', 'withdrawal']),
  reason: z.string(),
});
const recall = z.looseObject({ matter: z.string(), onBehalfOf: z.string(), recall: z.union([carriedDocumentSchema, recallDocument]) });
const recallAnswer = z.looseObject({
  matter: z.string(),
  onBehalfOf: z.string(),
  /** Null where it is withheld. */
  holder: z.string().nullable(),
  outcome: z.enum(['told', 'executed', 'refused', 'not-delivered']),
  answer: carriedDocumentSchema.nullable(),
});
const recallAnswerDocument = z.looseObject({
  holder: z.string(),
  matter: z.string(),
  outcome: z.enum(['executed', 'refused']),
  ground: recallGroundSchema.nullable(),
  reasons: z.string(),
});

const newUse = z.looseObject({ matter: z.string(), purpose: purposeSchema, isEvidence: z.boolean(), reason: z.string() });
const newUseAnswer = z.looseObject({
  matter: z.string(),
  change: z.enum(newUseChanges),
  answer: z.enum(['consented', 'objected']),
  noticeAt: z.string(),
  reasons: z.string(),
});

const breachNotice = z.looseObject({ matter: z.string(), discoveredAt: z.string(), delay: z.string() });

/** The kinds of dispatch of a matter, by the beginning of its identifier. */
export const kindsOfMatter: Readonly<Record<string, readonly string[]>> = {
  cns: ['onward.consent-request', 'onward.consent-answer'],
  dis: ['onward.disclosure'],
  rcl: ['onward.recall', 'onward.recall-answer'],
  nus: ['onward.new-use', 'onward.new-use-answer'],
  bnt: ['onward.breach-notice'],
};

/** Whether the bundle is one of a matter, by what it is about. */
export function isMatter(caseRef: string): boolean {
  return Object.hasOwn(kindsOfMatter, caseRef.slice(0, 3));
}

export interface MadeAct {
  readonly act: Act;
  /** What the body says that it is for; null where its kind has no purpose of its own. */
  readonly purpose: string | null;
}

/** Null when the body is none of its kind, or a document in it does not hold. */
export function actOfMatter(facts: DispatchFacts, agreement: KnownAgreement, assumed: readonly string[], suites: Suites): MadeAct | null {
  const { kind, from, body } = facts;
  const [to = ''] = facts.to;
  // A document that is not shown: its author's act is all there is.
  if (assumed.some((pointer) => documents.includes(pointer))) return { act: facts.act, purpose: facts.purpose };
  const onMatter = { from, to, agreement: facts.agreement };
  switch (kind) {
    case 'onward.consent-request': {
      const read = question.safeParse(body);
      if (!read.success) return null;
      const { matter, onBehalfOf, originator, recipient, purpose, reason } = read.data;
      return {
        act: { kind: 'ask-consent', from, to, matter, onBehalfOf, originator, recipient, purpose, reasonGiven: reason.trim() !== '' },
        purpose,
      };
    }
    case 'onward.consent-answer': {
      const read = answer.safeParse(body);
      const consent = read.success ? wordOfConsent(read.data.consent, isLetterId(from), suites) : null;
      if (!read.success || consent === null) return null;
      const { matter, onBehalfOf } = read.data;
      const { answer: said, ground, reasons, purpose } = consent;
      if (consent.matter !== matter) return null;
      return {
        act: { kind: 'answer-consent', ...onMatter, matter, onBehalfOf, answer: said, ground, reasonsGiven: reasons.trim() !== '' },
        purpose,
      };
    }
    case 'onward.disclosure':
      return disclosed(facts, agreement, suites);
    case 'onward.recall':
      return recalled(facts, onMatter, suites);
    case 'onward.recall-answer':
      return recallAnswered(facts, onMatter, suites);
    case 'onward.new-use': {
      const read = newUse.safeParse(body);
      return read.success ? { act: tellNewUseAct(agreement, { ...read.data, from, to }), purpose: read.data.purpose } : null;
    }
    case 'onward.new-use-answer': {
      const read = newUseAnswer.safeParse(body);
      if (!read.success) return null;
      const act = answerNewUseAct(agreement, { ...read.data, from, to, agreement: facts.agreement, at: facts.createdAt });
      // An answer names no purpose: it is that of the notice, which its dispatch repeats.
      return { act, purpose: facts.purpose };
    }
    case 'onward.breach-notice': {
      const read = breachNotice.safeParse(body);
      return read.success ? { act: tellBreachAct(agreement, { ...read.data, from, to, at: facts.createdAt }), purpose: null } : null;
    }
    default:
      return null;
  }
}

/** The consent that its originator signed, or another attests; in the letter itself it stands as what the letter says. */
export function wordOfConsent(carried: CarriedConsentWire | ConsentWire, isLetter: boolean, suites: Suites): ConsentWire | null {
  if (!('document' in carried)) return isLetter ? carried : null;
  const read = readConsent(carried, suites);
  return read.ok ? read.value.consent : null;
}

/** Without one of these nobody can compute the act: two signed documents, and the moments from which a time is counted. */
const documents = ['/consent', '/recall', '/answer', '/noticeAt', '/discoveredAt'];

function disclosed(facts: DispatchFacts, agreement: KnownAgreement, suites: Suites): MadeAct | null {
  const read = disclosure.safeParse(facts.body);
  if (!read.success) return null;
  const [to = ''] = facts.to;
  const { from } = facts;
  const { matter, purpose, reason } = read.data;
  const records = read.data.records.filter((record) => record !== null);
  const unseen = read.data.records.length - records.length;
  const signed = facts.act.kind === 'disclose' ? facts.act : null;
  const shownKinds = records.map(({ body }) => kindOf(body));
  // Of a record whose body is withheld, its kind is the word of its author.
  const kinds =
    unseen > 0 || shownKinds.includes(null) ? (signed?.kinds ?? []) : [...new Set(shownKinds.filter((one) => one !== null))].toSorted();
  const giving = givingFacts(agreement, { records, textConditions: null }, { from, to, purpose, at: facts.createdAt }, suites);
  const facets = withUnseen(giving, unseen, facts.act);
  return { act: { kind: 'disclose', from, to, matter, kinds: [...kinds], purpose, reasonGiven: reason.trim() !== '', ...facets }, purpose };
}

const assistanceOf: Readonly<Record<string, AssistanceKind>> = {
  'suspicious-report': 'suspicious-reports',
  registration: 'registrations',
  'compliance-record': 'compliance-records',
  'travel-rule-message': 'transaction-records',
};

function kindOf(body: unknown): AssistanceKind | null {
  const kind = (body as { readonly kind?: unknown } | null)?.kind;
  return typeof kind === 'string' && Object.hasOwn(assistanceOf, kind) ? (assistanceOf[kind] ?? null) : null;
}

type OnMatter = Pick<Extract<Act, { kind: 'recall' }>, 'from' | 'to' | 'agreement'>;

function recalled({ body, from }: DispatchFacts, onMatter: OnMatter, suites: Suites): MadeAct | null {
  const read = recall.safeParse(body);
  if (!read.success) return null;
  const said = wordOfRecall(read.data.recall, isLetterId(from), suites);
  if (said === null || said.matter !== read.data.matter) return null;
  const { matter, onBehalfOf } = read.data;
  return {
    act: { kind: 'recall', ...onMatter, matter, onBehalfOf, change: said.change, reasonGiven: said.reason.trim() !== '' },
    purpose: null,
  };
}

const recallTypes = { plain: 'application/vnd.comity.recall+json', attested: 'application/vnd.comity.attested-recall+json' };

/** What its originator signed, or what is attested of its letter; in the letter itself it stands as what the letter says. */
function wordOfRecall(carried: z.infer<typeof recall>['recall'], isLetter: boolean, suites: Suites): z.infer<typeof recallDocument> | null {
  if (!('document' in carried)) return isLetter ? carried : null;
  const word = readWord(carried, recallTypes, suites);
  const said = word.ok ? recallDocument.safeParse(word.value.payload) : null;
  return word.ok && said?.success === true && said.data.originator === word.value.speaker ? said.data : null;
}

function recallAnswered({ body }: DispatchFacts, onMatter: OnMatter, suites: Suites): MadeAct | null {
  const read = recallAnswer.safeParse(body);
  if (!read.success) return null;
  const { matter, onBehalfOf, holder, outcome, answer: carried } = read.data;
  const act = { kind: 'answer-recall', ...onMatter, matter, onBehalfOf, outcome } as const;
  if (carried === null)
    return outcome === 'told' || outcome === 'not-delivered' ? { act: { ...act, ground: null, reasonsGiven: false }, purpose: null } : null;
  const document = readCarried(carried, 'application/vnd.comity.recall-answer+json', suites);
  const said = document.ok ? recallAnswerDocument.safeParse(document.value.payload) : null;
  if (!document.ok || said?.success !== true) return null;
  const isItsOwn =
    said.data.holder === document.value.signer && (holder ?? said.data.holder) === said.data.holder && said.data.matter === matter;
  if (!isItsOwn || said.data.outcome !== outcome) return null;
  return { act: { ...act, ground: said.data.ground, reasonsGiven: said.data.reasons.trim() !== '' }, purpose: null };
}
