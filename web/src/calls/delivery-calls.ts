// SPDX-License-Identifier: Apache-2.0
/** Calls of deliveries: what does not get through, and what an officer does about it. */
import { queryOptions } from '@tanstack/react-query';
import { caseDetailSchema } from '../../../src/assistance/wire.ts';
import { deliveriesSchema } from '../../../src/exchange/wire.ts';
import { matterDetailSchema } from '../../../src/onward/wire.ts';
import { callServer } from './call-server.ts';

export const deliveriesQuery = queryOptions({
  queryKey: ['deliveries', 'list'],
  queryFn: () => callServer('GET', '/api/deliveries', deliveriesSchema),
});

export const deliveryCalls = {
  setAside: (digest: string, reason: string) =>
    callServer('POST', `/api/deliveries/${encodeURIComponent(digest)}/aside`, deliveriesSchema, { json: { reason } }),
  takeAlarm: (digest: string, kind: string) =>
    callServer('POST', `/api/deliveries/${encodeURIComponent(digest)}/alarms/${encodeURIComponent(kind)}`, deliveriesSchema),
  sendMatterAgain: (digest: string) => callServer('POST', `/api/onward/dispatches/${encodeURIComponent(digest)}/again`, matterDetailSchema),
  sendAgain: (digest: string) => callServer('POST', `/api/assistance/dispatches/${encodeURIComponent(digest)}/again`, caseDetailSchema),
} as const;
