// SPDX-License-Identifier: Apache-2.0
/** The calls of the canvas: parties around one, sums between those on it, and the shortest way from one to another. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { triagers } from '../leads/lead-states.ts';
import { partiesAround, sumsOfParties, wayBetween } from './look-around.ts';
import { aroundAnswerSchema, aroundOrderSchema, sumsAnswerSchema, sumsOrderSchema, wayAnswerSchema, wayOrderSchema } from './wire.ts';

export function surroundingsCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/surroundings',
      whoMay: triagers,
      summary: 'The parties around one in files of movements, with the sums between them; what is left out is counted.',
      body: { kind: 'json', schema: aroundOrderSchema },
      answer: aroundAnswerSchema,
      handle: async (input) => callAnswer(await partiesAround(deps, input.body, whole(input)), async (expansion) => answerJson(expansion)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/surroundings/sums',
      whoMay: triagers,
      summary: 'The sums between chosen parties in a stretch of time, and how many movements each has with others.',
      body: { kind: 'json', schema: sumsOrderSchema },
      answer: sumsAnswerSchema,
      handle: async (input) => callAnswer(await sumsOfParties(deps, input.body, whole(input)), async (sums) => answerJson(sums)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/surroundings/way',
      whoMay: triagers,
      summary: 'The fewest movements from one party to another, each after the one before.',
      body: { kind: 'json', schema: wayOrderSchema },
      answer: wayAnswerSchema,
      handle: async (input) =>
        callAnswer(await wayBetween(deps, input.body, whole(input)), async ({ input: table, steps }) =>
          answerJson({ input: table, steps: steps === null ? null : [...steps] }),
        ),
    }),
  ];
}
