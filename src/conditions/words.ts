// SPDX-License-Identifier: Apache-2.0
/**
 * The words for purposes, manners and limits, as they stand in a sentence that an officer or a court reads.
 *
 * The wire holds short codes; a sentence holds these. They belong to verdicts, whose bytes are signed, so a change here
 * changes digests: a new wording is a new version of the verdict.
 */
import type { ConditionLimits } from './condition-limits.ts';
import type { Manner, Purpose } from './wire.ts';

export const purposeWords: Readonly<Record<Purpose, string>> = {
  supervision: 'supervision',
  'compliance-check': 'checking compliance',
  'admin-enforcement': 'administrative enforcement',
  'civil-enforcement': 'civil enforcement',
  'criminal-investigation': 'criminal investigation',
  'criminal-prosecution': 'criminal prosecution',
  'sro-surveillance': 'surveillance by a self-regulatory organisation',
  disciplinary: 'disciplinary proceedings',
  'fiu-analysis': 'analysis by a financial intelligence unit',
  'asset-tracing': 'tracing assets',
  'freeze-confiscation': 'freezing and confiscation',
  'authorisation-fit-proper': 'authorisation and fitness checks',
  'systemic-risk': 'monitoring systemic risk',
  sanctions: 'carrying out sanctions',
  tax: 'tax',
  immigration: 'immigration control',
  commercial: 'commercial use',
};

export const mannerWords: Readonly<Record<Manner, string>> = {
  read: 'reading',
  search: 'searching',
  export: 'exporting',
  print: 'printing',
  evidence: 'use as evidence',
  'pass-on': 'passing on',
};

export const handlingWords: Readonly<Record<ConditionLimits['handling'], string>> = {
  clear: 'no limit of audience (TLP:CLEAR)',
  green: 'the community of authorities (TLP:GREEN)',
  amber: 'the receiving authority and those it acts with (TLP:AMBER)',
  'amber+strict': 'the receiving authority alone (TLP:AMBER+STRICT)',
  red: 'the named recipients alone (TLP:RED)',
};

/** The limits as sentences, in the order of the form. */
export function describeLimits(limits: ConditionLimits): readonly string[] {
  const purposes = limits.purposes.map((purpose) => purposeWords[purpose]);
  const sentences = [
    purposes.length === 0 ? 'No purpose is left for which it may be used.' : `It may be used for ${wordList(purposes)} only.`,
    `Audience: ${handlingWords[limits.handling]}.`,
    onwardSentence(limits),
    evidentialSentences[limits.evidentialUse],
    limits.mayNotifySubject ? 'The person concerned may be told.' : 'The person concerned may not be told.',
  ];
  if (limits.usableUntil !== null) sentences.push(`It may not be used after ${limits.usableUntil}.`);
  if (limits.note !== '') sentences.push(`Note: ${limits.note}`);
  return sentences;
}

const evidentialSentences: Readonly<Record<ConditionLimits['evidentialUse'], string>> = {
  allowed: 'It may be used as evidence.',
  'with-permission': "It may be used as evidence only with its originator's permission.",
  forbidden: 'It may not be used as evidence.',
};

function onwardSentence(limits: ConditionLimits): string {
  if (limits.onward === 'never') return 'It may not be passed on.';
  if (limits.onward === 'consent' || limits.recipients.length === 0) return "It may be passed on only with its originator's consent.";
  const count = limits.recipients.length === 1 ? 'one named authority' : `${limits.recipients.length} named authorities`;
  return `It may be passed on to ${count}; to others only with its originator's consent.`;
}

function wordList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
