// SPDX-License-Identifier: Apache-2.0
/** The calls of firms and jurisdictions over files of movements: on-ramps and off-ramps, and liquidity between jurisdictions. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { triagers } from '../leads/lead-states.ts';
import { showLiquidity, showRamps } from './show-ramps.ts';
import { liquidityAnswerSchema, liquidityOrderSchema, rampsAnswerSchema, rampsOrderSchema } from './wire.ts';

export function rampCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/ramps',
      whoMay: triagers,
      summary:
        'What crossed between money and digital assets in files of movements: by month and asset, at which firms, and how they stood then.',
      body: { kind: 'json', schema: rampsOrderSchema },
      answer: rampsAnswerSchema,
      handle: async (input) => callAnswer(await showRamps(deps, input.body, whole(input)), async (shown) => answerJson(shown)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/liquidity',
      whoMay: triagers,
      summary: 'How much of an asset went between jurisdictions in each period in files of movements, and how fast it turned over.',
      body: { kind: 'json', schema: liquidityOrderSchema },
      answer: liquidityAnswerSchema,
      handle: async (input) => callAnswer(await showLiquidity(deps, input.body, whole(input)), async (shown) => answerJson(shown)),
    }),
  ];
}
