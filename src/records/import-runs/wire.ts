// SPDX-License-Identifier: Apache-2.0
/** Import runs as the workplace and the command line see them. */
import { z } from 'zod';

/** The formats that are read entry by entry, so that the length of a file does not matter: of suspicious reports, and LEI data. */
export const runFormats = ['goaml', 'fincen-sar', 'stor', 'gleif'] as const;
export type RunFormat = (typeof runFormats)[number];

export const importManners = ['whole', 'resumable'] as const;
export type ImportManner = (typeof importManners)[number];

/**
 *     waiting    its file is not whole here yet, or nobody works on it
 *     running    a server works on it; when that server ends, another goes on
 *     stopping   an officer has stopped it, and the work ends with its batch
 *     stopped    by an officer, or broken off; it can go on
 *     done       all of the file is read
 *     refused    nothing more of it is taken: it cannot be read, is another file, or holds faults and was to come whole or not at all
 */
export const importRunStates = ['waiting', 'running', 'stopping', 'stopped', 'done', 'refused'] as const;
export type ImportRunState = (typeof importRunStates)[number];

export const importRunRequestSchema = z.strictObject({
  /** The upload that brings the file. */
  file: z.string().max(60),
  format: z.enum(runFormats),
  manner: z.enum(importManners),
  /** Of a file that comes whole: admit its good reports although others are rejected. */
  skipBad: z.boolean().default(false),
  /** What the file must turn out to be; null where its sender did not compute it. */
  digest: z.string().max(100).nullable(),
});

export const importRunSchema = z.strictObject({
  id: z.string(),
  file: z.string(),
  fileName: z.string(),
  format: z.enum(runFormats),
  manner: z.enum(importManners),
  skipBad: z.boolean(),
  state: z.enum(importRunStates),
  /** Bytes of the file, and how many of them are read and settled. */
  size: z.int(),
  position: z.int(),
  reports: z.int(),
  admitted: z.int(),
  unchanged: z.int(),
  /** Reports that were left out, and faults in all. */
  rejectedCount: z.int(),
  faultCount: z.int(),
  /** The first faults; the report of the import holds more. */
  rejected: z.array(z.strictObject({ line: z.int(), field: z.string(), reason: z.string(), remedy: z.string() })),
  /** Why it was refused or broke off. */
  problem: z.string().nullable(),
  begunAt: z.string(),
  endedAt: z.string().nullable(),
  /** As its sender declared it. */
  digest: z.string().nullable(),
  mayStop: z.boolean(),
  mayResume: z.boolean(),
});
export type ImportRunWire = z.infer<typeof importRunSchema>;
