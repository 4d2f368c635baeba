// SPDX-License-Identifier: Apache-2.0
/** The calls of the canvas: parties around one, sums between those on it, the shortest way from one to another, and the history of one. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { purposeWords } from '../../conditions/index.ts';
import { writePaper } from '../../paper/index.ts';
import { movementFilesById } from '../traces/store.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { triagers } from '../leads/lead-states.ts';
import { historyPaper } from './history-paper.ts';
import { historyOfParty, partiesAround, sumsOfParties, wayBetween } from './look-around.ts';
import {
  aroundAnswerSchema,
  aroundOrderSchema,
  historyAnswerSchema,
  historyOrderSchema,
  sumsAnswerSchema,
  sumsOrderSchema,
  wayAnswerSchema,
  wayOrderSchema,
} from './wire.ts';

export function surroundingsCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...aroundCalls(deps), ...historyCalls(deps)];
}

function historyCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/surroundings/history',
      whoMay: triagers,
      summary: "A party's whole movement history, replayed to its balances; stated balances that it does not explain are named.",
      body: { kind: 'json', schema: historyOrderSchema },
      answer: historyAnswerSchema,
      handle: async (input) =>
        callAnswer(await historyOfParty(deps, input.body, 'history', whole(input)), async (history) => answerJson(history)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/surroundings/history/paper',
      whoMay: triagers,
      summary: 'The same history as PDF, with the digests of the files, of the table of movements and of the document.',
      body: { kind: 'json', schema: historyOrderSchema },
      handle: async (input) => {
        const { files: ids, purpose } = input.body;
        const files = await movementFilesById(deps.database, ids);
        return callAnswer(await historyOfParty(deps, input.body, 'history-paper', whole(input)), async (history) => {
          const printed = { history, files, ownName: deps.ownName, purpose: purposeWords[purpose], now: input.now };
          const bytes = await writePaper(historyPaper(printed));
          return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `history-${history.digest.slice(7, 19)}.pdf` };
        });
      },
    }),
  ];
}

function aroundCalls(deps: FindingsDeps): CallDefinition[] {
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
