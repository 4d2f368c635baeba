// SPDX-License-Identifier: Apache-2.0
/** The calls of emergencies: carrying an act out with fewer approvals than the house asks for, and the review that follows. */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, defineCall, type Instant } from '../../kernel/index.ts';
import { officerNames } from '../store.ts';
import { emergencyRowSchema, type EmergencyRowWire, releaseActSchema, releasedActSchema, reviewEmergencySchema } from '../wire.ts';
import { type EmergencyDeps, mayReview, releaseAct, type Released, reviewEmergency } from './release-act.ts';
import { type EmergencyRecord, listEmergencies } from './store.ts';

const readers = ['approver', 'administrator', 'auditor'];

export function emergencyCalls(deps: EmergencyDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/approvals/emergencies',
      whoMay: readers,
      summary: 'Acts that were carried out as an emergency, those that wait for their review first.',
      answer: z.array(emergencyRowSchema),
      handle: async ({ officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return answerJson(await emergencyRows(deps, officer, now));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/approvals/emergencies',
      whoMay: ['approver'],
      summary: 'Carries a waiting act out with fewer approvals than the house asks for; it is logged, peers are told, and it is reviewed.',
      body: { kind: 'json', schema: releaseActSchema },
      answer: releasedActSchema,
      handle: async ({ body, officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return answerReleased(await releaseAct(deps, { ...body, officer: officer.id, now }));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/approvals/emergencies/:id/review',
      whoMay: ['approver', 'auditor'],
      needsFreshProof: true,
      summary: 'Reviews an emergency, by an officer who took no part in it; peers are told the outcome.',
      params: z.strictObject({ id: z.string().max(60) }),
      body: { kind: 'json', schema: reviewEmergencySchema },
      answer: releasedActSchema,
      handle: async ({ params, body, officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return answerReleased(await reviewEmergency(deps, { ...body, emergency: params.id, officer: officer.id, now }));
      },
    }),
  ];
}

function answerReleased(done: Released): CallAnswer {
  return done.kind === 'done' ? answerJson({ emergency: done.emergency }) : done;
}

type Viewer = { readonly id: string; readonly roles: readonly string[] };

async function emergencyRows(deps: EmergencyDeps, viewer: Viewer, now: Instant): Promise<EmergencyRowWire[]> {
  const rows = await listEmergencies(deps.db);
  const names = await officerNames(deps.db, [...new Set(rows.flatMap((row) => [row.prepared_by, row.released_by, row.reviewed_by ?? '']))]);
  return rows.map((row) => emergencyRow(row, names, viewer, now));
}

function emergencyRow(row: EmergencyRecord, names: ReadonlyMap<string, string>, viewer: Viewer, now: Instant): EmergencyRowWire {
  const nameOf = (officer: string): string => names.get(officer) ?? '';
  const { reviewed_by: by, reviewed_at: reviewedAt, outcome, remarks } = row;
  const isReviewed = by !== null && reviewedAt !== null && outcome !== null;
  const isReviewer = viewer.roles.some((role) => role === 'approver' || role === 'auditor');
  return {
    id: row.id,
    actClass: row.act_class,
    about: row.about,
    shown: { ...row.shown },
    preparedByName: nameOf(row.prepared_by),
    releasedByName: nameOf(row.released_by),
    reason: row.reason,
    approversMin: row.approvers_min,
    at: row.at,
    reviewDueAt: row.review_due_at,
    isOverdue: !isReviewed && row.review_due_at < now,
    review: isReviewed
      ? { byName: nameOf(by), at: reviewedAt, outcome, remarks: remarks ?? '', wasLate: reviewedAt > row.review_due_at }
      : null,
    mayReview: !isReviewed && isReviewer && mayReview(row, viewer.id),
  };
}
