// SPDX-License-Identifier: Apache-2.0
/** Leads as a list shows them: a case made of a lead is named to those only who may see that case. */
import type { Database } from '../../kernel/index.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import type { LeadRowWire } from '../wire.ts';
import type { LeadRecord } from './store.ts';

type Deps = Pick<FindingsDeps, 'officerNames' | 'hiddenCases'>;

/** Names by officer; of the cases those that the reader may not see. */
interface Known {
  readonly names: ReadonlyMap<string, string>;
  readonly hidden: ReadonlySet<string>;
}

/** In the order given. */
export async function leadRows(db: Database, deps: Deps, leads: readonly LeadRecord[], officer: string): Promise<LeadRowWire[]> {
  const names = await deps.officerNames(db, [...new Set(leads.flatMap(({ assignee }) => assignee ?? []))]);
  const cases = leads.flatMap(({ case_ref: caseRef }) => caseRef ?? []);
  const hidden = await deps.hiddenCases(db, officer, cases);
  return leads.map((lead) => leadRow(lead, { names, hidden }));
}

export function leadRow(lead: LeadRecord, { names, hidden }: Known): LeadRowWire {
  const { id, kind, state, title, sentence, strength, list, purpose, assignee, news, case_ref: caseRef } = lead;
  return {
    id,
    kind,
    state,
    title,
    sentence,
    strength,
    list,
    purpose,
    assignee: assignee === null ? null : { id: assignee, name: names.get(assignee) ?? assignee },
    news,
    caseRef: caseRef === null || hidden.has(caseRef) ? null : caseRef,
    raisedAt: lead.raised_at,
    updatedAt: lead.updated_at,
  };
}
