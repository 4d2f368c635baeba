// SPDX-License-Identifier: Apache-2.0
/** What a peer review needs beside its notes: an agreement that provides for it, its clause, and the figures and moments that a server adds. */
import { type AgreementIndex, agreementsOf, type KnownAgreement, refOf } from '../../agreements/index.ts';
import { fail, type Instant, ok, type Result } from '../../kernel/index.ts';
import type { DueAfter } from '../periods.ts';
import type { ContentOf, ReviewFigureWire } from '../wire.ts';

/** All who take part are parties of an agreement in force here that provides for reviewing how each works with the others. */
export function checkReview(said: ContentOf<'review'>, agreement: KnownAgreement | null): Result<null> {
  if (agreement === null) return fail('agreement', 'That agreement is not in force here.', 'Name one that all have signed.');
  if (!providesForReview(agreement))
    return fail('agreement', 'No clause of it provides for reviewing how a party works with the others.', 'Name one that does.');
  const parties = new Set(agreement.document.parties.map(({ authorityId }) => authorityId));
  const isParty = [said.reviewed, ...said.panel, ...said.asked].every((one) => parties.has(one));
  return isParty ? ok(null) : fail('panel', 'Not all are parties to that agreement.', 'Name parties of the agreement.');
}

function providesForReview({ document }: KnownAgreement): boolean {
  return document.terms.some((term) => term.kind === 'review' || (term.kind === 'consultation' && term.everyMonths !== null));
}

/** The agreements of an authority under which a party can be reviewed, with the other parties. */
export function reviewAgreements(index: AgreementIndex, self: string, now: Instant) {
  return agreementsOf(index, self, now)
    .filter(providesForReview)
    .map((agreement) => ({
      agreement: { ...refOf(agreement) },
      title: agreement.document.title,
      with: agreement.document.parties
        .filter(({ authorityId }) => authorityId !== self)
        .map(({ authorityId, name, jurisdiction }) => ({ authorityId, name, jurisdiction })),
    }));
}

/** The moment until which the reviewed authority answers, in its own working days. */
export function withAnswerBy(said: ContentOf<'review'>, dueAfter: DueAfter, now: Instant): ContentOf<'review'> {
  return { ...said, answerBy: dueAfter(said.reviewed, said.answerDays, now) };
}

/** The figures that were chosen, with the values that our own statistics hold; one that they do not hold keeps its place out. */
export function withOwnValues(said: ContentOf<'figures'>, own: readonly ReviewFigureWire[]): ContentOf<'figures'> {
  return { ...said, figures: said.figures.flatMap(({ figure }) => own.filter((one) => one.figure === figure)) };
}
