// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of market surveillance: files, runs, the inbox of alerts, one alert with its market, everything about one participant or
 * instrument, judging, reports, and what patterns came to.
 */
import { z } from 'zod';
import {
  answerJson,
  type CallAnswer,
  type CallDefinition,
  type CallOfficer,
  defineCall,
  type Instant,
  limits,
} from '../../kernel/index.ts';
import { knowsByRoles } from '../../records/index.ts';
import { alertReviewSchema, marketActivitySchema, marketHistorySchema, marketSubjectSchema } from '../../surveillance/wire.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { leadDetail } from '../leads/lead-detail.ts';
import { triagers } from '../leads/lead-states.ts';
import { findLead } from '../leads/store.ts';
import { alertDetail, reviewOfAlert } from './alert-detail.ts';
import { alertList } from './alert-list.ts';
import { judgeAlert, patternFeedback } from './judge-alert.ts';
import { activityOfSubject, marketSubject } from './market-subject.ts';
import { historyOf } from './market-history.ts';
import { orderRun, runWire } from './order-run.ts';
import { reportAlert } from './report-alert.ts';
import { findMarketFile, newestRuns, type RunRow } from './store.ts';
import { marketFileWire, takeMarketFile } from './take-file.ts';
import {
  alertAnswerSchema,
  alertJudgementOrderSchema,
  alertListQuerySchema,
  alertListSchema,
  marketActivityQuerySchema,
  marketFileAnswerSchema,
  marketFileQuerySchema,
  marketHistoryOrderSchema,
  marketSubjectPageSchema,
  patternFeedbackSchema,
  reportAnswerSchema,
  reportOrderSchema,
  reviewQuerySchema,
  runOrderSchema,
  runSchema,
} from './wire.ts';

const oneLead = z.strictObject({ id: z.string().max(60) });
/** Runs that the screen lists: a few weeks of them. */
const runsShownMax = 100;

export function alertCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...marketCalls(deps), ...inboxCalls(deps), ...subjectCalls(deps), historyCall(deps), ...alertWorkCalls(deps)];
}

async function runsShown(deps: FindingsDeps, rows: readonly RunRow[]) {
  const { database: db } = deps;
  const shown = [];
  for (const row of rows) {
    const file = await findMarketFile(db, row.file);
    if (file !== null) shown.push({ row, file });
  }
  const names = await deps.officerNames(db, [...new Set(shown.flatMap(({ row, file }) => [row.ordered_by, file.taken_by]))]);
  return shown.map(({ row, file }) => runWire(row, file, names));
}

function marketCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/market-files',
      whoMay: triagers,
      summary: 'Takes in a file of market events (CSV, JSON lines or Parquet) for a stated purpose; the same bytes are the same file.',
      query: marketFileQuerySchema,
      body: { kind: 'bytes', bytesMax: limits.importBytesMax },
      answer: marketFileAnswerSchema,
      handle: async (input) =>
        callAnswer(await takeMarketFile(deps, { ...input.query, bytes: input.body }, whole(input)), async ({ file, isNew }) =>
          answerJson({ file: marketFileWire(file, await deps.officerNames(deps.database, [file.taken_by])), isNew }),
        ),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/surveillance-runs',
      whoMay: triagers,
      summary: 'Orders patterns of market abuse over a file; alerts become leads, those that are known already stay as they are.',
      body: { kind: 'json', schema: runOrderSchema },
      answer: runSchema,
      handle: async (input) =>
        callAnswer(await orderRun(deps, input.body, whole(input)), async (run): Promise<CallAnswer> => {
          const [shown] = await runsShown(deps, [run]);
          return shown === undefined ? { kind: 'absent' } : answerJson(shown);
        }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/surveillance-runs',
      whoMay: leadReaders,
      summary: 'Surveillance runs and how far each is, the newest first.',
      answer: z.array(runSchema),
      handle: async () => answerJson(await runsShown(deps, await newestRuns(deps.database, runsShownMax))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/patterns',
      whoMay: leadReaders,
      summary: 'Every pattern with its parameters, the alerts it gave, and what officers said of them.',
      answer: z.array(patternFeedbackSchema),
      handle: async () => answerJson(await patternFeedback(deps)),
    }),
  ];
}

function inboxCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/alerts',
      whoMay: leadReaders,
      summary:
        'Alerts of one box, the strongest first, gathered by participant, by those who belong together, instrument or pattern where asked.',
      query: alertListQuerySchema,
      answer: alertListSchema,
      handle: async (input) => answerJson(await alertList(deps, input.query, whole(input))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/leads/:id/alert',
      whoMay: leadReaders,
      summary: 'The alert of a lead: sentences, figures, events, file, judgements, and other alerts that name the same.',
      params: oneLead,
      answer: alertAnswerSchema,
      handle: async (input) => answerAlert(deps, input.params.id, input),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/leads/:id/alert/review',
      whoMay: leadReaders,
      summary: 'The market of an alert over time: order book, trades, own orders and fills, on one clock, and a comparison with baselines.',
      params: oneLead,
      query: reviewQuerySchema,
      answer: alertReviewSchema,
      handle: async ({ params, query }) => {
        const window = { from: query.from ?? null, until: query.until ?? null };
        return callAnswer(await reviewOfAlert(deps, params.id, window), async (review) => answerJson(review));
      },
    }),
  ];
}

function subjectCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/market-subjects',
      whoMay: leadReaders,
      summary:
        'Everything found about one participant or one instrument: alerts, accounts, who is named beside it, files to look at it in.',
      query: marketSubjectSchema,
      answer: marketSubjectPageSchema,
      handle: async (input) => answerJson(await marketSubject(deps, input.query, whole(input))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/market-subjects/activity',
      whoMay: leadReaders,
      summary: 'What it did in one file over time, against what is usual for it, and with whom it traded more often than by chance.',
      query: marketActivityQuerySchema,
      answer: marketActivitySchema,
      handle: async ({ query }) => callAnswer(await activityOfSubject(deps, query), async (activity) => answerJson(activity)),
    }),
  ];
}

function historyCall(deps: FindingsDeps): CallDefinition {
  return defineCall({
    method: 'POST',
    path: '/api/findings/market-subjects/history',
    whoMay: leadReaders,
    summary: 'Replays the whole history of an account or an instrument in one file, proves what it ends in, and names gaps; as a document.',
    body: { kind: 'json', schema: marketHistoryOrderSchema },
    answer: marketHistorySchema,
    handle: async (input) => callAnswer(await historyOf(deps, input.body, whole(input)), async (history) => answerJson(history)),
  });
}

type Asking = { readonly officer: CallOfficer | null; readonly now: Instant };

async function answerAlert(deps: FindingsDeps, id: string, { officer, now }: Asking): Promise<CallAnswer> {
  const { database: db } = deps;
  const lead = await findLead(db, id);
  const viewer = { ...whole({ officer, now }), knowsReports: knowsByRoles(officer?.roles ?? []) };
  const alert = lead === null ? null : await alertDetail(db, deps, lead, viewer);
  if (lead === null || alert === null) return { kind: 'absent' };
  return answerJson({ lead: await leadDetail(db, deps, lead, { officer, now }), alert });
}

function alertWorkCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/leads/:id/alert/judgement',
      whoMay: triagers,
      summary: 'Says what an alert is, on which ground and why.',
      params: oneLead,
      body: { kind: 'json', schema: alertJudgementOrderSchema },
      answer: alertAnswerSchema,
      handle: async (input) =>
        callAnswer(await judgeAlert(deps, input.params.id, input.body, whole(input)), () => answerAlert(deps, input.params.id, input)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/leads/:id/alert/report',
      whoMay: triagers,
      summary: 'Drafts a market abuse report from an alert that was called suspicious, into the own records.',
      params: oneLead,
      body: { kind: 'json', schema: reportOrderSchema },
      answer: reportAnswerSchema,
      handle: async (input) =>
        callAnswer(await reportAlert(deps, input.params.id, input.body, whole(input)), async (report) => answerJson(report)),
    }),
  ];
}
