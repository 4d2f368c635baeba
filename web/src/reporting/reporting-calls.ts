// SPDX-License-Identifier: Apache-2.0
/** Calls of officers about firms that report and about the queue of reports. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type feedbackSchema,
  firmsAnswerSchema,
  forwardedSchema,
  type forwardReportSchema,
  invitationSchema,
  madeKeySchema,
  type newFirmSchema,
  type newPersonSchema,
  queueAnswerSchema,
  queuedReportSchema,
  type ReportMove,
  type ReportState,
} from '../../../src/reporting/wire.ts';
import { callServer } from '../calls/call-server.ts';
import { anyAnswer } from '../calls/list-answer.ts';

const at = (place: string, id: string): string => `/api/reporting/${place}/${encodeURIComponent(id)}`;

export const firmsQuery = queryOptions({
  queryKey: ['firms'],
  queryFn: () => callServer('GET', '/api/reporting/firms', firmsAnswerSchema),
});

export interface QueueAsked {
  readonly state: ReportState | 'open' | 'all';
  readonly q: string;
}

export function readQueue(asked: QueueAsked, after: string | null) {
  return callServer('GET', '/api/reporting/reports', queueAnswerSchema, { query: { ...asked, after: after ?? undefined } });
}

export function queuedReportQuery(id: string) {
  return queryOptions({
    queryKey: ['reports', 'one', id],
    queryFn: () => callServer('GET', at('reports', id), queuedReportSchema),
  });
}

export const reportingCalls = {
  addFirm: (firm: z.input<typeof newFirmSchema>) =>
    callServer('POST', '/api/reporting/firms', z.strictObject({ id: z.string() }), { json: firm }),
  closeFirm: (id: string, isClosed: boolean) => callServer('PUT', at('firms', id), anyAnswer, { json: { isClosed } }),
  invite: (firm: string, person: z.input<typeof newPersonSchema>) =>
    callServer('POST', `${at('firms', firm)}/persons`, invitationSchema, { json: person }),
  inviteAgain: (person: string) => callServer('POST', `${at('persons', person)}/invitation`, invitationSchema),
  shutOut: (person: string, isDisabled: boolean) => callServer('PUT', at('persons', person), anyAnswer, { json: { isDisabled } }),
  makeKey: (firm: string, label: string) => callServer('POST', `${at('firms', firm)}/keys`, madeKeySchema, { json: { label } }),
  revokeKey: (key: string) => callServer('DELETE', at('keys', key), anyAnswer),
  move: (id: string, move: ReportMove, note: string) =>
    callServer('POST', `${at('reports', id)}/moves`, queuedReportSchema, { json: { move, note } }),
  ask: (id: string, text: string) => callServer('POST', `${at('reports', id)}/questions`, queuedReportSchema, { json: { text } }),
  feedback: (id: string, feedback: z.input<typeof feedbackSchema>) =>
    callServer('POST', `${at('reports', id)}/feedback`, queuedReportSchema, { json: feedback }),
  judgeLink: (id: string, other: string, isRight: boolean) =>
    callServer('POST', `${at('reports', id)}/links`, queuedReportSchema, { json: { other, isRight } }),
  forward: (id: string, order: z.input<typeof forwardReportSchema>) =>
    callServer('POST', `${at('reports', id)}/forwarding`, forwardedSchema, { json: order }),
} as const;
