// SPDX-License-Identifier: Apache-2.0
/** Calls of market surveillance: files, runs, the inbox of alerts, one alert and its market, one participant or instrument. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { linkProposalsSchema, type linkQuestionSchema } from '../../../src/findings/account-links/wire.ts';
import {
  alertAnswerSchema,
  type AlertGrouping,
  type alertJudgementOrderSchema,
  alertListSchema,
  marketFileAnswerSchema,
  type marketHistoryOrderSchema,
  marketSubjectPageSchema,
  patternFeedbackSchema,
  reportAnswerSchema,
  type reportOrderSchema,
  type runOrderSchema,
  runSchema,
} from '../../../src/findings/alerts/wire.ts';
import { alertReviewSchema, marketActivitySchema, marketHistorySchema, type MarketSubjectWire } from '../../../src/surveillance/wire.ts';
import { callServer } from '../calls/call-server.ts';
import type { LeadBox } from '../calls/finding-calls.ts';

export interface AlertsAsked {
  readonly linked?: string | undefined;
  readonly box: LeadBox;
  readonly grouping: AlertGrouping;
  readonly participant?: string | undefined;
  readonly instrument?: string | undefined;
  readonly pattern?: string | undefined;
}

export function alertsQuery(asked: AlertsAsked) {
  return queryOptions({
    queryKey: ['findings', 'alerts', asked],
    queryFn: () => callServer('GET', '/api/findings/alerts', alertListSchema, { query: { ...asked } }),
    placeholderData: keepPreviousData,
  });
}
export function alertQuery(lead: string) {
  return queryOptions({ queryKey: ['findings', 'alert', lead], queryFn: () => callServer('GET', alertAt(lead), alertAnswerSchema) });
}
export interface Window {
  readonly from: string;
  readonly until: string;
}
/** What happened does not change: it is asked once for each window. */
export function reviewQuery(at: string, window: Window | null) {
  return queryOptions({
    queryKey: ['market-of-alert', at, window],
    queryFn: () => callServer('GET', `${at}/review`, alertReviewSchema, { query: { ...window } }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
export function subjectQuery(subject: MarketSubjectWire) {
  return queryOptions({
    queryKey: ['findings', 'market-subject', subject],
    queryFn: () => callServer('GET', '/api/findings/market-subjects', marketSubjectPageSchema, { query: { ...subject } }),
  });
}
/** What happened does not change: it is asked once for each file. */
export function activityQuery(subject: MarketSubjectWire, file: string | null) {
  return queryOptions({
    queryKey: ['market-activity', subject, file],
    queryFn: () =>
      callServer('GET', '/api/findings/market-subjects/activity', marketActivitySchema, { query: { ...subject, file: file ?? '' } }),
    enabled: file !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
export const runsQuery = queryOptions({
  queryKey: ['findings', 'runs'],
  queryFn: () => callServer('GET', '/api/findings/surveillance-runs', z.array(runSchema)),
});
export const patternsQuery = queryOptions({
  queryKey: ['findings', 'patterns'],
  queryFn: () => callServer('GET', '/api/findings/patterns', z.array(patternFeedbackSchema)),
});

export const alertCalls = {
  take: ({ file, ...query }: { file: File; purpose: Purpose; mapping: string; symbol: string }) =>
    callServer('POST', '/api/findings/market-files', marketFileAnswerSchema, { query: { ...query, fileName: file.name }, bytes: file }),
  run: (order: z.input<typeof runOrderSchema>) => callServer('POST', '/api/findings/surveillance-runs', runSchema, { json: order }),
  links: (asked: z.input<typeof linkQuestionSchema>) =>
    callServer('POST', '/api/findings/market-subjects/links', linkProposalsSchema, { json: asked }),
  history: (order: z.input<typeof marketHistoryOrderSchema>) =>
    callServer('POST', '/api/findings/market-subjects/history', marketHistorySchema, { json: order }),
  judge: (lead: string, given: z.input<typeof alertJudgementOrderSchema>) =>
    callServer('POST', `${alertAt(lead)}/judgement`, alertAnswerSchema, { json: given }),
  report: (lead: string, given: z.input<typeof reportOrderSchema>) =>
    callServer('POST', `${alertAt(lead)}/report`, reportAnswerSchema, { json: given }),
} as const;

/** Where an alert is, for whoever shows its market. */
export function alertAt(lead: string): string {
  return `/api/findings/leads/${encodeURIComponent(lead)}/alert`;
}
