// SPDX-License-Identifier: Apache-2.0
/** What officers keep of a case for themselves, as calls see it. None of it travels. */
import { z } from 'zod';
import { caseStateSchema, sides } from '../../assistance/wire.ts';
import { moment, storableText } from '../../kernel/wire.ts';
import { taskSchema, taskTemplateSchema } from '../tasks/wire.ts';
import { officerRef, recusalSchema, shortText, wallSchema } from '../walls/wire.ts';

export const subjectKinds = ['person', 'firm', 'wallet', 'account', 'instrument', 'other'] as const;
export type SubjectKind = (typeof subjectKinds)[number];
export const linkKinds = ['same-subject', 'same-facts', 'follows', 'other'] as const;
const noteText = storableText.trim().min(1).max(20_000);

export const otherCaseSchema = z.strictObject({
  id: z.string(),
  subject: z.string(),
  counterpart: z.string(),
  side: z.enum(sides),
  state: caseStateSchema,
});
export const fileNoteSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  by: officerRef,
  /** When it was written here. */
  recordedAt: z.string(),
  /** When that happened of which it tells; null where it tells of nothing that happened. */
  happenedAt: z.string().nullable(),
  mentioned: z.array(officerRef),
});
export const caseSubjectSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(subjectKinds),
  name: z.string(),
  remark: z.string(),
  by: officerRef,
  at: z.string(),
  /** Other cases that you see with the same subject. */
  alsoIn: z.array(otherCaseSchema),
});
export const caseLinkSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(linkKinds),
  reason: z.string(),
  other: otherCaseSchema,
  by: officerRef,
  at: z.string(),
});
export const caseDeskSchema = z.strictObject({
  caseId: z.string(),
  assignee: officerRef.nullable(),
  /** Officers who may be given the case or work in it. */
  officers: z.array(officerRef),
  wall: wallSchema.nullable(),
  recusals: z.array(recusalSchema),
  tasks: z.array(taskSchema),
  templates: z.array(taskTemplateSchema),
  notes: z.array(fileNoteSchema),
  subjects: z.array(caseSubjectSchema),
  links: z.array(caseLinkSchema),
});
export type CaseDeskWire = z.infer<typeof caseDeskSchema>;

export const assignSchema = z.strictObject({ officer: z.string().max(60).nullable() });
export const newNoteSchema = z.strictObject({
  text: noteText,
  happenedAt: moment.nullable().default(null),
  mentioned: z.array(z.string().max(60)).max(50).default([]),
});
export const newSubjectSchema = z.strictObject({
  kind: z.enum(subjectKinds),
  name: storableText.trim().min(1).max(300),
  remark: storableText.max(2000).default(''),
});
export const newLinkSchema = z.strictObject({ other: z.string().trim().max(60), kind: z.enum(linkKinds), reason: shortText });
