// SPDX-License-Identifier: Apache-2.0
/** How markets stand that are watched while they run: partitions, who works on them, how far behind, and what did not fit. No name of a trader. */
import { z } from 'zod';
import { moment } from '../../kernel/wire.ts';

const count = z.int().min(0);

const countsSchema = z.strictObject({
  messages: count,
  lines: count,
  twice: count,
  givenAgain: count,
  outOfOrder: count,
  missing: count,
  unreadable: count,
  outside: count,
  notCarried: count,
  cut: count,
  early: count,
  whole: count,
  /** Places in the stream. */
  unreadableFirst: z.array(count),
});

export const partitionStatusSchema = z.strictObject({
  /** NAME/NUMBER: its name and how many partitions it has. */
  market: z.string(),
  partition: count,
  /** Late: what comes is looked at only after more than a second, or messages wait and none was stored for as long as a lease lasts. */
  state: z.enum(['watched', 'late', 'unwatched']),
  /** Null where nobody holds it. */
  worker: z.string().nullable(),
  /** What the worker told last; `tookMsP99` from the stream to being taken, of 99 in 100 messages, null where none came. */
  figures: z.strictObject({ at: moment, waiting: count, linesPerSecond: z.number(), tookMsP99: z.number().nullable() }).nullable(),
  /** Since the last snapshot; null before the first. */
  snapshotAgeMs: z.number().nullable(),
  /** What is open: its day (UTC), which part of it, and the events so far. */
  segment: z.strictObject({ day: z.string(), part: count, rows: count }).nullable(),
  counts: countsSchema,
  /** Lines of the open segment that were left out or moved, by kind, with the first places. */
  noticed: z.array(z.strictObject({ kind: z.string(), count, isLeftOut: z.boolean(), sentence: z.string(), first: z.array(z.string()) })),
});
export type PartitionStatus = z.infer<typeof partitionStatusSchema>;

export const liveStatusSchema = z.strictObject({
  workers: z.array(z.strictObject({ market: z.string(), worker: z.string(), seenAt: moment })),
  partitions: z.array(partitionStatusSchema),
});
export type LiveStatus = z.infer<typeof liveStatusSchema>;
