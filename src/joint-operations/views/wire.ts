// SPDX-License-Identifier: Apache-2.0
/** Joint matters as the workplace sees them, and what it sends. */
import { z } from 'zod';
import { jointWorks } from '../../agreements/wire.ts';
import { limits } from '../../kernel/index.ts';
import {
  contentSchema,
  contentsOf,
  jointLimits,
  leadCriteria,
  noteKinds,
  planSchema,
  readinessSchema,
  reportSchema,
  reviewFigureSchema,
  subjectKinds,
} from '../wire.ts';

const named = z.strictObject({ authorityId: z.string(), name: z.string(), jurisdiction: z.string() });
export type NamedWire = z.infer<typeof named>;

export const jointRowSchema = z.strictObject({
  id: z.string(),
  work: z.enum(jointWorks),
  stage: z.string(),
  title: z.string(),
  participants: z.array(named),
  turn: z.array(named),
  isOurTurn: z.boolean(),
  dueAt: z.string().nullable(),
  updatedAt: z.string(),
});
export type JointRowWire = z.infer<typeof jointRowSchema>;

export const knowledgeSchema = z.strictObject({
  authorityId: z.string(),
  /** When it provably knew at the latest; null where nothing proves it. */
  at: z.string().nullable(),
  /** It wrote it; its receipt says so; a later note of its own follows on it; it is held here. */
  by: z.enum(['author', 'receipt', 'follows', 'held', 'nothing']),
});
export const jointNoteViewSchema = z.strictObject({
  digest: z.string(),
  kind: z.enum(noteKinds),
  author: named,
  at: z.string(),
  /** When it came to be held here. */
  heldAt: z.string(),
  /** Of our own officers; null for the server, and for those of others: their names stay at home. */
  preparedBy: z.string().nullable(),
  approvals: z.int(),
  said: contentSchema,
  known: z.array(knowledgeSchema),
});
export type JointNoteViewWire = z.infer<typeof jointNoteViewSchema>;

export const operationViewSchema = z.strictObject({
  note: z.string(),
  version: z.int(),
  plan: planSchema,
  tally: z.array(z.strictObject({ authority: z.string(), weight: z.int() })),
  criteria: z.array(z.strictObject({ criterion: z.enum(leadCriteria), weight: z.int(), says: z.string() })),
  readiness: z.array(
    z.strictObject({
      who: named,
      isNeeded: z.boolean(),
      state: z.enum(['silent', 'ready', 'unready']),
      ready: readinessSchema.omit({ plan: true }).nullable(),
      reason: z.string(),
      at: z.string().nullable(),
    }),
  ),
  decision: z.strictObject({ outcome: z.enum(['commit', 'abort']), reason: z.string(), at: z.string(), by: named }).nullable(),
  steps: z.array(z.strictObject({ id: z.string(), owner: named, last: reportSchema.extend({ at: z.string() }).nullable() })),
  /** What of our own readiness is missing, in sentences. */
  missing: z.array(z.string()),
  orders: z.array(z.strictObject({ step: z.string(), addressee: z.string(), text: z.string(), digest: z.string() })),
});
export type OperationViewWire = z.infer<typeof operationViewSchema>;

export const differenceViewSchema = z.strictObject({
  level: z.int(),
  levelSince: z.string(),
  levelEndsAt: z.string().nullable(),
  panel: z.strictObject({ digest: z.string(), members: z.array(named), accepted: z.array(z.string()), isSeated: z.boolean() }).nullable(),
  /** The other side's latest offer of a settlement, by its note. */
  offer: z.string().nullable(),
});
const disclosedSchema = contentsOf.disclose.omit({ kind: true }).extend({ at: z.string() });
const answeredSchema = contentsOf.answer.omit({ kind: true }).extend({ at: z.string() });
export const deconflictionViewSchema = z.strictObject({
  parallel: z
    .strictObject({
      from: named,
      ...contentsOf.notice.omit({ kind: true, title: true, participants: true }).shape,
      /** By when each owes its answer, in its own calendar. */
      answers: z.array(z.strictObject({ who: named, dueAt: z.string(), answer: disclosedSchema.nullable() })),
      /** By when each next tells the others. */
      updates: z.array(z.strictObject({ who: named, dueAt: z.string() })),
    })
    .nullable(),
  interest: z
    .strictObject({
      ...contentsOf.question.pick({ subject: true, reason: true, answerDays: true }).shape,
      by: named,
      asked: named,
      dueAt: z.string().nullable(),
      answer: answeredSchema.nullable(),
      mayBeIntroduced: z.array(z.strictObject({ who: named, isGiven: z.boolean() })),
      introduced: z.array(z.string()),
    })
    .nullable(),
});
export type DeconflictionViewWire = z.infer<typeof deconflictionViewSchema>;
export const reviewViewSchema = z.strictObject({
  note: z.string(),
  reviewed: named,
  lead: named,
  panel: z.array(z.strictObject({ who: named, word: z.enum(['sits', 'silent', 'declined']) })),
  asked: z.array(named),
  ...contentsOf.review.pick({ agreement: true, fromDay: true, toDay: true, criteria: true, answerBy: true }).shape,
  questions: z.array(z.strictObject({ id: z.string(), text: z.string(), answer: z.string().nullable() })),
  figures: z.array(z.strictObject({ by: named, ...contentsOf.figures.pick({ figures: true, text: true }).shape })),
  assessment: z
    .strictObject({
      note: z.string(),
      ...contentsOf.assess.pick({ version: true, text: true, findings: true, commentBy: true }).shape,
      endorsements: z.array(z.strictObject({ by: named, isEndorsed: z.boolean(), reason: z.string() })),
      reply: z.string().nullable(),
    })
    .nullable(),
  publishedAt: z.string().nullable(),
  publishedWith: z.string(),
  actions: z.array(
    z.strictObject({
      id: z.string(),
      what: z.string(),
      dueAt: z.string().nullable(),
      last: z.strictObject({ isDone: z.boolean(), text: z.string(), at: z.string() }).nullable(),
    }),
  ),
});
export type ReviewViewWire = z.infer<typeof reviewViewSchema>;
export const ownFiguresSchema = z.strictObject({ figures: z.array(reviewFigureSchema) });
export const reviewAgreementsSchema = z.array(
  z.strictObject({ agreement: contentsOf.review.shape.agreement, title: z.string(), with: z.array(named) }),
);
export const interestRowSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(subjectKinds),
  value: z.string(),
  stage: z.enum(['watching', 'inquiry', 'pending', 'final']),
  caseRef: z.string().nullable(),
  remark: z.string(),
  keptAt: z.string(),
});
export type InterestRowWire = z.infer<typeof interestRowSchema>;

export const jointDetailSchema = z.strictObject({
  row: jointRowSchema,
  /** Digest of the latest notes: the same at every participant that holds the same notes. */
  head: z.string(),
  self: z.string(),
  operation: operationViewSchema.nullable(),
  difference: differenceViewSchema.nullable(),
  ...deconflictionViewSchema.shape,
  review: reviewViewSchema.nullable(),
  notes: z.array(jointNoteViewSchema),
  /** What our own register holds on the subjects of the matter. */
  interests: z.array(interestRowSchema),
  /** Participants that lack notes which are held here, and whether these are on their way. */
  behind: z.array(z.strictObject({ who: named, notes: z.int(), isOnItsWay: z.boolean() })),
  /** The kinds of note that may come from us now. */
  may: z.array(z.enum([...noteKinds, 'order', 'resend'])),
});
export type JointDetailWire = z.infer<typeof jointDetailSchema>;

export const jointListQuerySchema = z.strictObject({
  agreement: z.string().max(80).optional(),
  case: z.string().max(60).optional(),
});
export const jointContentSchema = z.strictObject({ said: contentSchema });
/** The matter; nothing of it is here yet where its first note waits for approval. */
export const jointAnswerSchema = z.strictObject({ matter: z.string(), isWaiting: z.boolean(), detail: jointDetailSchema.nullable() });
export const orderSchema = z.strictObject({
  step: z.string().max(20),
  addressee: z.string().trim().min(1).max(limits.nameCharactersMax),
  text: z.string().trim().min(1).max(limits.textCharactersMax),
});
export const newInterestSchema = z.strictObject({
  kind: z.enum(subjectKinds),
  value: z.string().trim().min(1).max(limits.nameCharactersMax),
  stage: z.enum(['watching', 'inquiry', 'pending', 'final']),
  caseRef: z.string().max(60).nullable(),
  remark: z.string().max(limits.textCharactersMax),
});
export const routesSchema = z.array(
  z.strictObject({
    agreement: z.strictObject({ id: z.string(), version: z.int(), digest: z.string() }),
    title: z.string(),
    with: z.array(named),
    isBinding: z.boolean(),
    route: z.array(
      z.strictObject({ step: z.enum(['contact-points', 'heads-of-authority', 'mediator', 'panel']), days: z.int().nullable() }),
    ),
  }),
);
/** Interests that are listed at once. */
export const interestsMax = jointLimits.notesMax;
