// SPDX-License-Identifier: Apache-2.0
/** The calls of new uses: whether a record may be used so, telling its originator or asking, and the originator's answer. */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../../kernel/index.ts';
import type { OnwardDeps, Outcome } from '../onward-deps.ts';
import { matterDetailSchema } from '../wire.ts';
import { answerNewUse } from './answer-new-use.ts';
import { beginNewUse, judgeNewUse } from './begin-new-use.ts';
import { answerNewUseSchema, beginNewUseSchema, newUseQuestionSchema, newUseVerdictSchema } from './wire.ts';

type Answering = (
  deps: OnwardDeps,
  input: Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>,
  outcome: Outcome,
) => Promise<CallAnswer>;

const answerers = ['preparer', 'records-keeper'];

export function newUseCalls(deps: OnwardDeps, answerOutcome: Answering): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/onward/new-uses/question',
      whoMay: answerers,
      summary:
        'Whether a received record may be used for a purpose or as evidence, and what its originator is told or asked. Nothing is saved.',
      body: { kind: 'json', schema: newUseQuestionSchema },
      answer: newUseVerdictSchema,
      handle: async ({ body, now }) => {
        const judged = await judgeNewUse(deps.database, deps, body, now);
        return judged === null ? { kind: 'absent' } : answerJson(judged.verdict);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/new-uses',
      whoMay: ['preparer'],
      summary: 'Tells the originator of a new use and waits, asks for its consent, or notes that the agreement presumes it.',
      body: { kind: 'json', schema: beginNewUseSchema },
      answer: matterDetailSchema,
      handle: async (input) => {
        assert(input.officer !== null, 'the server finds the officer before it makes this call');
        return answerOutcome(deps, input, await beginNewUse(deps, { ...input.body, officer: input.officer.id, now: input.now }));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/new-uses/:id/answer',
      whoMay: answerers,
      needsFreshProof: true,
      summary: 'Consents to a new use of a record of ours, for good or until a day, or objects to it.',
      params: z.strictObject({ id: z.string().max(60) }),
      body: { kind: 'json', schema: answerNewUseSchema },
      answer: matterDetailSchema,
      handle: async (input) => {
        assert(input.officer !== null, 'the server finds the officer before it makes this call');
        const given = { matter: input.params.id, officer: input.officer.id, now: input.now };
        return answerOutcome(deps, input, await answerNewUse(deps, given, input.body));
      },
    }),
  ];
}
