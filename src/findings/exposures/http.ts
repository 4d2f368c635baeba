// SPDX-License-Identifier: Apache-2.0
/** The call of exposure: holdings in files of movements, and how near they lie to listed addresses. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { triagers } from '../leads/lead-states.ts';
import { exposeHoldings } from './expose-holdings.ts';
import { exposureAnswerSchema, exposureOrderSchema } from './wire.ts';

export function exposureCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/exposures',
      whoMay: triagers,
      summary: 'How near the holdings in files of movements lie to listed addresses: by hops, and by the share of what came from there.',
      body: { kind: 'json', schema: exposureOrderSchema },
      answer: exposureAnswerSchema,
      handle: async (input) =>
        callAnswer(await exposeHoldings(deps, input.body, whole(input)), async ({ facts, exposure }) => {
          const noticed = facts.noticed.map((one) => ({ ...one, first: [...one.first] }));
          return answerJson({ facts: { ...facts, assets: [...facts.assets], noticed }, exposure });
        }),
    }),
  ];
}
