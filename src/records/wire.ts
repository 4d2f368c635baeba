// SPDX-License-Identifier: Apache-2.0
/**
 * Records: suspicious reports, registrations and compliance records, as they are imported, disclosed and shown.
 *
 * Every record lists its facts with their provenance. A record received from another authority is the same thing with
 * an originator that is not ourselves and with conditions; there is one store and one way to use it.
 */
import { z } from 'zod';
import { passedOnSchema } from '../agreements/wire.ts';
import { conditionSchema, mannerSchema, purposeSchema } from '../conditions/wire.ts';
import { day, storableText } from '../kernel/wire.ts';
import { complianceRecordSchema } from './compliance/wire.ts';
import { importFormats, recordKinds, reportFormats } from './files/wire.ts';
import { publishedAboutFirmSchema } from './firm-data/wire.ts';
import { withheldFieldSchema, withheldFieldsSchema } from './giving/wire.ts';
import { registerEntrySchema, registrationSchema } from './registrations/wire.ts';
import { partyOfRecordSchema, suspicions, suspiciousReportSchema } from './suspicious-reports/wire.ts';
import { travelRuleMessageSchema, travelRuleViewSchema } from './travel-rule/wire.ts';
import { foundVenueSchema } from './venues/wire.ts';

export { complianceRecordSchema, partyOfRecordSchema, registrationSchema, suspicions, suspiciousReportSchema };
export { travelRuleFirmsSchema } from './travel-rule/wire.ts';
export type { TravelRuleFirmsWire, TravelRuleMessageWire, TravelRuleViewWire } from './travel-rule/wire.ts';
export type { ComplianceRecordWire } from './compliance/wire.ts';
export {
  type ExportFormat,
  exportFormats,
  firmDataFormats,
  type ImportFormat,
  importFormats,
  onlyKindOf,
  type RecordKind,
  recordKinds,
  reportFormats,
  venueListFormat,
} from './files/wire.ts';
export { type FoundVenueWire, foundVenueSchema, type VenueCodeWire, venuesQuerySchema } from './venues/wire.ts';
export { importManners, type ImportManner, importRunSchema, type ImportRunWire, type RunFormat, runFormats } from './import-runs/wire.ts';
export {
  minimisationChoiceSchema,
  type MinimisationChoiceWire,
  minimisationProposalSchema,
  type MinimisationProposalWire,
  withheldFieldSchema,
  withheldFieldsSchema,
  type WithheldFieldWire,
} from './giving/wire.ts';
export { firmDataSchema, type FirmDataWire } from './firm-data/wire.ts';
export type { RegisterEntryWire, RegistrationWire } from './registrations/wire.ts';
export type SuspiciousReport = z.infer<typeof suspiciousReportSchema>;

export const recordKindSchema = z.enum(recordKinds);

export const registerQuerySchema = z.strictObject({
  q: storableText.max(300).default(''),
  /** A day, such as 2026-03-03: the register as it was known at its end. */
  knownOn: day.optional(),
  /** A day: only entries that hold on it, and of their licences and passports those that do. */
  inEffectOn: day.optional(),
  after: storableText.max(300).optional(),
});
export const registerAnswerSchema = z.strictObject({ rows: z.array(registerEntrySchema), next: z.string().nullable() });
export type RegisterAnswerWire = z.infer<typeof registerAnswerSchema>;
export const registerDetailSchema = z.strictObject({
  entry: registerEntrySchema,
  versions: z.array(z.strictObject({ knownFrom: z.string(), knownUntil: z.string().nullable(), status: registrationSchema.shape.status })),
});
export type RegisterDetailWire = z.infer<typeof registerDetailSchema>;
export const recordBodySchema = z.discriminatedUnion('kind', [
  suspiciousReportSchema,
  registrationSchema,
  complianceRecordSchema,
  travelRuleMessageSchema,
]);
export type RecordBodyWire = z.infer<typeof recordBodySchema>;

/** Where a fact comes from: a file and its line, a form, a dispatch. */
export const provenanceSchema = z.strictObject({
  /** JSON pointer of the fact; empty for the whole record. */
  scope: z.string(),
  source: z.strictObject({
    kind: z.enum(['import', 'form', 'dispatch']),
    name: z.string().max(300),
    digest: z.string(),
    place: z.string().max(100),
  }),
  recordedAt: z.string(),
});

/** A record as it is disclosed in a reply. */
export const disclosedRecordSchema = z.strictObject({
  id: z.string(),
  originator: z.string(),
  body: recordBodySchema,
  provenance: z.array(provenanceSchema).max(1000),
  conditions: z.array(conditionSchema).max(32),
  /** Present exactly where it comes from a third authority: its way, and the consent. */
  passedOn: passedOnSchema.optional(),
  /** Fields that its giver left out, since what it is given for does not need them; they are not in the body. */
  withheld: withheldFieldsSchema.optional(),
});
export type DisclosedRecordWire = z.infer<typeof disclosedRecordSchema>;

/** What its originator recalled of a received record, and what became of that here. */
export const recordRecallSchema = z.strictObject({
  matter: z.string(),
  change: z.enum(['correction', 'withdrawal']),
  state: z.enum(['open', 'executed', 'kept']),
});
export type RecordRecallWire = z.infer<typeof recordRecallSchema>;

/** Of a record whose originator has no server: who attests it, and from which letter. */
export const attestedFromSchema = z.strictObject({
  by: z.string(),
  byName: z.string(),
  letterOf: z.string(),
  jurisdiction: z.string(),
  writtenOn: z.string(),
  scan: z.string(),
});
export type AttestedFromWire = z.infer<typeof attestedFromSchema>;

export const recordRowSchema = z.strictObject({
  id: z.string(),
  kind: recordKindSchema,
  title: z.string(),
  subtitle: z.string(),
  reference: z.string(),
  originator: z.string(),
  originatorName: z.string(),
  isReceived: z.boolean(),
  conditionCount: z.int(),
  recordedAt: z.string(),
  caseRef: z.string().nullable(),
  recall: recordRecallSchema.nullable(),
  /** Null where its originator signed it itself, or it is our own. */
  attested: attestedFromSchema.nullable(),
});
export type RecordRowWire = z.infer<typeof recordRowSchema>;

/** Every look at records names its purpose; without one the call fails. */
export const recordSearchSchema = z.strictObject({
  q: z.string().max(300).default(''),
  kind: recordKindSchema.optional(),
  origin: z.enum(['own', 'received']).optional(),
  caseRef: z.string().max(60).optional(),
  purpose: purposeSchema,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
});
/** Why a row was found: a whole identifier, a piece of a name, words, a name that is alike; or because all were asked for. */
export const foundWhySchema = z.strictObject({
  by: z.enum(['identifier', 'name', 'words', 'similar', 'all']),
  /** What was met: the identifier, the words, or the name that is alike. */
  text: z.string(),
  /** Of a name that is alike, how much: 1 is the same. */
  score: z.number().nullable(),
  /** What differs, in sentences of the screening room. */
  reasons: z.array(z.string()),
});
export type FoundWhyWire = z.infer<typeof foundWhySchema>;
export const foundFirmSchema = z.strictObject({
  lei: z.string(),
  name: z.string(),
  jurisdiction: z.string().nullable(),
  why: foundWhySchema,
});
export type FoundFirmWire = z.infer<typeof foundFirmSchema>;
export const foundRowSchema = recordRowSchema.extend({ why: foundWhySchema });
export type FoundRowWire = z.infer<typeof foundRowSchema>;
export const recordSearchAnswerSchema = z.strictObject({
  rows: z.array(foundRowSchema),
  next: z.string().nullable(),
  /** What may be shown, as far as it is counted. */
  counts: z.strictObject({
    total: z.int(),
    /** More match than are counted; the newest come first, and what is alike is not looked for. */
    isMore: z.boolean(),
    byKind: z.array(z.strictObject({ kind: recordKindSchema, isReceived: z.boolean(), count: z.int() })),
    /** Names that are alike, looked for where the page is not full without them; null where they were not. */
    similar: z.int().nullable(),
  }),
  /** Legal entities of which others publish data and that are meant too; on the first page. */
  firms: z.array(foundFirmSchema),
  /** Received data that match but may not be searched for this purpose: how many, and why. */
  withheld: z.array(z.strictObject({ count: z.int(), reason: z.string() })),
});
export type RecordSearchAnswerWire = z.infer<typeof recordSearchAnswerSchema>;

export const recordUseRequestSchema = z.strictObject({
  purpose: purposeSchema,
  manner: mannerSchema.exclude(['search', 'pass-on']),
  caseRef: z.string().max(60).nullable(),
  /** What for, in the officer's words. */
  note: z.string().max(2000),
  /** The record as it was known at this moment; left out: as it is known now. */
  asOf: z.string().max(30).optional(),
  /** For an export of a suspicious report: also as a file of this format. */
  format: z.enum(reportFormats).optional(),
});
export const recordUseSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  officer: z.string(),
  officerName: z.string(),
  purpose: purposeSchema,
  manner: mannerSchema,
  caseRef: z.string().nullable(),
  note: z.string(),
  outcome: z.enum(['permitted', 'refused', 'needs']),
  reasons: z.array(z.strictObject({ sentence: z.string(), clause: z.string().nullable() })),
});
export type RecordUseWire = z.infer<typeof recordUseSchema>;
/** The answer of a use: the record only when the conditions permit; the reasons always. */
export const recordUseAnswerSchema = z.strictObject({
  use: recordUseSchema,
  record: disclosedRecordSchema.nullable(),
  row: recordRowSchema.nullable(),
  /** Of a record that is shown and names an LEI: what is published about the firm, and where a registration does not agree with it. */
  published: publishedAboutFirmSchema.optional(),
  /** Of a registration that is shown and names venues: what the list of ISO 10383 says of each. */
  venues: z.array(foundVenueSchema).optional(),
  /** Of a travel-rule message that is shown: each rule against it, and own records that hold one of its identifiers. */
  travelRule: travelRuleViewSchema.optional(),
  /** Of an export in a format: its file, and what the format demands and the record does not tell. */
  file: z
    .strictObject({
      fileName: z.string(),
      mediaType: z.string(),
      text: z.string(),
      notes: z.array(z.strictObject({ reference: z.string(), path: z.string(), note: z.string() })),
    })
    .optional(),
});
export type RecordUseAnswerWire = z.infer<typeof recordUseAnswerSchema>;

/** Where a record came from and where it went: for the record's page, the auditor and `comity records holders`. */
export const recordWaySchema = z.strictObject({
  /** From the originator to us; empty for an own record. */
  chain: z.array(z.strictObject({ from: z.string(), fromName: z.string(), to: z.string(), toName: z.string(), dispatch: z.string() })),
  holders: z.array(
    z.strictObject({
      recipient: z.string(),
      recipientName: z.string(),
      givenAt: z.string(),
      version: z.int(),
      purpose: purposeSchema,
      matter: z.string(),
      dispatch: z.string(),
      consent: z.string().nullable(),
      isDelivered: z.boolean(),
      withheld: z.array(withheldFieldSchema),
      /** Given although the purpose does not need it, with the officer's reason. */
      givenAllTheSame: z.array(withheldFieldSchema.extend({ reason: z.string() })),
    }),
  ),
  /** Answers of the originator about passing it on: to us, or by us. */
  consents: z.array(
    z.strictObject({
      matter: z.string(),
      holder: z.string(),
      holderName: z.string(),
      recipient: z.string(),
      recipientName: z.string(),
      purpose: purposeSchema,
      answer: z.enum(['granted', 'denied']),
      until: z.string().nullable(),
      digest: z.string(),
    }),
  ),
  recall: recordRecallSchema.nullable(),
});
export type RecordWayWire = z.infer<typeof recordWaySchema>;

export const importFormatSchema = z.enum(importFormats);

export const importQuerySchema = z.strictObject({
  kind: recordKindSchema,
  format: importFormatSchema,
  fileName: z.string().max(300),
  skipBad: z.enum(['yes', 'no']).default('no'),
});
export const importReportSchema = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  digest: z.string(),
  rows: z.int(),
  admitted: z.int(),
  unchanged: z.int(),
  /** Faults in all; of many, `rejected` tells the first. */
  faultCount: z.int(),
  rejected: z.array(z.strictObject({ line: z.int(), field: z.string(), reason: z.string(), remedy: z.string() })),
  /** False when nothing was admitted because a row was bad and `skipBad` was not asked. */
  isApplied: z.boolean(),
});
export type ImportReportWire = z.infer<typeof importReportSchema>;
