// SPDX-License-Identifier: Apache-2.0
/** Negotiations and lives of agreements as the workplace sees them, and what its calls take; the notes themselves stand in notes/wire.ts. */
import { z } from 'zod';
import { segmentSchema } from '../kernel/wire.ts';
import { agreementRefSchema, agreementSchema, assistanceKindSchema, templateOptionsSchema, termSchema } from '../agreements/wire.ts';
import { limits } from '../kernel/index.ts';
import { digest } from '../kernel/wire.ts';
import { givenProofSchema } from '../officers/wire.ts';
import {
  checkOutcomes,
  clauseNumber,
  documentText,
  motionAims,
  motionShape,
  motionVoteShape,
  paperForms,
  remark,
  text,
  votes,
} from './notes/wire.ts';

export { type AnnounceHolidays, announceHolidaysSchema, calendarViewSchema, type CalendarWire } from './calendars/wire.ts';
export {
  checkOutcomes,
  type MandateWire,
  motionAims,
  negotiationLimits,
  noteBodySchema,
  type NoteKind,
  type NoteOf,
  noteSchema,
  type NoteWire,
  paperForms,
  type ReplacedWire,
  votes,
} from './notes/wire.ts';

const agreement = { agreement: agreementRefSchema };

/** What waits for signatories: the note to be, without what is only known when it is written. */
const waiting = {
  sign: z.strictObject({ kind: z.literal('sign'), version: digest }),
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
  motion: z.strictObject({ kind: z.literal('motion'), ...agreement, ...motionShape }),
  'motion-vote': z.strictObject({ kind: z.literal('motion-vote'), ...agreement, ...motionVoteShape }),
};
export const waitingContentSchema = z.discriminatedUnion('kind', [
  waiting.sign,
  waiting.reserve,
  waiting.suspend,
  waiting.resume,
  waiting.withdraw,
  waiting.motion,
  waiting['motion-vote'],
]);
export type WaitingContent = z.infer<typeof waitingContentSchema>;
/** A declaration about an agreement in force; which one stands in the address. */
export const declarationSchema = z.discriminatedUnion('kind', [
  waiting.reserve.omit({ agreement: true }),
  waiting.suspend.omit({ agreement: true }),
  waiting.resume.omit({ agreement: true }),
  waiting.withdraw.omit({ agreement: true }),
  waiting.motion.omit({ agreement: true }),
  waiting['motion-vote'].omit({ agreement: true }),
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
/** `lapsed`: too few voted in time. */
export const motionStates = ['open', 'carried', 'lost', 'lapsed'] as const;
export const motionViewSchema = z.strictObject({
  note: z.string(),
  aim: z.enum(motionAims),
  party: authoritySchema,
  by: authoritySchema,
  at: z.string(),
  reason: z.string(),
  state: z.enum(motionStates),
  /** When it was carried, or until when votes are taken. */
  until: z.string(),
  needed: z.int(),
  votes: z.array(z.strictObject({ by: authoritySchema, vote: z.enum(votes), reason: z.string(), at: z.string() })),
  notVoted: z.array(authoritySchema),
  answer: z.string().nullable(),
  mayVote: z.boolean(),
  mayAnswer: z.boolean(),
});
export type MotionViewWire = z.infer<typeof motionViewSchema>;
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
  'motion',
] as const;
export type AllowedStep = (typeof allowedSteps)[number];

/** A signature inside a PDF: who, by which certificate, and what the certificate says of itself. */
export const pdfSignatureSchema = z.strictObject({
  signer: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  chain: z.array(z.string()),
  isChainWhole: z.boolean(),
  isCalledQualified: z.boolean(),
  isKeyInDevice: z.boolean(),
  digestAlgorithm: z.string(),
  claimedAt: z.string().nullable(),
  coversWhole: z.boolean(),
});
export type PdfSignatureWire = z.infer<typeof pdfSignatureSchema>;

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
  /** Motions about a party, the latest first. */
  motions: z.array(motionViewSchema),
  /** Whom this authority may move to suspend, and whose suspension to end. */
  movable: z.array(z.strictObject({ party: authoritySchema, aim: z.enum(motionAims) })),
  notes: z.array(noteViewSchema),
  papers: z.array(
    z.strictObject({
      file: z.string(),
      form: z.enum(paperForms),
      by: authoritySchema,
      at: z.string(),
      isHere: z.boolean(),
      /** What was read of the signatures in it when it was bound here; null for one signed by hand, and for one that is elsewhere. */
      signatures: z.array(pdfSignatureSchema).nullable(),
    }),
  ),
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
    z.strictObject({ kind: z.literal('template'), name: z.string().max(100), options: templateOptionsSchema.optional() }),
    /** A version that is held here; what is in force is amended, and every other text is a pattern. */
    z.strictObject({ kind: z.literal('agreement'), digest }),
    z.strictObject({ kind: z.literal('text'), text: documentText }),
  ]),
  /** Peers that are to be parties beside us; in an amendment, those that join. */
  counterparts: z.array(z.string().max(60)).max(limits.partiesMax),
});
export type BeginNegotiation = z.infer<typeof beginNegotiationSchema>;
export const draftTextSchema = z.strictObject({ text: documentText });
export const sendDraftSchema = z.strictObject({ remark });
export const commentSchema = z.strictObject({ version: digest, clause: clauseNumber, text });
export const onVersionSchema = z.strictObject({ version: digest });
export const endSchema = z.strictObject({ reason: text });
export const checkSchema = z.strictObject({
  applicant: z.string().max(60),
  outcome: z.enum(checkOutcomes),
  sources: text,
  findings: remark,
  evidence: digest.nullable(),
});
export const motionAnswerSchema = z.strictObject({ motion: digest, text });
export const voteSchema = z.strictObject({ applicant: z.string().max(60), vote: z.enum(votes), reason: remark });
export const signatoryApprovalSchema = z.strictObject({ subject: digest, proof: givenProofSchema });
export const returnWaitingSchema = z.strictObject({ subject: digest });
export const newMandateSchema = z.strictObject({
  officer: z.string().max(60),
  office: z.string().trim().min(1).max(limits.nameCharactersMax),
  scope: z.string().max(60),
  from: z.string().max(40),
  until: z.string().max(40),
  evidence: digest,
});
export const mandateRowSchema = newMandateSchema.extend({ id: z.string(), name: z.string(), isCurrent: z.boolean() });
export type MandateRowWire = z.infer<typeof mandateRowSchema>;
export const templateRowSchema = z.strictObject({ name: z.string(), title: z.string(), options: z.array(z.string()) });
export type TemplateRowWire = z.infer<typeof templateRowSchema>;
