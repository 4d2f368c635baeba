// SPDX-License-Identifier: Apache-2.0
/**
 * Counting cases: turnaround by counterpart and instrument, refusals by ground, what is overdue. Pure.
 *
 * A case counts in the span in which its request was received, whatever became of it later, so that the counts of two spans can be compared.
 * A median is the middle one of the cases that have the moment at all; of an even number the lower one, so that it is the time of a real case.
 *
 * A small worked case. Three requests of XA under one memorandum: answered after 4 and 10 days, one open and past its deadline:
 *
 *     received 3, answered 2, open 1, overdue 1, medianDaysToAnswer 4, p90DaysToAnswer 10
 *
 * A case was reported on where its requester told how the answer was used; the newest report counts, whatever an earlier one said.
 * A refusal counts by its ground whether it stood or was reopened; a case counts as refused where its refusal stands.
 *
 * Source: Regulation (EU) 2018/1805, article 35 (received, executed, refused, days); IOSCO on the monitoring of memoranda.
 */
import { refusalGroundMeaning } from '../../agreements/index.ts';
import { refusalGroundSchema } from '../../agreements/wire.ts';
import type { CaseFacts } from '../../assistance/index.ts';
import { sides, usefulnessWords } from '../../assistance/wire.ts';
import { type Instant, localDateOf, msBetween } from '../../kernel/index.ts';
import type { StatisticsRowWire, StatisticsWire } from './wire.ts';

const dayMs = 86_400_000;

type Counted = Omit<StatisticsRowWire, 'counterpartName' | 'jurisdiction' | 'agreementTitle'>;

export interface Counts {
  readonly rows: readonly Counted[];
  readonly refusals: StatisticsWire['refusals'];
  readonly feedback: StatisticsWire['feedback'];
  readonly months: StatisticsWire['months'];
}

export function countCases(facts: readonly CaseFacts[], { now, timeZone }: { readonly now: Instant; readonly timeZone: string }): Counts {
  const groups = Map.groupBy(facts, ({ side, counterpart, agreement }) => JSON.stringify([side, counterpart, agreement?.id ?? null]));
  const months = Map.groupBy(facts, ({ receivedAt }) => localDateOf(receivedAt, timeZone).slice(0, 7));
  const refusals = facts.flatMap(({ side, refusals: made }) => made.map((refusal) => ({ side, ...refusal })));
  const grounds = Map.groupBy(refusals, ({ side, ground }) => JSON.stringify([side, ground]));
  const reports = facts.flatMap(({ side, usefulness }) => (usefulness === null ? [] : [{ side, usefulness }]));
  return {
    rows: [...groups.values()].map((group) => rowOf(group, now)).toSorted((left, right) => right.received - left.received),
    refusals: [...grounds.values()]
      .map((group) => ({
        side: group[0]?.side ?? 'requested',
        ground: group[0]?.ground ?? '',
        meaning: groundWords(group[0]?.ground ?? ''),
        count: group.length,
        rebutted: group.filter(({ contested }) => contested === 'rebutted').length,
        cured: group.filter(({ contested }) => contested === 'cured').length,
        reopened: group.filter(({ answer }) => answer === 'reopened').length,
        upheld: group.filter(({ answer }) => answer === 'upheld').length,
      }))
      .toSorted((left, right) => right.count - left.count || (left.ground < right.ground ? -1 : 1)),
    feedback: sides.flatMap((side) =>
      usefulnessWords.flatMap((usefulness) => {
        const count = reports.filter((one) => one.side === side && one.usefulness === usefulness).length;
        return count === 0 ? [] : [{ side, usefulness, count }];
      }),
    ),
    months: [...months]
      .map(([month, group]) => ({
        month,
        received: group.length,
        answered: group.filter(({ ending }) => ending === 'answered').length,
        refused: group.filter(({ ending }) => ending === 'refused').length,
      }))
      .toSorted((left, right) => (left.month < right.month ? -1 : 1)),
  };
}

function rowOf(group: readonly CaseFacts[], now: Instant): Counted {
  const first = group[0] as CaseFacts;
  const ended = (ending: CaseFacts['ending']): number => group.filter((one) => one.ending === ending).length;
  const days = (end: (one: CaseFacts) => Instant | null): number[] =>
    group.flatMap((one) => {
      const at = end(one);
      return at === null ? [] : [msBetween(one.receivedAt, at) / dayMs];
    });
  const toAcknowledge = days((one) => one.acknowledgedAt);
  const toAnswer = days((one) => one.answeredAt ?? one.refusedAt);
  const deadlines = group.flatMap((one) => one.deadlines.filter(({ step }) => step === 'acknowledge'));
  const confirmations = group.flatMap((one) => one.deadlines.filter(({ step }) => step === 'confirm-in-writing'));
  const open = group.filter((one) => one.ending === 'open');
  return {
    side: first.side,
    counterpart: first.counterpart,
    agreement: first.agreement?.id ?? null,
    received: group.length,
    urgent: group.filter((one) => one.class === 'urgent').length,
    draftShown: group.filter((one) => one.isDraftShown).length,
    askedOrally: confirmations.length,
    confirmedInTime: confirmations.filter(isMetInTime).length,
    acknowledged: toAcknowledge.length,
    acknowledgedInTime: deadlines.filter(isMetInTime).length,
    acknowledgeDeadlines: deadlines.filter(({ metAt, dueAt }) => metAt !== null || dueAt < now).length,
    answered: ended('answered'),
    partlyAnswered: group.filter((one) => one.isPartlyAnswered).length,
    refused: ended('refused'),
    notDone: ended('not-done'),
    withdrawn: ended('withdrawn'),
    open: open.length,
    overdue: open.filter((one) =>
      one.deadlines.some(({ step, metAt, dueAt }) => step !== 'contest-urgency' && metAt === null && dueAt < now),
    ).length,
    reportedOn: group.filter(({ ending, usefulness }) => ending !== 'open' && usefulness !== null).length,
    medianDaysToAcknowledge: quantile(toAcknowledge, 0.5),
    medianDaysToAnswer: quantile(toAnswer, 0.5),
    p90DaysToAnswer: quantile(toAnswer, 0.9),
  };
}

function isMetInTime({ metAt, dueAt }: CaseFacts['deadlines'][number]): boolean {
  return metAt !== null && metAt <= dueAt;
}

/** The time of a real case: of those in order the one at which this share is reached; to a tenth of a day. Null of none. */
export function quantile(days: readonly number[], share: number): number | null {
  if (days.length === 0) return null;
  const sorted = days.toSorted((left, right) => left - right);
  const at = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return Math.round(at * 10) / 10;
}

/** What a ground says; nothing for one that is of no list of ours. */
function groundWords(ground: string): string {
  const known = refusalGroundSchema.safeParse(ground);
  return known.success ? refusalGroundMeaning(known.data) : '';
}
