// SPDX-License-Identifier: Apache-2.0
/** Training as the workplace sees it. Nothing of this travels: what a rehearsal says to the other side is an ordinary request. */
import { z } from 'zod';
import { assistanceKindSchema, requestClasses } from '../agreements/wire.ts';
import { peerStates } from '../exchange/wire.ts';

export const rehearsalRowSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  story: z.string(),
  teaches: z.array(z.string()),
  assistance: assistanceKindSchema,
  class: z.enum(requestClasses),
});
export type RehearsalRowWire = z.infer<typeof rehearsalRowSchema>;

export const trainingSchema = z.strictObject({
  /** Training authorities that are known here; `mayRehearse` once an arrangement with one is in force. */
  counterparts: z.array(
    z.strictObject({
      authorityId: z.string(),
      name: z.string(),
      state: z.enum(peerStates),
      mayRehearse: z.boolean(),
    }),
  ),
  rehearsals: z.array(rehearsalRowSchema),
});
export type TrainingWire = z.infer<typeof trainingSchema>;

export const beginRehearsalSchema = z.strictObject({ counterpart: z.string().max(60) });
export const begunSchema = z.strictObject({ caseId: z.string() });

/** `good`, `missed`: something was done, or was not; `open`: not yet; `seen`: what the other side did. */
export const reviewOutcomes = ['good', 'missed', 'open', 'seen'] as const;
export const reviewLineSchema = z.strictObject({ outcome: z.enum(reviewOutcomes), sentence: z.string() });
export type ReviewLineWire = z.infer<typeof reviewLineSchema>;
export const reviewSchema = z.strictObject({
  rehearsal: rehearsalRowSchema,
  /** Whether nothing more is to be expected of either side. */
  isOver: z.boolean(),
  lines: z.array(reviewLineSchema),
});
export type ReviewWire = z.infer<typeof reviewSchema>;
