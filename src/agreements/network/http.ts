// SPDX-License-Identifier: Apache-2.0
/** The calls on the network of agreements and on reach. Both only look. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import type { AgreementDeps } from '../admit-agreement.ts';
import { agreementsShown } from '../published/store.ts';
import { withPublishedSchema } from '../published/wire.ts';
import { networkOf } from './network.ts';
import { reachOf } from './reach.ts';
import { networkQuestionSchema, networkSchema, reachAnswerSchema, reachQuestionSchema } from './wire.ts';

export function networkCalls(deps: AgreementDeps): readonly CallDefinition[] {
  const self = deps.ownKeys.authorityId;
  return [
    defineCall({
      method: 'GET',
      path: '/api/agreements/network',
      whoMay: [],
      summary: 'Who can ask whom for what under the agreements known here; gaps, what is due, and contradictions.',
      query: networkQuestionSchema.extend(withPublishedSchema.shape),
      answer: networkSchema,
      handle: async ({ query, now }) => {
        const index = await agreementsShown(deps.db, query.published === 'yes');
        return answerJson(networkOf(index, self, query.purpose ?? null, now));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/agreements/reach',
      whoMay: [],
      summary: 'Everywhere a datum could lawfully go from here, by how many consents of its originator. It changes nothing.',
      query: withPublishedSchema,
      body: { kind: 'json', schema: reachQuestionSchema },
      answer: reachAnswerSchema,
      handle: async ({ query, body, now }) =>
        answerJson(reachOf(await agreementsShown(deps.db, query.published === 'yes'), self, body, now)),
    }),
  ];
}
