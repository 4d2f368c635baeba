// SPDX-License-Identifier: Apache-2.0
/** Calls of the page of a party. Each look at it is noted on the server, so it is made when the officer asks and not anew by itself. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { historyAnswerSchema, type HistoryOrderWire } from '../../../src/findings/surroundings/wire.ts';
import { callServer, fetchFile } from '../calls/call-server.ts';

export function historyQuery(order: HistoryOrderWire) {
  return queryOptions({
    queryKey: ['party', 'history', order],
    queryFn: () => callServer('POST', '/api/findings/surroundings/history', historyAnswerSchema, { json: order }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

export const partyCalls = {
  historyPaper: (order: HistoryOrderWire) => fetchFile('/api/findings/surroundings/history/paper', order),
} as const;
