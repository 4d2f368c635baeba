// SPDX-License-Identifier: Apache-2.0
/** What becomes of leads whose subject left its list: those that nobody has judged are closed, and all say so in their history. */
import { newId, type Transaction } from '../../kernel/index.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import { leadTransition } from './lead-states.ts';
import { changeState } from './move-lead.ts';
import { insertLeadEvent, lockLeadsOn } from './store.ts';

/** Gives how many leads there were. */
export async function endListings(
  tx: Transaction,
  deps: FindingsDeps,
  gone: { readonly list: string; readonly subjects: readonly string[]; readonly version: number },
  by: By,
): Promise<number> {
  const leads = await lockLeadsOn(tx, gone.list, gone.subjects);
  const reason = `The subject is not in version ${gone.version} of ${gone.list}.`;
  for (const lead of leads) {
    if (leadTransition(lead.state, 'listing-ended') === null) {
      const event = { lead: lead.id, at: by.now, event: 'listing-ended', from: lead.state, to: lead.state } as const;
      await insertLeadEvent(tx, { id: newId('evt', by.now, deps.random), ...event, officer: 'server', reason, usefulness: null });
    } else await changeState(tx, deps, lead, { event: 'listing-ended', reason }, { ...by, officer: 'server' });
  }
  return leads.length;
}
