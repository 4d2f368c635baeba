// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts as work: files of market events, surveillance runs over them, the inbox of alerts, what officers said of them, and what was
 * drafted from them. An alert is shown in the shape in which it travels (src/surveillance/wire.ts).
 */
import { z } from 'zod';
import { purposeSchema } from '../../conditions/wire.ts';
import { storableText } from '../../kernel/wire.ts';
import { alertSchema, marketSubjectSchema, referenceMomentSchema } from '../../surveillance/wire.ts';
import { accountLinksSchema } from '../account-links/wire.ts';
import { legRowSchema } from '../joint-alerts/leg-wire.ts';
import { leadDetailSchema, leadRowSchema } from '../wire.ts';

const id = z.string().max(60);

// --- files and runs -----------------------------------------------------------------------------------------------
export const marketMappings = ['comity', 'binance', 'coinbase', 'deribit'] as const;
export const marketFileQuerySchema = z.strictObject({
  fileName: storableText.max(300).min(1),
  purpose: purposeSchema,
  mapping: z.enum(marketMappings).default('comity'),
  /** The instrument, for files that do not name it. */
  symbol: storableText.max(100).default(''),
});
export const marketFileSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Of the file's bytes; the digest of the events in it stands in the run. */
  digest: z.string(),
  mapping: z.string(),
  symbol: z.string(),
  size: z.int(),
  purpose: purposeSchema,
  takenBy: z.string(),
  takenAt: z.string(),
});
export type MarketFileWire = z.infer<typeof marketFileSchema>;
export const marketFileAnswerSchema = z.strictObject({ file: marketFileSchema, isNew: z.boolean() });

/** A decimal as text: numbers of a call are whole. */
export const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,9})?$/, 'a decimal such as 0.35');
export const runOrderSchema = z.strictObject({
  file: id,
  /** Names of patterns; left out: all. */
  patterns: z.array(z.string().max(60)).min(1).max(100).optional(),
  /** Values in the place of the patterns' own. */
  parameters: z.record(z.string().max(60), z.record(z.string().max(60), decimal)).default({}),
  moments: z.array(referenceMomentSchema).max(1000).default([]),
});
export type RunOrderWire = z.output<typeof runOrderSchema>;

export const runStates = ['waiting', 'running', 'done', 'failed'] as const;
export type RunState = (typeof runStates)[number];
const noticed = z.strictObject({
  kind: z.string(),
  count: z.int(),
  sentence: z.string(),
  first: z.array(z.string()),
  isLeftOut: z.boolean(),
});
export const runSchema = z.strictObject({
  id: z.string(),
  state: z.enum(runStates),
  file: marketFileSchema,
  patterns: z.int(),
  /** Values that were given in the place of the patterns' own. */
  changedParameters: z.int(),
  /** Patterns that ran with parameters which this authority has published. */
  editions: z.array(z.strictObject({ pattern: z.string(), edition: z.int() })),
  moments: z.int(),
  /** Of the table of events; null before the file is read. */
  eventsDigest: z.string().nullable(),
  events: z.int(),
  /** What the reading left out or noted, and what did not fit together in the order books. */
  noticed: z.array(noticed),
  bookFaults: z.array(z.strictObject({ fault: z.string(), count: z.int() })),
  alerts: z.int(),
  /** Of them, those that were not known before. */
  added: z.int(),
  /** Found beyond what one run may keep. */
  leftOut: z.int(),
  problems: z.array(z.strictObject({ path: z.string(), problem: z.string(), remedy: z.string() })),
  orderedBy: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
export type RunWire = z.infer<typeof runSchema>;

// --- the inbox ----------------------------------------------------------------------------------------------------
const alertLineSchema = leadRowSchema.extend({
  digest: z.string(),
  pattern: z.string(),
  patternTitle: z.string(),
  participants: z.array(z.string()),
  /** `venue/symbol`. */
  instruments: z.array(z.string()),
  from: z.string(),
  until: z.string(),
});
export type AlertLineWire = z.infer<typeof alertLineSchema>;
/** By `linked`: participants who belong together by links between accounts are one group. */
export const alertGroupings = ['none', 'participant', 'linked', 'instrument', 'pattern'] as const;
export type AlertGrouping = (typeof alertGroupings)[number];
export const alertListQuerySchema = z.strictObject({
  box: z.enum(['open', 'mine', 'put-aside', 'all']).default('open'),
  grouping: z.enum(alertGroupings).default('none'),
  pattern: z.string().max(60).optional(),
  participant: storableText.max(300).optional(),
  /** Alerts of this participant and of all who belong with it. */
  linked: storableText.max(300).optional(),
  instrument: storableText.max(300).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type AlertListQuery = z.output<typeof alertListQuerySchema>;
export const alertListSchema = z.strictObject({
  rows: z.array(alertLineSchema),
  /** What the rows belong to, the heaviest first; empty without a grouping. */
  groups: z.array(
    z.strictObject({
      name: z.string(),
      /** Whom it gathers, where that is more than the name. */
      members: z.array(z.string()),
      alerts: z.int(),
      open: z.int(),
      strongest: z.number(),
      patterns: z.array(z.string()),
      from: z.string(),
      until: z.string(),
    }),
  ),
  total: z.int(),
});
export type AlertListWire = z.infer<typeof alertListSchema>;

// --- one alert ----------------------------------------------------------------------------------------------------
export const alertOutcomes = ['suspicious', 'explained', 'unsure'] as const;
export type AlertOutcome = (typeof alertOutcomes)[number];
/** Why an alert holds or does not: what the makers of a pattern learn from. */
export const alertGrounds = [
  'pattern-fits',
  'repeated-conduct',
  'known-subject',
  'market-making',
  'hedging',
  'public-news',
  'accident',
  'fault-in-data',
  'pattern-wrong',
  'more-needed',
] as const;
export type AlertGround = (typeof alertGrounds)[number];
/** Which grounds go with which outcome. */
export const groundsOf: Readonly<Record<AlertOutcome, readonly AlertGround[]>> = {
  suspicious: ['pattern-fits', 'repeated-conduct', 'known-subject'],
  explained: ['market-making', 'hedging', 'public-news', 'accident', 'fault-in-data', 'pattern-wrong'],
  unsure: ['more-needed'],
};
export const alertJudgementOrderSchema = z.strictObject({
  outcome: z.enum(alertOutcomes),
  ground: z.enum(alertGrounds),
  reason: storableText.max(2000).min(1),
});
export const alertDetailSchema = z.strictObject({
  alert: alertSchema,
  file: marketFileSchema,
  run: z.string(),
  /** The edition that its run had of the pattern, and how many values were given in the place of the edition's. */
  edition: z.strictObject({ number: z.int(), otherValues: z.int() }),
  judgements: z.array(
    z.strictObject({
      outcome: z.enum(alertOutcomes),
      ground: z.enum(alertGrounds),
      reason: z.string(),
      officerName: z.string(),
      at: z.string(),
    }),
  ),
  /** Of the same pattern, participants and instruments at overlapping times: said while the day ran, or of the whole day, or of another file. */
  sameConduct: z.array(alertLineSchema),
  /** Other alerts that name one of the same participants, the strongest first. */
  related: z.array(alertLineSchema),
  /** Drafts of reports that were made of it. */
  reports: z.array(z.strictObject({ record: z.string(), reference: z.string(), at: z.string() })),
  mayReport: z.boolean(),
  /** Accounts that belong with those whom it names, for the purpose of the alert. */
  links: accountLinksSchema,
  /** Requests for its other leg, and how each stands. */
  legs: z.array(legRowSchema),
});
export type AlertDetailWire = z.infer<typeof alertDetailSchema>;
export const alertAnswerSchema = z.strictObject({ lead: leadDetailSchema, alert: alertDetailSchema });
export const reviewQuerySchema = z.strictObject({ from: z.string().max(40).optional(), until: z.string().max(40).optional() });
export const reportTemplates = ['mica-stor', 'mar-stor'] as const;
export const reportOrderSchema = z.strictObject({
  template: z.enum(reportTemplates),
  suspicion: z.enum(['market-manipulation', 'insider-dealing']),
});
export const reportAnswerSchema = z.strictObject({ record: z.string(), reference: z.string() });

// --- everything found about one participant or one instrument -----------------------------------------------------
export const marketSubjectPageSchema = z.strictObject({
  subject: marketSubjectSchema,
  /** Of a participant: the accounts that alerts give it, over all files. */
  accounts: z.array(z.string()),
  /** In whatever state, the strongest first. */
  alerts: z.array(alertLineSchema),
  total: z.int(),
  /** Of a participant: accounts that belong with it, for the purposes of its alerts. */
  links: accountLinksSchema,
  /** Participants that the same alerts name, by how many. */
  together: z.array(z.strictObject({ name: z.string(), alerts: z.int() })),
  /** Files taken in, those with alerts about it first, then the newest: its activity may be looked at in any. */
  files: z.array(z.strictObject({ file: marketFileSchema, alerts: z.int() })),
});
export type MarketSubjectPageWire = z.infer<typeof marketSubjectPageSchema>;
export const marketActivityQuerySchema = marketSubjectSchema.extend({ file: id });

export const marketHistoryOrderSchema = z.strictObject({
  file: id,
  kind: z.enum(['account', 'instrument']),
  /** `venue/account` or `venue/symbol`, as the file names it. */
  name: storableText.min(3).max(300),
});

// --- patterns and what officers say of them -----------------------------------------------------------------------
export const patternFeedbackSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  /** The one in force at this authority; 1: as the program came. */
  edition: z.int(),
  title: z.string(),
  definition: z.string(),
  legal: z.string(),
  parameters: z.array(z.strictObject({ name: z.string(), value: z.number(), unit: z.string(), meaning: z.string(), origin: z.string() })),
  alerts: z.int(),
  suspicious: z.int(),
  explained: z.int(),
  unsure: z.int(),
  grounds: z.array(z.strictObject({ ground: z.enum(alertGrounds), count: z.int() })),
});
export type PatternFeedbackWire = z.infer<typeof patternFeedbackSchema>;
