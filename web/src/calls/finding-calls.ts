// SPDX-License-Identifier: Apache-2.0
/** Calls of lists, screenings, leads and entities. Searches and comparisons are recorded with their purpose, so no screen repeats one by itself. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Purpose } from '../../../src/conditions/wire.ts';
import {
  entitiesSchema,
  evasionAnswerSchema,
  type JudgementVerdict,
  leadComparisonSchema,
  leadDetailSchema,
  leadDraftAnswerSchema,
  type leadDraftSchema,
  leadListSchema,
  type LeadMoveWire,
  listDifferenceSchema,
  listImportAnswerSchema,
  listSchema,
  listVersionSchema,
  type newEntityJudgementSchema,
  type questionSchema,
  screeningSchema,
  searchAnswerSchema,
  triagersSchema,
} from '../../../src/findings/wire.ts';
import { entityPageSchema } from '../../../src/findings/entities/wire.ts';
import { callServer } from './call-server.ts';

export type LeadBox = 'open' | 'mine' | 'put-aside' | 'all';
export type QuestionGiven = z.input<typeof questionSchema>;

export function leadsQuery(box: LeadBox, list: string | null) {
  return {
    queryKey: ['findings', 'leads', box, list],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      callServer('GET', '/api/findings/leads', leadListSchema, {
        query: { box, list: list ?? undefined, after: pageParam ?? undefined },
      }),
  };
}
export const leadCountsQuery = queryOptions({
  queryKey: ['findings', 'counts'],
  queryFn: async () => (await callServer('GET', '/api/findings/leads', leadListSchema, { query: { limit: 1 } })).counts,
});
export function leadQuery(id: string) {
  return queryOptions({ queryKey: ['findings', 'lead', id], queryFn: () => callServer('GET', leadAt(id), leadDetailSchema) });
}
export const triagersQuery = queryOptions({
  queryKey: ['findings', 'triagers'],
  queryFn: () => callServer('GET', '/api/findings/triagers', triagersSchema),
});
export const listsQuery = queryOptions({
  queryKey: ['findings', 'lists'],
  queryFn: () => callServer('GET', '/api/findings/lists', z.array(listSchema)),
});
export function listVersionsQuery(list: string) {
  return queryOptions({
    queryKey: ['findings', 'versions', list],
    queryFn: () => callServer('GET', `/api/findings/lists/${encodeURIComponent(list)}/versions`, z.array(listVersionSchema)),
  });
}
export function listDifferenceQuery(list: string, from: number, to: number) {
  return queryOptions({
    queryKey: ['findings', 'difference', list, from, to],
    queryFn: () =>
      callServer('GET', `/api/findings/lists/${encodeURIComponent(list)}/difference`, listDifferenceSchema, { query: { from, to } }),
  });
}
export const screeningsQuery = queryOptions({
  queryKey: ['findings', 'screenings'],
  queryFn: () => callServer('GET', '/api/findings/screenings', z.array(screeningSchema)),
});
export const entitiesQuery = queryOptions({
  queryKey: ['findings', 'entities'],
  queryFn: () => callServer('GET', '/api/findings/entities', entitiesSchema),
});

/** A use of records: asked for once, and again only by who has judged or asks for it. Coming back to it is a new look. */
export function entityPageQuery(seed: string, purpose: Purpose) {
  return queryOptions({
    queryKey: ['findings', 'entity', seed, purpose],
    queryFn: () => callServer('POST', '/api/findings/entities/page', entityPageSchema, { json: { seed, purpose } }),
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
}

export interface GivenVerdict {
  readonly verdict: JudgementVerdict;
  readonly reason: string;
  readonly until?: string | undefined;
}

export const findingCalls = {
  search: (given: { purpose: Purpose; question: QuestionGiven }) =>
    callServer('POST', '/api/findings/searches', searchAnswerSchema, { json: given }),
  keepHit: (given: { purpose: Purpose; question: QuestionGiven; list: string; listed: string }) =>
    callServer('POST', '/api/findings/leads', leadDetailSchema, { json: given }),
  compare: (id: string, purpose: Purpose) => callServer('POST', `${leadAt(id)}/comparison`, leadComparisonSchema, { json: { purpose } }),
  judge: (id: string, given: GivenVerdict) => callServer('POST', `${leadAt(id)}/judgement`, leadDetailSchema, { json: given }),
  move: (id: string, given: LeadMoveWire) => callServer('POST', `${leadAt(id)}/moves`, leadDetailSchema, { json: given }),
  draft: (id: string, given: z.input<typeof leadDraftSchema>) =>
    callServer('POST', `${leadAt(id)}/draft`, leadDraftAnswerSchema, { json: given }),
  importList: (given: { list: string; purpose: Purpose | null; file: File; isShrinking: boolean }) =>
    callServer('POST', '/api/findings/lists/versions', listImportAnswerSchema, {
      query: {
        list: given.list,
        fileName: given.file.name,
        purpose: given.purpose ?? undefined,
        shrinking: given.isShrinking ? 'yes' : 'no',
      },
      bytes: given.file,
    }),
  setList: (list: string, given: { thresholdPerMille: number; purpose: Purpose }) =>
    callServer('PUT', `/api/findings/lists/${encodeURIComponent(list)}`, z.array(listSchema), { json: given }),
  screenRecords: (purpose: Purpose) => callServer('POST', '/api/findings/screenings', screeningSchema, { json: { purpose } }),
  screenFile: (given: { purpose: Purpose; file: File }) =>
    callServer('POST', '/api/findings/screenings/files', screeningSchema, {
      query: { purpose: given.purpose, fileName: given.file.name },
      bytes: given.file,
    }),
  stop: (id: string) => callServer('POST', `/api/findings/screenings/${encodeURIComponent(id)}/stop`, screeningSchema),
  evasion: (given: { purpose: Purpose; file: File }) =>
    callServer('POST', '/api/findings/evasion', evasionAnswerSchema, {
      query: { purpose: given.purpose, fileName: given.file.name },
      bytes: given.file,
    }),
  resolve: (purpose: Purpose) => callServer('POST', '/api/findings/entities/resolution', entitiesSchema, { json: { purpose } }),
  judgeEntities: (given: z.input<typeof newEntityJudgementSchema>) =>
    callServer('POST', '/api/findings/entities/judgements', entitiesSchema, { json: given }),
  undoEntities: (id: string) => callServer('DELETE', `/api/findings/entities/judgements/${encodeURIComponent(id)}`, entitiesSchema),
} as const;

function leadAt(id: string): string {
  return `/api/findings/leads/${encodeURIComponent(id)}`;
}
