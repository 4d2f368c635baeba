// SPDX-License-Identifier: Apache-2.0
/** What replaying the verdicts of an authority found. */
import { z } from 'zod';

/** `equal`: the same digest. The others say why it cannot be said, or that it is not so. */
export const replayOutcomes = ['equal', 'differs', 'log-differs', 'agreement-unknown', 'unreadable', 'approval-unproven'] as const;

export const replayRowSchema = z.strictObject({
  dispatch: z.string(),
  side: z.enum(['sent', 'received']),
  kind: z.string(),
  logIndex: z.int().min(0),
  outcome: z.enum(replayOutcomes),
  sentence: z.string(),
});
export type ReplayRowWire = z.infer<typeof replayRowSchema>;

export const replaySchema = z.strictObject({
  at: z.string(),
  checked: z.int().min(0),
  equal: z.int().min(0),
  /** Those that are not equal, the oldest first; a hundred at the most. */
  others: z.array(replayRowSchema),
  othersCount: z.int().min(0),
});
export type ReplayWire = z.infer<typeof replaySchema>;
