// SPDX-License-Identifier: Apache-2.0
/** The calls of cases. Each answers the case as the calling officer sees it afterwards. */
import { z } from 'zod';
import { verdictSchema } from '../agreements/wire.ts';
import type { BundleDeps } from '../exchange/index.ts';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../kernel/index.ts';
import { approveStep, returnStep } from './steps/approve-step.ts';
import { attachmentCalls } from './attachments/http.ts';
import type { AssistanceDeps, Outcome } from './assistance-deps.ts';
import { caseDetail } from './cases/case-detail.ts';
import { caseRows } from './cases/case-row.ts';
import type { StepBody } from './steps/dispatch-bodies.ts';
import { editDraft, openDraft, submitDraft, verdictOnDraft } from './cases/drafts.ts';
import { bundlePlaces, exportBundle } from './evidence/export-bundle.ts';
import { orderedBundle, previewBundle } from './evidence/preview-bundle.ts';
import { prepareReply, prepareStep } from './steps/prepare-step.ts';
import { printCase } from './printing/print-case.ts';
import { sendAgain } from './outcomes/send-again.ts';
import {
  acknowledgeSchema,
  answerBackSchema,
  approveSchema,
  askBackSchema,
  bundleOrderSchema,
  bundlePlacesSchema,
  bundlePreviewSchema,
  caseDetailSchema,
  changeConfidentialitySchema,
  letLapseSchema,
  postponeSchema,
  reportImpossibleSchema,
  reportUseSchema,
  tellDelaySchema,
  caseListQuerySchema,
  caseRowSchema,
  refuseSchema,
  replyDraftSchema,
  requestDraftSchema,
  returnStepSchema,
  verdictQuestionSchema,
  withdrawSchema,
} from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const preparers = ['preparer'];
const answerers = ['preparer', 'records-keeper'];
const approvers = ['approver'];
const idParams = z.strictObject({ id: z.string().max(60) });

export function assistanceCalls(deps: AssistanceDeps, bundle: BundleDeps): readonly CallDefinition[] {
  return [
    ...readingCalls(deps),
    ...bundleCalls(deps, bundle),
    ...draftCalls(deps),
    ...stepCalls(deps),
    ...approvalCalls(deps),
    ...attachmentCalls(deps),
  ];
}

function readingCalls(deps: AssistanceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/assistance/cases',
      whoMay: readers,
      summary: 'Cases of one box, the nearest deadline first.',
      query: caseListQuerySchema,
      answer: z.strictObject({ rows: z.array(caseRowSchema) }),
      handle: async ({ query, now }) => answerJson({ rows: await caseRows(deps.database, deps, { ...query, now }) }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/assistance/cases/:id',
      whoMay: readers,
      summary: 'One case with its deadlines, steps and timeline, and what you may do next.',
      params: idParams,
      answer: caseDetailSchema,
      handle: async (input) => {
        await noteOpened(deps, input.params.id, input);
        return answerCase(deps, input.params.id, input);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/assistance/cases/:id/paper',
      whoMay: readers,
      summary: 'The case as a PDF to print: what was asked, what followed, and the dispatch of each step.',
      params: idParams,
      handle: async (input) => {
        const viewer = { id: officerOf(input), roles: input.officer?.roles ?? [] };
        const bytes = await printCase(deps, { caseId: input.params.id, viewer, now: input.now });
        if (bytes === null) return { kind: 'absent' };
        return { kind: 'bytes', mediaType: 'application/pdf', bytes, fileName: `case-${input.params.id}.pdf` };
      },
    }),
  ];
}

function bundleCalls(deps: AssistanceDeps, bundle: BundleDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/assistance/cases/:id/bundle-places',
      whoMay: readers,
      summary: 'The places of the bodies in the evidence bundle of a case that can be withheld; no value of any.',
      params: idParams,
      answer: bundlePlacesSchema,
      handle: async (input) => {
        const places = await bundlePlaces(deps, bundle, input.params.id);
        return places === null ? { kind: 'absent' } : answerJson(places);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/assistance/cases/:id/bundle-preview',
      whoMay: readers,
      summary: 'What the recipient of such a bundle would see, and what its certificate would state. Nothing is written down.',
      params: idParams,
      body: { kind: 'json', schema: bundleOrderSchema },
      answer: bundlePreviewSchema,
      handle: async (input) => {
        const { body: order, now } = input;
        const seen = await previewBundle(deps, bundle, { caseId: input.params.id, order, officer: officerOf(input), now });
        return seen.kind === 'preview' ? answerJson(seen.preview) : seen;
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/assistance/cases/:id/bundle-orders/:subject',
      whoMay: readers,
      summary: 'A bundle that waits for approval, or was approved: for whom, to what end, and what is withheld and why.',
      params: z.strictObject({ id: z.string().max(60), subject: z.string().max(100) }),
      answer: bundleOrderSchema,
      handle: async ({ params, now }) => {
        const order = await orderedBundle(deps, { caseId: params.id, subject: params.subject, now });
        return order === null ? { kind: 'absent' } : answerJson(order);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/assistance/cases/:id/bundle',
      whoMay: readers,
      summary: 'The evidence bundle of a case, whole or with parts withheld, to be checked offline by `comity verify`.',
      params: idParams,
      body: { kind: 'json', schema: bundleOrderSchema },
      handle: async (input) => {
        const { body: order, now } = input;
        const exported = await exportBundle(deps, bundle, { caseId: input.params.id, order, officer: officerOf(input), now });
        if (exported.kind !== 'exported') return exported;
        return { kind: 'bytes', mediaType: 'application/zip', bytes: exported.bytes, fileName: `case-${input.params.id}.zip` };
      },
    }),
  ];
}

function draftCalls(deps: AssistanceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/assistance/verdict',
      whoMay: preparers,
      summary: 'What the agreements in force say of a request as it stands; nothing is saved.',
      body: { kind: 'json', schema: verdictQuestionSchema },
      answer: verdictSchema,
      handle: async ({ body, now }) => answerJson(await verdictOnDraft(deps.database, deps, body.draft, now)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/assistance/drafts',
      whoMay: preparers,
      summary: 'Opens a case with the draft of a request.',
      body: { kind: 'json', schema: requestDraftSchema },
      answer: caseDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await openDraft(deps, input.body, officerOf(input), input.now)),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/assistance/drafts/:id',
      whoMay: preparers,
      summary: 'Changes a draft; approvals given before are void.',
      params: idParams,
      body: { kind: 'json', schema: requestDraftSchema },
      answer: caseDetailSchema,
      handle: async (input) =>
        answerOutcome(
          deps,
          input,
          await editDraft(deps, { caseId: input.params.id, draft: input.body, officer: officerOf(input), now: input.now }),
        ),
    }),
    defineCall({
      method: 'POST',
      path: '/api/assistance/cases/:id/submission',
      whoMay: preparers,
      summary: 'Submits the draft for approval.',
      params: idParams,
      answer: caseDetailSchema,
      handle: async (input) =>
        answerOutcome(deps, input, await submitDraft(deps, { caseId: input.params.id, officer: officerOf(input), now: input.now })),
    }),
  ];
}

function stepCalls(deps: AssistanceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/assistance/dispatches/:digest/again',
      whoMay: answerers,
      summary: 'Prepares again, as a new step or a new case, what a dispatch that was not delivered would have brought.',
      params: z.strictObject({ digest: z.string().max(80) }),
      answer: caseDetailSchema,
      handle: async (input) => {
        const { officer, roles, now } = { officer: officerOf(input), roles: input.officer?.roles ?? [], now: input.now };
        return answerOutcome(deps, input, await sendAgain(deps, { dispatch: input.params.digest, officer, roles, now }));
      },
    }),
    stepCall(deps, 'acknowledgement', answerers, 'Acknowledges a request.', acknowledgeSchema, (requestId, body) => ({
      kind: 'acknowledgement',
      body: { requestId, ...body },
    })),
    stepCall(deps, 'questions', answerers, 'Asks the requesting authority back.', askBackSchema, (requestId, body) => ({
      kind: 'question',
      body: { requestId, ...body },
    })),
    stepCall(deps, 'answers', preparers, 'Answers a question of the requested authority.', answerBackSchema, (requestId, body) => ({
      kind: 'answer',
      body: { requestId, ...body },
    })),
    stepCall(deps, 'refusal', answerers, 'Refuses a request on a ground that the agreement allows.', refuseSchema, (requestId, body) => ({
      kind: 'refusal',
      body: { requestId, ...body },
    })),
    ...lateCalls(deps),
    ...afterCalls(deps),
    stepCall(deps, 'withdrawal', preparers, 'Withdraws a request.', withdrawSchema, (requestId, body) => ({
      kind: 'withdrawal',
      body: { requestId, ...body },
    })),
    defineCall({
      method: 'POST',
      path: '/api/assistance/cases/:id/replies',
      whoMay: answerers,
      summary: 'Prepares a reply with chosen records, each with its conditions.',
      params: idParams,
      body: { kind: 'json', schema: replyDraftSchema },
      answer: caseDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await prepareReply(deps, preparationOf(input), input.body)),
    }),
  ];
}

/** What the requested authority says where it cannot answer as asked. */
function lateCalls(deps: AssistanceDeps): CallDefinition[] {
  return [
    stepCall(deps, 'delay', answerers, 'Tells that the answer is late, why, and when it comes.', tellDelaySchema, (requestId, body) => ({
      kind: 'delay-notice',
      body: { requestId, ...body },
    })),
    stepCall(
      deps,
      'postponement',
      answerers,
      'Postpones a request on a ground that the agreement allows.',
      postponeSchema,
      (requestId, body) => ({
        kind: 'postponement',
        body: { requestId, ...body },
      }),
    ),
    stepCall(
      deps,
      'impossibility',
      answerers,
      'Tells that a request cannot be carried out.',
      reportImpossibleSchema,
      (requestId, body) => ({
        kind: 'impossibility',
        body: { requestId, ...body },
      }),
    ),
    stepCall(
      deps,
      'lapse',
      answerers,
      'Lets a request lapse whose question stayed open past the day it named.',
      letLapseSchema,
      (requestId, body) => ({
        kind: 'lapse',
        body: { requestId, ...body },
      }),
    ),
  ];
}

/** What the requesting authority tells beside its request and after the answer. */
function afterCalls(deps: AssistanceDeps): CallDefinition[] {
  return [
    stepCall(
      deps,
      'confidentiality',
      preparers,
      'Tells whether the investigation is confidential.',
      changeConfidentialitySchema,
      (requestId, body) => ({
        kind: 'confidentiality-change',
        body: { requestId, ...body },
      }),
    ),
    stepCall(
      deps,
      'use-reports',
      preparers,
      'Tells what came of the answer; the last report closes the case.',
      reportUseSchema,
      (requestId, body) => ({
        kind: 'feedback',
        body: { requestId, ...body },
      }),
    ),
  ];
}

function stepCall<Schema extends z.ZodType>(
  deps: AssistanceDeps,
  name: string,
  whoMay: readonly string[],
  summary: string,
  schema: Schema,
  make: (requestId: string, body: z.output<Schema>) => StepBody,
): CallDefinition {
  return defineCall({
    method: 'POST',
    path: `/api/assistance/cases/:id/${name}`,
    whoMay,
    summary,
    params: idParams,
    body: { kind: 'json' as const, schema },
    answer: caseDetailSchema,
    handle: async (input) =>
      answerOutcome(
        deps,
        input,
        await prepareStep(deps, preparationOf(input), (requestId) => make(requestId, input.body as z.output<Schema>)),
      ),
  });
}

function approvalCalls(deps: AssistanceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/assistance/steps/:id/approval',
      whoMay: approvers,
      summary: 'Approves exactly this step; with the last approval needed it is sent.',
      params: idParams,
      body: { kind: 'json', schema: approveSchema },
      answer: caseDetailSchema,
      handle: async (input) =>
        answerOutcome(
          deps,
          input,
          await approveStep(deps, { stepId: input.params.id, ...input.body, officer: officerOf(input), now: input.now }),
        ),
    }),
    defineCall({
      method: 'POST',
      path: '/api/assistance/steps/:id/return',
      whoMay: approvers,
      summary: 'Returns a step to its preparer with a reason.',
      params: idParams,
      body: { kind: 'json', schema: returnStepSchema },
      answer: caseDetailSchema,
      handle: async (input) =>
        answerOutcome(
          deps,
          input,
          await returnStep(deps, { stepId: input.params.id, ...input.body, officer: officerOf(input), now: input.now }),
        ),
    }),
  ];
}

type AnyInput = Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>;

async function answerOutcome(deps: AssistanceDeps, input: AnyInput, outcome: Outcome): Promise<CallAnswer> {
  if (outcome.kind === 'done') return answerCase(deps, outcome.caseId, input);
  return outcome;
}

async function answerCase(deps: AssistanceDeps, caseId: string, input: AnyInput): Promise<CallAnswer> {
  const viewer = { id: officerOf(input), roles: input.officer?.roles ?? [] };
  const detail = await caseDetail(deps.database, deps, { caseId, viewer, now: input.now });
  return detail === null ? { kind: 'absent' } : answerJson(detail);
}

/** An auditor who looks has not taken the case up. */
async function noteOpened(deps: AssistanceDeps, caseId: string, input: AnyInput): Promise<void> {
  const takesUp = input.officer?.roles.some((role) => role === 'preparer' || role === 'approver' || role === 'records-keeper') ?? false;
  if (takesUp) await deps.opened(caseId, officerOf(input));
}

function preparationOf(input: AnyInput & { readonly params: { readonly id: string } }) {
  return { caseId: input.params.id, officer: officerOf(input), roles: input.officer?.roles ?? [], now: input.now };
}

function officerOf(input: AnyInput): string {
  if (input.officer === null) throw new Error('the server lets no one make this call without a session');
  return input.officer.id;
}
