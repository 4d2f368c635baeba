// SPDX-License-Identifier: Apache-2.0
/** The call on further use: what an officer asks before received information is used otherwise. It changes nothing. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import type { AgreementDeps } from '../admit-agreement.ts';
import { agreementsInForce } from '../store.ts';
import { agreementByDigest } from '../verdicts/agreement-index.ts';
import { judgeFurtherUse } from './judge-further-use.ts';
import { furtherUseAnswerSchema, furtherUseQuestionSchema } from './wire.ts';

export function furtherUseCalls(deps: AgreementDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/agreements/:digest/further-use',
      whoMay: [],
      summary:
        'Whether information received under an agreement may be used otherwise: windows, consents, and personal data field by field.',
      params: z.strictObject({ digest: z.string().max(80) }),
      body: { kind: 'json', schema: furtherUseQuestionSchema },
      answer: furtherUseAnswerSchema,
      handle: async ({ params, body, now }) => {
        const agreement = agreementByDigest(await agreementsInForce(deps.db), params.digest);
        return agreement === null ? { kind: 'absent' } : answerJson(judgeFurtherUse(agreement, body, now));
      },
    }),
  ];
}
