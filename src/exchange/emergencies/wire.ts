// SPDX-License-Identifier: Apache-2.0
/** The notice of an emergency as it travels: wire/peering-emergency.md. */
import { z } from 'zod';
import { moment } from '../../kernel/wire.ts';

export const emergencyBodySchema = z.strictObject({
  /** Its identifier at the authority that tells it. */
  emergency: z.string().regex(/^evt_[0-9a-z]{26}$/),
  /** The class of act, as the house rules name it. */
  actClass: z.string().regex(/^[a-z-]{1,60}$/),
  at: moment,
  reviewDueAt: moment,
  /** Null while it was not reviewed. */
  outcome: z.enum(['upheld', 'not-upheld']).nullable(),
});
export type EmergencyBodyWire = z.infer<typeof emergencyBodySchema>;
