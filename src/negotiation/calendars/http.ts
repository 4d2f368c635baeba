// SPDX-License-Identifier: Apache-2.0
/** The calls of the calendar: reading one's own and the others' holidays, and announcing one's own anew. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import type { NegotiationDeps } from '../negotiation-deps.ts';
import { announceHolidays, calendarView } from './announce-holidays.ts';
import { announceHolidaysSchema, calendarViewSchema } from './wire.ts';

export function calendarCalls(deps: NegotiationDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/holidays',
      whoMay: [],
      summary: 'On which days this authority and the parties of its agreements do not work: deadlines are counted without them.',
      answer: calendarViewSchema,
      handle: async ({ now }) => answerJson(await calendarView(deps.database, deps, now)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/holidays/announcements',
      whoMay: ['administrator'],
      needsFreshProof: true,
      summary:
        'Announces the holidays of this authority from a day on, to the parties of every agreement in force; past deadlines do not move.',
      body: { kind: 'json', schema: announceHolidaysSchema },
      answer: calendarViewSchema,
      handle: async ({ body, officer, now }) => {
        if (officer === null) throw new Error('the server lets no one make this call without a session');
        const outcome = await announceHolidays(deps, { ...body, officer: officer.id, now });
        return outcome.kind === 'issues' ? outcome : answerJson(await calendarView(deps.database, deps, now));
      },
    }),
  ];
}
