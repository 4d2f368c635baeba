// SPDX-License-Identifier: Apache-2.0
/** What is entered of a letter, by the step that it is: one row for a field. The server judges what was entered. */
import { impossibilityCauses, usefulnessWords } from '../../../src/assistance/wire.ts';
import type { TranscriptionWire } from '../../../src/letters/wire.ts';

export type StepOfLetter = Exclude<TranscriptionWire['kind'], 'request' | 'cure'>;
export type Entered = Readonly<Record<string, string>>;
export const saidFieldNames = [
  'note',
  'expectedReplyAt',
  'updateEveryDays',
  'question',
  'answerBy',
  'answer',
  'completeness',
  'text',
  'ground',
  'reasons',
  'until',
  'cause',
  'reason',
  'isConfidential',
  'usefulness',
  'outcome',
  'isLast',
  'purpose',
  'legalBasis',
  'recordId',
  'recipient',
] as const;
export type SaidFieldName = (typeof saidFieldNames)[number];
export interface SaidField {
  readonly name: SaidFieldName;
  readonly input: 'area' | 'moment' | 'number' | 'choice' | 'ground' | 'flag' | 'purpose' | 'given' | 'received' | 'authority';
  readonly options?: readonly string[];
  readonly isOptional?: true;
}

const area = (name: SaidFieldName): SaidField => ({ name, input: 'area' });
const optional = (name: SaidFieldName, input: SaidField['input']): SaidField => ({ name, input, isOptional: true });
const ground: SaidField = { name: 'ground', input: 'ground' };
const when = [optional('expectedReplyAt', 'moment'), optional('updateEveryDays', 'number')];

export const fieldsOfStep: Readonly<Record<StepOfLetter, readonly SaidField[]>> = {
  acknowledgement: [...when, optional('note', 'area')],
  question: [area('question'), optional('answerBy', 'moment')],
  answer: [area('answer')],
  'delay-notice': [area('reasons'), ...when],
  reply: [{ name: 'completeness', input: 'choice', options: ['partial', 'complete'] }, area('text')],
  postponement: [ground, area('reasons'), optional('until', 'moment')],
  impossibility: [{ name: 'cause', input: 'choice', options: impossibilityCauses }, area('reasons')],
  refusal: [ground, area('reasons')],
  rebuttal: [ground, area('reasons')],
  reopening: [ground, area('reasons'), optional('expectedReplyAt', 'moment')],
  upholding: [ground, area('reasons')],
  withdrawal: [area('reason')],
  'confidentiality-change': [{ name: 'isConfidential', input: 'flag' }, area('reason')],
  feedback: [{ name: 'usefulness', input: 'choice', options: usefulnessWords }, area('outcome'), { name: 'isLast', input: 'flag' }],
  disclosure: [{ name: 'purpose', input: 'purpose' }, area('reason'), optional('legalBasis', 'area')],
  'consent-request': [
    { name: 'recordId', input: 'given' },
    { name: 'recipient', input: 'authority' },
    { name: 'purpose', input: 'purpose' },
    area('reason'),
  ],
  'consent-answer': [
    { name: 'answer', input: 'choice', options: ['granted', 'denied'] },
    optional('until', 'moment'),
    optional('ground', 'ground'),
    optional('reasons', 'area'),
  ],
  recall: [{ name: 'recordId', input: 'received' }, area('reason')],
};

/** Steps that belong to nothing yet: each opens a matter. */
export const beginningSteps: ReadonlySet<string> = new Set<StepOfLetter>(['disclosure', 'consent-request', 'recall']);

/** Steps that may bring records, under conditions that the letter sets. */
export const stepsWithRecords: ReadonlySet<string> = new Set<StepOfLetter>(['reply', 'disclosure']);

export function isStepOfLetter(kind: string): kind is StepOfLetter {
  return Object.hasOwn(fieldsOfStep, kind);
}

/** The body of the step as the server takes it: what the letter leaves open is null, or left out where the body has no such member. */
export function saysOf(kind: StepOfLetter, entered: Entered): TranscriptionWire['says'] {
  const says: TranscriptionWire['says'] = kind === 'feedback' ? { usedFor: [] } : {};
  for (const { name, input, isOptional } of fieldsOfStep[kind]) {
    const value = (entered[name] ?? '').trim();
    if (input === 'flag') says[name] = value === 'yes';
    else if (input === 'number') {
      if (value !== '') says[name] = Number(value);
    } else if (input === 'moment') {
      if (value !== '') says[name] = value;
      else if (name !== 'answerBy') says[name] = null;
    } else if (input === 'ground' && isOptional === true && value === '') says[name] = null;
    else if (value !== '' || name !== 'legalBasis') says[name] = value;
  }
  return says;
}

/** What was entered before, to go on from. */
export function enteredOf(says: TranscriptionWire['says']): Entered {
  const entries = Object.entries(says).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']];
    return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
  });
  return Object.fromEntries(entries);
}
