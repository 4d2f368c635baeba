// SPDX-License-Identifier: Apache-2.0
/**
 * Why a case is shown to this officer, as a list in the order of weight; and what this officer does next in it.
 *
 * A row of a list that does not say why it is there makes people open it to find out. So each reason is a word with its figures, and the
 * screen writes the sentence. Nothing of it is a right: what may be done is the table of states' word, asked with the officer's roles.
 */
import { type CaseInList, type NextStep, nextOfState } from '../../assistance/index.ts';
import type { WhyWire } from './wire.ts';

export interface Reading {
  readonly officer: { readonly id: string; readonly roles: readonly string[] };
  readonly assignee: string | null;
  /** Of whom this officer is the deputy today. */
  readonly standsInFor: readonly string[];
  readonly isOnDuty: boolean;
  readonly openTasks: number;
  /** Of those for whom this officer stands in. */
  readonly deputyTasks: number;
  readonly isMentioned: boolean;
  /** Loans of the case that end by the next working day, or have ended. */
  readonly loans: readonly { readonly isOver: boolean }[];
}

export function whyMe(found: CaseInList, reading: Reading): WhyWire[] {
  const { officer, assignee, standsInFor } = reading;
  const { waiting, returnedTo, row } = found;
  const why: WhyWire[] = [];
  const mayApprove = waiting !== null && waiting.preparedBy !== officer.id && officer.roles.includes('approver');
  if (mayApprove) why.push({ kind: 'approve', step: waiting.kind });
  if (returnedTo === officer.id) why.push({ kind: 'returned' });
  if (assignee === officer.id) why.push({ kind: 'yours' });
  if (assignee !== null && standsInFor.includes(assignee)) why.push({ kind: 'deputy', officer: assignee });
  if (reading.openTasks > 0) why.push({ kind: 'tasks', count: reading.openTasks });
  if (reading.deputyTasks > 0) why.push({ kind: 'deputy-tasks', count: reading.deputyTasks });
  if (reading.isMentioned) why.push({ kind: 'mentioned' });
  if (reading.loans.length > 0 && mayKeep(officer))
    why.push({ kind: 'loan', count: reading.loans.length, isOver: reading.loans.some(({ isOver }) => isOver) });
  const isOurTurn = row.nextDeadline?.owedBy === 'us';
  if (assignee === null && isOurTurn && reading.isOnDuty) why.push({ kind: 'duty' });
  if (assignee === null && isOurTurn && !reading.isOnDuty && nextSteps(found, officer).length > 0) why.push({ kind: 'nobody' });
  return why;
}

/** Whoever may write into a custody log. */
function mayKeep({ roles }: Reading['officer']): boolean {
  return roles.some((role) => role === 'preparer' || role === 'records-keeper');
}

/** Approving comes before everything else. What may be done at any time stands on the page of the case, and is never what comes next. */
export function nextSteps(found: CaseInList, officer: Reading['officer']): NextStep[] {
  const { row, waiting } = found;
  const next = nextOfState({ state: row.state, side: row.side, isWaiting: waiting !== null, against: found.against }, officer.roles);
  const mayApprove = waiting !== null && waiting.preparedBy !== officer.id && officer.roles.includes('approver');
  const ranked = next.filter((step) => order.includes(step)).toSorted((left, right) => order.indexOf(left) - order.indexOf(right));
  return mayApprove ? ['approve', 'return', ...ranked] : ranked;
}

const order: readonly NextStep[] = [
  'approve',
  'return',
  'submit',
  'edit',
  'answer-back',
  'comment-on-draft',
  'share-draft',
  'cure',
  'rebut',
  'reopen',
  'uphold',
  'acknowledge',
  'reply',
  'ask-back',
  'report-use',
  'tell-delay',
  'postpone',
  'report-impossible',
  'let-lapse',
  'refuse',
];
