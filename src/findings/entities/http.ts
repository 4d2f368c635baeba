// SPDX-License-Identifier: Apache-2.0
/** The calls of entities: what the newest resolution says, a new one, a judgement on a pair, and a judgement taken back. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps, Outcome } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { triagers } from '../leads/lead-states.ts';
import { entitiesSchema, type EntitiesWire, newEntityJudgementSchema, screeningOrderSchema } from '../wire.ts';
import { entityPage } from './entity-page.ts';
import { entitiesWire, judgeEntities, resolveNow, undoJudgement } from './resolve.ts';
import { entityPageSchema, entityQuestionSchema } from './wire.ts';

/** Whoever may look at records. */
const pageReaders = ['preparer', 'approver', 'records-keeper'] as const;

export function entityCalls(deps: FindingsDeps): readonly CallDefinition[] {
  const answer = (outcome: Outcome<EntitiesWire>): Promise<CallAnswer> => callAnswer(outcome, async (entities) => answerJson(entities));
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/entities',
      whoMay: leadReaders,
      summary: 'Entities across records and lists, pairs to judge, and judgements; kinds and references, no content of a record.',
      answer: entitiesSchema,
      handle: async (input) => answerJson(await entitiesWire(deps.database, deps, whole(input).officer)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/entities/page',
      whoMay: pageReaders,
      summary: 'Everything known about one subject, for a stated purpose: facts with sources and conditions, timeline, graph, proposals.',
      body: { kind: 'json', schema: entityQuestionSchema },
      answer: entityPageSchema,
      handle: async (input) => callAnswer(await entityPage(deps, input.body, whole(input)), async (page) => answerJson(page)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/entities/resolution',
      whoMay: triagers,
      summary: 'Resolves records and what is like them on lists into entities, for a stated purpose.',
      body: { kind: 'json', schema: screeningOrderSchema },
      answer: entitiesSchema,
      handle: async (input) => answer(await resolveNow(deps, input.body.purpose, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/entities/judgements',
      whoMay: triagers,
      summary: 'Says that two records are the same, different, or that it is unsure; it goes before every score.',
      body: { kind: 'json', schema: newEntityJudgementSchema },
      answer: entitiesSchema,
      handle: async (input) => answer(await judgeEntities(deps, input.body, whole(input))),
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/findings/entities/judgements/:id',
      whoMay: triagers,
      summary: 'Takes a judgement back; the entities are what they were before it.',
      params: z.strictObject({ id: z.string().max(60) }),
      answer: entitiesSchema,
      handle: async (input) => answer(await undoJudgement(deps, input.params.id, whole(input))),
    }),
  ];
}
