// SPDX-License-Identifier: Apache-2.0
/** The worklist as calls see it: a case, why it is shown to you, and what you do next in it. */
import { z } from 'zod';
import { caseDetailSchema, caseRowSchema, stepKinds } from '../../assistance/wire.ts';
import { officerRef } from '../walls/wire.ts';

export const whySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('approve'), step: z.enum(stepKinds) }),
  z.strictObject({ kind: z.literal('returned') }),
  z.strictObject({ kind: z.literal('yours') }),
  z.strictObject({ kind: z.literal('deputy'), officer: z.string() }),
  z.strictObject({ kind: z.literal('tasks'), count: z.int() }),
  z.strictObject({ kind: z.literal('deputy-tasks'), count: z.int() }),
  z.strictObject({ kind: z.literal('mentioned') }),
  /** Items of evidence of the case that are on loan, ours there or theirs here, and due back by the next working day or overdue. */
  z.strictObject({ kind: z.literal('loan'), count: z.int(), isOver: z.boolean() }),
  z.strictObject({ kind: z.literal('duty') }),
  z.strictObject({ kind: z.literal('nobody') }),
]);
export type WhyWire = z.infer<typeof whySchema>;
export const workRowSchema = z.strictObject({
  case: caseRowSchema,
  assignee: officerRef.nullable(),
  why: z.array(whySchema),
  next: caseDetailSchema.shape.next,
  isWalled: z.boolean(),
});
export type WorkRowWire = z.infer<typeof workRowSchema>;
export const workQuerySchema = z.strictObject({
  box: z.enum(['inbox', 'outbox', 'mine', 'all']).default('mine'),
  after: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
});
export const worklistSchema = z.strictObject({ rows: z.array(workRowSchema), next: z.string().nullable() });
export type WorklistWire = z.infer<typeof worklistSchema>;
export const caseSearchSchema = z.strictObject({
  words: z.string().trim().min(2).max(200),
  limit: z.coerce.number().int().min(1).max(100).default(40),
});
export const caseSearchAnswerSchema = z.strictObject({
  rows: z.array(workRowSchema),
  /** The words stand in very many cases: only the last changed were looked through. */
  isCommon: z.boolean(),
});
export type CaseSearchAnswer = z.infer<typeof caseSearchAnswerSchema>;
