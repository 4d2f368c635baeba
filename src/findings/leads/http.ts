// SPDX-License-Identifier: Apache-2.0
/** The calls of leads: the inbox, one lead, side by side, judging, moving, and the draft of a request. */
import { z } from 'zod';
import {
  answerJson,
  type CallAnswer,
  type CallDefinition,
  type CallOfficer,
  defineCall,
  type Instant,
  limits,
} from '../../kernel/index.ts';
import { knowsByRoles } from '../../records/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import { isLeadClosed } from '../traces/closed-relays.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import {
  evasionAnswerSchema,
  evasionQuerySchema,
  leadComparisonOrderSchema,
  leadComparisonSchema,
  leadDetailSchema,
  leadDraftAnswerSchema,
  leadDraftSchema,
  leadJudgementSchema,
  leadListQuerySchema,
  leadListSchema,
  leadMoveSchema,
  triagersSchema,
} from '../wire.ts';
import { draftRequest } from './draft-request.ts';
import { leadsOfEvasion } from './evasion-leads.ts';
import { judgeLead } from './judge-lead.ts';
import { compareLead, leadDetail } from './lead-detail.ts';
import { leadList } from './lead-list.ts';
import { triagers } from './lead-states.ts';
import { moveLead } from './move-lead.ts';
import { findLead, type LeadRecord } from './store.ts';

export const leadReaders = ['preparer', 'approver', 'records-keeper', 'auditor'] as const;
const oneLead = z.strictObject({ id: z.string().max(60) });

export function leadCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), ...triageCalls(deps), ...draftCalls(deps)].map((call) => hidingLeads(deps, call));
}

/** A lead about a suspicious report, or of a trace with a case that an officer may not see, is there for others alone. */
function hidingLeads(deps: FindingsDeps, call: CallDefinition): CallDefinition {
  if (!call.path.startsWith('/api/findings/leads/:id')) return call;
  return {
    ...call,
    handle: async (input) => {
      const { id } = input.params as { readonly id: string };
      const lead = await findLead(deps.database, id);
      if (lead?.is_of_report === true && !knowsByRoles(input.officer?.roles ?? [])) return { kind: 'absent' };
      if (lead !== null && (await isLeadClosed(deps.database, deps, input.officer?.id ?? '', lead.key))) return { kind: 'absent' };
      return call.handle(input);
    },
  };
}

type Asking = { readonly officer: CallOfficer | null; readonly now: Instant };

/** The lead as it is after the change, with what may come next for this officer. */
async function answerLead(deps: FindingsDeps, lead: LeadRecord, { officer, now }: Asking): Promise<CallAnswer> {
  return answerJson(await leadDetail(deps.database, deps, lead, { officer, now }));
}

function readingCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/leads',
      whoMay: leadReaders,
      summary: 'Leads of one box, the strongest first.',
      query: leadListQuerySchema,
      answer: leadListSchema,
      handle: async ({ query, officer }) =>
        answerJson(await leadList(deps, query, { id: officer?.id ?? '', knowsReports: knowsByRoles(officer?.roles ?? []) })),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/leads/:id',
      whoMay: leadReaders,
      summary: 'One lead with its reasons, judgements and history, and what you may do next; nothing that a record says.',
      params: oneLead,
      answer: leadDetailSchema,
      handle: async (input) => {
        const lead = await findLead(deps.database, input.params.id);
        return lead === null ? { kind: 'absent' } : answerLead(deps, lead, input);
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/leads/:id/comparison',
      whoMay: ['preparer', 'approver', 'records-keeper'],
      summary: 'Record and listed subject side by side: a use of the record for a stated purpose, asked of its conditions.',
      params: oneLead,
      body: { kind: 'json', schema: leadComparisonOrderSchema },
      answer: leadComparisonSchema,
      handle: async (input) =>
        callAnswer(await compareLead(deps, input.params.id, input.body.purpose, whole(input)), async (value) => answerJson(value)),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/triagers',
      whoMay: triagers,
      summary: 'Officers to whom a lead can be given.',
      answer: triagersSchema,
      handle: async () => answerJson(await deps.officersWith(deps.database, triagers)),
    }),
  ];
}

function triageCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/leads/:id/judgement',
      whoMay: triagers,
      summary: 'Says whether the two are the same; a rejected pair stays quiet until its day, or until either side changes.',
      params: oneLead,
      body: { kind: 'json', schema: leadJudgementSchema },
      answer: leadDetailSchema,
      handle: async (input) => {
        const given = { ...input.body, until: input.body.until ?? null };
        return callAnswer(await judgeLead(deps, input.params.id, given, whole(input)), (lead) => answerLead(deps, lead, input));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/leads/:id/moves',
      whoMay: triagers,
      summary: 'Takes, assigns, releases, reopens or closes a lead.',
      params: oneLead,
      body: { kind: 'json', schema: leadMoveSchema },
      answer: leadDetailSchema,
      handle: async (input) =>
        callAnswer(await moveLead(deps, input.params.id, input.body, whole(input)), (lead) => answerLead(deps, lead, input)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/evasion',
      whoMay: triagers,
      summary: 'Leads of a document on ownership, firms, trade and wallets.',
      query: evasionQuerySchema,
      body: { kind: 'bytes', bytesMax: limits.importBytesMax },
      answer: evasionAnswerSchema,
      handle: async (input) => {
        const document = { ...input.query, bytes: input.body };
        return callAnswer(await leadsOfEvasion(deps, document, whole(input)), async (leads) => answerJson({ leads }));
      },
    }),
  ];
}

function draftCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/leads/:id/draft',
      whoMay: ['preparer'],
      summary: 'Opens the draft of a request for assistance, filled with what the lead rests on.',
      params: oneLead,
      body: { kind: 'json', schema: leadDraftSchema },
      answer: leadDraftAnswerSchema,
      handle: async (input) =>
        callAnswer(await draftRequest(deps, input.params.id, input.body, whole(input)), async ({ lead, caseId }) => {
          return answerJson({ lead: await leadDetail(deps.database, deps, lead, input), caseId });
        }),
    }),
  ];
}
