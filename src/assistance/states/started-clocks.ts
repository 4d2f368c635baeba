// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of a case as they started at the receipt of its request: those of its own class, and of an urgent one also those that
 * run where the requested authority contests the urgency.
 *
 * Computed again from the agreement and the moment of receipt in the timeline, never from what stands in the case; where the agreement
 * is not here any more, what stands in the case is all there is. A request that is reopened runs on those that it ran on, from then.
 */
import { agreementByDigest } from '../../agreements/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import type { EventFacts } from '../cases/timeline.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { type CaseRecord, eventsOfCase } from '../store.ts';
import { type CaseDeadline, clocksFrom, noClocks, startDeadlines, urgencyContested } from './case-deadlines.ts';
import { clocksOfRequest } from '../oral-requests/oral-clocks.ts';
import { failedDispatches, type StartedClocks } from './replay-case.ts';

export async function startedClocks(
  db: Database,
  deps: Pick<AssistanceDeps, 'agreementIndex' | 'self'>,
  row: CaseRecord,
): Promise<StartedClocks> {
  const events = await eventsOfCase(db, row.id);
  // The last of them: a case that began on paper was sent anew to the server that its counterpart has since.
  const received = events.findLast(({ facts }) => facts.step === 'request' && facts.kind === 'delivered');
  if (received === undefined || row.agreement === null || row.request === null) return unknownClocks(row);
  const agreement = agreementByDigest(await deps.agreementIndex(db, received.at), row.agreement.digest);
  if (agreement === null) return unknownClocks(row);
  const [requested, requesting] = row.side === 'requested' ? [deps.self, row.counterpart] : [row.counterpart, deps.self];
  const { assistance, class: requestClass } = row.request;
  const start = (of: 'normal' | 'urgent', at: Instant) => startDeadlines(agreement, { assistance, class: of }, at, requested);
  const sentAt = events.findLast(({ facts }) => facts.kind === 'sent' && facts.dispatch === received.facts.dispatch)?.at ?? received.at;
  const own = clocksOfRequest(agreement, row.request, { sentAt, receivedAt: received.at }, { requested, requesting });
  const failed = failedDispatches(events);
  const isContested = events.some(({ facts }) => isContesting(facts) && !failed.has(facts.dispatch));
  const isAgain = ({ step }: CaseDeadline): boolean => step !== 'acknowledge' && step !== 'contest-urgency';
  return {
    own,
    normal: requestClass === 'urgent' ? start('normal', received.at) : null,
    reopened: (at) => start(isContested ? 'normal' : requestClass, at).filter(isAgain),
    from: (step) => clocksFrom({ agreement, request: { assistance, class: requestClass }, requested, requesting }, step),
  };
}

function isContesting(facts: EventFacts): boolean {
  return facts.kind === 'sent' && facts.step === 'acknowledgement' && facts.detail === urgencyContested;
}

function unknownClocks(row: CaseRecord): StartedClocks {
  return { own: row.deadlines, ...noClocks, from: () => [] };
}
