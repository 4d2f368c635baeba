// SPDX-License-Identifier: Apache-2.0
/**
 * Acts as they travel: what a signed dispatch says of itself, so that anyone who holds the agreement can judge it again. Given on by
 * `wire.ts` of the room, through which everybody reads it.
 */
import { z } from 'zod';
import { purposeSchema } from '../conditions/wire.ts';
import {
  alertTellings,
  assistanceKinds,
  contentFields,
  earlierProceedings,
  handOverManners,
  jointWorks,
  newUseChanges,
  recallGrounds,
  refusalGrounds,
  requestClasses,
  urgencyGrounds,
} from './terms/vocabulary.ts';

export const assistanceKindSchema = z.enum(assistanceKinds);
export const refusalGroundSchema = z.enum(refusalGrounds);
export const contentFieldSchema = z.enum(contentFields);
export const recallGroundSchema = z.enum(recallGrounds);

export const agreementRefSchema = z.strictObject({ id: z.string(), version: z.int().min(1), digest: z.string() });
export type AgreementRefWire = z.infer<typeof agreementRefSchema>;

const between = { from: z.string(), to: z.string() };
const onRequest = { ...between, agreement: agreementRefSchema, requestId: z.string() };
/** A matter outside a case: a consent, a disclosure, a recall or a joint matter, by its identifier. */
const onMatter = { ...between, agreement: agreementRefSchema, matter: z.string() };
export const actSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ask'),
    ...between,
    assistance: assistanceKindSchema,
    purpose: purposeSchema,
    class: z.enum(requestClasses),
    urgencyGround: z.enum(urgencyGrounds).nullable(),
    urgencyReasonGiven: z.boolean(),
    /** The content fields that are filled in, sorted. */
    content: z.array(contentFieldSchema),
    /** Present where its author knows of proceedings against the same persons for the same acts. */
    judgedBefore: z.enum(earlierProceedings).optional(),
    /** Present where it confirms in writing what was asked orally before. */
    askedOrally: z.literal(true).optional(),
  }),
  /** Before a request: its draft, so that the other authority can say what it lacks; and what it says. */
  z.strictObject({
    kind: z.literal('share-draft'),
    ...onRequest,
    assistance: assistanceKindSchema,
    purpose: purposeSchema,
    /** Present where it would be asked on behalf of another. */
    onBehalf: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('comment-on-draft'), ...onRequest }),
  z.strictObject({ kind: z.literal('acknowledge'), ...onRequest }),
  z.strictObject({ kind: z.literal('ask-back'), ...onRequest }),
  z.strictObject({ kind: z.literal('answer-back'), ...onRequest }),
  z.strictObject({ kind: z.literal('withdraw'), ...onRequest }),
  z.strictObject({ kind: z.literal('tell-delay'), ...onRequest }),
  z.strictObject({ kind: z.literal('postpone'), ...onRequest, ground: refusalGroundSchema, reasonsGiven: z.boolean() }),
  z.strictObject({ kind: z.literal('report-impossible'), ...onRequest }),
  z.strictObject({ kind: z.literal('let-lapse'), ...onRequest }),
  z.strictObject({ kind: z.literal('change-confidentiality'), ...onRequest }),
  z.strictObject({ kind: z.literal('report-use'), ...onRequest }),
  z.strictObject({
    kind: z.literal('report-measure'),
    ...onRequest,
    /** What was asked for, what was done about it, and whether reasons stand beside it. */
    assistance: assistanceKindSchema,
    measure: z.string().min(1).max(40),
    reasonsGiven: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('instruct'), ...onRequest, assistance: assistanceKindSchema, instruction: z.string().min(1).max(40) }),
  z.strictObject({
    kind: z.literal('reply'),
    ...onRequest,
    completeness: z.enum(['partial', 'complete']),
    assistance: assistanceKindSchema,
    purpose: purposeSchema,
    /** How many data it discloses, and whether each carries at least the conditions of the agreement. */
    dataCount: z.int().min(0).max(200),
    everyDatumConditioned: z.boolean(),
    /** How many of them come from a third authority, and whether each of those may be passed on to this recipient. */
    passedOnCount: z.int().min(0).max(200),
    everyPassOnAllowed: z.boolean(),
    /** How many of those no originator signed: another authority attests them from a letter. Left out where there are none. */
    attestedCount: z.int().min(1).max(200).optional(),
    /** What it tells of an alert that an agreement has a word on; left out where there is nothing. */
    alertTells: z.array(z.enum(alertTellings)).min(1).optional(),
  }),
  z.strictObject({
    kind: z.literal('refuse'),
    ...onRequest,
    ground: refusalGroundSchema,
    reasonsGiven: z.boolean(),
    /** Present where the refusal says that the requester was consulted before, as some agreements ask. */
    consultedFirst: z.literal(true).optional(),
  }),
  /** Against a refusal: that its ground does not stand, or what the request lacked. */
  z.strictObject({ kind: z.literal('rebut'), ...onRequest, ground: refusalGroundSchema, reasonsGiven: z.boolean() }),
  z.strictObject({
    kind: z.literal('cure'),
    ...onRequest,
    ground: refusalGroundSchema,
    /** The content fields that are supplied, sorted. */
    supplied: z.array(contentFieldSchema),
  }),
  /** What the refusing authority answers to either. */
  z.strictObject({ kind: z.literal('reopen'), ...onRequest, ground: refusalGroundSchema }),
  z.strictObject({ kind: z.literal('uphold'), ...onRequest, ground: refusalGroundSchema, reasonsGiven: z.boolean() }),
  z.strictObject({
    kind: z.literal('hand-over'),
    ...onRequest,
    manner: z.enum(handOverManners),
    /** Whether it goes under at least the conditions of the agreement; what goes back to whoever lent it carries none. */
    isConditioned: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('answer-hand-over'),
    ...onRequest,
    answer: z.enum(['received', 'declined']),
    reasonsGiven: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('ask-consent'),
    ...between,
    matter: z.string(),
    /** The holder that wishes to pass it on; another than `from` where the question is carried. */
    onBehalfOf: z.string(),
    originator: z.string(),
    recipient: z.string(),
    purpose: purposeSchema,
    reasonGiven: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('answer-consent'),
    ...onMatter,
    onBehalfOf: z.string(),
    answer: z.enum(['granted', 'denied']),
    ground: refusalGroundSchema.nullable(),
    reasonsGiven: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('disclose'),
    ...between,
    matter: z.string(),
    /** What the records are, as kinds of assistance; sorted, each once. */
    kinds: z.array(assistanceKindSchema).min(1),
    purpose: purposeSchema,
    reasonGiven: z.boolean(),
    dataCount: z.int().min(1).max(200),
    everyDatumConditioned: z.boolean(),
    passedOnCount: z.int().min(0).max(200),
    everyPassOnAllowed: z.boolean(),
    /** How many of those no originator signed: another authority attests them from a letter. Left out where there are none. */
    attestedCount: z.int().min(1).max(200).optional(),
  }),
  z.strictObject({
    kind: z.literal('recall'),
    ...onMatter,
    onBehalfOf: z.string(),
    change: z.enum(['correction', 'withdrawal']),
    reasonGiven: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('answer-recall'),
    ...onMatter,
    onBehalfOf: z.string(),
    outcome: z.enum(['told', 'executed', 'refused', 'not-delivered']),
    ground: recallGroundSchema.nullable(),
    reasonsGiven: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('tell-new-use'),
    ...between,
    matter: z.string(),
    /** By the agreement: use as evidence, a purpose that it names, or one that it does not. */
    change: z.enum(newUseChanges),
    purpose: purposeSchema,
    reasonGiven: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('answer-new-use'),
    ...onMatter,
    change: z.enum(newUseChanges),
    answer: z.enum(['consented', 'objected']),
    /** Whether an objection is made while the time for it runs. */
    isInTime: z.boolean(),
    reasonsGiven: z.boolean(),
  }),
  /** Whoever gave the data is told that their protection was breached. */
  z.strictObject({
    kind: z.literal('tell-breach'),
    ...onMatter,
    /** Whether it is told within the hours of the agreement from the discovery on; true where it sets none. */
    isInTime: z.boolean(),
    delayExplained: z.boolean(),
  }),
  /** The first note of a joint matter; every later one names the agreement under which it began between the two. */
  z.strictObject({ kind: z.literal('open-joint-matter'), ...between, matter: z.string(), work: z.enum(jointWorks) }),
  z.strictObject({ kind: z.literal('joint-note'), ...onMatter, work: z.enum(jointWorks) }),
  z.strictObject({ kind: z.literal('peer'), ...between, dispatchKind: z.enum(['peering', 'keys', 'receipt', 'negotiation']) }),
]);
export type ActWire = z.infer<typeof actSchema>;
