// SPDX-License-Identifier: Apache-2.0
/** The notice of a breach of personal data as it travels, and as the workplace sees it. */
import { z } from 'zod';
import { moment, storableText } from '../../kernel/wire.ts';
import { id, text } from '../wire-fields.ts';

export const breachNatures = ['confidentiality', 'integrity', 'availability'] as const;
/** Records that one notice names: as many as a breach has. */
export const breachRecordsMax = 1_000;
const words = storableText.trim().min(1).max(20_000);

// --- the body of the dispatch (its page is wire/onward-breach-notice.md) --------------------------------------------
export const breachNoticeBodySchema = z.strictObject({
  matter: id,
  /** When it became known: the time of the agreement runs from then. */
  discoveredAt: moment,
  happenedAt: moment.nullable(),
  natures: z.array(z.enum(breachNatures)).min(1).max(breachNatures.length),
  what: words,
  /** Which kinds of data, and of about how many persons; null where that is not known yet. */
  categories: words,
  personsCount: z.int().min(0).max(1_000_000_000).nullable(),
  /** The recipient's own identifiers of the records that are affected. */
  recordIds: z.array(id).max(breachRecordsMax),
  /** What was done and is planned against it. */
  measures: words,
  contact: words,
  /** Why it is told later than the agreement asks; empty where it is not. */
  delay: text,
});
export type BreachNoticeBody = z.infer<typeof breachNoticeBodySchema>;

// --- what the workplace sees ----------------------------------------------------------------------------------------
export const breachNoticeDetailSchema = breachNoticeBodySchema.omit({ matter: true }).extend({
  /** When it reached whoever gave the data, by its own receipt; null while that is not known. */
  toldAt: z.string().nullable(),
  /** By when it was to be told; null where the agreement sets no time. */
  dueAt: z.string().nullable(),
  /** The breach in our own register, where it is ours. */
  breach: z.string().nullable(),
});
export type BreachNoticeDetailWire = z.infer<typeof breachNoticeDetailSchema>;
