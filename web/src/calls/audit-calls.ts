// SPDX-License-Identifier: Apache-2.0
/** Calls of the audit log: entries page by page, the signed checkpoint, and the proof of one entry. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { auditPageSchema, auditProofSchema, checkpointSchema } from '../../../src/audit/wire.ts';
import { callServer } from './call-server.ts';

/** Newest first; each page asks for what lies before the last one. */
export const auditEntriesQuery = infiniteQueryOptions({
  queryKey: ['audit', 'entries'],
  queryFn: ({ pageParam }: { pageParam: number | null }) =>
    callServer('GET', '/api/audit/entries', auditPageSchema, { query: { limit: 50, before: pageParam ?? undefined } }),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next,
});

export const checkpointQuery = queryOptions({
  queryKey: ['audit', 'checkpoint'],
  queryFn: () => callServer('GET', '/api/audit/checkpoint', checkpointSchema),
});

export function proofQuery(index: number) {
  return queryOptions({
    queryKey: ['audit', 'proof', index],
    queryFn: () => callServer('GET', `/api/audit/entries/${index}/proof`, auditProofSchema),
  });
}
