// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of a case as they started at the receipt of its request: those of its own class, and of an urgent one also those that
 * run where the requested authority contests the urgency.
 *
 * Computed again from the agreement and the moment of receipt in the timeline, never from what stands in the case; where the agreement
 * is not here any more, what stands in the case is all there is.
 */
import { agreementByDigest } from '../../agreements/index.ts';
import type { Database } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { type CaseRecord, eventsOfCase } from '../store.ts';
import { startDeadlines } from './case-deadlines.ts';
import type { StartedClocks } from './replay-case.ts';

export async function startedClocks(db: Database, deps: AssistanceDeps, row: CaseRecord): Promise<StartedClocks> {
  const events = await eventsOfCase(db, row.id);
  const received = events.find(({ facts }) => facts.step === 'request' && facts.kind === 'delivered');
  if (received === undefined || row.agreement === null || row.request === null) return { own: row.deadlines, normal: null };
  const agreement = agreementByDigest(await deps.agreementIndex(db, received.at), row.agreement.digest);
  if (agreement === null) return { own: row.deadlines, normal: null };
  const requested = row.side === 'requested' ? deps.self : row.counterpart;
  const start = (request: { readonly class: 'normal' | 'urgent' }) =>
    startDeadlines(agreement, { assistance: (row.request ?? row.draft).assistance, class: request.class }, received.at, requested);
  const own = start(row.request);
  return { own, normal: row.request.class === 'urgent' ? start({ class: 'normal' }) : null };
}
