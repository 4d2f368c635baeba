// SPDX-License-Identifier: Apache-2.0
/** Moves of a lead by the table of its states: taken, given to an officer, released, reopened, closed with a word on its use. */
import { noteAudit } from '../../audit/index.ts';
import { newId, type Transaction } from '../../kernel/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import type { LeadEvent, LeadMoveWire, usefulness } from '../wire.ts';
import { leadTransition, triagers } from './lead-states.ts';
import { insertLeadEvent, type LeadRecord, lockLead, updateLead } from './store.ts';

export interface Move {
  readonly event: Exclude<LeadEvent, 'raise'>;
  readonly reason: string;
  readonly usefulness?: (typeof usefulness)[number];
  /** From now on; left out: as before. */
  readonly assignee?: string | null;
  readonly caseRef?: string;
}

/** Moves the lead in the caller's transaction; the caller has asked the table. Gives the lead as it is then. */
export async function changeState(
  tx: Transaction,
  deps: Pick<FindingsDeps, 'random'>,
  lead: LeadRecord,
  move: Move,
  by: By,
): Promise<LeadRecord> {
  const transition = leadTransition(lead.state, move.event);
  if (transition === null) throw new Error(`the lead is ${lead.state} and knows no ${move.event}`);
  const change = {
    state: transition.to,
    assignee: move.assignee === undefined ? lead.assignee : move.assignee,
    news: transition.roles.length === 0 ? lead.news : null,
    case_ref: move.caseRef ?? lead.case_ref,
    updated_at: by.now,
  };
  await updateLead(tx, lead.id, change);
  const said = { officer: by.officer, reason: move.reason, usefulness: move.usefulness ?? null };
  const event = { lead: lead.id, at: by.now, event: move.event, from: lead.state, to: transition.to, ...said };
  await insertLeadEvent(tx, { id: newId('evt', by.now, deps.random), ...event });
  const details = { lead: lead.id, event: move.event, from: lead.state, to: transition.to, caseRef: move.caseRef ?? null };
  await noteAudit(tx, { event: 'lead.changed', actor: by.officer, at: by.now, details }, deps.random);
  return { ...lead, ...change };
}

export function stateIssue(lead: LeadRecord, event: LeadEvent): Outcome<never> {
  return issue(
    'event',
    `The lead is "${lead.state}"; "${event}" cannot follow.`,
    'Look at the lead again: another officer may have moved it.',
  );
}

/** A move that an officer asks for by name; judging and drafting have calls of their own. */
export function moveLead(deps: FindingsDeps, id: string, move: LeadMoveWire, by: By): Promise<Outcome<LeadRecord>> {
  return change(deps, async (tx) => {
    const lead = await lockLead(tx, id);
    if (lead === null) return absent;
    if (leadTransition(lead.state, move.event) === null) return stateIssue(lead, move.event);
    const assignee = await assigneeOf(tx, deps, move, by);
    if (assignee.kind !== 'done') return assignee;
    const usefulnessPart = move.event === 'close' ? { usefulness: move.usefulness } : {};
    const reason = move.event === 'take' ? '' : move.reason;
    const moved = await changeState(tx, deps, lead, { event: move.event, reason, ...usefulnessPart, ...assignee.value }, by);
    await deps.announce(tx, 'findings');
    return done(moved);
  });
}

async function assigneeOf(
  tx: Transaction,
  deps: FindingsDeps,
  move: LeadMoveWire,
  by: By,
): Promise<Outcome<{ readonly assignee?: string | null }>> {
  if (move.event === 'take' || move.event === 'reopen') return done({ assignee: by.officer });
  if (move.event === 'release') return done({ assignee: null });
  if (move.event !== 'assign') return done({});
  const known = await deps.officersWith(tx, triagers);
  if (known.some(({ id }) => id === move.officer)) return done({ assignee: move.officer });
  return issue('officer', 'No officer of this identifier triages leads.', 'Choose one of the list.');
}
