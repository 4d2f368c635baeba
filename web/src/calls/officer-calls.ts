// SPDX-License-Identifier: Apache-2.0
/** Calls of officers, for the administrator. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { newOfficerAnswerSchema, type newOfficerSchema, type officerChangeSchema, officerRowSchema } from '../../../src/officers/wire.ts';
import { anyAnswer } from './list-answer.ts';
import { callServer } from './call-server.ts';

export const officersQuery = queryOptions({
  queryKey: ['officers'],
  queryFn: () => callServer('GET', '/api/officers', z.array(officerRowSchema)),
});

export const officerCalls = {
  create: (given: z.input<typeof newOfficerSchema>) => callServer('POST', '/api/officers', newOfficerAnswerSchema, { json: given }),
  change: (id: string, given: z.input<typeof officerChangeSchema>) =>
    callServer('PUT', `/api/officers/${encodeURIComponent(id)}`, anyAnswer, { json: given }),
} as const;
