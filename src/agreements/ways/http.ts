// SPDX-License-Identifier: Apache-2.0
/** The call on lawful ways: what an officer asks before a request is written. It changes nothing. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import type { AgreementDeps } from '../admit-agreement.ts';
import { agreementsInForce } from '../store.ts';
import { findWays } from './find-ways.ts';
import { wayQuestionSchema, waysAnswerSchema } from './wire.ts';

export function wayCalls(deps: AgreementDeps): readonly CallDefinition[] {
  const from = deps.ownKeys.authorityId;
  return [
    defineCall({
      method: 'POST',
      path: '/api/agreements/ways',
      whoMay: [],
      summary: 'Every lawful way to a kind of assistance, in their order, with what each needs; and which ways are closed, and why.',
      body: { kind: 'json', schema: wayQuestionSchema },
      answer: waysAnswerSchema,
      handle: async ({ body, now }) => answerJson(findWays(await agreementsInForce(deps.db), { from, ...body }, now)),
    }),
  ];
}
