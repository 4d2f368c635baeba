// SPDX-License-Identifier: Apache-2.0
/** The calls of cases. Each answers the case as the calling officer sees it afterwards. */
import { z } from 'zod';
import { verdictSchema } from '../agreements/wire.ts';
import type { BundleDeps } from '../exchange/index.ts';
import { answerJson, type CallDefinition, defineCall } from '../kernel/index.ts';
import { approveStep, returnStep } from './steps/approve-step.ts';
import { attachmentCalls } from './attachments/http.ts';
import type { AssistanceDeps } from './assistance-deps.ts';
import { type AnyInput, answerCase, answerOutcome, officerOf } from './cases/answer-case.ts';
import { draftVersionCalls } from './draft-versions/http.ts';
import { caseRows } from './cases/case-row.ts';
import { checkDraft } from './cases/check-draft.ts';
import { editDraft, namedProceedings, openDraft, submitDraft, verdictOnDraft } from './cases/drafts.ts';
import { bundlePlaces, exportBundle } from './evidence/export-bundle.ts';
import { orderedBundle, previewBundle } from './evidence/preview-bundle.ts';
import { messageCalls } from './iso20022/http.ts';
import { oralRequestCalls } from './oral-requests/http.ts';
import { stepCalls } from './steps/http.ts';
import { printCase } from './printing/print-case.ts';
import {
  approveSchema,
  bundleOrderSchema,
  bundlePlacesSchema,
  bundlePreviewSchema,
  caseDetailSchema,
  draftCheckSchema,
  caseListQuerySchema,
  caseRowSchema,
  requestDraftSchema,
  returnStepSchema,
  verdictQuestionSchema,
} from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const preparers = ['preparer'];
const approvers = ['approver'];
const idParams = z.strictObject({ id: z.string().max(60) });

export function assistanceCalls(deps: AssistanceDeps, bundle: BundleDeps): readonly CallDefinition[] {
  return [
    ...readingCalls(deps),
    ...draftVersionCalls(deps, readers),
    ...bundleCalls(deps, bundle),
    ...draftCalls(deps),
    ...stepCalls(deps),
    ...approvalCalls(deps),
    ...attachmentCalls(deps),
    ...messageCalls(deps, readers),
    ...oralRequestCalls(deps, readers),
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
      path: '/api/assistance/draft-check',
      whoMay: preparers,
      summary: 'What commonly gets such a request sent back; nothing is saved, and nothing of it refuses.',
      body: { kind: 'json', schema: verdictQuestionSchema },
      answer: draftCheckSchema,
      handle: async ({ body }) => answerJson({ findings: checkDraft(body.draft, await namedProceedings(deps, body.draft)) }),
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

/** An auditor who looks has not taken the case up. */
async function noteOpened(deps: AssistanceDeps, caseId: string, input: AnyInput): Promise<void> {
  const takesUp = input.officer?.roles.some((role) => role === 'preparer' || role === 'approver' || role === 'records-keeper') ?? false;
  if (takesUp) await deps.opened(caseId, officerOf(input));
}
