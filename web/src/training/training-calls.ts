// SPDX-License-Identifier: Apache-2.0
/** Calls of training: what can be rehearsed, beginning, and the review of a case. */
import { queryOptions } from '@tanstack/react-query';
import { begunSchema, reviewSchema, trainingSchema } from '../../../src/training/wire.ts';
import { callServer } from '../calls/call-server.ts';

export const trainingQuery = queryOptions({
  queryKey: ['peers', 'training'],
  queryFn: () => callServer('GET', '/api/training', trainingSchema),
});

/** Fetched anew whenever anything happens in cases. */
export function reviewQuery(caseId: string) {
  return queryOptions({
    queryKey: ['cases', 'review', caseId],
    queryFn: () => callServer('GET', `/api/training/cases/${encodeURIComponent(caseId)}/review`, reviewSchema),
    retry: false,
  });
}

export const trainingCalls = {
  begin: (key: string, counterpart: string) =>
    callServer('POST', `/api/training/rehearsals/${encodeURIComponent(key)}/cases`, begunSchema, { json: { counterpart } }),
};
