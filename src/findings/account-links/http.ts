// SPDX-License-Identifier: Apache-2.0
/** The call of one participant's links, with what may be its holders. Judging is the call of entities. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { linkPage } from './link-page.ts';
import { linkProposalsSchema, linkQuestionSchema } from './wire.ts';

/** Whoever may look at records. */
const linkReaders = ['preparer', 'approver', 'records-keeper'] as const;

export function accountLinkCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/market-subjects/links',
      whoMay: linkReaders,
      summary: 'Accounts that belong with one participant, through what records say, and what may be its holders, for a stated purpose.',
      body: { kind: 'json', schema: linkQuestionSchema },
      answer: linkProposalsSchema,
      handle: async (input) => callAnswer(await linkPage(deps, input.body, whole(input)), async (page) => answerJson(page)),
    }),
  ];
}
