// SPDX-License-Identifier: Apache-2.0
/** What an officer fills in for each kind of entry: one row for a field. Every value is text until it is sent; the server judges it. */
import { formalityAnswers, type ItemDetailWire, redactionGrounds, type SaidWire, saidSchema } from '../../../src/evidence/wire.ts';

export type WritableKind = SaidWire['kind'];
export type Values = Readonly<Record<string, string>>;
export interface EntryField {
  readonly name: EntryFieldName;
  readonly input: 'line' | 'area' | 'choice' | 'moment' | 'number' | 'digest' | 'flag';
  readonly options?: readonly string[];
  readonly isOptional?: true;
}
export const entryFieldNames = [
  'place',
  'custodian',
  'collectedBy',
  'from',
  'rule',
  'power',
  'sealNumber',
  'test',
  'by',
  'result',
  'isConsumed',
  'copies',
  'forWhom',
  'method',
  'digest',
  'reason',
  'to',
  'purpose',
  'dueAt',
  'terms',
  'condition',
  'seal',
  'ground',
  'witness',
  'name',
  'answer',
  'note',
  'orderedBy',
  'until',
  'hold',
  'claimant',
  'outcome',
  'title',
  'where',
  'forum',
  'givenBy',
  'receivedBy',
  'manner',
  'carrier',
  'dispatch',
  'itemThere',
  'headThere',
  'why',
] as const;
export type EntryFieldName = (typeof entryFieldNames)[number];

const line = (name: EntryFieldName): EntryField => ({ name, input: 'line' });
const area = (name: EntryFieldName): EntryField => ({ name, input: 'area' });

const plain: Readonly<Record<Exclude<WritableKind, 'formality' | 'hold-lifted'>, readonly EntryField[]>> = {
  sealed: [line('sealNumber'), line('place')],
  tested: [line('test'), line('by'), area('result'), { name: 'isConsumed', input: 'flag' }],
  copied: [{ name: 'copies', input: 'number' }, line('forWhom'), line('method'), { name: 'digest', input: 'digest', isOptional: true }],
  moved: [line('place'), line('custodian'), line('reason')],
  loaned: [line('to'), line('purpose'), { name: 'dueAt', input: 'moment' }, { ...line('terms'), isOptional: true }],
  returned: [
    line('from'),
    line('place'),
    line('custodian'),
    line('condition'),
    { name: 'seal', input: 'choice', options: ['intact', 'broken', 'no-seal'] },
  ],
  'handed-over': [
    line('to'),
    line('givenBy'),
    line('receivedBy'),
    line('place'),
    { name: 'seal', input: 'choice', options: ['intact', 'broken', 'no-seal'] },
    { name: 'digest', input: 'digest' },
  ],
  released: [line('to'), area('ground')],
  destroyed: [line('method'), line('witness'), area('ground')],
  'hold-placed': [line('orderedBy'), area('reason'), { name: 'until', input: 'moment', isOptional: true }],
  'privilege-marked': [line('claimant'), area('reason')],
  'privilege-reviewed': [{ name: 'outcome', input: 'choice', options: ['released', 'withheld'] }, area('reason')],
  redacted: [
    line('title'),
    { name: 'digest', input: 'digest' },
    line('where'),
    { name: 'ground', input: 'choice', options: redactionGrounds },
    area('reason'),
  ],
};

export function fieldsOf(kind: WritableKind, detail: ItemDetailWire): readonly EntryField[] {
  if (kind === 'formality')
    return [
      { name: 'name', input: 'choice', options: detail.formalities.map(({ name }) => name) },
      { name: 'answer', input: 'choice', options: formalityAnswers },
      { ...line('note'), isOptional: true },
    ];
  if (kind === 'hold-lifted')
    return [{ name: 'hold', input: 'choice', options: detail.holds.map(({ number }) => String(number)) }, area('reason')];
  return plain[kind];
}

/** One place redacted; the form adds further ones. */
export interface Mark {
  readonly where: string;
  readonly ground: string;
  readonly reason: string;
}

/** The entry as the server takes it; null while a field does not fit. */
export function saidOf(kind: WritableKind, values: Values, marks: readonly Mark[]): SaidWire | null {
  const said = kind === 'redacted' ? redactedOf(values, marks) : { kind, ...Object.fromEntries(Object.entries(values).map(asSent)) };
  const whole = { ...emptyOf[kind], ...said };
  const parsed = saidSchema.safeParse(whole);
  return parsed.success ? parsed.data : null;
}

function redactedOf({ title, digest, where, ground, reason }: Values, marks: readonly Mark[]): object {
  return { kind: 'redacted', title, digest, marks: [...marks, { where, ground, reason }] };
}

const emptyOf: Readonly<Partial<Record<WritableKind, object>>> = {
  tested: { isConsumed: false },
  copied: { digest: null },
  loaned: { terms: '' },
  formality: { note: '' },
  'hold-placed': { until: null },
};

function asSent([name, value]: [string, string]): [string, unknown] {
  if (name === 'isConsumed') return [name, value === 'yes'];
  if (name === 'copies' || name === 'hold') return [name, Number(value)];
  if ((name === 'digest' || name === 'until') && value === '') return [name, null];
  return [name, value];
}
