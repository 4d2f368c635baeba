// SPDX-License-Identifier: Apache-2.0
/** Calls of negotiations, of lives of agreements, of mandates, and of announced holidays. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type AnnounceHolidays,
  type BeginNegotiation,
  calendarViewSchema,
  type checkSchema,
  type commentSchema,
  type Declaration,
  mandateRowSchema,
  type motionAnswerSchema,
  negotiationDetailSchema,
  negotiationRowSchema,
  type newMandateSchema,
  redlineSchema,
  replaySchema,
  templateRowSchema,
  type voteSchema,
} from '../../../src/negotiation/wire.ts';
import type { GivenProofWire } from '../../../src/officers/wire.ts';
import { callServer, fetchFile } from './call-server.ts';

const root = '/api/negotiations';
const mandates = z.array(mandateRowSchema);

export const negotiationsQuery = queryOptions({
  queryKey: ['negotiations', 'list'],
  queryFn: () => callServer('GET', root, z.array(negotiationRowSchema)),
});
export const templatesQuery = queryOptions({
  queryKey: ['negotiations', 'templates'],
  queryFn: () => callServer('GET', `${root}/templates`, z.array(templateRowSchema)),
  staleTime: Number.POSITIVE_INFINITY,
});
export const mandatesQuery = queryOptions({
  queryKey: ['negotiations', 'mandates'],
  queryFn: () => callServer('GET', `${root}/mandates`, mandates),
});
export const holidaysQuery = queryOptions({
  queryKey: ['holidays'],
  queryFn: () => callServer('GET', '/api/holidays', calendarViewSchema),
});
export function negotiationQuery(id: string) {
  return queryOptions({ queryKey: ['negotiations', 'one', id], queryFn: () => callServer('GET', at(id), negotiationDetailSchema) });
}
export function lifeQuery(terms: string) {
  return queryOptions({
    queryKey: ['negotiations', 'life', terms],
    queryFn: () => callServer('GET', lifeAt(terms), negotiationDetailSchema),
  });
}
/** Where the version is not said, that of our draft, or else the one that stands; asked anew when the head or the draft changes. */
export function redlineQuery(id: string, version: string | undefined, state: string) {
  return queryOptions({
    queryKey: ['negotiations', 'redline', id, version, state],
    queryFn: () => callServer('GET', `${at(id)}/redline`, redlineSchema, { query: { version } }),
  });
}
export function replayQuery(id: string, version: string | undefined, state: string) {
  return queryOptions({
    queryKey: ['negotiations', 'replay', id, version, state],
    queryFn: () => callServer('GET', `${at(id)}/replay`, replaySchema, { query: { version } }),
  });
}

export const announceHolidays = (given: AnnounceHolidays) =>
  callServer('POST', '/api/holidays/announcements', calendarViewSchema, { json: given });

const post = (path: string, json: unknown) => callServer('POST', path, negotiationDetailSchema, { json });

export const negotiationCalls = {
  begin: (given: BeginNegotiation) => post(root, given),
  keepDraft: (id: string, text: string) => callServer('PUT', `${at(id)}/draft`, negotiationDetailSchema, { json: { text } }),
  send: (id: string, remark: string) => post(`${at(id)}/versions`, { remark }),
  comment: (id: string, given: z.input<typeof commentSchema>) => post(`${at(id)}/comments`, given),
  agree: (id: string, version: string) => post(`${at(id)}/agreement`, { version }),
  check: (id: string, given: z.input<typeof checkSchema>) => post(`${at(id)}/checks`, given),
  vote: (id: string, given: z.input<typeof voteSchema>) => post(`${at(id)}/votes`, given),
  end: (id: string, reason: string) => post(`${at(id)}/end`, { reason }),
  resend: (id: string) => callServer('POST', `${at(id)}/sending`, negotiationDetailSchema),
  prepareSignature: (id: string, version: string) => post(`${at(id)}/signature`, { version }),
  declare: (terms: string, declaration: Declaration) => post(lifeAt(terms), declaration),
  answerMotion: (id: string, given: z.input<typeof motionAnswerSchema>) => post(`${at(id)}/motion-answers`, given),
  approve: (id: string, given: { subject: string; proof: GivenProofWire }) => post(`${at(id)}/waiting/approval`, given),
  giveBack: (id: string, subject: string) => post(`${at(id)}/waiting/return`, { subject }),
  bindPaper: (id: string, form: string, file: Blob) =>
    callServer('POST', `${at(id)}/papers`, negotiationDetailSchema, { query: { form }, bytes: file }),
  paper: (id: string, digest: string) => fetchFile(`${at(id)}/papers/${encodeURIComponent(digest)}`),
  notes: (id: string) => fetchFile(`${at(id)}/notes`),
  recordMandate: (given: z.input<typeof newMandateSchema>) => callServer('POST', `${root}/mandates`, mandates, { json: given }),
  endMandate: (id: string) => callServer('DELETE', `${root}/mandates/${encodeURIComponent(id)}`, mandates),
} as const;

function at(id: string): string {
  return `${root}/${encodeURIComponent(id)}`;
}
function lifeAt(terms: string): string {
  return `${root}/lives/${encodeURIComponent(terms)}`;
}
