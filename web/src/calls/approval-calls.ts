// SPDX-License-Identifier: Apache-2.0
/** Calls of acts that wait for a second officer though they are no step of a case. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { approvedActSchema, askedActRowSchema, type GivenProofWire } from '../../../src/officers/wire.ts';
import { callServer } from './call-server.ts';
import { anyAnswer } from './list-answer.ts';

export const askedActsQuery = queryOptions({
  queryKey: ['approvals', 'asked'],
  queryFn: () => callServer('GET', '/api/approvals', z.array(askedActRowSchema)),
});

export const approvalCalls = {
  approve: (subject: string, proof: GivenProofWire) =>
    callServer('POST', '/api/approvals', approvedActSchema, { json: { subject, proof } }),
  giveBack: (subject: string, reason: string) => callServer('POST', '/api/approvals/return', anyAnswer, { json: { subject, reason } }),
} as const;
