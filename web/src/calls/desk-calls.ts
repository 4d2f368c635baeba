// SPDX-License-Identifier: Apache-2.0
/** Calls of the desk: worklist, search, what officers keep of a case, tasks, calendar, rota, notices. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { agendaSchema, feedSchema } from '../../../src/desk/agenda/wire.ts';
import { caseDeskSchema, type newLinkSchema, type newNoteSchema, type newSubjectSchema } from '../../../src/desk/case-desk/wire.ts';
import { noticesSchema } from '../../../src/desk/notices/wire.ts';
import { statisticsSchema } from '../../../src/desk/statistics/wire.ts';
import { type newRotaEntrySchema, rotaSchema } from '../../../src/desk/rota/wire.ts';
import { type changeTaskSchema, type newTaskSchema, taskSchema, tasksSchema, type TaskState } from '../../../src/desk/tasks/wire.ts';
import { wallsSchema } from '../../../src/desk/walls/wire.ts';
import { caseSearchAnswerSchema, worklistSchema } from '../../../src/desk/worklist/wire.ts';
import { callServer, fetchFile } from './call-server.ts';

export type WorkBox = 'inbox' | 'outbox' | 'mine' | 'all';
export type Whose = 'mine' | 'all';

export function worklistQuery(box: WorkBox) {
  return {
    queryKey: ['cases', 'worklist', box],
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      callServer('GET', '/api/desk/worklist', worklistSchema, { query: { box, after: pageParam ?? undefined } }),
  };
}
export function caseSearchQuery(words: string) {
  return queryOptions({
    queryKey: ['cases', 'search', words],
    queryFn: () => callServer('GET', '/api/desk/search', caseSearchAnswerSchema, { query: { words } }),
    enabled: words.trim().length >= 2,
    placeholderData: keepPreviousData,
  });
}
export function caseDeskQuery(caseId: string) {
  return queryOptions({ queryKey: ['desk', 'case', caseId], queryFn: () => callServer('GET', caseAt(caseId), caseDeskSchema) });
}
export function tasksQuery(whose: 'mine' | 'free' | 'all', state: TaskState | 'all') {
  return queryOptions({
    queryKey: ['desk', 'tasks', whose, state],
    queryFn: () => callServer('GET', '/api/desk/tasks', tasksSchema, { query: { whose, state } }),
  });
}
export function agendaQuery(from: string, to: string, whose: Whose) {
  return queryOptions({
    queryKey: ['desk', 'agenda', from, to, whose],
    queryFn: () => callServer('GET', '/api/desk/agenda', agendaSchema, { query: { from, to, whose } }),
    placeholderData: keepPreviousData,
  });
}
export const feedQuery = queryOptions({ queryKey: ['desk', 'feed'], queryFn: () => callServer('GET', '/api/desk/feed', feedSchema) });
export const rotaQuery = queryOptions({ queryKey: ['desk', 'rota'], queryFn: () => callServer('GET', '/api/desk/rota', rotaSchema) });
export const noticesQuery = queryOptions({
  queryKey: ['desk', 'notices'],
  queryFn: () => callServer('GET', '/api/desk/notices', noticesSchema),
});

export function statisticsQuery(fromDay: string, toDay: string) {
  return queryOptions({
    queryKey: ['cases', 'statistics', fromDay, toDay],
    queryFn: () => callServer('GET', '/api/desk/statistics', statisticsSchema, { query: { fromDay, toDay } }),
    placeholderData: keepPreviousData,
  });
}

const statisticsFiles = { csv: 'table.csv', xlsx: 'tables.xlsx', pdf: 'report.pdf' } as const;
export type StatisticsFileKind = keyof typeof statisticsFiles;

const caseAt = (id: string, what = ''): string => `/api/desk/cases/${encodeURIComponent(id)}${what}`;

export const deskCalls = {
  assign: (id: string, officer: string | null) => callServer('PUT', caseAt(id, '/assignee'), caseDeskSchema, { json: { officer } }),
  addNote: (id: string, given: z.input<typeof newNoteSchema>) => callServer('POST', caseAt(id, '/notes'), caseDeskSchema, { json: given }),
  addSubject: (id: string, given: z.input<typeof newSubjectSchema>) =>
    callServer('POST', caseAt(id, '/subjects'), caseDeskSchema, { json: given }),
  removeSubject: (id: string, part: string) => callServer('DELETE', caseAt(id, `/subjects/${encodeURIComponent(part)}`), caseDeskSchema),
  addLink: (id: string, given: z.input<typeof newLinkSchema>) => callServer('POST', caseAt(id, '/links'), caseDeskSchema, { json: given }),
  removeLink: (id: string, part: string) => callServer('DELETE', caseAt(id, `/links/${encodeURIComponent(part)}`), caseDeskSchema),
  raiseWall: (id: string, given: { inside: readonly string[]; reason: string }) =>
    callServer('PUT', caseAt(id, '/wall'), wallsSchema, { json: given }),
  takeWallDown: (id: string) => callServer('DELETE', caseAt(id, '/wall'), wallsSchema),
  recuse: (id: string, given: { officer: string; reason: string }) =>
    callServer('POST', caseAt(id, '/recusals'), wallsSchema, { json: given }),
  endRecusal: (id: string, officer: string) => callServer('DELETE', caseAt(id, `/recusals/${encodeURIComponent(officer)}`), wallsSchema),
  addTasks: (id: string, given: { template: string; assignee: string | null }) =>
    callServer('POST', caseAt(id, '/tasks'), tasksSchema, { json: given }),
  addTask: (given: z.input<typeof newTaskSchema>) => callServer('POST', '/api/desk/tasks', taskSchema, { json: given }),
  changeTask: (id: string, given: z.input<typeof changeTaskSchema>) =>
    callServer('PUT', `/api/desk/tasks/${encodeURIComponent(id)}`, taskSchema, { json: given }),
  endTask: (id: string, given: { state: TaskState; outcome: string | null }) =>
    callServer('POST', `/api/desk/tasks/${encodeURIComponent(id)}/state`, taskSchema, { json: given }),
  openFeed: (whose: Whose) => callServer('POST', '/api/desk/feed', feedSchema, { json: { whose } }),
  closeFeed: () => callServer('DELETE', '/api/desk/feed', feedSchema),
  agendaFile: (from: string, to: string, whose: Whose) =>
    fetchFile(`/api/desk/agenda/deadlines.ics?${new URLSearchParams({ from, to, whose }).toString()}`),
  addToRota: (given: z.input<typeof newRotaEntrySchema>) => callServer('POST', '/api/desk/rota', rotaSchema, { json: given }),
  takeFromRota: (id: string) => callServer('DELETE', `/api/desk/rota/${encodeURIComponent(id)}`, rotaSchema),
  statisticsFile: (kind: StatisticsFileKind, span: { readonly fromDay: string; readonly toDay: string }) =>
    fetchFile(`/api/desk/statistics/${statisticsFiles[kind]}?${new URLSearchParams(span).toString()}`),
  readNotices: (ids: readonly string[]) => callServer('POST', '/api/desk/notices/read', noticesSchema, { json: { ids } }),
} as const;
