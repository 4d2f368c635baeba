// SPDX-License-Identifier: Apache-2.0
/** The calls of joint alerts: the parts together, the document, the question of another authority, and the answer to it. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { jointAlertSchema } from '../../surveillance/wire.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { triagers } from '../leads/lead-states.ts';
import { answerLeg, legQuestion } from './answer-leg.ts';
import { jointAlert, makeJointDocument } from './joint-alert.ts';
import { jointDetailSchema, legAnswerOrderSchema, legQuestionSchema } from './wire.ts';

const one = z.strictObject({ id: z.string().max(60) });

export function jointAlertCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/leads/:id/alert/joint',
      whoMay: leadReaders,
      summary: 'An alert with what other authorities told of it: each part with its conditions, on one clock, and what is still dark.',
      params: one,
      answer: jointDetailSchema,
      handle: async (input) => callAnswer(await jointAlert(deps, input.params.id, whole(input)), async (joint) => answerJson(joint)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/leads/:id/alert/joint',
      whoMay: leadReaders,
      summary: 'The same as a document to keep, with the digests on which it rests; that it was made stands in the log.',
      params: one,
      answer: jointAlertSchema,
      handle: async (input) => callAnswer(await makeJointDocument(deps, input.params.id, whole(input)), async (made) => answerJson(made)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/cases/:id/alert',
      whoMay: leadReaders,
      summary: 'The other leg of an alert that a request of another authority asks for, and whom an answer may tell of.',
      params: one,
      answer: legQuestionSchema,
      handle: async (input) => {
        const question = await legQuestion(deps, input.params.id, whole(input));
        return question === null ? { kind: 'absent' } : answerJson(question);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/cases/:id/alert',
      whoMay: triagers,
      summary: 'Prepares the reply that tells our part of the alert, or takes back what was told, to be approved like every reply.',
      params: one,
      body: { kind: 'json', schema: legAnswerOrderSchema },
      answer: z.strictObject({ caseId: z.string() }),
      handle: async (input) => {
        const by = { ...whole(input), roles: input.officer?.roles ?? [] };
        return callAnswer(await answerLeg(deps, input.params.id, input.body, by), async (made) => answerJson(made));
      },
    }),
  ];
}
