// SPDX-License-Identifier: Apache-2.0
/**
 * The states of a report in the queue, and what leads from one to another.
 *
 *     new -- take-up --> being-read -- use --> used -- close --> closed
 *                         |     ^   \------- close ------------>  |
 *                        ask  answer                              |
 *                         v     |                                 |
 *                       asked-back          being-read <-- reopen / supplement
 *
 * `ask`, `answer` and `supplement` happen by other acts: a question to the firm, its answer, and a report that adds to this one.
 */
import type { ReportMove, ReportState } from '../wire.ts';

export type ReportEvent = ReportMove | 'ask' | 'answer' | 'supplement';

interface Transition {
  readonly from: ReportState;
  readonly event: ReportEvent;
  readonly to: ReportState;
}

export const transitions: readonly Transition[] = [
  { from: 'new', event: 'take-up', to: 'being-read' },
  { from: 'being-read', event: 'take-up', to: 'being-read' },
  { from: 'being-read', event: 'ask', to: 'asked-back' },
  { from: 'asked-back', event: 'ask', to: 'asked-back' },
  { from: 'asked-back', event: 'answer', to: 'being-read' },
  { from: 'asked-back', event: 'close', to: 'closed' },
  { from: 'being-read', event: 'use', to: 'used' },
  { from: 'asked-back', event: 'use', to: 'used' },
  { from: 'being-read', event: 'close', to: 'closed' },
  { from: 'used', event: 'close', to: 'closed' },
  { from: 'used', event: 'ask', to: 'asked-back' },
  { from: 'used', event: 'supplement', to: 'being-read' },
  { from: 'closed', event: 'supplement', to: 'new' },
  { from: 'closed', event: 'reopen', to: 'being-read' },
];

/** The state that follows, or null where the event has no place. */
export function nextState(from: ReportState, event: ReportEvent): ReportState | null {
  return transitions.find((row) => row.from === from && row.event === event)?.to ?? null;
}
