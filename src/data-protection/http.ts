// SPDX-License-Identifier: Apache-2.0
/** The calls of this room. Each that changes a matter answers with the matter as it then is. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallOfficer, defineCall, type Instant } from '../kernel/index.ts';
import { type Paper, writePaper } from '../paper/index.ts';
import type { DataProtectionDeps } from './data-protection-deps.ts';
import {
  addToBreach,
  addToRequest,
  type By,
  type Kept,
  notifyOriginator,
  openBreach,
  openRequest,
  searchForPerson,
} from './keep-matter.ts';
import { breachDetail, readRegister, requestDetail } from './read-matter.ts';
import { breachPaper, replyLetter } from './reply-letter.ts';
import {
  breachDetailSchema,
  breachEntrySchema,
  breachOpeningSchema,
  noticeSchema,
  registerSchema,
  requestDetailSchema,
  requestEntrySchema,
  requestOpeningSchema,
} from './wire.ts';

const keepers = ['preparer', 'records-keeper'];
const readers = [...keepers, 'approver', 'auditor'];
const params = z.strictObject({ id: z.string().max(60) });
const requestsAt = '/api/data-protection/requests';
const breachesAt = '/api/data-protection/breaches';

export function dataProtectionCalls(deps: DataProtectionDeps): CallDefinition[] {
  return [registerCall(deps), ...requestCalls(deps), ...breachCalls(deps), breachPaperCall(deps)];
}

function registerCall(deps: DataProtectionDeps): CallDefinition {
  return defineCall({
    method: 'GET',
    path: '/api/data-protection',
    whoMay: readers,
    summary: 'The registers: what persons asked about their data, and breaches; the newest first, each with its clock.',
    answer: registerSchema,
    handle: async ({ now }) => answerJson(await readRegister(deps, now)),
  });
}

function requestCalls(deps: DataProtectionDeps): CallDefinition[] {
  const answer = async (done: Kept, who: By): Promise<CallAnswer> => {
    if (done.kind !== 'done') return done;
    const detail = await requestDetail(deps, done.id, who);
    return detail === null ? { kind: 'absent' } : answerJson(detail);
  };
  return [
    defineCall({
      method: 'POST',
      path: requestsAt,
      whoMay: keepers,
      summary: 'Enters what a person asked: access, rectification, erasure or restriction. The clock of one month begins with the arrival.',
      body: { kind: 'json', schema: requestOpeningSchema },
      answer: requestDetailSchema,
      handle: async (input) => answer(await openRequest(deps, input.body, by(input)), by(input)),
    }),
    defineCall({
      method: 'GET',
      path: `${requestsAt}/:id`,
      whoMay: readers,
      summary: 'One request of a person: what was found and decided, its clock, its log, and what you may do next.',
      params,
      answer: requestDetailSchema,
      handle: async (input) => answer({ kind: 'done', id: input.params.id }, by(input)),
    }),
    defineCall({
      method: 'POST',
      path: `${requestsAt}/:id/search`,
      whoMay: keepers,
      summary: 'Looks for the person in records and cases. What must not be known of is not looked for.',
      params,
      answer: requestDetailSchema,
      handle: async (input) => answer(await searchForPerson(deps, input.params.id, by(input)), by(input)),
    }),
    defineCall({
      method: 'POST',
      path: `${requestsAt}/:id/entries`,
      whoMay: [...keepers, 'approver'],
      summary:
        'The next step of a request: identity, extension, decision on an item, the answer, its approval by another officer, its sending.',
      params,
      body: { kind: 'json', schema: requestEntrySchema },
      answer: requestDetailSchema,
      handle: async (input) => answer(await addToRequest(deps, input.params.id, input.body, by(input)), by(input)),
    }),
    defineCall({
      method: 'GET',
      path: `${requestsAt}/:id/letter`,
      whoMay: readers,
      summary: 'The letter that answers the person, as a PDF, once another officer has approved the answer.',
      params,
      handle: async (input) => {
        const detail = await requestDetail(deps, input.params.id, by(input));
        if (detail === null) return { kind: 'absent' };
        return printed(replyLetter(detail, await from(deps, input.now)), `answer-${input.params.id}.pdf`);
      },
    }),
  ];
}

function breachCalls(deps: DataProtectionDeps): CallDefinition[] {
  const answer = async (done: Kept, who: By): Promise<CallAnswer> => {
    if (done.kind !== 'done') return done;
    const detail = await breachDetail(deps, done.id, who);
    return detail === null ? { kind: 'absent' } : answerJson(detail);
  };
  return [
    defineCall({
      method: 'POST',
      path: breachesAt,
      whoMay: keepers,
      summary:
        'Enters a breach of personal data. 72 hours to tell the supervisor begin with its discovery; whose records are affected must be told too.',
      body: { kind: 'json', schema: breachOpeningSchema },
      answer: breachDetailSchema,
      handle: async (input) => answer(await openBreach(deps, input.body, by(input)), by(input)),
    }),
    defineCall({
      method: 'GET',
      path: `${breachesAt}/:id`,
      whoMay: readers,
      summary: 'One breach: who must be told by when and was, what was done, its log, and what you may do next.',
      params,
      answer: breachDetailSchema,
      handle: async (input) => answer({ kind: 'done', id: input.params.id }, by(input)),
    }),
    defineCall({
      method: 'POST',
      path: `${breachesAt}/:id/entries`,
      whoMay: keepers,
      summary: 'The next step of a breach: the risk, who was told, what was done, the end.',
      params,
      body: { kind: 'json', schema: breachEntrySchema },
      answer: breachDetailSchema,
      handle: async (input) => answer(await addToBreach(deps, input.params.id, input.body, by(input)), by(input)),
    }),
    defineCall({
      method: 'POST',
      path: `${breachesAt}/:id/notices`,
      whoMay: keepers,
      summary: 'Sends an authority whose data are affected the notice of the breach, as a signed dispatch under the agreement with it.',
      params,
      body: { kind: 'json', schema: noticeSchema },
      answer: breachDetailSchema,
      handle: async (input) => answer(await notifyOriginator(deps, input.params.id, input.body, by(input)), by(input)),
    }),
  ];
}

function breachPaperCall(deps: DataProtectionDeps): CallDefinition {
  return defineCall({
    method: 'GET',
    path: `${breachesAt}/:id/paper`,
    whoMay: readers,
    summary: 'The register entry of a breach as a PDF, for the supervisor.',
    params,
    handle: async (input) => {
      const detail = await breachDetail(deps, input.params.id, by(input));
      return detail === null
        ? { kind: 'absent' }
        : printed(breachPaper(detail, await from(deps, input.now)), `breach-${input.params.id}.pdf`);
    },
  });
}

async function printed(paper: Paper | null, fileName: string): Promise<CallAnswer> {
  if (paper !== null) return { kind: 'bytes', mediaType: 'application/pdf', bytes: await writePaper(paper), fileName };
  const remedy = 'Propose it, and have another officer approve it.';
  return { kind: 'issues', issues: [{ path: 'answer', problem: 'No answer is approved yet.', remedy }] };
}

async function from(deps: DataProtectionDeps, now: Instant) {
  const { self, authorityNames, database } = deps.assistance;
  return { ownName: (await authorityNames(database, [self])).get(self)?.name ?? self, now };
}

function by({ officer, now }: { readonly officer: CallOfficer | null; readonly now: Instant }): By {
  if (officer === null) throw new Error('a call with roles was handled without an officer');
  const has = (roles: readonly string[]): boolean => officer.roles.some((role) => roles.includes(role));
  return { officer: officer.id, isKeeper: has(keepers), isApprover: has(['approver']), now };
}
