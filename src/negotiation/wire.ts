// SPDX-License-Identifier: Apache-2.0
/**
 * Notes between the parties of an agreement, as they travel and are kept; and negotiations as the workplace sees them.
 *
 * A note is the payload of a signed document (DSSE): its identity is the digest of the exact signed bytes. It names the notes
 * that its author had read, so that whoever holds the notes can compute what was true when it was written.
 */
import { z } from 'zod';
import { agreementRefSchema, agreementSchema, assistanceKindSchema, consentRules, termSchema } from '../agreements/wire.ts';
import { limits } from '../kernel/index.ts';
import { givenProofSchema } from '../officers/wire.ts';
import { approvalSchema } from '../seals/wire.ts';

export const negotiationLimits = {
  /** Bytes of a draft: with its signature it fits the body of one dispatch, and it is three times the largest memorandum of today. */
  documentBytesMax: 500_000,
  /** Notes of one negotiation: more, and nobody can follow it any more; begin another one. */
  notesMax: 1000,
  /** Notes that one note can follow directly: one for each party that wrote at the same time. */
  followsMax: 64,
  /** A paper that was signed by hand or with a qualified signature: a scan of a hundred pages. */
  paperBytesMax: 32 * 1_048_576,
  /** Officers who sign for one authority. */
  signatoriesMax: 10,
  /** By how much a note's own clock may be ahead of ours: as for calls between servers. */
  clockAheadMsMax: 300_000,
  /** Days of notice where the agreement names none: what the multilateral memoranda of securities regulators ask. */
  noticeDaysDefault: 30,
  /** Acts of the past that are judged again under a proposed version: a year of the busiest pair. */
  replayedActsMax: 5000,
} as const;

const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'It is no digest');
const text = z.string().trim().min(1).max(limits.textCharactersMax);
const remark = z.string().max(limits.textCharactersMax);
const clauseNumber = z.string().regex(/^\d{1,3}(\.\d{1,3}){0,3}$/, 'It is no number of a clause');
const documentText = z.string().min(2).max(negotiationLimits.documentBytesMax);

/** By what right an officer signs for the authority: shown with every signature, without the officer's name. */
export const mandateSchema = z.strictObject({
  officer: z.string().max(60),
  /** The office held, for instance the head of international affairs. */
  office: z.string().min(1).max(limits.nameCharactersMax),
  /** `every-agreement`, or the identifier of one. */
  scope: z.string().max(60),
  from: z.string().max(40),
  until: z.string().max(40),
  /** Digest of the decision or full power that gives the mandate. */
  evidence: digestSchema,
});
export type MandateWire = z.infer<typeof mandateSchema>;

export const paperForms = ['pen', 'qualified-signature'] as const;
export const checkOutcomes = ['clear', 'concerns'] as const;
export const votes = ['for', 'against'] as const;

const common = {
  v: z.literal(1),
  /** The negotiation; of the life of an agreement, an identifier that follows from its digest. */
  negotiation: z.string().max(60),
  author: z.string().max(60),
  /** The author's notes in this negotiation, counted from 1. */
  place: z.int().min(1).max(negotiationLimits.notesMax),
  /** Digests of the latest notes that the author had read, its own among them; sorted. */
  follows: z.array(digestSchema).max(negotiationLimits.followsMax),
  at: z.string().max(40),
  preparedBy: z.string().max(60),
  /** Of the signatories, each over exactly this subject; empty where none is needed. */
  approvals: z.array(approvalSchema).max(negotiationLimits.signatoriesMax),
  /** The mandate of each of them. */
  mandates: z.array(mandateSchema).max(negotiationLimits.signatoriesMax),
};
/** A version is named by the note that brought it. */
const version = { version: digestSchema };
const agreement = { agreement: agreementRefSchema };

/** What is replaced: the version in force, with what those who do not hold it must know of it. */
export const replacedSchema = z.strictObject({
  ref: agreementRefSchema,
  parties: z.array(z.string().max(60)).min(2).max(limits.partiesMax),
  inForceFrom: z.string().max(40),
  /** What it asks before an authority joins: whether a check, and whose vote. */
  accession: z.strictObject({ isChecked: z.boolean(), consent: z.enum(consentRules) }),
});
export type ReplacedWire = z.infer<typeof replacedSchema>;

export const noteSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('propose'), ...common, document: documentText, replaces: replacedSchema.nullable(), remark }),
  /** Another text in answer to the version that stands, which is named by its note. */
  z.strictObject({ kind: z.literal('counter'), ...common, answers: digestSchema, document: documentText, remark }),
  z.strictObject({ kind: z.literal('comment'), ...common, ...version, clause: clauseNumber, text }),
  z.strictObject({ kind: z.literal('agree'), ...common, ...version }),
  z.strictObject({
    kind: z.literal('sign'),
    ...common,
    ...version,
    /** The author's signature over the agreement itself, by its key for dispatches. */
    keyId: z.string().max(120),
    signature: z.string().max(22_000),
  }),
  /** What an existing party found when it screened an applicant. */
  z.strictObject({
    kind: z.literal('check'),
    ...common,
    applicant: z.string().max(60),
    outcome: z.enum(checkOutcomes),
    /** Which lists and registers, and of what date. */
    sources: text,
    findings: remark,
    evidence: digestSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('vote'), ...common, applicant: z.string().max(60), vote: z.enum(votes), reason: remark }),
  z.strictObject({ kind: z.literal('end'), ...common, reason: text }),
  /** A paper signed by hand or with a qualified signature, bound to the terms by both digests. */
  z.strictObject({
    kind: z.literal('bind'),
    ...common,
    terms: digestSchema,
    file: digestSchema,
    size: z.int().min(1),
    form: z.enum(paperForms),
  }),
  z.strictObject({
    kind: z.literal('reserve'),
    ...common,
    ...agreement,
    clause: clauseNumber,
    /** What the author neither gives nor asks under the agreement from now on. */
    assistance: z.array(assistanceKindSchema).min(1),
    text,
  }),
  z.strictObject({ kind: z.literal('suspend'), ...common, ...agreement, reason: text }),
  z.strictObject({ kind: z.literal('resume'), ...common, ...agreement, remark }),
  z.strictObject({ kind: z.literal('withdraw'), ...common, ...agreement, reason: text, noticeDays: z.int().min(1).max(3650) }),
]);
export type NoteWire = z.infer<typeof noteSchema>;
export type NoteKind = NoteWire['kind'];
export type NoteOf<Kind extends NoteKind> = Extract<NoteWire, { kind: Kind }>;

/** The body of a dispatch of kind `negotiation.note`: the signed document, as text. */
export const noteBodySchema = z.strictObject({ note: z.string().min(2).max(1_000_000) });
export type NoteBodyWire = z.infer<typeof noteBodySchema>;

// --- as the workplace sees them -------------------------------------------------------------------------------------

/** What waits for signatories: the note to be, without what is only known when it is written. */
const waiting = {
  sign: z.strictObject({ kind: z.literal('sign'), version: digestSchema }),
  reserve: z.strictObject({
    kind: z.literal('reserve'),
    ...agreement,
    clause: clauseNumber,
    assistance: z.array(assistanceKindSchema).min(1).max(20),
    text,
  }),
  suspend: z.strictObject({ kind: z.literal('suspend'), ...agreement, reason: text }),
  resume: z.strictObject({ kind: z.literal('resume'), ...agreement, remark }),
  withdraw: z.strictObject({ kind: z.literal('withdraw'), ...agreement, reason: text, noticeDays: z.int().min(1).max(3650) }),
};
export const waitingContentSchema = z.discriminatedUnion('kind', [
  waiting.sign,
  waiting.reserve,
  waiting.suspend,
  waiting.resume,
  waiting.withdraw,
]);
export type WaitingContent = z.infer<typeof waitingContentSchema>;
/** A declaration about an agreement in force; which one stands in the address. */
export const declarationSchema = z.discriminatedUnion('kind', [
  waiting.reserve.omit({ agreement: true }),
  waiting.suspend.omit({ agreement: true }),
  waiting.resume.omit({ agreement: true }),
  waiting.withdraw.omit({ agreement: true }),
]);
export type Declaration = z.infer<typeof declarationSchema>;

/** `yields`: another negotiation for the same version was begun earlier and goes first. `life`: of an agreement in force. */
export const rowStates = ['draft', 'open', 'agreed', 'signing', 'complete', 'ended', 'contradicted', 'yields', 'life'] as const;
export type RowState = (typeof rowStates)[number];

const authoritySchema = z.strictObject({ authorityId: z.string(), name: z.string(), jurisdiction: z.string() });
export const negotiationRowSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['negotiation', 'life']),
  state: z.enum(rowStates),
  title: z.string(),
  agreementId: z.string(),
  version: z.int(),
  parties: z.array(authoritySchema),
  isOurTurn: z.boolean(),
  /** Whose turn it is. */
  turn: z.array(authoritySchema),
  /** Whether something waits here for a signatory. */
  isWaiting: z.boolean(),
  updatedAt: z.string(),
});
export type NegotiationRowWire = z.infer<typeof negotiationRowSchema>;

export const signatorySchema = z.strictObject({
  office: z.string(),
  /** Only of our own officers; names stay at home. */
  name: z.string().nullable(),
  method: z.string(),
  evidence: z.string(),
  at: z.string(),
});
export const noteViewSchema = z.strictObject({
  digest: z.string(),
  kind: z.string(),
  author: authoritySchema,
  at: z.string(),
  clause: z.string().nullable(),
  text: z.string(),
  /** The version it speaks of, by its note. */
  version: z.string().nullable(),
  signatories: z.array(signatorySchema),
});
export type NoteViewWire = z.infer<typeof noteViewSchema>;

export const versionViewSchema = z.strictObject({
  note: z.string(),
  terms: z.string(),
  round: z.int(),
  author: authoritySchema,
  at: z.string(),
  remark: z.string(),
  isStanding: z.boolean(),
});
const findingSchema = z.strictObject({ severity: z.enum(['error', 'warning']), path: z.string(), problem: z.string(), remedy: z.string() });
export const screeningViewSchema = z.strictObject({
  applicant: authoritySchema,
  isPassed: z.boolean(),
  notVoted: z.array(authoritySchema),
  checks: z.array(
    z.strictObject({ by: authoritySchema, outcome: z.enum(checkOutcomes), sources: z.string(), findings: z.string(), at: z.string() }),
  ),
  votes: z.array(z.strictObject({ by: authoritySchema, vote: z.enum(votes), reason: z.string(), at: z.string() })),
});
export const allowedSteps = [
  'draft',
  'send',
  'comment',
  'agree',
  'sign',
  'check',
  'vote',
  'end',
  'bind',
  'resend',
  'reserve',
  'suspend',
  'resume',
  'withdraw',
] as const;
export type AllowedStep = (typeof allowedSteps)[number];

export const negotiationDetailSchema = z.strictObject({
  row: negotiationRowSchema,
  /** Digest of the latest notes: the same at every party that holds the same notes. */
  head: z.string(),
  /** Digest of the text that stands, or of the agreement. */
  terms: z.string().nullable(),
  document: agreementSchema.nullable(),
  /** Our own text that has not been sent, with what lint finds. */
  draft: z.strictObject({ text: z.string(), document: agreementSchema.nullable(), findings: z.array(findingSchema) }).nullable(),
  replaces: agreementRefSchema.nullable(),
  versions: z.array(versionViewSchema),
  agreedBy: z.array(authoritySchema),
  signedBy: z.array(authoritySchema),
  screenings: z.array(screeningViewSchema),
  notes: z.array(noteViewSchema),
  papers: z.array(z.strictObject({ file: z.string(), form: z.enum(paperForms), by: authoritySchema, at: z.string(), isHere: z.boolean() })),
  /** Parties that lack notes which are held here, and whether these are on their way. */
  behind: z.array(z.strictObject({ party: authoritySchema, notes: z.int(), isOnItsWay: z.boolean() })),
  waiting: z
    .strictObject({
      subject: z.string(),
      content: waitingContentSchema,
      preparedBy: z.string(),
      approversMin: z.int(),
      approved: z.array(z.string()),
      mayApprove: z.boolean(),
    })
    .nullable(),
  /** The negotiation for the same version that goes first. */
  yieldsTo: z.string().nullable(),
  /** What this officer may do now. */
  may: z.array(z.enum(allowedSteps)),
});
export type NegotiationDetailWire = z.infer<typeof negotiationDetailSchema>;

// --- redline and replay ---------------------------------------------------------------------------------------------

export const changes = ['same', 'added', 'removed', 'changed'] as const;
const segmentSchema = z.strictObject({ change: z.enum(['same', 'added', 'removed']), text: z.string() });
export const redlineSchema = z.strictObject({
  /** Title, nature, dates, preamble and parties, where they differ. */
  facts: z.array(z.strictObject({ name: z.string(), segments: z.array(segmentSchema) })),
  clauses: z.array(
    z.strictObject({
      number: z.string(),
      change: z.enum(changes),
      heading: z.array(segmentSchema),
      text: z.array(segmentSchema),
      terms: z.array(z.strictObject({ change: z.enum(changes), before: termSchema.nullable(), after: termSchema.nullable() })),
    }),
  ),
  counts: z.strictObject({ clauses: z.int(), terms: z.int() }),
});
export type RedlineWire = z.infer<typeof redlineSchema>;
export type Segment = z.infer<typeof segmentSchema>;

export const replaySchema = z.strictObject({
  since: z.string(),
  /** Acts between the parties that were judged again. */
  judged: z.int(),
  isWhole: z.boolean(),
  same: z.int(),
  changed: z.array(
    z.strictObject({
      dispatch: z.string(),
      at: z.string(),
      act: z.string(),
      from: authoritySchema,
      to: authoritySchema,
      was: z.string(),
      would: z.string(),
      sentence: z.string(),
      clause: z.string().nullable(),
    }),
  ),
});
export type ReplayWire = z.infer<typeof replaySchema>;

// --- calls ----------------------------------------------------------------------------------------------------------

export const beginNegotiationSchema = z.strictObject({
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('template'), name: z.string().max(100) }),
    /** A version that is held here; what is in force is amended, and every other text is a pattern. */
    z.strictObject({ kind: z.literal('agreement'), digest: digestSchema }),
    z.strictObject({ kind: z.literal('text'), text: documentText }),
  ]),
  /** Peers that are to be parties beside us; in an amendment, those that join. */
  counterparts: z.array(z.string().max(60)).max(limits.partiesMax),
});
export type BeginNegotiation = z.infer<typeof beginNegotiationSchema>;
export const draftTextSchema = z.strictObject({ text: documentText });
export const sendDraftSchema = z.strictObject({ remark });
export const commentSchema = z.strictObject({ version: digestSchema, clause: clauseNumber, text });
export const onVersionSchema = z.strictObject({ version: digestSchema });
export const endSchema = z.strictObject({ reason: text });
export const checkSchema = z.strictObject({
  applicant: z.string().max(60),
  outcome: z.enum(checkOutcomes),
  sources: text,
  findings: remark,
  evidence: digestSchema.nullable(),
});
export const voteSchema = z.strictObject({ applicant: z.string().max(60), vote: z.enum(votes), reason: remark });
export const signatoryApprovalSchema = z.strictObject({ subject: digestSchema, proof: givenProofSchema });
export const returnWaitingSchema = z.strictObject({ subject: digestSchema });
export const newMandateSchema = z.strictObject({
  officer: z.string().max(60),
  office: z.string().trim().min(1).max(limits.nameCharactersMax),
  scope: z.string().max(60),
  from: z.string().max(40),
  until: z.string().max(40),
  evidence: digestSchema,
});
export const mandateRowSchema = newMandateSchema.extend({ id: z.string(), name: z.string(), isCurrent: z.boolean() });
export type MandateRowWire = z.infer<typeof mandateRowSchema>;
export const templateRowSchema = z.strictObject({ name: z.string(), title: z.string() });
