// SPDX-License-Identifier: Apache-2.0
/** What is said of addresses, by whom and how firmly; and officers' contests of it, each with a second opinion and a way back. */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import { clusteringSchema } from '../../flows/wire.ts';
import { digest, storableText } from '../../kernel/wire.ts';
import { canvasPartiesMax } from '../surroundings/wire.ts';
import { filesOfTraceMax } from '../traces/wire.ts';

/** All attributions together: they go into each search for clusters. */
export const attributionsMax = 100_000;
export const contestsShownMax = 200;
/** Clusters and conflicts that are shown at once; all are counted. */
export const clustersShownMax = 100;

const id = z.string().max(80);
const address = storableText.trim().min(1).max(500);
const line = storableText.trim().min(1).max(300);
const reason = storableText.trim().min(1).max(4000);

/** Words of the public tag packs, the firmest first: what each weighs stands beside a claim. */
export const confidences = [
  'ownership',
  'authority_data',
  'override',
  'trusted_transaction',
  'service_data',
  'forensic',
  'forensic_investigation',
  'untrusted_transaction',
  'web_crawl',
  'heuristic',
] as const;

export const tagFileQuerySchema = z.strictObject({ fileName: storableText.max(300).min(1) });
export const tagFileSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  digest,
  attributions: z.int(),
  takenBy: z.string(),
  takenAt: z.string(),
});
export type TagFileWire = z.infer<typeof tagFileSchema>;
export const tagFileAnswerSchema = z.strictObject({ file: tagFileSchema, isNew: z.boolean() });

/** `source`: on what the officer rests it. */
export const newAttributionSchema = z.strictObject({
  address,
  actor: line,
  category: storableText.trim().max(100).default(''),
  source: line,
  confidence: z.enum(confidences),
});
export type NewAttributionWire = z.output<typeof newAttributionSchema>;

const wordSchema = z.strictObject({ by: z.string(), at: z.string(), reason: z.string() });
/** Contested counts at once; the second opinion upholds or rejects it; whoever withdraws it lets the claim count again. */
export const contestStates = ['open', 'upheld', 'rejected', 'withdrawn'] as const;
export type ContestState = (typeof contestStates)[number];
export const contestSchema = z.strictObject({
  id: z.string(),
  state: z.enum(contestStates),
  /** An attribution by its identifier, or two addresses that are said to be one owner's. */
  about: z.union([
    z.strictObject({ kind: z.literal('attribution'), attribution: z.string(), address: z.string(), actor: z.string(), source: z.string() }),
    z.strictObject({ kind: z.literal('pair'), one: z.string(), other: z.string() }),
  ]),
  contested: wordSchema,
  opinion: wordSchema.extend({ outcome: z.enum(['upheld', 'rejected']) }).nullable(),
  withdrawal: wordSchema.nullable(),
  /** What this officer may do about it. */
  next: z.array(z.enum(['opinion', 'withdrawal'])),
});
export type ContestWire = z.infer<typeof contestSchema>;

export const attributionSchema = z.strictObject({
  id: z.string(),
  address: z.string(),
  actor: z.string(),
  category: z.string(),
  source: z.string(),
  confidence: z.string(),
  /** From nothing to one. */
  weight: z.number(),
  /** The tag file it came with; null for what an officer said. */
  file: z.string().nullable(),
  saidBy: z.string(),
  saidAt: z.string(),
  /** False while a contest stands: it is shown, and nothing rests on it. */
  counts: z.boolean(),
  /** The newest first. */
  contests: z.array(contestSchema),
});
export type AttributionWire = z.infer<typeof attributionSchema>;

export const saidOrderSchema = z.strictObject({ addresses: z.array(address).min(1).max(canvasPartiesMax) });
/** Of those addresses alone of which something is said; the firmest claim that counts is the first. */
export const saidAnswerSchema = z.array(
  z.strictObject({
    address: z.string(),
    /** Claims that count name different actors. */
    isDisputed: z.boolean(),
    attributions: z.array(attributionSchema),
  }),
);
export type SaidWire = z.infer<typeof saidAnswerSchema>[number];

export const contestOrderSchema = z.strictObject({
  about: z.union([
    z.strictObject({ kind: z.literal('attribution'), attribution: id }),
    z.strictObject({ kind: z.literal('pair'), one: address, other: address }),
  ]),
  reason,
});
export type ContestOrderWire = z.infer<typeof contestOrderSchema>;
export const opinionOrderSchema = z.strictObject({ outcome: z.enum(['upheld', 'rejected']), reason });
export type OpinionOrderWire = z.infer<typeof opinionOrderSchema>;
export const withdrawalOrderSchema = z.strictObject({ reason });

export const clustersOrderSchema = z.strictObject({
  files: z.array(z.string().max(60)).min(1).max(filesOfTraceMax),
  purpose: purposeSchema,
  /** The cluster of this address alone; left out: the largest. */
  address: address.nullable().default(null),
});
export type ClustersOrderWire = z.output<typeof clustersOrderSchema>;
export const clustersAnswerSchema = z.strictObject({
  clustering: clusteringSchema,
  /** Contests of pairs among the members that are shown, whatever became of them. */
  contests: z.array(contestSchema),
});
