// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of the portal behind its door. Each is about the firm of the session or key alone: what belongs to another firm is to it
 * as what does not exist. A program, with its key, may do all but what is a person's: drafts.
 */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import {
  answerJson,
  type CallAnswer,
  type CallDefinition,
  type CallInput,
  type CallReporter,
  defineCall,
  type Issue,
  newId,
} from '../../kernel/index.ts';
import { answerCsvText, answerJsonText } from '../../records/index.ts';
import { findFirm, type FirmRecord, personNames } from '../firms/store.ts';
import { reportsOfFirm } from '../queue/store.ts';
import { answerFirmQuestion } from '../queue/work-on-report.ts';
import type { ReportingDeps } from '../reporting-deps.ts';
import {
  answerFileQuerySchema,
  draftContentSchema,
  draftSchema,
  type DraftWire,
  firmReportSchema,
  questionAnswerSchema,
  reportAnswerSchema,
  submissionQuerySchema,
  submissionRowSchema,
  type SubmissionRowWire,
  submissionSchema,
} from '../wire.ts';
import { formFile } from './read-submission.ts';
import {
  type DraftRecord,
  draftsMax,
  draftsOfFirm,
  findDraft,
  findSubmission,
  putDraft,
  removeDraft,
  type SubmissionRecord,
  submissionsOfFirm,
} from './store.ts';
import { checkFile, sendFile, type Sending } from './submit.ts';

/** A firm's file of a day; larger ones are split. */
export const submissionBytesMax = 16 * 1_048_576;

const idParams = z.strictObject({ id: z.string().max(60) });
const fileBody = { kind: 'bytes', bytesMax: submissionBytesMax } as const;
type Input<Params = unknown> = CallInput<Params, unknown, unknown>;

export function submissionCalls(deps: ReportingDeps): readonly CallDefinition[] {
  const ofDrafts = [...draftCalls(deps), ...draftChangeCalls(deps), ...draftSendingCalls(deps)];
  return [...sendingCalls(deps), ...lookingCalls(deps), ...ofDrafts, ...reportCalls(deps)];
}

function reporterOf({ reporter }: Input): CallReporter {
  assert(reporter !== undefined, 'the server finds the firm before it makes this call');
  return reporter;
}

async function firmOf(deps: ReportingDeps, input: Input): Promise<FirmRecord> {
  const firm = await findFirm(deps.db, reporterOf(input).firm);
  assert(firm !== null, 'a session or key belongs to a firm');
  return firm;
}

function sending(input: Input, firm: FirmRecord, given: Pick<Sending, 'way' | 'file' | 'draft'>): Sending {
  const { now, random } = input;
  return { firm: { id: firm.id, lei: firm.lei }, person: reporterOf(input).person, ...given, now, random };
}

async function answerSent(deps: ReportingDeps, given: Sending): Promise<CallAnswer> {
  const sent = await sendFile(deps, given);
  if (sent === null) return { kind: 'conflict', issues: [sentBefore] };
  const found = await findSubmission(deps.db, given.firm.id, sent.id);
  return found === null ? { kind: 'absent' } : answerJson(await wholeSubmission(deps, found));
}

const sentBefore: Issue = {
  path: 'draft',
  problem: 'This draft is not here any more.',
  remedy: 'Look among what was sent: a colleague may have been faster.',
};

function sendingCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/firm/checks',
      whoMay: 'firm',
      summary: 'Says what sending this file now would be answered; nothing is kept.',
      query: submissionQuerySchema,
      body: fileBody,
      answer: reportAnswerSchema,
      handle: async (input) => {
        const file = { ...input.query, bytes: input.body };
        return answerJson(await checkFile(deps, sending(input, await firmOf(deps, input), { way: 'upload', file, draft: null })));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/firm/submissions',
      whoMay: 'firm',
      summary: 'Sends a file of reports: good ones are taken and numbered, bad ones rejected with line, path and remedy.',
      query: submissionQuerySchema,
      body: fileBody,
      answer: submissionSchema,
      handle: async (input) => {
        const way = reporterOf(input).person === null ? 'program' : 'upload';
        return answerSent(
          deps,
          sending(input, await firmOf(deps, input), { way, file: { ...input.query, bytes: input.body }, draft: null }),
        );
      },
    }),
  ];
}

function lookingCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/firm/submissions',
      whoMay: 'firm',
      summary: 'What the firm has sent, the newest first.',
      answer: z.array(submissionRowSchema),
      handle: async (input) => {
        const rows = await submissionsOfFirm(deps.db, reporterOf(input).firm);
        const names = await personNames(
          deps.db,
          rows.flatMap(({ person_id }) => person_id ?? []),
        );
        return answerJson(rows.map((row) => submissionRow(row, names)));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/firm/submissions/:id',
      whoMay: 'firm',
      summary: 'One submission with its answer.',
      params: idParams,
      answer: submissionSchema,
      handle: async (input) => {
        const found = await findSubmission(deps.db, reporterOf(input).firm, input.params.id);
        return found === null ? { kind: 'absent' } : answerJson(await wholeSubmission(deps, found));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/firm/submissions/:id/answer',
      whoMay: 'firm',
      summary: 'The acknowledgement and rejections as a file: JSON for programs, CSV for a spreadsheet.',
      params: idParams,
      query: answerFileQuerySchema,
      handle: async (input) => {
        const found = await findSubmission(deps.db, reporterOf(input).firm, input.params.id);
        if (found === null) return { kind: 'absent' };
        const answer = { ...found.answer, answeredAt: found.sent_at };
        const isJson = input.query.as === 'json';
        const bytes = new TextEncoder().encode(isJson ? answerJsonText(answer) : answerCsvText(answer));
        const mediaType = isJson ? 'application/json' : 'text/csv; charset=utf-8';
        return { kind: 'bytes', mediaType, bytes, fileName: `answer-${found.id}.${input.query.as}` };
      },
    }),
  ];
}

function submissionRow(row: Omit<SubmissionRecord, 'answer'>, names: ReadonlyMap<string, string>): SubmissionRowWire {
  const { id, file_name: fileName, format, way, person_id, sent_at: sentAt, accepted, rejected } = row;
  return { id, fileName, format, way, sentBy: person_id === null ? null : (names.get(person_id) ?? person_id), sentAt, accepted, rejected };
}

async function wholeSubmission(deps: ReportingDeps, found: SubmissionRecord) {
  const names = await personNames(deps.db, found.person_id === null ? [] : [found.person_id]);
  return { ...submissionRow(found, names), answer: found.answer };
}

// --- drafts: a person's -----------------------------------------------------------------------------------------------

function draftCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/firm/drafts',
      whoMay: 'firm',
      summary: 'Forms that persons of the firm have begun, the newest first.',
      answer: z.array(draftSchema),
      handle: async (input) => {
        if (reporterOf(input).person === null) return { kind: 'absent' };
        return answerJson(await draftsShown(deps, await draftsOfFirm(deps.db, reporterOf(input).firm)));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/firm/drafts',
      whoMay: 'firm',
      summary: 'Begins a form.',
      body: { kind: 'json', schema: draftContentSchema },
      answer: draftSchema,
      handle: async (input) => {
        const { firm, person } = reporterOf(input);
        if (person === null) return { kind: 'absent' };
        if ((await draftsOfFirm(deps.db, firm)).length >= draftsMax) return { kind: 'issues', issues: [tooManyDrafts] };
        const draft = {
          id: newId('drf', input.now, input.random),
          firm_id: firm,
          content: input.body,
          updated_at: input.now,
          updated_by: person,
        };
        await deps.db.transaction().execute((tx) => putDraft(tx, draft));
        return answerJson((await draftsShown(deps, [draft]))[0]);
      },
    }),
  ];
}

function draftChangeCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'PUT',
      path: '/api/firm/drafts/:id',
      whoMay: 'firm',
      summary: 'Keeps a form as it is now.',
      params: idParams,
      body: { kind: 'json', schema: draftContentSchema },
      answer: draftSchema,
      handle: async (input) => {
        const { firm, person } = reporterOf(input);
        const former = person === null ? null : await findDraft(deps.db, firm, input.params.id);
        if (person === null || former === null) return { kind: 'absent' };
        const draft = { ...former, content: input.body, updated_at: input.now, updated_by: person };
        await deps.db.transaction().execute((tx) => putDraft(tx, draft));
        return answerJson((await draftsShown(deps, [draft]))[0]);
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/firm/drafts/:id',
      whoMay: 'firm',
      summary: 'Throws a form away.',
      params: idParams,
      answer: z.strictObject({}),
      handle: async (input) => {
        const { firm, person } = reporterOf(input);
        if (person === null) return { kind: 'absent' };
        const isRemoved = await deps.db.transaction().execute((tx) => removeDraft(tx, firm, input.params.id));
        return isRemoved ? answerJson({}) : { kind: 'absent' };
      },
    }),
  ];
}

function draftSendingCalls(deps: ReportingDeps): readonly CallDefinition[] {
  const ofDraft = async (input: Input<{ id: string }>): Promise<Sending | null> => {
    const { person } = reporterOf(input);
    const firm = await firmOf(deps, input);
    const draft = person === null ? null : await findDraft(deps.db, firm.id, input.params.id);
    if (draft === null || person === null) return null;
    const name = (await personNames(deps.db, [person])).get(person) ?? person;
    const file = formFile(draft.content, { firm, person: name, now: input.now });
    return sending(input, firm, { way: 'form', file, draft: draft.id });
  };
  return [
    defineCall({
      method: 'POST',
      path: '/api/firm/drafts/:id/checks',
      whoMay: 'firm',
      summary: 'Says what sending this form now would be answered; nothing is kept.',
      params: idParams,
      answer: reportAnswerSchema,
      handle: async (input) => {
        const given = await ofDraft(input);
        return given === null ? { kind: 'absent' } : answerJson(await checkFile(deps, given));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/firm/drafts/:id/sending',
      whoMay: 'firm',
      summary: 'Sends the form; where it is taken, the draft ends.',
      params: idParams,
      answer: submissionSchema,
      handle: async (input) => {
        const given = await ofDraft(input);
        return given === null ? { kind: 'absent' } : answerSent(deps, given);
      },
    }),
  ];
}

const tooManyDrafts: Issue = {
  path: 'drafts',
  problem: `The firm has ${draftsMax} forms that were begun and not sent.`,
  remedy: 'Send or throw away some of them first.',
};

async function draftsShown(deps: ReportingDeps, drafts: readonly DraftRecord[]): Promise<DraftWire[]> {
  const names = await personNames(
    deps.db,
    drafts.map(({ updated_by }) => updated_by),
  );
  return drafts.map(({ id, updated_at: updatedAt, updated_by, content }) => {
    return { id, updatedAt, updatedBy: names.get(updated_by) ?? updated_by, content };
  });
}

// --- what became of it -------------------------------------------------------------------------------------------------

function reportCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/firm/reports',
      whoMay: 'firm',
      summary: "The firm's reports with number, questions and feedback; nothing of who reads them.",
      answer: z.array(firmReportSchema),
      handle: async (input) => answerJson(await reportsOfFirm(deps.db, reporterOf(input).firm)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/firm/questions/:id/answer',
      whoMay: 'firm',
      summary: 'Answers a question about a report.',
      params: idParams,
      body: { kind: 'json', schema: questionAnswerSchema },
      answer: z.strictObject({}),
      handle: async (input) => {
        const { firm, person } = reporterOf(input);
        const given = { id: input.params.id, text: input.body.text, firm, person, now: input.now };
        const outcome = await answerFirmQuestion(deps, given);
        return outcome.kind === 'done' ? answerJson({}) : outcome;
      },
    }),
  ];
}
