// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of negotiations. Each answers the negotiation as the calling officer sees it afterwards.
 *
 * Drafting, answering and preparing a signature is for preparers and administrators; signing is for approvers with a mandate.
 */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall } from '../kernel/index.ts';
import { calendarCalls } from './calendars/http.ts';
import { beginDraft, keepDraft, sendDraft, templates } from './drafting.ts';
import { endMandateNow, mandateRows, recordMandate } from './mandates.ts';
import type { NegotiationDeps, Outcome } from './negotiation-deps.ts';
import { lifeDetail, negotiationDetail, negotiationRows } from './negotiation-view.ts';
import { readingCalls } from './reading/http.ts';
import { approveWaiting, prepareDeclaration, prepareSigning, returnWaiting } from './signing.ts';
import { answerMotion, bindPaper, type PlainContent, resend, takeStep } from './take-step.ts';
import {
  beginNegotiationSchema,
  checkSchema,
  commentSchema,
  declarationSchema,
  draftTextSchema,
  endSchema,
  mandateRowSchema,
  motionAnswerSchema,
  negotiationDetailSchema,
  negotiationLimits,
  negotiationRowSchema,
  newMandateSchema,
  onVersionSchema,
  paperForms,
  returnWaitingSchema,
  sendDraftSchema,
  signatoryApprovalSchema,
  templateRowSchema,
  voteSchema,
} from './wire.ts';

const readers = ['preparer', 'approver', 'administrator', 'auditor'];
const drafters = ['preparer', 'administrator'];
const signatories = ['approver'];
const administrators = ['administrator'];
const idParams = z.strictObject({ id: z.string().max(60) });
const answer = negotiationDetailSchema;

export function negotiationCalls(deps: NegotiationDeps): readonly CallDefinition[] {
  return [
    ...listCalls(deps),
    ...readingCalls(deps),
    ...draftingCalls(deps),
    ...stepCalls(deps),
    ...paperCalls(deps),
    ...motionCalls(deps),
    ...signingCalls(deps),
    ...mandateCalls(deps),
    ...calendarCalls(deps),
  ];
}

function listCalls(deps: NegotiationDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/negotiations',
      whoMay: readers,
      summary: 'Negotiations and lives of agreements; what waits for this authority first, then the latest.',
      answer: z.array(negotiationRowSchema),
      handle: async () => answerJson(await negotiationRows(deps.database, deps)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/negotiations/templates',
      whoMay: drafters,
      summary: 'The patterns from which a draft can begin.',
      answer: z.array(templateRowSchema),
      handle: async () => answerJson(templates.map(({ name, title, options }) => ({ name, title, options: [...options] }))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/negotiations/:id',
      whoMay: readers,
      summary: 'One negotiation with its versions, comments, signatures and what may be done next.',
      params: idParams,
      answer,
      handle: async (input) => answerNegotiation(deps, input.params.id, input),
    }),
    defineCall({
      method: 'GET',
      path: '/api/negotiations/lives/:digest',
      whoMay: readers,
      summary: 'The life of an agreement that all parties have signed: what they declared about it, and what may be declared next.',
      params: z.strictObject({ digest: z.string().max(80) }),
      answer,
      handle: async (input) => {
        const { officer, now } = by(input);
        const viewer = { id: officer, roles: input.officer?.roles ?? [] };
        const detail = await lifeDetail(deps.database, deps, { terms: input.params.digest, viewer, now });
        return detail === null ? { kind: 'absent' } : answerJson(detail);
      },
    }),
  ];
}

function draftingCalls(deps: NegotiationDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/negotiations',
      whoMay: drafters,
      summary: 'Begins a draft from a template, a text, or an agreement that is held here; nobody else sees it.',
      body: { kind: 'json', schema: beginNegotiationSchema },
      answer,
      handle: async (input) => answerOutcome(deps, input, await beginDraft(deps, { ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/negotiations/:id/draft',
      whoMay: drafters,
      summary: 'Keeps our text, with what lint finds; nobody else sees it.',
      params: idParams,
      body: { kind: 'json', schema: draftTextSchema },
      answer,
      handle: async (input) =>
        answerOutcome(deps, input, await keepDraft(deps, { negotiation: input.params.id, ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/negotiations/:id/versions',
      whoMay: drafters,
      summary: 'Sends our text to every party: as the proposal, or as a counter to the version that stands.',
      params: idParams,
      body: { kind: 'json', schema: sendDraftSchema },
      answer,
      handle: async (input) =>
        answerOutcome(deps, input, await sendDraft(deps, { negotiation: input.params.id, ...input.body, ...by(input) })),
    }),
  ];
}

/** A step that is said in one note: its last part of the address, its body, and the note that it makes. */
function plainStep<Schema extends z.ZodType>(
  deps: NegotiationDeps,
  step: {
    readonly place: string;
    readonly summary: string;
    /** Whether it commits the authority before every party, on the word of one officer: decisions/0111. */
    readonly commits: boolean;
    readonly schema: Schema;
    readonly content: (body: z.output<Schema>) => PlainContent;
  },
): CallDefinition {
  return defineCall({
    method: 'POST',
    path: `/api/negotiations/:id/${step.place}`,
    whoMay: drafters,
    ...(step.commits ? { needsFreshProof: true as const } : {}),
    summary: step.summary,
    params: idParams,
    body: { kind: 'json', schema: step.schema },
    answer,
    handle: async (input) => {
      const content = step.content(step.schema.parse(input.body));
      return answerOutcome(deps, input, await takeStep(deps, { negotiation: input.params.id, content, ...by(input) }));
    },
  });
}

function stepCalls(deps: NegotiationDeps): CallDefinition[] {
  return [
    plainStep(deps, {
      place: 'comments',
      summary: 'Says something about a clause of a version to every party.',
      commits: false,
      schema: commentSchema,
      content: (body) => ({ kind: 'comment', ...body }),
    }),
    plainStep(deps, {
      place: 'agreement',
      summary: 'Agrees to the version that stands; it can be signed when every party has.',
      commits: true,
      schema: onVersionSchema,
      content: (body) => ({ kind: 'agree', ...body }),
    }),
    plainStep(deps, {
      place: 'checks',
      summary: 'Records what was found about an authority that joins.',
      commits: false,
      schema: checkSchema,
      content: (body) => ({ kind: 'check', ...body }),
    }),
    plainStep(deps, {
      place: 'votes',
      summary: 'Votes on an authority that joins; it takes every present party.',
      commits: true,
      schema: voteSchema,
      content: (body) => ({ kind: 'vote', ...body }),
    }),
    plainStep(deps, {
      place: 'end',
      summary: 'Breaks the negotiation off.',
      commits: true,
      schema: endSchema,
      content: (body) => ({ kind: 'end', ...body }),
    }),
  ];
}

function motionCalls(deps: NegotiationDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/negotiations/:id/motion-answers',
      whoMay: drafters,
      needsFreshProof: true,
      summary: 'Answers a motion of the other parties to suspend this authority; every party reads it.',
      params: idParams,
      body: { kind: 'json', schema: motionAnswerSchema },
      answer,
      handle: async (input) =>
        answerOutcome(deps, input, await answerMotion(deps, { negotiation: input.params.id, ...input.body, ...by(input) })),
    }),
  ];
}

function paperCalls(deps: NegotiationDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/negotiations/:id/papers',
      whoMay: drafters,
      summary: 'Keeps a PDF that was signed by hand or with a qualified signature, and binds it to the terms by digest.',
      params: idParams,
      query: z.strictObject({ form: z.enum(paperForms) }),
      body: { kind: 'bytes', bytesMax: negotiationLimits.paperBytesMax },
      answer,
      handle: async (input) => {
        const { params, query, body } = input;
        return answerOutcome(deps, input, await bindPaper(deps, { negotiation: params.id, bytes: body, form: query.form, ...by(input) }));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/negotiations/:id/sending',
      whoMay: drafters,
      summary: 'Sends once more what a party is not known to hold.',
      params: idParams,
      answer,
      handle: async (input) => answerOutcome(deps, input, await resend(deps, { negotiation: input.params.id, ...by(input) })),
    }),
  ];
}

function signingCalls(deps: NegotiationDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/negotiations/:id/signature',
      whoMay: drafters,
      summary: 'Prepares the signature of the version that all parties agreed to; it waits for signatories.',
      params: idParams,
      body: { kind: 'json', schema: onVersionSchema },
      answer,
      handle: async (input) =>
        answerOutcome(deps, input, await prepareSigning(deps, { negotiation: input.params.id, ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/negotiations/lives/:digest',
      whoMay: drafters,
      summary:
        'Prepares a reservation, a suspension, a resumption, a withdrawal, a motion about a party or a vote on one; it waits for signatories.',
      params: z.strictObject({ digest: z.string().max(80) }),
      body: { kind: 'json', schema: declarationSchema },
      answer,
      handle: async (input) => {
        const given = { agreement: input.params.digest, declaration: input.body, ...by(input) };
        return answerOutcome(deps, input, await prepareDeclaration(deps, given));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/negotiations/:id/waiting/approval',
      whoMay: signatories,
      summary: 'Signs exactly what waits, under a mandate; with the last signatory needed it is sent.',
      params: idParams,
      body: { kind: 'json', schema: signatoryApprovalSchema },
      answer,
      handle: async (input) =>
        answerOutcome(deps, input, await approveWaiting(deps, { negotiation: input.params.id, ...input.body, ...by(input) })),
    }),
    defineCall({
      method: 'POST',
      path: '/api/negotiations/:id/waiting/return',
      whoMay: signatories,
      summary: 'Returns what waits to the officer who prepared it.',
      params: idParams,
      body: { kind: 'json', schema: returnWaitingSchema },
      answer,
      handle: async (input) =>
        answerOutcome(deps, input, await returnWaiting(deps, { negotiation: input.params.id, ...input.body, ...by(input) })),
    }),
  ];
}

function mandateCalls(deps: NegotiationDeps): CallDefinition[] {
  const rows = z.array(mandateRowSchema);
  return [
    defineCall({
      method: 'GET',
      path: '/api/negotiations/mandates',
      whoMay: readers,
      summary: 'By what right officers sign, the latest first.',
      answer: rows,
      handle: async ({ now }) => answerJson(await mandateRows(deps.database, deps, now)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/negotiations/mandates',
      whoMay: administrators,
      needsFreshProof: true,
      summary: 'Records the mandate of a signatory, with the digest of the decision that gives it.',
      body: { kind: 'json', schema: newMandateSchema },
      answer: rows,
      handle: async (input) => {
        const issues = await recordMandate(deps, { mandate: input.body, ...by(input) });
        return issues.length > 0 ? { kind: 'issues', issues } : answerJson(await mandateRows(deps.database, deps, input.now));
      },
    }),
    defineCall({
      method: 'DELETE',
      path: '/api/negotiations/mandates/:id',
      whoMay: administrators,
      summary: 'Ends a mandate now; what was signed under it stays signed.',
      params: idParams,
      answer: rows,
      handle: async (input) => {
        const isEnded = await endMandateNow(deps, { mandate: input.params.id, ...by(input) });
        return isEnded ? answerJson(await mandateRows(deps.database, deps, input.now)) : { kind: 'absent' };
      },
    }),
  ];
}

type AnyInput = Pick<CallInput<unknown, unknown, unknown>, 'officer' | 'now'>;

async function answerOutcome(deps: NegotiationDeps, input: AnyInput, outcome: Outcome): Promise<CallAnswer> {
  return outcome.kind === 'done' ? answerNegotiation(deps, outcome.negotiation, input) : outcome;
}

async function answerNegotiation(deps: NegotiationDeps, negotiation: string, input: AnyInput): Promise<CallAnswer> {
  const { officer, now } = by(input);
  const viewer = { id: officer, roles: input.officer?.roles ?? [] };
  const detail = await negotiationDetail(deps.database, deps, { negotiation, viewer, now });
  return detail === null ? { kind: 'absent' } : answerJson(detail);
}

function by(input: AnyInput): { readonly officer: string; readonly now: AnyInput['now'] } {
  if (input.officer === null) throw new Error('the server lets no one make this call without a session');
  return { officer: input.officer.id, now: input.now };
}
