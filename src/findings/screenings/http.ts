// SPDX-License-Identifier: Apache-2.0
/** The calls of screening: one question at once, a hit made a lead, and screenings of many with progress and a stop. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall, limits } from '../../kernel/index.ts';
import { knowsByRoles } from '../../records/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps, Outcome } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { leadDetail } from '../leads/lead-detail.ts';
import { triagers } from '../leads/lead-states.ts';
import {
  leadDetailSchema,
  leadOfHitSchema,
  screeningFileQuerySchema,
  screeningOrderSchema,
  screeningSchema,
  searchAnswerSchema,
  searchQuestionSchema,
} from '../wire.ts';
import { screenFile, screeningWire, screenRecords, stopScreening } from './open-screening.ts';
import { leadFromSearch, searchLists } from './search-lists.ts';
import { findScreening, newestScreenings } from './store.ts';

const searchers = ['preparer', 'approver', 'records-keeper'] as const;
/** Screenings that the screen lists: a few weeks of them. */
const shownMax = 100;

export function screeningCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...searchCalls(deps), ...manyCalls(deps)];
}

function searchCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/searches',
      whoMay: searchers,
      summary: 'Searches all lists for a subject under any spelling, for a stated purpose; each hit with both sides and every reason.',
      body: { kind: 'json', schema: searchQuestionSchema },
      answer: searchAnswerSchema,
      handle: async (input) => callAnswer(await searchLists(deps, input.body, whole(input)), async (answer) => answerJson(answer)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/leads',
      whoMay: triagers,
      summary: 'Makes a lead of what a search met.',
      body: { kind: 'json', schema: leadOfHitSchema },
      answer: leadDetailSchema,
      handle: async (input) =>
        callAnswer(await leadFromSearch(deps, input.body, whole(input)), async (lead) =>
          answerJson(await leadDetail(deps.database, deps, lead, input)),
        ),
    }),
  ];
}

function manyCalls(deps: FindingsDeps): CallDefinition[] {
  const answer = async (outcome: Outcome<string>): Promise<CallAnswer> =>
    callAnswer(outcome, async (id) => {
      const screening = await findScreening(deps.database, id);
      if (screening === null) return { kind: 'absent' };
      return answerJson(screeningWire(screening, await deps.officerNames(deps.database, [screening.started_by])));
    });
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/screenings',
      whoMay: leadReaders,
      summary: 'Screenings of many subjects and how far each is, the newest first.',
      answer: z.array(screeningSchema),
      handle: async ({ officer }) => {
        const screenings = await newestScreenings(deps.database, shownMax, knowsByRoles(officer?.roles ?? []));
        const names = await deps.officerNames(deps.database, [...new Set(screenings.map((one) => one.started_by))]);
        return answerJson(screenings.map((one) => screeningWire(one, names)));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/screenings',
      whoMay: triagers,
      summary: 'Screens all records against all lists, received ones as their conditions permit.',
      body: { kind: 'json', schema: screeningOrderSchema },
      answer: screeningSchema,
      handle: async (input) => answer(await screenRecords(deps, input.body.purpose, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/screenings/files',
      whoMay: triagers,
      summary: 'Screens the subjects of a file against all lists.',
      query: screeningFileQuerySchema,
      body: { kind: 'bytes', bytesMax: limits.importBytesMax },
      answer: screeningSchema,
      handle: async (input) => answer(await screenFile(deps, { ...input.query, bytes: input.body }, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/screenings/:id/stop',
      whoMay: triagers,
      summary: 'Stops a screening; what it found so far stays.',
      params: z.strictObject({ id: z.string().max(60) }),
      answer: screeningSchema,
      handle: async (input) => answer(await stopScreening(deps, input.params.id, whole(input))),
    }),
  ];
}
