// SPDX-License-Identifier: Apache-2.0
/** The calls of training: what can be rehearsed and with whom, beginning, and the review. What follows is done in the case itself. */
import { z } from 'zod';
import { agreementsBetween } from '../agreements/index.ts';
import { caseDetail, caseRows, checkDraft, openDraft } from '../assistance/index.ts';
import type { CaseDetailWire, RequestDraftWire } from '../assistance/wire.ts';
import { jointDetail, jointRows } from '../joint-operations/index.ts';
import { answerJson, type CallAnswer, type CallDefinition, type CallInput, defineCall, type Instant } from '../kernel/index.ts';
import { referenceOf, type Rehearsal, rehearsalNamed } from './rehearsal.ts';
import { findRehearsal, rehearsals } from './rehearsals.ts';
import { type Rehearsed, reviewOf } from './review.ts';
import type { TrainingDeps } from './training-deps.ts';
import { beginRehearsalSchema, begunSchema, type RehearsalRowWire, reviewSchema, trainingSchema, type TrainingWire } from './wire.ts';

const readers = ['preparer', 'approver', 'records-keeper', 'auditor'];
const preparers = ['preparer'];
/** Own requests that are looked through for one that was made again: those of the last rehearsals are among them. */
const rowsMax = 200;

export function trainingCalls(deps: TrainingDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/training',
      whoMay: readers,
      summary: 'What can be rehearsed, and the training authorities with which it can be.',
      answer: trainingSchema,
      handle: async ({ now }) => answerJson({ counterparts: await counterparts(deps, now), rehearsals: rehearsals.map(rowOf) }),
    }),
    defineCall({
      method: 'POST',
      path: '/api/training/rehearsals/:key/cases',
      whoMay: preparers,
      summary: 'Begins a rehearsal: opens a case with a training authority and the draft of the exercise.',
      params: z.strictObject({ key: z.string().max(60) }),
      body: { kind: 'json', schema: beginRehearsalSchema },
      answer: begunSchema,
      handle: async ({ params, body, officer, now }) => begin(deps, { key: params.key, counterpart: body.counterpart, officer, now }),
    }),
    defineCall({
      method: 'GET',
      path: '/api/training/cases/:id/review',
      whoMay: readers,
      summary: 'How a rehearsal goes: what was done well, missed, and is still open. Absent for a case that is none.',
      params: z.strictObject({ id: z.string().max(60) }),
      answer: reviewSchema,
      handle: async ({ params, officer, now }) => review(deps, { caseId: params.id, officer, now }),
    }),
  ];
}

type Officer = CallInput<unknown, unknown, unknown>['officer'];

async function counterparts({ assistance, trainingPeers }: TrainingDeps, now: Instant): Promise<TrainingWire['counterparts']> {
  const peers = await trainingPeers(assistance.database);
  if (peers.length === 0) return [];
  const index = await assistance.agreementIndex(assistance.database, now);
  return peers.map((peer) => {
    const agreed = agreementsBetween(index, assistance.self, peer.authorityId, now);
    const mayRehearse = peer.state === 'live' && agreed.some(({ document }) => document.terms.some(({ kind }) => kind === 'assistance'));
    return { ...peer, mayRehearse };
  });
}

interface Beginning {
  readonly key: string;
  readonly counterpart: string;
  readonly officer: Officer;
  readonly now: Instant;
}

async function begin(deps: TrainingDeps, { key, counterpart, officer, now }: Beginning): Promise<CallAnswer> {
  const rehearsal = findRehearsal(key);
  if (rehearsal === null || officer === null) return { kind: 'absent' };
  const found = (await counterparts(deps, now)).find(({ authorityId }) => authorityId === counterpart);
  if (found?.mayRehearse !== true) {
    const problem = 'It is no training authority with which an arrangement is in force.';
    return { kind: 'issues', issues: [{ path: 'counterpart', problem, remedy: 'Choose one of the training authorities that are shown.' }] };
  }
  const opened = await openDraft(deps.assistance, draftOf(rehearsal, counterpart), officer.id, now);
  return opened.kind === 'done' ? answerJson({ caseId: opened.caseId }) : opened;
}

function draftOf({ key, draft }: Rehearsal, counterpart: string): RequestDraftWire {
  return { counterpart, reference: referenceOf(key), ...draft, content: { ...draft.content } };
}

function rowOf({ key, title, story, teaches, draft }: Rehearsal): RehearsalRowWire {
  return { key, title, story, teaches: [...teaches], assistance: draft.assistance, class: draft.class };
}

async function review(
  deps: TrainingDeps,
  { caseId, officer, now }: { readonly caseId: string; readonly officer: Officer; readonly now: Instant },
): Promise<CallAnswer> {
  if (officer === null) return { kind: 'absent' };
  const { assistance } = deps;
  const detail = await caseDetail(assistance.database, assistance, { caseId, viewer: officer, now });
  const rehearsal = detail === null ? null : findRehearsal(rehearsalNamed(detail.row.reference));
  const isOwn = detail?.row.counterpart.isTraining === true && detail.row.side === 'requesting';
  if (detail === null || rehearsal === null || !isOwn) return { kind: 'absent' };
  const found = reviewOf(await rehearsed(deps, { key: rehearsal.key, detail, now }));
  return answerJson({ rehearsal: rowOf(rehearsal), isOver: found.isOver, lines: [...found.lines] });
}

async function rehearsed(
  { assistance, joint }: TrainingDeps,
  { key, detail, now }: { readonly key: string; readonly detail: CaseDetailWire; readonly now: Instant },
): Promise<Rehearsed> {
  const { database } = assistance;
  const { id, counterpart } = detail.row;
  const matters = await jointRows(database, joint, { agreement: null, caseRef: id, now });
  const differences: Rehearsed['differences'][number][] = [];
  for (const { id: matter, work } of matters) {
    const found = work === 'difference' ? await jointDetail(database, joint, { matter, now }) : null;
    const raise = found?.notes.find(({ kind }) => kind === 'raise');
    if (found === null || raise === undefined) continue;
    const hasYielded = found.notes.some(
      ({ said, author }) => said.kind === 'position' && said.outcome === 'yields' && author.authorityId === counterpart.authorityId,
    );
    differences.push({ raisedAt: raise.at, hasYielded });
  }
  const own = await caseRows(database, assistance, { box: 'outbox', limit: rowsMax, now });
  const isAskedAgain = own.some(
    (row) =>
      row.id > id &&
      row.counterpart.authorityId === counterpart.authorityId &&
      rehearsalNamed(row.reference) === key &&
      row.state !== 'draft',
  );
  return { key, detail, findings: checkDraft(detail.draft), differences, isAskedAgain };
}
