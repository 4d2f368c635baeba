// SPDX-License-Identifier: Apache-2.0
/** Calls of personal data. Each that changes a matter answers with the matter as it then is. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  breachDetailSchema,
  type breachOpeningSchema,
  registerSchema,
  requestDetailSchema,
  type requestOpeningSchema,
} from '../../../src/data-protection/wire.ts';
import { callServer, fetchFile } from '../calls/call-server.ts';

const requestAt = (id: string, what = ''): string => `/api/data-protection/requests/${encodeURIComponent(id)}${what}`;
const breachAt = (id: string, what = ''): string => `/api/data-protection/breaches/${encodeURIComponent(id)}${what}`;

export const personalDataQuery = queryOptions({
  queryKey: ['desk', 'personal-data'],
  queryFn: () => callServer('GET', '/api/data-protection', registerSchema),
});
export function personRequestQuery(id: string) {
  return queryOptions({ queryKey: ['desk', 'person-request', id], queryFn: () => callServer('GET', requestAt(id), requestDetailSchema) });
}
export function breachQuery(id: string) {
  return queryOptions({ queryKey: ['desk', 'breach', id], queryFn: () => callServer('GET', breachAt(id), breachDetailSchema) });
}

export const personalDataCalls = {
  openRequest: (given: z.input<typeof requestOpeningSchema>) =>
    callServer('POST', '/api/data-protection/requests', requestDetailSchema, { json: given }),
  search: (id: string) => callServer('POST', requestAt(id, '/search'), requestDetailSchema),
  addToRequest: (id: string, entry: unknown) => callServer('POST', requestAt(id, '/entries'), requestDetailSchema, { json: entry }),
  letter: (id: string) => fetchFile(requestAt(id, '/letter')),
  openBreach: (given: z.input<typeof breachOpeningSchema>) =>
    callServer('POST', '/api/data-protection/breaches', breachDetailSchema, { json: given }),
  addToBreach: (id: string, entry: unknown) => callServer('POST', breachAt(id, '/entries'), breachDetailSchema, { json: entry }),
  sendNotice: (id: string, notice: unknown) => callServer('POST', breachAt(id, '/notices'), breachDetailSchema, { json: notice }),
  breachPaper: (id: string) => fetchFile(breachAt(id, '/paper')),
} as const;
