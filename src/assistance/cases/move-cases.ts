// SPDX-License-Identifier: Apache-2.0
/**
 * Moving open cases to the server that a counterpart by letter has now.
 *
 * Its server knows nothing of a case that went on paper. So each request of ours that is still open becomes a draft again, in its own
 * case and word for word: it is judged under the agreement with the server, approved and sent, and from its receipt on the case goes on by
 * dispatch, with the clocks of that receipt. What was written and received on paper stays in the timeline. Nothing leaves by the move itself.
 */
import { noteAudit } from '../../audit/index.ts';
import { type Instant, newId, type Transaction } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { transitionOf } from '../states/case-states.ts';
import { casesOfCounterpart, insertEvent, updateCase } from '../store.ts';
import { voidWaitingStep } from './drafts.ts';

/** More cases with one authority by letter than any has. */
const casesMax = 1000;

export interface Move {
  /** The identity by letter, and that of the server. */
  readonly from: string;
  readonly to: string;
  readonly officer: string;
  readonly now: Instant;
}

/** How many cases were moved. What the other authority opened by letter stays on paper: its server would have to ask anew. */
export async function moveCases(tx: Transaction, deps: AssistanceDeps, { from, to, officer, now }: Move): Promise<number> {
  const rows = (await casesOfCounterpart(tx, from, casesMax)).filter(({ side, state }) => side === 'requesting' && isUnderWay(state));
  for (const row of rows) {
    await voidWaitingStep(tx, row, now);
    const draft = { ...row.draft, counterpart: to };
    const begun = { state: 'draft', resume_state: null, agreement: null, request: null, deadlines: [], next_due_at: null } as const;
    await updateCase(tx, row.id, { ...begun, counterpart: to, draft, updated_at: now });
    const about = { step: 'request', dispatch: null, clause: null, detail: null, letter: { kind: 'moved' } } as const;
    const facts = { kind: 'prepared', authority: deps.self, officer, ...about } as const;
    await insertEvent(tx, { id: newId('evt', now, deps.random), caseId: row.id, at: now, facts });
    const details = { caseRef: row.id, step: 'request', from: row.state, to: 'draft', reason: 'joined', peer: to };
    await noteAudit(tx, { event: 'case.state-changed', actor: officer, at: now, details }, deps.random);
  }
  if (rows.length > 0) await deps.announce(tx, 'cases');
  return rows.length;
}

/** Drafts and requests under approval too: they go to whom they were meant for. */
function isUnderWay(state: Parameters<typeof transitionOf>[0]): boolean {
  return state === 'draft' || state === 'awaiting-approval' || state === 'sent' || transitionOf(state, 'complete-reply') !== null;
}
