// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of an order for evidence. The decision is due after receipt, and is among the deadlines of the case, as is the reply
 * where the agreement sets a time for that; what is sought is due after the decision; what is preserved ends by itself, unless an
 * order for production comes before, which is for the issuing authority.
 *
 *     received 2 March      decide by 1 April (put off once, to 1 May at most)      recognised 20 March      carried out by 18 June
 */
import { clockAfter, type KnownAgreement } from '../agreements/index.ts';
import type { MeasuredCase } from '../assistance/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Gathering } from './play-gathering.ts';
import type { GatheringClockWire } from './wire.ts';

export function gatheringClocks(given: {
  readonly facts: MeasuredCase;
  readonly gathering: Gathering;
  readonly agreement: KnownAgreement | null;
  readonly self: string;
  readonly now: Instant;
}): GatheringClockWire[] {
  const { facts, gathering, agreement, self, now } = given;
  const executing = facts.side === 'requested' ? self : facts.counterpart;
  const owedByExecuting = facts.side === 'requested' ? 'us' : 'them';
  const owedByIssuing = facts.side === 'requested' ? 'them' : 'us';
  const clock = (one: Omit<GatheringClockWire, 'isOver'>): GatheringClockWire => ({
    ...one,
    isOver: one.metAt === null && one.dueAt < now,
  });
  const clocks: GatheringClockWire[] = [];
  for (const { step, dueAt, metAt, sentence } of facts.deadlines) {
    if (step === 'reply') clocks.push(clock({ what: 'reply', dueAt, owedBy: owedByExecuting, metAt, sentence }));
    if (step !== 'decide' && step !== 'provisional-measure') continue;
    clocks.push(clock({ what: 'decide', dueAt, owedBy: owedByExecuting, metAt: metAt ?? gathering.decidedAt, sentence }));
  }
  if (gathering.recognisedAt !== null && agreement !== null) {
    const due = clockAfter(agreement, 'execute', facts, { startedAt: gathering.recognisedAt, asOf: gathering.recognisedAt }, executing);
    if (due !== null) {
      const { dueAt, sentence } = due;
      clocks.push(clock({ what: 'execute', dueAt, owedBy: owedByExecuting, metAt: gathering.executedAt, sentence }));
    }
  }
  if (gathering.preservedUntil !== null && gathering.state !== 'ended') {
    const sentence = 'What is preserved lapses at this moment, unless it is told before that an order for production was issued.';
    const metAt = gathering.production?.at ?? null;
    clocks.push(clock({ what: 'preservation-ends', dueAt: gathering.preservedUntil, owedBy: owedByIssuing, metAt, sentence }));
  }
  return clocks;
}

export function nextGatheringClock(clocks: readonly GatheringClockWire[]): GatheringClockWire | null {
  const open = clocks.filter((one) => one.metAt === null);
  return open.toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : 1))[0] ?? null;
}
