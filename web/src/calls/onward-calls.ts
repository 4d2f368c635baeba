// SPDX-License-Identifier: Apache-2.0
/** Calls of consents, disclosures and recalls. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { reachAnswerSchema } from '../../../src/agreements/network/wire.ts';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { type BundleOrderWire, bundleOrderSchema } from '../../../src/exchange/wire.ts';
import { type AnswerNewUseWire, type beginNewUseSchema, newUseVerdictSchema } from '../../../src/onward/new-uses/wire.ts';
import {
  type AnswerConsentWire,
  type AnswerRecallWire,
  type askConsentSchema,
  type discloseSchema,
  matterDetailSchema,
  matterRowSchema,
  passOnAnswerSchema,
  recallPartSchema,
  type startRecallSchema,
} from '../../../src/onward/wire.ts';
import type { GivenProofWire } from '../../../src/officers/wire.ts';
import { minimisationProposalSchema, recordWaySchema } from '../../../src/records/wire.ts';
import { callServer, fetchFile } from './call-server.ts';
import { rowsOf } from './list-answer.ts';

export const mattersQuery = queryOptions({
  queryKey: ['onward', 'list'],
  queryFn: () => callServer('GET', '/api/onward/matters', rowsOf(matterRowSchema)),
});

export function matterQuery(id: string) {
  return queryOptions({ queryKey: ['onward', 'one', id], queryFn: () => callServer('GET', matterAt(id), matterDetailSchema) });
}

export function wayQuery(recordId: string) {
  return queryOptions({
    queryKey: ['onward', 'way', recordId],
    queryFn: () => callServer('GET', `/api/records/${encodeURIComponent(recordId)}/way`, recordWaySchema),
  });
}

/** Whether a record may go to an authority for a purpose; asks nothing while one of them is open. */
export function passOnQuery(recordId: string, recipient: string | null, purpose: Purpose | null) {
  return queryOptions({
    queryKey: ['onward', 'question', recordId, recipient, purpose],
    queryFn: () => callServer('POST', '/api/onward/question', passOnAnswerSchema, { json: { recordId, recipient, purpose } }),
    enabled: recipient !== null && purpose !== null,
  });
}

/** Whether a received record may be used so; asks nothing while the purpose is open. */
export function newUseQuery(recordId: string, purpose: Purpose | null, isEvidence: boolean) {
  return queryOptions({
    queryKey: ['onward', 'new-use', recordId, purpose, isEvidence],
    queryFn: () => callServer('POST', '/api/onward/new-uses/question', newUseVerdictSchema, { json: { recordId, purpose, isEvidence } }),
    enabled: purpose !== null,
  });
}

export function recordReachQuery(recordId: string, purpose: Purpose | null) {
  return queryOptions({
    queryKey: ['onward', 'reach', recordId, purpose],
    queryFn: () => callServer('POST', '/api/onward/reach', reachAnswerSchema, { json: { recordId, purpose } }),
    enabled: purpose !== null,
  });
}

/** Where records are to go: to an authority unasked, or into the reply to the request of a case, which names its purpose itself. */
export type GivingTo = { readonly recipient: string | null; readonly purpose: Purpose | null } | { readonly caseId: string };

/** What a purpose does not need of records that are to be given; asks nothing while recipient or purpose is open. */
export function minimisationQuery(recordIds: readonly string[], to: GivingTo) {
  const isOpen = !('caseId' in to) && (to.recipient === null || to.purpose === null);
  return queryOptions({
    queryKey: ['onward', 'minimisation', to, recordIds],
    queryFn: () =>
      'caseId' in to
        ? callServer('POST', `/api/assistance/cases/${encodeURIComponent(to.caseId)}/minimisation`, proposals, { json: { recordIds } })
        : callServer('POST', '/api/onward/minimisation', proposals, { json: { recordIds, ...to } }),
    enabled: recordIds.length > 0 && !isOpen,
  });
}

/** What a recall would say to whom; refused for the same reasons as beginning it. */
export function recallQuery(recordId: string, change: RecallChange) {
  return queryOptions({
    queryKey: ['onward', 'recall-question', recordId, change],
    queryFn: () => callServer('POST', '/api/onward/recalls/question', z.array(recallPartSchema), { json: { recordId, change } }),
    retry: false,
  });
}
export type RecallChange = z.input<typeof startRecallSchema>['change'];

const proposals = z.array(minimisationProposalSchema);

export const onwardCalls = {
  beginNewUse: (given: z.input<typeof beginNewUseSchema>) =>
    callServer('POST', '/api/onward/new-uses', matterDetailSchema, { json: given }),
  answerNewUse: (id: string, given: AnswerNewUseWire) =>
    callServer('POST', `/api/onward/new-uses/${encodeURIComponent(id)}/answer`, matterDetailSchema, { json: given }),
  noteBreach: (id: string) => callServer('POST', `${matterAt(id)}/note`, matterDetailSchema),
  askConsent: (given: z.input<typeof askConsentSchema>) => callServer('POST', '/api/onward/consents', matterDetailSchema, { json: given }),
  answerConsent: (id: string, given: AnswerConsentWire) =>
    callServer('POST', `/api/onward/consents/${encodeURIComponent(id)}/answer`, matterDetailSchema, { json: given }),
  disclose: (given: z.input<typeof discloseSchema>) => callServer('POST', '/api/onward/disclosures', matterDetailSchema, { json: given }),
  recall: (given: z.input<typeof startRecallSchema>) => callServer('POST', '/api/onward/recalls', matterDetailSchema, { json: given }),
  answerRecall: (id: string, given: AnswerRecallWire) =>
    callServer('POST', `/api/onward/recalls/${encodeURIComponent(id)}/answer`, matterDetailSchema, { json: given }),
  bundleOrder: (id: string, subject: string) =>
    callServer('GET', `${matterAt(id)}/bundle-orders/${encodeURIComponent(subject)}`, bundleOrderSchema),
  bundle: (id: string, order: BundleOrderWire) => fetchFile(`${matterAt(id)}/bundle`, order),
  approve: (stepId: string, given: { digest: string; proof: GivenProofWire }) =>
    callServer('POST', `/api/onward/steps/${encodeURIComponent(stepId)}/approval`, matterDetailSchema, { json: given }),
  returnStep: (stepId: string, given: { digest: string; reason: string }) =>
    callServer('POST', `/api/onward/steps/${encodeURIComponent(stepId)}/return`, matterDetailSchema, { json: given }),
} as const;

function matterAt(id: string): string {
  return `/api/onward/matters/${encodeURIComponent(id)}`;
}
