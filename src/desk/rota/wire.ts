// SPDX-License-Identifier: Apache-2.0
/** The rota as calls see it: who is on duty, who is away and who stands in. */
import { z } from 'zod';
import { day } from '../../kernel/wire.ts';
import { officerRef } from '../walls/wire.ts';

export const rotaKinds = ['duty', 'absence'] as const;
export const rotaEntrySchema = z.strictObject({
  id: z.string(),
  kind: z.enum(rotaKinds),
  officer: officerRef,
  fromDay: z.string(),
  toDay: z.string(),
  /** Who stands in for somebody who is away. */
  deputy: officerRef.nullable(),
  isNow: z.boolean(),
});
export const rotaSchema = z.strictObject({ entries: z.array(rotaEntrySchema), officers: z.array(officerRef) });
export type RotaWire = z.infer<typeof rotaSchema>;
export const newRotaEntrySchema = z.strictObject({
  kind: z.enum(rotaKinds),
  officer: z.string().max(60),
  fromDay: day,
  toDay: day,
  deputy: z.string().max(60).nullable().default(null),
});
export type NewRotaEntry = z.infer<typeof newRotaEntrySchema>;
