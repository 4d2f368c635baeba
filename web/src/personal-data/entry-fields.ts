// SPDX-License-Identifier: Apache-2.0
/** The few things that each step says, as fields of a form: by its kind, in the order in which they are asked. */
import { exemptions, itemAnswers, outcomes } from '../../../src/data-protection/wire.ts';

export interface EntryField {
  readonly name: string;
  readonly input: 'text' | 'line' | 'moment' | 'choice';
  readonly isRequired: boolean;
  readonly choices?: readonly string[];
}
const text = (name: string, isRequired = true): EntryField => ({ name, input: 'text', isRequired });
const line = (name: string, isRequired = true): EntryField => ({ name, input: 'line', isRequired });
const at: EntryField = { name: 'at', input: 'moment', isRequired: true };
const choice = (name: string, choices: readonly string[], isRequired = true): EntryField => ({
  name,
  input: 'choice',
  isRequired,
  choices,
});

export const fieldsOfKind = {
  'identity-asked': [text('what')],
  'identity-confirmed': [text('how')],
  extended: [text('reasons')],
  'item-decided': [
    choice('answer', itemAnswers),
    choice('ground', exemptions, false),
    text('reason', false),
    choice('consent', ['given', 'refused'], false),
    line('reference', false),
  ],
  'answer-proposed': [choice('outcome', outcomes), text('text'), text('remedies')],
  'answer-returned': [text('reason')],
  'answer-approved': [],
  'answer-sent': [line('means')],
  'carried-out': [text('what')],
  assessed: [choice('risk', ['unlikely', 'likely', 'high']), text('reasons')],
  'supervisor-told': [at, line('reference'), text('lateReasons', false)],
  'supervisor-not-told': [text('reasons')],
  'originator-told': [choice('originator', []), at, line('means'), line('reference', false)],
  'notice-sent': [choice('originator', []), text('measures'), line('contact'), text('delay', false)],
  'persons-told': [at, text('how')],
  'persons-not-told': [text('reasons')],
  'measure-taken': [text('what')],
  closed: [text('lessons')],
} as const satisfies Record<string, readonly EntryField[]>;
export type EntryKind = keyof typeof fieldsOfKind;
export type Values = Readonly<Record<string, string>>;

/** The entry as the server reads it; null while something required is missing. */
export function entryOf(kind: EntryKind, values: Values, itemId: string | null): unknown {
  const fields: readonly EntryField[] = fieldsOfKind[kind];
  if (fields.some(({ name, isRequired }) => isRequired && (values[name] ?? '').trim() === '')) return null;
  const said = Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? '']));
  // A notice goes by a call of its own, which is all that there is of it.
  if (kind === 'notice-sent') return said;
  if (kind !== 'item-decided') return { kind, ...said };
  const { answer, ground, reason, consent, reference } = said;
  return {
    kind,
    itemId,
    answer,
    ground: ground === '' ? null : ground,
    reason,
    consent: consent === '' ? null : { answer: consent, reference },
  };
}
