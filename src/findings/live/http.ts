// SPDX-License-Identifier: Apache-2.0
/** The call of live markets: how each stands now. What they find lies in the inbox of alerts. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { liveStatus } from './live-status.ts';
import { liveStatusSchema } from './wire.ts';

export function liveCalls({ database }: FindingsDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/live-markets',
      whoMay: leadReaders,
      summary: 'How markets stand that are watched while they run: workers, messages behind, events a second, what was left out.',
      answer: liveStatusSchema,
      handle: async ({ now }) => answerJson(await liveStatus(database, now)),
    }),
  ];
}
