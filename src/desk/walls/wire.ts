// SPDX-License-Identifier: Apache-2.0
/** Walls and recusals as calls see them. */
import { z } from 'zod';
import { storableText } from '../../kernel/wire.ts';

export const shortText = storableText.trim().min(1).max(2000);
export const officerRef = z.strictObject({ id: z.string(), name: z.string() });

export const wallSchema = z.strictObject({
  caseId: z.string(),
  inside: z.array(officerRef),
  reason: z.string(),
  raisedBy: officerRef,
  raisedAt: z.string(),
});
export const recusalSchema = z.strictObject({ caseId: z.string(), officer: officerRef, reason: z.string(), at: z.string() });
export const wallsSchema = z.strictObject({ walls: z.array(wallSchema), recusals: z.array(recusalSchema) });
export type WallsWire = z.infer<typeof wallsSchema>;

export const raiseWallSchema = z.strictObject({
  /** Everybody who keeps the case in sight; at least one of them approves. */
  inside: z.array(z.string().max(60)).min(2).max(50),
  reason: shortText,
});
export const recuseSchema = z.strictObject({ officer: z.string().max(60), reason: shortText });
export const liftSchema = z.strictObject({ reason: shortText });
