// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of approvals: what proof an officer has to show, and the acts that wait though they are no dispatch. A step of a
 * case is approved by the call of its own room, which also sends it.
 */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import {
  addMs,
  answerJson,
  type CallAnswer,
  type CallDefinition,
  defineCall,
  fail,
  type Instant,
  type Transaction,
} from '../../kernel/index.ts';
import { isDigest } from '../../seals/index.ts';
import type { PasskeyDeps } from '../passkeys/passkey-deps.ts';
import { officerNames } from '../store.ts';
import { approveActSchema, askedActRowSchema, type AskedActRowWire, proofAskedSchema, returnActSchema, subjectSchema } from '../wire.ts';
import { approvalLastsMs, approvalsOf, recordApproval, voidApprovals } from './approvals.ts';
import { askForProof, proveApproval } from './prove-approval.ts';
import { findAskedAct, readAskedActs, type WaitingAct } from './store.ts';

export interface ApprovalCallDeps extends PasskeyDeps {
  /** Tells the screens that what waits for approval has changed. */
  readonly announce: (tx: Transaction, topic: string) => Promise<void>;
}

/** The topic of acts that wait for approval. */
const approvalsTopic = 'approvals';

export function approvalCalls(deps: ApprovalCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/approvals/proof',
      whoMay: ['approver'],
      summary: 'What the officer has to show to approve this subject: an assertion over a challenge that is drawn now, or a code.',
      body: { kind: 'json', schema: subjectSchema },
      answer: proofAskedSchema,
      handle: async ({ body, officer, now, random }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        if (!isDigest(body.subject)) return { kind: 'issues', issues: noSubject.issues };
        return answerJson(await askForProof(deps, { officer: officer.id, subject: body.subject, now, random }));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/approvals',
      whoMay: ['approver', 'preparer', 'administrator'],
      summary: 'Acts that are no step of a case and wait for approval, the newest first.',
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
      summary: 'Approves exactly this act; the officer who prepared it then carries it out.',
      body: { kind: 'json', schema: approveActSchema },
      answer: z.strictObject({}),
      handle: async ({ body, officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return approveAct(deps, { ...body, officer: officer.id, now });
      },
    }),
    defineCall({
      method: 'POST',
      path: '/api/approvals/return',
      whoMay: ['approver'],
      summary: 'Returns an act to the officer who prepared it; approvals given before are void.',
      body: { kind: 'json', schema: returnActSchema },
      answer: z.strictObject({}),
      handle: async ({ body, officer, now }) => {
        assert(officer !== null, 'the server finds the officer before it makes this call');
        return returnAct(deps, { ...body, officer: officer.id, now });
      },
    }),
  ];
}

const noSubject = fail('subject', 'It is no digest.', 'Open what is to be approved again, and approve it there.');

async function askedRows(
  deps: ApprovalCallDeps,
  viewer: { readonly id: string; readonly roles: readonly string[] },
  now: Instant,
): Promise<AskedActRowWire[]> {
  const acts = await readAskedActs(deps.db, addMs(now, -approvalLastsMs));
  const rows: AskedActRowWire[] = [];
  for (const act of acts) {
    const approvals = await approvalsOf(deps.db, act.subject, now);
    const names = await officerNames(deps.db, [act.preparedBy, ...approvals.map((approval) => approval.officer)]);
    const given = approvals.map(({ officer, at, method }) => ({ officer, officerName: names.get(officer) ?? '', at, method }));
    const isOthers = act.preparedBy !== viewer.id && viewer.roles.includes('approver');
    rows.push({
      ...act,
      shown: { ...act.shown },
      preparedByName: names.get(act.preparedBy) ?? '',
      approvals: given,
      mayApprove: isOthers && !given.some(({ officer }) => officer === viewer.id),
    });
  }
  return rows;
}

interface Judged {
  readonly subject: string;
  readonly officer: string;
  readonly now: Instant;
}

async function approveAct(deps: ApprovalCallDeps, given: Judged & Parameters<typeof proveApproval>[1]): Promise<CallAnswer> {
  const act = await waitingAct(deps, given);
  if (act === null) return { kind: 'absent' };
  // What can be said without the proof is said first, since a code is good once.
  if (act.preparedBy === given.officer) return { kind: 'issues', issues: ownAct.issues };
  const proven = await proveApproval(deps, given);
  if (!proven.ok) return { kind: 'issues', issues: proven.issues };
  return deps.db.transaction().execute(async (tx): Promise<CallAnswer> => {
    const { actClass, preparedBy, caseRef, subject } = act;
    const recorded = await recordApproval(tx, proven.value, { preparedBy, actClass });
    if (!recorded.ok) return { kind: 'issues', issues: recorded.issues };
    await deps.announce(tx, approvalsTopic);
    const details = { subject, kind: actClass, preparedBy, caseRef, method: recorded.value.method };
    await deps.audit(tx, { event: 'approval.given', actor: given.officer, at: given.now, details });
    return answerJson({});
  });
}

async function returnAct(deps: ApprovalCallDeps, given: Judged): Promise<CallAnswer> {
  const act = await waitingAct(deps, given);
  if (act === null) return { kind: 'absent' };
  if (act.preparedBy === given.officer) return { kind: 'issues', issues: ownAct.issues };
  return deps.db.transaction().execute(async (tx): Promise<CallAnswer> => {
    await voidApprovals(tx, act.subject, given.now);
    await deps.announce(tx, approvalsTopic);
    const details = { subject: act.subject, kind: act.actClass, preparedBy: act.preparedBy, caseRef: act.caseRef };
    await deps.audit(tx, { event: 'approval.returned', actor: given.officer, at: given.now, details });
    return answerJson({});
  });
}

const ownAct = fail('officer', 'Whoever prepared an act cannot judge it.', 'Ask another officer who is an approver.');

function waitingAct(deps: ApprovalCallDeps, { subject, now }: Judged): Promise<WaitingAct | null> {
  return findAskedAct(deps.db, subject, addMs(now, -approvalLastsMs));
}
