// SPDX-License-Identifier: Apache-2.0
/**
 * Lists, screenings and leads as they are imported, asked for and shown.
 *
 * A subject is shown in one shape whether it stands on a list, in a record or in a question, so that two of them stand side by side.
 */
import { z } from 'zod';
import { assistanceKindSchema } from '../agreements/wire.ts';
import { linkRelations } from '../assistance/wire.ts';
import { purposeSchema } from '../conditions/wire.ts';
import { day, storableText } from '../kernel/wire.ts';
import { recordRowSchema } from '../records/wire.ts';

const name = storableText.min(1).max(300);
const line = storableText.max(500);
const reason = storableText.min(1).max(2000);
const score = z.number().min(0).max(1);

// --- subjects ---------------------------------------------------------------------------------------------------
export const subjectKinds = ['person', 'firm', 'vessel', 'unknown'] as const;
export const subjectKindSchema = z.enum(subjectKinds);
export type SubjectKindWire = z.infer<typeof subjectKindSchema>;

/** A subject as it is shown; dates as text, so that a year alone stays a year. */
export const subjectSchema = z.strictObject({
  kind: subjectKindSchema,
  names: z.array(z.strictObject({ text: z.string(), quality: z.enum(['main', 'strong', 'weak']) })),
  births: z.array(z.string()),
  countries: z.array(z.string()),
  identifiers: z.array(z.strictObject({ kind: z.string(), value: z.string(), country: z.string().nullable() })),
  addresses: z.array(z.string()),
  wallets: z.array(z.strictObject({ asset: z.string(), address: z.string() })),
  programmes: z.array(z.string()),
  remarks: z.string(),
});
export type SubjectWire = z.infer<typeof subjectSchema>;

/** Who is asked about; what is not known is left out. */
export const questionSchema = z.strictObject({
  name: storableText.max(60_000).default(''),
  kind: subjectKindSchema.default('unknown'),
  births: z.array(storableText.max(60)).max(20).default([]),
  countries: z.array(storableText.max(2).length(2)).max(20).default([]),
  identifiers: z
    .array(z.strictObject({ kind: storableText.max(60), value: storableText.max(200).min(1) }))
    .max(50)
    .default([]),
  wallets: z.array(storableText.max(200).min(1)).max(200).default([]),
});
export type QuestionWire = z.output<typeof questionSchema>;

// --- lists ------------------------------------------------------------------------------------------------------
/** A list's name: small letters, digits and hyphens, since it stands in the log. */
export const listNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'small letters, digits and hyphens, at most 60')
  .max(60);
export const listSchema = z.strictObject({
  name: z.string(),
  /** For what subjects are searched on it when it changes, and when records come in. */
  purpose: purposeSchema,
  threshold: score,
  version: z.int(),
  subjects: z.int(),
  importedAt: z.string().nullable(),
  /** Of its leads that were judged, how many were the same, and how many another. */
  confirmed: z.int(),
  dismissed: z.int(),
});
export type ListWire = z.infer<typeof listSchema>;
export const listVersionSchema = z.strictObject({
  number: z.int(),
  /** The digest of its subjects, whatever the layout and order of the file. */
  digest: z.string(),
  fileDigest: z.string(),
  fileName: z.string(),
  layout: z.string(),
  subjects: z.int(),
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  notes: z.array(z.strictObject({ path: z.string(), problem: z.string(), remedy: z.string() })),
  notesCount: z.int(),
  importedBy: z.string(),
  importedAt: z.string(),
});
export type ListVersionWire = z.infer<typeof listVersionSchema>;

export const listImportQuerySchema = z.strictObject({
  list: listNameSchema,
  fileName: name,
  /** Needed for the first version; keeps or changes the purpose of a later one. */
  purpose: purposeSchema.optional(),
  /** The legacy layout is three files, one behind the other: how many bytes at the end are aliases, and how many addresses. */
  altBytes: z.coerce.number().int().min(0).default(0),
  addBytes: z.coerce.number().int().min(0).default(0),
  /** The file is meant to hold less than half of the newest version. */
  shrinking: z.enum(['yes', 'no']).default('no'),
});
export const listImportAnswerSchema = z.strictObject({
  list: listSchema,
  version: listVersionSchema,
  /** False: the file holds what the list holds already, and nothing was changed. */
  isNew: z.boolean(),
  /** The screening of records that the change makes necessary; null where there is none. */
  screening: z.string().nullable(),
  /** Leads whose subject is no longer on the list. */
  ended: z.int(),
});
export type ListImportAnswerWire = z.infer<typeof listImportAnswerSchema>;
/** In thousandths: numbers of a call are whole. */
export const listSettingsSchema = z.strictObject({ thresholdPerMille: z.int().min(500).max(1000), purpose: purposeSchema });

export const listDifferenceQuerySchema = z.strictObject({
  from: z.coerce.number().int().min(0),
  to: z.coerce.number().int().min(1),
});
const namedSubject = z.strictObject({ id: z.string(), name: z.string() });
export const listDifferenceSchema = z.strictObject({
  from: z.int(),
  to: z.int(),
  unchanged: z.int(),
  added: z.array(namedSubject),
  removed: z.array(namedSubject),
  changed: z.array(
    namedSubject.extend({
      changes: z.array(z.strictObject({ field: z.string(), removed: z.array(z.string()), added: z.array(z.string()) })),
    }),
  ),
  /** How many stand in the difference; the arrays hold the first of each. */
  counts: z.strictObject({ added: z.int(), removed: z.int(), changed: z.int() }),
});
export type ListDifferenceWire = z.infer<typeof listDifferenceSchema>;

// --- comparisons ------------------------------------------------------------------------------------------------
/** A reason for a score: what it changed, and the sentence that an officer reads. */
export const scoreReasonSchema = z.strictObject({ feature: z.string(), points: z.number(), sentence: z.string().nullable() });
export const comparisonSchema = z.strictObject({
  left: subjectSchema,
  right: subjectSchema,
  score,
  threshold: score,
  reasons: z.array(scoreReasonSchema),
});
export type ComparisonWire = z.infer<typeof comparisonSchema>;

export const judgementVerdicts = ['same', 'different', 'unsure'] as const;
export const judgementVerdictSchema = z.enum(judgementVerdicts);
export type JudgementVerdict = z.infer<typeof judgementVerdictSchema>;
export const judgementSchema = z.strictObject({
  verdict: judgementVerdictSchema,
  reason: z.string(),
  officerName: z.string(),
  at: z.string(),
  /** The version of the list on which it was made. */
  version: z.int(),
  /** Until when a hit that was rejected stays quiet. */
  until: z.string().nullable(),
  /** Whether it still speaks: neither side has changed since, and its time is not over. */
  counts: z.boolean(),
});
export type JudgementWire = z.infer<typeof judgementSchema>;

// --- screening --------------------------------------------------------------------------------------------------
export const searchQuestionSchema = z.strictObject({ purpose: purposeSchema, question: questionSchema });
export const hitSchema = z.strictObject({
  list: z.string(),
  listed: z.string(),
  version: z.int(),
  name: z.string(),
  comparison: comparisonSchema,
  judgement: judgementSchema.nullable(),
  /** The lead that was made of it. */
  lead: z.string().nullable(),
});
export type HitWire = z.infer<typeof hitSchema>;
export const searchAnswerSchema = z.strictObject({
  hits: z.array(hitSchema),
  lists: z.array(z.strictObject({ name: z.string(), version: z.int(), subjects: z.int() })),
  names: z.int(),
  compared: z.int(),
});
export type SearchAnswerWire = z.infer<typeof searchAnswerSchema>;

export const screeningKinds = ['records', 'file', 'list-change', 'new-records'] as const;
export type ScreeningKind = (typeof screeningKinds)[number];
export const screeningStates = ['waiting', 'running', 'done', 'stopped', 'failed'] as const;
export type ScreeningState = (typeof screeningStates)[number];
export const screeningSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(screeningKinds),
  state: z.enum(screeningStates),
  purpose: purposeSchema,
  fileName: z.string().nullable(),
  lists: z.array(z.strictObject({ name: z.string(), version: z.int() })),
  /** Subjects, as far as they are counted. */
  total: z.int(),
  done: z.int(),
  /** Of a change of a list: those that it cannot affect, and those that had to be compared. */
  untouched: z.int(),
  compared: z.int(),
  hits: z.int(),
  /** Hits that an officer had rejected, and whose judgement still counts. */
  quiet: z.int(),
  leads: z.int(),
  withheld: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
  startedBy: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
export type ScreeningWire = z.infer<typeof screeningSchema>;
export const screeningFileQuerySchema = z.strictObject({ fileName: name, purpose: purposeSchema });
export const screeningOrderSchema = z.strictObject({ purpose: purposeSchema });

// --- leads ------------------------------------------------------------------------------------------------------
/** Which engine found it. */
export const leadKinds = ['screening', 'evasion', 'surveillance', 'flow', 'shape'] as const;
export const leadKindSchema = z.enum(leadKinds);
export type LeadKind = z.infer<typeof leadKindSchema>;
export const leadStates = ['new', 'in-triage', 'unsure', 'confirmed', 'dismissed', 'requested', 'closed'] as const;
export const leadStateSchema = z.enum(leadStates);
export type LeadState = z.infer<typeof leadStateSchema>;
export const leadEvents = [
  'raise',
  'take',
  'assign',
  'release',
  'confirm',
  'doubt',
  'dismiss',
  'draft',
  'close',
  'reopen',
  'renew',
  'no-longer-alike',
  'listing-ended',
] as const;
export type LeadEvent = (typeof leadEvents)[number];
export const usefulness = ['useful', 'not-useful', 'wrong'] as const;

export const leadRowSchema = z.strictObject({
  id: z.string(),
  kind: leadKindSchema,
  state: leadStateSchema,
  title: z.string(),
  sentence: z.string(),
  /** From 0 to 1 where the engine gives one. */
  strength: score.nullable(),
  list: z.string().nullable(),
  purpose: purposeSchema,
  assignee: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** Why it came back after it had been put aside. */
  news: z.enum(['list-changed', 'subject-changed', 'judgement-ended']).nullable(),
  caseRef: z.string().nullable(),
  raisedAt: z.string(),
  updatedAt: z.string(),
});
export type LeadRowWire = z.infer<typeof leadRowSchema>;
export const leadListQuerySchema = z.strictObject({
  box: z.enum(['open', 'mine', 'put-aside', 'all']).default('open'),
  kind: leadKindSchema.optional(),
  list: z.string().max(60).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const leadListSchema = z.strictObject({
  rows: z.array(leadRowSchema),
  next: z.string().nullable(),
  counts: z.strictObject({ open: z.int(), mine: z.int() }),
});
export type LeadListWire = z.infer<typeof leadListSchema>;

export const leadDetailSchema = leadRowSchema.extend({
  /** What the engine looked at: a record (told without a name), what somebody asked or a file held, or a document. */
  about: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('record'), record: recordRowSchema.nullable(), place: z.string() }),
    z.strictObject({ kind: z.literal('asked'), from: z.string(), subject: subjectSchema }),
    z.strictObject({ kind: z.literal('document'), name: z.string(), digest: z.string() }),
    z.strictObject({ kind: z.literal('alert'), digest: z.string() }),
  ]),
  listed: z
    .strictObject({
      list: z.string(),
      id: z.string(),
      version: z.int(),
      subject: subjectSchema,
      /** The first version in which it no longer stood; null while it stands. */
      goneSince: z.int().nullable(),
    })
    .nullable(),
  reasons: z.array(scoreReasonSchema),
  /** Side by side; null where a purpose has to be named first, since one side lies in a record. */
  comparison: comparisonSchema.nullable(),
  evidence: z.strictObject({ engine: z.string(), version: z.string(), inputDigest: z.string() }),
  judgements: z.array(judgementSchema),
  history: z.array(
    z.strictObject({
      at: z.string(),
      event: z.enum(leadEvents),
      from: leadStateSchema.nullable(),
      to: leadStateSchema,
      officerName: z.string(),
      reason: z.string(),
      usefulness: z.enum(usefulness).nullable(),
    }),
  ),
  /** What you may do next. */
  next: z.array(z.enum(leadEvents)),
});
export type LeadDetailWire = z.infer<typeof leadDetailSchema>;

export const leadOfHitSchema = z.strictObject({
  purpose: purposeSchema,
  question: questionSchema,
  list: z.string().max(60),
  listed: name,
});
export const leadComparisonOrderSchema = z.strictObject({ purpose: purposeSchema });
export const leadComparisonSchema = z.strictObject({
  outcome: z.enum(['permitted', 'refused', 'needs']),
  reasons: z.array(z.strictObject({ sentence: z.string(), clause: z.string().nullable() })),
  comparison: comparisonSchema.nullable(),
});
export type LeadComparisonWire = z.infer<typeof leadComparisonSchema>;
export const leadJudgementSchema = z.strictObject({
  verdict: judgementVerdictSchema,
  reason,
  /** The last day on which a rejected hit stays quiet, as 2027-11-30; left out: a year. */
  until: day.optional(),
});
export const leadMoveSchema = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('take') }),
  z.strictObject({ event: z.literal('assign'), officer: z.string().max(60), reason: line.default('') }),
  z.strictObject({ event: z.literal('release'), reason: line.default('') }),
  z.strictObject({ event: z.literal('reopen'), reason }),
  z.strictObject({ event: z.literal('close'), reason, usefulness: z.enum(usefulness) }),
]);
export type LeadMoveWire = z.infer<typeof leadMoveSchema>;
export const leadDraftSchema = z.strictObject({
  counterpart: z.string().min(1).max(80),
  assistance: assistanceKindSchema,
  purpose: purposeSchema,
  /** Of an alert: asked about besides those whom it names, such as accounts that belong with theirs. */
  participants: z.array(storableText.min(1).max(300)).max(30).optional(),
  /** Of an alert: asked for as well, which accounts belong with them in these ways. */
  links: z.array(z.enum(linkRelations)).max(linkRelations.length).optional(),
});
export const leadDraftAnswerSchema = z.strictObject({ lead: leadDetailSchema, caseId: z.string() });
export const evasionQuerySchema = z.strictObject({ fileName: name, purpose: purposeSchema });
export const evasionAnswerSchema = z.strictObject({
  leads: z.array(z.strictObject({ id: z.string(), sentence: z.string(), isNew: z.boolean() })),
});
export const triagersSchema = z.array(z.strictObject({ id: z.string(), name: z.string() }));

// --- entities ---------------------------------------------------------------------------------------------------
export const entityRecordSchema = z.strictObject({
  /** `records:rcd_...#/owners/0` or `LIST:ID`. */
  key: z.string(),
  /** Kind and reference of a record, or the name on the list. */
  label: z.string(),
});
const joinSchema = z.strictObject({
  left: z.string(),
  right: z.string(),
  score: score.nullable(),
  features: z.array(z.string()),
  officerName: z.string().nullable(),
});
export const entitySchema = z.strictObject({
  id: z.string(),
  records: z.array(entityRecordSchema),
  joinedBy: z.array(joinSchema),
});
export const entityJudgementSchema = z.strictObject({
  id: z.string(),
  left: entityRecordSchema,
  right: entityRecordSchema,
  verdict: judgementVerdictSchema,
  reason: z.string(),
  officerName: z.string(),
  at: z.string(),
});
export const entitiesSchema = z.strictObject({
  resolvedAt: z.string().nullable(),
  records: z.int(),
  entities: z.array(entitySchema),
  unsure: z.array(z.strictObject({ left: entityRecordSchema, right: entityRecordSchema, score, features: z.array(z.string()) })),
  judgements: z.array(entityJudgementSchema),
});
export type EntitiesWire = z.infer<typeof entitiesSchema>;
export const newEntityJudgementSchema = z.strictObject({
  left: storableText.max(400).min(1),
  right: storableText.max(400).min(1),
  verdict: judgementVerdictSchema,
  reason,
});
