// SPDX-License-Identifier: Apache-2.0
/**
 * The requesting side of a call: its draft says that the request was made orally, and so is the note of it.
 *
 * From the first save on, the case shows the call in its timeline and runs the clocks that it started: until when it is to be confirmed
 * in writing, and what the other authority owes since. Where no agreement lets it be made orally, no clock runs, and the verdict beside
 * the form says so.
 */
import { agreementByDigest, type Verdict } from '../../agreements/index.ts';
import { type Instant, type Issue, newId, type Transaction } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { oralOfDraft } from '../cases/request-draft.ts';
import { type CaseDeadline, nextDueAt } from '../states/case-deadlines.ts';
import { type CaseId, eventsOfCase, insertEvent, updateCase } from '../store.ts';
import type { OralWire, RequestDraftWire } from '../wire.ts';
import { clocksOfCall } from './oral-clocks.ts';

interface SavedDraft {
  readonly caseId: CaseId;
  readonly draft: RequestDraftWire;
  readonly verdict: Verdict;
  readonly officer: string;
  readonly now: Instant;
}

/** A call lies behind us. */
export function issuesOfCall({ oral }: RequestDraftWire, now: Instant): Issue[] {
  const askedAt = oral?.askedAt ?? null;
  if (askedAt === null || askedAt <= now) return [];
  return [{ path: 'oral.askedAt', problem: 'This moment has not come yet.', remedy: 'Say when the call was.' }];
}

/** Before it is submitted, the call is told whole. */
export function gapsOfCall(draft: RequestDraftWire): Issue[] {
  if (draft.oral === undefined || draft.class !== 'urgent' || oralOfDraft(draft) !== undefined) return [];
  const { askedAt, askedBy, askedOf, asked } = draft.oral;
  const missing = [
    ['askedAt', askedAt !== null],
    ['askedBy', askedBy.trim() !== ''],
    ['askedOf', askedOf.trim() !== ''],
    ['asked', asked.trim() !== ''],
  ] as const;
  return missing.flatMap(([field, isThere]) =>
    isThere
      ? []
      : [{ path: `oral.${field}`, problem: 'It is missing of the call.', remedy: 'Say when it was, who called whom, and what was asked.' }],
  );
}

export async function keepCall(tx: Transaction, deps: AssistanceDeps, saved: SavedDraft): Promise<void> {
  const { caseId, draft, verdict, officer, now } = saved;
  const deadlines = await clocksOfDraft(tx, deps, draft, verdict, now);
  await updateCase(tx, caseId, { deadlines, next_due_at: nextDueAt(deadlines, 'draft')?.dueAt ?? null, updated_at: now });
  const oral = oralOfDraft(draft);
  if (oral === undefined) return;
  const isTold = (await eventsOfCase(tx, caseId)).some(
    ({ at, facts }) => facts.kind === 'asked-orally' && at === oral.askedAt && facts.detail === callWords(oral),
  );
  if (isTold) return;
  const shared = { step: 'request', authority: deps.self, officer, dispatch: null, clause: null } as const;
  const facts = { ...shared, kind: 'asked-orally', detail: callWords(oral) } as const;
  await insertEvent(tx, { id: newId('evt', now, deps.random), caseId, at: oral.askedAt as Instant, facts });
}

async function clocksOfDraft(
  tx: Transaction,
  deps: AssistanceDeps,
  draft: RequestDraftWire,
  { governing }: Verdict,
  now: Instant,
): Promise<CaseDeadline[]> {
  const oral = oralOfDraft(draft);
  const agreement =
    oral === undefined || governing === null ? null : agreementByDigest(await deps.agreementIndex(tx, now), governing.agreement.digest);
  if (oral === undefined || agreement === null) return [];
  const { assistance } = draft;
  const between = { requesting: deps.self, requested: draft.counterpart };
  return clocksOfCall(agreement, { class: 'urgent', assistance }, oral.askedAt as Instant, between);
}

/** For the timeline: who called whom. */
export function callWords({ askedBy, askedOf }: Pick<OralWire, 'askedBy' | 'askedOf'>): string {
  return `${askedBy} called ${askedOf}`;
}
