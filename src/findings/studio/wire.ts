// SPDX-License-Identifier: Apache-2.0
/**
 * The detector studio: a pattern with the parameters in force at this authority, drafts of other parameters, what they would change on
 * files taken in, and the editions that were published.
 */
import { z } from 'zod';
import { storableText } from '../../kernel/wire.ts';
import { alertSchema } from '../../surveillance/wire.ts';
import { decimal, marketFileSchema } from '../alerts/wire.ts';

const id = z.string().max(60);

/** `open`: worked on, tried, or laid before the approvers. */
export const draftStates = ['open', 'published', 'dropped'] as const;
export type DraftState = (typeof draftStates)[number];
export const lookStates = ['waiting', 'done', 'failed', 'left'] as const;
export type LookState = (typeof lookStates)[number];
export const trialStates = ['waiting', 'running', 'done', 'stopped'] as const;
export type TrialState = (typeof trialStates)[number];

/** Files of one back-test: some minutes of work, beside the runs of the day. */
export const trialFilesMax = 20;
/** Drafts of one detector that are open at a time: one for each analyst who would change it. */
export const openDraftsMax = 10;
const reason = storableText.max(2000).min(1);

// --- detectors ------------------------------------------------------------------------------------------------------
const parameterSchema = z.strictObject({
  name: z.string(),
  unit: z.string(),
  meaning: z.string(),
  origin: z.string(),
  /** As the program has it. */
  own: z.number(),
  inForce: z.number(),
  from: z.number(),
  to: z.number(),
  isWhole: z.boolean(),
});
export type DetectorParameterWire = z.infer<typeof parameterSchema>;

const editionSchema = z.strictObject({
  version: z.int(),
  edition: z.int(),
  /** What differs from the edition before it. */
  changes: z.array(z.strictObject({ name: z.string(), from: z.number(), to: z.number(), unit: z.string() })),
  reason: z.string(),
  draft: z.string(),
  preparedBy: z.string(),
  approvedBy: z.array(z.string()),
  publishedAt: z.string(),
  isInForce: z.boolean(),
});

export const draftRowSchema = z.strictObject({
  id: z.string(),
  pattern: z.string(),
  title: z.string(),
  version: z.int(),
  /** The edition that it would take the place of. */
  base: z.int(),
  state: z.enum(draftStates),
  /** Another edition was published meanwhile, or the program has another version. */
  isOvertaken: z.boolean(),
  changes: z.array(z.strictObject({ name: z.string(), from: z.number(), to: z.number(), unit: z.string() })),
  reason: z.string(),
  madeBy: z.string(),
  changedAt: z.string(),
  shadowFrom: z.string().nullable(),
  edition: z.int().nullable(),
});
export type DraftRowWire = z.infer<typeof draftRowSchema>;

export const detectorSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  /** 1: as the program came. */
  edition: z.int(),
  title: z.string(),
  definition: z.string(),
  legal: z.string(),
  parameters: z.array(parameterSchema),
  /** The newest first. */
  editions: z.array(editionSchema),
  drafts: z.array(draftRowSchema),
});
export type DetectorWire = z.infer<typeof detectorSchema>;

// --- drafts ---------------------------------------------------------------------------------------------------------
/** Values that are to be other than those in force. */
const changedParameters = z.record(z.string().max(60), decimal);
export const draftOrderSchema = z.strictObject({ pattern: id, parameters: changedParameters, reason });
export type DraftOrderWire = z.output<typeof draftOrderSchema>;
export const draftChangeSchema = z.strictObject({ parameters: changedParameters, reason });
export type DraftChangeWire = z.output<typeof draftChangeSchema>;
export const trialOrderSchema = z.strictObject({ files: z.array(id).min(1).max(trialFilesMax) });
export const shadowOrderSchema = z.strictObject({ isOn: z.boolean() });
export const draftListQuerySchema = z.strictObject({ pattern: id.optional() });

const countsSchema = z.strictObject({ same: z.int(), onlyBefore: z.int(), onlyAfter: z.int() });
export type EffectCountsWire = z.infer<typeof countsSchema>;
const namedCountsSchema = countsSchema.extend({ name: z.string() });
export type NamedEffectWire = z.infer<typeof namedCountsSchema>;

const lookSchema = z.strictObject({
  id: z.string(),
  file: marketFileSchema,
  state: z.enum(lookStates),
  events: z.int(),
  /** Closes, fixings, settlements and announcements that it knew: those of the newest run over the file. */
  moments: z.int(),
  counts: countsSchema,
  problems: z.array(z.strictObject({ path: z.string(), problem: z.string(), remedy: z.string() })),
  endedAt: z.string().nullable(),
});

const sideSchema = z.strictObject({
  digest: z.string(),
  score: z.number(),
  from: z.string(),
  until: z.string(),
  sentence: z.string(),
  /** The lead that the same alert is in the inbox, where it is there. */
  lead: z.string().nullable(),
});
export const pairSchema = z.strictObject({
  look: z.string(),
  number: z.int(),
  effect: z.enum(['same', 'only-before', 'only-after']),
  participants: z.array(z.string()),
  instruments: z.array(z.string()),
  before: sideSchema.nullable(),
  after: sideSchema.nullable(),
});
export type PairWire = z.infer<typeof pairSchema>;

/** What a draft would change, over all files that were judged with it in back-tests, or by the shadow. */
export const effectSchema = z.strictObject({
  looks: z.array(lookSchema),
  counts: countsSchema,
  byInstrument: z.array(namedCountsSchema),
  byDay: z.array(namedCountsSchema),
  /** Alerts side by side: what differs first, of each look the first of them. */
  pairs: z.array(pairSchema),
  pairsLeftOut: z.int(),
});
export type EffectWire = z.infer<typeof effectSchema>;

/** How far a back-test is. */
export const trialSchema = z.strictObject({
  id: z.string(),
  state: z.enum(trialStates),
  done: z.int(),
  of: z.int(),
  orderedBy: z.string(),
  createdAt: z.string(),
});
export type TrialWire = z.infer<typeof trialSchema>;

export const draftDetailSchema = z.strictObject({
  draft: draftRowSchema,
  /** Full values, those in force beside those of the draft. */
  parameters: z.array(parameterSchema.extend({ drafted: z.number() })),
  /** The newest back-test; null where there is none of these parameters. */
  trial: trialSchema.nullable(),
  /** Over all back-tests of these parameters, each file once. */
  backTest: effectSchema.nullable(),
  shadow: effectSchema.nullable(),
  /** Why it cannot be laid before the approvers; empty where it can. */
  obstacles: z.array(z.strictObject({ path: z.string(), problem: z.string(), remedy: z.string() })),
  /** Digest of what was laid before them last. */
  askedSubject: z.string().nullable(),
  /** Files that a back-test may take, the newest first. */
  files: z.array(marketFileSchema),
});
export type DraftDetailWire = z.infer<typeof draftDetailSchema>;

// --- alerts of a trial ----------------------------------------------------------------------------------------------
export const pairPlaceSchema = z.strictObject({
  look: id,
  number: z.coerce.number().int().min(0).max(1000),
  side: z.enum(['before', 'after']),
});
export type PairPlaceWire = z.output<typeof pairPlaceSchema>;
export const pairAlertSchema = z.strictObject({
  draft: z.string(),
  alert: alertSchema,
  file: marketFileSchema,
  lead: z.string().nullable(),
});
export type PairAlertWire = z.infer<typeof pairAlertSchema>;
