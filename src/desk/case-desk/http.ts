// SPDX-License-Identifier: Apache-2.0
/** The calls of one case's desk; each answers the desk as it then is. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { type By, by, callAnswer, type DeskDeps, deskReaders, deskRoles, type Outcome } from '../desk-deps.ts';
import { addNote, addSubject, assignCase, caseDesk, linkCases, removeSubject, unlinkCases } from './case-desk.ts';
import { assignSchema, caseDeskSchema, newLinkSchema, newNoteSchema, newSubjectSchema } from './wire.ts';

const oneCase = z.strictObject({ id: z.string().max(60) });
const part = z.strictObject({ id: z.string().max(60), part: z.string().max(60) });

interface Answering {
  readonly answerDesk: (caseId: string, who: By) => Promise<CallAnswer>;
  readonly after: (outcome: Outcome<null>, caseId: string, who: By) => Promise<CallAnswer>;
}

const common = { whoMay: deskRoles, answer: caseDeskSchema };

export function caseDeskCalls(deps: DeskDeps): CallDefinition[] {
  const answerDesk = async (caseId: string, who: By): Promise<CallAnswer> => {
    const desk = await caseDesk(deps, caseId, who);
    return desk === null ? { kind: 'absent' } : answerJson(desk);
  };
  const after = async (outcome: Outcome<null>, caseId: string, who: By): Promise<CallAnswer> =>
    callAnswer(outcome, () => answerDesk(caseId, who));
  const answering = { answerDesk, after };
  return [...fileCalls(deps, answering), ...partCalls(deps, answering)];
}

function fileCalls(deps: DeskDeps, { answerDesk, after }: Answering): CallDefinition[] {
  return [
    defineCall({
      ...common,
      method: 'GET',
      path: '/api/desk/cases/:id',
      whoMay: deskReaders,
      summary: 'What officers keep of a case: who has it, tasks, notes, subjects, links, walls.',
      params: oneCase,
      handle: (input) => answerDesk(input.params.id, by(input)),
    }),
    defineCall({
      ...common,
      method: 'PUT',
      path: '/api/desk/cases/:id/assignee',
      summary: 'Gives a case to an officer, or to nobody.',
      params: oneCase,
      body: { kind: 'json', schema: assignSchema },
      handle: async (input) => after(await assignCase(deps, input.params.id, input.body.officer, by(input)), input.params.id, by(input)),
    }),
    defineCall({
      ...common,
      method: 'POST',
      path: '/api/desk/cases/:id/notes',
      summary: 'Adds a note to the file of a case; those mentioned are told.',
      params: oneCase,
      body: { kind: 'json', schema: newNoteSchema },
      handle: async (input) => after(await addNote(deps, input.params.id, input.body, by(input)), input.params.id, by(input)),
    }),
  ];
}

function partCalls(deps: DeskDeps, { after }: Answering): CallDefinition[] {
  return [
    defineCall({
      ...common,
      method: 'POST',
      path: '/api/desk/cases/:id/subjects',
      summary: 'Adds a person, firm, wallet, account or instrument to a case.',
      params: oneCase,
      body: { kind: 'json', schema: newSubjectSchema },
      handle: async (input) => after(await addSubject(deps, input.params.id, input.body, by(input)), input.params.id, by(input)),
    }),
    defineCall({
      ...common,
      method: 'DELETE',
      path: '/api/desk/cases/:id/subjects/:part',
      summary: 'Takes a subject off a case.',
      params: part,
      handle: async (input) => after(await removeSubject(deps, input.params.id, input.params.part, by(input)), input.params.id, by(input)),
    }),
    defineCall({
      ...common,
      method: 'POST',
      path: '/api/desk/cases/:id/links',
      summary: 'Links a case to another, with the reason.',
      params: oneCase,
      body: { kind: 'json', schema: newLinkSchema },
      handle: async (input) => after(await linkCases(deps, input.params.id, input.body, by(input)), input.params.id, by(input)),
    }),
    defineCall({
      ...common,
      method: 'DELETE',
      path: '/api/desk/cases/:id/links/:part',
      summary: 'Takes the link between two cases away.',
      params: part,
      handle: async (input) => after(await unlinkCases(deps, input.params.id, input.params.part, by(input)), input.params.id, by(input)),
    }),
  ];
}
