// SPDX-License-Identifier: Apache-2.0
/**
 * The words of the law as they stand in sentences. Verdicts are signed, so these are part of their bytes: a new wording
 * here is a new version of the verdict, never a correction in passing.
 */
import type { AssistanceKind, capabilities, ContentField, deadlineSteps, RecallGround, urgencyGrounds } from '../wire.ts';

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
};

/** What a party must have declared before it can be asked for a kind of assistance. */
export const capabilityNeeded: Readonly<Record<AssistanceKind, (typeof capabilities)[number]>> = {
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
};

/** What a content field asks for, as it stands in a sentence after "asks for". */
export function contentFieldLabel(field: ContentField): string {
  return contentLabels[field];
}

export const urgencyGroundWords: Readonly<Record<(typeof urgencyGrounds)[number], string>> = {
  'investor-harm': 'significant harm to investors',
  'market-stability': 'danger to the stability of markets',
  'loss-of-evidence': 'loss of evidence',
  'flight-of-assets': 'flight of assets',
};

export const deadlineStepWords: Readonly<Record<(typeof deadlineSteps)[number], string>> = {
  acknowledge: 'acknowledges the request',
  'contest-urgency': 'may contest the urgency',
  'interim-reply': 'gives an interim reply',
  reply: 'replies',
  'object-to-new-use': 'may object to a new use',
  'answer-consent': 'answers whether it may be passed on',
  'answer-recall': 'carries out the recall or says why not',
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
