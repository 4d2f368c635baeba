// SPDX-License-Identifier: Apache-2.0
/** Notes of requests that were made to us orally, as calls and the workplace see them. */
import { z } from 'zod';
import { assistanceKindSchema, clauseRefSchema, deadlineSteps, urgencyGrounds } from '../../agreements/wire.ts';
import { purposeSchema } from '../../conditions/wire.ts';
import { moment } from '../../kernel/wire.ts';
import { line, text } from '../steps/wire.ts';

/** What whoever took the call writes down of it. */
export const noteOralRequestSchema = z.strictObject({
  counterpart: z.string().max(80),
  calledAt: moment,
  /** Who called, and who of us took the call. */
  askedBy: line.min(1),
  askedOf: line.min(1),
  assistance: assistanceKindSchema,
  purpose: purposeSchema,
  urgencyGround: z.enum(urgencyGrounds),
  asked: text.min(1),
});
export type NoteOralRequestWire = z.infer<typeof noteOralRequestSchema>;

/** `not-confirmed`: no writing came in time; only then, and only here, may work on it stop by itself. */
export const oralEndings = ['not-confirmed', 'called-off', 'noted-in-error'] as const;
export const endOralRequestSchema = z.strictObject({ why: z.enum(oralEndings), reason: text.min(1) });
export type EndOralRequestWire = z.infer<typeof endOralRequestSchema>;
export const joinOralRequestSchema = z.strictObject({ caseId: z.string().max(60) });

export const oralStates = ['open', 'confirmed', 'ended'] as const;
export const oralRequestSchema = noteOralRequestSchema.extend({
  id: z.string(),
  counterpartName: z.string(),
  notedAt: z.string(),
  notedByName: z.string(),
  state: z.enum(oralStates),
  /** What lets it be made orally; null where no agreement does, and then nothing is owed before the writing comes. */
  basis: clauseRefSchema.nullable(),
  /** Until when it is to be confirmed in writing; null where nothing lets it be made orally. */
  confirmBy: z.string().nullable(),
  isOverdue: z.boolean(),
  /** What we owe since the call. */
  owed: z.array(
    z.strictObject({ step: z.enum(deadlineSteps), dueAt: z.string(), isOver: z.boolean(), sentence: z.string(), clause: z.string() }),
  ),
  /** The case of the request that confirmed it. */
  caseId: z.string().nullable(),
  /** Whether the confirmation was made after its time. */
  isConfirmedLate: z.boolean(),
  ended: z.strictObject({ why: z.enum(oralEndings), reason: z.string(), at: z.string(), byName: z.string() }).nullable(),
  mayEnd: z.array(z.enum(oralEndings)),
});
export type OralRequestWire = z.infer<typeof oralRequestSchema>;
export const oralRequestListSchema = z.strictObject({ rows: z.array(oralRequestSchema) });
