// SPDX-License-Identifier: Apache-2.0
/**
 * The states of a dispatch on its way, on both sides, and what leads from one to the next.
 *
 * States are words and transitions are a table, for the sender and for the recipient. A receipt names the recipient's state;
 * what the sender believes follows from receipts alone, so the two tables fit into each other:
 *
 *     sender      waiting -> leased -> custody -> delivered -> opened
 *                                 \-> rejected, not-delivered
 *     recipient   (arrives) -> held, quarantined -> delivered -> opened
 *                          \-> rejected
 *
 * `held`: the one before it in its channel is missing. `quarantined`: our own judging of it broke off. Both are durable, and
 * the sender gets a receipt of custody for them.
 */

export const outboxStates = ['waiting', 'leased', 'custody', 'delivered', 'opened', 'rejected', 'not-delivered'] as const;
export type OutboxState = (typeof outboxStates)[number];

export const inboxStates = ['held', 'quarantined', 'delivered', 'opened', 'rejected'] as const;
export type InboxState = (typeof inboxStates)[number];
export type HeldState = Extract<InboxState, 'held' | 'quarantined'>;

interface Transition<State> {
  readonly from: State | 'none';
  readonly event: string;
  readonly to: State;
  /** Who brings it about, and what makes it durable. */
  readonly by: string;
}

export const sending: readonly Transition<OutboxState>[] = [
  { from: 'none', event: 'queue', to: 'waiting', by: 'a room with a permit; entry `dispatch.queued`' },
  { from: 'waiting', event: 'claim', to: 'leased', by: 'a worker, with a lease token' },
  { from: 'custody', event: 'claim', to: 'leased', by: 'a worker, to ask for a later receipt' },
  { from: 'leased', event: 'nothing signed came back', to: 'waiting', by: 'the worker, or another when the lease has lapsed' },
  { from: 'leased', event: 'custody', to: 'custody', by: 'receipt of custody; entry `dispatch.in-custody`' },
  { from: 'leased', event: 'delivered', to: 'delivered', by: 'receipt of delivery; entry `dispatch.delivered`' },
  { from: 'waiting', event: 'delivered', to: 'delivered', by: 'a receipt that the peer told by itself' },
  { from: 'custody', event: 'delivered', to: 'delivered', by: 'a receipt that the peer told by itself' },
  { from: 'leased', event: 'rejected', to: 'rejected', by: 'signed rejection for good; entry `dispatch.rejected`' },
  { from: 'waiting', event: 'rejected', to: 'rejected', by: 'a rejection that the peer told by itself' },
  { from: 'custody', event: 'rejected', to: 'rejected', by: 'a rejection that the peer told by itself' },
  { from: 'leased', event: 'time over', to: 'not-delivered', by: 'the worker; entry `dispatch.not-delivered` with a signed statement' },
  { from: 'delivered', event: 'opened', to: 'opened', by: 'receipt of opening; entry `dispatch.opened-there`' },
];

export const receiving: readonly Transition<InboxState>[] = [
  { from: 'none', event: 'fit', to: 'delivered', by: 'the judging; entry `dispatch.admitted`' },
  { from: 'none', event: 'unfit', to: 'rejected', by: 'the judging; entry `dispatch.refused-admission`' },
  { from: 'none', event: 'gap', to: 'held', by: 'the order of its channel; entry `dispatch.held`' },
  { from: 'none', event: 'judging broke off', to: 'quarantined', by: 'the server; entry `dispatch.held`' },
  { from: 'none', event: 'given up', to: 'rejected', by: "the sender's statement of non-delivery" },
  { from: 'held', event: 'fit', to: 'delivered', by: 'the judging, when the gap is filled' },
  { from: 'held', event: 'unfit', to: 'rejected', by: 'the judging, when the gap is filled' },
  { from: 'held', event: 'judging broke off', to: 'quarantined', by: 'the server' },
  { from: 'held', event: 'given up', to: 'rejected', by: "the sender's statement of non-delivery" },
  { from: 'held', event: 'time over', to: 'rejected', by: 'the server, after 24 hours; code `order-gap`' },
  { from: 'quarantined', event: 'fit', to: 'delivered', by: 'the judging, when it is tried again' },
  { from: 'quarantined', event: 'unfit', to: 'rejected', by: 'the judging, when it is tried again' },
  { from: 'quarantined', event: 'given up', to: 'rejected', by: "the sender's statement of non-delivery" },
  { from: 'quarantined', event: 'time over', to: 'rejected', by: 'the server, after 24 hours; code `not-judged`' },
  { from: 'delivered', event: 'opened', to: 'opened', by: 'the first officer who opens the case; entry `dispatch.opened`' },
];

/** Whether a receipt can move a dispatch of ours from where it stands; a state that nothing leaves is an end. */
export function canMove(from: OutboxState, event: 'custody' | 'delivered' | 'rejected' | 'opened'): boolean {
  return sending.some((transition) => transition.from === from && transition.event === event);
}

export function isHeld(state: InboxState): state is HeldState {
  return state === 'held' || state === 'quarantined';
}

/** Both tables as a page for operators. */
export function deliveryStatesReference(): string {
  const table = (transitions: readonly Transition<string>[]): string[] => [
    '| from | event | to | by |',
    '| --- | --- | --- | --- |',
    ...transitions.map(({ from, event, to, by }) => `| ${from === 'none' ? '' : from} | ${event} | ${to} | ${by} |`),
  ];
  return [
    '# States of a dispatch',
    '',
    'For operators and lawyers. Made from `src/exchange/delivery/delivery-states.ts`. Every transition is one transaction together with',
    'its entry in the log. What the sender knows, it knows from signed receipts; anything unsigned moves only the next attempt.',
    '',
    '## At the sender',
    '',
    ...table(sending),
    '',
    '## At the recipient',
    '',
    ...table(receiving),
    '',
    'A rejection for now (`isRetryable`) is signed and logged and leads nowhere: the dispatch is judged anew when it comes again. What',
    'is `not-delivered` stays so even when a receipt comes later; the receipt is then kept beside it, and an officer is shown both.',
    '',
  ].join('\n');
}
