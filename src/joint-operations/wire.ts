// SPDX-License-Identifier: Apache-2.0
/**
 * Joint matters as they travel: the notes that participants write, each a signed document of its own (wire/joint-note.md).
 *
 * A joint matter is of one kind of work, which its first note decides: `plan` opens a joint operation, `notice` parallel work, `question`
 * an interest, `raise` a difference, `review` a peer review. What each note may follow on is held by the rules of its kind, not by this schema.
 */
import { z } from 'zod';
import { agreementRefSchema, jointWorks, refusalGroundSchema } from '../agreements/wire.ts';
import { purposeSchema } from '../conditions/wire.ts';
import { limits } from '../kernel/index.ts';
import { day, digest, moment } from '../kernel/wire.ts';
import { approvalSchema } from '../seals/wire.ts';

export const jointLimits = {
  /** Participants of one matter: more, and a common moment is a rumour. */
  participantsMax: 32,
  /** Notes of one matter: more, and nobody can follow it any more. */
  notesMax: 1000,
  /** Notes that one note can follow directly: one for each that wrote at the same time. */
  followsMax: 64,
  /** Steps of a plan: what fits a chart that a person can read. */
  stepsMax: 60,
  /** Subjects of one matter. */
  subjectsMax: 50,
  /** Signed, a note fits the body of one dispatch. */
  noteTextMax: 1_000_000,
  /** Members of the panel of a review: more, and nobody answers for what it finds. */
  panelMax: 10,
  /** Working days in which something is owed: about a year. */
  workingDaysMax: 250,
  /** By how much a note's own clock may be ahead of ours: as for calls between servers. */
  clockAheadMsMax: 300_000,
} as const;

const text = z.string().trim().min(1).max(limits.textCharactersMax);
const remark = z.string().max(limits.textCharactersMax);
const name = z.string().trim().min(1).max(limits.nameCharactersMax);
const authorityId = z.string().max(60);
const workingDays = z.int().min(1).max(jointLimits.workingDaysMax);
const stepId = z.string().regex(/^[a-z0-9-]{1,20}$/, 'It is no short name of a step');

export const subjectKinds = ['person', 'entity', 'account', 'wallet', 'venue', 'instrument'] as const;
export const subjectSchema = z.strictObject({
  kind: z.enum(subjectKinds),
  /** A name, an LEI, an account number, an address of a ledger, a code of an instrument or a venue. */
  value: name,
});
export type SubjectWire = z.infer<typeof subjectSchema>;
const subjects = z.array(subjectSchema).min(1).max(jointLimits.subjectsMax);

// --- the plan of a joint operation ------------------------------------------------------------------------------

export const operationForms = ['joint-analysis', 'joint-investigation', 'joint-inspection', 'joint-action'] as const;
export const leadCriteria = ['began-first', 'most-harm', 'most-assets', 'suspects-there', 'broadest-powers', 'most-victims'] as const;
export const measures = [
  'freeze',
  'suspend-movement',
  'search',
  'inspection',
  'statement',
  'preserve-data',
  'block-access',
  'suspend-trading',
  'public-warning',
  'arrest',
  'prepare',
  'other',
] as const;
export type Measure = (typeof measures)[number];

export const planStepSchema = z.strictObject({
  id: stepId,
  owner: authorityId,
  title: name,
  measure: z.enum(measures),
  /** What must be true before its owner is ready. */
  preconditions: z.array(name).max(20),
  /** Whether it is done at the common instant; such a step starts exactly then. */
  isAtInstant: z.boolean(),
  startsAt: moment,
  endsAt: moment,
});
export type PlanStepWire = z.infer<typeof planStepSchema>;

export const planSchema = z.strictObject({
  title: name,
  form: z.enum(operationForms),
  purpose: purposeSchema,
  summary: text,
  /** The acts in question, for the question whether somebody was judged for them already. */
  conduct: text,
  subjects,
  participants: z
    .array(z.strictObject({ authorityId, isNeeded: z.boolean() }))
    .min(2)
    .max(jointLimits.participantsMax),
  lead: authorityId,
  criteria: z.array(z.strictObject({ criterion: z.enum(leadCriteria), authority: authorityId, because: name })).max(24),
  /** Why another authority leads than the criteria name; empty where it is that one. */
  leadReason: remark,
  /** Until when the lead decides; nobody acts without a decision. */
  decideBy: moment,
  instant: moment,
  /** For how long after the instant a server still releases its steps by itself. */
  windowMinutes: z.int().min(0).max(1440),
  steps: z.array(planStepSchema).min(1).max(jointLimits.stepsMax),
  press: z.strictObject({ embargoUntil: moment, speaker: authorityId, lines: remark }),
  /** What is told to whom afterwards: the person affected, the defence, a court, the public. */
  disclosures: z.array(z.strictObject({ what: name, to: name, by: authorityId, when: name })).max(30),
});
export type PlanWire = z.infer<typeof planSchema>;

// --- notes ---------------------------------------------------------------------------------------------------------

const common = {
  v: z.literal(1),
  matter: z.string().max(60),
  author: authorityId,
  place: z.int().min(1).max(jointLimits.notesMax),
  follows: z.array(digest).max(jointLimits.followsMax),
  at: moment,
  /** An officer of the author, or `server` for what a server says by itself. */
  preparedBy: z.string().max(60),
  approvals: z.array(approvalSchema).max(10),
};

export const idemOutcomes = ['none', 'pending', 'final'] as const;
export const readinessSchema = z.strictObject({
  plan: digest,
  /** Under which of its own laws the author may take its steps. */
  basis: text,
  /** Whether proceedings on the same conduct against the same subjects are pending or ended there, and why that is no obstacle. */
  idem: z.strictObject({ outcome: z.enum(idemOutcomes), reason: remark }),
  /** What the plan says must come before its steps, each said to be met. */
  met: z.array(z.strictObject({ step: stepId, precondition: name })).max(jointLimits.stepsMax * 20),
  /** For each step at the instant the digest of the order that lies ready; its text stays at home. */
  orders: z.array(z.strictObject({ step: stepId, digest })).max(jointLimits.stepsMax),
});
export const reportOutcomes = ['released', 'done', 'partly', 'failed', 'not-done'] as const;
export const reportSchema = z.strictObject({
  step: stepId,
  outcome: z.enum(reportOutcomes),
  doneAt: moment.nullable(),
  /** What it secured; minor units as text, since JSON numbers end too early. */
  amount: z.strictObject({ minor: z.string().regex(/^\d{1,30}$/, 'It is no amount'), currency: z.string().length(3) }).nullable(),
  text: remark,
});
export const criminalKnowledge = ['yes', 'no', 'cannot-say'] as const;
export const inquiryStages = ['none', 'planned', 'open', 'closed'] as const;
export const interestAnswers = ['interest', 'none', 'cannot-say'] as const;
export const mayIntroduce = ['yes', 'ask-me', 'no'] as const;
export const differenceAbout = ['refusal', 'competence', 'delay', 'use', 'scope', 'cost', 'other'] as const;
export const positions = ['maintains', 'partly', 'yields'] as const;

// --- peer review --------------------------------------------------------------------------------------------------
export const reviewCriteria = [
  'powers',
  'timeliness',
  'quality',
  'refusals',
  'confidentiality',
  'use-and-feedback',
  'resources',
  'independence',
] as const;
export type ReviewCriterion = (typeof reviewCriteria)[number];
export const reviewGrades = ['meets', 'largely', 'partly', 'does-not', 'not-assessed'] as const;
export const reviewFigures = [
  'asked',
  'acknowledged-in-time',
  'answered',
  'refused',
  'not-done',
  'overdue',
  'reported-on',
  'median-days-to-answer',
] as const;
export const reviewFigureSchema = z.strictObject({
  figure: z.enum(reviewFigures),
  /** A count, or days to a tenth; text, since a digest over numbers with fractions is a trap. */
  value: z.string().regex(/^\d{1,9}(\.\d)?$/, 'It is no figure'),
});
export type ReviewFigureWire = z.infer<typeof reviewFigureSchema>;
const reviewAction = z.strictObject({ id: stepId, what: text, days: workingDays });

/** Each kind of note by itself. */
export const contentsOf = {
  comment: z.strictObject({ kind: z.literal('comment'), text }),
  plan: z.strictObject({ kind: z.literal('plan'), version: z.int().min(1).max(100), plan: planSchema }),
  ready: readinessSchema.extend({ kind: z.literal('ready') }),
  unready: z.strictObject({ kind: z.literal('unready'), plan: digest, reason: text }),
  decide: z.strictObject({
    kind: z.literal('decide'),
    plan: digest,
    outcome: z.enum(['commit', 'abort']),
    /** The readiness of every needed participant, by its note; sorted. */
    ready: z.array(digest).max(jointLimits.participantsMax),
    reason: remark,
  }),
  report: reportSchema.extend({ kind: z.literal('report'), plan: digest }),
  conclude: z.strictObject({ kind: z.literal('conclude'), text }),
  notice: z.strictObject({
    kind: z.literal('notice'),
    title: name,
    participants: z.array(authorityId).min(2).max(jointLimits.participantsMax),
    subjects,
    conduct: text,
    assessment: text,
    measures: remark,
    /** Within how many working days each of the others answers, and how often all then tell each other: each by its own calendar. */
    answerDays: workingDays,
    updateDays: workingDays,
  }),
  disclose: z.strictObject({
    kind: z.literal('disclose'),
    inquiry: z.enum(inquiryStages),
    measuresTaken: remark,
    measuresPlanned: remark,
    criminal: z.enum(criminalKnowledge),
    text: remark,
  }),
  update: z.strictObject({ kind: z.literal('update'), inquiry: z.enum(inquiryStages), text }),
  question: z.strictObject({
    kind: z.literal('question'),
    participants: z.array(authorityId).length(2),
    subject: subjectSchema,
    reason: text,
    introduce: z.enum(mayIntroduce),
    /** Working days of the authority asked. */
    answerDays: workingDays,
  }),
  answer: z.strictObject({
    kind: z.literal('answer'),
    outcome: z.enum(interestAnswers),
    /** Whether the author knows of others with an interest, without saying whom. */
    knowsOthers: z.boolean(),
    introduce: z.enum(mayIntroduce),
    text: remark,
  }),
  consent: z.strictObject({ kind: z.literal('consent'), isGiven: z.boolean() }),
  introduce: z.strictObject({
    kind: z.literal('introduce'),
    other: authorityId,
    otherName: name,
    /** The other's signed note by which it agreed, so that nobody is introduced who did not. */
    consent: z.string().min(2).max(jointLimits.noteTextMax),
  }),
  raise: z.strictObject({
    kind: z.literal('raise'),
    title: name,
    participants: z.array(authorityId).length(2),
    about: z.enum(differenceAbout),
    /** The agreement whose way of a disagreement is followed; its outcome is attached there. */
    agreement: agreementRefSchema,
    caseRef: z.string().max(60).nullable(),
    position: text,
    asks: text,
    /** The stages of the agreement, copied so that all compute alike: who tries, and for how many days. */
    route: z
      .array(
        z.strictObject({
          step: z.enum(['contact-points', 'heads-of-authority', 'mediator', 'panel']),
          days: z.int().min(1).max(3650).nullable(),
        }),
      )
      .min(1)
      .max(6),
    isBinding: z.boolean(),
  }),
  position: z.strictObject({ kind: z.literal('position'), outcome: z.enum(positions), ground: refusalGroundSchema.nullable(), text }),
  escalate: z.strictObject({ kind: z.literal('escalate'), to: z.int().min(1).max(5), reason: text }),
  panel: z.strictObject({ kind: z.literal('panel'), members: z.array(authorityId).min(1).max(5), days: z.int().min(1).max(365) }),
  'accept-panel': z.strictObject({ kind: z.literal('accept-panel'), panel: digest, isAccepted: z.boolean(), reason: remark }),
  opinion: z.strictObject({ kind: z.literal('opinion'), text, followUpBy: moment }),
  settle: z.strictObject({ kind: z.literal('settle'), text }),
  'accept-settlement': z.strictObject({ kind: z.literal('accept-settlement'), settlement: digest }),
  'follow-up': z.strictObject({ kind: z.literal('follow-up'), isFollowed: z.boolean(), text }),
  review: z.strictObject({
    kind: z.literal('review'),
    title: name,
    reviewed: authorityId,
    /** Other parties; its author leads. */
    panel: z.array(authorityId).min(1).max(jointLimits.panelMax),
    /** Parties that are asked for figures alone. */
    asked: z.array(authorityId).max(jointLimits.participantsMax),
    /** The agreement under which cooperation is reviewed; the report is attached there. */
    agreement: agreementRefSchema,
    fromDay: day,
    toDay: day,
    criteria: z.array(z.enum(reviewCriteria)).min(1),
    /** Working days of the reviewed authority for its answers, and the moment at which they end. */
    answerDays: workingDays,
    answerBy: moment,
    /** Its working days for comments on a draft. */
    commentDays: workingDays,
  }),
  answers: z.strictObject({
    kind: z.literal('answers'),
    answers: z
      .array(z.strictObject({ question: z.string().max(60), text }))
      .min(1)
      .max(60),
  }),
  figures: z.strictObject({ kind: z.literal('figures'), figures: z.array(reviewFigureSchema).min(1), text: remark }),
  assess: z.strictObject({
    kind: z.literal('assess'),
    version: z.int().min(1).max(100),
    text,
    findings: z.array(z.strictObject({ criterion: z.enum(reviewCriteria), grade: z.enum(reviewGrades), text })).min(1),
    /** What the reviewed authority is to do, in so many of its working days after publication. */
    actions: z.array(reviewAction).max(30),
    commentBy: moment,
  }),
  endorse: z.strictObject({ kind: z.literal('endorse'), report: digest, isEndorsed: z.boolean(), reason: remark }),
  'answer-assessment': z.strictObject({ kind: z.literal('answer-assessment'), report: digest, text }),
  publish: z.strictObject({ kind: z.literal('publish'), report: digest, text: remark }),
  'act-on': z.strictObject({ kind: z.literal('act-on'), action: stepId, isDone: z.boolean(), text }),
} as const;

const everyContent = Object.values(contentsOf) as [(typeof contentsOf)[NoteKind], ...(typeof contentsOf)[NoteKind][]];
/** What an officer says in a note; the server adds who, when and what it follows. */
export const contentSchema = z.discriminatedUnion('kind', everyContent);
export type ContentWire = z.infer<typeof contentSchema>;
export type NoteKind = keyof typeof contentsOf;
export type ContentOf<Kind extends NoteKind> = Extract<ContentWire, { kind: Kind }>;
export const noteKinds = Object.keys(contentsOf) as NoteKind[];
/** Kinds that open a matter, and the work that it then is. */
export const openingKinds = ['plan', 'notice', 'question', 'raise', 'review'] as const;

export const noteSchema = z.strictObject({ ...common, said: contentSchema });
export type JointNoteWire = z.infer<typeof noteSchema>;
export const noteBodySchema = z.strictObject({ note: z.string().min(2).max(jointLimits.noteTextMax) });
export const workSchema = z.enum(jointWorks);
