// SPDX-License-Identifier: Apache-2.0
/** The calls of the worklist and of the search over cases. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { by, type DeskDeps, deskReaders } from '../desk-deps.ts';
import { placeInList, searchCases, worklist } from './worklist.ts';
import { caseSearchAnswerSchema, caseSearchSchema, workQuerySchema, worklistSchema } from './wire.ts';

export function worklistCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/worklist',
      whoMay: deskReaders,
      summary: 'Cases of one box, the nearest deadline first, each with why it is shown to you and what you do next.',
      query: workQuerySchema,
      answer: worklistSchema,
      handle: async (input) => {
        const { box, limit } = input.query;
        const after = placeInList(input.query.after);
        if (after === 'broken') {
          return {
            kind: 'issues',
            issues: [{ path: 'after', problem: 'It is not where a page ended.', remedy: 'Give what `next` said.' }],
          };
        }
        return answerJson(await worklist(deps, { box, after, limit }, by(input)));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/desk/search',
      whoMay: deskReaders,
      summary: 'Cases that you see in which all words stand; the text of received replies is not searched.',
      query: caseSearchSchema,
      answer: caseSearchAnswerSchema,
      handle: async (input) => answerJson(await searchCases(deps, input.query, by(input))),
    }),
  ];
}
