// SPDX-License-Identifier: Apache-2.0
/** The sentences of terms on what is given and what becomes of it. */
import { describeLimits } from '../../conditions/index.ts';
import { countWords, recallGroundWords, wordList } from '../verdicts/words.ts';
import type { givingTerms } from './giving-terms.ts';
import { listOf, type SentencesOf, sumWords, when } from './sentence-parts.ts';
import type { TermOf } from './term-schema.ts';
import * as words from './words.ts';

export const givingSentences: SentencesOf<(typeof givingTerms)[number]['shape']['kind']['value']> = {
  'use-conditions': useConditions,
  'use-mode': ({ change, mode }) => [`${words.useChangeWords[change]}: ${modeSentences[mode]}`],
  onward: ({ mayRelay, takesAttested }) => [
    "What was received is passed on only with its originator's consent, which may be asked for under this agreement.",
    mayRelay
      ? 'A holder carries the question of a later holder to where it had the information from.'
      : 'The question goes to the originator directly.',
    ...when(
      takesAttested === true,
      'Where the originator has no server, the word of the authority that had its letter is taken in the place of its signature.',
    ),
  ],
  recall: ({ isAutomatic, grounds }) => [
    isAutomatic ? "A recall is carried out by the holder's server by itself." : 'A recall is carried out by an officer of the holder.',
    grounds.length === 0
      ? 'It is never refused.'
      : `What is recalled may be kept only where ${orList(grounds.map((ground) => recallGroundWords[ground]))}.`,
  ],
  unsolicited: ({ isAllowed }) => [isAllowed ? 'Information may be given unasked.' : 'Information is given on request only.'],
  'legal-demand': ({ notice, assertsPrivileges }) => [
    notice === 'before-complying'
      ? 'Who receives a legally enforceable demand tells the party that gave the information before complying with it.'
      : 'Who receives a legally enforceable demand tells the party that gave the information promptly.',
    ...when(assertsPrivileges, 'It asserts every exemption and privilege that applies.'),
  ],
  'self-regulatory-bodies': ({ mayReceive, safeguards }) => [
    mayReceive
      ? `A self-regulatory body may receive information${safeguards.length === 0 ? '' : `, once it is ensured that it ${ensured(safeguards)}`}.`
      : 'A self-regulatory body receives nothing.',
  ],
  'report-secrecy': ({ mayReach }) => [
    `That a suspicious-transaction report exists is made known to ${listOf(mayReach, words.authorityKindWords)} only.`,
  ],
  'joint-alerts': ({ mayTell }) => [
    `Asked for the other leg of an alert of market surveillance, a party tells what those asked about did in the time and the markets asked ` +
      `about${mayTell.length === 0 ? ', and nothing else' : ''}.`,
    ...when(mayTell.length > 0, `It may tell as well ${listOf(mayTell, words.alertTellingWords)}.`),
  ],
  confidentiality: ({ survivesTermination, survivesYears }) => [
    'Requests, their content and what is exchanged are confidential.',
    survivesTermination
      ? `Confidentiality lasts ${survivesYears === undefined ? '' : `${countWords(survivesYears, 'year')} `}beyond the end of the agreement.`
      : 'Confidentiality ends with the agreement.',
  ],
  'personal-data': personData,
  retention: ({ of, days, afterwards }) => [
    `${of === 'information' ? 'What was received' : 'Personal data'} may be kept for ${countWords(days, 'day')}.`,
    `Then it is ${words.retentionEndWords[afterwards]}.`,
  ],
  marking: ({ scheme, least }) => [
    `What is given is marked by ${words.schemeWords[scheme]}${least === null ? '' : `, at least ${least}`}.`,
  ],
  costs: ({ rule, threshold }) => [
    costSentences[rule],
    ...when(threshold !== null, `Substantial are costs from ${sumWords(threshold?.amountMinor ?? 0, threshold?.currency ?? '')}.`),
  ],
  'recovered-assets': ({ currency, keptUpToMinor, sharedPercent, areVictimsFirst }) => [
    ...when(areVictimsFirst, 'Victims come first.'),
    `Up to ${sumWords(keptUpToMinor, currency)} the party that carried the order out keeps what was confiscated; of more, ${sharedPercent} per cent go to ` +
      'the party that issued it.',
  ],
  feedback: ({ when: moment, days }) => [
    `The requesting party says how it used the answer and whether it helped${moment === 'on-request' ? ', when asked' : ', after the case is closed'}` +
      `${days === null ? '' : `, within ${countWords(days, 'day')}`}.`,
  ],
};

const modeSentences: Readonly<Record<TermOf<'use-mode'>['mode'], string>> = {
  'presumed-consent': 'consent is presumed unless the party that gave it has said no.',
  'notify-and-object': 'the party that gave it is notified and may object in time.',
  'prior-consent': 'it needs the prior consent of the party that gave it.',
};

const costSentences: Readonly<Record<TermOf<'costs'>['rule'], string>> = {
  'each-its-own': 'Each party bears its own costs.',
  'requesting-pays': 'The requesting party bears the costs.',
  'consult-when-substantial': 'Each party bears its own costs; where they would be substantial, the parties consult first.',
  shared: 'The parties share the costs.',
};

function useConditions({ limits, retentionDays }: TermOf<'use-conditions'>): readonly string[] {
  const described = describeLimits({ ...limits, recipients: [], usableUntil: null });
  const parties = "It may be passed on to the parties of this agreement; to others only with its originator's consent.";
  return [
    ...described.map((sentence) => (limits.onward === 'listed' && sentence.startsWith('It may be passed on') ? parties : sentence)),
    ...when(retentionDays !== null, `It may be used for ${countWords(retentionDays ?? 0, 'day')}.`),
  ];
}

function personData(term: TermOf<'personal-data'>, nameOf: (authorityId: string) => string): readonly string[] {
  const { basis, to, annex, categories, marking, breachNoticeHours, rights, redressContact, onward } = term;
  const where = to.length === 0 ? '' : ` to ${wordList(to.map(nameOf))}`;
  return [
    `Personal data go${where} on the basis of ${words.transferBasisWords[basis]}${annex === null ? '' : `; the safeguards stand in clause ${annex}`}.`,
    ...when(categories.length > 0, `They are limited to ${listOf(categories, words.categoryWords)}.`),
    ...when(marking !== '', `They are marked "${marking}".`),
    onward === 'never' ? 'They are not transferred onward.' : 'They are transferred onward only with prior express authorisation.',
    ...when(breachNoticeHours !== null, `A breach of their protection is notified within ${countWords(breachNoticeHours ?? 0, 'hour')}.`),
    ...when(rights.length > 0, `Persons concerned have the right ${listOf(rights, words.rightWords)}.`),
    ...when(redressContact !== '', `They turn to ${redressContact}.`),
  ];
}

function ensured(safeguards: TermOf<'self-regulatory-bodies'>['safeguards']): string {
  return listOf(safeguards, words.safeguardWords);
}

function orList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1) ?? ''}`;
}
