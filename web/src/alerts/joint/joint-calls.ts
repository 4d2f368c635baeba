// SPDX-License-Identifier: Apache-2.0
/** Calls of joint alerts: the parts together, the document, and the question and answer of another leg. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { jointDetailSchema, type legAnswerOrderSchema, legQuestionSchema } from '../../../../src/findings/joint-alerts/wire.ts';
import { jointAlertSchema } from '../../../../src/surveillance/wire.ts';
import { callServer } from '../../calls/call-server.ts';

const jointAt = (lead: string): string => `/api/findings/leads/${encodeURIComponent(lead)}/alert/joint`;
const legAt = (caseId: string): string => `/api/findings/cases/${encodeURIComponent(caseId)}/alert`;

export function jointQuery(lead: string) {
  return queryOptions({ queryKey: ['findings', 'joint', lead], queryFn: () => callServer('GET', jointAt(lead), jointDetailSchema) });
}

export function legQuestionQuery(caseId: string) {
  return queryOptions({ queryKey: ['findings', 'leg', caseId], queryFn: () => callServer('GET', legAt(caseId), legQuestionSchema) });
}

export const jointCalls = {
  document: (lead: string) => callServer('POST', jointAt(lead), jointAlertSchema),
  answer: (caseId: string, order: z.input<typeof legAnswerOrderSchema>) =>
    callServer('POST', legAt(caseId), z.strictObject({ caseId: z.string() }), { json: order }),
} as const;
