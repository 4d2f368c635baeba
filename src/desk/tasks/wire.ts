// SPDX-License-Identifier: Apache-2.0
/** Tasks and their templates as calls see them. */
import { z } from 'zod';
import { day, storableText } from '../../kernel/wire.ts';
import { officerRef, shortText } from '../walls/wire.ts';

export const taskStates = ['open', 'done', 'dropped'] as const;
export type TaskState = (typeof taskStates)[number];
const title = storableText.trim().min(1).max(300);
const details = storableText.max(5000);

export const taskSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  details: z.string(),
  caseId: z.string().nullable(),
  /** The subject of its case; empty where there is none. */
  caseSubject: z.string(),
  assignee: officerRef.nullable(),
  /** The last moment of its day in this authority's time zone. */
  dueAt: z.string().nullable(),
  isOver: z.boolean(),
  state: z.enum(taskStates),
  createdBy: officerRef,
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  endedBy: officerRef.nullable(),
  outcome: z.string().nullable(),
});
export type TaskWire = z.infer<typeof taskSchema>;

export const newTaskSchema = z.strictObject({
  title,
  details: details.default(''),
  caseId: z.string().max(60).nullable().default(null),
  assignee: z.string().max(60).nullable().default(null),
  dueDay: day.nullable().default(null),
});
export type NewTask = z.infer<typeof newTaskSchema>;
export const changeTaskSchema = z.strictObject({
  title: title.optional(),
  details: details.optional(),
  assignee: z.string().max(60).nullable().optional(),
  dueDay: day.nullable().optional(),
});
export type TaskChange = z.infer<typeof changeTaskSchema>;
export const endTaskSchema = z.strictObject({
  state: z.enum(taskStates),
  outcome: storableText.max(2000).nullable().default(null),
});
export const taskQuerySchema = z.strictObject({
  whose: z.enum(['mine', 'free', 'all']).default('mine'),
  state: z.enum([...taskStates, 'all']).default('open'),
  caseId: z.string().max(60).optional(),
});
export const tasksSchema = z.strictObject({ tasks: z.array(taskSchema), isCut: z.boolean() });

export const taskTemplateSchema = z.strictObject({
  key: z.string(),
  name: z.string(),
  /** Built in, or written by this authority. */
  isOwn: z.boolean(),
  side: z.enum(['requesting', 'requested']).nullable(),
  items: z
    .array(
      z.strictObject({
        title,
        details,
        workingDays: z.int().min(1).max(400).nullable(),
        /** And at the latest so many hours after the list is put to use, whatever days these are. */
        hours: z.int().min(1).max(8760).optional(),
      }),
    )
    .min(1)
    .max(40),
});
export type TaskTemplateWire = z.infer<typeof taskTemplateSchema>;
export const newTemplateSchema = taskTemplateSchema.omit({ key: true, isOwn: true }).extend({ name: title });
export const useTemplateSchema = z.strictObject({ template: z.string().max(80), assignee: z.string().max(60).nullable().default(null) });
export const dropReason = shortText;
