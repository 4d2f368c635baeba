// SPDX-License-Identifier: Apache-2.0
/** The calls of consents, disclosures, recalls, new uses and notices of breaches. Each answers the matter as the calling officer sees it afterwards. */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { reachAnswerSchema } from '../agreements/index.ts';
import type { BundleDeps } from '../exchange/index.ts';
import { bundleOrderSchema } from '../exchange/wire.ts';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../kernel/index.ts';
import { takeNote } from './breaches/tell-breach.ts';
import { proposalsFor, recordsToGive } from '../records/index.ts';
import { minimisationProposalSchema } from '../records/wire.ts';
import { answerConsent } from './answer-consent.ts';
import { answerRecall } from './recalls/answer-recall.ts';
import { approveStep, returnStep } from './approve-step.ts';
import { askConsent, judgePassingOn } from './ask-consent.ts';
import { prepareDisclosure } from './disclose.ts';
import { exportMatter, orderedMatterBundle } from './evidence/export-matter.ts';
import { matterDetail, matterRows } from './matter-detail.ts';
import type { OnwardDeps, Outcome } from './onward-deps.ts';
import { reachOfRecord } from './new-uses/reach-of-record.ts';
import { sendAgain } from './send-again.ts';
import { newUseCalls } from './new-uses/http.ts';
import { recallToBe, startRecall } from './recalls/start-recall.ts';
import {
  answerConsentSchema,
  answerRecallSchema,
  approveMatterStepSchema,
  askConsentSchema,
  discloseSchema,
  matterDetailSchema,
  matterListQuerySchema,
  matterRowSchema,
  minimisationQuestionSchema,
  passOnAnswerSchema,
  passOnQuestionSchema,
  recallPartSchema,
  recallQuestionSchema,
  reachOfRecordSchema,
  returnMatterStepSchema,
  startRecallSchema,
} from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const preparers = ['preparer'];
const answerers = ['preparer', 'records-keeper'];
const approvers = ['approver'];
const idParams = z.strictObject({ id: z.string().max(60) });

export function onwardCalls(deps: OnwardDeps, bundle: BundleDeps): readonly CallDefinition[] {
  return [
    ...readingCalls(deps),
    reachCall(deps),
    ...bundleCalls(deps, bundle),
    ...consentCalls(deps),
    ...givingCalls(deps),
    ...newUseCalls(deps, answerOutcome),
    noteBreachCall(deps),
    ...approvalCalls(deps),
  ];
}

function readingCalls(deps: OnwardDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/onward/matters',
      whoMay: readers,
      summary: 'Consents, disclosures, recalls, new uses and notices of breaches, the nearest deadline first.',
      query: matterListQuerySchema,
      answer: z.strictObject({ rows: z.array(matterRowSchema) }),
      handle: async ({ query, now }) => answerJson({ rows: await matterRows(deps.database, deps, { ...query, now }) }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/onward/matters/:id',
      whoMay: readers,
      summary: 'One of them with its way, who holds what, its timeline, and what you may do next.',
      params: idParams,
      answer: matterDetailSchema,
      handle: async (input) => answerMatter(deps, input.params.id, input),
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/question',
      whoMay: answerers,
      summary: 'Whether a record may be given to a recipient for a purpose: its conditions and the agreement. Nothing is saved.',
      body: { kind: 'json', schema: passOnQuestionSchema },
      answer: passOnAnswerSchema,
      handle: async ({ body, now }) => {
        const judged = await judgePassingOn(deps.database, deps, body, now);
        return judged === null ? { kind: 'absent' } : answerJson(judged);
      },
    }),
  ];
}

function reachCall(deps: OnwardDeps): CallDefinition {
  return defineCall({
    method: 'POST',
    path: '/api/onward/reach',
    whoMay: answerers,
    summary: 'Everywhere a record could lawfully go from here for a purpose, by how many consents of its originator. Nothing is saved.',
    body: { kind: 'json', schema: reachOfRecordSchema },
    answer: reachAnswerSchema,
    handle: async ({ body, now }) => {
      const reach = await reachOfRecord(deps, body, now);
      return reach === null ? { kind: 'absent' } : answerJson(reach);
    },
  });
}

function noteBreachCall(deps: OnwardDeps): CallDefinition {
  return defineCall({
    method: 'POST',
    path: '/api/onward/matters/:id/note',
    whoMay: answerers,
    summary: 'Takes note of the notice of a breach of data that we gave; it no longer waits for this authority.',
    params: idParams,
    answer: matterDetailSchema,
    handle: async (input) => {
      const { officer, now, params } = input;
      assert(officer !== null, 'the server finds the officer before it makes this call');
      return answerOutcome(deps, input, await takeNote(deps, { matter: params.id, officer: officer.id, now }));
    },
  });
}

function bundleCalls(deps: OnwardDeps, bundle: BundleDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/onward/matters/:id/bundle-orders/:subject',
      whoMay: readers,
      summary: 'A bundle of a matter that waits for approval, or was approved: for whom, to what end, and what is withheld and why.',
      params: z.strictObject({ id: z.string().max(60), subject: z.string().max(100) }),
      answer: bundleOrderSchema,
      handle: async ({ params, now }) => {
        const order = await orderedMatterBundle(deps, { matter: params.id, subject: params.subject, now });
        return order === null ? { kind: 'absent' } : answerJson(order);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/matters/:id/bundle',
      whoMay: readers,
      summary: 'The evidence bundle of a consent, a disclosure or a recall, to be checked offline by `comity verify`.',
      params: idParams,
      body: { kind: 'json', schema: bundleOrderSchema },
      handle: async (input) => {
        const exported = await exportMatter(deps, bundle, { matter: input.params.id, order: input.body, ...by(input) });
        if (exported.kind !== 'exported') return exported;
        return { kind: 'bytes', mediaType: 'application/zip', bytes: exported.bytes, fileName: `matter-${input.params.id}.zip` };
      },
    }),
  ];
}

function consentCalls(deps: OnwardDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/onward/consents',
      whoMay: preparers,
      summary: 'Asks the originator whether a received record may be passed on.',
      body: { kind: 'json', schema: askConsentSchema },
      answer: matterDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await askConsent(deps, { ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/consents/:id/answer',
      whoMay: answerers,
      needsFreshProof: true,
      summary: 'Grants, limits or denies that a record of ours is passed on.',
      params: idParams,
      body: { kind: 'json', schema: answerConsentSchema },
      answer: matterDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await answerConsent(deps, { matter: input.params.id, ...by(input) }, input.body)),
    }),
  ];
}

function givingCalls(deps: OnwardDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/onward/minimisation',
      whoMay: preparers,
      summary: 'Which fields of records a purpose does not need, each with the reason. Nothing is saved, no value is told.',
      body: { kind: 'json', schema: minimisationQuestionSchema },
      answer: z.array(minimisationProposalSchema),
      handle: async ({ body, now }) => {
        const { recipient: to, purpose } = body;
        const found = await recordsToGive(deps.database, body.recordIds, { to, purpose, now }, deps);
        return answerJson(proposalsFor(found, { purpose, asked: [] }));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/disclosures',
      whoMay: preparers,
      summary: 'Gives records unasked, own ones and received ones that may be passed on.',
      body: { kind: 'json', schema: discloseSchema },
      answer: matterDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await prepareDisclosure(deps, { ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/recalls',
      whoMay: answerers,
      needsFreshProof: true,
      summary: 'Recalls a record of ours from everyone to whom it was given: a correction or a withdrawal.',
      body: { kind: 'json', schema: startRecallSchema },
      answer: matterDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await startRecall(deps, { ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/recalls/question',
      whoMay: answerers,
      summary:
        'What a recall of our record would say to whom: who gets a correction whole, and who without which fields. Nothing is saved.',
      body: { kind: 'json', schema: recallQuestionSchema },
      answer: z.array(recallPartSchema),
      handle: async ({ body, now }) => {
        const parts = await recallToBe(deps, { ...body, now });
        return Array.isArray(parts) ? answerJson(parts) : parts;
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/recalls/:id/answer',
      whoMay: answerers,
      summary: 'Carries a recall out on what we hold, or keeps it on a ground that the agreement accepts.',
      params: idParams,
      body: { kind: 'json', schema: answerRecallSchema },
      answer: matterDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await answerRecall(deps, { matter: input.params.id, ...by(input) }, input.body)),
    }),
  ];
}

function approvalCalls(deps: OnwardDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/onward/dispatches/:digest/again',
      whoMay: preparers,
      summary: 'Sends again what was given up, as a new dispatch; answers the matter that it now belongs to.',
      params: z.strictObject({ digest: z.string().max(80) }),
      answer: matterDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await sendAgain(deps, { dispatch: input.params.digest, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/steps/:id/approval',
      whoMay: approvers,
      summary: 'Approves exactly this step; with the last approval needed it is sent.',
      params: idParams,
      body: { kind: 'json', schema: approveMatterStepSchema },
      answer: matterDetailSchema,
      handle: async (input) =>
        answerOutcome(deps, input, await approveStep(deps, { stepId: input.params.id, ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/onward/steps/:id/return',
      whoMay: approvers,
      summary: 'Returns a step to its preparer with a reason.',
      params: idParams,
      body: { kind: 'json', schema: returnMatterStepSchema },
      answer: matterDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await returnStep(deps, { stepId: input.params.id, ...input.body, ...by(input) })),
    }),
  ];
}

type AnyInput = Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>;

async function answerOutcome(deps: OnwardDeps, input: AnyInput, outcome: Outcome): Promise<CallAnswer> {
  return outcome.kind === 'done' ? answerMatter(deps, outcome.matter, input) : outcome;
}

async function answerMatter(deps: OnwardDeps, matter: string, input: AnyInput): Promise<CallAnswer> {
  const { officer, now } = by(input);
  const viewer = { id: officer, roles: input.officer?.roles ?? [] };
  const detail = await matterDetail(deps.database, deps, { matter, viewer, now });
  return detail === null ? { kind: 'absent' } : answerJson(detail);
}

function by(input: AnyInput): { readonly officer: string; readonly now: AnyInput['now'] } {
  if (input.officer === null) throw new Error('the server lets no one make this call without a session');
  return { officer: input.officer.id, now: input.now };
}
