// SPDX-License-Identifier: Apache-2.0
/** The calls of tasks and of lists of tasks. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall, type Instant } from '../../kernel/index.ts';
import { by, callAnswer, type DeskDeps, deskReaders, deskRoles } from '../desk-deps.ts';
import type { TaskRecord } from './store.ts';
import { addTask, changeTask, dropTemplate, endTask, keepTemplate, putToUse, tasksFor, templates, writtenTasks } from './tasks.ts';
import {
  changeTaskSchema,
  endTaskSchema,
  newTaskSchema,
  newTemplateSchema,
  taskQuerySchema,
  taskSchema,
  tasksSchema,
  taskTemplateSchema,
  useTemplateSchema,
} from './wire.ts';

const one = z.strictObject({ id: z.string().max(60) });
const templatesAnswer = z.strictObject({ templates: z.array(taskTemplateSchema) });

export function taskCalls(deps: DeskDeps): CallDefinition[] {
  return [...workCalls(deps), ...templateCalls(deps)];
}

function workCalls(deps: DeskDeps): CallDefinition[] {
  const answerTask = (now: Instant) => async (row: TaskRecord) => answerJson((await writtenTasks(deps, [row], now))[0]);
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/tasks',
      whoMay: deskReaders,
      summary: 'Tasks: yours, those that nobody has, or all that you may see; the nearest day first.',
      query: taskQuerySchema,
      answer: tasksSchema,
      handle: async (input) => answerJson(await tasksFor(deps, input.query, by(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/desk/tasks',
      whoMay: deskRoles,
      summary: 'Adds a task, of a case or of none.',
      body: { kind: 'json', schema: newTaskSchema },
      answer: taskSchema,
      handle: async (input) => callAnswer(await addTask(deps, input.body, by(input)), answerTask(input.now)),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/desk/tasks/:id',
      whoMay: deskRoles,
      summary: 'Changes an open task: its words, its day, or who does it.',
      params: one,
      body: { kind: 'json', schema: changeTaskSchema },
      answer: taskSchema,
      handle: async (input) => callAnswer(await changeTask(deps, input.params.id, input.body, by(input)), answerTask(input.now)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/desk/tasks/:id/state',
      whoMay: deskRoles,
      summary: 'Ends a task as done, or dropped with the reason; or opens it again.',
      params: one,
      body: { kind: 'json', schema: endTaskSchema },
      answer: taskSchema,
      handle: async (input) => callAnswer(await endTask(deps, input.params.id, input.body, by(input)), answerTask(input.now)),
    }),
  ];
}

function templateCalls(deps: DeskDeps): CallDefinition[] {
  const answerAll = async () => answerJson({ templates: await templates(deps) });
  return [
    defineCall({
      method: 'GET',
      path: '/api/desk/task-templates',
      whoMay: deskReaders,
      summary: 'Lists of tasks: built in, and those of this authority.',
      answer: templatesAnswer,
      handle: answerAll,
    }),
    defineCall({
      method: 'POST',
      path: '/api/desk/task-templates',
      whoMay: deskRoles,
      summary: 'Keeps a list of tasks for use in any case.',
      body: { kind: 'json', schema: newTemplateSchema },
      answer: templatesAnswer,
      handle: async (input) => callAnswer(await keepTemplate(deps, input.body, by(input)), answerAll),
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/desk/task-templates/:id',
      whoMay: deskRoles,
      summary: 'Removes a list of tasks of this authority; tasks made from it stay.',
      params: one,
      answer: templatesAnswer,
      handle: async (input) => callAnswer(await dropTemplate(deps, input.params.id), answerAll),
    }),
    defineCall({
      method: 'POST',
      path: '/api/desk/cases/:id/tasks',
      whoMay: deskRoles,
      summary: 'Adds all tasks of a list to a case, with their days in working days of this authority.',
      params: one,
      body: { kind: 'json', schema: useTemplateSchema },
      answer: tasksSchema,
      handle: async (input) =>
        callAnswer(await putToUse(deps, input.params.id, input.body, by(input)), async (rows) =>
          answerJson({ tasks: await writtenTasks(deps, rows, input.now), isCut: false }),
        ),
    }),
  ];
}
