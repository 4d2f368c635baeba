// SPDX-License-Identifier: Apache-2.0
/**
 * Clauses that most templates share, because no instrument settles them and a server must know: who approves, how consent to
 * pass on is asked for, how what was wrong is recalled, who signs. Their numbers and periods are those of the template. And the offences
 * that orders list.
 */
import { countWords } from '../verdicts/words.ts';
import {
  approvedBySecond,
  clause,
  contactPoints,
  languagesUsed,
  ownDesign,
  type Source,
  type TemplateClause,
  type TermOfClause,
} from './template.ts';

export function officersWhoAct(number: string): TemplateClause {
  return clause(
    number,
    'Officers who act',
    `A request, a reply and a refusal are each prepared by one officer and approved by another before they are sent.`,
    [ownDesign],
    approvedBySecond('ask', 'reply', 'refuse'),
  );
}

/** Prior consent of the originator, asked for in the open, answered in time. */
export function passingOn(number: string, days: number, sources: readonly Source[], more: readonly TermOfClause[] = []): TemplateClause {
  return clause(
    number,
    'Passing on',
    `Who wishes to pass information on to an authority that may not have it already asks the party that first gave it, and names the
     recipient, the purpose and the reason. Who had the information from another holder carries the question of a third to it, and the
     answer back. The consent may be limited; what is passed on carries the strictest of all conditions set on the way. The question is
     answered within ${countWords(days, 'working day')}; silence is no consent. A second officer approves the answer, and also what is
     given unasked.`,
    sources,
    [
      { kind: 'onward', mayRelay: true },
      { kind: 'deadline', step: 'answer-consent', class: 'normal', amount: days, unit: 'working-day' },
      ...approvedBySecond('answer-consent', 'disclose'),
      ...more,
    ],
  );
}

export function correctionAndRecall(number: string, days: number): TemplateClause {
  return clause(
    number,
    'Correction and recall',
    `A party that finds that information it gave is wrong, or should not have been given, says so with its reasons to every party it gave
     it to, once a second officer has approved it. Each of them carries this to everyone it has given the information to, replaces or
     destroys what it holds, and says so within ${countWords(days, 'working day')}. It may keep it only where a legal hold or a duty in its
     law forbids destroying it, or where it has been used in proceedings already.`,
    [ownDesign],
    [
      { kind: 'recall', isAutomatic: false, grounds: ['legal-hold', 'used-in-proceedings', 'duty-to-keep'] },
      { kind: 'deadline', step: 'answer-recall', class: 'normal', amount: days, unit: 'working-day' },
      ...approvedBySecond('recall'),
    ],
  );
}

export function contactPointsClause(number: string, sources: readonly Source[] = [ownDesign]): TemplateClause {
  return clause(
    number,
    'Contact points',
    `Each party names a contact point for this agreement, tells the others of it, and keeps it current.`,
    sources,
    contactPoints,
  );
}

export function languagesClause(number: string): TemplateClause {
  return clause(
    number,
    'Languages',
    `Requests and answers are written in a language named in this agreement. The requesting party has made what translation it needs.`,
    [ownDesign],
    languagesUsed,
  );
}

export function signingAndAmendment(number: string, consent: 'all' | 'two-thirds' = 'all'): TemplateClause {
  return clause(
    number,
    'Signing and amendment',
    `Each party signs through a person with a mandate to do so, in any order. This agreement is amended in the same form, with the consent
     of ${consent === 'all' ? 'every party' : 'two thirds of the parties'}; what was done before stays governed by the text of its day.`,
    [ownDesign],
    [
      { kind: 'signing', signersMin: 1, order: [] },
      { kind: 'amendment', consent },
    ],
  );
}

/**
 * The thirty-two kinds of offence for which orders of freezing, confiscation and investigation are carried out without a test of
 * dual criminality, where the issuing state punishes them with at least three years at most. In our own short words.
 */
export const listedOffences: readonly string[] = [
  'participation in a criminal organisation',
  'terrorism',
  'trafficking in human beings',
  'sexual exploitation of children',
  'trafficking in narcotic drugs',
  'trafficking in weapons, munitions and explosives',
  'corruption',
  'fraud, also against the financial interests of the Union',
  'laundering of the proceeds of crime',
  'counterfeiting of currency',
  'computer-related crime',
  'environmental crime',
  'facilitation of unauthorised entry and residence',
  'murder and grievous bodily injury',
  'trade in human organs and tissue',
  'kidnapping, illegal restraint and hostage-taking',
  'racism and xenophobia',
  'organised or armed robbery',
  'trafficking in cultural goods',
  'swindling',
  'racketeering and extortion',
  'counterfeiting and piracy of products',
  'forgery of administrative documents',
  'fraud and counterfeiting of non-cash means of payment',
  'trafficking in hormonal substances',
  'trafficking in nuclear or radioactive materials',
  'trafficking in stolen vehicles',
  'rape',
  'arson',
  'crimes within the jurisdiction of the International Criminal Court',
  'unlawful seizure of aircraft or ships',
  'sabotage',
];
