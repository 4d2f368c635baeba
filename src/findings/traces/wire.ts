// SPDX-License-Identifier: Apache-2.0
/**
 * Traces as work: files of movements, traces over them, what was handed on to other authorities and came back, and the joined picture.
 * A trace is shown in the shape in which it travels (src/flows/wire.ts).
 */
import { z } from 'zod';
import { assistanceKindSchema } from '../../agreements/wire.ts';
import { caseStateSchema, toldEntrySchema, traceEntrySchema, tracePartSchema } from '../../assistance/wire.ts';
import { purposeSchema } from '../../conditions/wire.ts';
import { amountSchema, freezePlanSchema, seedSchema, traceComparisonSchema, traceMethods, traceSchema } from '../../flows/wire.ts';
import { planSchema } from '../../joint-operations/wire.ts';
import { moment, storableText } from '../../kernel/wire.ts';

const id = z.string().max(60);
const authorityId = z.string().min(1).max(80);
const party = storableText.min(1).max(500);

// --- files --------------------------------------------------------------------------------------------------------
export const movementLayoutNames = [
  'comity',
  'mt103',
  'pacs008',
  'goaml',
  'bitcoin-json',
  'bitcoin-blocks',
  'ethereum-transactions',
  'ethereum-tokens',
  'ethereum-internal',
  'etherscan',
  'amlsim',
  'amlworld',
] as const;
export const movementFileQuerySchema = z.strictObject({
  fileName: storableText.max(300).min(1),
  purpose: purposeSchema,
  layout: z.enum(movementLayoutNames).default('comity'),
});
export const factsSchema = z.strictObject({
  /** Of the table, whatever the file was. */
  digest: z.string(),
  movements: z.int(),
  parties: z.int(),
  assets: z.array(z.strictObject({ symbol: z.string(), ledger: z.string() })),
  from: z.string().nullable(),
  until: z.string().nullable(),
  noticed: z.array(
    z.strictObject({ kind: z.string(), count: z.int(), sentence: z.string(), first: z.array(z.string()), isLeftOut: z.boolean() }),
  ),
});
export const movementFileSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  layout: z.string(),
  /** Of the file's bytes. */
  digest: z.string(),
  size: z.int(),
  purpose: purposeSchema,
  takenBy: z.string(),
  takenAt: z.string(),
  facts: factsSchema,
});
export type MovementFileWire = z.infer<typeof movementFileSchema>;
export const movementFileAnswerSchema = z.strictObject({ file: movementFileSchema, isNew: z.boolean() });

// --- traces -------------------------------------------------------------------------------------------------------
const reachSchema = z.strictObject({
  authority: authorityId,
  /** Accounts whose names begin so, and accounts named whole. */
  prefixes: z.array(party).max(200).default([]),
  parties: z.array(party).max(10_000).default([]),
});
export const filesOfTraceMax = 20;
export const traceOrderSchema = z.strictObject({
  title: storableText.max(300),
  files: z.array(id).min(1).max(filesOfTraceMax),
  purpose: purposeSchema,
  seeds: z.array(seedSchema).max(32).default([]),
  methods: z.array(z.enum(traceMethods)).min(1).max(traceMethods.length),
  direction: z.enum(['forward', 'backward']).default('forward'),
  /** Accounts at which to stop: exchanges, mixers, banks' own. */
  services: z.array(party).max(1000).default([]),
  /** Who supervises which accounts abroad; the trace stops there, and can be handed on. */
  reach: z.array(reachSchema).max(50).default([]),
  amountMin: amountSchema.nullable().default(null),
  ageDaysMax: z.int().min(0).max(36_500).nullable().default(null),
  hopsMax: z.int().min(1).max(10_000).nullable().default(null),
  /** The request of another authority that it continues; its entry points are the seeds, and its rule the method. */
  answers: id.nullable().default(null),
  /** A trace of ours that it continues with what came back to our accounts. */
  continues: id.nullable().default(null),
});
export type TraceOrderWire = z.output<typeof traceOrderSchema>;

const named = z.strictObject({ id: z.string(), name: z.string() });
export const traceRowSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  purpose: purposeSchema,
  files: z.array(z.string()),
  methods: z.array(z.enum(traceMethods)),
  direction: z.enum(['forward', 'backward']),
  seeds: z.int(),
  holders: z.int(),
  /** Whose request it continues. */
  answers: z.array(z.strictObject({ caseId: z.string(), authority: named })),
  /** The lead that it became. */
  lead: z.string(),
  orderedBy: z.string(),
  createdAt: z.string(),
});
/** `lead`: the traces of one lead alone. */
export const traceListQuerySchema = z.strictObject({ lead: id.optional() });
export type TraceRowWire = z.infer<typeof traceRowSchema>;

const assetAmount = z.strictObject({ asset: z.strictObject({ symbol: z.string(), ledger: z.string() }), amount: z.string() });
const pictureSchema = z.strictObject({
  begun: z.array(assetAmount),
  converted: z.array(z.strictObject({ asset: assetAmount.shape.asset, given: z.string(), got: z.string() })),
  ends: z.array(tracePartSchema.shape.ends.element.extend({ authority: named })),
  dark: z.array(
    assetAmount.extend({
      authority: named,
      entry: toldEntrySchema.nullable(),
      why: z.enum(['not-told', 'not-found', 'left-out']),
      /** How the request to that authority stands; null where none was made by us. */
      caseState: caseStateSchema.nullable(),
    }),
  ),
  arcs: z.array(assetAmount.extend({ from: named, to: named })),
  faults: z.array(z.strictObject({ authority: named, kind: z.enum(['not-reached', 'not-conserved', 'too-much']) })),
});
export type PictureWire = z.infer<typeof pictureSchema>;

export const traceDetailSchema = z.strictObject({
  row: traceRowSchema,
  relay: z.string(),
  facts: factsSchema,
  movementFiles: z.array(movementFileSchema),
  order: traceOrderSchema,
  traces: z.array(traceSchema),
  comparison: traceComparisonSchema.nullable(),
  /** Null where nothing can be handed on: backward, or by poison alone. */
  picture: pictureSchema.nullable(),
  /** Whose accounts the value reached, and the newest request to each; null where none was drafted. */
  reached: z.array(
    z.strictObject({
      authority: named,
      entries: z.array(traceEntrySchema),
      caseId: z.string().nullable(),
      caseState: caseStateSchema.nullable(),
      /** Whether the newest request asks for other entry points or amounts than there are now. */
      isOutdated: z.boolean(),
    }),
  ),
  /** Requests of others that this trace continues, with what may be answered now. */
  asked: z.array(
    z.strictObject({
      authority: named,
      caseId: z.string(),
      caseState: caseStateSchema,
      /** Whether it can be answered as it stands. */
      isAnswerable: z.boolean(),
      onBehalfOf: z.array(named),
      /** Authorities whose parts may go with the answer, and those whose may not. */
      mayTell: z.array(named),
      mayNotTell: z.array(named),
    }),
  ),
  /** Entry points at which value came back to our own accounts and is not followed yet. */
  cameBack: z.int(),
});
export type TraceDetailWire = z.infer<typeof traceDetailSchema>;

export const traceAgainSchema = z.strictObject({ isSame: z.boolean(), digests: z.array(z.string()) });
export const handOnOrderSchema = z.strictObject({ counterpart: authorityId, assistance: assistanceKindSchema, purpose: purposeSchema });
export const caseAnswerSchema = z.strictObject({ caseId: z.string() });
export const traceAnswerOrderSchema = z.strictObject({
  caseId: id,
  completeness: z.enum(['partial', 'complete']),
  /** Ends with the names of accounts, or as sums by kind. */
  naming: z.enum(['named', 'sums']),
  passOn: z.enum(['chain', 'nobody']),
  text: storableText.min(1).max(5000),
});
export type TraceAnswerOrderWire = z.output<typeof traceAnswerOrderSchema>;

/** The question of a case, as whoever is asked sees it. */
export const relayQuestionSchema = z.strictObject({
  caseId: z.string(),
  caseState: caseStateSchema,
  authority: named,
  method: z.enum(traceMethods),
  entries: z.array(traceEntrySchema),
  onBehalfOf: z.array(named),
  purpose: purposeSchema.nullable(),
  /** Traces of ours that continue it. */
  traces: z.array(z.string()),
});
export type RelayQuestionWire = z.infer<typeof relayQuestionSchema>;

export const freezeOrderSchema = z.strictObject({
  alertAt: moment,
  method: z.enum(['haircut', 'fifo', 'lifo', 'tiho']),
  /** In how many minutes an order of each takes effect; those left out are not asked. */
  authorities: z
    .array(z.strictObject({ authority: authorityId, latencyMinutes: z.int().min(0).max(525_600) }))
    .min(1)
    .max(50),
});
export type FreezeOrderWire = z.output<typeof freezeOrderSchema>;
export const freezeAnswerSchema = z.strictObject({
  plan: freezePlanSchema,
  /** The draft of a joint operation by it; null where no second authority can reach anything. */
  jointPlan: planSchema.nullable(),
});
