// SPDX-License-Identifier: Apache-2.0
/** The calls of the detector studio: detectors, drafts, back-tests, the shadow, the alerts of both, and publishing. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall } from '../../kernel/index.ts';
import { alertReviewSchema } from '../../surveillance/wire.ts';
import { reviewQuerySchema } from '../alerts/wire.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps, Outcome } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { triagers } from '../leads/lead-states.ts';
import { detectorPage } from './detector-page.ts';
import { changeDraft, dropDraft, makeDraft, setShadow } from './draft-detector.ts';
import { draftDetail } from './draft-detail.ts';
import { draftRows } from './draft-rows.ts';
import { pairAlert, reviewOfPair } from './pair-alert.ts';
import { askToPublish } from './publish-draft.ts';
import { type DraftRow, draftsOf } from './store.ts';
import { orderTrial, stopTrial } from './try-draft.ts';
import {
  detectorSchema,
  draftChangeSchema,
  draftDetailSchema,
  draftListQuerySchema,
  draftOrderSchema,
  draftRowSchema,
  pairAlertSchema,
  pairPlaceSchema,
  shadowOrderSchema,
  trialOrderSchema,
} from './wire.ts';

const one = z.strictObject({ id: z.string().max(60) });
/** Drafts that the list of all of them shows. */
const draftsShownMax = 100;

export function studioCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), ...pairCalls(deps), ...draftCalls(deps), ...trialCalls(deps)];
}

function readingCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/detectors/:id',
      whoMay: leadReaders,
      summary: 'A detector: its definition, its place in the law, its parameters with bounds and origin, its editions and drafts.',
      params: one,
      answer: detectorSchema,
      handle: async ({ params }) => {
        const page = await detectorPage(deps, params.id);
        return page === null ? { kind: 'absent' } : answerJson(page);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/detector-drafts',
      whoMay: leadReaders,
      summary: 'Drafts of detectors, those that are worked on first.',
      query: draftListQuerySchema,
      answer: z.array(draftRowSchema),
      handle: async ({ query }) =>
        answerJson(await draftRows(deps.database, deps, await draftsOf(deps.database, query.pattern ?? null, draftsShownMax))),
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/detector-drafts/:id',
      whoMay: leadReaders,
      summary:
        'A draft: its values beside those in force, what the back-test and the shadow found, and what keeps it from being published.',
      params: one,
      answer: draftDetailSchema,
      handle: async ({ params }) => answerDraft(deps, params.id),
    }),
  ];
}

function pairCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/detector-looks/:look/pairs/:number/:side',
      whoMay: leadReaders,
      summary: 'An alert that a back-test or a shadow came to, whole: it stands in no inbox.',
      params: pairPlaceSchema,
      answer: pairAlertSchema,
      handle: async ({ params }) => {
        const alert = await pairAlert(deps, params);
        return alert === null ? { kind: 'absent' } : answerJson(alert);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/detector-looks/:look/pairs/:number/:side/review',
      whoMay: leadReaders,
      summary: 'The market of such an alert over time.',
      params: pairPlaceSchema,
      query: reviewQuerySchema,
      answer: alertReviewSchema,
      handle: async ({ params, query }) => {
        const window = { from: query.from ?? null, until: query.until ?? null };
        return callAnswer(await reviewOfPair(deps, params, window), async (review) => answerJson(review));
      },
    }),
  ];
}

function draftCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/detector-drafts',
      whoMay: triagers,
      summary: 'Drafts other parameters of a detector, on the edition in force; nothing changes by it.',
      body: { kind: 'json', schema: draftOrderSchema },
      answer: draftDetailSchema,
      handle: async (input) => answerChanged(deps, await makeDraft(deps, input.body, whole(input))),
    }),
    defineCall({
      method: 'PUT',
      path: '/api/findings/detector-drafts/:id',
      whoMay: triagers,
      summary: 'Changes a draft and puts it on the edition in force; what its former values were tried on is forgotten.',
      params: one,
      body: { kind: 'json', schema: draftChangeSchema },
      answer: draftDetailSchema,
      handle: async (input) => answerChanged(deps, await changeDraft(deps, input.params.id, input.body, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/detector-drafts/:id/drop',
      whoMay: triagers,
      summary: 'Drops a draft; what waits for approval of it waits no more.',
      params: one,
      answer: draftDetailSchema,
      handle: async (input) => answerChanged(deps, await dropDraft(deps, input.params.id, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/detector-drafts/:id/publish',
      whoMay: triagers,
      summary: 'Lays a back-tested draft before the approvers; with the approval of another officer it is an edition of its own.',
      params: one,
      answer: draftDetailSchema,
      handle: async (input) => answerChanged(deps, await askToPublish(deps, input.params.id, whole(input))),
    }),
  ];
}

function trialCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/detector-drafts/:id/back-test',
      whoMay: triagers,
      summary: 'Judges files that were taken in with the parameters in force and with those of the draft; makes no alert.',
      params: one,
      body: { kind: 'json', schema: trialOrderSchema },
      answer: draftDetailSchema,
      handle: async (input) => answerChanged(deps, await orderTrial(deps, input.params.id, input.body.files, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/detector-drafts/:id/back-test/stop',
      whoMay: triagers,
      summary: 'Stops the back-test: files that are not judged yet are left, what was found on the others stays.',
      params: one,
      answer: draftDetailSchema,
      handle: async (input) => answerChanged(deps, await stopTrial(deps, input.params.id, whole(input))),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/detector-drafts/:id/shadow',
      whoMay: triagers,
      summary: 'From now on runs over files that are taken later are judged with the draft too, without making alerts; or no longer.',
      params: one,
      body: { kind: 'json', schema: shadowOrderSchema },
      answer: draftDetailSchema,
      handle: async (input) => answerChanged(deps, await setShadow(deps, input.params.id, input.body.isOn, whole(input))),
    }),
  ];
}

function answerChanged(deps: FindingsDeps, outcome: Outcome<DraftRow>): Promise<CallAnswer> {
  return callAnswer(outcome, ({ id }) => answerDraft(deps, id));
}

async function answerDraft(deps: FindingsDeps, id: string): Promise<CallAnswer> {
  const detail = await draftDetail(deps, id);
  return detail === null ? { kind: 'absent' } : answerJson(detail);
}
