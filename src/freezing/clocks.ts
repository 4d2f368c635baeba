// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of a freeze. The decision is due after receipt, and is among the deadlines of the case. Carrying it out is due after the
 * decision; the answer to the question to limit it, after that question; a suspension ends at the moment that was set.
 *
 *     received Mon 10:00        decide  by Wed 10:00        recognised Tue 18:00        execute by Thu 18:00
 */
import { clockAfter, type KnownAgreement } from '../agreements/index.ts';
import type { MeasuredCase } from '../assistance/index.ts';
import { addMs, type Instant } from '../kernel/index.ts';
import { limitAnswerDays } from './check-measure.ts';
import type { Freeze } from './play-freeze.ts';
import type { FreezeClockWire } from './wire.ts';

const dayMs = 86_400_000;

export function clocksOf(given: {
  readonly facts: MeasuredCase;
  readonly freeze: Freeze;
  readonly agreement: KnownAgreement | null;
  readonly self: string;
  readonly now: Instant;
}): FreezeClockWire[] {
  const { facts, freeze, agreement, self, now } = given;
  const executing = facts.side === 'requested' ? self : facts.counterpart;
  const owedByExecuting = facts.side === 'requested' ? 'us' : 'them';
  const clock = (one: Omit<FreezeClockWire, 'isOver'>): FreezeClockWire => ({ ...one, isOver: one.metAt === null && one.dueAt < now });
  const clocks: FreezeClockWire[] = [];
  const decided = freeze.recognisedAt ?? (freeze.state === 'postponed' || freeze.state === 'impossible' ? lastAt(facts) : null);
  for (const { step, dueAt, metAt, sentence } of facts.deadlines) {
    if (step === 'decide') clocks.push(clock({ what: 'decide', dueAt, owedBy: owedByExecuting, metAt: metAt ?? decided, sentence }));
  }
  if (freeze.recognisedAt !== null && agreement !== null) {
    const due = clockAfter(agreement, 'execute', facts, { startedAt: freeze.recognisedAt, asOf: freeze.recognisedAt }, executing);
    if (due !== null) {
      const { dueAt, sentence } = due;
      clocks.push(clock({ what: 'execute', dueAt, owedBy: owedByExecuting, metAt: freeze.executedAt, sentence }));
    }
  }
  if (freeze.question !== null) {
    const { askedAt, answeredAt } = freeze.question;
    clocks.push(
      clock({
        what: 'answer-limit-request',
        dueAt: addMs(askedAt, limitAnswerDays * dayMs),
        owedBy: owedByExecuting === 'us' ? 'them' : 'us',
        metAt: answeredAt,
        sentence: 'Without an answer within six weeks the executing authority is no longer bound.',
      }),
    );
  }
  if (freeze.until !== null && freeze.lines.some((line) => line.state === 'frozen')) {
    const sentence = 'The freeze ends at this moment, unless an order to freeze comes before.';
    clocks.push(clock({ what: 'suspension-ends', dueAt: freeze.until, owedBy: owedByExecuting, metAt: null, sentence }));
  }
  return clocks;
}

function lastAt(facts: MeasuredCase): string | null {
  return facts.taken.at(-1)?.at ?? null;
}

export function nextClock(clocks: readonly FreezeClockWire[]): FreezeClockWire | null {
  const open = clocks.filter((one) => one.metAt === null);
  return open.toSorted((left, right) => (left.dueAt < right.dueAt ? -1 : 1))[0] ?? null;
}
