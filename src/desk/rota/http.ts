// SPDX-License-Identifier: Apache-2.0
/** The calls of the rota; each answers the rota as it then is. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { by, callAnswer, type DeskDeps, deskReaders, deskRoles } from '../desk-deps.ts';
import { addToRota, shownRota, takeFromRota } from './rota.ts';
import { newRotaEntrySchema, rotaSchema } from './wire.ts';

export function rotaCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/rota',
      whoMay: deskReaders,
      summary: 'Duties and absences that have not ended.',
      answer: rotaSchema,
      handle: async ({ now }) => answerJson(await shownRota(deps, now)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/desk/rota',
      whoMay: deskRoles,
      summary: 'Plans a duty, or notes an absence and who stands in.',
      body: { kind: 'json', schema: newRotaEntrySchema },
      answer: rotaSchema,
      handle: async (input) =>
        callAnswer(await addToRota(deps, input.body, by(input)), async () => answerJson(await shownRota(deps, input.now))),
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/desk/rota/:id',
      whoMay: deskRoles,
      summary: 'Takes a duty or an absence off the rota.',
      params: z.strictObject({ id: z.string().max(60) }),
      answer: rotaSchema,
      handle: async (input) =>
        callAnswer(await takeFromRota(deps, input.params.id, by(input)), async () => answerJson(await shownRota(deps, input.now))),
    }),
  ];
}
