// SPDX-License-Identifier: Apache-2.0
/** The calls of versions of a request: which there are, and what differs between two. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { compareDrafts, draftVersions } from './draft-versions.ts';
import { draftComparisonQuerySchema, draftComparisonSchema, draftVersionSchema } from './wire.ts';

const params = z.strictObject({ id: z.string().max(60) });

export function draftVersionCalls(deps: AssistanceDeps, whoMay: readonly string[]): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/assistance/cases/:id/versions',
      whoMay,
      summary: 'The versions in which a request of ours was saved, the newest first.',
      params,
      answer: z.array(draftVersionSchema),
      handle: async (input) => {
        const versions = await draftVersions(deps, input.params.id);
        return versions === null ? { kind: 'absent' } : answerJson(versions);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/assistance/cases/:id/comparison',
      whoMay,
      summary: 'What differs between two versions of a request, member by member and word by word.',
      params,
      query: draftComparisonQuerySchema,
      answer: draftComparisonSchema,
      handle: async (input) => {
        const found = await compareDrafts(deps, { caseId: input.params.id, ...input.query });
        return found === null ? { kind: 'absent' } : answerJson(found);
      },
    }),
  ];
}
