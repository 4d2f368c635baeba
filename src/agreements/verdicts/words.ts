// SPDX-License-Identifier: Apache-2.0
/**
 * The words of the law as they stand in sentences. Verdicts are signed, so these are part of their bytes: a new wording
 * here is a new version of the verdict, never a correction in passing.
 */
import type { AssistanceKind, Capability, ContentField, DeadlineStep, RecallGround, UrgencyGround } from '../terms/vocabulary.ts';

export const assistanceWords: Readonly<Record<AssistanceKind, string>> = {
  'information-from-files': 'information from files',
  'suspicious-reports': 'suspicious-transaction reports',
  registrations: 'registrations of firms',
  'compliance-records': 'compliance records',
  'transaction-records': 'records of transactions and accounts',
  statement: 'the taking of a statement',
  inspection: 'an inspection',
  'audit-papers': 'audit working papers',
  'internet-records': 'internet records',
  'telephone-records': 'telephone records',
  freeze: 'the freezing of assets',
  'compelled-attendance': 'a compelled appearance for testimony',
  'firm-communications': 'communications kept by supervised firms',
  'search-and-seizure': 'a search and seizure',
  'freeze-advice': 'advice on how assets can be frozen',
  confiscation: 'the confiscation of property',
  'suspend-movement': 'the holding back of a movement',
  'cease-conduct': 'an order to stop conduct',
  'joint-analysis': 'a joint analysis',
  'preserve-data': 'the preservation of data',
};

/** What a party must have declared before it can be asked for a kind of assistance. */
export const capabilityNeeded: Readonly<Record<AssistanceKind, Capability>> = {
  'information-from-files': 'files',
  'suspicious-reports': 'files',
  registrations: 'files',
  'compliance-records': 'files',
  'transaction-records': 'records',
  statement: 'statements',
  inspection: 'inspections',
  'audit-papers': 'audit-papers',
  'internet-records': 'internet-records',
  'telephone-records': 'telephone-records',
  freeze: 'freeze',
  'compelled-attendance': 'compel-attendance',
  'firm-communications': 'firm-communications',
  'search-and-seizure': 'search-and-seizure',
  'freeze-advice': 'freeze-advice',
  confiscation: 'confiscate',
  'suspend-movement': 'suspend-movements',
  'cease-conduct': 'cease-conduct',
  'joint-analysis': 'joint-analysis',
  'preserve-data': 'preserve-data',
};

const contentLabels: Readonly<Record<ContentField, string>> = {
  subject: 'the subject: who or what the request is about',
  facts: 'the facts underlying the request',
  'why-useful': 'why the information will help',
  'legal-provisions': 'the provisions that may have been infringed',
  'likely-holder': 'who is likely to hold the information',
  period: 'the period it concerns',
  precautions: 'its sensitivity and the precautions wished',
  'earlier-request': 'the link to an earlier request',
  'other-authorities': 'the other authorities contacted',
  'foreseen-use': 'the foreseen use, and the authorities it may go to',
  'link-with-requested': 'the link with the country of the authority asked',
  'on-behalf-of': 'on whose behalf it is made',
  'revealing-requester': 'whether the requester may be named to those who hold the information',
  questions: 'the questions to be put',
  formalities: 'the formalities to be followed',
  offence: 'the offence and its maximum penalty',
  property: 'the property: description, place and value',
  'domestic-order': 'the order to be carried out: its court, date and reference',
  'earlier-proceedings': 'what is known of proceedings against the same persons for the same acts, and why this is another matter',
};

/** What a content field asks for, as it stands in a sentence after "asks for". */
export function contentFieldLabel(field: ContentField): string {
  return contentLabels[field];
}

export const urgencyGroundWords: Readonly<Record<UrgencyGround, string>> = {
  'investor-harm': 'significant harm to investors',
  'market-stability': 'danger to the stability of markets',
  'loss-of-evidence': 'loss of evidence',
  'flight-of-assets': 'flight of assets',
};

export const deadlineStepWords: Readonly<Record<DeadlineStep, string>> = {
  acknowledge: 'acknowledges the request',
  'contest-urgency': 'may contest the urgency',
  decide: 'decides whether the request is carried out',
  'provisional-measure': 'decides on a provisional measure',
  'interim-reply': 'gives an interim reply',
  reply: 'replies',
  'object-to-new-use': 'may object to a new use',
  'answer-consent': 'answers whether it may be passed on',
  'answer-recall': 'carries out the recall or says why not',
  execute: 'carries out what was decided',
  'confirm-in-writing': 'confirms in writing what was asked orally',
  'answer-limit-request': 'answers the request to limit the measure',
  reconsider: 'reopens the request or upholds its refusal',
  'give-opinion': 'gives its opinion',
  invite: 'invites the others concerned',
  'decline-invitation': 'may decline the invitation',
  launch: 'launches the joint work',
};

/** What starts the clock of each step, after "of". */
export const deadlineStarts: Readonly<Record<DeadlineStep, string>> = {
  acknowledge: 'receipt of the request',
  'contest-urgency': 'receipt of the request',
  decide: 'receipt of the request',
  'provisional-measure': 'receipt of the request',
  'interim-reply': 'receipt of the request',
  reply: 'receipt of the request',
  'object-to-new-use': 'receipt',
  'answer-consent': 'receipt',
  'answer-recall': 'receipt',
  execute: 'the decision',
  'confirm-in-writing': 'the oral request',
  'answer-limit-request': 'receipt',
  reconsider: 'receipt of the rebuttal or of what was lacking',
  'give-opinion': 'receipt of all that is needed',
  invite: 'the first finding',
  'decline-invitation': 'receipt',
  launch: 'the assessment',
};

export const recallGroundWords: Readonly<Record<RecallGround, string>> = {
  'legal-hold': 'a legal hold forbids destroying it',
  'used-in-proceedings': 'it has been used in proceedings already',
  'duty-to-keep': 'the law of the holder obliges it to keep it',
};

export function clauseWord(clause: string): string {
  return `Clause ${clause}`;
}

/** `a, b and c`. */
export function wordList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `1 working day`, `1,825 days`: digits grouped by comma in every language setting, since the sentence is signed. */
export function countWords(count: number, unit: string): string {
  const digits = String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${unit}${count === 1 ? '' : 's'}`;
}
