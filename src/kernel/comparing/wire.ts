// SPDX-License-Identifier: Apache-2.0
/** What differs between two versions, as it crosses the network. */
import { z } from 'zod';

export const segmentSchema = z.strictObject({ change: z.enum(['same', 'added', 'removed']), text: z.string() });
/** A run of words that both versions have, or one of them alone. */
export type Segment = z.infer<typeof segmentSchema>;

export const differenceSchema = z.strictObject({
  /** Where, by the names of the members from outside in: `content.facts`, `persons.2.name`. */
  path: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  segments: z.array(segmentSchema),
});
export type DifferenceWire = z.infer<typeof differenceSchema>;
