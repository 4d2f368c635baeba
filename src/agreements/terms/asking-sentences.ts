// SPDX-License-Identifier: Apache-2.0
/** The sentences of terms on who is bound, what may be asked, how, and when it may be refused. */
import { purposeWords } from '../../conditions/index.ts';
import {
  assistanceWords,
  contentFieldLabel,
  countWords,
  deadlineStarts,
  deadlineStepWords,
  urgencyGroundWords,
  wordList,
} from '../verdicts/words.ts';
import type { askingTerms } from './asking-terms.ts';
import { refusalGroundMeaning } from './ground-words.ts';
import { capital, listOf, periodWords, type SentencesOf, when } from './sentence-parts.ts';
import type { TermOf } from './term-schema.ts';
import type { AssistanceKind } from './vocabulary.ts';
import * as words from './words.ts';

type AskingKind = (typeof askingTerms)[number]['shape']['kind']['value'];

const forKinds = (kinds: readonly AssistanceKind[]): string => (kinds.length === 0 ? '' : ` for ${listOf(kinds, assistanceWords)}`);

const whoAndWhat: SentencesOf<
  | 'powers'
  | 'party-status'
  | 'legal-nature'
  | 'contact-points'
  | 'roles'
  | 'assistance'
  | 'purposes'
  | 'material-scope'
  | 'person-scope'
  | 'dual-criminality'
  | 'on-behalf'
> = {
  powers: ({ parties, capabilities, mode, law }, nameOf) => [
    `${wordList(parties.map(nameOf))}: ${listOf(capabilities, words.capabilityWords)}, ${words.exerciseWords[mode]}.`,
    ...when(law !== '', `Its law: ${law}.`),
  ],
  'party-status': ({ parties, status, expectedFrom }, nameOf) => [
    status === 'able'
      ? `${wordList(parties.map(nameOf))} can do all that this agreement asks.`
      : `${wordList(parties.map(nameOf))}: committed to this agreement and not yet able to carry it out; it neither asks nor is asked under it.`,
    ...when(expectedFrom !== null, `Expected to be able from ${expectedFrom?.slice(0, 10) ?? ''}.`),
  ],
  'legal-nature': ({ nature, givesRightsToOthers }) => [
    nature === 'binding' ? 'It is legally binding.' : 'It is a statement of intent and not legally binding.',
    givesRightsToOthers ? 'Persons who are no parties gain rights from it.' : 'Nobody but the parties gains a right from it.',
  ],
  'contact-points': ({ points }, nameOf) =>
    points.map(({ party, office, contact, isAllHours }) => `${nameOf(party)}: ${office}, ${contact}${isAllHours ? ', at all hours' : ''}.`),
  roles: ({ role, parties, hasVote }, nameOf) => [
    `${wordList(parties.map(nameOf))} ${words.roleWords[role]}, ${hasVote ? 'with a vote' : 'without a vote'}.`,
  ],
  assistance: ({ kinds }) => [`It covers ${listOf(kinds, assistanceWords)}.`],
  purposes: ({ purposes, extendsToGeneralCharge }) => [
    `Assistance is asked for and used for ${listOf(purposes, purposeWords)}.`,
    ...when(extendsToGeneralCharge === true, 'An investigation for a general charge that applies to the violation is within the purpose.'),
  ],
  'material-scope': ({ matters }) => [`It is about ${listOf(matters, words.matterWords)}.`],
  'person-scope': ({ persons, onlyFirms }) => [
    `It is about ${listOf(persons, words.personWords)}.`,
    ...when(onlyFirms.length > 0, `It is limited to the firms ${wordList(onlyFirms)}.`),
  ],
  'dual-criminality': dualCriminality,
  'on-behalf': ({ of, needsConsentOfEachHolder }) => [
    of === 'nobody'
      ? 'A party asks for itself only.'
      : `A party may ask on behalf of ${of === 'parties' ? 'another party' : 'any authority'}; it says on whose behalf.`,
    ...when(needsConsentOfEachHolder, 'Each authority on the way consents before the answer goes on.'),
  ],
};

function dualCriminality({ rule, kinds, listedOffences, penaltyYearsMin }: TermOf<'dual-criminality'>): readonly string[] {
  const scope = forKinds(kinds);
  const years = penaltyYearsMin === null ? '' : ` punishable by at least ${countWords(penaltyYearsMin, 'year')} at most`;
  if (rule === 'never-asked')
    return [`It is never asked whether the conduct would be a violation in the jurisdiction of the party asked${scope}.`];
  if (rule === 'coercive-only') {
    return [`Whether the conduct would be a violation in the jurisdiction of the party asked counts for coercive measures only${scope}.`];
  }
  if (rule === 'always') return [`The conduct must be a violation in both jurisdictions${scope}.`];
  return [
    `Whether the conduct would be an offence in the jurisdiction of the party asked is not examined for listed offences${years}${scope}; for others it may be.`,
    ...when(listedOffences.length > 0, `Listed: ${wordList(listedOffences)}.`),
  ];
}

const howAndWhenNot: SentencesOf<Exclude<AskingKind, keyof typeof whoAndWhat>> = {
  'request-content': ({ fields, for: kinds }) => [`A request${forKinds(kinds ?? [])} states ${wordList(fields.map(contentFieldLabel))}.`],
  channels: ({ channels, isOralWhenUrgent }) => [
    `Requests and answers go by ${listOf(channels, words.channelWords)}.`,
    isOralWhenUrgent ? 'An urgent request may be made orally first and is then confirmed.' : 'Nothing is asked orally.',
  ],
  languages: ({ languages, translatedBy }) => [
    `Requests and answers are written in ${wordList(languages)}.`,
    ...when(translatedBy !== 'nobody', `The ${translatedBy === 'requesting' ? 'requesting party' : 'party asked'} has translations made.`),
  ],
  urgency: ({ grounds, test }) => [
    `A request may be urgent for ${listOf(grounds, urgencyGroundWords)}.`,
    ...when(test !== '', `The test: ${test}`),
  ],
  deadline: ({ step, class: requestClass, amount, unit, for: kinds }) => {
    const isOfRequest = deadlineStarts[step] === 'receipt of the request';
    const whose = isOfRequest
      ? `${requestClass === 'urgent' ? 'Urgent' : 'Normal'} requests${forKinds(kinds ?? [])}: the party asked`
      : 'The party that owes it';
    return [`${whose} ${deadlineStepWords[step]} within ${periodWords(amount, unit)} of ${deadlineStarts[step]}.`];
  },
  execution: ({ kinds, modes, followsFormalities }) => [
    `${capital(listOf(kinds, assistanceWords))}: ${listOf(modes, words.executionWords)}.`,
    followsFormalities
      ? 'Formalities that the requesting party asks for are followed where the law of the party asked allows them.'
      : 'The procedure is that of the party asked.',
  ],
  'revealing-request': ({ mode }) => [revealSentences[mode]],
  'refusal-grounds': ({ allowed, forbidden }) => [
    ...allowed.map((ground) => `A request may be refused because ${refusalGroundMeaning(ground)} (${ground}).`),
    ...forbidden.map((ground) => `It may not be refused because ${refusalGroundMeaning(ground)} (${ground}).`),
  ],
  'refusal-step': ({ step, grounds, days, unit }) => [
    `${stepSentences[step]} (${grounds.join(', ')})${days === null ? '' : `, within ${periodWords(days, unit ?? 'day')}`}.`,
  ],
  approvals: ({ act, approversMin, method }) => [
    `${capital(approvedActWords[act])} is approved by ${approversMin === 1 ? 'one officer' : `${approversMin} officers`} other than the one who ` +
      `prepared it${method === 'passkey' ? ', with a passkey' : ''}.`,
  ],
  'dispatch-kinds': ({ kinds }) => [`Dispatches of these kinds may pass: ${wordList(kinds)}.`],
};

const revealSentences: Readonly<Record<TermOf<'revealing-request'>['mode'], string>> = {
  'with-consent':
    'That there is a request is made known only with the consent of the requesting party; without it, that step is not taken.',
  'after-consulting': 'That there is a request is made known where carrying it out needs that, after the requesting party was consulted.',
  never: 'That there is a request is never made known to those who hold the information or whom it concerns.',
};

const stepSentences: Readonly<Record<TermOf<'refusal-step'>['step'], string>> = {
  consult: 'The parties consult before a request is refused',
  rebut: 'The requesting party may show that the ground does not stand against its request',
  cure: 'The requesting party may mend its request',
  postpone: 'The request is carried out later rather than refused',
};

const approvedActWords: Readonly<Record<TermOf<'approvals'>['act'], string>> = {
  ask: 'a request',
  reply: 'a reply',
  refuse: 'a refusal',
  'ask-consent': 'a question of consent',
  'answer-consent': 'an answer to a question of consent',
  disclose: 'information given unasked',
  recall: 'a recall',
  'answer-recall': 'an answer to a recall',
};

export const askingSentences: SentencesOf<AskingKind> = { ...whoAndWhat, ...howAndWhenNot };
