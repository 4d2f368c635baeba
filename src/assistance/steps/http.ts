// SPDX-License-Identifier: Apache-2.0
/** The calls that make a step of a case: what each side sends after the request. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { answerOutcome, officerOf, preparationOf } from '../cases/answer-case.ts';
import { sendAgain } from '../outcomes/send-again.ts';
import {
  acknowledgeSchema,
  answerBackSchema,
  askBackSchema,
  caseDetailSchema,
  changeConfidentialitySchema,
  commentOnDraftSchema,
  cureSchema,
  letLapseSchema,
  postponeSchema,
  rebutSchema,
  refuseSchema,
  reopenSchema,
  replyDraftSchema,
  shareDraftSchema,
  replyMinimisationSchema,
  reportImpossibleSchema,
  reportUseSchema,
  tellDelaySchema,
  upholdSchema,
  withdrawSchema,
} from '../wire.ts';
import { shareDraft } from '../shared-drafts/share-draft.ts';
import type { StepBody } from './dispatch-bodies.ts';
import { prepareAfterRefusal, prepareReply, prepareStep } from './prepare-step.ts';
import { proposeForReply } from './minimise-reply.ts';
import { minimisationProposalSchema } from '../../records/wire.ts';

const preparers = ['preparer'];
const answerers = ['preparer', 'records-keeper'];
const idParams = z.strictObject({ id: z.string().max(60) });

export function stepCalls(deps: AssistanceDeps): CallDefinition[] {
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
    ...draftCalls(deps),
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
    ...afterRefusalCalls(deps),
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
      handle: async (input) => answerOutcome(deps, input, await prepareReply(deps, preparationOf(input), input.body, [])),
    }),
    minimisationCall(deps),
  ];
}

/** What goes before a request: its draft, shown and commented on. */
function draftCalls(deps: AssistanceDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/assistance/cases/:id/shared-draft',
      whoMay: preparers,
      summary: 'Shows the draft of a request to the authority that it asks, before it is made: no request, and nothing of it is used.',
      params: idParams,
      body: { kind: 'json', schema: shareDraftSchema },
      answer: caseDetailSchema,
      handle: async (input) => answerOutcome(deps, input, await shareDraft(deps, preparationOf(input), input.body)),
    }),
    stepCall(
      deps,
      'draft-comments',
      answerers,
      'Says what the draft lacks that another authority has shown.',
      commentOnDraftSchema,
      (requestId, body) => ({
        kind: 'draft-comments',
        body: { requestId, ...body },
      }),
    ),
  ];
}

function minimisationCall(deps: AssistanceDeps): CallDefinition {
  return defineCall({
    method: 'POST',
    path: '/api/assistance/cases/:id/minimisation',
    whoMay: answerers,
    summary: 'Which fields of records the request and its purpose do not need, each with the reason. Nothing is saved, no value is told.',
    params: idParams,
    body: { kind: 'json', schema: replyMinimisationSchema },
    answer: z.array(minimisationProposalSchema),
    handle: async ({ params, body, now }) => {
      const proposed = await proposeForReply(deps.database, deps, { caseId: params.id, recordIds: body.recordIds, now });
      return proposed === null ? { kind: 'absent' } : answerJson(proposed);
    },
  });
}

/** What the requesting authority does against a refusal, and what the other answers to it; the ground is that of the refusal. */
function afterRefusalCalls(deps: AssistanceDeps): CallDefinition[] {
  const call = (
    kind: 'rebuttal' | 'cure' | 'reopening' | 'upholding',
    whoMay: readonly string[],
    summary: string,
    schema: typeof rebutSchema | typeof cureSchema | typeof reopenSchema | typeof upholdSchema,
  ) =>
    defineCall({
      method: 'POST',
      path: `/api/assistance/cases/:id/${kind}`,
      whoMay,
      summary,
      params: idParams,
      body: { kind: 'json' as const, schema },
      answer: caseDetailSchema,
      handle: async (input) => {
        const { attachments = [], ...says } = input.body as { readonly attachments?: readonly string[] };
        return answerOutcome(deps, input, await prepareAfterRefusal(deps, preparationOf(input), { kind, says, files: attachments }));
      },
    });
  return [
    call('rebuttal', preparers, 'Contests a refusal with reasons and facts, where the agreement lets its ground be rebutted.', rebutSchema),
    call('cure', preparers, 'Supplies what a refused request lacked, where the agreement lets it be cured.', cureSchema),
    call('reopening', answerers, 'Takes up again a request that was refused.', reopenSchema),
    call('upholding', answerers, 'Upholds a refusal that was contested, with reasons.', upholdSchema),
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
