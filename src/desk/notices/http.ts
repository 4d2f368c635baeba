// SPDX-License-Identifier: Apache-2.0
/** The calls of notices: one's own, and marking them read. */
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { by, callAnswer, type DeskDeps, deskReaders } from '../desk-deps.ts';
import { readNotices, shownNotices } from './notices.ts';
import { noticesSchema, readNoticesSchema } from './wire.ts';

export function noticeCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/notices',
      whoMay: deskReaders,
      summary: 'Your notices, the newest first, and how many you have not read.',
      answer: noticesSchema,
      handle: async (input) => answerJson(await shownNotices(deps, by(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/desk/notices/read',
      whoMay: deskReaders,
      summary: 'Marks notices of yours as read.',
      body: { kind: 'json', schema: readNoticesSchema },
      answer: noticesSchema,
      handle: async (input) =>
        callAnswer(await readNotices(deps, input.body.ids, by(input)), async () => answerJson(await shownNotices(deps, by(input)))),
    }),
  ];
}
