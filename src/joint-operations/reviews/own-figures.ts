// SPDX-License-Identifier: Apache-2.0
/**
 * Figures that an authority may give to a peer review, out of its own statistics: how the reviewed authority answered, as this one saw it; or, for
 * the reviewed authority itself, how it answered those who take part. It chooses which of them it gives; the values are its server's.
 *
 *     asked 12, acknowledged-in-time 11, answered 9, refused 1, not-done 0, overdue 2, median-days-to-answer 21.5, reported-on 7
 *
 * A case counts where its request was received in the period of the review, whichever agreement governed it: an arrangement that provides for
 * reviews often gives no assistance itself. What the reviewed authority does with others is not theirs to see.
 */
import type { CaseFacts } from '../../assistance/index.ts';
import { type Instant, msBetween } from '../../kernel/index.ts';
import type { ContentOf, ReviewFigureWire } from '../wire.ts';

const dayMs = 86_400_000;

/** None where no such case was counted. */
export function figuresFor(
  facts: readonly CaseFacts[],
  review: Pick<ContentOf<'review'>, 'reviewed' | 'panel' | 'asked'>,
  { self, now }: { readonly self: string; readonly now: Instant },
): readonly ReviewFigureWire[] {
  const others = [...review.panel, ...review.asked];
  const counted = facts.filter(({ side, counterpart }) =>
    self === review.reviewed
      ? side === 'requested' && others.includes(counterpart)
      : side === 'requesting' && counterpart === review.reviewed,
  );
  if (counted.length === 0) return [];
  const ended = (ending: CaseFacts['ending']): number => counted.filter((one) => one.ending === ending).length;
  const days = counted.flatMap(({ receivedAt, answeredAt }) => (answeredAt === null ? [] : [msBetween(receivedAt, answeredAt) / dayMs]));
  const median = days.toSorted((left, right) => left - right)[Math.ceil(days.length / 2) - 1];
  const inTime = counted.filter((one) =>
    one.deadlines.some(({ step, metAt, dueAt }) => step === 'acknowledge' && metAt !== null && metAt <= dueAt),
  );
  const overdue = counted.filter((one) => one.ending === 'open' && one.deadlines.some(({ metAt, dueAt }) => metAt === null && dueAt < now));
  const counts = [
    ['asked', counted.length],
    ['acknowledged-in-time', inTime.length],
    ['answered', ended('answered')],
    ['refused', ended('refused')],
    ['not-done', ended('not-done')],
    ['overdue', overdue.length],
    ['reported-on', counted.filter(({ usefulness }) => usefulness !== null).length],
  ] as const;
  const whole = counts.map(([figure, count]): ReviewFigureWire => ({ figure, value: String(count) }));
  return median === undefined ? whole : [...whole, { figure: 'median-days-to-answer', value: String(Math.round(median * 10) / 10) }];
}
