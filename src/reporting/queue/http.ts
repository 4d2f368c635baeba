// SPDX-License-Identifier: Apache-2.0
/** The calls of the queue: all of them for analysts alone, to whom reports exist. */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../../kernel/index.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import {
  askFirmSchema,
  feedbackSchema,
  forwardedSchema,
  forwardReportSchema,
  judgeLinkSchema,
  moveReportSchema,
  queueAnswerSchema,
  queuedReportSchema,
  queueQuerySchema,
} from '../wire.ts';
import { readQueue, readReport } from './read-queue.ts';
import { type Analyst, askFirm, forwardReport, giveFeedback, judgeLink, moveReport, type WorkOutcome } from './work-on-report.ts';

const analysts = ['report-analyst'] as const;
const idParams = z.strictObject({ id: z.string().max(60) });
type Input = CallInput<{ id: string }, unknown, unknown>;

function by({ officer, now, random }: CallInput<unknown, unknown, unknown>): Analyst {
  assert(officer !== null, 'the server finds the officer before it makes this call');
  return { officer: officer.id, roles: officer.roles, now, random };
}

async function answerWork(deps: ReportingDeps, input: Input, outcome: WorkOutcome): Promise<CallAnswer> {
  if (outcome.kind !== 'done') return outcome;
  const report = await readReport(deps, input.params.id, by(input).roles);
  return report === null ? { kind: 'absent' } : answerJson(report);
}

export function queueCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), ...workCalls(deps), forwardCall(deps)];
}

function readingCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/reporting/reports',
      whoMay: analysts,
      summary: 'The queue of reports, the most pressing first, with the reasons; no name of any party.',
      query: queueQuerySchema,
      answer: queueAnswerSchema,
      handle: async ({ query }) => answerJson(await readQueue(deps, query)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/reporting/reports/:id',
      whoMay: analysts,
      summary:
        'One report of the queue: reasons, links, questions, feedback, to whom it was passed on. Its content is a use of the record.',
      params: idParams,
      answer: queuedReportSchema,
      handle: async (input) => answerWork(deps, input, { kind: 'done' }),
    }),
  ];
}

function workCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/reporting/reports/:id/moves',
      whoMay: analysts,
      summary: 'Takes a report up, marks it used, closes it with a reason, or opens it again.',
      params: idParams,
      body: { kind: 'json', schema: moveReportSchema },
      answer: queuedReportSchema,
      handle: async (input) => answerWork(deps, input, await moveReport(deps, { ...input.params, ...input.body }, by(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/reporting/reports/:id/questions',
      whoMay: analysts,
      summary: 'Puts a question to the firm that made the report.',
      params: idParams,
      body: { kind: 'json', schema: askFirmSchema },
      answer: queuedReportSchema,
      handle: async (input) => answerWork(deps, input, await askFirm(deps, { ...input.params, ...input.body }, by(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/reporting/reports/:id/feedback',
      whoMay: analysts,
      summary: 'Tells the firm of what use the report was.',
      params: idParams,
      body: { kind: 'json', schema: feedbackSchema },
      answer: queuedReportSchema,
      handle: async (input) => answerWork(deps, input, await giveFeedback(deps, { ...input.params, feedback: input.body }, by(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/reporting/reports/:id/links',
      whoMay: analysts,
      summary: 'Confirms or rejects that two reports belong together.',
      params: idParams,
      body: { kind: 'json', schema: judgeLinkSchema },
      answer: queuedReportSchema,
      handle: async (input) => answerWork(deps, input, await judgeLink(deps, { ...input.params, ...input.body }, by(input))),
    }),
  ];
}

function forwardCall(deps: ReportingDeps): CallDefinition {
  return defineCall({
    method: 'POST',
    path: '/api/reporting/reports/:id/forwarding',
    whoMay: analysts,
    summary: 'Prepares the report to be passed on to another authority: untranslated, with legal basis and link, under an agreement.',
    params: idParams,
    body: { kind: 'json', schema: forwardReportSchema },
    answer: forwardedSchema,
    handle: async (input) => {
      const outcome = await forwardReport(deps, { ...input.params, ...input.body }, by(input));
      return outcome.kind === 'done' ? answerJson({ matter: outcome.matter }) : outcome;
    },
  });
}
