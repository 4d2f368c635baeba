// SPDX-License-Identifier: Apache-2.0
/** The calls of traces: files of movements, traces, handing on, answering, and the plan to freeze what was found. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall, limits } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import { absent, type By, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { triagers } from '../leads/lead-states.ts';
import { answerTrace, handOn } from './hand-on.ts';
import { orderTrace } from './order-trace.ts';
import { planFreezeOf } from './plan-freeze.ts';
import { openRelay } from './relay-state.ts';
import { findTrace, movementFilesById, newestMovementFiles } from './store.ts';
import { movementFileWire, sourceOfFiles, takeMovements } from './take-movements.ts';
import { relayQuestion, traceDetail, traceRows } from './trace-detail.ts';
import {
  caseAnswerSchema,
  freezeAnswerSchema,
  freezeOrderSchema,
  handOnOrderSchema,
  movementFileAnswerSchema,
  movementFileQuerySchema,
  movementFileSchema,
  relayQuestionSchema,
  traceAgainSchema,
  traceAnswerOrderSchema,
  traceDetailSchema,
  traceListQuerySchema,
  traceOrderSchema,
  traceRowSchema,
} from './wire.ts';

const oneTrace = z.strictObject({ id: z.string().max(60) });
/** Files and traces that the screen lists. */
const shownMax = 100;
const preparers = ['preparer'];

export function traceCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...fileCalls(deps), ...readingCalls(deps), ...workCalls(deps)];
}

function fileCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/movement-files',
      whoMay: triagers,
      summary: 'Takes in a file of movements for a stated purpose, and says what is in it; the same bytes are the same file.',
      query: movementFileQuerySchema,
      body: { kind: 'bytes', bytesMax: limits.importBytesMax },
      answer: movementFileAnswerSchema,
      handle: async (input) =>
        callAnswer(await takeMovements(deps, { ...input.query, bytes: input.body }, whole(input)), async ({ file, isNew }) =>
          answerJson({ file: movementFileWire(file, await deps.officerNames(deps.database, [file.taken_by])), isNew }),
        ),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/movement-files',
      whoMay: leadReaders,
      summary: 'Files of movements that were taken in, the newest first.',
      answer: z.array(movementFileSchema),
      handle: async () => {
        const rows = await newestMovementFiles(deps.database, shownMax);
        const names = await deps.officerNames(deps.database, [...new Set(rows.map((row) => row.taken_by))]);
        return answerJson(rows.map((row) => movementFileWire(row, names)));
      },
    }),
  ];
}

function readingCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/traces',
      whoMay: leadReaders,
      summary: 'Traces of value, the newest first.',
      query: traceListQuerySchema,
      answer: z.array(traceRowSchema),
      handle: async (input) => answerJson(await traceRows(deps, input.query.lead ?? null, whole(input))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/traces/:id',
      whoMay: leadReaders,
      summary: 'One trace: where the value ended and by which ways, the parts of other authorities, and what is still dark.',
      params: oneTrace,
      answer: traceDetailSchema,
      handle: async (input) => answerTraceDetail(deps, input.params.id, whole(input)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/cases/:id/trace',
      whoMay: leadReaders,
      summary: 'The trace that a request of another authority asks us to continue.',
      params: oneTrace,
      answer: relayQuestionSchema,
      handle: async (input) => {
        const question = await relayQuestion(deps, input.params.id, whole(input));
        return question === null ? { kind: 'absent' } : answerJson(question);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/traces/:id/freeze-plan',
      whoMay: leadReaders,
      summary: 'Plans who must act first, and when, to secure what a trace found.',
      params: oneTrace,
      body: { kind: 'json', schema: freezeOrderSchema },
      answer: freezeAnswerSchema,
      handle: async (input) =>
        callAnswer(await planFreezeOf(deps, input.params.id, input.body, whole(input)), async (planned) => answerJson(planned)),
    }),
  ];
}

async function answerTraceDetail(deps: FindingsDeps, id: string, by: By) {
  const detail = await traceDetail(deps, id, by);
  return detail === null ? ({ kind: 'absent' } as const) : answerJson(detail);
}

function workCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/traces',
      whoMay: triagers,
      summary: 'Traces value through files of movements, from seeds or from what another authority handed on; it becomes a lead.',
      body: { kind: 'json', schema: traceOrderSchema },
      answer: traceDetailSchema,
      handle: async (input) =>
        callAnswer(await orderTrace(deps, input.body, whole(input)), (trace) => answerTraceDetail(deps, trace.id, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/traces/:id/again',
      whoMay: leadReaders,
      summary: 'Runs a trace again over the same bytes and says whether it comes out the same.',
      params: oneTrace,
      answer: traceAgainSchema,
      handle: async (input) => callAnswer(await runAgain(deps, input.params.id, whole(input)), async (again) => answerJson(again)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/traces/:id/requests',
      whoMay: preparers,
      summary: 'Drafts a request that hands the trace on to an authority whose accounts it reached.',
      params: oneTrace,
      body: { kind: 'json', schema: handOnOrderSchema },
      answer: caseAnswerSchema,
      handle: async (input) => callAnswer(await handOn(deps, input.params.id, input.body, whole(input)), async (made) => answerJson(made)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/traces/:id/answers',
      whoMay: triagers,
      summary: 'Prepares the reply to a request that hands a trace on: what it came to on our data, to be approved like every reply.',
      params: oneTrace,
      body: { kind: 'json', schema: traceAnswerOrderSchema },
      answer: caseAnswerSchema,
      handle: async (input) => {
        const by = { ...whole(input), roles: input.officer?.roles ?? [] };
        return callAnswer(await answerTrace(deps, input.params.id, input.body, by), async (made) => answerJson(made));
      },
    }),
  ];
}

async function runAgain(deps: FindingsDeps, id: string, by: By): Promise<Outcome<z.infer<typeof traceAgainSchema>>> {
  const trace = await findTrace(deps.database, id);
  if (trace === null || (await openRelay(deps.database, deps, trace.relay, by)) === null) return absent;
  const source = sourceOfFiles(deps, await movementFilesById(deps.database, trace.files));
  const traced = await deps.flows.trace(source, trace.ordered, deps.assistance.self);
  if (!traced.ok) return { kind: 'issues', issues: traced.issues };
  const digests = traced.value.traces.map(({ digest }) => digest);
  const kept = trace.outcome.traces.map(({ digest }) => digest);
  return done({ isSame: digests.length === kept.length && digests.every((digest, place) => digest === kept[place]), digests });
}
