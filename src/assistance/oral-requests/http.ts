// SPDX-License-Identifier: Apache-2.0
/** The calls of notes of oral requests. Each that changes one answers the whole list as it is then. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall, type Instant } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { officerOf } from '../cases/answer-case.ts';
import { endOralRequest, joinByHand, type Noted, noteOralRequest, oralRequests } from './note-oral-request.ts';
import { endOralRequestSchema, joinOralRequestSchema, noteOralRequestSchema, oralRequestListSchema } from './wire.ts';

const answerers = ['preparer', 'records-keeper'];
const place = '/api/assistance/oral-requests';
const params = z.strictObject({ id: z.string().max(60) });

export function oralRequestCalls(deps: AssistanceDeps, readers: readonly string[]): CallDefinition[] {
  const listed = async (done: Noted, now: Instant): Promise<CallAnswer> =>
    done.kind === 'done' ? answerJson({ rows: await oralRequests(deps, now) }) : done;
  return [
    defineCall({
      method: 'GET',
      path: place,
      whoMay: readers,
      summary: 'Requests that were made to us orally: those that wait for their confirmation in writing first.',
      answer: oralRequestListSchema,
      handle: async ({ now }) => answerJson({ rows: await oralRequests(deps, now) }),
    }),
    defineCall({
      method: 'POST',
      path: place,
      whoMay: answerers,
      summary: 'Notes a request that was made to us orally, in urgency; its clocks run from the call.',
      body: { kind: 'json', schema: noteOralRequestSchema },
      answer: oralRequestListSchema,
      handle: async (input) => {
        const by = { officer: officerOf(input), now: input.now };
        return listed(await noteOralRequest(deps, input.body, by), input.now);
      },
    }),
    defineCall({
      method: 'POST',
      path: `${place}/:id/ending`,
      whoMay: answerers,
      summary: 'Ends a note without a case: no writing came in time, it was called off, or it was noted in error.',
      params,
      body: { kind: 'json', schema: endOralRequestSchema },
      answer: oralRequestListSchema,
      handle: async (input) => {
        const by = { officer: officerOf(input), now: input.now };
        return listed(await endOralRequest(deps, input.params.id, input.body, by), input.now);
      },
    }),
    defineCall({
      method: 'POST',
      path: `${place}/:id/case`,
      whoMay: answerers,
      summary: 'Says which request confirmed the call, where the writing did not find its note by itself.',
      params,
      body: { kind: 'json', schema: joinOralRequestSchema },
      answer: oralRequestListSchema,
      handle: async (input) => {
        const by = { officer: officerOf(input), now: input.now };
        return listed(await joinByHand(deps, input.params.id, input.body.caseId, by), input.now);
      },
    }),
  ];
}
