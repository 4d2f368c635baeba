// SPDX-License-Identifier: Apache-2.0
/** For rooms whose dispatches travel in a case beside its steps: their events stand in its timeline on both sides, and notices follow. */
import { type Instant, newId, type Transaction } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import type { EventFacts, TravelsBeside } from '../cases/timeline.ts';
import { insertEvent, type CaseId } from '../store.ts';

export async function noteInTimeline(
  tx: Transaction,
  deps: Pick<AssistanceDeps, 'random' | 'announce'>,
  given: {
    readonly caseId: string;
    readonly at: Instant;
    readonly now: Instant;
    readonly facts: EventFacts & { readonly step: TravelsBeside };
  },
): Promise<void> {
  const { caseId, at, now, facts } = given;
  await insertEvent(tx, { id: newId('evt', now, deps.random), caseId: caseId as CaseId, at, facts });
  await deps.announce(tx, 'cases');
}
