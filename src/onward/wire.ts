// SPDX-License-Identifier: Apache-2.0
/**
 * Onward: consents, disclosures and recalls as they travel and as the workplace sees them.
 *
 * A matter is what authorities settle about a datum outside a case; it has one identifier at every authority it reaches. Each
 * kind of dispatch has its page under wire/.
 */
import { z } from 'zod';
import {
  carriedConsentSchema,
  carriedDocumentSchema,
  clauseRefSchema,
  passedOnSchema,
  recallGroundSchema,
  refusalGroundSchema,
  verdictSchema,
} from '../agreements/wire.ts';
import { conditionLimitsSchema, purposeSchema } from '../conditions/wire.ts';
import { givenProofSchema } from '../officers/wire.ts';
import { breachNoticeDetailSchema } from './breaches/wire.ts';
import {
  attestedFromSchema,
  disclosedRecordSchema,
  minimisationChoiceSchema,
  recordBodySchema,
  recordRowSchema,
  withheldFieldSchema,
  withheldFieldsSchema,
} from '../records/wire.ts';
import { newUseDetailSchema } from './new-uses/wire.ts';
import { moment } from '../kernel/wire.ts';
import { id, text } from './wire-fields.ts';

// --- bodies of dispatches (each has its page under wire/) ----------------------------------------------------------
export const consentRequestBodySchema = z.strictObject({
  matter: id,
  /** The holder that wishes to pass it on, and who first gave it. */
  onBehalfOf: id,
  originator: id,
  recipient: id,
  recipientName: z.string().min(1).max(300),
  purpose: purposeSchema,
  reason: text.min(1),
  /** Under what the holder would give it; null where that is to be found out. */
  basis: z.strictObject({ title: z.string().max(300), clause: z.string().max(40) }).nullable(),
  /** The originator's own identifier of its record, and the way it came to the holder. */
  recordId: id,
  chain: passedOnSchema.shape.chain,
  /** Holders that carried the question, the first one first. */
  via: z.array(id).max(8),
});
export type ConsentRequestBody = z.infer<typeof consentRequestBodySchema>;
export const consentAnswerBodySchema = z.strictObject({ matter: id, onBehalfOf: id, consent: carriedConsentSchema });
export type ConsentAnswerBody = z.infer<typeof consentAnswerBodySchema>;
export const disclosureBodySchema = z.strictObject({
  matter: id,
  purpose: purposeSchema,
  reason: text.min(1),
  /** The provisions that let its author give the information unasked; left out where it rests on the agreement alone. */
  legalBasis: text.min(1).optional(),
  records: z.array(disclosedRecordSchema).min(1).max(200),
});
export type DisclosureBody = z.infer<typeof disclosureBodySchema>;
export const recallChanges = ['correction', 'withdrawal'] as const;
/** What the originator signs; it travels to every holder. */
export const recallDocumentSchema = z.strictObject({
  v: z.literal(1),
  matter: id,
  originator: id,
  recordId: id,
  change: z.enum(recallChanges),
  reason: text.min(1),
  /** Of salt and corrected body; null where it is withdrawn. */
  correction: z.string().max(100).nullable(),
  /** Fields that are not in the corrected body, since they were not given before either; left out where it is whole. */
  withheld: withheldFieldsSchema.optional(),
  at: moment,
});
export type RecallDocument = z.infer<typeof recallDocumentSchema>;
export const recallBodySchema = z.strictObject({
  matter: id,
  onBehalfOf: id,
  recall: carriedDocumentSchema,
  correction: z.strictObject({ salt: z.string().max(100), body: recordBodySchema }).nullable(),
});
export type RecallBody = z.infer<typeof recallBodySchema>;
/** What a holder signs when it has carried the recall out, or keeps the datum. */
export const recallAnswerDocumentSchema = z.strictObject({
  v: z.literal(1),
  matter: id,
  holder: id,
  outcome: z.enum(['executed', 'refused']),
  ground: recallGroundSchema.nullable(),
  clause: z.string().max(40),
  reasons: text,
  at: moment,
});
export type RecallAnswerDocument = z.infer<typeof recallAnswerDocumentSchema>;
export const recallOutcomes = ['told', 'executed', 'refused', 'not-delivered'] as const;
export const recallAnswerBodySchema = z.strictObject({
  matter: id,
  /** Who says so: the holder itself, or the one that told it. */
  onBehalfOf: id,
  holder: id,
  holderName: z.string().min(1).max(300),
  /** The authority from which the holder had the datum. */
  parent: id,
  outcome: z.enum(recallOutcomes),
  dueAt: moment.nullable(),
  /** The holder's signed answer; null while it is told, or could not be. */
  answer: carriedDocumentSchema.nullable(),
});
export type RecallAnswerBody = z.infer<typeof recallAnswerBodySchema>;

// --- states -----------------------------------------------------------------------------------------------------
export const matterKinds = ['consent', 'disclosure', 'recall', 'new-use', 'breach'] as const;
export type MatterKind = (typeof matterKinds)[number];
export const matterParts = [
  'asking',
  'carrying',
  'asked',
  'giving',
  'receiving',
  'recalling',
  'holding',
  'using',
  'permitting',
  'notifying',
  'notified',
] as const;
export type MatterPart = (typeof matterParts)[number];
export const matterStates = [
  'awaiting-approval',
  'returned',
  'sent',
  'received',
  'carried',
  'granted',
  'denied',
  'given',
  'told',
  'executed',
  'kept',
  'settled',
  'noticed',
  'unobjected',
  'objected',
  'noted',
  'not-delivered',
  'rejected',
] as const;
export type MatterState = (typeof matterStates)[number];
export const onwardSteps = [
  'consent-request',
  'consent-answer',
  'disclosure',
  'recall',
  'recall-answer',
  'new-use',
  'new-use-answer',
  'breach-notice',
] as const;
export type OnwardStep = (typeof onwardSteps)[number];
export const nodeStates = ['queued', 'told', 'executed', 'refused', 'not-delivered'] as const;
export type NodeState = (typeof nodeStates)[number];

// --- calls ------------------------------------------------------------------------------------------------------
const named = z.strictObject({ authorityId: z.string(), name: z.string() });
export const matterRowSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(matterKinds),
  part: z.enum(matterParts),
  state: z.enum(matterStates),
  /** Who asked, who is asked, to whom it goes or who recalled; null for a recall of our own, which goes to several. */
  peer: named.nullable(),
  purpose: purposeSchema.nullable(),
  reference: z.string(),
  dueAt: z.string().nullable(),
  owedBy: z.enum(['us', 'them']),
  isOver: z.boolean(),
  awaitsApproval: z.boolean(),
  updatedAt: z.string(),
});
export type MatterRowWire = z.infer<typeof matterRowSchema>;
export const holderNodeSchema = z.strictObject({
  holder: named,
  parent: named,
  state: z.enum(nodeStates),
  isOverdue: z.boolean(),
  dueAt: z.string().nullable(),
  ground: recallGroundSchema.nullable(),
  clause: z.string().nullable(),
  reasons: z.string(),
  at: z.string(),
});
export type HolderNodeWire = z.infer<typeof holderNodeSchema>;
export const matterDetailSchema = z.strictObject({
  row: matterRowSchema,
  /** The datum or data, without names: opening one is a use for a stated purpose. */
  records: z.array(recordRowSchema),
  reason: z.string(),
  /** Of a disclosure: the provisions on which it rests; null where none are named. */
  legalBasis: z.string().nullable(),
  consent: z
    .strictObject({
      holder: named,
      recipient: named,
      originator: named,
      basis: z.strictObject({ title: z.string(), clause: z.string() }).nullable(),
      chain: z.array(z.strictObject({ from: named, to: named })),
      via: z.array(named),
      /** Present once it is answered. */
      answer: z
        .strictObject({
          answer: z.enum(['granted', 'denied']),
          until: z.string().nullable(),
          limits: conditionLimitsSchema.nullable(),
          ground: refusalGroundSchema.nullable(),
          clause: z.string(),
          reasons: z.string(),
          digest: z.string(),
          /** Who attests it from a letter; null where its originator signed it. */
          attested: attestedFromSchema.nullable(),
        })
        .nullable(),
      /** For who answers: the least that the datum carries, and the grounds of denial that the agreement allows. */
      limits: conditionLimitsSchema.nullable(),
      grounds: z.array(z.strictObject({ ground: refusalGroundSchema, meaning: z.string(), clause: z.string() })),
    })
    .nullable(),
  newUse: newUseDetailSchema.nullable(),
  breach: breachNoticeDetailSchema.nullable(),
  recall: z
    .strictObject({
      change: z.enum(recallChanges),
      originator: named,
      /** What the correction leaves out for those to whom it goes; and, while it waits for approval, who they are. */
      withheld: z.array(withheldFieldSchema),
      goesTo: z.array(named),
      /** The matters by which the same correction goes to others, otherwise minimised. */
      others: z.array(z.string()),
      nodes: z.array(holderNodeSchema),
      /** For who answers: the grounds on which the agreement lets it be kept. */
      grounds: z.array(z.strictObject({ ground: recallGroundSchema, meaning: z.string(), clause: z.string() })),
    })
    .nullable(),
  step: z
    .strictObject({
      id: z.string(),
      kind: z.enum(onwardSteps),
      digest: z.string(),
      preparedByName: z.string(),
      approversMin: z.int(),
      approvals: z.array(z.strictObject({ officerName: z.string(), at: z.string() })),
      summary: z.string(),
      mayApprove: z.boolean(),
    })
    .nullable(),
  timeline: z.array(
    z.strictObject({
      id: z.string(),
      at: z.string(),
      by: z.enum(['us', 'them', 'server']),
      officerName: z.string().nullable(),
      sentence: z.string(),
      clause: clauseRefSchema.nullable(),
      dispatch: z.string().nullable(),
    }),
  ),
  next: z.array(z.enum(['answer-consent', 'answer-new-use', 'answer-recall', 'note-breach', 'approve', 'return', 'export-bundle'])),
});
export type MatterDetailWire = z.infer<typeof matterDetailSchema>;

export const matterListQuerySchema = z.strictObject({ box: z.enum(['open', 'approvals', 'all']).default('all') });
export const passOnQuestionSchema = z.strictObject({ recordId: id, recipient: id, purpose: purposeSchema });
export const reachOfRecordSchema = passOnQuestionSchema.omit({ recipient: true });
/** Whether a record may be given to a recipient for a purpose: by its conditions, and by the agreement that would govern. */
export const passOnAnswerSchema = z.strictObject({
  outcome: z.enum(['permitted', 'needs', 'refused']),
  isOwn: z.boolean(),
  reasons: z.array(z.strictObject({ kind: z.string(), sentence: z.string(), clause: z.string().nullable() })),
  /** Whether a consent of the originator would let it go; the other limits allow it then. */
  mayAskConsent: z.boolean(),
  /** The agreement's verdict on giving it unasked, as if a reason were given and the conditions allowed it. */
  disclosure: verdictSchema.nullable(),
});
export type PassOnAnswerWire = z.infer<typeof passOnAnswerSchema>;
export const askConsentSchema = passOnQuestionSchema.extend({ reason: text });
export const answerConsentSchema = z.strictObject({
  answer: z.enum(['granted', 'denied']),
  /** Null: as strict as before. Stricter is allowed, looser refused. */
  limits: conditionLimitsSchema.nullable(),
  until: moment.nullable(),
  ground: refusalGroundSchema.nullable(),
  reasons: text,
});
export type AnswerConsentWire = z.infer<typeof answerConsentSchema>;
export const discloseSchema = z.strictObject({
  recordIds: z.array(id).min(1).max(200),
  recipient: id,
  purpose: purposeSchema,
  reason: text,
  legalBasis: text.optional(),
  /** What was said to the proposed minimisation of each; one of which nothing is proposed can be left out. */
  minimisations: z
    .array(z.strictObject({ recordId: id, choice: minimisationChoiceSchema }))
    .max(200)
    .optional(),
});
export const minimisationQuestionSchema = discloseSchema.pick({ recordIds: true, recipient: true, purpose: true });
export const startRecallSchema = z.strictObject({ recordId: id, change: z.enum(recallChanges), reason: text });
export const recallQuestionSchema = startRecallSchema.omit({ reason: true });
/** What a recall would say, and to whom: one part for all that get it in the same words. */
export const recallPartSchema = z.strictObject({ recipients: z.array(named), withheld: z.array(withheldFieldSchema) });
export type RecallPartWire = z.infer<typeof recallPartSchema>;
export const answerRecallSchema = z.strictObject({
  outcome: z.enum(['executed', 'refused']),
  ground: recallGroundSchema.nullable(),
  reasons: text,
});
export type AnswerRecallWire = z.infer<typeof answerRecallSchema>;
export const approveMatterStepSchema = z.strictObject({ digest: z.string(), proof: givenProofSchema });
export const returnMatterStepSchema = z.strictObject({ digest: z.string(), reason: text.min(1) });
