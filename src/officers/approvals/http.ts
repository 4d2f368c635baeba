// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of approvals: what proof an officer has to show, and the acts that wait though they are no dispatch. A step of a
 * case is approved by the call of its own room, which also sends it.
 */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { addMs, answerJson, type CallDefinition, defineCall, fail, type Instant } from '../../kernel/index.ts';
import { isDigest } from '../../seals/index.ts';
import { officerNames } from '../store.ts';
import {
  approveActSchema,
  approvedActSchema,
  askedActRowSchema,
  type AskedActRowWire,
  proofAskedSchema,
  returnActSchema,
  subjectSchema,
} from '../wire.ts';
import { approvalLastsMs, approvalsOf } from './approvals.ts';
import { approveAct, type JudgeActDeps, returnAct } from './judge-act.ts';
import { whyNotReleased } from '../emergencies/release-act.ts';
import { readerOf, reviewCalls } from '../reviews/http.ts';
import { notePreparing, type ReviewDeps } from '../reviews/reviews.ts';
import { askForProof } from './prove-approval.ts';
import { readAskedActs, type WaitingAct } from './store.ts';

export function approvalCalls(deps: JudgeActDeps & ReviewDeps): readonly CallDefinition[] {
  return [
    ...reviewCalls(deps),
    defineCall({
      method: 'POST',
      path: '/api/approvals/proof',
      whoMay: ['approver'],
      summary: 'What the officer has to show to approve this subject: an assertion over a challenge that is drawn now, or a code.',
      body: { kind: 'json', schema: subjectSchema },
      answer: proofAskedSchema,
      handle: async (input) => {
        const { body, officer, now, random } = input;
        assert(officer !== null, 'the server finds the officer before it makes this call');
        if (!isDigest(body.subject)) return { kind: 'issues', issues: noSubject.issues };
        const reader = await readerOf(deps.db, input);
        if (reader !== null) await notePreparing(deps, { ...reader, subject: body.subject });
        return answerJson(await askForProof(deps, { officer: officer.id, subject: body.subject, now, random }));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/approvals',
      whoMay: [],
      summary: 'Acts that are no step of a case and wait for approval, or were returned to you, the newest first.',
      answer: z.array(askedActRowSchema),
      handle: async ({ officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return answerJson(await askedRows(deps, officer, now));
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/approvals',
      whoMay: ['approver'],
      summary: 'Approves exactly this act; with the last approval that it needs it is carried out, or its preparer may do it.',
      body: { kind: 'json', schema: approveActSchema },
      answer: approvedActSchema,
      handle: async ({ body, officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        const done = await approveAct(deps, { ...body, officer: officer.id, now });
        return done.kind === 'done' ? answerJson({ isCarriedOut: done.isCarriedOut }) : done;
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/approvals/return',
      whoMay: ['approver'],
      summary: 'Returns an act to the officer who prepared it, with the reason; approvals given before are void.',
      body: { kind: 'json', schema: returnActSchema },
      answer: z.strictObject({}),
      handle: async ({ body, officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        const done = await returnAct(deps, { ...body, officer: officer.id, now });
        return done.kind === 'done' ? answerJson({}) : done;
      },
    }),
  ];
}

const noSubject = fail('subject', 'It is no digest.', 'Open what is to be approved again, and approve it there.');

type Viewer = { readonly id: string; readonly roles: readonly string[] };

async function askedRows(deps: JudgeActDeps, viewer: Viewer, now: Instant): Promise<AskedActRowWire[]> {
  const acts = await readAskedActs(deps.db, addMs(now, -approvalLastsMs));
  const rows: AskedActRowWire[] = [];
  // What was returned is for the officer who prepared it; the others have nothing more to do with it.
  for (const act of acts) if (act.returned === null || act.preparedBy === viewer.id) rows.push(await askedRow(deps, act, viewer, now));
  return rows;
}

async function askedRow(deps: JudgeActDeps, act: WaitingAct, viewer: Viewer, now: Instant): Promise<AskedActRowWire> {
  const approvals = await approvalsOf(deps.db, act.subject, now);
  const { subject, actClass, preparedBy, caseRef, about, shown, approversMin, askedAt, returned } = act;
  const names = await officerNames(deps.db, [preparedBy, returned?.by ?? '', ...approvals.map((approval) => approval.officer)]);
  const nameOf = (officer: string): string => names.get(officer) ?? '';
  const given = approvals.map(({ officer, at, method }) => ({ officer, officerName: nameOf(officer), at, method }));
  const isEnough = given.length >= approversMin;
  const mayJudge = returned === null && preparedBy !== viewer.id && viewer.roles.includes('approver');
  return {
    subject,
    actClass,
    preparedBy,
    preparedByName: nameOf(preparedBy),
    caseRef,
    about,
    shown: { ...shown },
    approversMin,
    askedAt,
    endsAt: addMs(askedAt, approvalLastsMs),
    state: returned !== null ? 'returned' : isEnough ? 'approved' : 'waiting',
    returned: returned === null ? null : { at: returned.at, byName: nameOf(returned.by), reason: returned.reason },
    approvals: given,
    mayApprove: mayJudge && !isEnough && !given.some(({ officer }) => officer === viewer.id),
    mayReturn: mayJudge,
    mayRelease: mayJudge && viewer.roles.includes('approver') && whyNotReleased(deps, act, given.length) === null,
    isOwn: preparedBy === viewer.id,
  };
}
