// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts as they lie in files and travel: whoever holds the same events can run the same pattern again and must get the same bytes.
 */
import { z } from 'zod';
import { digest } from '../kernel/wire.ts';

const text = z.string().max(2000);
/** A moment in UTC with nanoseconds. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{9}Z$/);

export const referenceMomentKinds = ['close', 'fixing', 'settlement', 'announcement'] as const;
export const referenceMomentSchema = z.strictObject({ kind: z.enum(referenceMomentKinds), at: moment, underlying: z.string().max(200) });
export type ReferenceMomentWire = z.infer<typeof referenceMomentSchema>;

export const alertSchema = z.strictObject({
  format: z.literal('comity-alert/1'),
  /** Digest of all the rest in canonical JSON. */
  digest,
  pattern: z.strictObject({ id: z.string().max(60), version: z.int().min(1), title: text }),
  legal: z.strictObject({ marAnnexI: z.string().max(10).nullable(), annexII: z.string().max(20).nullable() }),
  parameters: z.record(z.string().max(60), z.number()),
  /** The table of events, and the reference moments, that it was found in. */
  input: z.strictObject({ events: digest, moments: z.array(referenceMomentSchema).max(10_000) }),
  instruments: z.array(z.strictObject({ venue: text, symbol: text })),
  participants: z.array(z.strictObject({ name: text, accounts: z.array(text) })),
  from: moment,
  until: moment,
  /** 0 to 1: how far it stands out from the baseline that the sentences name. */
  score: z.number().min(0).max(1),
  figures: z.record(z.string().max(60), z.number()),
  sentences: z.array(text),
  evidence: z.strictObject({
    /** All events it rests on; `events` names the first of them. */
    count: z.int().min(0),
    events: z.array(z.strictObject({ name: text, at: moment, row: z.int().min(0) })).max(1000),
  }),
});
export type AlertWire = z.infer<typeof alertSchema>;
