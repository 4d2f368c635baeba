// SPDX-License-Identifier: Apache-2.0
/**
 * Personal data as calls see it: what a person asked, what was found and decided, and breaches. A matter is its entries, in their order;
 * what stands is folded from them and never stored.
 */
import { z } from 'zod';
import { moment, storableText } from '../kernel/wire.ts';

const line = storableText.trim().min(1).max(300);
const loose = storableText.max(300);
const words = storableText.trim().min(1).max(10_000);

export const rights = ['access', 'rectification', 'erasure', 'restriction'] as const;
export type Right = (typeof rights)[number];
/** Why something is not given, or not done, with the place in the law; the register of grounds of both instruments. */
export const exemptions = [
  'investigation',
  'crime-prevention',
  'rights-of-others',
  'secrecy',
  'legal-claims',
  'originator',
  'not-the-person',
] as const;
export type Exemption = (typeof exemptions)[number];
export const itemAnswers = ['give', 'withhold', 'not-acknowledged'] as const;
export const outcomes = ['granted', 'partly-granted', 'refused'] as const;
/** One name and one number at least make a search; more than this is no person. */
const namesMax = 20;

export const personSchema = z.strictObject({
  name: line,
  otherNames: z.array(line).max(namesMax),
  /** Numbers and addresses by which records are found: a passport, an account, a wallet. */
  identifiers: z.array(line).max(namesMax),
  contact: line,
});

export const requestOpeningSchema = z.strictObject({
  right: z.enum(rights),
  person: personSchema,
  asked: words,
  arrivedAt: moment,
});

export const requestEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('identity-asked'), what: words }),
  z.strictObject({ kind: z.literal('identity-confirmed'), how: words }),
  z.strictObject({ kind: z.literal('extended'), reasons: words }),
  z.strictObject({
    kind: z.literal('item-decided'),
    itemId: z.string().max(60),
    answer: z.enum(itemAnswers),
    ground: z.enum(exemptions).nullable(),
    reason: storableText.max(10_000),
    /** Where the datum came from another authority: what that said, and where it stands. */
    consent: z.strictObject({ answer: z.enum(['given', 'refused']), reference: line }).nullable(),
  }),
  z.strictObject({ kind: z.literal('answer-proposed'), outcome: z.enum(outcomes), text: words, remedies: words }),
  z.strictObject({ kind: z.literal('answer-returned'), reason: words }),
  z.strictObject({ kind: z.literal('answer-approved') }),
  z.strictObject({ kind: z.literal('answer-sent'), means: line }),
  z.strictObject({ kind: z.literal('carried-out'), what: words }),
]);
export type RequestEntryWire = z.infer<typeof requestEntrySchema>;

export const heldItemSchema = z.strictObject({
  id: z.string(),
  what: z.enum(['record', 'case']),
  title: z.string(),
  /** Of a datum that another authority gave. */
  originator: z.string().nullable(),
  originatorName: z.string().nullable(),
});
export type HeldItemWire = z.infer<typeof heldItemSchema>;

/** What the server itself keeps: the search, with what it found. */
export const requestSaidSchema = z.discriminatedUnion('kind', [
  ...requestEntrySchema.options,
  z.strictObject({ kind: z.literal('searched'), items: z.array(heldItemSchema) }),
]);

export const natures = ['confidentiality', 'integrity', 'availability'] as const;
export const breachOpeningSchema = z.strictObject({
  discoveredAt: moment,
  happenedAt: moment.nullable(),
  natures: z.array(z.enum(natures)).min(1).max(natures.length),
  title: line,
  what: words,
  categories: words,
  /** About how many persons; null where it is not known yet. */
  personsCount: z.int().min(0).max(1_000_000_000).nullable(),
  /** Records that are affected, by identifier: whose data they are says who must be told. */
  recordIds: z.array(z.string().max(60)).max(1_000),
});

/** With whom it must be shared, as it was when it was opened: an authority, and within how many hours it is told. */
export const storedBreachSchema = z.strictObject({
  opening: breachOpeningSchema,
  affected: z.array(z.strictObject({ authority: z.string(), name: z.string(), hours: z.int().min(1) })),
});
export type StoredBreach = z.infer<typeof storedBreachSchema>;

export const breachEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assessed'), risk: z.enum(['unlikely', 'likely', 'high']), reasons: words }),
  z.strictObject({ kind: z.literal('supervisor-told'), at: moment, reference: line, lateReasons: storableText.max(10_000) }),
  z.strictObject({ kind: z.literal('supervisor-not-told'), reasons: words }),
  z.strictObject({ kind: z.literal('originator-told'), originator: z.string().max(60), at: moment, means: line, reference: loose }),
  z.strictObject({ kind: z.literal('persons-told'), at: moment, how: words }),
  z.strictObject({ kind: z.literal('persons-not-told'), reasons: words }),
  z.strictObject({ kind: z.literal('measure-taken'), what: words }),
  z.strictObject({ kind: z.literal('closed'), lessons: words }),
]);
export type BreachEntryWire = z.infer<typeof breachEntrySchema>;
/** What is kept: what an officer enters, and that a notice went by dispatch; `notice` is the matter in which it did. */
export const breachSaidSchema = z.union([
  breachEntrySchema,
  z.strictObject({ kind: z.literal('notice-sent'), originator: z.string(), notice: z.string() }),
]);
export type BreachSaidWire = z.infer<typeof breachSaidSchema>;
/** To an authority that has a server, by a signed dispatch; the rest of what it says stands in the register. */
export const noticeSchema = z.strictObject({
  originator: z.string().max(60),
  measures: words,
  contact: words,
  /** Why it is told later than the agreement asks; blank where it is not. */
  delay: storableText.max(10_000),
});
export type NoticeWire = z.infer<typeof noticeSchema>;

// --- what the workplace sees ----------------------------------------------------------------------------------------
const entrySchema = z.strictObject({ at: z.string(), officerName: z.string(), sentence: z.string() });
export const clockStates = ['running', 'paused', 'met', 'over'] as const;
const clockSchema = z.strictObject({ what: z.string(), dueAt: z.string(), state: z.enum(clockStates), metAt: z.string().nullable() });
export type MatterClockWire = z.infer<typeof clockSchema>;

export const requestStates = ['identity', 'searching', 'deciding', 'proposed', 'approved', 'answered', 'done'] as const;
export const requestRowSchema = z.strictObject({
  id: z.string(),
  right: z.enum(rights),
  name: z.string(),
  arrivedAt: z.string(),
  state: z.enum(requestStates),
  clock: clockSchema,
});
export const requestNext = [
  'identity-asked',
  'identity-confirmed',
  'extended',
  'search',
  'item-decided',
  'answer-proposed',
  'answer-returned',
  'answer-approved',
  'answer-sent',
  'carried-out',
] as const;
export type RequestNext = (typeof requestNext)[number];
export const requestDetailSchema = z.strictObject({
  row: requestRowSchema,
  opening: requestOpeningSchema,
  items: z.array(
    heldItemSchema.extend({
      decision: z.strictObject({ answer: z.enum(itemAnswers), ground: z.enum(exemptions).nullable(), reason: z.string() }).nullable(),
    }),
  ),
  answer: z.strictObject({ outcome: z.enum(outcomes), text: z.string(), remedies: z.string() }).nullable(),
  log: z.array(entrySchema),
  /** What this officer may do next. */
  next: z.array(z.enum(requestNext)),
});
export type RequestDetailWire = z.infer<typeof requestDetailSchema>;

export const breachRowSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  discoveredAt: z.string(),
  isClosed: z.boolean(),
  /** What must be done yet: the supervisor, originators, persons. */
  owed: z.array(z.string()),
  nextClock: clockSchema.nullable(),
});
export const breachNext = [
  'assessed',
  'supervisor-told',
  'supervisor-not-told',
  'originator-told',
  'notice-sent',
  'persons-told',
  'persons-not-told',
  'measure-taken',
  'closed',
] as const;
export type BreachNext = (typeof breachNext)[number];
export const breachDetailSchema = z.strictObject({
  row: breachRowSchema,
  opening: breachOpeningSchema,
  risk: z.enum(['unlikely', 'likely', 'high']).nullable(),
  originators: z.array(
    z.strictObject({
      authority: z.string(),
      name: z.string(),
      toldAt: z.string().nullable(),
      /** The notice that went by dispatch, the latest; null where none did. */
      notice: z.strictObject({ matter: z.string(), state: z.enum(['underway', 'told', 'failed']) }).nullable(),
    }),
  ),
  clocks: z.array(clockSchema),
  log: z.array(entrySchema),
  next: z.array(z.enum(breachNext)),
});
export type BreachDetailWire = z.infer<typeof breachDetailSchema>;
export const registerSchema = z.strictObject({ requests: z.array(requestRowSchema), breaches: z.array(breachRowSchema) });
