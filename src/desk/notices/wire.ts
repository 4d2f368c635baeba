// SPDX-License-Identifier: Apache-2.0
/** Notices to officers as calls see them. */
import { z } from 'zod';
import { officerRef } from '../walls/wire.ts';

export const noticeKinds = [
  'case-given',
  'mentioned',
  'task-given',
  'request-arrived',
  'step-arrived',
  'approval-waits',
  'step-returned',
  'deadline-near',
  'deadline-over',
  'personal-data-near',
  'personal-data-over',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const noticeSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(noticeKinds),
  caseId: z.string().nullable(),
  /** The subject of its case; empty where there is none. */
  subject: z.string(),
  /** Which officer is the cause of it, where one is. */
  by: officerRef.nullable(),
  at: z.string(),
  isRead: z.boolean(),
});
export const noticesSchema = z.strictObject({ notices: z.array(noticeSchema), unread: z.int() });
export type NoticesWire = z.infer<typeof noticesSchema>;
export const readNoticesSchema = z.strictObject({ ids: z.array(z.string().max(60)).min(1).max(500) });
