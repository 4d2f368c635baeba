// SPDX-License-Identifier: Apache-2.0
/**
 * Records of a letter as they are entered: typed from its pages, or those of a file that came with it. The server judges them.
 *
 * Registrations and compliance records are typed, by the members that every one has. Reports of suspicion and travel-rule messages come as
 * files: nobody types a hundred movements without a fault.
 */
import type { RecordInLetterWire } from '../../../../src/letters/attested/wire.ts';
import { type ImportFormat, type RecordKind, recordFormats } from '../../../../src/records/files/wire.ts';
import type { PlainKey } from '../../messages/translate.ts';

export const typedKinds = ['registration', 'compliance-record'] as const;
export type TypedKind = (typeof typedKinds)[number];

export interface TypedEntry {
  readonly from: 'typed';
  readonly kind: TypedKind;
  readonly fields: Readonly<Record<string, string>>;
}
export interface EnclosureEntry {
  readonly from: 'enclosure';
  readonly digest: string;
  readonly kind: RecordKind;
  readonly format: ImportFormat;
}
export type RecordEntry = (TypedEntry | EnclosureEntry) & { readonly key: number };

export interface TypedField {
  readonly name: string;
  readonly label: PlainKey;
  readonly input: 'line' | 'area' | 'day' | 'choice';
  readonly options?: readonly { readonly value: string; readonly label: PlainKey }[];
  /** Null where it is left empty; otherwise it is needed. */
  readonly isNullable?: true;
}

const line = (name: string, label: PlainKey): TypedField => ({ name, label, input: 'line' });
const nullable = (name: string, label: PlainKey, input: TypedField['input'] = 'line'): TypedField => ({
  name,
  label,
  input,
  isNullable: true,
});
const recordTypes = ['inspection', 'finding', 'sanction', 'warning', 'fit-and-proper', 'client-classification'] as const;
const statuses = ['authorised', 'notified', 'withdrawn', 'refused', 'applied'] as const;

export const fieldsOfKind: Readonly<Record<TypedKind, readonly TypedField[]>> = {
  registration: [
    line('reference', 'fact.reference'),
    line('firm', 'fact.firm'),
    nullable('commercialName', 'fact.commercialName'),
    nullable('lei', 'fact.lei'),
    line('jurisdiction', 'fact.jurisdiction'),
    line('authority', 'fact.authority'),
    {
      name: 'status',
      label: 'fact.status',
      input: 'choice',
      options: statuses.map((value) => ({ value, label: `registrationStatus.${value}` as const })),
    },
    nullable('services', 'fact.services', 'area'),
    nullable('address', 'fact.address'),
    nullable('authorisedFrom', 'fact.authorisedFrom', 'day'),
    nullable('authorisedUntil', 'fact.authorisedUntil', 'day'),
    nullable('comments', 'fact.comments', 'area'),
  ],
  'compliance-record': [
    line('reference', 'fact.reference'),
    line('firm', 'fact.firm'),
    nullable('lei', 'fact.lei'),
    {
      name: 'recordType',
      label: 'fact.recordType',
      input: 'choice',
      options: recordTypes.map((value) => ({ value, label: `recordType.${value}` as const })),
    },
    { name: 'date', label: 'fact.date', input: 'day' },
    line('authority', 'fact.authority'),
    { name: 'summary', label: 'fact.summary', input: 'area' },
    nullable('outcome', 'fact.outcome'),
  ],
};

/** Null while something that the kind needs is not entered. */
export function recordOf(entry: RecordEntry): RecordInLetterWire | null {
  if (entry.from === 'enclosure') {
    const { digest, kind, format } = entry;
    return digest === '' ? null : { from: 'enclosure', digest, kind, format };
  }
  const given = (name: string): string => (entry.fields[name] ?? '').trim();
  if (fieldsOfKind[entry.kind].some(({ name, isNullable }) => isNullable !== true && given(name) === '')) return null;
  const said: Record<string, unknown> = {};
  for (const { name, isNullable } of fieldsOfKind[entry.kind]) said[name] = isNullable === true && given(name) === '' ? null : given(name);
  const body =
    entry.kind === 'registration'
      ? { ...said, services: linesOf(given('services')), hostJurisdictions: [], websites: [], owners: [] }
      : { ...said, outcome: given('outcome'), amount: null };
  return { from: 'typed', body: { kind: entry.kind, ...body } } as RecordInLetterWire;
}

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}

/** All of them, or null while one is not whole. */
export function recordsOf(entries: readonly RecordEntry[]): readonly RecordInLetterWire[] | null {
  const all = entries.map(recordOf);
  return all.some((one) => one === null) ? null : all.filter((one) => one !== null);
}

/** The formats that hold records of this kind. */
export function formatsFor(kind: RecordKind): readonly ImportFormat[] {
  return (Object.keys(recordFormats) as ImportFormat[]).filter(
    (format) => recordFormats[format].reads.some((one) => one === kind) && format !== 'gleif' && format !== 'bods',
  );
}

/** What was entered before, to go on from; a record of a kind that is not typed was never typed. */
export function entriesOf(records: unknown): readonly RecordEntry[] {
  const given = Array.isArray(records) ? (records as readonly RecordInLetterWire[]) : [];
  return given.flatMap((record, index): RecordEntry[] => {
    const key = -1 - index;
    if (record.from === 'enclosure') return [{ ...record, key }];
    const { kind, ...said } = record.body;
    if (kind !== 'registration' && kind !== 'compliance-record') return [];
    const fields = Object.entries(said).flatMap(([name, value]): [string, string][] => {
      if (Array.isArray(value)) return [[name, value.map(String).join('\n')]];
      return typeof value === 'string' ? [[name, value]] : [];
    });
    return [{ key, from: 'typed', kind, fields: Object.fromEntries(fields) }];
  });
}
