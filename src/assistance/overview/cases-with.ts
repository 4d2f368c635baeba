// SPDX-License-Identifier: Apache-2.0
/** Cases with one authority, each with the steps that the table of states takes from it now: what a letter of its can be. */
import type { Database } from '../../kernel/index.ts';
import { sideOfStep, transitions } from '../states/case-states.ts';
import { type CaseRecord, casesOfCounterpart } from '../store.ts';
import { type StepKind, stepKinds } from '../wire.ts';

export interface CaseWith {
  readonly id: string;
  readonly subject: string;
  readonly reference: string;
  readonly state: CaseRecord['state'];
  readonly side: CaseRecord['side'];
  readonly steps: readonly StepKind[];
}

/** The newest first; drafts of ours, which the other authority does not know, are left out. */
export async function casesWith(db: Database, counterpart: string, limit: number): Promise<CaseWith[]> {
  const rows = await casesOfCounterpart(db, counterpart, limit);
  return rows.filter(({ state }) => state !== 'draft' && state !== 'awaiting-approval').map(lineOf);
}

function lineOf({ id, side, state, draft, request }: CaseRecord): CaseWith {
  const { reference, content } = request ?? draft;
  const theirs = side === 'requesting' ? 'requested' : 'requesting';
  const events = new Set<string>(transitions.filter(({ from, by }) => from === state && by === theirs).map(({ event }) => event));
  const steps = stepKinds.filter(
    (kind) => sideOfStep[kind] === theirs && (eventsOfKind[kind] ?? [kind]).some((event) => events.has(event)),
  );
  return { id, subject: content.subject ?? '', reference, state, side, steps };
}

/** Steps that make more than one event. */
const eventsOfKind: Partial<Record<StepKind, readonly string[]>> = {
  reply: ['partial-reply', 'complete-reply'],
  feedback: ['use-report', 'feedback'],
};
