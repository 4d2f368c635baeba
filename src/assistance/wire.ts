// SPDX-License-Identifier: Apache-2.0
/**
 * Assistance: the case between two authorities as it travels and as the workplace sees it.
 *
 * A case is opened by a request. Each thing an authority sends in it is a step: prepared by one officer, approved by
 * others where the agreement asks for it, then sent as one dispatch. The timeline of both sides holds the same facts.
 */
import { z } from 'zod';
import {
  agreementRefSchema,
  assistanceKindSchema,
  contentFields,
  contentFieldSchema,
  deadlineSteps,
  refusalGroundSchema,
  requestClasses,
  urgencyGrounds,
  verdictSchema,
} from '../agreements/wire.ts';
import { conditionLimitsSchema, purposeSchema } from '../conditions/wire.ts';
import { attachmentsMax } from '../exchange/wire.ts';
import { givenProofSchema } from '../officers/wire.ts';
import { languagesDraftSchema, particularFields, particularsDraftSchema, replyLanguagesDraftSchema } from './form/wire.ts';
import { oralRequestSchema } from './oral-requests/wire.ts';
import { minimisationChoiceSchema, recordRowSchema } from '../records/wire.ts';
import { approvalMethods } from '../seals/wire.ts';
import {
  acknowledgementBodySchema,
  answerBodySchema,
  confidentialityChangeBodySchema,
  cureBodySchema,
  draftCommentsBodySchema,
  feedbackBodySchema,
  impossibilityBodySchema,
  lapseBodySchema,
  line,
  oralDraftSchema,
  postponementBodySchema,
  questionBodySchema,
  rebuttalBodySchema,
  refusalBodySchema,
  reopeningBodySchema,
  text,
  upholdingBodySchema,
  withdrawalBodySchema,
} from './steps/wire.ts';
import { alertAnswerSchema, alertQuestionSchema } from './alerts/wire.ts';
import { traceAnswerSchema, traceQuestionSchema } from './traces/wire.ts';

export { bundleOrderSchema, type BundleOrderWire } from '../exchange/wire.ts';
export { bundlePlacesSchema, type BundlePlacesWire, bundlePreviewSchema, type BundlePreviewWire } from './evidence/wire.ts';
export { type AlertAnswerWire, type AlertPartWire, alertPartSchema, type AlertQuestionWire, alertQuestionSchema } from './alerts/wire.ts';
export { type LinkRelation, linkRelations, linkStepKinds, partInstrumentsMax, partParticipantsMax } from './alerts/wire.ts';
export { toldEntrySchema, type TraceAnswerWire, traceAnswerSchema, traceEntrySchema, tracePartSchema } from './traces/wire.ts';
export { traceQuestionSchema, type TraceQuestionWire } from './traces/wire.ts';
export {
  acknowledgementBodySchema,
  answerBodySchema,
  confidentialityChangeBodySchema,
  cureBodySchema,
  delayNoticeBodySchema,
  draftCommentsBodySchema,
  feedbackBodySchema,
  impossibilityBodySchema,
  impossibilityCauses,
  lapseBodySchema,
  measureBodySchema,
  oralDraftSchema,
  oralSchema,
  type OralWire,
  type MeasureContentWire,
  measureContentSchema,
  postponementBodySchema,
  questionBodySchema,
  rebuttalBodySchema,
  refusalBodySchema,
  reopeningBodySchema,
  replyBodySchema,
  type ReplyBodyWire,
  requestBodySchema,
  sharedDraftBodySchema,
  type SharedDraftWire,
  type RequestBodyWire,
  tellDelaySchema,
  upholdingBodySchema,
  usefulnessWords,
  type UsefulnessWord,
  withdrawalBodySchema,
} from './steps/wire.ts';

// --- states -----------------------------------------------------------------------------------------------------
export const caseStates = [
  'draft',
  'draft-shared',
  'awaiting-approval',
  'sent',
  'received',
  'acknowledged',
  'question-open',
  'partly-answered',
  'postponed',
  'answered',
  'refused',
  'reconsidering',
  'upheld',
  'impossible',
  'withdrawn',
  'lapsed',
  'closed',
  'not-delivered',
] as const;
export const caseStateSchema = z.enum(caseStates);
export type CaseState = z.infer<typeof caseStateSchema>;
export const sides = ['requesting', 'requested'] as const;
export const stepKinds = [
  'draft-sharing',
  'draft-comments',
  'request',
  'acknowledgement',
  'question',
  'answer',
  'delay-notice',
  'reply',
  'postponement',
  'impossibility',
  'refusal',
  'rebuttal',
  'cure',
  'reopening',
  'upholding',
  'withdrawal',
  'measure',
  'instruction',
  'lapse',
  'confidentiality-change',
  'feedback',
] as const;
export type StepKind = (typeof stepKinds)[number];
/** Steps that a requester may have against a refusal, by the names of their terms. */
export const stepsAgainstRefusalNames = ['rebut', 'cure'] as const;
/** What runs in a case: the deadlines of its agreement, and until when a refusal may be answered. */
export const clockSteps = [...deadlineSteps, ...stepsAgainstRefusalNames] as const;
export type ClockStep = (typeof clockSteps)[number];
export const stepStates = ['draft', 'awaiting-approval', 'queued', 'delivered', 'rejected', 'not-delivered', 'voided'] as const;

// --- calls ------------------------------------------------------------------------------------------------------
/** The request form. Everything but the counterpart and kind may still be empty in a draft. */
export const requestDraftSchema = z.strictObject({
  counterpart: z.string(),
  assistance: assistanceKindSchema,
  purpose: purposeSchema.nullable(),
  class: z.enum(requestClasses),
  urgencyGround: z.enum(urgencyGrounds).nullable(),
  urgencyReason: text,
  /** Where it was first made orally, in urgency. */
  oral: oralDraftSchema.optional(),
  content: z.partialRecord(contentFieldSchema, text),
  reference: line,
  /** The fields of the form beside its texts. */
  particulars: particularsDraftSchema.optional(),
  /** In which language the texts are, and the same in others. */
  languages: languagesDraftSchema.optional(),
  /** The certificate of an order, where the kind of assistance takes one. */
  order: z.record(z.string().max(60), z.json()).optional(),
  /** A trace of value that is to be continued on the other's data. */
  trace: traceQuestionSchema.optional(),
  alert: alertQuestionSchema.optional(),
  /** Uploads that are to go with it, by identifier. */
  attachments: z.array(z.string().max(60)).max(attachmentsMax).optional(),
});
export type RequestDraftWire = z.infer<typeof requestDraftSchema>;

/** Where an upload stands: how many bytes of the file are here. */
export const attachmentStandingSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['arriving', 'checking', 'here', 'broken']),
  place: z.int(),
});
export type AttachmentStandingWire = z.infer<typeof attachmentStandingSchema>;
/** A file of a case, with how much of it is here and, of one of ours, how much the counterpart has. */
export const attachmentRowSchema = attachmentStandingSchema.extend({
  side: z.enum(['ours', 'theirs']),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  digest: z.string().nullable(),
  dispatch: z.string().nullable(),
  push: z.strictObject({ state: z.enum(['kept', 'waiting', 'leased', 'pushed', 'refused']), place: z.int() }).nullable(),
});
export type AttachmentRowWire = z.infer<typeof attachmentRowSchema>;

export const caseRowSchema = z.strictObject({
  id: z.string(),
  side: z.enum(sides),
  /** `isTraining`: a program plays it; nothing of such a case is real. `isByLetter`: it has no server, and is written to on paper. */
  counterpart: z.strictObject({
    authorityId: z.string(),
    name: z.string(),
    jurisdiction: z.string(),
    isTraining: z.boolean(),
    isByLetter: z.boolean(),
  }),
  assistance: assistanceKindSchema,
  purpose: purposeSchema.nullable(),
  class: z.enum(requestClasses),
  subject: z.string(),
  reference: z.string(),
  state: caseStateSchema,
  /** The next deadline that runs here, if any, and who owes it. */
  nextDeadline: z
    .strictObject({ step: z.enum(clockSteps), dueAt: z.string(), owedBy: z.enum(['us', 'them']), isOver: z.boolean() })
    .nullable(),
  awaitsApproval: z.boolean(),
  updatedAt: z.string(),
});
export type CaseRowWire = z.infer<typeof caseRowSchema>;

export const timelineEventSchema = z.strictObject({
  id: z.string(),
  /** When it happened, as whoever did it says; and when it was written down here. */
  at: z.string(),
  recordedAt: z.string(),
  kind: z.string(),
  /** `us`, `them`, or the server. */
  by: z.enum(['us', 'them', 'server']),
  officerName: z.string().nullable(),
  sentence: z.string(),
  clause: z.strictObject({ agreement: agreementRefSchema, title: z.string(), clause: z.string() }).nullable(),
  dispatch: z.string().nullable(),
});
export const deadlineRowSchema = z.strictObject({
  step: z.enum(clockSteps),
  dueAt: z.string(),
  owedBy: z.enum(['us', 'them']),
  metAt: z.string().nullable(),
  isOver: z.boolean(),
  sentence: z.string(),
  clause: z.string(),
});
export const stepRowSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(stepKinds),
  /** Prepared by us; the others came from the counterpart. */
  isOurs: z.boolean(),
  state: z.enum(stepStates),
  /** Digest of the exact step; an approval names it, and any edit changes it. */
  digest: z.string(),
  preparedBy: z.string(),
  preparedByName: z.string(),
  preparedAt: z.string(),
  approvals: z.array(z.strictObject({ officer: z.string(), officerName: z.string(), at: z.string(), method: z.enum(approvalMethods) })),
  approversMin: z.int(),
  returnedReason: z.string().nullable(),
  dispatch: z.string().nullable(),
  /** The content of the step, by its kind: one of the body schemas above. */
  body: z.unknown(),
  summary: z.string(),
  mayApprove: z.boolean(),
  mayEdit: z.boolean(),
});
export type StepRowWire = z.infer<typeof stepRowSchema>;
export const caseDetailSchema = z.strictObject({
  row: caseRowSchema,
  draft: requestDraftSchema,
  /** What the requester supplied after a refusal: in the place of what the request said there, which stays as it was signed. */
  supplied: z.partialRecord(contentFieldSchema, text),
  agreement: z.strictObject({ ref: agreementRefSchema, title: z.string() }).nullable(),
  verdict: verdictSchema.nullable(),
  deadlines: z.array(deadlineRowSchema),
  timeline: z.array(timelineEventSchema),
  steps: z.array(stepRowSchema),
  /** What may be done next by this officer; the screen shows exactly these. */
  next: z.array(
    z.enum([
      'edit',
      'share-draft',
      'comment-on-draft',
      'submit',
      'approve',
      'return',
      'acknowledge',
      'ask-back',
      'answer-back',
      'reply',
      'tell-delay',
      'postpone',
      'report-impossible',
      'refuse',
      'rebut',
      'cure',
      'reopen',
      'uphold',
      'let-lapse',
      'withdraw',
      'change-confidentiality',
      'report-use',
      'export-bundle',
    ]),
  ),
  /** Grounds the governing agreement allows, with their meaning; a forbidden one is not in the list. */
  refusalGrounds: z.array(
    z.strictObject({
      ground: refusalGroundSchema,
      meaning: z.string(),
      clause: z.string(),
      /** The clause that has the requester consulted first; null where none does. */
      consultation: z.string().nullable(),
      /** What the agreement lets the requester do against a refusal on this ground. */
      against: z.array(z.enum(stepsAgainstRefusalNames)),
    }),
  ),
  /** Grounds on which the request may be postponed, as above. */
  postponementGrounds: z.array(z.strictObject({ ground: refusalGroundSchema, meaning: z.string(), clause: z.string() })),
  /** The refusal that stands or is being reconsidered, and what the agreement lets the requester do against it; null where none was made. */
  refusal: z
    .strictObject({
      ground: refusalGroundSchema,
      meaning: z.string(),
      /** Fields that the refusing authority named as lacking. */
      lacking: z.array(contentFieldSchema),
      against: z.array(
        z.strictObject({ step: z.enum(stepsAgainstRefusalNames), sentence: z.string(), dueAt: z.string().nullable(), isOver: z.boolean() }),
      ),
    })
    .nullable(),
  /** Whether it may become known that the requester investigates: as it said last. */
  isConfidential: z.boolean(),
  /** Limits each datum of a reply must carry at least, from the agreement. */
  replyLimits: conditionLimitsSchema.nullable(),
  /** Our own notes of the calls that it confirmed. */
  oralNotes: z.array(oralRequestSchema),
  /** Records received in this case (requesting side) or disclosed in it (requested side). */
  records: z.array(recordRowSchema),
  /** Files that were attached here or announced by the counterpart. */
  attachments: z.array(attachmentRowSchema),
});
export type CaseDetailWire = z.infer<typeof caseDetailSchema>;

export const caseListQuerySchema = z.strictObject({
  box: z.enum(['inbox', 'outbox', 'approvals', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
/** One line of what commonly gets a request sent back. */
export const draftFindingSchema = z.strictObject({
  rule: z.string(),
  /** `deficient`: likely to be sent back; `hint`: likely to be asked about. */
  severity: z.enum(['deficient', 'hint']),
  field: z.enum([...contentFields, 'urgencyReason', ...particularFields]),
  sentence: z.string(),
  remedy: z.string(),
});
export type DraftFindingWire = z.infer<typeof draftFindingSchema>;
export const draftCheckSchema = z.strictObject({ findings: z.array(draftFindingSchema) });
export const verdictQuestionSchema = z.strictObject({ draft: requestDraftSchema });
export const shareDraftSchema = z.strictObject({ wanted: text });
export const commentOnDraftSchema = draftCommentsBodySchema.omit({ requestId: true });
export const acknowledgeSchema = acknowledgementBodySchema.omit({ requestId: true });
export const askBackSchema = questionBodySchema.omit({ requestId: true });
export const answerBackSchema = answerBodySchema.omit({ requestId: true });
export const replyDraftSchema = z.strictObject({
  completeness: z.enum(['partial', 'complete']),
  text: text,
  /** How and when the rest arrives that does not come with this dispatch. */
  arrives: text.optional(),
  /** In which language the text is, and the same in others. */
  languages: replyLanguagesDraftSchema.optional(),
  /** Chosen records; `limits` null means the agreement's own. Stricter ones are allowed, looser ones refused. */
  trace: traceAnswerSchema.optional(),
  alert: alertAnswerSchema.optional(),
  records: z
    .array(
      z.strictObject({
        recordId: z.string(),
        limits: conditionLimitsSchema.nullable(),
        /** What was said to the proposed minimisation; it can be left out where nothing is proposed. */
        minimisation: minimisationChoiceSchema.optional(),
      }),
    )
    .max(200),
  /** Uploads that are to go with it, by identifier. */
  attachments: z.array(z.string().max(60)).max(attachmentsMax).optional(),
});
/** Which records of a reply a proposal of what to withhold is asked for. */
export const replyMinimisationSchema = z.strictObject({ recordIds: z.array(z.string().max(60)).min(1).max(200) });
export type ReplyDraftWire = z.infer<typeof replyDraftSchema>;
export const refuseSchema = refusalBodySchema.omit({ requestId: true });
export const withdrawSchema = withdrawalBodySchema.omit({ requestId: true });
const files = { attachments: z.array(z.string().max(60)).max(attachmentsMax).optional() };
/** The ground is that of the refusal, and is not chosen again. */
export const rebutSchema = rebuttalBodySchema.omit({ requestId: true, ground: true, attachments: true }).extend(files);
export const cureSchema = cureBodySchema.omit({ requestId: true, ground: true, attachments: true }).extend(files);
export const reopenSchema = reopeningBodySchema.omit({ requestId: true, ground: true });
export const upholdSchema = upholdingBodySchema.omit({ requestId: true, ground: true });
export const postponeSchema = postponementBodySchema.omit({ requestId: true });
export const reportImpossibleSchema = impossibilityBodySchema.omit({ requestId: true });
export const letLapseSchema = lapseBodySchema.omit({ requestId: true });
export const changeConfidentialitySchema = confidentialityChangeBodySchema.omit({ requestId: true });
export const reportUseSchema = feedbackBodySchema.omit({ requestId: true });
export const approveSchema = z.strictObject({ digest: z.string(), proof: givenProofSchema });
export const returnStepSchema = z.strictObject({ digest: z.string(), reason: text.min(1) });
