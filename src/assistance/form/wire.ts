// SPDX-License-Identifier: Apache-2.0
/**
 * The particulars of a request: what the forms of the implementing standards ask for in fields of their own, beside the texts.
 *
 * Who may be reached about it, what exactly is sought and until when, which persons, instruments and days it is about, how a statement is
 * to be taken and an inspection carried out. All of it may be left out; nothing of it is judged by the agreement, which asks for texts.
 *
 * There are two schemas of one shape: what is being written may hold empty fields, what is sent may not.
 *
 * Source: Annex I of Implementing Regulations (EU) 2024/2545 and 2018/292 and their checklists for statements; article 25(6) MAR and
 * article 95(4) MiCA on who carries an inspection out.
 */
import { z } from 'zod';
import { contentFieldSchema } from '../../agreements/wire.ts';
import { day, storableText } from '../../kernel/wire.ts';

/** How a statement is to be taken, point by point of the form: what is chosen from a list. */
export const statementChoices = {
  form: ['oath', 'affirmation', 'in-writing', 'without-either'],
  manner: ['voluntary', 'compelled'],
  capacity: ['witness', 'suspect', 'not-known'],
  attendance: ['nobody', 'present', 'puts-questions'],
  recording: ['minutes', 'transcript', 'audio', 'video'],
  criminalUse: ['excluded', 'possible', 'intended'],
} as const;
/** The same: what is said in words. */
export const statementTexts = [
  'need',
  'rights',
  'legalAssistance',
  'admissibility',
  'certification',
  'transmission',
  'language',
  'dates',
] as const;
/** How an inspection or investigation is to be carried out. The one who carries it out is chosen among those that the law offers. */
export const inspectionChoices = {
  kind: ['inspection', 'investigation'],
  carriedOutBy: ['requested', 'requested-with-ours', 'ours', 'experts', 'shared'],
  premises: ['business', 'private', 'both'],
  notice: ['announced', 'unannounced'],
} as const;
export const inspectionTexts = ['proposal', 'rationale', 'benefits', 'copies', 'privilege'] as const;
export const personKinds = ['natural', 'legal'] as const;
export const personIdentifiers = ['lei', 'registration', 'national', 'passport', 'client', 'iban', 'account', 'card', 'wallet'] as const;
export const instrumentSchemes = ['isin', 'dti', 'token-contract', 'transaction', 'other'] as const;
/** What a remark on a draft may lead to. */
export const particularFields = [
  'information',
  ...(Object.keys(statementChoices) as (keyof typeof statementChoices)[]),
  ...statementTexts,
  ...(Object.keys(inspectionChoices) as (keyof typeof inspectionChoices)[]),
  ...inspectionTexts,
] as const;
/** A form that names more is a file, and goes as one. */
const rowsMax = 50;

type Words = z.ZodType<string>;

const choice = <Names extends readonly [string, ...string[]]>(names: Names) => z.enum(names).optional();

const statementOf = <Text extends Words>(text: Text) =>
  z.strictObject({
    form: choice(statementChoices.form),
    manner: choice(statementChoices.manner),
    capacity: choice(statementChoices.capacity),
    attendance: choice(statementChoices.attendance),
    recording: choice(statementChoices.recording),
    criminalUse: choice(statementChoices.criminalUse),
    need: text.optional(),
    rights: text.optional(),
    legalAssistance: text.optional(),
    admissibility: text.optional(),
    certification: text.optional(),
    transmission: text.optional(),
    language: text.optional(),
    dates: text.optional(),
  });

const inspectionOf = <Text extends Words>(text: Text) =>
  z.strictObject({
    kind: choice(inspectionChoices.kind),
    carriedOutBy: choice(inspectionChoices.carriedOutBy),
    premises: choice(inspectionChoices.premises),
    notice: choice(inspectionChoices.notice),
    proposal: text.optional(),
    rationale: text.optional(),
    benefits: text.optional(),
    copies: text.optional(),
    privilege: text.optional(),
  });

const personOf = <Line extends Words>(line: Line) =>
  z.strictObject({
    kind: z.enum(personKinds),
    name: line.optional(),
    role: line.optional(),
    bornOn: day.optional(),
    bornAt: line.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'It is no code of a country: two capital letters')
      .optional(),
    address: line.optional(),
    identifiers: z
      .array(z.strictObject({ scheme: z.enum(personIdentifiers), value: line }))
      .max(rowsMax)
      .optional(),
  });

/** Who answers questions about the request at the authority that makes it. */
const contactOf = <Line extends Words>(line: Line) =>
  z.strictObject({
    name: line.optional(),
    unit: line.optional(),
    telephone: line.optional(),
    email: line.optional(),
    address: line.optional(),
  });

const instrumentOf = <Line extends Words>(line: Line) =>
  z.strictObject({ scheme: z.enum(instrumentSchemes), value: line, name: line.optional() });

/** The shape, with the texts that the caller allows: what is written may be empty, what is sent may not. */
const particularsOf = <Line extends Words, Text extends Words>(line: Line, text: Text) =>
  z.strictObject({
    contact: contactOf(line).optional(),
    /** The provisions that make the requesting authority competent. */
    competence: text.optional(),
    /** What exactly is sought, in detail. */
    information: text.optional(),
    replyBy: day.optional(),
    replyByWhy: text.optional(),
    period: z.strictObject({ from: day.optional(), to: day.optional(), whyLong: text.optional() }).optional(),
    persons: z.array(personOf(line)).max(rowsMax).optional(),
    instruments: z.array(instrumentOf(line)).max(rowsMax).optional(),
    statement: statementOf(text).optional(),
    inspection: inspectionOf(text).optional(),
  });

const line = storableText.max(300);
const text = storableText.max(20_000);

/** While it is written. */
export const particularsDraftSchema = particularsOf(line, text);
export type ParticularsWire = z.infer<typeof particularsDraftSchema>;

/** As it is sent: nothing empty, and a period that does not end before it begins. */
export const particularsSchema = particularsOf(line.min(1), text.min(1)).refine(
  ({ period }) => period?.from === undefined || period.to === undefined || period.from <= period.to,
  { path: ['period', 'to'], message: 'The period ends before it begins' },
);

// --- language versions ------------------------------------------------------------------------------------------
/** More languages than two authorities have between them. */
const versionsMax = 6;
const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'It is no code of a language such as en or pt');

const languagesOf = <Code extends Words, Text extends Words>(code: Code, text: Text) =>
  z.strictObject({
    /** The language of the texts of the request itself: the one that holds where versions differ. */
    authentic: code,
    versions: z.array(z.strictObject({ language: code, content: z.partialRecord(contentFieldSchema, text) })).max(versionsMax),
  });

/** While it is written: a language may be chosen later. */
export const languagesDraftSchema = languagesOf(languageCode.or(z.literal('')), text);
export type LanguagesWire = z.infer<typeof languagesDraftSchema>;

/** As it is sent: each language once, and the authentic one is not a version of itself. */
export const languagesSchema = languagesOf(languageCode, text.min(1)).refine(
  ({ authentic, versions }) => new Set([authentic, ...versions.map(({ language }) => language)]).size === versions.length + 1,
  { path: ['versions'], message: 'Each language stands once, and exactly one text is authentic' },
);

/** Of a reply: its text, and how the rest arrives, in one language; the rest of it is records and files. */
const replyLanguagesOf = <Code extends Words, Text extends Words, Arrives extends Words>(code: Code, text: Text, arrives: Arrives) =>
  z.strictObject({
    authentic: code,
    versions: z.array(z.strictObject({ language: code, text, arrives: arrives.optional() })).max(versionsMax),
  });
export const replyLanguagesDraftSchema = replyLanguagesOf(languageCode.or(z.literal('')), text, text);
export type ReplyLanguagesWire = z.infer<typeof replyLanguagesDraftSchema>;
export const replyLanguagesSchema = replyLanguagesOf(languageCode, text.min(1), text.min(1)).refine(
  ({ authentic, versions }) => new Set([authentic, ...versions.map(({ language }) => language)]).size === versions.length + 1,
  { path: ['versions'], message: 'Each language stands once, and exactly one text is authentic' },
);
