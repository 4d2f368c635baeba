// SPDX-License-Identifier: Apache-2.0
/**
 * Agreements, acts and verdicts as they travel and lie in files.
 *
 * An agreement document is immutable by digest. Each term names the clause of the human text that it carries out; a
 * verdict names the clause it rests on. `act` is what a signed dispatch says of itself, so that anyone who holds the
 * agreement can judge the dispatch again.
 */
import { z } from 'zod';
import { conditionLimitsSchema, conditionSchema, purposeSchema } from '../conditions/wire.ts';
import { limits } from '../kernel/index.ts';
import { day } from '../kernel/wire.ts';
import { termSchema } from './terms/term-schema.ts';
import { agreementRefSchema, refusalGroundSchema } from './act-wire.ts';
import { authorityKinds, capabilities, deadlineSteps, sourceKinds } from './terms/vocabulary.ts';

export {
  type AlertTelling,
  alertTellings,
  type AssistanceKind,
  type AuthorityKind,
  authorityKinds,
  assistanceKinds,
  capabilities,
  type Capability,
  consentRules,
  type ContentField,
  contentFields,
  type DeadlineStep,
  deadlineSteps,
  earlierProceedings,
  handOverManners,
  type JointWork,
  jointWorks,
  type NewUseChange,
  newUseChanges,
  type RecallGround,
  type RefusalGround,
  refusalGrounds,
  requestClasses,
  trainingKind,
  urgencyGrounds,
  useModes,
} from './terms/vocabulary.ts';
export { termText, type TermText } from './terms/term-text.ts';
export { type TermKind, termKinds, type TermOf, termSchema, type TermWire } from './terms/term-schema.ts';
export {
  actSchema,
  type ActWire,
  agreementRefSchema,
  type AgreementRefWire,
  assistanceKindSchema,
  contentFieldSchema,
  recallGroundSchema,
  refusalGroundSchema,
} from './act-wire.ts';

const name = z.string().min(1).max(300);
export const calendarSchema = z.strictObject({
  timeZone: z.string().max(60),
  weekend: z.array(z.int().min(0).max(6)).max(6),
  holidays: z.array(day).max(400),
});

export const partySchema = z.strictObject({
  authorityId: z.string(),
  name,
  kind: z.enum(authorityKinds),
  jurisdiction: z.string().length(2),
  capabilities: z.array(z.enum(capabilities)),
  calendar: calendarSchema,
  contact: z.string().max(300),
});
export const clauseSchema = z.strictObject({
  number: z.string().regex(/^\d{1,3}(\.\d{1,3}){0,3}$/),
  heading: name,
  text: z.string().min(1).max(20_000),
  /** Where the drafter read what it says. A source that is not the primary text says what is still to verify. */
  sources: z
    .array(z.strictObject({ reference: name, read: z.enum(sourceKinds), toVerify: z.string().min(1).max(1000).optional() }))
    .min(1)
    .max(20)
    .optional(),
});

export const agreementSchema = z.strictObject({
  format: z.literal('comity-agreement/1'),
  id: z.string(),
  version: z.int().min(1),
  title: name,
  legalNature: z.enum(['binding', 'non-binding']),
  preamble: z.string().max(20_000),
  parties: z.array(partySchema).min(2).max(400),
  clauses: z.array(clauseSchema).min(1).max(500),
  terms: z.array(termSchema).min(1).max(500),
  inForceFrom: z.string(),
  inForceUntil: z.string().nullable(),
});
export type AgreementWire = z.infer<typeof agreementSchema>;

// --- consents ---------------------------------------------------------------------------------------------------
/** A signed document with the key history of its signer, both in base 64: whoever it reaches can check it. */
export const carriedDocumentSchema = z.strictObject({
  document: z.string().max(2_000_000),
  history: z.array(z.string().max(200_000)).min(1).max(200),
});
/** What the originator answers to the question whether one datum may be passed on; the payload of a signed document. */
export const consentSchema = z.strictObject({
  v: z.literal(1),
  matter: z.string(),
  originator: z.string(),
  /** Who holds it and may pass it on, and the one authority that may get it. */
  holder: z.string(),
  recipient: z.string(),
  purpose: purposeSchema,
  answer: z.enum(['granted', 'denied']),
  /** The originator's own record and version; the digest of salt and body, which says nothing once both are destroyed. */
  datum: z.strictObject({ recordId: z.string(), version: z.int().min(1), digest: z.string() }),
  /** What it carries from now on, at least as strict as all that its originator set before; null when denied. */
  condition: conditionSchema.nullable(),
  /** Until when it may be passed on; null: as long as its conditions allow. */
  until: z.string().nullable(),
  agreement: agreementRefSchema,
  clause: z.string(),
  ground: refusalGroundSchema.nullable(),
  reasons: z.string().max(20_000),
  /** The dispatch that asked, as it reached the originator. */
  question: z.string(),
  at: z.string(),
});
export type ConsentWire = z.infer<typeof consentSchema>;
export const carriedConsentSchema = carriedDocumentSchema.extend({ salt: z.string().max(100) });
export type CarriedConsentWire = z.infer<typeof carriedConsentSchema>;

// --- what two officers attest from a letter ---------------------------------------------------------------------
/** Who attests what a letter says, whose letter it is, and which: the originator is the digest of `registration`. */
export const attestationSchema = z.strictObject({
  by: z.string().max(80),
  registration: z.strictObject({
    registeredBy: z.string().max(80),
    registeredAt: z.string().max(40),
    name,
    kind: z.enum(authorityKinds),
    jurisdiction: z.string().length(2),
  }),
  letter: z.strictObject({ channel: z.string().max(40), receivedAt: z.string().max(40), writtenOn: day, scan: z.string().max(100) }),
  /** Who read it first, then whoever confirmed it. */
  officers: z.array(z.string().max(80)).min(2).max(10),
});
export type AttestationWire = z.infer<typeof attestationSchema>;
/** The payload of the signed document about one record that came by letter. */
export const attestedRecordSchema = z.strictObject({
  v: z.literal(1),
  originator: z.string().max(80),
  attestation: attestationSchema,
  /** Under which identifier it goes, which the attesting authority gave it; the digest of salt and body. */
  datum: z.strictObject({ recordId: z.string().max(80), digest: z.string().max(100) }),
  /** As its originator set them, by the agreement and by what the letter says. */
  conditions: z.array(conditionSchema).min(1).max(20),
  at: z.string().max(40),
});
export type AttestedRecordWire = z.infer<typeof attestedRecordSchema>;
/** A consent in a letter: what it says, and who attests that in the place of the signer. */
export type AttestedConsentWire = ConsentWire & { readonly attestation: AttestationWire };

/** How a datum of a third authority came to whoever gives it, and by whose leave it goes on. */
export const passedOnSchema = z.strictObject({
  /** Under which identifier its originator keeps it. */
  origin: z.strictObject({ recordId: z.string() }),
  /** From the originator to the authority that gives it now, each with the dispatch that brought it. */
  chain: z
    .array(z.strictObject({ from: z.string(), to: z.string(), dispatch: z.string() }))
    .min(1)
    .max(limits.onwardHopsMax),
  /** Null where the originator's conditions list the recipient. */
  consent: carriedConsentSchema.nullable(),
  /** Who attests that it came so, where its originator is known by letter; left out where its originator has a server. */
  attested: carriedConsentSchema.optional(),
});
export type PassedOnWire = z.infer<typeof passedOnSchema>;

// --- verdicts ---------------------------------------------------------------------------------------------------
export const clauseRefSchema = z.strictObject({ agreement: agreementRefSchema, title: z.string(), clause: z.string() });
export const verdictReasonSchema = z.strictObject({
  kind: z.string(),
  sentence: z.string(),
  clause: clauseRefSchema.nullable(),
  /** The form field to mend, where there is one. */
  field: z.string().nullable(),
});
export const verdictSchema = z.strictObject({
  outcome: z.enum(['permitted', 'needs', 'refused']),
  governing: clauseRefSchema.nullable(),
  /** In the documented order; the first decides the outcome. */
  reasons: z.array(verdictReasonSchema),
  deadlines: z.array(z.strictObject({ step: z.enum(deadlineSteps), dueAt: z.string(), sentence: z.string(), clause: clauseRefSchema })),
  /** What a datum given in answer will carry. */
  conditions: z.array(z.strictObject({ limits: conditionLimitsSchema, clause: clauseRefSchema })),
  approversMin: z.int().min(0),
  /** Other agreements looked at and why they do or do not permit it. */
  alternatives: z.array(
    z.strictObject({
      agreement: agreementRefSchema,
      title: z.string(),
      outcome: z.enum(['permitted', 'needs', 'refused']),
      sentence: z.string(),
    }),
  ),
});
export type VerdictWire = z.infer<typeof verdictSchema>;

// --- calls ------------------------------------------------------------------------------------------------------
export const agreementStatuses = ['draft', 'partly-signed', 'in-force', 'not-yet', 'ended', 'suspended', 'withdrawn'] as const;
export const agreementRowSchema = z.strictObject({
  ref: agreementRefSchema,
  title: z.string(),
  legalNature: z.enum(['binding', 'non-binding']),
  status: z.enum(agreementStatuses),
  parties: z.array(z.strictObject({ authorityId: z.string(), name: z.string(), jurisdiction: z.string(), hasSigned: z.boolean() })),
  inForceFrom: z.string(),
  inForceUntil: z.string().nullable(),
  isBuiltIn: z.boolean(),
});
/**
 * How far a signature was checked. `confirmed`: by keys whose fingerprint officers here have compared. `by-its-own-keys`: by the key
 * history in the file, which proves the identity and not whose it is. `unchecked`: no key of that party is known.
 */
export const signatureChecks = ['confirmed', 'by-its-own-keys', 'unchecked'] as const;
export type SignatureCheck = (typeof signatureChecks)[number];

const checked = z.enum(signatureChecks);
export const publishedRowSchema = z.strictObject({
  ref: agreementRefSchema,
  title: z.string(),
  publisher: z.strictObject({ authorityId: z.string(), name: z.string() }),
  publishedAt: z.string(),
  clause: z.string(),
  takenAt: z.string(),
  /** The least that any signature was checked. */
  checked,
  parties: z.array(z.strictObject({ authorityId: z.string(), name: z.string(), jurisdiction: z.string(), checked })).min(2),
});
export type PublishedRowWire = z.infer<typeof publishedRowSchema>;

export const agreementDetailSchema = agreementRowSchema.extend({
  document: agreementSchema,
  /** Null for our own; else who published it, and how far its signatures were checked. */
  published: publishedRowSchema.nullable(),
  /** Parties known by letter that signed on paper, each with the digest of the scan and the day beside the signatures. */
  onPaper: z.array(z.strictObject({ party: z.string(), scan: z.string(), signedOn: z.string() })),
});
export type AgreementRowWire = z.infer<typeof agreementRowSchema>;
export type AgreementDetailWire = z.infer<typeof agreementDetailSchema>;

// --- templates and lint -------------------------------------------------------------------------------------------
const partyIds = z.array(z.string().max(80)).max(limits.partiesMax);
/** What a drafter fills into a template. */
export const fillTemplateSchema = z.strictObject({
  parties: z.array(partySchema).min(2).max(limits.partiesMax),
  inForceFrom: z.string().max(40),
  inForceUntil: z.string().max(40).nullable().optional(),
  title: name.optional(),
  languages: z.array(z.string().max(20)).min(1).max(20).optional(),
  notYetAble: partyIds.optional(),
  thirdCountry: partyIds.optional(),
  observers: partyIds.optional(),
  throughCourt: z
    .array(z.strictObject({ party: z.string().max(80), capabilities: z.array(z.enum(capabilities)).min(1) }))
    .max(limits.partiesMax)
    .optional(),
  firms: z.array(z.string().max(20)).max(200).optional(),
  besides: z.string().max(80).optional(),
  redressContact: z.string().min(1).max(300).optional(),
});
export type FillTemplateWire = z.infer<typeof fillTemplateSchema>;
/** What besides parties and dates makes a template one's own; which of them a template takes, it says itself. */
export const templateOptionsSchema = fillTemplateSchema.pick({
  title: true,
  notYetAble: true,
  thirdCountry: true,
  observers: true,
  throughCourt: true,
  firms: true,
  besides: true,
  redressContact: true,
});
export type TemplateOptionsWire = z.infer<typeof templateOptionsSchema>;
export const agreementTemplateSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  summary: z.string(),
  instruments: z.array(z.string()),
  legalNature: z.enum(['binding', 'non-binding']),
  partyKinds: z.array(z.enum(authorityKinds)),
  partiesMax: z.int(),
  options: z.array(z.string()),
  clauses: z.int(),
  terms: z.int(),
  /** How many facts its sources leave uncertain. */
  toVerify: z.int(),
});
export type AgreementTemplateWire = z.infer<typeof agreementTemplateSchema>;
/** A template among two invented parties, for reading. */
export const agreementTemplateDetailSchema = agreementTemplateSchema.extend({ document: agreementSchema });
export type AgreementTemplateDetailWire = z.infer<typeof agreementTemplateDetailSchema>;
export const lintFindingSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  path: z.string(),
  problem: z.string(),
  remedy: z.string(),
});
export const openQuestionSchema = z.strictObject({ clause: z.string(), reference: z.string(), toVerify: z.string() });
export const lintReportSchema = z.strictObject({ findings: z.array(lintFindingSchema), toVerify: z.array(openQuestionSchema) });
export type LintReportWire = z.infer<typeof lintReportSchema>;
export const filledTemplateSchema = lintReportSchema.extend({ document: agreementSchema });
