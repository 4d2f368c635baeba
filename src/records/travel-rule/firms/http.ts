// SPDX-License-Identifier: Apache-2.0
/** The call that counts, provider by provider, messages that lacked what the travel rule demands. */
import { z } from 'zod';
import { purposeSchema } from '../../../conditions/wire.ts';
import { answerJson, type CallDefinition, type Database, defineCall } from '../../../kernel/index.ts';
import { day } from '../../../kernel/wire.ts';
import type { RecordDeps } from '../../uses/store.ts';
import { travelRuleFirms } from './store.ts';
import { travelRuleFirmsSchema } from '../wire.ts';

export function travelRuleCalls(deps: RecordDeps & { readonly db: Database }): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/records/travel-rule/firms',
      whoMay: ['preparer', 'approver', 'records-keeper'],
      summary: 'How often each provider sent travel-rule messages that lacked something, over own messages, for a stated purpose.',
      query: z.strictObject({ purpose: purposeSchema, from: day.optional() }),
      answer: travelRuleFirmsSchema,
      handle: async ({ query, officer, now, random }) => {
        if (officer === null) return { kind: 'absent' };
        const question = { purpose: query.purpose, from: query.from ?? null, officer: officer.id };
        const counted = await deps.db.transaction().execute((tx) => travelRuleFirms(tx, question, deps, now, random));
        return counted.ok ? answerJson(counted.value) : { kind: 'issues', issues: counted.issues };
      },
    }),
  ];
}
