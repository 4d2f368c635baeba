// SPDX-License-Identifier: Apache-2.0
/** Calls of attributions: tag files, what is said of addresses, clusters, and contests. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  clustersAnswerSchema,
  type clustersOrderSchema,
  type ContestOrderWire,
  contestSchema,
  type newAttributionSchema,
  type OpinionOrderWire,
  saidAnswerSchema,
  tagFileAnswerSchema,
  tagFileSchema,
} from '../../../src/findings/attributions/wire.ts';
import { callServer } from '../calls/call-server.ts';

export const tagFilesQuery = queryOptions({
  queryKey: ['findings', 'tag-files'],
  queryFn: () => callServer('GET', '/api/findings/tag-files', z.array(tagFileSchema)),
});

export const contestsQuery = queryOptions({
  queryKey: ['findings', 'contests'],
  queryFn: () => callServer('GET', '/api/findings/contests', z.array(contestSchema)),
});

export function saidQuery(addresses: readonly string[]) {
  const sorted = addresses.toSorted();
  return queryOptions({
    queryKey: ['findings', 'said', sorted],
    queryFn: () => callServer('POST', '/api/findings/attributions/said', saidAnswerSchema, { json: { addresses: sorted } }),
    enabled: sorted.length > 0,
  });
}

/** A look at movements, noted on the server: made when the officer asks, and anew when somebody has contested something here. */
export function clustersQuery(order: z.input<typeof clustersOrderSchema>, round: number) {
  return queryOptions({
    queryKey: ['party', 'clusters', order, round],
    queryFn: () => callServer('POST', '/api/findings/attributions/clusters', clustersAnswerSchema, { json: order }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

const contestAt = (id: string): string => `/api/findings/contests/${encodeURIComponent(id)}`;

export const attributionCalls = {
  take: (file: File) => callServer('POST', '/api/findings/tag-files', tagFileAnswerSchema, { query: { fileName: file.name }, bytes: file }),
  say: (said: z.input<typeof newAttributionSchema>) => callServer('POST', '/api/findings/attributions', saidAnswerSchema, { json: said }),
  contest: (order: ContestOrderWire) => callServer('POST', '/api/findings/contests', contestSchema, { json: order }),
  opinion: ({ id, ...order }: OpinionOrderWire & { id: string }) =>
    callServer('POST', `${contestAt(id)}/opinion`, contestSchema, { json: order }),
  withdraw: ({ id, reason }: { id: string; reason: string }) =>
    callServer('POST', `${contestAt(id)}/withdrawal`, contestSchema, { json: { reason } }),
} as const;
