// SPDX-License-Identifier: Apache-2.0
/**
 * A case whose order is in force does not end: after its end no measure can be taken, so what is frozen would stay frozen, and the
 * issuing authority could send the whole sum of the order to another state beside it.
 *
 *     XB  freezes 31,000.00                         XA  withdraws        refused: property is still frozen
 *     XA  releases      XB  reports the end         XA  withdraws        withdrawn
 *
 * Asked when a step is prepared, when it is sent, and by the receiver.
 */
import type { Issue } from '../../kernel/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import type { CaseEvent } from '../states/case-states.ts';
import type { CaseRecord, StepRecord } from '../store.ts';
import { measured } from './measured-case.ts';

const endings: ReadonlySet<CaseEvent> = new Set(['complete-reply', 'refusal', 'withdrawal', 'lapse']);

/** What stands against an event that would end the case now; nothing against any other event. */
export function issuesOfEnding(deps: AssistanceDeps, row: CaseRecord, steps: readonly StepRecord[], event: CaseEvent): readonly Issue[] {
  return endings.has(event) && row.request?.order !== undefined ? deps.measures.inForce({ case: measured(row, steps) }) : [];
}
