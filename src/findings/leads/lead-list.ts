// SPDX-License-Identifier: Apache-2.0
/** The inbox of leads: what waits, what is mine, what was put aside. */
import type { z } from 'zod';
import type { FindingsDeps } from '../findings-deps.ts';
import { closedRelays, keyOfRelay } from '../traces/closed-relays.ts';
import type { LeadListWire, leadListQuerySchema } from '../wire.ts';
import { leadRows } from './lead-rows.ts';
import { openStates, putAsideStates } from './lead-states.ts';
import { countLeads, cursorOfLead, type LeadPage, pageOfLeads } from './store.ts';

type Asked = z.output<typeof leadListQuerySchema>;

export async function leadList(
  deps: FindingsDeps,
  asked: Asked,
  viewer: { readonly id: string; readonly knowsReports: boolean },
): Promise<LeadListWire> {
  const { database: db } = deps;
  const { kind = null, list = null, after = null, limit } = asked;
  const { id: officer, knowsReports } = viewer;
  const viewing = { knowsReports, closed: [...(await closedRelays(db, deps, officer))].map(keyOfRelay) };
  const page: LeadPage = { ...boxes[asked.box], assignee: asked.box === 'mine' ? officer : null, kind, list, ...viewing, after, limit };
  const found = await pageOfLeads(db, page);
  const leads = found.slice(0, limit);
  const last = leads.at(-1);
  return {
    rows: await leadRows(db, deps, leads, officer),
    next: found.length > limit && last !== undefined ? cursorOfLead(last) : null,
    counts: {
      open: await countLeads(db, { states: openStates, assignee: null, ...viewing }),
      mine: await countLeads(db, { states: openStates, assignee: officer, ...viewing }),
    },
  };
}

const boxes: Readonly<Record<Asked['box'], Pick<LeadPage, 'states'>>> = {
  open: { states: openStates },
  mine: { states: [...openStates, 'requested'] },
  'put-aside': { states: putAsideStates },
  all: { states: null },
};
