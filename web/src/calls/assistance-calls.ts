// SPDX-License-Identifier: Apache-2.0
/** Calls of requests for assistance. Each that changes a case answers with the case as it then is. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { verdictSchema } from '../../../src/agreements/wire.ts';
import { draftComparisonSchema, draftVersionSchema } from '../../../src/assistance/draft-versions/wire.ts';
import {
  type acknowledgeSchema,
  type BundleOrderWire,
  bundleOrderSchema,
  bundlePlacesSchema,
  bundlePreviewSchema,
  type approveSchema,
  type CaseDetailWire,
  caseDetailSchema,
  draftCheckSchema,
  caseRowSchema,
  type askBackSchema,
  type changeConfidentialitySchema,
  type commentOnDraftSchema,
  type cureSchema,
  type postponeSchema,
  type rebutSchema,
  type refuseSchema,
  type reopenSchema,
  type reportImpossibleSchema,
  type reportUseSchema,
  type tellDelaySchema,
  type ReplyDraftWire,
  type RequestDraftWire,
} from '../../../src/assistance/wire.ts';
import { callServer, fetchFile } from './call-server.ts';
import { rowsOf } from './list-answer.ts';

export type Box = 'inbox' | 'outbox' | 'approvals' | 'all';

export function casesQuery(box: Box) {
  return queryOptions({
    queryKey: ['cases', 'list', box],
    queryFn: () => callServer('GET', '/api/assistance/cases', rowsOf(caseRowSchema), { query: { box, limit: 200 } }),
  });
}

export function draftVersionsQuery(id: string) {
  return queryOptions({
    queryKey: ['cases', 'versions', id],
    queryFn: () => callServer('GET', `/api/assistance/cases/${encodeURIComponent(id)}/versions`, z.array(draftVersionSchema)),
  });
}
export function draftComparisonQuery(id: string, from: string, to: string) {
  return queryOptions({
    queryKey: ['cases', 'comparison', id, from, to],
    queryFn: () =>
      callServer('GET', `/api/assistance/cases/${encodeURIComponent(id)}/comparison`, draftComparisonSchema, { query: { from, to } }),
  });
}
export function caseQuery(id: string) {
  return queryOptions({
    queryKey: ['cases', 'one', id],
    queryFn: () => callServer('GET', `/api/assistance/cases/${encodeURIComponent(id)}`, caseDetailSchema),
  });
}

/** The verdict on a draft; the one before stays on the screen until the next is there. */
export function verdictQuery(draft: RequestDraftWire | null) {
  return queryOptions({
    queryKey: ['agreements', 'verdict', draft],
    queryFn: () => callServer('POST', '/api/assistance/verdict', verdictSchema, { json: { draft } }),
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** What commonly gets such a request sent back; the lines before stay until the next are there. */
export function draftCheckQuery(draft: RequestDraftWire | null) {
  return queryOptions({
    queryKey: ['cases', 'draft-check', draft],
    queryFn: () => callServer('POST', '/api/assistance/draft-check', draftCheckSchema, { json: { draft } }),
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export function bundlePlacesQuery(id: string) {
  return queryOptions({
    queryKey: ['cases', 'bundle-places', id],
    queryFn: () => callServer('GET', caseAt(id, 'bundle-places'), bundlePlacesSchema),
  });
}

/** What a recipient would see; the view before stays on the screen until the next is there. Null asks nothing. */
export function bundlePreviewQuery(id: string, order: BundleOrderWire | null) {
  return queryOptions({
    queryKey: ['cases', 'bundle-preview', id, order],
    queryFn: () => callServer('POST', caseAt(id, 'bundle-preview'), bundlePreviewSchema, { json: order }),
    enabled: order !== null,
    placeholderData: keepPreviousData,
  });
}

/** As it was ordered when its approval was asked for. */
export function bundleOrderQuery(id: string, subject: string | null) {
  return queryOptions({
    queryKey: ['cases', 'bundle-order', id, subject],
    queryFn: () => assistanceCalls.bundleOrder(id, subject ?? ''),
    enabled: subject !== null,
  });
}

const drafts = '/api/assistance/drafts';
const caseAt = (id: string, what: string): string => `/api/assistance/cases/${encodeURIComponent(id)}/${what}`;
const stepAt = (id: string, what: string): string => `/api/assistance/steps/${encodeURIComponent(id)}/${what}`;
const post = (path: string, json?: unknown): Promise<CaseDetailWire> =>
  callServer('POST', path, caseDetailSchema, json === undefined ? {} : { json });

export const assistanceCalls = {
  createDraft: (draft: RequestDraftWire) => post(drafts, draft),
  changeDraft: (id: string, draft: RequestDraftWire) =>
    callServer('PUT', `${drafts}/${encodeURIComponent(id)}`, caseDetailSchema, { json: draft }),
  submit: (id: string) => post(caseAt(id, 'submission')),
  approve: (stepId: string, given: z.input<typeof approveSchema>) => post(stepAt(stepId, 'approval'), given),
  returnStep: (stepId: string, given: { digest: string; reason: string }) => post(stepAt(stepId, 'return'), given),
  shareDraft: (id: string, wanted: string) => post(caseAt(id, 'shared-draft'), { wanted }),
  commentOnDraft: (id: string, given: z.input<typeof commentOnDraftSchema>) => post(caseAt(id, 'draft-comments'), given),
  acknowledge: (id: string, given: z.input<typeof acknowledgeSchema>) => post(caseAt(id, 'acknowledgement'), given),
  askBack: (id: string, given: z.input<typeof askBackSchema>) => post(caseAt(id, 'questions'), given),
  answerBack: (id: string, answer: string) => post(caseAt(id, 'answers'), { answer }),
  reply: (id: string, given: ReplyDraftWire) => post(caseAt(id, 'replies'), given),
  refuse: (id: string, given: z.input<typeof refuseSchema>) => post(caseAt(id, 'refusal'), given),
  rebut: (id: string, given: z.input<typeof rebutSchema>) => post(caseAt(id, 'rebuttal'), given),
  cure: (id: string, given: z.input<typeof cureSchema>) => post(caseAt(id, 'cure'), given),
  reopen: (id: string, given: z.input<typeof reopenSchema>) => post(caseAt(id, 'reopening'), given),
  uphold: (id: string, reasons: string) => post(caseAt(id, 'upholding'), { reasons }),
  withdraw: (id: string, reason: string) => post(caseAt(id, 'withdrawal'), { reason }),
  tellDelay: (id: string, given: z.input<typeof tellDelaySchema>) => post(caseAt(id, 'delay'), given),
  postpone: (id: string, given: z.input<typeof postponeSchema>) => post(caseAt(id, 'postponement'), given),
  reportImpossible: (id: string, given: z.input<typeof reportImpossibleSchema>) => post(caseAt(id, 'impossibility'), given),
  letLapse: (id: string, reason: string) => post(caseAt(id, 'lapse'), { reason }),
  reportUse: (id: string, given: z.input<typeof reportUseSchema>) => post(caseAt(id, 'use-reports'), given),
  changeConfidentiality: (id: string, given: z.input<typeof changeConfidentialitySchema>) => post(caseAt(id, 'confidentiality'), given),
  bundleOrder: (id: string, subject: string) =>
    callServer('GET', caseAt(id, `bundle-orders/${encodeURIComponent(subject)}`), bundleOrderSchema),
  paper: (id: string) => fetchFile(caseAt(id, 'paper'), {}),
  bundle: (id: string, order: BundleOrderWire) => fetchFile(caseAt(id, 'bundle'), order),
} as const;
