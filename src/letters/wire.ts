// SPDX-License-Identifier: Apache-2.0
/** Authorities known by letter, and letters to and from them, as the workplace sees them. */
import { z } from 'zod';
import { authorityKinds, calendarSchema, refusalGrounds } from '../agreements/wire.ts';
import { requestDraftSchema, stepKinds } from '../assistance/wire.ts';
import { conditionLimitsSchema } from '../conditions/wire.ts';
import { attachmentNoteSchema, attachmentsMax } from '../exchange/wire.ts';
import { day, digest, moment, storableText } from '../kernel/wire.ts';
import { aboutMattersSchema, matterStepsOfLetter, recordOfLetterSchema } from './attested/wire.ts';

/** The largest scan that is taken: forty pages at 300 dots in grey, which a browser still shows beside a form. */
export const scanBytesMax = 10 * 1024 * 1024;

/** How paper gets from one authority to another. */
export const letterChannels = ['post', 'courier', 'e-mail', 'fax', 'hand'] as const;
export type LetterChannel = (typeof letterChannels)[number];

const line = storableText.max(300);
const wording = storableText.max(2000);

// --- counterparts -----------------------------------------------------------------------------------------------
/** Where letters go; the one part of the entry that may change. */
export const addressSchema = z.strictObject({
  /** As it stands on the envelope, line by line. */
  address: storableText.min(1).max(1000),
  email: line,
  /** In which it writes and reads (BCP 47). */
  language: z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'It is not a language tag like fr or pt-BR'),
});
export const newCounterpartSchema = addressSchema.extend({
  name: storableText.min(1).max(300),
  kind: z.enum(authorityKinds).exclude(['training-authority']),
  jurisdiction: z.string().regex(/^[A-Z]{2}$/, 'It is not the two letters of a jurisdiction'),
  calendar: calendarSchema,
});
export type NewCounterpartWire = z.infer<typeof newCounterpartSchema>;
export const counterpartRowSchema = newCounterpartSchema.extend({
  id: z.string(),
  registeredAt: z.string(),
  /** Agreements in force with it. */
  agreements: z.array(z.strictObject({ digest: z.string(), title: z.string() })),
  /** The peer that it has become; null while it has no server. */
  joinedAs: z.string().nullable(),
});
export type CounterpartRowWire = z.infer<typeof counterpartRowSchema>;

// --- agreements signed on paper -----------------------------------------------------------------------------------
export const paperQuerySchema = z.strictObject({ scan: digest, signedOn: day });
/** `waits`: another officer has still to compare text and scan. */
export const paperAnswerSchema = z.strictObject({ digest: z.string(), state: z.enum(['in-force', 'waits']) });
export const scanAnswerSchema = z.strictObject({ scan: z.string(), size: z.int() });

// --- letters ------------------------------------------------------------------------------------------------------
/** `returned`: it came back, or was never sent. */
export const outgoingStates = ['to-send', 'sent', 'returned'] as const;
/** `transcribed`: another officer has still to confirm the transcription. `set-aside`: no step of a case was made of it. */
export const incomingStates = ['registered', 'transcribed', 'admitted', 'set-aside'] as const;

export const sendingSchema = z.strictObject({ channel: z.enum(letterChannels), sentAt: moment, tracking: line });
export const reasonSchema = z.strictObject({ reason: wording.min(1) });

export const registerLetterSchema = z.strictObject({
  counterpart: z.string().max(80),
  scan: digest,
  channel: z.enum(letterChannels),
  /** When it was in our hands. */
  receivedAt: moment,
  /** The day that stands on it. */
  writtenOn: day,
  theirReference: line,
  /** Files that came with it, on a medium or beside an e-mail, or scanned apart: uploads as for a request, in their order. */
  enclosures: z.array(z.string().max(60)).max(attachmentsMax).optional(),
});
export type RegisterLetterWire = z.infer<typeof registerLetterSchema>;

/** What a request says in the request form; for whom it is, is known. */
export const requestSaysSchema = requestDraftSchema.omit({ counterpart: true, attachments: true, order: true, trace: true, alert: true });

/**
 * What the letter says, as the step that it is. `says` has the fields of the body of that step, without the identifier of the case, or
 * those of the request form; a case is named for every step of one but a request. A reply, and information given unasked, bring records:
 * attested/wire.ts.
 */
export const transcriptionSchema = z.strictObject({
  kind: z.enum([
    ...z.enum(stepKinds).exclude(['draft-sharing', 'draft-comments', 'measure', 'instruction', 'lapse']).options,
    ...matterStepsOfLetter,
  ]),
  caseId: z.string().max(60).nullable(),
  says: z.record(z.string().max(60), z.json()),
});
export type TranscriptionWire = z.infer<typeof transcriptionSchema>;

const letterRow = {
  id: z.string(),
  counterpart: z.strictObject({ id: z.string(), name: z.string(), jurisdiction: z.string() }),
  caseId: z.string().nullable(),
  /** The step of the case; null while it was not read what it is. */
  step: z.string().nullable(),
  dispatch: z.string().nullable(),
};
export const outgoingRowSchema = z.strictObject({
  ...letterRow,
  state: z.enum(outgoingStates),
  writtenAt: z.string(),
  sent: z.strictObject({ channel: z.enum(letterChannels), at: z.string(), tracking: z.string(), by: z.string() }).nullable(),
});
export type OutgoingRowWire = z.infer<typeof outgoingRowSchema>;
export const incomingRowSchema = z.strictObject({
  ...letterRow,
  state: z.enum(incomingStates),
  channel: z.enum(letterChannels),
  receivedAt: z.string(),
  writtenOn: z.string(),
  theirReference: z.string(),
  registeredBy: z.string(),
});
export type IncomingRowWire = z.infer<typeof incomingRowSchema>;
export const letterListQuerySchema = z.strictObject({ caseId: z.string().max(60).optional() });
export const letterListSchema = z.strictObject({ outgoing: z.array(outgoingRowSchema), incoming: z.array(incomingRowSchema) });
export type LetterListWire = z.infer<typeof letterListSchema>;

/** An incoming letter with what was read in it, and what it can belong to. */
export const incomingDetailSchema = z.strictObject({
  row: incomingRowSchema,
  scan: z.strictObject({ digest: z.string(), size: z.int() }),
  /** `isOfCase`: it is a file of the case now, under the conditions of the step that brought it. */
  enclosures: z.array(attachmentNoteSchema.extend({ isOfCase: z.boolean() })),
  transcription: transcriptionSchema
    .extend({ by: z.string(), byName: z.string(), at: z.string(), subject: z.string(), confirmedByNames: z.array(z.string()) })
    .nullable(),
  /** Records that were read in it, until they are confirmed; from then on each is opened for a purpose, as any record. */
  records: z.array(recordOfLetterSchema),
  /** Why it was set aside. */
  reason: z.string().nullable(),
  /** Cases with this authority, the newest first, each with the steps that it takes from the other side now. */
  cases: z.array(
    z.strictObject({ id: z.string(), subject: z.string(), reference: z.string(), state: z.string(), steps: z.array(z.string()) }),
  ),
  /** On which a request may be refused or postponed, with what each means. */
  grounds: z.array(z.strictObject({ ground: z.enum(refusalGrounds), meaning: z.string() })),
  about: aboutMattersSchema,
  /** The least that anything it says carries, by the agreement with its author; null where none is in force. */
  floor: conditionLimitsSchema.nullable(),
  mayTranscribe: z.boolean(),
});
export type IncomingDetailWire = z.infer<typeof incomingDetailSchema>;
