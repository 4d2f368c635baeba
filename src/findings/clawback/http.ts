// SPDX-License-Identifier: Apache-2.0
/** The call of clawback: what of a trace could be seized, under which order, by whom. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { triagers } from '../leads/lead-states.ts';
import { showClawback } from './show-clawback.ts';
import { clawbackAnswerSchema, clawbackOrderSchema } from './wire.ts';

export function clawbackCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/traces/:id/clawback',
      whoMay: triagers,
      summary: 'What of traced value could be seized where it lies, under which standing order, by whom, and what cannot be had any more.',
      params: z.strictObject({ id: z.string().max(60) }),
      body: { kind: 'json', schema: clawbackOrderSchema },
      answer: clawbackAnswerSchema,
      handle: async (input) =>
        callAnswer(await showClawback(deps, input.params.id, input.body, whole(input)), async (shown) => answerJson(shown)),
    }),
  ];
}
