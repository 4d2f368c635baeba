// SPDX-License-Identifier: Apache-2.0
/**
 * Notes between the parties of an agreement, as they travel and are kept.
 *
 * A note is the payload of a signed document (DSSE): its identity is the digest of the exact signed bytes. It names the notes
 * that its author had read, so that whoever holds the notes can compute what was true when it was written.
 */
import { z } from 'zod';
import { agreementRefSchema, assistanceKindSchema, consentRules } from '../../agreements/wire.ts';
import { limits } from '../../kernel/index.ts';
import { day, digest } from '../../kernel/wire.ts';
import { approvalSchema } from '../../seals/wire.ts';

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
  /** Days after which a motion that was neither carried nor lost takes no more votes: two meetings of a body that meets every month. */
  motionDaysMax: 60,
  /** Acts of the past that are judged again under a proposed version: a year of the busiest pair. */
  replayedActsMax: 5000,
} as const;

export const text = z.string().trim().min(1).max(limits.textCharactersMax);
export const remark = z.string().max(limits.textCharactersMax);
export const clauseNumber = z.string().regex(/^\d{1,3}(\.\d{1,3}){0,3}$/, 'It is no number of a clause');
export const documentText = z.string().min(2).max(negotiationLimits.documentBytesMax);

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
  evidence: digest,
});
export type MandateWire = z.infer<typeof mandateSchema>;

export const paperForms = ['pen', 'qualified-signature'] as const;
export const checkOutcomes = ['clear', 'concerns'] as const;
export const votes = ['for', 'against'] as const;
export const motionAims = ['suspend', 'lift'] as const;

const common = {
  v: z.literal(1),
  /** The negotiation; of the life of an agreement, an identifier that follows from its digest. */
  negotiation: z.string().max(60),
  author: z.string().max(60),
  /** The author's notes in this negotiation, counted from 1. */
  place: z.int().min(1).max(negotiationLimits.notesMax),
  /** Digests of the latest notes that the author had read, its own among them; sorted. */
  follows: z.array(digest).max(negotiationLimits.followsMax),
  at: z.string().max(40),
  preparedBy: z.string().max(60),
  /** Of the signatories, each over exactly this subject; empty where none is needed. */
  approvals: z.array(approvalSchema).max(negotiationLimits.signatoriesMax),
  /** The mandate of each of them. */
  mandates: z.array(mandateSchema).max(negotiationLimits.signatoriesMax),
};
/** A version is named by the note that brought it. */
const version = { version: digest };
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

/** What a motion says, and what a vote on it says; the motion is named by the digest of its note. */
export const motionShape = { party: z.string().max(60), aim: z.enum(motionAims), reason: text };
export const motionVoteShape = { motion: digest, vote: z.enum(votes), reason: remark };

export const noteSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('propose'), ...common, document: documentText, replaces: replacedSchema.nullable(), remark }),
  /** Another text in answer to the version that stands, which is named by its note. */
  z.strictObject({ kind: z.literal('counter'), ...common, answers: digest, document: documentText, remark }),
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
    evidence: digest.nullable(),
  }),
  z.strictObject({ kind: z.literal('vote'), ...common, applicant: z.string().max(60), vote: z.enum(votes), reason: remark }),
  z.strictObject({ kind: z.literal('end'), ...common, reason: text }),
  /** A paper signed by hand or with a qualified signature, bound to the terms by both digests. */
  z.strictObject({
    kind: z.literal('bind'),
    ...common,
    terms: digest,
    file: digest,
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
  /** The author's holidays from a day on; before it what held stays. */
  z.strictObject({
    kind: z.literal('calendar'),
    ...common,
    ...agreement,
    from: day,
    holidays: z.array(day).max(400),
  }),
  /** That the others suspend a party, or end that; its author votes for it by moving it. */
  z.strictObject({ kind: z.literal('motion'), ...common, ...agreement, ...motionShape }),
  z.strictObject({ kind: z.literal('motion-vote'), ...common, ...agreement, ...motionVoteShape }),
  /** What the party concerned has to say; it has no vote. */
  z.strictObject({ kind: z.literal('motion-answer'), ...common, ...agreement, motion: digest, text }),
]);
export type NoteWire = z.infer<typeof noteSchema>;
export type NoteKind = NoteWire['kind'];
export type NoteOf<Kind extends NoteKind> = Extract<NoteWire, { kind: Kind }>;

/** The body of a dispatch of kind `negotiation.note`: the signed document, as text. */
export const noteBodySchema = z.strictObject({ note: z.string().min(2).max(1_000_000) });
export type NoteBodyWire = z.infer<typeof noteBodySchema>;
