// SPDX-License-Identifier: Apache-2.0
/**
 * Gathering evidence abroad: the form of an order, the measures that answer it, and what the workplace sees of them.
 *
 * The form travels in the body of the request (`order`); a measure is the content of a step of the case, of kind `measure` (by the
 * executing authority) or `instruction` (by the issuing one).
 */
import { z } from 'zod';
import { assistanceKindSchema } from '../agreements/wire.ts';
import { purposeSchema } from '../conditions/wire.ts';
import { moment } from '../kernel/wire.ts';
import { gatheringKinds, gatheringOrderSchema, id, line, loose, rowsMax, text, words } from './order-wire.ts';

export {
  attendances,
  capacities,
  type GatheringKind,
  gatheringKinds,
  gatheringOrderSchema,
  type GatheringOrderWire,
  positions,
  proceedings,
  type SoughtWire,
} from './order-wire.ts';

/** What may be asked by order or letter: what is taken, heard, searched for or given. Freezing has its own certificate. */
export const gatheredAssistance = [
  'information-from-files',
  'registrations',
  'compliance-records',
  'transaction-records',
  'statement',
  'compelled-attendance',
  'inspection',
  'audit-papers',
  'internet-records',
  'telephone-records',
  'firm-communications',
  'search-and-seizure',
] as const satisfies readonly z.infer<typeof assistanceKindSchema>[];

// --- measures of the executing authority ----------------------------------------------------------------------------
export const postponementGrounds = ['ongoing-investigation', 'in-use-elsewhere'] as const;
export const impossibilityGrounds = [
  'nothing-held',
  'destroyed',
  'not-where-stated',
  'place-too-vague',
  'person-not-found',
  'retention-ended',
] as const;
export const otherMeasureGrounds = ['does-not-exist', 'not-available-in-similar-case', 'less-intrusive'] as const;
export const outcomes = ['obtained', 'obtained-in-part', 'nothing-found'] as const;
export const formalityAnswers = ['met', 'not-met', 'not-needed'] as const;
export const endings = ['produced', 'released', 'lapsed'] as const;

export const gatheringMeasureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('recognised'),
    note: text,
    /** Each formality that was asked for: whether it will be observed, or why not. */
    formalities: z.array(z.strictObject({ id, willObserve: z.boolean(), reason: text })).max(rowsMax),
  }),
  z.strictObject({ kind: z.literal('more-time'), reasons: words, until: moment }),
  z.strictObject({
    kind: z.literal('other-measure'),
    soughtId: id,
    instead: line,
    why: z.enum(otherMeasureGrounds),
    reasons: words,
  }),
  z.strictObject({ kind: z.literal('late'), reasons: words, newDueAt: moment }),
  z.strictObject({ kind: z.literal('postponed'), why: z.enum(postponementGrounds), reasons: words, until: moment.nullable() }),
  z.strictObject({ kind: z.literal('impossible'), why: z.enum(impossibilityGrounds), reasons: words, consulted: words }),
  z.strictObject({
    kind: z.literal('executed'),
    results: z
      .array(z.strictObject({ soughtId: id, outcome: z.enum(outcomes), what: line, at: moment }))
      .min(1)
      .max(rowsMax),
    formalities: z.array(z.strictObject({ id, answer: z.enum(formalityAnswers), note: text })).max(rowsMax),
    /** Who of the issuing authority was present, and what they did. */
    present: loose,
    /** Nothing more follows: every thing sought and every formality has its answer. */
    isLast: z.boolean(),
  }),
  /** Article 13(2): the evidence is there and does not go yet, because a legal remedy is pending. */
  z.strictObject({ kind: z.literal('transfer-held'), reasons: words, until: moment.nullable() }),
  z.strictObject({
    kind: z.literal('preserved'),
    kept: z
      .array(z.strictObject({ soughtId: id, heldBy: line, what: line }))
      .min(1)
      .max(rowsMax),
    until: moment,
  }),
  z.strictObject({ kind: z.literal('ended'), why: z.enum(endings), note: text }),
]);
export type GatheringMeasureWire = z.infer<typeof gatheringMeasureSchema>;
/** What the issuing authority has to say afterwards. */
export const gatheringInstructionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('view'),
    about: z.enum(['formalities', 'other-measure', 'time']),
    answer: z.enum(['agreed', 'not-agreed']),
    reasons: words,
  }),
  z.strictObject({ kind: z.literal('extend'), until: moment, reasons: words }),
  z.strictObject({ kind: z.literal('production-issued'), orderId: id, reference: line }),
  z.strictObject({ kind: z.literal('release'), reasons: words }),
]);
export type GatheringInstructionWire = z.infer<typeof gatheringInstructionSchema>;

// --- what the workplace sees ---------------------------------------------------------------------------------------
export const gatheringStates = [
  'not-sent',
  'issued',
  'recognised',
  'postponed',
  'impossible',
  'executed',
  'preserved',
  'kept-for-production',
  'lapsed',
  'ended',
  'refused',
  'withdrawn',
] as const;
export type GatheringState = (typeof gatheringStates)[number];
export const gatheringClockSchema = z.strictObject({
  what: z.enum(['decide', 'reply', 'execute', 'preservation-ends']),
  dueAt: z.string(),
  owedBy: z.enum(['us', 'them']),
  metAt: z.string().nullable(),
  isOver: z.boolean(),
  sentence: z.string(),
});
export type GatheringClockWire = z.infer<typeof gatheringClockSchema>;
export const gatheringRowSchema = z.strictObject({
  caseId: z.string(),
  side: z.enum(['requesting', 'requested']),
  counterpart: z.string(),
  counterpartId: z.string(),
  kind: z.enum(gatheringKinds),
  assistance: assistanceKindSchema,
  orderId: z.string(),
  reference: z.string(),
  state: z.enum(gatheringStates),
  /** How many things are sought, and about how many of them something was reported. */
  sought: z.int(),
  answered: z.int(),
  nextClock: gatheringClockSchema.nullable(),
});
export type GatheringRowWire = z.infer<typeof gatheringRowSchema>;
export const gatheringNext = [
  'recognised',
  'more-time',
  'other-measure',
  'late',
  'postponed',
  'impossible',
  'executed',
  'transfer-held',
  'preserved',
  'ended',
  'view',
  'extend',
  'production-issued',
  'release',
] as const;
export type GatheringStep = (typeof gatheringNext)[number];
export const soughtStandingSchema = z.strictObject({
  id: z.string(),
  description: z.string(),
  /** What is done instead of what was asked, where another measure is taken. */
  instead: z.string().nullable(),
  outcome: z.enum([...outcomes, 'preserved']).nullable(),
  what: z.string(),
  heldBy: z.string(),
  at: z.string().nullable(),
});
export type SoughtStandingWire = z.infer<typeof soughtStandingSchema>;
export const formalityStandingSchema = z.strictObject({
  id: z.string(),
  what: z.string(),
  why: z.string(),
  willObserve: z.boolean().nullable(),
  reason: z.string(),
  answer: z.enum(formalityAnswers).nullable(),
  note: z.string(),
});
export type FormalityStandingWire = z.infer<typeof formalityStandingSchema>;
export const linkedOrderSchema = z.strictObject({
  caseId: z.string(),
  kind: z.enum(gatheringKinds),
  reference: z.string(),
  orderId: z.string(),
  state: z.enum(gatheringStates),
});
export const gatheringDetailSchema = z.strictObject({
  row: gatheringRowSchema,
  order: gatheringOrderSchema,
  sought: z.array(soughtStandingSchema),
  formalities: z.array(formalityStandingSchema),
  /** Until when it is preserved, where it is; and whether that was put off once. */
  preservedUntil: z.string().nullable(),
  clocks: z.array(gatheringClockSchema),
  history: z.array(z.strictObject({ at: z.string(), by: z.enum(['us', 'them']), sentence: z.string(), dispatch: z.string().nullable() })),
  /** The order to preserve that this one follows, or the orders for production that follow it. */
  linked: z.array(linkedOrderSchema),
  /** An order for production may be drafted from this one. */
  mayOrderProduction: z.boolean(),
  next: z.array(z.enum(gatheringNext)),
});
export type GatheringDetailWire = z.infer<typeof gatheringDetailSchema>;

// --- calls ----------------------------------------------------------------------------------------------------------
export const openGatheringSchema = z.strictObject({
  counterpart: z.string().min(1).max(80),
  assistance: assistanceKindSchema,
  purpose: purposeSchema,
  order: gatheringOrderSchema,
});
export type OpenGatheringWire = z.infer<typeof openGatheringSchema>;
export const takeGatheringStepSchema = z.strictObject({ step: z.union([gatheringMeasureSchema, gatheringInstructionSchema]) });
