// SPDX-License-Identifier: Apache-2.0
/** The call that tells what the list of market identifier codes says. Nothing of it is a record, so asking is no use of one. */
import { z } from 'zod';
import { answerJson, type CallDefinition, type Database, defineCall } from '../../kernel/index.ts';
import { venuesNamed } from './store.ts';
import { foundVenueSchema, venuesAskedMax, venuesQuerySchema } from './wire.ts';

export function venueCalls(db: Database, whoMay: readonly string[]): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/records/venues',
      whoMay,
      summary: 'What the list of ISO 10383 says of market identifier codes: name, status, operating code, and what an officer should know.',
      query: venuesQuerySchema,
      answer: z.array(foundVenueSchema),
      handle: async ({ query, now }) => {
        const mics = query.mics
          .toUpperCase()
          .split(',')
          .filter((mic) => mic !== '')
          .slice(0, venuesAskedMax);
        return answerJson(await venuesNamed(db, mics, { firm: null, asOf: null, now }));
      },
    }),
  ];
}
