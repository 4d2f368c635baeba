// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer typed, taken apart: words, and fields written `field:value` or `field:"several words"`.
 *
 *     meridian country:XB lei:529900T8BM49AURSDO55 from:2026-01-01
 *     -> words "meridian", and every record found must also be of XB, name that LEI, and have been recorded since that day
 *
 * All that is typed must hold. A word before a colon that is no field is a word like any other, since addresses of websites hold colons; a
 * field with a value that it cannot have is an issue, so that nobody takes an empty answer for an absence.
 */
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { isDay } from '../field-checks.ts';
import { type SearchQuestion, searchQuestionOf } from '../search-text.ts';
import { type RecordKind, recordKinds } from '../wire.ts';
import { fieldKey, type KeyField, keyFields } from './finding-keys.ts';

/** Fields beside those with keys: names, the kind, and the days between which it was recorded here. */
const otherFields = ['name', 'kind', 'from', 'until'] as const;
export const searchFields = [...otherFields, ...keyFields] as const;
type SearchField = (typeof searchFields)[number];

export interface TypedSearch {
  /** The words outside of fields. */
  readonly words: SearchQuestion;
  /** As they were typed after `name:`. */
  readonly names: readonly string[];
  /** Keys that a record must have, with how they were typed. */
  readonly keys: readonly { readonly typed: string; readonly key: string }[];
  readonly kinds: readonly RecordKind[];
  /** Days of record, both included. */
  readonly from: string | null;
  readonly until: string | null;
}

/** More fields than a person types. */
const fieldsMax = 12;
const piece = /(?:([a-z]+):)?(?:"([^"]*)"|(\S*))/giu;
const partialDay = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

export function readTyped(typed: string): Result<TypedSearch> {
  const words: string[] = [];
  const fields: { readonly field: SearchField; readonly value: string; readonly typed: string }[] = [];
  for (const [whole, before, quoted, bare] of typed.matchAll(piece)) {
    if (whole === '') continue;
    const field = searchFields.find((one) => one === before?.toLowerCase());
    const value = (quoted ?? bare ?? '').trim();
    if (field === undefined) words.push(before === undefined ? value : whole.replaceAll('"', ' '));
    else fields.push({ field, value, typed: whole });
  }
  const issues = fields.flatMap(({ field, value }) => faultOf(field, value));
  if (fields.length > fieldsMax)
    issues.push({ path: 'q', problem: `There are more than ${fieldsMax} fields.`, remedy: 'Ask for fewer at once.' });
  if (issues.length > 0) return failWith(issues);
  const of = (wanted: SearchField): readonly string[] => fields.filter(({ field }) => field === wanted).map(({ value }) => value);
  return ok({
    words: searchQuestionOf(words.join(' ')),
    names: of('name'),
    keys: fields.flatMap((one) => (isKeyField(one.field) ? [{ typed: one.typed, key: fieldKey(one.field, one.value) }] : [])),
    kinds: of('kind') as readonly RecordKind[],
    from: of('from').toSorted().at(-1) ?? null,
    until: of('until').toSorted().at(0) ?? null,
  });
}

function isKeyField(field: SearchField): field is KeyField {
  return (keyFields as readonly string[]).includes(field);
}

function faultOf(field: SearchField, value: string): Issue[] {
  const fault = (problem: string, remedy: string): Issue[] => [{ path: 'q', problem: `${field}: ${problem}`, remedy }];
  if (value === '') return fault('Nothing stands behind it.', `Write ${field}: and what it is, without a space between.`);
  switch (field) {
    case 'kind':
      return (recordKinds as readonly string[]).includes(value)
        ? []
        : fault('There is no such kind of record.', `Write one of ${recordKinds.join(', ')}.`);
    case 'from':
    case 'until':
      return isDay(value) ? [] : fault('It is no day.', 'Write it as 2026-11-20.');
    case 'dated':
      return partialDay.test(value) ? [] : fault('It is no day, month or year.', 'Write it as 2026-11-20, 2026-11 or 2026.');
    case 'country':
    case 'host':
      return /^[a-z]{2}$/i.test(value) ? [] : fault('It is no country.', 'Write its two letters, such as XB.');
    case 'name':
      return searchQuestionOf(value).words.length > 0 ? [] : fault('It has no letter.', 'Write the name or a part of it.');
    default:
      return fieldKey(field, value).endsWith(':') ? fault('It has no letter and no digit.', `Write the ${field}.`) : [];
  }
}
