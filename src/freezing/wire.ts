// SPDX-License-Identifier: Apache-2.0
/**
 * Freezing: the certificate of an order, the measures that answer it, and what the workplace sees of them.
 *
 * The certificate travels in the body of the request (`order`); a measure is the content of a step of the case, of kind
 * `measure` (by the executing authority) or `instruction` (by the issuing one). Money is a count of minor units, as text.
 */
import { z } from 'zod';
import { assistanceKindSchema } from '../agreements/wire.ts';
import { day, moment } from '../kernel/wire.ts';

const line = z.string().trim().min(1).max(300);
const loose = z.string().max(300);
const text = z.string().max(20_000);
/** Blanks say nothing. */
const words = text.regex(/\S/, 'Say it in words');
/** Minor units: 15 digits hold every sum in every currency of the list. */
const amount = z.string().regex(/^(?:0|[1-9]\d{0,14})$/, 'Write a whole number of minor units');
const currency = z.string().regex(/^[A-Z]{3}$/);
const id = z.string().min(1).max(60);

/** Items and persons of one order: what a certificate of many pages holds. */
export const itemsMax = 200;

// --- the certificate ----------------------------------------------------------------------------------------------
export const personSchema = z.strictObject({
  kind: z.enum(['natural', 'legal']),
  name: line,
  otherNames: loose,
  /** Where the person stands in the proceedings. */
  position: z.enum(['suspect', 'accused', 'convicted', 'holder', 'prejudiced-third-party']),
  bornOrRegistered: loose,
  identity: loose,
  address: loose,
});
export const itemKinds = ['account', 'wallet', 'instrument', 'immovable', 'movable', 'claim'] as const;
export const itemSchema = z.strictObject({
  id,
  kind: z.enum(itemKinds),
  description: line,
  /** The account, the address of the wallet, the register: what a firm finds it by. */
  locator: loose,
  /** The venue, issuer or bank that holds it. */
  heldBy: loose,
});
export const propertyBases = ['money', 'items', 'equivalent-value'] as const;
export const orderSchema = z.strictObject({
  v: z.literal(1),
  /** One identifier for the order itself: it is the same in the certificates to several states. */
  orderId: id,
  kind: z.enum(['freezing', 'confiscation', 'suspension']),
  court: line,
  reference: line,
  issuedOn: day,
  /** For confiscation: when the decision became final. */
  finalOn: day.nullable(),
  validatedBy: loose,
  urgency: z.strictObject({ wishedAt: moment.nullable(), coordination: text }).nullable(),
  persons: z.array(personSchema).min(1).max(itemsMax),
  property: z.strictObject({
    basis: z.enum(propertyBases),
    currency,
    /** What may be frozen in this state, and in all states together. */
    hereMinor: amount,
    totalMinor: amount,
    grounds: words,
    items: z.array(itemSchema).max(itemsMax),
  }),
  facts: words,
  offence: z.strictObject({ classification: words, listed: z.array(line).max(40), penaltyYearsMax: z.int().min(0).max(100), link: words }),
  confidential: z.strictObject({ deferNotice: z.boolean(), reason: text }),
  formalities: text,
  otherStates: z.array(z.strictObject({ jurisdiction: z.string().length(2), why: line, amountMinor: amount })).max(60),
  earlierOrders: z.array(z.strictObject({ kind: line, date: day, reference: line })).max(60),
  confiscation: z.enum(['attached', 'expected', 'none']),
  expectedOn: day.nullable(),
  alternatives: text,
  restitution: text,
  remedies: words,
  contact: line,
  /** For suspension: the longest time, in hours, for which the movement may be held back. */
  hoursMax: z.int().min(1).max(2_160).nullable(),
});
export type OrderWire = z.infer<typeof orderSchema>;

// --- measures of the executing authority ----------------------------------------------------------------------------
export const postponementGrounds = ['ongoing-investigation', 'earlier-order', 'order-with-priority'] as const;
export const impossibilityGrounds = ['confiscated-already', 'disappeared', 'destroyed', 'not-at-location', 'location-too-vague'] as const;
export const endings = ['released', 'lapsed', 'time-passed'] as const;
const lineSchema = z.strictObject({
  lineId: id,
  /** The item of the certificate; null for other property of equivalent value. */
  itemId: id.nullable(),
  description: line,
  heldBy: line,
  /** What there is of it, in its own unit: `4.25 XBT`, `1 apartment`. */
  quantity: loose,
  /** Its value in the currency of the order when it was frozen. */
  valueMinor: amount,
  custody: line,
  at: moment,
});
export type LineWire = z.infer<typeof lineSchema>;
export const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recognised'), note: text }),
  z.strictObject({ kind: z.literal('late'), clock: z.enum(['decide', 'execute']), reasons: words, newDueAt: moment }),
  z.strictObject({ kind: z.literal('postponed'), why: z.enum(postponementGrounds), reasons: words, until: moment.nullable() }),
  z.strictObject({ kind: z.literal('impossible'), why: z.enum(impossibilityGrounds), reasons: words, consulted: words }),
  z.strictObject({
    kind: z.literal('executed'),
    lines: z.array(lineSchema).min(1).max(itemsMax),
    /** Persons affected are told after execution, with the remedies, unless the certificate asks to put that off. */
    notice: z.enum(['given', 'deferred']),
    remedies: words,
    /** Until when it holds by itself: for a suspended movement. */
    until: moment.nullable(),
  }),
  z.strictObject({ kind: z.literal('valued'), lineId: id, valueMinor: amount, method: line }),
  z.strictObject({ kind: z.literal('claimed'), lineId: id, claimant: line, claim: words }),
  z.strictObject({ kind: z.literal('limit-question'), reasons: words, proposedUntil: moment }),
  z.strictObject({ kind: z.literal('ended'), why: z.enum(endings), lineIds: z.array(id).min(1).max(itemsMax), note: text }),
  z.strictObject({
    kind: z.literal('disposed'),
    lineIds: z.array(id).min(1).max(itemsMax),
    victimsMinor: amount,
    issuingMinor: amount,
    executingMinor: amount,
    /** How many victims were compensated from it; left out where the authority does not know yet. */
    victimsCompensated: z.int().min(0).max(10_000_000).optional(),
    note: text,
  }),
]);
export type MeasureWire = z.infer<typeof measureSchema>;
/** What the issuing authority has to say afterwards. */
export const instructionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('limit-answer'), answer: z.enum(['maintain', 'limit']), until: moment.nullable(), reasons: words }),
  z.strictObject({ kind: z.literal('release'), lineIds: z.array(id).min(1).max(itemsMax), reasons: words }),
]);
export type InstructionWire = z.infer<typeof instructionSchema>;

// --- what the workplace sees ---------------------------------------------------------------------------------------
export const freezeStates = [
  'not-sent',
  'issued',
  'recognised',
  'postponed',
  'impossible',
  'executed',
  'limit-asked',
  'limited',
  'ended',
  'disposed',
  'refused',
  'withdrawn',
] as const;
export type FreezeState = (typeof freezeStates)[number];
export const lineStates = ['frozen', 'released', 'disposed'] as const;
export const ledgerLineSchema = lineSchema.extend({
  state: z.enum(lineStates),
  /** The latest valuation, which never changes what was frozen. */
  latestMinor: amount,
  method: z.string(),
  claims: z.array(z.strictObject({ claimant: z.string(), claim: z.string(), at: z.string() })),
  dispatch: z.string().nullable(),
});
export type LedgerLineWire = z.infer<typeof ledgerLineSchema>;
export const freezeClockSchema = z.strictObject({
  what: z.enum(['decide', 'reply', 'execute', 'answer-limit-request', 'suspension-ends']),
  dueAt: z.string(),
  owedBy: z.enum(['us', 'them']),
  metAt: z.string().nullable(),
  isOver: z.boolean(),
  sentence: z.string(),
});
export type FreezeClockWire = z.infer<typeof freezeClockSchema>;
export const firmOrderSchema = z.strictObject({
  id: z.string(),
  firm: z.string(),
  firmKind: z.enum(['venue', 'issuer', 'bank']),
  itemId: z.string().nullable(),
  instruction: z.string(),
  sentAt: z.string(),
  confirmed: z
    .strictObject({ at: z.string(), reference: z.string(), quantity: z.string(), valueMinor: amount, custody: z.string() })
    .nullable(),
});
export type FirmOrderWire = z.infer<typeof firmOrderSchema>;
export const freezeRowSchema = z.strictObject({
  caseId: z.string(),
  side: z.enum(['requesting', 'requested']),
  counterpart: z.string(),
  assistance: assistanceKindSchema,
  orderId: z.string(),
  reference: z.string(),
  state: z.enum(freezeStates),
  currency,
  hereMinor: amount,
  frozenMinor: amount,
  nextClock: freezeClockSchema.nullable(),
});
export type FreezeRowWire = z.infer<typeof freezeRowSchema>;
export const freezeNext = [
  'recognised',
  'late',
  'postponed',
  'impossible',
  'executed',
  'valued',
  'claimed',
  'limit-question',
  'ended',
  'disposed',
  'limit-answer',
  'release',
  'firm-order',
] as const;
export const freezeDetailSchema = z.strictObject({
  row: freezeRowSchema,
  order: orderSchema,
  lines: z.array(ledgerLineSchema),
  totals: z.strictObject({ frozenMinor: amount, releasedMinor: amount, disposedMinor: amount, leftMinor: amount, allStatesMinor: amount }),
  clocks: z.array(freezeClockSchema),
  history: z.array(z.strictObject({ at: z.string(), by: z.enum(['us', 'them']), sentence: z.string(), dispatch: z.string().nullable() })),
  firmOrders: z.array(firmOrderSchema),
  next: z.array(z.enum(freezeNext)),
});
export type FreezeDetailWire = z.infer<typeof freezeDetailSchema>;

// --- calls ----------------------------------------------------------------------------------------------------------
export const takeMeasureSchema = z.strictObject({ measure: z.union([measureSchema, instructionSchema]) });
export const giveFirmOrderSchema = z.strictObject({
  firm: line,
  firmKind: z.enum(['venue', 'issuer', 'bank']),
  itemId: id.nullable(),
  instruction: words,
});
export const confirmFirmOrderSchema = z.strictObject({ reference: line, quantity: loose, valueMinor: amount, custody: line });
