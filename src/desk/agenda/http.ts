// SPDX-License-Identifier: Apache-2.0
/** The calls of the calendar, its file and its feed. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall, type Instant } from '../../kernel/index.ts';
import { by, callAnswer, type DeskDeps, deskReaders } from '../desk-deps.ts';
import { agenda, agendaFile, closeFeed, feedFile, openFeed, shownFeed, type Span } from './agenda.ts';
import { agendaQuerySchema, agendaSchema, feedQuerySchema, feedSchema } from './wire.ts';

export function agendaCalls(deps: DeskDeps): CallDefinition[] {
  return [...spanCalls(deps), ...feedCalls(deps)];
}

const spanOf = (query: z.infer<typeof agendaQuerySchema>): Span => ({ ...query, from: query.from as Instant, to: query.to as Instant });

function fileAnswer(text: string): CallAnswer {
  return { kind: 'bytes', mediaType: 'text/calendar', bytes: new TextEncoder().encode(text), fileName: 'deadlines.ics' };
}

function spanCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/agenda',
      whoMay: deskReaders,
      summary: 'All clocks that end in a span, and the days in it that are not worked.',
      query: agendaQuerySchema,
      answer: agendaSchema,
      handle: async (input) => {
        const { officer, now } = by(input);
        return callAnswer(await agenda(deps, spanOf(input.query), officer.id, now), async (found) => answerJson(found));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/desk/agenda/deadlines.ics',
      whoMay: deskReaders,
      summary: 'The clocks of a span as an iCalendar file: what falls due and when, nothing of what a case is about.',
      query: agendaQuerySchema,
      handle: async (input) => {
        const { officer, now } = by(input);
        return callAnswer(await agendaFile(deps, spanOf(input.query), officer.id, now), async (text) => fileAnswer(text));
      },
    }),
  ];
}

function feedCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/feed',
      whoMay: deskReaders,
      summary: 'Whether you have a calendar feed, and when it was last read.',
      answer: feedSchema,
      handle: async (input) => answerJson(await shownFeed(deps, by(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/desk/feed',
      whoMay: deskReaders,
      needsFreshProof: true,
      summary: 'Opens a calendar feed under a secret address, which is shown this once; the one before ends.',
      body: { kind: 'json', schema: feedQuerySchema },
      answer: feedSchema,
      handle: async (input) => callAnswer(await openFeed(deps, input.body.whose, by(input)), async (feed) => answerJson(feed)),
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/desk/feed',
      whoMay: deskReaders,
      summary: 'Ends your calendar feed.',
      answer: feedSchema,
      handle: async (input) => callAnswer(await closeFeed(deps, by(input)), async () => answerJson(await shownFeed(deps, by(input)))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/desk/feeds/:secret/deadlines.ics',
      whoMay: 'anyone',
      summary: 'What a calendar program reads by the secret address of a feed.',
      params: z.strictObject({ secret: z.string().max(100) }),
      handle: async ({ params, now }) => {
        const text = await feedFile(deps, params.secret, now);
        return text === null ? { kind: 'absent' } : fileAnswer(text);
      },
    }),
  ];
}
