// SPDX-License-Identifier: Apache-2.0
/** Calls of traces: files of movements, traces, handing on and answering, and the plan to freeze. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Purpose } from '../../../src/conditions/wire.ts';
import {
  caseAnswerSchema,
  freezeAnswerSchema,
  type freezeOrderSchema,
  type handOnOrderSchema,
  movementFileAnswerSchema,
  movementFileSchema,
  relayQuestionSchema,
  traceAgainSchema,
  type traceAnswerOrderSchema,
  traceDetailSchema,
  type traceOrderSchema,
  traceRowSchema,
} from '../../../src/findings/traces/wire.ts';
import { callServer } from '../calls/call-server.ts';

export const movementFilesQuery = queryOptions({
  queryKey: ['findings', 'movement-files'],
  queryFn: () => callServer('GET', '/api/findings/movement-files', z.array(movementFileSchema)),
});
export const tracesQuery = queryOptions({
  queryKey: ['findings', 'traces'],
  queryFn: () => callServer('GET', '/api/findings/traces', z.array(traceRowSchema)),
});
export function tracesOfLeadQuery(lead: string) {
  return queryOptions({
    queryKey: ['findings', 'traces', lead],
    queryFn: () => callServer('GET', '/api/findings/traces', z.array(traceRowSchema), { query: { lead } }),
  });
}
export function traceQuery(id: string) {
  return queryOptions({ queryKey: ['findings', 'trace', id], queryFn: () => callServer('GET', traceAt(id), traceDetailSchema) });
}
export function relayQuestionQuery(caseId: string) {
  return queryOptions({
    queryKey: ['findings', 'relay-question', caseId],
    queryFn: () => callServer('GET', `/api/findings/cases/${encodeURIComponent(caseId)}/trace`, relayQuestionSchema),
  });
}

export const traceCalls = {
  take: ({ file, ...query }: { file: File; purpose: Purpose; layout: string }) =>
    callServer('POST', '/api/findings/movement-files', movementFileAnswerSchema, { query: { ...query, fileName: file.name }, bytes: file }),
  order: (order: z.input<typeof traceOrderSchema>) => callServer('POST', '/api/findings/traces', traceDetailSchema, { json: order }),
  again: (id: string) => callServer('POST', `${traceAt(id)}/again`, traceAgainSchema, { json: {} }),
  handOn: (id: string, order: z.input<typeof handOnOrderSchema>) =>
    callServer('POST', `${traceAt(id)}/requests`, caseAnswerSchema, { json: order }),
  answer: (id: string, order: z.input<typeof traceAnswerOrderSchema>) =>
    callServer('POST', `${traceAt(id)}/answers`, caseAnswerSchema, { json: order }),
  planFreeze: (id: string, order: z.input<typeof freezeOrderSchema>) =>
    callServer('POST', `${traceAt(id)}/freeze-plan`, freezeAnswerSchema, { json: order }),
} as const;

function traceAt(id: string): string {
  return `/api/findings/traces/${encodeURIComponent(id)}`;
}
