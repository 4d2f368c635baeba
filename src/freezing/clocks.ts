// SPDX-License-Identifier: Apache-2.0
/**
 * The clocks of a freeze. The decision is due after receipt, and is among the deadlines of the case, as is the reply where the
 * agreement sets a time for that. Carrying it out is due after the decision; the answer to the question to limit it, after that
 * question, by the clause or within six weeks, in the calendar of the issuing authority; a suspension ends at the moment that was set.
 *
 *     received Mon 10:00        decide  by Wed 10:00        recognised Tue 18:00        execute by Thu 18:00
 */
import { clockAfter, endOfPeriod, type KnownAgreement } from '../agreements/index.ts';
import type { MeasuredCase } from '../assistance/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Freeze } from './play-freeze.ts';
import type { FreezeClockWire } from './wire.ts';

/** Regulation (EU) 2018/1805, article 12(2): after six weeks without an answer the executing authority is no longer bound. */
const limitAnswer = { amount: 42, unit: 'day' } as const;

/** When the open question to limit the freeze must be answered, in days of the issuing authority, which owes the answer. */
export function limitAnswerDueAt(given: {
  readonly facts: MeasuredCase;
  readonly freeze: Freeze;
  readonly agreement: KnownAgreement | null;
  readonly self: string;
}): Instant | null {
  const { facts, freeze, agreement, self } = given;
  const { question } = freeze;
  if (question === null || question.answeredAt !== null || agreement === null) return null;
  return limitClock(facts, agreement, question.askedAt, self)?.dueAt ?? null;
}

function limitClock(facts: MeasuredCase, agreement: KnownAgreement, askedAt: Instant, self: string) {
  const issuing = facts.side === 'requested' ? facts.counterpart : self;
  const running = { startedAt: askedAt, asOf: askedAt };
  const agreed = clockAfter(agreement, 'answer-limit-request', facts, running, issuing);
  if (agreed !== null) return agreed;
  const dueAt = endOfPeriod(agreement, limitAnswer, running, issuing);
  const sentence = 'Without an answer within six weeks the executing authority is no longer bound.';
  return dueAt === null ? null : { dueAt, sentence };
}

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
    if (step === 'reply') clocks.push(clock({ what: 'reply', dueAt, owedBy: owedByExecuting, metAt, sentence }));
  }
  if (freeze.recognisedAt !== null && agreement !== null) {
    const due = clockAfter(agreement, 'execute', facts, { startedAt: freeze.recognisedAt, asOf: freeze.recognisedAt }, executing);
    if (due !== null) {
      const { dueAt, sentence } = due;
      clocks.push(clock({ what: 'execute', dueAt, owedBy: owedByExecuting, metAt: freeze.executedAt, sentence }));
    }
  }
  if (freeze.question !== null && agreement !== null) {
    const { askedAt, answeredAt } = freeze.question;
    const due = limitClock(facts, agreement, askedAt, self);
    const owedBy = owedByExecuting === 'us' ? 'them' : 'us';
    if (due !== null)
      clocks.push(clock({ what: 'answer-limit-request', dueAt: due.dueAt, owedBy, metAt: answeredAt, sentence: due.sentence }));
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
