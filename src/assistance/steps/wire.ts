// SPDX-License-Identifier: Apache-2.0
/**
 * The bodies of the dispatches of a case; each has its page under wire/.
 *
 * The fields are those of the forms of the implementing standards under MiCA (2024/2545) and MAR (2018/292): an acknowledgement says
 * that a date cannot be kept or that urgency is contested; a delay is told with its reasons; a postponement, an impossibility and a
 * refusal each say why. A refusal may be rebutted, or its request cured, where the agreement lets it. After the answer the requester
 * tells what came of it.
 */
import { z } from 'zod';
import {
  assistanceKindSchema,
  contentFieldSchema,
  earlierProceedings,
  refusalGroundSchema,
  requestClasses,
  urgencyGrounds,
} from '../../agreements/wire.ts';
import { purposeSchema } from '../../conditions/wire.ts';
import { attachmentNoteSchema, attachmentsMax } from '../../exchange/wire.ts';
import { moment, storableText } from '../../kernel/wire.ts';
import { disclosedRecordSchema } from '../../records/wire.ts';
import { inspectionChoices, languagesSchema, particularsSchema, replyLanguagesSchema } from '../form/wire.ts';
import { alertAnswerSchema, alertQuestionSchema } from '../alerts/wire.ts';
import { traceAnswerSchema, traceQuestionSchema } from '../traces/wire.ts';

export const line = storableText.max(300);
export const text = storableText.max(20_000);

/** An urgent request that was first made orally: who called whom, when, and what was asked then. */
const oralFields = <Text extends z.ZodType<string>>(words: Text) => ({ askedBy: words, askedOf: words });
export const oralSchema = z.strictObject({ askedAt: moment, ...oralFields(line.min(1)), asked: text.min(1) });
export type OralWire = z.infer<typeof oralSchema>;
/** While it is written. */
export const oralDraftSchema = z.strictObject({ askedAt: moment.nullable(), ...oralFields(line), asked: text });

export const requestBodySchema = z
  .strictObject({
    requestId: z.string(),
    assistance: assistanceKindSchema,
    purpose: purposeSchema,
    class: z.enum(requestClasses),
    urgency: z.strictObject({ ground: z.enum(urgencyGrounds), reason: text.min(1) }).nullable(),
    /** One text per content field of the request form; empty ones are left out. */
    content: z.partialRecord(contentFieldSchema, text.min(1)),
    reference: line,
    /** The fields of the form beside its texts; left out where nothing is written in them. */
    particulars: particularsSchema.optional(),
    /** In which language the texts are, and the same in others; left out where it is not said. */
    languages: languagesSchema.optional(),
    /** Left out where it was made in writing from the start. */
    oral: oralSchema.optional(),
    /** What the author knows of proceedings against the same persons for the same acts; left out where it knows of none. */
    judgedBefore: z.enum(earlierProceedings).optional(),
    /** The certificate of an order, where the kind of assistance takes one; its shape is that of room freezing, or of room gathering. */
    order: z.record(z.string().max(60), z.json()).optional(),
    /** A trace of value that is to be continued on the other's data; left out where none is. */
    trace: traceQuestionSchema.optional(),
    /** The other leg of an alert of market surveillance that is asked for; left out where none is. */
    alert: alertQuestionSchema.optional(),
    /** Files that travel with it; left out where there are none. */
    attachments: z.array(attachmentNoteSchema).min(1).max(attachmentsMax).optional(),
  })
  .refine((body) => (body.class === 'urgent') === (body.urgency !== null), {
    path: ['urgency'],
    message: 'An urgent request says why, and a normal one does not',
  })
  .refine((body) => body.class === 'urgent' || body.oral === undefined, {
    path: ['oral'],
    message: 'Only an urgent request is made orally first',
  });
export type RequestBodyWire = z.infer<typeof requestBodySchema>;
/**
 * The draft of a request, shown before it is made, so that the other authority can say what it lacks. It is no request: no clock runs, nothing
 * need be answered, and nothing of it is used.
 */
export const sharedDraftBodySchema = z.strictObject({
  requestId: z.string(),
  assistance: assistanceKindSchema,
  purpose: purposeSchema,
  class: z.enum(requestClasses),
  content: z.partialRecord(contentFieldSchema, text.min(1)),
  reference: line,
  particulars: particularsSchema.optional(),
  languages: languagesSchema.optional(),
  /** What its author would like to hear; may be empty. */
  wanted: text,
});
export type SharedDraftWire = z.infer<typeof sharedDraftBodySchema>;
export const draftCommentsBodySchema = z.strictObject({
  requestId: z.string(),
  comments: text.min(1),
  /** Which fields lack something. */
  lacking: z.array(contentFieldSchema).min(1).max(contentFieldSchema.options.length).optional(),
});
/** How often the requester hears where no date can be named: at most a quarter of a year apart. */
const updateEveryDays = z.int().min(1).max(90);
export const acknowledgementBodySchema = z.strictObject({
  requestId: z.string(),
  expectedReplyAt: moment.nullable(),
  note: text,
  /** Where no date is named: a word on the state of things every so many working days. */
  updateEveryDays: updateEveryDays.optional(),
  /** Why the request is not held to be urgent; it is then dealt with by the clocks of a normal one. */
  urgencyContested: text.min(1).optional(),
  /** Who carries the inspection out that was asked for, among those that the law offers. */
  carriedOutBy: z.enum(inspectionChoices.carriedOutBy).optional(),
});
export const questionBodySchema = z.strictObject({
  requestId: z.string(),
  question: text.min(1),
  /** After this moment the requested authority may let a request lapse whose question is still open. */
  answerBy: moment.optional(),
});
export const answerBodySchema = z.strictObject({ requestId: z.string(), answer: text.min(1) });
/** What a reply says in words, whatever goes with it. */
export const replyWordsSchema = z.object({ completeness: z.enum(['partial', 'complete']), text });
export const replyBodySchema = z
  .strictObject({
    requestId: z.string(),
    completeness: z.enum(['partial', 'complete']),
    text: text,
    /** How and when the rest arrives that does not come with this dispatch. */
    arrives: text.min(1).optional(),
    /** In which language the text is, and the same in others, under the conditions of the text; left out where it is not said. */
    languages: replyLanguagesSchema.optional(),
    /** Each with its originator's conditions. */
    records: z.array(disclosedRecordSchema).max(200),
    /** The trace as it was continued, under the conditions of the text; left out where none was asked for or is told. */
    trace: traceAnswerSchema.optional(),
    /** The other leg of an alert, or that it is taken back, under the conditions of the text; left out where none was asked for or is told. */
    alert: alertAnswerSchema.optional(),
    /** Files that travel with it, under the conditions of its text; left out where there are none. */
    attachments: z.array(attachmentNoteSchema).min(1).max(attachmentsMax).optional(),
  })
  .refine(({ text: words, languages }) => words !== '' || (languages?.versions.length ?? 0) === 0, {
    path: ['languages', 'versions'],
    message: 'A version is one of a text',
  });
export type ReplyBodyWire = z.infer<typeof replyBodySchema>;
export const refusalBodySchema = z.strictObject({
  requestId: z.string(),
  ground: refusalGroundSchema,
  reasons: text.min(1),
  /** How the requester was consulted before, where the agreement asks for that or it was done. */
  consulted: text.min(1).optional(),
  /** Which fields of the request lack something, where it is refused for that. */
  lacking: z.array(contentFieldSchema).min(1).max(contentFieldSchema.options.length).optional(),
});
/** Against a refusal: why its ground does not stand, and the facts that show it. */
export const rebuttalBodySchema = z.strictObject({
  requestId: z.string(),
  /** The ground on which the request was refused. */
  ground: refusalGroundSchema,
  reasons: text.min(1),
  /** What the requested authority could not know; left out where the reasons are of law alone. */
  facts: text.min(1).optional(),
  attachments: z.array(attachmentNoteSchema).min(1).max(attachmentsMax).optional(),
});
/** What the request lacked. Each field stands in the place of what the request said there. */
export const cureBodySchema = z.strictObject({
  requestId: z.string(),
  ground: refusalGroundSchema,
  supplied: z
    .partialRecord(contentFieldSchema, text.min(1))
    .refine((fields) => Object.keys(fields).length > 0, 'It supplies at least one field'),
  note: text,
  attachments: z.array(attachmentNoteSchema).min(1).max(attachmentsMax).optional(),
});
/** The requested authority takes the request up again; its clocks start anew. */
export const reopeningBodySchema = z.strictObject({
  requestId: z.string(),
  ground: refusalGroundSchema,
  reasons: text.min(1),
  expectedReplyAt: moment.nullable(),
});
/** The refusal stands; nothing more is asked against it. */
export const upholdingBodySchema = z.strictObject({ requestId: z.string(), ground: refusalGroundSchema, reasons: text.min(1) });
export const withdrawalBodySchema = z.strictObject({ requestId: z.string(), reason: text.min(1) });

/** What was done about a request, or what the requester says about it; its shape beyond the kind is that of the room it is about. */
export const measureContentSchema = z.looseObject({ kind: z.string().min(1).max(40) });
export type MeasureContentWire = z.infer<typeof measureContentSchema>;
export const measureBodySchema = z.strictObject({ requestId: z.string(), measure: measureContentSchema });
/** The date will not be kept, or was not: the reasons, and a new date or how often the requester will hear. */
const delayFields = {
  reasons: text.min(1),
  expectedReplyAt: moment.nullable(),
  updateEveryDays: updateEveryDays.optional(),
};
const namesWhen = {
  check: (told: { readonly expectedReplyAt: string | null; readonly updateEveryDays?: number | undefined }) =>
    told.expectedReplyAt !== null || told.updateEveryDays !== undefined,
  otherwise: { path: ['expectedReplyAt'], message: 'It names a new date, or how often the requester will hear' },
};
export const delayNoticeBodySchema = z.strictObject({ requestId: z.string(), ...delayFields }).refine(namesWhen.check, namesWhen.otherwise);
export const tellDelaySchema = z.strictObject(delayFields).refine(namesWhen.check, namesWhen.otherwise);
/** Carried out later rather than refused, on a ground that the agreement allows. */
export const postponementBodySchema = z.strictObject({
  requestId: z.string(),
  ground: refusalGroundSchema,
  reasons: text.min(1),
  until: moment.nullable(),
});
export const impossibilityCauses = [
  'nothing-held',
  'destroyed',
  'not-where-stated',
  'place-too-vague',
  'person-not-found',
  'retention-ended',
] as const;
export const impossibilityBodySchema = z.strictObject({ requestId: z.string(), cause: z.enum(impossibilityCauses), reasons: text.min(1) });
export const lapseBodySchema = z.strictObject({ requestId: z.string(), reason: text.min(1) });
/** Whether it may become known that the investigation runs; the counterpart of auth.003. */
export const confidentialityChangeBodySchema = z.strictObject({ requestId: z.string(), isConfidential: z.boolean(), reason: text.min(1) });
export const usefulnessWords = ['decisive', 'useful', 'of-little-use', 'not-used'] as const;
export type UsefulnessWord = (typeof usefulnessWords)[number];
export const feedbackBodySchema = z.strictObject({
  requestId: z.string(),
  usefulness: z.enum(usefulnessWords),
  /** For which purposes the answer was used; empty where it was not. */
  usedFor: z.array(purposeSchema).max(20),
  outcome: text.min(1),
  /** The last report closes the case; others are reports on the way. */
  isLast: z.boolean(),
});
