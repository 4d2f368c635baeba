// SPDX-License-Identifier: Apache-2.0
/** Calls of letters and of authorities known by letter. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  counterpartRowSchema,
  incomingDetailSchema,
  letterListSchema,
  type NewCounterpartWire,
  paperAnswerSchema,
  type RegisterLetterWire,
  scanAnswerSchema,
  type TranscriptionWire,
} from '../../../src/letters/wire.ts';
import { callServer, fetchFile } from '../calls/call-server.ts';

const at = (id: string): string => `/api/letters/${encodeURIComponent(id)}`;
const counterpartAt = (id: string): string => `/api/letters/counterparts/${encodeURIComponent(id)}`;
const counterpartRows = z.object({ rows: z.array(counterpartRowSchema) });

export const counterpartsQuery = queryOptions({
  queryKey: ['letters', 'counterparts'],
  queryFn: async () => (await callServer('GET', '/api/letters/counterparts', counterpartRows)).rows,
});
export const lettersQuery = queryOptions({
  queryKey: ['letters', 'list'],
  queryFn: () => callServer('GET', '/api/letters', letterListSchema),
});
export const caseLettersQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['letters', 'case', caseId],
    queryFn: () => callServer('GET', '/api/letters', letterListSchema, { query: { caseId } }),
  });
export const letterQuery = (id: string) =>
  queryOptions({ queryKey: ['letters', 'one', id], queryFn: () => callServer('GET', at(id), incomingDetailSchema) });
/** Fetched once: a scan is known by its digest and never changes. */
export const scanQuery = (digest: string) =>
  queryOptions({
    queryKey: ['letter-scans', digest],
    staleTime: Infinity,
    queryFn: async () => (await fetchFile(`/api/letters/scans/${encodeURIComponent(digest)}`)).blob,
  });

export type Address = Pick<NewCounterpartWire, 'address' | 'email' | 'language'>;
export interface Sending {
  readonly channel: string;
  readonly sentAt: string;
  readonly tracking: string;
}

export const letterCalls = {
  registerCounterpart: (entry: NewCounterpartWire) => callServer('POST', '/api/letters/counterparts', counterpartRows, { json: entry }),
  changeAddress: (id: string, address: Address) => callServer('PUT', counterpartAt(id), counterpartRows, { json: address }),
  join: (id: string, peer: string) => callServer('POST', `${counterpartAt(id)}/joining`, counterpartRows, { json: { peer } }),
  keepScan: (file: Blob) => callServer('POST', '/api/letters/scans', scanAnswerSchema, { bytes: file }),
  layPaper: (document: Blob, query: { readonly scan: string; readonly signedOn: string }) =>
    callServer('POST', '/api/letters/agreements', paperAnswerSchema, { bytes: document, query }),
  register: (letter: RegisterLetterWire) => callServer('POST', '/api/letters', incomingDetailSchema, { json: letter }),
  transcribe: (id: string, transcription: TranscriptionWire) =>
    callServer('POST', `${at(id)}/transcription`, incomingDetailSchema, { json: transcription }),
  setAside: (id: string, reason: string) => callServer('POST', `${at(id)}/aside`, incomingDetailSchema, { json: { reason } }),
  sent: (id: string, sending: Sending) => callServer('POST', `${at(id)}/sending`, letterListSchema, { json: sending }),
  returned: (id: string, reason: string) => callServer('POST', `${at(id)}/return`, letterListSchema, { json: { reason } }),
  enclosure: (id: string, digest: string) => fetchFile(`${at(id)}/enclosures/${encodeURIComponent(digest)}`),
  pack: (id: string) => fetchFile(`${at(id)}/pack`),
  consent: (id: string) => fetchFile(`${at(id)}/consent`),
  signature: (id: string) => fetchFile(`${at(id)}/signature`),
} as const;
