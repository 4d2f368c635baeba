// SPDX-License-Identifier: Apache-2.0
/** How each authority stands that was asked for the other leg of an alert. */
import { z } from 'zod';
import { caseStateSchema } from '../../assistance/wire.ts';
import { conditionSchema } from '../../conditions/wire.ts';

/** How the newest word of an authority stands. */
export const legStates = ['own', 'told', 'not-answered', 'refused', 'withdrawn', 'not-readable'] as const;
export type LegState = (typeof legStates)[number];
export const legRowSchema = z.strictObject({
  authority: z.strictObject({ id: z.string(), name: z.string() }),
  state: z.enum(legStates),
  /** The newest request to it; null for our own part. */
  caseId: z.string().nullable(),
  caseState: caseStateSchema.nullable(),
  /** When its newest word was told, and in which dispatch. */
  toldAt: z.string().nullable(),
  dispatch: z.string().nullable(),
  conditions: z.array(conditionSchema),
  /** Parts that it told before, in whose place this one stands. */
  earlier: z.int(),
  /** Why nothing of it is shown; empty where something is. */
  reasons: z.array(z.string()),
});
export type LegRowWire = z.infer<typeof legRowSchema>;
