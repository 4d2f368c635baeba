// SPDX-License-Identifier: Apache-2.0
/**
 * The United Kingdom's two CSV files: OFSI's consolidated list and the UK sanctions list. Both open with a line that gives their date and
 * then one row per name, several rows to a subject (Group ID or Unique ID); name 6 is the family or only name, names 1 to 5 the others.
 */
import { fail, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { SubjectKind } from '../names/parse-name.ts';
import { countryCodeOf } from './country-names.ts';
import { type CsvRow, parseCsv } from './csv.ts';
import { type PartialDate, parsePartialDate } from './partial-dates.ts';
import { distinct, type Identifier, type ListedName, type ListedSubject, namesOf, type ReadList } from './subject.ts';

const kinds: Readonly<Record<string, SubjectKind>> = { individual: 'person', ship: 'vessel', entity: 'firm' };

export function readUkCsv(text: string, path: string): Result<ReadList> {
  const rows = parseCsv(text, path);
  if (!rows.ok) return rows;
  const at = rows.value.findIndex((row) => row.fields.some((field) => /^name 6$/i.test(field.trim())));
  const head = rows.value[at];
  if (head === undefined)
    return fail(path, 'There is no line that names the column "Name 6".', 'Give the CSV file as OFSI or the FCDO publish it.');
  const places = new Map(head.fields.map((name, place) => [name.trim().toLowerCase(), place]));
  const idColumn = ['group id', 'unique id'].find((name) => places.has(name));
  if (idColumn === undefined)
    return fail(`${path}, line ${head.line}`, 'There is no column "Group ID" or "Unique ID".', 'Give the file as it is published.');
  const notes: Issue[] = [];
  const value = (row: CsvRow, ...names: readonly string[]): string =>
    names.map((name) => (row.fields[places.get(name) ?? -1] ?? '').trim()).find((one) => one !== '') ?? '';
  const groups = Map.groupBy(rows.value.slice(at + 1), (row) => value(row, idColumn));
  groups.delete('');
  return ok({ subjects: [...groups].map(([id, group]) => subjectOf(id, group, value, notes)), notes });
}

type Value = (row: CsvRow, ...names: readonly string[]) => string;

function subjectOf(id: string, rows: readonly CsvRow[], value: Value, notes: Issue[]): ListedSubject {
  const names = rows.map((row) => ({
    name: nameOf(row, value),
    isMain: /^primary name(?! variation)/i.test(value(row, 'alias type', 'name type')),
  }));
  const original = rows.map((row): ListedName => ({ text: value(row, 'name non-latin script'), quality: 'strong' }));
  const main = names.find((one) => one.isMain) ?? names[0];
  const countries = ['nationality', 'nationality(/ies)', 'country of birth', 'country', 'address country', 'current believed flag of ship'];
  return {
    id,
    kind: kinds[value(rows[0] as CsvRow, 'group type', 'individual, entity, ship').toLowerCase()] ?? 'unknown',
    names: namesOf(main?.name.text ?? '', [...names.filter((one) => one !== main).map((one) => one.name), ...original]),
    births: uniqueBirths(rows.flatMap((row) => birthsOf(row, value, notes))),
    countries: distinct(
      rows.flatMap((row) =>
        countries.flatMap((name) =>
          value(row, name)
            .split(/\(\d+\)|\|/)
            .map(countryCodeOf),
        ),
      ),
    ),
    identifiers: uniqueIdentifiers(rows.flatMap((row) => identifiersOf(row, value))),
    addresses: distinct(
      rows.map((row) =>
        ['1', '2', '3', '4', '5', '6']
          .map((line) => value(row, `address ${line}`, `address line ${line}`))
          .concat(value(row, 'post/zip code', 'address postal code'))
          .filter((part) => part !== '')
          .join(', '),
      ),
    ),
    wallets: [],
    programmes: distinct(rows.map((row) => value(row, 'regime', 'regime name'))),
    remarks: value(rows[0] as CsvRow, 'other information'),
  };
}

function nameOf(row: CsvRow, value: Value): ListedName {
  const text = ['name 1', 'name 2', 'name 3', 'name 4', 'name 5', 'name 6'].map((name) => value(row, name)).join(' ');
  return { text, quality: /low/i.test(value(row, 'alias quality', 'alias strength')) ? 'weak' : 'strong' };
}

function birthsOf(row: CsvRow, value: Value, notes: Issue[]): readonly PartialDate[] {
  return value(row, 'dob', 'd.o.b')
    .split(/\(\d+\)|\|/)
    .flatMap((text) => {
      const bare = text
        .trim()
        .replace(/^(?:00|dd)\/(?:00|mm)\//i, '')
        .replace(/^(?:00|dd)\//i, '1/');
      if (bare === '') return [];
      const date = parsePartialDate(bare);
      if (date === null)
        notes.push({ path: `line ${row.line}, DOB`, problem: `"${text.trim()}" is no date.`, remedy: 'It is left out of comparisons.' });
      return date === null ? [] : [/^(?:00|dd)\//i.test(text.trim()) ? { ...date, day: null } : date];
    });
}

function identifiersOf(row: CsvRow, value: Value): readonly Identifier[] {
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['passport', ['passport number']],
    ['national id', ['national identification number', 'national identifier number']],
    ['imo', ['imo number']],
    ['registration', ['business registration number (s)', 'business registration number']],
  ];
  return kinds.flatMap(([kind, names]) =>
    value(row, ...names)
      .split(/\(\d+\)|\|/)
      .flatMap((one) => (one.trim() === '' ? [] : [{ kind, value: one.trim(), country: null }])),
  );
}

function uniqueBirths(births: readonly PartialDate[]): readonly PartialDate[] {
  return [...new Map(births.map((birth) => [JSON.stringify(birth), birth])).values()];
}

function uniqueIdentifiers(identifiers: readonly Identifier[]): readonly Identifier[] {
  return [...new Map(identifiers.map((one) => [`${one.kind} ${one.value}`, one])).values()];
}
