// SPDX-License-Identifier: Apache-2.0
/**
 * Reporting as its two sides see it: the persons and programs of firms, and the analysts who read what they send.
 *
 * Nothing of it travels between authorities: a report that is passed on goes as a record in a disclosure.
 */
import { z } from 'zod';
import { purposeSchema } from '../conditions/wire.ts';
import { storableText } from '../kernel/wire.ts';
import { partyOfRecordSchema, suspicions } from '../records/wire.ts';

const name = storableText.trim().min(1).max(300);
const email = storableText.trim().min(3).max(254).includes('@');
const id = z.string().max(60);
const text = storableText.trim().min(1).max(20_000);

// --- firms, for officers -------------------------------------------------------------------------------------------
export const personRowSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  state: z.enum(['invited', 'invitation-over', 'active', 'disabled']),
  lastSignInAt: z.string().nullable(),
});
export const firmKeyRowSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  isRevoked: z.boolean(),
});
export const firmRowSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  lei: z.string().nullable(),
  /** Under which reference its registration stands among our records. */
  registration: z.string().nullable(),
  isClosed: z.boolean(),
  persons: z.array(personRowSchema),
  keys: z.array(firmKeyRowSchema),
});
export type FirmRowWire = z.infer<typeof firmRowSchema>;
/** The list, and whether anybody at the authority may read what comes: a warning where nobody may. */
export const firmsAnswerSchema = z.strictObject({ firms: z.array(firmRowSchema), hasReader: z.boolean(), address: z.string() });
export const newFirmSchema = z.strictObject({ name, lei: storableText.trim().max(40).nullable(), registration: name.nullable() });
export const firmChangeSchema = z.strictObject({ isClosed: z.boolean() });
export const newPersonSchema = z.strictObject({ name, email });
export const personChangeSchema = z.strictObject({ isDisabled: z.boolean() });
/** Shown once, to be handed over by a way on which nobody else reads. */
export const invitationSchema = z.strictObject({ person: z.string(), secret: z.string(), until: z.string() });
export type PersonInvitationWire = z.infer<typeof invitationSchema>;
export const newKeySchema = z.strictObject({ label: name });
export const madeKeySchema = z.strictObject({ key: firmKeyRowSchema, secret: z.string() });

// --- the door of the portal ------------------------------------------------------------------------------------------
export const joiningSchema = z.strictObject({ secret: z.string().max(100) });
export const joiningAnswerSchema = z.strictObject({
  firm: z.string(),
  name: z.string(),
  email: z.string(),
  authenticatorSecret: z.string(),
  authenticatorUri: z.string(),
});
export const joinSchema = z.strictObject({ secret: z.string().max(100), password: z.string().max(1000), code: z.string().max(20) });
export const firmSignInSchema = z.strictObject({ email: storableText.max(254), password: z.string().max(1000), code: z.string().max(20) });
export const firmSessionSchema = z.strictObject({
  firm: z.strictObject({ id: z.string(), name: z.string(), lei: z.string().nullable() }),
  /** Null for a program that shows a key. */
  person: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  authority: z.strictObject({ name: z.string(), jurisdiction: z.string(), timeZone: z.string() }),
  csrfToken: z.string().nullable(),
  endsAt: z.string().nullable(),
});
export type FirmSessionWire = z.infer<typeof firmSessionSchema>;

// --- submissions --------------------------------------------------------------------------------------------------------
export const submissionFormats = ['goaml', 'fincen-sar', 'stor', 'comity-csv', 'comity-json'] as const;
export const submissionFormatSchema = z.enum(submissionFormats);
export const submissionQuerySchema = z.strictObject({ format: submissionFormatSchema, fileName: name });
const faultSchema = z.strictObject({ line: z.int(), field: z.string(), reason: z.string(), remedy: z.string() });
export const reportAnswerSchema = z.strictObject({
  fileName: z.string(),
  digest: z.string(),
  answeredAt: z.string(),
  fileFaults: z.array(faultSchema),
  reports: z.array(
    z.strictObject({
      reference: z.string(),
      outcome: z.enum(['accepted', 'rejected', 'unchanged']),
      number: z.string().nullable(),
      faults: z.array(faultSchema),
    }),
  ),
});
export type ReportAnswerWire = z.infer<typeof reportAnswerSchema>;
export const submissionRowSchema = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  format: submissionFormatSchema,
  way: z.enum(['form', 'upload', 'program']),
  sentBy: z.string().nullable(),
  sentAt: z.string(),
  accepted: z.int(),
  rejected: z.int(),
});
export type SubmissionRowWire = z.infer<typeof submissionRowSchema>;
export const submissionSchema = submissionRowSchema.extend({ answer: reportAnswerSchema });
export type SubmissionWire = z.infer<typeof submissionSchema>;
export const answerFileQuerySchema = z.strictObject({ as: z.enum(['json', 'csv']) });

/** A form as far as it has been filled in: nothing of it need be there yet. */
export const draftContentSchema = z.strictObject({
  reference: storableText.max(300),
  suspicion: z.enum(suspicions),
  narrative: storableText.max(20_000),
  action: storableText.max(20_000),
  follows: z.strictObject({ relation: z.enum(['supplements', 'corrects', 'continues']), reference: storableText.max(300) }).nullable(),
  instruments: z.array(storableText.max(200)).max(200),
  indicators: z.array(storableText.max(300)).max(200),
  parties: z
    .array(
      partyOfRecordSchema.pick({ role: true, kind: true, identifiers: true }).extend({
        name: storableText.max(300),
        jurisdiction: storableText.max(2),
        birthDate: storableText.max(30),
      }),
    )
    .max(200),
  movements: z
    .array(
      z.strictObject({
        at: storableText.max(30),
        amount: storableText.max(60),
        unit: storableText.max(20),
        from: storableText.max(300),
        to: storableText.max(300),
        reference: storableText.max(300),
      }),
    )
    .max(1000),
});
export type DraftContentWire = z.infer<typeof draftContentSchema>;
export const draftSchema = z.strictObject({
  id: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  content: draftContentSchema,
});
export type DraftWire = z.infer<typeof draftSchema>;

/** What a firm sees of a report of its own: that it was taken, what is asked, what came of it. Never who reads it, nor how far that is. */
export const questionSchema = z.strictObject({
  id: z.string(),
  askedAt: z.string(),
  text: z.string(),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
});
export const feedbackUses = ['of-use', 'of-use-with-others', 'of-no-use-yet'] as const;
export const feedbackQualities = [
  'clear-narrative',
  'complete-parties',
  'movements-traceable',
  'identifiers-missing',
  'too-late',
  'too-general',
] as const;
export const feedbackSchema = z.strictObject({
  use: z.enum(feedbackUses),
  qualities: z.array(z.enum(feedbackQualities)).max(feedbackQualities.length),
  text: storableText.trim().max(5000),
});
export const givenFeedbackSchema = feedbackSchema.extend({ at: z.string() });
export type GivenFeedbackWire = z.infer<typeof givenFeedbackSchema>;
export const firmReportSchema = z.strictObject({
  number: z.string(),
  reference: z.string(),
  receivedAt: z.string(),
  questions: z.array(questionSchema),
  feedback: givenFeedbackSchema.nullable(),
});
export type FirmReportWire = z.infer<typeof firmReportSchema>;
export const questionAnswerSchema = z.strictObject({ text });

// --- the analysts' queue ----------------------------------------------------------------------------------------------
export const reportStates = ['new', 'being-read', 'asked-back', 'used', 'closed'] as const;
export type ReportState = (typeof reportStates)[number];
export const reportMoves = ['take-up', 'use', 'close', 'reopen'] as const;
export type ReportMove = (typeof reportMoves)[number];
export const priorities = ['urgent', 'high', 'ordinary'] as const;
export type Priority = (typeof priorities)[number];
export const linkRelations = ['supplements', 'corrects', 'continues', 'duplicate'] as const;
export type LinkRelation = (typeof linkRelations)[number];
/** Said by the firm; proposed by the rule of sameness; judged by an analyst. */
export const linkStandings = ['said', 'proposed', 'confirmed', 'rejected'] as const;

export const reasonSchema = z.strictObject({ rule: z.string(), points: z.int(), sentence: z.string() });
export type PriorityReasonWire = z.infer<typeof reasonSchema>;
export const queueQuerySchema = z.strictObject({
  state: z.enum([...reportStates, 'open', 'all']).default('open'),
  q: storableText.max(100).default(''),
  after: z.string().max(200).optional(),
});
export const queueRowSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  /** The firm whose access sent it; null where an officer took it in. */
  firm: z.string().nullable(),
  reference: z.string(),
  receivedAt: z.string(),
  state: z.enum(reportStates),
  priority: z.enum(priorities),
  points: z.int(),
  reasons: z.array(reasonSchema),
  reader: z.string().nullable(),
  linkCount: z.int(),
  openQuestions: z.int(),
});
export type QueueRowWire = z.infer<typeof queueRowSchema>;
export const queueAnswerSchema = z.strictObject({
  rows: z.array(queueRowSchema),
  next: z.string().nullable(),
  counts: z.record(z.enum(reportStates), z.int()),
});
export type QueueAnswerWire = z.infer<typeof queueAnswerSchema>;
export const queuedReportSchema = queueRowSchema.extend({
  links: z.array(
    z.strictObject({
      other: z.string(),
      number: z.string(),
      reference: z.string(),
      relation: z.enum(linkRelations),
      standing: z.enum(linkStandings),
      /** Whether this report follows the other, or the other this one. */
      isFollowing: z.boolean(),
      reason: z.string(),
    }),
  ),
  questions: z.array(questionSchema.extend({ askedBy: z.string() })),
  feedback: givenFeedbackSchema.nullable(),
  steps: z.array(z.strictObject({ at: z.string(), who: z.string(), step: z.string(), note: z.string() })),
  forwarded: z.array(
    z.strictObject({ matter: z.string(), to: z.string(), at: z.string(), purpose: purposeSchema, isDelivered: z.boolean() }),
  ),
  moves: z.array(z.enum(reportMoves)),
  mayAsk: z.boolean(),
  mayForward: z.boolean(),
});
export type QueuedReportWire = z.infer<typeof queuedReportSchema>;
export const moveReportSchema = z.strictObject({ move: z.enum(reportMoves), note: storableText.trim().max(2000) });
export const askFirmSchema = z.strictObject({ text });
export const judgeLinkSchema = z.strictObject({ other: id, isRight: z.boolean() });
export const forwardReportSchema = z.strictObject({
  recipient: z.string().max(80),
  purpose: purposeSchema,
  /** The provision by which it must or may be passed on, as the form asks. */
  legalBasis: storableText.trim().min(5).max(500),
  /** Why that authority: the venue, the place of the orders, the home of the firm. */
  link: text,
});
export const forwardedSchema = z.strictObject({ matter: z.string() });
