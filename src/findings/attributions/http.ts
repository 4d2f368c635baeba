// SPDX-License-Identifier: Apache-2.0
/** The calls of attributions: tag files, what is said of addresses, clusters, and contests with their second opinion. */
import { z } from 'zod';
import { answerJson, type CallDefinition, defineCall, limits } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { By, FindingsDeps, Outcome } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { triagers } from '../leads/lead-states.ts';
import { contest, giveOpinion, withdrawContest } from './contest.ts';
import { clustersIn, contestWires, saidOf } from './said-of.ts';
import { type ContestRow, newestContests, type TagFileRow, tagFiles } from './store.ts';
import { sayAttribution, takeTags } from './take-tags.ts';
import {
  clustersAnswerSchema,
  clustersOrderSchema,
  contestOrderSchema,
  contestSchema,
  contestsShownMax,
  newAttributionSchema,
  opinionOrderSchema,
  saidAnswerSchema,
  saidOrderSchema,
  tagFileAnswerSchema,
  tagFileQuerySchema,
  tagFileSchema,
  type TagFileWire,
  withdrawalOrderSchema,
} from './wire.ts';

const oneContest = z.strictObject({ id: z.string().max(60) });
/** Who may give a second opinion: whoever works on leads, and whoever approves. */
const secondOpinions = [...triagers, 'approver'] as const;

export function attributionCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...tagFileCalls(deps), ...sayingCalls(deps), ...contestCalls(deps)];
}

function tagFileCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/tag-files',
      whoMay: triagers,
      summary: 'Takes in a tag file (CSV with address and actor): claims with source and confidence; the same bytes are the same file.',
      query: tagFileQuerySchema,
      body: { kind: 'bytes', bytesMax: limits.importBytesMax },
      answer: tagFileAnswerSchema,
      handle: async (input) =>
        callAnswer(await takeTags(deps, { ...input.query, bytes: input.body }, whole(input)), async ({ file, isNew }) => {
          const [wire] = await tagFileWires(deps, [file]);
          return answerJson({ file: wire, isNew });
        }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/tag-files',
      whoMay: leadReaders,
      summary: 'Tag files that were taken in, the newest first.',
      answer: z.array(tagFileSchema),
      handle: async () => answerJson(await tagFileWires(deps, await tagFiles(deps.database))),
    }),
  ];
}

function sayingCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/attributions',
      whoMay: triagers,
      summary: 'Says whose an address is, on what that rests and how firmly; it can be contested like every claim.',
      body: { kind: 'json', schema: newAttributionSchema },
      answer: saidAnswerSchema,
      handle: async (input) =>
        callAnswer(await sayAttribution(deps, input.body, whole(input)), async ({ address }) =>
          answerJson(await saidOf(deps, [address], whole(input))),
        ),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/attributions/said',
      whoMay: leadReaders,
      summary: 'What is said of addresses, by whom and how firmly, with every contest of it.',
      body: { kind: 'json', schema: saidOrderSchema },
      answer: saidAnswerSchema,
      handle: async (input) => answerJson(await saidOf(deps, input.body.addresses, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/attributions/clusters',
      whoMay: triagers,
      summary: 'Addresses in files of movements that belong together, each link with its reason; contested claims and links are set aside.',
      body: { kind: 'json', schema: clustersOrderSchema },
      answer: clustersAnswerSchema,
      handle: async (input) => callAnswer(await clustersIn(deps, input.body, whole(input)), async (found) => answerJson(found)),
    }),
  ];
}

function contestCalls(deps: FindingsDeps): CallDefinition[] {
  const answer = async (outcome: Outcome<ContestRow>, by: By) =>
    callAnswer(outcome, async (row) => answerJson((await contestWires(deps, [row], by))[0]));
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/contests',
      whoMay: leadReaders,
      summary: 'Contests of attributions and of links, the newest first, with their second opinions.',
      answer: z.array(contestSchema),
      handle: async (input) => answerJson(await contestWires(deps, await newestContests(deps.database, contestsShownMax), whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/contests',
      whoMay: triagers,
      summary: 'Contests an attribution, or that two addresses are one owner’s, with a reason; it is set aside at once.',
      body: { kind: 'json', schema: contestOrderSchema },
      answer: contestSchema,
      handle: async (input) => answer(await contest(deps, input.body, whole(input)), whole(input)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/contests/:id/opinion',
      whoMay: secondOpinions,
      summary: 'Gives the second opinion on a contest: upheld, or rejected, with a reason.',
      params: oneContest,
      body: { kind: 'json', schema: opinionOrderSchema },
      answer: contestSchema,
      handle: async (input) => answer(await giveOpinion(deps, input.params.id, input.body, whole(input)), whole(input)),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/contests/:id/withdrawal',
      whoMay: triagers,
      summary: 'Withdraws a contest with a reason: what it set aside counts again.',
      params: oneContest,
      body: { kind: 'json', schema: withdrawalOrderSchema },
      answer: contestSchema,
      handle: async (input) => answer(await withdrawContest(deps, input.params.id, input.body.reason, whole(input)), whole(input)),
    }),
  ];
}

async function tagFileWires(deps: FindingsDeps, rows: readonly TagFileRow[]): Promise<TagFileWire[]> {
  const names = await deps.officerNames(deps.database, [...new Set(rows.map((row) => row.taken_by))]);
  return rows.map(({ id, name, digest, attributions, taken_by: by, taken_at: takenAt }) => {
    return { id, name, digest, attributions, takenBy: names.get(by) ?? by, takenAt };
  });
}
