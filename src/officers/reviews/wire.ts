// SPDX-License-Identifier: Apache-2.0
/** A review on a second device, as the workplace sees it: what an officer is about to approve, to the letter. */
import { z } from 'zod';
import { actClassNames } from '../wire.ts';

/** By which call it is approved, and so where it stands in the workplace. */
export const reviewWays = ['act', 'case-step', 'matter-step', 'negotiation'] as const;
export const reviewWaySchema = z.strictObject({
  kind: z.enum(reviewWays),
  /** Of the step or the negotiation; of an act its subject. */
  id: z.string(),
  /** A class of acts, or the kind of step, as the workplace words it. */
  name: z.string(),
});
export type ReviewWayWire = z.infer<typeof reviewWaySchema>;

export const reviewCodeSchema = z.strictObject({ code: z.string().max(20) });
export const reviewRowSchema = z.strictObject({
  /** Eight letters of the digest, in two groups: what stands in the address. */
  code: z.string(),
  subject: z.string(),
  way: reviewWaySchema,
  preparedAt: z.string(),
  /** When it was read on another device than the one on which it is about to be approved; null before. */
  reviewedAt: z.string().nullable(),
});
export type ReviewRowWire = z.infer<typeof reviewRowSchema>;
export const reviewsSchema = z.strictObject({
  /** What the officer is about to approve, on whatever device; the latest first. */
  open: z.array(reviewRowSchema),
  /** What the officer has approved in the last day, the latest first. */
  given: z.array(z.strictObject({ code: z.string(), subject: z.string(), actClass: z.enum(actClassNames), at: z.string() })),
});
export type ReviewsWire = z.infer<typeof reviewsSchema>;

export const openedTextSchema = z.strictObject({ digest: z.string(), text: z.string(), seed: z.string().nullable() });
export type OpenedTextWire = z.infer<typeof openedTextSchema>;
export const reviewSchema = z.strictObject({
  code: z.string(),
  subject: z.string(),
  way: reviewWaySchema,
  preparedByName: z.string(),
  /** Whether it is read in the same session in which it is about to be approved: that is no second device. */
  isSameSession: z.boolean(),
  /** Canonical JSON whose SHA-256 is the subject; whoever reads it computes that anew. */
  text: z.string(),
  /** What stands in the text by its digest alone. */
  opened: z.array(openedTextSchema),
});
export type ReviewWire = z.infer<typeof reviewSchema>;

const letters = 'abcdefghijklmnopqrstuvwxyz234567';
const codeLetters = 8;

/** The first 40 bits of a digest as eight letters in base 32, for people and addresses. They name it; they do not prove it. */
export function reviewCodeOf(subject: string): string {
  const first = BigInt(`0x${subject.slice('sha256:'.length, 'sha256:'.length + 10)}`);
  const text = Array.from({ length: codeLetters }, (_, index) => letters[Number((first >> BigInt(35 - 5 * index)) & 31n)] ?? '').join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
