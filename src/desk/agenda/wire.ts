// SPDX-License-Identifier: Apache-2.0
/** The calendar as calls see it: clocks of a span, days that are not worked, and the address of a feed. */
import { z } from 'zod';
import { moment } from '../../kernel/wire.ts';
import { officerRef } from '../walls/wire.ts';

export const clockKinds = ['case', 'task', 'onward', 'joint', 'privacy', 'loan', 'order'] as const;

export const clockSchema = z.strictObject({
  /** Identifies the clock: the same in every answer and in every feed. Of `onward` and `joint` it is the matter. */
  id: z.string(),
  kind: z.enum(clockKinds),
  /** What ends: the step of a deadline, or `task`. */
  step: z.string(),
  title: z.string(),
  dueAt: z.string(),
  owedBy: z.enum(['us', 'them']),
  isOver: z.boolean(),
  caseId: z.string().nullable(),
  counterpart: z.strictObject({ name: z.string(), jurisdiction: z.string() }).nullable(),
  clause: z.string().nullable(),
  assignee: officerRef.nullable(),
});
export type ClockWire = z.infer<typeof clockSchema>;
export const agendaQuerySchema = z.strictObject({ from: moment, to: moment, whose: z.enum(['mine', 'all']).default('all') });
export const agendaSchema = z.strictObject({
  clocks: z.array(clockSchema),
  /** More clocks than are shown at once. */
  isCut: z.boolean(),
  timeZone: z.string(),
  /** Days of the span that this authority does not work. */
  closedDays: z.array(z.strictObject({ day: z.string(), why: z.enum(['weekend', 'holiday']) })),
});
export type AgendaWire = z.infer<typeof agendaSchema>;
export const feedQuerySchema = z.strictObject({ whose: z.enum(['mine', 'all']).default('mine') });
export const feedSchema = z.strictObject({
  feed: z.strictObject({ whose: z.enum(['mine', 'all']), openedAt: z.string(), lastReadAt: z.string().nullable() }).nullable(),
  /** Shown once, when the feed is opened; only a digest of it is kept. */
  address: z.string().nullable(),
});
export type FeedWire = z.infer<typeof feedSchema>;
