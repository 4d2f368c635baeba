// SPDX-License-Identifier: Apache-2.0
/** The sentences of terms on the life of the agreement. */
import { assistanceWords, countWords, wordList } from '../verdicts/words.ts';
import type { lifeTerms } from './life-terms.ts';
import { capital, listOf, periodWords, type SentencesOf, when } from './sentence-parts.ts';
import type { TermOf } from './term-schema.ts';
import * as words from './words.ts';

export const lifeSentences: SentencesOf<(typeof lifeTerms)[number]['shape']['kind']['value']> = {
  notification: ({ event, amount, unit, isBefore }) => [
    isBefore
      ? `A party tells the others of ${words.eventWords[event]} at least ${periodWords(amount, unit)} before it takes effect.`
      : `A party tells the others of ${words.eventWords[event]} within ${periodWords(amount, unit)}.`,
  ],
  consultation: ({ triggers, everyMonths }) => [
    ...when(triggers.length > 0, `The parties consult ${listOf(triggers, words.triggerWords)}.`),
    ...when(everyMonths !== null, `They meet every ${everyMonths === 1 ? 'month' : countWords(everyMonths ?? 0, 'month')}.`),
  ],
  mediation: ({ route, isBinding }) => [
    ...route.map(
      ({ step, by, days }, index) =>
        `${index === 0 ? 'A dispute goes first to' : 'Then to'} ${words.mediationWords[step]}${by === '' ? '' : ` (${by})`}` +
        `${days === null ? '' : `, for at most ${countWords(days, 'day')}`}.`,
    ),
    isBinding ? 'The outcome binds the parties.' : 'The outcome is an opinion and binds nobody.',
  ],
  'joint-work': ({ forms, matching }) => [
    `The parties may hold ${listOf(forms, words.jointWords)}.`,
    matching === 'never'
      ? 'Subjects are not matched blindly.'
      : 'Subjects are matched blindly with the express consent of every participant; what comes out is a lead, not evidence.',
  ],
  voting: ({ rule, per, perJurisdictionMax, isBinding }) => [
    `What is put to the vote is decided by ${words.consentWords[rule]}, one vote for each ${per === 'party' ? 'party' : 'jurisdiction'}.`,
    ...when(
      perJurisdictionMax !== null,
      `The parties of one jurisdiction have together at most ${countWords(perJurisdictionMax ?? 0, 'vote')}.`,
    ),
    isBinding ? 'The outcome binds the parties.' : 'The outcome does not bind; who departs from it gives reasons.',
  ],
  review: ({ everyMonths }) => [`The parties review it every ${everyMonths === 1 ? 'month' : countWords(everyMonths, 'month')}.`],
  publication: ({ isPublished, where }) => [
    isPublished ? `Its text is published${where === '' ? '' : `: ${where}`}.` : 'Its text is not published.',
  ],
  signing: ({ signersMin, order }, nameOf) => [
    `Each party signs by ${signersMin === 1 ? 'one signatory' : `${signersMin} signatories`} with a mandate.`,
    order.length === 0 ? 'The parties sign in any order.' : `The parties sign in this order: ${wordList(order.map(nameOf))}.`,
  ],
  amendment: ({ consent }) => [`It is amended with the consent of ${words.consentWords[consent]} of the parties.`],
  accession: ({ kinds, steps, consent }) =>
    kinds.length === 0
      ? ['Nobody else may join.']
      : [
          `${capital(listOf(kinds, words.authorityKindWords))} may join${steps.length === 0 ? '' : `, after ${listOf(steps, words.accessionWords)}`}.`,
          `Of the parties, ${words.consentWords[consent]} must agree.`,
        ],
  reservations: ({ areAllowed }) => [areAllowed ? 'A party may sign with reservations.' : 'No party may sign with reservations.'],
  suspension: ({ of, consent, areReasonsNeeded, noticeDays }) => [
    of === 'own-participation'
      ? 'A party may suspend its own participation.'
      : `A party may be suspended with the consent of ${words.consentWords[consent]} of the parties that are not concerned.`,
    ...when(areReasonsNeeded, 'Reasons are given.'),
    noticeDays === 0 ? 'It takes effect at once.' : `It takes effect after ${countWords(noticeDays, 'day')}.`,
  ],
  withdrawal: ({ noticeDays, tailDays }) => [
    `A party may withdraw with ${countWords(noticeDays, 'day')} of notice.`,
    tailDays === undefined
      ? 'Requests under way are carried on until they are done.'
      : `Requests under way are carried on for ${countWords(tailDays, 'day')} after the end.`,
  ],
  precedence: ({ agreement, relation, kinds }) => [
    `${relationSentences[relation](agreement)}${kinds.length === 0 ? '.' : `, for ${listOf(kinds, assistanceWords)}.`}`,
  ],
  training: ({ party }, nameOf) => [
    `${nameOf(party)} plays an authority for practice; nothing that it says is real, and no record is given to it.`,
  ],
};

const relationSentences: Readonly<Record<TermOf<'precedence'>['relation'], (agreement: string) => string>> = {
  'prevails-over': (agreement) => `It goes before the agreement ${agreement}`,
  'yields-to': (agreement) => `It yields to the agreement ${agreement}`,
  supplements: (agreement) => `It stands beside the agreement ${agreement}`,
  replaces: (agreement) => `It replaces the agreement ${agreement}`,
};
