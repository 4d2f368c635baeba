// SPDX-License-Identifier: Apache-2.0
/** The calls of walls and recusals; each answers what stands afterwards in that case. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { by, callAnswer, type DeskDeps, deskReaders, deskRoles } from '../desk-deps.ts';
import { endRecusal, raiseWall, recuse, shownWalls, takeWallDown, wallsOfCase } from './walls.ts';
import { raiseWallSchema, recuseSchema, wallsSchema } from './wire.ts';

const oneCase = z.strictObject({ id: z.string().max(60) });
const approver = ['approver'];

export function wallCalls(deps: DeskDeps): CallDefinition[] {
  return [...standingCalls(deps), ...recusalCalls(deps)];
}

async function answerCase(deps: DeskDeps, caseId: string): Promise<CallAnswer> {
  return answerJson(await wallsOfCase(deps, caseId));
}

function standingCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/walls',
      whoMay: deskReaders,
      summary: 'Walls and recusals that stand: all for an auditor, else those of the cases you see.',
      answer: wallsSchema,
      handle: async (input) => answerJson(await shownWalls(deps, by(input))),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/desk/cases/:id/wall',
      whoMay: approver,
      summary: 'Keeps a case in the sight of the named officers alone, in place of the wall that stands.',
      params: oneCase,
      body: { kind: 'json', schema: raiseWallSchema },
      answer: wallsSchema,
      handle: async (input) => {
        const { id } = input.params;
        return callAnswer(await raiseWall(deps, id, input.body, by(input)), () => answerCase(deps, id));
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/desk/cases/:id/wall',
      whoMay: approver,
      summary: 'Takes the wall of a case down.',
      params: oneCase,
      answer: wallsSchema,
      handle: async (input) => {
        const { id } = input.params;
        return callAnswer(await takeWallDown(deps, id, by(input)), () => answerCase(deps, id));
      },
    }),
  ];
}

function recusalCalls(deps: DeskDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/desk/cases/:id/recusals',
      whoMay: deskRoles,
      summary: 'Recuses yourself from a case, or another officer where you approve.',
      params: oneCase,
      body: { kind: 'json', schema: recuseSchema },
      answer: wallsSchema,
      handle: async (input) => {
        const { id } = input.params;
        return callAnswer(await recuse(deps, id, input.body, by(input)), () => answerCase(deps, id));
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/desk/cases/:id/recusals/:officer',
      whoMay: approver,
      summary: 'Ends the recusal of an officer from a case.',
      params: z.strictObject({ id: z.string().max(60), officer: z.string().max(60) }),
      answer: wallsSchema,
      handle: async (input) => {
        const { id, officer } = input.params;
        return callAnswer(await endRecusal(deps, id, officer, by(input)), () => answerCase(deps, id));
      },
    }),
  ];
}
