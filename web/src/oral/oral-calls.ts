// SPDX-License-Identifier: Apache-2.0
/** Calls of requests that were made to us orally. */
import { queryOptions } from '@tanstack/react-query';
import { type EndOralRequestWire, type NoteOralRequestWire, oralRequestListSchema } from '../../../src/assistance/oral-requests/wire.ts';
import { callServer } from '../calls/call-server.ts';

const place = '/api/assistance/oral-requests';
const at = (id: string, what: string): string => `${place}/${encodeURIComponent(id)}/${what}`;

export const oralRequestsQuery = queryOptions({
  queryKey: ['cases', 'oral-requests'],
  queryFn: async () => (await callServer('GET', place, oralRequestListSchema)).rows,
});

export const oralCalls = {
  note: (said: NoteOralRequestWire) => callServer('POST', place, oralRequestListSchema, { json: said }),
  end: (id: string, said: EndOralRequestWire) => callServer('POST', at(id, 'ending'), oralRequestListSchema, { json: said }),
  join: (id: string, caseId: string) => callServer('POST', at(id, 'case'), oralRequestListSchema, { json: { caseId } }),
} as const;
