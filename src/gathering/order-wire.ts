// SPDX-License-Identifier: Apache-2.0
/**
 * The form of an order to gather evidence, as it travels in the body of the request (`order`). Given on by `wire.ts` of the room.
 *
 * One form for three: an investigation order, an order to preserve, and a letter of request. What they share is most of it; what each
 * has of its own stands in its own member. The sections are those of annex A of Directive 2014/41/EU and of the request of the
 * conventions of the United Nations (article 46(15) of the one against corruption).
 */
import { z } from 'zod';
import { day, moment } from '../kernel/wire.ts';

export const line = z.string().trim().min(1).max(300);
export const loose = z.string().max(300);
export const text = z.string().max(20_000);
export const words = text.min(1);
export const id = z.string().min(1).max(60);
/** Items, persons and formalities of one order: what a form of many pages holds. */
export const rowsMax = 100;

export const positions = ['suspect', 'accused', 'convicted', 'witness', 'expert', 'victim', 'holder', 'third-party'] as const;
export const personSchema = z.strictObject({
  kind: z.enum(['natural', 'legal']),
  name: line,
  otherNames: loose,
  /** Where the person stands in the proceedings. */
  position: z.enum(positions),
  bornOrRegistered: loose,
  identity: loose,
  address: loose,
});

/** What is sought: one thing to be obtained or kept, found by what is said of it here. */
export const soughtSchema = z.strictObject({
  id,
  description: line,
  /** Who is likely to hold it: a firm, an authority, a person. */
  heldBy: loose,
  /** The account, the address, the place: what a holder finds it by. */
  locator: loose,
  from: day.nullable(),
  to: day.nullable(),
  /** What a person heard is to be asked; empty for everything that is not a hearing. */
  questions: text,
});
export type SoughtWire = z.infer<typeof soughtSchema>;

/** What the issuing authority asks to be observed so that its court takes the evidence. */
export const askedFormalitySchema = z.strictObject({ id, what: line, why: text });

/** Article 4 of the directive, (a) to (d). */
export const proceedings = ['criminal', 'administrative', 'judicial', 'legal-person'] as const;
export const capacities = ['judge', 'court', 'investigating-judge', 'prosecutor', 'other-authority'] as const;
export const attendances = ['none', 'attend', 'attend-and-ask'] as const;
export const gatheringKinds = ['investigation', 'preservation', 'letter-of-request'] as const;
export type GatheringKind = (typeof gatheringKinds)[number];

const shared = {
  v: z.literal(1),
  /** One identifier for the order itself; an order that follows another names it by this. */
  orderId: id,
  issuer: line,
  capacity: z.enum(capacities),
  /** The judge, court or prosecutor who validated it; needed where another authority issues it. */
  validatedBy: loose,
  reference: line,
  issuedOn: day,
  urgency: z.strictObject({ reason: words, wishedAt: moment.nullable() }).nullable(),
  proceedings: z.enum(proceedings),
  persons: z.array(personSchema).max(rowsMax),
  sought: z.array(soughtSchema).min(1).max(rowsMax),
  facts: words,
  offence: z.strictObject({ classification: words, listed: z.array(line).max(40), penaltyYearsMax: z.int().min(0).max(100) }),
  /** Why it is needed and in proportion. */
  necessity: words,
  confidential: z.strictObject({ isAsked: z.boolean(), reason: text }),
  earlierOrders: z.array(z.strictObject({ kind: line, date: day, reference: line })).max(60),
  remedies: text,
  contact: line,
};
const taking = {
  formalities: z.array(askedFormalitySchema).max(rowsMax),
  attendance: z.enum(attendances),
  /** The order to preserve that this one follows; null where nothing was preserved before. */
  follows: id.nullable(),
};
export const gatheringOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('investigation'),
    ...shared,
    ...taking,
    /** Article 6(1)(b): the measure could have been ordered at home under the same conditions. */
    isAvailableAtHome: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('preservation'),
    ...shared,
    /** For how many days it is to be kept as it is. */
    days: z.int().min(1).max(60),
    /** What will follow: the order or request for production, and about when. */
    production: z.strictObject({ what: line, expectedOn: day.nullable() }),
  }),
  z.strictObject({
    kind: z.literal('letter-of-request'),
    ...shared,
    ...taking,
    /** On what it rests where no instrument binds: the courtesy of nations alone, or an assurance of reciprocity. */
    basis: z.enum(['comity', 'reciprocity']),
    assurance: text,
    /** The central authority or the channel through which it goes, on either side. */
    channel: line,
    /** That what is given is used for nothing else without leave. */
    keepsSpeciality: z.boolean(),
  }),
]);
export type GatheringOrderWire = z.infer<typeof gatheringOrderSchema>;
