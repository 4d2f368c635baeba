// SPDX-License-Identifier: Apache-2.0
/** What is due in the agreements themselves: one begins, ends or has ended, and officers should know before it happens to them. */
import { addMs, type Instant, msOf } from '../../kernel/index.ts';
import type { AgreementIndex } from '../verdicts/agreement-index.ts';
import type { CompiledAgreement } from '../verdicts/compiled-agreement.ts';
import type { NetworkWire } from './wire.ts';

type Due = NetworkWire['due'][number];

/** How far ahead one looks, and how far back: what takes half a year to negotiate must be seen half a year before. */
const aheadDays = 183;
const behindDays = 92;
const dayMs = 86_400_000;

export function dueOf(index: AgreementIndex, agreements: readonly CompiledAgreement[], now: Instant): NetworkWire['due'] {
  const [from, until] = [addMs(now, -behindDays * dayMs), addMs(now, aheadDays * dayMs)];
  return agreements
    .filter(({ ref }) => !hasSuccessor(index, ref.digest))
    .flatMap((agreement) => datesOf(agreement, now))
    .filter(({ at }) => at >= from && at <= until)
    .toSorted((left, right) => (`${left.at} ${left.agreement.digest}` < `${right.at} ${right.agreement.digest}` ? -1 : 1));
}

/** What a later version says of the matter counts. */
function hasSuccessor(index: AgreementIndex, digest: string): boolean {
  return index.replacedFrom.has(digest);
}

function datesOf(agreement: CompiledAgreement, now: Instant): readonly Due[] {
  const { inForceFrom, inForceUntil } = agreement;
  const due = (what: Due['what'], at: string, sentence: string): Due => ({
    agreement: agreement.ref,
    title: agreement.title,
    what,
    at,
    sentence,
  });
  const found: Due[] = [];
  if (inForceFrom > now) found.push(due('begins', inForceFrom, `It comes into force on ${inForceFrom.slice(0, 10)}.`));
  if (inForceUntil !== null) {
    const tail =
      agreement.underWay === null
        ? 'No clause carries requests under way on.'
        : `Clause ${agreement.underWay.clause} carries requests under way on.`;
    const day = inForceUntil.slice(0, 10);
    found.push(
      inForceUntil > now
        ? due('ends', inForceUntil, `It ends on ${day}. ${tail}`)
        : due('ended', inForceUntil, `It ended on ${day}. ${tail}`),
    );
  }
  return [...found, ...reviewsOf(agreement, now, due)];
}

/** The next review that the agreement provides for, counted in months from its beginning. */
function reviewsOf(
  agreement: CompiledAgreement,
  now: Instant,
  due: (what: Due['what'], at: string, sentence: string) => Due,
): readonly Due[] {
  return agreement.reviews.map(({ everyMonths, clause }) => {
    const at = nextAfter(agreement.inForceFrom as Instant, everyMonths, now);
    return due(
      'review',
      at,
      `Clause ${clause.clause} asks for a review every ${everyMonths === 1 ? 'month' : `${everyMonths} months`}; the next is due then.`,
    );
  });
}

function nextAfter(from: Instant, everyMonths: number, now: Instant): Instant {
  const start = new Date(msOf(from));
  for (let count = 1; ; count++) {
    const at = new Date(start);
    at.setUTCMonth(start.getUTCMonth() + count * everyMonths);
    const instant = at.toISOString() as Instant;
    if (instant > now) return instant;
  }
}
