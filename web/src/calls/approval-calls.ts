// SPDX-License-Identifier: Apache-2.0
/** Calls of acts that wait for a second officer though they are no step of a case. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  approvedActSchema,
  askedActRowSchema,
  emergencyRowSchema,
  type GivenProofWire,
  releasedActSchema,
  type ReviewOutcome,
} from '../../../src/officers/wire.ts';
import { reviewSchema, reviewsSchema } from '../../../src/officers/reviews/wire.ts';
import { callServer } from './call-server.ts';
import { anyAnswer } from './list-answer.ts';

export const askedActsQuery = queryOptions({
  queryKey: ['approvals', 'asked'],
  queryFn: () => callServer('GET', '/api/approvals', z.array(askedActRowSchema)),
});

export const emergenciesQuery = queryOptions({
  queryKey: ['approvals', 'emergencies'],
  queryFn: () => callServer('GET', '/api/approvals/emergencies', z.array(emergencyRowSchema)),
});

export const reviewsQuery = queryOptions({
  queryKey: ['approvals', 'reviews'],
  queryFn: () => callServer('GET', '/api/approvals/reviews', reviewsSchema),
});

/** Read once: that it was read is noted. */
export function reviewQuery(code: string) {
  return queryOptions({
    queryKey: ['review', code],
    queryFn: () => callServer('POST', '/api/approvals/reviews', reviewSchema, { json: { code } }),
    staleTime: Infinity,
    retry: false,
  });
}

export const approvalCalls = {
  release: (subject: string, reason: string, proof: GivenProofWire) =>
    callServer('POST', '/api/approvals/emergencies', releasedActSchema, { json: { subject, reason, proof } }),
  review: (id: string, outcome: ReviewOutcome, remarks: string) =>
    callServer('POST', `/api/approvals/emergencies/${encodeURIComponent(id)}/review`, releasedActSchema, { json: { outcome, remarks } }),
  approve: (subject: string, proof: GivenProofWire) =>
    callServer('POST', '/api/approvals', approvedActSchema, { json: { subject, proof } }),
  giveBack: (subject: string, reason: string) => callServer('POST', '/api/approvals/return', anyAnswer, { json: { subject, reason } }),
} as const;
