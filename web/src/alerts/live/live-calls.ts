// SPDX-License-Identifier: Apache-2.0
/** The call of live markets. */
import { queryOptions } from '@tanstack/react-query';
import { liveStatusSchema } from '../../../../src/findings/live/wire.ts';
import { callServer } from '../../calls/call-server.ts';

/** Workers tell how they stand every few seconds. */
const lookAgainMs = 5000;

export const liveMarketsQuery = queryOptions({
  queryKey: ['findings', 'live-markets'],
  queryFn: () => callServer('GET', '/api/findings/live-markets', liveStatusSchema),
  refetchInterval: lookAgainMs,
});
