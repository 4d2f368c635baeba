// SPDX-License-Identifier: Apache-2.0
/** New uses as they travel, as they are asked, and as the workplace sees them. */
import { z } from 'zod';
import { clauseRefSchema, newUseChanges, useModes } from '../../agreements/wire.ts';
import { purposeSchema } from '../../conditions/wire.ts';
import { moment } from '../../kernel/wire.ts';
import { id, text } from '../wire-fields.ts';

// --- bodies of dispatches (each has its page under wire/) ----------------------------------------------------------
export const newUseBodySchema = z.strictObject({
  matter: id,
  /** The originator's own identifier of its record. */
  recordId: id,
  /** For what it would be used; as evidence for that, or in every other way. */
  purpose: purposeSchema,
  isEvidence: z.boolean(),
  reason: text.min(1),
});
export type NewUseBody = z.infer<typeof newUseBodySchema>;
export const newUseAnswers = ['consented', 'objected'] as const;
export const newUseAnswerBodySchema = z.strictObject({
  matter: id,
  change: z.enum(newUseChanges),
  answer: z.enum(newUseAnswers),
  /** When the notice reached the originator: the time to object runs from then. */
  noticeAt: moment,
  /** Until when it may be used so; null: as long as its conditions allow. */
  until: moment.nullable(),
  reasons: text,
});
export type NewUseAnswerBody = z.infer<typeof newUseAnswerBodySchema>;

// --- calls ------------------------------------------------------------------------------------------------------
export const newUseQuestionSchema = z.strictObject({ recordId: id, purpose: purposeSchema, isEvidence: z.boolean() });
export const newUseSteps = ['nothing', 'tell', 'ask', 'presume'] as const;
/** Whether a received record may be used so, and what its holder may do about it. */
export const newUseVerdictSchema = z.strictObject({
  outcome: z.enum(['permitted', 'needs', 'refused']),
  reasons: z.array(z.strictObject({ sentence: z.string(), clause: z.string().nullable() })),
  /** What its holder may do next: tell its originator and wait, ask and wait, or use it under the consent that is presumed. */
  step: z.enum(newUseSteps),
  agreement: z.string().nullable(),
  /** Were the notice to arrive now. */
  objectUntil: z.string().nullable(),
});
export type NewUseVerdictWire = z.infer<typeof newUseVerdictSchema>;
export const beginNewUseSchema = newUseQuestionSchema.extend({ reason: text });
export const answerNewUseSchema = z.strictObject({ answer: z.enum(newUseAnswers), until: moment.nullable(), reasons: text });
export type AnswerNewUseWire = z.infer<typeof answerNewUseSchema>;

const named = z.strictObject({ authorityId: z.string(), name: z.string() });
export const newUseDetailSchema = z.strictObject({
  holder: named,
  originator: named,
  change: z.enum(newUseChanges),
  mode: z.enum(useModes),
  isEvidence: z.boolean(),
  clause: clauseRefSchema.nullable(),
  /** When the originator was told; null while it is not known to have been. */
  noticeAt: z.string().nullable(),
  objectUntil: z.string().nullable(),
  answer: z.strictObject({ answer: z.enum(newUseAnswers), until: z.string().nullable(), reasons: z.string(), at: z.string() }).nullable(),
});
export type NewUseDetailWire = z.infer<typeof newUseDetailSchema>;
