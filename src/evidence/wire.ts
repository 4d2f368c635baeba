// SPDX-License-Identifier: Apache-2.0
/**
 * Evidence as the workplace, the command line and a court see it: items, the entries of their custody logs, and whether an item may be used.
 *
 * An entry is what an officer says was done to the item; the server adds number, digests and the place in the log.
 */
import { z } from 'zod';
import { handOverManners } from '../agreements/wire.ts';
import { auditProofSchema } from '../audit/wire.ts';
import { purposeSchema } from '../conditions/wire.ts';
import { digest, isStorable, moment } from '../kernel/wire.ts';

const line = z.string().trim().min(1).max(300);
const loose = z.string().max(300);
const words = z.string().trim().min(1).max(20_000);

/** Items of one case, and entries of one log: what a court reads in a day. */
export const itemsMax = 500;
export const entriesMax = 500;

// --- what an item is -----------------------------------------------------------------------------------------------
/** A file is one kept outside this server; record and attachment lie on it; an exhibit is a thing. */
export const evidenceForms = ['file', 'record', 'attachment', 'exhibit'] as const;
/**
 * Where its limits come from. A lead is a hit of a screening or a blind matching: it is never evidence. A hand-over brought it from another
 * authority, under the conditions of the dispatch. A canvas is our own: an edition that was kept in the case, whose document is the file.
 */
export const sourceKinds = ['own', 'record', 'attachment', 'lead', 'hand-over', 'canvas'] as const;
export const sourceSchema = z.strictObject({ kind: z.enum(sourceKinds), id: z.string().max(60).nullable() });
export type SourceWire = z.infer<typeof sourceSchema>;
export const collectionRules = ['statement', 'production', 'none'] as const;
export type CollectionRule = (typeof collectionRules)[number];

export const formalityNames = [
  'identity-established',
  'role-told',
  'warning-given',
  'oath-or-affirmation',
  'interpreter',
  'counsel',
  'record-confirmed',
  'power-named',
  'holder-certified',
  'inventory-given',
  'copy-compared',
] as const;
export type FormalityName = (typeof formalityNames)[number];
export const formalityAnswers = ['met', 'not-needed', 'not-met'] as const;
export const redactionGrounds = [
  'privilege',
  'third-party',
  'personal-data',
  'open-investigation',
  'source-protection',
  'condition',
] as const;
export const privilegeStates = ['none', 'marked', 'released', 'withheld'] as const;

// --- entries -------------------------------------------------------------------------------------------------------
const collected = z.strictObject({
  kind: z.literal('collected'),
  place: line,
  /** Whoever keeps it from then on. */
  custodian: line,
  collectedBy: line,
  /** From whom. */
  from: line,
  rule: z.enum(collectionRules),
  /** The order, the provision or the consent on which it was taken. */
  power: loose,
});
const redactedIn = z.strictObject({
  kind: z.literal('redacted'),
  title: line,
  /** Of the file without what was redacted. */
  digest,
  marks: z
    .array(z.strictObject({ where: line, ground: z.enum(redactionGrounds), reason: words }))
    .min(1)
    .max(200),
});
export const sealSchema = z.enum(['intact', 'broken', 'no-seal']);
const notedFormality = z.strictObject({ name: z.enum(formalityNames), answer: z.enum(formalityAnswers), note: loose });
/** How the other authority found it, in its own signed answer; `headThere` is the digest of its entry, `answer` that of the dispatch. */
const takenThere = {
  by: line,
  receivedBy: line,
  place: line,
  seal: sealSchema,
  condition: line,
  answer: digest,
  itemThere: z.string(),
  headThere: digest,
};
/** How we found what another authority handed to us; `headThere` is the last entry of its log, `dispatch` the dispatch that it signed. */
const takenHere = {
  from: line,
  itemThere: z.string(),
  headThere: digest,
  dispatch: digest,
  place: line,
  custodian: line,
  receivedBy: line,
  seal: sealSchema,
  condition: line,
};
const plainSaid = [
  z.strictObject({ kind: z.literal('sealed'), sealNumber: line, place: line }),
  z.strictObject({ kind: z.literal('tested'), test: line, by: line, result: words, isConsumed: z.boolean() }),
  z.strictObject({ kind: z.literal('copied'), copies: z.int().min(1).max(1000), forWhom: line, method: line, digest: digest.nullable() }),
  z.strictObject({ kind: z.literal('moved'), place: line, custodian: line, reason: line }),
  z.strictObject({ kind: z.literal('loaned'), to: line, purpose: line, dueAt: moment, terms: loose }),
  z.strictObject({
    kind: z.literal('returned'),
    from: line,
    place: line,
    custodian: line,
    condition: line,
    seal: sealSchema,
  }),
  /** Between authorities: both sign the form of hand-over; `digest` is that of the signed form as it was scanned. */
  z.strictObject({ kind: z.literal('handed-over'), to: line, givenBy: line, receivedBy: line, place: line, seal: sealSchema, digest }),
  z.strictObject({ kind: z.literal('released'), to: line, ground: words }),
  z.strictObject({ kind: z.literal('destroyed'), method: line, ground: words, witness: line }),
  z.strictObject({ kind: z.literal('formality'), name: z.enum(formalityNames), answer: z.enum(formalityAnswers), note: loose }),
  z.strictObject({ kind: z.literal('hold-placed'), reason: words, orderedBy: line, until: moment.nullable() }),
  /** `hold` is the number of the entry that placed it. */
  z.strictObject({ kind: z.literal('hold-lifted'), hold: z.int().min(1), reason: words }),
  z.strictObject({ kind: z.literal('privilege-marked'), claimant: line, reason: words }),
  z.strictObject({ kind: z.literal('privilege-reviewed'), outcome: z.enum(['released', 'withheld']), reason: words }),
] as const;
/** What an officer may say of an item that is there. */
export const saidSchema = z.discriminatedUnion('kind', [...plainSaid, redactedIn]);
export type SaidWire = z.infer<typeof saidSchema>;
/** What an entry holds: as it was said, and what only the server says. */
export const contentSchema = z.discriminatedUnion('kind', [
  collected,
  ...plainSaid,
  /** On the item that was redacted: into which item, and both digests. */
  redactedIn.extend({ into: z.string(), digestBefore: digest.nullable() }),
  z.strictObject({ kind: z.literal('derived'), place: line, custodian: line, from: z.string(), digestBefore: digest.nullable() }),
  z.strictObject({ kind: z.literal('used'), purpose: purposeSchema, forum: line }),
  // By dispatch, between two servers: what each log says of it.
  z.strictObject({
    kind: z.literal('sent-over'),
    to: line,
    manner: z.enum(handOverManners),
    dueAt: moment.nullable(),
    purpose: line,
    carrier: line,
    dispatch: digest,
  }),
  z.strictObject({ kind: z.literal('taken-there'), ...takenThere }),
  z.strictObject({ kind: z.literal('lent-there'), ...takenThere, dueAt: moment }),
  z.strictObject({
    kind: z.literal('not-taken'),
    why: z.enum(['declined', 'rejected', 'not-delivered']),
    reason: z.string().max(20_000),
    answer: digest.nullable(),
  }),
  z.strictObject({
    kind: z.literal('taken-over'),
    ...takenHere,
    manner: z.enum(handOverManners),
    dueAt: moment.nullable(),
    rule: z.enum(collectionRules),
    formalities: z.array(notedFormality).max(formalityNames.length),
  }),
  z.strictObject({ kind: z.literal('came-back'), ...takenHere }),
  z.strictObject({ kind: z.literal('answered'), answer: digest }),
]);
export type ContentWire = z.infer<typeof contentSchema>;
export type EntryKind = ContentWire['kind'];

export const entrySchema = z.strictObject({
  number: z.int().min(1),
  /** When it was done, and when it was written down. */
  at: moment,
  recordedAt: moment,
  officer: z.string(),
  officerName: z.string(),
  content: contentSchema,
  /** Of the whole entry, over the digest of the one before; the log of this authority holds it at this place. */
  digest,
  logIndex: z.int().min(0),
});
export type EntryWire = z.infer<typeof entrySchema>;

// --- items as they are seen ----------------------------------------------------------------------------------------
export const custodyStates = ['in-custody', 'on-loan', 'in-transit', 'handed-over', 'released', 'destroyed'] as const;
export type CustodyState = (typeof custodyStates)[number];
export const courtReasonSchema = z.strictObject({
  /** The rule that says it, of the table in docs/reference/evidence.md. */
  rule: z.string(),
  outcome: z.enum(['allowed', 'needs', 'refused']),
  sentence: z.string(),
  clause: z.string().nullable(),
  agreement: z.string().nullable(),
});
export const courtUseSchema = z.strictObject({ outcome: z.enum(['allowed', 'needs', 'refused']), reasons: z.array(courtReasonSchema) });
export type CourtUseWire = z.infer<typeof courtUseSchema>;
export const itemRowSchema = z.strictObject({
  id: z.string(),
  caseId: z.string(),
  number: z.int(),
  form: z.enum(evidenceForms),
  title: z.string(),
  digest: digest.nullable(),
  state: z.enum(custodyStates),
  custodian: z.string(),
  place: z.string(),
  isHeld: z.boolean(),
  privilege: z.enum(privilegeStates),
  loan: z.strictObject({ to: z.string(), dueAt: moment, isOver: z.boolean() }).nullable(),
  /** What another authority lent to us, and when it must be back. */
  owed: z.strictObject({ to: z.string(), dueAt: moment, isOver: z.boolean() }).nullable(),
  derivedFrom: z.string().nullable(),
  courtUse: courtUseSchema,
});
export type ItemRowWire = z.infer<typeof itemRowSchema>;
export const itemDetailSchema = z.strictObject({
  row: itemRowSchema,
  description: z.string(),
  source: sourceSchema,
  rule: z.enum(collectionRules),
  formalities: z.array(z.strictObject({ name: z.enum(formalityNames), answer: z.enum(formalityAnswers).nullable(), note: z.string() })),
  holds: z.array(
    z.strictObject({ number: z.int(), reason: z.string(), orderedBy: z.string(), until: moment.nullable(), placedByName: z.string() }),
  ),
  entries: z.array(entrySchema),
  derived: z.array(z.strictObject({ id: z.string(), number: z.int(), title: z.string() })),
  /** What this officer may write next, or `used`, or `hand-over`. */
  next: z.array(z.string()),
});
export type ItemDetailWire = z.infer<typeof itemDetailSchema>;

// --- calls ----------------------------------------------------------------------------------------------------------
export const newItemSchema = z.strictObject({
  form: z.enum(evidenceForms),
  title: line,
  description: z.string().max(20_000),
  /** For a file: of its bytes. The server finds those of records and attachments; a thing has none. */
  digest: digest.nullable(),
  source: sourceSchema,
  collectedAt: moment,
  collected,
});
export type NewItemWire = z.infer<typeof newItemSchema>;
/** `at` is when it was done; null: now. */
export const newEntrySchema = z.strictObject({ at: moment.nullable(), said: saidSchema });
export const useItemSchema = z.strictObject({ purpose: purposeSchema, forum: line });
export const reportOrderSchema = z.strictObject({
  /** Items by identifier; null: all that may be used as evidence. */
  items: z.array(z.string().max(60)).min(1).max(itemsMax).nullable(),
  forum: line,
  purpose: purposeSchema,
});
export type ReportOrderWire = z.infer<typeof reportOrderSchema>;

// --- a log of another authority, as it came with a hand-over -----------------------------------------------------------
function storable(text: z.ZodString): z.ZodString {
  return text.refine(isStorable, 'It holds a character that cannot be stored');
}

/** An item with its log, as its custodian wrote it: everything that the digests cover. */
export const carriedItemSchema = z.strictObject({
  id: z.string().max(60),
  number: z.int().min(1),
  form: z.enum(evidenceForms),
  title: storable(line),
  description: storable(z.string().max(20_000)),
  digest: digest.nullable(),
  source: sourceSchema,
  derivedFrom: z.string().max(60).nullable(),
  entries: z
    .array(
      z.strictObject({
        number: z.int().min(1),
        at: moment,
        recordedAt: moment,
        /** Whoever wrote it, by the identifier in their house. */
        officer: z.string().max(60),
        content: contentSchema,
        digest,
      }),
    )
    .min(1)
    .max(entriesMax),
});
export type CarriedItemWire = z.infer<typeof carriedItemSchema>;
/** From a redacted page back to the box that it lay in: more steps are not made. */
export const carriedItemsMax = 10;
/** The log of an item elsewhere, before it came here or came back: what an entry of our own log names by its last digest. */
const earlierLogSchema = z.strictObject({
  from: z.string(),
  /** The signed dispatch that brought it, and the last digest in it. */
  dispatch: digest,
  head: digest,
  items: z.array(carriedItemSchema).min(1).max(carriedItemsMax),
});

// --- the custody file ------------------------------------------------------------------------------------------------
const provenItemSchema = z.strictObject({
  id: z.string(),
  number: z.int(),
  form: z.enum(evidenceForms),
  title: z.string(),
  description: z.string(),
  digest: digest.nullable(),
  derivedFrom: z.string().nullable(),
  source: sourceSchema,
  courtUse: courtUseSchema,
  entries: z.array(entrySchema.extend({ proof: auditProofSchema })).min(1),
  /** Where it was in the hands of another authority: that log, as it came. */
  earlier: z.array(earlierLogSchema).min(1).optional(),
});
/** The logs of the items with the proof of every entry: what the report on paper is made from, and checked by. */
export const custodyFileSchema = z.strictObject({
  v: z.literal(1),
  authority: z.string(),
  authorityName: z.string(),
  /** In base 64: by it the signature of the head is checked. */
  keyHistory: z.array(z.string().max(200_000)).min(1).max(1000),
  caseId: z.string(),
  forum: line,
  purpose: purposeSchema,
  madeAt: moment,
  items: z.array(provenItemSchema),
  /** The logs of what items in it were made from, where those are not in it themselves: a court reads what was withheld, by whom and why. */
  originals: z.array(provenItemSchema).optional(),
  /** Items of the case that are not in it, and why. */
  leftOut: z.array(z.strictObject({ number: z.int(), why: z.string() })),
});
export type CustodyFileWire = z.infer<typeof custodyFileSchema>;
